#pragma once

#include "command_table.h"

#include <functional>
#include <vector>

/// What the groups of the command table are written with.
namespace emic::rows {

using platform::Key;
using platform::Modifiers;

inline constexpr Modifiers plain{};
inline constexpr Modifiers ctrl{true, false, false};
inline constexpr Modifiers ctrl_shift{true, true, false};
inline constexpr Modifiers shift{false, true, false};
inline constexpr Modifiers alt{false, false, true};

inline KeyChord letter(char character, Modifiers modifiers = plain) { return {Key::character, character, modifiers}; }
inline KeyChord named(Key key, Modifiers modifiers = plain) { return {key, 0, modifiers}; }

// ---- when a command can run

inline bool always(const Frame&) { return true; }
inline bool with_project(const Frame& f) { return f.session.is_open(); }
inline bool with_document(const Frame& f) { return f.session.is_open() && f.project().find(f.state.document); }
inline bool coding_here(const Frame& f) { return f.state.mode == Mode::code && with_document(f); }
inline bool with_selection(const Frame& f) { return coding_here(f) && !f.state.selection.empty(); }
inline bool with_coding(const Frame& f) { return f.session.is_open() && f.project().find(f.state.coding); }
inline bool with_coding_here(const Frame& f) { return coding_here(f) && with_coding(f); }
inline bool with_passage(const Frame& f) { return with_selection(f) || with_coding_here(f); }
inline bool with_code(const Frame& f) { return f.session.is_open() && f.project().find(f.state.code); }
inline bool with_case(const Frame& f) { return f.session.is_open() && f.project().find(f.state.case_id); }

/// Says after a change that it can be taken back.
inline std::function<void(const Change&)> tell_undo(const Frame& f) {
    return [f](const Change& change) { f.toast(change.label + ". " + undo_name(f) + " brings it back."); };
}
/// Shows the inspector, also where it is hidden or a drawer.
inline void inspect(const Frame& f, Inspecting what) {
    f.state.mode = Mode::code, f.state.inspecting = what, f.state.codes_drawer = true, f.state.codes_hidden = false;
}

// ---- the groups, in the order of the table

using Rows = std::vector<CommandRow>;
void add_project(Rows& table);
void add_coding(Rows& table);
void add_codebook(Rows& table);
void add_documents(Rows& table);
void add_cases(Rows& table);
void add_speakers(Rows& table);
void add_finding(Rows& table);
void add_themes(Rows& table);
void add_exports(Rows& table);
void add_coders(Rows& table);
void add_window(Rows& table);

} // namespace emic::rows
