#include "engine/formats/refi_positions.h"

#include "engine/formats/text_encoding.h"

#include <algorithm>
#include <numeric>

namespace emic::refi {

namespace {

constexpr std::uint32_t mark_distance = 256; // bytes

bool is_lead(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Bytes of the clean text that a code point becomes; must agree with clean_text.
std::uint32_t clean_size(char32_t c, char32_t next, bool at_start) {
    if (c == 0xFEFF && at_start) return 0;
    if (c == '\r') return next == '\n' ? 0 : 1;
    if (c == '\n' || c == '\t' || c == 0xB || c == 0xC || c == 0x85 || c == 0x2028 || c == 0x2029) return 1;
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return 0;
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

bool word_goes_on(std::string_view text, std::uint32_t at) {
    if (at == 0 || at >= text.size()) return false;
    std::uint32_t before = at;
    std::uint32_t after = at;
    return is_word_character(previous_code_point(text, before)) && is_word_character(next_code_point(text, after));
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// True when `passage` on one line is `line`, or begins with it; looks no further into the passage than that takes.
bool is_on_one_line(std::string_view passage, std::string_view line, bool beginning_is_enough) {
    std::size_t at = 0;
    bool blank = false;
    for (char c : passage) {
        if (is_blank(c)) {
            blank = at > 0;
            continue;
        }
        if (at == line.size()) return beginning_is_enough;
        if (blank && line[at++] != ' ') return false;
        if (line[at++] != c) return false; // no line ends in a blank
        blank = false;
    }
    return at == line.size();
}

bool quotes(std::string_view name, std::string_view passage) {
    std::string head = on_one_line(name);
    bool cut = false;
    for (std::string_view ellipsis : {"\u2026", "..."})
        if (head.ends_with(ellipsis)) {
            head.resize(head.size() - ellipsis.size());
            cut = true;
            break;
        }
    return !head.empty() && is_on_one_line(passage, cut ? on_one_line(head) : head, cut);
}

} // namespace

std::string on_one_line(std::string_view text) {
    std::string line;
    for (char c : text) {
        if (!is_blank(c)) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

Reading reading_of(std::string_view origin) {
    Reading reading;
    if (origin.find("NVivo") != std::string_view::npos) reading.unit = TextUnit::utf16_units;
    if (origin.find("ATLAS") != std::string_view::npos) reading.line_end_is_two = false;
    return reading;
}

std::string reading_words(const Reading& reading) {
    std::string words = reading.unit == TextUnit::code_points ? "Unicode characters" : reading.unit == TextUnit::bytes ? "bytes of UTF-8" : "UTF-16 units (as NVivo counts)";
    words += reading.line_end_is_two ? ", a Windows line end counted as two" : ", a Windows line end counted as one";
    if (reading.mark_counts) words += ", the byte order mark counted";
    return words;
}

RawText read_text(std::string_view bytes) {
    RawText text;
    const DetectedText detected = detect_text(bytes);
    std::size_t faults = 0;
    text.mark = detected.mark_size > 0;
    text.raw = (text.mark ? "\xEF\xBB\xBF" : "") + decode_text(bytes.substr(detected.mark_size), detected.encoding, faults);
    text.clean = clean_text(text.raw, faults);
    text.crlf = text.raw.find("\r\n") != std::string::npos;
    text.beyond_ascii = std::any_of(text.raw.begin() + (text.mark ? 3 : 0), text.raw.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    text.beyond_bmp = std::any_of(text.raw.begin(), text.raw.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
    return text;
}

std::vector<ReadPosition> read_positions(const RawText& text, const std::vector<RawPosition>& positions, const Reading& reading) {
    // Both ends of every passage, walked through in order beside the text.
    const std::size_t count = positions.size();
    std::vector<std::size_t> ends(count * 2);
    std::iota(ends.begin(), ends.end(), std::size_t{0});
    const auto value = [&](std::size_t end) { return end < count ? positions[end].start : positions[end - count].end; };
    std::sort(ends.begin(), ends.end(), [&](std::size_t a, std::size_t b) { return value(a) < value(b); });

    std::vector<ReadPosition> read(count);
    const auto put = [&](std::size_t end, std::uint32_t place, bool inside, bool outside) {
        ReadPosition& one = read[end < count ? end : end - count];
        (end < count ? one.range.begin : one.range.end) = place;
        one.inside_character |= inside;
        one.outside |= outside;
    };
    std::size_t next = 0;
    while (next < ends.size() && value(ends[next]) < 0) put(ends[next++], 0, false, true);
    std::int64_t units = 0;
    std::uint32_t clean = 0;
    bool at_start = true;
    const std::string_view raw = text.raw;
    const auto size = static_cast<std::uint32_t>(raw.size());
    for (std::uint32_t at = 0; at < size;) {
        const bool first = at == 0;
        const std::int64_t began = at;
        const char32_t c = next_code_point(raw, at);
        char32_t following = 0;
        if (at < size) {
            std::uint32_t ahead = at;
            following = next_code_point(raw, ahead);
        }
        const std::int64_t bytes = static_cast<std::int64_t>(at) - began;
        std::int64_t width = reading.unit == TextUnit::bytes ? bytes : reading.unit == TextUnit::utf16_units && c > 0xFFFF ? 2 : 1;
        if (first && text.mark && !reading.mark_counts) width = 0;
        if (c == '\r' && following == '\n' && !reading.line_end_is_two) width = 0;
        while (next < ends.size() && value(ends[next]) < units + width) {
            put(ends[next], clean, value(ends[next]) != units, false);
            ++next;
        }
        units += width;
        clean += clean_size(c, following, at_start);
        at_start = clean == 0;
    }
    for (; next < ends.size(); ++next) put(ends[next], clean, false, value(ends[next]) > units);

    for (std::size_t i = 0; i < count; ++i) {
        ReadPosition& one = read[i];
        one.range.end = std::max(one.range.begin, one.range.end);
        one.at_words = !one.outside && !one.inside_character && !word_goes_on(text.clean, one.range.begin) && !word_goes_on(text.clean, one.range.end);
        one.quoted = !positions[i].name.empty() && !one.range.empty() && quotes(positions[i].name, slice(text.clean, one.range));
    }
    return read;
}

void Score::add(const std::vector<ReadPosition>& positions) {
    for (const ReadPosition& one : positions) {
        ++all;
        if (one.outside || one.inside_character) ++outside;
        if (one.quoted) ++quoted;
        if (one.at_words) ++at_words;
    }
}

bool Score::beats(const Score& other) const {
    if (quoted != other.quoted) return quoted > other.quoted;
    if (outside != other.outside) return outside < other.outside;
    return at_words > other.at_words && (at_words - other.at_words) * 10 >= all;
}

std::vector<Reading> candidate_readings(const RawText& text, const Reading& first) {
    std::vector<Reading> all = {first};
    for (TextUnit unit : {TextUnit::code_points, TextUnit::utf16_units, TextUnit::bytes})
        for (bool two : {true, false})
            for (bool mark : {false, true}) {
                Reading one{unit, two, mark};
                if (unit == TextUnit::bytes ? !text.beyond_ascii : !text.beyond_bmp) one.unit = first.unit;
                if (!text.crlf) one.line_end_is_two = first.line_end_is_two;
                if (!text.mark) one.mark_counts = first.mark_counts;
                if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
            }
    return all;
}

std::string quotation_name(std::string_view passage) {
    constexpr std::uint32_t most = 100; // characters
    std::string name;
    std::uint32_t at = 0;
    for (std::uint32_t count = 0; at < passage.size() && count < most; ++count) {
        const char32_t c = next_code_point(passage, at);
        append_utf8(name, c < 0x20 ? U' ' : c);
    }
    if (at < passage.size()) name += "\u2026";
    return name;
}

std::uint32_t UnitIndex::width(unsigned char lead) const {
    if (m_unit == TextUnit::bytes) return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return m_unit == TextUnit::utf16_units && lead >= 0xF0 ? 2 : 1;
}

UnitIndex::UnitIndex(std::string_view text, TextUnit unit) : m_text(text), m_unit(unit) {
    std::uint32_t units = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at % mark_distance == 0) m_marks.push_back(units);
        if (is_lead(text[at])) units += width(static_cast<unsigned char>(text[at]));
    }
    m_marks.push_back(units);
}

std::uint32_t UnitIndex::before(std::uint32_t byte) const {
    byte = std::min(byte, static_cast<std::uint32_t>(m_text.size()));
    const std::uint32_t mark = byte / mark_distance;
    std::uint32_t units = m_marks[mark];
    if (mark + 1 == m_marks.size()) return units;
    for (std::uint32_t at = mark * mark_distance; at < byte; ++at)
        if (is_lead(m_text[at])) units += width(static_cast<unsigned char>(m_text[at]));
    return units;
}

std::uint32_t UnitIndex::byte_at(std::uint32_t unit) const {
    const auto above = std::upper_bound(m_marks.begin(), m_marks.end(), unit);
    const auto mark = static_cast<std::uint32_t>(above - m_marks.begin()) - 1;
    std::uint32_t units = m_marks[mark];
    const auto size = static_cast<std::uint32_t>(m_text.size());
    for (std::uint32_t at = std::min(mark * mark_distance, size); at < size; ++at) {
        if (!is_lead(m_text[at])) continue;
        if (units >= unit) return at;
        units += width(static_cast<unsigned char>(m_text[at]));
    }
    return size;
}

} // namespace emic::refi
