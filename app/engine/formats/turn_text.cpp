#include "engine/formats/turn_text.h"

#include <algorithm>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) {
    return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

/// Scripts that put no space between sentences.
bool is_unspaced(char32_t c) {
    return (c >= 0x3000 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFF65) ||
           (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

} // namespace

std::string speaker_name_of(std::string_view raw) {
    constexpr int longest = 120;
    std::string name;
    int length = 0;
    for (std::uint32_t at = 0; at < raw.size() && length < longest;) {
        const char32_t c = next_code_point(raw, at);
        const bool blank = is_white_space(c) || c < 0x20;
        if (blank && (name.empty() || name.back() == ' ')) continue;
        append_utf8(name, blank ? U' ' : c);
        ++length;
    }
    std::string_view rest = without_blanks(name);
    while (rest.ends_with(':') || rest.ends_with("：")) rest = without_blanks(rest.substr(0, rest.size() - (rest.ends_with(':') ? 1 : 3)));
    for (const char* pair : {"[]", "{}", "<>"})
        if (rest.size() > 2 && rest.front() == pair[0] && rest.back() == pair[1] && rest.find(pair[1]) == rest.size() - 1) rest = without_blanks(rest.substr(1, rest.size() - 2));
    return std::string(rest);
}

void TurnText::end_paragraph() {
    if (m_in_turn) m_content.turns.back().range.end = static_cast<std::uint32_t>(m_content.text.size());
    m_in_turn = false;
    if (!m_content.text.empty() && m_content.text.back() != '\n') m_content.text += '\n';
    m_fresh = true;
}

void TurnText::put(std::string_view raw, std::optional<std::int64_t> milliseconds) {
    const std::string_view words = without_blanks(raw);
    std::string& text = m_content.text;
    if (!m_fresh) {
        auto end = static_cast<std::uint32_t>(text.size());
        std::uint32_t begin = 0;
        const bool unspaced = is_unspaced(previous_code_point(text, end)) && is_unspaced(next_code_point(words, begin));
        if (!unspaced) text += ' ';
    }
    if (milliseconds) {
        const TimeAnchor time{static_cast<std::uint32_t>(text.size()), *milliseconds};
        if (m_content.times.empty() || m_content.times.back() != time) m_content.times.push_back(time);
    }
    text += words;
    m_fresh = false;
}

void TurnText::say(std::string_view speaker, std::string_view words, std::optional<std::int64_t> milliseconds) {
    if (without_blanks(words).empty()) return;
    const std::string name = speaker_name_of(speaker);
    if (name.empty()) return without_blanks(speaker).empty() ? go_on(words, milliseconds) : paragraph(words, milliseconds); // signs alone name nobody
    std::vector<NewSpeaker>& speakers = m_content.speakers;
    if (m_in_turn && speakers[m_content.turns.back().speaker].name == name) return put(words, milliseconds);
    end_paragraph();
    const auto known = std::find_if(speakers.begin(), speakers.end(), [&](const NewSpeaker& one) { return one.name == name; });
    const auto place = static_cast<std::uint32_t>(known - speakers.begin());
    if (known == speakers.end()) speakers.push_back({name, std::nullopt, false});
    const auto begin = static_cast<std::uint32_t>(m_content.text.size());
    m_content.text += name + ": ";
    const auto first = static_cast<std::uint32_t>(m_content.text.size());
    m_content.turns.push_back({{begin, first}, first, place});
    m_in_turn = true;
    put(words, milliseconds);
}

void TurnText::go_on(std::string_view words, std::optional<std::int64_t> milliseconds) {
    if (without_blanks(words).empty()) return;
    if (!m_in_turn) return paragraph(words, milliseconds);
    put(words, milliseconds);
}

void TurnText::paragraph(std::string_view words, std::optional<std::int64_t> milliseconds) {
    if (without_blanks(words).empty()) return;
    end_paragraph();
    put(words, milliseconds);
    end_paragraph();
}

DocumentContent TurnText::take() {
    end_paragraph();
    if (!m_content.text.empty()) m_content.text.pop_back();
    return std::move(m_content);
}

} // namespace emic
