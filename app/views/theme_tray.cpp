#include "views/theme_page.h"

#include "actions.h"
#include "engine/commands/themes.h"
#include "engine/queries/context.h"
#include "engine/queries/passages.h"
#include "engine/text_direction.h"
#include "views/theme_rows.h"
#include "widgets/code_chip.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr int most_lines = 6;

TextLook quotation_look(const Ui& ui) {
    TextLook look = ui.small();
    look.size = std::round(ui.style.reading * 0.92f);
    look.face = platform::FontFace::reading;
    return look;
}

float estimate(const Ui& ui, float width, const CodingEntry& entry) {
    const float per_line = std::max(10.f, width / (ui.style.reading * 0.46f));
    const float lines = std::min(std::ceil(static_cast<float>(entry.range.size()) / per_line), static_cast<float>(most_lines));
    return lines * quotation_look(ui).size * 1.5f + 88 * unit(ui);
}

float draw_entry(const Frame& frame, float x, float y, float width, const ThemeRow& theme, const CodingEntry& entry) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    const PassageRow row = describe_passage(frame.project(), frame.indexes(), entry);
    const Passage passage{entry.source, entry.range};
    const bool added = std::any_of(theme.quotations.begin(), theme.quotations.end(),
                                   [&](const ThemeQuotationRow& quotation) { return quotation.passage == passage; });
    const float pad = std::round(12 * u), line = std::round(20 * u);
    const Source* source = frame.project().find(entry.source);
    const std::string words = source ? shown_passage(source->text.view(), entry.range) : row.text;
    const float text_height = ui.paragraph_height(width - 2 * pad, words, quotation_look(ui), most_lines);
    const Rect card{x, y, width, pad * 2 + text_height + 2 * line + ui.style.gap};
    ui.begin_group("passage", card, Role::listitem, row.text);
    ui.fill(card, ui.style.page, ui.style.radius);
    ui.outline(card, ui.style.line, ui.style.radius);
    ui.paragraph(x + pad, y + pad, width - 2 * pad, words, quotation_look(ui), most_lines);
    ui.say("text", {x + pad, y + pad, width - 2 * pad, text_height}, Role::mark, row.text);

    Rect foot{x + pad, y + pad + text_height + ui.style.gap, width - 2 * pad, 2 * line};
    const Rect button_place = take_right(foot, ui.button_width("Added", true));
    const Rect button{button_place.x, button_place.y + (2 * line - ui.style.button) / 2 + 2, button_place.width, ui.style.button};
    if (ui.button("add", button, added ? "Added" : "Add", ButtonLook::plain, added ? Icon::check : Icon::add, !added))
        frame.ask(&add_key_quotation, AddKeyQuotation{theme.id, passage});
    take_right(foot, ui.style.gap);
    Rect code = take_top(foot, line);
    code_dot(ui, take_left(code, 12 * u), row.colour, 9 * u);
    take_left(code, 5 * u);
    ui.label(code, row.code_name, ui.small());
    const std::string place = place_name(row.case_name, row.document) + " · ¶ " + std::to_string(row.paragraph);
    ui.label(foot, place, ui.quiet());
    ui.say("place", foot, Role::paragraph, place);
    ui.end_group();
    return card.height;
}

} // namespace

void draw_theme_tray(const Frame& frame, const Rect& rect, const ThemeRow& theme) {
    Ui& ui = frame.ui;
    const std::vector<CodingEntry>& entries = frame.caches.modes.theme_passages.get({frame.revision(), theme.id}, [&] {
        return passages_of_theme(frame.project(), frame.indexes(), *frame.project().find(theme.id));
    });
    ui.begin_group("tray", rect, Role::region, "Passages of the theme’s codes");
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x, rect.y, rect.x, rect.y + rect.height);
    Rect rest = inset(rect, ui.style.margin, 0);
    take_top(rest, ui.style.gap);
    Rect strip = take_top(rest, ui.style.row + ui.style.gap);
    ButtonsFromRight buttons(ui, strip);
    if (buttons.icon("done", Icon::close, "Done adding")) frame.state.gathering.adding_quotations = false;
    ui.label(buttons.rest(), "PASSAGES OF THESE CODES", ui.caption());
    ui.say("tray_caption", strip, Role::heading, "Passages of the theme’s codes", 2);

    rest.width += ui.style.margin - 2; // the scroll bar stands in the margin
    ui.begin_scroll("tray_rows", rest);
    const Rect content = ui.content();
    const float width = std::min(content.width, rest.width - ui.style.margin + 2);
    CardHeights& heights = frame.caches.modes.theme_tray_heights;
    heights.match(width, ui.style.reading);
    float y = content.y;
    for (const CodingEntry& entry : entries) {
        float height = heights.get(entry.id.guid, estimate(ui, width, entry));
        if (ui.visible({content.x, y, width, height})) {
            ImGui::PushID(to_string(entry.id.guid).c_str());
            height = draw_entry(frame, content.x, y, width, theme, entry);
            ImGui::PopID();
            heights.note(entry.id.guid, height);
        }
        y += height + ui.style.gap;
    }
    ui.end_scroll(y - content.y + ui.style.margin);
    if (entries.empty()) {
        constexpr std::string_view words = "The codes of this theme are not on any passage yet.";
        ui.paragraph(rest.x, rest.y, rest.width - ui.style.margin, words, ui.quiet());
        ui.say("tray_empty", rest, Role::paragraph, words);
    }
    ui.end_group();
}

} // namespace emic
