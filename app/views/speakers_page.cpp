#include "views/inspector_parts.h"

#include "caches.h"
#include "command_table.h"
#include "engine/queries/speaker_turns.h"
#include "engine/text_direction.h"
#include "speaker_actions.h"

#include <cmath>

namespace emic {

namespace {

std::string percent(double share) {
    const long rounded = std::lround(share * 100);
    return (share > 0 && rounded == 0 ? "under 1" : std::to_string(rounded)) + " %";
}

void draw_speaker_menu(const Frame& frame, const Source& source, std::uint32_t speaker) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu("speaker menu", "Speaker", 300 * frame.state.zoom)) return;
    const Speaker& one = source.speakers[speaker];
    if (ui.menu_item("Rename…")) ask_speaker_name(frame, source.id, speaker);
    if (ui.menu_item("Is the same as…", {}, source.speakers.size() > 1)) ask_speaker_merge(frame, source.id, speaker);
    if (ui.menu_item(one.interviewer ? "Is not the interviewer" : "Is the interviewer")) toggle_interviewer(frame, source.id, speaker);
    if (ui.menu_item("Case…")) ask_speaker_case(frame, source.id, speaker);
    ui.menu_line();
    if (ui.menu_item("Names nobody: not a speaker")) drop_speaker(frame, source.id, speaker);
    ui.end_menu();
}

void draw_speaker(const Frame& frame, Column& column, const Source& source, const SpeakerRow& row, std::uint32_t place) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    const Case* item = frame.project().find(row.case_id);
    const Rect card = inset(column.take(64 * z), 0, 3);
    std::string facts = count_of(row.turns, "turn", "turns") + " · " + percent(row.share) + " of the words";
    if (item) facts += " · " + isolated(item->name);
    const std::string key = "speaker " + std::to_string(place);
    ui.begin_group(key, card, Role::listitem, row.name + (row.interviewer ? ", interviewer, " : ", ") + facts);
    ui.fill(card, ui.style.raised, ui.style.radius);
    ui.outline(card, ui.style.line, ui.style.radius);
    Rect line = inset(card, 10 * z, 6 * z);
    Rect head = take_top(line, 24 * z);
    const Rect more = take_right(head, 26 * z);
    if (ui.icon_button("more", {more.x, more.y - 1, more.width, more.width}, Icon::more, "More about " + row.name)) ui.open_menu("speaker menu");
    draw_speaker_menu(frame, source, place);
    const char* role = "Interviewer";
    const TextLook chip{ui.style.caption, row.interviewer ? ui.style.accent : ui.style.quiet_ink, row.interviewer};
    const Rect toggle = inset(take_right(head, ui.width(role, chip) + 18 * z), 0, 1);
    Meaning meaning;
    meaning.role = Role::checkbox;
    meaning.name = row.name + " is the interviewer";
    meaning.checked = row.interviewer ? Tri::yes : Tri::no;
    const Hit hit = ui.item("interviewer", toggle, meaning);
    if (row.interviewer) ui.fill(toggle, ui.style.accent_soft, toggle.height / 2);
    else if (hit.hovered) ui.fill(toggle, ui.style.hover, toggle.height / 2);
    ui.outline(toggle, hit.focused ? ui.style.focus : row.interviewer ? ui.style.accent : ui.style.line, toggle.height / 2);
    ui.label(toggle, role, chip, Align::centre);
    ui.tooltip(row.interviewer ? "These turns can be left out of coded shares and counts." : "Say that this is who asks the questions.");
    if (hit.clicked) toggle_interviewer(frame, source.id, place);
    ui.label(head, row.name, {ui.style.text, ui.style.ink, true});
    ui.label(take_top(line, 18 * z), facts, {ui.style.caption, ui.style.quiet_ink});
    const Rect bar{line.x, card.y + card.height - 7 * z, line.width, 3 * z};
    ui.fill(bar, ui.style.hover, 1.5f);
    ui.fill({bar.x, bar.y, bar.width * static_cast<float>(row.share), bar.height}, row.interviewer ? ui.style.quiet_ink : ui.style.accent, 1.5f);
    ui.end_group();
}

} // namespace

void draw_speakers(const Frame& frame, Column& column, const Source& source) {
    Ui& ui = frame.ui;
    const std::vector<SpeakerRow>& rows = frame.caches.modes.speakers.get({frame.revision(), source.id}, [&] { return speaker_rows(source); });
    column.caption(rows.empty() ? "Speakers" : "Speakers (" + std::to_string(rows.size()) + ")");
    if (rows.empty()) column.text("Nobody has been recognised. Speakers are found where a paragraph begins with a name.", ui.quiet());
    ui.begin_group("speakers", column.take(0), Role::list, "Speakers");
    for (std::size_t i = 0; i < rows.size(); ++i) draw_speaker(frame, column, source, rows[i], static_cast<std::uint32_t>(i));
    ui.end_group();
    column.space(4);
    Rect buttons = column.take(ui.style.button);
    const char* again = rows.empty() ? "Recognise speakers…" : "Recognise again…";
    if (ui.button("recognise", take_left(buttons, ui.button_width(again)), again, ButtonLook::quiet)) frame.run(CommandId::recognise_speakers);
    if (rows.empty()) return;
    if (buttons.width < ui.button_width("Forget")) buttons = column.take(ui.style.button);
    if (ui.button("forget", take_left(buttons, ui.button_width("Forget")), "Forget", ButtonLook::quiet)) frame.run(CommandId::forget_turns);
}

} // namespace emic
