#include "app_state.h"

#include "actions.h"
#include "engine/formats/export_table.h"

#include <cmath>

// Projects that are read and copies that are written a stretch in each frame: the page stays alive, and a card says how far it is.

namespace emic {

namespace {

constexpr std::size_t quick_bytes = 4u << 20;     ///< up to here a project is read at once: less than about 200 ms
constexpr std::size_t stretch_bytes = 256u << 10; ///< between two looks at the clock
constexpr double budget_ms = 40;                  ///< of one frame; the rest is for drawing

std::size_t per_cent(double done) { return static_cast<std::size_t>(std::lround(100 * done)); }

} // namespace

void App::read_project(const Frame& frame, std::string name, std::string bytes, TakeProject then, std::function<void()> given_up) {
    if (bytes.size() <= quick_bytes && m_readings.empty()) return then(frame, read_project_file(bytes));
    m_readings.push_back({std::move(name), ProjectReading(std::move(bytes)), std::move(then), std::move(given_up)});
    platform::request_frame(0);
}

void App::step_readings(const Frame& frame) {
    if (m_readings.empty()) return;
    platform::request_frame(0);
    const double until = platform::now_ms() + budget_ms;
    while (!m_readings.front().work.step(stretch_bytes))
        if (platform::now_ms() >= until) return;
    LargeReading done = std::move(m_readings.front());
    m_readings.pop_front();
    done.then(frame, std::move(done.work).take());
}

void App::write_copy(const Frame& frame, const Session& from) {
    m_copies.push_back({from.project().info().name, from.id(), from.line_number(), ProjectWriting(from.project(), {})});
    step_copies(frame);
}

void App::step_copies(const Frame& frame) {
    if (m_copies.empty()) return;
    platform::request_frame(0);
    const double until = platform::now_ms() + budget_ms;
    while (!m_copies.front().work.step(stretch_bytes))
        if (platform::now_ms() >= until) return;
    LargeCopy done = std::move(m_copies.front());
    m_copies.pop_front();
    hand_out(frame, *find_export_format("project"), done.name, std::move(done.work).take());
    if (session.is_open() && session.id() == done.project) session.set_copied_line(done.line);
}

void App::draw_large_progress(const Frame& frame) {
    if (!m_readings.empty()) {
        if (!draw_progress(frame, "Opening", "Opening " + m_readings.front().name, per_cent(m_readings.front().work.done()), 100, "Cancel")) return;
        const LargeReading stopped = std::move(m_readings.front());
        m_readings.pop_front();
        stopped.given_up();
    } else if (!m_copies.empty()) {
        if (draw_progress(frame, "Saving a copy", "Writing a copy of ‘" + m_copies.front().name + "’", per_cent(m_copies.front().work.done()), 100, "Cancel")) m_copies.pop_front();
    }
}

} // namespace emic
