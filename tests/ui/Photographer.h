#pragma once

#include "tests/ui/WindowFixture.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/QuoteCard.h"
#include "ui/conversation/TurnView.h"

#include <QApplication>
#include <QTimer>

#include <functional>

namespace quire::test {

/// Takes pictures of a window, and waits for what they are to show.
class Photographer
{
public:
    Photographer(WindowFixture& fixture, const QString& out) : m_fixture(fixture), m_out(out) {}

    void take(const QString& name, QWidget* widget = nullptr)
    {
        QTest::qWait(250);
        QWidget* shown = widget ? widget : m_fixture.window.get();
        shown->grab().save(QStringLiteral("%1/%2.png").arg(m_out, name));
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout);
    }

    bool waitFor(const std::function<bool()>& what) { return QTest::qWaitFor(what, 300'000); }

    bool read()
    {
        using State = ReadingStatus::State;
        const auto state = [this] { return m_fixture.desk().reading().state; };
        waitFor([&] { return state() == State::Paused || m_fixture.isReadyToRead(); });
        if (state() != State::Read)
            m_fixture.desk().startReading();
        return waitFor([&] { return m_fixture.desk().reading().state == ReadingStatus::State::Read; });
    }

    void ask(const QString& question)
    {
        m_fixture.ask(question);
        waitFor([&] { return !m_fixture.desk().isAnswering(); });
        QTest::qWait(200); // until it is shown
    }

    QuoteCard* card()
    {
        QuoteCard* last = nullptr;
        for (int i = 0; i < m_fixture.desk().turns().size(); ++i)
            if (TurnView* view = m_fixture.window->conversation()->view(i))
                for (QuoteCard* each : view->findChildren<QuoteCard*>())
                    if (each->citation().verdict != Verdict::NotFound)
                        last = each;
        return last;
    }

    /// Shows a dialog that the window opens with exec().
    void takeDialog(const QString& name, const std::function<void()>& open,
                    const std::function<void(QWidget*)>& prepare = {})
    {
        m_fixture.window->activateWindow();
        waitFor([&] { return m_fixture.window->isActiveWindow(); });
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, [&] {
            QWidget* dialog = QApplication::activeModalWidget();
            if (!dialog)
                return;
            watch.stop();
            if (prepare)
                prepare(dialog);
            take(name, dialog);
            dialog->close();
        });
        watch.start(300);
        open();
    }

private:
    WindowFixture& m_fixture;
    QString m_out;
};

} // namespace quire::test
