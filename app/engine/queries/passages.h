#pragma once

#include "engine/indexes.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// One coding with everything a list, card or export says about it.
struct PassageRow {
    Id<Coding> coding;
    Id<Source> source;
    TextRange range;
    std::string document;
    std::string case_name;       ///< whose words they are, as case_of() says; may be empty
    std::uint32_t paragraph = 0; ///< number of the paragraph it begins in, from 1
    Id<Code> code;
    std::string code_name;
    std::string code_path; ///< "Surveillance > being watched"
    Colour colour = 0;     ///< of the code
    Id<Coder> coder;
    std::string coder_name;
    std::string text;           ///< the quotation, exactly as in the document
    std::string context_before; ///< up to context_code_points of the same paragraph, from the start of a word
    std::string context_after;  ///< the same behind the quotation
    std::string memo;           ///< memos on exactly this passage, by creation, separated by a blank line
    WallTime created = 0;
    WallTime modified = 0;
    std::optional<std::int32_t> weight;

    bool operator==(const PassageRow&) const = default;
};

inline constexpr std::uint32_t context_code_points = 80;

enum class Subcodes { include, leave_out };

/// The passages of a code, in document order (see documents_in_order), then place, longer first, then id. Light: long
/// lists keep these entries and describe the visible ones.
std::vector<CodingEntry> passages_of_code(const Project& project, const Indexes& indexes, Id<Code> code,
                                          Subcodes subcodes);

/// The passages of a document, by place, longer first, then id. Valid until the indexes change.
const std::vector<CodingEntry>& passages_of_source(const Indexes& indexes, Id<Source> source);

/// Every passage of the project, in document order.
std::vector<CodingEntry> all_passages(const Project& project, const Indexes& indexes);

/// All there is to say about one coding; a blank row when it is not in the project.
PassageRow describe_passage(const Project& project, const Indexes& indexes, const CodingEntry& entry);

/// describe_passage for each entry, quicker for many: paragraphs are counted once for each document.
std::vector<PassageRow> describe_passages(const Project& project, const Indexes& indexes,
                                          const std::vector<CodingEntry>& entries);

/// The codings that hold the byte at `offset` (bytes), longest first, then by place and id.
std::vector<CodingEntry> codings_at(const Indexes& indexes, Id<Source> source, std::uint32_t offset);

/// The codings that share at least one byte with `range`, by place, longer first, then id.
std::vector<CodingEntry> codings_in(const Indexes& indexes, Id<Source> source, TextRange range);

/// The first coding that begins behind `offset` (bytes), or the last that begins before it; the longest of those that
/// begin at the same place. None at the end or beginning of the document.
std::optional<CodingEntry> next_coding(const Indexes& indexes, Id<Source> source, std::uint32_t offset);
std::optional<CodingEntry> previous_coding(const Indexes& indexes, Id<Source> source, std::uint32_t offset);

} // namespace emic
