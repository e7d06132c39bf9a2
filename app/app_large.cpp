#include "app_state.h"

#include "actions.h"
#include "engine/formats/export_table.h"
#include "engine/text_direction.h"

#include <cmath>

// Projects that are read and copies that are written a stretch in each frame: the page stays alive, and a card says how far it is.

namespace emic {

namespace {

constexpr std::size_t quick_bytes = 4u << 20;     ///< up to here a project is read or written at once: less than about 200 ms
constexpr std::size_t stretch_bytes = 256u << 10; ///< between two looks at the clock
constexpr double budget_ms = 40;                  ///< of one frame; the rest is for drawing

std::size_t per_cent(double done) { return static_cast<std::size_t>(std::lround(100 * done)); }

/// Goes on until it is whole or the frame's time is over; true when it is whole.
template <class Work> bool go_on(Work& work) {
    platform::request_frame(0);
    const double until = platform::now_ms() + budget_ms;
    while (!work.step(stretch_bytes))
        if (platform::now_ms() >= until) return false;
    return true;
}

} // namespace

void App::read_project(const Frame& frame, LargeReading reading, std::string bytes) {
    if (bytes.size() <= quick_bytes && m_readings.empty()) return reading.then(frame, read_project_file(bytes));
    reading.work.emplace(std::move(bytes));
    m_readings.push_back(std::move(reading));
    platform::request_frame(0);
}

void App::step_readings(const Frame& frame) {
    if (m_readings.empty() || !go_on(*m_readings.front().work)) return;
    LargeReading done = std::move(m_readings.front());
    m_readings.pop_front();
    done.then(frame, std::move(*done.work).take());
}

void App::write_copy(const Frame& frame, const Session& from) {
    LargeCopy copy{from.project().info().name, from.id(), from.line_number(), ProjectWriting(from.project(), {{}, from.lamport()})};
    if (copy.work.step(quick_bytes)) return hand_out_copy(frame, std::move(copy));
    m_copies.push_back(std::move(copy));
    platform::request_frame(0);
}

void App::step_copies(const Frame& frame) {
    if (m_copies.empty() || !go_on(m_copies.front().work)) return;
    LargeCopy done = std::move(m_copies.front());
    m_copies.pop_front();
    hand_out_copy(frame, std::move(done));
}

void App::hand_out_copy(const Frame& frame, LargeCopy copy) {
    hand_out(frame, *find_export_format("project"), {}, copy.name, std::move(copy.work).take());
    if (session.is_open() && session.id() == copy.project) session.note_copy_saved(copy.line);
}

bool App::reads_stored(Guid project) const {
    return std::ranges::any_of(m_readings, [&](const LargeReading& one) { return one.stored == project; });
}

void App::draw_large_progress(const Frame& frame) {
    if (!m_readings.empty()) {
        if (!draw_progress(frame, "Opening", "Opening " + m_readings.front().name, per_cent(m_readings.front().work->done()), 100, "Cancel")) return;
        const LargeReading stopped = std::move(m_readings.front());
        m_readings.pop_front();
        stopped.given_up(frame);
    } else if (!m_copies.empty()) {
        const LargeCopy& copy = m_copies.front();
        if (!draw_progress(frame, "Saving a copy", "Writing a copy of " + in_quotes(copy.name), per_cent(copy.work.done()), 100, "Cancel")) return;
        frame.toast("No copy of " + in_quotes(copy.name) + " was saved.");
        m_copies.pop_front();
    }
}

} // namespace emic
