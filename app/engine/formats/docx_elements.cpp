#include "engine/formats/docx_elements.h"

#include <unordered_map>

namespace emic {

DocxElement docx_element(std::string_view name) {
    static const std::unordered_map<std::string_view, DocxElement> kinds = {
        {"p", DocxElement::paragraph},
        {"tbl", DocxElement::table},
        {"r", DocxElement::run},
        {"t", DocxElement::text},
        {"tab", DocxElement::tab},
        {"ptab", DocxElement::tab},
        {"br", DocxElement::line_break},
        {"cr", DocxElement::new_line},
        {"noBreakHyphen", DocxElement::hard_hyphen},
        {"softHyphen", DocxElement::soft_hyphen},
        {"sym", DocxElement::symbol},
        {"fldChar", DocxElement::field_mark},
        {"footnoteReference", DocxElement::footnote_mark},
        {"endnoteReference", DocxElement::endnote_mark},
        {"drawing", DocxElement::drawing},
        {"pict", DocxElement::drawing},
        {"object", DocxElement::object},
        {"oMath", DocxElement::formula},
        {"ruby", DocxElement::ruby},
        {"AlternateContent", DocxElement::alternatives},
        {"del", DocxElement::deleted},
        {"moveFrom", DocxElement::moved_away},
        {"ins", DocxElement::inserted},
        {"altChunk", DocxElement::inserted_file},
        {"subDoc", DocxElement::inserted_file},
        {"commentRangeStart", DocxElement::comment_begin},
        {"commentRangeEnd", DocxElement::comment_end},
        {"commentReference", DocxElement::comment_mark},
        {"instrText", DocxElement::skipped},
        {"delText", DocxElement::skipped},
        {"delInstrText", DocxElement::skipped},
        {"txbxContent", DocxElement::skipped}, // reached through its drawing only
    };
    if (name.size() > 2 && name.substr(name.size() - 2) == "Pr") return DocxElement::skipped; // properties
    const auto found = kinds.find(name);
    return found == kinds.end() ? DocxElement::transparent : found->second;
}

pugi::xml_node docx_chosen_branch(const pugi::xml_node& alternatives) {
    const pugi::xml_node choice = xml::child(alternatives, "Choice");
    return choice ? choice : xml::child(alternatives, "Fallback");
}

} // namespace emic
