#pragma once

#include "engine/formats/xml.h"

namespace emic {

/// What an element of a Word document is for its plain text. Elements that only wrap others are transparent.
enum class DocxElement {
    transparent,
    skipped,
    paragraph,
    table,
    run,
    text,
    tab,
    line_break,
    new_line,
    hard_hyphen,
    soft_hyphen,
    symbol,
    field_mark,
    footnote_mark,
    endnote_mark,
    drawing,
    object,
    formula,
    ruby,
    alternatives,
    deleted,
    moved_away,
    inserted,
    inserted_file,
    comment_begin,
    comment_end,
    comment_mark,
};

/// By the local name.
DocxElement docx_element(std::string_view name);

/// The branch of mc:AlternateContent to read: the first choice of which every required namespace is understood, else what the
/// writer gave for programs that understand none; null when there is neither (ECMA-376 part 3, 10.2.1).
pugi::xml_node docx_chosen_branch(const pugi::xml_node& alternatives);

/// Whether anything stands in it that people would read.
bool docx_has_words(const pugi::xml_node& node);

} // namespace emic
