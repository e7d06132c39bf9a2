#include "engine/formats/json_cursor.h"

#include "engine/text.h"

#include <algorithm>

namespace emic {

namespace {

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// The character for the letter after a backslash; 0 for "u" and for what is no escape.
char unescaped(char letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/': return letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

} // namespace

std::size_t JsonCursor::end_of_string(std::size_t quote) const {
    for (std::size_t at = quote + 1; at < m_text.size(); ++at) {
        if (m_text[at] == '"') return at + 1;
        if (m_text[at] == '\\') ++at;
    }
    return std::string_view::npos;
}

bool JsonCursor::read_plain(std::string_view& string) {
    if (!take('"')) return false;
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != '"') {
        if (m_text[m_at] == '\\') return false;
        ++m_at;
    }
    if (m_at == m_text.size()) return false;
    string = m_text.substr(begin, m_at - begin);
    ++m_at;
    return !has_control_character(string) && is_valid_utf8(string);
}

bool JsonCursor::read_string(std::string& string) {
    skip_space();
    if (m_at >= m_text.size() || m_text[m_at] != '"') return false;
    const std::size_t end = end_of_string(m_at);
    if (end == std::string_view::npos) return false;
    const std::string_view inside = m_text.substr(m_at + 1, end - m_at - 2);
    if (has_control_character(inside) || !is_valid_utf8(inside)) return false;
    string.clear();
    string.reserve(inside.size());
    for (std::size_t at = 0; at < inside.size();) {
        const std::size_t backslash = std::min(inside.find('\\', at), inside.size());
        string.append(inside, at, backslash - at);
        if (backslash == inside.size()) break;
        const char c = unescaped(inside[backslash + 1]);
        if (c == 0) return false;
        string += c;
        at = backslash + 2;
    }
    m_at = end;
    return true;
}

bool JsonCursor::read_integer(std::int64_t& number) {
    const bool negative = take('-');
    const std::size_t begin = m_at;
    number = 0;
    while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9' && m_at - begin < 18)
        number = number * 10 + (m_text[m_at++] - '0');
    const std::size_t digits = m_at - begin;
    if (digits == 0 || (digits > 1 && m_text[begin] == '0')) return false;
    if (negative) number = -number;
    const char next = m_at < m_text.size() ? m_text[m_at] : ',';
    return next != '.' && next != 'e' && next != 'E' && (next < '0' || next > '9');
}

bool JsonCursor::read_boolean(bool& value) {
    skip_space();
    const std::string_view rest = m_text.substr(m_at);
    value = rest.starts_with("true");
    if (!value && !rest.starts_with("false")) return false;
    m_at += value ? 4 : 5;
    return true;
}

std::size_t JsonCursor::depth() const {
    std::size_t open = 0, deepest = 0;
    for (std::size_t at = 0; at < m_text.size(); ++at) {
        const char c = m_text[at];
        if (c == '"') {
            const std::size_t end = end_of_string(at);
            if (end == std::string_view::npos) break;
            at = end - 1;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++open);
        } else if ((c == ']' || c == '}') && open > 0) {
            --open;
        }
    }
    return deepest;
}

bool JsonCursor::read_any(std::string_view& value) {
    skip_space();
    const std::size_t begin = m_at;
    std::size_t depth = 0;
    while (m_at < m_text.size()) {
        switch (m_text[m_at]) {
        case '"': {
            const std::size_t end = end_of_string(m_at);
            if (end == std::string_view::npos) return false;
            m_at = end;
            break;
        }
        case '[':
        case '{':
            ++depth;
            ++m_at;
            break;
        case ']':
        case '}':
            if (depth > 0) {
                --depth;
                ++m_at;
                break;
            }
            value = m_text.substr(begin, m_at - begin);
            return m_at > begin;
        case ',':
            if (depth == 0) {
                value = m_text.substr(begin, m_at - begin);
                return m_at > begin;
            }
            [[fallthrough]];
        default: ++m_at;
        }
    }
    value = m_text.substr(begin);
    return depth == 0 && m_at > begin;
}

std::optional<std::vector<JsonPart>> json_parts(std::string_view text) {
    JsonCursor cursor(text);
    std::vector<JsonPart> parts;
    if (!cursor.take('{')) return std::nullopt;
    do {
        JsonPart part;
        if (!cursor.read_plain(part.key) || !cursor.take(':') || !cursor.read_any(part.value)) return std::nullopt;
        parts.push_back(part);
    } while (cursor.take(','));
    if (!cursor.take('}') || !cursor.at_end()) return std::nullopt;
    return parts;
}

} // namespace emic
