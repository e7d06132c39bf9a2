#pragma once

#include "frame.h"

#include <functional>
#include <string>
#include <vector>

/// What commands, the Cases view and the inspector do with attributes alike.
namespace emic {

/// Attributes by position.
std::vector<Id<Attribute>> attributes_in_order(const Frame& frame);
/// The attribute of the cell that is chosen in the Cases view; null elsewhere.
Id<Attribute> attribute_at_cell(const Frame& frame);

void choose_attribute(const Frame& frame, const char* title, std::function<void(const Frame&, Id<Attribute>)> take);
/// Takes the chosen cell's attribute, else asks which.
void for_attribute(const Frame& frame, const char* title, void (*take)(const Frame&, Id<Attribute>));

/// Asks for name and type.
void ask_new_attribute(const Frame& frame);
void ask_attribute_name(const Frame& frame, Id<Attribute> attribute);
void ask_attribute_description(const Frame& frame, Id<Attribute> attribute);
/// Values that do not fit the chosen type are shown before anything happens.
void ask_attribute_type(const Frame& frame, Id<Attribute> attribute);
void move_attribute_left(const Frame& frame, Id<Attribute> attribute);
void move_attribute_right(const Frame& frame, Id<Attribute> attribute);

/// Asks for a value: from those that are known, or typed.
void ask_value(const Frame& frame, Id<Attribute> attribute, AttributeHolder holder, Guid holder_id);
void put_value(const Frame& frame, Id<Attribute> attribute, AttributeHolder holder, Guid holder_id, const std::string& value);
/// As people read it: "Yes" for true; empty where nothing is said.
std::string shown_value(AttributeType type, const std::string& value);
/// What an attribute says of one case or document; empty where nothing is said.
std::string value_of(const Frame& frame, Id<Attribute> attribute, AttributeHolder holder, Guid holder_id);
/// "text", "31.5.2024": what a field of this type expects.
const char* value_example(AttributeType type);

} // namespace emic
