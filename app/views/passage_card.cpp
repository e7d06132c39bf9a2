#include "views/passage_card.h"

#include "actions.h"
#include "engine/commands/codings.h"
#include "engine/commands/themes.h"
#include "engine/queries/context.h"
#include "engine/queries/text_units.h"
#include "engine/text_direction.h"
#include "views/parts.h"
#include "widgets/code_chip.h"
#include "widgets/marked_text.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr int most_lines = 16; ///< of a quotation with its context; the transcript shows the rest

/// Everything on a card, laid out for its width.
struct Card {
    PassageRow row;
    std::vector<OtherCode> chips; ///< the passage's own code first where it is not the one compared
    MarkedText words;             ///< the quotation among those around it
    MarkedLook look;
    std::string memo;             ///< the one that is edited on the card
    std::string more_memos;       ///< those of other memos on the passage, only read
    bool memo_shown = false;
    float text_x = 0, text_width = 0;
    float text_height = 0, memo_height = 0, more_memos_height = 0, chips_height = 0, foot_height = 0;
    float padding = 0;
    float height = 0;
};

FieldSpec memo_field(const Frame& frame, const CodingEntry& entry, const std::string& memo) {
    FieldSpec spec;
    spec.label = "Memo on this passage";
    spec.placeholder = "What strikes you here?";
    spec.value = memo;
    spec.bare = !memo.empty();
    spec.open_now = frame.state.compare.memo_open == entry.id && frame.state.compare.memo_fresh;
    spec.select_all = false;
    TextLook look = frame.ui.small();
    look.italic = true;
    spec.look = look;
    spec.commit = [frame, entry](const std::string& text) {
        set_memo(frame, MemoTarget::passage, entry.source.guid, entry.range, text);
    };
    return spec;
}

/// How many rows the chips take when they wrap within `width`.
float chips_height(Ui& ui, const std::vector<OtherCode>& chips, float width) {
    if (chips.empty()) return 0;
    float x = 0, rows = 1;
    for (const OtherCode& chip : chips) {
        const float wide = std::min(code_chip_width(ui, chip.name), width);
        if (x > 0 && x + wide > width) x = 0, ++rows;
        x += wide + ui.style.gap * 0.75f;
    }
    return rows * (code_chip_height(ui) + 4) + ui.style.gap * 0.5f;
}

Card lay_out(const Frame& frame, const CodingEntry& entry, const PassageCardSpec& spec) {
    Ui& ui = frame.ui;
    const Project& project = frame.project();
    Card card;
    card.row = describe_passage(project, frame.indexes(), entry);
    card.chips = other_codes(project, frame.indexes(), entry);
    if (card.row.code != spec.under)
        card.chips.insert(card.chips.begin(), {card.row.code, card.row.code_name, card.row.code_path, card.row.colour});

    card.padding = std::round(14 * unit(ui));
    card.text_x = spec.x + card.padding + std::round(30 * unit(ui));
    card.text_width = spec.x + spec.width - card.padding - card.text_x;

    TextLook quotation = ui.look();
    quotation.size = ui.style.reading;
    quotation.face = platform::FontFace::reading;
    TextLook around = quotation;
    around.colour = ui.style.quiet_ink;
    const Source* source = project.find(entry.source);
    const std::string_view text = source ? source->text.view() : std::string_view();
    card.look = {quotation, around, highlight_fill(card.row.colour, ui.style.appearance)};
    const std::uint32_t context_begin = entry.range.begin - static_cast<std::uint32_t>(card.row.context_before.size());
    card.words.text = std::string(ellipsis_before(text, context_begin)) + card.row.context_before;
    card.words.marked = {static_cast<std::uint32_t>(card.words.text.size()), static_cast<std::uint32_t>(card.words.text.size() + card.row.text.size())};
    card.words.text += card.row.text + card.row.context_after;
    card.words.text += ellipsis_after(text, entry.range.end + card.row.context_after.size());
    if (source) card.words.direction = direction_at(text, context_begin);
    card.text_height = marked_paragraph_height(card.text_width, card.words, card.look, most_lines);

    if (const Memo* memo = memo_on(frame, MemoTarget::passage, entry.source.guid, entry.range)) {
        card.memo = memo->text;
        if (card.row.memo != memo->text) card.more_memos = card.row.memo;
    }
    card.memo_shown = !card.memo.empty() || frame.state.compare.memo_open == entry.id;
    if (card.memo_shown)
        card.memo_height = text_block_height(ui, card.text_width - 24 * unit(ui), memo_field(frame, entry, card.memo), 1) + ui.style.gap;
    if (!card.more_memos.empty())
        card.more_memos_height = ui.paragraph_height(card.text_width - 24 * unit(ui), card.more_memos, ui.quiet()) + ui.style.gap;
    card.chips_height = chips_height(ui, card.chips, card.text_width);
    card.foot_height = ui.style.button;
    card.height = 2 * card.padding - 4 + card.text_height + ui.style.gap + card.memo_height + card.more_memos_height +
                  card.chips_height + card.foot_height;
    return card;
}

void draw_chips(const Frame& frame, const Card& card, float y) {
    Ui& ui = frame.ui;
    float x = card.text_x;
    const float right = card.text_x + card.text_width;
    for (const OtherCode& chip : card.chips) {
        const float wide = std::min(code_chip_width(ui, chip.name), card.text_width);
        if (x > card.text_x && x + wide > right) x = card.text_x, y += code_chip_height(ui) + 4;
        if (code_chip(ui, "chip" + to_string(chip.id.guid), {x, y, wide, code_chip_height(ui)}, chip.name, chip.path, chip.colour))
            compare_code(frame, chip.id);
        x += wide + ui.style.gap * 0.75f;
    }
}

void draw_foot(const Frame& frame, const CodingEntry& entry, const Card& card, float y, std::string_view whose) {
    Ui& ui = frame.ui;
    Rect strip{card.text_x, y, card.text_width + 6, card.foot_height};
    ButtonsFromRight buttons(ui, strip);
    if (buttons.icon("remove", Icon::trash, "Remove the code from this passage"))
        frame.ask(&remove_codings, RemoveCodings{{entry.id}});
    if (buttons.icon("theme", Icon::themes, "Add to a theme as key quotation")) ui.open_menu("theme_menu");
    draw_theme_menu(frame, "theme_menu", {entry.source, entry.range});
    if (buttons.icon("recode", Icon::tag, "Change the code of this passage"))
        choose_code(frame, ChoiceOfCode::recode, "Change the code to", entry.id.guid);
    if (buttons.icon("memo", Icon::memo, card.memo.empty() ? "Write a memo on this passage" : "Edit the memo"))
        frame.state.compare.memo_open = entry.id, frame.state.compare.memo_fresh = true;
    if (buttons.icon("open", Icon::document, "Open in the transcript")) show_coding(frame, entry.id);

    std::string said = "Paragraph " + std::to_string(card.row.paragraph);
    if (!whose.empty()) said += " · words of " + isolated(whose);
    if (!card.row.coder_name.empty()) said += " · " + isolated(card.row.coder_name);
    if (card.row.weight) said += " · weight " + std::to_string(*card.row.weight);
    ui.label(buttons.rest(), said, ui.quiet());
    ui.say("foot", buttons.rest(), Role::paragraph, said);
}

} // namespace

std::string_view ellipsis_before(std::string_view text, std::size_t context_begin) {
    return context_begin == 0 || context_begin > text.size() || text[context_begin - 1] == '\n' ? "" : "… ";
}

std::string_view ellipsis_after(std::string_view text, std::size_t context_end) {
    return context_end >= text.size() || text[context_end] == '\n' ? "" : " …";
}

float estimate_passage_card(const Ui& ui, float width, const CodingEntry& entry) {
    const float letters = static_cast<float>(entry.range.size() + 2 * context_code_points);
    const float per_line = std::max(10.f, width / (ui.style.reading * 0.48f));
    const float lines = std::min(std::ceil(letters / per_line), static_cast<float>(most_lines));
    return lines * ui.style.reading * 1.5f + 80 * unit(ui);
}

void draw_theme_menu(const Frame& frame, std::string_view key, const Passage& passage) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu(key, "Add to a theme", 260 * unit(ui))) return;
    const std::vector<ThemeRow>& themes = frame.caches.themes.get(frame.revision(), [&] {
        return theme_rows(frame.project(), frame.indexes());
    });
    for (const ThemeRow& theme : themes)
        if (ui.menu_item(theme.name)) frame.ask(&add_key_quotation, AddKeyQuotation{theme.id, passage});
    if (!themes.empty()) ui.menu_line();
    if (ui.menu_item("New theme…")) ask_name(frame, Naming::theme, "New theme");
    ui.end_menu();
}

float draw_passage_card(const Frame& frame, const CodingEntry& entry, const PassageCardSpec& spec) {
    Ui& ui = frame.ui;
    const Card card = lay_out(frame, entry, spec);
    const Rect rect{spec.x, spec.y, spec.width, card.height};
    CompareState& compare = frame.state.compare;
    const bool ticked = compare.chosen.count(entry.id) != 0;

    ImGui::PushID(to_string(entry.id.guid).c_str());
    ui.begin_group("card", rect, Role::listitem, card.row.text);
    ui.fill(rect, ui.style.page, ui.style.radius);
    ui.outline(rect, ticked ? ui.style.accent : ui.style.line, ui.style.radius, ticked ? 1.5f : 1.f);

    const float side = 28 * unit(ui);
    if (draw_tick_box(ui, "tick", {spec.x + card.padding - 6, spec.y + card.padding - 3, side, side}, "Choose this passage", ticked)) {
        if (ticked) compare.chosen.erase(entry.id);
        else compare.chosen.insert(entry.id);
    }
    float y = spec.y + card.padding;
    marked_paragraph(ui, card.text_x, y, card.text_width, card.words, card.look, most_lines);
    ui.say("quotation", {card.text_x, y, card.text_width, card.text_height}, Role::mark, card.row.text);
    y += card.text_height + ui.style.gap;

    const float indent = 24 * unit(ui);
    if (card.memo_shown) {
        const float line = ui.style.small * 1.5f + 2 * ui.style.gap;
        draw_icon(window_painter(), {card.text_x, y, 16 * unit(ui), line}, Icon::memo, ui.style.quiet_ink, 16 * unit(ui));
        const FieldState memo = draw_text_block(ui, "memo_text", card.text_x + indent, y, card.text_width - indent,
                                                memo_field(frame, entry, card.memo), 1);
        if (compare.memo_open == entry.id) {
            compare.memo_fresh = false;
            if (memo.ended) compare.memo_open = {};
        }
        y += card.memo_height;
    }
    if (!card.more_memos.empty()) {
        ui.paragraph(card.text_x + indent, y, card.text_width - indent, card.more_memos, ui.quiet());
        ui.say("more_memos", {card.text_x + indent, y, card.text_width - indent, card.more_memos_height}, Role::paragraph, card.more_memos);
        y += card.more_memos_height;
    }
    draw_chips(frame, card, y);
    y += card.chips_height;
    draw_foot(frame, entry, card, y, spec.whose);
    ui.end_group();
    ImGui::PopID();
    return card.height;
}

} // namespace emic
