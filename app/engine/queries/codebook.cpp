#include "engine/queries/codebook.h"

#include "engine/sort_rows.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace emic {

namespace {

constexpr std::string_view path_separator = " > ";

struct TreePlace {
    Id<Code> id;
    std::uint32_t depth;
};

class TreeWalk {
public:
    TreeWalk(const Project& project, const Indexes& indexes) : m_project(project), m_indexes(indexes) {}

    void descend(Id<Code> code, std::uint32_t depth) {
        if (!m_project.find(code) || !m_seen.insert(code).second) return;
        m_places.push_back({code, depth});
        for (Id<Code> child : m_indexes.children_of(code))
            descend(child, depth + 1);
    }

    std::vector<TreePlace> whole_tree() {
        m_places.reserve(m_project.codes().size());
        for (Id<Code> top : m_indexes.children_of({}))
            descend(top, 0);
        if (m_places.size() < m_project.codes().size()) add_stranded();
        return std::move(m_places);
    }
    std::vector<TreePlace> below(Id<Code> code) {
        descend(code, 0);
        return std::move(m_places);
    }

private:
    void add_stranded() {
        std::vector<Id<Code>> lost_tops;
        std::vector<Id<Code>> others;
        for (const Code& code : m_project.codes()) {
            if (m_seen.count(code.id)) continue;
            (m_project.find(code.parent) ? others : lost_tops).push_back(code.id);
        }
        sort_rows(lost_tops);
        sort_rows(others);
        for (Id<Code> code : lost_tops)
            descend(code, 0);
        for (Id<Code> code : others)
            descend(code, 0);
    }

    const Project& m_project;
    const Indexes& m_indexes;
    std::unordered_set<Id<Code>, IdHash> m_seen;
    std::vector<TreePlace> m_places;
};

std::vector<Id<Code>> ids_of(const std::vector<TreePlace>& places) {
    std::vector<Id<Code>> ids;
    ids.reserve(places.size());
    for (const TreePlace& place : places)
        ids.push_back(place.id);
    return ids;
}

std::uint32_t count_documents(const std::vector<CodingEntry>& entries) {
    std::uint32_t documents = 0;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (i == 0 || entries[i].source != entries[i - 1].source) ++documents;
    return documents;
}

bool separates_words(char32_t c) {
    return is_white_space(c) || c == '>' || c == '/';
}

std::vector<std::string> words_of(std::string_view typed) {
    std::vector<std::string> words;
    std::string word;
    const std::string folded = fold_case(typed);
    for (std::uint32_t at = 0; at < folded.size();) {
        const char32_t c = next_code_point(folded, at);
        if (!separates_words(c)) {
            append_utf8(word, c);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

bool begins_word(std::string_view text, std::size_t at) {
    auto before = static_cast<std::uint32_t>(at);
    return at == 0 || !is_word_character(previous_code_point(text, before));
}

bool holds_word_prefix(std::string_view text, std::string_view prefix) {
    for (std::size_t at = text.find(prefix); at != std::string_view::npos; at = text.find(prefix, at + 1))
        if (begins_word(text, at)) return true;
    return false;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A code's texts, folded once.
struct FoldedCode {
    std::string name;
    std::string path;
    std::string rules;
};

std::optional<CodeMatchKind> match_kind(const FoldedCode& code, const std::string& typed,
                                        const std::vector<std::string>& words) {
    if (code.name == typed) return CodeMatchKind::exact_name;
    if (code.name.compare(0, typed.size(), typed) == 0) return CodeMatchKind::name_prefix;
    const auto all = [&](auto&& fits) { return std::all_of(words.begin(), words.end(), fits); };
    if (all([&](const std::string& word) { return holds_word_prefix(code.name, word); }))
        return CodeMatchKind::word_prefix;
    if (all([&](const std::string& word) { return holds(code.name, word); })) return CodeMatchKind::in_name;
    if (all([&](const std::string& word) { return holds(code.path, word); })) return CodeMatchKind::in_path;
    if (all([&](const std::string& word) { return holds(code.path, word) || holds(code.rules, word); }))
        return CodeMatchKind::in_definition;
    return std::nullopt;
}

/// Where the typed words stand in the name, in bytes of the name itself: folding may change a character's length.
std::vector<TextRange> name_hits(const std::string& name, const std::vector<std::string>& words) {
    std::string folded;
    std::vector<std::uint32_t> origin; // for each byte of `folded`
    for (std::uint32_t at = 0; at < name.size();) {
        const std::uint32_t begin = at;
        next_code_point(name, at);
        folded += fold_case(slice(name, {begin, at}));
        origin.resize(folded.size(), begin);
    }
    origin.push_back(static_cast<std::uint32_t>(name.size()));
    std::vector<TextRange> hits;
    for (const std::string& word : words) {
        const std::size_t at = folded.find(word);
        if (at != std::string::npos) hits.push_back({origin[at], origin[at + word.size()]});
    }
    sort_rows(hits);
    std::vector<TextRange> joined;
    for (const TextRange& hit : hits) {
        if (!joined.empty() && hit.begin <= joined.back().end)
            joined.back().end = std::max(joined.back().end, hit.end);
        else
            joined.push_back(hit);
    }
    return joined;
}

} // namespace

std::vector<CodeRow> codebook_rows(const Project& project, const Indexes& indexes, InterviewerWords interviewers) {
    const std::vector<TreePlace> places = TreeWalk(project, indexes).whole_tree();
    std::vector<CodeRow> rows;
    rows.reserve(places.size());
    std::vector<std::size_t> above; // row of the ancestor at each depth
    for (const TreePlace& place : places) {
        const Code& code = *project.find(place.id);
        const std::vector<CodingEntry>& all = indexes.codings_of_code(code.id);
        const std::vector<CodingEntry> answers = interviewers == InterviewerWords::left_out ? without_interviewers(project, all) : std::vector<CodingEntry>{};
        const std::vector<CodingEntry>& entries = interviewers == InterviewerWords::left_out ? answers : all;
        above.resize(place.depth);
        CodeRow row;
        row.id = code.id;
        row.parent = code.parent;
        row.depth = place.depth;
        row.name = code.name;
        row.path = above.empty() ? code.name : rows[above.back()].path + std::string(path_separator) + code.name;
        row.colour = code.colour;
        row.codings = row.codings_with_subcodes = static_cast<std::uint32_t>(entries.size());
        row.documents = count_documents(entries);
        row.has_children = !indexes.children_of(code.id).empty();
        row.has_memo = !indexes.memos_of(code.id.guid).empty();
        for (std::size_t ancestor : above)
            rows[ancestor].codings_with_subcodes += row.codings;
        above.push_back(rows.size());
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Id<Code>> codes_in_tree_order(const Project& project, const Indexes& indexes) {
    return ids_of(TreeWalk(project, indexes).whole_tree());
}

std::vector<Id<Code>> code_with_subcodes(const Project& project, const Indexes& indexes, Id<Code> code) {
    return ids_of(TreeWalk(project, indexes).below(code));
}

std::string code_path(const Project& project, Id<Code> id) {
    std::vector<const Code*> line;
    for (const Code* code = project.find(id); code && line.size() <= project.codes().size();
         code = project.find(code->parent))
        line.push_back(code);
    std::string path;
    for (auto code = line.rbegin(); code != line.rend(); ++code) {
        if (code != line.rbegin()) path += path_separator;
        path += (*code)->name;
    }
    return path;
}

std::vector<CodeMatch> find_codes(const Project& project, const Indexes& indexes, std::string_view typed,
                                  std::size_t limit) {
    const std::string folded = fold_case(slice(typed, trimmed(typed, {0, static_cast<std::uint32_t>(typed.size())})));
    const std::vector<std::string> words = words_of(folded);
    std::vector<CodeMatch> matches;
    for (const CodeRow& row : codebook_rows(project, indexes)) {
        const Code& code = *project.find(row.id);
        const FoldedCode texts{
            fold_case(code.name), fold_case(row.path),
            fold_case(code.definition + "\n" + code.include + "\n" + code.exclude + "\n" + code.examples)};
        const std::optional<CodeMatchKind> kind =
            words.empty() ? std::optional(CodeMatchKind::name_prefix) : match_kind(texts, folded, words);
        if (kind) matches.push_back({row.id, *kind, row.name, row.path, row.colour, row.codings, {}});
    }
    sort_rows(matches, [](const CodeMatch& a, const CodeMatch& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.codings > b.codings;
    });
    if (matches.size() > limit) matches.resize(limit);
    for (CodeMatch& match : matches)
        match.name_hits = name_hits(match.name, words);
    return matches;
}

} // namespace emic
