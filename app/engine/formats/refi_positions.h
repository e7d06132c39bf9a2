#pragma once

#include "engine/text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emic::refi {

enum class TextUnit { code_points, utf16_units, bytes };

/// One way to count characters. Programs differ in it, and files do not say which one they mean.
struct Reading {
    TextUnit unit = TextUnit::code_points;
    bool line_end_is_two = true; ///< CR LF in a text file
    bool mark_counts = false;    ///< the byte order mark

    bool operator==(const Reading&) const = default;
};

/// What a program that names itself so counts, as far as is known.
Reading reading_of(std::string_view origin);
/// "Unicode characters, a line end counted as one".
std::string reading_words(const Reading& reading);

/// The text of a file before it is put into a document's form, and that form.
struct RawText {
    std::string raw;   ///< valid UTF-8 with its CR LF; a byte order mark stands as U+FEFF
    std::string clean; ///< as clean_text gives it
    bool mark = false;
    bool crlf = false;
    bool beyond_ascii = false;
    bool beyond_bmp = false; ///< holds characters that are two units in UTF-16

    bool operator==(const RawText&) const = default;
};
/// Decodes bytes: UTF-8, UTF-16, else Western European.
RawText read_text(std::string_view bytes);

/// A passage as a file gives it.
struct RawPosition {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::string name; ///< may quote the text
};

/// A passage in bytes of the clean text.
struct ReadPosition {
    TextRange range;
    bool outside = false;          ///< one end lies past the text
    bool inside_character = false; ///< one end falls into a character
    bool at_words = false;         ///< both ends stand where words begin or end
    bool quoted = false;           ///< the name is the passage's text, or its beginning
};
std::vector<ReadPosition> read_positions(const RawText& text, const std::vector<RawPosition>& positions, const Reading& reading);

/// How well a reading fits.
struct Score {
    std::uint32_t outside = 0;
    std::uint32_t quoted = 0;
    std::uint32_t at_words = 0;
    std::uint32_t all = 0;

    void add(const std::vector<ReadPosition>& positions);
    /// Clearly better, not by chance.
    [[nodiscard]] bool beats(const Score& other) const;
    bool operator==(const Score&) const = default;
};

/// Every reading that can differ for this text, `first` in front.
std::vector<Reading> candidate_readings(const RawText& text, const Reading& first);

/// White space and line ends as single blanks, none at the ends.
std::string on_one_line(std::string_view text);

/// How other programs show the passage in a selection's name: one line, at most 100 characters and an ellipsis.
std::string quotation_name(std::string_view passage);

/// Offsets of one text in another unit, from bytes and back.
class UnitIndex {
public:
    UnitIndex(std::string_view text, TextUnit unit);
    [[nodiscard]] std::uint32_t before(std::uint32_t byte) const;
    [[nodiscard]] std::uint32_t byte_at(std::uint32_t unit) const;

private:
    [[nodiscard]] std::uint32_t width(unsigned char lead) const;
    std::string_view m_text;
    TextUnit m_unit;
    std::vector<std::uint32_t> m_marks; ///< units before every 256 bytes
};

} // namespace emic::refi
