#include "engine/formats/record_json.h"

#include "engine/formats/json_text.h"
#include "engine/formats/plain_values.h"
#include "engine/formats/record_values.h"

#include <algorithm>

namespace emic {

namespace {

using namespace record_values;

constexpr int greatest_depth = 64;

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

template <class Record> bool read_plain_record(JsonCursor& cursor, Record& record) {
    if (!cursor.take('{')) return false;
    std::uint32_t seen = 0; // fields, as bits in the order of visit_fields; a name that stands there twice is not plain
    do {
        std::string_view key;
        if (!cursor.read_plain(key) || !cursor.take(':')) return false;
        if (key == "id") {
            if (record.id || !read_plain(cursor, record.id) || !record.id) return false;
            continue;
        }
        bool good = false;
        std::uint32_t bit = 1;
        visit_fields(record, [&](const char* name, auto& field) {
            if (key == name && (seen & bit) == 0) {
                seen |= bit;
                good = read_plain_field(cursor, key, field);
            }
            bit <<= 1;
        });
        if (!good) return false;
    } while (cursor.take(','));
    return cursor.take('}') && record.id;
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

// One for each of RecordTypes.
template void append_record(std::string&, const ProjectInfo&);
template ProjectInfo read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, ProjectInfo&);
template void append_difference(std::string&, const ProjectInfo&, const ProjectInfo&);
template void apply_difference(ProjectInfo&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Coder&);
template Coder read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Coder&);
template void append_difference(std::string&, const Coder&, const Coder&);
template void apply_difference(Coder&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Case&);
template Case read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Case&);
template void append_difference(std::string&, const Case&, const Case&);
template void apply_difference(Case&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Attribute&);
template Attribute read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Attribute&);
template void append_difference(std::string&, const Attribute&, const Attribute&);
template void apply_difference(Attribute&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Source&);
template Source read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Source&);
template void append_difference(std::string&, const Source&, const Source&);
template void apply_difference(Source&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const AttributeValue&);
template AttributeValue read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, AttributeValue&);
template void append_difference(std::string&, const AttributeValue&, const AttributeValue&);
template void apply_difference(AttributeValue&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Code&);
template Code read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Code&);
template void append_difference(std::string&, const Code&, const Code&);
template void apply_difference(Code&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Coding&);
template Coding read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Coding&);
template void append_difference(std::string&, const Coding&, const Coding&);
template void apply_difference(Coding&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Memo&);
template Memo read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Memo&);
template void append_difference(std::string&, const Memo&, const Memo&);
template void apply_difference(Memo&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Theme&);
template Theme read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Theme&);
template void append_difference(std::string&, const Theme&, const Theme&);
template void apply_difference(Theme&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Pseudonym&);
template Pseudonym read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Pseudonym&);
template void append_difference(std::string&, const Pseudonym&, const Pseudonym&);
template void apply_difference(Pseudonym&, const Json&, const Json&, Faults&);
template void append_record(std::string&, const Kept&);
template Kept read_record(const Json&, Faults&);
template bool read_plain_record(JsonCursor&, Kept&);
template void append_difference(std::string&, const Kept&, const Kept&);
template void apply_difference(Kept&, const Json&, const Json&, Faults&);

} // namespace emic
