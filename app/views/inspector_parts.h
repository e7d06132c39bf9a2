#pragma once

#include "actions.h"
#include "engine/records.h"
#include "frame.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

/// What the inspector's pages are made of.
namespace emic {

/// Lays one thing beneath another down a column.
class Column {
public:
    Column(const Frame& frame, const Rect& area) : m_frame(frame), m_ui(frame.ui), m_area(area), m_y(area.y) {}

    [[nodiscard]] float y() const { return m_y; }
    [[nodiscard]] float height() const { return m_y - m_area.y; }
    [[nodiscard]] float width() const { return m_area.width; }
    void space(float by) { m_y += by; }
    Rect take(float height) {
        const Rect strip{m_area.x, m_y, m_area.width, height};
        m_y += height;
        return strip;
    }
    void caption(std::string_view text) {
        space(10);
        const Rect line = take(22 * m_frame.state.zoom);
        m_ui.label(line, text, m_ui.caption());
    }
    void text(std::string_view words, const TextLook& look, int limit = 0) {
        const float height = m_ui.paragraph(m_area.x, m_y, m_area.width, words, look, limit);
        if (!words.empty()) m_ui.say("text " + std::to_string(m_texts++), {m_area.x, m_y, m_area.width, height}, Role::paragraph, words);
        m_y += height;
    }
    /// A field of several lines that grows with its text and keeps it at every pause.
    void notes(std::string_view key, std::string label, std::string placeholder, std::string value,
               std::function<void(const std::string&)> commit, bool open_now = false) {
        FieldSpec spec;
        spec.label = std::move(label);
        spec.placeholder = std::move(placeholder);
        spec.value = std::move(value);
        spec.multiline = true;
        spec.select_all = false;
        spec.open_now = open_now;
        spec.look = m_ui.small();
        spec.commit = std::move(commit);
        const float least = 58 * m_frame.state.zoom;
        const float height = std::max(least, m_ui.paragraph_height(m_area.width - 20, spec.value, *spec.look) + 20);
        const Rect box = take(height);
        const FieldState state = m_ui.field(key, box, spec);
        if (open_now || state.open) m_ui.scroll_into_view(box.y, box.y + box.height);
    }

private:
    const Frame& m_frame;
    Ui& m_ui;
    Rect m_area;
    float m_y;
    int m_texts = 0; ///< read so far; keeps their places in the mirror apart
};

/// The name with a line of facts beneath it.
void draw_title(const Frame& frame, Column& column, const std::string& name, const std::string& facts);
/// The memo on something, with its title once there is one to name.
void draw_memo(const Frame& frame, Column& column, MemoTarget target, Guid id, TextRange range, const char* label);

void draw_case_page(const Frame& frame, Column& column, const Case& item);
void draw_document_page(const Frame& frame, Column& column, const Source& source);
/// Who speaks in the document, and how much.
void draw_speakers(const Frame& frame, Column& column, const Source& source);

} // namespace emic
