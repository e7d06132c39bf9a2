#include "engine/formats/stand_ins.h"

#include "engine/formats/name_endings.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::string_view left_out = "[…]"; ///< where the researcher gave no stand-in

bool parts_a_name(char32_t unit) { return unit == blank_unit || unit == line_unit || unit == U'-' || unit == U'·'; }

/// A text without what is invisible, runs of blanks as one: what is compared where capitals count.
std::string visible(std::string_view text) {
    std::string seen;
    for (std::uint32_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (is_white_space(c)) {
            if (!seen.empty() && !seen.ends_with(' ')) seen += ' ';
        } else if (!is_invisible(c)) {
            append_utf8(seen, c);
        }
    }
    while (seen.ends_with(' ')) seen.pop_back();
    return seen;
}

/// What stands in quotation marks from its beginning to its end; nothing where it does not.
std::optional<std::string_view> in_quotation_marks(std::string_view name) {
    constexpr std::pair<std::string_view, std::string_view> marks[] = {{"“", "”"}, {"\"", "\""}, {"„", "“"}, {"«", "»"}, {"»", "«"}, {"‘", "’"}, {"'", "'"}, {"「", "」"}};
    for (const auto& [open, close] : marks)
        if (name.size() > open.size() + close.size() && name.starts_with(open) && name.ends_with(close)) return name.substr(open.size(), name.size() - open.size() - close.size());
    return std::nullopt;
}

bool is_accent(char32_t unit) { return unit >= 0x300 && unit < 0x370; }

/// Two letters or more, none of them small.
bool in_capitals(std::string_view text) {
    std::size_t capitals = 0;
    for (std::uint32_t at = 0; at < text.size();) {
        const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(next_code_point(text, at)));
        if (category == UTF8PROC_CATEGORY_LL) return false;
        if (category == UTF8PROC_CATEGORY_LU) ++capitals;
    }
    return capitals > 1;
}

/// One past the last letter of `name` when it stands at `at`.
std::optional<std::size_t> end_of_name(const std::vector<Letter>& letters, std::size_t at, std::u32string_view name) {
    const std::size_t first = at;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto unit = [&](std::size_t place) { return place < letters.size() ? letters[place].unit : U'\0'; };
        if (name[i] == blank_unit) {
            const std::size_t begin = at;
            if (unit(at) == U'-' || unit(at) == U'·') ++at;
            if (at < letters.size() && letters[at].is_blank()) ++at;
            // A zero-width blank parts words, too, and none is needed behind a full stop.
            const bool by_nothing = i > 0 && (name[i - 1] == U'.' || (at < letters.size() && letters[at].place.begin > letters[at - 1].place.end));
            if (at == begin && !by_nothing) return std::nullopt;
            continue;
        }
        // Divided at the end of a line.
        if (at > first && unit(at) == U'-' && unit(at + 1) == line_unit && name[i] != U'-') at += 2;
        if (unit(at) != name[i]) return std::nullopt;
        ++at;
    }
    return at;
}

/// The bytes of the letters, when they are whole characters of the text: no accent or vowel sign follows that belongs to the
/// last. What is invisible behind it is taken along where it is part of the character.
std::optional<TextRange> whole_characters(std::string_view text, const std::vector<Letter>& letters, std::size_t begin, std::size_t end) {
    TextRange range = letters[begin].place;
    for (std::size_t i = begin; i < end; ++i) range.end = std::max(range.end, letters[i].place.end);
    if (begin > 0 && letters[begin - 1].place == letters[begin].place) return std::nullopt;
    const std::uint32_t whole = grapheme_ceil(text, range.end);
    if (end < letters.size() && letters[end].place.begin < whole) return std::nullopt;
    range.end = whole;
    return range;
}

} // namespace

ReplacedText::ReplacedText(std::string_view from, std::span<const Replacement> replacements) {
    std::uint32_t copied = 0;
    for (const Replacement& replacement : replacements) {
        text += slice(from, {copied, replacement.range.begin});
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += replacement.words;
        m_pieces.push_back({replacement.range, {begin, static_cast<std::uint32_t>(text.size())}});
        copied = replacement.range.end;
    }
    text += from.substr(copied);
}

std::uint32_t ReplacedText::moved(std::uint32_t offset, bool to_end) const {
    // The last piece that begins at or before the place.
    auto piece = std::upper_bound(m_pieces.begin(), m_pieces.end(), offset,
                                  [](std::uint32_t at, const Piece& one) { return at < one.before.begin; });
    if (piece == m_pieces.begin()) return offset;
    --piece;
    if (offset >= piece->before.end) return piece->after.end + (offset - piece->before.end);
    if (offset == piece->before.begin) return piece->after.begin;
    return to_end ? piece->after.end : piece->after.begin;
}

TextRange ReplacedText::moved(TextRange range) const {
    if (range.empty()) {
        const std::uint32_t at = moved(range.begin, false);
        return {at, at};
    }
    return {moved(range.begin, false), moved(range.end, true)};
}

std::u32string name_units(std::string_view name) {
    std::u32string units;
    for (const Letter& letter : letters_of(name)) {
        if (!parts_a_name(letter.unit)) units += letter.unit;
        else if (!units.empty() && units.back() != blank_unit) units += blank_unit;
    }
    while (units.ends_with(blank_unit)) units.pop_back();
    return units;
}

StandIns::StandIns(const Table<Pseudonym>& pseudonyms) {
    std::vector<const Pseudonym*> sorted;
    for (const Pseudonym& one : pseudonyms) sorted.push_back(&one);
    sort_rows(sorted, [](const Pseudonym* a, const Pseudonym* b) { return std::tie(a->position, a->real, a->id) < std::tie(b->position, b->real, b->id); });
    for (const Pseudonym* one : sorted) {
        const std::optional<std::string_view> quoted = in_quotation_marks(one->real);
        const std::string real = visible(quoted.value_or(one->real));
        std::u32string units = name_units(real);
        if (units.empty()) continue;
        const auto letters = static_cast<std::size_t>(std::count_if(units.begin(), units.end(), is_word_unit));
        const bool capitals_count = quoted || code_points_before(real, static_cast<std::uint32_t>(real.size())) == 1;
        std::u32string plain;
        std::copy_if(units.begin(), units.end(), std::back_inserter(plain), [](char32_t unit) { return !is_accent(unit); });
        if (plain == units) plain.clear();
        m_names.push_back({one->id, std::move(units), std::move(plain), letters, capitals_count ? real : std::string(), one->standin.empty() ? std::string(left_out) : one->standin});
    }
    std::stable_sort(m_names.begin(), m_names.end(), [](const Name& a, const Name& b) { return a.units.size() > b.units.size(); });
    for (std::size_t i = 0; i < m_names.size(); ++i) m_of_first[m_names[i].units[0]].push_back(i);
}

void StandIns::find_at(std::string_view text, const std::vector<Letter>& letters, std::size_t at, std::span<const std::uint32_t> walls, std::vector<std::vector<Found>>& found) const {
    const auto names = m_of_first.find(letters[at].unit);
    if (names == m_of_first.end()) return;
    for (const std::size_t place : names->second) {
        const Name& name = m_names[place];
        std::optional<std::size_t> end = end_of_name(letters, at, name.units);
        const bool without_accents = !end && !name.plain.empty();
        if (without_accents) end = end_of_name(letters, at, name.plain);
        if (!end || !begins_word(letters, at, name.letters) || !ends_word(letters, *end, name.letters)) continue;
        const std::optional<TextRange> range = whole_characters(text, letters, at, *end);
        if (!range || (without_accents && !in_capitals(slice(text, *range))) || (!name.as_written.empty() && visible(slice(text, *range)) != name.as_written)) continue;
        const auto wall = std::upper_bound(walls.begin(), walls.end(), range->begin);
        if (wall != walls.end() && *wall < range->end) continue;
        found[place].push_back({*range, &name});
    }
}

std::vector<StandIns::Found> StandIns::find_in(std::string_view text, std::span<const std::uint32_t> walls) const {
    std::vector<std::vector<Found>> found(m_names.size()); // of each name, by place
    if (m_names.empty()) return {};
    visit_letters(text, [&](const std::vector<Letter>& letters, TextRange own) {
        const auto first = std::lower_bound(letters.begin(), letters.end(), own.begin, [](const Letter& one, std::uint32_t at_byte) { return one.place.begin < at_byte; });
        for (auto at = static_cast<std::size_t>(first - letters.begin()); at < letters.size() && letters[at].place.begin < own.end; ++at) find_at(text, letters, at, walls, found);
    });
    std::vector<Found> taken;
    for (const std::vector<Found>& of_name : found) {
        std::vector<Found> more;
        for (const Found& one : of_name) {
            const auto next = std::lower_bound(taken.begin(), taken.end(), one.range.begin,
                                               [](const Found& before, std::uint32_t at) { return before.range.end <= at; });
            if (next != taken.end() && next->range.overlaps(one.range)) continue;
            if (!more.empty() && more.back().range.end > one.range.begin) continue;
            more.push_back(one);
        }
        const auto middle = static_cast<std::ptrdiff_t>(taken.size());
        taken.insert(taken.end(), more.begin(), more.end());
        std::inplace_merge(taken.begin(), taken.begin() + middle, taken.end(),
                           [](const Found& a, const Found& b) { return a.range.begin < b.range.begin; });
    }
    return taken;
}

void StandIns::count_in(std::string_view text, std::map<Id<Pseudonym>, std::uint64_t>& counts) const {
    for (const Found& found : find_in(text, {})) ++counts[found.name->id];
}

ReplacedText StandIns::replace(std::string_view text, std::span<const std::uint32_t> walls) const {
    std::vector<ReplacedText::Replacement> replacements;
    for (const Found& found : find_in(text, walls)) replacements.push_back({found.range, found.name->standin});
    return {text, replacements};
}

} // namespace emic
