#include "command_rows.h"

#include "actions.h"
#include "caches.h"
#include "engine/commands/codings.h"
#include "engine/commands/memos.h"
#include "engine/queries/text_units.h"
#include "memo_actions.h"


namespace emic::rows {

namespace {

constexpr Needs with_coding_and_selection{[](const Frame& f) {
    return with_selection(f) && with_coding(f) && f.project().find(f.state.coding)->source == f.state.document;
},
    "Choose a coded passage, then select the words that it should cover."};
constexpr Needs with_memo{[](const Frame& f) { return f.session.is_open() && inspected_memo(f); },
    "Choose what the memo is on first: a passage, code, document, case or theme that has one."};
constexpr Needs with_memos{[](const Frame& f) { return f.session.is_open() && !f.project().memos().empty(); },
    "There is no memo in the project yet. Write one first, with M on a passage."};

template <std::size_t place> constexpr Needs has_quick{[](const Frame& f) {
    return with_selection(f) && f.project().find(f.state.quick_codes.at(place));
},
    "Select words first; the number must be a code’s, as the list of codes shows."};
template <std::size_t place> void apply_quick(const Frame& f) { apply_code_to_selection(f, f.state.quick_codes.at(place)); }

void grow_selection(const Frame& f) {
    const Source* source = f.project().find(f.state.document);
    const TextRange grown = grow(*source, f.state.selection);
    if (grown == f.state.selection) return;
    f.state.grown_from.push_back(f.state.selection);
    f.state.selection = grown;
}

/// Back through the steps it grew by, as long as they lie inside.
void shrink_selection(const Frame& f) {
    auto& steps = f.state.grown_from;
    if (!steps.empty() && f.state.selection.contains(steps.back())) f.state.selection = steps.back();
    if (!steps.empty()) steps.pop_back();
}

void ask_weight(const Frame& f) {
    const Coding* coding = f.project().find(f.state.coding);
    ask_words(f, {"Weight of the passage, 0 to 100", "Weight", coding->weight ? std::to_string(*coding->weight) : "", true,
                  [id = coding->id](const Frame& g, const std::string& typed) { set_weight(g, id, typed); }});
}

} // namespace

void add_coding(Rows& table) {
    table.insert(table.end(), {
        {CommandId::open_code_picker, "Coding", "Code the selection…", "Choose or create a code for the selected passage.", "apply highlight tag label", {named(Key::enter), letter('c')}, with_selection,
         [](const Frame& f) { f.open_overlay(Overlay::code_picker); }},
        {CommandId::code_in_vivo, "Coding", "Code in vivo", "The selected words become the code’s name.", "words", {letter('v')}, with_selection, code_in_vivo},
        {CommandId::apply_recent_1, "Coding", "Apply the code of key 1", "The code that the list of codes shows with 1. It keeps the key until you give it to another.", "", {letter('1')}, has_quick<0>, apply_quick<0>},
        {CommandId::apply_recent_2, "Coding", "Apply the code of key 2", "The code that the list of codes shows with 2. It keeps the key until you give it to another.", "", {letter('2')}, has_quick<1>, apply_quick<1>},
        {CommandId::apply_recent_3, "Coding", "Apply the code of key 3", "The code that the list of codes shows with 3. It keeps the key until you give it to another.", "", {letter('3')}, has_quick<2>, apply_quick<2>},
        {CommandId::apply_recent_4, "Coding", "Apply the code of key 4", "The code that the list of codes shows with 4. It keeps the key until you give it to another.", "", {letter('4')}, has_quick<3>, apply_quick<3>},
        {CommandId::apply_recent_5, "Coding", "Apply the code of key 5", "The code that the list of codes shows with 5. It keeps the key until you give it to another.", "", {letter('5')}, has_quick<4>, apply_quick<4>},
        {CommandId::apply_recent_6, "Coding", "Apply the code of key 6", "The code that the list of codes shows with 6. It keeps the key until you give it to another.", "", {letter('6')}, has_quick<5>, apply_quick<5>},
        {CommandId::apply_recent_7, "Coding", "Apply the code of key 7", "The code that the list of codes shows with 7. It keeps the key until you give it to another.", "", {letter('7')}, has_quick<6>, apply_quick<6>},
        {CommandId::apply_recent_8, "Coding", "Apply the code of key 8", "The code that the list of codes shows with 8. It keeps the key until you give it to another.", "", {letter('8')}, has_quick<7>, apply_quick<7>},
        {CommandId::apply_recent_9, "Coding", "Apply the code of key 9", "The code that the list of codes shows with 9. It keeps the key until you give it to another.", "", {letter('9')}, has_quick<8>, apply_quick<8>},
        {CommandId::memo_on_passage, "Coding", "Memo on the passage", "Writes a memo on the selected passage.", "note comment annotate", {letter('m')}, with_passage,
         [](const Frame& f) { f.state.inspecting = Inspecting::passage, f.state.memo_open = true, f.state.codes_drawer = true, f.state.codes_hidden = false; }},
        {CommandId::add_key_quotation, "Coding", "Add as key quotation…", "Makes the passage a key quotation of a theme.", "theme quote", {letter('k')}, with_passage,
         [](const Frame& f) { f.open_overlay(Overlay::choose_theme); }},
        {CommandId::remove_coding, "Coding", "Remove the code from the passage", "The chosen passage loses its code; undo brings it back.", "uncode delete", {named(Key::delete_), named(Key::backspace)}, with_coding_here,
         [](const Frame& f) { f.ask(&remove_codings, RemoveCodings{{f.state.coding}}, tell_undo(f)), f.state.coding = {}; }},
        {CommandId::recode_passage, "Coding", "Change the passage’s code…", "The chosen passage gets another code.", "recode replace", {letter('r')}, with_coding_here,
         [](const Frame& f) { choose_code(f, ChoiceOfCode::recode, "Change the code to", f.state.coding.guid); }},
        {CommandId::resize_passage, "Coding", "Fit the passage to the selection", "The chosen passage begins and ends where the selected words do.", "resize move bounds extend shorten", {}, with_coding_and_selection,
         [](const Frame& f) { f.ask(&resize_coding, ResizeCoding{f.state.coding, f.state.selection}); }},
        {CommandId::weigh_passage, "Coding", "Weight of the passage…", "How much the passage says of its code, 0 to 100; blank for none.", "weigh intensity score", {}, with_coding_here, ask_weight},
        {CommandId::grow_selection, "Coding", "Grow the selection", "Word, sentence, paragraph, speaker turn.", "expand", {named(Key::up, alt)}, coding_here, grow_selection},
        {CommandId::shrink_selection, "Coding", "Shrink the selection", "Back from turn to paragraph, sentence, word.", "", {named(Key::down, alt)}, with_selection, shrink_selection},
        {CommandId::previous_passage, "Coding", "Previous passage", "Goes to the coded passage before.", "", {letter('[')}, coding_here, [](const Frame& f) { step_coding(f, Direction::previous); }},
        {CommandId::next_passage, "Coding", "Next passage", "Goes to the next coded passage.", "", {letter(']')}, coding_here, [](const Frame& f) { step_coding(f, Direction::next); }},

        {CommandId::title_memo, "Memos", "Title of the memo…", "Names the memo that the inspector shows.", "heading rename note", {}, with_memo,
         [](const Frame& f) {
             if (f.state.mode == Mode::code) return inspect(f, f.state.inspecting), void(f.state.memo_title_open = true);
             const Memo* memo = inspected_memo(f);
             ask_words(f, {"Title of the memo", "Title", memo->title, true, [id = memo->id](const Frame& g, const std::string& title) { g.ask(&title_memo, TitleMemo{id, title}); }});
         }},
        {CommandId::edit_memo, "Memos", "Find a memo…", "Shows one of the project’s memos where it was written, to read on or change it.", "open notes comment", {}, with_memos, choose_memo},
        {CommandId::delete_memo, "Memos", "Delete the memo", "The memo that the inspector shows goes; undo brings it back.", "remove note", {}, with_memo,
         [](const Frame& f) { f.ask(&delete_memo, DeleteMemo{inspected_memo(f)->id}, tell_undo(f)); }},
    });
}

} // namespace emic::rows
