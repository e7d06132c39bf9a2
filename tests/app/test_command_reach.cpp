#include "corpora.h"
#include "desk.h"
#include "engine/commands/speakers.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>

using namespace emic;
using test::Desk;
using platform::Key;
using platform::Role;

namespace {

using Id = CommandId;

constexpr platform::Modifiers ctrl{true, false, false};

/// What is typed where a command asks for words; it also does as a number.
constexpr const char* typed = "41";

/// Answers whatever a command asks, as a researcher would who takes what is offered: words are typed, of a list the
/// `down`th row is taken, questions are answered yes. True when something was asked.
bool answer(Desk& desk, int down) {
    Interface& page = desk.page;
    const Overlay overlay = page.state().overlay;
    if (overlay == Overlay::question) {
        page.key(Key::enter);
        return true;
    }
    if (!fake::world().field) return false;
    if (overlay == Overlay::none) { // in the page itself
        page.type(typed);
        page.end_field(platform::FieldEnd::blur);
        return true;
    }
    if (overlay == Overlay::name_dialog) page.type(typed);
    else for (int i = 0; i < down; ++i) page.list_key(Key::down);
    if (fake::world().field) page.list_key(Key::enter);
    return true;
}

void answer_all(Desk& desk, int down) {
    for (int step = 0; step < 6 && answer(desk, down); ++step) desk.page.settle(3);
    desk.page.settle(4);
}

void click(Desk& desk, Role role, const std::string& name) {
    desk.page.click(role, name);
    desk.page.settle(4);
}
/// The first thing of this role whose name begins so.
void click_first(Desk& desk, Role role, std::string_view begin) {
    for (const platform::MirrorNode& node : fake::world().mirror)
        if (node.role == role && node.name.rfind(begin, 0) == 0 && !node.disabled) {
            const platform::Rect r = node.rect;
            desk.page.click_at(r.x + r.width / 2, r.y + r.height / 2);
            desk.page.settle(4);
            return;
        }
    FAIL("nothing begins with " << begin);
}
void fill(Desk& desk, const std::string& label, const std::string& text) {
    if (!fake::world().field || fake::world().field->field.label != label) click(desk, Role::textbox, label);
    desk.page.type(text);
    desk.page.end_field(platform::FieldEnd::blur);
}

/// A way from a command of the interface to one of the engine.
struct Way {
    Id from;
    std::function<void(Desk&)> prepare = {}; ///< what has to be chosen before
    std::function<void(Desk&)> go_on = {};   ///< where more is done than answering what is asked
};

struct Reached {
    const char* label; ///< what the change calls itself, as a pattern
    std::vector<Way> ways;
};

void choose(Desk& desk, emic::Id<Code> code) {
    desk.page.state().code = code;
    desk.page.settle(2);
}
void forget_speakers(Desk& desk) {
    desk.page.session().ask([id = desk.study.first](const CommandContext& context) { return forget_turns(context, ForgetTurns{id}); });
    desk.page.settle(3);
}
void give_file(Desk& desk, const char* name, const char* bytes, bool dropped) {
    desk.page.push(platform::FilesGiven{{{name, bytes}}, dropped});
    desk.page.settle(12);
}
void tick_first_passage(Desk& desk) { click_first(desk, Role::checkbox, "Choose this passage"); }

/// Every command of the engine, what its change is called, and the ways to it with nothing but the interface.
const std::map<std::string, Reached>& reached() {
    static const std::map<std::string, Reached> all = {
        // attributes.h
        {"create_attribute", {"Attribute ‘41’ created", {{Id::new_attribute}}}},
        {"rename_attribute", {"Attribute ‘.*’ renamed to ‘41’", {{Id::rename_attribute}}}},
        {"describe_attribute", {"Description of attribute ‘.*’ changed", {{Id::describe_attribute}}}},
        {"retype_attribute", {"Type of attribute ‘.*’ changed to .*", {{Id::retype_attribute}}}},
        {"move_attribute", {"Attribute ‘.*’ moved", {{Id::attribute_left}, {Id::attribute_right}}}},
        {"delete_attribute", {"Attribute ‘.*’ deleted", {{Id::delete_attribute}}}},
        {"set_value", {"‘.*’ of .* set to ‘.*’", {{Id::set_case_value}, {Id::set_document_value}}}},
        {"set_values", {".*", {{Id::mode_cases, {}, [](Desk& d) { click_first(d, Role::cell, "Ben, "), d.page.push(platform::Pasted{"41\n42"}), d.page.settle(4); }}}}},
        // cases.h
        {"create_case", {"Case ‘41’ created", {{Id::new_case}}}},
        {"rename_case", {"Case ‘Ben’ renamed to ‘41’", {{Id::rename_case}}}},
        {"move_case", {"Case ‘Ben’ moved", {{Id::case_up}, {Id::case_down}}}},
        {"delete_case", {"Case ‘Ben’ deleted", {{Id::delete_case}}}},
        // codebook.h
        {"create_code", {"Code ‘41’ created", {{Id::new_code}, {Id::new_sub_code}}}},
        {"create_and_apply_code", {"Code ‘.*’ created and applied", {{Id::code_in_vivo}, {Id::open_code_picker, {}, [](Desk& d) { d.page.type("quite new"), d.page.list_key(Key::enter, {false, true, false}); }}}}},
        {"rename_code", {"Code ‘help’ renamed to ‘41’", {{Id::rename_code}}}},
        {"recolour_codes", {"Colour of code ‘help’ changed", {{Id::recolour_code}}}},
        {"define_code", {"Definition of code ‘help’ changed", {{Id::define_code}}}},
        {"set_category", {"‘.*’ made a category", {{Id::toggle_category, [](Desk& d) { choose(d, d.study.calm); }}}}},
        {"move_codes", {"Code ‘help’ moved", {{Id::code_up}, {Id::code_down}, {Id::code_to_top}, {Id::move_code}}}},
        {"merge_codes", {"Code ‘help’ merged into ‘.*’", {{Id::merge_code}}}},
        {"split_code", {"Code ‘41’ split off from ‘help’", {{Id::split_code, {}, [](Desk& d) { tick_first_passage(d), click_first(d, Role::button, "Split off"), answer_all(d, 0); }}}}},
        {"delete_codes", {"Code ‘help’ deleted", {{Id::delete_code}, {Id::delete_code_keep_codings, [](Desk& d) { choose(d, d.study.help); }}}}},
        {"merge_codebook", {".*code.*", {
            {Id::import_codebook, {}, [](Desk& d) { give_file(d, "codes.csv", "name,description\nquite new,What it is\n", false), click(d, Role::button, "Import"); }},
            {Id::paste_codebook, {}, [](Desk& d) { fill(d, "Codes", "quite new"), click(d, Role::button, "Compare"), click(d, Role::button, "Import"); }}}}},
        // coders.h
        {"add_coder", {"Coder ‘41’ added", {{Id::add_coder}}}},
        {"rename_coder", {"Coder ‘Ann’ renamed to ‘41’", {{Id::rename_coder}}}},
        {"recolour_coder", {"Colour of coder ‘.*’ changed", {{Id::recolour_coder}}}},
        {"delete_coder", {"Coder ‘.*’ deleted", {{Id::delete_coder}}}},
        // codings.h
        {"apply_code", {"Code ‘.*’ applied.*", {{Id::open_code_picker}, {Id::apply_recent_1}, {Id::apply_recent_9, [](Desk& d) { d.page.state().quick_codes.put(d.study.help, 8); }}}}},
        {"apply_code_to_passages", {"Code ‘.*’ applied.*", {{Id::search_project, {}, [](Desk& d) {
            fill(d, "Search all documents, memos and codes", "night");
            click(d, Role::checkbox, "Choose all results");
            click_first(d, Role::button, "Code ");
            answer_all(d, 0);
        }}}}},
        {"remove_codings", {"Code .* removed.*", {{Id::remove_coding}}}},
        {"resize_coding", {"Passage of code ‘cold’ resized", {{Id::resize_passage}}}},
        {"change_coding_code", {"Code ‘cold’ changed to ‘.*’", {{Id::recode_passage}}}},
        {"change_codings_code", {".*changed to code ‘.*’", {{Id::compare_code, {}, [](Desk& d) { tick_first_passage(d), click_first(d, Role::button, "Recode"), answer_all(d, 0); }}}}},
        {"weigh_coding", {"Weight of code ‘cold’.*", {{Id::weigh_passage}}}},
        {"code_interview_guide", {".*of the interview guide coded on .*", {{Id::interview_guide, {}, [](Desk& d) { click_first(d, Role::button, "Code all "); }}}}},
        // memos.h
        {"write_memo", {"Memo on .* written", {{Id::memo_on_passage}, {Id::code_memo}, {Id::document_memo}, {Id::case_memo},
            {Id::theme_memo, [](Desk& d) { d.page.state().theme = {}, d.page.settle(2); }},
            {Id::edit_project_memo, {}, [](Desk& d) { fill(d, "Memo on the project", typed); }}}}},
        {"edit_memo", {"Memo on .* changed", {{Id::edit_memo, {}, [](Desk& d) { d.page.type("cold"), d.page.list_key(Key::enter), d.page.settle(4), fill(d, "Memo on this passage", typed); }}}}},
        {"title_memo", {"Memo on .* titled ‘41’", {{Id::title_memo, [](Desk& d) { d.page.state().selection = {}, d.page.settle(2); }}}}},
        {"delete_memo", {"Memo on .* deleted", {{Id::delete_memo, [](Desk& d) { d.page.state().selection = {}, d.page.settle(2); }}}}},
        // project.h
        {"create_project", {"", {{Id::new_project}}}},
        {"rename_project", {"Project renamed to ‘41’", {{Id::rename_project}}}},
        // pseudonyms.h
        {"add_pseudonym", {"Pseudonym ‘a town’ added.*", {{Id::new_pseudonym, {}, [](Desk& d) { d.page.type("York"), d.page.list_key(Key::enter), d.page.settle(3), d.page.type("a town"), d.page.list_key(Key::enter); }}}}},
        {"change_pseudonym", {"Pseudonym .*", {{Id::pseudonyms, {}, [](Desk& d) { fill(d, "Stand-in for Leeds", "a town"); }}}}},
        {"move_pseudonym", {"Pseudonym ‘.*’ moved", {{Id::pseudonyms, {}, [](Desk& d) { click_first(d, Role::button, "Move down"); }}}}},
        {"delete_pseudonym", {"Pseudonym ‘.*’ deleted", {{Id::pseudonyms, {}, [](Desk& d) { click_first(d, Role::button, "Delete this"); }}}}},
        {"add_coder_pseudonyms", {"Pseudonym.*", {{Id::coder_pseudonyms}}}},
        // sources.h
        {"import_sources", {".*imported", {{Id::import_documents, {}, [](Desk& d) { give_file(d, "P09.txt", "I felt nothing.", false), d.page.confirm_import(); }},
                                         {Id::import_folder, {}, [](Desk& d) { give_file(d, "Dee/P09.txt", "I felt nothing.", false), d.page.confirm_import(); }}}}},
        {"rename_source", {"Document ‘P01’ renamed to ‘41’", {{Id::rename_document}}}},
        {"move_source", {"Document ‘P02’ moved", {{Id::document_up, [](Desk& d) { d.page.state().document = d.study.second, d.page.settle(3); }},
                                                {Id::document_down, [](Desk& d) { d.page.state().document = d.study.second, d.page.settle(3); }}}}},
        {"assign_case", {"Document ‘P01’ .*", {{Id::put_under_case}}}},
        {"delete_source", {"Document ‘P01’ deleted", {{Id::delete_document}}}},
        {"edit_source_text", {"Text of document ‘P01’ edited", {{Id::edit_document}}}},
        // speakers.h
        {"set_speakers", {"Speakers of ‘P01’ set", {{Id::drop_speaker}}}},
        {"recognise_speakers", {".*recognised in ‘P01’", {{Id::recognise_speakers, forget_speakers}}}},
        {"assign_speaker", {"Speaker ‘.*’ speaks for .*", {{Id::assign_speaker}}}},
        {"mark_interviewer", {".*marked as interviewer", {{Id::mark_interviewer}}}},
        {"rename_speaker", {"Speaker ‘.*", {{Id::rename_speaker}, {Id::merge_speakers}}}},
        {"forget_turns", {"Speakers of ‘P01’ taken off", {{Id::forget_turns}}}},
        // themes.h
        {"create_theme", {"Theme ‘41’ created", {{Id::new_theme}}}},
        {"rename_theme", {"Theme ‘Long nights’ renamed to ‘41’", {{Id::rename_theme}}}},
        {"describe_theme", {"Description of theme ‘Long nights’ changed", {{Id::describe_theme}}}},
        {"move_theme", {"Theme ‘Long nights’ moved", {{Id::theme_up}, {Id::theme_down}}}},
        {"delete_theme", {"Theme ‘Long nights’ deleted", {{Id::delete_theme}}}},
        {"add_theme_code", {".*Long nights.*", {{Id::theme_add_code}}}},
        {"remove_theme_code", {".*Long nights.*", {{Id::theme_remove_code}}}},
        {"move_theme_code", {".*moved.*", {{Id::theme_code_up}, {Id::theme_code_down}}}},
        {"add_key_quotation", {".*uotation.*", {{Id::add_key_quotation}, {Id::theme_add_quotations, {}, [](Desk& d) { click_first(d, Role::button, "Add"); }}}}},
        {"remove_key_quotation", {".*uotation.*", {{Id::theme_remove_quotation}}}},
        {"move_key_quotation", {".*uotation.*moved.*", {{Id::theme_quotation_up}, {Id::theme_quotation_down}}}},
        {"relate_themes", {".*‘Long nights’.*", {{Id::relate_theme}}}},
        {"rename_theme_relation", {".*", {{Id::reword_relation}}}},
        {"remove_theme_relation", {".*", {{Id::remove_relation}}}},
    };
    return all;
}

/// The names that the headers of the engine's commands declare.
std::set<std::string> engine_commands() {
    std::set<std::string> names;
    const std::regex declared("^Result<Change> (\\w+)\\(const CommandContext&");
    for (const auto& entry : std::filesystem::directory_iterator(test::repository("app/engine/commands"))) {
        if (entry.path().extension() != ".h") continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);)
            if (std::smatch found; std::regex_search(line, found, declared)) names.insert(found[1]);
    }
    return names;
}

/// Goes the way to its end; the label of what was changed, or what is wrong.
std::string follow(Desk& desk, const Way& way) {
    const CommandRow& row = command(way.from);
    std::string seen;
    // Where the first of a list changes nothing, such as the colour that it has, the next one is taken.
    for (int down = 0; down < 4; ++down) {
        desk.lay();
        if (way.prepare) way.prepare(desk);
        if (!desk.can(row)) return "cannot run";
        const std::uint64_t before = desk.page.project().revision();
        const Guid project = desk.page.session().id();
        desk.type_command(row.name);
        if (way.go_on) way.go_on(desk);
        else answer_all(desk, down);
        desk.page.settle(4);
        if (!(desk.page.session().id() == project)) return "project " + desk.page.project().info().name;
        if (desk.page.project().revision() == before + 1) return desk.last_label();
        seen = std::to_string(desk.page.project().revision() - before) + " changes; " + desk.traces();
        if (way.go_on) break;
    }
    return seen;
}

} // namespace

TEST_CASE("every command of the engine has a way from the interface") {
    const std::set<std::string> names = engine_commands();
    CHECK(names.size() > 60);
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK(reached().count(name) == 1);
    }
    for (const auto& [name, how] : reached()) {
        CAPTURE(name);
        CHECK(names.count(name) == 1);
        CHECK_FALSE(how.ways.empty());
    }
}

TEST_CASE("going each way to its end makes the one change that it should") {
    Desk desk;
    for (const auto& [name, how] : reached())
        for (const Way& way : how.ways) {
            const std::string from = command(way.from).name;
            CAPTURE(name);
            CAPTURE(from);
            const std::string label = follow(desk, way);
            CAPTURE(label);
            CHECK_FALSE(std::regex_search(label, std::regex("^(cannot run|\\d+ changes; )"))); // how a way that leads nowhere is told
            if (name == "create_project") CHECK(label == "project 41");
            else CHECK(std::regex_match(label, std::regex(how.label)));
        }
}
