<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QHttp</name>
    <message>
        <source>Connection closed</source>
        <translation>连接已关闭</translation>
    </message>
</context>
<context>
    <name>quire::AnswerFacts</name>
    <message numerus="yes">
        <source>%n verified</source>
        <translation>
            <numerusform>%n 处已核实</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n 处未找到</numerusform>
        </translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>Effort: %1</source>
        <translation>投入：%1</translation>
    </message>
    <message>
        <source>Prompt: %1, of these %2 from the cache</source>
        <translation>提示：%1，其中 %2 来自缓存</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>回答：%1</translation>
    </message>
    <message>
        <source>First token after %1 ms</source>
        <translation>首个词元用时 %1 毫秒</translation>
    </message>
    <message>
        <source>Speed: %1</source>
        <translation>速度：%1</translation>
    </message>
    <message>
        <source>The likeliest word each time (no seed)</source>
        <translation>每次选取最可能的词（无随机种子）</translation>
    </message>
    <message>
        <source>Words were drawn, seed %1</source>
        <translation>随机取词，种子 %1</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>提问时间：%1</translation>
    </message>
</context>
<context>
    <name>quire::AppearancePage</name>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Text follows the size that the desktop sets, and this on top of it.</source>
        <translation>文字大小跟随桌面设置，并在此基础上调整。</translation>
    </message>
</context>
<context>
    <name>quire::CacheShelf</name>
    <message numerus="yes">
        <source>Everything is as it was written: %n pieces were compared.</source>
        <translation>
            <numerusform>一切如写入时：已比对 %n 个部分。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were found. Mending removes them; they are read again when they are needed.</source>
        <translation>
            <numerusform>发现 %n 个损坏的部分。修复会将其移除，需要时再重新阅读。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged pieces were removed.</source>
        <translation>
            <numerusform>已移除 %n 个损坏的部分。</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>“%1” has been taken in.</source>
        <translation>已导入“%1”。</translation>
    </message>
    <message>
        <source>It takes more than that now. What nobody needs goes with the next reading.</source>
        <translation>现在占用的空间更多。下次阅读时会清除无人需要的内容。</translation>
    </message>
    <message>
        <source>It takes more than that now. With the next reading go, wholly or in part: %1.</source>
        <translation>现在占用的空间更多。下次阅读时会全部或部分清除：%1。</translation>
    </message>
</context>
<context>
    <name>quire::Citation</name>
    <message>
        <source>Verified</source>
        <translation>已核实</translation>
    </message>
    <message>
        <source>Close: the source words it differently</source>
        <translation>相近：原文措辞不同</translation>
    </message>
    <message>
        <source>Not found in the documents</source>
        <translation>文档中未找到</translation>
    </message>
</context>
<context>
    <name>quire::CitationsPanel</name>
    <message>
        <source>Which citations are shown</source>
        <translation>显示哪些引文</translation>
    </message>
    <message>
        <source>Quotes of the answers are gathered here, each with what the check found.</source>
        <translation>回答中的引文汇集在这里，并附核对结果。</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>全部（%1）</translation>
    </message>
    <message>
        <source>Verified (%1)</source>
        <translation>已核实（%1）</translation>
    </message>
    <message>
        <source>Close (%1)</source>
        <translation>相近（%1）</translation>
    </message>
    <message>
        <source>Not found (%1)</source>
        <translation>未找到（%1）</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
</context>
<context>
    <name>quire::Composer</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止 (Esc)</translation>
    </message>
    <message>
        <source>Ask (Enter)</source>
        <translation>提问 (Enter)</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>停止回答</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
</context>
<context>
    <name>quire::ContextMeter</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 / %2 个词元</translation>
    </message>
    <message>
        <source>Already read: %1</source>
        <translation>已读：%1</translation>
    </message>
    <message>
        <source>Kept free for the answer: %1</source>
        <translation>为回答预留：%1</translation>
    </message>
</context>
<context>
    <name>quire::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>quire::DesktopNotices</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>quire::Document</name>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>recognised from an image</source>
        <translation>从图像识别</translation>
    </message>
    <message>
        <source>garbled</source>
        <translation>乱码</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>needs OCR</source>
        <translation>需要文字识别</translation>
    </message>
    <message>
        <source>no text in it</source>
        <translation>没有文字</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>, row %1 of a table, </source>
        <translation>，表格第 %1 行，</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>pages %1–%2</source>
        <translation>第 %1–%2 页</translation>
    </message>
    <message>
        <source>paragraph %1</source>
        <translation>第 %1 段</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>lines %1–%2</source>
        <translation>第 %1–%2 行</translation>
    </message>
</context>
<context>
    <name>quire::DownloadDialog</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>下载模型</translation>
    </message>
    <message>
        <source>This is the only thing in Quire that uses the network, and only while it runs. Documents, questions and answers are never part of it.</source>
        <translation>这是 Quire 中唯一使用网络的功能，且仅在运行时使用。文档、问题和回答绝不会包含其中。</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>Files, one a line: address, SHA-256, name</source>
        <translation>文件，每行一个：地址、SHA-256、名称</translation>
    </message>
    <message>
        <source>Files to fetch</source>
        <translation>要下载的文件</translation>
    </message>
    <message>
        <source>Download progress</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>It goes to %1. What has come is kept when it is paused.</source>
        <translation>保存到 %1。暂停时已下载的部分会保留。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Paused. What has come is kept.</source>
        <translation>已暂停。已下载的部分会保留。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Give the model a name without a slash.</source>
        <translation>请给模型取一个不含斜杠的名称。</translation>
    </message>
    <message>
        <source>File %1 of %2: %3, %4</source>
        <translation>第 %1 个文件，共 %2 个：%3，%4</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>正在校验 %1…</translation>
    </message>
    <message>
        <source>The model is here and checked: %1</source>
        <translation>模型已就绪并通过校验：%1</translation>
    </message>
</context>
<context>
    <name>quire::DownloadList</name>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>this is no web address.</source>
        <translation>这不是网址。</translation>
    </message>
    <message>
        <source>a SHA-256 of 64 digits must follow the address.</source>
        <translation>地址后必须有 64 位的 SHA-256。</translation>
    </message>
    <message>
        <source>the name of the file cannot be used.</source>
        <translation>文件名不可用。</translation>
    </message>
    <message>
        <source>this file name comes twice.</source>
        <translation>文件名重复。</translation>
    </message>
    <message>
        <source>there is no address.</source>
        <translation>没有地址。</translation>
    </message>
</context>
<context>
    <name>quire::EngineThread</name>
    <message>
        <source>There is not enough memory. Include fewer documents, or close other programs.</source>
        <translation>内存不足。请减少文档或关闭其他程序。</translation>
    </message>
    <message>
        <source>The engine failed: %1</source>
        <translation>引擎出错：%1</translation>
    </message>
    <message>
        <source>No %1 model is installed.</source>
        <translation>未安装 %1 模型。</translation>
    </message>
    <message>
        <source>In the settings, under Models, add the folder of one or download one.</source>
        <translation>请在“设置”的“模型”中添加模型文件夹或下载模型。</translation>
    </message>
</context>
<context>
    <name>quire::FileDialog</name>
    <message>
        <source>Add files to read</source>
        <translation>添加要阅读的文件</translation>
    </message>
    <message>
        <source>Add a folder to read</source>
        <translation>添加要阅读的文件夹</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>导出会话</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>%1 现在在哪里？</translation>
    </message>
    <message>
        <source>The password is used on this computer only and is not kept.</source>
        <translation>密码仅在本机使用，不会保存。</translation>
    </message>
</context>
<context>
    <name>quire::FindBar</name>
    <message>
        <source>Search in this session</source>
        <translation>在此会话中搜索</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭搜索</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>quire::GeneralPage</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language changes when Quire is started again.</source>
        <translation>重新启动 Quire 后语言生效。</translation>
    </message>
    <message>
        <source>New sessions begin with</source>
        <translation>新会话默认使用</translation>
    </message>
    <message>
        <source>Say on the desktop when reading or a long answer has ended</source>
        <translation>阅读或较长回答结束时在桌面上通知</translation>
    </message>
    <message>
        <source>Keep the computer awake while documents are read</source>
        <translation>阅读文档时保持电脑唤醒</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>更快的模型</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>Pro</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>更深入的模型</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>投入</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>立即回答</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Thinks as long as it can</source>
        <translation>尽可能长时间思考</translation>
    </message>
    <message>
        <source>Text in pictures of pages</source>
        <translation>页面图片中的文字</translation>
    </message>
    <message>
        <source>In these languages</source>
        <translation>使用这些语言</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>图片中的文字由 Tesseract 识别：请安装软件包 tesseract-ocr 以及每种语言各一个，例如 tesseract-ocr-chi-sim。</translation>
    </message>
    <message>
        <source>Recognise it automatically</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Recognise it only when I ask</source>
        <translation>仅在我要求时识别</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>quire::JobsDialog</name>
    <message>
        <source>waits for the night</source>
        <translation>等待夜间</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>阅读中，%1%</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>阅读中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>阅读队列</translation>
    </message>
    <message>
        <source>Sessions are read one after the other while nobody asks. Questions go first. The queue goes on when Quire is started again.</source>
        <translation>没有提问时，会话会依次被阅读。提问优先。重新启动 Quire 后队列继续。</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing is queued. “Later” on the reading card puts a session here.</source>
        <translation>队列为空。阅读卡上的“稍后”会将会话放到这里。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>立即阅读</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
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
        <translation>日志</translation>
    </message>
    <message>
        <source>Kept on this computer, in %1. Nothing of it is sent anywhere.</source>
        <translation>保存在本机 %1。不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>哪个文件</translation>
    </message>
    <message>
        <source>Crash report of %1</source>
        <translation>%1 的崩溃报告</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>尚无内容。</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>无法写入 %1。请选择其他位置。</translation>
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
        <translation>快速</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Asking something else in the place of an earlier question; that one is kept. &lt;a href=&quot;cancel&quot;&gt;Cancel&lt;/a&gt;</source>
        <translation>将以新问题替换先前的问题；原问题会保留。&lt;a href=&quot;cancel&quot;&gt;取消&lt;/a&gt;</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out of the folder:</source>
        <translation>文件夹中未纳入：</translation>
    </message>
    <message>
        <source>Select a passage first, then ask about it.</source>
        <translation>请先选中一段文字，再就其提问。</translation>
    </message>
    <message>
        <source>About “%1”: </source>
        <translation>关于“%1”：</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新会话</translation>
    </message>
    <message>
        <source>Ask about the sources</source>
        <translation>就资料提问</translation>
    </message>
    <message>
        <source>Add a source, then ask about it</source>
        <translation>先添加资料，再提问</translation>
    </message>
    <message>
        <source>Dropped text.txt</source>
        <translation>拖入的文本.txt</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>会话(&amp;S)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>搜索会话</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>输入问题</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Next citation</source>
        <translation>下一处引文</translation>
    </message>
    <message>
        <source>Previous citation</source>
        <translation>上一处引文</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>关闭文档</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>提问(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Shortcuts…</source>
        <translation>快捷键…</translation>
    </message>
    <message>
        <source>About Quire</source>
        <translation>关于 Quire</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>New line in the question</source>
        <translation>问题换行</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>停止回答</translation>
    </message>
    <message>
        <source>Up, in an empty question</source>
        <translation>空白问题中按向上键</translation>
    </message>
    <message>
        <source>Earlier questions</source>
        <translation>先前的问题</translation>
    </message>
    <message>
        <source>Reads what is too long to read: books, code and contracts, whole, on this computer, and answers with quotes that are checked against the source.</source>
        <translation>在本机完整阅读过长的书籍、代码和合同，并以核对过原文的引文作答。</translation>
    </message>
    <message>
        <source>These words are not in the documents. Do not rely on them.</source>
        <translation>文档中没有这些文字，请勿采信。</translation>
    </message>
    <message>
        <source>The document of this citation is no longer in the session. It said: “%1”</source>
        <translation>该引文的文档已不在会话中。原文为：“%1”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</source>
        <translation>Markdown (*.md);;JSON (*.json);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place.</source>
        <translation>无法写入 %1。请选择其他位置。</translation>
    </message>
    <message>
        <source>Copied, with its citations.</source>
        <translation>已复制，包含引文。</translation>
    </message>
    <message>
        <source>Why was the bearing on the chart wrong?</source>
        <translation>Why was the bearing on the chart wrong?</translation>
    </message>
    <message>
        <source>Select a passage first, then write about it.</source>
        <translation>请先选择一段文字，再写笔记。</translation>
    </message>
    <message>
        <source>Reading queue</source>
        <translation>阅读队列</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>已读内容</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>新窗口</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Paste text as a source</source>
        <translation>将文本粘贴为来源</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>转到页面</translation>
    </message>
    <message>
        <source>Ask about the selection</source>
        <translation>就所选内容提问</translation>
    </message>
    <message>
        <source>Write a note about the selection</source>
        <translation>为所选内容写笔记</translation>
    </message>
    <message>
        <source>Sources and documents</source>
        <translation>来源和文档</translation>
    </message>
    <message>
        <source>Outline and pages</source>
        <translation>大纲和页面</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Answer the last question again</source>
        <translation>重新回答最后一个问题</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>复制最后一个回答</translation>
    </message>
    <message>
        <source>Read the sources, or pause</source>
        <translation>阅读来源，或暂停</translation>
    </message>
    <message>
        <source>Reading queue…</source>
        <translation>阅读队列…</translation>
    </message>
    <message>
        <source>What has been read…</source>
        <translation>已读内容…</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>日志…</translation>
    </message>
    <message>
        <source>Copied as plain text.</source>
        <translation>已复制为纯文本。</translation>
    </message>
    <message>
        <source>It is read in the night, if Quire is running then. The reading queue shows it.</source>
        <translation>若 Quire 届时在运行，将在夜间阅读。可在阅读队列中查看。</translation>
    </message>
    <message>
        <source>It is read when the engine is free. The reading queue shows it.</source>
        <translation>引擎空闲时阅读。可在阅读队列中查看。</translation>
    </message>
    <message>
        <source>The document of this note is no longer in the session.</source>
        <translation>该笔记的文档已不在会话中。</translation>
    </message>
    <message>
        <source>Print the session</source>
        <translation>打印会话</translation>
    </message>
    <message>
        <source>Space, Delete, Ctrl+Up, Ctrl+Down in the sources</source>
        <translation>来源列表中的空格、Delete、Ctrl+上、Ctrl+下</translation>
    </message>
    <message>
        <source>Include, remove, move</source>
        <translation>包含、移除、移动</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; Settings, Privacy shows it.</source>
        <translation>任何内容都不会离开本机；可在“设置 – 隐私”中查看。</translation>
    </message>
    <message>
        <source>In this order %1 are read again.</source>
        <translation>按此顺序需要重新阅读 %1。</translation>
    </message>
    <message>
        <source>In this order %1 are read again: about %2.</source>
        <translation>按此顺序需要重新阅读 %1：约 %2。</translation>
    </message>
    <message>
        <source>F2, Delete, Ctrl+Z in the sessions</source>
        <translation>会话列表中的 F2、Delete、Ctrl+Z</translation>
    </message>
    <message>
        <source>Rename, delete, bring back</source>
        <translation>重命名、删除、恢复</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages of %1 was recognised.</source>
        <translation>
            <numerusform>已识别 %1 中 %n 页的文字。</numerusform>
        </translation>
    </message>
    <message>
        <source>Down, in a search for sessions</source>
        <translation>搜索会话时按向下键</translation>
    </message>
    <message>
        <source>To what was found</source>
        <translation>转到搜索结果</translation>
    </message>
    <message>
        <source>Ctrl+Enter in a note</source>
        <translation>在笔记中按 Ctrl+Enter</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>保存笔记</translation>
    </message>
    <message>
        <source>Enter, F2, Delete in the notes</source>
        <translation>在笔记列表中按 Enter、F2、Delete</translation>
    </message>
    <message>
        <source>Show the passage, change, delete</source>
        <translation>显示段落、修改、删除</translation>
    </message>
</context>
<context>
    <name>quire::MemoryCheck</name>
    <message>
        <source>Leave out sources, close other programs, or choose a smaller model.</source>
        <translation>请去掉部分资料、关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2 of the %3 tokens that are to be read.</source>
        <translation>空闲内存 %1，只够待读的 %3 个词元中的 %2 个。</translation>
    </message>
    <message>
        <source>%1 does not fit into memory: it needs at least %2, and %3 are free.</source>
        <translation>%1 放不进内存：至少需要 %2，而空闲 %3。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>请关闭其他程序，或选择更小的模型。</translation>
    </message>
</context>
<context>
    <name>quire::ModeSwitch</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>投入</translation>
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
        <translation>已全部读完：可立即回答。</translation>
    </message>
    <message>
        <source>%1 to read first.</source>
        <translation>需要先阅读 %1。</translation>
    </message>
    <message>
        <source>%1 to read first: about %2.</source>
        <translation>需要先阅读 %1：约 %2。</translation>
    </message>
    <message>
        <source>The quicker model</source>
        <translation>更快的模型</translation>
    </message>
    <message>
        <source>The model for depth</source>
        <translation>更深入的模型</translation>
    </message>
    <message>
        <source>Not installed. Add its folder in the settings, under Models.</source>
        <translation>未安装。请在设置的“模型”中添加其文件夹。</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <translation>立即回答</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>Thinks as long as it can. Its prompt begins differently: documents are read again.</source>
        <translation>尽可能长时间地思考。提示的开头不同：文档需要重新读取。</translation>
    </message>
</context>
<context>
    <name>quire::ModelDownload</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>%1 could not be fetched: %2</source>
        <translation>无法下载 %1：%2</translation>
    </message>
    <message>
        <source>%1 is not what the list promises: its SHA-256 is %2. It was deleted.</source>
        <translation>%1 与列表不符：其 SHA-256 为 %2。已删除。</translation>
    </message>
    <message>
        <source>There is a folder %1 already.</source>
        <translation>文件夹 %1 已存在。</translation>
    </message>
    <message>
        <source>%1 could not be renamed to %2.</source>
        <translation>无法将 %1 重命名为 %2。</translation>
    </message>
</context>
<context>
    <name>quire::ModelsPage</name>
    <message>
        <source>Folders with DeepSeek-V4 checkpoints in the official layout. The first usable model of each kind is the one that is asked.</source>
        <translation>存放官方格式 DeepSeek-V4 检查点的文件夹。每类使用第一个可用模型。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <source>Takes effect when Quire is started again.</source>
        <translation>重新启动 Quire 后生效。</translation>
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
        <translation>没有模型</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>quire::NotesPanel</name>
    <message>
        <source>Keep the note</source>
        <translation>保存笔记</translation>
    </message>
    <message>
        <source>Notes stay with the session. Select a passage in a document to write about it.</source>
        <translation>笔记随会话保存。在文档中选择一段文字即可为其写笔记。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Show the passage</source>
        <translation>显示段落</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Enter opens the passage</source>
        <translation>按 Enter 打开段落</translation>
    </message>
    <message>
        <source>About “%1”</source>
        <translation>关于“%1”</translation>
    </message>
</context>
<context>
    <name>quire::PageList</name>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>quire::PdfRenderer</name>
    <message>
        <source>The pages of %1 cannot be shown.</source>
        <translation>无法显示 %1 的页面。</translation>
    </message>
</context>
<context>
    <name>quire::PdfView</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>quire::PrivacyPage</name>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>一切都留在本机</translation>
    </message>
    <message>
        <source>Quire reads, computes and answers here. The network is used only while you download a model, from addresses that you give.</source>
        <translation>Quire 在本机阅读、计算和回答。仅当您从自己给出的地址下载模型时才使用网络。</translation>
    </message>
    <message numerus="yes">
        <source>Looked just now: %n network connections are open in this program.</source>
        <translation>
            <numerusform>刚刚查看：本程序打开了 %n 个网络连接。</numerusform>
        </translation>
    </message>
    <message>
        <source>This system does not say which connections a program has open.</source>
        <translation>此系统不提供程序的连接信息。</translation>
    </message>
    <message>
        <source>Log and crash reports</source>
        <translation>日志与崩溃报告</translation>
    </message>
    <message>
        <source>Both stay on this computer and hold no text of your documents.</source>
        <translation>两者都保留在本机，不含文档内容。</translation>
    </message>
    <message>
        <source>Show the log…</source>
        <translation>显示日志…</translation>
    </message>
</context>
<context>
    <name>quire::QuoteCard</name>
    <message>
        <source>The answer said: “%1”</source>
        <translation>回答中写作：“%1”</translation>
    </message>
</context>
<context>
    <name>quire::ReadingCard</name>
    <message>
        <source>Reading progress</source>
        <translation>阅读进度</translation>
    </message>
    <message>
        <source>Looking through the sources…</source>
        <translation>正在查看资料…</translation>
    </message>
    <message>
        <source>Counting tokens.</source>
        <translation>正在统计词元。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Answers begin at once; nothing is read again.</source>
        <translation>回答立即开始；无需重读。</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>阅读未成功</translation>
    </message>
    <message>
        <source>%1 · %2 of cache</source>
        <translation>%1 · 缓存 %2</translation>
    </message>
    <message>
        <source>Too long by %1</source>
        <translation>超出 %1</translation>
    </message>
    <message>
        <source>Reading takes about %1</source>
        <translation>阅读约需 %1</translation>
    </message>
    <message>
        <source>Ready to read</source>
        <translation>可以开始阅读</translation>
    </message>
    <message>
        <source>%1 already read</source>
        <translation>已读 %1</translation>
    </message>
    <message>
        <source>Read with %1</source>
        <translation>用 %1 阅读</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>已暂停于 %1 %</translation>
    </message>
    <message>
        <source>Reading… %1 %</source>
        <translation>正在阅读… %1 %</translation>
    </message>
    <message>
        <source>What was read is kept.</source>
        <translation>已读部分会保留。</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>待读 %1</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>继续阅读</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Read it when nobody asks, or in the night</source>
        <translation>在空闲时或夜间阅读</translation>
    </message>
    <message>
        <source>When the engine is free</source>
        <translation>引擎空闲时</translation>
    </message>
    <message>
        <source>In the night, from 22 to 6 o&apos;clock</source>
        <translation>夜间，22 点至 6 点</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 / %2 · %3</translation>
    </message>
    <message>
        <source>Reading takes less than a second</source>
        <translation>阅读用时不到一秒</translation>
    </message>
    <message>
        <source>From “%1” on it is not as it was read before.</source>
        <translation>从“%1”起与之前读过的内容不同。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>The model takes %1.</source>
        <translation>模型最多容纳 %1。</translation>
    </message>
    <message>
        <source>Too much for the memory by %1</source>
        <translation>超出内存 %1</translation>
    </message>
    <message>
        <source>Closing other programs or choosing a smaller model may help, too.</source>
        <translation>关闭其他程序或选择更小的模型也可能有用。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Untick sources until they fit.</source>
        <translation>请取消勾选部分资料。</translation>
    </message>
    <message>
        <source>Without “%1” the rest fits.</source>
        <translation>去掉“%1”后其余可以放下。</translation>
    </message>
    <message>
        <source>Without these the rest fits: %1.</source>
        <translation>去掉以下来源后其余可以放下：%1。</translation>
    </message>
    <message>
        <source>%1 of memory is free, enough for %2.</source>
        <translation>空闲内存 %1，可容纳 %2。</translation>
    </message>
</context>
<context>
    <name>quire::ReadingPlace</name>
    <message>
        <source>Most room</source>
        <translation>空间上限</translation>
    </message>
    <message>
        <source>Most room on disk, in gigabytes</source>
        <translation>磁盘空间上限（GB）</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>更改位置…</translation>
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
        <translation>停止</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Recognising text</source>
        <translation>正在识别文字</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>正在识别文字：第 %1 页，共 %2 页</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised.</source>
        <translation>
            <numerusform>已识别 %n 页的文字。</numerusform>
        </translation>
    </message>
    <message>
        <source>With it, what follows these pages is read again.</source>
        <translation>使用后，这些页面之后的内容将重新读取。</translation>
    </message>
    <message>
        <source>With it, everything is read again from token %1 on.</source>
        <translation>使用后，从第 %1 个词元起全部重新读取。</translation>
    </message>
</context>
<context>
    <name>quire::Schema</name>
    <message>
        <source>The library was written by a later version of Quire.</source>
        <translation>资料库由更新版本的 Quire 写入。</translation>
    </message>
    <message>
        <source>Install that version; the library is left as it is.</source>
        <translation>请安装该版本；资料库保持不变。</translation>
    </message>
</context>
<context>
    <name>quire::SessionBanners</name>
    <message numerus="yes">
        <source>%n sources have changed on disk. Earlier answers quote what they said before.</source>
        <translation>
            <numerusform>有 %n 个来源在磁盘上已更改。之前的回答引用的是旧内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新阅读</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are no longer where they were. Answers stay; new ones need the text.</source>
        <translation>
            <numerusform>有 %n 个来源已不在原处。已有回答保留；新的回答需要原文。</numerusform>
        </translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message numerus="yes">
        <source>%n sources are locked by a password and are not read yet.</source>
        <translation>
            <numerusform>%n 个来源受密码保护，尚未读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message numerus="yes">
        <source>The library was damaged. %n sessions could be saved from it.</source>
        <translation>
            <numerusform>库已损坏。已从中救回 %n 个会话。</numerusform>
        </translation>
    </message>
    <message>
        <source>The old file is kept as %1.</source>
        <translation>旧文件保留为 %1。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What you do now is kept in memory and saved as soon as it can be.</source>
        <translation>您现在的操作保存在内存中，并会尽快写入磁盘。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Quire ended unexpectedly. Your sessions are as they were; a report was kept on this computer and sent nowhere.</source>
        <translation>Quire 意外退出。您的会话完好无损；报告保存在本机，未发送到任何地方。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>quire::SessionExport</name>
    <message>
        <source>not found in the documents</source>
        <translation>文档中未找到</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
</context>
<context>
    <name>quire::SessionRemoval</name>
    <message>
        <source>“%1” was deleted, and what was read for it.</source>
        <translation>已删除“%1”以及为它读过的内容。</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>“%1”已删除。</translation>
    </message>
    <message>
        <source>That frees %1.</source>
        <translation>可释放 %1。</translation>
    </message>
    <message>
        <source>What was read for it is kept.</source>
        <translation>为它读过的内容仍保留。</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>释放 %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>quire::SessionsModel</name>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新会话</translation>
    </message>
    <message numerus="yes">
        <source>%n sources</source>
        <translation>
            <numerusform>%n 份资料</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SessionsPanel</name>
    <message>
        <source>New session</source>
        <translation>新会话</translation>
    </message>
    <message>
        <source>New session (Ctrl+N)</source>
        <translation>新会话 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Search sessions</source>
        <translation>搜索会话</translation>
    </message>
    <message>
        <source>Search titles, questions and answers</source>
        <translation>搜索标题、问题和回答</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>重命名会话</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>quire::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>What</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
</context>
<context>
    <name>quire::ShelfDialog</name>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>opens in a second</source>
        <translation>一秒内打开</translation>
    </message>
    <message>
        <source>a part is read again</source>
        <translation>部分需重新阅读</translation>
    </message>
    <message>
        <source>What has been read</source>
        <translation>已读内容</translation>
    </message>
    <message>
        <source>Room taken on disk</source>
        <translation>占用的磁盘空间</translation>
    </message>
    <message>
        <source>Comparing… %1 %</source>
        <translation>正在比对… %1%</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Reading took</source>
        <translation>阅读用时</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>上次使用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing has been read yet. What Quire reads is kept here, so that it is never read twice.</source>
        <translation>尚未阅读任何内容。Quire 阅读过的内容保存在这里，不必再次阅读。</translation>
    </message>
    <message>
        <source>From the next start on it is kept in %1.</source>
        <translation>下次启动后将保存到 %1。</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全部校验</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Readings (*.quire)</source>
        <translation>阅读记录 (*.quire)</translation>
    </message>
    <message>
        <source>Forgetting it frees %1.</source>
        <translation>忘记它可释放 %1。</translation>
    </message>
    <message>
        <source>%1 of %2 in %3</source>
        <translation>%3 中 %1 / %2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中 %1</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>The model that read it is not installed here, or its weights have changed. With another model it is read again.</source>
        <translation>读取它的模型未安装在此处，或其权重已改变。换用其他模型需要重新阅读。</translation>
    </message>
    <message>
        <source>Forget what was read</source>
        <translation>忘记已读内容</translation>
    </message>
    <message>
        <source>Forget what was read of “%1”?</source>
        <translation>要忘记从“%1”读到的内容吗？</translation>
    </message>
    <message>
        <source>That frees %1. Reading it again takes about %2.</source>
        <translation>可释放 %1。重新阅读大约需要 %2。</translation>
    </message>
    <message>
        <source>It is pinned.</source>
        <translation>它已固定。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及另外 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quire::SidePanel</name>
    <message>
        <source>Beside the conversation</source>
        <translation>对话旁边</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>The documents of the session (Alt+1)</source>
        <translation>会话的文档 (Alt+1)</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>All quotes of the answers (Alt+2)</source>
        <translation>回答中的所有引文 (Alt+2)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>What you wrote down (Alt+3)</source>
        <translation>您的笔记 (Alt+3)</translation>
    </message>
</context>
<context>
    <name>quire::SourceReader</name>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>内存不足，无法读取 %1。</translation>
    </message>
    <message>
        <source>%1 is no longer in %2.</source>
        <translation>%1 已不在 %2 中。</translation>
    </message>
</context>
<context>
    <name>quire::Sources</name>
    <message>
        <source>The text of %1 could not be recognised: %2</source>
        <translation>无法识别 %1 的文字：%2</translation>
    </message>
    <message>
        <source>Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and one for each language, such as tesseract-ocr-deu.</source>
        <translation>图片中的文字由 Tesseract 识别：请安装软件包 tesseract-ocr 以及每种语言各一个，例如 tesseract-ocr-chi-sim。</translation>
    </message>
</context>
<context>
    <name>quire::SourcesModel</name>
    <message>
        <source>The file has changed since it was read. Read it again from its menu.</source>
        <translation>文件在读取后已更改。请从其菜单重新读取。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is no longer where it was: %1</source>
        <translation>文件已不在原处：%1</translation>
    </message>
    <message>
        <source>The file says something else than when earlier answers quoted it.</source>
        <translation>文件内容与之前回答引用时不同。</translation>
    </message>
    <message>
        <source>The text of its pictures will be recognised.</source>
        <translation>其图片中的文字将被识别。</translation>
    </message>
    <message>
        <source>Recognising text: page %1 of %2</source>
        <translation>正在识别文字：第 %1 页，共 %2 页</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n pages was recognised and can be used.</source>
        <translation>
            <numerusform>已识别 %n 页的文字，可以使用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Recognising text was stopped.</source>
        <translation>文字识别已停止。</translation>
    </message>
    <message>
        <source>Recognising text did not work: %1</source>
        <translation>文字识别失败：%1</translation>
    </message>
</context>
<context>
    <name>quire::SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Add sources</source>
        <translation>添加资料</translation>
    </message>
    <message>
        <source>Drop files or folders anywhere in this window: books, contracts, code.</source>
        <translation>将文件或文件夹拖到此窗口任意位置：书籍、合同、代码。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>粘贴文本</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Remove from the session</source>
        <translation>从会话移除</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>查找更改</translation>
    </message>
    <message>
        <source>Use the recognised text</source>
        <translation>使用识别出的文字</translation>
    </message>
    <message>
        <source>Recognise its text</source>
        <translation>识别其文字</translation>
    </message>
</context>
<context>
    <name>quire::Sqlite</name>
    <message>
        <source>The library %1 is damaged (%2).</source>
        <translation>资料库 %1 已损坏（%2）。</translation>
    </message>
    <message>
        <source>The disk that holds %1 is full.</source>
        <translation>%1 所在磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space; nothing that was saved is lost.</source>
        <translation>请释放空间；已保存的内容不会丢失。</translation>
    </message>
    <message>
        <source>The library %1 cannot be used (%2).</source>
        <translation>资料库 %1 无法使用（%2）。</translation>
    </message>
    <message>
        <source>Check that the folder exists and may be written to.</source>
        <translation>请检查文件夹是否存在且可写。</translation>
    </message>
</context>
<context>
    <name>quire::StoragePage</name>
    <message>
        <source>What has been read</source>
        <translation>已读内容</translation>
    </message>
    <message>
        <source>Keep it on disk, so that nothing is read twice</source>
        <translation>保存在磁盘上，避免重复阅读</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Sessions, questions, answers and pasted text: %1. Files are read where they lie and not copied. Only your account may open this folder.</source>
        <translation>会话、问题、回答和粘贴的文本：%1。文件在原处读取，不会复制。只有您的账户可以打开此文件夹。</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>设置：%1</translation>
    </message>
    <message>
        <source>Show it…</source>
        <translation>显示…</translation>
    </message>
    <message>
        <source>Kept in %1. Another place, or keeping nothing, takes effect when Quire is started again.</source>
        <translation>保存在 %1。更换位置或不再保留，在重新启动 Quire 后生效。</translation>
    </message>
    <message>
        <source>Delete what was read for a session together with the session</source>
        <translation>删除会话时一并删除为它读过的内容</translation>
    </message>
</context>
<context>
    <name>quire::TextViewer</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>quire::TurnView</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Ask something else here</source>
        <translation>在此改问其他问题</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>较早版本</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>较新版本</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Copy the answer with its citations</source>
        <translation>复制回答及引文</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>重新回答</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>思考中…</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>思考了 %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Stopped here.</source>
        <translation>在此停止。</translation>
    </message>
    <message>
        <source>Reading the documents first: %1 of %2, %3 left</source>
        <translation>先阅读文档：%1 / %2，剩余 %3</translation>
    </message>
    <message>
        <source>A quote is coming…</source>
        <translation>引文生成中…</translation>
    </message>
    <message>
        <source>Looking for the passage…</source>
        <translation>正在查找段落…</translation>
    </message>
    <message>
        <source>Copy with citations</source>
        <translation>连同引文复制</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>复制为纯文本</translation>
    </message>
    <message>
        <source>Copy the question</source>
        <translation>复制问题</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>About this answer</source>
        <translation>关于此回答</translation>
    </message>
    <message>
        <source>What was answered until then is kept.</source>
        <translation>此前的回答内容已保留。</translation>
    </message>
</context>
<context>
    <name>quire::ViewerPane</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Previous citation (Alt+Up)</source>
        <translation>上一处引文 (Alt+上)</translation>
    </message>
    <message>
        <source>Next citation (Alt+Down)</source>
        <translation>下一处引文 (Alt+下)</translation>
    </message>
    <message>
        <source>Search in the document (Ctrl+F)</source>
        <translation>在文档中搜索 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>缩小 (Ctrl+-)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>放大 (Ctrl++)</translation>
    </message>
    <message>
        <source>Close the document (Ctrl+W)</source>
        <translation>关闭文档 (Ctrl+W)</translation>
    </message>
    <message>
        <source>Search in the document</source>
        <translation>在文档中搜索</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭搜索</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Write a note about this</source>
        <translation>为此写笔记</translation>
    </message>
    <message>
        <source>Outline and pages (F8)</source>
        <translation>大纲和页面 (F8)</translation>
    </message>
    <message>
        <source>Ask about the selection (Ctrl+Shift+A)</source>
        <translation>就所选内容提问 (Ctrl+Shift+A)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Go to a page by its label or number (Ctrl+G)</source>
        <translation>按页码标签或编号转到 (Ctrl+G)</translation>
    </message>
</context>
<context>
    <name>quire::ViewerSide</name>
    <message>
        <source>Beside the document</source>
        <translation>文档旁边</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>The headings of the document</source>
        <translation>文档的标题</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>The pages as small pictures</source>
        <translation>页面缩略图</translation>
    </message>
</context>
<context>
    <name>quire::WelcomePage</name>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Books, contracts, notes</source>
        <translation>书籍、合同、笔记</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Code, or everything in it</source>
        <translation>代码，或其中所有内容</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>A short history, and a question</source>
        <translation>一段短史与一个问题</translation>
    </message>
    <message>
        <source>Ask about your sources</source>
        <translation>就您的资料提问</translation>
    </message>
    <message>
        <source>What would you like to be sure about?</source>
        <translation>您想确认什么？</translation>
    </message>
    <message>
        <source>Answers quote the passages they rest on. Every quote is looked up in the source.</source>
        <translation>回答会引用所依据的段落。每条引文都会与原文核对。</translation>
    </message>
    <message>
        <source>Drop files or a folder here. Quire reads all of it, then answers with quotes that are checked against the source.</source>
        <translation>将文件或文件夹拖到此处。Quire 会通读全部内容，并以核对过原文的引文作答。</translation>
    </message>
    <message>
        <source>Everything stays on this computer: documents, questions and answers.</source>
        <translation>一切都留在本机：文档、问题和回答。</translation>
    </message>
</context>
<context>
    <name>quire::WindowSet</name>
    <message>
        <source>Read: %1</source>
        <translation>已读：%1</translation>
    </message>
    <message>
        <source>Reading did not work: %1</source>
        <translation>阅读失败：%1</translation>
    </message>
    <message>
        <source>Questions are answered at once now.</source>
        <translation>现在提问可立即得到回答。</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>全部读完</translation>
    </message>
    <message>
        <source>Reading did not work</source>
        <translation>阅读未成功</translation>
    </message>
    <message>
        <source>The answer is there</source>
        <translation>回答已就绪</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>正在阅读文档</translation>
    </message>
</context>
<context>
    <name>quire::format</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Think</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
</context>
</TS>
