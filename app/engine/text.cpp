#include "engine/text.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <utf8proc.h>

namespace emic {

namespace {

/// Length of the well-formed sequence at `i`, or 0 (Unicode table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned char lead = byte(i);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + length > text.size()) return 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (byte(i + 1) < low || byte(i + 1) > high) return 0;
    for (std::size_t k = i + 2; k < i + length; ++k)
        if ((byte(k) & 0xC0) != 0x80) return 0;
    return length;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::uint32_t to_offset(std::size_t n) {
    return static_cast<std::uint32_t>(n);
}

std::uint32_t code_point_start(std::string_view text, std::uint32_t offset) {
    while (offset > 0 && is_continuation(text[offset]))
        --offset;
    return offset;
}

/// Where grapheme segmentation may safely start at or before `offset`: after a line feed, or between two characters of
/// which neither can join a neighbour (UAX #29 rule GB999). Nearly always within a few bytes.
std::uint32_t segmentation_start(std::string_view text, std::uint32_t offset) {
    const auto stands_alone = [&](std::uint32_t place) {
        const auto c = static_cast<utf8proc_int32_t>(next_code_point(text, place));
        return utf8proc_get_property(c)->boundclass == UTF8PROC_BOUNDCLASS_OTHER;
    };
    std::uint32_t here = code_point_start(text, offset);
    while (here > 0) {
        if (text[here - 1] == '\n') return here;
        const std::uint32_t before = code_point_start(text, here - 1);
        if (stands_alone(here) && stands_alone(before)) return here;
        here = before;
    }
    return 0;
}

std::uint32_t next_grapheme(std::string_view text, std::uint32_t offset) {
    if (offset >= text.size()) return to_offset(text.size());
    utf8proc_int32_t state = 0;
    char32_t previous = next_code_point(text, offset);
    while (offset < text.size()) {
        std::uint32_t after = offset;
        const char32_t current = next_code_point(text, after);
        if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(previous),
                                             static_cast<utf8proc_int32_t>(current), &state))
            break;
        previous = current;
        offset = after;
    }
    return offset;
}

/// True when the code points on both sides of `offset` alone tell that a cluster ends there: saves reading the
/// paragraph.
bool is_plain_grapheme_boundary(std::string_view text, std::uint32_t offset) {
    if (offset == 0) return true;
    if (!is_code_point_boundary(text, offset)) return false;
    constexpr char32_t zero_width_joiner = 0x200D;
    std::uint32_t before = offset;
    std::uint32_t after = offset;
    const char32_t previous = previous_code_point(text, before);
    if (previous == zero_width_joiner) return false;
    return utf8proc_grapheme_break(static_cast<utf8proc_int32_t>(previous),
                                   static_cast<utf8proc_int32_t>(next_code_point(text, after)));
}

} // namespace

bool is_white_space(char32_t c) {
    return (c >= 0x9 && c <= 0xD) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view slice(std::string_view text, TextRange range) {
    const std::size_t begin = std::min<std::size_t>(range.begin, text.size());
    const std::size_t end = std::min<std::size_t>(std::max(range.begin, range.end), text.size());
    return text.substr(begin, end - begin);
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        // Eight letters of ASCII at a time.
        std::uint64_t eight = 0;
        while (i + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + i, sizeof eight);
            if ((eight & 0x8080808080808080ULL) != 0) break;
            i += sizeof eight;
        }
        if (i == text.size()) return true;
        const std::size_t length = sequence_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::string repair_utf8(std::string_view text, std::size_t& replaced) {
    std::string repaired;
    repaired.reserve(text.size());
    replaced = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text, i);
        if (length != 0) {
            repaired.append(text.substr(i, length));
            i += length;
        } else {
            append_utf8(repaired, 0xFFFD);
            ++replaced;
            ++i;
        }
    }
    return repaired;
}

bool is_code_point_boundary(std::string_view text, std::uint32_t offset) {
    return offset == text.size() || (offset < text.size() && !is_continuation(text[offset]));
}

char32_t next_code_point(std::string_view text, std::uint32_t& offset) {
    const auto byte = [&](std::uint32_t k) { return static_cast<char32_t>(static_cast<unsigned char>(text[k])); };
    const char32_t lead = byte(offset);
    const std::uint32_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (offset + length > text.size()) {
        offset = to_offset(text.size());
        return 0xFFFD;
    }
    char32_t value = length == 1 ? lead : lead & (0x7F >> length);
    for (std::uint32_t k = 1; k < length; ++k)
        value = (value << 6) | (byte(offset + k) & 0x3F);
    offset += length;
    return value;
}

char32_t previous_code_point(std::string_view text, std::uint32_t& offset) {
    do
        --offset;
    while (offset > 0 && is_continuation(text[offset]));
    std::uint32_t after = offset;
    return next_code_point(text, after);
}

bool is_word_character(char32_t c) {
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

void append_utf8(std::string& text, char32_t c) {
    const auto put = [&](char32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::uint32_t code_points_before(std::string_view text, std::uint32_t byte_offset) {
    const std::size_t end = std::min<std::size_t>(byte_offset, text.size());
    return to_offset(static_cast<std::size_t>(std::count_if(
        text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return !is_continuation(c); })));
}

std::uint32_t byte_at_code_point(std::string_view text, std::uint32_t code_points) {
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if (is_continuation(text[i])) continue;
        if (code_points-- == 0) break;
    }
    return to_offset(i);
}

std::uint32_t utf16_units_before(std::string_view text, std::uint32_t byte_offset) {
    std::uint32_t units = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(byte_offset, text.size()); ++i)
        if (!is_continuation(text[i])) units += static_cast<unsigned char>(text[i]) >= 0xF0 ? 2 : 1;
    return units;
}

std::uint32_t byte_at_utf16_unit(std::string_view text, std::uint32_t units) {
    std::uint32_t seen = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if (is_continuation(text[i])) continue;
        if (seen >= units) return i;
        seen += static_cast<unsigned char>(text[i]) >= 0xF0 ? 2 : 1;
    }
    return to_offset(text.size());
}

std::vector<TextRange> paragraphs(std::string_view text) {
    std::vector<TextRange> found;
    std::size_t begin = 0;
    while (true) {
        const std::size_t feed = text.find('\n', begin);
        const std::size_t end = feed == std::string_view::npos ? text.size() : feed;
        found.push_back({to_offset(begin), to_offset(end)});
        if (feed == std::string_view::npos) return found;
        begin = feed + 1;
    }
}

std::size_t paragraph_at(const std::vector<TextRange>& paragraphs, std::uint32_t offset) {
    const auto after =
        std::upper_bound(paragraphs.begin(), paragraphs.end(), offset,
                         [](std::uint32_t place, const TextRange& range) { return place < range.begin; });
    return after == paragraphs.begin() ? 0 : static_cast<std::size_t>(after - paragraphs.begin()) - 1;
}

TextCounts count_text(std::string_view text) {
    // One look per byte: four counters of 16 bits in one word, emptied before any can run over.
    constexpr unsigned field = 16;
    constexpr std::uint64_t mask = (std::uint64_t{1} << field) - 1;
    constexpr std::size_t stretch = std::size_t{1} << 15;
    static constexpr auto weights = [] {
        std::array<std::uint64_t, 256> table{};
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool blank = byte == ' ' || (byte >= 0x9 && byte <= 0xD);
            const bool begins_character = (byte & 0xC0) != 0x80;
            // U+0085 and U+00A0 begin with C2, U+1680 with E1, U+2000 to U+205F with E2, U+3000 with E3.
            const bool may_be_wide_blank = byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
            table[byte] = (blank ? 1U : 0U) | (std::uint64_t{begins_character} << field) |
                          (std::uint64_t{may_be_wide_blank} << (2 * field)) |
                          (std::uint64_t{byte == '\n'} << (3 * field));
        }
        return table;
    }();
    std::uint64_t blanks = 0;
    std::uint64_t characters = 0;
    std::uint64_t wide_leads = 0;
    std::uint64_t line_feeds = 0;
    for (std::size_t begin = 0; begin < text.size(); begin += stretch) {
        std::uint64_t sums = 0;
        for (const char c : text.substr(begin, stretch))
            sums += weights[static_cast<unsigned char>(c)];
        blanks += sums & mask;
        characters += (sums >> field) & mask;
        wide_leads += (sums >> (2 * field)) & mask;
        line_feeds += sums >> (3 * field);
    }
    for (std::uint32_t at = 0; wide_leads > 0 && at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)) {
            ++at;
            continue;
        }
        const std::uint32_t begin = at;
        if (is_white_space(next_code_point(text, at))) blanks += at - begin;
    }
    TextCounts counts;
    counts.paragraphs = static_cast<std::uint32_t>(line_feeds) + 1;
    counts.characters = static_cast<std::uint32_t>(characters);
    counts.ink = static_cast<std::uint32_t>(text.size() - blanks);
    return counts;
}

std::uint32_t grapheme_floor(std::string_view text, std::uint32_t offset) {
    if (offset >= text.size()) return to_offset(text.size());
    if (is_plain_grapheme_boundary(text, offset)) return offset;
    std::uint32_t boundary = segmentation_start(text, offset);
    while (true) {
        const std::uint32_t next = next_grapheme(text, boundary);
        if (next > offset) return boundary;
        boundary = next;
    }
}

std::uint32_t grapheme_ceil(std::string_view text, std::uint32_t offset) {
    const std::uint32_t floor = grapheme_floor(text, offset);
    return floor == offset || offset >= text.size() ? floor : next_grapheme(text, floor);
}

TextRange trimmed(std::string_view text, TextRange range) {
    range.end = std::min(range.end, to_offset(text.size()));
    while (range.begin < range.end) {
        std::uint32_t after = range.begin;
        if (!is_white_space(next_code_point(text, after))) break;
        range.begin = after;
    }
    while (range.begin < range.end) {
        std::uint32_t last = range.end - 1;
        while (last > range.begin && is_continuation(text[last]))
            --last;
        std::uint32_t after = last;
        if (!is_white_space(next_code_point(text, after))) break;
        range.end = last;
    }
    return range;
}

std::string fold_case(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::uint32_t i = 0; i < text.size();) {
        const auto c = static_cast<utf8proc_int32_t>(next_code_point(text, i));
        append_utf8(folded, static_cast<char32_t>(utf8proc_tolower(c)));
    }
    return folded;
}

TextRange map_range(TextRange range, const Splice& splice) {
    const TextRange& cut = splice.removed;
    const std::uint32_t shrink = cut.size();
    const auto shifted = [&](std::uint32_t offset) { return offset - shrink + splice.inserted; };
    const bool insertion = cut.begin >= cut.end;
    if (cut.end <= range.begin) return {shifted(range.begin), shifted(range.end)};
    if (cut.begin >= range.end) return range;
    if (range.contains(cut) && (!insertion || cut.begin > range.begin)) return {range.begin, shifted(range.end)};
    if (cut.begin <= range.begin && cut.end >= range.end) return {cut.begin, cut.begin};
    if (cut.begin <= range.begin) return {cut.begin + splice.inserted, shifted(range.end)};
    return {range.begin, cut.begin};
}

} // namespace emic
