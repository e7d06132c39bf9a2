#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/codebook.h"
#include "widgets/swatches.h"

#include <algorithm>
#include <cstring>

namespace emic {

namespace {

void draw_code_menu(const Frame& frame) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu("code menu", "Code", 300 * frame.state.zoom)) return;
    for (CommandId id : {CommandId::new_code, CommandId::new_sub_code, CommandId::rename_code, CommandId::compare_code}) {
        const CommandRow& row = command(id);
        if (ui.menu_item(row.name, key_name(frame, row), row.enabled(frame))) frame.run(id);
    }
    ui.menu_line();
    for (CommandId id : {CommandId::code_up, CommandId::code_down, CommandId::code_to_top, CommandId::move_code, CommandId::merge_code, CommandId::split_code, CommandId::toggle_category}) {
        const CommandRow& row = command(id);
        if (ui.menu_item(row.name, key_name(frame, row), row.enabled(frame))) frame.run(id);
    }
    ui.menu_line();
    if (const auto colour = draw_swatches(frame)) frame.ask(&recolour_code, RecolourCode{frame.state.code, *colour});
    ui.menu_line();
    for (CommandId id : {CommandId::delete_code, CommandId::delete_code_keep_codings}) {
        const CommandRow& row = command(id);
        if (ui.menu_item(row.name, key_name(frame, row), row.enabled(frame))) frame.run(id);
    }
    ui.end_menu();
}

/// Dragging a code onto another moves it beneath; with Shift it merges into it.
void drag_and_drop(const Frame& frame, const CodeRow& row) {
    Ui& ui = frame.ui;
    if (ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoPreviewTooltip)) {
        ImGui::SetDragDropPayload("code", &row.id, sizeof row.id);
        const Painter front = front_painter();
        const ImVec2 at = ImGui::GetIO().MousePos;
        const std::string words = row.name + (ImGui::GetIO().KeyShift ? " — merge into…" : " — move under… (Shift: merge)");
        const TextLook look = ui.small();
        const float width = ui.width(words, look);
        const Rect label{at.x + 12, at.y + 8, width + 22, 30};
        front.fill(label, ui.style.raised, 6);
        front.outline(label, ui.style.strong_line, 6);
        draw_text(front, {at.x + 22, at.y + 12}, {.size = look.size}, look.colour, words);
        ImGui::EndDragDropSource();
    }
    if (ImGui::BeginDragDropTarget()) {
        constexpr ImGuiDragDropFlags quiet = ImGuiDragDropFlags_AcceptNoDrawDefaultRect;
        if (const ImGuiPayload* payload = ImGui::AcceptDragDropPayload("code", quiet | ImGuiDragDropFlags_AcceptBeforeDelivery)) {
            const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
            ui.outline({min.x, min.y, max.x - min.x, max.y - min.y}, ui.style.accent, 6, 2);
            if (payload->IsDelivery()) {
                Id<Code> dragged;
                std::memcpy(&dragged, payload->Data, sizeof dragged);
                if (ImGui::GetIO().KeyShift) frame.ask(&merge_codes, MergeCodes{{dragged}, row.id});
                else frame.ask(&move_code, MoveCode{dragged, row.id, static_cast<std::uint32_t>(frame.indexes().children_of(row.id).size())});
                frame.state.folded_codes.erase(row.id);
            }
        }
        ImGui::EndDragDropTarget();
    }
}

void draw_code_row(const Frame& frame, const CodeRow& row, const Rect& rect, bool flat) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    const bool folded = state.folded_codes.count(row.id) != 0;
    Meaning meaning;
    meaning.role = Role::treeitem;
    meaning.name = row.name;
    meaning.value = count_of(row.codings, "coding", "codings");
    meaning.level = static_cast<std::uint8_t>(std::min<std::uint32_t>(row.depth + 1, 200));
    if (row.has_children && !flat) meaning.expanded = folded ? Tri::no : Tri::yes;
    const Hit hit = ui.row(to_string(row.id.guid), rect, meaning, state.code == row.id);
    drag_and_drop(frame, row);
    const Code* code = frame.project().find(row.id);
    if (code && !code->definition.empty()) ui.tooltip(row.path + "\n" + code->definition);
    const float indent = flat ? 0 : 16.0f * static_cast<float>(row.depth) * state.zoom;
    const Rect chevron{rect.x + 2 + indent, rect.y, 18, rect.height};
    if (hit.clicked) {
        const bool on_chevron = row.has_children && !flat && holds(chevron, ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y);
        if (on_chevron) {
            if (folded) state.folded_codes.erase(row.id);
            else state.folded_codes.insert(row.id);
        } else {
            show_code(frame, row.id);
        }
    }
    if (hit.double_clicked && !state.selection.empty()) apply_code_to_selection(frame, row.id);
    else if (hit.double_clicked) compare_code(frame, row.id);
    if (hit.right_clicked) {
        show_code(frame, row.id);
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
    const auto recent = std::find(state.recent_codes.begin(), state.recent_codes.end(), row.id);
    if (recent != state.recent_codes.end() && !state.selection.empty()) {
        const std::string key = std::to_string(recent - state.recent_codes.begin() + 1);
        const Rect cap = inset(take_right(line, 20), 1, (line.height - 20) / 2);
        ui.outline(cap, ui.style.strong_line, 4);
        ui.label(cap, key, {ui.style.caption, ui.style.quiet_ink}, Align::centre);
    }
    if (row.has_memo) draw_icon(painter, take_right(line, 18), Icon::memo, ui.style.quiet_ink, 14);
    ui.label(line, flat ? row.path : row.name, {ui.style.text, ui.style.ink, row.depth == 0 && row.has_children && !flat});
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
    const Rect area = ui.content();
    ui.begin_group("tree", area, Role::tree, "Codes");
    float y = area.y;
    const std::string wanted = fold_case(state.code_filter);
    std::uint32_t hidden_below = UINT32_MAX;
    for (const CodeRow& row : rows) {
        if (wanted.empty()) {
            if (row.depth > hidden_below) continue;
            hidden_below = state.folded_codes.count(row.id) ? row.depth : UINT32_MAX;
        } else if (fold_case(row.path).find(wanted) == std::string::npos) {
            continue;
        }
        const Rect line{area.x, y, area.width, ui.style.row};
        if (ui.visible(line)) draw_code_row(frame, row, line, !wanted.empty());
        y += ui.style.row;
    }
    ui.end_group();
    if (rows.empty()) y += ui.paragraph(area.x + 8, y, area.width - 16, "No codes yet. Select words in a document and press Enter, or use the + above.", ui.quiet());
    ui.end_scroll(y - area.y + ui.style.margin);
    ui.end_group();
}

} // namespace emic
