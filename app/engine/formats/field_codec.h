#pragma once
// How the fields of records stand in JSON, a row of functions for every type of field; part of record_json.cpp.

#include "engine/formats/plain_values.h"
#include "engine/formats/record_values.h"
#include "engine/formats/sha256.h"
#include "engine/text.h"

#include <algorithm>

namespace emic {

enum class FieldChange { made, unreadable, was_another };

/// What can be done with a field of some type; `field` and `other` point to values of that type, `name` is the field's.
struct FieldCodec {
    bool (*is_zero)(const void* field);
    bool (*equal)(const void* field, const void* other);
    /// Appends "name":value.
    void (*append)(std::string& out, std::string_view name, const void* field);
    /// The same where `other` is known at reading; see append_difference() of record_json.h, for what comes back too.
    bool (*append_difference)(std::string& out, std::string_view name, const void* field, const void* other);
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

/// "name":[byte offset, "the stretch that differs"
inline void append_stretch(std::string& out, std::string_view name, std::string_view text, std::string_view other) {
    const SharedEnds ends = shared_ends(text, other);
    out += '"' + std::string(name) + "\":[" + std::to_string(ends.front) + ",";
    append_json_string(out, text.substr(ends.front, text.size() - ends.front - ends.back));
}

/// Tells two values of a field apart, so that a stretch never comes into other words than those that it was taken from.
inline std::string words_mark(std::string_view words) { return sha256_hex(words).substr(0, 16); }

/// Whether of words (a memo, a definition) only the stretch that differs is written: where both are so long that it pays.
inline bool is_spliced(std::string_view words, std::string_view other) {
    constexpr std::size_t pays = 256; // bytes
    return words.size() >= pays && other.size() >= pays && is_valid_utf8(words) && is_valid_utf8(other);
}

/// A stretch as append_stretch() writes it, with whatever stands behind it.
struct Stretch {
    std::uint32_t at = 0;
    std::string words;

    [[nodiscard]] bool read(const Json& json, std::size_t items) {
        return json.is_array() && json.size() == items && read_value(json[0], at) && read_value(json[1], words);
    }
    [[nodiscard]] bool stands_in(std::string_view text) const { return at <= text.size() && text.substr(at, words.size()) == words; }
};

inline FieldChange change_text(SharedText& text, const Json& before, const Json& after) {
    Stretch removed, inserted;
    if (!removed.read(before, 2) || !inserted.read(after, 2) || removed.at != inserted.at || !removed.stands_in(text.view())) return FieldChange::was_another;
    std::string changed(text.view());
    changed.replace(removed.at, removed.words.size(), inserted.words);
    text = SharedText(std::move(changed));
    return FieldChange::made;
}

/// [byte offset, "stretch", "words_mark() of the whole value"], from version 3 of the journal on.
inline FieldChange change_words(std::string& words, const Json& before, const Json& after) {
    Stretch removed, inserted;
    if (!removed.read(before, 3) || before[2] != words_mark(words) || !removed.stands_in(words)) return FieldChange::was_another;
    if (!inserted.read(after, 3) || removed.at != inserted.at) return FieldChange::unreadable;
    std::string changed = words;
    changed.replace(removed.at, removed.words.size(), inserted.words);
    if (after[2] != words_mark(changed)) return FieldChange::unreadable;
    words = std::move(changed);
    return FieldChange::made;
}

template <class Field> FieldChange change_field(const Json& before, const Json& after, std::string_view name, Field& field) {
    if constexpr (std::is_same_v<Field, SharedText>) {
        return change_text(field, before, after);
    } else {
        if constexpr (std::is_same_v<Field, std::string>)
            if (before.is_array()) return change_words(field, before, after);
        Field old{};
        Field value{};
        if (!read_field(before, name, old) || !(old == field)) return FieldChange::was_another;
        if (!read_field(after, name, value)) return FieldChange::unreadable;
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
        if constexpr (std::is_same_v<Field, SharedText>) {
            record_values::append_stretch(out, name, value.view(), static_cast<const Field*>(other)->view());
            out += ']';
            return false;
        }
        if constexpr (std::is_same_v<Field, std::string>)
            if (const Field& former = *static_cast<const Field*>(other); record_values::is_spliced(value, former)) {
                record_values::append_stretch(out, name, value, former);
                out += ",\"" + record_values::words_mark(value) + "\"]";
                return true;
            }
        record_values::append_field(out, name, value);
        return false;
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
