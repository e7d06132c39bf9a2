#include "views/views.h"

#include "actions.h"
#include "attribute_actions.h"
#include "command_table.h"
#include "engine/commands/attributes.h"
#include "engine/text_direction.h"
#include "views/case_rows.h"
#include "views/cases_paste.h"
#include "views/parts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace emic {

namespace {

/// Where the parts of the table stand; columns from `first` on as far as they fit.
struct Grid {
    Rect area;
    float name = 0, count = 0, value = 0; ///< widths
    bool with_documents = false;
    std::size_t first = 0, shown = 0;

    [[nodiscard]] float x_of(std::size_t column) const {
        return area.x + name + count * (with_documents ? 2.f : 1.f) + value * static_cast<float>(column - first);
    }
};

} // namespace

const CaseRows& shown_case_rows(const Frame& frame) {
    const CasesState& state = frame.state.casing;
    // Documents and their counts come with the project's revision as well.
    return frame.caches.modes.cases.get({frame.revision(), frame.state.without_interviewers, state.holder, state.sorted_by, state.descending}, [&] {
        CaseRows rows = case_rows(holder_table(frame.project(), state.holder), frame.project(), frame.caches.document_rows_of(frame), state.holder);
        if (!state.sorted_by) return rows;
        const auto column = std::find_if(rows.columns.begin(), rows.columns.end(), [&](const AttributeColumn& one) { return one.id == *state.sorted_by; });
        if (column != rows.columns.end()) sort_rows(rows, static_cast<std::size_t>(column - rows.columns.begin()), state.descending);
        else if (state.sorted_by->is_null()) sort_rows(rows, {}, state.descending);
        return rows;
    });
}

namespace {

/// From document order to ascending, to descending, and back.
void sort_by_next(CasesState& state, Id<Attribute> column) {
    if (!state.sorted_by || !(*state.sorted_by == column)) state.sorted_by = column, state.descending = false;
    else if (!state.descending) state.descending = true;
    else state.sorted_by.reset(), state.descending = false;
}

const char* sorting_words(const CasesState& state, Id<Attribute> column) {
    if (!state.sorted_by || !(*state.sorted_by == column)) return "not sorted";
    return state.descending ? "sorted, last first" : "sorted, first first";
}

void draw_head_strip(const Frame& frame, const Rect& strip, const CaseRows& rows) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    const bool of_cases = state.holder == AttributeHolder::case_;
    ButtonsFromRight buttons(ui, strip);
    if (buttons.text("new_attribute", "New attribute", ButtonLook::primary, Icon::add)) frame.run(CommandId::new_attribute);
    if (of_cases && buttons.text("new_case", "New case", ButtonLook::plain, Icon::person)) frame.run(CommandId::new_case);
    if (buttons.text("pseudonyms", "Pseudonyms", ButtonLook::quiet)) frame.run(CommandId::pseudonyms);
    Rect rest = buttons.rest();
    ui.begin_group("holders", rest, Role::tablist, "Rows of the table");
    const auto choice = [&](const char* words, AttributeHolder holder) {
        const Rect place = take_left(rest, ui.width(words, {ui.style.small, ui.style.ink, true}) + 2 * ui.style.margin);
        if (ui.tab(words, place, words, state.holder == holder) && state.holder != holder) state.holder = holder, state.row = 0;
    };
    choice("Cases", AttributeHolder::case_);
    choice("Documents", AttributeHolder::source);
    ui.end_group();
    take_left(rest, ui.style.gap);
    const std::string counted = frame.state.without_interviewers ? " · codings without interviewers" : "";
    const std::string told = count_of(rows.rows.size(), of_cases ? "case" : "document", of_cases ? "cases" : "documents") + " · " + count_of(rows.columns.size(), "attribute", "attributes") + counted;
    ui.label(rest, told, ui.quiet());
    ui.say("counts", rest, Role::status, told);
}

void draw_attribute_menu(const Frame& frame) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu("attribute menu", "Attribute", 280 * frame.state.zoom)) return;
    CasesState& state = frame.state.casing;
    const Id<Attribute> attribute = attribute_at_cell(frame);
    if (ui.menu_item("Sort, first first")) state.sorted_by = attribute, state.descending = false;
    if (ui.menu_item("Sort, last first")) state.sorted_by = attribute, state.descending = true;
    if (ui.menu_item("Document order", {}, state.sorted_by.has_value())) state.sorted_by.reset();
    ui.menu_line();
    for (CommandId id : {CommandId::rename_attribute, CommandId::describe_attribute, CommandId::retype_attribute, CommandId::attribute_left, CommandId::attribute_right})
        if (ui.menu_item(command(id).name)) frame.run(id);
    ui.menu_line();
    if (ui.menu_item(command(CommandId::delete_attribute).name)) frame.run(CommandId::delete_attribute);
    ui.end_menu();
}

/// A head cell sorts when it is chosen; the button at its end has everything else.
void draw_column_head(const Frame& frame, std::string_view key, Rect cell, Id<Attribute> column, std::string_view name, std::string_view below, Align align) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    Meaning meaning;
    meaning.name = name;
    meaning.value = sorting_words(state, column);
    ui.begin_group(key, cell, Role::cell, ""); // a row has nothing but cells
    const Hit hit = ui.item(key, inset(cell, 1, 2), meaning);
    ui.end_group();
    if (hit.hovered) ui.fill(inset(cell, 1, 2), ui.style.hover, 6);
    if (hit.focused) ui.outline(inset(cell, 1, 2), ui.style.focus, 6, 2);
    if (hit.clicked) sort_by_next(state, column);
    const float u = unit(ui);
    Rect words = inset(cell, 10 * u, 0);
    if (state.sorted_by && *state.sorted_by == column) {
        const Rect mark = align == Align::end ? take_left(words, 16 * u) : take_right(words, 16 * u);
        draw_icon(window_painter(), mark, state.descending ? Icon::arrow_down : Icon::arrow_up, ui.style.accent, 14 * u);
    }
    if (below.empty()) {
        ui.label(words, name, {ui.style.small, ui.style.ink, true}, align);
        return;
    }
    ui.label({words.x, cell.y + 6 * u, words.width, 20 * u}, name, {ui.style.small, ui.style.ink, true}, align);
    ui.label({words.x, cell.y + 25 * u, words.width, 18 * u}, below, {ui.style.caption, ui.style.quiet_ink}, align);
}

void draw_heads(const Frame& frame, Rect line, const Grid& grid, const CaseRows& rows) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    ui.fill(line, ui.style.panel);
    ui.hairline(line.x, line.y + line.height - 1, line.x + line.width, line.y + line.height - 1);
    ui.begin_group("heads", line, Role::row, "Columns");
    draw_column_head(frame, "name", take_left(line, grid.name), {}, state.holder == AttributeHolder::case_ ? "Case" : "Document", {}, Align::start);
    if (grid.with_documents) {
        const Rect documents = inset(take_left(line, grid.count), 10, 0);
        ui.label(documents, "Documents", {ui.style.caption, ui.style.quiet_ink}, Align::end);
    }
    ui.label(inset(take_left(line, grid.count), 10, 0), "Codings", {ui.style.caption, ui.style.quiet_ink}, Align::end);
    for (std::size_t i = grid.first; i < grid.first + grid.shown; ++i) {
        const AttributeColumn& column = rows.columns[i];
        const Attribute* attribute = frame.project().find(column.id);
        ImGui::PushID(to_string(column.id.guid).c_str());
        Rect cell = take_left(line, grid.value);
        const Rect more = take_right(cell, 26 * unit(ui));
        draw_column_head(frame, "sort", cell, column.id, column.name, std::string(type_name(column.type)) + " · " + std::to_string(column.values), Align::start);
        if (attribute && !attribute->description.empty()) ui.tooltip(attribute->description);
        ui.begin_group("more of it", more, Role::cell, "");
        if (ui.icon_button("more", inset(more, 0, 11 * unit(ui)), Icon::more, "More about " + column.name)) {
            state.column = static_cast<std::uint32_t>(i);
            state.menu_open = true;
        }
        ui.end_group();
        ImGui::PopID();
    }
    ui.end_group();
}

/// The cell's field while it is edited. Enter goes on below, Tab to the right, Escape leaves it as it was.
void draw_cell_field(const Frame& frame, const Rect& cell, const CaseRow& row, const AttributeColumn& column, bool begin, std::size_t last_row, std::size_t last_column) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    FieldSpec spec;
    spec.label = row.holder.name + ", " + column.name;
    spec.placeholder = value_example(column.type);
    spec.value = row.holder.values[state.column];
    spec.list_keys = true;
    spec.cell = true;
    spec.open_now = begin;
    if (begin) spec.typed = std::exchange(state.typed, {});
    spec.look = ui.small();
    spec.commit = [frame, attribute = column.id, holder = state.holder, id = row.holder.id](const std::string& value) { put_value(frame, attribute, holder, id, value); };
    const FieldState field = ui.field("field", inset(cell, 1, 2), spec);
    if (field.ended) state.editing = false;
    for (const platform::FieldKey& key : field.keys) {
        if (key.key == platform::Key::escape) ui.drop_field(), state.editing = false;
        if (key.key == platform::Key::enter || key.key == platform::Key::tab) {
            ui.commit_field(), state.editing = false, state.scroll_to_cell = true;
            std::uint32_t& at = key.key == platform::Key::enter ? state.row : state.column;
            const std::size_t last = key.key == platform::Key::enter ? last_row : last_column;
            if (key.modifiers.shift) at = at == 0 ? 0 : at - 1;
            else at = static_cast<std::uint32_t>(std::min<std::size_t>(at + 1, last));
        }
        if (key.key == platform::Key::down && column.type == AttributeType::text) {
            ui.drop_field(), state.editing = false;
            ask_value(frame, column.id, state.holder, row.holder.id);
        }
    }
}

void begin_editing(const Frame& frame, const CaseRow& row, const AttributeColumn& column) {
    CasesState& state = frame.state.casing;
    if (column.type != AttributeType::boolean) {
        state.edit_cell = true;
        return;
    }
    ask_value(frame, column.id, state.holder, row.holder.id);
    frame.state.overlay_text = std::exchange(state.typed, {});
}

void draw_row(const Frame& frame, const Rect& line, const Grid& grid, const CaseRows& rows, std::size_t index) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    const CaseRow& row = rows.rows[index];
    const bool of_cases = state.holder == AttributeHolder::case_;
    ui.begin_group("row", line, Role::row, row.holder.name);
    ui.hairline(line.x, line.y + line.height - 1, line.x + line.width, line.y + line.height - 1);
    Rect rest = line;
    Rect name = take_left(rest, grid.name);
    Meaning link;
    link.role = Role::link;
    link.name = row.holder.name;
    link.value = (of_cases ? count_of(row.documents, "document", "documents") + ", " : row.case_name.empty() ? "" : isolated(row.case_name) + ", ") + count_of(row.codings, "coding", "codings");
    ui.begin_group("name", name, Role::cell, "");
    const Hit opened = ui.row("open", inset(name, 1), link, false);
    ui.end_group();
    ui.tooltip(of_cases ? "Show the case with its memo" : "Open the document");
    if (opened.clicked && of_cases) frame.state.case_id = Id<Case>{row.holder.id}, frame.state.inspecting = Inspecting::case_, frame.state.mode = Mode::code, frame.state.codes_hidden = false, frame.state.codes_drawer = true;
    if (opened.clicked && !of_cases) show_document(frame, Id<Source>{row.holder.id}), frame.state.inspecting = Inspecting::document;
    name = inset(name, 10 * unit(ui), 0);
    const float drawn = ui.label(name, row.holder.name, {ui.style.text, ui.style.ink, true});
    take_left(name, drawn + ui.style.gap);
    if (!row.case_name.empty() && !says_case(row.case_name, row.holder.name)) ui.label(name, row.case_name, ui.quiet());
    if (grid.with_documents) ui.label(inset(take_left(rest, grid.count), 10, 0), std::to_string(row.documents), ui.quiet(), Align::end);
    ui.label(inset(take_left(rest, grid.count), 10, 0), std::to_string(row.codings), ui.quiet(), Align::end);
    for (std::size_t i = grid.first; i < grid.first + grid.shown; ++i) {
        const AttributeColumn& column = rows.columns[i];
        const std::string& value = row.holder.values[i];
        const Rect cell = take_left(rest, grid.value);
        const bool chosen = state.row == index && state.column == i;
        ImGui::PushID(to_string(column.id.guid).c_str());
        ui.hairline(cell.x, cell.y, cell.x, cell.y + cell.height);
        const bool begin = chosen && std::exchange(state.edit_cell, false);
        if (begin) state.editing = true;
        if (chosen && state.editing) {
            draw_cell_field(frame, cell, row, column, begin, rows.rows.size() - 1, rows.columns.size() - 1);
        } else {
            Meaning meaning;
            meaning.role = Role::cell;
            meaning.name = row.holder.name + ", " + column.name;
            meaning.value = shown_value(column.type, value);
            meaning.selected = chosen ? Tri::yes : Tri::no;
            const Hit hit = ui.item("cell", inset(cell, 1), meaning);
            if (hit.hovered) ui.fill(inset(cell, 2), ui.style.hover, 4);
            if (chosen) ui.outline(inset(cell, 1), ui.style.accent, 4, 2);
            if (hit.focused) ui.outline(inset(cell, 1), ui.style.focus, 4, 2);
            const bool number = column.type == AttributeType::integer || column.type == AttributeType::number;
            ui.label(inset(cell, 11 * unit(ui), 0), meaning.value, ui.small(), number ? Align::end : Align::start);
            if ((hit.clicked && (chosen || hit.focused)) || (hit.focused && !state.typed.empty())) state.row = static_cast<std::uint32_t>(index), state.column = static_cast<std::uint32_t>(i), begin_editing(frame, row, column);
            else if (hit.clicked) ui.commit_field(), state.editing = false, state.row = static_cast<std::uint32_t>(index), state.column = static_cast<std::uint32_t>(i);
        }
        ImGui::PopID();
    }
    ui.end_group();
}

/// Arrows move over the cells, Enter and letters edit, Delete takes the value back.
void handle_keys(const Frame& frame, const CaseRows& rows) {
    CasesState& state = frame.state.casing;
    if (rows.rows.empty() || rows.columns.empty()) return;
    const auto last_row = static_cast<std::uint32_t>(rows.rows.size() - 1), last_column = static_cast<std::uint32_t>(rows.columns.size() - 1);
    state.row = std::min(state.row, last_row), state.column = std::min(state.column, last_column);
    if (frame.state.overlay != Overlay::none || frame.ui.field_open() || frame.ui.menu_open() || !frame.state.keyboard_to_page) return;
    if (!state.typed.empty()) state.scroll_to_cell = true, begin_editing(frame, rows.rows[state.row], rows.columns[state.column]);
    if (ImGui::GetIO().KeyMods != ImGuiMod_None) return;
    const auto pressed = [&](ImGuiKey key) {
        const bool now = ImGui::IsKeyPressed(key);
        if (now) state.scroll_to_cell = true;
        return now;
    };
    if (pressed(ImGuiKey_DownArrow)) state.row = std::min(state.row + 1, last_row);
    if (pressed(ImGuiKey_UpArrow) && state.row > 0) --state.row;
    if (pressed(ImGuiKey_RightArrow)) state.column = std::min(state.column + 1, last_column);
    if (pressed(ImGuiKey_LeftArrow) && state.column > 0) --state.column;
    if (pressed(ImGuiKey_Home)) state.column = 0;
    if (pressed(ImGuiKey_End)) state.column = last_column;
    const CaseRow& row = rows.rows[state.row];
    const AttributeColumn& column = rows.columns[state.column];
    if (pressed(ImGuiKey_Enter)) begin_editing(frame, row, column);
    if (pressed(ImGuiKey_Delete) || pressed(ImGuiKey_Backspace)) put_value(frame, column.id, state.holder, row.holder.id, "");
}

Grid lay_out(const Frame& frame, const Rect& area, std::size_t columns) {
    const float u = unit(frame.ui);
    CasesState& state = frame.state.casing;
    Grid grid;
    grid.area = area;
    grid.with_documents = state.holder == AttributeHolder::case_ && area.width > 640 * u;
    grid.name = std::min((state.holder == AttributeHolder::case_ ? 190.f : 260.f) * u, area.width * 0.36f);
    grid.count = 100 * u;
    if (columns == 0) return grid;
    const float room = area.width - grid.name - grid.count * (grid.with_documents ? 2.f : 1.f);
    constexpr float least = 132, most = 220;
    grid.shown = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0.f, room / (least * u))), 1, columns);
    grid.value = std::min(std::floor(room / static_cast<float>(grid.shown)), most * u);
    if (state.scroll_to_cell && state.column < state.first_column) state.first_column = state.column;
    if (state.scroll_to_cell && state.column >= state.first_column + grid.shown) state.first_column = static_cast<std::uint32_t>(state.column + 1 - grid.shown);
    state.first_column = std::min(state.first_column, static_cast<std::uint32_t>(columns - grid.shown));
    grid.first = state.first_column;
    return grid;
}

/// What the keys do, and which columns are out of sight.
void draw_foot(const Frame& frame, Rect foot, const Grid& grid, std::size_t columns) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    ui.hairline(foot.x, foot.y, foot.x + foot.width, foot.y);
    foot = inset(foot, ui.style.gap, 0);
    if (grid.shown < columns) {
        ButtonsFromRight buttons(ui, foot);
        if (buttons.icon("right", Icon::chevron_right, "Columns to the right", grid.first + grid.shown < columns)) ++state.first_column;
        if (buttons.icon("left", Icon::chevron_left, "Columns to the left", grid.first > 0)) --state.first_column;
        foot.width = buttons.rest().width;
        const std::string told = "Attributes " + std::to_string(grid.first + 1) + " to " + std::to_string(grid.first + grid.shown) + " of " + std::to_string(columns);
        ui.label(take_right(foot, ui.width(told, ui.quiet()) + ui.style.gap), told, ui.quiet());
    }
    ui.label(foot, columns == 0 ? "An attribute is something that is known of every case: age, site, date of the interview." : "Arrows move, Enter or a letter edits, Delete clears, Ctrl+V pastes cells; ↓ while editing shows the values in use.", ui.quiet());
}

} // namespace

void draw_cases(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    CasesState& state = frame.state.casing;
    ui.fill(rect, ui.style.window);
    ui.begin_group("cases_view", rect, Role::region, "Cases and attributes");
    const CaseRows& rows = shown_case_rows(frame);
    const float u = unit(ui);
    Rect rest = rect;
    const float margin = rect.width > 760 * u ? ui.style.margin * 1.5f : ui.style.gap;
    rest = inset(rest, margin, 0);
    draw_head_strip(frame, take_top(rest, std::round(62 * u)), rows);
    if (std::exchange(state.menu_open, false)) ui.open_menu("attribute menu");
    draw_attribute_menu(frame);
    if (rows.rows.empty()) {
        const bool of_cases = state.holder == AttributeHolder::case_;
        if (draw_empty_state(ui, rest, of_cases ? Icon::person : Icon::document, of_cases ? "No cases yet" : "No documents yet",
                             of_cases ? "A case is a participant or site. What is known of each, such as age or town, stands here as a table and goes into tables and exports."
                                      : "Import interviews first; then attributes say what is known of each.",
                             of_cases ? "New case" : "Import documents…", Icon::add))
            frame.run(of_cases ? CommandId::new_case : CommandId::import_documents);
        ui.end_group();
        return;
    }
    handle_keys(frame, rows);
    take_bottom(rest, ui.style.gap);
    ui.fill(rest, ui.style.page, ui.style.radius);
    ui.outline(rest, ui.style.line, ui.style.radius);
    rest = inset(rest, 1);
    const Rect foot = take_bottom(rest, std::round(40 * u));
    const Grid grid = lay_out(frame, rest, rows.columns.size());
    ui.begin_group("table", rest, Role::grid, state.holder == AttributeHolder::case_ ? "Cases" : "Documents");
    draw_heads(frame, take_top(rest, std::round(50 * u)), grid, rows);
    ui.begin_scroll("rows", rest);
    const Rect content = ui.content();
    const float height = std::round(38 * u);
    if (std::exchange(state.scroll_to_cell, false)) {
        const float top = content.y + height * static_cast<float>(state.row);
        ui.scroll_into_view(top, top + height);
    }
    float y = content.y;
    for (std::size_t i = 0; i < rows.rows.size(); ++i, y += height) {
        const Rect line{content.x, y, content.width, height};
        // A row that is edited stays, so that what is typed is not cut off by scrolling.
        if (!ui.visible(line) && !(state.editing && state.row == i)) continue;
        ImGui::PushID(to_string(rows.rows[i].holder.id).c_str());
        draw_row(frame, line, grid, rows, i);
        ImGui::PopID();
    }
    ui.end_scroll(y - content.y);
    ui.end_group();
    draw_foot(frame, foot, grid, rows.columns.size());
    ui.end_group();
    if (!state.edit_cell) state.typed.clear();
}

void draw_retype(const Frame& frame) {
    Ui& ui = frame.ui;
    std::optional<RetypeAsked>& asked = frame.state.casing.retype;
    const Attribute* attribute = asked ? frame.project().find(asked->attribute) : nullptr;
    if (!attribute) return frame.close_overlay();
    const std::vector<std::string> unfit = unfit_values(frame.project(), attribute->id, asked->type);
    Rect rest = begin_card(frame, 520, 400, in_quotes(attribute->name) + " becomes " + type_name(asked->type));
    const std::string sentence = count_of(unfit.size(), "value does", "values do") + " not fit and would be left out. The others stay, written as the new type writes them. Undo brings everything back.";
    take_top(rest, ui.paragraph(rest.x, rest.y, rest.width, sentence, ui.look()) + 12);
    ui.say("sentence", rest, Role::paragraph, sentence);
    Rect buttons = take_bottom(rest, ui.style.button);
    const RetypeAttribute request{attribute->id, asked->type, UnfitValues::leave_out};
    const bool drop = ui.button("drop", take_right(buttons, ui.button_width("Leave them out")), "Leave them out", ButtonLook::danger);
    take_right(buttons, 8);
    const bool keep = ui.button("keep", take_right(buttons, ui.button_width("Keep the type")), "Keep the type", ButtonLook::plain);
    take_bottom(rest, 12);
    ui.begin_group("unfit", rest, Role::list, "Values that do not fit");
    ui.begin_scroll("values", rest);
    const Rect area = ui.content();
    float y = area.y;
    for (std::size_t i = 0; i < unfit.size(); ++i, y += 26 * frame.state.zoom) {
        const Rect line{area.x, y, area.width, 26 * frame.state.zoom};
        if (!ui.visible(line)) continue;
        ui.label(inset(line, 8, 0), unfit[i], ui.small());
        ui.say("value " + std::to_string(i), line, Role::listitem, unfit[i]);
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
    ui.end_group();
    if (drop) frame.ask(&retype_attribute, request);
    if (drop || keep) asked.reset(), frame.close_overlay();
}

} // namespace emic
