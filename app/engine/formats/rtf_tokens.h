#pragma once

#include <algorithm>
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
    explicit RtfTokens(std::string_view bytes) : m_bytes(bytes) {}

    RtfToken next();
    [[nodiscard]] std::string_view rest() const { return m_bytes.substr(std::min(m_at, m_bytes.size())); }

private:
    RtfToken word();

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

} // namespace emic
