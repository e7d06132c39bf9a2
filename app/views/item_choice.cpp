#include "item_choice.h"

#include "engine/text_direction.h"
#include "views/code_picker.h"
#include "views/parts.h"
#include "widgets/choice_list.h"

#include <algorithm>
#include <utility>

namespace emic {

void choose_item(const Frame& frame, ItemChoice choice) {
    frame.open_overlay(Overlay::choose_item);
    frame.state.overlay_title = choice.title;
    frame.state.item_choice = std::move(choice);
}

void ask_words(const Frame& frame, WordsWanted wanted) {
    frame.open_overlay(Overlay::name_dialog, wanted.text);
    frame.state.naming = Naming::words;
    frame.state.overlay_title = wanted.title;
    frame.state.words_wanted = std::move(wanted);
}

void ask_question(const Frame& frame, Question question) {
    frame.open_overlay(Overlay::question);
    frame.state.overlay_title = question.title;
    platform::announce(without_isolates(question.title + " " + question.words));
    frame.state.question = std::move(question);
}

void draw_question(const Frame& frame) {
    Ui& ui = frame.ui;
    const Question question = frame.state.question;
    const float z = frame.state.zoom;
    constexpr float width = 480, around = 134; // design pixels: of the card; of what stands around the words
    const float words = ui.paragraph_height(std::min(width * z, frame.window.width - 24) - 48 * z, question.words, ui.look());
    Rect rest = begin_card(frame, width, words / z + around, question.title);
    ui.paragraph(rest.x, rest.y, rest.width, question.words, ui.look());
    ui.say("words", {rest.x, rest.y, rest.width, words}, Role::paragraph, question.words);
    Rect buttons = take_bottom(rest, ui.style.button);
    bool yes = ui.button("yes", take_right(buttons, ui.button_width(question.yes) + 16), question.yes, ButtonLook::primary);
    take_right(buttons, 8);
    const bool no = ui.button("no", take_right(buttons, ui.button_width("Cancel")), "Cancel", ButtonLook::quiet);
    // Enter answers yes unless Tab walks through the buttons; not the Enter that asked.
    const bool fresh = std::exchange(frame.state.overlay_fresh, false);
    if (!fresh && !ImGui::GetIO().NavVisible && ImGui::IsKeyPressed(ImGuiKey_Enter, false)) yes = true;
    ui.end_group();
    if (!yes && !no) return;
    close_overlay_field(frame);
    if (yes) question.take(frame);
}

void draw_item_choice(const Frame& frame) {
    ViewState& state = frame.state;
    const ItemChoice choice = state.item_choice;
    std::vector<Item> items = choice.items(frame);
    const std::string wanted = fold_case(state.overlay_text);
    std::erase_if(items, [&](const Item& item) { return fold_case(item.text + " " + item.detail).find(wanted) == std::string::npos; });
    std::vector<ChoiceRow> rows;
    for (const Item& item : items) {
        ChoiceRow row;
        row.text = item.text;
        row.detail = item.detail;
        row.colour = item.colour;
        rows.push_back(std::move(row));
    }
    const bool creates = !choice.create.empty();
    const float width = std::min(480 * state.zoom, frame.window.width - 16);
    const float height = choice_list_height(frame, rows.size() + (creates ? 1 : 0), true);
    const Rect card{(frame.window.width - width) / 2, std::max(8.0f, frame.window.height * 0.16f), width, height};
    frame.ui.begin_group("item choice", card, Role::dialog, choice.title);
    const Choosing choosing = draw_choice_list(frame, card, choice.title, choice.title + "…", rows, choice.create,
                                               choice.hint.empty() ? "Enter chooses, Escape leaves." : choice.hint);
    frame.ui.end_group();
    if (!choosing.chosen && !choosing.created && !choosing.dismissed) return;
    // Closed first: what is chosen may open the next overlay.
    close_overlay_field(frame);
    if (choosing.chosen) items[*choosing.chosen].take(frame);
    else if (choosing.created) choice.take_new(frame, choosing.typed);
}

} // namespace emic
