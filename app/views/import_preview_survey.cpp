#include "views/import_preview_parts.h"

#include "actions.h"
#include "engine/name_line.h"
#include "views/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emic {

namespace {

constexpr std::size_t shown_sample = 120; ///< bytes of a column's first answer
constexpr int shown_lines = 6;            ///< of the first document

struct TypeChoice {
    AttributeType type;
    const char* text;
};
constexpr std::array<TypeChoice, 6> type_choices = {{{AttributeType::text, "Text"},
                                                     {AttributeType::boolean, "Yes or no"},
                                                     {AttributeType::integer, "Whole number"},
                                                     {AttributeType::number, "Number"},
                                                     {AttributeType::date, "Date"},
                                                     {AttributeType::date_time, "Date and time"}}};

const char* type_name(AttributeType type) {
    for (const TypeChoice& choice : type_choices)
        if (choice.type == type) return choice.text;
    return "Text";
}

/// What can become of a column, each a mark in the row of that column.
enum class Mark { text, attribute, leave_out, names, cases };
struct MarkColumn {
    Mark mark;
    const char* caption;
    const char* name;
};
constexpr std::array<MarkColumn, 5> mark_columns = {{{Mark::text, "Text", "Text to code"},
                                                     {Mark::attribute, "Attribute", "Attribute"},
                                                     {Mark::leave_out, "Leave out", "Leave out"},
                                                     {Mark::names, "Document", "Names the document"},
                                                     {Mark::cases, "Case", "Names the case"}}};

bool is_marked(const SurveyChoices& choices, std::size_t column, Mark mark) {
    switch (mark) {
    case Mark::text: return choices.columns[column].role == ColumnRole::text;
    case Mark::attribute: return choices.columns[column].role == ColumnRole::attribute;
    case Mark::leave_out: return choices.columns[column].role == ColumnRole::leave_out;
    case Mark::names: return choices.name_column == column;
    case Mark::cases: return choices.case_column == column;
    }
    return false;
}

void set_mark(SurveyChoices& choices, std::size_t column, Mark mark) {
    const auto toggle = [column](std::optional<std::size_t>& chosen) {
        if (chosen == column) chosen.reset();
        else chosen = column;
    };
    switch (mark) {
    case Mark::text: choices.columns[column].role = ColumnRole::text; break;
    case Mark::attribute: choices.columns[column].role = ColumnRole::attribute; break;
    case Mark::leave_out: choices.columns[column].role = ColumnRole::leave_out; break;
    case Mark::names: toggle(choices.name_column); break;
    case Mark::cases: toggle(choices.case_column); break;
    }
}

/// A round mark that is chosen or not.
bool draw_mark(Ui& ui, std::string_view key, const Rect& cell, std::string_view name, bool marked) {
    const float z = unit(ui);
    const float side = std::round(18 * z);
    const Rect ring{std::round(cell.x + (cell.width - side) / 2), std::round(cell.y + (cell.height - side) / 2), side, side};
    Meaning meaning;
    meaning.role = Role::radio;
    meaning.name = name;
    meaning.checked = marked ? Tri::yes : Tri::no;
    const Hit hit = ui.item(key, cell, meaning);
    if (hit.hovered) ui.fill(inset(cell, 2), ui.style.hover, 6);
    ui.fill(ring, marked ? ui.style.accent : ui.style.page, side / 2);
    ui.outline(ring, marked || hit.hovered ? ui.style.accent : ui.style.strong_line, side / 2, 1.5f);
    if (marked) ui.fill(inset(ring, side * 0.32f), ui.style.accent_ink, side / 2);
    if (hit.focused) ui.outline(inset(ring, -3), ui.style.focus, side, 2);
    return hit.clicked;
}

void draw_sheets(const Frame& frame, PlannedImport& item, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    if (item.table->sheets.size() < 2) return;
    draw_part_heading(ui, column.x, y, column.width, "Sheet");
    const float height = ui.style.button * 0.88f;
    Rect line{column.x, y, column.width, height};
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < item.table->sheets.size(); ++i) {
        const std::string& name = item.table->sheets[i].name;
        if (line.width < choice_width(ui, name)) line = {column.x, line.y + height + 6 * unit(ui), column.width, height};
        if (draw_choice(ui, "sheet " + std::to_string(i), line, name, "Sheet: " + name, item.choices.sheet == i)) chosen = i;
    }
    y = line.y + height + 4 * unit(ui);
    if (chosen) choose_columns(item, guess_choices(*item.table, *chosen));
}

std::string sample_of(const SurveyColumn& column) {
    if (column.samples.empty()) return "No answers";
    std::string sample = column.samples.front();
    std::replace(sample.begin(), sample.end(), '\n', ' ');
    if (sample.size() <= shown_sample) return sample;
    std::size_t end = shown_sample;
    while (!is_code_point_boundary(sample, static_cast<std::uint32_t>(end))) --end;
    return sample.substr(0, end) + "…";
}

/// The kind of an attribute's values, cut off the left of `line`; true when others are asked for.
bool draw_kind(Ui& ui, std::string_view key, Rect& line, const std::string& heading, AttributeType type, bool open) {
    const float z = unit(ui);
    const std::string kind = type_name(type);
    const TextLook look{ui.style.small, ui.style.accent, true};
    const Rect place = take_left(line, std::min(ui.width(kind, look) + 22 * z, line.width));
    take_left(line, 8 * z);
    Meaning meaning;
    meaning.name = heading + " holds: " + kind;
    meaning.expanded = open ? Tri::yes : Tri::no;
    const Hit hit = ui.item(key, place, meaning);
    if (hit.hovered) ui.fill(place, ui.style.hover, 4);
    if (hit.focused) ui.outline(place, ui.style.focus, 4, 2);
    ui.label({place.x, place.y, place.width - 18 * z, place.height}, kind, look);
    draw_icon(window_painter(), {place.x + place.width - 18 * z, place.y, 16 * z, place.height}, open ? Icon::chevron_down : Icon::chevron_right, ui.style.accent, 11 * z);
    return hit.clicked;
}

/// Kinds of value of the attribute whose kind was clicked; true when one was chosen.
bool draw_types(const Frame& frame, const std::string& heading, ColumnChoice& choice, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    const float height = ui.style.button * 0.88f;
    const float left = 12 * unit(ui);
    Rect line{column.x + left, y, column.width - left, height};
    bool changed = false;
    for (const TypeChoice& type : type_choices) {
        if (line.width < choice_width(ui, type.text)) line = {column.x + left, line.y + height + 6 * unit(ui), column.width - left, height};
        if (draw_choice(ui, std::string("type ") + type.text, line, type.text, heading + " holds: " + type.text, choice.type == type.type)) {
            choice.type = type.type;
            changed = true;
        }
    }
    y = line.y + height + 8 * unit(ui);
    return changed;
}

void draw_columns(const Frame& frame, PlannedImport& item, const Rect& area, float& y) {
    Ui& ui = frame.ui;
    ImportPreviewState& state = frame.state.import_preview;
    const float z = unit(ui);
    const SurveySheet& sheet = item.table->sheets[item.choices.sheet];
    SurveyChoices choices = item.choices;
    bool changed = false;
    draw_part_heading(ui, area.x, y, area.width, "Columns");
    const float mark_width = std::min(78 * z, area.width * 0.125f);
    const float marks = mark_width * static_cast<float>(mark_columns.size());
    const float caption = ui.style.caption * 1.7f;
    for (std::size_t m = 0; m < mark_columns.size(); ++m)
        ui.label({area.x + area.width - marks + mark_width * static_cast<float>(m), y, mark_width, caption}, mark_columns[m].caption, {ui.style.caption, ui.style.quiet_ink}, Align::centre);
    y += caption + 2;
    const float height = 46 * z;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const Rect row{area.x, y, area.width, height};
        y += height;
        if (near_view(ui, row)) {
            const std::string& heading = sheet.columns[i].heading;
            const std::string number = std::to_string(i);
            const std::string sample = sample_of(sheet.columns[i]);
            ui.begin_group("column " + number, row, Role::group, heading + ": " + sample);
            ui.hairline(row.x, row.y, row.x + row.width, row.y);
            Rect words{row.x, row.y + 3 * z, row.width - marks - 10 * z, height - 6 * z};
            ui.label(take_top(words, words.height / 2), heading, {ui.style.text, ui.style.ink, choices.columns[i].role == ColumnRole::text});
            if (choices.columns[i].role == ColumnRole::attribute && draw_kind(ui, "kind " + number, words, heading, choices.columns[i].type, state.open_column == i))
                state.open_column = state.open_column == i ? std::nullopt : std::optional(i);
            ui.label(words, sample, ui.quiet());
            for (std::size_t m = 0; m < mark_columns.size(); ++m) {
                const Rect cell{row.x + row.width - marks + mark_width * static_cast<float>(m), row.y, mark_width, row.height};
                if (!draw_mark(ui, mark_columns[m].name + number, cell, heading + ": " + mark_columns[m].name, is_marked(choices, i, mark_columns[m].mark))) continue;
                set_mark(choices, i, mark_columns[m].mark);
                changed = true;
            }
            ui.end_group();
        }
        if (state.open_column == i && choices.columns[i].role == ColumnRole::attribute) changed = draw_types(frame, sheet.columns[i].heading, choices.columns[i], area, y) || changed;
    }
    ui.hairline(area.x, y, area.x + area.width, y);
    if (changed) choose_columns(item, std::move(choices));
}

/// In which row the answers begin, to be changed.
void draw_first_answer(const Frame& frame, PlannedImport& item, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    const float z = unit(ui);
    const SurveySheet& sheet = item.table->sheets[item.choices.sheet];
    if (sheet.rows.empty() && sheet.head.empty()) return;
    draw_part_heading(ui, column.x, y, column.width, "Answers");
    const float height = ui.style.button * 0.88f;
    Rect line{column.x, y, column.width, height};
    const std::uint32_t now = sheet.rows.empty() ? sheet.head.back().number + 1 : sheet.rows.front().number;
    const std::string words = "The answers begin in row " + std::to_string(now) + (sheet.head.empty() ? "; no row above names the columns." : sheet.head.size() == 1 ? "; the row above names the columns." : "; the rows above name the columns.");
    const Rect place = take_left(line, std::min(ui.width(words, ui.small()) + 12 * z, column.width));
    ui.label(place, words, ui.small());
    ui.say("first answer", place, Role::status, words);
    if (line.width < 190 * z) line = {column.x, y += height + 4 * z, column.width, height};
    std::optional<std::uint32_t> chosen;
    const char* earlier = "A row earlier";
    const char* later = "A row later";
    if (ui.button("earlier", take_left(line, ui.button_width(earlier)), earlier, ButtonLook::quiet, {}, !sheet.head.empty())) chosen = sheet.head.back().number;
    if (ui.button("later", take_left(line, ui.button_width(later)), later, ButtonLook::quiet, {}, sheet.rows.size() > 1)) chosen = sheet.rows[1].number;
    y += height + 4 * z;
    if (chosen) choose_first_answer(item, *chosen);
}

void draw_first_row(const Frame& frame, const PlannedImport& item, const Rect& area, float& y) {
    Ui& ui = frame.ui;
    const float z = unit(ui);
    draw_part_heading(ui, area.x, y, area.width, "The first document");
    if (item.rows.empty() && !item.cases.empty())
        return draw_sentence(ui, "none", area.x, y, area.width, "No column is marked as text: the rows become cases with their attributes, without documents.", SentenceTone::remark);
    if (item.rows.empty())
        return draw_sentence(ui, "none", area.x, y, area.width, "No column is marked as text, or its cells are empty: there is nothing to code in this table.", SentenceTone::warning);
    const ImportedDocument& first = item.rows.front();
    const std::string title = side_by_side({first.name, first.case_name && *first.case_name != first.name ? *first.case_name : ""});
    const Rect head{area.x, y, area.width, ui.style.text * 1.6f};
    ui.label(head, title, {ui.style.text, ui.style.ink, true});
    ui.say("first name", head, Role::paragraph, "First document: " + title);
    y += head.height;
    std::string values;
    for (const NewValue& value : first.content.values) values += (values.empty() ? "" : " · ") + side_by_side({value.attribute, value.value}, ": ");
    if (!values.empty()) {
        const float height = ui.paragraph(area.x, y, area.width, values, ui.quiet(), 3);
        ui.say("first values", {area.x, y, area.width, height}, Role::paragraph, values);
        y += height + 4 * z;
    }
    const TextLook look{ui.style.text, ui.style.ink, false, false, platform::FontFace::reading};
    std::size_t number = 0;
    for (const TextRange& paragraph : paragraphs(first.content.text)) {
        if (number >= 12) break;
        const std::string words(slice(first.content.text, paragraph));
        const bool heading = std::any_of(first.content.headings.begin(), first.content.headings.end(), [&](const Heading& one) { return one.range == paragraph; });
        const TextLook shown = heading ? TextLook{ui.style.small, ui.style.quiet_ink, true} : look;
        const float height = ui.paragraph(area.x, y, area.width, words, shown, shown_lines);
        ui.say("first " + std::to_string(number++), {area.x, y, area.width, height}, Role::paragraph, words);
        y += height + (heading ? 1 : 6) * z;
    }
}

} // namespace

float draw_survey_details(const Frame& frame, const Rect& column) {
    Ui& ui = frame.ui;
    ImportPreviewState& state = frame.state.import_preview;
    PlannedImport& item = state.plan.items[state.chosen];
    const float z = unit(ui);
    float y = column.y;
    const SurveySheet& sheet = item.table->sheets[item.choices.sheet];
    const std::string count = count_of(sheet.rows.size(), "row", "rows") + ", " + count_of(sheet.columns.size(), "column", "columns") + ": " +
                              (item.rows.empty() ? count_of(item.cases.size(), "case", "cases") + ", each with what is known of it."
                                                  : count_of(item.rows.size(), "document", "documents") + ", each with its answers and what is known of its case.");
    const float height = ui.paragraph(column.x, y, column.width, count, ui.small());
    ui.say("survey count", {column.x, y, column.width, height}, Role::status, count);
    y += height + 4 * z;
    if (!item.rows.empty())
        for (std::size_t i = 0; i < item.rows.front().notes.size(); ++i)
            draw_sentence(ui, "note " + std::to_string(i), column.x, y, column.width, item.rows.front().notes[i].message, SentenceTone::remark);
    for (std::size_t i = 0; i < item.notes.size(); ++i) draw_sentence(ui, "table note " + std::to_string(i), column.x, y, column.width, item.notes[i].message, SentenceTone::remark);
    draw_letters(frame, item, column, y);
    draw_sheets(frame, item, column, y);
    draw_first_answer(frame, item, column, y);
    draw_columns(frame, item, column, y);
    draw_first_row(frame, item, column, y);
    return y;
}

} // namespace emic
