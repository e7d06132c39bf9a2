#pragma once

#include "engine/indexes.h"
#include "engine/queries/interviewer_words.h"

#include <string>
#include <vector>

namespace emic {

/// A case, or a document beneath its case or without one.
struct DocumentRow {
    Id<Source> id;           ///< null in the row of a case
    Id<Case> case_id;        ///< null for a document without a case
    std::uint32_t depth = 0; ///< 1 for a document beneath its case
    std::string name;
    std::uint32_t documents = 0; ///< of a case; 1 for a document
    std::uint32_t codings = 0;
    double coded_share = 0;       ///< 0 to 1: coded bytes that are not white space / all bytes that are not
    std::uint32_t paragraphs = 0; ///< as paragraphs() counts, blank ones included
    std::uint32_t characters = 0; ///< code points
    bool has_memo = false;        ///< on the case or document itself

    [[nodiscard]] bool is_case() const { return id.is_null(); }
    bool operator==(const DocumentRow&) const = default;
};

/// Cases by position, each followed by its documents by position; then the documents without a case. The row of a case
/// sums up its documents. Ties are broken by name, then id.
/// Without the interviewers' words, coded_share is of what the others say, and passages of interviewers alone do not count.
std::vector<DocumentRow> document_rows(const Project& project, const Indexes& indexes, InterviewerWords interviewers = InterviewerWords::counted);

/// The documents in the order of document_rows().
std::vector<Id<Source>> documents_in_order(const Project& project);

/// What "document order" sorts by: documents_in_order() is ascending in this key.
struct DocumentKey {
    bool without_case = true;
    std::uint32_t case_position = 0;
    std::string_view case_name;
    Id<Case> case_id;
    std::uint32_t position = 0;
    std::string_view name;
    Id<Source> id;

    auto operator<=>(const DocumentKey&) const = default;
};
/// The views stay valid until the project changes. Unknown documents come last.
DocumentKey document_key(const Project& project, Id<Source> source);

} // namespace emic
