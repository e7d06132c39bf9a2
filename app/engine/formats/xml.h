#pragma once

#include "engine/result.h"

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace emic::xml {

/// Elements deeper than this are refused, so that walking a tree by recursion is safe on a small stack.
constexpr int max_depth = 256;

/// A parsed file; `tree` points into `bytes`.
struct Document {
    std::string bytes;
    pugi::xml_document tree;
    std::size_t replaced = 0; ///< faulty bytes of UTF-8, where they were to be replaced
};

enum class Fault { malformed, document_type, too_deep };

/// Either a document or what is wrong with it.
struct Parsed {
    std::unique_ptr<Document> document; ///< null for a fault
    Fault fault = Fault::malformed;
};

/// White space that is all there is between two tags.
enum class BetweenTags { dropped, kept };

/// Bytes in a file of UTF-8 that are no UTF-8: XML calls such a file not well-formed, but they come. Kept, they are for the
/// caller to look for in every text; replaced, they are U+FFFD.
enum class FaultyBytes { kept, replaced };

/// Parses XML in UTF-8, UTF-16 or UTF-32. White space between tags is kept where it is an element's only content, or everywhere. A document type
/// declaration is refused, as ECMA-376 part 2 demands, and with it every entity of the file's own.
Parsed parse(std::string bytes, BetweenTags between_tags = BetweenTags::dropped, FaultyBytes faulty_bytes = FaultyBytes::kept);

/// Names without their prefix: producers choose prefixes, and the strict and transitional namespaces differ.
std::string_view local_name(const char* name);
std::string_view local_name(const pugi::xml_node& node);

/// The first child element of that local name, or a null node.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

/// The value of the attribute of that local name, or null.
const char* attribute(const pugi::xml_node& node, std::string_view name);

/// The same, empty where there is none.
std::string_view attribute_text(const pugi::xml_node& node, std::string_view name);

/// The value as a whole number between `lowest` and `highest`, or `otherwise`.
int attribute_number(const pugi::xml_node& node, std::string_view name, int lowest, int highest, int otherwise);

/// What xml:space says about white space at the ends of an element's text; `otherwise` where it says nothing.
bool keeps_space(const pugi::xml_node& node, bool otherwise);

} // namespace emic::xml
