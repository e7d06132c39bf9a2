#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// A half-open stretch of a document's text in UTF-8 bytes, both ends on code point boundaries.
///
///     text   I felt lonely at night
///     range         [     )          {7, 13}
struct TextRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool empty() const { return begin >= end; }
    [[nodiscard]] std::uint32_t size() const { return empty() ? 0 : end - begin; }
    [[nodiscard]] bool contains(const TextRange& other) const { return begin <= other.begin && other.end <= end; }
    [[nodiscard]] bool overlaps(const TextRange& other) const { return begin < other.end && other.begin < end; }
    auto operator<=>(const TextRange&) const = default;
};

/// Immutable text that records share instead of copying: validated UTF-8, LF line ends, no BOM.
class SharedText {
public:
    SharedText() = default;
    explicit SharedText(std::string text) : m_text(std::make_shared<const std::string>(std::move(text))) {}

    [[nodiscard]] std::string_view view() const { return m_text ? std::string_view(*m_text) : std::string_view(); }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(view().size()); }
    /// True when both hold the very same bytes in memory: a cheap cache key.
    [[nodiscard]] bool same_memory(const SharedText& other) const { return m_text == other.m_text; }
    bool operator==(const SharedText& other) const { return m_text == other.m_text || view() == other.view(); }

private:
    std::shared_ptr<const std::string> m_text;
};

/// Immutable bytes of any kind that records share instead of copying.
class SharedBytes {
public:
    SharedBytes() = default;
    explicit SharedBytes(std::string bytes) : m_bytes(std::make_shared<const std::string>(std::move(bytes))) {}

    [[nodiscard]] std::string_view view() const { return m_bytes ? std::string_view(*m_bytes) : std::string_view(); }
    bool operator==(const SharedBytes& other) const { return m_bytes == other.m_bytes || view() == other.view(); }

private:
    std::shared_ptr<const std::string> m_bytes;
};

/// The passage itself; ranges outside the text are clipped.
std::string_view slice(std::string_view text, TextRange range);

/// True when `text` is UTF-8 without overlong forms, surrogates or code points above U+10FFFF.
bool is_valid_utf8(std::string_view text);

/// Valid UTF-8 with every ill-formed byte sequence replaced by U+FFFD; `replaced` counts them.
std::string repair_utf8(std::string_view text, std::size_t& replaced);

/// True when `offset` (bytes) does not fall inside a code point; the end of the text is a boundary.
bool is_code_point_boundary(std::string_view text, std::uint32_t offset);

/// Decodes the code point at `offset` (bytes) and moves `offset` past it. `text` must be valid UTF-8 and `offset` inside it.
char32_t next_code_point(std::string_view text, std::uint32_t& offset);

/// Decodes the code point that ends at `offset` (bytes, not 0) and moves `offset` to its start.
char32_t previous_code_point(std::string_view text, std::uint32_t& offset);

/// Appends a code point as UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// Bytes -> code points and back, for files and the command line. Offsets past the end count as the end.
std::uint32_t code_points_before(std::string_view text, std::uint32_t byte_offset);
std::uint32_t byte_at_code_point(std::string_view text, std::uint32_t code_points);

/// Bytes -> UTF-16 units and back, for the browser's own strings.
std::uint32_t utf16_units_before(std::string_view text, std::uint32_t byte_offset);
std::uint32_t byte_at_utf16_unit(std::string_view text, std::uint32_t units);

/// The paragraphs of a text: stretches between line feeds, without them. Always at least one; paragraph numbers on
/// screen and in exports are this vector's index plus one.
std::vector<TextRange> paragraphs(std::string_view text);

/// The index in `paragraphs` of the one that holds `offset` (bytes).
std::size_t paragraph_at(const std::vector<TextRange>& paragraphs, std::uint32_t offset);

/// How much a text holds.
struct TextCounts {
    std::uint32_t paragraphs = 0; ///< as paragraphs() counts, blank ones included
    std::uint32_t characters = 0; ///< code points
    std::uint32_t ink = 0;        ///< bytes that are not white space

    bool operator==(const TextCounts&) const = default;
};
TextCounts count_text(std::string_view text);

/// Grapheme cluster boundaries by UAX #29 with the pinned Unicode version: the nearest at or before / at or after `offset`.
std::uint32_t grapheme_floor(std::string_view text, std::uint32_t offset);
std::uint32_t grapheme_ceil(std::string_view text, std::uint32_t offset);

/// Unicode White_Space.
bool is_white_space(char32_t code_point);
/// Unicode letters, marks and numbers of any script.
bool is_word_character(char32_t code_point);

/// The stretch without leading and trailing white space.
TextRange trimmed(std::string_view text, TextRange range);

/// Simple case folding with accents kept, for searching names and text.
std::string fold_case(std::string_view text);

/// One replacement in a text: the bytes of `removed` give way to `inserted` bytes.
struct Splice {
    TextRange removed;
    std::uint32_t inserted = 0;

    bool operator==(const Splice&) const = default;
};

/// Where a range lies after a splice.
///
///     equal or inside   I felt [lonly] at night  -> [lonely]   a corrected word stays coded
///     over an edge      clipped to what remains of the old passage; the new text stays outside
///     at an edge        an insertion just before or after the range stays outside
///     deleted           an empty range where the text was
TextRange map_range(TextRange range, const Splice& splice);

} // namespace emic
