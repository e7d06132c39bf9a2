#include "engine/formats/taguette_text.h"

#include "engine/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace emic {

namespace {

enum class TagEffect { none, paragraph, line, cell, verbatim };

struct Tag {
    std::string name;
    bool closes = false;
    std::size_t end = 0; ///< byte behind its ">"
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank_unit(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

/// The tag at `at` (a "<"), or nothing when it is text.
std::optional<Tag> tag_at(std::string_view html, std::size_t at) {
    Tag tag;
    std::size_t i = at + 1;
    if (html.substr(i).starts_with("!--")) {
        const std::size_t end = html.find("-->", i);
        tag.end = end == std::string_view::npos ? html.size() : end + 3;
        return tag;
    }
    if (i < html.size() && (html[i] == '!' || html[i] == '?')) {
        const std::size_t end = html.find('>', i);
        tag.end = end == std::string_view::npos ? html.size() : end + 1;
        return tag;
    }
    if (i < html.size() && html[i] == '/') {
        tag.closes = true;
        ++i;
    }
    if (i >= html.size() || !is_letter(html[i])) return std::nullopt;
    for (; i < html.size() && html[i] != '>' && html[i] != '/' && !is_blank_unit(static_cast<unsigned char>(html[i])); ++i)
        tag.name += is_letter(html[i]) ? static_cast<char>(html[i] | 0x20) : html[i];
    for (char quote = 0; i < html.size(); ++i) {
        if (quote) {
            if (html[i] == quote) quote = 0;
        } else if (html[i] == '>') {
            break;
        } else if ((html[i] == '"' || html[i] == '\'') && html[i - 1] == '=') {
            quote = html[i];
        }
    }
    tag.end = std::min(i + 1, html.size());
    return tag;
}

TagEffect effect_of(std::string_view name) {
    constexpr std::array<std::string_view, 30> paragraphs = {
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "section", "table", "tr", "ul"};
    if (name == "br") return TagEffect::line;
    if (name == "td" || name == "th") return TagEffect::cell;
    if (name == "pre") return TagEffect::verbatim;
    return std::find(paragraphs.begin(), paragraphs.end(), name) == paragraphs.end() ? TagEffect::none : TagEffect::paragraph;
}

/// The character that a reference at `at` (an "&") means, and moves `at` behind it; "&" itself when it is none.
char32_t reference_at(std::string_view html, std::size_t& at) {
    struct Named {
        std::string_view name;
        char32_t meaning;
    };
    constexpr std::array<Named, 6> named = {{{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}, {"nbsp;", 0xA0}}};
    const std::string_view rest = html.substr(at + 1);
    for (const Named& one : named)
        if (rest.starts_with(one.name)) {
            at += 1 + one.name.size();
            return one.meaning;
        }
    if (rest.starts_with('#')) {
        const bool hex = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
        char32_t value = 0;
        std::size_t i = hex ? 2 : 1;
        const std::size_t first = i;
        for (; i < rest.size() && i < first + 8; ++i) {
            const char c = static_cast<char>(rest[i] | 0x20);
            const int digit = c >= '0' && c <= '9' ? c - '0' : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) break;
            value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
        }
        const bool sound = value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
        if (i > first && i < rest.size() && rest[i] == ';' && sound) {
            at += i + 2;
            return value;
        }
    }
    ++at;
    return '&';
}

class TaguetteTextBuilder {
public:
    explicit TaguetteTextBuilder(std::string_view html) : m_html(html) {}

    TaguetteText build() {
        for (std::size_t at = 0; at < m_html.size();) {
            if (m_html[at] == '<') {
                if (const std::optional<Tag> tag = tag_at(m_html, at)) {
                    take(*tag);
                    at = tag->end;
                    if (tag->name == "pre" && !tag->closes && at < m_html.size() && m_html[at] == '\n') ++at;
                    continue;
                }
            }
            char32_t c = 0;
            if (m_html[at] == '&') {
                c = reference_at(m_html, at);
            } else {
                auto place = static_cast<std::uint32_t>(at);
                c = next_code_point(m_html, place);
                at = place;
                if (c == '\r') {
                    if (at < m_html.size() && m_html[at] == '\n') continue;
                    c = '\n';
                }
            }
            take(c);
        }
        end_heading();
        return std::move(m_made);
    }

private:
    void want(char between) {
        // A paragraph's end is stronger than a line's, a line's than a cell's.
        if (m_between != '\n') m_between = between;
        m_blank = false;
    }

    void take(const Tag& tag) {
        const TagEffect effect = effect_of(tag.name);
        if (effect == TagEffect::none) return;
        if (effect == TagEffect::cell) {
            want('\t');
        } else {
            want('\n');
        }
        if (effect == TagEffect::verbatim) m_verbatim = !tag.closes;
        const bool heading = tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6';
        if (!heading) return;
        end_heading();
        if (!tag.closes) m_heading = static_cast<std::uint32_t>(tag.name[1] - '0');
    }

    void take(char32_t c) {
        std::string unit;
        append_utf8(unit, c);
        const auto units = static_cast<std::uint32_t>(unit.size());
        PlacedText& out = m_made.placed;
        if (!m_ink && is_blank_unit(c)) m_made.leading_blanks += units;
        if (is_blank_unit(c) && !(m_verbatim && c != '\r')) {
            m_blank = true;
            return out.append({}, units);
        }
        if (m_verbatim && c == '\n') {
            want('\n');
            return out.append({}, units);
        }
        if ((c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xFEFF) return out.append({}, units);
        if (c == 0x2028 || c == 0x2029) {
            want('\n');
            return out.append({}, units);
        }
        m_ink = true;
        if (m_between != 0) {
            if (!out.text.empty()) out.text += m_between;
        } else if (m_blank && !out.text.empty()) {
            out.text += ' ';
        }
        m_between = 0;
        m_blank = false;
        if (m_heading != 0 && !m_heading_begin) m_heading_begin = static_cast<std::uint32_t>(out.text.size());
        out.append(unit, units);
    }

    void end_heading() {
        if (m_heading != 0 && m_heading_begin)
            m_made.headings.push_back({{*m_heading_begin, static_cast<std::uint32_t>(m_made.placed.text.size())}, m_heading});
        m_heading = 0;
        m_heading_begin.reset();
    }

    std::string_view m_html;
    TaguetteText m_made;
    char m_between = 0;   ///< what stands before the next character: LF, TAB or nothing
    bool m_blank = false; ///< white space does
    bool m_verbatim = false;
    bool m_ink = false;
    std::uint32_t m_heading = 0; ///< level of the one that is open
    std::optional<std::uint32_t> m_heading_begin;
};

} // namespace

TaguetteText place_taguette_text(std::string_view html) { return TaguetteTextBuilder(html).build(); }

} // namespace emic
