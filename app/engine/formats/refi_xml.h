#pragma once

#include "engine/formats/xml.h"
#include "engine/records.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace emic::refi {

/// A Guid made from another and a word, always the same for both.
Guid derived_guid(Guid from, std::string_view word);

/// A Guid as REFI-QDA files write it: any letter case, with or without braces. What is none gives a Guid derived from
/// its letters, so that references by the same letters still meet; empty text gives the null Guid.
Guid read_guid(std::string_view text);

/// #rgb, #rrggbb, #rrggbbaa, rgb() and rgba(); nothing for anything else.
std::optional<Colour> read_colour(std::string_view text);
std::string write_colour(Colour colour);

/// xsd:dateTime with or without zone and fractions, taken as UTC without a zone; 0 when it is none.
WallTime read_time(std::string_view text);
std::string write_time(WallTime time);

/// All text directly in an element: LF line ends, no control characters.
std::string text_of(const pugi::xml_node& node);
std::string child_text(const pugi::xml_node& node, const char* name);
/// Text as XML 1.0 can hold it.
std::string legal_text(std::string_view text);
void set_attribute(pugi::xml_node node, const char* name, std::string_view value);
/// Nothing is written for the null Guid.
void set_attribute(pugi::xml_node node, const char* name, Guid value);
Guid guid_attribute(const pugi::xml_node& node, const char* name);

/// The element as XML text without indentation.
std::string print(const pugi::xml_node& node);
/// True when an element has neither attributes nor content.
bool is_bare(const pugi::xml_node& node);

/// The children of that name as they are now: the tree may change while they are gone through.
std::vector<pugi::xml_node> children(const pugi::xml_node& node, const char* name);

/// A new child where the schema's order wants it: behind all that come before it or are of its kind.
pugi::xml_node add_child(pugi::xml_node parent, const char* name);
pugi::xml_node add_copy(pugi::xml_node parent, const pugi::xml_node& child);

/// The same for many children of one parent, each found its place in no time; nobody else may add or remove some meanwhile.
class Placement {
public:
    explicit Placement(pugi::xml_node parent) : m_parent(parent) {}
    pugi::xml_node add_child(const char* name);
    pugi::xml_node add_copy(const pugi::xml_node& child);

private:
    pugi::xml_node place(const char* name);

    pugi::xml_node m_parent;
    std::map<std::size_t, pugi::xml_node> m_last; ///< added, by their place in the schema's order
};

void add_text(pugi::xml_node parent, const char* name, std::string_view text);
void add_reference(pugi::xml_node parent, const char* name, Guid target);

/// True when an element's children stand in the order that the schema wants.
bool in_schema_order(const pugi::xml_node& node);

/// Elements that stand in a tree, deepest order of the document; no recursion.
std::vector<pugi::xml_node> all_elements(const pugi::xml_node& root);

/// Takes prefixes and name spaces off, writes Guids in one form and references as targetGUID.
void normalise(const pugi::xml_node& root);

/// Removes references to what is not in the tree, with what makes no sense without them. Counts by what was removed, in
/// words: "reference to a note".
std::map<std::string, std::uint32_t> drop_dangling(const pugi::xml_node& root);

} // namespace emic::refi
