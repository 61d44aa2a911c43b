<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>QHttp</name>
    <message>
        <source>Connection closed</source>
        <translation>Conexión cerrada</translation>
    </message>
</context>
<context>
    <name>quire::AnswerFacts</name>
    <message numerus="yes">
        <source>%n verified</source>
        <translation>
            <numerusform>%n comprobada</numerusform>
            <numerusform>%n comprobadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n no encontrada</numerusform>
            <numerusform>%n no encontradas</numerusform>
        </translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modelo: %1</translation>
    </message>
    <message>
        <source>Effort: %1</source>
        <translation>Esfuerzo: %1</translation>
    </message>
    <message>
        <source>Prompt: %1, of these %2 from the cache</source>
        <translation>Entrada: %1, de ellos %2 de la caché</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Respuesta: %1</translation>
    </message>
    <message>
        <source>First token after %1 ms</source>
        <translation>Primer token tras %1 ms</translation>
    </message>
    <message>
        <source>Speed: %1</source>
        <translation>Velocidad: %1</translation>
    </message>
    <message>
        <source>The likeliest word each time (no seed)</source>
        <translation>Cada vez la palabra más probable (sin semilla)</translation>
    </message>
    <message>
        <source>Words were drawn, seed %1</source>
        <translation>Palabras elegidas al azar, semilla %1</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>Preguntado: %1</translation>
    </message>
</context>
<context>
    <name>quire::AppearancePage</name>
    <message>
        <source>As the desktop</source>
        <translation>Como el escritorio</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Text follows the size that the desktop sets, and this on top of it.</source>
        <translation>El texto sigue el tamaño del escritorio, y esto se suma a él.</translation>
    </message>
</context>
<context>
    <name>quire::CacheShelf</name>
    <message numerus="yes">
        <source>Everything is as it was written: %n pieces were compared.</source>
        <translation>
            <numerusform>Todo está como se escribió: se comparó %n parte.</numerusform>
            <numerusform>Todo está como se escribió: se compararon %n partes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were found. Mending removes them; they are read again when they are needed.</source>
        <translation>
            <numerusform>Se encontró %n parte dañada. Al reparar se quita; se leerá de nuevo cuando haga falta.</numerusform>
            <numerusform>Se encontraron %n partes dañadas. Al reparar se quitan; se leerán de nuevo cuando haga falta.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were removed.</source>
        <translation>
            <numerusform>Se quitó %n parte dañada.</numerusform>
            <numerusform>Se quitaron %n partes dañadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Escrito en %1.</translation>
    </message>
    <message>
        <source>“%1” has been taken in.</source>
        <translation>Se ha incorporado «%1».</translation>
    </message>
    <message>
        <source>It takes more than that now. What nobody needs goes with the next reading.</source>
        <translation>Ahora ocupa más. Lo que nadie necesita se irá con la próxima lectura.</translation>
    </message>
    <message>
        <source>It takes more than that now. With the next reading go, wholly or in part: %1.</source>
        <translation>Ahora ocupa más. Con la próxima lectura se irán, del todo o en parte: %1.</translation>
    </message>
</context>
<context>
    <name>quire::Citation</name>
    <message>
        <source>Verified</source>
        <translation>Comprobada</translation>
    </message>
    <message>
        <source>Close: the source words it differently</source>
        <translation>Similar: la fuente lo dice de otro modo</translation>
    </message>
    <message>
        <source>Not found in the documents</source>
        <translation>No está en los documentos</translation>
    </message>
</context>
<context>
    <name>quire::CitationsPanel</name>
    <message>
        <source>Which citations are shown</source>
        <translation>Qué citas se muestran</translation>
    </message>
    <message>
        <source>Quotes of the answers are gathered here, each with what the check found.</source>
        <translation>Aquí se reúnen las citas de las respuestas, cada una con el resultado de la comprobación.</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Citas</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>Todas (%1)</translation>
    </message>
    <message>
        <source>Verified (%1)</source>
        <translation>Comprobadas (%1)</translation>
    </message>
    <message>
        <source>Close (%1)</source>
        <translation>Parecidas (%1)</translation>
    </message>
    <message>
        <source>Not found (%1)</source>
        <translation>No encontradas (%1)</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Todas %1</translation>
    </message>
</context>
<context>
    <name>quire::Composer</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Detener (Esc)</translation>
    </message>
    <message>
        <source>Ask (Enter)</source>
        <translation>Preguntar (Intro)</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Detener la respuesta</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Preguntar</translation>
    </message>
</context>
<context>
    <name>quire::ContextMeter</name>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 de %2 tokens</translation>
    </message>
    <message>
        <source>Already read: %1</source>
        <translation>Ya leídos: %1</translation>
    </message>
    <message>
        <source>Kept free for the answer: %1</source>
        <translation>Reservados para la respuesta: %1</translation>
    </message>
</context>
<context>
    <name>quire::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
</context>
<context>
    <name>quire::DesktopNotices</name>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>quire::Document</name>
    <message>
        <source>read</source>
        <translation>leído</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacío</translation>
    </message>
    <message>
        <source>recognised from an image</source>
        <translation>reconocido de una imagen</translation>
    </message>
    <message>
        <source>garbled</source>
        <translation>ilegible</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>cortado</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>omitido</translation>
    </message>
    <message>
        <source>needs OCR</source>
        <translation>necesita OCR</translation>
    </message>
    <message>
        <source>no text in it</source>
        <translation>sin texto</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>columna %1</translation>
    </message>
    <message>
        <source>, row %1 of a table, </source>
        <translation>, fila %1 de una tabla, </translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>página %1</translation>
    </message>
    <message>
        <source>pages %1–%2</source>
        <translation>páginas %1–%2</translation>
    </message>
    <message>
        <source>paragraph %1</source>
        <translation>párrafo %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>línea %1</translation>
    </message>
    <message>
        <source>lines %1–%2</source>
        <translation>líneas %1–%2</translation>
    </message>
</context>
<context>
    <name>quire::DownloadDialog</name>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Descargar un modelo</translation>
    </message>
    <message>
        <source>This is the only thing in Quire that uses the network, and only while it runs. Documents, questions and answers are never part of it.</source>
        <translation>Esto es lo único de Quire que usa la red, y solo mientras está en marcha. Documentos, preguntas y respuestas nunca forman parte de ello.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nombre del modelo</translation>
    </message>
    <message>
        <source>Files, one a line: address, SHA-256, name</source>
        <translation>Archivos, uno por línea: dirección, SHA-256, nombre</translation>
    </message>
    <message>
        <source>Files to fetch</source>
        <translation>Archivos por traer</translation>
    </message>
    <message>
        <source>Download progress</source>
        <translation>Progreso de la descarga</translation>
    </message>
    <message>
        <source>It goes to %1. What has come is kept when it is paused.</source>
        <translation>Se guarda en %1. Lo recibido se conserva al pausar.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Paused. What has come is kept.</source>
        <translation>En pausa. Lo recibido se conserva.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Give the model a name without a slash.</source>
        <translation>Dé al modelo un nombre sin barra.</translation>
    </message>
    <message>
        <source>File %1 of %2: %3, %4</source>
        <translation>Archivo %1 de %2: %3, %4</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>Comprobando %1…</translation>
    </message>
    <message>
        <source>The model is here and checked: %1</source>
        <translation>El modelo está aquí y comprobado: %1</translation>
    </message>
</context>
<context>
    <name>quire::DownloadList</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Línea %1: %2</translation>
    </message>
    <message>
        <source>this is no web address.</source>
        <translation>esto no es una dirección web.</translation>
    </message>
    <message>
        <source>a SHA-256 of 64 digits must follow the address.</source>
        <translation>tras la dirección debe ir un SHA-256 de 64 cifras.</translation>
    </message>
    <message>
        <source>the name of the file cannot be used.</source>
        <translation>el nombre del archivo no sirve.</translation>
    </message>
    <message>
        <source>this file name comes twice.</source>
        <translation>este nombre de archivo aparece dos veces.</translation>
    </message>
    <message>
        <source>there is no address.</source>
        <translation>no hay ninguna dirección.</translation>
    </message>
</context>
<context>
    <name>quire::EngineThread</name>
    <message>
        <source>There is not enough memory. Include fewer documents, or close other programs.</source>
        <translation>No hay memoria suficiente. Incluya menos documentos o cierre otros programas.</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>El motor ha fallado: %1</translation>
    </message>
    <message>
        <source>No %1 model is installed.</source>
        <translation>No hay ningún modelo %1 instalado.</translation>
    </message>
    <message>
        <source>In the settings, under Models, add the folder of one or download one.</source>
        <translation>En los ajustes, en «Modelos», añada la carpeta de uno o descargue uno.</translation>
    </message>
</context>
<context>
    <name>quire::FileDialog</name>
    <message>
        <source>Add files to read</source>
        <translation>Añadir archivos para leer</translation>
    </message>
    <message>
        <source>Add a folder to read</source>
        <translation>Añadir una carpeta para leer</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Exportar la sesión</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>¿Dónde está %1 ahora?</translation>
    </message>
    <message>
        <source>The password is used on this computer only and is not kept.</source>
        <translation>La contraseña solo se usa en este equipo y no se guarda.</translation>
    </message>
</context>
<context>
    <name>quire::FindBar</name>
    <message>
        <source>Search in this session</source>
        <translation>Buscar en esta sesión</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Lugar anterior</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Lugar siguiente</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Cerrar la búsqueda</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
</context>
<context>
    <name>quire::GeneralPage</name>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>The language changes when Quire is started again.</source>
        <translation>El idioma cambia al reiniciar Quire.</translation>
    </message>
    <message>
        <source>New sessions begin with</source>
        <translation>Las sesiones nuevas empiezan con</translation>
    </message>
    <message>
        <source>Say on the desktop when reading or a long answer has ended</source>
        <translation>Avisar en el escritorio cuando termina una lectura o una respuesta larga</translation>
    </message>
    <message>
        <source>Keep the computer awake while documents are read</source>
        <translation>Mantener el equipo despierto mientras se leen documentos</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Como el escritorio</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>El modelo más rápido</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>El modelo para profundizar</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Esfuerzo</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>Responde al momento</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Pensar</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Piensa antes de responder</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Máx</translation>
    </message>
    <message>
        <source>Thinks as long as it can</source>
        <translation>Piensa todo lo que puede</translation>
    </message>
    <message>
        <source>Text in pictures of pages</source>
        <translation>Texto en imágenes de páginas</translation>
    </message>
    <message>
        <source>In these languages</source>
        <translation>En estos idiomas</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>El texto de las imágenes lo reconoce Tesseract: instale los paquetes tesseract-ocr y uno por idioma, por ejemplo tesseract-ocr-spa.</translation>
    </message>
    <message>
        <source>Recognise it automatically</source>
        <translation>Reconocerlo automáticamente</translation>
    </message>
    <message>
        <source>Recognise it only when I ask</source>
        <translation>Reconocerlo solo cuando lo pida</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
</context>
<context>
    <name>quire::JobsDialog</name>
    <message>
        <source>waits for the night</source>
        <translation>espera a la noche</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>en espera</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>leyendo, %1 %</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>leyendo</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>read</source>
        <translation>leído</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>Cola de lectura</translation>
    </message>
    <message>
        <source>Sessions are read one after the other while nobody asks. Questions go first. The queue goes on when Quire is started again.</source>
        <translation>Las sesiones se leen una tras otra mientras nadie pregunta. Las preguntas van primero. La cola sigue al iniciar Quire de nuevo.</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesión</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Nothing is queued. “Later” on the reading card puts a session here.</source>
        <translation>No hay nada en cola. «Más tarde» en la tarjeta de lectura pone aquí una sesión.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>Leer ahora</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
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
        <translation>Registro</translation>
    </message>
    <message>
        <source>Kept on this computer, in %1. Nothing of it is sent anywhere.</source>
        <translation>Se guarda en este equipo, en %1. Nada se envía a ninguna parte.</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>Qué archivo</translation>
    </message>
    <message>
        <source>Crash report of %1</source>
        <translation>Informe de fallo del %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Aún no se ha escrito nada.</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texto (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>No se pudo escribir %1. Elija otro lugar.</translation>
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
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Pensar</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Máx</translation>
    </message>
    <message>
        <source>Asking something else in the place of an earlier question; that one is kept. &lt;a href=&quot;cancel&quot;&gt;Cancel&lt;/a&gt;</source>
        <translation>Otra pregunta en lugar de una anterior, que se conserva. &lt;a href=&quot;cancel&quot;&gt;Cancelar&lt;/a&gt;</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… y %n más</numerusform>
            <numerusform>… y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out of the folder:</source>
        <translation>Omitidos de la carpeta:</translation>
    </message>
    <message>
        <source>Select a passage first, then ask about it.</source>
        <translation>Seleccione primero un pasaje y pregunte después.</translation>
    </message>
    <message>
        <source>About “%1”: </source>
        <translation>Sobre «%1»: </translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nueva sesión</translation>
    </message>
    <message>
        <source>Ask about the sources</source>
        <translation>Pregunte sobre las fuentes</translation>
    </message>
    <message>
        <source>Add a source, then ask about it</source>
        <translation>Añada una fuente y pregunte</translation>
    </message>
    <message>
        <source>Dropped text.txt</source>
        <translation>Texto soltado.txt</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>&amp;Sesión</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Cerrar la ventana</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Buscar sesiones</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Escribir una pregunta</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Next citation</source>
        <translation>Cita siguiente</translation>
    </message>
    <message>
        <source>Previous citation</source>
        <translation>Cita anterior</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Más grande</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Más pequeño</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Cerrar el documento</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Preguntar</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Más</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Ajustes…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelos…</translation>
    </message>
    <message>
        <source>Shortcuts…</source>
        <translation>Atajos…</translation>
    </message>
    <message>
        <source>About Quire</source>
        <translation>Acerca de Quire</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Preguntar</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Mayús+Intro</translation>
    </message>
    <message>
        <source>New line in the question</source>
        <translation>Línea nueva en la pregunta</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Detener la respuesta</translation>
    </message>
    <message>
        <source>Up, in an empty question</source>
        <translation>Arriba, en una pregunta vacía</translation>
    </message>
    <message>
        <source>Earlier questions</source>
        <translation>Preguntas anteriores</translation>
    </message>
    <message>
        <source>Reads what is too long to read: books, code and contracts, whole, on this computer, and answers with quotes that are checked against the source.</source>
        <translation>Lee lo que es demasiado largo: libros, código y contratos, enteros, en este equipo, y responde con citas comprobadas en la fuente.</translation>
    </message>
    <message>
        <source>These words are not in the documents. Do not rely on them.</source>
        <translation>Estas palabras no están en los documentos. No confíe en ellas.</translation>
    </message>
    <message>
        <source>The document of this citation is no longer in the session. It said: “%1”</source>
        <translation>El documento de esta cita ya no está en la sesión. Decía: «%1»</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</source>
        <translation>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportado a %1.</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>No se pudo escribir %1. Elija otro lugar.</translation>
    </message>
    <message>
        <source>Copied, with its citations.</source>
        <translation>Copiada, con sus citas.</translation>
    </message>
    <message>
        <source>Why was the bearing on the chart wrong?</source>
        <translation>Why was the bearing on the chart wrong?</translation>
    </message>
    <message>
        <source>Select a passage first, then write about it.</source>
        <translation>Seleccione primero un pasaje y luego escriba sobre él.</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>Cola de lectura</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>Lo leído</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Ventana nueva</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir una carpeta…</translation>
    </message>
    <message>
        <source>Paste text as a source</source>
        <translation>Pegar texto como fuente</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Ir a una página</translation>
    </message>
    <message>
        <source>Ask about the selection</source>
        <translation>Preguntar sobre la selección</translation>
    </message>
    <message>
        <source>Write a note about the selection</source>
        <translation>Escribir una nota sobre la selección</translation>
    </message>
    <message>
        <source>Sources and documents</source>
        <translation>Fuentes y documentos</translation>
    </message>
    <message>
        <source>Outline and pages</source>
        <translation>Esquema y páginas</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Citas</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Answer the last question again</source>
        <translation>Responder otra vez a la última pregunta</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Copiar la última respuesta</translation>
    </message>
    <message>
        <source>Read the sources, or pause</source>
        <translation>Leer las fuentes, o pausar</translation>
    </message>
    <message>
        <source>Reading queue…</source>
        <translation>Cola de lectura…</translation>
    </message>
    <message>
        <source>What has been read…</source>
        <translation>Lo leído…</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>Registro…</translation>
    </message>
    <message>
        <source>Copied as plain text.</source>
        <translation>Copiado como texto simple.</translation>
    </message>
    <message>
        <source>It is read in the night, if Quire is running then. The reading queue shows it.</source>
        <translation>Se leerá por la noche, si Quire está en marcha. La cola de lectura lo muestra.</translation>
    </message>
    <message>
        <source>It is read when the engine is free. The reading queue shows it.</source>
        <translation>Se leerá cuando el motor esté libre. La cola de lectura lo muestra.</translation>
    </message>
    <message>
        <source>The document of this note is no longer in the session.</source>
        <translation>El documento de esta nota ya no está en la sesión.</translation>
    </message>
    <message>
        <source>Print the session</source>
        <translation>Imprimir la sesión</translation>
    </message>
    <message>
        <source>Space, Delete, Ctrl+Up, Ctrl+Down in the sources</source>
        <translation>Espacio, Supr, Ctrl+Arriba, Ctrl+Abajo en las fuentes</translation>
    </message>
    <message>
        <source>Include, remove, move</source>
        <translation>Incluir, quitar, mover</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; Settings, Privacy shows it.</source>
        <translation>Nada sale de este equipo; Ajustes, Privacidad lo muestra.</translation>
    </message>
    <message>
        <source>In this order %1 are read again.</source>
        <translation>En este orden se vuelven a leer %1.</translation>
    </message>
    <message>
        <source>In this order %1 are read again: about %2.</source>
        <translation>En este orden se vuelven a leer %1: unos %2.</translation>
    </message>
    <message>
        <source>F2, Delete, Ctrl+Z in the sessions</source>
        <translation>F2, Supr, Ctrl+Z en las sesiones</translation>
    </message>
    <message>
        <source>Rename, delete, bring back</source>
        <translation>Cambiar nombre, borrar, recuperar</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages of %1 was recognised.</source>
        <translation>
            <numerusform>Se reconoció el texto de %n página de %1.</numerusform>
            <numerusform>Se reconoció el texto de %n páginas de %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Down, in a search for sessions</source>
        <translation>Abajo, en la búsqueda de sesiones</translation>
    </message>
    <message>
        <source>To what was found</source>
        <translation>Ir a lo encontrado</translation>
    </message>
    <message>
        <source>Ctrl+Enter in a note</source>
        <translation>Ctrl+Intro en una nota</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Guardar la nota</translation>
    </message>
    <message>
        <source>Enter, F2, Delete in the notes</source>
        <translation>Intro, F2, Supr en las notas</translation>
    </message>
    <message>
        <source>Show the passage, change, delete</source>
        <translation>Mostrar el pasaje, cambiar, borrar</translation>
    </message>
</context>
<context>
    <name>quire::MemoryCheck</name>
    <message>
        <source>Leave out sources, close other programs, or choose a smaller model.</source>
        <translation>Deje fuera fuentes, cierre otros programas o elija un modelo más pequeño.</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2 of the %3 tokens that are to be read.</source>
        <translation>Hay %1 de memoria libres, suficiente para %2 de los %3 tokens que hay que leer.</translation>
    </message>
    <message>
        <source>%1 does not fit into memory: it needs at least %2, and %3 are free.</source>
        <translation>%1 no cabe en la memoria: necesita al menos %2, y hay %3 libres.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>Cierre otros programas o elija un modelo más pequeño.</translation>
    </message>
</context>
<context>
    <name>quire::ModeSwitch</name>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Esfuerzo</translation>
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
        <translation>Todo está leído: responde enseguida.</translation>
    </message>
    <message>
        <source>%1 to read first.</source>
        <translation>Antes hay que leer %1.</translation>
    </message>
    <message>
        <source>%1 to read first: about %2.</source>
        <translation>Antes hay que leer %1: unos %2.</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>El modelo más rápido</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>El modelo para profundizar</translation>
    </message>
    <message>
        <source>Not installed. Add its folder in the settings, under Models.</source>
        <translation>No instalado. Añada su carpeta en los ajustes, en Modelos.</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>Responde al momento</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>Piensa antes de responder</translation>
    </message>
    <message>
        <source>Thinks as long as it can. Its prompt begins differently: documents are read again.</source>
        <translation>Piensa todo lo que puede. El comienzo cambia: los documentos se leen de nuevo.</translation>
    </message>
</context>
<context>
    <name>quire::ModelDownload</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>No se puede crear la carpeta %1.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>No se puede escribir %1: %2</translation>
    </message>
    <message>
        <source>%1 could not be fetched: %2</source>
        <translation>No se pudo traer %1: %2</translation>
    </message>
    <message>
        <source>%1 is not what the list promises: its SHA-256 is %2. It was deleted.</source>
        <translation>%1 no es lo que promete la lista: su SHA-256 es %2. Se ha borrado.</translation>
    </message>
    <message>
        <source>There is a folder %1 already.</source>
        <translation>Ya existe una carpeta %1.</translation>
    </message>
    <message>
        <source>%1 could not be renamed to %2.</source>
        <translation>No se pudo cambiar el nombre de %1 a %2.</translation>
    </message>
</context>
<context>
    <name>quire::ModelsPage</name>
    <message>
        <source>Folders with DeepSeek-V4 checkpoints in the official layout. The first usable model of each kind is the one that is asked.</source>
        <translation>Carpetas con puntos de control DeepSeek-V4 en el formato oficial. Se pregunta al primer modelo utilizable de cada clase.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir una carpeta…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Quitar de la lista</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Descargar…</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>todos los núcleos</translation>
    </message>
    <message>
        <source>Takes effect when Quire is started again.</source>
        <translation>Se aplica al reiniciar Quire.</translation>
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
        <translation>ningún modelo</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>no encontrada</translation>
    </message>
</context>
<context>
    <name>quire::NotesPanel</name>
    <message>
        <source>Keep the note</source>
        <translation>Guardar la nota</translation>
    </message>
    <message>
        <source>Notes stay with the session. Select a passage in a document to write about it.</source>
        <translation>Las notas quedan con la sesión. Seleccione un pasaje de un documento para escribir sobre él.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Intro</translation>
    </message>
    <message>
        <source>Show the passage</source>
        <translation>Mostrar el pasaje</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Enter opens the passage</source>
        <translation>Intro abre el pasaje</translation>
    </message>
    <message>
        <source>About “%1”</source>
        <translation>Sobre «%1»</translation>
    </message>
</context>
<context>
    <name>quire::PageList</name>
    <message>
        <source>Page %1</source>
        <translation>Página %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>quire::PdfRenderer</name>
    <message>
        <source>The pages of %1 cannot be shown.</source>
        <translation>No se pueden mostrar las páginas de %1.</translation>
    </message>
</context>
<context>
    <name>quire::PdfView</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>quire::PrivacyPage</name>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nada sale de este equipo</translation>
    </message>
    <message>
        <source>Quire reads, computes and answers here. The network is used only while you download a model, from addresses that you give.</source>
        <translation>Quire lee, calcula y responde aquí. La red solo se usa mientras descarga un modelo, de direcciones que usted da.</translation>
    </message>
    <message numerus="yes">
        <source>Looked just now: %n network connections are open in this program.</source>
        <translation>
            <numerusform>Mirado ahora mismo: %n conexión de red abierta en este programa.</numerusform>
            <numerusform>Mirado ahora mismo: %n conexiones de red abiertas en este programa.</numerusform>
        </translation>
    </message>
    <message>
        <source>This system does not say which connections a program has open.</source>
        <translation>Este sistema no dice qué conexiones tiene abiertas un programa.</translation>
    </message>
    <message>
        <source>Log and crash reports</source>
        <translation>Registro e informes de fallos</translation>
    </message>
    <message>
        <source>Both stay on this computer and hold no text of your documents.</source>
        <translation>Ambos se quedan en este equipo y no contienen texto de sus documentos.</translation>
    </message>
    <message>
        <source>Show the log…</source>
        <translation>Mostrar el registro…</translation>
    </message>
</context>
<context>
    <name>quire::QuoteCard</name>
    <message>
        <source>The answer said: “%1”</source>
        <translation>La respuesta decía: «%1»</translation>
    </message>
</context>
<context>
    <name>quire::ReadingCard</name>
    <message>
        <source>Reading progress</source>
        <translation>Progreso de la lectura</translation>
    </message>
    <message>
        <source>Looking through the sources…</source>
        <translation>Revisando las fuentes…</translation>
    </message>
    <message>
        <source>Counting tokens.</source>
        <translation>Contando tokens.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leído</translation>
    </message>
    <message>
        <source>Answers begin at once; nothing is read again.</source>
        <translation>Las respuestas empiezan al momento; nada se lee de nuevo.</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>La lectura ha fallado</translation>
    </message>
    <message>
        <source>%1 · %2 of cache</source>
        <translation>%1 · %2 de caché</translation>
    </message>
    <message>
        <source>Too long by %1</source>
        <translation>Sobran %1</translation>
    </message>
    <message>
        <source>Reading takes about %1</source>
        <translation>La lectura tardará unos %1</translation>
    </message>
    <message>
        <source>Ready to read</source>
        <translation>Listo para leer</translation>
    </message>
    <message>
        <source>%1 already read</source>
        <translation>%1 ya leídos</translation>
    </message>
    <message>
        <source>Read with %1</source>
        <translation>Leer con %1</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>En pausa al %1 %</translation>
    </message>
    <message>
        <source>Reading… %1 %</source>
        <translation>Leyendo… %1 %</translation>
    </message>
    <message>
        <source>What was read is kept.</source>
        <translation>Lo leído se conserva.</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>%1 por leer</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>Seguir leyendo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelos…</translation>
    </message>
    <message>
        <source>Read it when nobody asks, or in the night</source>
        <translation>Leer cuando nadie pregunte, o por la noche</translation>
    </message>
    <message>
        <source>When the engine is free</source>
        <translation>Cuando el motor esté libre</translation>
    </message>
    <message>
        <source>In the night, from 22 to 6 o&apos;clock</source>
        <translation>Por la noche, de 22 a 6 h</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probar otra vez</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 de %2 · %3</translation>
    </message>
    <message>
        <source>Reading takes less than a second</source>
        <translation>La lectura tarda menos de un segundo</translation>
    </message>
    <message>
        <source>From “%1” on it is not as it was read before.</source>
        <translation>Desde «%1» ya no es como se leyó antes.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… y %n más</numerusform>
            <numerusform>… y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Dejar fuera</translation>
    </message>
    <message>
        <source>The model takes %1.</source>
        <translation>El modelo admite %1.</translation>
    </message>
    <message>
        <source>Too much for the memory by %1</source>
        <translation>Sobran %1 para la memoria</translation>
    </message>
    <message>
        <source>Closing other programs or choosing a smaller model may help, too.</source>
        <translation>Cerrar otros programas o elegir un modelo más pequeño también puede ayudar.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar de nuevo</translation>
    </message>
    <message>
        <source>Untick sources until they fit.</source>
        <translation>Desmarque fuentes hasta que quepan.</translation>
    </message>
    <message>
        <source>Without “%1” the rest fits.</source>
        <translation>Sin «%1» cabe el resto.</translation>
    </message>
    <message>
        <source>Without these the rest fits: %1.</source>
        <translation>Sin estos cabe el resto: %1.</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2.</source>
        <translation>Hay %1 de memoria libres, suficiente para %2.</translation>
    </message>
</context>
<context>
    <name>quire::ReadingPlace</name>
    <message>
        <source>Most room</source>
        <translation>Como máximo</translation>
    </message>
    <message>
        <source>Most room on disk, in gigabytes</source>
        <translation>Espacio máximo en disco, en gigabytes</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Otro lugar…</translation>
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
        <translation>Detener</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarlo</translation>
    </message>
    <message>
        <source>Recognising text</source>
        <translation>Reconociendo texto</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>Reconociendo texto: página %1 de %2</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised.</source>
        <translation>
            <numerusform>Se reconoció el texto de %n página.</numerusform>
            <numerusform>Se reconoció el texto de %n páginas.</numerusform>
        </translation>
    </message>
    <message>
        <source>With it, what follows these pages is read again.</source>
        <translation>Con él se vuelve a leer lo que sigue a estas páginas.</translation>
    </message>
    <message>
        <source>With it, everything is read again from token %1 on.</source>
        <translation>Con él se vuelve a leer todo desde el token %1.</translation>
    </message>
</context>
<context>
    <name>quire::Schema</name>
    <message>
        <source>The library was written by a later version of Quire.</source>
        <translation>La biblioteca fue escrita por una versión posterior de Quire.</translation>
    </message>
    <message>
        <source>Install that version; the library is left as it is.</source>
        <translation>Instale esa versión; la biblioteca queda como está.</translation>
    </message>
</context>
<context>
    <name>quire::SessionBanners</name>
    <message numerus="yes">
        <source>%n sources have changed on disk. Earlier answers quote what they said before.</source>
        <translation>
            <numerusform>%n fuente ha cambiado en el disco. Las respuestas anteriores citan lo que decía antes.</numerusform>
            <numerusform>%n fuentes han cambiado en el disco. Las respuestas anteriores citan lo que decían antes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Leer de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are no longer where they were. Answers stay; new ones need the text.</source>
        <translation>
            <numerusform>%n fuente ya no está donde estaba. Las respuestas quedan; las nuevas necesitan el texto.</numerusform>
            <numerusform>%n fuentes ya no están donde estaban. Las respuestas quedan; las nuevas necesitan el texto.</numerusform>
        </translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Buscar…</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are locked by a password and are not read yet.</source>
        <translation>
            <numerusform>%n fuente está protegida con contraseña y aún no se ha leído.</numerusform>
            <numerusform>%n fuentes están protegidas con contraseña y aún no se han leído.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Desbloquear…</translation>
    </message>
    <message numerus="yes">
        <source>The library was damaged. %n sessions could be saved from it.</source>
        <translation>
            <numerusform>La biblioteca estaba dañada. Se pudo salvar %n sesión.</numerusform>
            <numerusform>La biblioteca estaba dañada. Se pudieron salvar %n sesiones.</numerusform>
        </translation>
    </message>
    <message>
        <source>The old file is kept as %1.</source>
        <translation>El archivo antiguo se conserva como %1.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>What you do now is kept in memory and saved as soon as it can be.</source>
        <translation>Lo que haga ahora queda en memoria y se guardará en cuanto se pueda.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probar otra vez</translation>
    </message>
    <message>
        <source>Quire ended unexpectedly. Your sessions are as they were; a report was kept on this computer and sent nowhere.</source>
        <translation>Quire terminó de forma inesperada. Sus sesiones están como estaban; un informe quedó en este equipo y no se envió.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Mostrarlo</translation>
    </message>
</context>
<context>
    <name>quire::SessionExport</name>
    <message>
        <source>not found in the documents</source>
        <translation>no está en los documentos</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
</context>
<context>
    <name>quire::SessionRemoval</name>
    <message>
        <source>“%1” was deleted, and what was read for it.</source>
        <translation>Se borró «%1» y lo leído para ella.</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>«%1» se ha eliminado.</translation>
    </message>
    <message>
        <source>That frees %1.</source>
        <translation>Eso libera %1.</translation>
    </message>
    <message>
        <source>What was read for it is kept.</source>
        <translation>Lo leído para ella se conserva.</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>Liberar %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
</context>
<context>
    <name>quire::SessionsModel</name>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontrado</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Fijadas</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nueva sesión</translation>
    </message>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n fuente</numerusform>
            <numerusform>%n fuentes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SessionsPanel</name>
    <message>
        <source>New session</source>
        <translation>Nueva sesión</translation>
    </message>
    <message>
        <source>New session (Ctrl+N)</source>
        <translation>Nueva sesión (Ctrl+N)</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>Buscar sesiones</translation>
    </message>
    <message>
        <source>Search titles, questions and answers</source>
        <translation>Buscar en títulos, preguntas y respuestas</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar nombre…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Dejar de fijar</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Cambiar el nombre de la sesión</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
</context>
<context>
    <name>quire::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Almacenamiento</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
</context>
<context>
    <name>quire::ShelfDialog</name>
    <message>
        <source>pinned</source>
        <translation>fijado</translation>
    </message>
    <message>
        <source>opens in a second</source>
        <translation>se abre en un segundo</translation>
    </message>
    <message>
        <source>a part is read again</source>
        <translation>una parte se leerá de nuevo</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>Lo leído</translation>
    </message>
    <message>
        <source>Room taken on disk</source>
        <translation>Espacio ocupado en el disco</translation>
    </message>
    <message>
        <source>Comparing… %1 %</source>
        <translation>Comparando… %1 %</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>En disco</translation>
    </message>
    <message>
        <source>Reading took</source>
        <translation>La lectura tardó</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Último uso</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Nothing has been read yet. What Quire reads is kept here, so that it is never read twice.</source>
        <translation>Aún no se ha leído nada. Lo que Quire lee se guarda aquí, para no leerlo nunca dos veces.</translation>
    </message>
    <message>
        <source>From the next start on it is kept in %1.</source>
        <translation>Desde el próximo inicio se guardará en %1.</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Comprobar todo</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Readings (*.quire)</source>
        <translation>Lecturas (*.quire)</translation>
    </message>
    <message>
        <source>Forgetting it frees %1.</source>
        <translation>Olvidarlo libera %1.</translation>
    </message>
    <message>
        <source>%1 of %2 in %3</source>
        <translation>%1 de %2 en %3</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 en %2</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Dejar de fijar</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>no instalado</translation>
    </message>
    <message>
        <source>The model that read it is not installed here, or its weights have changed. With another model it is read again.</source>
        <translation>El modelo que lo leyó no está instalado aquí, o sus pesos han cambiado. Con otro modelo se vuelve a leer.</translation>
    </message>
    <message>
        <source>Forget what was read</source>
        <translation>Olvidar lo leído</translation>
    </message>
    <message>
        <source>Forget what was read of “%1”?</source>
        <translation>¿Olvidar lo leído de «%1»?</translation>
    </message>
    <message>
        <source>That frees %1. Reading it again takes about %2.</source>
        <translation>Eso libera %1. Volver a leerlo lleva unos %2.</translation>
    </message>
    <message>
        <source>It is pinned.</source>
        <translation>Está fijado.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y %n más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SidePanel</name>
    <message>
        <source>Beside the conversation</source>
        <translation>Junto a la conversación</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>The documents of the session (Alt+1)</source>
        <translation>Los documentos de la sesión (Alt+1)</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Citas</translation>
    </message>
    <message>
        <source>All quotes of the answers (Alt+2)</source>
        <translation>Todas las citas de las respuestas (Alt+2)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>What you wrote down (Alt+3)</source>
        <translation>Lo que usted anotó (Alt+3)</translation>
    </message>
</context>
<context>
    <name>quire::SourceReader</name>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>No hay memoria suficiente para leer %1.</translation>
    </message>
    <message>
        <source>%1 is no longer in %2.</source>
        <translation>%1 ya no está en %2.</translation>
    </message>
</context>
<context>
    <name>quire::Sources</name>
    <message>
        <source>The text of %1 could not be recognised: %2</source>
        <translation>No se pudo reconocer el texto de %1: %2</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>El texto de las imágenes lo reconoce Tesseract: instale los paquetes tesseract-ocr y uno por idioma, por ejemplo tesseract-ocr-spa.</translation>
    </message>
</context>
<context>
    <name>quire::SourcesModel</name>
    <message>
        <source>The file has changed since it was read. Read it again from its menu.</source>
        <translation>El archivo ha cambiado desde que se leyó. Léalo de nuevo desde su menú.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… y %n más</numerusform>
            <numerusform>… y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is no longer where it was: %1</source>
        <translation>El archivo ya no está donde estaba: %1</translation>
    </message>
    <message>
        <source>The file says something else than when earlier answers quoted it.</source>
        <translation>El archivo dice algo distinto de cuando lo citaron respuestas anteriores.</translation>
    </message>
    <message>
        <source>The text of its pictures will be recognised.</source>
        <translation>El texto de sus imágenes se reconocerá.</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>Reconociendo texto: página %1 de %2</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised and can be used.</source>
        <translation>
            <numerusform>Se reconoció el texto de %n página y se puede usar.</numerusform>
            <numerusform>Se reconoció el texto de %n páginas y se puede usar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recognising text was stopped.</source>
        <translation>Se detuvo el reconocimiento de texto.</translation>
    </message>
    <message>
        <source>Recognising text did not work: %1</source>
        <translation>No se pudo reconocer el texto: %1</translation>
    </message>
</context>
<context>
    <name>quire::SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Add sources</source>
        <translation>Añadir fuentes</translation>
    </message>
    <message>
        <source>Drop files or folders anywhere in this window: books, contracts, code.</source>
        <translation>Suelte archivos o carpetas en cualquier lugar de esta ventana: libros, contratos, código.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokens</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir una carpeta…</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>Pegar texto</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>No hay texto en el portapapeles.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Abrir su carpeta</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Leer de nuevo</translation>
    </message>
    <message>
        <source>Remove from the session</source>
        <translation>Quitar de la sesión</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Buscarlo…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Desbloquear…</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Buscar cambios</translation>
    </message>
    <message>
        <source>Use the recognised text</source>
        <translation>Usar el texto reconocido</translation>
    </message>
    <message>
        <source>Recognise its text</source>
        <translation>Reconocer su texto</translation>
    </message>
</context>
<context>
    <name>quire::Sqlite</name>
    <message>
        <source>The library %1 is damaged (%2).</source>
        <translation>La biblioteca %1 está dañada (%2).</translation>
    </message>
    <message>
        <source>The disk that holds %1 is full.</source>
        <translation>El disco que contiene %1 está lleno.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was saved is lost.</source>
        <translation>Libere espacio; nada de lo guardado se ha perdido.</translation>
    </message>
    <message>
        <source>The library %1 cannot be used (%2).</source>
        <translation>La biblioteca %1 no se puede usar (%2).</translation>
    </message>
    <message>
        <source>Check that the folder exists and may be written to.</source>
        <translation>Compruebe que la carpeta existe y se puede escribir en ella.</translation>
    </message>
</context>
<context>
    <name>quire::StoragePage</name>
    <message>
        <source>What has been read</source>
        <translation>Lo leído</translation>
    </message>
    <message>
        <source>Keep it on disk, so that nothing is read twice</source>
        <translation>Guardarlo en disco, para no leer nada dos veces</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Sessions, questions, answers and pasted text: %1. Files are read where they lie and not copied. Only your account may open this folder.</source>
        <translation>Sesiones, preguntas, respuestas y texto pegado: %1. Los archivos se leen donde están y no se copian. Solo su cuenta puede abrir esta carpeta.</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>Ajustes: %1</translation>
    </message>
    <message>
        <source>Show it…</source>
        <translation>Mostrar…</translation>
    </message>
    <message>
        <source>Kept in %1. Another place, or keeping nothing, takes effect when Quire is started again.</source>
        <translation>Guardado en %1. Otro lugar, o no guardar nada, vale cuando Quire se inicia de nuevo.</translation>
    </message>
    <message>
        <source>Delete what was read for a session together with the session</source>
        <translation>Borrar con una sesión también lo leído para ella</translation>
    </message>
</context>
<context>
    <name>quire::TextViewer</name>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
</context>
<context>
    <name>quire::TurnView</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Ask something else here</source>
        <translation>Preguntar otra cosa aquí</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Versión anterior</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Versión posterior</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Razonamiento</translation>
    </message>
    <message>
        <source>Copy the answer with its citations</source>
        <translation>Copiar la respuesta con sus citas</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>Responder de nuevo</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Pensando…</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>Pensó %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Stopped here.</source>
        <translation>Detenida aquí.</translation>
    </message>
    <message>
        <source>Reading the documents first: %1 of %2, %3 left</source>
        <translation>Leyendo antes los documentos: %1 de %2, quedan %3</translation>
    </message>
    <message>
        <source>A quote is coming…</source>
        <translation>Llega una cita…</translation>
    </message>
    <message>
        <source>Looking for the passage…</source>
        <translation>Buscando el pasaje…</translation>
    </message>
    <message>
        <source>Copy with citations</source>
        <translation>Copiar con citas</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>Copiar como texto simple</translation>
    </message>
    <message>
        <source>Copy the question</source>
        <translation>Copiar la pregunta</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelos…</translation>
    </message>
    <message>
        <source>About this answer</source>
        <translation>Acerca de esta respuesta</translation>
    </message>
    <message>
        <source>What was answered until then is kept.</source>
        <translation>Lo respondido hasta entonces se conserva.</translation>
    </message>
</context>
<context>
    <name>quire::ViewerPane</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Página %1 de %2</translation>
    </message>
    <message>
        <source>Previous citation (Alt+Up)</source>
        <translation>Cita anterior (Alt+Arriba)</translation>
    </message>
    <message>
        <source>Next citation (Alt+Down)</source>
        <translation>Cita siguiente (Alt+Abajo)</translation>
    </message>
    <message>
        <source>Search in the document (Ctrl+F)</source>
        <translation>Buscar en el documento (Ctrl+F)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>Más pequeño (Ctrl+-)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>Más grande (Ctrl++)</translation>
    </message>
    <message>
        <source>Close the document (Ctrl+W)</source>
        <translation>Cerrar el documento (Ctrl+W)</translation>
    </message>
    <message>
        <source>Search in the document</source>
        <translation>Buscar en el documento</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Lugar anterior</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Lugar siguiente</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Cerrar la búsqueda</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n página</numerusform>
            <numerusform>%n páginas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n línea</numerusform>
            <numerusform>%n líneas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Preguntar sobre esto</translation>
    </message>
    <message>
        <source>Write a note about this</source>
        <translation>Escribir una nota sobre esto</translation>
    </message>
    <message>
        <source>Outline and pages (F8)</source>
        <translation>Esquema y páginas (F8)</translation>
    </message>
    <message>
        <source>Ask about the selection (Ctrl+Shift+A)</source>
        <translation>Preguntar sobre la selección (Ctrl+Mayús+A)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Go to a page by its label or number (Ctrl+G)</source>
        <translation>Ir a una página por etiqueta o número (Ctrl+G)</translation>
    </message>
</context>
<context>
    <name>quire::ViewerSide</name>
    <message>
        <source>Beside the document</source>
        <translation>Junto al documento</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Esquema</translation>
    </message>
    <message>
        <source>The headings of the document</source>
        <translation>Los títulos del documento</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>The pages as small pictures</source>
        <translation>Las páginas en miniatura</translation>
    </message>
</context>
<context>
    <name>quire::WelcomePage</name>
    <message>
        <source>Add files</source>
        <translation>Añadir archivos</translation>
    </message>
    <message>
        <source>Books, contracts, notes</source>
        <translation>Libros, contratos, notas</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Añadir una carpeta</translation>
    </message>
    <message>
        <source>Code, or everything in it</source>
        <translation>Código, o todo su contenido</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Probar el ejemplo</translation>
    </message>
    <message>
        <source>A short history, and a question</source>
        <translation>Una breve historia y una pregunta</translation>
    </message>
    <message>
        <source>Ask about your sources</source>
        <translation>Pregunte sobre sus fuentes</translation>
    </message>
    <message>
        <source>What would you like to be sure about?</source>
        <translation>¿De qué quiere estar seguro?</translation>
    </message>
    <message>
        <source>Answers quote the passages they rest on. Every quote is looked up in the source.</source>
        <translation>Las respuestas citan los pasajes en que se apoyan. Cada cita se comprueba en la fuente.</translation>
    </message>
    <message>
        <source>Drop files or a folder here. Quire reads all of it, then answers with quotes that are checked against the source.</source>
        <translation>Suelte aquí archivos o una carpeta. Quire lo lee todo y responde con citas comprobadas en la fuente.</translation>
    </message>
    <message>
        <source>Everything stays on this computer: documents, questions and answers.</source>
        <translation>Todo queda en este equipo: documentos, preguntas y respuestas.</translation>
    </message>
</context>
<context>
    <name>quire::WindowSet</name>
    <message>
        <source>Read: %1</source>
        <translation>Leído: %1</translation>
    </message>
    <message>
        <source>Reading did not work: %1</source>
        <translation>La lectura no funcionó: %1</translation>
    </message>
    <message>
        <source>Questions are answered at once now.</source>
        <translation>Ahora las preguntas se responden al momento.</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>Todo está leído</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>La lectura ha fallado</translation>
    </message>
    <message>
        <source>The answer is there</source>
        <translation>La respuesta está lista</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>Leyendo documentos</translation>
    </message>
</context>
<context>
    <name>quire::format</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 tokens</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>menos de 1 s</translation>
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
        <translation>%1 tokens/s</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>Pensar</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Máx</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rápido</translation>
    </message>
</context>
</TS>
