#include "command_rows.h"

#include "actions.h"
#include "attribute_actions.h"
#include "caches.h"
#include "engine/commands/attributes.h"
#include "engine/commands/cases.h"
#include "engine/commands/pseudonyms.h"
#include "engine/commands/sources.h"
#include "engine/commands/speakers.h"
#include "speaker_actions.h"

#include <algorithm>

namespace emic::rows {

namespace {

constexpr Needs with_matches{[](const Frame& f) { return coding_here(f) && f.state.find_open; },
    "Find words in the document first, with Ctrl+F."};
constexpr Needs with_attributes{[](const Frame& f) { return f.session.is_open() && !f.project().attributes().empty(); },
    "Add an attribute first, in Cases."};
constexpr Needs with_case_and_attributes{[](const Frame& f) { return with_case(f) && with_attributes(f); },
    "Choose a case first, and add an attribute in Cases."};
constexpr Needs with_document_and_attributes{[](const Frame& f) { return with_document(f) && with_attributes(f); },
    "Open a document first, and add an attribute in Cases."};
constexpr Needs with_speakers{[](const Frame& f) { return with_document(f) && !f.project().find(f.state.document)->speakers.empty(); },
    "No speakers are known in this document. Open one that has some, or recognise its speakers first."};
constexpr Needs with_two_speakers{[](const Frame& f) { return with_document(f) && f.project().find(f.state.document)->speakers.size() > 1; },
    "Only one speaker is known in this document, or none. There must be two to merge."};

template <int step> void step_document(const Frame& f) {
    std::vector<Id<Source>> order;
    for (const DocumentRow& row : f.caches.document_rows_of(f))
        if (!row.is_case()) order.push_back(row.id);
    if (order.empty()) return;
    const auto here = std::find(order.begin(), order.end(), f.state.document);
    const auto at = here == order.end() ? 0 : here - order.begin() + step;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(order.size())) show_document(f, order[static_cast<std::size_t>(at)]);
}

template <int step> void move_case_by(const Frame& f) {
    const std::vector<Id<Case>> order = cases_in_order(f);
    const auto place = std::find(order.begin(), order.end(), f.state.case_id) - order.begin() + step;
    if (place >= 0 && place < static_cast<std::ptrdiff_t>(order.size())) f.ask(&move_case, MoveCase{f.state.case_id, static_cast<std::uint32_t>(place)});
}

void find_step(const Frame& f, int step) {
    f.state.find_at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(f.state.find_at) + step);
    f.state.find_jump = true;
}

} // namespace

void add_documents(Rows& table) {
    table.insert(table.end(), {
        {CommandId::next_document, "Documents", "Next document", "Opens the next document in the list.", "", {named(Key::page_down, alt)}, with_project, step_document<1>},
        {CommandId::previous_document, "Documents", "Previous document", "Opens the document before.", "", {named(Key::page_up, alt)}, with_project, step_document<-1>},
        {CommandId::rename_document, "Documents", "Rename document…", "Gives the open document another name.", "", {}, with_document,
         [](const Frame& f) { ask_name(f, Naming::rename_document, "Rename document", f.project().find(f.state.document)->name, f.state.document.guid); }},
        {CommandId::edit_document, "Documents", "Correct the transcript…", "Edits the text; codings follow their passages.", "edit text typo", {letter('e')}, coding_here,
         [](const Frame& f) { f.state.editing_text = true; }},
        {CommandId::delete_document, "Documents", "Delete document", "Takes the open document with its codings out of the project; undo brings it back.", "remove", {}, with_document,
         [](const Frame& f) { f.ask(&delete_source, DeleteSource{f.state.document}, tell_undo(f)), f.state.document = {}, f.state.selection = {}, f.state.coding = {}; }},
        {CommandId::document_up, "Documents", "Move document up", "Before the document above it, under the same case.", "order sort", {}, with_document, [](const Frame& f) { move_in_case(f, f.state.document, Direction::previous); }},
        {CommandId::document_down, "Documents", "Move document down", "Behind the document below it, under the same case.", "order sort", {}, with_document, [](const Frame& f) { move_in_case(f, f.state.document, Direction::next); }},
        {CommandId::put_under_case, "Documents", "Put document under a case…", "Says whose document it is.", "assign participant group", {}, with_document,
         [](const Frame& f) { choose_case(f, "Case of the document", f.project().find(f.state.document)->case_id, [id = f.state.document](const Frame& g, Id<Case> chosen) { g.ask(&assign_case, AssignCase{id, chosen}); }); }},
        {CommandId::document_memo, "Documents", "Memo on the document", "Writes a memo on the open document.", "note comment", {}, with_document,
         [](const Frame& f) { inspect(f, Inspecting::document), f.state.memo_open = true; }},
    });
}

void add_cases(Rows& table) {
    table.insert(table.end(), {
        {CommandId::new_case, "Cases", "New case…", "Adds a participant or site that documents belong to.", "participant group", {}, with_project, [](const Frame& f) { ask_name(f, Naming::case_, "New case"); }},
        {CommandId::rename_case, "Cases", "Rename case…", "Gives the chosen case another name.", "", {}, with_case,
         [](const Frame& f) { ask_name(f, Naming::rename_case, "Rename case", f.project().find(f.state.case_id)->name, f.state.case_id.guid); }},
        {CommandId::delete_case, "Cases", "Delete case", "The case goes; its documents stay.", "remove", {}, with_case,
         [](const Frame& f) { f.ask(&delete_case, DeleteCase{f.state.case_id}), f.state.case_id = {}; }},
        {CommandId::case_up, "Cases", "Move case up", "Before the case above it.", "order sort", {}, with_case, move_case_by<-1>},
        {CommandId::case_down, "Cases", "Move case down", "Behind the case below it.", "order sort", {}, with_case, move_case_by<1>},
        {CommandId::case_memo, "Cases", "Memo on the case", "Writes a memo on the chosen case.", "note comment", {}, with_case,
         [](const Frame& f) { inspect(f, Inspecting::case_), f.state.memo_open = true; }},
        {CommandId::new_attribute, "Attributes", "New attribute…", "Something that is known of every case or document: age, site, date.", "variable column classification property field", {}, with_project, ask_new_attribute},
        {CommandId::rename_attribute, "Attributes", "Rename attribute…", "Gives an attribute another name.", "variable column", {}, with_attributes,
         [](const Frame& f) { for_attribute(f, "Rename which attribute?", ask_attribute_name); }},
        {CommandId::describe_attribute, "Attributes", "Describe attribute…", "Says what an attribute’s values mean.", "definition variable label", {}, with_attributes,
         [](const Frame& f) { for_attribute(f, "Describe which attribute?", ask_attribute_description); }},
        {CommandId::retype_attribute, "Attributes", "Type of attribute…", "Text, number, date, or yes or no; values that do not fit are shown first.", "retype kind variable", {}, with_attributes,
         [](const Frame& f) { for_attribute(f, "Type of which attribute?", ask_attribute_type); }},
        {CommandId::attribute_left, "Attributes", "Move attribute left", "Before the attribute beside it.", "order column", {}, with_attributes,
         [](const Frame& f) { for_attribute(f, "Move which attribute to the left?", move_attribute_left); }},
        {CommandId::attribute_right, "Attributes", "Move attribute right", "Behind the attribute beside it.", "order column", {}, with_attributes,
         [](const Frame& f) { for_attribute(f, "Move which attribute to the right?", move_attribute_right); }},
        {CommandId::delete_attribute, "Attributes", "Delete attribute…", "The attribute goes with all its values; undo brings it back.", "remove variable column", {}, with_attributes,
         [](const Frame& f) { for_attribute(f, "Delete which attribute?", [](const Frame& g, Id<Attribute> id) { g.ask(&delete_attribute, DeleteAttribute{id}, tell_undo(g)); }); }},
        {CommandId::set_case_value, "Attributes", "Value for the case…", "Says what an attribute is for the chosen case.", "set variable demographics", {}, with_case_and_attributes,
         [](const Frame& f) { choose_attribute(f, "Which attribute?", [id = f.state.case_id.guid](const Frame& g, Id<Attribute> attribute) { ask_value(g, attribute, AttributeHolder::case_, id); }); }},
        {CommandId::set_document_value, "Attributes", "Value for the document…", "Says what an attribute is for the open document.", "set variable", {}, with_document_and_attributes,
         [](const Frame& f) { choose_attribute(f, "Which attribute?", [id = f.state.document.guid](const Frame& g, Id<Attribute> attribute) { ask_value(g, attribute, AttributeHolder::source, id); }); }},
        {CommandId::pseudonyms, "Pseudonyms", "Pseudonyms…", "Names and what stands in their place in exports that ask for it.", "anonymise names de-identify confidential replace", {}, with_project,
         [](const Frame& f) { f.open_overlay(Overlay::pseudonyms); }},
        {CommandId::new_pseudonym, "Pseudonyms", "New pseudonym…", "Adds a name and its stand-in.", "anonymise de-identify", {}, with_project,
         [](const Frame& f) { f.open_overlay(Overlay::pseudonyms), f.state.pseudonyms.new_fresh = true; }},
        {CommandId::coder_pseudonyms, "Pseudonyms", "Pseudonyms for coders", "Coders become ‘Coder 1’, ‘Coder 2’ in exports with pseudonyms.", "anonymise researchers names", {}, with_project,
         [](const Frame& f) { f.ask(&add_coder_pseudonyms, AddCoderPseudonyms{}, [f](const Change&) { f.open_overlay(Overlay::pseudonyms); }); }},
    });
}

void add_speakers(Rows& table) {
    table.insert(table.end(), {
        {CommandId::show_speakers, "Speakers", "Speakers of the document", "Who speaks in the open document, and how much.", "turns interviewer share", {}, with_document,
         [](const Frame& f) { inspect(f, Inspecting::document); }},
        {CommandId::recognise_speakers, "Speakers", "Recognise speakers again…", "Reads from the text who speaks where.", "turns detect labels", {}, with_document, [](const Frame& f) { ask_recognise(f, f.state.document); }},
        {CommandId::assign_speaker, "Speakers", "Case of a speaker…", "Makes a case of what one speaker says, as in a group discussion.", "focus group participant assign", {}, with_speakers,
         [](const Frame& f) { for_speaker(f, "Whose case?", ask_speaker_case); }},
        {CommandId::mark_interviewer, "Speakers", "Interviewer or not…", "Says whose turns are questions.", "moderator mark", {}, with_speakers,
         [](const Frame& f) { for_speaker(f, "Who is the interviewer, or is not?", toggle_interviewer); }},
        {CommandId::rename_speaker, "Speakers", "Rename speaker…", "Gives a speaker another name; the text stays as it is.", "", {}, with_speakers,
         [](const Frame& f) { for_speaker(f, "Rename which speaker?", ask_speaker_name); }},
        {CommandId::merge_speakers, "Speakers", "Merge speakers…", "Two names of the same person become one speaker.", "combine join", {}, with_two_speakers,
         [](const Frame& f) { for_speaker(f, "Merge which speaker into another?", ask_speaker_merge); }},
        {CommandId::drop_speaker, "Speakers", "Not a speaker…", "A label that names nobody, such as ‘Note’: its turns go on with the speaker before.", "remove wrong label", {}, with_speakers,
         [](const Frame& f) { for_speaker(f, "Which label names nobody?", drop_speaker); }},
        {CommandId::forget_turns, "Speakers", "Forget the speakers", "The document is one text again, without speakers and turns.", "remove turns", {}, with_speakers,
         [](const Frame& f) { f.ask(&forget_turns, ForgetTurns{f.state.document}, tell_undo(f)); }},
        {CommandId::interview_guide, "Speakers", "Interview guide…", "Finds the questions that come again in several interviews and codes them with their answers.", "questions autocode structure answers", {}, with_project,
         [](const Frame& f) { f.open_overlay(Overlay::interview_guide); }},
    });
}

void add_finding(Rows& table) {
    table.insert(table.end(), {
        {CommandId::find_in_document, "Find", "Find in the document", "Marks every place where the words stand.", "search", {letter('f', ctrl)}, coding_here,
         [](const Frame& f) { f.state.find_open = true, f.state.find_fresh = true, f.state.find_jump = !f.state.find.empty(); }},
        {CommandId::find_next, "Find", "Next match", "Goes to the next place found.", "", {named(Key::f3), letter('g', ctrl)}, with_matches, [](const Frame& f) { find_step(f, 1); }},
        {CommandId::find_previous, "Find", "Previous match", "Goes to the place found before.", "", {named(Key::f3, shift), letter('g', ctrl_shift)}, with_matches, [](const Frame& f) { find_step(f, -1); }},
        {CommandId::search_project, "Find", "Search the whole project", "Finds words in all documents and codes what is found.", "find all", {letter('f', ctrl_shift)}, with_project,
         [](const Frame& f) { f.state.mode = Mode::search, f.state.search_fresh = true; }},
    });
}

} // namespace emic::rows
