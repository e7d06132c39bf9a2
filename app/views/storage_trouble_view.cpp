#include "views/storage_trouble_view.h"

#include "engine/text_direction.h"
#include "views/parts.h"

#include <algorithm>

namespace emic {

void tell_storage_trouble(const Frame& frame, std::string words, Guid project) {
    // What is being decided in another card is not taken away.
    if (frame.state.overlay != Overlay::none && frame.state.overlay != Overlay::storage_trouble) {
        frame.toast(std::move(words), true);
        return;
    }
    frame.ui.commit_field();
    frame.open_overlay(Overlay::storage_trouble);
    frame.state.overlay_target = project;
    frame.state.trouble_words = std::move(words);
}

namespace {
constexpr const char* second_heading = "Emic kept these in a second place. Open each of them, and save a copy:";
}

void draw_storage_trouble(const Frame& frame) {
    Ui& ui = frame.ui;
    const ViewState& state = frame.state;
    const Guid project = state.overlay_target;
    const bool in_memory = frame.session.is_open();
    std::vector<const ShelfProject*> second;
    for (const ShelfProject& one : frame.shelf)
        if (one.place == platform::StoredProject::Place::second && !(in_memory && frame.session.id() == one.id)) second.push_back(&one);

    // As high as what stands in it, up to a limit from which it scrolls.
    const float z = state.zoom;
    constexpr float width = 620, around = 146, most = 460; // design pixels: of the card; of what stands around the words
    const float inner = std::min(width * z, frame.window.width - 24) - 48 * z;
    float high = ui.paragraph_height(inner, state.trouble_words, ui.look());
    if (!second.empty()) high += ui.paragraph_height(inner, second_heading, ui.look()) + 20 + static_cast<float>(second.size()) * (ui.style.button + 6);
    const char* title = !project.is_null() ? "Part of a project cannot be read" : in_memory ? "Your projects are in danger" : "Your stored projects cannot be reached";
    Rect rest = begin_card(frame, width, std::min(most, high / z + around), title);
    Rect buttons = take_bottom(rest, ui.style.button);
    const std::string copy = "Save a copy now";
    if (in_memory && ui.button("copy", take_right(buttons, ui.button_width(copy) + 16), copy, ButtonLook::primary)) frame.requests.save_all = true;
    take_right(buttons, in_memory ? 8 : 0);
    const std::string stored = "Save what is stored";
    if (!project.is_null()) {
        if (ui.button("stored", take_right(buttons, ui.button_width(stored) + 16), stored)) frame.requests.save_stored = project;
        take_right(buttons, 8);
    }
    if (ui.button("done", take_right(buttons, ui.button_width("Go on")), "Go on", ButtonLook::quiet)) frame.close_overlay();
    take_bottom(rest, 10);

    ui.begin_scroll("trouble", rest);
    const Rect area = ui.content();
    float y = area.y;
    const float height = ui.paragraph(area.x, y, area.width, state.trouble_words, ui.look());
    ui.say("words", {area.x, y, area.width, height}, Role::alert, state.trouble_words);
    y += height + 14;
    if (!second.empty()) {
        const float lines = ui.paragraph(area.x, y, area.width, second_heading, ui.look());
        ui.say("second", {area.x, y, area.width, lines}, Role::paragraph, second_heading);
        y += lines + 6;
    }
    for (const ShelfProject* one : second) {
        ImGui::PushID(to_string(one->id).c_str());
        Rect line{area.x, y, area.width, ui.style.button};
        const std::string open = "Open " + in_double_quotes(one->name);
        if (ui.button("open", take_left(line, std::min(ui.button_width(open), area.width)), open)) {
            frame.requests.open_project = one->id;
            frame.close_overlay();
        }
        ImGui::PopID();
        y += ui.style.button + 6;
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
}

} // namespace emic
