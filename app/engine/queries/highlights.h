#pragma once

#include "engine/indexes.h"

#include <string>
#include <vector>

namespace emic {

/// One coding as the transcript shows it.
///
///     text    I felt lonely at night, and nobody came.
///     lane 0  [------------------------------------]
///     lane 1         [-------------]
///     lane 2         [----]          [----]
struct Highlight {
    Id<Coding> coding;
    Id<Code> code;
    TextRange range;
    Colour colour = 0; ///< of the code
    std::string name;  ///< of the code
    std::string coder; ///< name
    std::uint32_t lane = 0;
    bool has_memo = false; ///< a memo on exactly this passage

    bool operator==(const Highlight&) const = default;
};

/// The codings of a document by place, longer first, then id. No two in one lane overlap. Lanes are given to the
/// longest first, each taking the outermost free one (0 is outermost): long passages lie outside, and a new coding
/// never moves a longer one.
std::vector<Highlight> highlights(const Project& project, const Indexes& indexes, Id<Source> source);

/// A line in the margin: one code on one passage, however many coders put it there.
struct Stripe {
    Id<Code> code;
    Id<Coding> coding; ///< the first of them
    TextRange range;
    Colour colour = 0;
    std::string name;
    std::uint32_t lane = 0; ///< the outermost of its highlights
    std::uint32_t coders = 1;
    bool has_memo = false;

    bool operator==(const Stripe&) const = default;
};

/// The margin's lines for the highlights of one document: lane by lane, in each by place.
std::vector<Stripe> stripes(const std::vector<Highlight>& highlights);

/// How many lanes are in use.
std::uint32_t lane_count(const std::vector<Highlight>& highlights);

} // namespace emic
