#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/interview_guide.h"
#include "views/parts.h"

#include <algorithm>

namespace emic {

namespace {

const std::vector<GuideRow>& guide_of(const Frame& frame) {
    return frame.caches.modes.guide.get(frame.revision(), [&] { return interview_guide(frame.project()); });
}

/// One question with its tick; returns its height.
float draw_question(const Frame& frame, const Rect& area, float y, const GuideRow& row) {
    Ui& ui = frame.ui;
    std::set<std::string>& left_out = frame.state.guide.left_out;
    const float z = frame.state.zoom, indent = 34 * z;
    const TextLook look = ui.look();
    const float words = ui.paragraph_height(area.width - indent - 12, row.question, look, 3);
    const float height = words + 34 * z;
    const Rect card{area.x, y, area.width - 6, height};
    if (!ui.visible(card)) return height;
    const bool ticked = left_out.count(row.question) == 0;
    Meaning meaning;
    meaning.role = Role::checkbox;
    meaning.name = row.question;
    meaning.value = "asked in " + std::to_string(row.documents) + " documents";
    meaning.checked = ticked ? Tri::yes : Tri::no;
    const Hit hit = ui.item("question", card, meaning);
    if (hit.hovered) ui.fill(card, ui.style.hover, 6);
    if (hit.focused) ui.outline(card, ui.style.focus, 6, 2);
    if (hit.clicked && ticked) left_out.insert(row.question);
    else if (hit.clicked) left_out.erase(row.question);
    const float side = 18 * z;
    const Rect box{card.x + 6, card.y + 9 * z, side, side};
    ui.fill(box, ticked ? ui.style.accent : ui.style.page, 4);
    ui.outline(box, ticked || hit.hovered ? ui.style.accent : ui.style.strong_line, 4);
    if (ticked) draw_icon(window_painter(), box, Icon::check, ui.style.accent_ink, side * 0.85f);
    ui.paragraph(card.x + indent, card.y + 6 * z, area.width - indent - 12, row.question, look, 3);
    ui.label({card.x + indent, card.y + 8 * z + words, card.width - indent, 20 * z}, "Asked in " + count_of(row.documents, "document", "documents") + ", " + count_of(row.answers.size(), "answer", "answers"), ui.quiet());
    return height;
}

} // namespace

void draw_interview_guide(const Frame& frame) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    const std::vector<GuideRow>& guide = guide_of(frame);
    Rect rest = begin_card(frame, 700, 600, "Interview guide");
    const bool marked = std::any_of(frame.project().sources().begin(), frame.project().sources().end(), [](const Source& source) {
        return std::any_of(source.speakers.begin(), source.speakers.end(), [](const Speaker& one) { return one.interviewer; });
    });
    const std::string sentence = !guide.empty() ? "These questions come again in several documents. Each that is ticked becomes a code beneath the category ‘Interview guide’, on the question and all that is answered. One undo takes it all back."
                                 : marked       ? "No question comes again in several documents in nearly the same words, so there is nothing to code by."
                                                : "No document has an interviewer yet. Say first who asks: open a document, look at its speakers in the inspector, and mark the interviewer; then come back here.";
    take_top(rest, ui.paragraph(rest.x, rest.y, rest.width, sentence, ui.quiet()) + 12 * z);
    ui.say("sentence", rest, Role::paragraph, sentence);
    Rect buttons = take_bottom(rest, ui.style.button);
    CodeInterviewGuide request;
    for (const GuideRow& row : guide)
        if (frame.state.guide.left_out.count(row.question) == 0) request.questions.push_back({row.question, row.answers});
    const std::string code = request.questions.size() == guide.size() ? "Code all " + count_of(guide.size(), "question", "questions") : "Code " + count_of(request.questions.size(), "question", "questions");
    if (!guide.empty() && ui.button("code", take_right(buttons, ui.button_width(code)), code, ButtonLook::primary, {}, !request.questions.empty())) {
        frame.ask(&code_interview_guide, std::move(request), [frame](const Change& change) { frame.toast(change.label + ". " + undo_name(frame) + " takes it back."); });
        frame.close_overlay();
    }
    take_right(buttons, 8);
    if (ui.button("close", take_right(buttons, ui.button_width("Close")), "Close", guide.empty() ? ButtonLook::primary : ButtonLook::quiet)) frame.close_overlay();
    if (!guide.empty()) {
        const bool all = frame.state.guide.left_out.empty();
        const std::string words = all ? "Tick none" : "Tick all";
        if (ui.button("all", take_left(buttons, ui.button_width(words)), words, ButtonLook::quiet)) {
            frame.state.guide.left_out.clear();
            for (const GuideRow& row : guide)
                if (all) frame.state.guide.left_out.insert(row.question);
        }
    }
    take_bottom(rest, 12 * z);
    ui.begin_group("questions", rest, Role::list, "Questions of the guide");
    ui.begin_scroll("list", rest);
    const Rect area = ui.content();
    float y = area.y;
    for (std::size_t i = 0; i < guide.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        y += draw_question(frame, area, y, guide[i]) + 4 * z;
        ImGui::PopID();
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
    ui.end_group();
}

} // namespace emic
