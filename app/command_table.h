#pragma once

#include "frame.h"
#include "key_chord.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace emic {

enum class CommandId : std::uint8_t {
    // project
    go_home, new_project, import_documents, import_folder, save_copy, rename_project, edit_project_memo, check_refi, undo, redo,
    // modes
    mode_code, mode_compare, mode_search, mode_cases, mode_themes, mode_report,
    // coding
    open_code_picker, code_in_vivo, apply_recent_1, apply_recent_2, apply_recent_3, apply_recent_4, apply_recent_5,
    apply_recent_6, apply_recent_7, apply_recent_8, apply_recent_9, memo_on_passage, add_key_quotation, remove_coding,
    recode_passage, resize_passage, weigh_passage, grow_selection, shrink_selection, previous_passage, next_passage,
    // memos
    title_memo, edit_memo, delete_memo,
    // codebook
    new_code, new_sub_code, rename_code, merge_code, move_code, split_code, toggle_category, code_up, code_down,
    code_to_top, quick_key, define_code, recolour_code, code_memo, delete_code, delete_code_keep_codings,
    compare_code, import_codebook, paste_codebook,
    // documents
    next_document, previous_document, rename_document, edit_document, delete_document, document_up, document_down,
    put_under_case, document_memo,
    // cases, attributes and pseudonyms
    new_case, rename_case, delete_case, case_up, case_down, case_memo, new_attribute, rename_attribute, describe_attribute,
    retype_attribute, attribute_left, attribute_right, delete_attribute, set_case_value, set_document_value, pseudonyms,
    new_pseudonym, coder_pseudonyms,
    // speakers
    show_speakers, recognise_speakers, assign_speaker, mark_interviewer, rename_speaker, merge_speakers, drop_speaker,
    forget_turns, interview_guide,
    // finding
    find_in_document, find_next, find_previous, search_project,
    // themes
    new_theme, rename_theme, describe_theme, theme_memo, theme_up, theme_down, delete_theme, theme_add_code, theme_remove_code,
    theme_code_up, theme_code_down, theme_add_quotations, theme_remove_quotation, theme_quotation_up, theme_quotation_down,
    relate_theme, reword_relation, remove_relation,
    print_report,
    // exports: as many as there are formats, in their order
    export_first, export_last = export_first + 31,
    // coders
    add_coder, rename_coder, switch_coder, recolour_coder, delete_coder,
    // window
    command_palette, key_sheet, settings, without_interviewers, appearance_light, appearance_dark, appearance_high_contrast, appearance_system, zoom_in,
    zoom_out, zoom_reset, reading_larger, reading_smaller, toggle_documents, toggle_codes, check_privacy,
};

/// What a command needs to run, and what is said where that is missing: what to do first, in the researcher's words.
struct Needs {
    bool (*met)(const Frame&);
    const char* missing;

    bool operator()(const Frame& frame) const { return met(frame); }
};

/// One command, once: menus, keys, palette and key sheet all read this row.
struct CommandRow {
    CommandId id;
    const char* group;
    const char* name;
    const char* help;         ///< one sentence
    const char* search_words; ///< what else a researcher might call it
    std::vector<KeyChord> keys; ///< the usual ones; the researcher may want others, see keys_of()
    Needs enabled;
    void (*run)(const Frame&);
};

std::span<const CommandRow> command_table();
const CommandRow& command(CommandId id);
/// Whether the command leads to a change of the project: while another window has it, such commands say so instead.
bool leads_to_change(CommandId id);
/// What is said where a command cannot run now: what to do first. Null when it can.
const char* why_not(const Frame& frame, const CommandRow& row);
inline bool can_run(const Frame& frame, const CommandRow& row) { return why_not(frame, row) == nullptr; }
/// The row of a menu for a command; runs it when chosen.
void command_item(const Frame& frame, const CommandRow& row, bool with_key = true);
/// The keys of a command as the researcher has set them.
const std::vector<KeyChord>& keys_of(const OwnKeys& own, const CommandRow& row);
/// "Ctrl+Shift+Z"; empty when the command has no key, or its key is a single character and those are switched off.
std::string key_name(const Frame& frame, const CommandRow& row);
/// "Ctrl+Z", or "Undo" where it has no key: what brings back what a message tells of.
std::string undo_name(const Frame& frame);
/// "New code (N)": what a button says that runs a command.
std::string with_key(const Frame& frame, std::string_view words, CommandId id);
/// The command that has this key, other than `but`; null for none.
const CommandRow* holder_of(const OwnKeys& own, const KeyChord& chord, CommandId but);
/// Gives a command this key, or none, instead of those it had. Whoever else had it loses it.
void set_key(OwnKeys& own, CommandId id, const std::optional<KeyChord>& chord);
/// As JSON for the settings; commands by name, keys as they are shown.
std::string write_own_keys(const OwnKeys& own);
/// What is not understood is left out.
OwnKeys read_own_keys(std::string_view json);
/// The command that this key press means now, or null. While a field is open only Ctrl and the function keys mean commands;
/// single characters mean them only where the transcript, or the list they belong to, has the keyboard; a key that is held
/// repeats only what goes on step by step.
const CommandRow* command_for(const Frame& frame, const platform::KeyPressed& press);
/// The command that it would mean if what that needs were there; null when it means one, or none at all.
const CommandRow* command_lacking(const Frame& frame, const platform::KeyPressed& press);
/// Runs it, or says what it needs first.
void run_command(const Frame& frame, const CommandRow& row);
/// Commands that fit what was typed, those that can run now first.
std::vector<const CommandRow*> find_commands(const Frame& frame, std::string_view typed);

} // namespace emic
