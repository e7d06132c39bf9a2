#pragma once
// How single values are read from where a JsonCursor stands; part of record_json.cpp. Only what large projects have many
// of is read without a DOM.

#include "engine/formats/record_values.h"

#include <limits>

namespace emic::record_values {

inline bool read_plain(JsonCursor& cursor, std::string& value) { return cursor.read_string(value); }
inline bool read_plain(JsonCursor& cursor, SharedText& value) {
    std::string text;
    if (!cursor.read_string(text)) return false;
    value = SharedText(std::move(text));
    return true;
}
inline bool read_plain(JsonCursor& cursor, bool& value) { return cursor.read_boolean(value); }
inline bool read_plain(JsonCursor& cursor, std::int64_t& value) { return cursor.read_integer(value); }
template <class Number> bool read_plain_number(JsonCursor& cursor, Number& value) {
    std::int64_t number = 0;
    if (!cursor.read_integer(number) || !std::in_range<Number>(number)) return false;
    value = static_cast<Number>(number);
    return true;
}
inline bool read_plain(JsonCursor& cursor, std::uint32_t& value) { return read_plain_number(cursor, value); }
inline bool read_plain(JsonCursor& cursor, std::optional<std::int32_t>& value) {
    return read_plain_number(cursor, value.emplace());
}
inline bool read_plain(JsonCursor& cursor, Guid& value) {
    std::string_view text;
    if (!cursor.read_plain(text)) return false;
    const std::optional<Guid> guid = parse_guid(text);
    if (guid) value = *guid;
    return guid.has_value();
}
template <class Record> bool read_plain(JsonCursor& cursor, Id<Record>& value) { return read_plain(cursor, value.guid); }
inline bool read_plain(JsonCursor& cursor, TextRange& value) {
    return cursor.take('[') && read_plain_number(cursor, value.begin) && cursor.take(',') &&
           read_plain_number(cursor, value.end) && cursor.take(']');
}

template <class Field> bool read_plain_field(JsonCursor& cursor, std::string_view name, Field& field) {
    if constexpr (std::is_same_v<Field, Colour>) {
        std::string_view text;
        if (name == colour_field) return cursor.read_plain(text) && read_colour(text, field);
    }
    if constexpr (requires { read_plain(cursor, field); }) {
        return read_plain(cursor, field);
    } else {
        std::string_view text;
        if (!cursor.read_any(text)) return false;
        const Json json = parse_json(text);
        return !json.is_discarded() && read_field(json, name, field);
    }
}

} // namespace emic::record_values
