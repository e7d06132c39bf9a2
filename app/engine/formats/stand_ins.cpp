#include "engine/formats/stand_ins.h"

#include "engine/queries/text_units.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::string_view left_out = "[…]"; ///< where the researcher gave no stand-in

/// One spelling for all that counts as the same: accents composed, any run of blanks one space.
std::string same_spelling(std::string_view text) {
    std::string spaced;
    bool blank = false;
    for (std::uint32_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        if (is_white_space(c)) {
            blank = true;
            continue;
        }
        if (blank && !spaced.empty()) spaced += ' ';
        blank = false;
        append_utf8(spaced, c);
    }
    utf8proc_uint8_t* composed = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(spaced.data()), static_cast<utf8proc_ssize_t>(spaced.size()),
                                               &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size < 0 || !composed) return spaced;
    std::string result(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
    std::free(composed); // NOLINT: utf8proc allocates with malloc
    return result;
}

/// True when a word may end between two characters.
bool parts(char32_t left, char32_t right) {
    return !is_word_character(left) || !is_word_character(right) || is_unspaced_script(left) || is_unspaced_script(right);
}

bool is_whole_word(std::string_view text, TextRange range) {
    std::uint32_t at = range.begin;
    if (range.begin > 0) {
        std::uint32_t before = range.begin;
        const char32_t left = previous_code_point(text, before);
        if (!parts(left, next_code_point(text, at))) return false;
    }
    if (range.end < text.size()) {
        at = range.end;
        std::uint32_t last = range.end;
        const char32_t right = next_code_point(text, at);
        if (!parts(previous_code_point(text, last), right)) return false;
    }
    return true;
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

StandIns::StandIns(const Table<Pseudonym>& pseudonyms) {
    std::vector<const Pseudonym*> sorted;
    for (const Pseudonym& one : pseudonyms) sorted.push_back(&one);
    sort_rows(sorted, [](const Pseudonym* a, const Pseudonym* b) {
        const std::size_t longer = a->real.size(), other = b->real.size();
        return std::tie(other, a->position, a->real, a->id) < std::tie(longer, b->position, b->real, b->id);
    });
    for (const Pseudonym* one : sorted) {
        std::string real = same_spelling(one->real);
        if (real.empty()) continue;
        m_names.push_back({one->id, Needle(real), std::move(real), one->standin.empty() ? std::string(left_out) : one->standin});
    }
}

std::vector<StandIns::Found> StandIns::find_in(std::string_view text) const {
    std::vector<Found> taken;
    for (const Name& name : m_names) {
        std::vector<Found> more;
        for (const TextRange& range : name.needle.find_in(text)) {
            if (!is_whole_word(text, range) || same_spelling(slice(text, range)) != name.real) continue;
            const auto next = std::lower_bound(taken.begin(), taken.end(), range.begin,
                                               [](const Found& one, std::uint32_t at) { return one.range.end <= at; });
            if (next != taken.end() && next->range.overlaps(range)) continue;
            more.push_back({range, &name});
        }
        const auto middle = static_cast<std::ptrdiff_t>(taken.size());
        taken.insert(taken.end(), more.begin(), more.end());
        std::inplace_merge(taken.begin(), taken.begin() + middle, taken.end(),
                           [](const Found& a, const Found& b) { return a.range.begin < b.range.begin; });
    }
    return taken;
}

void StandIns::count_in(std::string_view text, std::map<Id<Pseudonym>, std::uint64_t>& counts) const {
    for (const Found& found : find_in(text)) ++counts[found.name->id];
}

ReplacedText StandIns::replace(std::string_view text) const {
    std::vector<ReplacedText::Replacement> replacements;
    for (const Found& found : find_in(text)) replacements.push_back({found.range, found.name->standin});
    return {text, replacements};
}

} // namespace emic
