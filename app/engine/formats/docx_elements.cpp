#include "engine/formats/docx_elements.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace emic {

namespace {

/// Namespaces beside those of the standard whose elements are known here, or may be looked through for text, with the prefix
/// that Word gives them.
struct Namespace {
    std::string_view prefix;
    std::string_view address;
};
constexpr std::array understood_namespaces = {
    Namespace{"wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"},
    Namespace{"wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"},
    Namespace{"wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"},
    Namespace{"wpi", "http://schemas.microsoft.com/office/word/2010/wordprocessingInk"},
    Namespace{"wp14", "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"},
    Namespace{"w14", "http://schemas.microsoft.com/office/word/2010/wordml"},
    Namespace{"w15", "http://schemas.microsoft.com/office/word/2012/wordml"},
    Namespace{"w16se", "http://schemas.microsoft.com/office/word/2015/wordml/symex"},
    Namespace{"w16cid", "http://schemas.microsoft.com/office/word/2016/wordml/cid"},
    Namespace{"w16", "http://schemas.microsoft.com/office/word/2018/wordml"},
    Namespace{"w16cex", "http://schemas.microsoft.com/office/word/2018/wordml/cex"},
    Namespace{"a14", "http://schemas.microsoft.com/office/drawing/2010/main"},
    Namespace{"cx", "http://schemas.microsoft.com/office/drawing/2014/chartex"},
    Namespace{"cx1", "http://schemas.microsoft.com/office/drawing/2015/9/8/chartex"},
    Namespace{"v", "urn:schemas-microsoft-com:vml"},
    Namespace{"o", "urn:schemas-microsoft-com:office:office"},
};

bool is_understood(std::string_view address) {
    return address.starts_with("http://schemas.openxmlformats.org/") || address.starts_with("http://purl.oclc.org/ooxml/") ||
           std::any_of(understood_namespaces.begin(), understood_namespaces.end(), [&](const Namespace& one) { return one.address == address; });
}

/// The namespace of a prefix where `node` stands; the usual one where the file forgot to say it.
std::string_view namespace_of(std::string_view prefix, pugi::xml_node node) {
    const std::string declaration = "xmlns:" + std::string(prefix);
    for (; node; node = node.parent())
        if (const pugi::xml_attribute said = node.attribute(declaration.c_str())) return said.value();
    for (const Namespace& one : understood_namespaces)
        if (one.prefix == prefix) return one.address;
    return {};
}

bool understands(const pugi::xml_node& choice) {
    std::string_view required = xml::attribute_text(choice, "Requires");
    while (true) {
        required.remove_prefix(std::min(required.find_first_not_of(" \t\r\n"), required.size()));
        if (required.empty()) return true;
        const std::size_t end = std::min(required.find_first_of(" \t\r\n"), required.size());
        if (!is_understood(namespace_of(required.substr(0, end), choice))) return false;
        required.remove_prefix(end);
    }
}

} // namespace

bool docx_has_words(const pugi::xml_node& node) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = xml::local_name(one);
        if (name == "t" && std::string_view(one.child_value()).find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
        if (name == "symEx" || docx_has_words(one)) return true;
    }
    return false;
}

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
        {"symEx", DocxElement::symbol},
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
    for (pugi::xml_node one = alternatives.first_child(); one; one = one.next_sibling())
        if (xml::local_name(one) == "Choice" && understands(one)) return one;
    return xml::child(alternatives, "Fallback");
}

} // namespace emic
