<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QHttp</name>
    <message>
        <source>Connection closed</source>
        <translation>Verbindung geschlossen</translation>
    </message>
</context>
<context>
    <name>quire::AnswerFacts</name>
    <message numerus="yes">
        <source>%n verified</source>
        <translation>
            <numerusform>%n bestätigt</numerusform>
            <numerusform>%n bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n nicht gefunden</numerusform>
            <numerusform>%n nicht gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>Effort: %1</source>
        <translation>Aufwand: %1</translation>
    </message>
    <message>
        <source>Prompt: %1, of these %2 from the cache</source>
        <translation>Eingabe: %1, davon %2 aus dem Zwischenspeicher</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
    <message>
        <source>First token after %1 ms</source>
        <translation>Erstes Token nach %1 ms</translation>
    </message>
    <message>
        <source>Speed: %1</source>
        <translation>Geschwindigkeit: %1</translation>
    </message>
    <message>
        <source>The likeliest word each time (no seed)</source>
        <translation>Jedes Mal das wahrscheinlichste Wort (kein Startwert)</translation>
    </message>
    <message>
        <source>Words were drawn, seed %1</source>
        <translation>Wörter wurden gezogen, Startwert %1</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>Gefragt: %1</translation>
    </message>
</context>
<context>
    <name>quire::AppearancePage</name>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Text follows the size that the desktop sets, and this on top of it.</source>
        <translation>Text hat die Größe, die der Desktop vorgibt; dies kommt hinzu.</translation>
    </message>
</context>
<context>
    <name>quire::CacheShelf</name>
    <message numerus="yes">
        <source>Everything is as it was written: %n pieces were compared.</source>
        <translation>
            <numerusform>Alles ist, wie es geschrieben wurde: %n Teil wurde verglichen.</numerusform>
            <numerusform>Alles ist, wie es geschrieben wurde: %n Teile wurden verglichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were found. Mending removes them; they are read again when they are needed.</source>
        <translation>
            <numerusform>%n beschädigtes Teil wurde gefunden. Ausbessern entfernt es; es wird neu gelesen, wenn es gebraucht wird.</numerusform>
            <numerusform>%n beschädigte Teile wurden gefunden. Ausbessern entfernt sie; sie werden neu gelesen, wenn sie gebraucht werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were removed.</source>
        <translation>
            <numerusform>%n beschädigtes Teil wurde entfernt.</numerusform>
            <numerusform>%n beschädigte Teile wurden entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>“%1” has been taken in.</source>
        <translation>„%1“ wurde aufgenommen.</translation>
    </message>
    <message>
        <source>It takes more than that now. What nobody needs goes with the next reading.</source>
        <translation>Jetzt nimmt es mehr ein. Was niemand braucht, geht beim nächsten Lesen.</translation>
    </message>
    <message>
        <source>It takes more than that now. With the next reading go, wholly or in part: %1.</source>
        <translation>Jetzt nimmt es mehr ein. Beim nächsten Lesen gehen ganz oder teilweise: %1.</translation>
    </message>
</context>
<context>
    <name>quire::Citation</name>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Close: the source words it differently</source>
        <translation>Ähnlich: Die Quelle sagt es anders</translation>
    </message>
    <message>
        <source>Not found in the documents</source>
        <translation>In den Dokumenten nicht gefunden</translation>
    </message>
</context>
<context>
    <name>quire::CitationsPanel</name>
    <message>
        <source>Which citations are shown</source>
        <translation>Welche Zitate gezeigt werden</translation>
    </message>
    <message>
        <source>Quotes of the answers are gathered here, each with what the check found.</source>
        <translation>Hier sammeln sich die Zitate der Antworten, jedes mit dem Ergebnis der Prüfung.</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>Alle (%1)</translation>
    </message>
    <message>
        <source>Verified (%1)</source>
        <translation>Bestätigt (%1)</translation>
    </message>
    <message>
        <source>Close (%1)</source>
        <translation>Ähnlich (%1)</translation>
    </message>
    <message>
        <source>Not found (%1)</source>
        <translation>Nicht gefunden (%1)</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
</context>
<context>
    <name>quire::Composer</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Anhalten (Esc)</translation>
    </message>
    <message>
        <source>Ask (Enter)</source>
        <translation>Fragen (Eingabe)</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Antwort anhalten</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
</context>
<context>
    <name>quire::ContextMeter</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>Already read: %1</source>
        <translation>Schon gelesen: %1</translation>
    </message>
    <message>
        <source>Kept free for the answer: %1</source>
        <translation>Für die Antwort frei gehalten: %1</translation>
    </message>
</context>
<context>
    <name>quire::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
</context>
<context>
    <name>quire::DesktopNotices</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>quire::Document</name>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>recognised from an image</source>
        <translation>aus einem Bild erkannt</translation>
    </message>
    <message>
        <source>garbled</source>
        <translation>unleserlich</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>needs OCR</source>
        <translation>braucht Texterkennung</translation>
    </message>
    <message>
        <source>no text in it</source>
        <translation>kein Text darin</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>, row %1 of a table, </source>
        <translation>, Zeile %1 einer Tabelle, </translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>pages %1–%2</source>
        <translation>Seiten %1–%2</translation>
    </message>
    <message>
        <source>paragraph %1</source>
        <translation>Absatz %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>lines %1–%2</source>
        <translation>Zeilen %1–%2</translation>
    </message>
</context>
<context>
    <name>quire::DownloadDialog</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Ein Modell herunterladen</translation>
    </message>
    <message>
        <source>This is the only thing in Quire that uses the network, and only while it runs. Documents, questions and answers are never part of it.</source>
        <translation>Nur dies benutzt in Quire das Netz, und nur, solange es läuft. Dokumente, Fragen und Antworten gehören nie dazu.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Files, one a line: address, SHA-256, name</source>
        <translation>Dateien, eine pro Zeile: Adresse, SHA-256, Name</translation>
    </message>
    <message>
        <source>Files to fetch</source>
        <translation>Zu holende Dateien</translation>
    </message>
    <message>
        <source>Download progress</source>
        <translation>Fortschritt des Herunterladens</translation>
    </message>
    <message>
        <source>It goes to %1. What has come is kept when it is paused.</source>
        <translation>Ziel ist %1. Was angekommen ist, bleibt beim Pausieren erhalten.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Paused. What has come is kept.</source>
        <translation>Angehalten. Was angekommen ist, bleibt.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Give the model a name without a slash.</source>
        <translation>Geben Sie dem Modell einen Namen ohne Schrägstrich.</translation>
    </message>
    <message>
        <source>File %1 of %2: %3, %4</source>
        <translation>Datei %1 von %2: %3, %4</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>%1 wird geprüft…</translation>
    </message>
    <message>
        <source>The model is here and checked: %1</source>
        <translation>Das Modell ist da und geprüft: %1</translation>
    </message>
</context>
<context>
    <name>quire::DownloadList</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>this is no web address.</source>
        <translation>das ist keine Webadresse.</translation>
    </message>
    <message>
        <source>a SHA-256 of 64 digits must follow the address.</source>
        <translation>auf die Adresse muss eine SHA-256 mit 64 Stellen folgen.</translation>
    </message>
    <message>
        <source>the name of the file cannot be used.</source>
        <translation>der Dateiname ist nicht brauchbar.</translation>
    </message>
    <message>
        <source>this file name comes twice.</source>
        <translation>dieser Dateiname kommt zweimal vor.</translation>
    </message>
    <message>
        <source>there is no address.</source>
        <translation>es gibt keine Adresse.</translation>
    </message>
</context>
<context>
    <name>quire::EngineThread</name>
    <message>
        <source>There is not enough memory. Include fewer documents, or close other programs.</source>
        <translation>Der Speicher reicht nicht. Nehmen Sie weniger Dokumente auf oder schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>Das Rechenwerk ist gescheitert: %1</translation>
    </message>
    <message>
        <source>No %1 model is installed.</source>
        <translation>Es ist kein %1-Modell installiert.</translation>
    </message>
    <message>
        <source>In the settings, under Models, add the folder of one or download one.</source>
        <translation>Fügen Sie in den Einstellungen unter „Modelle“ den Ordner eines solchen hinzu oder laden Sie eines herunter.</translation>
    </message>
</context>
<context>
    <name>quire::FileDialog</name>
    <message>
        <source>Add files to read</source>
        <translation>Dateien zum Lesen hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder to read</source>
        <translation>Ordner zum Lesen hinzufügen</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
    <message>
        <source>The password is used on this computer only and is not kept.</source>
        <translation>Das Passwort wird nur auf diesem Rechner benutzt und nicht behalten.</translation>
    </message>
</context>
<context>
    <name>quire::FindBar</name>
    <message>
        <source>Search in this session</source>
        <translation>In dieser Sitzung suchen</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>quire::GeneralPage</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language changes when Quire is started again.</source>
        <translation>Die Sprache wechselt, wenn Quire neu gestartet wird.</translation>
    </message>
    <message>
        <source>New sessions begin with</source>
        <translation>Neue Sitzungen beginnen mit</translation>
    </message>
    <message>
        <source>Say on the desktop when reading or a long answer has ended</source>
        <translation>Auf dem Desktop melden, wenn das Lesen oder eine lange Antwort zu Ende ist</translation>
    </message>
    <message>
        <source>Keep the computer awake while documents are read</source>
        <translation>Den Rechner wach halten, während Dokumente gelesen werden</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>Das schnellere Modell</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>Das gründlichere Modell</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>Antwortet sofort</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Denkt nach, bevor es antwortet</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Thinks as long as it can</source>
        <translation>Denkt, so lange es geht</translation>
    </message>
    <message>
        <source>Text in pictures of pages</source>
        <translation>Text in Bildern von Seiten</translation>
    </message>
    <message>
        <source>In these languages</source>
        <translation>In diesen Sprachen</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>Text in Bildern erkennt Tesseract: Installieren Sie die Pakete tesseract-ocr und eines für jede Sprache, etwa tesseract-ocr-deu.</translation>
    </message>
    <message>
        <source>Recognise it automatically</source>
        <translation>Von selbst erkennen</translation>
    </message>
    <message>
        <source>Recognise it only when I ask</source>
        <translation>Nur auf Wunsch erkennen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Von selbst</translation>
    </message>
</context>
<context>
    <name>quire::JobsDialog</name>
    <message>
        <source>waits for the night</source>
        <translation>wartet auf die Nacht</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>liest, %1 %</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>liest</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>Lesewarteschlange</translation>
    </message>
    <message>
        <source>Sessions are read one after the other while nobody asks. Questions go first. The queue goes on when Quire is started again.</source>
        <translation>Sitzungen werden nacheinander gelesen, solange niemand fragt. Fragen gehen vor. Nach einem Neustart geht es weiter.</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Nothing is queued. “Later” on the reading card puts a session here.</source>
        <translation>Nichts wartet. „Später“ auf der Lesekarte stellt eine Sitzung hierher.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>Jetzt lesen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
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
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Kept on this computer, in %1. Nothing of it is sent anywhere.</source>
        <translation>Liegt auf diesem Rechner, in %1. Nichts davon wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>Welche Datei</translation>
    </message>
    <message>
        <source>Crash report of %1</source>
        <translation>Absturzbericht vom %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Noch nichts geschrieben.</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>%1 konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
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
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Asking something else in the place of an earlier question; that one is kept. &lt;a href=&quot;cancel&quot;&gt;Cancel&lt;/a&gt;</source>
        <translation>Statt einer früheren Frage wird etwas anderes gefragt; die frühere bleibt erhalten. &lt;a href=&quot;cancel&quot;&gt;Abbrechen&lt;/a&gt;</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out of the folder:</source>
        <translation>Aus dem Ordner ausgelassen:</translation>
    </message>
    <message>
        <source>Select a passage first, then ask about it.</source>
        <translation>Wählen Sie zuerst eine Stelle aus und fragen Sie dann danach.</translation>
    </message>
    <message>
        <source>About “%1”: </source>
        <translation>Zu „%1“: </translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Neue Sitzung</translation>
    </message>
    <message>
        <source>Ask about the sources</source>
        <translation>Fragen Sie zu den Quellen</translation>
    </message>
    <message>
        <source>Add a source, then ask about it</source>
        <translation>Fügen Sie eine Quelle hinzu und fragen Sie dann</translation>
    </message>
    <message>
        <source>Dropped text.txt</source>
        <translation>Abgelegter Text.txt</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>&amp;Sitzung</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Sitzungen durchsuchen</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Frage schreiben</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Next citation</source>
        <translation>Nächstes Zitat</translation>
    </message>
    <message>
        <source>Previous citation</source>
        <translation>Voriges Zitat</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Dokument schließen</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>About Quire</source>
        <translation>Über Quire</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>New line in the question</source>
        <translation>Neue Zeile in der Frage</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Antwort anhalten</translation>
    </message>
    <message>
        <source>Up, in an empty question</source>
        <translation>Pfeil hoch, in leerer Frage</translation>
    </message>
    <message>
        <source>Earlier questions</source>
        <translation>Frühere Fragen</translation>
    </message>
    <message>
        <source>Reads what is too long to read: books, code and contracts, whole, on this computer, and answers with quotes that are checked against the source.</source>
        <translation>Liest, was zum Lesen zu lang ist: Bücher, Code und Verträge, ganz und auf diesem Rechner, und antwortet mit Zitaten, die an der Quelle geprüft sind.</translation>
    </message>
    <message>
        <source>These words are not in the documents. Do not rely on them.</source>
        <translation>Diese Worte stehen nicht in den Dokumenten. Verlassen Sie sich nicht darauf.</translation>
    </message>
    <message>
        <source>The document of this citation is no longer in the session. It said: “%1”</source>
        <translation>Das Dokument dieses Zitats ist nicht mehr in der Sitzung. Es sagte: „%1“</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</source>
        <translation>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportiert nach %1.</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>%1 konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Copied, with its citations.</source>
        <translation>Kopiert, mit den Zitaten.</translation>
    </message>
    <message>
        <source>Why was the bearing on the chart wrong?</source>
        <translation>Why was the bearing on the chart wrong?</translation>
    </message>
    <message>
        <source>Select a passage first, then write about it.</source>
        <translation>Wählen Sie erst eine Stelle aus, dann schreiben Sie dazu.</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>Lesewarteschlange</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>Was gelesen ist</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Paste text as a source</source>
        <translation>Text als Quelle einfügen</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Zu einer Seite gehen</translation>
    </message>
    <message>
        <source>Ask about the selection</source>
        <translation>Nach der Auswahl fragen</translation>
    </message>
    <message>
        <source>Write a note about the selection</source>
        <translation>Notiz zur Auswahl schreiben</translation>
    </message>
    <message>
        <source>Sources and documents</source>
        <translation>Quellen und Dokumente</translation>
    </message>
    <message>
        <source>Outline and pages</source>
        <translation>Gliederung und Seiten</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Answer the last question again</source>
        <translation>Die letzte Frage neu beantworten</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Die letzte Antwort kopieren</translation>
    </message>
    <message>
        <source>Read the sources, or pause</source>
        <translation>Quellen lesen oder anhalten</translation>
    </message>
    <message>
        <source>Reading queue…</source>
        <translation>Lesewarteschlange…</translation>
    </message>
    <message>
        <source>What has been read…</source>
        <translation>Was gelesen ist…</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>Protokoll…</translation>
    </message>
    <message>
        <source>Copied as plain text.</source>
        <translation>Als einfacher Text kopiert.</translation>
    </message>
    <message>
        <source>It is read in the night, if Quire is running then. The reading queue shows it.</source>
        <translation>Es wird nachts gelesen, wenn Quire dann läuft. Die Lesewarteschlange zeigt es.</translation>
    </message>
    <message>
        <source>It is read when the engine is free. The reading queue shows it.</source>
        <translation>Es wird gelesen, wenn die Maschine frei ist. Die Lesewarteschlange zeigt es.</translation>
    </message>
    <message>
        <source>The document of this note is no longer in the session.</source>
        <translation>Das Dokument dieser Notiz ist nicht mehr in der Sitzung.</translation>
    </message>
    <message>
        <source>Print the session</source>
        <translation>Sitzung drucken</translation>
    </message>
    <message>
        <source>Space, Delete, Ctrl+Up, Ctrl+Down in the sources</source>
        <translation>Leertaste, Entf, Strg+Auf, Strg+Ab in den Quellen</translation>
    </message>
    <message>
        <source>Include, remove, move</source>
        <translation>Einbeziehen, entfernen, verschieben</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; Settings, Privacy shows it.</source>
        <translation>Nichts verlässt diesen Rechner; Einstellungen, Privatsphäre zeigt es.</translation>
    </message>
    <message>
        <source>In this order %1 are read again.</source>
        <translation>In dieser Reihenfolge werden %1 noch einmal gelesen.</translation>
    </message>
    <message>
        <source>In this order %1 are read again: about %2.</source>
        <translation>In dieser Reihenfolge werden %1 noch einmal gelesen: etwa %2.</translation>
    </message>
    <message>
        <source>F2, Delete, Ctrl+Z in the sessions</source>
        <translation>F2, Entf, Strg+Z in den Sitzungen</translation>
    </message>
    <message>
        <source>Rename, delete, bring back</source>
        <translation>Umbenennen, löschen, zurückholen</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages of %1 was recognised.</source>
        <translation>
            <numerusform>Der Text von %n Seite von %1 wurde erkannt.</numerusform>
            <numerusform>Der Text von %n Seiten von %1 wurde erkannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Down, in a search for sessions</source>
        <translation>Abwärts, in der Suche nach Sitzungen</translation>
    </message>
    <message>
        <source>To what was found</source>
        <translation>Zu dem, was gefunden wurde</translation>
    </message>
    <message>
        <source>Ctrl+Enter in a note</source>
        <translation>Strg+Eingabe in einer Notiz</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Notiz behalten</translation>
    </message>
    <message>
        <source>Enter, F2, Delete in the notes</source>
        <translation>Eingabe, F2, Entf in den Notizen</translation>
    </message>
    <message>
        <source>Show the passage, change, delete</source>
        <translation>Stelle zeigen, ändern, löschen</translation>
    </message>
</context>
<context>
    <name>quire::MemoryCheck</name>
    <message>
        <source>Leave out sources, close other programs, or choose a smaller model.</source>
        <translation>Lassen Sie Quellen weg, schließen Sie andere Programme oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2 of the %3 tokens that are to be read.</source>
        <translation>%1 Arbeitsspeicher sind frei, genug für %2 der %3 Token, die zu lesen sind.</translation>
    </message>
    <message>
        <source>%1 does not fit into memory: it needs at least %2, and %3 are free.</source>
        <translation>%1 passt nicht in den Arbeitsspeicher: Es braucht mindestens %2, und %3 sind frei.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie ein kleineres Modell.</translation>
    </message>
</context>
<context>
    <name>quire::ModeSwitch</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Aufwand</translation>
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
        <translation>Alles ist gelesen: Die Antwort kommt sofort.</translation>
    </message>
    <message>
        <source>%1 to read first.</source>
        <translation>Vorher sind %1 zu lesen.</translation>
    </message>
    <message>
        <source>%1 to read first: about %2.</source>
        <translation>Vorher sind %1 zu lesen: etwa %2.</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>Das schnellere Modell</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>Das gründlichere Modell</translation>
    </message>
    <message>
        <source>Not installed. Add its folder in the settings, under Models.</source>
        <translation>Nicht installiert. Fügen Sie den Ordner in den Einstellungen unter Modelle hinzu.</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>Antwortet sofort</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Denkt nach, bevor es antwortet</translation>
    </message>
    <message>
        <source>Thinks as long as it can. Its prompt begins differently: documents are read again.</source>
        <translation>Denkt so lange es kann. Der Anfang lautet dann anders: Die Dokumente werden noch einmal gelesen.</translation>
    </message>
</context>
<context>
    <name>quire::ModelDownload</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1 could not be fetched: %2</source>
        <translation>%1 konnte nicht geholt werden: %2</translation>
    </message>
    <message>
        <source>%1 is not what the list promises: its SHA-256 is %2. It was deleted.</source>
        <translation>%1 ist nicht, was die Liste verspricht: Die SHA-256 ist %2. Die Datei wurde gelöscht.</translation>
    </message>
    <message>
        <source>There is a folder %1 already.</source>
        <translation>Den Ordner %1 gibt es schon.</translation>
    </message>
    <message>
        <source>%1 could not be renamed to %2.</source>
        <translation>%1 konnte nicht in %2 umbenannt werden.</translation>
    </message>
</context>
<context>
    <name>quire::ModelsPage</name>
    <message>
        <source>Folders with DeepSeek-V4 checkpoints in the official layout. The first usable model of each kind is the one that is asked.</source>
        <translation>Ordner mit DeepSeek-V4-Checkpoints im offiziellen Aufbau. Gefragt wird das erste brauchbare Modell jeder Art.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen…</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>alle Kerne</translation>
    </message>
    <message>
        <source>Takes effect when Quire is started again.</source>
        <translation>Gilt, wenn Quire neu gestartet wird.</translation>
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
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
</context>
<context>
    <name>quire::NotesPanel</name>
    <message>
        <source>Keep the note</source>
        <translation>Notiz behalten</translation>
    </message>
    <message>
        <source>Notes stay with the session. Select a passage in a document to write about it.</source>
        <translation>Notizen bleiben bei der Sitzung. Wählen Sie eine Stelle in einem Dokument aus, um dazu zu schreiben.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Eine Notiz schreiben</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Show the passage</source>
        <translation>Stelle zeigen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Enter opens the passage</source>
        <translation>Eingabe öffnet die Stelle</translation>
    </message>
    <message>
        <source>About “%1”</source>
        <translation>Zu „%1“</translation>
    </message>
</context>
<context>
    <name>quire::PageList</name>
    <message>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>quire::PdfRenderer</name>
    <message>
        <source>The pages of %1 cannot be shown.</source>
        <translation>Die Seiten von %1 lassen sich nicht anzeigen.</translation>
    </message>
</context>
<context>
    <name>quire::PdfView</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>quire::PrivacyPage</name>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nichts verlässt diesen Rechner</translation>
    </message>
    <message>
        <source>Quire reads, computes and answers here. The network is used only while you download a model, from addresses that you give.</source>
        <translation>Quire liest, rechnet und antwortet hier. Das Netz wird nur benutzt, während Sie ein Modell herunterladen, von Adressen, die Sie angeben.</translation>
    </message>
    <message numerus="yes">
        <source>Looked just now: %n network connections are open in this program.</source>
        <translation>
            <numerusform>Eben nachgesehen: %n Netzverbindung ist in diesem Programm offen.</numerusform>
            <numerusform>Eben nachgesehen: %n Netzverbindungen sind in diesem Programm offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This system does not say which connections a program has open.</source>
        <translation>Dieses System sagt nicht, welche Verbindungen ein Programm offen hat.</translation>
    </message>
    <message>
        <source>Log and crash reports</source>
        <translation>Protokoll und Absturzberichte</translation>
    </message>
    <message>
        <source>Both stay on this computer and hold no text of your documents.</source>
        <translation>Beides bleibt auf diesem Rechner und enthält keinen Text Ihrer Dokumente.</translation>
    </message>
    <message>
        <source>Show the log…</source>
        <translation>Protokoll zeigen…</translation>
    </message>
</context>
<context>
    <name>quire::QuoteCard</name>
    <message>
        <source>The answer said: “%1”</source>
        <translation>In der Antwort hieß es: „%1“</translation>
    </message>
</context>
<context>
    <name>quire::ReadingCard</name>
    <message>
        <source>Reading progress</source>
        <translation>Lesefortschritt</translation>
    </message>
    <message>
        <source>Looking through the sources…</source>
        <translation>Die Quellen werden durchgesehen…</translation>
    </message>
    <message>
        <source>Counting tokens.</source>
        <translation>Token werden gezählt.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Answers begin at once; nothing is read again.</source>
        <translation>Antworten beginnen sofort; nichts wird noch einmal gelesen.</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>Das Lesen hat nicht geklappt</translation>
    </message>
    <message>
        <source>%1 · %2 of cache</source>
        <translation>%1 · %2 Zwischenspeicher</translation>
    </message>
    <message>
        <source>Too long by %1</source>
        <translation>Um %1 zu lang</translation>
    </message>
    <message>
        <source>Reading takes about %1</source>
        <translation>Das Lesen dauert etwa %1</translation>
    </message>
    <message>
        <source>Ready to read</source>
        <translation>Bereit zum Lesen</translation>
    </message>
    <message>
        <source>%1 already read</source>
        <translation>%1 schon gelesen</translation>
    </message>
    <message>
        <source>Read with %1</source>
        <translation>Mit %1 lesen</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>Angehalten bei %1 %</translation>
    </message>
    <message>
        <source>Reading… %1 %</source>
        <translation>Lesen… %1 %</translation>
    </message>
    <message>
        <source>What was read is kept.</source>
        <translation>Was gelesen ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>%1 zu lesen</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>Weiterlesen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Read it when nobody asks, or in the night</source>
        <translation>Lesen, wenn niemand fragt, oder nachts</translation>
    </message>
    <message>
        <source>When the engine is free</source>
        <translation>Wenn die Maschine frei ist</translation>
    </message>
    <message>
        <source>In the night, from 22 to 6 o&apos;clock</source>
        <translation>Nachts, von 22 bis 6 Uhr</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>Reading takes less than a second</source>
        <translation>Das Lesen dauert weniger als eine Sekunde</translation>
    </message>
    <message>
        <source>From “%1” on it is not as it was read before.</source>
        <translation>Ab „%1“ ist es nicht mehr so, wie es gelesen wurde.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>The model takes %1.</source>
        <translation>Das Modell fasst %1.</translation>
    </message>
    <message>
        <source>Too much for the memory by %1</source>
        <translation>Um %1 zu viel für den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Closing other programs or choosing a smaller model may help, too.</source>
        <translation>Auch andere Programme zu schließen oder ein kleineres Modell zu wählen kann helfen.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Untick sources until they fit.</source>
        <translation>Nehmen Sie Häkchen weg, bis es passt.</translation>
    </message>
    <message>
        <source>Without “%1” the rest fits.</source>
        <translation>Ohne „%1“ passt der Rest.</translation>
    </message>
    <message>
        <source>Without these the rest fits: %1.</source>
        <translation>Ohne diese passt der Rest: %1.</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2.</source>
        <translation>%1 Arbeitsspeicher sind frei, genug für %2.</translation>
    </message>
</context>
<context>
    <name>quire::ReadingPlace</name>
    <message>
        <source>Most room</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Most room on disk, in gigabytes</source>
        <translation>Höchster Platz auf der Platte, in Gigabyte</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Anderer Ort…</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
</context>
<context>
    <name>quire::RecognitionCard</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Recognising text</source>
        <translation>Text wird erkannt</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>Text wird erkannt: Seite %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised.</source>
        <translation>
            <numerusform>Der Text von %n Seite wurde erkannt.</numerusform>
            <numerusform>Der Text von %n Seiten wurde erkannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>With it, what follows these pages is read again.</source>
        <translation>Mit ihm wird noch einmal gelesen, was auf diese Seiten folgt.</translation>
    </message>
    <message>
        <source>With it, everything is read again from token %1 on.</source>
        <translation>Mit ihm wird ab Token %1 alles noch einmal gelesen.</translation>
    </message>
</context>
<context>
    <name>quire::Schema</name>
    <message>
        <source>The library was written by a later version of Quire.</source>
        <translation>Die Bibliothek wurde von einer späteren Version von Quire geschrieben.</translation>
    </message>
    <message>
        <source>Install that version; the library is left as it is.</source>
        <translation>Installieren Sie diese Version; die Bibliothek bleibt, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>quire::SessionBanners</name>
    <message numerus="yes">
        <source>%n sources have changed on disk. Earlier answers quote what they said before.</source>
        <translation>
            <numerusform>%n Quelle hat sich auf der Platte geändert. Frühere Antworten zitieren, was vorher dastand.</numerusform>
            <numerusform>%n Quellen haben sich auf der Platte geändert. Frühere Antworten zitieren, was vorher dastand.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are no longer where they were. Answers stay; new ones need the text.</source>
        <translation>
            <numerusform>%n Quelle ist nicht mehr, wo sie war. Antworten bleiben; neue brauchen den Text.</numerusform>
            <numerusform>%n Quellen sind nicht mehr, wo sie waren. Antworten bleiben; neue brauchen den Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are locked by a password and are not read yet.</source>
        <translation>
            <numerusform>%n Quelle ist durch ein Passwort gesperrt und noch nicht gelesen.</numerusform>
            <numerusform>%n Quellen sind durch ein Passwort gesperrt und noch nicht gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message numerus="yes">
        <source>The library was damaged. %n sessions could be saved from it.</source>
        <translation>
            <numerusform>Die Bibliothek war beschädigt. %n Sitzung konnte gerettet werden.</numerusform>
            <numerusform>Die Bibliothek war beschädigt. %n Sitzungen konnten gerettet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The old file is kept as %1.</source>
        <translation>Die alte Datei liegt als %1.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What you do now is kept in memory and saved as soon as it can be.</source>
        <translation>Was Sie jetzt tun, bleibt im Speicher und wird gesichert, sobald es geht.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Quire ended unexpectedly. Your sessions are as they were; a report was kept on this computer and sent nowhere.</source>
        <translation>Quire wurde unerwartet beendet. Ihre Sitzungen sind, wie sie waren; ein Bericht liegt auf diesem Rechner und wurde nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>quire::SessionExport</name>
    <message>
        <source>not found in the documents</source>
        <translation>in den Dokumenten nicht gefunden</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>quire::SessionRemoval</name>
    <message>
        <source>“%1” was deleted, and what was read for it.</source>
        <translation>„%1“ und was dafür gelesen wurde, ist gelöscht.</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>„%1“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>That frees %1.</source>
        <translation>Das macht %1 frei.</translation>
    </message>
    <message>
        <source>What was read for it is kept.</source>
        <translation>Was dafür gelesen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>quire::SessionsModel</name>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Neue Sitzung</translation>
    </message>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n Quelle</numerusform>
            <numerusform>%n Quellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SessionsPanel</name>
    <message>
        <source>New session</source>
        <translation>Neue Sitzung</translation>
    </message>
    <message>
        <source>New session (Ctrl+N)</source>
        <translation>Neue Sitzung (Strg+N)</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search titles, questions and answers</source>
        <translation>Titel, Fragen und Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Sitzung umbenennen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>quire::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
</context>
<context>
    <name>quire::ShelfDialog</name>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>opens in a second</source>
        <translation>öffnet in einer Sekunde</translation>
    </message>
    <message>
        <source>a part is read again</source>
        <translation>ein Teil wird neu gelesen</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>Was gelesen ist</translation>
    </message>
    <message>
        <source>Room taken on disk</source>
        <translation>Belegter Platz auf der Platte</translation>
    </message>
    <message>
        <source>Comparing… %1 %</source>
        <translation>Vergleiche… %1 %</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Reading took</source>
        <translation>Lesedauer</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Nothing has been read yet. What Quire reads is kept here, so that it is never read twice.</source>
        <translation>Noch ist nichts gelesen. Was Quire liest, bleibt hier, damit es nie zweimal gelesen wird.</translation>
    </message>
    <message>
        <source>From the next start on it is kept in %1.</source>
        <translation>Ab dem nächsten Start liegt es in %1.</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Alles prüfen</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Ausbessern</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Readings (*.quire)</source>
        <translation>Gelesenes (*.quire)</translation>
    </message>
    <message>
        <source>Forgetting it frees %1.</source>
        <translation>Vergessen macht %1 frei.</translation>
    </message>
    <message>
        <source>%1 of %2 in %3</source>
        <translation>%1 von %2 in %3</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>The model that read it is not installed here, or its weights have changed. With another model it is read again.</source>
        <translation>Das Modell, das es gelesen hat, ist hier nicht installiert, oder seine Gewichte haben sich geändert. Mit einem anderen Modell wird es neu gelesen.</translation>
    </message>
    <message>
        <source>Forget what was read</source>
        <translation>Gelesenes vergessen</translation>
    </message>
    <message>
        <source>Forget what was read of “%1”?</source>
        <translation>Vergessen, was von „%1“ gelesen ist?</translation>
    </message>
    <message>
        <source>That frees %1. Reading it again takes about %2.</source>
        <translation>Das macht %1 frei. Es noch einmal zu lesen dauert etwa %2.</translation>
    </message>
    <message>
        <source>It is pinned.</source>
        <translation>Es ist angeheftet.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SidePanel</name>
    <message>
        <source>Beside the conversation</source>
        <translation>Neben dem Gespräch</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>The documents of the session (Alt+1)</source>
        <translation>Die Dokumente der Sitzung (Alt+1)</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>All quotes of the answers (Alt+2)</source>
        <translation>Alle Zitate der Antworten (Alt+2)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>What you wrote down (Alt+3)</source>
        <translation>Was Sie notiert haben (Alt+3)</translation>
    </message>
</context>
<context>
    <name>quire::SourceReader</name>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>Der Speicher reicht nicht, um %1 zu lesen.</translation>
    </message>
    <message>
        <source>%1 is no longer in %2.</source>
        <translation>%1 ist nicht mehr in %2.</translation>
    </message>
</context>
<context>
    <name>quire::Sources</name>
    <message>
        <source>The text of %1 could not be recognised: %2</source>
        <translation>Der Text von %1 konnte nicht erkannt werden: %2</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>Text in Bildern erkennt Tesseract: Installieren Sie die Pakete tesseract-ocr und eines für jede Sprache, etwa tesseract-ocr-deu.</translation>
    </message>
</context>
<context>
    <name>quire::SourcesModel</name>
    <message>
        <source>The file has changed since it was read. Read it again from its menu.</source>
        <translation>Die Datei hat sich geändert, seit sie gelesen wurde. Lesen Sie sie über ihr Menü noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is no longer where it was: %1</source>
        <translation>Die Datei ist nicht mehr, wo sie war: %1</translation>
    </message>
    <message>
        <source>The file says something else than when earlier answers quoted it.</source>
        <translation>In der Datei steht etwas anderes als damals, als frühere Antworten sie zitierten.</translation>
    </message>
    <message>
        <source>The text of its pictures will be recognised.</source>
        <translation>Der Text seiner Bilder wird noch erkannt.</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>Text wird erkannt: Seite %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised and can be used.</source>
        <translation>
            <numerusform>Der Text von %n Seite wurde erkannt und kann verwendet werden.</numerusform>
            <numerusform>Der Text von %n Seiten wurde erkannt und kann verwendet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recognising text was stopped.</source>
        <translation>Das Erkennen von Text wurde beendet.</translation>
    </message>
    <message>
        <source>Recognising text did not work: %1</source>
        <translation>Text konnte nicht erkannt werden: %1</translation>
    </message>
</context>
<context>
    <name>quire::SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Add sources</source>
        <translation>Quellen hinzufügen</translation>
    </message>
    <message>
        <source>Drop files or folders anywhere in this window: books, contracts, code.</source>
        <translation>Legen Sie Dateien oder Ordner irgendwo in diesem Fenster ab: Bücher, Verträge, Code.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>Text einfügen</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Text.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>Remove from the session</source>
        <translation>Aus der Sitzung nehmen</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Nach Änderungen sehen</translation>
    </message>
    <message>
        <source>Use the recognised text</source>
        <translation>Den erkannten Text verwenden</translation>
    </message>
    <message>
        <source>Recognise its text</source>
        <translation>Seinen Text erkennen</translation>
    </message>
</context>
<context>
    <name>quire::Sqlite</name>
    <message>
        <source>The library %1 is damaged (%2).</source>
        <translation>Die Bibliothek %1 ist beschädigt (%2).</translation>
    </message>
    <message>
        <source>The disk that holds %1 is full.</source>
        <translation>Der Datenträger mit %1 ist voll.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was saved is lost.</source>
        <translation>Schaffen Sie Platz; nichts Gespeichertes ist verloren.</translation>
    </message>
    <message>
        <source>The library %1 cannot be used (%2).</source>
        <translation>Die Bibliothek %1 ist nicht benutzbar (%2).</translation>
    </message>
    <message>
        <source>Check that the folder exists and may be written to.</source>
        <translation>Prüfen Sie, ob der Ordner existiert und beschreibbar ist.</translation>
    </message>
</context>
<context>
    <name>quire::StoragePage</name>
    <message>
        <source>What has been read</source>
        <translation>Was gelesen ist</translation>
    </message>
    <message>
        <source>Keep it on disk, so that nothing is read twice</source>
        <translation>Auf der Platte behalten, damit nichts zweimal gelesen wird</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions, questions, answers and pasted text: %1. Files are read where they lie and not copied. Only your account may open this folder.</source>
        <translation>Sitzungen, Fragen, Antworten und eingefügter Text: %1. Dateien werden gelesen, wo sie liegen, und nicht kopiert. Nur Ihr Konto darf diesen Ordner öffnen.</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>Einstellungen: %1</translation>
    </message>
    <message>
        <source>Show it…</source>
        <translation>Zeigen…</translation>
    </message>
    <message>
        <source>Kept in %1. Another place, or keeping nothing, takes effect when Quire is started again.</source>
        <translation>Liegt in %1. Ein anderer Ort oder nichts aufzuheben gilt, wenn Quire neu gestartet ist.</translation>
    </message>
    <message>
        <source>Delete what was read for a session together with the session</source>
        <translation>Mit einer Sitzung auch löschen, was für sie gelesen wurde</translation>
    </message>
</context>
<context>
    <name>quire::TextViewer</name>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
</context>
<context>
    <name>quire::TurnView</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Ask something else here</source>
        <translation>Hier etwas anderes fragen</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Frühere Fassung</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Spätere Fassung</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Überlegung</translation>
    </message>
    <message>
        <source>Copy the answer with its citations</source>
        <translation>Antwort mit Zitaten kopieren</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>Noch einmal antworten</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Denkt nach…</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>%1 nachgedacht</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Stopped here.</source>
        <translation>Hier angehalten.</translation>
    </message>
    <message>
        <source>Reading the documents first: %1 of %2, %3 left</source>
        <translation>Zuerst werden die Dokumente gelesen: %1 von %2, noch %3</translation>
    </message>
    <message>
        <source>A quote is coming…</source>
        <translation>Ein Zitat kommt…</translation>
    </message>
    <message>
        <source>Looking for the passage…</source>
        <translation>Die Stelle wird gesucht…</translation>
    </message>
    <message>
        <source>Copy with citations</source>
        <translation>Mit Zitaten kopieren</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>Als einfachen Text kopieren</translation>
    </message>
    <message>
        <source>Copy the question</source>
        <translation>Die Frage kopieren</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>About this answer</source>
        <translation>Über diese Antwort</translation>
    </message>
    <message>
        <source>What was answered until then is kept.</source>
        <translation>Was bis dahin geantwortet wurde, ist behalten.</translation>
    </message>
</context>
<context>
    <name>quire::ViewerPane</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Previous citation (Alt+Up)</source>
        <translation>Voriges Zitat (Alt+Hoch)</translation>
    </message>
    <message>
        <source>Next citation (Alt+Down)</source>
        <translation>Nächstes Zitat (Alt+Runter)</translation>
    </message>
    <message>
        <source>Search in the document (Ctrl+F)</source>
        <translation>Im Dokument suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>Kleiner (Strg+-)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>Größer (Strg++)</translation>
    </message>
    <message>
        <source>Close the document (Ctrl+W)</source>
        <translation>Dokument schließen (Strg+W)</translation>
    </message>
    <message>
        <source>Search in the document</source>
        <translation>Im Dokument suchen</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Danach fragen</translation>
    </message>
    <message>
        <source>Write a note about this</source>
        <translation>Dazu eine Notiz schreiben</translation>
    </message>
    <message>
        <source>Outline and pages (F8)</source>
        <translation>Gliederung und Seiten (F8)</translation>
    </message>
    <message>
        <source>Ask about the selection (Ctrl+Shift+A)</source>
        <translation>Nach der Auswahl fragen (Strg+Umschalt+A)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Go to a page by its label or number (Ctrl+G)</source>
        <translation>Zu einer Seite nach Bezeichnung oder Nummer (Strg+G)</translation>
    </message>
</context>
<context>
    <name>quire::ViewerSide</name>
    <message>
        <source>Beside the document</source>
        <translation>Neben dem Dokument</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>The headings of the document</source>
        <translation>Die Überschriften des Dokuments</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>The pages as small pictures</source>
        <translation>Die Seiten als kleine Bilder</translation>
    </message>
</context>
<context>
    <name>quire::WelcomePage</name>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Books, contracts, notes</source>
        <translation>Bücher, Verträge, Notizen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Code, or everything in it</source>
        <translation>Code oder alles darin</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Das Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>A short history, and a question</source>
        <translation>Eine kurze Geschichte und eine Frage</translation>
    </message>
    <message>
        <source>Ask about your sources</source>
        <translation>Fragen Sie zu Ihren Quellen</translation>
    </message>
    <message>
        <source>What would you like to be sure about?</source>
        <translation>Worüber möchten Sie sicher sein?</translation>
    </message>
    <message>
        <source>Answers quote the passages they rest on. Every quote is looked up in the source.</source>
        <translation>Antworten zitieren die Stellen, auf denen sie beruhen. Jedes Zitat wird in der Quelle nachgeschlagen.</translation>
    </message>
    <message>
        <source>Drop files or a folder here. Quire reads all of it, then answers with quotes that are checked against the source.</source>
        <translation>Legen Sie Dateien oder einen Ordner hier ab. Quire liest alles und antwortet mit Zitaten, die an der Quelle geprüft sind.</translation>
    </message>
    <message>
        <source>Everything stays on this computer: documents, questions and answers.</source>
        <translation>Alles bleibt auf diesem Rechner: Dokumente, Fragen und Antworten.</translation>
    </message>
</context>
<context>
    <name>quire::WindowSet</name>
    <message>
        <source>Read: %1</source>
        <translation>Gelesen: %1</translation>
    </message>
    <message>
        <source>Reading did not work: %1</source>
        <translation>Das Lesen ging nicht: %1</translation>
    </message>
    <message>
        <source>Questions are answered at once now.</source>
        <translation>Fragen werden jetzt sofort beantwortet.</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>Alles ist gelesen</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>Das Lesen hat nicht geklappt</translation>
    </message>
    <message>
        <source>The answer is there</source>
        <translation>Die Antwort ist da</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>Dokumente werden gelesen</translation>
    </message>
</context>
<context>
    <name>quire::format</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>weniger als 1 s</translation>
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
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
</context>
</TS>
