#include "engine/formats/html_text.h"

#include "engine/formats/html_elements.h"
#include "engine/formats/list_number.h"
#include "engine/text.h"

#include <algorithm>
#include <charconv>

namespace emic {

namespace {

constexpr std::size_t nowhere = std::string::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

bool has_ink(std::string_view text) { return !trimmed(text, {0, static_cast<std::uint32_t>(text.size())}).empty(); }

std::uint32_t heading_level(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? static_cast<std::uint32_t>(name[1] - '0') : 0;
}

/// The rules of a style attribute in lower case, without blanks.
std::string plain_style(const HtmlToken& token) {
    std::string plain;
    for (const char c : html_attribute(token, "style").value_or(std::string()))
        if (!is_blank(c)) plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return plain;
}

bool says(const std::string& style, std::string_view rule) { return style.find(rule) != nowhere; }

std::optional<int> number_of(const std::optional<std::string>& value) {
    if (!value) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (error != std::errc() || number < -max_list_number || number > max_list_number) return std::nullopt;
    return number;
}

/// The name that list_number.h knows the format by.
std::string list_format(const std::string& type, const std::string& style) {
    if (type == "a" || says(style, "lower-alpha") || says(style, "lower-latin")) return "lowerLetter";
    if (type == "A" || says(style, "upper-alpha") || says(style, "upper-latin")) return "upperLetter";
    if (type == "i" || says(style, "lower-roman")) return "lowerRoman";
    if (type == "I" || says(style, "upper-roman")) return "upperRoman";
    return "decimal";
}

} // namespace

TextBlock HtmlText::read(std::string_view source, ContentMarks& marks, TextLosses& losses) {
    m_marks = &marks;
    m_losses = &losses;
    m_overflow.clear();
    m_stories.assign(1, {});
    HtmlTokens tokens(source);
    for (HtmlToken token; tokens.next(token);) {
        const bool is_text = token.kind == HtmlToken::Kind::text || (m_unknown == UnknownTags::kept_as_text && !is_html_element(token.name));
        if (is_text) {
            std::string text = token.kind == HtmlToken::Kind::text ? std::move(token.text) : std::string(token.source);
            ContentMarks::protect(text);
            if (is_covered()) m_cover_ink = m_cover_ink || has_ink(text);
            else if (m_verbatim > 0) put_verbatim(text);
            else put_text(text);
        } else if (token.kind == HtmlToken::Kind::start_tag && token.name != "br") {
            start(token);
        } else if (token.name == "br") {
            start_void(token);
        } else {
            end(token.name);
        }
    }
    pop_to(0);
    end_line();
    return std::move(m_stories.front().block);
}

std::size_t HtmlText::find_open(std::string_view name, std::initializer_list<std::string_view> barriers) const {
    const auto count = m_counts.find(std::string(name));
    if (count == m_counts.end() || count->second == 0) return nowhere;
    for (std::size_t i = m_open.size(); i-- > 0;) {
        if (m_open[i].name == name) return i;
        if (std::find(barriers.begin(), barriers.end(), m_open[i].name) != barriers.end()) return nowhere;
    }
    return nowhere;
}

/// Ends what a start tag ends without saying so.
void HtmlText::close_implied(const std::string& name) {
    const auto close = [&](std::string_view other, std::initializer_list<std::string_view> barriers) {
        if (const std::size_t at = find_open(other, barriers); at != nowhere) pop_to(at);
    };
    if (is_html_block(name)) {
        if (is_covered() && name != "option" && name != "optgroup" && name != "hr") break_out();
        close("p", {"td", "th", "table", "caption", "button", "object"});
    }
    if (name == "li") close("li", {"ul", "ol", "menu", "dir", "table", "td", "th"});
    if (name == "dd" || name == "dt") {
        close("dd", {"dl", "table", "td", "th"});
        close("dt", {"dl", "table", "td", "th"});
    }
    if (name == "rt" || name == "rp") {
        close("rt", {"ruby"});
        close("rp", {"ruby"});
    }
    const bool group = name == "tbody" || name == "thead" || name == "tfoot";
    if (name == "td" || name == "th" || name == "tr" || group) {
        close("td", {"table"});
        close("th", {"table"});
        close("caption", {"table"});
    }
    if (name == "tr" || group) close("tr", {"table"});
    if (group)
        for (const std::string_view other : {"tbody", "thead", "tfoot"}) close(other, {"table"});
}

/// Drawings, choices and reading aids hold no paragraphs: where one begins, somebody forgot to end them.
void HtmlText::break_out() {
    const std::string& name = m_open[m_cover_at].name;
    if (name == "svg" || name == "select" || name == "rt" || name == "rp" || name == "rtc") pop_to(m_cover_at);
}

HtmlText::Cover HtmlText::cover_of(const HtmlToken& token, const std::string& style) {
    const std::string& name = token.name;
    if (is_html_aside(name)) {
        static constexpr std::string_view objects[] = {"applet", "audio", "iframe", "object", "video"};
        if (std::find(std::begin(objects), std::end(objects), name) != std::end(objects)) ++m_losses->objects;
        if (name == "svg" && html_attribute(token, "aria-hidden") != "true") ++m_losses->pictures;
        if (name == "rt") ++m_losses->readings;
        return Cover::left_out;
    }
    if (html_attribute(token, "hidden") || says(style, "display:none") || says(style, "mso-hide:all")) return Cover::hidden;
    if (name == "dialog" && !html_attribute(token, "open")) return Cover::hidden;
    if (name == "del" && html_attribute(token, "datetime")) {
        ++m_losses->deletions;
        return Cover::left_out;
    }
    if (name == "ins" && html_attribute(token, "datetime")) ++m_losses->insertions;
    if (name == "del" || name == "s" || name == "strike") ++m_losses->struck;
    return Cover::none;
}

void HtmlText::start_void(const HtmlToken& token) {
    if (is_covered()) return;
    Story& story = m_stories.back();
    if (token.name == "br") {
        begin_text();
        story.line += '\n';
        story.space_due = false;
    } else if (token.name == "embed") {
        ++m_losses->objects;
    } else if (token.name == "img" || token.name == "image") {
        // A picture with an empty description is decoration.
        if (html_attribute(token, "alt") != "") ++m_losses->pictures;
    }
}

void HtmlText::start(const HtmlToken& token) {
    const std::string& name = token.name;
    close_implied(name);
    const bool covered = is_covered();
    if (is_html_block(name) && !covered) end_line();
    if (is_html_void(name)) return start_void(token);
    const std::string style = covered ? std::string() : plain_style(token);
    Open one;
    one.name = name;
    if (!covered) one.cover = cover_of(token, style);
    if (m_open.size() >= max_open && (covered || one.cover == Cover::none)) {
        ++m_overflow[name];
        return;
    }
    if (!covered && one.cover == Cover::none) {
        one.block = is_html_block(name) || says(style, "display:block");
        if (one.block) end_line();
        if (name == "ul" || name == "ol" || name == "menu" || name == "dir") {
            start_list(token, style);
            one.list = true;
        }
        if (name == "li") start_item(token);
        start_cell_or_table(one);
        one.verbatim = name == "pre" || name == "listing" || name == "xmp" || says(style, "white-space:pre") || says(style, "white-space:break-spaces");
        if (one.verbatim) ++m_verbatim;
        m_pre_fresh = name == "pre" || name == "listing";
        if (const std::uint32_t level = heading_level(name); level > 0) m_heading = level;
        if (name == "q") put_text("“");
        if (says(style, "mso-list:ignore")) {
            begin_text();
            one.label = true;
            m_label_begin = m_stories.back().line.size();
        }
    }
    if (one.cover != Cover::none) {
        m_cover_at = m_open.size();
        m_cover_ink = false;
    }
    ++m_counts[name];
    m_open.push_back(std::move(one));
}

void HtmlText::start_cell_or_table(Open& one) {
    if (one.name == "table" && m_tables.size() < max_tables) {
        one.table = true;
        m_tables.emplace_back();
        return;
    }
    const bool cell = one.name == "td" || one.name == "th";
    if (!cell && one.name != "tr") return;
    const std::size_t table = find_open("table", {});
    if (table == nowhere || !m_open[table].table) return;
    if (!cell) {
        one.row = true;
        return end_row();
    }
    one.cell = true;
    m_stories.emplace_back();
}

void HtmlText::start_list(const HtmlToken& token, const std::string& style) {
    List list;
    list.ordered = token.name == "ol";
    list.unmarked = says(style, "list-style:none") || says(style, "list-style-type:none");
    list.type = list_format(html_attribute(token, "type").value_or(std::string()), style);
    const std::optional<int> first = number_of(html_attribute(token, "start"));
    list.next = first.value_or(1);
    list.reversed = first && html_attribute(token, "reversed");
    m_lists.push_back(std::move(list));
}

void HtmlText::start_item(const HtmlToken& token) {
    constexpr const char* bullets[] = {"• ", "◦ ", "▪ "};
    m_label_due = bullets[0];
    if (m_lists.empty()) return;
    List& list = m_lists.back();
    if (list.ordered) {
        const int number = number_of(html_attribute(token, "value")).value_or(list.next);
        m_label_due = format_list_number(number, list.type) + ". ";
        list.next = std::clamp(number + (list.reversed ? -1 : 1), -max_list_number, max_list_number);
    } else {
        const auto depth = std::count_if(m_lists.begin(), m_lists.end(), [](const List& one) { return !one.ordered; });
        m_label_due = bullets[std::min<std::ptrdiff_t>(depth, 3) - 1];
    }
    if (list.unmarked) m_label_due.clear();
}

void HtmlText::end(const std::string& name) {
    if (name == "html" || name == "body") return;
    if (!is_covered() && is_html_block(name)) end_line();
    if (const auto deep = m_overflow.find(name); deep != m_overflow.end() && deep->second > 0) {
        --deep->second;
        return;
    }
    static constexpr std::string_view parts[] = {"td", "th", "tr", "tbody", "thead", "tfoot", "caption"};
    const bool part = std::find(std::begin(parts), std::end(parts), name) != std::end(parts);
    const std::size_t at = name == "table" ? find_open(name, {})
                           : part          ? find_open(name, {"table"})
                                           : find_open(name, {"td", "th", "caption", "table"});
    if (at == nowhere) return;
    const Open& one = m_open[at];
    const bool plain = !one.block && !one.verbatim && !one.label && one.cover == Cover::none && m_cover_at > m_open.size();
    const bool overlaps = std::any_of(m_open.begin() + static_cast<std::ptrdiff_t>(at) + 1, m_open.end(), [](const Open& other) { return other.block; });
    if (!plain || !overlaps) return pop_to(at);
    // <b><p></b> ends only the bold.
    --m_counts[name];
    m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(at));
}

void HtmlText::pop_to(std::size_t size) {
    while (m_open.size() > size) pop();
}

void HtmlText::pop() {
    const bool covered = is_covered();
    const Open one = std::move(m_open.back());
    m_open.pop_back();
    --m_counts[one.name];
    if (covered) {
        if (is_covered()) return;
        if (one.cover == Cover::hidden && m_cover_ink) ++m_losses->hidden;
        m_cover_at = nowhere;
        return;
    }
    if (one.label) end_label();
    if (one.name == "q") put_text("”");
    if (one.block) end_line();
    if (one.name == "li") m_label_due.clear();
    if (one.list) m_lists.pop_back();
    if (one.verbatim) --m_verbatim;
    if (heading_level(one.name) > 0) m_heading = 0;
    if (one.cell) {
        TextBlock cell = std::move(m_stories.back().block);
        m_stories.pop_back();
        m_tables.back().row.add_cell(std::move(cell));
        ++m_tables.back().cells;
    }
    if (one.table || one.row) end_row();
    if (one.table) {
        if (m_tables.back().tabbed) ++m_losses->tables;
        m_tables.pop_back();
    }
}

void HtmlText::end_row() {
    end_line();
    Table& table = m_tables.back();
    table.row.move_to(m_stories.back().block);
    table.tabbed = table.tabbed || table.cells > 1;
    table.cells = 0;
}

void HtmlText::begin_text() {
    Story& story = m_stories.back();
    story.open = true;
    if (story.line.empty()) story.line += std::exchange(m_label_due, {});
}

void HtmlText::put_text(std::string_view text) {
    Story& story = m_stories.back();
    m_pre_fresh = false;
    for (std::size_t at = 0; at < text.size();) {
        if (is_blank(text[at])) {
            story.space_due = story.open && !story.line.empty() && !is_blank(story.line.back());
            while (at < text.size() && is_blank(text[at])) ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && !is_blank(text[end])) ++end;
        begin_text();
        if (std::exchange(story.space_due, false)) story.line += ' ';
        story.line += text.substr(at, end - at);
        at = end;
    }
}

void HtmlText::put_verbatim(std::string_view text) {
    if (std::exchange(m_pre_fresh, false)) {
        if (text.starts_with('\r')) text.remove_prefix(1);
        if (text.starts_with('\n')) text.remove_prefix(1);
    }
    if (text.empty()) return;
    begin_text();
    Story& story = m_stories.back();
    if (std::exchange(story.space_due, false)) story.line += ' ';
    story.line += text;
}

/// Word writes the number of a list's paragraph as text, with hard blanks behind it, and bullets as signs of its fonts.
void HtmlText::end_label() {
    Story& story = m_stories.back();
    if (m_label_begin > story.line.size()) return;
    const std::string whole = story.line.substr(m_label_begin);
    std::string label(slice(whole, trimmed(whole, {0, static_cast<std::uint32_t>(whole.size())})));
    for (const std::string_view bullet : {"·", "§", "o", "Ø", "ü", "v"})
        if (label == bullet) label = "•";
    story.line.resize(m_label_begin);
    if (!label.empty()) story.line += label + " ";
    story.space_due = false;
}

void HtmlText::end_line() {
    Story& story = m_stories.back();
    story.space_due = false;
    if (!std::exchange(story.open, false)) return;
    std::string line = std::exchange(story.line, {});
    if (line.ends_with('\n')) line.pop_back();
    if (m_verbatim == 0 && line.find('\n') == nowhere && !has_ink(line)) line.clear();
    if (m_heading > 0 && m_stories.size() == 1) line = m_marks->heading(std::move(line), m_heading);
    story.block.lines.push_back(std::move(line));
}

} // namespace emic
