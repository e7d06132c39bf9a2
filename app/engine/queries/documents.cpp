#include "engine/queries/documents.h"

#include "engine/sort_rows.h"

#include <algorithm>
#include <tuple>

namespace emic {

namespace {

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// A row, and what its share is of.
struct CountedRow {
    DocumentRow row;
    std::uint64_t ink = 0, coded_ink = 0;
};

CountedRow row_of(const Source& source, const Indexes& indexes, const Project& project, InterviewerWords interviewers) {
    const DocumentCounts& counts = indexes.counts_of(source.id);
    DocumentRow row;
    row.id = source.id;
    row.case_id = source.case_id;
    row.name = source.name;
    row.documents = 1;
    row.codings = static_cast<std::uint32_t>(indexes.codings_of_source(source.id).size());
    row.paragraphs = counts.text.paragraphs;
    row.characters = counts.text.characters;
    std::uint64_t ink = counts.text.ink, coded_ink = counts.coded_ink;
    const auto asks = [](const Speaker& speaker) { return speaker.interviewer; };
    if (interviewers == InterviewerWords::left_out && std::any_of(source.speakers.begin(), source.speakers.end(), asks)) {
        const auto& codings = indexes.codings_of_source(source.id);
        const AnsweredText answered = answered_text(source, codings);
        ink = answered.ink, coded_ink = answered.coded_ink;
        row.codings = static_cast<std::uint32_t>(without_interviewers(project, codings).size());
    }
    row.coded_share = share(coded_ink, ink);
    for (Id<Memo> memo : indexes.memos_of(source.id.guid)) {
        const Memo* found = project.find(memo);
        row.has_memo |= found && found->target == MemoTarget::source;
    }
    return {std::move(row), ink, coded_ink};
}

std::vector<const Case*> cases_in_order(const Project& project) {
    std::vector<const Case*> cases;
    for (const Case& one : project.cases())
        cases.push_back(&one);
    sort_rows(cases, [](const Case* a, const Case* b) {
        return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id);
    });
    return cases;
}

} // namespace

std::vector<DocumentRow> document_rows(const Project& project, const Indexes& indexes, InterviewerWords interviewers) {
    const std::vector<Id<Source>> sources = documents_in_order(project);
    std::vector<DocumentRow> rows;
    rows.reserve(sources.size() + project.cases().size());
    std::size_t next = 0;
    for (const Case* one : cases_in_order(project)) {
        DocumentRow row;
        row.case_id = one->id;
        row.name = one->name;
        row.has_memo = !indexes.memos_of(one->id.guid).empty();
        const std::size_t row_of_case = rows.size();
        rows.push_back(row);
        std::uint64_t ink = 0;
        std::uint64_t coded_ink = 0;
        for (; next < sources.size() && project.find(sources[next])->case_id == one->id; ++next) {
            CountedRow counted = row_of(*project.find(sources[next]), indexes, project, interviewers);
            DocumentRow& document = counted.row;
            document.depth = 1;
            ink += counted.ink;
            coded_ink += counted.coded_ink;
            ++row.documents;
            row.codings += document.codings;
            row.paragraphs += document.paragraphs;
            row.characters += document.characters;
            rows.push_back(std::move(document));
        }
        row.coded_share = share(coded_ink, ink);
        rows[row_of_case] = std::move(row);
    }
    for (; next < sources.size(); ++next)
        rows.push_back(row_of(*project.find(sources[next]), indexes, project, interviewers).row);
    return rows;
}

DocumentKey document_key(const Project& project, Id<Source> id) {
    DocumentKey key;
    key.id = id;
    key.case_position = UINT32_MAX;
    key.position = UINT32_MAX;
    const Source* source = project.find(id);
    if (!source) return key;
    key.case_position = 0;
    key.position = source->position;
    key.name = source->name;
    if (const Case* one = project.find(source->case_id)) {
        key.without_case = false;
        key.case_position = one->position;
        key.case_name = one->name;
        key.case_id = one->id;
    }
    return key;
}

std::vector<Id<Source>> documents_in_order(const Project& project) {
    std::vector<DocumentKey> keys;
    keys.reserve(project.sources().size());
    for (const Source& source : project.sources())
        keys.push_back(document_key(project, source.id));
    sort_rows(keys);
    std::vector<Id<Source>> sources;
    sources.reserve(keys.size());
    for (const DocumentKey& key : keys)
        sources.push_back(key.id);
    return sources;
}

} // namespace emic
