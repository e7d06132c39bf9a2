#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// Walks over JSON text without building anything of it: quick for the few shapes that our own files are made of. Every
/// read_ function says false where the text has another shape, with the cursor anywhere; the caller then reads the same
/// text by parse_json(), which judges.
class JsonCursor {
public:
    explicit JsonCursor(std::string_view text) : m_text(text) {}

    /// Goes over white space, then over `c` where it comes next.
    bool take(char c) {
        skip_space();
        if (m_at >= m_text.size() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] bool at_end() {
        skip_space();
        return m_at == m_text.size();
    }
    [[nodiscard]] std::size_t place() const { return m_at; }
    void go_to(std::size_t place) { m_at = place; }

    /// A string without escapes, as a view of the text; well-formed UTF-8.
    bool read_plain(std::string_view& string);
    /// A string with the escapes of one letter; those with numbers are left to parse_json().
    bool read_string(std::string& string);
    /// A whole number of at most 18 digits.
    bool read_integer(std::int64_t& number);
    bool read_boolean(bool& value);
    /// How many brackets are open at once in the whole text; of JSON, or as far as it is JSON.
    [[nodiscard]] std::size_t depth() const;
    /// Any value, as a view of its text: brackets and quotation marks are matched, nothing more is checked.
    bool read_any(std::string_view& value);

private:
    void skip_space() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }
    /// Past the string that begins here; npos when it has no end.
    [[nodiscard]] std::size_t end_of_string(std::size_t quote) const;

    std::string_view m_text;
    std::size_t m_at = 0;
};

/// A named value of an object, as it stands there.
struct JsonPart {
    std::string_view key;
    std::string_view value;
};

/// The parts of a text that is a JSON object as far as its outermost level, with names without escapes; the values are not judged.
std::optional<std::vector<JsonPart>> json_parts(std::string_view text);

} // namespace emic
