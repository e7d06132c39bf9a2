#include "engine/formats/record_json.h"

#include "engine/formats/json_text.h"
#include "engine/formats/field_codec.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

using record_values::read_value;
using Json = nlohmann::json;

constexpr std::size_t greatest_depth = 64;

void add_fault(Faults& faults, const RecordView::Field& field) {
    faults.push_back(in_double_quotes(field.name) + " should be " + std::string(field.codec->expected(field.name)) + ".");
}

/// The name `id` and those of the fields.
std::vector<std::string_view> names_of(const RecordView& record) {
    std::vector<std::string_view> names = {"id"};
    for (const RecordView::Field& field : record.all()) names.emplace_back(field.name);
    return names;
}

Json unknown_object(const UnknownFields& unknown) {
    Json json = unknown.empty() ? Json::object() : parse_json(unknown);
    return json.is_object() ? json : Json::object();
}

void append_unknown_difference(std::string& out, const UnknownFields& unknown, const UnknownFields& other, bool first) {
    // A field that one side lacks stands there as null.
    const Json mine = unknown_object(unknown);
    const Json theirs = unknown_object(other);
    Json keys = mine;
    keys.update(theirs);
    for (const auto& [key, unused] : keys.items()) {
        const Json value = mine.value(key, Json());
        if (value == theirs.value(key, Json())) continue;
        if (!first) out += ',';
        first = false;
        append_json_string(out, key);
        out += ':' + value.dump();
    }
}

} // namespace

template <class Record> RecordView view_of(Record& record) {
    RecordView view;
    view.id = &record.id.guid;
    view.unknown = &record.unknown;
    visit_fields(record, [&](const char* name, auto& field) {
        using Field = std::decay_t<decltype(field)>;
        if constexpr (requires { field.guid; }) view.fields.at(view.count++) = {name, &field_codec<Guid>, &field.guid};
        else view.fields.at(view.count++) = {name, &field_codec<Field>, &field};
    });
    return view;
}

void append_record(std::string& out, const RecordView& record) {
    out += "{\"id\":";
    record_values::append_value(out, *record.id);
    for (const RecordView::Field& field : record.all()) {
        if (field.codec->is_zero(field.value)) continue;
        out += ',';
        field.codec->append(out, field.name, field.value);
    }
    append_unknown(out, *record.unknown);
    out += '}';
}

void read_record(const Json& json, const RecordView& record, Faults& faults) {
    if (!json.is_object()) {
        faults.emplace_back("It is not a record.");
        return;
    }
    const auto id = json.find("id");
    if (id == json.end() || !read_value(*id, *record.id) || record.id->is_null())
        faults.emplace_back("Its identifier is missing.");
    for (const RecordView::Field& field : record.all()) {
        const auto member = json.find(field.name);
        if (member != json.end() && !field.codec->read(*member, field.name, field.value)) add_fault(faults, field);
    }
    *record.unknown = unknown_fields(json, names_of(record));
}

bool read_plain_record(JsonCursor& cursor, const RecordView& record) {
    if (!cursor.take('{')) return false;
    std::uint32_t seen = 0; // fields, as bits; a name that stands there twice is not plain
    do {
        std::string_view key;
        if (!cursor.read_plain(key) || !cursor.take(':')) return false;
        if (key == "id") {
            if (!record.id->is_null() || !record_values::read_plain(cursor, *record.id) || record.id->is_null()) return false;
            continue;
        }
        std::size_t at = 0;
        while (at < record.count && key != record.fields[at].name) ++at;
        if (at == record.count || (seen >> at & 1) != 0) return false;
        seen |= 1U << at;
        const RecordView::Field& field = record.fields[at];
        if (!field.codec->read_plain(cursor, field.name, field.value)) return false;
    } while (cursor.take(','));
    return cursor.take('}') && !record.id->is_null();
}

bool append_difference(std::string& out, const RecordView& record, const RecordView& other) {
    bool spliced = false;
    out += '{';
    const std::size_t start = out.size();
    for (std::size_t i = 0; i < record.count; ++i) {
        const RecordView::Field& field = record.fields[i];
        const void* twin = other.fields[i].value;
        if (field.codec->equal(field.value, twin)) continue;
        if (out.size() > start) out += ',';
        spliced = field.codec->append_difference(out, field.name, field.value, twin) || spliced;
    }
    if (*record.unknown != *other.unknown) append_unknown_difference(out, *record.unknown, *other.unknown, out.size() == start);
    out += '}';
    return spliced;
}

void apply_difference(const RecordView& record, const Json& before, const Json& after, Faults& faults, Faults& unread) {
    if (!before.is_object() || !after.is_object() || before.size() != after.size()) {
        faults.emplace_back("What changed in it cannot be read.");
        return;
    }
    const auto mismatch = [&](std::string_view name) {
        faults.push_back(in_double_quotes(name) + " was something else before the change.");
    };
    for (const RecordView::Field& field : record.all()) {
        const auto was = before.find(field.name);
        const auto becomes = after.find(field.name);
        if (was == before.end() && becomes == after.end()) continue;
        if (was == before.end() || becomes == after.end()) {
            mismatch(field.name);
            continue;
        }
        switch (field.codec->change(*was, *becomes, field.name, field.value)) {
        case FieldChange::made: break;
        case FieldChange::unreadable: add_fault(unread, field); break;
        case FieldChange::was_another: mismatch(field.name); break;
        }
    }
    const UnknownFields unknown_after = unknown_fields(after, names_of(record));
    if (unknown_after.empty()) return;
    Json unknown = unknown_object(*record.unknown);
    const Json changed = unknown_object(unknown_after);
    for (const auto& [key, value] : changed.items()) {
        if (before.value(key, Json()) != unknown.value(key, Json())) mismatch(key);
        if (value.is_null()) unknown.erase(key);
        else unknown[key] = value;
    }
    *record.unknown = unknown.empty() ? UnknownFields() : unknown.dump();
}

Json parse_json(std::string_view text) {
    // Told before parsing: a callback of the parser would have it look through all of a list after each of its elements.
    if (JsonCursor(text).depth() > greatest_depth) return Json(Json::value_t::discarded);
    return Json::parse(text, nullptr, false);
}

UnknownFields unknown_fields(const Json& json, std::span<const std::string_view> known) {
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
template RecordView view_of(ProjectInfo&);
template RecordView view_of(Coder&);
template RecordView view_of(Case&);
template RecordView view_of(Attribute&);
template RecordView view_of(Source&);
template RecordView view_of(AttributeValue&);
template RecordView view_of(Code&);
template RecordView view_of(Coding&);
template RecordView view_of(Memo&);
template RecordView view_of(Theme&);
template RecordView view_of(Pseudonym&);
template RecordView view_of(Kept&);

} // namespace emic
