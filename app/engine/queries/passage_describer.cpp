#include "engine/queries/passage_describer.h"

#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/queries/passage_case.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <tuple>

namespace emic {

namespace {

/// A row but for its paragraph number and memos; blank when there is no such coding.
PassageRow row_of(const Project& project, const CodingEntry& entry) {
    PassageRow row;
    const Coding* coding = project.find(entry.id);
    if (!coding) return row;
    row.coding = coding->id;
    row.source = coding->source;
    row.range = coding->range;
    row.code = coding->code;
    row.coder = coding->coder;
    row.created = coding->created;
    row.modified = coding->modified;
    row.weight = coding->weight;
    if (const Source* source = project.find(coding->source)) {
        row.document = source->name;
        if (const Case* one = project.find(case_of(project, source->id, coding->range))) row.case_name = one->name;
        row.text = slice(source->text.view(), coding->range);
        const Context context = context_of(source->text.view(), coding->range, context_code_points);
        row.context_before = context.before;
        row.context_after = context.after;
    }
    if (const Code* code = project.find(coding->code)) {
        row.code_name = code->name;
        row.code_path = code_path(project, code->id);
        row.colour = code->colour;
    }
    if (const Coder* coder = project.find(coding->coder)) row.coder_name = coder->name;
    return row;
}

std::string joined(const std::vector<const Memo*>& memos) {
    std::string text;
    for (const Memo* memo : memos) {
        if (!text.empty()) text += "\n\n";
        text += memo->text;
    }
    return text;
}

} // namespace

const PassageDescriber::Document& PassageDescriber::document(Id<Source> id) {
    const auto [place, fresh] = m_documents.try_emplace(id);
    Document& document = place->second;
    if (!fresh) return document;
    if (const Source* source = m_project.find(id)) document.paragraphs = paragraphs(source->text.view());
    for (Id<Memo> one : m_indexes.memos_of(id.guid))
        if (const Memo* memo = m_project.find(one); memo && memo->target == MemoTarget::passage) document.memos.push_back(memo);
    sort_rows(document.memos, [](const Memo* a, const Memo* b) { return std::tie(a->range, a->created, a->id) < std::tie(b->range, b->created, b->id); });
    return document;
}

std::span<const Memo* const> PassageDescriber::memos_on(Id<Source> source, TextRange range) {
    const std::vector<const Memo*>& memos = document(source).memos;
    const auto begin = std::partition_point(memos.begin(), memos.end(), [&](const Memo* memo) { return memo->range < range; });
    const auto end = std::partition_point(begin, memos.end(), [&](const Memo* memo) { return memo->range == range; });
    return {begin, end};
}

PassageRow PassageDescriber::describe(const CodingEntry& entry) {
    PassageRow row = row_of(m_project, entry);
    if (!row.coding) return row;
    if (m_project.find(row.source)) row.paragraph = static_cast<std::uint32_t>(paragraph_at(document(row.source).paragraphs, row.range.begin)) + 1;
    const auto memos = memos_on(row.source, row.range);
    row.memo = joined({memos.begin(), memos.end()});
    return row;
}

PassageRow describe_passage(const Project& project, const Indexes& indexes, const CodingEntry& entry) {
    PassageRow row = row_of(project, entry);
    if (!row.coding) return row;
    if (const Source* source = project.find(row.source)) row.paragraph = paragraph_number(source->text.view(), row.range.begin);
    std::vector<const Memo*> memos;
    for (Id<Memo> id : indexes.memos_of(row.source.guid))
        if (const Memo* memo = project.find(id); memo && memo->target == MemoTarget::passage && memo->range == row.range) memos.push_back(memo);
    sort_rows(memos, [](const Memo* a, const Memo* b) { return std::tie(a->created, a->id) < std::tie(b->created, b->id); });
    row.memo = joined(memos);
    return row;
}

std::vector<PassageRow> describe_passages(const Project& project, const Indexes& indexes, const std::vector<CodingEntry>& entries) {
    PassageDescriber describer(project, indexes);
    std::vector<PassageRow> rows;
    rows.reserve(entries.size());
    for (const CodingEntry& entry : entries) rows.push_back(describer.describe(entry));
    return rows;
}

} // namespace emic
