#include "engine/formats/html_tokens.h"

#include "engine/formats/code_pages.h"
#include "engine/formats/entities.h"
#include "engine/text.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace emic {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equal_folded(std::string_view text, std::string_view wanted) {
    return text.size() == wanted.size() && std::equal(text.begin(), text.end(), wanted.begin(), [](char a, char b) { return lower(a) == b; });
}

/// Elements whose content holds no tags. The text of the first two is shown.
bool is_raw(std::string_view name) {
    static constexpr std::string_view names[] = {"textarea", "xmp", "title", "script", "style", "iframe", "noembed", "noframes"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// &#146; and its kin mean characters of Windows-1252, whatever the standard of numbers says.
std::string numbered(std::uint32_t number) {
    std::string text;
    if (number >= 0x80 && number <= 0x9F) {
        const char byte = static_cast<char>(number);
        std::uint32_t malformed = 0;
        return decode_code_page({&byte, 1}, 1252, malformed);
    }
    const bool sound = number != 0 && number <= 0x10FFFF && !(number >= 0xD800 && number <= 0xDFFF);
    append_utf8(text, sound ? char32_t{number} : U'\uFFFD');
    return text;
}

/// Reads a reference by number at `at` (its "&"); nothing when it is none.
std::optional<std::string> take_number(std::string_view text, std::size_t& at) {
    const std::string_view rest = text.substr(at, 20);
    if (rest.size() < 3 || rest[1] != '#') return std::nullopt;
    const bool hex = rest[2] == 'x' || rest[2] == 'X';
    const char* const begin = rest.data() + (hex ? 3 : 2);
    const char* const last = rest.data() + rest.size();
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(begin, last, number, hex ? 16 : 10);
    if (end == begin) return std::nullopt;
    at += static_cast<std::size_t>(end - rest.data());
    if (at < text.size() && text[at] == ';') ++at;
    return numbered(error == std::errc() ? number : 0);
}

/// The old names, those of Latin-1 and four more, also count without a semicolon.
std::optional<std::string> take_old_name(std::string_view text, std::size_t& at) {
    constexpr std::size_t longest = 6;
    std::size_t size = 0;
    while (size < longest && at + 1 + size < text.size() && (is_letter(text[at + 1 + size]) || is_digit(text[at + 1 + size]))) ++size;
    for (; size >= 2; --size) {
        const std::string meaning = entity_text(std::string(text.substr(at, size + 1)) + ";");
        if (meaning.empty()) continue;
        std::uint32_t place = 0;
        const char32_t c = next_code_point(meaning, place);
        const bool old = place == meaning.size() && ((c >= 0xA0 && c <= 0xFF) || c == '&' || c == '<' || c == '>' || c == '"');
        if (!old) continue;
        at += size + 1;
        return meaning;
    }
    return std::nullopt;
}

} // namespace

std::string resolve_references(std::string_view text) {
    std::string resolved;
    resolved.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t mark = std::min(text.find('&', at), text.size());
        resolved += text.substr(at, mark - at);
        at = mark;
        if (at == text.size()) break;
        if (const std::optional<std::string> number = take_number(text, at)) {
            resolved += *number;
            continue;
        }
        const std::size_t before = at;
        std::string named = take_entity(text, at);
        if (at == before + 1)
            if (std::size_t old_end = before; const std::optional<std::string> old = take_old_name(text, old_end)) {
                at = old_end;
                named = *old;
            }
        resolved += named;
    }
    return resolved;
}

std::optional<std::string> html_attribute(const HtmlToken& token, std::string_view name) {
    const std::string_view text = token.attributes;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && (is_blank(text[at]) || text[at] == '/')) ++at;
        const std::size_t begin = at;
        while (at < text.size() && !is_blank(text[at]) && text[at] != '/' && (text[at] != '=' || at == begin)) ++at;
        const std::string_view found = text.substr(begin, at - begin);
        while (at < text.size() && is_blank(text[at])) ++at;
        std::string_view value;
        if (at < text.size() && text[at] == '=') {
            ++at;
            while (at < text.size() && is_blank(text[at])) ++at;
            if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
                const std::size_t end = std::min(text.find(text[at], at + 1), text.size());
                value = text.substr(at + 1, end - at - 1);
                at = std::min(end + 1, text.size());
            } else {
                const std::size_t first = at;
                while (at < text.size() && !is_blank(text[at])) ++at;
                value = text.substr(first, at - first);
            }
        }
        if (!found.empty() && equal_folded(found, name)) return resolve_references(value);
    }
    return std::nullopt;
}

/// The byte behind the ">" of the tag at `at`; nowhere when it does not end. A quotation mark that is never closed does
/// not count.
std::size_t HtmlTokens::tag_end(std::size_t at) {
    if (m_last_bracket == nowhere) m_last_bracket = std::min(m_source.rfind('>'), m_source.size());
    if (m_last_bracket == m_source.size() || at > m_last_bracket) return nowhere;
    bool value_due = false;
    for (std::size_t i = at + 1; i <= m_last_bracket; ++i) {
        const char c = m_source[i];
        if (c == '>') return i + 1;
        if (value_due && (c == '"' || c == '\'')) {
            const std::size_t end = m_source.find(c, i + 1);
            if (end == nowhere || end > m_last_bracket) break;
            i = end;
        }
        if (!is_blank(c)) value_due = c == '=';
    }
    return m_source.find('>', at) + 1;
}

bool HtmlTokens::pass_over_comment() {
    const std::string_view rest = m_source.substr(m_at);
    if (rest.starts_with("<!--")) {
        if (rest.substr(4).starts_with('>')) return m_at += 5, true;
        if (rest.substr(4).starts_with("->")) return m_at += 6, true;
        const std::size_t end = m_endless_comment ? nowhere : m_source.find("-->", m_at + 4);
        if (end != nowhere) return m_at = end + 3, true;
        m_endless_comment = true;
    }
    const std::size_t end = tag_end(m_at);
    if (end == nowhere) return false;
    m_at = m_source.find('>', m_at) + 1;
    return true;
}

bool HtmlTokens::read_tag(HtmlToken& token) {
    const std::size_t begin = m_at;
    const bool closes = begin + 1 < m_source.size() && m_source[begin + 1] == '/';
    std::size_t at = begin + (closes ? 2 : 1);
    const std::size_t end = tag_end(begin);
    if (end == nowhere) return false;
    token.kind = closes ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
    token.name.clear();
    for (; at + 1 < end && !is_blank(m_source[at]) && m_source[at] != '/' && m_source[at] != '>'; ++at) token.name += lower(m_source[at]);
    token.attributes = m_source.substr(at, end - 1 - at);
    token.source = m_source.substr(begin, end - begin);
    token.text.clear();
    m_at = end;
    if (closes || !is_raw(token.name) || token.attributes.ends_with('/')) return true;
    m_raw_end = raw_end(token.name, end);
    if (m_raw_end != nowhere) {
        m_raw = token.name;
        return true;
    }
    // Without its end tag it would take all that follows along.
    token.kind = HtmlToken::Kind::text;
    token.name.clear();
    return true;
}

void HtmlTokens::read_text(HtmlToken& token, std::size_t from) {
    token.kind = HtmlToken::Kind::text;
    token.name.clear();
    token.source = m_source.substr(from, m_at - from);
    token.text = resolve_references(token.source);
}

/// Where the end tag of the element `name` that begins at `from` stands; nowhere when there is none.
std::size_t HtmlTokens::raw_end(const std::string& name, std::size_t from) {
    if (std::find(m_endless_raw.begin(), m_endless_raw.end(), name) != m_endless_raw.end()) return nowhere;
    for (std::size_t at = m_source.find("</", from); at != nowhere; at = m_source.find("</", at + 2)) {
        const char behind = at + 2 + name.size() < m_source.size() ? m_source[at + 2 + name.size()] : '>';
        if (equal_folded(m_source.substr(at + 2, name.size()), name) && (is_blank(behind) || behind == '/' || behind == '>')) return at;
    }
    m_endless_raw.push_back(name);
    return nowhere;
}

bool HtmlTokens::read_raw(HtmlToken& token) {
    const std::string name = std::exchange(m_raw, {});
    const std::size_t from = std::exchange(m_at, m_raw_end);
    if (from == m_at) return false;
    read_text(token, from);
    if (name == "xmp") token.text = token.source;
    return true;
}

bool HtmlTokens::read_section(HtmlToken& token) {
    constexpr std::string_view opening = "<![CDATA[";
    if (m_endless_section || !m_source.substr(m_at).starts_with(opening)) return false;
    const std::size_t from = m_at + opening.size();
    const std::size_t end = m_source.find("]]>", from);
    m_endless_section = end == nowhere;
    if (m_endless_section) return false;
    m_at = end + 3;
    token.kind = HtmlToken::Kind::text;
    token.name.clear();
    token.source = m_source.substr(from, end - from);
    token.text = token.source;
    return true;
}

bool HtmlTokens::next(HtmlToken& token) {
    if (!m_raw.empty() && read_raw(token)) return true;
    while (m_at < m_source.size()) {
        if (m_source[m_at] == '<' && m_at + 1 < m_source.size()) {
            const char c = m_source[m_at + 1];
            const bool end_tag = c == '/' && m_at + 2 < m_source.size();
            if (c == '!' && read_section(token)) return true;
            if ((is_letter(c) || (end_tag && is_letter(m_source[m_at + 2]))) && read_tag(token)) return true;
            if ((c == '!' || c == '?' || (end_tag && !is_letter(m_source[m_at + 2]))) && pass_over_comment()) continue;
        }
        const std::size_t from = m_at;
        m_at = std::min(m_source.find('<', from + 1), m_source.size());
        read_text(token, from);
        return true;
    }
    return false;
}

} // namespace emic
