<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>quire::AnswerFacts</name>
    <message numerus="yes">
        <source>%n verified</source>
        <translation>
            <numerusform>%n verified</numerusform>
            <numerusform>%n verified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n not found</numerusform>
            <numerusform>%n not found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::CacheShelf</name>
    <message numerus="yes">
        <source>Everything is as it was written: %n pieces were compared.</source>
        <translation>
            <numerusform>Everything is as it was written: %n piece was compared.</numerusform>
            <numerusform>Everything is as it was written: %n pieces were compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were found. Mending removes them; they are read again when they are needed.</source>
        <translation>
            <numerusform>%n damaged piece was found. Mending removes it; it is read again when it is needed.</numerusform>
            <numerusform>%n damaged pieces were found. Mending removes them; they are read again when they are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were removed.</source>
        <translation>
            <numerusform>%n damaged piece was removed.</numerusform>
            <numerusform>%n damaged pieces were removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::MainWindow</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages of %1 was recognised.</source>
        <translation>
            <numerusform>The text of %n page of %1 was recognised.</numerusform>
            <numerusform>The text of %n pages of %1 was recognised.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::PrivacyPage</name>
    <message numerus="yes">
        <source>Looked just now: %n network connections are open in this program.</source>
        <translation>
            <numerusform>Looked just now: %n network connection is open in this program.</numerusform>
            <numerusform>Looked just now: %n network connections are open in this program.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::ReadingCard</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::RecognitionCard</name>
    <message numerus="yes">
        <source>The text of %n pages was recognised.</source>
        <translation>
            <numerusform>The text of %n page was recognised.</numerusform>
            <numerusform>The text of %n pages was recognised.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SessionBanners</name>
    <message numerus="yes">
        <source>%n sources have changed on disk. Earlier answers quote what they said before.</source>
        <translation>
            <numerusform>%n source has changed on disk. Earlier answers quote what it said before.</numerusform>
            <numerusform>%n sources have changed on disk. Earlier answers quote what they said before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sources are no longer where they were. Answers stay; new ones need the text.</source>
        <translation>
            <numerusform>%n source is no longer where it was. Answers stay; new ones need the text.</numerusform>
            <numerusform>%n sources are no longer where they were. Answers stay; new ones need the text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sources are locked by a password and are not read yet.</source>
        <translation>
            <numerusform>%n source is locked by a password and is not read yet.</numerusform>
            <numerusform>%n sources are locked by a password and are not read yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The library was damaged. %n sessions could be saved from it.</source>
        <translation>
            <numerusform>The library was damaged. %n session could be saved from it.</numerusform>
            <numerusform>The library was damaged. %n sessions could be saved from it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SessionsModel</name>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::ShelfDialog</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SourcesModel</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised and can be used.</source>
        <translation>
            <numerusform>The text of %n page was recognised and can be used.</numerusform>
            <numerusform>The text of %n pages was recognised and can be used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::ViewerPane</name>
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
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
</TS>
