#include "engine/formats/record_json.h"

#include "engine/formats/json_text.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

using Json = nlohmann::json;

constexpr int greatest_depth = 64;

// ---------------------------------------------------------------- values to JSON

constexpr std::pair<MemoTarget, std::string_view> memo_targets[] = {
    {MemoTarget::project, "project"}, {MemoTarget::source, "document"}, {MemoTarget::code, "code"},
    {MemoTarget::passage, "passage"}, {MemoTarget::case_, "case"},      {MemoTarget::theme, "theme"},
};

void append_value(std::string& out, const std::string& value) { append_json_string(out, value); }
void append_value(std::string& out, const SharedText& value) { append_json_string(out, value.view()); }
void append_value(std::string& out, std::int64_t value) { out += std::to_string(value); }
void append_value(std::string& out, const std::optional<std::int32_t>& value) {
    out += value ? std::to_string(*value) : "null";
}
void append_value(std::string& out, Guid value) {
    if (value.is_null()) {
        out += "null";
    } else {
        out += '"';
        out += to_string(value);
        out += '"';
    }
}
template <class Record> void append_value(std::string& out, Id<Record> value) { append_value(out, value.guid); }
void append_value(std::string& out, TextRange value) {
    out += '[';
    out += std::to_string(value.begin);
    out += ',';
    out += std::to_string(value.end);
    out += ']';
}
void append_value(std::string& out, MemoTarget value) {
    for (const auto& [target, name] : memo_targets)
        if (target == value) append_json_string(out, name);
}
void append_value(std::string& out, const Passage& value) {
    out += "{\"document\":";
    append_value(out, value.source);
    out += ",\"range\":";
    append_value(out, value.range);
    out += '}';
}
void append_value(std::string& out, const ThemeRelation& value) {
    out += "{\"to\":";
    append_value(out, value.to);
    out += ",\"name\":";
    append_value(out, value.name);
    out += '}';
}
template <class Value> void append_value(std::string& out, const std::vector<Value>& values) {
    out += '[';
    for (const Value& value : values) {
        if (&value != &values.front()) out += ',';
        append_value(out, value);
    }
    out += ']';
}

/// Colours and positions share a type; only the name of the field tells them apart.
constexpr std::string_view colour_field = "colour";

void append_colour(std::string& out, Colour colour) {
    out += "\"#";
    for (int shift = 20; shift >= 0; shift -= 4) out += "0123456789abcdef"[(colour >> shift) & 0xf];
    out += '"';
}

template <class Field> void append_field(std::string& out, std::string_view name, const Field& field) {
    append_json_string(out, name);
    out += ':';
    if constexpr (std::is_same_v<Field, Colour>) {
        if (name == colour_field) return append_colour(out, field);
    }
    append_value(out, field);
}

// ---------------------------------------------------------------- JSON to values

template <class Number> bool read_number(const Json& json, Number& value) {
    if (!json.is_number_integer()) return false;
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(std::numeric_limits<Number>::max())) return false;
        value = static_cast<Number>(number);
        return true;
    }
    const auto number = json.get<std::int64_t>();
    if (!std::in_range<Number>(number)) return false;
    value = static_cast<Number>(number);
    return true;
}

bool read_value(const Json& json, std::string& value) {
    if (!json.is_string()) return false;
    value = json.get_ref<const std::string&>();
    return true;
}
bool read_value(const Json& json, SharedText& value) {
    if (!json.is_string()) return false;
    value = SharedText(json.get_ref<const std::string&>());
    return true;
}
bool read_value(const Json& json, std::uint32_t& value) { return read_number(json, value); }
bool read_value(const Json& json, std::int64_t& value) { return read_number(json, value); }
bool read_value(const Json& json, std::optional<std::int32_t>& value) {
    std::int32_t number = 0;
    value.reset();
    if (json.is_null()) return true;
    if (!read_number(json, number)) return false;
    value = number;
    return true;
}
bool read_value(const Json& json, Guid& value) {
    value = {};
    if (json.is_null()) return true;
    if (!json.is_string()) return false;
    const std::optional<Guid> guid = parse_guid(json.get_ref<const std::string&>());
    if (guid) value = *guid;
    return guid.has_value();
}
template <class Record> bool read_value(const Json& json, Id<Record>& value) { return read_value(json, value.guid); }
bool read_value(const Json& json, TextRange& value) {
    return json.is_array() && json.size() == 2 && read_number(json[0], value.begin) && read_number(json[1], value.end);
}
bool read_value(const Json& json, MemoTarget& value) {
    if (!json.is_string()) return false;
    const auto& word = json.get_ref<const std::string&>();
    const auto* found = std::find_if(std::begin(memo_targets), std::end(memo_targets),
                                     [&](const auto& row) { return row.second == word; });
    if (found == std::end(memo_targets)) return false;
    value = found->first;
    return true;
}
template <class Value> bool read_member(const Json& json, const char* name, Value& value) {
    const auto member = json.find(name);
    return member != json.end() && read_value(*member, value);
}
bool read_value(const Json& json, Passage& value) {
    return json.is_object() && read_member(json, "document", value.source) && read_member(json, "range", value.range);
}
bool read_value(const Json& json, ThemeRelation& value) {
    return json.is_object() && read_member(json, "to", value.to) && read_member(json, "name", value.name);
}
template <class Value> bool read_value(const Json& json, std::vector<Value>& values) {
    values.clear();
    if (!json.is_array()) return false;
    bool good = true;
    for (const Json& element : json) {
        Value value{};
        if (read_value(element, value)) values.push_back(std::move(value));
        else good = false;
    }
    return good;
}

bool read_colour(const Json& json, Colour& colour) {
    if (!json.is_string()) return false;
    const auto& text = json.get_ref<const std::string&>();
    if (text.size() != 7 || text[0] != '#') return false;
    Colour value = 0;
    for (char c : text.substr(1)) {
        const bool digit = c >= '0' && c <= '9';
        const char low = static_cast<char>(c | 0x20);
        if (!digit && (low < 'a' || low > 'f')) return false;
        value = value << 4 | static_cast<Colour>(digit ? c - '0' : low - 'a' + 10);
    }
    colour = value;
    return true;
}

template <class Field> bool read_field(const Json& json, std::string_view name, Field& field) {
    if constexpr (std::is_same_v<Field, Colour>) {
        if (name == colour_field) return read_colour(json, field);
    }
    return read_value(json, field);
}

template <class Field> std::string_view expected(std::string_view name) {
    if constexpr (std::is_same_v<Field, std::string> || std::is_same_v<Field, SharedText>) return "text";
    else if constexpr (std::is_same_v<Field, Colour>) return name == colour_field ? "a colour such as #3366cc" : "a whole number";
    else if constexpr (std::is_same_v<Field, WallTime>) return "a time in milliseconds";
    else if constexpr (std::is_same_v<Field, std::optional<std::int32_t>>) return "a whole number";
    else if constexpr (std::is_same_v<Field, TextRange>) return "the begin and end of a passage";
    else if constexpr (std::is_same_v<Field, MemoTarget>) return "project, document, code, passage, case or theme";
    else if constexpr (std::is_same_v<Field, Guid>) return "an identifier";
    else if constexpr (requires(Field field) { field.guid; }) return "an identifier";
    else return "a list";
}

template <class Field> void add_fault(Faults& faults, std::string_view name) {
    faults.push_back("“" + std::string(name) + "” should be " + std::string(expected<Field>(name)) + ".");
}

// ---------------------------------------------------------------- differences

/// The stretch in which two texts differ, as lengths of what they share; on code point boundaries.
struct SharedEnds {
    std::size_t front = 0;
    std::size_t back = 0;
};

SharedEnds shared_ends(std::string_view a, std::string_view b) {
    const auto inside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    const std::size_t shorter = std::min(a.size(), b.size());
    SharedEnds ends;
    while (ends.front < shorter && a[ends.front] == b[ends.front]) ++ends.front;
    while (ends.front > 0 && ((ends.front < a.size() && inside(a[ends.front])) || (ends.front < b.size() && inside(b[ends.front]))))
        --ends.front;
    while (ends.back < shorter - ends.front && a[a.size() - 1 - ends.back] == b[b.size() - 1 - ends.back]) ++ends.back;
    while (ends.back > 0 && inside(a[a.size() - ends.back])) --ends.back;
    return ends;
}

void append_text_difference(std::string& out, std::string_view text, std::string_view other) {
    const SharedEnds ends = shared_ends(text, other);
    out += "\"text\":[" + std::to_string(ends.front) + ",";
    append_json_string(out, text.substr(ends.front, text.size() - ends.front - ends.back));
    out += ']';
}

bool apply_text_difference(SharedText& text, const Json& before, const Json& after) {
    std::uint32_t at = 0;
    std::uint32_t same = 0;
    std::string removed;
    std::string inserted;
    const auto read = [](const Json& json, std::uint32_t& offset, std::string& stretch) {
        return json.is_array() && json.size() == 2 && read_value(json[0], offset) && read_value(json[1], stretch);
    };
    if (!read(before, at, removed) || !read(after, same, inserted) || at != same) return false;
    if (at > text.size() || text.view().substr(at, removed.size()) != removed) return false;
    std::string changed(text.view());
    changed.replace(at, removed.size(), inserted);
    text = SharedText(std::move(changed));
    return true;
}

/// Addresses of a record's fields in the order of visit_fields.
template <class Record> std::vector<const void*> field_addresses(const Record& record) {
    std::vector<const void*> addresses;
    visit_fields(record, [&](const char*, const auto& field) { addresses.push_back(&field); });
    return addresses;
}

template <class Record> std::vector<std::string_view> field_names() {
    std::vector<std::string_view> names = {"id"};
    const Record blank{};
    visit_fields(blank, [&](const char* name, const auto&) { names.emplace_back(name); });
    return names;
}

Json unknown_object(const UnknownFields& unknown) {
    Json json = unknown.empty() ? Json::object() : parse_json(unknown);
    return json.is_object() ? json : Json::object();
}

} // namespace

template <class Record> void append_record(std::string& out, const Record& record) {
    out += "{\"id\":";
    append_value(out, record.id);
    visit_fields(record, [&](const char* name, const auto& field) {
        if (field == std::decay_t<decltype(field)>{}) return;
        out += ',';
        append_field(out, name, field);
    });
    append_unknown(out, record.unknown);
    out += '}';
}

template <class Record> Record read_record(const Json& json, Faults& faults) {
    Record record;
    if (!json.is_object()) {
        faults.emplace_back("It is not a record.");
        return record;
    }
    if (!read_member(json, "id", record.id) || !record.id) faults.emplace_back("Its identifier is missing.");
    visit_fields(record, [&](const char* name, auto& field) {
        using Field = std::decay_t<decltype(field)>;
        const auto member = json.find(name);
        if (member == json.end()) return;
        Field value{};
        if (!read_field(*member, name, value)) add_fault<Field>(faults, name);
        field = std::move(value);
    });
    static const std::vector<std::string_view> known = field_names<Record>();
    record.unknown = unknown_fields(json, known);
    return record;
}

template <class Record> void append_difference(std::string& out, const Record& record, const Record& other) {
    const std::size_t start = out.size();
    const std::vector<const void*> others = field_addresses(other);
    std::size_t index = 0;
    visit_fields(record, [&](const char* name, const auto& field) {
        using Field = std::decay_t<decltype(field)>;
        const Field& twin = *static_cast<const Field*>(others[index++]);
        if (field == twin) return;
        if (out.size() > start) out += ',';
        if constexpr (std::is_same_v<Field, SharedText>) append_text_difference(out, field.view(), twin.view());
        else append_field(out, name, field);
    });
    if (record.unknown != other.unknown) {
        // A field that one side lacks stands there as null.
        const Json mine = unknown_object(record.unknown);
        Json keys = mine;
        keys.update(unknown_object(other.unknown));
        const Json theirs = unknown_object(other.unknown);
        for (const auto& [key, unused] : keys.items()) {
            const Json value = mine.value(key, Json());
            if (value == theirs.value(key, Json())) continue;
            if (out.size() > start) out += ',';
            append_json_string(out, key);
            out += ':' + value.dump();
        }
    }
    out.insert(start, 1, '{');
    out += '}';
}

template <class Record>
void apply_difference(Record& record, const Json& before, const Json& after, Faults& faults) {
    if (!before.is_object() || !after.is_object() || before.size() != after.size()) {
        faults.emplace_back("What changed in it cannot be read.");
        return;
    }
    const auto mismatch = [&](std::string_view name) {
        faults.push_back("“" + std::string(name) + "” was something else before the change.");
    };
    static const std::vector<std::string_view> known = field_names<Record>();
    visit_fields(record, [&](const char* name, auto& field) {
        using Field = std::decay_t<decltype(field)>;
        const auto was = before.find(name);
        const auto becomes = after.find(name);
        if (was == before.end() && becomes == after.end()) return;
        if (was == before.end() || becomes == after.end()) {
            mismatch(name);
        } else if constexpr (std::is_same_v<Field, SharedText>) {
            if (!apply_text_difference(field, *was, *becomes)) mismatch(name);
        } else {
            Field old{};
            Field value{};
            if (!read_field(*was, name, old) || !read_field(*becomes, name, value)) add_fault<Field>(faults, name);
            else if (!(old == field)) mismatch(name);
            else field = std::move(value);
        }
    });
    const UnknownFields unknown_after = unknown_fields(after, known);
    if (unknown_after.empty()) return;
    Json unknown = unknown_object(record.unknown);
    const Json changed = unknown_object(unknown_after);
    for (const auto& [key, value] : changed.items()) {
        if (before.value(key, Json()) != unknown.value(key, Json())) mismatch(key);
        if (value.is_null()) unknown.erase(key);
        else unknown[key] = value;
    }
    record.unknown = unknown.empty() ? UnknownFields() : unknown.dump();
}

Json parse_json(std::string_view text) {
    bool too_deep = false;
    Json json = Json::parse(
        text,
        [&](int depth, Json::parse_event_t, Json&) {
            if (depth > greatest_depth) too_deep = true;
            return depth <= greatest_depth;
        },
        false);
    return too_deep ? Json(Json::value_t::discarded) : json;
}

UnknownFields unknown_fields(const Json& json, const std::vector<std::string_view>& known) {
    Json others = Json::object();
    for (const auto& [key, value] : json.items())
        if (std::find(known.begin(), known.end(), key) == known.end()) others[key] = value;
    return others.empty() ? UnknownFields() : others.dump();
}

void append_unknown(std::string& out, const UnknownFields& unknown) {
    if (unknown.size() <= 2) return;
    out += ',';
    out.append(unknown, 1, unknown.size() - 2);
}

template void append_record(std::string&, const ProjectInfo&);
template ProjectInfo read_record(const Json&, Faults&);
template void append_difference(std::string&, const ProjectInfo&, const ProjectInfo&);
template void apply_difference(ProjectInfo&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Coder&);
template Coder read_record(const Json&, Faults&);
template void append_difference(std::string&, const Coder&, const Coder&);
template void apply_difference(Coder&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Case&);
template Case read_record(const Json&, Faults&);
template void append_difference(std::string&, const Case&, const Case&);
template void apply_difference(Case&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Source&);
template Source read_record(const Json&, Faults&);
template void append_difference(std::string&, const Source&, const Source&);
template void apply_difference(Source&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Code&);
template Code read_record(const Json&, Faults&);
template void append_difference(std::string&, const Code&, const Code&);
template void apply_difference(Code&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Coding&);
template Coding read_record(const Json&, Faults&);
template void append_difference(std::string&, const Coding&, const Coding&);
template void apply_difference(Coding&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Memo&);
template Memo read_record(const Json&, Faults&);
template void append_difference(std::string&, const Memo&, const Memo&);
template void apply_difference(Memo&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Theme&);
template Theme read_record(const Json&, Faults&);
template void append_difference(std::string&, const Theme&, const Theme&);
template void apply_difference(Theme&, const Json&, const Json&, Faults&);

} // namespace emic
