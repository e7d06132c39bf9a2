#include "platform_keeping.h"
#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/text_direction.h"
#include "views/code_picker.h"
#include "views/codebook_import_view.h"
#include "views/import_preview_view.h"
#include "views/key_sheet_view.h"
#include "views/name_dialog.h"
#include "views/palette_view.h"
#include "views/parts.h"
#include "views/refi_check_view.h"
#include "views/storage_trouble_view.h"

#include <algorithm>
#include <imgui_internal.h>
#include <span>

namespace emic {

namespace {

constexpr std::size_t most_toasts = 6; ///< on screen; more wait until there is room
constexpr double toast_ms = 6000;
constexpr double problem_ms = 14000;

void draw_settings(const Frame& frame) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    Rect card = begin_card(frame, 460, platform::unpromised_words().empty() ? 540 : 660, "Settings");
    Rect buttons = take_bottom(card, ui.style.button);
    take_bottom(card, 8 * state.zoom);
    ui.begin_scroll("choices", card); // enlarged, they are higher than the window
    Rect rest = ui.content();
    const float top = rest.y;
    rest.height = 2000 * state.zoom;
    const auto choice = [&](CommandId id, const char* text, bool chosen) {
        Meaning meaning;
        meaning.role = Role::radio;
        meaning.name = text;
        meaning.checked = chosen ? Tri::yes : Tri::no;
        const Rect line = take_top(rest, ui.style.row);
        const Hit hit = ui.row(text, line, meaning, chosen);
        if (chosen) draw_icon(window_painter(), {line.x + 6, line.y, 18, line.height}, Icon::check, ui.style.accent, 16);
        ui.label({line.x + 30, line.y, line.width - 30, line.height}, text, ui.look());
        if (hit.clicked) frame.run(id);
    };
    ui.label(take_top(rest, 24 * state.zoom), "COLOURS", ui.caption());
    choice(CommandId::appearance_system, "As the computer is set", state.follow_system_appearance);
    choice(CommandId::appearance_light, "Light", !state.follow_system_appearance && state.appearance == Appearance::light);
    choice(CommandId::appearance_dark, "Dark", !state.follow_system_appearance && state.appearance == Appearance::dark);
    choice(CommandId::appearance_high_contrast, "High contrast", !state.follow_system_appearance && state.appearance == Appearance::high_contrast);
    take_top(rest, 8);
    ui.label(take_top(rest, 24 * state.zoom), "SIZE", ui.caption());
    Rect line = take_top(rest, ui.style.button);
    const auto size_button = [&](CommandId id, const char* text) {
        if (ui.button(text, take_left(line, ui.button_width(text)), text)) frame.run(id);
        take_left(line, 6);
    };
    size_button(CommandId::zoom_out, "Smaller");
    size_button(CommandId::zoom_in, "Larger");
    size_button(CommandId::zoom_reset, "Normal");
    take_top(rest, 8);
    ui.label(take_top(rest, 24 * state.zoom), "IMPORT", ui.caption());
    if (ui.checkbox("preview", take_top(rest, ui.style.row), "Show files before every import", state.preview_imports)) state.preview_imports = !state.preview_imports;
    take_top(rest, 8);
    ui.label(take_top(rest, 24 * state.zoom), "KEYS", ui.caption());
    draw_single_characters(frame, take_top(rest, ui.style.row));
    line = take_top(rest, ui.style.button);
    if (ui.button("keys", take_left(line, ui.button_width("Show and change keys…")), "Show and change keys…")) frame.run(CommandId::key_sheet);
    if (const std::string& words = platform::unpromised_words(); !words.empty()) {
        take_top(rest, 8);
        ui.label(take_top(rest, 24 * state.zoom), "WHAT IS STORED", ui.caption());
        const float height = ui.paragraph(rest.x, rest.y, rest.width, words, ui.small());
        ui.say("unpromised", {rest.x, rest.y, rest.width, height}, Role::paragraph, words);
        take_top(rest, height);
    }
    ui.end_scroll(rest.y - top);
    if (ui.button("done", take_right(buttons, ui.button_width("Done") + 16), "Done", ButtonLook::primary)) frame.close_overlay();
    ui.end_group();
}

void draw_import_report(const Frame& frame) {
    Ui& ui = frame.ui;
    const auto lost = std::count_if(frame.state.imported.begin(), frame.state.imported.end(), [](const ImportLine& line) { return !line.taken; });
    const std::string without = lost == 0 ? "" : ", " + std::to_string(lost) + " cannot be imported";
    Rect rest = begin_card(frame, 620, 460, "Import: " + count_of(frame.state.imported.size(), "file", "files") + " read" + without);
    Rect buttons = take_bottom(rest, ui.style.button);
    if (ui.button("done", take_right(buttons, ui.button_width("Done") + 16), "Done", ButtonLook::primary)) frame.close_overlay();
    take_bottom(rest, 12);
    ui.begin_scroll("files", rest);
    const Rect area = ui.content();
    float y = area.y;
    int number = 0;
    for (const ImportLine& line : frame.state.imported) {
        const float top = y;
        const Icon icon = !line.taken ? Icon::warning : line.notes.empty() ? Icon::check : Icon::document;
        draw_icon(window_painter(), {area.x, y, 20, 24}, icon, line.taken ? ui.style.accent : ui.style.warning, 17);
        ui.label({area.x + 28, y, area.width - 36, 24}, line.file, {ui.style.text, ui.style.ink, true});
        y += 26;
        std::string told = line.file + ": ";
        if (line.notes.empty()) {
            y += ui.paragraph(area.x + 28, y, area.width - 36, "Everything was read.", ui.quiet());
            told += "Everything was read.";
        }
        for (const std::string& note : line.notes) {
            y += ui.paragraph(area.x + 28, y, area.width - 36, note, line.taken ? ui.quiet() : ui.small());
            told += note + " ";
        }
        y += 10;
        ui.say("file " + std::to_string(number++), {area.x, top, area.width, y - top}, Role::listitem, told);
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
}

void draw_confirm_erase(const Frame& frame) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    Rect rest = begin_card(frame, 520, state.overlay_elsewhere ? 416 : 336, "Erase " + in_double_quotes(state.overlay_title) + "?");
    std::vector<const char*> sentences;
    if (state.overlay_elsewhere) sentences.push_back("This project is open in another window or tab of Emic, perhaps with work that is going on. Nothing was erased yet.");
    sentences.push_back("The project with its documents, codes, memos and history goes from this device. This cannot be undone. If you may need it again, save a copy first. Copies and exports that you saved as files stay where they are.");
    sentences.push_back("Emic then has the browser write its own files anew, so that the words are no longer in them. A page can do no more than that: until the disk has used their place again, somebody with this device and special tools may still find pieces of them.");
    float y = rest.y;
    for (const char* sentence : sentences) {
        const float height = ui.paragraph(rest.x, y, rest.width, sentence, ui.look());
        ui.say(sentence, {rest.x, y, rest.width, height}, Role::paragraph, sentence);
        y += height + 10;
    }
    Rect buttons = take_bottom(rest, ui.style.button);
    const std::string erase = state.overlay_elsewhere ? "Erase all the same" : "Erase";
    if (ui.button("erase", take_right(buttons, ui.button_width(erase)), erase, ButtonLook::danger)) {
        frame.requests.erase_project = state.overlay_target;
        frame.requests.erase_anyway = state.overlay_elsewhere;
        frame.close_overlay();
    }
    take_right(buttons, 8);
    if (ui.button("copy", take_right(buttons, ui.button_width("Save a copy")), "Save a copy")) frame.requests.copy_project = state.overlay_target;
    take_right(buttons, 8);
    if (ui.button("keep", take_right(buttons, ui.button_width("Keep it")), "Keep it", ButtonLook::quiet)) frame.close_overlay();
    ui.end_group();
}

void draw_erased_elsewhere(const Frame& frame) {
    Ui& ui = frame.ui;
    Rect rest = begin_card(frame, 500, 290, in_double_quotes(frame.project().info().name) + " was erased in another window");
    const std::string words = "Another window of Emic has erased this project from this device. Nothing of it is stored here any more: what you see is in this window only, and "
                              "goes when you close it. If it is still needed, save a copy as a file. If it had to be erased, close it here too.";
    ui.say("words", {rest.x, rest.y, rest.width, ui.paragraph(rest.x, rest.y, rest.width, words, ui.look())}, Role::paragraph, words);
    Rect buttons = take_bottom(rest, ui.style.button);
    if (ui.button("close", take_right(buttons, ui.button_width("Close it here")), "Close it here", ButtonLook::danger)) {
        frame.requests.let_go = true;
        frame.close_overlay();
    }
    take_right(buttons, 8);
    if (ui.button("copy", take_right(buttons, ui.button_width("Save a copy") + 16), "Save a copy", ButtonLook::primary)) {
        frame.requests.save_copy = true;
        frame.close_overlay();
    }
    take_right(buttons, 8);
    if (ui.button("look", take_right(buttons, ui.button_width("Not now")), "Not now", ButtonLook::quiet)) frame.close_overlay();
    ui.end_group();
}

void draw_privacy(const Frame& frame) {
    Ui& ui = frame.ui;
    Rect rest = begin_card(frame, 620, 470, "How can I check that nothing leaves this browser?");
    Rect buttons = take_bottom(rest, ui.style.button);
    if (ui.button("done", take_right(buttons, ui.button_width("Done") + 16), "Done", ButtonLook::primary)) frame.close_overlay();
    take_bottom(rest, 10);
    static constexpr const char* sentences[] = {
        "Pull the network cable or switch off the wireless network: everything goes on working, also when you close the browser and come back.",
        "The page carries a policy (Content-Security-Policy) that forbids it to ask any address for anything and to send anything there; the browser enforces it. Look at the top of the page’s source: connect-src 'none'.",
        "Two things are beyond that policy: that a page goes to another address, which no policy can forbid, and calls from browser to browser (WebRTC), which it does forbid but today’s browsers do not heed. Emic does neither; the program that checks the page before it is published looks for both.",
        "Open the browser’s developer tools, choose Network, and work: nothing is listed but the page’s own files. Opened from a web site, the browser asks that site for Emic’s own files when it is opened first, to see whether there is a newer version, and when it has lost its copy of them; nothing of your projects is in that. The single file asks for nothing at all.",
        "Your projects lie in this browser’s own storage on this device, in this user’s profile. Who can use this profile can open them; clearing the browser’s data erases them. So save a copy now and then and keep it where your study keeps its confidential files.",
        "Outside of Emic’s reach: browser extensions, cloud keyboards and spell checkers, and other programs on this computer.",
    };
    ui.begin_scroll("words", rest);
    const Rect area = ui.content();
    float y = area.y;
    for (const char* sentence : sentences) {
        draw_icon(window_painter(), {area.x, y, 18, 22}, Icon::check, ui.style.accent, 16);
        const float height = ui.paragraph(area.x + 28, y, area.width - 36, sentence, ui.look());
        ui.say(std::string("sentence ") + std::to_string(static_cast<int>(y)), {area.x, y, area.width, height}, Role::paragraph, sentence);
        y += height + 12;
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
}

} // namespace

void draw_overlays(const Frame& frame) {
    const Overlay overlay = frame.state.overlay;
    if (overlay == Overlay::none) return;
    const bool light_touch = overlay == Overlay::code_picker || overlay == Overlay::palette || overlay == Overlay::choose_theme || overlay == Overlay::choose_item;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({frame.window.width, frame.window.height});
    // Tab walks on inside the overlay's scrolling parts: only from elsewhere is the focus taken.
    const ImGuiWindow* focused = ImGui::GetCurrentContext()->NavWindow;
    if (!focused || std::string_view(focused->RootWindow->Name) != "overlay") ImGui::SetNextWindowFocus();
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground;
    ImGui::Begin("overlay", nullptr, flags);
    if (!light_touch) frame.ui.fill({0, 0, frame.window.width, frame.window.height}, frame.ui.style.appearance == Appearance::light ? 0x1d212640 : 0x00000080);
    // A press beside the card leaves it, but not what was decided about an import.
    const bool fresh = frame.state.overlay_fresh;
    switch (overlay) {
    case Overlay::none: break;
    case Overlay::code_picker: draw_code_picker(frame); break;
    case Overlay::choose_code: draw_choose_code(frame); break;
    case Overlay::choose_theme: draw_choose_theme(frame); break;
    case Overlay::palette: draw_palette(frame); break;
    case Overlay::key_sheet: draw_key_sheet(frame); break;
    case Overlay::settings: draw_settings(frame); break;
    case Overlay::import_report: draw_import_report(frame); break;
    case Overlay::name_dialog: draw_name_dialog(frame); break;
    case Overlay::confirm_erase: draw_confirm_erase(frame); break;
    case Overlay::about_privacy: draw_privacy(frame); break;
    case Overlay::erased_elsewhere: draw_erased_elsewhere(frame); break;
    case Overlay::import_codebook: draw_codebook_import(frame); break;
    case Overlay::paste_codebook: draw_codebook_paste(frame); break;
    case Overlay::import_preview: draw_import_preview(frame); break;
    case Overlay::choose_item: draw_item_choice(frame); break;
    case Overlay::retype_attribute: draw_retype(frame); break;
    case Overlay::pseudonyms: draw_pseudonyms(frame); break;
    case Overlay::interview_guide: draw_interview_guide(frame); break;
    case Overlay::refi_check: draw_refi_check(frame); break;
    case Overlay::doubtful_project: draw_doubtful_project(frame); break;
    case Overlay::storage_trouble: draw_storage_trouble(frame); break;
    case Overlay::question: draw_question(frame); break;
    }
    if (!fresh && overlay != Overlay::import_preview && overlay != Overlay::storage_trouble && frame.state.overlay == overlay && frame.ui.pressed_beside_card())
        close_overlay_field(frame);
    ImGui::End();
}

void draw_toasts(const Frame& frame) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    const double now = platform::now_ms();
    std::erase_if(state.toasts, [now](const Toast& toast) { return toast.until_ms > 0 && toast.until_ms <= now; });
    if (state.toasts.empty()) return;
    // The time of those that wait runs from when they are seen.
    const std::size_t shown = std::min(state.toasts.size(), most_toasts);
    for (Toast& toast : std::span(state.toasts).first(shown))
        if (toast.until_ms == 0) toast.until_ms = now + (toast.problem ? problem_ms : toast_ms);
    const float z = state.zoom;
    const float width = std::min(460 * z, frame.window.width - 32);
    float total = 0;
    std::vector<float> heights;
    for (const Toast& toast : std::span(state.toasts).first(shown)) {
        heights.push_back(ui.paragraph_height(width - 86 * z, toast.text, ui.small()) + 22);
        total += heights.back() + 8;
    }
    const Rect place{(frame.window.width - width) / 2, frame.window.height - total - 16, width, total};
    ImGui::SetNextWindowPos({place.x, place.y});
    ImGui::SetNextWindowSize({place.width, place.height});
    ImGui::Begin("toasts", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    float y = place.y;
    std::size_t closed = state.toasts.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const Toast& toast = state.toasts[i];
        const Rect card{place.x, y, width, heights[i]};
        y += heights[i] + 8;
        ui.fill(card, toast.problem ? ui.style.warning_soft : ui.style.raised, 10);
        ui.outline(card, toast.problem ? ui.style.warning : ui.style.strong_line, 10);
        draw_icon(window_painter(), {card.x + 10, card.y, 22, card.height}, toast.problem ? Icon::warning : Icon::check, toast.problem ? ui.style.warning : ui.style.accent, 18);
        ui.paragraph(card.x + 42, card.y + 11, width - 86 * z, toast.text, {ui.style.small, ui.style.ink});
        ui.say("toast " + std::to_string(i), card, toast.problem ? Role::alert : Role::status, toast.text);
        if (ui.icon_button("close " + std::to_string(i), {card.x + width - 36, card.y + (card.height - 28) / 2, 28, 28}, Icon::close, "Close")) closed = i;
    }
    ImGui::End();
    double soonest = 1e9;
    for (const Toast& toast : state.toasts) // those that wait for room have no end yet
        if (toast.until_ms > 0) soonest = std::min(soonest, std::max(toast.until_ms - now, 0.0));
    if (closed < state.toasts.size()) {
        state.toasts.erase(state.toasts.begin() + static_cast<std::ptrdiff_t>(closed));
        soonest = 0; // the next one moves up
    }
    if (!state.toasts.empty()) platform::request_frame(soonest + 1);
}

} // namespace emic
