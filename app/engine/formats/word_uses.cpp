#include "engine/formats/word_uses.h"

#include "engine/queries/text_units.h"

#include <algorithm>
#include <iterator>
#include <utf8proc.h>

namespace emic {

namespace {

std::u32string units_between(const std::vector<Letter>& letters, std::size_t begin, std::size_t end) {
    std::u32string units;
    for (std::size_t i = begin; i < end; ++i) units += letters[i].unit;
    return units;
}

TextRange range_of(const std::vector<Letter>& letters, std::size_t begin, std::size_t end) { return {letters[begin].place.begin, letters[end - 1].place.end}; }

utf8proc_category_t category_at(std::string_view text, std::uint32_t at) { return utf8proc_category(static_cast<utf8proc_int32_t>(next_code_point(text, at))); }

bool is_lower(std::string_view text, std::uint32_t at) { return category_at(text, at) == UTF8PROC_CATEGORY_LL; }

bool in_capitals(std::string_view text, TextRange range) {
    for (std::uint32_t at = range.begin; at < range.end;) {
        const std::uint32_t here = at;
        next_code_point(text, at);
        if (is_lower(text, here)) return false;
    }
    return true;
}

/// An e-mail address, a web address or a file's name, by its signs.
bool is_address(const std::u32string& chunk) {
    static constexpr std::u32string_view ends[] = {U"doc", U"docx", U"odt", U"pdf", U"txt", U"rtf", U"csv", U"xlsx", U"xls", U"zip", U"mp3", U"mp4", U"m4a", U"wav", U"mov",
                                                   U"wma", U"ogg", U"jpg", U"jpeg", U"png", U"vtt", U"srt", U"html", U"htm", U"emic", U"qdpx", U"com", U"org", U"net", U"edu"};
    if (chunk.find(U"://") != std::u32string::npos || chunk.starts_with(U"www.")) return true;
    const std::size_t at = chunk.find(U'@');
    if (at != std::u32string::npos && at > 0 && at + 1 < chunk.size()) return true;
    std::u32string_view rest = chunk;
    while (!rest.empty() && !is_word_unit(rest.back())) rest.remove_suffix(1);
    const std::size_t dot = rest.rfind(U'.');
    return dot != std::u32string_view::npos && dot > 0 && std::find(std::begin(ends), std::end(ends), rest.substr(dot + 1)) != std::end(ends);
}

bool may_part_letters(char32_t unit) { return unit == U'.' || unit == U'-' || unit == U',' || unit == blank_unit || unit == line_unit; }

} // namespace

void WordUses::count(WordMap& map, std::u32string units, std::string_view text, TextRange range) const {
    WordUse& use = map[std::move(units)];
    if (use.count++ == 0) {
        use.place = m_place;
        use.form = std::string(slice(text, range));
    }
    if (use.capital && use.capitals && use.small) return;
    (is_lower(text, range.begin) ? use.small : use.capital) = true;
    use.capitals = use.capitals || in_capitals(text, range);
}

void WordUses::end_letters(std::string_view text, const std::vector<Letter>& letters) {
    if (!m_alone.empty() && m_alone.front().own) {
        const std::size_t end = m_alone.back().end;
        if (m_alone.size() > 1) {
            std::u32string units;
            for (const Word& one : m_alone) units += units_between(letters, one.begin, one.end);
            count(spelt, std::move(units), text, range_of(letters, m_alone.front().begin, end));
        } else if (end < letters.size() && letters[end].unit == U'.' && !is_lower(text, letters[m_alone.front().begin].place.begin)) {
            count(initials, {letters[m_alone.front().begin].unit}, text, range_of(letters, m_alone.front().begin, end + 1));
        }
    }
    m_alone.clear();
}

void WordUses::add_word(std::string_view text, const std::vector<Letter>& letters, Word word) {
    std::u32string units = units_between(letters, word.begin, word.end);
    const bool after_another = m_before.end > m_before.begin;
    const std::size_t gap = after_another ? word.begin - m_before.end : SIZE_MAX;
    const bool close = gap <= 2 && gap > 0;
    if (close && word.own)
        if (std::u32string both = units_between(letters, m_before.begin, m_before.end) + units; m_wanted_pairs.count(both) != 0)
            count(pairs, std::move(both), text, range_of(letters, m_before.begin, word.end));
    const auto base = std::count_if(units.begin(), units.end(), [](char32_t unit) { return utf8proc_get_property(static_cast<utf8proc_int32_t>(unit))->combining_class == 0; });
    if (base == 1) {
        const bool goes_on = !m_alone.empty() && m_alone.back().end == m_before.end && close &&
                             std::all_of(letters.begin() + static_cast<std::ptrdiff_t>(m_before.end), letters.begin() + static_cast<std::ptrdiff_t>(word.begin),
                                         [](const Letter& letter) { return may_part_letters(letter.unit); });
        if (!goes_on) end_letters(text, letters);
        m_alone.push_back(word);
    } else {
        end_letters(text, letters);
    }
    if (word.own) count(words, std::move(units), text, range_of(letters, word.begin, word.end));
    m_before = word;
}

/// What stands between two blanks.
void WordUses::add_chunk(std::string_view text, const std::vector<Letter>& letters, Word chunk) {
    const std::u32string all = units_between(letters, chunk.begin, chunk.end);
    if (is_address(all)) {
        std::u32string units;
        for (const char32_t unit : all)
            if (is_word_unit(unit)) units += unit;
        if (chunk.own) count(addresses, std::move(units), text, range_of(letters, chunk.begin, chunk.end));
        return;
    }
    for (std::size_t at = chunk.begin; at < chunk.end;) {
        const std::size_t begin = at;
        if (!is_word_unit(letters[at].unit)) {
            ++at;
            continue;
        }
        const bool without_spaces = is_unspaced_script(letters[at].unit);
        while (at < chunk.end && is_word_unit(letters[at].unit) && is_unspaced_script(letters[at].unit) == without_spaces) ++at;
        if (!without_spaces) add_word(text, letters, {begin, at, chunk.own});
        else if (chunk.own && m_wants_unspaced) count(unspaced, units_between(letters, begin, at), text, range_of(letters, begin, at));
    }
}

void WordUses::add(std::string_view text, std::uint32_t place) {
    m_place = place;
    visit_letters(text, [&](const std::vector<Letter>& letters, TextRange own) {
        m_before = {};
        for (std::size_t at = 0; at < letters.size();) {
            if (letters[at].is_blank()) {
                ++at;
                continue;
            }
            Word chunk{at, at, letters[at].place.begin >= own.begin && letters[at].place.begin < own.end};
            while (chunk.end < letters.size() && !letters[chunk.end].is_blank()) ++chunk.end;
            add_chunk(text, letters, chunk);
            at = chunk.end;
        }
        end_letters(text, letters);
    });
}

} // namespace emic
