#include "engine/formats/markdown_text.h"

#include "engine/formats/entities.h"
#include "engine/formats/html_elements.h"
#include "engine/formats/html_text.h"
#include "engine/queries/text_units.h"

#include <algorithm>
#include <md4c.h>

namespace emic {

namespace {

constexpr std::size_t max_address = 2000;                           ///< bytes; a longer one is no address to be read
constexpr std::size_t max_address_bytes = std::size_t{32} << 20;    ///< of all links: one long address may serve many
constexpr char soft_break = '\x01';                                 ///< no text holds it: control characters are gone by then

std::string words_of(const MD_ATTRIBUTE& attribute) {
    std::string words;
    for (unsigned i = 0; attribute.text && attribute.substr_offsets[i] < attribute.size; ++i) {
        const std::string piece(attribute.text + attribute.substr_offsets[i], attribute.substr_offsets[i + 1] - attribute.substr_offsets[i]);
        const std::string meaning = attribute.substr_types[i] == MD_TEXT_ENTITY ? entity_text(piece) : std::string();
        words += meaning.empty() ? piece : meaning;
    }
    return words;
}

/// An address without what people leave out when they write it.
std::string_view bare(std::string_view address) {
    for (const std::string_view start : {"mailto:", "tel:", "https://", "http://", "www."})
        if (address.starts_with(start)) address.remove_prefix(start.size());
    if (address.ends_with('/')) address.remove_suffix(1);
    return address;
}

/// Makes blanks of the breaks inside a paragraph, and lines of those before a speaker's label.
std::string without_soft_breaks(const std::string& line) {
    std::string text;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(soft_break, at), line.size());
        text.append(line, at, end - at);
        at = end + 1;
        if (end + 1 >= line.size()) break;
        const std::string_view next = std::string_view(line).substr(at, std::min(line.find(soft_break, at), line.size()) - at);
        auto back = static_cast<std::uint32_t>(text.size());
        std::uint32_t front = 0;
        const bool unspaced = !text.empty() && is_unspaced_script(previous_code_point(text, back)) && !next.empty() && is_unspaced_script(next_code_point(next, front));
        if (speaker_label(next)) text += '\n';
        else if (!unspaced) text += ' ';
    }
    return text;
}

// md4c passes by whatever is not below 0.
constexpr int go_on = 0;
constexpr int stop = -1;

MarkdownText& reader(void* user) { return *static_cast<MarkdownText*>(user); }

} // namespace

/// Lines of "key: value" between two of "---" at the file's start are no Markdown; they stay as they are.
std::string_view MarkdownText::take_front_matter(std::string_view source) {
    constexpr std::string_view fence = "---\n";
    constexpr std::size_t longest = 16'384;
    if (!source.starts_with(fence)) return source;
    const std::size_t end = source.substr(0, longest).find("\n---\n", fence.size() - 1);
    if (end == std::string_view::npos || end < fence.size()) return source;
    const std::string_view matter = source.substr(fence.size(), end - fence.size());
    for (const TextRange& range : paragraphs(matter)) {
        const std::string_view line = slice(matter, range);
        const bool fits = line.empty() || line.front() == ' ' || line.front() == '-' || line.front() == '#' || line.find(':') != std::string_view::npos;
        if (!fits) return source;
    }
    for (const TextRange& range : paragraphs(matter)) m_block.lines.emplace_back(slice(matter, range));
    return source.substr(end + 5);
}

std::optional<std::string> MarkdownText::read(std::string_view source) {
    std::string text(source);
    ContentMarks::protect(text);
    const std::string_view body = take_front_matter(text);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = [](MD_BLOCKTYPE kind, void* detail, void* user) { return reader(user).enter_block(kind, detail) ? go_on : stop; };
    parser.leave_block = [](MD_BLOCKTYPE kind, void*, void* user) { return reader(user).leave_block(kind) ? go_on : stop; };
    parser.enter_span = [](MD_SPANTYPE kind, void* detail, void* user) { return reader(user).enter_span(kind, detail) ? go_on : stop; };
    parser.leave_span = [](MD_SPANTYPE kind, void*, void* user) { return reader(user).leave_span(kind) ? go_on : stop; };
    parser.text = [](MD_TEXTTYPE kind, const MD_CHAR* words, MD_SIZE size, void* user) { return reader(user).text(kind, {words, size}) ? go_on : stop; };
    if (md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, this) != 0) return std::nullopt;
    return m_block.text();
}

bool MarkdownText::enter_block(int kind, const void* detail) {
    end_line();
    switch (kind) {
    case MD_BLOCK_UL: m_lists.push_back({}); break;
    case MD_BLOCK_OL: {
        const auto& list = *static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
        m_lists.push_back({true, list.start, list.mark_delimiter});
        break;
    }
    case MD_BLOCK_LI: start_item(detail); break;
    case MD_BLOCK_H: m_heading = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level; break;
    case MD_BLOCK_CODE: m_code = true; break;
    case MD_BLOCK_HTML: m_in_html = true; break;
    case MD_BLOCK_TABLE:
        if (static_cast<const MD_BLOCK_TABLE_DETAIL*>(detail)->col_count > 1) ++m_losses.tables;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: m_cell = true; break;
    default: break;
    }
    return true;
}

bool MarkdownText::leave_block(int kind) {
    end_line();
    switch (kind) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: m_lists.pop_back(); break;
    case MD_BLOCK_LI: m_label_due.clear(); break;
    case MD_BLOCK_H: m_heading = 0; break;
    case MD_BLOCK_CODE: m_code = false; break;
    case MD_BLOCK_HTML: end_html(); break;
    case MD_BLOCK_TR: m_row.move_to(m_block); break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: m_cell = false; break;
    default: break;
    }
    return true;
}

void MarkdownText::start_item(const void* detail) {
    constexpr const char* bullets[] = {"• ", "◦ ", "▪ "};
    const auto& item = *static_cast<const MD_BLOCK_LI_DETAIL*>(detail);
    if (m_lists.empty()) return;
    List& list = m_lists.back();
    if (list.ordered) {
        m_label_due = std::to_string(list.next++) + list.delimiter + ' ';
    } else {
        const auto depth = std::count_if(m_lists.begin(), m_lists.end(), [](const List& one) { return !one.ordered; });
        m_label_due = bullets[std::min<std::ptrdiff_t>(depth, 3) - 1];
    }
    if (item.is_task != 0) m_label_due = item.task_mark == ' ' ? "☐ " : "☑ ";
}

bool MarkdownText::enter_span(int kind, const void* detail) {
    end_tags();
    if (kind == MD_SPAN_A) return start_link(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href);
    if (kind == MD_SPAN_IMG) {
        ++m_losses.pictures;
        ++m_pictures;
        m_address_bytes += static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src.size;
    }
    if (kind == MD_SPAN_DEL) ++m_losses.struck;
    return m_address_bytes <= max_address_bytes;
}

bool MarkdownText::leave_span(int kind) {
    end_tags();
    if (kind == MD_SPAN_A) end_link();
    if (kind == MD_SPAN_IMG) --m_pictures;
    return true;
}

bool MarkdownText::start_link(const MD_ATTRIBUTE& address) {
    m_address_bytes += address.size;
    put({});
    m_links.push_back({address.size <= max_address ? words_of(address) : std::string(), m_line.size()});
    return m_address_bytes <= max_address_bytes;
}

void MarkdownText::end_link() {
    if (m_links.empty()) return;
    const Link link = std::move(m_links.back());
    m_links.pop_back();
    const std::string_view shown = std::string_view(m_line).substr(std::min(link.begin, m_line.size()));
    if (link.address.empty() || link.address.front() == '#' || bare(link.address) == bare(shown) || m_pictures > 0) return;
    if (m_told.insert(link.address).second) m_line += (shown.empty() ? "(" : " (") + link.address + ")";
}

bool MarkdownText::text(int kind, std::string_view words) {
    if (kind == MD_TEXT_HTML) {
        (m_in_html ? m_html : m_tags) += words;
        return true;
    }
    end_tags();
    switch (kind) {
    case MD_TEXT_NULLCHAR: put("\uFFFD"); break;
    case MD_TEXT_BR: put("\n"); break;
    case MD_TEXT_SOFTBR: put({&soft_break, 1}); break;
    case MD_TEXT_ENTITY: {
        std::string meaning = entity_text(words);
        ContentMarks::protect(meaning);
        put(meaning.empty() ? words : std::string_view(meaning));
        break;
    }
    default: put(words); break;
    }
    return true;
}

void MarkdownText::put(std::string_view words) {
    if (m_pictures > 0) return;
    m_open = true;
    if (m_line.empty()) m_line += std::exchange(m_label_due, {});
    m_line += words;
}

void MarkdownText::end_tags() {
    if (m_tags.empty()) return;
    const std::string tags = std::exchange(m_tags, {});
    HtmlTokens tokens(tags);
    for (HtmlToken token; tokens.next(token);) {
        if (token.kind == HtmlToken::Kind::text) {
            if (token.text.find_first_not_of(" \t\n") != std::string::npos) put(token.text);
        } else if (token.name == "br") {
            put("\n");
        } else if (!is_html_element(token.name)) {
            put(token.source);
        }
    }
}

void MarkdownText::end_html() {
    m_in_html = false;
    TextBlock block = HtmlText(UnknownTags::kept_as_text).read(std::exchange(m_html, {}), m_marks, m_losses);
    if (!block.lines.empty()) block.lines.front().insert(0, std::exchange(m_label_due, {}));
    for (std::string& line : block.lines) m_block.lines.push_back(std::move(line));
}

void MarkdownText::end_line() {
    end_tags();
    if (!std::exchange(m_open, false) && !m_cell) return;
    std::string line = std::exchange(m_line, {});
    if (m_code && line.ends_with('\n')) line.pop_back();
    line = without_soft_breaks(line);
    if (m_cell) {
        TextBlock cell;
        cell.lines.push_back(std::move(line));
        m_row.add_cell(std::move(cell));
        return;
    }
    if (m_heading > 0) line = m_marks.heading(std::move(line), m_heading);
    m_block.lines.push_back(std::move(line));
}

} // namespace emic
