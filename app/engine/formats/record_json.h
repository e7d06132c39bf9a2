#pragma once

#include "engine/formats/json_cursor.h"
#include "engine/records.h"

#include <array>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace emic {

// How records stand in project files and journals:
//
//     {"id":"01234567-…","document":"89abcdef-…","range":[7,13],"code":"…","coder":"…","created":1700000000000}
//
// Field names and order are visit_fields(). A field with its type's zero value is left out. Ids are GUIDs in lower case,
// colours "#rrggbb", times milliseconds since 1970, ranges [begin, end) in UTF-8 bytes, passages {"document", "range"},
// relations {"to", "name"}. Fields that this version does not know are kept in Record::unknown and written back last.

/// The word for one record of a type, as researchers say it: "coding", "document".
template <class Record> constexpr const char* record_word() {
    if constexpr (std::is_same_v<Record, ProjectInfo>) return "project description";
    else if constexpr (std::is_same_v<Record, Coder>) return "coder";
    else if constexpr (std::is_same_v<Record, Case>) return "case";
    else if constexpr (std::is_same_v<Record, Source>) return "document";
    else if constexpr (std::is_same_v<Record, Code>) return "code";
    else if constexpr (std::is_same_v<Record, Coding>) return "coding";
    else if constexpr (std::is_same_v<Record, Memo>) return "memo";
    else if constexpr (std::is_same_v<Record, Attribute>) return "attribute";
    else if constexpr (std::is_same_v<Record, AttributeValue>) return "attribute's value";
    else if constexpr (std::is_same_v<Record, Pseudonym>) return "pseudonym";
    else if constexpr (std::is_same_v<Record, Kept>) return "kept part of another program's file";
    else return "theme";
}

/// Calls `visit(std::type_identity<Record>{})` for every record type in the order of RecordTypes.
template <class Visit> void for_each_record_type(Visit&& visit) {
    [&]<class... Records>(std::type_identity<std::tuple<Records...>>) {
        (visit(std::type_identity<Records>{}), ...);
    }(std::type_identity<RecordTypes>{});
}

/// What is wrong with a record's JSON, one sentence per fault: "“weight” should be a whole number."
using Faults = std::vector<std::string>;

/// The fields of one record of any type, named and with the way in which each stands in JSON: what reads and writes
/// records is compiled once and not for every type, which a page is downloaded for.
struct RecordView {
    struct Field {
        const char* name = nullptr;
        const struct FieldCodec* codec = nullptr; ///< field_codec.h
        void* value = nullptr;
    };
    static constexpr std::size_t most_fields = 12; ///< one more stops the program

    Guid* id = nullptr;
    UnknownFields* unknown = nullptr;
    std::array<Field, most_fields> fields; ///< in the order of visit_fields
    std::size_t count = 0;

    [[nodiscard]] std::span<const Field> all() const { return {fields.data(), count}; }
};

/// Valid as long as the record stays where it is.
template <class Record> RecordView view_of(Record& record);
/// For those that only look at the record.
template <class Record> RecordView view_of(const Record& record) { return view_of(const_cast<Record&>(record)); }

/// Appends a whole record as a JSON object.
void append_record(std::string& out, const RecordView& record);
template <class Record> void append_record(std::string& out, const Record& record) { append_record(out, view_of(record)); }

/// Reads what append_record writes into a blank record. A faulty field keeps its zero value, or of a list what can be
/// read, and is reported; a record without a readable id keeps the null Id.
void read_record(const nlohmann::json& json, const RecordView& record, Faults& faults);
template <class Record> Record read_record(const nlohmann::json& json, Faults& faults) {
    Record record;
    read_record(json, view_of(record), faults);
    return record;
}

/// The same from where the cursor stands, without a DOM, for records as Emic writes them. False for any other: the cursor
/// is then somewhere inside, the record half read, and read_record() has to judge.
bool read_plain_record(JsonCursor& cursor, const RecordView& record);

/// Appends the fields in which `record` differs from `other` of the same type, as a JSON object with the values of
/// `record`. Texts of documents stand as [byte offset, "the stretch that differs"]; so do long words (memos, definitions), with
/// a mark of the whole behind it: true when there are such, which readers of journals before version 3 do not know.
bool append_difference(std::string& out, const RecordView& record, const RecordView& other);

/// Turns `record` from what it was into what it becomes, by two such objects. A fault when `before` is not how the record
/// stands; the record is then of no use. A field whose new value cannot be read stays as it was and is named in `unread`.
void apply_difference(const RecordView& record, const nlohmann::json& before, const nlohmann::json& after, Faults& faults, Faults& unread);

/// Parses JSON without throwing. Discarded (is_discarded()) when it is not JSON, has an ill-formed character or is
/// nested deeper than 64 levels.
nlohmann::json parse_json(std::string_view text);

/// JSON text of an object with every field of `json` that `known` does not name; empty when there is none.
UnknownFields unknown_fields(const nlohmann::json& json, std::span<const std::string_view> known);

/// Appends the fields of `unknown` after others of an object: `,"status":"draft"`.
void append_unknown(std::string& out, const UnknownFields& unknown);

} // namespace emic
