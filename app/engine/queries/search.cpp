#include "engine/queries/search.h"

#include "engine/letters.h"
#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/queries/documents.h"
#include "engine/queries/passages.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <unordered_map>
#include <utf8proc.h>

namespace emic {

namespace {

/// The units of one code point; Unicode's longest canonical decomposition has 4.
struct Units {
    std::array<utf8proc_int32_t, 8> unit{};
    int count = 0;
};

/// Lower case; a character outside ASCII never becomes ASCII (the Kelvin sign is no k), so that ASCII is found quickly.
char32_t lower(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    const auto low = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
    return low < 0x80 ? c : low;
}

bool is_hangul_syllable(char32_t c) {
    return c >= 0xAC00 && c <= 0xD7A3;
}

/// Folded, with its accents as units of their own. Hangul syllables stay whole: 가 is not in 각.
Units units_of(char32_t c) {
    Units units;
    units.count = 1;
    units.unit[0] = static_cast<utf8proc_int32_t>(is_white_space(c) ? U' ' : lower(c));
    if (c < 0xC0 || is_white_space(c) || is_hangul_syllable(c)) return units;
    Units parts;
    int boundary = 0;
    parts.count = static_cast<int>(utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.unit.data(),
                                                           static_cast<utf8proc_ssize_t>(parts.unit.size()),
                                                           UTF8PROC_DECOMPOSE, &boundary));
    if (parts.count < 2 || parts.count > static_cast<int>(parts.unit.size())) return units;
    for (int i = 0; i < parts.count; ++i)
        parts.unit[i] = static_cast<utf8proc_int32_t>(lower(static_cast<char32_t>(parts.unit[i])));
    return parts;
}

bool is_accent(char32_t c) {
    return c >= 0x300 && utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class != 0;
}

/// Past what is invisible at `offset`.
std::uint32_t skip_invisible(std::string_view text, std::uint32_t offset) {
    while (offset < text.size()) {
        const auto byte = static_cast<unsigned char>(text[offset]);
        std::uint32_t after = offset;
        if ((byte >= 0x20 && byte < 0x7F) || !is_invisible(next_code_point(text, after))) break;
        offset = after;
    }
    return offset;
}

/// True when an accent at `offset` belongs to what stands before it.
bool accent_follows(std::string_view text, std::uint32_t offset) {
    offset = skip_invisible(text, offset);
    return offset < text.size() && static_cast<unsigned char>(text[offset]) >= 0x80 &&
           is_accent(next_code_point(text, offset));
}

/// The more often a letter is used in English, the lower; for choosing what to look for first.
std::size_t rarity(char32_t ascii) {
    constexpr std::string_view by_use = "etaoinshrdlcumwfgypbvk.,'jxqz";
    const std::size_t place = by_use.find(static_cast<char>(ascii));
    return place == std::string_view::npos ? by_use.size() : place;
}

unsigned char lead_byte(char32_t c) {
    std::string encoded;
    append_utf8(encoded, c);
    return static_cast<unsigned char>(encoded[0]);
}

} // namespace

Needle::Needle(std::string_view typed) {
    const TextRange range = trimmed(typed, {0, static_cast<std::uint32_t>(typed.size())});
    for (std::uint32_t at = range.begin; at < range.end;) {
        const char32_t c = next_code_point(typed, at);
        if (is_invisible(c)) continue;
        const Units units = units_of(c);
        for (int i = 0; i < units.count; ++i) {
            const auto unit = static_cast<char32_t>(units.unit[i]);
            if (unit != U' ' || (!m_units.empty() && m_units.back() != U' ')) m_units.push_back(unit);
        }
    }
    if (!m_units.empty() && m_units.back() == U' ') m_units.pop_back();
    m_ascii = std::all_of(m_units.begin(), m_units.end(), [](char32_t unit) { return unit < 0x80; });
    if (m_units.empty()) return;
    if (m_ascii)
        prepare_ascii();
    else
        prepare_units();
}

void Needle::prepare_ascii() {
    for (std::uint32_t i = 0; i < m_units.size() && m_units[i] != U' '; ++i)
        if (rarity(m_units[i]) > rarity(m_units[m_anchor])) m_anchor = i;
}

void Needle::prepare_units() {
    const char32_t first = m_units[0];
    const bool caseless = (first >= 0x3000 && first < 0xA000) || is_hangul_syllable(first);
    if (caseless || first >= 0x10000) {
        // Whatever folds or decomposes to these shares their first byte.
        m_lead_bytes[lead_byte(first)] = true;
        return;
    }
    const auto add = [&](char32_t begin, char32_t end) {
        for (char32_t c = begin; c < end; ++c) {
            if (static_cast<char32_t>(units_of(c).unit[0]) != first) continue;
            m_first.push_back(c);
            m_lead_bytes[lead_byte(c)] = true;
        }
    };
    // Cased and composed characters of the basic plane; between these ranges lie Han, kana and Hangul.
    add(0, 0x3000);
    add(0xA000, 0xAC00);
    add(0xF900, 0x10000);
}

/// Where a match that begins at `begin` ends, or none.
std::optional<std::uint32_t> Needle::end_of_match(std::string_view text, std::uint32_t begin) const {
    std::uint32_t at = begin;
    std::size_t matched = 0;
    while (matched < m_units.size()) {
        at = skip_invisible(text, at);
        if (at >= text.size()) return std::nullopt;
        if (m_units[matched] == U' ') {
            std::uint32_t after = at;
            if (!is_white_space(next_code_point(text, after))) return std::nullopt;
            do
                at = after = skip_invisible(text, after);
            while (after < text.size() && is_white_space(next_code_point(text, after)));
            ++matched;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            if (lower(byte) != m_units[matched]) return std::nullopt;
            ++at;
            ++matched;
            continue;
        }
        if (m_ascii) return std::nullopt;
        const Units units = units_of(next_code_point(text, at));
        for (int i = 0; i < units.count; ++i, ++matched)
            if (matched == m_units.size() || static_cast<char32_t>(units.unit[i]) != m_units[matched])
                return std::nullopt;
    }
    return accent_follows(text, at) ? std::nullopt : std::optional(at);
}

/// Where a match begins whose rarest letter stands at `place`: the letters before it are counted back over what is invisible.
std::optional<std::uint32_t> Needle::begin_before(std::string_view text, std::uint32_t place) const {
    for (std::uint32_t left = m_anchor; left > 0;) {
        if (place == 0) return std::nullopt;
        const char32_t c = previous_code_point(text, place);
        if (is_invisible(c)) continue;
        if (lower(c) != m_units[--left]) return std::nullopt;
    }
    return place;
}

std::optional<std::uint32_t> Needle::next_begin_ascii(std::string_view text, std::uint32_t from) const {
    const char small = static_cast<char>(m_units[m_anchor]);
    const char capital = small >= 'a' && small <= 'z' ? static_cast<char>(small - 32) : small;
    // A window at a time, so that looking for the rare one of the two does not run far ahead again and again.
    constexpr std::size_t window = 1024;
    const auto place_of = [&text](char c, std::size_t begin, std::size_t end) {
        const void* found = std::memchr(text.data() + begin, c, end - begin);
        return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : end;
    };
    for (std::size_t begin = from + m_anchor; begin < text.size();) {
        const std::size_t end = std::min(begin + window, text.size());
        std::size_t place = place_of(small, begin, end);
        if (capital != small) place = place_of(capital, begin, place);
        if (place == end) {
            begin = end;
            continue;
        }
        const std::optional<std::uint32_t> found = begin_before(text, static_cast<std::uint32_t>(place));
        if (found && *found >= from) return found;
        begin = place + 1;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Needle::next_begin(std::string_view text, std::uint32_t from) const {
    for (std::uint32_t at = from; at < text.size(); ++at) {
        if (!m_lead_bytes[static_cast<unsigned char>(text[at])]) continue;
        std::uint32_t after = at;
        const char32_t c = next_code_point(text, after);
        if (m_first.empty() || std::binary_search(m_first.begin(), m_first.end(), c)) return at;
    }
    return std::nullopt;
}

std::vector<TextRange> Needle::find_in(std::string_view text, std::size_t limit) const {
    std::vector<TextRange> found;
    if (empty()) return found;
    for (std::uint32_t from = 0; found.size() < limit && from < text.size();) {
        const std::optional<std::uint32_t> begin = m_ascii ? next_begin_ascii(text, from) : next_begin(text, from);
        if (!begin) break;
        const std::optional<std::uint32_t> end = end_of_match(text, *begin);
        if (!end) {
            from = *begin + 1;
            continue;
        }
        const TextRange widened{grapheme_floor(text, *begin), grapheme_ceil(text, *end)};
        if (found.empty() || widened.begin >= found.back().end) found.push_back(widened);
        from = std::max(*end, widened.end);
    }
    return found;
}

std::vector<TextRange> find_in_text(std::string_view text, std::string_view needle) {
    return Needle(needle).find_in(text);
}

namespace {

class ProjectSearch {
public:
    ProjectSearch(const Project& project, const Indexes& indexes, std::string_view typed, std::size_t limit)
        : m_project(project), m_indexes(indexes), m_needle(typed), m_limit(limit) {}

    SearchResults run() {
        if (m_needle.empty()) return {};
        const std::vector<Id<Source>> sources = documents_in_order(m_project);
        m_codes = codes_in_tree_order(m_project, m_indexes);
        for (std::size_t i = 0; i < m_codes.size(); ++i)
            m_code_place.emplace(m_codes[i], i);
        for (Id<Source> source : sources)
            look_through(*m_project.find(source));
        look_through_memos();
        for (Id<Code> code : m_codes)
            look_through(*m_project.find(code));
        for (Id<Source> source : sources)
            look_at_name(*m_project.find(source));
        return std::move(m_results);
    }

private:
    [[nodiscard]] bool full() const { return m_results.rows.size() >= m_limit; }

    static void quote(SearchRow& row, std::string_view text, TextRange range) {
        const Context context = context_of(text, range, context_code_points);
        row.before = context.before;
        row.match = slice(text, range);
        row.after = context.after;
    }

    void look_through(const Source& source) {
        const std::string_view text = source.text.view();
        const std::vector<TextRange> hits = m_needle.find_in(text);
        if (hits.empty()) return;
        const auto count = static_cast<std::uint32_t>(hits.size());
        m_results.total += count;
        m_results.in_passages += count;
        ++m_results.in_documents;
        if (full()) return;
        const std::vector<TextRange> ranges = paragraphs(text);
        for (const TextRange& hit : hits) {
            if (full()) return;
            SearchRow row;
            row.source = source.id;
            row.range = hit;
            row.title = source.name;
            row.paragraph = static_cast<std::uint32_t>(paragraph_at(ranges, hit.begin)) + 1;
            quote(row, text, hit);
            row.coded = codes_on(source.id, hit);
            m_results.rows.push_back(std::move(row));
        }
    }

    std::vector<Id<Code>> codes_on(Id<Source> source, TextRange range) {
        std::vector<std::size_t> places;
        for (const CodingEntry& entry : codings_in(m_indexes, source, range)) {
            const Coding* coding = m_project.find(entry.id);
            const auto place = coding ? m_code_place.find(coding->code) : m_code_place.end();
            if (place != m_code_place.end()) places.push_back(place->second);
        }
        sort_rows(places);
        places.erase(std::unique(places.begin(), places.end()), places.end());
        std::vector<Id<Code>> codes;
        for (std::size_t place : places)
            codes.push_back(m_codes[place]);
        return codes;
    }

    /// Adds `row` for the first place where the needle stands in `text`.
    bool add_once(SearchRow row, std::string_view text) {
        const std::vector<TextRange> hits = m_needle.find_in(text, 1);
        if (hits.empty()) return false;
        ++m_results.total;
        if (full()) return true;
        quote(row, text, hits[0]);
        m_results.rows.push_back(std::move(row));
        return true;
    }

    void look_through_memos() {
        std::vector<const Memo*> memos;
        for (const Memo& memo : m_project.memos())
            memos.push_back(&memo);
        sort_rows(memos, [](const Memo* a, const Memo* b) {
            return std::tie(a->created, a->id) < std::tie(b->created, b->id);
        });
        for (const Memo* memo : memos) {
            SearchRow row;
            row.kind = SearchKind::memo;
            row.memo = memo->id;
            place_memo(*memo, row);
            add_once(std::move(row), memo->text);
        }
    }

    void place_memo(const Memo& memo, SearchRow& row) {
        switch (memo.target) {
        case MemoTarget::project:
            row.title = m_project.info().name;
            break;
        case MemoTarget::passage:
            row.range = memo.range;
            [[fallthrough]];
        case MemoTarget::source:
            row.source = Id<Source>{memo.target_id};
            if (const Source* source = m_project.find(row.source)) row.title = source->name;
            break;
        case MemoTarget::code:
            row.code = Id<Code>{memo.target_id};
            row.title = code_path(m_project, row.code);
            break;
        case MemoTarget::case_:
            if (const Case* one = m_project.find(Id<Case>{memo.target_id})) row.title = one->name;
            break;
        case MemoTarget::theme:
            if (const Theme* theme = m_project.find(Id<Theme>{memo.target_id})) row.title = theme->name;
            break;
        }
    }

    void look_through(const Code& code) {
        SearchRow row;
        row.kind = SearchKind::code_name;
        row.code = code.id;
        row.title = code_path(m_project, code.id);
        add_once(row, code.name);
        row.kind = SearchKind::code_definition;
        for (const std::string* text : {&code.definition, &code.include, &code.exclude, &code.examples})
            if (add_once(row, *text)) return;
    }

    void look_at_name(const Source& source) {
        SearchRow row;
        row.kind = SearchKind::document_name;
        row.source = source.id;
        row.title = source.name;
        add_once(std::move(row), source.name);
    }

    const Project& m_project;
    const Indexes& m_indexes;
    Needle m_needle;
    std::size_t m_limit;
    std::vector<Id<Code>> m_codes;
    std::unordered_map<Id<Code>, std::size_t, IdHash> m_code_place;
    SearchResults m_results;
};

} // namespace

SearchResults search_project(const Project& project, const Indexes& indexes, std::string_view typed,
                             std::size_t limit) {
    return ProjectSearch(project, indexes, typed, limit).run();
}

} // namespace emic
