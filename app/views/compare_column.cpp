#include "actions.h"
#include "engine/commands/codebook.h"
#include "engine/name_line.h"
#include "views/compare_view.h"
#include "views/parts.h"
#include "views/passage_card.h"
#include "widgets/code_chip.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emic {

namespace {

constexpr float widest_column = 880;
constexpr float definition_side_by_side = 620; ///< from this width its three texts stand in a row
constexpr int first_lines = 3, more_lines = 6; ///< of a definition that is not shown whole, by the window's height
constexpr float high_window = 720;
constexpr float definition_share = 0.45f;      ///< of the column's height, at most

/// One text of a code's entry in the codebook.
struct DefinitionPart {
    const char* name;
    const char* placeholder;
    std::string DefineCode::* in_request;
    std::string Code::* in_code;
};
constexpr std::array<DefinitionPart, 3> definition_parts{{
    {"Definition", "What the code covers, in one or two sentences.", &DefineCode::definition, &Code::definition},
    {"Include when", "What counts, even if it looks different.", &DefineCode::include, &Code::include},
    {"Do not use when", "What does not count, and which code takes it.", &DefineCode::exclude, &Code::exclude},
}};

FieldSpec part_field(const Frame& frame, const Code& code, const DefinitionPart& part) {
    FieldSpec spec;
    spec.label = std::string(part.name) + " of " + code.name;
    spec.placeholder = part.placeholder;
    spec.value = code.*part.in_code;
    spec.select_all = false;
    spec.look = frame.ui.small();
    Session* session = &frame.session;
    spec.commit = [session, id = code.id, member = part.in_request](const std::string& text) {
        session->ask([id, member, text](const CommandContext& context) -> Result<Change> {
            DefineCode request{id, {}, {}, {}, {}};
            // The other texts stay as they are when the command runs.
            if (const Code* now = context.project.find(id))
                request = {id, now->definition, now->include, now->exclude, now->examples};
            request.*member = text;
            return define_code(context, request);
        });
    };
    return spec;
}

/// The definition to compare against: its first lines to read, or the whole of it to edit. Returns its height.
class DefinitionBlock {
public:
    DefinitionBlock(const Frame& frame, const Code& code, float width)
        : m_frame(frame), m_ui(frame.ui), m_code(code), m_editing(frame.state.compare.whole_definition),
          m_side_by_side(width >= definition_side_by_side * unit(frame.ui)) {
        m_pad = m_ui.style.gap * 1.5f;
        m_gap = m_ui.style.margin;
        m_part_width = m_side_by_side ? (width - 2 * m_pad - 2 * m_gap) / 3 : width - 2 * m_pad;
        m_caption = std::round(20 * unit(m_ui));
        for (std::size_t i = 0; i < definition_parts.size(); ++i) {
            const std::string& text = code.*definition_parts[i].in_code;
            m_blank = m_blank && text.empty();
            m_heights[i] = m_caption + (m_editing ? text_block_height(m_ui, m_part_width, part_field(frame, code, definition_parts[i]), 2)
                                                  : text.empty() ? m_ui.style.small * 1.5f
                                                                 : m_ui.paragraph_height(m_part_width, text, m_ui.small(), lines(i)));
        }
    }
    [[nodiscard]] bool blank() const { return m_blank; }
    [[nodiscard]] float height() const {
        if (m_blank && !m_editing) return m_ui.style.button + m_ui.style.gap;
        if (m_side_by_side) return *std::max_element(m_heights.begin(), m_heights.end()) + 2 * m_pad;
        float sum = 2 * m_pad;
        for (std::size_t i = 0; i < m_heights.size(); ++i)
            if (shown(i)) sum += m_heights[i] + m_ui.style.gap;
        return sum - m_ui.style.gap;
    }
    void draw(float x, float y) const {
        x += m_pad, y += m_pad;
        for (std::size_t i = 0; i < definition_parts.size(); ++i) {
            if (!shown(i)) continue;
            draw_part(i, x, y);
            if (m_side_by_side) x += m_part_width + m_gap;
            else y += m_heights[i] + m_ui.style.gap;
        }
    }

private:
    [[nodiscard]] int lines(std::size_t part) const { return m_side_by_side || part == 0 ? (high() ? more_lines : first_lines) : (high() ? 2 : 1); }
    [[nodiscard]] bool high() const { return m_frame.window.height >= high_window * unit(m_ui); }
    [[nodiscard]] bool shown(std::size_t part) const {
        return m_side_by_side || m_editing || !(m_code.*definition_parts[part].in_code).empty();
    }
    void draw_part(std::size_t i, float x, float y) const {
        const DefinitionPart& part = definition_parts[i];
        m_ui.label({x, y, m_part_width, m_caption}, part.name, m_ui.caption());
        y += m_caption;
        const std::string key = "definition" + std::to_string(i);
        const std::string& text = m_code.*part.in_code;
        if (m_editing) {
            draw_text_block(m_ui, key, x, y, m_part_width, part_field(m_frame, m_code, part), 2);
            return;
        }
        if (text.empty()) m_ui.label({x, y, m_part_width, m_ui.style.small * 1.5f}, "Not written yet", m_ui.quiet());
        else m_ui.paragraph(x, y, m_part_width, text, m_ui.small(), lines(i));
        m_ui.say(key, {x, y - m_caption, m_part_width, m_heights[i]}, Role::paragraph,
                 std::string(part.name) + ": " + (text.empty() ? "not written yet" : text));
    }

    const Frame& m_frame;
    Ui& m_ui;
    const Code& m_code;
    bool m_editing, m_side_by_side, m_blank = true;
    float m_pad = 0, m_gap = 0, m_part_width = 0, m_caption = 0;
    std::array<float, 3> m_heights{};
};

void draw_definition(const Frame& frame, Rect& rest, const Code& code) {
    Ui& ui = frame.ui;
    bool& editing = frame.state.compare.whole_definition;
    const DefinitionBlock block(frame, code, rest.width);
    if (block.blank() && !editing) {
        Rect strip = take_top(rest, block.height());
        strip.height = ui.style.button;
        const float wide = ui.button_width("Write a definition", true);
        const Rect button = take_right(strip, wide);
        ui.label(strip, "No definition yet. Comparing is sharper against one.", ui.quiet());
        if (ui.button("define", button, "Write a definition", ButtonLook::plain, Icon::pen)) editing = true;
        return;
    }
    const float whole = block.height();
    const float shown = std::min(whole, rest.height * definition_share);
    const Rect panel = take_top(rest, shown);
    ui.fill(panel, ui.style.panel, ui.style.radius);
    ui.outline(panel, ui.style.line, ui.style.radius);
    if (shown < whole) {
        ui.begin_scroll("definition", panel);
        block.draw(ui.content().x, ui.content().y);
        ui.end_scroll(whole);
    } else {
        block.draw(panel.x, panel.y);
    }
    take_top(rest, ui.style.gap);
}

std::string summary_of(const CompareRows& rows) {
    if (rows.passages == 0) return "No passages";
    std::string words = count_of(rows.passages, "passage", "passages") + " in " + count_of(rows.documents, "document", "documents");
    if (rows.cases > 0) words += " of " + count_of(rows.cases, "case", "cases");
    return words;
}

void draw_head(const Frame& frame, Rect& rest, const Code& code, std::size_t slot, const ListAndPage& split,
               const CompareRows& rows, bool has_children) {
    Ui& ui = frame.ui;
    CompareState& compare = frame.state.compare;
    const float u = unit(ui);
    Rect strip = take_top(rest, 40 * u);
    if (slot == 0 && back_to_list(ui, strip, split, "Codes")) compare.list_open = true;
    ButtonsFromRight buttons(ui, strip);
    if (slot == 1) {
        if (buttons.icon("close", Icon::close, "Close this column")) compare.beside = {};
    } else if (!compare.beside && !split.narrow) {
        if (buttons.icon("beside", Icon::compare, compare.choosing_beside ? "Compare one code only" : "Compare with another code beside",
                         true, compare.choosing_beside))
            compare.choosing_beside = !compare.choosing_beside;
    }
    if (buttons.icon("edit_definition", Icon::pen, compare.whole_definition ? "Done with the definition" : "Edit the definition",
                     true, compare.whole_definition))
        compare.whole_definition = !compare.whole_definition;
    if (has_children) {
        Rect& free = strip;
        free = buttons.rest();
        const float wide = std::min(ui.width("With sub-codes", ui.small()) + 34 * u, free.width * 0.5f);
        const Rect box = take_right(free, wide);
        if (ui.checkbox("with_subcodes", box, "With sub-codes", compare.with_subcodes)) compare.with_subcodes = !compare.with_subcodes;
        take_right(free, ui.style.gap);
        strip = free;
    } else {
        strip = buttons.rest();
    }
    const Rect whole = strip;
    code_dot(ui, take_left(strip, 14 * u), code.colour, 13 * u);
    take_left(strip, ui.style.gap);
    ui.label(strip, code.name, ui.heading());
    ui.say("code_name", whole, Role::heading, code.name, 1);

    const Rect line = take_top(rest, 24 * u);
    std::string words = summary_of(rows);
    const std::string path = code_path(frame.project(), code.id);
    if (path != code.name) words = steps_apart(path) + "  ·  " + words;
    ui.label(line, words, ui.quiet());
    ui.say("summary", line, Role::status, words);
    take_top(rest, ui.style.gap);
}

void draw_document_heading(Ui& ui, const Rect& rect, const CompareItem& item) {
    TextLook bold = ui.small();
    bold.bold = true;
    Rect strip = rect;
    const std::string count = std::to_string(item.passages);
    const Rect number = take_right(strip, ui.width(count, ui.quiet()) + 4);
    ui.label(number, count, ui.quiet(), Align::end);
    if (!says_case(item.case_name, item.document)) {
        const float drawn = ui.label(strip, item.case_name, bold);
        take_left(strip, drawn + ui.style.gap);
        ui.label(strip, item.document, ui.quiet());
    } else {
        ui.label(strip, item.document, bold);
    }
    const std::string name = place_name(item.case_name, item.document);
    ui.say("heading" + to_string(item.entry.source.guid), rect, Role::heading, name + ", " + count_of(item.passages, "passage", "passages"), 2);
}

void draw_passages(const Frame& frame, const Rect& rect, const CompareRows& rows, Id<Code> code, std::size_t slot) {
    Ui& ui = frame.ui;
    CardHeights& heights = frame.caches.modes.compare_heights[slot];
    ui.begin_scroll("passages", with_scroll_bar(ui, rect));
    const Rect content{rect.x, ui.content().y, ui.content().width, rect.height};
    const float width = rect.width;
    heights.match(width, ui.style.reading);
    const float heading = std::round(36 * unit(ui));
    float y = content.y;
    for (const CompareItem& item : rows.items) {
        const float height = item.is_heading() ? heading
                                               : heights.get(item.entry.id.guid, estimate_passage_card(ui, width, item.entry));
        if (ui.visible({content.x, y, width, height})) {
            if (item.is_heading()) {
                draw_document_heading(ui, {content.x + 2, y, width - 4, height}, item);
            } else {
                const float drawn = draw_passage_card(frame, item.entry, {content.x, y, width, code, item.case_name});
                heights.note(item.entry.id.guid, drawn);
                y += drawn - height;
            }
        }
        y += height + (item.is_heading() ? 0 : ui.style.gap);
    }
    ui.end_scroll(y - content.y + ui.style.margin);
}

} // namespace

const CompareRows& compare_rows_of(const Frame& frame, Id<Code> code, std::size_t slot) {
    const bool whole = frame.state.compare.with_subcodes;
    return frame.caches.modes.compare[slot].get({frame.revision(), code, whole}, [&] {
        return compare_rows(frame.project(), frame.indexes(), code, whole ? Subcodes::include : Subcodes::leave_out);
    });
}

void draw_compare_column(const Frame& frame, const Rect& rect, Id<Code> code_id, std::size_t slot, const ListAndPage& split) {
    Ui& ui = frame.ui;
    const Code* code = frame.project().find(code_id);
    if (!code) return;
    const bool has_children = !frame.indexes().children_of(code_id).empty();
    const bool whole = frame.state.compare.with_subcodes && has_children;
    const CompareRows& rows = compare_rows_of(frame, code_id, slot);

    ImGui::PushID(static_cast<int>(slot));
    ui.begin_group("column", rect, Role::region, "Passages of " + code->name);
    Rect rest = reading_column(ui, rect, widest_column);
    take_top(rest, ui.style.margin);
    draw_head(frame, rest, *code, slot, split, rows, has_children);
    draw_definition(frame, rest, *code);
    if (rows.passages > 0) {
        draw_passages(frame, rest, rows, code_id, slot);
    } else {
        const bool below = has_children && !whole;
        const std::string_view sentence =
            below ? "This code itself is on no passage; its sub-codes may be."
                  : "Select words in a transcript, press Enter and choose this code: its passages then stand here side by side.";
        if (draw_empty_state(ui, rest, Icon::compare, "No passages yet", sentence, below ? "Show those of sub-codes" : "Go to the transcript")) {
            if (below) frame.state.compare.with_subcodes = true;
            else frame.state.mode = Mode::code;
        }
    }
    ui.end_group();
    ImGui::PopID();
}

} // namespace emic
