#include "engine/formats/content_marks.h"

#include "engine/formats/text_encoding.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <charconv>

namespace emic {

namespace {

// Two code points that are no characters and that no text may hold; the sign's number stands between them.
constexpr std::string_view opening = "\uFDD0";
constexpr std::string_view closing = "\uFDD1";

/// Calls `text(piece)` and `sign(number)` in order.
template <class Text, class Sign> void walk(std::string_view marked, Text&& text, Sign&& sign) {
    while (!marked.empty()) {
        const std::size_t begin = marked.find(opening);
        text(marked.substr(0, begin));
        if (begin == std::string_view::npos) return;
        marked.remove_prefix(begin + opening.size());
        std::size_t number = 0;
        const char* const last = marked.data() + std::min<std::size_t>(marked.size(), 12);
        const auto [end, error] = std::from_chars(marked.data(), last, number);
        if (error != std::errc()) continue;
        marked.remove_prefix(static_cast<std::size_t>(end - marked.data()));
        if (marked.substr(0, closing.size()) == closing) marked.remove_prefix(closing.size());
        sign(number);
    }
}

} // namespace

void ContentMarks::protect(std::string& text) {
    for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at))
        text.replace(at, opening.size(), "\uFFFD");
}

bool ContentMarks::is_empty(std::string_view text) {
    if (!text.ends_with(closing)) return text.empty();
    while (text.starts_with(opening)) {
        const std::size_t end = text.find(closing);
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + closing.size());
    }
    return text.empty();
}

std::string ContentMarks::without_signs(std::string_view text) {
    std::string plain;
    walk(text, [&](std::string_view piece) { plain += piece; }, [](std::size_t) {});
    return plain;
}

std::string ContentMarks::sign(std::optional<std::size_t>& place) {
    if (place) return {}; // the first place counts
    place = m_signs++;
    return std::string(opening) + std::to_string(*place) + std::string(closing);
}

std::string ContentMarks::heading(std::string line, std::uint32_t level) {
    if (is_empty(line)) return line;
    std::optional<std::size_t> begin;
    std::optional<std::size_t> end;
    line = sign(begin) + std::move(line);
    line += sign(end);
    m_headings.push_back({*begin, *end, std::clamp(level, 1u, 9u)});
    return line;
}

std::string ContentMarks::comment_begin(const std::string& id) {
    return sign(m_ends[id].begin);
}
std::string ContentMarks::comment_end(const std::string& id) {
    return sign(m_ends[id].end);
}
std::string ContentMarks::comment_point(const std::string& id) {
    return sign(m_ends[id].point);
}

void ContentMarks::add_comment(const std::string& id, std::string_view author, std::string text, WallTime written) {
    std::size_t malformed = 0;
    NewMemo memo;
    memo.title = author.empty() ? "Comment" : "Comment by " + repair_utf8(author.substr(0, 200), malformed);
    std::size_t controls = 0;
    memo.text = clean_text(without_signs(repair_utf8(text, malformed)), controls);
    memo.written = written;
    m_comments.push_back({id, std::move(memo)});
}

std::string ContentMarks::take_in(DocumentContent content) {
    protect(content.text);
    std::vector<std::pair<std::uint32_t, std::string>> signs; // by their places; those of one place in this order
    const auto put = [&](std::uint32_t at, std::string sign) { signs.emplace_back(at, std::move(sign)); };
    for (const Heading& heading : content.headings) {
        std::optional<std::size_t> begin, end;
        put(heading.range.begin, sign(begin));
        put(heading.range.end, sign(end));
        m_headings.push_back({*begin, *end, heading.level});
    }
    for (NewMemo& memo : content.memos) {
        const std::string id = "\n\n" + std::to_string(m_comments.size()); // no id of a file's has line feeds
        if (!memo.range.empty()) {
            put(memo.range.begin, comment_begin(id));
            put(memo.range.end, comment_end(id));
        }
        memo.range = {};
        m_comments.push_back({id, std::move(memo)});
    }
    std::stable_sort(signs.begin(), signs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string marked;
    std::uint32_t at = 0;
    for (const auto& [place, sign] : signs) {
        marked.append(content.text, at, place - at);
        marked += sign;
        at = place;
    }
    return marked.append(content.text, at);
}

std::optional<std::uint32_t> ContentMarks::offset(const std::optional<std::size_t>& place) const {
    return place ? m_offsets[*place] : std::nullopt;
}

TextRange ContentMarks::passage(const Ends& ends, std::string_view text) const {
    const std::optional<std::uint32_t> begin = offset(ends.begin);
    const std::optional<std::uint32_t> end = offset(ends.end);
    if (begin && end)
        if (const TextRange inner = trimmed(text, {*begin, *end}); !inner.empty()) return inner;
    std::optional<std::uint32_t> at = begin;
    if (!at) at = end;
    if (!at) at = offset(ends.point);
    if (!at) return {};
    const std::size_t line_begin = *at == 0 ? std::string_view::npos : text.rfind('\n', *at - 1);
    const std::size_t line_end = std::min(text.find('\n', *at), text.size());
    const std::uint32_t first = line_begin == std::string_view::npos ? 0 : static_cast<std::uint32_t>(line_begin + 1);
    const TextRange line = trimmed(text, {first, static_cast<std::uint32_t>(line_end)});
    return line.empty() ? TextRange{} : line;
}

void ContentMarks::settle(std::string_view marked, ImportedDocument& document) {
    std::string& text = document.content.text;
    m_offsets.assign(m_signs, std::nullopt);
    std::size_t malformed = 0;
    std::size_t controls = 0;
    walk(
        marked,
        [&](std::string_view piece) {
            std::size_t left_out = 0;
            text += clean_text(repair_utf8(piece, malformed), left_out);
            controls += left_out;
        },
        [&](std::size_t number) {
            if (number < m_offsets.size() && !m_offsets[number])
                m_offsets[number] = static_cast<std::uint32_t>(text.size());
        });
    for (const MarkedHeading& one : m_headings) {
        const std::optional<std::uint32_t> begin = m_offsets[one.begin];
        const std::optional<std::uint32_t> end = m_offsets[one.end];
        if (!begin || !end) continue;
        if (const TextRange range = trimmed(text, {*begin, *end}); !range.empty())
            document.content.headings.push_back({range, one.level});
    }
    sort_rows(document.content.headings,
              [](const Heading& a, const Heading& b) { return a.range < b.range; });
    std::uint32_t tied = 0;
    std::uint32_t loose = 0;
    for (Comment& comment : m_comments) {
        if (comment.memo.text.find_first_not_of(" \t\n") == std::string::npos) continue;
        const auto ends = m_ends.find(comment.id);
        if (ends != m_ends.end()) comment.memo.range = passage(ends->second, text);
        ++(comment.memo.range.empty() ? loose : tied);
        document.content.memos.push_back(std::move(comment.memo));
    }
    sort_rows(document.content.memos,
                     [](const NewMemo& a, const NewMemo& b) { return a.range < b.range; });
    const auto note = [&](std::size_t count, std::string_view one, std::string_view many) {
        const auto number = static_cast<std::uint32_t>(count);
        if (count > 0) document.notes.push_back({counted(number, one, many), number});
    };
    note(tied, "comment became a memo on its passage.", "comments became memos on their passages.");
    note(loose, "comment has no passage in the text and became a memo on the document.",
         "comments have no passages in the text and became memos on the document.");
    note(malformed, "faulty byte was replaced by the sign �.", "faulty bytes were replaced by the sign �.");
    note(controls, "invisible control character was left out.", "invisible control characters were left out.");
    if (text.find_first_not_of(" \t\n") == std::string::npos) document.notes.push_back({"The file holds no text.", 1});
}

} // namespace emic
