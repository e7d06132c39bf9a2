#include "engine/formats/xml.h"

#include "engine/formats/charsets.h"
#include "engine/text.h"

#include <charconv>

namespace emic::xml {

namespace {

bool has_document_type(const pugi::xml_document& tree) {
    for (pugi::xml_node node = tree.first_child(); node; node = node.next_sibling())
        if (node.type() == pugi::node_doctype) return true;
    return false;
}

bool is_too_deep(const pugi::xml_document& tree) {
    pugi::xml_node node = tree.first_child();
    int depth = 1;
    while (node) {
        if (depth > max_depth) return true;
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (node) node = node.next_sibling();
    }
    return false;
}

/// The encoding that the declaration of a file in ASCII's letters names; null for UTF-8, for what tells itself, and where nothing is said.
const Charset* declared(std::string_view bytes) {
    constexpr std::size_t longest = 200;
    if (!bytes.starts_with("<?xml")) return nullptr;
    std::string_view head = bytes.substr(0, std::min(bytes.find("?>"), longest));
    const std::size_t at = head.find("encoding");
    if (at == std::string_view::npos) return nullptr;
    const std::size_t begin = head.find_first_of("\"'", at);
    if (begin == std::string_view::npos) return nullptr;
    const std::size_t end = head.find(head[begin], begin + 1);
    return end == std::string_view::npos ? nullptr : find_charset(head.substr(begin + 1, end - begin - 1));
}

} // namespace

Parsed parse(std::string bytes, BetweenTags between_tags, FaultyBytes faulty_bytes) {
    Parsed parsed;
    bool encoding_known = false;
    if (const Charset* charset = declared(bytes); charset && !is_valid_utf8(bytes)) {
        std::uint32_t undecoded = 0;
        bytes = decode_charset(bytes, *charset, undecoded);
        encoding_known = true;
    }
    // Bytes of another encoding are no UTF-8 either; which it is, is known after they were parsed.
    std::string original;
    if (faulty_bytes == FaultyBytes::replaced && !is_valid_utf8(bytes)) original = bytes;
    auto document = std::make_unique<Document>();
    document->bytes = std::move(bytes);
    const unsigned white_space =
        between_tags == BetweenTags::kept ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single;
    const unsigned flags = pugi::parse_default | white_space | pugi::parse_doctype;
    const pugi::xml_parse_result result =
        document->tree.load_buffer_inplace(document->bytes.data(), document->bytes.size(), flags, encoding_known ? pugi::encoding_utf8 : pugi::encoding_auto);
    if (!original.empty() && result.encoding == pugi::encoding_utf8) {
        std::size_t replaced = 0;
        parsed = parse(repair_utf8(original, replaced), between_tags);
        if (parsed.document) parsed.document->replaced = replaced;
    } else if (has_document_type(document->tree))
        parsed.fault = Fault::document_type;
    else if (!result)
        parsed.fault = Fault::malformed;
    else if (is_too_deep(document->tree))
        parsed.fault = Fault::too_deep;
    else
        parsed.document = std::move(document);
    return parsed;
}

std::string_view local_name(const char* name) {
    const std::string_view whole(name);
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

std::string_view local_name(const pugi::xml_node& node) {
    return local_name(node.name());
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (pugi::xml_node one = node.first_child(); one; one = one.next_sibling())
        if (local_name(one) == name) return one;
    return {};
}

const char* attribute(const pugi::xml_node& node, std::string_view name) {
    for (pugi::xml_attribute one = node.first_attribute(); one; one = one.next_attribute())
        if (local_name(one.name()) == name) return one.value();
    return nullptr;
}

std::string_view attribute_text(const pugi::xml_node& node, std::string_view name) {
    const char* value = attribute(node, name);
    return value ? std::string_view(value) : std::string_view();
}

int attribute_number(const pugi::xml_node& node, std::string_view name, int lowest, int highest, int otherwise) {
    const std::string_view text = attribute_text(node, name);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return whole && value >= lowest && value <= highest ? value : otherwise;
}

bool keeps_space(const pugi::xml_node& node, bool otherwise) {
    const char* space = attribute(node, "space");
    return space ? std::string_view(space) == "preserve" : otherwise;
}

} // namespace emic::xml
