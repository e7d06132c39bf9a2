#include "engine/queries/text_units.h"

#include "engine/queries/speaker_turns.h"

#include <algorithm>
#include <string>
#include <utf8proc.h>
#include <vector>
#include <wordbreak.h>

namespace emic {

namespace {

std::uint32_t to_offset(std::size_t n) {
    return static_cast<std::uint32_t>(n);
}

char32_t code_point_at(std::string_view text, std::uint32_t offset) {
    return next_code_point(text, offset);
}

/// Scripts written without spaces between words.
enum class Unspaced { none, han, hiragana, katakana, thai, lao, khmer, burmese };

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

Unspaced unspaced_script(char32_t c) {
    if (c < 0x0E00 || !is_word_character(c)) return Unspaced::none;
    if (within(c, 0x0E00, 0x0E7F)) return Unspaced::thai;
    if (within(c, 0x0E80, 0x0EFF)) return Unspaced::lao;
    if (within(c, 0x1000, 0x109F) || within(c, 0xA9E0, 0xA9FF) || within(c, 0xAA60, 0xAA7F)) return Unspaced::burmese;
    if (within(c, 0x1780, 0x17FF)) return Unspaced::khmer;
    if (within(c, 0x3041, 0x309F)) return Unspaced::hiragana;
    if (within(c, 0x30A0, 0x30FF) || within(c, 0x31F0, 0x31FF) || within(c, 0xFF66, 0xFF9F)) return Unspaced::katakana;
    if (within(c, 0x2E80, 0x2FDF) || within(c, 0x3005, 0x3007) || within(c, 0x3021, 0x3029) ||
        within(c, 0x3400, 0x4DBF) || within(c, 0x4E00, 0x9FFF) || within(c, 0xF900, 0xFAFF) ||
        within(c, 0x20000, 0x3FFFF))
        return Unspaced::han;
    return Unspaced::none;
}

TextRange unspaced_run(std::string_view text, std::uint32_t offset, Unspaced script) {
    TextRange run{offset, offset};
    while (run.begin > 0) {
        std::uint32_t before = run.begin;
        if (unspaced_script(previous_code_point(text, before)) != script) break;
        run.begin = before;
    }
    while (run.end < text.size()) {
        std::uint32_t after = run.end;
        if (unspaced_script(next_code_point(text, after)) != script) break;
        run.end = after;
    }
    return run;
}

/// The UAX #29 segment of a paragraph that holds the byte at `offset`.
TextRange segment_at(std::string_view paragraph, std::uint32_t offset) {
    std::string breaks(paragraph.size(), '\0');
    set_wordbreaks_utf8(reinterpret_cast<const utf8_t*>(paragraph.data()), paragraph.size(), "", breaks.data());
    TextRange segment{0, to_offset(paragraph.size())};
    for (std::uint32_t i = 0; i < paragraph.size(); ++i) {
        if (breaks[i] != WORDBREAK_BREAK) continue;
        if (i < offset)
            segment.begin = i + 1;
        else
            return {segment.begin, i + 1};
    }
    return segment;
}

TextRange shifted(TextRange range, std::uint32_t by) {
    return {range.begin + by, range.end + by};
}

/// The last place in a range at which a character begins.
std::uint32_t last_character(std::string_view text, TextRange range) {
    if (range.empty()) return range.begin;
    std::uint32_t at = range.end;
    previous_code_point(text, at);
    return std::max(at, range.begin);
}

bool is_one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

constexpr std::u32string_view spaced_ends = U".!?…";
constexpr std::u32string_view immediate_ends = U"。！？｡‼⁇⁈⁉؟۔।॥።፧";
constexpr std::u32string_view closing_marks = U"\"'”’»›)]}」』】）］｝〕〉》";
constexpr std::u32string_view opening_marks = U"\"'“‘„«‹([{「『【（［｛〔〈《-–—¿¡";

/// True when a full stop behind `word` (folded, without that full stop) is not the end of a sentence.
bool is_abbreviation(std::string_view word) {
    constexpr std::string_view known[] = {"mr", "mrs", "ms", "dr",  "prof", "rev", "st",    "sr",
                                          "jr", "vs",  "cf", "e.g", "i.e",  "z.b", "approx"};
    return std::find(std::begin(known), std::end(known), word) != std::end(known);
}

/// The sentences of one paragraph: neighbours without a gap, white space with the sentence before it.
class SentenceScan {
public:
    explicit SentenceScan(std::string_view paragraph) : m_text(paragraph) {}

    std::vector<TextRange> run() {
        std::uint32_t begin = 0;
        if (const std::optional<TextRange> label = speaker_label(m_text)) {
            begin = skip_white_space(label->end);
            m_found.push_back({0, begin});
        }
        for (std::uint32_t at = begin; at < m_text.size();) {
            const std::uint32_t mark = at;
            const char32_t c = next_code_point(m_text, at);
            const bool immediate = is_one_of(c, immediate_ends);
            if (!immediate && !is_one_of(c, spaced_ends)) continue;
            if (const std::optional<std::uint32_t> next = end_behind(mark, begin)) {
                m_found.push_back({begin, *next});
                begin = at = *next;
            }
        }
        if (begin < m_text.size()) m_found.push_back({begin, to_offset(m_text.size())});
        return std::move(m_found);
    }

private:
    [[nodiscard]] std::uint32_t skip_white_space(std::uint32_t at) const {
        return skip(at, [](char32_t c) { return is_white_space(c); });
    }
    template <class Wanted> [[nodiscard]] std::uint32_t skip(std::uint32_t at, Wanted&& wanted) const {
        while (at < m_text.size()) {
            std::uint32_t after = at;
            if (!wanted(next_code_point(m_text, after))) break;
            at = after;
        }
        return at;
    }

    /// Where the next sentence begins if the mark at `mark` ends the one from `begin`.
    [[nodiscard]] std::optional<std::uint32_t> end_behind(std::uint32_t mark, std::uint32_t begin) const {
        bool immediate = false;
        const std::uint32_t marks_end = skip(mark, [&immediate](char32_t c) {
            immediate |= is_one_of(c, immediate_ends);
            return is_one_of(c, spaced_ends) || is_one_of(c, immediate_ends);
        });
        const std::uint32_t end = skip(marks_end, [](char32_t c) { return is_one_of(c, closing_marks); });
        const std::uint32_t next = skip_white_space(end);
        if (immediate || next == m_text.size()) return next;
        if (next == end) return std::nullopt;
        const std::uint32_t word =
            skip(next, [](char32_t c) { return is_one_of(c, opening_marks) || is_white_space(c); });
        if (word < m_text.size()) {
            const auto first = static_cast<utf8proc_int32_t>(code_point_at(m_text, word));
            if (utf8proc_category(first) == UTF8PROC_CATEGORY_LL) return std::nullopt;
            const bool single_stop = m_text.substr(mark, end - mark) == ".";
            if (single_stop && utf8proc_category(first) == UTF8PROC_CATEGORY_ND) return std::nullopt;
            if (single_stop && stop_belongs_to_word(mark, begin)) return std::nullopt;
        }
        return next;
    }

    /// True for "J.", "Dr." and "e.g.", but not for "I.": "So do I. Then" are two sentences.
    [[nodiscard]] bool stop_belongs_to_word(std::uint32_t mark, std::uint32_t begin) const {
        std::uint32_t at = mark;
        while (at > begin) {
            std::uint32_t before = at;
            const char32_t c = previous_code_point(m_text, before);
            if (is_white_space(c) || is_one_of(c, opening_marks)) break;
            at = before;
        }
        const std::string_view word = m_text.substr(at, mark - at);
        if (word.empty()) return false;
        std::uint32_t behind_first = at;
        const auto first = static_cast<utf8proc_int32_t>(next_code_point(m_text, behind_first));
        if (behind_first == mark && utf8proc_category(first) == UTF8PROC_CATEGORY_LU) return word != "I";
        return is_abbreviation(fold_case(word));
    }

    std::string_view m_text;
    std::vector<TextRange> m_found;
};

/// The union of a unit at the beginning and at the last character of `range`.
template <class UnitAt> TextRange widen(std::string_view text, TextRange range, UnitAt&& unit_at) {
    const TextRange first = unit_at(text, range.begin);
    const TextRange last = unit_at(text, last_character(text, range));
    return {std::min({first.begin, last.begin, range.begin}), std::max({first.end, last.end, range.end})};
}

bool is_word(std::string_view text, TextRange range) {
    return !range.empty() && is_word_character(code_point_at(text, range.begin));
}

/// As word_at, but a caret just behind a word belongs to it.
TextRange word_at_caret(std::string_view text, std::uint32_t offset) {
    const TextRange here = word_at(text, offset);
    if (is_word(text, here) || offset == 0 || text[offset - 1] == '\n') return here;
    std::uint32_t before = offset;
    previous_code_point(text, before);
    const TextRange behind = word_at(text, before);
    return is_word(text, behind) || here.empty() ? behind : here;
}

} // namespace

bool is_unspaced_script(char32_t code_point) { return unspaced_script(code_point) != Unspaced::none; }

TextRange word_at(std::string_view text, std::uint32_t offset) {
    const TextRange paragraph = paragraph_range(text, offset);
    if (paragraph.empty()) return paragraph;
    if (offset >= paragraph.end) offset = last_character(text, paragraph);
    while (!is_code_point_boundary(text, offset))
        --offset;
    const std::string_view inside = slice(text, paragraph);
    const std::uint32_t local = offset - paragraph.begin;
    const Unspaced script = unspaced_script(code_point_at(inside, local));
    if (script != Unspaced::none) return shifted(unspaced_run(inside, local, script), paragraph.begin);
    return shifted(segment_at(inside, local), paragraph.begin);
}

TextRange snapping_word_at(std::string_view text, std::uint32_t offset) {
    offset = grapheme_floor(text, std::min(offset, to_offset(text.size())));
    if (offset == text.size() || is_white_space(code_point_at(text, offset))) return {offset, offset};
    // No word goes over white space, so that is as far as needs to be looked at.
    TextRange around{offset, offset};
    for (std::uint32_t at = offset; at > 0 && !is_white_space(previous_code_point(text, at));)
        around.begin = at;
    for (std::uint32_t at = offset; at < text.size() && !is_white_space(next_code_point(text, at));)
        around.end = at;
    const TextRange word = shifted(segment_at(slice(text, around), offset - around.begin), around.begin);
    if (!is_word(text, word)) return {offset, offset};
    return {grapheme_floor(text, word.begin), grapheme_ceil(text, word.end)};
}

TextRange sentence_at(std::string_view text, std::uint32_t offset) {
    const TextRange paragraph = paragraph_range(text, offset);
    TextRange found = paragraph;
    for (const TextRange& sentence : SentenceScan(slice(text, paragraph)).run()) {
        found = shifted(sentence, paragraph.begin);
        if (offset < found.end) break;
    }
    return trimmed(text, found);
}

TextRange paragraph_range(std::string_view text, std::uint32_t offset) {
    offset = std::min(offset, to_offset(text.size()));
    const std::size_t feed = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    const std::size_t begin = feed == std::string_view::npos ? 0 : feed + 1;
    const std::size_t end = text.find('\n', offset);
    return {to_offset(begin), end == std::string_view::npos ? to_offset(text.size()) : to_offset(end)};
}

namespace {

template <class TurnAt> TextRange grown(std::string_view text, TextRange range, TurnAt&& turn) {
    const std::uint32_t size = to_offset(text.size());
    range.end = std::min(range.end, size);
    range.begin = std::min(range.begin, range.end);
    if (range.empty()) {
        const TextRange word = word_at_caret(text, range.begin);
        if (!word.empty()) return word;
    }
    using UnitAt = TextRange (*)(std::string_view, std::uint32_t);
    for (const UnitAt unit_at : {UnitAt{word_at}, UnitAt{sentence_at}, UnitAt{paragraph_range}}) {
        const TextRange wider = widen(text, range, unit_at);
        if (wider != range) return wider;
    }
    const TextRange wider = widen(text, range, turn);
    return wider != range ? wider : TextRange{0, size};
}

} // namespace

TextRange turn_at(std::string_view text, std::uint32_t offset) {
    const std::vector<TextRange> all = paragraphs(text);
    const std::size_t here = paragraph_at(all, std::min(offset, to_offset(text.size())));
    const auto is_labelled = [&](std::size_t i) { return speaker_label(slice(text, all[i])).has_value(); };
    std::size_t first = here;
    while (first > 0 && !is_labelled(first))
        --first;
    std::size_t next = here + 1;
    while (next < all.size() && !is_labelled(next))
        ++next;
    const bool no_label = first == 0 && next == all.size() && !is_labelled(0);
    if (no_label) return trimmed(text, all[here]);
    return trimmed(text, {all[first].begin, all[next - 1].end});
}

TextRange turn_at(const Source& source, std::uint32_t offset) {
    const std::string_view text = source.text.view();
    if (source.turns.empty()) return turn_at(text, offset);
    const Turn* turn = turn_of(source, std::min(offset, to_offset(text.size())));
    return turn ? turn->range : trimmed(text, paragraph_range(text, offset));
}

TextRange grow(std::string_view text, TextRange range) {
    return grown(text, range, [](std::string_view all, std::uint32_t offset) { return turn_at(all, offset); });
}

TextRange grow(const Source& source, TextRange range) {
    return grown(source.text.view(), range, [&](std::string_view, std::uint32_t offset) { return turn_at(source, offset); });
}

} // namespace emic
