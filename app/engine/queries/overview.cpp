#include "engine/queries/overview.h"

#include <algorithm>

namespace emic {

namespace {

std::uint32_t size_of(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

/// Han, Hiragana and Katakana, as far as they stand one by one for words in counts.
bool counts_alone(char32_t c) {
    return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

void add_paragraph(std::string_view text, TextRange range, TextTotals& totals) {
    bool in_word = false;
    bool blank = true;
    for (std::uint32_t at = range.begin; at < range.end;) {
        const char32_t c = next_code_point(text, at);
        ++totals.characters;
        blank = blank && is_white_space(c);
        const bool letter = is_word_character(c);
        const bool alone = letter && counts_alone(c);
        // An apostrophe inside a word does not end it: "don't" is one word.
        const bool joins = in_word && (c == '\'' || c == 0x2019);
        if (alone || (letter && !in_word)) ++totals.words;
        in_word = (letter && !alone) || joins;
    }
    if (!blank) ++totals.paragraphs;
}

} // namespace

Overview overview(const Project& project, const Indexes& indexes) {
    Overview counts;
    counts.name = project.info().name;
    counts.created = project.info().created;
    counts.documents = size_of(project.sources().size());
    counts.cases = size_of(project.cases().size());
    counts.codes = size_of(project.codes().size());
    counts.codings = size_of(project.codings().size());
    counts.memos = size_of(project.memos().size());
    counts.themes = size_of(project.themes().size());
    counts.coders = size_of(project.coders().size());
    for (const Source& source : project.sources())
        if (!indexes.codings_of_source(source.id).empty()) ++counts.coded_documents;
    for (const Coding& coding : project.codings())
        counts.last_coded = std::max({counts.last_coded, coding.created, coding.modified});
    return counts;
}

TextTotals text_totals(const Project& project) {
    TextTotals totals;
    for (const Source& source : project.sources()) {
        const std::string_view text = source.text.view();
        const std::vector<TextRange> ranges = paragraphs(text);
        totals.characters += ranges.size() - 1; // the line feeds between them
        for (const TextRange& range : ranges)
            add_paragraph(text, range, totals);
    }
    return totals;
}

std::uint64_t words_in(std::string_view text) {
    TextTotals totals;
    add_paragraph(text, {0, static_cast<std::uint32_t>(text.size())}, totals);
    return totals.words;
}

} // namespace emic
