#include "views/import_preview_parts.h"

#include "actions.h"
#include "engine/palette.h"
#include "views/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emic {

namespace {

constexpr std::size_t shown_bytes = 5000; ///< of the text's beginning
constexpr std::size_t shown_pieces = 40;  ///< turns and paragraphs of it
constexpr std::size_t told_bytes = 400;   ///< of one of them, to assistive technology
constexpr int shown_lines = 14;           ///< of one of them

struct PatternChoice {
    TurnPattern pattern;
    const char* text;
    const char* name;
};
constexpr std::array<PatternChoice, 6> pattern_choices = {{{TurnPattern::any, "Any of these", "Turns: any of these"},
                                                           {TurnPattern::colon, "Name:", "Turns: name and colon"},
                                                           {TurnPattern::stop, "NAME.", "Turns: name in capitals and full stop"},
                                                           {TurnPattern::brackets, "[Name]", "Turns: name in brackets"},
                                                           {TurnPattern::own_line, "Name 00:01:02", "Turns: name and time on a line of their own"},
                                                           {TurnPattern::none, "No turns", "Turns: none"}}};

Rgba speaker_ink(const Ui& ui, const PlannedImport& item, std::uint32_t speaker) {
    return item.speakers[speaker].interviewer ? ui.style.quiet_ink : code_mark(palette_colour(speaker), ui.style.appearance);
}

/// A field under a small caption. `set` gets the text that was typed.
void draw_named_field(Ui& ui, std::string_view key, Rect place, const char* caption, FieldSpec spec) {
    ui.label(take_top(place, ui.style.caption * 1.7f), caption, ui.caption());
    ui.field(key, place, spec);
}

/// Gives what is typed to a part of the item, as long as that is still there.
template <class Set> std::function<void(const std::string&)> into_item(const Frame& frame, std::size_t place, Set set) {
    ViewState* view = &frame.state;
    return [view, place, set](const std::string& text) {
        std::vector<PlannedImport>& items = view->import_preview.plan.items;
        if (place < items.size()) set(items[place], text);
    };
}

void draw_names(const Frame& frame, std::size_t place, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    const PlannedImport& item = frame.state.import_preview.plan.items[place];
    const float gap = 12 * unit(ui);
    const float height = ui.style.caption * 1.7f + ui.style.button;
    const float width = std::round((column.width - gap) * 0.6f);
    const std::string number = std::to_string(place);
    FieldSpec name;
    name.label = "Document name";
    name.value = item.name;
    name.placeholder = item.read.name;
    name.commit = into_item(frame, place, [](PlannedImport& one, const std::string& text) { one.name = text; });
    draw_named_field(ui, "name " + number, {column.x, y, width, height}, "DOCUMENT", name);
    FieldSpec of_case;
    of_case.label = "Case";
    of_case.value = item.case_name;
    of_case.placeholder = "No case";
    of_case.commit = into_item(frame, place, [](PlannedImport& one, const std::string& text) { one.case_name = text; });
    draw_named_field(ui, "case " + number, {column.x + width + gap, y, column.width - width - gap, height}, "CASE", of_case);
    y += height + 10 * unit(ui);
}

void draw_recognised(const Frame& frame, std::size_t place, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    PlannedImport& item = frame.state.import_preview.plan.items[place];
    std::string words = with_commas(item.words) + (item.words == 1 ? " word" : " words");
    for (const std::string& one : recognised(item)) words += " · " + one;
    const float height = ui.paragraph(column.x, y, column.width, words, ui.small());
    ui.say("recognised", {column.x, y, column.width, height}, Role::paragraph, words);
    y += height + 6 * unit(ui);
    if (const auto memos = item.read.content.memos.size(); memos > 0) {
        const std::string become = memos == 1 ? "The comment becomes a memo" : "The comments become memos";
        if (ui.checkbox("memos", {column.x, y, column.width, ui.style.row}, become, item.with_memos)) item.with_memos = !item.with_memos;
        y += ui.style.row;
    }
    for (std::size_t i = 0; i < item.read.notes.size(); ++i) draw_sentence(ui, "note " + std::to_string(i), column.x, y, column.width, item.read.notes[i].message, SentenceTone::remark);
}

void draw_patterns(const Frame& frame, std::size_t place, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    PlannedImport& item = frame.state.import_preview.plan.items[place];
    if (item.own_turns) return draw_sentence(ui, "own turns", column.x, y, column.width, "The file itself says who speaks when.", SentenceTone::remark);
    const float height = ui.style.button * 0.88f;
    Rect line{column.x, y, column.width, height};
    for (const PatternChoice& choice : pattern_choices) {
        if (line.width < choice_width(ui, choice.text)) line = {column.x, line.y + height + 6 * unit(ui), column.width, height};
        if (draw_choice(ui, choice.name, line, choice.text, choice.name, item.pattern == choice.pattern)) choose_pattern(item, choice.pattern);
    }
    y = line.y + height + 8 * unit(ui);
}

void draw_speaker(const Frame& frame, std::size_t place, std::size_t speaker, Rect line) {
    Ui& ui = frame.ui;
    PlannedImport& item = frame.state.import_preview.plan.items[place];
    PlannedSpeaker& one = item.speakers[speaker];
    const float z = unit(ui);
    const std::string number = std::to_string(place) + " " + std::to_string(speaker);
    const std::string share = count_of(one.turns, "turn", "turns") + ", " + std::to_string(static_cast<int>(one.share * 100 + 0.5)) + " %";
    ui.begin_group("speaker " + number, line, Role::group, one.name + ": " + share);
    const float dot = 9 * z;
    const Rect mark = take_left(line, 18 * z);
    ui.fill({mark.x, mark.y + (mark.height - dot) / 2, dot, dot}, speaker_ink(ui, item, static_cast<std::uint32_t>(speaker)), dot / 2);
    FieldSpec of_case;
    of_case.label = "Case of " + one.name;
    of_case.value = one.case_name;
    of_case.placeholder = "No case";
    of_case.look = ui.small();
    of_case.commit = into_item(frame, place, [speaker](PlannedImport& changed, const std::string& text) {
        if (speaker < changed.speakers.size()) changed.speakers[speaker].case_name = text;
    });
    ui.field("speaker case " + number, inset(take_right(line, std::min(170 * z, line.width * 0.3f)), 0, 3 * z), of_case);
    take_right(line, 12 * z);
    const std::string interviewer = "Interviewer";
    if (ui.checkbox("interviewer " + number, take_right(line, ui.width(interviewer, ui.small()) + 40 * z), interviewer, one.interviewer)) one.interviewer = !one.interviewer;
    const float shares = std::min(ui.width(share, ui.quiet()) + 8 * z, line.width * 0.5f);
    ui.label(take_right(line, shares), share, ui.quiet());
    ui.label(line, one.name, {ui.style.text, ui.style.ink, true});
    ui.end_group();
}

void draw_speakers(const Frame& frame, std::size_t place, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    ImportPlan& plan = frame.state.import_preview.plan;
    const float z = unit(ui);
    draw_part_heading(ui, column.x, y, column.width, "Who speaks");
    draw_patterns(frame, place, column, y);
    const PlannedImport& item = plan.items[place];
    if (item.speakers.empty() && item.pattern != TurnPattern::none) draw_sentence(ui, "nobody", column.x, y, column.width, "Nobody is recognised in this way. The text is imported as it stands.", SentenceTone::remark);
    const float height = ui.style.button + 6 * z;
    for (std::size_t i = 0; i < item.speakers.size(); ++i) {
        const Rect line{column.x, y, column.width, height};
        if (near_view(ui, line)) draw_speaker(frame, place, i, line);
        y += height;
    }
    const auto others = std::count_if(plan.items.begin(), plan.items.end(), [](const PlannedImport& one) { return !one.table && !one.problem; });
    if (others < 2) return;
    constexpr const char* all = "Use for all documents";
    if (ui.button("for all", {column.x, y + 4 * z, ui.button_width(all), ui.style.button}, all)) {
        use_for_all(plan, place);
        frame.toast("Marks, interviewers and cases of speakers are now the same in all documents.");
    }
    y += ui.style.button + 8 * z;
}

/// The first bytes of a text, whole characters only.
std::string first_bytes(std::string_view text, std::size_t most) {
    std::size_t end = std::min(text.size(), most);
    while (!is_code_point_boundary(text, static_cast<std::uint32_t>(end))) --end;
    return std::string(text.substr(0, end));
}

/// A stretch of the text: a turn, or what stands outside of turns.
struct Piece {
    TextRange range;
    std::optional<std::uint32_t> speaker;
};

std::vector<Piece> pieces_of(const PlannedImport& item) {
    const std::string& text = item.read.content.text;
    const auto end = static_cast<std::uint32_t>(std::min(text.size(), shown_bytes));
    std::vector<Piece> pieces;
    std::uint32_t at = 0;
    const auto outside = [&](std::uint32_t until) {
        for (const TextRange& paragraph : paragraphs(std::string_view(text).substr(at, until - at))) {
            const TextRange words = trimmed(text, {paragraph.begin + at, paragraph.end + at});
            if (!words.empty()) pieces.push_back({words, std::nullopt});
        }
    };
    for (const Turn& turn : item.turns) {
        if (turn.range.begin >= end || pieces.size() >= shown_pieces) break;
        if (turn.range.begin > at) outside(turn.range.begin);
        pieces.push_back({{turn.words, turn.range.end}, turn.speaker});
        at = turn.range.end;
    }
    const auto boundary = std::max(at, end);
    if (at < boundary) {
        std::uint32_t until = boundary;
        while (until < text.size() && !is_code_point_boundary(text, until)) ++until;
        outside(until);
    }
    if (pieces.size() > shown_pieces) pieces.resize(shown_pieces);
    return pieces;
}

void draw_beginning(const Frame& frame, const PlannedImport& item, const Rect& column, float& y) {
    Ui& ui = frame.ui;
    const float z = unit(ui);
    draw_part_heading(ui, column.x, y, column.width, "How it begins");
    const float names = item.turns.empty() ? 0 : std::min(120 * z, column.width * 0.24f);
    const TextLook look{ui.style.text, ui.style.ink, false, false, platform::FontFace::reading};
    std::size_t number = 0;
    for (const Piece& piece : pieces_of(item)) {
        const std::string_view words = slice(item.read.content.text, piece.range);
        TextLook spoken = look;
        std::string told = first_bytes(words, told_bytes);
        if (piece.speaker) {
            const PlannedSpeaker& speaker = item.speakers[*piece.speaker];
            if (speaker.interviewer) spoken.colour = ui.style.quiet_ink;
            ui.label({column.x, y, names - 10 * z, look.size * 1.5f}, speaker.name, {ui.style.small, speaker_ink(ui, item, *piece.speaker), true});
            told = speaker.name + ": " + told;
        }
        const float height = ui.paragraph(column.x + names, y, column.width - names, first_bytes(words, shown_bytes), spoken, shown_lines);
        ui.say("piece " + std::to_string(number++), {column.x, y, column.width, height}, Role::paragraph, told);
        y += height + 7 * z;
    }
    if (item.read.content.text.empty()) draw_sentence(ui, "empty", column.x, y, column.width, "There is no text in it.", SentenceTone::remark);
}

} // namespace

float draw_document_details(const Frame& frame, const Rect& column) {
    const std::size_t place = frame.state.import_preview.chosen;
    float y = column.y + 2;
    draw_names(frame, place, column, y);
    draw_letters(frame, frame.state.import_preview.plan.items[place], column, y);
    draw_recognised(frame, place, column, y);
    draw_speakers(frame, place, column, y);
    draw_beginning(frame, frame.state.import_preview.plan.items[place], column, y);
    return y;
}

} // namespace emic
