#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>
#include <vector>

namespace emic {

/// A new attribute, last. Names of attributes are unique. Its id: created<Attribute>(change), see commands/created.h.
struct CreateAttribute {
    std::string name;
    AttributeType type = AttributeType::text;
};
Result<Change> create_attribute(const CommandContext& context, const CreateAttribute& request);

struct RenameAttribute {
    Id<Attribute> attribute;
    std::string name;
};
Result<Change> rename_attribute(const CommandContext& context, const RenameAttribute& request);

struct DescribeAttribute {
    Id<Attribute> attribute;
    std::string description;
};
Result<Change> describe_attribute(const CommandContext& context, const DescribeAttribute& request);

/// What becomes of values that are not of an attribute's new type.
enum class UnfitValues { refuse, leave_out };

/// Gives an attribute another type; its values are rewritten as the type writes them. Values that do not fit stand in
/// the Problem, unless they are to be left out.
struct RetypeAttribute {
    Id<Attribute> attribute;
    AttributeType type = AttributeType::text;
    UnfitValues unfit = UnfitValues::refuse;
};
Result<Change> retype_attribute(const CommandContext& context, const RetypeAttribute& request);
/// The values that a RetypeAttribute would leave out; sorted, none twice.
std::vector<std::string> unfit_values(const Project& project, Id<Attribute> attribute, AttributeType type);

/// `position` counts the attributes without the moved one.
struct MoveAttribute {
    Id<Attribute> attribute;
    std::uint32_t position = 0;
};
Result<Change> move_attribute(const CommandContext& context, const MoveAttribute& request);

/// Deletes an attribute with all its values.
struct DeleteAttribute {
    Id<Attribute> attribute;
};
Result<Change> delete_attribute(const CommandContext& context, const DeleteAttribute& request);

/// Says something of a case or document; a blank value takes back what was said. "31.5.2024" is a date: see
/// normal_value() of attribute_value.h.
struct SetValue {
    Id<Attribute> attribute;
    AttributeHolder holder = AttributeHolder::case_;
    Guid holder_id;
    std::string value;
};
Result<Change> set_value(const CommandContext& context, const SetValue& request);

/// Several values at once, as when cells are pasted: all of them, or none where one does not fit. A later one for the same
/// place counts.
struct SetValues {
    std::vector<SetValue> values;
};
Result<Change> set_values(const CommandContext& context, const SetValues& request);

/// "text", "yes or no", "whole number" …, as people are told.
const char* type_name(AttributeType type);

} // namespace emic
