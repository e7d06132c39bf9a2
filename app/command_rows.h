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

inline constexpr Needs always{[](const Frame&) { return true; },
    ""};
inline constexpr Needs with_project{[](const Frame& f) { return f.session.is_open(); },
    "Open a project first, or begin one."};
inline constexpr Needs with_document{[](const Frame& f) { return f.session.is_open() && f.project().find(f.state.document); },
    "Open a document first."};
inline constexpr Needs coding_here{[](const Frame& f) { return f.state.mode == Mode::code && with_document(f); },
    "Open a document in Code first."};
inline constexpr Needs with_selection{[](const Frame& f) { return coding_here(f) && !f.state.selection.empty(); },
    "Select words in a document first."};
inline constexpr Needs with_coding{[](const Frame& f) { return f.session.is_open() && f.project().find(f.state.coding); },
    "Choose a coded passage first."};
inline constexpr Needs with_coding_here{[](const Frame& f) { return coding_here(f) && with_coding(f); },
    "Choose a coded passage in the document first."};
inline constexpr Needs with_passage{[](const Frame& f) { return with_selection(f) || with_coding_here(f); },
    "Select words, or choose a coded passage, first."};
inline constexpr Needs with_code{[](const Frame& f) { return f.session.is_open() && f.project().find(f.state.code); },
    "Choose a code first."};
inline constexpr Needs with_case{[](const Frame& f) { return f.session.is_open() && f.project().find(f.state.case_id); },
    "Choose a case first."};

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
