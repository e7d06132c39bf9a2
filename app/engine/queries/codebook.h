#pragma once

#include "engine/indexes.h"
#include "engine/queries/interviewer_words.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// One code as the codebook tree shows it.
struct CodeRow {
    Id<Code> id;
    Id<Code> parent;
    std::uint32_t depth = 0; ///< 0 at the top of the tree
    std::string name;
    std::string path; ///< "Surveillance > being watched"
    Colour colour = 0;
    std::uint32_t codings = 0;
    std::uint32_t codings_with_subcodes = 0; ///< its own and those of everything below it
    std::uint32_t documents = 0;             ///< documents in which the code itself is used
    bool has_children = false;
    bool has_memo = false;

    bool operator==(const CodeRow&) const = default;
};

/// Every code in tree order: each code before its sub-codes, siblings by position. Codes whose parent is missing come
/// last, as if they stood at the top.
/// Without the interviewers' words, passages of interviewers alone do not count.
std::vector<CodeRow> codebook_rows(const Project& project, const Indexes& indexes, InterviewerWords interviewers = InterviewerWords::counted);

/// The ids of codebook_rows() alone.
std::vector<Id<Code>> codes_in_tree_order(const Project& project, const Indexes& indexes);

/// The code and everything below it, in tree order; empty for an unknown code.
std::vector<Id<Code>> code_with_subcodes(const Project& project, const Indexes& indexes, Id<Code> code);

/// The names from the top down to the code, joined by " > "; empty for an unknown code.
std::string code_path(const Project& project, Id<Code> code);

/// How well a code fits what was typed, best first.
enum class CodeMatchKind { exact_name, name_prefix, word_prefix, in_name, in_path, in_definition };

/// A code that fits what was typed.
struct CodeMatch {
    Id<Code> id;
    CodeMatchKind kind = CodeMatchKind::exact_name;
    std::string name;
    std::string path;
    Colour colour = 0;
    std::uint32_t codings = 0;
    std::vector<TextRange> name_hits; ///< bytes of `name` that were typed, to be set off; sorted, not overlapping

    bool operator==(const CodeMatch&) const = default;
};

/// The codes that hold every word typed somewhere in their name, path or definition, in any order and upper or lower
/// case; ">" and "/" separate words like white space. Sorted by kind, then more used, then tree order; at most `limit`.
/// Nothing typed fits every code.
std::vector<CodeMatch> find_codes(const Project& project, const Indexes& indexes, std::string_view typed,
                                  std::size_t limit);

} // namespace emic
