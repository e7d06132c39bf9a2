#include "views/theme_page.h"

#include "actions.h"
#include "engine/commands/themes.h"
#include "engine/name_line.h"
#include "engine/queries/context.h"
#include "engine/text_direction.h"
#include "views/theme_rows.h"
#include "widgets/code_chip.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr int definition_lines = 2;
constexpr int quotation_lines = 12;

/// A section's heading with one button at its right; returns whether that was chosen. `y` moves past both.
bool heading_with_button(Ui& ui, std::string_view key, float x, float& y, float width, std::string_view title, std::string_view count,
                         std::string_view button, Icon icon, bool enabled = true) {
    const float wide = ui.button_width(button, true);
    const std::string name(key);
    const Rect place{x + width - wide, y - 4 * unit(ui), wide, ui.style.button - 2};
    const bool chosen = ui.button(name + "_button", place, button, ButtonLook::quiet, icon, enabled);
    y += draw_section_heading(ui, key, x, y, width, title, count) + ui.style.gap;
    return chosen;
}

float say_sentence(Ui& ui, std::string_view key, float x, float y, float width, std::string_view sentence) {
    const float height = ui.paragraph(x, y, width, sentence, ui.quiet());
    ui.say(key, {x, y, width, height}, Role::paragraph, sentence);
    return height;
}

enum class Asked { nothing, up, down, remove };

/// Up, down and remove at the right end of a row, cut off it.
Asked draw_order_buttons(Ui& ui, Rect& row, std::size_t place, std::size_t count, std::string_view what) {
    ButtonsFromRight buttons(ui, row);
    const std::string of(what);
    Asked asked = Asked::nothing;
    if (buttons.icon("remove", Icon::close, "Take " + of + " out of the theme")) asked = Asked::remove;
    if (buttons.icon("down", Icon::arrow_down, "Move " + of + " down", place + 1 < count)) asked = Asked::down;
    if (buttons.icon("up", Icon::arrow_up, "Move " + of + " up", place > 0)) asked = Asked::up;
    row.width = buttons.rest().width;
    return asked;
}

/// The place to ask for: the moved one does not count.
std::uint32_t moved(std::size_t place, Asked asked) {
    return static_cast<std::uint32_t>(asked == Asked::up ? place - 1 : place + 1);
}

float draw_code(const Frame& frame, float x, float y, float width, const ThemeRow& theme, std::size_t i) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    const ThemeCodeRow& code = theme.codes[i];
    const Code* record = frame.project().find(code.id);
    const std::string_view definition = record ? std::string_view(record->definition) : std::string_view();
    const float indent = 26 * u, line = std::round(30 * u);
    const float buttons_width = 3 * (ui.style.button + 2);
    const float definition_height = ui.paragraph_height(width - indent - buttons_width, definition, ui.quiet(), definition_lines);
    const float height = line + definition_height + ui.style.gap;

    Rect row{x, y, width, line + 4};
    const Asked asked = draw_order_buttons(ui, row, i, theme.codes.size(), "code " + code.name);
    if (asked == Asked::remove) frame.ask(&remove_theme_code, RemoveThemeCode{theme.id, code.id});
    else if (asked != Asked::nothing) frame.ask(&move_theme_code, MoveThemeCode{theme.id, code.id, moved(i, asked)});

    row.height = height - 2;
    Meaning meaning;
    meaning.role = Role::listitem;
    meaning.name = code.name;
    const std::string with = code.has_subcodes ? ", with sub-codes" : "";
    meaning.value = count_of(code.passages, "passage", "passages") + " in " + count_of(code.documents, "document", "documents") + with;
    const Hit hit = ui.row("code", row, meaning, false);
    ui.tooltip(steps_apart(code.path) + " — compare its passages");
    if (hit.clicked) {
        compare_code(frame, code.id);
        if (code.has_subcodes) frame.state.compare.with_subcodes = true; // the passages that were counted
    }
    Rect inside{row.x, y, row.width, line};
    code_dot(ui, take_left(inside, indent), code.colour, 11 * u);
    const std::string count = count_of(code.passages, "passage", "passages") + with;
    ui.label(take_right(inside, ui.width(count, ui.quiet()) + ui.style.gap), count, ui.quiet(), Align::end);
    TextLook bold = ui.look();
    bold.bold = true;
    const float drawn = ui.label(inside, code.name, bold);
    if (code.path != code.name) {
        take_left(inside, drawn + ui.style.gap);
        ui.label(inside, steps_apart(code.path), ui.quiet());
    }
    ui.paragraph(x + indent, y + line - 2, width - indent - buttons_width, definition, ui.quiet(), definition_lines);
    return height;
}

float draw_quotation(const Frame& frame, float x, float y, float width, const ThemeRow& theme, std::size_t i) {
    Ui& ui = frame.ui;
    const ThemeQuotationRow& quotation = theme.quotations[i];
    const float pad = std::round(14 * unit(ui));
    TextLook look = ui.look();
    look.size = ui.style.reading;
    look.face = platform::FontFace::reading;
    const Source* source = frame.project().find(quotation.passage.source);
    const std::string words = source ? shown_passage(source->text.view(), quotation.passage.range) : quotation.text;
    const float text_height = ui.paragraph_height(width - 2 * pad - 6, words, look, quotation_lines);
    const Rect card{x, y, width, text_height + ui.style.button + pad * 1.5f + 4};
    ui.begin_group("quotation", card, Role::listitem, quotation.text);
    ui.fill(card, ui.style.page, ui.style.radius);
    ui.outline(card, ui.style.line, ui.style.radius);
    ui.fill({card.x, card.y + pad, 3, text_height}, ui.style.accent);
    ui.paragraph(x + pad + 3, y + pad, width - 2 * pad - 6, words, look, quotation_lines);
    ui.say("text", {x + pad, y + pad, width - 2 * pad, text_height}, Role::mark, quotation.text);

    Rect foot{x + pad + 3, y + pad + text_height + 2, width - 2 * pad + 3, ui.style.button};
    const Asked asked = draw_order_buttons(ui, foot, i, theme.quotations.size(), "the quotation");
    if (asked == Asked::remove) frame.ask(&remove_key_quotation, RemoveKeyQuotation{theme.id, quotation.passage});
    else if (asked != Asked::nothing) frame.ask(&move_key_quotation, MoveKeyQuotation{theme.id, quotation.passage, moved(i, asked)});
    ButtonsFromRight open(ui, foot);
    if (open.icon("open", Icon::document, "Open in the transcript")) show_document(frame, quotation.passage.source, quotation.passage.range);
    std::string place = place_name(quotation.case_name, quotation.document);
    place += " · paragraph " + std::to_string(quotation.paragraph);
    ui.label(open.rest(), place, ui.quiet());
    ui.say("place", open.rest(), Role::paragraph, place);
    ui.end_group();
    return card.height;
}

/// "this theme [leads to] that theme" with the words in the middle to edit; returns the row's height.
float draw_relation(const Frame& frame, float x, float y, float width, const ThemeRow& theme, std::string_view other, FieldSpec words,
                    FieldState& state, bool& opened, bool& removed) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    const float height = ui.style.button + ui.style.gap;
    Rect row{x, y, width, height};
    ButtonsFromRight buttons(ui, row);
    removed = buttons.icon("remove", Icon::close, "Remove this relation");
    row.width = buttons.rest().width;
    TextLook quiet = ui.look();
    quiet.colour = ui.style.quiet_ink;
    const float own = std::min(ui.width(theme.name, quiet) + 2, row.width * 0.33f);
    ui.label(take_left(row, own), theme.name, quiet);
    take_left(row, ui.style.gap);
    const Rect field = inset(take_left(row, std::min(200 * u, row.width * 0.5f)), 0, ui.style.gap / 2);
    words.label = "How " + isolated(theme.name) + " relates to " + isolated(other);
    words.placeholder = "leads to, contradicts, is part of…";
    state = ui.field("words", field, words);
    take_left(row, ui.style.gap);
    Meaning meaning;
    meaning.role = Role::link;
    meaning.name = other;
    TextLook bold = ui.look();
    bold.bold = true;
    row.width = std::min(row.width, ui.width(other, bold) + 2 * ui.style.gap);
    opened = ui.row("other", inset(row, 0, ui.style.gap / 2), meaning, false).clicked;
    ui.label(inset(row, ui.style.gap, 0), other, bold);
    return height;
}

} // namespace

float draw_theme_codes(const Frame& frame, float x, float y, float width, const ThemeRow& theme) {
    Ui& ui = frame.ui;
    const float top = y;
    const std::string count = theme.codes.empty() ? "" : std::to_string(theme.codes.size());
    if (heading_with_button(ui, "codes", x, y, width, "Codes", count, "Add a code…", Icon::add, !frame.project().codes().empty()))
        choose_code(frame, ChoiceOfCode::theme_code, "Add to " + isolated(theme.name), theme.id.guid);
    if (theme.codes.empty())
        y += say_sentence(ui, "no_codes", x, y, width, "Which codes belong together here? Add them; their definitions and passages come along.");
    ui.begin_group("theme_codes", {x, y, width, 0}, Role::list, "Codes of the theme");
    for (std::size_t i = 0; i < theme.codes.size(); ++i) {
        ImGui::PushID(to_string(theme.codes[i].id.guid).c_str());
        y += draw_code(frame, x, y, width, theme, i);
        ImGui::PopID();
    }
    ui.end_group();
    return y - top;
}

float draw_theme_quotations(const Frame& frame, float x, float y, float width, const ThemeRow& theme) {
    Ui& ui = frame.ui;
    const float top = y;
    bool& adding = frame.state.gathering.adding_quotations;
    const std::string count = theme.quotations.empty() ? "" : std::to_string(theme.quotations.size());
    if (heading_with_button(ui, "quotations", x, y, width, "Key quotations", count,
                            adding ? "Done adding" : "Add from the codes’ passages", adding ? Icon::check : Icon::add, theme.passages > 0 || adding))
        adding = !adding;
    if (theme.quotations.empty())
        y += say_sentence(ui, "no_quotations", x, y, width,
                          theme.passages > 0 ? "Choose the few passages that say best what this theme is about."
                                            : "Once its codes are on passages, choose here the few that say best what this theme is about.");
    ui.begin_group("theme_quotations", {x, y, width, 0}, Role::list, "Key quotations");
    for (std::size_t i = 0; i < theme.quotations.size(); ++i) {
        const Passage& passage = theme.quotations[i].passage;
        ImGui::PushID((to_string(passage.source.guid) + std::to_string(passage.range.begin) + "-" + std::to_string(passage.range.end)).c_str());
        y += draw_quotation(frame, x, y, width, theme, i) + ui.style.gap;
        ImGui::PopID();
    }
    ui.end_group();
    return y - top;
}

float draw_theme_relations(const Frame& frame, float x, float y, float width, const ThemeRow& theme) {
    Ui& ui = frame.ui;
    ThemesState& gathering = frame.state.gathering;
    const std::vector<ThemeRow>& themes = theme_rows_of(frame);
    const float top = y;
    if (heading_with_button(ui, "relations", x, y, width, "Relations to other themes", {}, "Relate to…", Icon::link, themes.size() > 1))
        ui.open_menu("relate_menu");
    if (ui.begin_menu("relate_menu", "Relate to", 260 * unit(ui))) {
        for (const ThemeRow& other : themes)
            if (other.id != theme.id && ui.menu_item(other.name)) gathering.relating_to = other.id, gathering.relation_fresh = true;
        ui.end_menu();
    }

    FieldState state;
    bool opened = false, removed = false;
    for (const ThemeRelationRow& relation : theme.relations) {
        ImGui::PushID((to_string(relation.to.guid) + relation.name).c_str());
        FieldSpec words;
        words.value = relation.name;
        words.commit = [session = &frame.session, from = theme.id, relation](const std::string& text) {
            session->ask([from, relation, text](const CommandContext& context) {
                return rename_theme_relation(context, {from, relation.to, relation.name, text});
            });
        };
        y += draw_relation(frame, x, y, width, theme, relation.to_name, words, state, opened, removed);
        if (opened) show_theme(frame, relation.to);
        if (removed) frame.ask(&remove_theme_relation, RemoveThemeRelation{theme.id, relation.to, relation.name});
        ImGui::PopID();
    }
    const auto other = std::find_if(themes.begin(), themes.end(), [&](const ThemeRow& row) { return row.id == gathering.relating_to; });
    if (other != themes.end() && other->id != theme.id) {
        ImGui::PushID("new_relation");
        FieldSpec words;
        words.open_now = gathering.relation_fresh;
        words.commit = [session = &frame.session, from = theme.id, to = other->id](const std::string& text) {
            if (text.find_first_not_of(" \t") == std::string::npos) return;
            session->ask([from, to, text](const CommandContext& context) { return relate_themes(context, {from, to, text}); });
        };
        gathering.relation_fresh = false;
        y += draw_relation(frame, x, y, width, theme, other->name, words, state, opened, removed);
        if (state.ended || removed) gathering.relating_to = {};
        ImGui::PopID();
    }

    const std::vector<IncomingRelation> incoming = incoming_relations(themes, theme.id);
    for (std::size_t i = 0; i < incoming.size(); ++i) {
        const IncomingRelation& relation = incoming[i];
        const std::string sentence = side_by_side({relation.from_name, relation.name, theme.name}, " ");
        const Rect row{x - ui.style.gap, y, std::min(width, ui.width(sentence, ui.quiet()) + 2 * ui.style.gap), ui.style.row};
        Meaning meaning;
        meaning.role = Role::link;
        meaning.name = sentence;
        if (ui.row("incoming" + std::to_string(i), row, meaning, false).clicked) show_theme(frame, relation.from);
        ui.label(inset(row, ui.style.gap, 0), sentence, ui.quiet());
        y += ui.style.row;
    }
    if (theme.relations.empty() && incoming.empty() && gathering.relating_to.is_null())
        y += say_sentence(ui, "no_relations", x, y, width,
                          themes.size() > 1 ? "Does this theme lead to, contradict or contain another? Put it into words of your own."
                                            : "When there is a second theme, say here in your own words how the two relate.");
    return y - top;
}

} // namespace emic
