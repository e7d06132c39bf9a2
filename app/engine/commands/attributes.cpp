#include "engine/commands/attributes.h"

#include "engine/ambiguous_date.h"
#include "engine/attribute_value.h"
#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/sort_rows.h"

#include <map>
#include <set>
#include <tuple>

namespace emic {

namespace {

Result<std::string> check_attribute_name(const Project& project, const std::string& raw, Id<Attribute> except) {
    auto name = clean_name(raw, "attribute");
    if (name && find_named<Attribute>(project, *name, except)) return taken("attribute", *name);
    return name;
}

/// Sorted by id.
std::vector<const AttributeValue*> values_of(const Project& project, Id<Attribute> attribute) {
    std::vector<const AttributeValue*> values;
    for (const AttributeValue& value : project.values())
        if (value.attribute == attribute) values.push_back(&value);
    sort_rows(values, [](const AttributeValue* a, const AttributeValue* b) { return a->id < b->id; });
    return values;
}

const char* example_of(AttributeType type) {
    switch (type) {
    case AttributeType::text: return "Canterbury";
    case AttributeType::boolean: return "yes";
    case AttributeType::integer: return "34";
    case AttributeType::number: return "1.5";
    case AttributeType::date: return "2024-05-31";
    case AttributeType::date_time: return "2024-05-31 14:00";
    }
    return "";
}

} // namespace

const char* type_name(AttributeType type) {
    switch (type) {
    case AttributeType::text: return "text";
    case AttributeType::boolean: return "yes or no";
    case AttributeType::integer: return "whole number";
    case AttributeType::number: return "number";
    case AttributeType::date: return "date";
    case AttributeType::date_time: return "date with time";
    }
    return "text";
}

Result<Change> create_attribute(const CommandContext& context, const CreateAttribute& request) {
    auto name = check_attribute_name(context.project, request.name, {});
    if (!name) return name.problem();
    Draft draft(context);
    Attribute made;
    made.id = draft.new_id<Attribute>();
    made.name = *name;
    made.type = request.type;
    Order<Attribute> order = order_of_all<Attribute>(context.project);
    order.insert(made.id, order.size());
    draft.put(std::move(made));
    order.write(draft);
    return std::move(draft).finish("Attribute " + quoted(*name) + " created");
}

Result<Change> rename_attribute(const CommandContext& context, const RenameAttribute& request) {
    const Attribute* found = context.project.find(request.attribute);
    if (!found) return gone("attribute");
    auto name = check_attribute_name(context.project, request.name, found->id);
    if (!name) return name.problem();
    Draft draft(context);
    Attribute changed = *found;
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Attribute " + quoted(found->name) + " renamed to " + quoted(*name));
}

Result<Change> describe_attribute(const CommandContext& context, const DescribeAttribute& request) {
    const Attribute* found = context.project.find(request.attribute);
    if (!found) return gone("attribute");
    auto text = clean_text(request.description);
    if (!text) return text.problem();
    Draft draft(context);
    Attribute changed = *found;
    changed.description = *text;
    draft.put(std::move(changed));
    return std::move(draft).finish("Description of attribute " + quoted(found->name) + " changed");
}

std::vector<std::string> unfit_values(const Project& project, Id<Attribute> attribute, AttributeType type) {
    std::set<std::string> unfit;
    for (const AttributeValue* value : values_of(project, attribute))
        if (!normal_value(type, value->value)) unfit.insert(value->value);
    return {unfit.begin(), unfit.end()};
}

Result<Change> retype_attribute(const CommandContext& context, const RetypeAttribute& request) {
    const Attribute* found = context.project.find(request.attribute);
    if (!found) return gone("attribute");
    const std::vector<std::string> unfit = unfit_values(context.project, found->id, request.type);
    if (!unfit.empty() && request.unfit == UnfitValues::refuse) {
        constexpr std::size_t most_shown = 5;
        std::string shown;
        for (std::size_t i = 0; i < std::min(unfit.size(), most_shown); ++i) shown += (i > 0 ? ", " : "") + quoted(unfit[i]);
        if (unfit.size() > most_shown) shown += " and " + std::to_string(unfit.size() - most_shown) + " more";
        return invalid("Not every value of the attribute " + quoted(found->name) + " is a " + type_name(request.type) + ": " + shown +
                       ". Nothing was changed. Correct these values first, or change the type and leave them out.");
    }
    Draft draft(context);
    Attribute changed = *found;
    changed.type = request.type;
    draft.put(std::move(changed));
    for (const AttributeValue* value : values_of(context.project, found->id)) {
        const auto normal = normal_value(request.type, value->value);
        if (normal && !normal->empty()) {
            AttributeValue rewritten = *value;
            rewritten.value = *normal;
            draft.put(std::move(rewritten));
        } else {
            draft.erase(value->id);
        }
    }
    return std::move(draft).finish("Type of attribute " + quoted(found->name) + " changed to " + type_name(request.type));
}

Result<Change> move_attribute(const CommandContext& context, const MoveAttribute& request) {
    const Attribute* found = context.project.find(request.attribute);
    if (!found) return gone("attribute");
    Draft draft(context);
    move_in_list(draft, found->id, request.position);
    return std::move(draft).finish("Attribute " + quoted(found->name) + " moved");
}

Result<Change> delete_attribute(const CommandContext& context, const DeleteAttribute& request) {
    const Attribute* found = context.project.find(request.attribute);
    if (!found) return gone("attribute");
    Draft draft(context);
    for (const AttributeValue* value : values_of(context.project, found->id)) draft.erase(value->id);
    draft.erase(found->id);
    return std::move(draft).finish("Attribute " + quoted(found->name) + " deleted");
}

Result<Change> set_values(const CommandContext& context, const SetValues& request) {
    const auto place_of = [](const auto& value) { return std::tuple(value.attribute, value.holder, value.holder_id); };
    std::map<std::tuple<Id<Attribute>, AttributeHolder, Guid>, const AttributeValue*> said;
    for (const AttributeValue& one : context.project.values()) said[place_of(one)] = &one;
    std::map<std::tuple<Id<Attribute>, AttributeHolder, Guid>, std::string> wanted;
    std::string label;
    for (const SetValue& one : request.values) {
        const Attribute* attribute = context.project.find(one.attribute);
        if (!attribute) return gone("attribute");
        const Case* its_case = context.project.find(Id<Case>{one.holder_id});
        const Source* source = context.project.find(Id<Source>{one.holder_id});
        const bool of_case = one.holder == AttributeHolder::case_;
        if (of_case && !its_case) return gone("case");
        if (!of_case && !source) return gone("document");
        auto text = clean_text(one.value);
        if (!text) return text.problem();
        const std::optional<std::string> value = normal_value(attribute->type, *text);
        const bool day = attribute->type == AttributeType::date || attribute->type == AttributeType::date_time;
        if (const std::string two = !value && day ? two_dates_words(*text) : ""; !two.empty()) return invalid(quoted(*text) + " " + two + ". The old value stays.");
        if (!value)
            return invalid(quoted(*text) + " is no " + type_name(attribute->type) + ", which the attribute " + quoted(attribute->name) +
                           " asks for. The old value stays. Write it like " + quoted(example_of(attribute->type)) +
                           ", or give the attribute another type.");
        wanted[place_of(one)] = *value;
        const std::string whose = quoted(of_case ? its_case->name : source->name);
        label = quoted(attribute->name) + " of " + whose + (value->empty() ? " cleared" : " set to " + quoted(*value));
    }
    Draft draft(context);
    for (const auto& [place, value] : wanted) {
        const auto before = said.find(place);
        if (value.empty()) {
            if (before != said.end()) draft.erase(before->second->id);
            continue;
        }
        AttributeValue record;
        if (before != said.end()) record = *before->second;
        else record.id = draft.new_id<AttributeValue>();
        std::tie(record.attribute, record.holder, record.holder_id) = place;
        record.value = value;
        draft.put(std::move(record));
    }
    return std::move(draft).finish(wanted.size() == 1 ? label : std::to_string(wanted.size()) + " values set");
}

Result<Change> set_value(const CommandContext& context, const SetValue& request) { return set_values(context, {{request}}); }

} // namespace emic
