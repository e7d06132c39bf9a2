#include "engine/formats/json_mend.h"

#include "engine/formats/json_text.h"
#include "engine/text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace emic {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; ///< U+FFFD, as many bytes as half a pair takes

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// By the grammar, and not beyond what a double holds.
bool is_number(std::string_view token) {
    std::size_t at = token.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < token.size() && is_digit(token[at])) ++at;
        return at - begin;
    };
    const std::size_t first = at;
    if (const std::size_t count = digits(); count == 0 || (count > 1 && token[first] == '0')) return false;
    if (at < token.size() && token[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        ++at;
        if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == token.size() && std::isfinite(std::strtod(std::string(token).c_str(), nullptr));
}

class Mending {
public:
    explicit Mending(std::string_view text) : m_text(text) { m_mended.text.reserve(text.size() + 16); }

    MendedJson run() {
        bool value_due = false; // behind a colon
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (value_due && (c == ',' || c == '}')) {
                m_mended.text += "null";
                ++m_mended.values;
            }
            if (!is_space(c)) value_due = c == ':';
            if (c == '"') {
                mend_string();
            } else if (is_space(c) || std::string_view("{}[],:").find(c) != std::string_view::npos) {
                m_mended.text += c;
                ++m_at;
            } else {
                mend_token();
            }
        }
        return std::move(m_mended);
    }

private:
    void mend_token() {
        std::size_t end = std::min(m_text.find_first_of("{}[],:\" \n\r\t", m_at), m_text.size());
        // "- 80": what nothing parts is one value.
        for (std::size_t next = m_text.find_first_not_of(" \n\r\t", end); next != std::string_view::npos; next = m_text.find_first_not_of(" \n\r\t", end)) {
            const std::size_t stop = std::min(m_text.find_first_of("{}[],:\" \n\r\t", next), m_text.size());
            if (stop == next) break;
            end = stop;
        }
        const std::string_view token = m_text.substr(m_at, end - m_at);
        m_at = end;
        if (token == "true" || token == "false" || token == "null" || is_number(token)) {
            m_mended.text += token;
            return;
        }
        append_json_string(m_mended.text, token);
        ++m_mended.values;
    }

    /// The four digits behind "\u" at `at`.
    [[nodiscard]] std::optional<std::uint32_t> unit_at(std::size_t at) const {
        if (m_text.substr(at, 2) != "\\u" || at + 6 > m_text.size()) return std::nullopt;
        std::uint32_t unit = 0;
        for (const char c : m_text.substr(at + 2, 4)) {
            const char low = static_cast<char>(c | 0x20);
            if (!is_digit(c) && (low < 'a' || low > 'f')) return std::nullopt;
            unit = unit << 4 | static_cast<std::uint32_t>(is_digit(c) ? c - '0' : low - 'a' + 10);
        }
        return unit;
    }
    void keep(std::size_t size) {
        m_mended.text += m_text.substr(m_at, size);
        m_at += size;
    }
    void replace(std::size_t size, std::string_view by) {
        m_mended.text += by;
        m_at += size;
        ++m_mended.characters;
    }

    void mend_escape() {
        const char letter = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (letter != '\0' && std::string_view("\"\\/bfnrt").find(letter) != std::string_view::npos) return keep(2);
        const std::optional<std::uint32_t> unit = unit_at(m_at);
        if (!unit) return replace(1, "\\\\"); // the letter stays
        const bool high = *unit >= 0xD800 && *unit < 0xDC00, low = *unit >= 0xDC00 && *unit < 0xE000;
        if (!high && !low) return keep(6);
        const std::optional<std::uint32_t> next = high ? unit_at(m_at + 6) : std::nullopt;
        if (next && *next >= 0xDC00 && *next < 0xE000) return keep(12);
        replace(6, replacement);
    }
    void mend_byte() {
        const auto byte = [&](std::size_t ahead) { return m_at + ahead < m_text.size() ? static_cast<unsigned char>(m_text[m_at + ahead]) : 0U; };
        if (byte(0) < 0x20) {
            constexpr std::string_view digits = "0123456789abcdef";
            return replace(1, std::string("\\u00") + digits[byte(0) >> 4] + digits[byte(0) & 0xF]);
        }
        if (byte(0) < 0x80) return keep(1);
        for (std::size_t size = 2; size <= 4 && m_at + size <= m_text.size(); ++size)
            if (is_valid_utf8(m_text.substr(m_at, size))) return keep(size);
        const bool half = byte(0) == 0xED && (byte(1) & 0xE0) == 0xA0 && (byte(2) & 0xC0) == 0x80;
        replace(half ? 3 : 1, half ? replacement : "?");
    }
    void mend_string() {
        keep(1);
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\') mend_escape();
            else mend_byte();
        }
        if (m_at < m_text.size()) keep(1);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    MendedJson m_mended;
};

} // namespace

MendedJson mend_json(std::string_view text) { return Mending(text).run(); }

} // namespace emic
