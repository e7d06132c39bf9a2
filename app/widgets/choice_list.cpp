#include "widgets/choice_list.h"

#include "engine/text_direction.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

constexpr std::size_t most_rows_shown = 9;
float hint_height(const Frame& frame) { return 54 * frame.state.zoom; }

} // namespace

float choice_list_height(const Frame& frame, std::size_t rows, bool hint) {
    const Style& style = frame.ui.style;
    return style.button + 26 + style.row * static_cast<float>(std::min(rows, most_rows_shown)) + (hint ? hint_height(frame) : 0);
}

Choosing draw_choice_list(const Frame& frame, const Rect& card, std::string_view label, std::string_view placeholder,
                          const std::vector<ChoiceRow>& rows, std::string_view create, std::string_view hint) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    Choosing choosing;
    ui.card(card);
    Rect rest = inset(card, 8);

    FieldSpec spec;
    spec.label = label;
    spec.placeholder = placeholder;
    spec.value = state.overlay_text;
    spec.list_keys = true;
    spec.select_all = state.overlay_text.empty();
    spec.open_now = std::exchange(state.overlay_fresh, false);
    const FieldState field = ui.field("typed", take_top(rest, ui.style.button + 2), spec);
    take_top(rest, 6);
    if (field.typed) {
        state.overlay_text = field.text;
        state.overlay_row = 0;
    }
    choosing.typed = state.overlay_text;

    const bool offers = !create.empty() && !state.overlay_text.empty();
    const int count = static_cast<int>(rows.size()) + (offers ? 1 : 0);
    state.overlay_row = count == 0 ? 0 : std::clamp(state.overlay_row, 0, count - 1);
    const auto take = [&](int row) {
        if (row < static_cast<int>(rows.size())) {
            (rows[static_cast<std::size_t>(row)].enabled ? choosing.chosen : choosing.refused) = static_cast<std::size_t>(row);
        } else if (offers) {
            choosing.created = true;
        }
    };
    bool moved = false;
    for (const platform::FieldKey& key : field.keys) {
        if (key.key == platform::Key::down && count > 0) state.overlay_row = (state.overlay_row + 1) % count, moved = true;
        else if (key.key == platform::Key::up && count > 0) state.overlay_row = (state.overlay_row + count - 1) % count, moved = true;
        else if (key.key == platform::Key::escape) choosing.dismissed = true;
        else if (key.key == platform::Key::enter && key.modifiers.shift && offers) choosing.created = true;
        else if ((key.key == platform::Key::enter || key.key == platform::Key::tab) && count > 0) take(state.overlay_row);
    }

    if (!hint.empty()) {
        const Rect foot = take_bottom(rest, hint_height(frame));
        ui.hairline(foot.x, foot.y + 4, foot.x + foot.width, foot.y + 4);
        // The strip is for two lines; one stands in its middle.
        const float lines = std::min(ui.paragraph_height(foot.width - 12, hint, ui.quiet()), foot.height - 10);
        ui.paragraph(foot.x + 6, foot.y + 6 + (foot.height - 6 - lines) / 2, foot.width - 12, hint, ui.quiet(), 2);
    }
    ui.begin_scroll("rows", rest);
    const Rect area = ui.content();
    ui.begin_group("listbox", area, Role::listbox, label);
    float y = area.y;
    for (int i = 0; i < count; ++i) {
        const Rect line{area.x, y, area.width, ui.style.row};
        y += ui.style.row;
        const bool offer = i == static_cast<int>(rows.size());
        const bool highlighted = i == state.overlay_row;
        if (highlighted && moved) ui.scroll_into_view(line.y, line.y + line.height);
        if (!ui.visible(line)) continue;
        const ChoiceRow offer_row{std::string(create) + " " + in_double_quotes(state.overlay_text), "", rows.empty() ? "Enter" : "Shift+Enter", {}, Icon::add, true};
        const ChoiceRow& row = offer ? offer_row : rows[static_cast<std::size_t>(i)];
        Meaning meaning;
        meaning.role = Role::option;
        meaning.name = row.text;
        meaning.value = row.detail;
        meaning.disabled = !row.enabled;
        const Hit hit = ui.row("row " + std::to_string(i), line, meaning, highlighted);
        if (hit.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) state.overlay_row = i;
        if (hit.clicked) take(i);
        Rect words = inset(line, 8, 0);
        const Rect lead = take_left(words, 20 * state.zoom);
        if (row.colour) window_painter().disc({lead.x + 6, lead.y + lead.height / 2}, 5 * state.zoom, code_mark(*row.colour, ui.style.appearance));
        else if (row.icon) draw_icon(window_painter(), {lead.x - 2, lead.y, 18 * state.zoom, lead.height}, *row.icon, ui.style.quiet_ink, 16 * state.zoom);
        const float keys_width = ui.width(row.keys, ui.quiet());
        ui.label(take_right(words, keys_width), row.keys, ui.quiet(), Align::end);
        take_right(words, 8);
        const Rgba ink = row.enabled ? ui.style.ink : with_alpha(ui.style.quiet_ink, 0.7f);
        const float drawn = ui.label(words, row.text, {ui.style.text, ink});
        take_left(words, drawn + 10);
        if (words.width > 30) ui.label(words, row.detail, ui.quiet());
    }
    ui.end_group();
    ui.end_scroll(y - area.y);
    return choosing;
}

} // namespace emic
