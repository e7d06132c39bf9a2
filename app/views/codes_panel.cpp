#include "views/views.h"

#include "actions.h"
#include "chosen_codes.h"
#include "command_table.h"
#include "engine/commands/code_tree.h"
#include "engine/commands/codebook.h"
#include "engine/name_line.h"
#include "views/carrying.h"
#include "widgets/swatches.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

void draw_code_menu(const Frame& frame) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu("code menu", "Code", 300 * frame.state.zoom)) return;
    if (const std::vector<Id<Code>> codes = chosen_codes(frame); codes.size() > 1) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const Rect line{at.x + 10, at.y, ImGui::GetContentRegionAvail().x - 20, ui.style.row};
        ui.label(line, std::to_string(codes.size()) + " codes: " + names_of_codes(frame.project(), codes), ui.caption());
        ImGui::Dummy({line.width, line.height});
    }
    for (CommandId id : {CommandId::new_code, CommandId::new_sub_code, CommandId::rename_code, CommandId::compare_code})
        command_item(frame, command(id));
    ui.menu_line();
    for (CommandId id : {CommandId::code_up, CommandId::code_down, CommandId::code_to_top, CommandId::move_code, CommandId::merge_code, CommandId::split_code, CommandId::toggle_category, CommandId::quick_key})
        command_item(frame, command(id));
    ui.menu_line();
    if (const auto colour = draw_swatches(frame)) frame.ask(&recolour_codes, RecolourCodes{chosen_codes(frame), *colour}, tell_undo(frame));
    ui.menu_line();
    for (CommandId id : {CommandId::delete_code, CommandId::delete_code_keep_codings})
        command_item(frame, command(id));
    ui.end_menu();
}

/// The rows that show, in order, and what is chosen of them.
struct CodeList {
    bool flat = false; ///< found by the filter, without a tree
    std::vector<const CodeRow*> rows;
    std::vector<Id<Code>> ids;
    std::vector<Id<Code>> chosen;

    [[nodiscard]] bool is_chosen(Id<Code> id) const { return std::find(chosen.begin(), chosen.end(), id) != chosen.end(); }
};

CodeList list_of(const Frame& frame, const std::vector<CodeRow>& rows) {
    CodeList list;
    const std::string wanted = fold_case(frame.state.code_filter);
    list.flat = !wanted.empty();
    list.chosen = chosen_codes(frame);
    std::uint32_t hidden_below = UINT32_MAX;
    for (const CodeRow& row : rows) {
        if (list.flat) {
            if (fold_case(row.path).find(wanted) == std::string::npos) continue;
        } else {
            if (row.depth > hidden_below) continue;
            hidden_below = frame.state.folded_codes.count(row.id) ? row.depth : UINT32_MAX;
        }
        list.rows.push_back(&row);
        list.ids.push_back(row.id);
    }
    return list;
}

/// Arrows with Shift choose on from where the keyboard is; Ctrl+A chooses all.
void choose_by_keyboard(const Frame& frame, const CodeList& list, Id<Code> focused) {
    ViewState& state = frame.state;
    const ImGuiIO& io = ImGui::GetIO();
    const Id<Code> before = std::exchange(state.code_focused, focused);
    // The focus follows an arrow with the next frame. Shift and Tab only go back.
    if (io.KeyShift && (ImGui::IsKeyPressed(ImGuiKey_UpArrow) || ImGui::IsKeyPressed(ImGuiKey_DownArrow))) state.code_extends = true;
    if (before != focused && before && std::exchange(state.code_extends, false)) {
        if (!list.is_chosen(before)) choose_code_row(frame, before, list.ids, {});
        choose_code_row(frame, focused, list.ids, {io.KeyCtrl, true});
    }
    if (io.KeyCtrl && !io.KeyShift && ImGui::IsKeyPressed(ImGuiKey_A, false)) choose_all_codes(frame, list.ids);
}

void draw_code_row(const Frame& frame, const CodeRow& row, const Rect& rect, const CodeList& list) {
    Ui& ui = frame.ui;
    const bool flat = list.flat;
    ViewState& state = frame.state;
    const bool folded = state.folded_codes.count(row.id) != 0;
    Meaning meaning;
    meaning.role = Role::treeitem;
    meaning.name = row.name;
    meaning.value = count_of(row.codings, "coding", "codings");
    if (const std::string key = quick_key_of(frame, row.id); !key.empty()) meaning.value += ", key " + key;
    meaning.level = static_cast<std::uint8_t>(std::min<std::uint32_t>(row.depth + 1, 200));
    if (row.has_children && !flat) meaning.expanded = folded ? Tri::no : Tri::yes;
    const bool chosen = list.is_chosen(row.id);
    const Hit hit = ui.row(to_string(row.id.guid), rect, meaning, chosen);
    if (hit.focused) choose_by_keyboard(frame, list, row.id);
    const bool carries = state.carried.what == Carried::What::codes;
    if (hit.held && !carries && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) carry_codes(frame, chosen ? list.chosen : std::vector{row.id});
    take_drop(frame, rect, row.id);
    const ImGuiIO& io = ImGui::GetIO();
    const Code* code = frame.project().find(row.id);
    if (code && !code->definition.empty()) ui.tooltip(steps_apart(row.path) + "\n" + code->definition);
    const float indent = flat ? 0 : 16.0f * static_cast<float>(row.depth) * state.zoom;
    const Rect chevron{rect.x + 2 + indent, rect.y, 18, rect.height};
    if (hit.clicked && !carries) {
        const bool on_chevron = row.has_children && !flat && !hit.focused && holds(chevron, io.MousePos.x, io.MousePos.y);
        if (on_chevron) {
            if (folded) state.folded_codes.erase(row.id);
            else state.folded_codes.insert(row.id);
        } else {
            choose_code_row(frame, row.id, list.ids, {io.KeyCtrl, io.KeyShift});
        }
    }
    const bool plain = !io.KeyCtrl && !io.KeyShift;
    if (hit.double_clicked && plain && !state.selection.empty()) apply_code_to_selection(frame, row.id);
    else if (hit.double_clicked && plain) compare_code(frame, row.id);
    if (hit.right_clicked) {
        if (!chosen) choose_code_row(frame, row.id, list.ids, {});
        state.open_code_menu = true;
    }
    const Painter painter = window_painter();
    if (row.has_children && !flat) draw_icon(painter, chevron, folded ? Icon::chevron_right : Icon::chevron_down, ui.style.quiet_ink, 14);
    Rect line = rect;
    take_left(line, indent + 22);
    const float dot = 5 * state.zoom;
    painter.disc({line.x + dot, line.y + line.height / 2}, dot, code_mark(row.colour, ui.style.appearance));
    take_left(line, 2 * dot + 8);
    take_right(line, 8);
    const std::uint32_t shown = folded ? row.codings_with_subcodes : row.codings;
    const std::string count = std::to_string(shown);
    ui.label(take_right(line, ui.width(count, ui.quiet()) + 2), count, ui.quiet(), Align::end);
    take_right(line, 6);
    if (const std::string key = quick_key_of(frame, row.id); !key.empty()) {
        const TextLook look{ui.style.caption, ui.style.quiet_ink};
        const float side = 20 * state.zoom;
        const Rect cap = inset(take_right(line, std::max(side, ui.width(key, look) + 8)), 1, (line.height - side) / 2);
        ui.outline(cap, ui.style.strong_line, 4);
        ui.label(cap, key, look, Align::centre);
    }
    if (row.has_memo) draw_icon(painter, take_right(line, 18), Icon::memo, ui.style.quiet_ink, 14);
    ui.label(line, flat ? steps_apart(row.path) : row.name, {ui.style.text, ui.style.ink, row.depth == 0 && row.has_children && !flat});
}

} // namespace

void draw_codes_panel(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    ui.fill(rect, ui.style.panel);
    ui.begin_group("codes", rect, Role::region, "Codes");
    Rect rest = inset(rect, 8, 0);
    Rect head = take_top(rest, 52 * state.zoom);
    const float side = ui.style.button;
    const auto centred = [&](Rect r) { return Rect{r.x, r.y + (r.height - side) / 2, r.width, side}; };
    if (ui.icon_button("new", centred(take_right(head, side)), Icon::add, with_key(frame, "New code", CommandId::new_code))) frame.run(CommandId::new_code);
    if (ui.icon_button("menu", centred(take_right(head, side)), Icon::more, "More about the code", frame.project().find(state.code) != nullptr))
        state.open_code_menu = true;
    if (std::exchange(state.open_code_menu, false)) ui.open_menu("code menu");
    draw_code_menu(frame);
    take_left(head, 8);
    ui.label(take_left(head, ui.width("CODES", ui.caption()) + 14), "CODES", ui.caption());
    ui.say("heading", head, Role::heading, "Codes", 2);
    if (state.without_interviewers) {
        ui.wrapped_label(head, "without interviewers", {ui.style.caption, ui.style.quiet_ink});
        ui.say("counted", head, Role::status, "Counts leave out what interviewers say");
    }

    const auto& rows = frame.caches.counted_codebook_rows_of(frame);
    if (rows.size() > 8) {
        FieldSpec filter;
        filter.label = "Filter codes";
        filter.placeholder = "Filter";
        filter.value = state.code_filter;
        filter.list_keys = true;
        filter.look = ui.small();
        const FieldState field = ui.field("filter", inset(take_top(rest, side + 6), 4, 2), filter);
        if (field.open) state.code_filter = field.text;
        for (const platform::FieldKey& key : field.keys) {
            if (key.key == platform::Key::escape) state.code_filter.clear();
            if (key.key == platform::Key::escape || key.key == platform::Key::enter) ui.commit_field();
        }
    } else {
        state.code_filter.clear();
    }

    ui.begin_scroll("list", rest);
    if (state.carried.what != Carried::What::nothing && !state.carried.dropped) ui.scroll_at_edges();
    const Rect area = ui.content();
    ui.begin_group("tree", area, Role::tree, "Codes", true);
    float y = area.y;
    const CodeList list = list_of(frame, rows);
    for (const CodeRow* row : list.rows) {
        const Rect line{area.x, y, area.width, ui.style.row};
        if (ui.visible(line)) draw_code_row(frame, *row, line, list);
        y += ui.style.row;
    }
    ui.end_group();
    if (rows.empty()) y += ui.paragraph(area.x + 8, y, area.width - 16, "No codes yet. Select words in a document and press Enter, or use the + above.", ui.quiet());
    ui.end_scroll(y - area.y + ui.style.margin);
    ui.end_group();
}

} // namespace emic
