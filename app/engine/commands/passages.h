#pragma once

#include "engine/workspace.h"

namespace emic {

/// The range as passages are stored: outwards to whole characters (grapheme clusters), without white space at its ends.
/// Empty when there is nothing but white space.
///
///     I fe[lt lonely ]at night  ->  I fe[lt lonely] at night
TextRange snap_passage(std::string_view text, TextRange range);

/// The snapped range, or the Problem with it.
Result<TextRange> check_passage(const Project& project, Id<Source> source, TextRange range);

/// A Problem when the context's coder is not one of the project's.
Outcome check_coder(const CommandContext& context);

/// A Problem when the code is not in the project, or a category, which is not put on passages.
Outcome check_applicable(const Project& project, Id<Code> code);

/// The coding, other than `except`, of exactly this passage with this code by this coder; null when there is none.
const Coding* find_coding_like(const CommandContext& context, const Coding& coding, Id<Coding> except = {});

} // namespace emic
