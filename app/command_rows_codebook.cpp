#include "command_rows.h"

#include "actions.h"
#include "chosen_codes.h"
#include "engine/commands/code_tree.h"
#include "engine/commands/codebook.h"
#include "engine/formats/codebook_readers.h"

#include <algorithm>

namespace emic::rows {

namespace {

/// Where the chosen code can be seen, so that a key never takes away what is out of sight.
constexpr Needs with_code_here{[](const Frame& f) { return with_code(f) && (f.state.mode == Mode::code || f.state.mode == Mode::compare); },
    "Choose a code in Code or Compare first."};
constexpr Needs with_two_codes{[](const Frame& f) { return with_code(f) && f.project().codes().size() > 1; },
    "Choose a code first; there must be another beside it."};
constexpr Needs with_parent{[](const Frame& f) {
    const std::vector<Id<Code>> codes = chosen_codes(f);
    return std::any_of(codes.begin(), codes.end(), [&](Id<Code> id) { return !f.project().find(id)->parent.is_null(); });
},
    "Choose a code that lies beneath another first."};

constexpr Needs with_one_code{[](const Frame& f) { return chosen_codes(f).size() == 1; },
    "Choose one code first."};
constexpr Needs with_parents{[](const Frame& f) {
    const std::vector<Id<Code>> codes = chosen_codes(f);
    return with_code_here(f) && std::all_of(codes.begin(), codes.end(), [&](Id<Code> id) { return !f.project().find(id)->parent.is_null(); });
},
    "Choose codes that lie beneath others first: the codes above take their passages."};

/// One code goes at once; several are named first.
void delete_chosen_codes(const Frame& f, CodingsOfDeleted codings) {
    const std::vector<Id<Code>> codes = chosen_codes(f);
    const auto go = [codes, codings](const Frame& g) {
        g.ask(&delete_codes, DeleteCodes{codes, codings}, [g](const Change& change) {
            g.state.code = {};
            g.state.codes_chosen.clear();
            if (g.state.inspecting == Inspecting::code) g.state.inspecting = Inspecting::nothing;
            tell_undo(g)(change);
        });
    };
    if (codes.size() < 2) return go(f);
    const std::string count = count_of(codings_of(f, codes), "coding", "codings");
    ask_question(f, {"Delete " + std::to_string(codes.size()) + " codes?",
                     names_of_codes(f.project(), codes, 12) + (codings == CodingsOfDeleted::delete_ ? " go with their " + count + "." : " go; their " + count + " move to the codes above.") +
                         " Undo brings everything back.",
                     "Delete", go});
}

std::string title_for(const Frame& f, const char* what) {
    const std::vector<Id<Code>> codes = chosen_codes(f);
    return std::string(what) + " " + names_of_codes(f.project(), codes, 3);
}

void choose_code_for_chosen(const Frame& f, ChoiceOfCode choice, std::string title) {
    f.state.overlay_codes = chosen_codes(f);
    choose_code(f, choice, std::move(title));
}

template <int step> void move_code_by(const Frame& f) {
    const Code* code = f.project().find(f.state.code);
    const auto& beside = f.indexes().children_of(code->parent);
    const auto place = std::find(beside.begin(), beside.end(), code->id) - beside.begin() + step;
    if (place >= 0 && place < static_cast<std::ptrdiff_t>(beside.size())) f.ask(&move_codes, MoveCodes{{code->id}, code->parent, static_cast<std::uint32_t>(place)});
}

} // namespace

void add_codebook(Rows& table) {
    table.insert(table.end(), {
        {CommandId::new_code, "Codebook", "New code…", "Adds a code at the top of the tree.", "create category", {letter('n')}, with_project, [](const Frame& f) { ask_name(f, Naming::code, "New code"); }},
        {CommandId::new_sub_code, "Codebook", "New sub-code…", "Adds a code beneath the chosen one.", "child create", {letter('n', shift)}, with_code,
         [](const Frame& f) { ask_name(f, Naming::sub_code, "New sub-code", {}, f.state.code.guid); }},
        {CommandId::rename_code, "Codebook", "Rename code…", "Gives the chosen code another name.", "", {named(Key::f2)}, with_code,
         [](const Frame& f) { ask_name(f, Naming::rename_code, "Rename code", f.project().find(f.state.code)->name, f.state.code.guid); }},
        {CommandId::merge_code, "Codebook", "Merge code into…", "All passages of the chosen code, or codes, go to another code.", "combine join several", {}, with_two_codes,
         [](const Frame& f) { choose_code_for_chosen(f, ChoiceOfCode::merge_into, title_for(f, "Merge") + " into"); }},
        {CommandId::move_code, "Codebook", "Move code under…", "Puts the chosen code, or codes, beneath another.", "nest tree parent several", {}, with_two_codes,
         [](const Frame& f) { choose_code_for_chosen(f, ChoiceOfCode::move_under, title_for(f, "Move") + " under"); }},
        {CommandId::code_up, "Codebook", "Move code up", "Before the code above it, beneath the same parent.", "order sort", {}, with_one_code, move_code_by<-1>},
        {CommandId::code_down, "Codebook", "Move code down", "Behind the code below it, beneath the same parent.", "order sort", {}, with_one_code, move_code_by<1>},
        {CommandId::code_to_top, "Codebook", "Move code to the top level", "Takes the chosen code out from under its parent.", "unnest tree parent", {}, with_parent,
         [](const Frame& f) { f.ask(&move_codes, MoveCodes{chosen_codes(f), {}, static_cast<std::uint32_t>(f.indexes().children_of({}).size())}, tell_undo(f)); }},
        {CommandId::quick_key, "Codebook", "Number key of the code…", "Which of the keys 1 to 9 codes selected words with this code.", "shortcut quick recent digit", {}, with_code,
         [](const Frame& f) { choose_quick_key(f, f.state.code); }},
        {CommandId::define_code, "Codebook", "Define code…", "Writes what the chosen code means and when (not) to use it.", "definition include exclude examples rule description", {}, with_code,
         [](const Frame& f) { inspect(f, Inspecting::code), f.state.rules_open = true; }},
        {CommandId::recolour_code, "Codebook", "Colour of the code…", "Gives the chosen code another colour.", "color highlight", {}, with_code,
         [](const Frame& f) { choose_colour(f, title_for(f, "Colour of"), [codes = chosen_codes(f)](const Frame& g, Colour colour) { g.ask(&recolour_codes, RecolourCodes{codes, colour}, tell_undo(g)); }); }},
        {CommandId::code_memo, "Codebook", "Memo on the code", "Writes a memo on the chosen code.", "note comment", {}, with_code,
         [](const Frame& f) { inspect(f, Inspecting::code), f.state.memo_open = true; }},
        {CommandId::toggle_category, "Codebook", "Make it a category, or a code again", "A category only gathers codes and is not put on passages itself.", "folder group", {}, with_code,
         [](const Frame& f) { f.ask(&set_category, SetCategory{f.state.code, !f.project().find(f.state.code)->category}); }},
        {CommandId::split_code, "Codebook", "Split off a code…", "Choose passages of the code that become a new code.", "divide", {}, with_code, [](const Frame& f) { compare_code(f, f.state.code); }},
        {CommandId::delete_code, "Codebook", "Delete code with its codings", "The code goes and its passages are no longer coded with it.", "remove", {named(Key::delete_, shift)}, with_code_here,
         [](const Frame& f) { delete_chosen_codes(f, CodingsOfDeleted::delete_); }},
        {CommandId::delete_code_keep_codings, "Codebook", "Delete code, keep its codings", "The code goes; its passages move to the code above.", "remove parent",
         {}, with_parents, [](const Frame& f) { delete_chosen_codes(f, CodingsOfDeleted::move_to_parent); }},
        {CommandId::compare_code, "Codebook", "Compare the code’s passages", "Shows everything coded with the chosen code.", "retrieve quotations", {}, with_code, [](const Frame& f) { compare_code(f, f.state.code); }},
        {CommandId::import_codebook, "Codebook", "Import a codebook…", "Compares the codes of a file with the project’s and adds what you choose.", "open csv codes taguette qualcoder maxqda nvivo atlas.ti qdc list", {}, with_project,
         [](const Frame& f) { f.state.codebook_import.waits_for_file = true, platform::pick_files(accepted_codebook_extensions(), false); }},
        {CommandId::paste_codebook, "Codebook", "Paste a codebook…", "Takes a list or table of codes that you copied elsewhere.", "import codes list excel word table", {}, with_project,
         [](const Frame& f) { f.open_overlay(Overlay::paste_codebook); }},
    });
}

} // namespace emic::rows
