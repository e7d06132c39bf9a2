#include "engine/queries/documents.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace emic {

namespace {

/// Bytes of `text` that are not white space. Text is valid UTF-8, so three-byte white space is found by its lead bytes.
std::uint32_t count_ink(std::string_view text) {
    std::uint32_t blank = 0;
    bool may_hold_wide_blanks = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        blank += static_cast<std::uint32_t>(byte == ' ') + static_cast<std::uint32_t>(byte - 9U < 5U);
        // 0x85 and 0xA0 begin with C2, U+1680 with E1, U+2000 to U+205F with E2, U+3000 with E3.
        may_hold_wide_blanks |= byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
    }
    if (may_hold_wide_blanks) {
        for (std::uint32_t at = 0; at < text.size();) {
            const auto byte = static_cast<unsigned char>(text[at]);
            if (byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)) {
                ++at;
                continue;
            }
            const std::uint32_t begin = at;
            if (is_white_space(next_code_point(text, at))) blank += at - begin;
        }
    }
    return static_cast<std::uint32_t>(text.size()) - blank;
}

std::uint32_t count_characters(std::string_view text) {
    std::uint32_t characters = 0;
    for (const char c : text)
        characters += static_cast<std::uint32_t>((static_cast<unsigned char>(c) & 0xC0) != 0x80);
    return characters;
}

/// A document row with the byte counts its case sums up.
struct Measured {
    DocumentRow row;
    std::uint64_t ink = 0;
    std::uint64_t coded_ink = 0;
};

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

Measured measure(const Source& source, const Indexes& indexes, const Project& project) {
    const std::string_view text = source.text.view();
    Measured measured;
    DocumentRow& row = measured.row;
    row.id = source.id;
    row.case_id = source.case_id;
    row.name = source.name;
    row.documents = 1;
    row.codings = static_cast<std::uint32_t>(indexes.codings_of_source(source.id).size());
    row.paragraphs = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    row.characters = count_characters(text);
    for (Id<Memo> memo : indexes.memos_of(source.id.guid)) {
        const Memo* found = project.find(memo);
        row.has_memo |= found && found->target == MemoTarget::source;
    }
    measured.ink = count_ink(text);
    for (const TextRange& range : coded_ranges(indexes, source.id))
        measured.coded_ink += count_ink(slice(text, range));
    row.coded_share = share(measured.coded_ink, measured.ink);
    return measured;
}

std::vector<const Case*> cases_in_order(const Project& project) {
    std::vector<const Case*> cases;
    for (const Case& one : project.cases())
        cases.push_back(&one);
    std::sort(cases.begin(), cases.end(), [](const Case* a, const Case* b) {
        return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id);
    });
    return cases;
}

} // namespace

std::vector<DocumentRow> document_rows(const Project& project, const Indexes& indexes) {
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
            Measured document = measure(*project.find(sources[next]), indexes, project);
            document.row.depth = 1;
            ink += document.ink;
            coded_ink += document.coded_ink;
            ++row.documents;
            row.codings += document.row.codings;
            row.paragraphs += document.row.paragraphs;
            row.characters += document.row.characters;
            rows.push_back(std::move(document.row));
        }
        row.coded_share = share(coded_ink, ink);
        rows[row_of_case] = std::move(row);
    }
    for (; next < sources.size(); ++next)
        rows.push_back(measure(*project.find(sources[next]), indexes, project).row);
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
    std::sort(keys.begin(), keys.end());
    std::vector<Id<Source>> sources;
    sources.reserve(keys.size());
    for (const DocumentKey& key : keys)
        sources.push_back(key.id);
    return sources;
}

std::vector<TextRange> coded_ranges(const Indexes& indexes, Id<Source> source) {
    std::vector<TextRange> ranges;
    for (const CodingEntry& entry : indexes.codings_of_source(source)) {
        if (entry.range.empty()) continue;
        if (!ranges.empty() && entry.range.begin <= ranges.back().end)
            ranges.back().end = std::max(ranges.back().end, entry.range.end);
        else
            ranges.push_back(entry.range);
    }
    return ranges;
}

} // namespace emic
