#include "views/codebook_import_view.h"

#include "actions.h"
#include "command_table.h"
#include "engine/formats/codebook_readers.h"
#include "engine/name_line.h"
#include "engine/queries/codebook.h"
#include "engine/text_direction.h"
#include "views/code_picker.h"
#include "views/parts.h"

#include <algorithm>
#include <array>

namespace emic {

namespace {

constexpr int most_lines = 5; ///< of a definition

void compare_again(const Frame& frame) {
    CodebookImportState& state = frame.state.codebook_import;
    state.rows = compare_codebook(frame.project(), state.codebook);
    state.decisions.resize(state.rows.size());
    for (std::size_t i = 0; i < state.rows.size(); ++i) state.decisions[i] = usual_decision(state.rows[i].standing);
    state.compared_at = frame.revision();
    state.heights.clear();
}

std::size_t count_standing(const CodebookImportState& state, CodeStanding standing) {
    return static_cast<std::size_t>(std::count_if(state.rows.begin(), state.rows.end(), [&](const CodeComparison& row) { return row.standing == standing; }));
}

/// "Definition: …" and the other texts of a code, those that differ only where `only` says so.
std::string rules_text(const ImportedCode& code, const CodeDifferences* only) {
    std::string text;
    const auto add = [&](const char* head, const std::string& words, bool differs) {
        if (words.empty() || (only && !differs)) return;
        if (!text.empty()) text += '\n';
        text += head + words;
    };
    add("", code.definition, only && only->definition);
    add("Include: ", code.include, only && only->include);
    add("Exclude: ", code.exclude, only && only->exclude);
    add("Examples: ", code.examples, only && only->examples);
    return text;
}

struct Version {
    std::string text;
    std::optional<Colour> colour;
};

/// What a row shows of the project's code, in what differs.
Version mine_of(const Frame& frame, const CodeComparison& row) {
    const Code* code = frame.project().find(row.mine);
    if (!code) return {};
    ImportedCode as_imported;
    as_imported.definition = code->definition.empty() && row.differences.definition ? "(no definition)" : code->definition;
    as_imported.include = code->include;
    as_imported.exclude = code->exclude;
    as_imported.examples = code->examples;
    std::string text = rules_text(as_imported, &row.differences);
    if (row.differences.name || row.differences.place) text = steps_apart(code_path(frame.project(), row.mine)) + (text.empty() ? "" : "\n" + text);
    return {text, row.differences.colour ? std::optional(code->colour) : std::nullopt};
}

Version theirs_of(const CodeComparison& row) {
    std::string text = rules_text(row.theirs, &row.differences);
    if (row.differences.name || row.differences.place) text = steps_apart(row.path) + (text.empty() ? "" : "\n" + text);
    return {text, row.differences.colour ? row.theirs.colour : std::nullopt};
}

struct Layout {
    float line = 0;   ///< height of one line of controls
    float column = 0; ///< width of one version
    float gap = 0;
};

Layout layout_of(const Frame& frame, float width) {
    const float z = frame.state.zoom;
    return {30 * z, (width - 44 * z) / 2, 16 * z};
}

float version_height(Ui& ui, const Version& version, float width) {
    float height = ui.style.small * 1.5f;
    if (version.colour) height += ui.style.small * 1.6f;
    if (!version.text.empty()) height += ui.paragraph_height(width, version.text, ui.small(), most_lines);
    return height;
}

float row_height(const Frame& frame, const CodeComparison& row, float width) {
    const Layout layout = layout_of(frame, width);
    Ui& ui = frame.ui;
    if (row.standing == CodeStanding::same) return layout.line;
    if (row.standing == CodeStanding::new_) {
        const std::string text = rules_text(row.theirs, nullptr);
        return layout.line + (text.empty() ? 0 : ui.paragraph_height(width - 40 * frame.state.zoom, text, ui.quiet(), 2)) + 6;
    }
    return 2 * layout.line + std::max(version_height(ui, mine_of(frame, row), layout.column), version_height(ui, theirs_of(row), layout.column)) + 22;
}

void draw_version(Ui& ui, const Rect& place, const char* head, const Version& version) {
    ui.label({place.x, place.y, place.width, ui.style.small * 1.5f}, head, ui.caption());
    float y = place.y + ui.style.small * 1.5f;
    if (version.colour) {
        ui.fill({place.x, y + 2, ui.style.small * 2.4f, ui.style.small * 1.2f}, (*version.colour << 8) | 0xff, 4);
        y += ui.style.small * 1.6f;
    }
    if (!version.text.empty()) ui.paragraph(place.x, y, place.width, version.text, ui.small(), most_lines);
}

std::string told(const Version& version) { return version.text + (version.colour ? " (another colour)" : ""); }

void draw_choices(const Frame& frame, Rect line, std::size_t index, CodeDecision& decision) {
    Ui& ui = frame.ui;
    struct Choice {
        CodeDecision decision;
        const char* text;
    };
    static constexpr std::array<Choice, 3> choices = {{{CodeDecision::keep_mine, "Keep mine"}, {CodeDecision::take_theirs, "Take theirs"}, {CodeDecision::both, "Keep both"}}};
    for (const Choice& choice : choices) {
        Meaning meaning;
        meaning.role = Role::radio;
        meaning.name = std::string(choice.text) + ": " + frame.state.codebook_import.rows[index].path;
        meaning.checked = decision == choice.decision ? Tri::yes : Tri::no;
        const float mark = ui.style.small * 1.6f;
        const Rect place = take_left(line, ui.width(choice.text, ui.small()) + mark + 18);
        const bool chosen = decision == choice.decision;
        const Hit hit = ui.row(std::string(choice.text) + std::to_string(index), place, meaning, chosen);
        if (chosen) draw_icon(window_painter(), {place.x + 4, place.y, mark, place.height}, Icon::check, ui.style.accent, ui.style.small);
        ui.label({place.x + mark + 6, place.y, place.width - mark - 6, place.height}, choice.text, ui.small());
        if (hit.clicked) decision = choice.decision;
        take_left(line, 6);
    }
}

void draw_row(const Frame& frame, std::size_t index, const Rect& place) {
    Ui& ui = frame.ui;
    CodebookImportState& state = frame.state.codebook_import;
    const CodeComparison& row = state.rows[index];
    CodeDecision& decision = state.decisions[index];
    const Layout layout = layout_of(frame, place.width);
    const Rect head{place.x, place.y, place.width, layout.line};
    const std::string number = std::to_string(index);
    if (row.standing == CodeStanding::same) {
        ui.label({head.x + 8, head.y, head.width - 8, head.height}, steps_apart(row.path), ui.quiet());
        return ui.say("same " + number, head, Role::listitem, row.path + ": the same");
    }
    if (row.standing == CodeStanding::new_) {
        const bool taken = decision == CodeDecision::take;
        if (ui.checkbox("new " + number, head, steps_apart(row.path), taken)) decision = taken ? CodeDecision::keep_mine : CodeDecision::take;
        const std::string text = rules_text(row.theirs, nullptr);
        if (text.empty()) return;
        const float indent = 34 * frame.state.zoom;
        ui.paragraph(head.x + indent, head.y + head.height - 2, place.width - 40 * frame.state.zoom, text, ui.quiet(), 2);
        return ui.say("rules " + number, {head.x + indent, head.y + head.height, place.width - indent, place.height - head.height}, Role::paragraph, text);
    }
    const Rect card{place.x, place.y + 2, place.width, place.height - 10};
    ui.outline(card, ui.style.line, 8);
    const float edge = 12 * frame.state.zoom;
    ui.label({card.x + edge, card.y + 2, card.width - 2 * edge, layout.line}, steps_apart(row.path), {ui.style.text, ui.style.ink, true});
    const Version mine = mine_of(frame, row);
    const Version theirs = theirs_of(row);
    const float top = card.y + layout.line + 2;
    const float height = card.height - 2 * layout.line - 8;
    const Rect left{card.x + edge, top, layout.column, height};
    const Rect right{card.x + edge + layout.column + layout.gap, top, layout.column, height};
    ui.begin_group("different " + number, card, Role::group, row.path + " differs");
    draw_version(ui, left, "MINE", mine);
    ui.say("mine", left, Role::paragraph, "Mine: " + told(mine));
    draw_version(ui, right, "THEIRS", theirs);
    ui.say("theirs", right, Role::paragraph, "Theirs: " + told(theirs));
    draw_choices(frame, {card.x + edge, card.y + card.height - layout.line - 2, card.width - 2 * edge, layout.line}, index, decision);
    ui.end_group();
}

/// A heading and a choice for all rows of one standing.
void draw_section_head(const Frame& frame, Rect line, CodeStanding standing, std::size_t count) {
    Ui& ui = frame.ui;
    CodebookImportState& state = frame.state.codebook_import;
    const char* words = standing == CodeStanding::conflicting ? "DIFFERENT" : standing == CodeStanding::new_ ? "NEW" : "THE SAME";
    const std::string text = std::string(words) + " · " + std::to_string(count);
    const auto for_all = [&](const char* name, CodeDecision decision) {
        take_right(line, 6);
        if (!ui.button(name, take_right(line, ui.button_width(name)), name, ButtonLook::quiet)) return;
        for (std::size_t i = 0; i < state.rows.size(); ++i)
            if (state.rows[i].standing == standing) state.decisions[i] = decision;
    };
    if (standing == CodeStanding::conflicting) {
        for_all("Keep both for all", CodeDecision::both);
        for_all("Take theirs for all", CodeDecision::take_theirs);
        for_all("Keep mine for all", CodeDecision::keep_mine);
    } else if (standing == CodeStanding::new_) {
        for_all("Leave all out", CodeDecision::keep_mine);
        for_all("Add all", CodeDecision::take);
    }
    ui.label(line, text, ui.caption());
    ui.say(words, line, Role::heading, text, 3);
}

void draw_rows(const Frame& frame, const Rect& rest) {
    Ui& ui = frame.ui;
    CodebookImportState& state = frame.state.codebook_import;
    ui.begin_scroll("codes", rest);
    const Rect area = ui.content();
    const float width = area.width - 10;
    if (state.heights.size() != state.rows.size() || state.heights_for != width || state.heights_at_zoom != frame.state.zoom) {
        state.heights.clear();
        for (const CodeComparison& row : state.rows) state.heights.push_back(row_height(frame, row, width));
        state.heights_for = width;
        state.heights_at_zoom = frame.state.zoom;
    }
    float y = area.y;
    for (const CodeStanding standing : {CodeStanding::conflicting, CodeStanding::new_, CodeStanding::same}) {
        const std::size_t count = count_standing(state, standing);
        if (count == 0) continue;
        const Rect head{area.x, y, width, ui.style.button};
        draw_section_head(frame, head, standing, count);
        y += ui.style.button + 4;
        for (std::size_t i = 0; i < state.rows.size(); ++i) {
            if (state.rows[i].standing != standing) continue;
            const Rect place{area.x, y, width, state.heights[i]};
            if (ui.visible(place)) draw_row(frame, i, place);
            y += state.heights[i];
        }
        y += 8;
    }
    for (const ImportNote& note : state.codebook.notes) {
        const float height = ui.paragraph(area.x, y, width, note.message, ui.quiet());
        ui.say("note " + std::to_string(static_cast<int>(y)), {area.x, y, width, height}, Role::paragraph, note.message);
        y += height + 4;
    }
    ui.end_scroll(y - area.y);
}

} // namespace

void begin_codebook_import(const Frame& frame, const std::string& name, const std::string& bytes) {
    CodebookImportState& state = frame.state.codebook_import;
    state.waits_for_file = false;
    Result<ImportedCodebook> read = read_codebook({name, bytes});
    if (!read) return frame.toast(read.problem().message, true);
    state.origin = name;
    state.codebook = std::move(read.value());
    compare_again(frame);
    frame.open_overlay(Overlay::import_codebook);
}

void draw_codebook_import(const Frame& frame) {
    Ui& ui = frame.ui;
    CodebookImportState& state = frame.state.codebook_import;
    frame.state.overlay_fresh = false;
    if (state.compared_at != frame.revision()) compare_again(frame);
    Rect rest = begin_card(frame, 860, 660, "Import a codebook");
    const std::string counts = count_of(state.rows.size(), "code", "codes") + (state.origin.empty() ? "" : " in " + in_quotes(state.origin)) + ": " +
                               std::to_string(count_standing(state, CodeStanding::new_)) + " new, " + std::to_string(count_standing(state, CodeStanding::same)) +
                               " the same, " + std::to_string(count_standing(state, CodeStanding::conflicting)) + " different.";
    const Rect line = take_top(rest, 26 * frame.state.zoom);
    ui.label(line, counts, ui.quiet());
    ui.say("counts", line, Role::status, counts);
    take_top(rest, 6);
    Rect buttons = take_bottom(rest, ui.style.button);
    take_bottom(rest, 12);
    draw_rows(frame, rest);
    const bool any = std::any_of(state.decisions.begin(), state.decisions.end(), [](CodeDecision decision) { return decision != CodeDecision::keep_mine; });
    if (ui.button("import", take_right(buttons, ui.button_width("Import") + 24), "Import", ButtonLook::primary, {}, any)) {
        const Frame copy = frame;
        frame.ask(&merge_codebook, MergeCodebook{state.codebook, state.decisions}, [copy](const Change& change) { copy.toast(change.label + ". " + undo_name(copy) + " takes it back."); });
        state.codebook = {};
        frame.close_overlay();
    }
    take_right(buttons, 8);
    if (ui.button("cancel", take_right(buttons, ui.button_width("Cancel")), "Cancel", ButtonLook::quiet)) frame.close_overlay();
    ui.end_group();
}

void draw_codebook_paste(const Frame& frame) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    Rect rest = begin_card(frame, 620, 460, "Paste a codebook");
    constexpr const char* help = "One code per line, sub-codes indented, a definition behind “ - ” or “: ”. Tables copied from a spreadsheet are read by their headings.";
    const float height = ui.paragraph(rest.x, rest.y, rest.width, help, ui.quiet());
    ui.say("help", {rest.x, rest.y, rest.width, height}, Role::paragraph, help);
    take_top(rest, height + 10);
    Rect buttons = take_bottom(rest, ui.style.button);
    take_bottom(rest, 12);
    FieldSpec spec;
    spec.label = "Codes";
    spec.placeholder = "Feelings\n    lonely - alone and sorry for it";
    spec.value = state.overlay_text;
    spec.multiline = true;
    spec.select_all = false;
    spec.open_now = std::exchange(state.overlay_fresh, false);
    const FieldState field = ui.field("codes", rest, spec);
    if (field.open || field.ended) state.overlay_text = field.text;
    const bool some = state.overlay_text.find_first_not_of(" \t\n") != std::string::npos;
    const bool compare = ui.button("compare", take_right(buttons, ui.button_width("Compare") + 24), "Compare", ButtonLook::primary, {}, some);
    take_right(buttons, 8);
    const bool cancel = ui.button("cancel", take_right(buttons, ui.button_width("Cancel")), "Cancel", ButtonLook::quiet);
    ui.end_group();
    const std::string text = state.overlay_text;
    if (compare || cancel) close_overlay_field(frame);
    if (compare) begin_codebook_import(frame, "", text);
}

} // namespace emic
