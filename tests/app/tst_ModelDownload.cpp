#include "app/AppError.h"
#include "app/download/ModelDownload.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace quire;

namespace {

/// A web server of one folder on the loopback address; it knows byte ranges, and can break off.
class Server
{
public:
    Server()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket* socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QString address(const QString& name) const
    {
        return QStringLiteral("http://127.0.0.1:%1/%2").arg(m_server.serverPort()).arg(name);
    }

    QHash<QString, QByteArray> files;
    qint64 breakAfter = -1; ///< bytes of a body; then the connection is closed
    bool ranges = true;
    QList<QByteArray> askedRanges;

private:
    void answer(QTcpSocket* socket)
    {
        const QByteArray request = socket->readAll();
        const QString name = QString::fromLatin1(request.split(' ').value(1)).mid(1);
        if (!files.contains(name)) {
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnone");
            return socket->disconnectFromHost();
        }
        qint64 from = 0;
        const qsizetype range = request.indexOf("Range: bytes=");
        if (range >= 0) {
            const QByteArray asked = request.mid(range + 13).split('\r').first();
            askedRanges.append(asked);
            if (ranges)
                from = asked.split('-').first().toLongLong();
        }
        const QByteArray whole = files[name];
        if (from >= whole.size() && from > 0) {
            socket->write(
                "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return socket->disconnectFromHost();
        }
        QByteArray body = whole.mid(from);
        socket->write(QByteArray("HTTP/1.1 ") + (from > 0 ? "206 Partial Content" : "200 OK") +
                      "\r\nContent-Length: " + QByteArray::number(body.size()) +
                      "\r\nConnection: close\r\n\r\n");
        if (breakAfter >= 0)
            body.truncate(breakAfter);
        socket->write(body);
        // What the client's network stack holds when a connection breaks is lost; what it handed on is not.
        if (breakAfter >= 0)
            QTimer::singleShot(300, socket, [socket] { socket->disconnectFromHost(); });
        else
            socket->disconnectFromHost();
    }

    QTcpServer m_server;
};

} // namespace

class TestModelDownload : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server> m_server;
    QByteArray m_weights;

    static QString sha256(const QByteArray& bytes)
    {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    QString target() const { return m_folder->filePath(QStringLiteral("some-model")); }

    QList<DownloadItem> items() const
    {
        QString list = QStringLiteral("# a comment\n\n");
        for (auto it = m_server->files.cbegin(); it != m_server->files.cend(); ++it)
            list += m_server->address(it.key()) + u' ' + sha256(it.value()) + u'\n';
        return parseDownloadList(list);
    }

    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<Server>();
        m_weights = QByteArray(3'000'000, 'w');
        for (qsizetype i = 0; i < m_weights.size(); i += 97)
            m_weights[i] = char(i);
        m_server->files = {{QStringLiteral("config.json"), "{}"},
                           {QStringLiteral("model.safetensors"), m_weights}};
    }

    void allFilesComeAndTheFolderAppearsAtTheEnd()
    {
        ModelDownload download(target(), items());
        QSignalSpy finished(&download, &ModelDownload::finished);
        download.start();
        QVERIFY(!QDir(target()).exists());
        QVERIFY(finished.wait(20'000));
        QCOMPARE(read(target() + QStringLiteral("/model.safetensors")), m_weights);
        QCOMPARE(read(target() + QStringLiteral("/config.json")), QByteArray("{}"));
        QVERIFY(!QDir(target() + QStringLiteral(".part")).exists());
    }

    void whatCameBeforeABreakIsNotFetchedAgain()
    {
        m_server->breakAfter = 1'000'000;
        {
            ModelDownload download(target(), items());
            QSignalSpy failed(&download, &ModelDownload::failed);
            download.start();
            QVERIFY(failed.wait(20'000));
        }
        m_server->breakAfter = -1;
        ModelDownload download(target(), items());
        QSignalSpy finished(&download, &ModelDownload::finished);
        download.start();
        QVERIFY(finished.wait(20'000));
        QVERIFY(!m_server->askedRanges.isEmpty());
        const qint64 from = m_server->askedRanges.last().split('-').first().toLongLong();
        QVERIFY2(from > 0 && from <= 1'000'000, qPrintable(QString::number(from)));
        QCOMPARE(read(target() + QStringLiteral("/model.safetensors")), m_weights);
    }

    void aServerWithoutRangesBeginsAnew()
    {
        QDir().mkpath(target() + QStringLiteral(".part"));
        QFile part(target() + QStringLiteral(".part/model.safetensors.part"));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write("old");
        part.close();
        m_server->ranges = false;
        ModelDownload download(target(), items());
        QSignalSpy finished(&download, &ModelDownload::finished);
        download.start();
        QVERIFY(finished.wait(20'000));
        QCOMPARE(read(target() + QStringLiteral("/model.safetensors")), m_weights);
    }

    void aFileThatIsAllThereIsOnlyChecked()
    {
        QDir().mkpath(target() + QStringLiteral(".part"));
        QFile part(target() + QStringLiteral(".part/model.safetensors.part"));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write(m_weights);
        part.close();
        ModelDownload download(target(), items());
        QSignalSpy finished(&download, &ModelDownload::finished);
        download.start();
        QVERIFY(finished.wait(20'000));
    }

    void aWrongFileIsRefusedAndDeleted()
    {
        QList<DownloadItem> wrong = items();
        for (DownloadItem& item : wrong)
            item.sha256 = QByteArray(32, 'x');
        ModelDownload download(target(), wrong);
        QSignalSpy failed(&download, &ModelDownload::failed);
        download.start();
        QVERIFY(failed.wait(20'000));
        QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("SHA-256")));
        QVERIFY(!QDir(target()).exists());
        QVERIFY(QDir(target() + QStringLiteral(".part")).isEmpty());
    }

    void aMissingFileIsSaid()
    {
        QList<DownloadItem> wrong = items();
        wrong[0].url = QUrl(m_server->address(QStringLiteral("not-there")));
        ModelDownload download(target(), wrong);
        QSignalSpy failed(&download, &ModelDownload::failed);
        download.start();
        QVERIFY(failed.wait(20'000));
        QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("not-there")));
    }

    void pausingKeepsWhatCame()
    {
        ModelDownload download(target(), items());
        QSignalSpy finished(&download, &ModelDownload::finished);
        download.start();
        download.pause();
        QVERIFY(!download.isRunning());
        QVERIFY(!finished.wait(300));
        download.start();
        QVERIFY(finished.wait(20'000));
    }

    void listsThatCannotBeMeantAreRefused_data()
    {
        QTest::addColumn<QString>("list");
        const QString sum(64, QChar(u'a'));
        QTest::newRow("empty") << QString();
        QTest::newRow("no address") << QStringLiteral("nowhere ") + sum;
        QTest::newRow("a local file") << QStringLiteral("file:///etc/passwd ") + sum;
        QTest::newRow("no checksum") << QStringLiteral("https://host.invalid/a.bin");
        QTest::newRow("short checksum") << QStringLiteral("https://host.invalid/a.bin abcd");
        QTest::newRow("leads elsewhere") << QStringLiteral("https://host.invalid/a.bin ") + sum + " ../a";
        QTest::newRow("hidden") << QStringLiteral("https://host.invalid/a.bin ") + sum + " .a";
        QTest::newRow("twice")
            << QStringLiteral("https://host.invalid/a %1\nhttps://host.invalid/b/a %1").arg(sum);
    }

    void listsThatCannotBeMeantAreRefused()
    {
        QFETCH(QString, list);
        QVERIFY_EXCEPTION_THROWN(parseDownloadList(list), AppError);
    }
};

QTEST_GUILESS_MAIN(TestModelDownload)
#include "tst_ModelDownload.moc"
