#pragma once

#include <optional>
#include <string_view>

namespace emic {

/// A piece of an RTF file.
struct RtfToken {
    enum class Kind { open, close, word, symbol, byte, text, end };
    Kind kind = Kind::end;
    std::string_view text;        ///< of a word, its letters; of a symbol, the sign; of text, the bytes
    std::optional<int> parameter; ///< of a word
    unsigned char byte = 0;       ///< of \'hh
};

/// Cuts an RTF file into tokens. Line ends are no text; the bytes behind \bin are passed over.
class RtfTokens {
public:
    explicit RtfTokens(std::string_view bytes) : m_bytes(bytes), m_last_file(bytes.rfind("{\\rtf")) {}

    RtfToken next();
    /// Whether another file, joined to this one, begins behind what was read.
    [[nodiscard]] bool another_file_follows() const { return m_last_file != std::string_view::npos && m_last_file >= m_at; }

private:
    RtfToken word();

    std::string_view m_bytes;
    std::size_t m_last_file;
    std::size_t m_at = 0;
};

} // namespace emic
