#include "views/refi_check_view.h"

#include "actions.h"
#include "engine/formats/refi_check.h"
#include "engine/formats/reader.h"
#include "engine/text_direction.h"
#include "views/parts.h"
#include "views/report_preview.h"

namespace emic {

namespace {

void pick(const Frame&) { platform::pick_files(".qdpx,.qdc", false); }

} // namespace

void begin_refi_check(const Frame& frame) {
    frame.state.refi_check = {};
    frame.open_overlay(Overlay::refi_check);
    pick(frame);
}

void check_refi_file(const Frame& frame, const platform::NamedFile& file) {
    const Result<RefiCheck> check = check_refi({file.name, file.bytes});
    if (!check) return frame.toast(check.problem().message, true);
    frame.state.refi_check = {check->file, refi_check_report(*check), refi_check_text(*check)};
    platform::announce(check->found() ? "There is something to look at." : "Nothing was found.");
}

void draw_refi_check(const Frame& frame) {
    Ui& ui = frame.ui;
    const RefiCheckState& state = frame.state.refi_check;
    frame.state.overlay_fresh = false;
    Rect rest = begin_card(frame, 780, 640, "Check a REFI-QDA file");
    ButtonsFromRight buttons(ui, take_bottom(rest, ui.style.button));
    take_bottom(rest, 12);
    const bool checked = !state.file.empty();
    if (buttons.text("done", checked ? "Done" : "Close", checked ? ButtonLook::primary : ButtonLook::quiet)) frame.close_overlay();
    if (checked && buttons.text("save", "Save the report")) {
        platform::save_file(document_name(state.file) + " check.txt", "text/plain", state.text);
        platform::announce("The report was saved.");
    }
    if (buttons.text("choose", checked ? "Check another file…" : "Choose a file…", checked ? ButtonLook::quiet : ButtonLook::primary)) pick(frame);
    if (!checked) {
        constexpr const char* words = "Choose a project (.qdpx) or codebook (.qdc) that NVivo, MAXQDA, ATLAS.ti or another program exported. You see what it holds, how well "
                                      "its passages fit and what would be lost on the way. No project is made, and nothing leaves this browser.";
        const float height = ui.paragraph(rest.x, rest.y, rest.width, words, ui.look());
        ui.say("help", {rest.x, rest.y, rest.width, height}, Role::paragraph, words);
    } else {
        ui.begin_scroll("report", rest);
        const Rect area = ui.content();
        ui.end_scroll(draw_report_blocks(ui, state.report, area.x, area.y, area.width - 12));
    }
    ui.end_group();
}

void draw_doubtful_project(const Frame& frame) {
    Ui& ui = frame.ui;
    const DoubtfulProjectState& state = frame.state.doubtful;
    frame.state.overlay_fresh = false;
    Rect rest = begin_card(frame, 660, 520, "Look before you open it");
    ButtonsFromRight buttons(ui, take_bottom(rest, ui.style.button));
    take_bottom(rest, 12);
    if (buttons.text("open", "Open it as a new project", ButtonLook::primary)) {
        frame.requests.take_doubtful = true;
        frame.close_overlay();
    }
    if (buttons.text("cancel", "Cancel", ButtonLook::quiet)) frame.close_overlay();
    const std::string words = in_quotes(state.file) + (state.program.empty() ? "" : ", written by " + state.program + ",") +
                              " can be opened, but not all of it arrives as it should. The file itself stays as it is.";
    const float height = ui.paragraph(rest.x, rest.y, rest.width, words, ui.look());
    ui.say("words", {rest.x, rest.y, rest.width, height}, Role::paragraph, words);
    take_top(rest, height + 10);
    ui.begin_scroll("doubts", rest);
    const Rect area = ui.content();
    const float indent = 26 * unit(ui);
    float y = area.y;
    for (std::size_t i = 0; i < state.doubts.size(); ++i) {
        draw_icon(window_painter(), {area.x, y, 18 * unit(ui), ui.style.text * 1.4f}, Icon::warning, ui.style.warning, 15 * unit(ui));
        const float tall = ui.paragraph(area.x + indent, y, area.width - indent - 12, state.doubts[i], ui.small());
        ui.say("doubt " + std::to_string(i), {area.x, y, area.width - 12, tall}, Role::listitem, state.doubts[i]);
        y += tall + 8;
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
}

} // namespace emic
