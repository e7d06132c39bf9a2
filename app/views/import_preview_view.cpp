#include "views/import_preview_view.h"

#include "actions.h"
#include "engine/formats/import_repeats.h"
#include "engine/text_direction.h"
#include "views/import_preview_parts.h"
#include "views/parts.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace emic {

namespace {

constexpr float card_width = 1160, card_height = 740; ///< design pixels
constexpr float narrow_card = 720;                    ///< design pixels; below, the details stand under the list

std::string kind_of(const PlannedImport& item) {
    if (item.problem) return "Cannot be imported";
    if (item.repeat == Repeat::whole && !item.taken) return "There already, with the same text";
    if (item.table && item.rows.empty() && !item.cases.empty()) return "Table · " + count_of(item.cases.size(), "case", "cases");
    if (item.table) return item.taken ? "Table · " + count_of(item.rows.size(), "document", "documents") : "Table · no column of text";
    std::string words = item.case_name.empty() ? "" : isolated(item.case_name) + " · ";
    words += with_commas(item.words) + (item.words == 1 ? " word" : " words");
    if (item.speakers.empty()) return words;
    return words + " · " + count_of(item.speakers.size(), "speaker", "speakers");
}

std::string imported_words(std::size_t documents, std::size_t cases) {
    if (cases == 0) return count_of(documents, "document", "documents");
    if (documents == 0) return count_of(cases, "case", "cases");
    return count_of(documents, "document", "documents") + " and " + count_of(cases, "more case", "more cases");
}

std::string title_of(const PlannedImport& item) { return item.problem || item.table ? item.file : item.name; }

std::string summary_of(const ImportPlan& plan) {
    const auto lost = static_cast<std::size_t>(std::count_if(plan.items.begin(), plan.items.end(), [](const PlannedImport& item) { return item.problem.has_value(); }));
    std::string words = count_of(plan.items.size(), "file was", "files were") + " read.";
    if (lost > 0) words += " " + count_of(lost, "of them cannot be imported", "of them cannot be imported") + ".";
    return words + " Nothing is in the project yet.";
}

void choose(ImportPreviewState& state, std::size_t place) {
    if (state.chosen == place) return;
    state.chosen = place;
    state.open_column.reset();
}

struct ItemParts {
    Rect mark, row;
};
ItemParts parts_of(const Frame& frame, const Rect& rect) {
    ItemParts parts{{}, rect};
    parts.mark = take_left(parts.row, 34 * frame.state.zoom);
    return parts;
}

void draw_item(const Frame& frame, std::size_t place, const Rect& rect) {
    Ui& ui = frame.ui;
    ImportPreviewState& state = frame.state.import_preview;
    const PlannedImport& item = state.plan.items[place];
    const float z = frame.state.zoom;
    const std::string title = title_of(item);
    const std::string kind = kind_of(item);
    const ItemParts parts = parts_of(frame, rect);
    Meaning meaning;
    meaning.role = Role::option;
    meaning.name = title;
    meaning.value = kind;
    const Hit hit = ui.row("file " + std::to_string(place), parts.row, meaning, state.chosen == place);
    const Rect words = inset(parts.row, 10 * z, 5 * z);
    const Rgba ink = item.taken ? ui.style.ink : ui.style.quiet_ink;
    ui.label({words.x, words.y, words.width, words.height / 2}, title, {ui.style.text, ink, state.chosen == place});
    ui.label({words.x, words.y + words.height / 2, words.width, words.height / 2}, kind, item.problem ? TextLook{ui.style.small, ui.style.warning} : ui.quiet());
    if (hit.clicked) choose(state, place);
}

/// Whether it is imported, or why that is not to be chosen here.
void draw_mark(const Frame& frame, std::size_t place, const Rect& rect) {
    Ui& ui = frame.ui;
    PlannedImport& item = frame.state.import_preview.plan.items[place];
    const float size = 18 * frame.state.zoom;
    const Rect mark = parts_of(frame, rect).mark;
    if (item.problem) draw_icon(window_painter(), mark, Icon::warning, ui.style.warning, size);
    else if (item.table && item.rows.empty() && item.cases.empty()) draw_icon(window_painter(), mark, Icon::table, ui.style.quiet_ink, size);
    else if (draw_tick_box(ui, "take " + std::to_string(place), mark, "Import " + title_of(item), item.taken)) item.taken = !item.taken;
}

/// Ticks all or none, and a case for each document.
void draw_list_tools(const Frame& frame, Rect strip) {
    Ui& ui = frame.ui;
    std::vector<PlannedImport>& items = frame.state.import_preview.plan.items;
    const auto document = [](const PlannedImport& item) { return !item.problem && !item.table; };
    if (std::count_if(items.begin(), items.end(), document) < 2) return;
    const bool all = std::all_of(items.begin(), items.end(), [](const PlannedImport& item) { return item.problem || item.taken; });
    const char* tick = all ? "Untick all" : "Tick all";
    if (ui.button("tick all", take_left(strip, ui.button_width(tick)), tick, ButtonLook::quiet))
        for (PlannedImport& item : items) item.taken = !all && !item.problem && (!item.table || !item.rows.empty() || !item.cases.empty());
    const bool cases = std::any_of(items.begin(), items.end(), [&](const PlannedImport& item) { return document(item) && !item.case_name.empty(); });
    const char* each = cases ? "No cases" : "A case for each";
    if (ui.button("cases", take_right(strip, ui.button_width(each)), each, ButtonLook::quiet))
        for (PlannedImport& item : items)
            if (document(item)) item.case_name = cases ? std::string() : item.name;
}

void draw_list(const Frame& frame, Rect rect) {
    Ui& ui = frame.ui;
    const std::size_t count = frame.state.import_preview.plan.items.size();
    const float z = frame.state.zoom;
    if (count > 1) draw_list_tools(frame, take_top(rect, ui.style.button + 6 * z));
    ui.begin_scroll("file list", rect);
    const Rect area = ui.content();
    const float height = 54 * z;
    const auto each = [&](void (*draw)(const Frame&, std::size_t, const Rect&)) {
        for (std::size_t i = 0; i < count; ++i) {
            const Rect place{area.x, area.y + static_cast<float>(i) * (height + 2), area.width - 8 * z, height};
            if (near_view(ui, place)) draw(frame, i, place);
        }
    };
    // A list box holds nothing but what is chosen in it.
    ui.begin_group("files", rect, Role::listbox, "Files to import");
    each(draw_item);
    ui.end_group();
    ui.begin_group("marks", rect, Role::group, "What is imported");
    each(draw_mark);
    ui.end_group();
    ui.end_scroll(static_cast<float>(count) * (height + 2));
}

void draw_details(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ImportPreviewState& state = frame.state.import_preview;
    const float z = frame.state.zoom;
    const PlannedImport& item = state.plan.items[state.chosen];
    ui.begin_group("details", rect, Role::region, "Details of " + title_of(item));
    ui.begin_scroll("details " + std::to_string(state.chosen), rect);
    const Rect area = ui.content();
    const Rect column{area.x, area.y, area.width - 12 * z, area.height};
    float end = area.y;
    if (const std::string repeat = repeat_words(item); !repeat.empty()) draw_sentence(ui, "repeat", column.x, end, column.width, repeat, SentenceTone::warning);
    const Rect below{column.x, end, column.width, column.height};
    if (item.problem) draw_sentence(ui, "problem", column.x, end, column.width, item.problem->message, SentenceTone::warning);
    else end = item.table ? draw_survey_details(frame, below) : draw_document_details(frame, below);
    ui.end_scroll(end - area.y + 8);
    ui.end_group();
}

void leave(const Frame& frame) {
    frame.ui.drop_field();
    frame.state.import_preview = {};
    frame.close_overlay();
}

void draw_footer(const Frame& frame, Rect strip) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    const std::size_t count = document_count(frame.state.import_preview.plan);
    const std::size_t cases = case_count(frame.state.import_preview.plan);
    const std::string import = "Import " + imported_words(count, cases);
    const bool asked = ui.button("import", take_right(strip, ui.button_width(import) + 16 * z), import, ButtonLook::primary, {}, count + cases > 0);
    take_right(strip, 8);
    if (ui.button("cancel", take_right(strip, ui.button_width("Cancel")), "Cancel", ButtonLook::quiet)) return leave(frame);
    take_right(strip, 8);
    constexpr const char* always = "Show this before every import";
    if (ui.checkbox("always", take_left(strip, std::min(strip.width, ui.width(always, ui.small()) + 40 * z)), always, frame.state.preview_imports))
        frame.state.preview_imports = !frame.state.preview_imports;
    if (!asked) return;
    ui.commit_field();
    ask_import(frame, frame.state.import_preview.plan);
}

} // namespace

void begin_import_preview(const Frame& frame, ImportPlan plan) {
    ImportPreviewState& state = frame.state.import_preview;
    if (frame.state.overlay != Overlay::import_preview) state = {};
    const std::size_t first = state.plan.items.size();
    for (PlannedImport& item : plan.items) state.plan.items.push_back(std::move(item));
    if (first > 0) { // those added to what is in view may repeat it; what was ticked there stays
        std::vector<bool> taken;
        for (const PlannedImport& item : state.plan.items) taken.push_back(item.taken);
        mark_repeats(state.plan, frame.project());
        for (std::size_t i = 0; i < first; ++i) state.plan.items[i].taken = taken[i];
    }
    const auto readable = std::find_if(state.plan.items.begin() + static_cast<std::ptrdiff_t>(first), state.plan.items.end(), [](const PlannedImport& item) { return !item.problem; });
    if (readable != state.plan.items.end()) choose(state, static_cast<std::size_t>(readable - state.plan.items.begin()));
    frame.open_overlay(Overlay::import_preview);
}

void draw_import_preview(const Frame& frame) {
    Ui& ui = frame.ui;
    ImportPreviewState& state = frame.state.import_preview;
    frame.state.overlay_fresh = false;
    if (state.plan.items.empty()) return leave(frame);
    state.chosen = std::min(state.chosen, state.plan.items.size() - 1);
    const float z = frame.state.zoom;
    Rect rest = begin_card(frame, card_width, card_height, "Before the import");
    const std::string summary = summary_of(state.plan);
    const Rect line = take_top(rest, 22 * z);
    ui.label(line, summary, ui.quiet());
    ui.say("summary", line, Role::status, summary);
    take_top(rest, 10 * z);
    Rect footer = take_bottom(rest, ui.style.button);
    const Rect rule = take_bottom(rest, 22 * z);
    ui.hairline(rule.x, rule.y + rule.height / 2, rule.x + rule.width, rule.y + rule.height / 2);
    if (rest.width < narrow_card * z) {
        draw_list(frame, take_top(rest, rest.height * 0.34f));
        take_top(rest, 12 * z);
    } else {
        draw_list(frame, take_left(rest, std::min(350 * z, rest.width * 0.36f)));
        const Rect between = take_left(rest, 36 * z);
        ui.hairline(between.x + 14 * z, between.y, between.x + 14 * z, between.y + between.height);
    }
    draw_details(frame, rest);
    draw_footer(frame, footer);
    ui.end_group();
}

bool has_remarks(const std::vector<ImportLine>& lines) {
    return std::any_of(lines.begin(), lines.end(), [](const ImportLine& line) { return !line.notes.empty(); });
}

namespace {

/// What the report says of the files of a plan besides what was said when they were read.
struct PlanRemark {
    std::string file;
    std::vector<std::string> words;
    bool alone = false; ///< in place of what was said before
};

/// Of a table that is what the preview said last, for its columns may have been chosen anew.
std::vector<std::string> table_words(const PlannedImport& item) {
    std::vector<std::string> words;
    for (const ImportNote& note : item.notes) words.push_back(note.message);
    if (!item.rows.empty())
        for (const ImportNote& note : item.rows.front().notes) words.push_back(note.message);
    return words;
}

std::vector<PlanRemark> remarks_of(const ImportPlan& plan) {
    std::vector<PlanRemark> remarks;
    std::set<std::string> taken;
    for (const PlannedImport& item : plan.items)
        if (item.taken) taken.insert(item.file);
    for (const PlannedImport& item : plan.items) {
        if (item.problem) continue;
        if (!item.taken && item.repeat == Repeat::whole) remarks.push_back({item.file, {"It is in the project already, with the same text, and was left out."}});
        else if (!item.taken && !taken.contains(item.file)) remarks.push_back({item.file, {"It was not ticked. Nothing of it was imported."}, true});
        else if (item.table && item.taken) remarks.push_back({item.file, table_words(item), true});
        if (item.taken && !item.not_taken.empty()) remarks.push_back({item.file, {not_taken_words(item.not_taken) + "."}});
    }
    return remarks;
}

void add_remarks(std::vector<ImportLine>& lines, const std::vector<PlanRemark>& remarks) {
    std::set<const ImportLine*> replaced; // files of one name follow each other as in the plan
    for (const PlanRemark& remark : remarks)
        for (ImportLine& line : lines) {
            if (line.file != remark.file || !line.taken) continue;
            if (remark.alone) {
                if (!replaced.insert(&line).second) continue;
                line.notes = remark.words;
                break;
            }
            const auto known = [&](const std::string& words) { return std::find(line.notes.begin(), line.notes.end(), words) != line.notes.end(); };
            if (std::all_of(remark.words.begin(), remark.words.end(), known)) continue;
            line.notes.insert(line.notes.end(), remark.words.begin(), remark.words.end());
            break;
        }
}

} // namespace

void ask_import(const Frame& frame, const ImportPlan& plan) {
    const Frame copy = frame;
    frame.ask(&import_sources, sources_of(plan), [copy, words = imported_words(document_count(plan), case_count(plan)), remarks = remarks_of(plan)](const Change& change) {
        ViewState& state = copy.state;
        if (state.overlay == Overlay::import_preview) leave(copy);
        add_remarks(state.imported, remarks);
        if (has_remarks(state.imported)) copy.open_overlay(Overlay::import_report);
        else copy.toast(words + " imported.");
        for (const AnyEdit& any : change.edits)
            if (const auto* edit = std::get_if<Edit<Source>>(&any); edit && edit->after) {
                state.document = edit->after->id;
                state.selection = {};
                state.coding = {};
                state.mode = Mode::code;
                state.inspecting = Inspecting::document;
                break;
            }
    });
}

// ---------------------------------------------------------------- what the details have in common

void draw_part_heading(Ui& ui, float x, float& y, float width, std::string_view words) {
    y += 16 * unit(ui);
    std::string capitals(words);
    for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const Rect line{x, y, width, ui.style.caption * 1.8f};
    ui.label(line, capitals, ui.caption());
    ui.say("part " + std::string(words), line, Role::heading, words, 3);
    y += line.height + 4 * unit(ui);
}

float choice_width(Ui& ui, std::string_view text) { return ui.width(text, {ui.style.small, ui.style.ink, true}) + 24 * unit(ui); }

bool draw_choice(Ui& ui, std::string_view key, Rect& line, std::string_view text, std::string_view name, bool chosen) {
    const Rect place = take_left(line, choice_width(ui, text));
    take_left(line, 6 * unit(ui));
    Meaning meaning;
    meaning.role = Role::radio;
    meaning.name = name;
    meaning.checked = chosen ? Tri::yes : Tri::no;
    const Hit hit = ui.item(key, place, meaning);
    const float radius = place.height / 2;
    ui.fill(place, chosen ? ui.style.accent_soft : hit.hovered ? ui.style.hover : ui.style.raised, radius);
    ui.outline(place, chosen ? ui.style.accent : ui.style.strong_line, radius);
    if (hit.focused) ui.outline(inset(place, -3), ui.style.focus, radius + 3, 2);
    ui.label(place, text, {ui.style.small, ui.style.ink, chosen}, Align::centre);
    return hit.clicked;
}

void draw_sentence(Ui& ui, std::string_view key, float x, float& y, float width, const std::string& words, SentenceTone tone) {
    const float z = unit(ui);
    const bool warning = tone == SentenceTone::warning;
    const TextLook look = warning ? ui.small() : ui.quiet();
    draw_icon(window_painter(), {x, y, 18 * z, look.size * 1.5f}, warning ? Icon::warning : Icon::document, warning ? ui.style.warning : ui.style.quiet_ink, 15 * z);
    const float height = ui.paragraph(x + 26 * z, y, width - 26 * z, words, look);
    ui.say(key, {x, y, width, height}, Role::paragraph, words);
    y += height + 4 * z;
}

bool near_view(const Ui& ui, const Rect& row) {
    constexpr float margin = 400;
    return ui.visible({row.x, row.y - margin, row.width, row.height + 2 * margin});
}

std::string with_commas(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

} // namespace emic
