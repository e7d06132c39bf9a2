#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/cases.h"
#include "engine/commands/sources.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

std::string percent(double share) {
    const long rounded = std::lround(share * 100);
    // "0 %" is kept for documents without any coding.
    return std::to_string(share > 0 && rounded == 0 ? 1 : rounded) + " %";
}

void draw_document_menu(const Frame& frame) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu("document menu", "Document", 270 * frame.state.zoom)) return;
    const Source* source = frame.project().find(frame.state.document);
    for (CommandId id : {CommandId::rename_document, CommandId::edit_document, CommandId::show_speakers})
        command_item(frame, command(id));
    if (source) {
        if (ui.menu_item("Move up")) frame.run(CommandId::document_up);
        if (ui.menu_item("Move down")) frame.run(CommandId::document_down);
        if (ui.menu_item("Memo on the document")) frame.state.inspecting = Inspecting::document, frame.state.memo_open = true;
        ui.menu_line();
        for (Id<Case> id : cases_in_order(frame))
            if (ui.menu_item("Put under " + frame.project().find(id)->name, {}, !(id == source->case_id))) frame.ask(&assign_case, AssignCase{source->id, id});
        if (source->case_id && ui.menu_item("Take out of its case")) frame.ask(&assign_case, AssignCase{source->id, {}});
        if (ui.menu_item("New case for it…")) ask_name(frame, Naming::case_, "New case", {}, source->id.guid);
        ui.menu_line();
    }
    command_item(frame, command(CommandId::delete_document), false);
    ui.end_menu();
}

void draw_case_row(const Frame& frame, const DocumentRow& row, const Rect& rect) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    const bool folded = state.folded_cases.count(row.case_id) != 0;
    Meaning meaning;
    meaning.role = Role::treeitem;
    meaning.name = row.name;
    meaning.expanded = folded ? Tri::no : Tri::yes;
    meaning.level = 1;
    const Hit hit = ui.row(to_string(row.case_id.guid), rect, meaning, state.inspecting == Inspecting::case_ && state.case_id == row.case_id);
    if (hit.clicked) {
        const bool chevron = ImGui::GetIO().MousePos.x < rect.x + 22;
        if (chevron || (state.inspecting == Inspecting::case_ && state.case_id == row.case_id)) {
            if (folded) state.folded_cases.erase(row.case_id);
            else state.folded_cases.insert(row.case_id);
        }
        state.case_id = row.case_id;
        state.inspecting = Inspecting::case_;
    }
    draw_icon(window_painter(), {rect.x + 4, rect.y, 16, rect.height}, folded ? Icon::chevron_right : Icon::chevron_down, ui.style.quiet_ink, 14);
    Rect line = inset(rect, 8, 0);
    take_left(line, 16);
    if (row.has_memo) draw_icon(window_painter(), take_right(line, 18), Icon::memo, ui.style.quiet_ink, 14);
    ui.label(line, row.name, {ui.style.text, ui.style.ink, true});
}

void draw_document_row(const Frame& frame, const DocumentRow& row, const Rect& rect) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    Meaning meaning;
    meaning.role = Role::treeitem;
    meaning.name = row.name;
    meaning.value = count_of(row.codings, "coding", "codings") + ", " + percent(row.coded_share) + " coded";
    meaning.level = static_cast<std::uint8_t>(row.depth + 1);
    const Hit hit = ui.row(to_string(row.id.guid), rect, meaning, state.document == row.id);
    ui.tooltip(isolated(row.name) + " — " + meaning.value);
    if (hit.clicked) {
        show_document(frame, row.id);
        state.inspecting = Inspecting::document;
    }
    if (hit.double_clicked) ask_name(frame, Naming::rename_document, "Rename document", row.name, row.id.guid);
    if (hit.right_clicked) {
        show_document(frame, row.id);
        state.open_document_menu = true;
    }
    Rect line = inset(rect, 8, 0);
    take_left(line, 16.0f * static_cast<float>(row.depth));
    const std::string share = percent(row.coded_share);
    ui.label(take_right(line, ui.width("100 %", ui.quiet()) + 2), share, ui.quiet(), Align::end);
    take_right(line, 6);
    if (row.has_memo) draw_icon(window_painter(), take_right(line, 18), Icon::memo, ui.style.quiet_ink, 14);
    draw_icon(window_painter(), take_left(line, 22), Icon::document, ui.style.quiet_ink, 16);
    ui.label(line, row.name, {ui.style.text, ui.style.ink});
}

} // namespace

void draw_documents_panel(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x + rect.width - 1, rect.y, rect.x + rect.width - 1, rect.y + rect.height);
    ui.begin_group("documents", rect, Role::navigation, "Documents");
    Rect rest = inset(rect, 8, 0);
    Rect head = take_top(rest, 52 * frame.state.zoom);
    const float side = ui.style.button;
    const auto centred = [&](Rect r) { return Rect{r.x, r.y + (r.height - side) / 2, r.width, side}; };
    if (ui.icon_button("import", centred(take_right(head, side)), Icon::add, with_key(frame, "Import documents", CommandId::import_documents))) frame.run(CommandId::import_documents);
    if (ui.icon_button("menu", centred(take_right(head, side)), Icon::more, "More about the document", frame.project().find(frame.state.document) != nullptr))
        frame.state.open_document_menu = true;
    if (std::exchange(frame.state.open_document_menu, false)) ui.open_menu("document menu");
    draw_document_menu(frame);
    take_left(head, 8);
    ui.label(head, "DOCUMENTS", ui.caption());
    ui.say("heading", head, Role::heading, "Documents", 2);

    const auto& rows = frame.caches.document_rows_of(frame);
    const auto asks = [](const Source& source) { return std::any_of(source.speakers.begin(), source.speakers.end(), [](const Speaker& one) { return one.interviewer; }); };
    if (frame.state.without_interviewers || std::any_of(frame.project().sources().begin(), frame.project().sources().end(), asks)) {
        constexpr std::string_view answers = "Without interviewers";
        const float box = ui.style.text * 1.2f + 24; // and what stands around it
        const bool fits = ui.width(answers, ui.small()) <= rest.width - box;
        const Rect foot = take_bottom(rest, (fits ? 38 : 54) * frame.state.zoom);
        ui.hairline(rect.x, foot.y, rect.x + rect.width, foot.y);
        if (ui.checkbox("answers", inset(foot, 4, 3), answers, frame.state.without_interviewers)) frame.run(CommandId::without_interviewers);
        ui.tooltip("Coded shares and counts leave out what interviewers say.");
    }
    ui.begin_scroll("list", rest);
    const Rect area = ui.content();
    ui.begin_group("tree", area, Role::tree, "Documents");
    float y = area.y;
    for (const DocumentRow& row : rows) {
        if (!row.is_case() && row.depth > 0 && frame.state.folded_cases.count(row.case_id)) continue;
        const Rect line{area.x, y, area.width, ui.style.row};
        if (ui.visible(line)) {
            if (row.is_case()) draw_case_row(frame, row, line);
            else draw_document_row(frame, row, line);
        }
        y += ui.style.row;
    }
    ui.end_group();
    if (rows.empty()) y += ui.paragraph(area.x + 8, y, area.width - 16, "No documents yet. Drop files anywhere on this window, or use the + above.", ui.quiet());
    ui.end_scroll(y - area.y + ui.style.margin);
    ui.end_group();
}

} // namespace emic
