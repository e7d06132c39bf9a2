#include "engine/formats/rtf_text.h"

#include "engine/formats/code_pages.h"
#include "engine/formats/list_number.h"
#include "engine/text.h"

#include <algorithm>
#include <charconv>

namespace emic {

namespace {

/// Word's packed time: minute, hour, day, month, year since 1900, from the lowest bits on.
WallTime packed_time(std::string_view digits) {
    long long packed = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), packed);
    if (error != std::errc() || packed == 0) return 0;
    const auto bits = [&](int from, int count) { return static_cast<int>(packed >> from & ((1 << count) - 1)); };
    if (bits(6, 5) > 23 || bits(0, 6) > 59) return 0;
    return time_of_day(1900 + bits(20, 9), bits(16, 4), bits(11, 5), bits(6, 5) * 3600 + bits(0, 6) * 60);
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    const std::size_t end = text.find_last_not_of(blanks);
    return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

/// What the instruction of a field SYMBOL 183 \f "Symbol" shows.
std::string symbol_of(std::string_view instruction) {
    std::string_view rest = without_blanks(instruction);
    if (rest.substr(0, 7) != "SYMBOL ") return {};
    rest.remove_prefix(7);
    rest = without_blanks(rest);
    int code = 0;
    const bool is_hex = rest.substr(0, 2) == "0x";
    if (is_hex) rest.remove_prefix(2);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), code, is_hex ? 16 : 10);
    if (error != std::errc() || code < 0x20 || code > 0xFFFF) return {};
    SymbolFont font = SymbolFont::none;
    const std::size_t open = rest.find('"');
    if (open != std::string_view::npos) font = symbol_font(rest.substr(open + 1, rest.find('"', open + 1) - open - 1));
    char32_t sign = symbol_character(font, static_cast<char32_t>(code));
    std::uint32_t undecoded = 0;
    if (sign == 0 && font == SymbolFont::none && code < 0x100)
        return decode_code_page(std::string(1, static_cast<char>(code)), 1252, undecoded);
    if (sign == 0 || (sign >= 0xD800 && sign <= 0xDFFF)) sign = 0xFFFD;
    std::string text;
    append_utf8(text, sign);
    return text;
}

} // namespace

bool RtfText::read() {
    m_stories.emplace_back();
    m_groups.emplace_back();
    bool begun = false;
    for (RtfToken token = m_tokens.next(); token.kind != RtfToken::Kind::end; token = m_tokens.next()) {
        if (token.kind == RtfToken::Kind::open) {
            if (m_groups.size() > max_rtf_depth) return false;
            begun = true;
            open_group();
        } else if (token.kind == RtfToken::Kind::close) {
            if (m_groups.size() > 1) close_group();
            // What stands behind the outermost group is no text, unless another file was joined to this one.
            if (begun && m_groups.size() == 1 && !m_tokens.another_file_follows()) break;
        } else {
            take(token);
        }
    }
    m_cut_off = m_groups.size() > 1;
    while (m_groups.size() > 1)
        close_group();
    flush_bytes();
    end_text();
    fold_levels(0);
    return true;
}

/// The last paragraph of a text needs no mark.
void RtfText::end_text() {
    if (!ContentMarks::is_empty(story().text) || !story().label.empty() || !story().boxes.empty()) end_paragraph();
}

std::string RtfText::text() {
    TextBlock& block = story().body.block;
    if (!story().text.empty() && !block.lines.empty()) block.lines.back() += std::exchange(story().text, {});
    for (const bool endnotes : {false, true}) {
        bool parted = false;
        for (Note& note : m_notes) {
            if (note.endnote != endnotes) continue;
            if (!std::exchange(parted, true)) part_notes(block.lines);
            add_note(block.lines, note.mark, std::move(note.block));
        }
    }
    return block.text();
}

void RtfText::open_group() {
    flush_bytes();
    m_skip = 0;
    Group inner = group();
    inner.own_use = false;
    inner.is_story = false;
    inner.ignorable = false;
    group().fresh = false;
    inner.fresh = true;
    m_groups.push_back(inner);
}

void RtfText::close_group() {
    flush_bytes();
    m_skip = 0;
    const Group closed = group();
    if (closed.is_story) end_story();
    if (m_groups.size() == 2) end_text();
    m_groups.pop_back();
    if (!closed.own_use) return;
    if (closed.use == Use::value) end_value(closed.value);
    if (closed.use == Use::header && std::exchange(m_header_text, false)) ++m_losses.headers;
}

void RtfText::begin_story(StoryKind kind) {
    group().is_story = true;
    group().use = Use::text;
    group().in_table = false;
    group().nesting = 0;
    group().style = 0;
    group().outline.reset();
    Story inner;
    inner.kind = kind;
    if (kind == StoryKind::note) {
        inner.auto_mark = std::exchange(m_auto_note, false);
        inner.note = m_notes.size();
        m_notes.emplace_back();
        ++m_losses.notes;
    }
    m_stories.push_back(std::move(inner));
}

void RtfText::end_story() {
    end_text();
    fold_levels(0);
    Story closed = std::move(m_stories.back());
    m_stories.pop_back();
    TextBlock& block = closed.body.block;
    if (closed.kind == StoryKind::note) {
        Note& note = m_notes[closed.note];
        if (closed.auto_mark)
            note.mark = "[" +
                        (note.endnote ? format_list_number(++m_endnotes, m_endnote_format)
                                      : format_list_number(++m_footnotes, m_footnote_format)) +
                        "]";
        note.block = std::move(block);
        story().text += note.mark;
    } else if (closed.kind == StoryKind::comment) {
        // No id of the file's has a line feed.
        const std::string id =
            closed.comment_id.empty() ? "\n" + std::to_string(m_comments++) : std::move(closed.comment_id);
        story().text += m_marks.comment_point(id);
        m_marks.add_comment(id, std::exchange(m_author, {}), block.text(), closed.written);
    } else if (!std::all_of(block.lines.begin(), block.lines.end(), ContentMarks::is_empty)) {
        ++m_losses.text_boxes;
        for (std::string& line : block.lines)
            story().boxes.push_back(std::move(line));
    }
}

void RtfText::end_value(Value value) {
    const std::string text(without_blanks(std::exchange(m_value, {})));
    switch (value) {
    case Value::passage_begin:
        story().text += m_marks.comment_begin(text);
        return;
    case Value::passage_end:
        story().text += m_marks.comment_end(text);
        return;
    case Value::comment_id:
        story().comment_id = text;
        return;
    case Value::comment_author:
        m_author = text;
        return;
    case Value::comment_initials:
        if (m_author.empty()) m_author = text;
        return;
    case Value::comment_date:
        story().written = packed_time(text);
        return;
    case Value::none:
        if (std::string sign = symbol_of(text); !sign.empty()) m_instruction = std::move(sign);
        return;
    }
}

void RtfText::take_bytes(std::string_view bytes, bool escaped) {
    const Use use = group().use;
    if (use == Use::skipped || use == Use::shape_value) return;
    const int font = group().font < 0 ? m_fonts.default_font() : group().font;
    // Some programs write UTF-8 and do not say so.
    const bool is_utf8 = !escaped && !is_double_byte_page(m_fonts.code_page(font)) && is_valid_utf8(bytes) &&
                         std::any_of(bytes.begin(), bytes.end(), [](char c) { return c < 0; });
    if (is_utf8) {
        flush_bytes();
        return put_text(std::string(bytes));
    }
    m_bytes += bytes;
}

void RtfText::flush_bytes() {
    if (m_bytes.empty()) return;
    const std::string bytes = std::exchange(m_bytes, {});
    const int font = group().font < 0 ? m_fonts.default_font() : group().font;
    const Use use = group().use;
    const SymbolFont symbols = m_fonts.symbols(font);
    if (symbols == SymbolFont::none || (use != Use::text && use != Use::label)) {
        std::uint32_t undecoded = 0;
        put_text(decode_code_page(bytes, m_fonts.code_page(font), undecoded));
        if (use == Use::text || use == Use::label) m_losses.undecoded += undecoded;
        return;
    }
    for (const char byte : bytes)
        put_code(0xF000u + static_cast<unsigned char>(byte));
}

/// A character by its number; those from U+F020 on are signs of symbol fonts.
void RtfText::put_code(char32_t code) {
    if (code >= 0xF020 && code <= 0xF0FF) {
        const SymbolFont own = m_fonts.symbols(group().font < 0 ? m_fonts.default_font() : group().font);
        const char32_t sign = symbol_character(own == SymbolFont::none ? SymbolFont::symbol : own, code);
        if (sign == 0 && !group().hidden && !group().deleted) ++m_losses.symbols;
        code = sign == 0 ? 0xFFFD : sign;
    } else if (code >= 0xF000 && code <= 0xF01F) {
        return;
    }
    std::string text;
    append_utf8(text, code);
    put_text(std::move(text));
}

void RtfText::put_text(std::string text) {
    ContentMarks::protect(text);
    put(text);
}

void RtfText::put(std::string_view text) {
    if (text.empty()) return;
    Group& now = group();
    switch (now.use) {
    case Use::skipped:
    case Use::shape_value:
        return;
    case Use::header:
        m_header_text |= text.find_first_not_of(" \t\n") != std::string_view::npos;
        return;
    case Use::fonts:
        return m_fonts.add_name(text);
    case Use::styles:
        return;
    case Use::value:
    case Use::instruction:
        if (m_value.size() < 1000) m_value += text;
        return;
    case Use::label:
    case Use::text:
        break;
    }
    if (now.deleted) {
        if (!std::exchange(m_last_deleted, true)) ++m_losses.deletions;
        return;
    }
    if (now.hidden) {
        if (!std::exchange(m_last_hidden, true)) ++m_losses.hidden;
        return;
    }
    if (now.use == Use::label) {
        story().label += text;
        return;
    }
    m_last_deleted = m_last_hidden = false;
    if (now.inserted && !m_last_inserted) ++m_losses.insertions;
    m_last_inserted = now.inserted;
    if (now.struck && !m_last_struck) ++m_losses.struck;
    m_last_struck = now.struck;
    m_auto_note = false;
    m_instruction.clear();
    std::string& line = story().text;
    if (std::exchange(story().break_due, false) && !ContentMarks::is_empty(line) && line.back() != '\n') line += '\n';
    line += text;
}

} // namespace emic
