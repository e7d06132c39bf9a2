#pragma once

#include "engine/records.h"
#include "item_choice.h"
#include "key_chord.h"
#include "platform.h"
#include "quick_codes.h"
#include "settings.h"
#include "style.h"
#include "views/carried.h"
#include "views/codebook_import_state.h"
#include "views/import_preview_state.h"
#include "views/mode_state.h"
#include "views/refi_check_state.h"
#include "views/structure_state.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace emic {

enum class Mode : std::uint8_t { home, code, compare, search, cases, themes, report };

/// What the inspector shows.
enum class Inspecting : std::uint8_t { nothing, passage, code, document, case_, project };

/// Which overlay lies over the window; at most one.
enum class Overlay : std::uint8_t {
    none, code_picker, palette, key_sheet, settings, import_report, name_dialog, choose_code, confirm_erase, about_privacy,
    choose_theme, import_codebook, paste_codebook, import_preview, choose_item, retype_attribute, pseudonyms, interview_guide,
    refi_check, doubtful_project, erased_elsewhere, storage_trouble, question,
};

/// What a name dialog names.
enum class Naming : std::uint8_t { project, code, sub_code, split_code, theme, case_, coder, rename_code, rename_document,
    rename_case, rename_theme, rename_project, rename_coder, words };

/// What a chosen code is for.
enum class ChoiceOfCode : std::uint8_t { merge_into, move_under, recode, recode_many, theme_code, code_passages };

/// One line of an import report: a file and what became of it.
struct ImportLine {
    std::string file;
    bool taken = false;
    std::vector<std::string> notes;
};

/// The key sheet while keys are being changed.
struct KeySheetState {
    bool changing = false;
    std::optional<CommandId> waits;      ///< the next key pressed becomes this command's
    std::optional<KeyChord> taken;       ///< it was pressed, but is another command's: pressed again, it changes hands
    std::string told;                    ///< what came of it
};

struct Toast {
    std::string text;
    bool problem = false;
    double until_ms = 0; ///< 0 until it is first shown
};

/// Everything about the screen that is not project data: never undone, kept apart.
struct ViewState : KeptView {
    Mode mode = Mode::home;

    Id<Source> document;
    TextRange selection;        ///< in `document`; empty for a caret only
    std::optional<TextRange> jump_to; ///< the transcript scrolls here with its next frame
    std::vector<TextRange> grown_from; ///< what the selection was before it grew, step by step
    Id<Coding> coding;          ///< the chosen passage
    Id<Code> code;              ///< the chosen code
    std::set<Id<Code>> codes_chosen;   ///< several chosen together, `code` among them; see chosen_codes()
    Id<Code> code_anchor;              ///< where Shift chooses from
    Id<Code> code_focused;             ///< the row of the list of codes that has the keyboard
    bool code_extends = false;         ///< an arrow with Shift is on its way to the next row
    Carried carried;                   ///< by the pointer
    Id<Theme> theme;
    Id<Case> case_id;
    Inspecting inspecting = Inspecting::nothing;
    std::set<Id<Code>> folded_codes;
    std::set<Id<Case>> folded_cases;
    std::vector<Id<Code>> recent_codes;  ///< newest first, at most nine: the picker begins with them
    QuickCodes quick_codes;              ///< of the number keys
    std::map<Id<Source>, std::uint32_t> reading_places; ///< first visible byte per document
    SharedText shown_text;      ///< what `selection` counts in
    Id<Source> shown_document;  ///< whose reading place the page has taken up
    platform::Rect picker_place; ///< where the selection's last line stands on screen
    bool open_document_menu = false, open_code_menu = false; ///< to be opened with the next frame
    bool touch = false;         ///< the last press was a finger's
    float wheel_pixels = 0;     ///< scrolling since the last frame

    std::string code_filter;
    std::string find;                 ///< in the document
    bool find_open = false;
    bool find_fresh = false;          ///< the find field takes the keyboard
    bool find_jump = false;           ///< go to match `find_at`
    std::size_t find_at = 0;          ///< wraps around the matches
    std::string search;               ///< in the project
    bool search_fresh = false;        ///< the search field takes the keyboard
    bool editing_text = false;        ///< the transcript is being corrected
    std::set<Passage> search_chosen; ///< ticked results
    bool keyboard_to_page = true;     ///< arrows move in the transcript, not through the controls
    bool memo_open = false;           ///< the inspector's memo field takes the keyboard at once

    bool documents_hidden = false, codes_hidden = false;
    bool documents_drawer = false, codes_drawer = false; ///< on narrow windows

    KeySheetState key_sheet;

    Overlay overlay = Overlay::none;
    bool overlay_fresh = false;       ///< opened in this frame: fields take the keyboard
    std::string overlay_text;         ///< typed into the overlay's field
    int overlay_row = 0;              ///< highlighted row of its list
    Naming naming = Naming::code;
    ChoiceOfCode choice = ChoiceOfCode::merge_into;
    Guid overlay_target;              ///< the record that the overlay is about
    std::string overlay_title;
    bool overlay_elsewhere = false;   ///< another window has open what is to be erased
    std::vector<Id<Coding>> chosen_codings;  ///< for ChoiceOfCode::recode_many and Naming::split_code
    std::vector<Passage> chosen_passages;    ///< for ChoiceOfCode::code_passages

    std::vector<Id<Code>> overlay_codes;     ///< for ChoiceOfCode::merge_into and move_under

    ItemChoice item_choice;                  ///< of Overlay::choose_item
    Question question;                       ///< of Overlay::question
    WordsWanted words_wanted;                ///< of Naming::words

    std::vector<ImportLine> imported;
    std::vector<Toast> toasts;
    std::string disk_words;           ///< how little room the disk has; empty while it has enough
    std::string trouble_words;        ///< of Overlay::storage_trouble, which is about the project `overlay_target` or, when null, about all
    bool files_hover = false;
    ImportPreviewState import_preview;
    CodebookImportState codebook_import;
    RefiCheckState refi_check;
    DoubtfulProjectState doubtful;
    CompareState compare;
    SearchState searching;
    ThemesState gathering;
    ReportState reporting;
    CasesState casing;
    PseudonymsState pseudonyms;
    GuideState guide;
    bool without_interviewers = false; ///< what interviewers say is left out of coded shares and counts
    bool keeping_told = false;         ///< of this project: that the browser does not promise to keep it
    bool memo_title_open = false;      ///< the inspector's field for the memo's title takes the keyboard at once
    bool rules_open = false;           ///< the code's definition takes the keyboard at once
    bool report_list_open = false;    ///< the formats as a drawer, on narrow windows
    std::string export_shown;         ///< id of the export format shown in Report
};

} // namespace emic
