#pragma once

#include "engine/queries/passages.h"

#include <span>
#include <unordered_map>

namespace emic {

/// Describes very many passages: what it takes to know of a document is found once, however the passages are listed.
class PassageDescriber {
public:
    PassageDescriber(const Project& project, const Indexes& indexes) : m_project(project), m_indexes(indexes) {}

    /// As describe_passage() of passages.h.
    [[nodiscard]] PassageRow describe(const CodingEntry& entry);
    /// The memos on exactly this passage, by creation. Valid as long as the project does not change.
    [[nodiscard]] std::span<const Memo* const> memos_on(Id<Source> source, TextRange range);

private:
    struct Document {
        std::vector<TextRange> paragraphs;
        std::vector<const Memo*> memos; ///< by passage, then creation, then id
    };
    const Document& document(Id<Source> source);

    const Project& m_project;
    const Indexes& m_indexes;
    std::unordered_map<Id<Source>, Document, IdHash> m_documents;
};

} // namespace emic
