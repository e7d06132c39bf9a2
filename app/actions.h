#pragma once

#include "frame.h"

#include <functional>
#include <vector>

/// What several views and commands do in the same way. Each only asks; nothing changes before the frame has been drawn.
namespace emic {

/// Shows a document in Code mode, at a passage when `range` is not empty (which then is selected).
void show_document(const Frame& frame, Id<Source> document, TextRange range = {});
/// Shows a coding in its transcript and in the inspector.
void show_coding(const Frame& frame, Id<Coding> coding);
/// Shows a code in the inspector.
void show_code(const Frame& frame, Id<Code> code);
/// Shows the passages of a code side by side in Compare mode.
void compare_code(const Frame& frame, Id<Code> code);
void show_theme(const Frame& frame, Id<Theme> theme);

/// Codes the selection, or says that there is none.
void apply_code_to_selection(const Frame& frame, Id<Code> code);
/// Makes a code of this name and codes the selection with it.
void create_code_for_selection(const Frame& frame, std::string name, Id<Code> parent = {});
/// The selected words become the code's name.
void code_in_vivo(const Frame& frame);
/// The passage that a command means: the selection, or else the chosen coding's; empty when there is neither.
Passage meant_passage(const Frame& frame);
/// Moves a code to the front of the recent ones, and gives it a number key when one is free.
void note_used_code(ViewState& state, const Project& project, Id<Code> code);
/// Chooses the passage before or after the chosen one or the selection.
enum class Direction { previous, next };
void step_coding(const Frame& frame, Direction direction);
/// Puts a document before or behind its neighbour in the same case.
void move_in_case(const Frame& frame, Id<Source> document, Direction direction);
/// Cases by position.
std::vector<Id<Case>> cases_in_order(const Frame& frame);
/// Asks for a case, or none, or a new one.
void choose_case(const Frame& frame, std::string title, Id<Case> now, std::function<void(const Frame&, Id<Case>)> take);
/// Asks for a colour of the palette.
void choose_colour(const Frame& frame, std::string title, std::function<void(const Frame&, Colour)> take);
/// Takes a weight as it was typed; blank for none.
void set_weight(const Frame& frame, Id<Coding> coding, const std::string& typed);
/// Asks whether a project on this device is to be erased; `elsewhere`: another window has it open.
void ask_erase(const Frame& frame, Guid project, bool elsewhere = false);
/// Opens the dialog that asks for a name.
void ask_name(const Frame& frame, Naming naming, std::string title, std::string text = {}, Guid target = {});
void choose_code(const Frame& frame, ChoiceOfCode choice, std::string title, Guid target = {});

/// The memo written on exactly this, or null (of several, the first made).
const Memo* memo_on(const Frame& frame, MemoTarget target, Guid target_id, TextRange range = {});
/// Writes, changes or (with empty text) deletes that memo.
void set_memo(const Frame& frame, MemoTarget target, Guid target_id, TextRange range, const std::string& text);

/// Says after a change that it can be taken back.
std::function<void(const Change&)> tell_undo(const Frame& frame);

/// "12 March 2026, 14:05" in the computer's time zone.
std::string format_time(WallTime time);
/// "1 passage", "17 passages".
std::string count_of(std::uint64_t count, std::string_view one, std::string_view many);

} // namespace emic
