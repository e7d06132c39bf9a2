#pragma once

#include "engine/indexes.h"

#include <string>

namespace emic {

/// Appends every code in tree order with its rules and counts, each under a heading of `heading` ("h2", "h3").
void append_codebook_entries(std::string& out, const Project& project, const Indexes& indexes, const char* heading);

/// "12 passages in 4 documents"
std::string passage_counts(std::uint32_t codings, std::uint32_t documents);

/// "1 document" or "3 documents"
std::string counted_noun(std::uint64_t count, const char* one, const char* many);

/// The codebook as a page to read and print.
std::string write_codebook_html(const Project& project, const Indexes& indexes);

} // namespace emic
