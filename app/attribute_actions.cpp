#include "attribute_actions.h"

#include "engine/commands/attributes.h"
#include "engine/commands/created.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace emic {

namespace {

constexpr std::size_t most_known_values = 200;

void create_typed(const Frame& frame, const std::string& name) {
    choose_item(frame, {"What kind of values?", "It can be changed later; values that do not fit are then shown first.", [name](const Frame&) {
                            std::vector<Item> items;
                            for (AttributeType type : {AttributeType::text, AttributeType::boolean, AttributeType::integer, AttributeType::number, AttributeType::date, AttributeType::date_time})
                                items.push_back({type_name(type), value_example(type), {}, [name, type](const Frame& g) {
                                                     g.ask(&create_attribute, CreateAttribute{name, type}, [g](const Change& change) {
                                                         const auto order = attributes_in_order(g);
                                                         const auto made = std::find(order.begin(), order.end(), created<Attribute>(change));
                                                         g.state.casing.column = static_cast<std::uint32_t>(made - order.begin());
                                                         g.state.casing.scroll_to_cell = true;
                                                     });
                                                 }});
                            return items;
                        }, "", {}});
}

void move_by(const Frame& frame, Id<Attribute> attribute, int step) {
    const auto order = attributes_in_order(frame);
    const auto place = std::find(order.begin(), order.end(), attribute) - order.begin() + step;
    if (place < 0 || place >= static_cast<std::ptrdiff_t>(order.size())) return;
    const bool follow = attribute_at_cell(frame) == attribute;
    ViewState* state = &frame.state;
    frame.ask(&move_attribute, MoveAttribute{attribute, static_cast<std::uint32_t>(place)}, [state, follow, place](const Change&) {
        if (follow) state->casing.column = static_cast<std::uint32_t>(place);
    });
}

/// Every value that is given for an attribute; sorted.
std::set<std::string> known_values(const Project& project, Id<Attribute> attribute) {
    std::set<std::string> values;
    for (const AttributeValue& value : project.values())
        if (value.attribute == attribute) values.insert(value.value);
    return values;
}

} // namespace

std::vector<Id<Attribute>> attributes_in_order(const Frame& frame) {
    std::vector<const Attribute*> attributes;
    for (const Attribute& attribute : frame.project().attributes()) attributes.push_back(&attribute);
    sort_rows(attributes,
              [](const Attribute* a, const Attribute* b) { return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id); });
    std::vector<Id<Attribute>> ids;
    for (const Attribute* attribute : attributes) ids.push_back(attribute->id);
    return ids;
}

Id<Attribute> attribute_at_cell(const Frame& frame) {
    if (frame.state.mode != Mode::cases) return {};
    const auto order = attributes_in_order(frame);
    return frame.state.casing.column < order.size() ? order[frame.state.casing.column] : Id<Attribute>{};
}

void choose_attribute(const Frame& frame, const char* title, std::function<void(const Frame&, Id<Attribute>)> take) {
    choose_item(frame, {title, "", [take = std::move(take)](const Frame& f) {
                            std::vector<Item> items;
                            for (Id<Attribute> id : attributes_in_order(f)) {
                                const Attribute* attribute = f.project().find(id);
                                items.push_back({attribute->name, type_name(attribute->type), {}, [take, id](const Frame& g) { take(g, id); }});
                            }
                            return items;
                        }, "", {}});
}

void for_attribute(const Frame& frame, const char* title, void (*take)(const Frame&, Id<Attribute>)) {
    const Id<Attribute> here = attribute_at_cell(frame);
    if (here) take(frame, here);
    else choose_attribute(frame, title, take);
}

void ask_new_attribute(const Frame& frame) {
    ask_words(frame, {"New attribute", "Name", "", false, [](const Frame& f, const std::string& name) { create_typed(f, name); }});
}

void ask_attribute_name(const Frame& frame, Id<Attribute> attribute) {
    ask_words(frame, {"Rename attribute", "Name", frame.project().find(attribute)->name, false, [attribute](const Frame& f, const std::string& name) {
                          f.ask(&rename_attribute, RenameAttribute{attribute, name});
                      }});
}

void ask_attribute_description(const Frame& frame, Id<Attribute> attribute) {
    const Attribute* described = frame.project().find(attribute);
    ask_words(frame, {"What " + in_quotes(described->name) + " means", "Description", described->description, true, [attribute](const Frame& f, const std::string& words) {
                          f.ask(&describe_attribute, DescribeAttribute{attribute, words});
                      }});
}

void ask_attribute_type(const Frame& frame, Id<Attribute> attribute) {
    choose_item(frame, {"Type of " + in_quotes(frame.project().find(attribute)->name), "Values that do not fit are shown before anything changes.", [attribute](const Frame& f) {
                            std::vector<Item> items;
                            const Attribute* now = f.project().find(attribute);
                            if (!now) return items;
                            for (AttributeType type : {AttributeType::text, AttributeType::boolean, AttributeType::integer, AttributeType::number, AttributeType::date, AttributeType::date_time})
                                items.push_back({type_name(type), type == now->type ? "as it is" : value_example(type), {}, [attribute, type](const Frame& g) {
                                                     if (unfit_values(g.project(), attribute, type).empty())
                                                         return g.ask(&retype_attribute, RetypeAttribute{attribute, type, UnfitValues::refuse});
                                                     g.state.casing.retype = RetypeAsked{attribute, type};
                                                     g.open_overlay(Overlay::retype_attribute);
                                                 }});
                            return items;
                        }, "", {}});
}

void move_attribute_left(const Frame& frame, Id<Attribute> attribute) { move_by(frame, attribute, -1); }
void move_attribute_right(const Frame& frame, Id<Attribute> attribute) { move_by(frame, attribute, 1); }

void ask_value(const Frame& frame, Id<Attribute> attribute, AttributeHolder holder, Guid holder_id) {
    if (!frame.may_change()) return;
    const Attribute* asked = frame.project().find(attribute);
    if (!asked) return;
    if (asked->type != AttributeType::boolean && asked->type != AttributeType::text)
        return ask_words(frame, {asked->name, value_example(asked->type), value_of(frame, attribute, holder, holder_id), true,
                                 [=](const Frame& f, const std::string& value) { put_value(f, attribute, holder, holder_id, value); }});
    ItemChoice choice{asked->name, asked->type == AttributeType::text ? "Choose a value that is in use, or type another." : "", {}, "", {}};
    choice.items = [=](const Frame& f) {
        std::vector<Item> items;
        const Attribute* now = f.project().find(attribute);
        if (!now) return items;
        std::set<std::string> values = known_values(f.project(), attribute);
        if (now->type == AttributeType::boolean) values = {"true", "false"};
        const std::string given = value_of(f, attribute, holder, holder_id);
        for (const std::string& value : values) {
            if (items.size() >= most_known_values) break;
            items.push_back({shown_value(now->type, value), value == given ? "as it is" : "", {}, [=](const Frame& g) { put_value(g, attribute, holder, holder_id, value); }});
        }
        if (now->type == AttributeType::boolean) std::reverse(items.begin(), items.end());
        if (!given.empty()) items.push_back({"Nothing said", "takes the value back", {}, [=](const Frame& g) { put_value(g, attribute, holder, holder_id, ""); }});
        return items;
    };
    if (asked->type == AttributeType::text) {
        choice.create = "Value";
        choice.take_new = [=](const Frame& f, const std::string& value) { put_value(f, attribute, holder, holder_id, value); };
    }
    choose_item(frame, std::move(choice));
}

void put_value(const Frame& frame, Id<Attribute> attribute, AttributeHolder holder, Guid holder_id, const std::string& value) {
    frame.ask(&set_value, SetValue{attribute, holder, holder_id, value});
}

std::string shown_value(AttributeType type, const std::string& value) {
    if (type == AttributeType::boolean) return value == "true" ? "Yes" : value == "false" ? "No" : value;
    if (type != AttributeType::date_time) return value;
    // "2024-05-31T14:00:00Z" reads better without its signs.
    std::string shown = value;
    std::replace(shown.begin(), shown.end(), 'T', ' ');
    return shown;
}

std::string value_of(const Frame& frame, Id<Attribute> attribute, AttributeHolder holder, Guid holder_id) {
    for (const AttributeValue& value : frame.project().values())
        if (value.attribute == attribute && value.holder == holder && value.holder_id == holder_id) return value.value;
    return {};
}

const char* value_example(AttributeType type) {
    switch (type) {
    case AttributeType::text: return "any words";
    case AttributeType::boolean: return "yes, no";
    case AttributeType::integer: return "34";
    case AttributeType::number: return "1.5";
    case AttributeType::date: return "2024-05-31";
    case AttributeType::date_time: return "2024-05-31 14:00";
    }
    return "";
}

} // namespace emic
