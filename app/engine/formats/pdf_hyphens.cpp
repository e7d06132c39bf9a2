#include "engine/formats/pdf_hyphens.h"

#include "engine/text.h"

#include <array>

namespace emic {

namespace {

constexpr std::string_view soft_hyphen = "\xC2\xAD";
constexpr std::string_view hyphen = "\xE2\x80\x90";
constexpr std::size_t longest_word = 64; ///< bytes; longer ones are not remembered

/// Parts after which English keeps the hyphen, where the document does not show another way.
constexpr std::array compound_parts = {
    std::string_view("self"), std::string_view("semi"), std::string_view("non"),  std::string_view("well"), std::string_view("ex"),
    std::string_view("half"), std::string_view("all"),  std::string_view("long"), std::string_view("short"), std::string_view("high"),
    std::string_view("low"),  std::string_view("full"), std::string_view("part"), std::string_view("one"),  std::string_view("two"),
    std::string_view("face"), std::string_view("cross"), std::string_view("socio"), std::string_view("follow"), std::string_view("quasi")};

bool is_letter(char32_t c) { return is_word_character(c) && !(c >= '0' && c <= '9'); }

/// Letters and hyphens from `at` on.
std::string_view word_from(std::string_view text, std::uint32_t at) {
    const std::uint32_t begin = at;
    while (at < text.size()) {
        std::uint32_t next = at;
        const char32_t c = next_code_point(text, next);
        if (!is_letter(c) && c != '-' && c != 0x2010) break;
        at = next;
    }
    return text.substr(begin, at - begin);
}
std::string_view word_before_end(std::string_view text) {
    auto at = static_cast<std::uint32_t>(text.size());
    while (at > 0) {
        std::uint32_t next = at;
        const char32_t c = previous_code_point(text, next);
        if (!is_letter(c) && c != '-' && c != 0x2010) break;
        at = next;
    }
    return text.substr(at);
}

/// Scripts that put no space between words.
bool is_unspaced(char32_t c) {
    return (c >= 0x2E80 && c <= 0x312F) || (c >= 0x31A0 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x20000 && c <= 0x3FFFD);
}

char32_t last_of(std::string_view text) {
    auto at = static_cast<std::uint32_t>(text.size());
    return text.empty() ? 0 : previous_code_point(text, at);
}
char32_t first_of(std::string_view text) {
    std::uint32_t at = 0;
    return text.empty() ? 0 : next_code_point(text, at);
}

std::string with_plain_hyphens(std::string_view word) {
    const std::string folded = fold_case(word);
    std::string plain;
    std::size_t from = 0;
    for (std::size_t at; (at = folded.find(hyphen, from)) != std::string::npos; from = at + hyphen.size()) {
        plain.append(folded, from, at - from);
        plain += '-';
    }
    return plain.append(folded, from);
}

/// In lower case: what a line's end may have parted.
bool begins_small(std::string_view text) {
    const std::string_view word = word_from(text, 0);
    if (word.empty()) return false;
    std::uint32_t end = 0;
    next_code_point(word, end);
    const std::string_view letter = word.substr(0, end);
    return fold_case(letter) == letter;
}

} // namespace

PdfHyphens::PdfHyphens(const std::vector<PdfLine>& lines) {
    for (const PdfLine& line : lines)
        for (std::uint32_t at = 0; at < line.text.size();) {
            const std::string_view word = word_from(line.text, at);
            const std::size_t end = at + word.size();
            // The last word of a line may be half a word.
            if (!word.empty() && word.size() <= longest_word && end < line.text.size()) m_words.insert(with_plain_hyphens(word));
            at = static_cast<std::uint32_t>(end);
            if (at < line.text.size()) next_code_point(line.text, at);
        }
}

bool PdfHyphens::is_compound(std::string_view before, std::string_view behind) const {
    const std::string one = with_plain_hyphens(before), other = with_plain_hyphens(behind);
    if (m_words.contains(one + '-' + other)) return true;
    if (m_words.contains(one + other)) return false;
    if (one.find('-') != std::string::npos) return true; // day-to-day
    for (const std::string_view part : compound_parts)
        if (one == part) return true;
    return false;
}

void PdfHyphens::join(std::string& text, std::string_view line) const {
    if (text.empty() || line.empty()) {
        text += line;
        return;
    }
    if (text.ends_with(soft_hyphen)) {
        text.resize(text.size() - soft_hyphen.size());
        text += line;
        return;
    }
    const std::size_t mark = text.ends_with('-') ? 1 : text.ends_with(hyphen) ? hyphen.size() : 0;
    if (mark > 0) {
        const std::string_view whole = text;
        const std::string_view before = word_before_end(whole.substr(0, whole.size() - mark));
        if (!before.empty() && is_letter(last_of(before))) {
            const std::string_view behind = word_from(line, 0);
            if (begins_small(line) && !is_compound(before, behind)) text.resize(text.size() - mark);
            // "COVID-19", "Anglo-Saxon", "semi-structured"; but "pre- and post-test" keeps its space.
            const bool listing = behind == "and" || behind == "or" || behind == "und" || behind == "oder";
            if (listing && text.ends_with('-')) text += ' ';
            else if (listing) text += "- ";
            text += line;
            return;
        }
    }
    const char32_t last = last_of(text), first = first_of(line);
    if (!(is_unspaced(last) && is_unspaced(first)) && last != ' ' && last != '\t') text += ' ';
    text += line;
}

} // namespace emic
