#include "engine/formats/rtf_tokens.h"

#include <algorithm>

namespace emic {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
int hex(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

RtfToken RtfTokens::next() {
    while (m_at < m_bytes.size() && (m_bytes[m_at] == '\r' || m_bytes[m_at] == '\n' || m_bytes[m_at] == '\0'))
        ++m_at;
    RtfToken token;
    if (m_at >= m_bytes.size()) return token;
    const char c = m_bytes[m_at];
    if (c == '{' || c == '}') {
        ++m_at;
        token.kind = c == '{' ? RtfToken::Kind::open : RtfToken::Kind::close;
        return token;
    }
    if (c == '\\') {
        ++m_at;
        return word();
    }
    const std::size_t end = std::min(m_bytes.find_first_of(std::string_view("{}\\\r\n\0", 6), m_at), m_bytes.size());
    token.kind = RtfToken::Kind::text;
    token.text = m_bytes.substr(m_at, end - m_at);
    m_at = end;
    return token;
}

/// Behind a backslash.
RtfToken RtfTokens::word() {
    RtfToken token;
    if (m_at >= m_bytes.size()) return token;
    const std::size_t begin = m_at;
    while (m_at < m_bytes.size() && is_letter(m_bytes[m_at]))
        ++m_at;
    if (m_at == begin) {
        token.kind = RtfToken::Kind::symbol;
        token.text = m_bytes.substr(m_at++, 1);
        if (token.text != "'") return token;
        const int high = m_at < m_bytes.size() ? hex(m_bytes[m_at]) : -1;
        const int low = high >= 0 && m_at + 1 < m_bytes.size() ? hex(m_bytes[m_at + 1]) : -1;
        if (low < 0) return token;
        m_at += 2;
        token.kind = RtfToken::Kind::byte;
        token.byte = static_cast<unsigned char>(high << 4 | low);
        return token;
    }
    token.kind = RtfToken::Kind::word;
    token.text = m_bytes.substr(begin, m_at - begin);
    const bool negative = m_at + 1 < m_bytes.size() && m_bytes[m_at] == '-' && is_digit(m_bytes[m_at + 1]);
    if (negative) ++m_at;
    if (m_at < m_bytes.size() && is_digit(m_bytes[m_at])) {
        constexpr long long limit = 2'147'483'647;
        long long number = 0;
        for (; m_at < m_bytes.size() && is_digit(m_bytes[m_at]); ++m_at)
            number = std::min(limit, number * 10 + (m_bytes[m_at] - '0'));
        token.parameter = static_cast<int>(negative ? -number : number);
    }
    if (m_at < m_bytes.size() && m_bytes[m_at] == ' ') ++m_at;
    if (token.text == "bin" && token.parameter.value_or(0) > 0)
        m_at += std::min(static_cast<std::size_t>(*token.parameter), m_bytes.size() - m_at);
    return token;
}

} // namespace emic
