#pragma once
// How the fields of records stand in JSON, a row of functions for every type of field; part of record_json.cpp.

#include "engine/formats/plain_values.h"
#include "engine/formats/record_values.h"

#include <algorithm>

namespace emic {

enum class FieldChange { made, unreadable, was_another };

/// What can be done with a field of some type; `field` and `other` point to values of that type, `name` is the field's.
struct FieldCodec {
    bool (*is_zero)(const void* field);
    bool (*equal)(const void* field, const void* other);
    /// Appends "name":value.
    void (*append)(std::string& out, std::string_view name, const void* field);
    /// The same where only `other` is known at reading; see append_difference() of record_json.h.
    void (*append_difference)(std::string& out, std::string_view name, const void* field, const void* other);
    /// False when it is something else; of a list what can be read is taken.
    bool (*read)(const nlohmann::json& json, std::string_view name, void* field);
    bool (*read_plain)(JsonCursor& cursor, std::string_view name, void* field);
    FieldChange (*change)(const nlohmann::json& before, const nlohmann::json& after, std::string_view name, void* field);
    /// "a whole number"
    std::string_view (*expected)(std::string_view name);
};

namespace record_values {

/// The stretch in which two texts differ, as lengths of what they share; on code point boundaries.
struct SharedEnds {
    std::size_t front = 0;
    std::size_t back = 0;
};

inline SharedEnds shared_ends(std::string_view a, std::string_view b) {
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

inline void append_text_difference(std::string& out, std::string_view name, std::string_view text, std::string_view other) {
    const SharedEnds ends = shared_ends(text, other);
    out += '"' + std::string(name) + "\":[" + std::to_string(ends.front) + ",";
    append_json_string(out, text.substr(ends.front, text.size() - ends.front - ends.back));
    out += ']';
}

/// Whether only the stretch that differs is written of two values of a field: of documents always, of memos and other words where both are
/// so long that it pays.
inline bool is_spliced(const SharedText&, const SharedText&) { return true; }
inline bool is_spliced(const std::string& text, const std::string& other) {
    constexpr std::size_t pays = 256; // bytes
    return text.size() >= pays && other.size() >= pays && is_valid_utf8(text) && is_valid_utf8(other);
}
inline std::string_view words_of_field(const SharedText& text) { return text.view(); }
inline std::string_view words_of_field(const std::string& text) { return text; }
template <class Field>
concept Spliced = requires(const Field& field) { is_spliced(field, field); };

inline bool apply_text_difference(std::string& text, const Json& before, const Json& after) {
    std::uint32_t at = 0;
    std::uint32_t same = 0;
    std::string removed;
    std::string inserted;
    const auto read = [](const Json& json, std::uint32_t& offset, std::string& stretch) {
        return json.is_array() && json.size() == 2 && read_value(json[0], offset) && read_value(json[1], stretch);
    };
    if (!read(before, at, removed) || !read(after, same, inserted) || at != same) return false;
    if (at > text.size() || std::string_view(text).substr(at, removed.size()) != removed) return false;
    text.replace(at, removed.size(), inserted);
    return true;
}

template <class Field> FieldChange change_field(const Json& before, const Json& after, std::string_view name, Field& field) {
    if constexpr (Spliced<Field>) {
        if (before.is_array() || std::is_same_v<Field, SharedText>) {
            std::string text(words_of_field(field));
            if (!apply_text_difference(text, before, after)) return FieldChange::was_another;
            field = Field(std::move(text));
            return FieldChange::made;
        }
    }
    {
        Field old{};
        Field value{};
        if (!read_field(before, name, old) || !read_field(after, name, value)) return FieldChange::unreadable;
        if (!(old == field)) return FieldChange::was_another;
        field = std::move(value);
        return FieldChange::made;
    }
}

} // namespace record_values

template <class Field>
inline constexpr FieldCodec field_codec = {
    [](const void* field) { return *static_cast<const Field*>(field) == Field{}; },
    [](const void* field, const void* other) { return *static_cast<const Field*>(field) == *static_cast<const Field*>(other); },
    [](std::string& out, std::string_view name, const void* field) {
        record_values::append_field(out, name, *static_cast<const Field*>(field));
    },
    [](std::string& out, std::string_view name, const void* field, const void* other) {
        const auto& value = *static_cast<const Field*>(field);
        if constexpr (record_values::Spliced<Field>) {
            const auto& former = *static_cast<const Field*>(other);
            if (record_values::is_spliced(value, former))
                return record_values::append_text_difference(out, name, record_values::words_of_field(value), record_values::words_of_field(former));
        }
        record_values::append_field(out, name, value);
    },
    [](const nlohmann::json& json, std::string_view name, void* field) {
        return record_values::read_field(json, name, *static_cast<Field*>(field));
    },
    [](JsonCursor& cursor, std::string_view name, void* field) {
        return record_values::read_plain_field(cursor, name, *static_cast<Field*>(field));
    },
    [](const nlohmann::json& before, const nlohmann::json& after, std::string_view name, void* field) {
        return record_values::change_field(before, after, name, *static_cast<Field*>(field));
    },
    [](std::string_view name) { return record_values::expected<Field>(name); },
};

} // namespace emic
