#include "views/compare_view.h"

#include "actions.h"
#include "engine/commands/codings.h"
#include "views/code_list.h"
#include "views/parts.h"
#include "views/views.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr float two_columns_from = 600; ///< width of the page

std::string passages_of(std::size_t count) { return count_of(count, "passage", "passages"); }

/// The chosen code, or else the first one in use, so that there is something to look at.
Id<Code> code_to_show(const Frame& frame) {
    if (frame.project().find(frame.state.code)) return frame.state.code;
    const std::vector<CodeRow>& rows = frame.caches.codebook_rows_of(frame);
    const auto used = std::find_if(rows.begin(), rows.end(), [](const CodeRow& row) { return row.codings > 0; });
    return used != rows.end() ? used->id : rows.front().id;
}

void draw_list(const Frame& frame, const Rect& rect, Id<Code> shown) {
    Ui& ui = frame.ui;
    CompareState& compare = frame.state.compare;
    ui.begin_group("compare_list", rect, Role::region, "Codes");
    const Rect rest = draw_list_frame(ui, rect, "compare_list", compare.choosing_beside ? "Which code beside it?" : "Codes");
    if (const auto chosen = draw_code_list(frame, rest, compare.filter, {shown, compare.beside, compare.with_subcodes})) {
        if (compare.choosing_beside && *chosen != shown) {
            compare.beside = *chosen;
        } else {
            frame.state.code = *chosen;
            if (compare.beside == *chosen) compare.beside = {};
        }
        compare.choosing_beside = false;
        compare.list_open = false;
        compare.chosen.clear();
    }
    ui.end_group();
}

/// Ticks stay only on passages that are still listed.
void forget_ticks_elsewhere(const Frame& frame, Id<Code> shown) {
    CompareState& compare = frame.state.compare;
    if (compare.chosen.empty()) return;
    std::set<Id<Coding>> listed;
    const auto note = [&](const CompareRows& rows) {
        for (const CompareItem& item : rows.items)
            if (!item.is_heading() && compare.chosen.count(item.entry.id) != 0) listed.insert(item.entry.id);
    };
    note(compare_rows_of(frame, shown, 0));
    if (compare.beside) note(compare_rows_of(frame, compare.beside, 1));
    compare.chosen = std::move(listed);
}

/// What can be done with the ticked passages, at the foot of the page; cut off `page`.
void draw_chosen_bar(const Frame& frame, Rect& page) {
    Ui& ui = frame.ui;
    CompareState& compare = frame.state.compare;
    if (compare.chosen.empty()) return;
    const std::vector<Id<Coding>> chosen(compare.chosen.begin(), compare.chosen.end());

    const float u = unit(ui);
    const float height = ui.style.button + 2 * ui.style.gap;
    const float width = std::min(page.width - 2 * ui.style.margin, 660 * u);
    const Rect foot = take_bottom(page, height + 2 * ui.style.gap);
    ui.hairline(foot.x, foot.y, foot.x + foot.width, foot.y);
    const Rect bar{std::round(foot.x + (foot.width - width) / 2), foot.y + ui.style.gap, width, height};
    ui.fill(bar, ui.style.raised, ui.style.radius);
    ui.outline(bar, ui.style.strong_line, ui.style.radius);
    ui.begin_group("chosen_bar", bar, Role::group, "Chosen passages");
    ButtonsFromRight buttons(ui, inset(bar, ui.style.gap, 0));
    const std::string count = passages_of(chosen.size());
    if (buttons.icon("clear", Icon::close, "Choose no passages")) compare.chosen.clear();
    if (buttons.icon("remove", Icon::trash, "Remove the code from " + count)) frame.ask(&remove_codings, RemoveCodings{chosen});
    if (buttons.text("recode", "Recode…", ButtonLook::plain, Icon::tag))
        frame.state.chosen_codings = chosen, choose_code(frame, ChoiceOfCode::recode_many, "Change the code of " + count + " to");
    const Id<Code> common = common_code(frame.project(), compare.chosen);
    if (buttons.text("split", "Split off…", ButtonLook::plain, Icon::split, !common.is_null()))
        frame.state.chosen_codings = chosen, ask_name(frame, Naming::split_code, "Split off " + count + " as a new code", "", common.guid);
    Rect words = buttons.rest();
    take_left(words, ui.style.gap);
    ui.label(words, count + " chosen", ui.small());
    ui.say("count", words, Role::status, count + " chosen");
    ui.end_group();
}

} // namespace

void draw_compare(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    CompareState& compare = frame.state.compare;
    ui.fill(rect, ui.style.window);
    ui.begin_group("compare", rect, Role::region, "Compare");
    if (frame.caches.codebook_rows_of(frame).empty()) {
        if (draw_empty_state(ui, rect, Icon::compare, "Nothing to compare yet",
                             "Code some passages first. Here they then stand side by side under their code’s definition, "
                             "so that you see what belongs together and what does not.",
                             "Go to the transcript"))
            frame.state.mode = Mode::code;
        ui.end_group();
        return;
    }
    const Id<Code> shown = code_to_show(frame);
    if (!frame.project().find(compare.beside) || compare.beside == shown) compare.beside = {};
    forget_ticks_elsewhere(frame, shown);
    const ListAndPage split = split_list_and_page(ui, rect, compare.list_open);
    if (split.show_list) draw_list(frame, split.list, shown);
    if (split.show_page) {
        Rect page = split.page;
        draw_chosen_bar(frame, page);
        if (compare.beside && page.width >= two_columns_from * unit(ui)) {
            const Rect first = take_left(page, std::round(page.width / 2));
            draw_compare_column(frame, first, shown, 0, split);
            ui.hairline(page.x, page.y, page.x, page.y + page.height);
            draw_compare_column(frame, page, compare.beside, 1, split);
        } else {
            draw_compare_column(frame, page, shown, 0, split);
        }
    }
    ui.end_group();
}

} // namespace emic
