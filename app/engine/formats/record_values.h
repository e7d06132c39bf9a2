#pragma once
// How single values stand in JSON; part of record_json.cpp, which says how records are made of them.

#include "engine/formats/base64.h"
#include "engine/formats/json_text.h"
#include "engine/formats/record_json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

namespace emic::record_values {

using Json = nlohmann::json;

// ---------------------------------------------------------------- values to JSON

/// The words for an enumeration's values; none of its values is without one.
template <class Enum> constexpr std::span<const std::pair<Enum, std::string_view>> words_of();

inline constexpr std::pair<MemoTarget, std::string_view> memo_targets[] = {
    {MemoTarget::project, "project"}, {MemoTarget::source, "document"}, {MemoTarget::code, "code"},
    {MemoTarget::passage, "passage"}, {MemoTarget::case_, "case"},      {MemoTarget::theme, "theme"},
};
template <> constexpr std::span<const std::pair<MemoTarget, std::string_view>> words_of() { return memo_targets; }

inline constexpr std::pair<AttributeType, std::string_view> attribute_types[] = {
    {AttributeType::text, "text"},     {AttributeType::boolean, "boolean"}, {AttributeType::integer, "integer"},
    {AttributeType::number, "number"}, {AttributeType::date, "date"},       {AttributeType::date_time, "date_time"},
};
template <> constexpr std::span<const std::pair<AttributeType, std::string_view>> words_of() { return attribute_types; }

inline constexpr std::pair<AttributeHolder, std::string_view> attribute_holders[] = {
    {AttributeHolder::case_, "case"}, {AttributeHolder::source, "document"}};
template <> constexpr std::span<const std::pair<AttributeHolder, std::string_view>> words_of() { return attribute_holders; }

template <class Value>
concept Worded = std::is_enum_v<Value>;

inline void append_value(std::string& out, const std::string& value) { append_json_string(out, value); }
inline void append_value(std::string& out, const SharedText& value) { append_json_string(out, value.view()); }
inline void append_value(std::string& out, const SharedBytes& value) {
    out += '"';
    append_base64(out, value.view());
    out += '"';
}
inline void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
inline void append_value(std::string& out, std::uint32_t value) { out += std::to_string(value); }
inline void append_value(std::string& out, std::int64_t value) { out += std::to_string(value); }
inline void append_value(std::string& out, const std::optional<std::int32_t>& value) {
    out += value ? std::to_string(*value) : "null";
}
inline void append_value(std::string& out, Guid value) {
    if (value.is_null()) {
        out += "null";
    } else {
        out += '"';
        out += to_string(value);
        out += '"';
    }
}
template <class Record> void append_value(std::string& out, Id<Record> value) { append_value(out, value.guid); }
inline void append_value(std::string& out, TextRange value) {
    out += '[';
    out += std::to_string(value.begin);
    out += ',';
    out += std::to_string(value.end);
    out += ']';
}
template <Worded Enum> void append_value(std::string& out, Enum value) {
    for (const auto& [one, word] : words_of<Enum>())
        if (one == value) append_json_string(out, word);
}
inline void append_value(std::string& out, const Passage& value) {
    out += "{\"document\":";
    append_value(out, value.source);
    out += ",\"range\":";
    append_value(out, value.range);
    out += '}';
}
inline void append_value(std::string& out, const ThemeRelation& value) {
    out += "{\"to\":";
    append_value(out, value.to);
    out += ",\"name\":";
    append_value(out, value.name);
    out += '}';
}
inline void append_value(std::string& out, const Speaker& value) {
    out += "{\"name\":";
    append_value(out, value.name);
    if (value.case_id) {
        out += ",\"case\":";
        append_value(out, value.case_id);
    }
    if (value.interviewer) out += ",\"interviewer\":true";
    out += '}';
}
/// Turns, headings and times are many: arrays of numbers. [begin, end, words, speaker]
inline void append_value(std::string& out, const Turn& value) {
    out += '[' + std::to_string(value.range.begin) + ',' + std::to_string(value.range.end) + ',' + std::to_string(value.words) +
           ',' + std::to_string(value.speaker) + ']';
}
/// [begin, end, level]
inline void append_value(std::string& out, const Heading& value) {
    out += '[' + std::to_string(value.range.begin) + ',' + std::to_string(value.range.end) + ',' + std::to_string(value.level) + ']';
}
/// [at, milliseconds]
inline void append_value(std::string& out, const TimeAnchor& value) {
    out += '[' + std::to_string(value.at) + ',' + std::to_string(value.milliseconds) + ']';
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
inline constexpr std::string_view colour_field = "colour";

inline void append_colour(std::string& out, Colour colour) {
    out += "\"#";
    for (int shift = 20; shift >= 0; shift -= 4) out += "0123456789abcdef"[(colour >> shift) & 0xf];
    out += '"';
}

template <class Field> void append_field(std::string& out, std::string_view name, const Field& field) {
    out += '"';
    out += name; // of our own, nothing in it needs an escape
    out += "\":";
    if constexpr (std::is_same_v<Field, Colour>) {
        if (name == colour_field) return append_colour(out, field);
    }
    append_value(out, field);
}

// ---------------------------------------------------------------- JSON to values

template <class Number> bool read_number(const Json& json, Number& value) {
    if (json.is_number_float()) { // other programs write 1.7e12
        constexpr double exact = 9007199254740992.0;
        const auto number = json.get<double>();
        if (!(number >= -exact && number <= exact)) return false;
        const auto whole = static_cast<std::int64_t>(number);
        if (static_cast<double>(whole) != number || !std::in_range<Number>(whole)) return false;
        value = static_cast<Number>(whole);
        return true;
    }
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

inline bool read_value(const Json& json, std::string& value) {
    if (!json.is_string()) return false;
    value = json.get_ref<const std::string&>();
    return true;
}
inline bool read_value(const Json& json, SharedText& value) {
    if (!json.is_string()) return false;
    value = SharedText(json.get_ref<const std::string&>());
    return true;
}
inline bool read_value(const Json& json, SharedBytes& value) {
    if (!json.is_string()) return false;
    std::optional<std::string> bytes = read_base64(json.get_ref<const std::string&>());
    if (bytes) value = SharedBytes(*std::move(bytes));
    return bytes.has_value();
}
inline bool read_value(const Json& json, bool& value) {
    if (!json.is_boolean()) return false;
    value = json.get<bool>();
    return true;
}
inline bool read_value(const Json& json, std::uint32_t& value) { return read_number(json, value); }
inline bool read_value(const Json& json, std::int64_t& value) { return read_number(json, value); }
inline bool read_value(const Json& json, std::optional<std::int32_t>& value) {
    std::int32_t number = 0;
    value.reset();
    if (json.is_null()) return true;
    if (!read_number(json, number)) return false;
    value = number;
    return true;
}
inline bool read_value(const Json& json, Guid& value) {
    value = {};
    if (json.is_null()) return true;
    if (!json.is_string()) return false;
    const std::optional<Guid> guid = parse_guid(json.get_ref<const std::string&>());
    if (guid) value = *guid;
    return guid.has_value();
}
template <class Record> bool read_value(const Json& json, Id<Record>& value) { return read_value(json, value.guid); }
inline bool read_value(const Json& json, TextRange& value) {
    return json.is_array() && json.size() == 2 && read_number(json[0], value.begin) && read_number(json[1], value.end);
}
template <Worded Enum> bool read_value(const Json& json, Enum& value) {
    if (!json.is_string()) return false;
    const auto& word = json.get_ref<const std::string&>();
    for (const auto& [one, its_word] : words_of<Enum>()) {
        if (its_word != word) continue;
        value = one;
        return true;
    }
    return false;
}
template <class Value> bool read_member(const Json& json, const char* name, Value& value) {
    const auto member = json.find(name);
    return member != json.end() && read_value(*member, value);
}
inline bool read_value(const Json& json, Passage& value) {
    return json.is_object() && read_member(json, "document", value.source) && read_member(json, "range", value.range);
}
inline bool read_value(const Json& json, ThemeRelation& value) {
    return json.is_object() && read_member(json, "to", value.to) && read_member(json, "name", value.name);
}
inline bool read_value(const Json& json, Speaker& value) {
    return json.is_object() && read_member(json, "name", value.name) &&
           (!json.contains("case") || read_member(json, "case", value.case_id)) &&
           (!json.contains("interviewer") || read_member(json, "interviewer", value.interviewer));
}
/// True when `json` is a list of just these numbers.
template <class... Numbers> bool read_numbers(const Json& json, Numbers&... numbers) {
    if (!json.is_array() || json.size() != sizeof...(Numbers)) return false;
    std::size_t at = 0;
    return (read_number(json[at++], numbers) && ...);
}
inline bool read_value(const Json& json, Turn& value) {
    return read_numbers(json, value.range.begin, value.range.end, value.words, value.speaker);
}
inline bool read_value(const Json& json, Heading& value) {
    return read_numbers(json, value.range.begin, value.range.end, value.level);
}
inline bool read_value(const Json& json, TimeAnchor& value) { return read_numbers(json, value.at, value.milliseconds); }
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

inline bool read_colour(std::string_view text, Colour& colour) {
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
inline bool read_colour(const Json& json, Colour& colour) {
    return json.is_string() && read_colour(std::string_view(json.get_ref<const std::string&>()), colour);
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
    else if constexpr (std::is_same_v<Field, AttributeType>) return "text, boolean, integer, number, date or date_time";
    else if constexpr (std::is_same_v<Field, AttributeHolder>) return "case or document";
    else if constexpr (std::is_same_v<Field, bool>) return "true or false";
    else if constexpr (std::is_same_v<Field, SharedBytes>) return "bytes in base64";
    else if constexpr (std::is_same_v<Field, Guid>) return "an identifier";
    else if constexpr (requires(Field field) { field.guid; }) return "an identifier";
    else return "a list";
}

} // namespace emic::record_values
