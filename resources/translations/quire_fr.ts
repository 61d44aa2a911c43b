<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>QHttp</name>
    <message>
        <source>Connection closed</source>
        <translation>Connexion fermée</translation>
    </message>
</context>
<context>
    <name>quire::AnswerFacts</name>
    <message numerus="yes">
        <source>%n verified</source>
        <translation>
            <numerusform>%n vérifiée</numerusform>
            <numerusform>%n vérifiées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n introuvable</numerusform>
            <numerusform>%n introuvables</numerusform>
        </translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modèle&#xa0;: %1</translation>
    </message>
    <message>
        <source>Effort: %1</source>
        <translation>Effort&#xa0;: %1</translation>
    </message>
    <message>
        <source>Prompt: %1, of these %2 from the cache</source>
        <translation>Invite&#xa0;: %1, dont %2 du cache</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Réponse&#xa0;: %1</translation>
    </message>
    <message>
        <source>First token after %1 ms</source>
        <translation>Premier jeton après %1 ms</translation>
    </message>
    <message>
        <source>Speed: %1</source>
        <translation>Vitesse&#xa0;: %1</translation>
    </message>
    <message>
        <source>The likeliest word each time (no seed)</source>
        <translation>Chaque fois le mot le plus probable (pas de graine)</translation>
    </message>
    <message>
        <source>Words were drawn, seed %1</source>
        <translation>Mots tirés au sort, graine %1</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>Demandé&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>quire::AppearancePage</name>
    <message>
        <source>As the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Text follows the size that the desktop sets, and this on top of it.</source>
        <translation>Le texte suit la taille fixée par le bureau, et ceci s’y ajoute.</translation>
    </message>
</context>
<context>
    <name>quire::CacheShelf</name>
    <message numerus="yes">
        <source>Everything is as it was written: %n pieces were compared.</source>
        <translation>
            <numerusform>Tout est comme écrit&#xa0;: %n partie a été comparée.</numerusform>
            <numerusform>Tout est comme écrit&#xa0;: %n parties ont été comparées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were found. Mending removes them; they are read again when they are needed.</source>
        <translation>
            <numerusform>%n partie endommagée trouvée. La réparation la retire&#xa0;; elle sera relue au besoin.</numerusform>
            <numerusform>%n parties endommagées trouvées. La réparation les retire&#xa0;; elles seront relues au besoin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were removed.</source>
        <translation>
            <numerusform>%n partie endommagée retirée.</numerusform>
            <numerusform>%n parties endommagées retirées.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Écrit dans %1.</translation>
    </message>
    <message>
        <source>“%1” has been taken in.</source>
        <translation>«&#xa0;%1&#xa0;» a été ajouté.</translation>
    </message>
    <message>
        <source>It takes more than that now. What nobody needs goes with the next reading.</source>
        <translation>Cela prend plus pour l’instant. Ce dont personne n’a besoin partira à la prochaine lecture.</translation>
    </message>
    <message>
        <source>It takes more than that now. With the next reading go, wholly or in part: %1.</source>
        <translation>Cela prend plus pour l’instant. À la prochaine lecture partiront, en tout ou en partie&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>quire::Citation</name>
    <message>
        <source>Verified</source>
        <translation>Vérifiée</translation>
    </message>
    <message>
        <source>Close: the source words it differently</source>
        <translation>Proche&#xa0;: la source le dit autrement</translation>
    </message>
    <message>
        <source>Not found in the documents</source>
        <translation>Introuvable dans les documents</translation>
    </message>
</context>
<context>
    <name>quire::CitationsPanel</name>
    <message>
        <source>Which citations are shown</source>
        <translation>Citations affichées</translation>
    </message>
    <message>
        <source>Quotes of the answers are gathered here, each with what the check found.</source>
        <translation>Les citations des réponses sont réunies ici, chacune avec le résultat du contrôle.</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Citations</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>Toutes (%1)</translation>
    </message>
    <message>
        <source>Verified (%1)</source>
        <translation>Vérifiées (%1)</translation>
    </message>
    <message>
        <source>Close (%1)</source>
        <translation>Proches (%1)</translation>
    </message>
    <message>
        <source>Not found (%1)</source>
        <translation>Introuvables (%1)</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Toutes %1</translation>
    </message>
</context>
<context>
    <name>quire::Composer</name>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Arrêter (Échap)</translation>
    </message>
    <message>
        <source>Ask (Enter)</source>
        <translation>Demander (Entrée)</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Arrêter la réponse</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
</context>
<context>
    <name>quire::ContextMeter</name>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 sur %2 jetons</translation>
    </message>
    <message>
        <source>Already read: %1</source>
        <translation>Déjà lus&#xa0;: %1</translation>
    </message>
    <message>
        <source>Kept free for the answer: %1</source>
        <translation>Réservés à la réponse&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>quire::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
</context>
<context>
    <name>quire::DesktopNotices</name>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
</context>
<context>
    <name>quire::Document</name>
    <message>
        <source>read</source>
        <translation>lu</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>recognised from an image</source>
        <translation>reconnu d’une image</translation>
    </message>
    <message>
        <source>garbled</source>
        <translation>illisible</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>tronqué</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>sauté</translation>
    </message>
    <message>
        <source>needs OCR</source>
        <translation>demande une reconnaissance de texte</translation>
    </message>
    <message>
        <source>no text in it</source>
        <translation>sans texte</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>colonne %1</translation>
    </message>
    <message>
        <source>, row %1 of a table, </source>
        <translation>, ligne %1 d’un tableau, </translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>page %1</translation>
    </message>
    <message>
        <source>pages %1–%2</source>
        <translation>pages %1–%2</translation>
    </message>
    <message>
        <source>paragraph %1</source>
        <translation>paragraphe %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>ligne %1</translation>
    </message>
    <message>
        <source>lines %1–%2</source>
        <translation>lignes %1–%2</translation>
    </message>
</context>
<context>
    <name>quire::DownloadDialog</name>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Télécharger un modèle</translation>
    </message>
    <message>
        <source>This is the only thing in Quire that uses the network, and only while it runs. Documents, questions and answers are never part of it.</source>
        <translation>C’est la seule chose dans Quire qui utilise le réseau, et seulement pendant qu’elle tourne. Documents, questions et réponses n’en font jamais partie.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nom du modèle</translation>
    </message>
    <message>
        <source>Files, one a line: address, SHA-256, name</source>
        <translation>Fichiers, un par ligne&#xa0;: adresse, SHA-256, nom</translation>
    </message>
    <message>
        <source>Files to fetch</source>
        <translation>Fichiers à récupérer</translation>
    </message>
    <message>
        <source>Download progress</source>
        <translation>Progression du téléchargement</translation>
    </message>
    <message>
        <source>It goes to %1. What has come is kept when it is paused.</source>
        <translation>Destination&#xa0;: %1. Ce qui est arrivé est gardé en cas de pause.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Paused. What has come is kept.</source>
        <translation>En pause. Ce qui est arrivé est gardé.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Give the model a name without a slash.</source>
        <translation>Donnez au modèle un nom sans barre oblique.</translation>
    </message>
    <message>
        <source>File %1 of %2: %3, %4</source>
        <translation>Fichier %1 sur %2&#xa0;: %3, %4</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>Contrôle de %1…</translation>
    </message>
    <message>
        <source>The model is here and checked: %1</source>
        <translation>Le modèle est là et contrôlé&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>quire::DownloadList</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>this is no web address.</source>
        <translation>ce n’est pas une adresse web.</translation>
    </message>
    <message>
        <source>a SHA-256 of 64 digits must follow the address.</source>
        <translation>un SHA-256 de 64 chiffres doit suivre l’adresse.</translation>
    </message>
    <message>
        <source>the name of the file cannot be used.</source>
        <translation>le nom du fichier est inutilisable.</translation>
    </message>
    <message>
        <source>this file name comes twice.</source>
        <translation>ce nom de fichier apparaît deux fois.</translation>
    </message>
    <message>
        <source>there is no address.</source>
        <translation>il n’y a pas d’adresse.</translation>
    </message>
</context>
<context>
    <name>quire::EngineThread</name>
    <message>
        <source>There is not enough memory. Include fewer documents, or close other programs.</source>
        <translation>La mémoire ne suffit pas. Incluez moins de documents ou fermez d’autres programmes.</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>Le moteur a échoué&#xa0;: %1</translation>
    </message>
    <message>
        <source>No %1 model is installed.</source>
        <translation>Aucun modèle %1 n’est installé.</translation>
    </message>
    <message>
        <source>In the settings, under Models, add the folder of one or download one.</source>
        <translation>Dans les réglages, sous «&#xa0;Modèles&#xa0;», ajoutez le dossier d’un modèle ou téléchargez-en un.</translation>
    </message>
</context>
<context>
    <name>quire::FileDialog</name>
    <message>
        <source>Add files to read</source>
        <translation>Ajouter des fichiers à lire</translation>
    </message>
    <message>
        <source>Add a folder to read</source>
        <translation>Ajouter un dossier à lire</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Exporter la session</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Où est %1 maintenant&#xa0;?</translation>
    </message>
    <message>
        <source>The password is used on this computer only and is not kept.</source>
        <translation>Le mot de passe ne sert que sur cet ordinateur et n’est pas conservé.</translation>
    </message>
</context>
<context>
    <name>quire::FindBar</name>
    <message>
        <source>Search in this session</source>
        <translation>Chercher dans cette session</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Endroit précédent</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Endroit suivant</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Fermer la recherche</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
</context>
<context>
    <name>quire::GeneralPage</name>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>The language changes when Quire is started again.</source>
        <translation>La langue change au prochain démarrage de Quire.</translation>
    </message>
    <message>
        <source>New sessions begin with</source>
        <translation>Les nouvelles sessions commencent avec</translation>
    </message>
    <message>
        <source>Say on the desktop when reading or a long answer has ended</source>
        <translation>Prévenir sur le bureau quand une lecture ou une longue réponse est terminée</translation>
    </message>
    <message>
        <source>Keep the computer awake while documents are read</source>
        <translation>Garder l’ordinateur éveillé pendant la lecture</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>Le modèle le plus rapide</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>Le modèle pour aller au fond</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Effort</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rapide</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>Répond tout de suite</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Réfléchir</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Réfléchit avant de répondre</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Thinks as long as it can</source>
        <translation>Réfléchit aussi longtemps que possible</translation>
    </message>
    <message>
        <source>Text in pictures of pages</source>
        <translation>Texte des images de pages</translation>
    </message>
    <message>
        <source>In these languages</source>
        <translation>Dans ces langues</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>Le texte des images est reconnu par Tesseract&#xa0;: installez les paquets tesseract-ocr et un pour chaque langue, par exemple tesseract-ocr-fra.</translation>
    </message>
    <message>
        <source>Recognise it automatically</source>
        <translation>Le reconnaître automatiquement</translation>
    </message>
    <message>
        <source>Recognise it only when I ask</source>
        <translation>Le reconnaître seulement à ma demande</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
</context>
<context>
    <name>quire::JobsDialog</name>
    <message>
        <source>waits for the night</source>
        <translation>attend la nuit</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>lecture, %1 %</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>lecture</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lu</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>File de lecture</translation>
    </message>
    <message>
        <source>Sessions are read one after the other while nobody asks. Questions go first. The queue goes on when Quire is started again.</source>
        <translation>Les sessions sont lues l’une après l’autre quand personne ne demande rien. Les questions passent avant. La file reprend au redémarrage de Quire.</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Nothing is queued. “Later” on the reading card puts a session here.</source>
        <translation>Rien n’attend. «&#xa0;Plus tard&#xa0;» sur la carte de lecture place une session ici.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>Lire maintenant</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
</context>
<context>
    <name>quire::LogDialog</name>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Kept on this computer, in %1. Nothing of it is sent anywhere.</source>
        <translation>Gardé sur cet ordinateur, dans %1. Rien n’en est envoyé.</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>Quel fichier</translation>
    </message>
    <message>
        <source>Crash report of %1</source>
        <translation>Rapport de plantage du %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Rien n’a encore été écrit.</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>Impossible d’écrire %1. Choisissez un autre emplacement.</translation>
    </message>
</context>
<context>
    <name>quire::MainWindow</name>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rapide</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Réfléchir</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Asking something else in the place of an earlier question; that one is kept. &lt;a href=&quot;cancel&quot;&gt;Cancel&lt;/a&gt;</source>
        <translation>Une autre question prend la place d’une précédente, qui est conservée. &lt;a href=&quot;cancel&quot;&gt;Annuler&lt;/a&gt;</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… et %n autre</numerusform>
            <numerusform>… et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out of the folder:</source>
        <translation>Laissés de côté&#xa0;:</translation>
    </message>
    <message>
        <source>Select a passage first, then ask about it.</source>
        <translation>Sélectionnez d’abord un passage, puis interrogez-le.</translation>
    </message>
    <message>
        <source>About “%1”: </source>
        <translation>À propos de «&#xa0;%1&#xa0;»&#xa0;: </translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nouvelle session</translation>
    </message>
    <message>
        <source>Ask about the sources</source>
        <translation>Interrogez les sources</translation>
    </message>
    <message>
        <source>Add a source, then ask about it</source>
        <translation>Ajoutez une source, puis interrogez-la</translation>
    </message>
    <message>
        <source>Dropped text.txt</source>
        <translation>Texte déposé.txt</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>&amp;Session</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fermer la fenêtre</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Chercher dans les sessions</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Écrire une question</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Next citation</source>
        <translation>Citation suivante</translation>
    </message>
    <message>
        <source>Previous citation</source>
        <translation>Citation précédente</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Plus grand</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Plus petit</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Fermer le document</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Demander</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Plus</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Réglages…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modèles…</translation>
    </message>
    <message>
        <source>Shortcuts…</source>
        <translation>Raccourcis…</translation>
    </message>
    <message>
        <source>About Quire</source>
        <translation>À propos de Quire</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Maj+Entrée</translation>
    </message>
    <message>
        <source>New line in the question</source>
        <translation>Nouvelle ligne dans la question</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Arrêter la réponse</translation>
    </message>
    <message>
        <source>Up, in an empty question</source>
        <translation>Haut, dans une question vide</translation>
    </message>
    <message>
        <source>Earlier questions</source>
        <translation>Questions précédentes</translation>
    </message>
    <message>
        <source>Reads what is too long to read: books, code and contracts, whole, on this computer, and answers with quotes that are checked against the source.</source>
        <translation>Lit ce qui est trop long à lire&#xa0;: livres, code et contrats, en entier, sur cet ordinateur, et répond avec des citations vérifiées dans la source.</translation>
    </message>
    <message>
        <source>These words are not in the documents. Do not rely on them.</source>
        <translation>Ces mots ne figurent pas dans les documents. Ne vous y fiez pas.</translation>
    </message>
    <message>
        <source>The document of this citation is no longer in the session. It said: “%1”</source>
        <translation>Le document de cette citation n’est plus dans la session. Il disait&#xa0;: «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</source>
        <translation>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exporté vers %1.</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>Impossible d’écrire %1. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>Copied, with its citations.</source>
        <translation>Copiée, avec ses citations.</translation>
    </message>
    <message>
        <source>Why was the bearing on the chart wrong?</source>
        <translation>Why was the bearing on the chart wrong?</translation>
    </message>
    <message>
        <source>Select a passage first, then write about it.</source>
        <translation>Sélectionnez d’abord un passage, puis écrivez à son sujet.</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>File de lecture</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>Ce qui est lu</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Nouvelle fenêtre</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Paste text as a source</source>
        <translation>Coller un texte comme source</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimer…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Aller à une page</translation>
    </message>
    <message>
        <source>Ask about the selection</source>
        <translation>Demander sur la sélection</translation>
    </message>
    <message>
        <source>Write a note about the selection</source>
        <translation>Écrire une note sur la sélection</translation>
    </message>
    <message>
        <source>Sources and documents</source>
        <translation>Sources et documents</translation>
    </message>
    <message>
        <source>Outline and pages</source>
        <translation>Plan et pages</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Citations</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Answer the last question again</source>
        <translation>Répondre encore à la dernière question</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Copier la dernière réponse</translation>
    </message>
    <message>
        <source>Read the sources, or pause</source>
        <translation>Lire les sources, ou mettre en pause</translation>
    </message>
    <message>
        <source>Reading queue…</source>
        <translation>File de lecture…</translation>
    </message>
    <message>
        <source>What has been read…</source>
        <translation>Ce qui est lu…</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>Journal…</translation>
    </message>
    <message>
        <source>Copied as plain text.</source>
        <translation>Copié en texte simple.</translation>
    </message>
    <message>
        <source>It is read in the night, if Quire is running then. The reading queue shows it.</source>
        <translation>Ce sera lu la nuit, si Quire tourne alors. La file de lecture le montre.</translation>
    </message>
    <message>
        <source>It is read when the engine is free. The reading queue shows it.</source>
        <translation>Ce sera lu quand le moteur sera libre. La file de lecture le montre.</translation>
    </message>
    <message>
        <source>The document of this note is no longer in the session.</source>
        <translation>Le document de cette note n’est plus dans la session.</translation>
    </message>
    <message>
        <source>Print the session</source>
        <translation>Imprimer la session</translation>
    </message>
    <message>
        <source>Space, Delete, Ctrl+Up, Ctrl+Down in the sources</source>
        <translation>Espace, Suppr, Ctrl+Haut, Ctrl+Bas dans les sources</translation>
    </message>
    <message>
        <source>Include, remove, move</source>
        <translation>Inclure, retirer, déplacer</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; Settings, Privacy shows it.</source>
        <translation>Rien ne quitte cet ordinateur&#xa0;; Réglages, Confidentialité le montre.</translation>
    </message>
    <message>
        <source>In this order %1 are read again.</source>
        <translation>Dans cet ordre, %1 sont relus.</translation>
    </message>
    <message>
        <source>In this order %1 are read again: about %2.</source>
        <translation>Dans cet ordre, %1 sont relus&#xa0;: environ %2.</translation>
    </message>
    <message>
        <source>F2, Delete, Ctrl+Z in the sessions</source>
        <translation>F2, Suppr, Ctrl+Z dans les sessions</translation>
    </message>
    <message>
        <source>Rename, delete, bring back</source>
        <translation>Renommer, supprimer, faire revenir</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages of %1 was recognised.</source>
        <translation>
            <numerusform>Le texte de %n page de %1 a été reconnu.</numerusform>
            <numerusform>Le texte de %n pages de %1 a été reconnu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Down, in a search for sessions</source>
        <translation>Bas, dans la recherche de sessions</translation>
    </message>
    <message>
        <source>To what was found</source>
        <translation>Aller aux résultats</translation>
    </message>
    <message>
        <source>Ctrl+Enter in a note</source>
        <translation>Ctrl+Entrée dans une note</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Garder la note</translation>
    </message>
    <message>
        <source>Enter, F2, Delete in the notes</source>
        <translation>Entrée, F2, Suppr dans les notes</translation>
    </message>
    <message>
        <source>Show the passage, change, delete</source>
        <translation>Montrer le passage, modifier, supprimer</translation>
    </message>
</context>
<context>
    <name>quire::MemoryCheck</name>
    <message>
        <source>Leave out sources, close other programs, or choose a smaller model.</source>
        <translation>Laissez des sources de côté, fermez d’autres programmes ou choisissez un modèle plus petit.</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2 of the %3 tokens that are to be read.</source>
        <translation>%1 de mémoire sont libres, assez pour %2 des %3 jetons à lire.</translation>
    </message>
    <message>
        <source>%1 does not fit into memory: it needs at least %2, and %3 are free.</source>
        <translation>%1 ne tient pas en mémoire : il faut au moins %2, et %3 sont libres.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Fermez d’autres programmes ou choisissez un modèle plus petit.</translation>
    </message>
</context>
<context>
    <name>quire::ModeSwitch</name>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Effort</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>Everything is read: it answers at once.</source>
        <translation>Tout est lu&#xa0;: la réponse vient aussitôt.</translation>
    </message>
    <message>
        <source>%1 to read first.</source>
        <translation>%1 à lire d’abord.</translation>
    </message>
    <message>
        <source>%1 to read first: about %2.</source>
        <translation>%1 à lire d’abord&#xa0;: environ %2.</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>Le modèle le plus rapide</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>Le modèle pour aller au fond</translation>
    </message>
    <message>
        <source>Not installed. Add its folder in the settings, under Models.</source>
        <translation>Non installé. Ajoutez son dossier dans les réglages, sous Modèles.</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>Répond tout de suite</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Réfléchit avant de répondre</translation>
    </message>
    <message>
        <source>Thinks as long as it can. Its prompt begins differently: documents are read again.</source>
        <translation>Réfléchit aussi longtemps que possible. Le début change&#xa0;: les documents sont relus.</translation>
    </message>
</context>
<context>
    <name>quire::ModelDownload</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Le dossier %1 ne peut pas être créé.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ne peut pas être écrit&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 could not be fetched: %2</source>
        <translation>%1 n’a pas pu être récupéré&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 is not what the list promises: its SHA-256 is %2. It was deleted.</source>
        <translation>%1 n’est pas ce que promet la liste&#xa0;: son SHA-256 est %2. Il a été supprimé.</translation>
    </message>
    <message>
        <source>There is a folder %1 already.</source>
        <translation>Il y a déjà un dossier %1.</translation>
    </message>
    <message>
        <source>%1 could not be renamed to %2.</source>
        <translation>%1 n’a pas pu être renommé en %2.</translation>
    </message>
</context>
<context>
    <name>quire::ModelsPage</name>
    <message>
        <source>Folders with DeepSeek-V4 checkpoints in the official layout. The first usable model of each kind is the one that is asked.</source>
        <translation>Dossiers de points de contrôle DeepSeek-V4 au format officiel. Le premier modèle utilisable de chaque sorte est celui qu’on interroge.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Sorte</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Emplacement</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Télécharger…</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Fils</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>tous les cœurs</translation>
    </message>
    <message>
        <source>Takes effect when Quire is started again.</source>
        <translation>Prend effet au prochain démarrage de Quire.</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>aucun modèle</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
</context>
<context>
    <name>quire::NotesPanel</name>
    <message>
        <source>Keep the note</source>
        <translation>Garder la note</translation>
    </message>
    <message>
        <source>Notes stay with the session. Select a passage in a document to write about it.</source>
        <translation>Les notes restent avec la session. Sélectionnez un passage d’un document pour écrire à son sujet.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Écrire une note</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Entrée</translation>
    </message>
    <message>
        <source>Show the passage</source>
        <translation>Montrer le passage</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Enter opens the passage</source>
        <translation>Entrée ouvre le passage</translation>
    </message>
    <message>
        <source>About “%1”</source>
        <translation>À propos de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>quire::PageList</name>
    <message>
        <source>Page %1</source>
        <translation>Page %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>quire::PdfRenderer</name>
    <message>
        <source>The pages of %1 cannot be shown.</source>
        <translation>Les pages de %1 ne peuvent pas être affichées.</translation>
    </message>
</context>
<context>
    <name>quire::PdfView</name>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>quire::PrivacyPage</name>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Rien ne quitte cet ordinateur</translation>
    </message>
    <message>
        <source>Quire reads, computes and answers here. The network is used only while you download a model, from addresses that you give.</source>
        <translation>Quire lit, calcule et répond ici. Le réseau ne sert que pendant que vous téléchargez un modèle, depuis des adresses que vous donnez.</translation>
    </message>
    <message numerus="yes">
        <source>Looked just now: %n network connections are open in this program.</source>
        <translation>
            <numerusform>Vérifié à l’instant&#xa0;: %n connexion réseau ouverte dans ce programme.</numerusform>
            <numerusform>Vérifié à l’instant&#xa0;: %n connexions réseau ouvertes dans ce programme.</numerusform>
        </translation>
    </message>
    <message>
        <source>This system does not say which connections a program has open.</source>
        <translation>Ce système ne dit pas quelles connexions un programme a ouvertes.</translation>
    </message>
    <message>
        <source>Log and crash reports</source>
        <translation>Journal et rapports d’incident</translation>
    </message>
    <message>
        <source>Both stay on this computer and hold no text of your documents.</source>
        <translation>Les deux restent sur cet ordinateur et ne contiennent aucun texte de vos documents.</translation>
    </message>
    <message>
        <source>Show the log…</source>
        <translation>Afficher le journal…</translation>
    </message>
</context>
<context>
    <name>quire::QuoteCard</name>
    <message>
        <source>The answer said: “%1”</source>
        <translation>La réponse disait&#xa0;: «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>quire::ReadingCard</name>
    <message>
        <source>Reading progress</source>
        <translation>Avancement de la lecture</translation>
    </message>
    <message>
        <source>Looking through the sources…</source>
        <translation>Examen des sources…</translation>
    </message>
    <message>
        <source>Counting tokens.</source>
        <translation>Comptage des jetons.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lu</translation>
    </message>
    <message>
        <source>Answers begin at once; nothing is read again.</source>
        <translation>Les réponses viennent aussitôt&#xa0;; rien n’est relu.</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>La lecture a échoué</translation>
    </message>
    <message>
        <source>%1 · %2 of cache</source>
        <translation>%1 · %2 de cache</translation>
    </message>
    <message>
        <source>Too long by %1</source>
        <translation>Trop long de %1</translation>
    </message>
    <message>
        <source>Reading takes about %1</source>
        <translation>La lecture prendra environ %1</translation>
    </message>
    <message>
        <source>Ready to read</source>
        <translation>Prêt à lire</translation>
    </message>
    <message>
        <source>%1 already read</source>
        <translation>%1 déjà lus</translation>
    </message>
    <message>
        <source>Read with %1</source>
        <translation>Lire avec %1</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>En pause à %1 %</translation>
    </message>
    <message>
        <source>Reading… %1 %</source>
        <translation>Lecture… %1 %</translation>
    </message>
    <message>
        <source>What was read is kept.</source>
        <translation>Ce qui a été lu est conservé.</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>%1 à lire</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>Reprendre la lecture</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modèles…</translation>
    </message>
    <message>
        <source>Read it when nobody asks, or in the night</source>
        <translation>Lire quand personne ne demande rien, ou la nuit</translation>
    </message>
    <message>
        <source>When the engine is free</source>
        <translation>Quand le moteur est libre</translation>
    </message>
    <message>
        <source>In the night, from 22 to 6 o&apos;clock</source>
        <translation>La nuit, de 22 h à 6 h</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>encore %1</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 sur %2 · %3</translation>
    </message>
    <message>
        <source>Reading takes less than a second</source>
        <translation>La lecture prend moins d’une seconde</translation>
    </message>
    <message>
        <source>From “%1” on it is not as it was read before.</source>
        <translation>À partir de «&#xa0;%1&#xa0;», ce n’est plus ce qui avait été lu.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… et %n autre</numerusform>
            <numerusform>… et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Laisser de côté</translation>
    </message>
    <message>
        <source>The model takes %1.</source>
        <translation>Le modèle accepte %1.</translation>
    </message>
    <message>
        <source>Too much for the memory by %1</source>
        <translation>%1 de trop pour la mémoire</translation>
    </message>
    <message>
        <source>Closing other programs or choosing a smaller model may help, too.</source>
        <translation>Fermer d’autres programmes ou choisir un modèle plus petit peut aussi aider.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Vérifier à nouveau</translation>
    </message>
    <message>
        <source>Untick sources until they fit.</source>
        <translation>Décochez des sources jusqu’à ce que tout tienne.</translation>
    </message>
    <message>
        <source>Without “%1” the rest fits.</source>
        <translation>Sans «&#xa0;%1&#xa0;», le reste tient.</translation>
    </message>
    <message>
        <source>Without these the rest fits: %1.</source>
        <translation>Sans ceux-ci, le reste tient&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2.</source>
        <translation>%1 de mémoire sont libres, assez pour %2.</translation>
    </message>
</context>
<context>
    <name>quire::ReadingPlace</name>
    <message>
        <source>Most room</source>
        <translation>Place au plus</translation>
    </message>
    <message>
        <source>Most room on disk, in gigabytes</source>
        <translation>Place maximale sur le disque, en gigaoctets</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Autre emplacement…</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>Go</translation>
    </message>
</context>
<context>
    <name>quire::RecognitionCard</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>L’utiliser</translation>
    </message>
    <message>
        <source>Recognising text</source>
        <translation>Reconnaissance du texte</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>Reconnaissance du texte&#xa0;: page %1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised.</source>
        <translation>
            <numerusform>Le texte de %n page a été reconnu.</numerusform>
            <numerusform>Le texte de %n pages a été reconnu.</numerusform>
        </translation>
    </message>
    <message>
        <source>With it, what follows these pages is read again.</source>
        <translation>Avec lui, ce qui suit ces pages est relu.</translation>
    </message>
    <message>
        <source>With it, everything is read again from token %1 on.</source>
        <translation>Avec lui, tout est relu à partir du jeton %1.</translation>
    </message>
</context>
<context>
    <name>quire::Schema</name>
    <message>
        <source>The library was written by a later version of Quire.</source>
        <translation>La bibliothèque a été écrite par une version plus récente de Quire.</translation>
    </message>
    <message>
        <source>Install that version; the library is left as it is.</source>
        <translation>Installez cette version&#xa0;; la bibliothèque reste telle quelle.</translation>
    </message>
</context>
<context>
    <name>quire::SessionBanners</name>
    <message numerus="yes">
        <source>%n sources have changed on disk. Earlier answers quote what they said before.</source>
        <translation>
            <numerusform>%n source a changé sur le disque. Les réponses précédentes citent l’ancien texte.</numerusform>
            <numerusform>%n sources ont changé sur le disque. Les réponses précédentes citent l’ancien texte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Relire</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are no longer where they were. Answers stay; new ones need the text.</source>
        <translation>
            <numerusform>%n source n’est plus à sa place. Les réponses restent&#xa0;; de nouvelles demandent le texte.</numerusform>
            <numerusform>%n sources ne sont plus à leur place. Les réponses restent&#xa0;; de nouvelles demandent le texte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Retrouver…</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are locked by a password and are not read yet.</source>
        <translation>
            <numerusform>%n source est protégée par un mot de passe et n’est pas encore lue.</numerusform>
            <numerusform>%n sources sont protégées par un mot de passe et ne sont pas encore lues.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Déverrouiller…</translation>
    </message>
    <message numerus="yes">
        <source>The library was damaged. %n sessions could be saved from it.</source>
        <translation>
            <numerusform>La bibliothèque était endommagée. %n session a pu être sauvée.</numerusform>
            <numerusform>La bibliothèque était endommagée. %n sessions ont pu être sauvées.</numerusform>
        </translation>
    </message>
    <message>
        <source>The old file is kept as %1.</source>
        <translation>L’ancien fichier est gardé sous %1.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>What you do now is kept in memory and saved as soon as it can be.</source>
        <translation>Ce que vous faites maintenant reste en mémoire et sera enregistré dès que possible.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Quire ended unexpectedly. Your sessions are as they were; a report was kept on this computer and sent nowhere.</source>
        <translation>Quire s’est arrêté de façon inattendue. Vos sessions sont intactes&#xa0;; un rapport est gardé sur cet ordinateur et n’a été envoyé nulle part.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Le montrer</translation>
    </message>
</context>
<context>
    <name>quire::SessionExport</name>
    <message>
        <source>not found in the documents</source>
        <translation>introuvable dans les documents</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>quire::SessionRemoval</name>
    <message>
        <source>“%1” was deleted, and what was read for it.</source>
        <translation>«&#xa0;%1&#xa0;» et ce qui a été lu pour elle sont supprimés.</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>«&#xa0;%1&#xa0;» a été supprimée.</translation>
    </message>
    <message>
        <source>That frees %1.</source>
        <translation>Cela libère %1.</translation>
    </message>
    <message>
        <source>What was read for it is kept.</source>
        <translation>Ce qui a été lu pour elle est gardé.</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>Libérer %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>quire::SessionsModel</name>
    <message>
        <source>Nothing found</source>
        <translation>Rien trouvé</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Épinglées</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nouvelle session</translation>
    </message>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SessionsPanel</name>
    <message>
        <source>New session</source>
        <translation>Nouvelle session</translation>
    </message>
    <message>
        <source>New session (Ctrl+N)</source>
        <translation>Nouvelle session (Ctrl+N)</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search titles, questions and answers</source>
        <translation>Chercher dans les titres, questions et réponses</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renommer…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Détacher</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Épingler</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Renommer la session</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
</context>
<context>
    <name>quire::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Confidentialité</translation>
    </message>
</context>
<context>
    <name>quire::ShelfDialog</name>
    <message>
        <source>pinned</source>
        <translation>épinglé</translation>
    </message>
    <message>
        <source>opens in a second</source>
        <translation>s’ouvre en une seconde</translation>
    </message>
    <message>
        <source>a part is read again</source>
        <translation>une partie sera relue</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>Ce qui est lu</translation>
    </message>
    <message>
        <source>Room taken on disk</source>
        <translation>Place occupée sur le disque</translation>
    </message>
    <message>
        <source>Comparing… %1 %</source>
        <translation>Comparaison… %1 %</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Jetons</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Sur le disque</translation>
    </message>
    <message>
        <source>Reading took</source>
        <translation>Durée de lecture</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Dernier usage</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Nothing has been read yet. What Quire reads is kept here, so that it is never read twice.</source>
        <translation>Rien n’a encore été lu. Ce que Quire lit est gardé ici, pour n’être jamais lu deux fois.</translation>
    </message>
    <message>
        <source>From the next start on it is kept in %1.</source>
        <translation>À partir du prochain démarrage, ce sera gardé dans %1.</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Tout vérifier</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Épingler</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Readings (*.quire)</source>
        <translation>Lectures (*.quire)</translation>
    </message>
    <message>
        <source>Forgetting it frees %1.</source>
        <translation>L’oublier libère %1.</translation>
    </message>
    <message>
        <source>%1 of %2 in %3</source>
        <translation>%1 sur %2 dans %3</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 dans %2</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Détacher</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>non installé</translation>
    </message>
    <message>
        <source>The model that read it is not installed here, or its weights have changed. With another model it is read again.</source>
        <translation>Le modèle qui l’a lu n’est pas installé ici, ou ses poids ont changé. Avec un autre modèle, il est relu.</translation>
    </message>
    <message>
        <source>Forget what was read</source>
        <translation>Oublier ce qui est lu</translation>
    </message>
    <message>
        <source>Forget what was read of “%1”?</source>
        <translation>Oublier ce qui a été lu de «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>That frees %1. Reading it again takes about %2.</source>
        <translation>Cela libère %1. Le relire prend environ %2.</translation>
    </message>
    <message>
        <source>It is pinned.</source>
        <translation>C’est épinglé.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SidePanel</name>
    <message>
        <source>Beside the conversation</source>
        <translation>À côté de la conversation</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>The documents of the session (Alt+1)</source>
        <translation>Les documents de la session (Alt+1)</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Citations</translation>
    </message>
    <message>
        <source>All quotes of the answers (Alt+2)</source>
        <translation>Toutes les citations des réponses (Alt+2)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>What you wrote down (Alt+3)</source>
        <translation>Ce que vous avez noté (Alt+3)</translation>
    </message>
</context>
<context>
    <name>quire::SourceReader</name>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>La mémoire ne suffit pas pour lire %1.</translation>
    </message>
    <message>
        <source>%1 is no longer in %2.</source>
        <translation>%1 n’est plus dans %2.</translation>
    </message>
</context>
<context>
    <name>quire::Sources</name>
    <message>
        <source>The text of %1 could not be recognised: %2</source>
        <translation>Le texte de %1 n’a pas pu être reconnu&#xa0;: %2</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>Le texte des images est reconnu par Tesseract&#xa0;: installez les paquets tesseract-ocr et un pour chaque langue, par exemple tesseract-ocr-fra.</translation>
    </message>
</context>
<context>
    <name>quire::SourcesModel</name>
    <message>
        <source>The file has changed since it was read. Read it again from its menu.</source>
        <translation>Le fichier a changé depuis sa lecture. Relisez-le depuis son menu.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… et %n autre</numerusform>
            <numerusform>… et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is no longer where it was: %1</source>
        <translation>Le fichier n’est plus à sa place&#xa0;: %1</translation>
    </message>
    <message>
        <source>The file says something else than when earlier answers quoted it.</source>
        <translation>Le fichier ne dit plus la même chose que lors des réponses précédentes.</translation>
    </message>
    <message>
        <source>The text of its pictures will be recognised.</source>
        <translation>Le texte de ses images sera reconnu.</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>Reconnaissance du texte&#xa0;: page %1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised and can be used.</source>
        <translation>
            <numerusform>Le texte de %n page a été reconnu et peut être utilisé.</numerusform>
            <numerusform>Le texte de %n pages a été reconnu et peut être utilisé.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recognising text was stopped.</source>
        <translation>La reconnaissance du texte a été arrêtée.</translation>
    </message>
    <message>
        <source>Recognising text did not work: %1</source>
        <translation>La reconnaissance du texte a échoué&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>quire::SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Add sources</source>
        <translation>Ajouter des sources</translation>
    </message>
    <message>
        <source>Drop files or folders anywhere in this window: books, contracts, code.</source>
        <translation>Déposez des fichiers ou dossiers n’importe où dans cette fenêtre&#xa0;: livres, contrats, code.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>jetons</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>Coller du texte</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>Le presse-papiers ne contient pas de texte.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ouvrir son dossier</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Relire</translation>
    </message>
    <message>
        <source>Remove from the session</source>
        <translation>Retirer de la session</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Le retrouver…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Déverrouiller…</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Chercher les changements</translation>
    </message>
    <message>
        <source>Use the recognised text</source>
        <translation>Utiliser le texte reconnu</translation>
    </message>
    <message>
        <source>Recognise its text</source>
        <translation>Reconnaître son texte</translation>
    </message>
</context>
<context>
    <name>quire::Sqlite</name>
    <message>
        <source>The library %1 is damaged (%2).</source>
        <translation>La bibliothèque %1 est endommagée (%2).</translation>
    </message>
    <message>
        <source>The disk that holds %1 is full.</source>
        <translation>Le disque contenant %1 est plein.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was saved is lost.</source>
        <translation>Libérez de l’espace&#xa0;; rien d’enregistré n’est perdu.</translation>
    </message>
    <message>
        <source>The library %1 cannot be used (%2).</source>
        <translation>La bibliothèque %1 est inutilisable (%2).</translation>
    </message>
    <message>
        <source>Check that the folder exists and may be written to.</source>
        <translation>Vérifiez que le dossier existe et que l’écriture y est permise.</translation>
    </message>
</context>
<context>
    <name>quire::StoragePage</name>
    <message>
        <source>What has been read</source>
        <translation>Ce qui est lu</translation>
    </message>
    <message>
        <source>Keep it on disk, so that nothing is read twice</source>
        <translation>Le garder sur le disque, pour ne rien lire deux fois</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Sessions, questions, answers and pasted text: %1. Files are read where they lie and not copied. Only your account may open this folder.</source>
        <translation>Sessions, questions, réponses et texte collé&#xa0;: %1. Les fichiers sont lus sur place, sans copie. Seul votre compte peut ouvrir ce dossier.</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>Réglages&#xa0;: %1</translation>
    </message>
    <message>
        <source>Show it…</source>
        <translation>Afficher…</translation>
    </message>
    <message>
        <source>Kept in %1. Another place, or keeping nothing, takes effect when Quire is started again.</source>
        <translation>Gardé dans %1. Un autre endroit, ou ne rien garder, prend effet au prochain démarrage de Quire.</translation>
    </message>
    <message>
        <source>Delete what was read for a session together with the session</source>
        <translation>Supprimer avec une session ce qui a été lu pour elle</translation>
    </message>
</context>
<context>
    <name>quire::TextViewer</name>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
</context>
<context>
    <name>quire::TurnView</name>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Ask something else here</source>
        <translation>Demander autre chose ici</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Version précédente</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Version suivante</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Réflexion</translation>
    </message>
    <message>
        <source>Copy the answer with its citations</source>
        <translation>Copier la réponse avec ses citations</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>Répondre à nouveau</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Réflexion…</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>A réfléchi %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Stopped here.</source>
        <translation>Arrêtée ici.</translation>
    </message>
    <message>
        <source>Reading the documents first: %1 of %2, %3 left</source>
        <translation>Lecture préalable des documents&#xa0;: %1 sur %2, reste %3</translation>
    </message>
    <message>
        <source>A quote is coming…</source>
        <translation>Une citation arrive…</translation>
    </message>
    <message>
        <source>Looking for the passage…</source>
        <translation>Recherche du passage…</translation>
    </message>
    <message>
        <source>Copy with citations</source>
        <translation>Copier avec les citations</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>Copier en texte simple</translation>
    </message>
    <message>
        <source>Copy the question</source>
        <translation>Copier la question</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modèles…</translation>
    </message>
    <message>
        <source>About this answer</source>
        <translation>À propos de cette réponse</translation>
    </message>
    <message>
        <source>What was answered until then is kept.</source>
        <translation>Ce qui a été répondu jusque-là est conservé.</translation>
    </message>
</context>
<context>
    <name>quire::ViewerPane</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 sur %2</translation>
    </message>
    <message>
        <source>Previous citation (Alt+Up)</source>
        <translation>Citation précédente (Alt+Haut)</translation>
    </message>
    <message>
        <source>Next citation (Alt+Down)</source>
        <translation>Citation suivante (Alt+Bas)</translation>
    </message>
    <message>
        <source>Search in the document (Ctrl+F)</source>
        <translation>Chercher dans le document (Ctrl+F)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>Plus petit (Ctrl+-)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>Plus grand (Ctrl++)</translation>
    </message>
    <message>
        <source>Close the document (Ctrl+W)</source>
        <translation>Fermer le document (Ctrl+W)</translation>
    </message>
    <message>
        <source>Search in the document</source>
        <translation>Chercher dans le document</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Fermer la recherche</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n ligne</numerusform>
            <numerusform>%n lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Demander à ce sujet</translation>
    </message>
    <message>
        <source>Write a note about this</source>
        <translation>Écrire une note à ce sujet</translation>
    </message>
    <message>
        <source>Outline and pages (F8)</source>
        <translation>Plan et pages (F8)</translation>
    </message>
    <message>
        <source>Ask about the selection (Ctrl+Shift+A)</source>
        <translation>Demander sur la sélection (Ctrl+Maj+A)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Go to a page by its label or number (Ctrl+G)</source>
        <translation>Aller à une page par étiquette ou numéro (Ctrl+G)</translation>
    </message>
</context>
<context>
    <name>quire::ViewerSide</name>
    <message>
        <source>Beside the document</source>
        <translation>À côté du document</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>The headings of the document</source>
        <translation>Les titres du document</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>The pages as small pictures</source>
        <translation>Les pages en miniature</translation>
    </message>
</context>
<context>
    <name>quire::WelcomePage</name>
    <message>
        <source>Add files</source>
        <translation>Ajouter des fichiers</translation>
    </message>
    <message>
        <source>Books, contracts, notes</source>
        <translation>Livres, contrats, notes</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ajouter un dossier</translation>
    </message>
    <message>
        <source>Code, or everything in it</source>
        <translation>Du code, ou tout son contenu</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Essayer l’exemple</translation>
    </message>
    <message>
        <source>A short history, and a question</source>
        <translation>Une brève histoire et une question</translation>
    </message>
    <message>
        <source>Ask about your sources</source>
        <translation>Interrogez vos sources</translation>
    </message>
    <message>
        <source>What would you like to be sure about?</source>
        <translation>De quoi voulez-vous être sûr&#xa0;?</translation>
    </message>
    <message>
        <source>Answers quote the passages they rest on. Every quote is looked up in the source.</source>
        <translation>Les réponses citent les passages sur lesquels elles s’appuient. Chaque citation est vérifiée dans la source.</translation>
    </message>
    <message>
        <source>Drop files or a folder here. Quire reads all of it, then answers with quotes that are checked against the source.</source>
        <translation>Déposez ici des fichiers ou un dossier. Quire lit tout, puis répond avec des citations vérifiées dans la source.</translation>
    </message>
    <message>
        <source>Everything stays on this computer: documents, questions and answers.</source>
        <translation>Tout reste sur cet ordinateur&#xa0;: documents, questions et réponses.</translation>
    </message>
</context>
<context>
    <name>quire::WindowSet</name>
    <message>
        <source>Read: %1</source>
        <translation>Lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reading did not work: %1</source>
        <translation>La lecture n’a pas marché&#xa0;: %1</translation>
    </message>
    <message>
        <source>Questions are answered at once now.</source>
        <translation>Les questions reçoivent maintenant une réponse immédiate.</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>Tout est lu</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>La lecture a échoué</translation>
    </message>
    <message>
        <source>The answer is there</source>
        <translation>La réponse est là</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>Lecture des documents</translation>
    </message>
</context>
<context>
    <name>quire::format</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 jetons</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>moins de 1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 jetons/s</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Réfléchir</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rapide</translation>
    </message>
</context>
</TS>
