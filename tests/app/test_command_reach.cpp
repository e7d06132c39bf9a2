#include "command_table.h"
#include "corpora.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace emic;

namespace {

using Ids = std::vector<CommandId>;

/// Where a researcher with nothing but the keyboard gets at each command of the engine.
const std::map<std::string, Ids>& ways() {
    using Id = CommandId;
    static const std::map<std::string, Ids> all = {
        // attributes.h
        {"create_attribute", {Id::new_attribute}},
        {"rename_attribute", {Id::rename_attribute}},
        {"describe_attribute", {Id::describe_attribute}},
        {"retype_attribute", {Id::retype_attribute}},
        {"move_attribute", {Id::attribute_left, Id::attribute_right}},
        {"delete_attribute", {Id::delete_attribute}},
        {"set_value", {Id::set_case_value, Id::set_document_value}},
        {"set_values", {Id::mode_cases}}, // cells are pasted there
        // cases.h
        {"create_case", {Id::new_case}},
        {"rename_case", {Id::rename_case}},
        {"move_case", {Id::case_up, Id::case_down}},
        {"delete_case", {Id::delete_case}},
        // codebook.h
        {"create_code", {Id::new_code, Id::new_sub_code}},
        {"create_and_apply_code", {Id::code_in_vivo, Id::open_code_picker}},
        {"rename_code", {Id::rename_code}},
        {"recolour_codes", {Id::recolour_code}},
        {"define_code", {Id::define_code}},
        {"set_category", {Id::toggle_category}},
        {"move_codes", {Id::code_up, Id::code_down, Id::code_to_top, Id::move_code}},
        {"merge_codes", {Id::merge_code}},
        {"split_code", {Id::split_code}},
        {"delete_codes", {Id::delete_code, Id::delete_code_keep_codings}},
        {"merge_codebook", {Id::import_codebook, Id::paste_codebook}},
        // coders.h
        {"add_coder", {Id::add_coder}},
        {"rename_coder", {Id::rename_coder}},
        {"recolour_coder", {Id::recolour_coder}},
        {"delete_coder", {Id::delete_coder}},
        // codings.h
        {"apply_code", {Id::open_code_picker, Id::apply_recent_1}},
        {"apply_code_to_passages", {Id::search_project}},
        {"remove_codings", {Id::remove_coding}},
        {"resize_coding", {Id::resize_passage}},
        {"change_coding_code", {Id::recode_passage}},
        {"change_codings_code", {Id::compare_code}},
        {"weigh_coding", {Id::weigh_passage}},
        {"code_interview_guide", {Id::interview_guide}},
        // memos.h
        {"write_memo", {Id::memo_on_passage, Id::code_memo, Id::document_memo, Id::case_memo, Id::theme_memo, Id::edit_project_memo}},
        {"edit_memo", {Id::edit_memo}},
        {"title_memo", {Id::title_memo}},
        {"delete_memo", {Id::delete_memo}},
        // project.h
        {"create_project", {Id::new_project}},
        {"rename_project", {Id::rename_project}},
        // pseudonyms.h
        {"add_pseudonym", {Id::new_pseudonym}},
        {"add_coder_pseudonyms", {Id::coder_pseudonyms}},
        {"change_pseudonym", {Id::pseudonyms}},
        {"move_pseudonym", {Id::pseudonyms}},
        {"delete_pseudonym", {Id::pseudonyms}},
        // sources.h
        {"import_sources", {Id::import_documents}},
        {"rename_source", {Id::rename_document}},
        {"move_source", {Id::document_up, Id::document_down}},
        {"assign_case", {Id::put_under_case}},
        {"delete_source", {Id::delete_document}},
        {"edit_source_text", {Id::edit_document}},
        // speakers.h
        {"set_speakers", {Id::drop_speaker}},
        {"recognise_speakers", {Id::recognise_speakers}},
        {"assign_speaker", {Id::assign_speaker}},
        {"mark_interviewer", {Id::mark_interviewer}},
        {"rename_speaker", {Id::rename_speaker, Id::merge_speakers}},
        {"forget_turns", {Id::forget_turns}},
        // themes.h
        {"create_theme", {Id::new_theme}},
        {"rename_theme", {Id::rename_theme}},
        {"describe_theme", {Id::describe_theme}},
        {"move_theme", {Id::theme_up, Id::theme_down}},
        {"delete_theme", {Id::delete_theme}},
        {"add_theme_code", {Id::theme_add_code}},
        {"remove_theme_code", {Id::theme_remove_code}},
        {"move_theme_code", {Id::theme_code_up, Id::theme_code_down}},
        {"add_key_quotation", {Id::add_key_quotation, Id::theme_add_quotations}},
        {"remove_key_quotation", {Id::theme_remove_quotation}},
        {"move_key_quotation", {Id::theme_quotation_up, Id::theme_quotation_down}},
        {"relate_themes", {Id::relate_theme}},
        {"rename_theme_relation", {Id::reword_relation}},
        {"remove_theme_relation", {Id::remove_relation}},
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

} // namespace

TEST_CASE("every command of the engine is reached by a command of the interface") {
    const std::set<std::string> names = engine_commands();
    CHECK(names.size() > 60);
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK(ways().count(name) == 1);
    }
    for (const auto& [name, ids] : ways()) {
        CAPTURE(name);
        CHECK(names.count(name) == 1);
        CHECK_FALSE(ids.empty());
        for (CommandId id : ids) CHECK(command(id).run != nullptr);
    }
}

TEST_CASE("commands stand once in the table, with words of their own and keys that mean one thing") {
    std::set<CommandId> ids;
    std::set<std::string> names;
    for (const CommandRow& row : command_table()) {
        CAPTURE(row.name);
        CHECK(ids.insert(row.id).second);
        CHECK(names.insert(row.name).second);
        CHECK(std::string(row.help).size() > 8);
    }
    // Every mode has a key of its own.
    std::set<std::string> keys;
    for (CommandId id : {CommandId::mode_code, CommandId::mode_compare, CommandId::mode_search, CommandId::mode_cases, CommandId::mode_themes, CommandId::mode_report})
        keys.insert(chord_name(command(id).keys.at(0)));
    CHECK(keys.size() == 6);
}
