#include "views/views.h"

#include "actions.h"
#include "caches.h"
#include "engine/queries/context.h"
#include "engine/queries/text_units.h"
#include "engine/text_direction.h"
#include "views/parts.h"
#include "views/search_rows.h"
#include "widgets/code_chip.h"
#include "widgets/marked_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emic {

namespace {

constexpr std::size_t most_results = 5000;
constexpr double typing_pause_ms = 250;
constexpr float widest_column = 1080;
constexpr float words_before_share = 0.44f; ///< of the line: where the words found begin, one under the other

struct ExtentChoice {
    CodedExtent extent;
    const char* name;
};
constexpr std::array<ExtentChoice, 4> extent_choices{{{CodedExtent::words, "Words"},
                                                      {CodedExtent::sentence, "Sentence"},
                                                      {CodedExtent::paragraph, "Paragraph"},
                                                      {CodedExtent::turn, "Turn"}}};

void search_for(const Frame& frame, const std::string& text) {
    frame.state.searching.typed_at_ms = 0;
    if (frame.state.search == text) return;
    frame.state.search = text;
    frame.state.search_chosen.clear();
    frame.state.searching.at = 0;
    frame.state.searching.by_keys = false;
}

const SearchResults& results_of(const Frame& frame) {
    return frame.caches.search.get({frame.revision(), frame.state.search}, [&] {
        return search_project(frame.project(), frame.indexes(), frame.state.search, most_results);
    });
}

void draw_field(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    FieldSpec spec;
    spec.label = "Search all documents, memos and codes";
    spec.placeholder = "Words or part of a word";
    spec.value = frame.state.search;
    spec.open_now = frame.state.search_fresh;
    TextLook look = ui.look();
    look.size = ui.style.heading;
    spec.look = look;
    spec.commit = [frame](const std::string& text) { search_for(frame, text); };
    spec.of_screen = true;
    frame.state.search_fresh = false;
    const FieldState field = ui.field("search_field", rect, spec);
    const Rect icon{rect.x + rect.width - 44 * u, rect.y, 40 * u, rect.height};
    if (!field.open && direction_of(frame.state.search) != TextDirection::right_to_left) draw_icon(window_painter(), icon, Icon::search, ui.style.quiet_ink, 20 * u);

    SearchState& searching = frame.state.searching;
    if (field.ended && !field.escaped) searching.by_keys = true;
    if (!field.open || field.text == frame.state.search) {
        searching.typed_at_ms = 0;
        return;
    }
    // Searches by itself when typing rests.
    if (searching.typed_at_ms == 0 || field.text != searching.typed) searching.typed_at_ms = platform::now_ms();
    searching.typed = field.text;
    const double rest_ms = searching.typed_at_ms + typing_pause_ms - platform::now_ms();
    if (rest_ms <= 0) search_for(frame, field.text);
    else platform::request_frame(rest_ms);
}

std::string summary_of(const SearchResults& results) {
    std::string words = count_of(results.in_passages, "place", "places") + " in " +
                        count_of(results.in_documents, "document", "documents");
    const std::uint32_t elsewhere = results.total - results.in_passages;
    if (elsewhere > 0) words += ", " + std::to_string(elsewhere) + " in memos, codes and names";
    if (results.total > results.rows.size()) words += "; the first " + std::to_string(results.rows.size()) + " are shown";
    return words;
}

/// The ticks stay while a code is being chosen and go once it has been applied.
void ask_for_code(const Frame& frame) {
    frame.state.chosen_passages = widened_passages(frame.project(), frame.state.search_chosen, frame.state.searching.extent);
    frame.state.searching.asked_at_revision = frame.revision();
    choose_code(frame, ChoiceOfCode::code_passages, "Code " + count_of(frame.state.chosen_passages.size(), "passage", "passages") + " with");
}

void forget_coded_ticks(const Frame& frame) {
    auto& asked = frame.state.searching.asked_at_revision;
    if (!asked || frame.state.overlay != Overlay::none) return;
    if (*asked != frame.revision()) frame.state.search_chosen.clear();
    asked.reset();
}

/// Count at the left; how much to code and with what at the right.
void draw_bar(const Frame& frame, Rect strip, const SearchResults& results) {
    Ui& ui = frame.ui;
    auto& chosen = frame.state.search_chosen;
    std::set<Passage> all;
    for (const SearchRow& row : results.rows)
        if (row.kind == SearchKind::passage) all.insert({row.source, row.range});

    Rect words = strip;
    if (!all.empty()) {
        const bool every = chosen.size() == all.size();
        const float side = 28 * unit(ui);
        if (draw_tick_box(ui, "all", take_left(words, side), every ? "Choose no result" : "Choose all results", every))
            chosen = every ? std::set<Passage>() : all;
        take_left(words, ui.style.gap);
        ButtonsFromRight buttons(ui, words);
        const std::string label = chosen.empty() ? "Code…" : "Code " + std::to_string(chosen.size()) + "…";
        if (buttons.text("code", label, ButtonLook::primary, Icon::tag, !chosen.empty()))
            ask_for_code(frame);
        words = buttons.rest();
        ui.begin_group("extent", words, Role::tablist, "How much around the words found is coded");
        for (auto choice = extent_choices.rbegin(); choice != extent_choices.rend(); ++choice) {
            const float wide = ui.width(choice->name, ui.small()) + 22 * unit(ui);
            if (words.width < wide + 160 * unit(ui)) break;
            if (ui.tab(choice->name, take_right(words, wide), choice->name, frame.state.searching.extent == choice->extent))
                frame.state.searching.extent = choice->extent;
            ui.tooltip("How much around the words found is coded");
        }
        ui.end_group();
    }
    const std::string summary = chosen.empty() ? summary_of(results) : std::to_string(chosen.size()) + " of " + count_of(all.size(), "place", "places") + " chosen";
    ui.label(words, summary, ui.small());
    ui.say("summary", words, Role::status, summary);
}

void open_result(const Frame& frame, const SearchRow& row) {
    switch (row.kind) {
    case SearchKind::passage: show_document(frame, row.source, row.range); break;
    case SearchKind::memo:
        if (const Memo* memo = frame.project().find(row.memo); memo && memo->target == MemoTarget::theme) show_theme(frame, {memo->target_id});
        else if (memo && memo->target == MemoTarget::passage) show_document(frame, row.source, row.range);
        else if (row.source) show_document(frame, row.source);
        else if (row.code) show_code(frame, row.code), frame.state.mode = Mode::code;
        else frame.state.mode = Mode::code, frame.state.inspecting = Inspecting::project;
        break;
    case SearchKind::document_name: show_document(frame, row.source); break;
    case SearchKind::code_name:
    case SearchKind::code_definition: compare_code(frame, row.code); break;
    }
}

/// The words found under one another in the middle of the line, set off, with what stands around them.
void draw_words_in_context(const Frame& frame, const Rect& line, const SearchRow& row, bool aligned) {
    Ui& ui = frame.ui;
    MarkedText words{row.before + row.match + row.after, {}, TextDirection::automatic};
    words.marked = {static_cast<std::uint32_t>(row.before.size()), static_cast<std::uint32_t>(row.before.size() + row.match.size())};
    if (const Source* source = row.kind == SearchKind::passage ? frame.project().find(row.source) : nullptr)
        words.direction = direction_at(source->text.view(), row.range.begin);
    marked_line(ui, line, words, {ui.look(), ui.look(), ui.style.match}, aligned ? std::optional(words_before_share) : std::nullopt);
}

/// "Paragraph 12", then the codes that are on the passage already, as dots with names.
void draw_result_foot(const Frame& frame, const Rect& line, const SearchRow& row) {
    Ui& ui = frame.ui;
    Rect rest = line;
    const std::string place = row.kind == SearchKind::passage ? "Paragraph " + std::to_string(row.paragraph) : row.title;
    take_left(rest, ui.label(rest, place, ui.quiet()) + ui.style.gap * 1.5f);
    for (Id<Code> id : row.coded) {
        const Code* code = frame.project().find(id);
        const float wide = code ? ui.width(code->name, ui.quiet()) + 26 * unit(ui) : 0;
        if (!code || rest.width < wide) break;
        Rect mark = take_left(rest, wide);
        code_dot(ui, take_left(mark, 12 * unit(ui)), code->colour, 8 * unit(ui));
        take_left(mark, 4);
        ui.label(mark, code->name, ui.quiet());
    }
}

void draw_result(const Frame& frame, const Rect& rect, const SearchRow& row, std::size_t index) {
    Ui& ui = frame.ui;
    SearchState& searching = frame.state.searching;
    const float u = unit(ui);
    Rect rest = rect;
    const Rect tick = take_left(rest, 28 * u);
    take_left(rest, ui.style.gap * 0.5f);
    if (row.kind == SearchKind::passage) {
        const Passage passage{row.source, row.range};
        const bool ticked = frame.state.search_chosen.count(passage) != 0;
        if (draw_tick_box(ui, "tick", tick, "Choose: " + row.before + row.match + row.after, ticked)) {
            if (ticked) frame.state.search_chosen.erase(passage);
            else frame.state.search_chosen.insert(passage);
        }
    }
    Meaning meaning;
    meaning.role = Role::link;
    meaning.name = row.before + row.match + row.after;
    meaning.value = row.kind == SearchKind::passage ? row.title + ", paragraph " + std::to_string(row.paragraph) : row.title;
    const Hit hit = ui.row("result", rest, meaning, searching.by_keys && index == searching.at);
    Rect inside = inset(rest, ui.style.gap, 4 * u);
    draw_words_in_context(frame, take_top(inside, inside.height * 0.54f), row, row.kind == SearchKind::passage && rest.width > 520 * u);
    draw_result_foot(frame, inside, row);
    if (hit.clicked) {
        searching.at = index;
        open_result(frame, row);
    }
}

/// Arrows move through the results, Enter opens one, Space ticks it; only while no field and no walk
/// through the controls has the keyboard.
void handle_keys(const Frame& frame, const SearchResults& results) {
    SearchState& searching = frame.state.searching;
    const bool other_keys = frame.ui.field_open() || frame.state.overlay != Overlay::none || !frame.state.keyboard_to_page;
    if (other_keys || results.rows.empty()) return;
    const std::size_t last = results.rows.size() - 1;
    searching.at = std::min(searching.at, last);
    const auto move_to = [&](std::size_t at) { searching.at = at, searching.by_keys = searching.scroll_to_result = true; };
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) move_to(searching.by_keys ? std::min(searching.at + 1, last) : searching.at);
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) move_to(searching.at == 0 ? 0 : searching.at - 1);
    if (!searching.by_keys) return;
    const SearchRow& row = results.rows[searching.at];
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false)) open_result(frame, row);
    if (ImGui::IsKeyPressed(ImGuiKey_Space, false) && row.kind == SearchKind::passage) {
        const Passage passage{row.source, row.range};
        if (frame.state.search_chosen.erase(passage) == 0) frame.state.search_chosen.insert(passage);
    }
}

void draw_results(const Frame& frame, const Rect& rect, const SearchResults& results) {
    Ui& ui = frame.ui;
    SearchState& searching = frame.state.searching;
    const float u = unit(ui);
    const float heading = std::round(44 * u), result = std::round(58 * u);
    ui.begin_group("results", rect, Role::region, "Results");
    ui.begin_scroll("result_rows", with_scroll_bar(ui, rect));
    const Rect content{rect.x, ui.content().y, rect.width, rect.height};
    float y = content.y;
    for (const SearchItem& item : search_items(results)) {
        const Rect row{content.x, y, content.width, item.is_heading() ? heading : result};
        y += row.height;
        if (!item.is_heading() && searching.scroll_to_result && item.result == searching.at) {
            ui.scroll_into_view(row.y - heading, row.y + row.height);
            searching.scroll_to_result = false;
        }
        if (!ui.visible(row)) continue;
        if (item.is_heading()) {
            Rect strip = row;
            take_top(strip, ui.style.gap);
            ImGui::PushID(static_cast<int>(item.result));
            draw_section_heading(ui, "heading", strip.x, strip.y, strip.width, item.heading, std::to_string(item.count));
            ImGui::PopID();
        } else {
            ImGui::PushID(static_cast<int>(item.result));
            draw_result(frame, row, results.rows[item.result], item.result);
            ImGui::PopID();
        }
    }
    ui.end_scroll(y - content.y + ui.style.margin);
    ui.end_group();
}

} // namespace

void draw_search(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    forget_coded_ticks(frame);
    ui.fill(rect, ui.style.page);
    ui.begin_group("search", rect, Role::region, "Search");
    Rect rest = reading_column(ui, rect, widest_column);
    take_top(rest, ui.style.margin * 1.5f);
    draw_field(frame, take_top(rest, std::round(48 * unit(ui))));
    take_top(rest, ui.style.gap);

    if (frame.state.search.find_first_not_of(" \t\n") == std::string::npos) {
        if (frame.project().sources().empty()) {
            if (draw_empty_state(ui, rect, Icon::search, "Nothing to search yet",
                                 "Bring in your interviews first; then every word in them, in memos and in the codebook can be found here.",
                                 "Go to the documents"))
                frame.state.mode = Mode::code;
        } else {
            draw_empty_state(ui, rest, Icon::search, "Search the whole study",
                             "Type a word or part of one. Every place is shown in its context; tick those that matter and code them in one step.");
        }
        ui.end_group();
        return;
    }
    const SearchResults& results = results_of(frame);
    if (results.rows.empty()) {
        draw_empty_state(ui, rest, Icon::search, "Nothing found",
                         "No document, memo or code has " + in_double_quotes(frame.state.search) +
                             ". Capitals do not matter but accents do. Try only the beginning of the word.");
    } else {
        draw_bar(frame, take_top(rest, std::round(44 * unit(ui))), results);
        handle_keys(frame, results);
        draw_results(frame, rest, results);
    }
    ui.end_group();
}

} // namespace emic
