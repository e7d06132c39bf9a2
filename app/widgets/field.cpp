#include "engine/text_direction.h"
#include "field_caret.h"
#include "key_chord.h"
#include "text/breaks.h"
#include "widgets/ui.h"

#include <algorithm>
#include <utility>

/// Fields of text: a box that shows its text, and a real HTML field over it while it is edited.
namespace emic {

namespace {

/// In lists a key that is held goes on through the rows, but chooses and leaves once.
bool key_goes_on(platform::Key key) { return key != platform::Key::enter && key != platform::Key::escape && key != platform::Key::tab; }

std::uint32_t size_of(const std::string& text) { return static_cast<std::uint32_t>(text.size()); }

TextRange caret_in(const std::string& text) {
    std::uint32_t at = std::min(platform::field_caret(), size_of(text));
    while (!is_code_point_boundary(text, at)) --at;
    return {at, at};
}

std::string with_words(const std::string& text, TextRange gone, std::string_view words) {
    return text.substr(0, gone.begin) + std::string(words) + text.substr(gone.end);
}

void show_typed(std::uint32_t id, const std::string& text, std::uint32_t caret) {
    platform::set_field_value(id, text);
    platform::put_field_caret(id, caret);
}

} // namespace

void Ui::handle(const platform::FieldInput& event) {
    if (event.id == m_field.id && event.value != m_field.text) put_typed(event.value);
}

void Ui::put_typed(std::string text) {
    m_field.text = std::move(text);
    m_field.typed = true;
    m_field.all_selected = false;
    m_field.typed_at_ms = platform::now_ms();
}

void Ui::type_text(std::string_view text) {
    if (!field_open() || text.empty()) return;
    const TextRange gone = m_field.all_selected ? TextRange{0, size_of(m_field.text)} : caret_in(m_field.text);
    put_typed(with_words(m_field.text, gone, text));
    show_typed(m_field.id, m_field.text, gone.begin + static_cast<std::uint32_t>(text.size()));
}

KeyInField Ui::type_key(const platform::KeyPressed& press) {
    using platform::Key;
    const platform::Modifiers& with = press.modifiers;
    const auto end = [&](platform::FieldEnd how) {
        platform::close_field(m_field.id);
        handle(platform::FieldEnded{m_field.id, m_field.text, how});
        // Commands that are not of writing end the field and are carried out after that.
        return how == platform::FieldEnd::blur ? KeyInField::left : KeyInField::taken;
    };
    constexpr KeyInField taken = KeyInField::taken;
    if (press.repeat && !key_goes_on(press.key) && !(m_field.multiline && press.key == Key::enter)) return taken;
    switch (press.key) {
    case Key::character:
    case Key::space:
        if (with.ctrl && std::string_view("acxvzybiu").find(press.character) == std::string_view::npos) return end(platform::FieldEnd::blur);
        type_text(typed_text(press));
        return taken;
    case Key::backspace:
    case Key::delete_:
        if (!m_field.text.empty()) {
            const std::uint32_t at = caret_in(m_field.text).begin;
            const TextRange gone = m_field.all_selected ? TextRange{0, size_of(m_field.text)}
                                   : press.key == Key::backspace ? TextRange{previous_grapheme(m_field.text, at), at} : TextRange{at, next_grapheme(m_field.text, at)};
            if (gone.empty()) return taken;
            put_typed(with_words(m_field.text, gone, {}));
            show_typed(m_field.id, m_field.text, gone.begin);
        }
        return taken;
    case Key::enter:
    case Key::escape:
    case Key::tab:
    case Key::up:
    case Key::down:
    case Key::page_up:
    case Key::page_down:
        if (m_field.list_keys) {
            m_field.keys.push_back({m_field.id, press.key, with});
            return taken;
        }
        if (press.key == Key::escape) return end(platform::FieldEnd::escape);
        if (press.key == Key::tab) return end(platform::FieldEnd::tab);
        if (press.key != Key::enter) return taken;
        if (!m_field.multiline || with.ctrl) return end(platform::FieldEnd::enter);
        type_text("\n");
        return taken;
    case Key::left:
    case Key::right:
    case Key::home:
    case Key::end:
        m_field.all_selected = false;
        return taken;
    default: return press.key >= Key::f1 && press.key <= Key::f12 ? end(platform::FieldEnd::blur) : taken;
    }
}

void Ui::handle(const platform::FieldEnded& event) {
    if (event.id != m_field.id) return;
    m_field.text = event.value;
    m_field.ended = true;
    // Escape forgets a name that is half typed, but never a paragraph: undo is there for that.
    m_field.escaped = event.how == platform::FieldEnd::escape && !m_field.multiline;
}

void Ui::handle(const platform::FieldKey& event) {
    if (event.id == m_field.id) m_field.keys.push_back(event);
}

void Ui::deliver() {
    m_field.typed_at_ms = 0;
    if (m_field.text == m_field.committed) return;
    m_field.committed = m_field.text;
    if (m_field.commit) m_field.commit(m_field.text);
}

void Ui::commit_field() {
    if (m_field.id == 0) return;
    deliver();
    platform::close_field(m_field.id);
    m_field = {};
}

void Ui::drop_field() {
    if (m_field.id == 0) return;
    platform::close_field(m_field.id);
    m_field = {};
}

FieldState Ui::field(std::string_view key, const Rect& rect, const FieldSpec& spec) {
    Meaning meaning;
    meaning.role = Role::textbox;
    meaning.name = spec.label;
    const bool was_open = m_field.id != 0 && m_field.id == ImGui::GetID(std::string(key).c_str());
    meaning.value = was_open ? m_field.text : spec.value;
    const Hit hit = item(key, rect, meaning);
    const ImGuiID id = ImGui::GetItemID();
    if (hit.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);

    const TextLook look = spec.look.value_or(TextLook{style.text, style.ink});
    const platform::Font font{.size = look.size, .face = look.face, .bold = look.bold, .italic = look.italic};
    const float pad_x = spec.bare ? 4.0f : 10.0f;
    const float pad_y = spec.multiline ? (spec.bare ? 3.0f : 8.0f) : 3.0f; // the HTML field must not cover the outline
    const Rect inner = inset(rect, pad_x, pad_y);
    const Rgba paper = spec.bare ? style.panel : style.raised;

    const bool wanted = (hit.clicked || spec.open_now) && m_field.id != id;
    const bool refused = wanted && m_fields_closed && spec.commit && !spec.of_screen;
    m_field_refused = m_field_refused || refused;
    if (wanted && !refused) {
        if (m_field.id != 0) deliver();
        m_field = {};
        m_field.id = id;
        m_field.committed = spec.value;
        m_field.text = spec.typed.empty() ? spec.value : spec.typed;
        m_field.multiline = spec.multiline;
        m_field.list_keys = spec.list_keys;
        m_field.all_selected = spec.select_all && spec.typed.empty();
        m_field.typed = !spec.typed.empty();
        m_field.commit_at_end = spec.commit_at_end;
        platform::Field field;
        field.id = id;
        field.rect = inner;
        field.label = spec.label;
        field.placeholder = spec.placeholder;
        field.font = font;
        field.ink = look.colour >> 8;
        field.paper = paper >> 8;
        field.multiline = spec.multiline;
        field.list_keys = spec.list_keys;
        field.cell = spec.cell;
        platform::open_field(field, m_field.text, m_field.all_selected);
    }

    FieldState state;
    state.open = m_field.id == id;
    if (state.open) {
        m_field.touched = true;
        m_field.commit = spec.commit;
        state.keys = std::move(m_field.keys);
        m_field.keys.clear();
        state.text = m_field.text;
        state.typed = std::exchange(m_field.typed, false);
        m_just_typed = m_just_typed || state.typed;
        if (m_field.ended) {
            state.ended = true;
            state.escaped = m_field.escaped;
            state.open = false;
            if (!m_field.escaped) deliver();
            m_field = {};
        } else {
            platform::place_field(id, inner);
        }
    } else {
        state.text = spec.value;
    }

    if (!spec.bare || state.open || hit.hovered) {
        if (!spec.bare) fill(rect, paper, style.radius);
        outline(rect, state.open ? style.accent : hit.focused ? style.focus : hit.hovered ? style.strong_line : spec.bare ? style.line : style.strong_line,
                style.radius, state.open || hit.focused ? 2.0f : 1.0f);
    }
    if (!state.open) {
        const bool blank = state.text.empty();
        const TextLook shown{look.size, blank ? style.quiet_ink : look.colour, look.bold, blank ? false : look.italic, look.face};
        const std::string_view text = blank ? std::string_view(spec.placeholder) : std::string_view(state.text);
        if (spec.multiline) {
            ImGui::PushClipRect({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}, true);
            paragraph(inner.x, inner.y, inner.width, text, shown);
            ImGui::PopClipRect();
        } else {
            label(inner, text, shown, direction_of(text) == TextDirection::right_to_left ? Align::end : Align::start); // as the browser's own field
        }
    }
    return state;
}

} // namespace emic
