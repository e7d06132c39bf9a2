#pragma once

#include "engine/ids.h"
#include "engine/text.h"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace emic {

/// Milliseconds since 1970-01-01T00:00:00Z; for display only, never for ordering.
using WallTime = std::int64_t;

/// A colour as 0xRRGGBB.
using Colour = std::uint32_t;

/// JSON text of an object with the fields a newer version wrote and this one does not know; empty when there are none.
using UnknownFields = std::string;

/// The project as a whole: exactly one record per project.
struct ProjectInfo {
    Id<ProjectInfo> id;
    std::string name;
    WallTime created = 0;
    UnknownFields unknown;

    bool operator==(const ProjectInfo&) const = default;
};

/// A person who codes.
struct Coder {
    Id<Coder> id;
    std::string name;
    Colour colour = 0;
    UnknownFields unknown;

    bool operator==(const Coder&) const = default;
};

/// A participant or site that documents belong to.
struct Case {
    Id<Case> id;
    std::string name;
    std::uint32_t position = 0;
    UnknownFields unknown;

    bool operator==(const Case&) const = default;
};

enum class AttributeType { text, boolean, integer, number, date, date_time };

/// Something that is known of every case or document: age, site, date of the interview.
struct Attribute {
    Id<Attribute> id;
    std::string name;
    std::uint32_t position = 0;
    AttributeType type = AttributeType::text;
    std::string description;
    UnknownFields unknown;

    bool operator==(const Attribute&) const = default;
};

/// Someone who speaks in a document.
struct Speaker {
    std::string name;
    Id<Case> case_id;         ///< the case whose words these are; may be null
    bool interviewer = false; ///< their turns can be left out of coding statistics

    bool operator==(const Speaker&) const = default;
};

/// What one speaker says without being interrupted; turns of a document are sorted and do not overlap.
///
///     Ana: I felt lonely.
///     range [                   )   words from here, behind the label and its blanks: "I"
///
struct Turn {
    TextRange range;           ///< with the label, without white space around it
    std::uint32_t words = 0;   ///< where what is said begins, in bytes of the text; range.begin where there is no label
    std::uint32_t speaker = 0; ///< place in Source::speakers

    bool operator==(const Turn&) const = default;
};

/// A heading of a document: the whole paragraph. Sorted by place.
struct Heading {
    TextRange range;
    std::uint32_t level = 1; ///< 1 to 9, 1 the highest

    bool operator==(const Heading&) const = default;
};

/// Where in the text a moment of the recording stands. Sorted by place.
struct TimeAnchor {
    std::uint32_t at = 0;           ///< bytes of the text
    std::int64_t milliseconds = 0;  ///< since the recording's start

    bool operator==(const TimeAnchor&) const = default;
};

/// A document: an interview transcript or any other text that is coded.
struct Source {
    Id<Source> id;
    Id<Case> case_id; ///< may be null
    std::string name;
    std::uint32_t position = 0;
    SharedText text;
    std::string origin; ///< the file it was imported from, without folders
    WallTime imported = 0;
    std::vector<Speaker> speakers; ///< in order of their first turn
    std::vector<Turn> turns;
    std::vector<Heading> headings;
    std::vector<TimeAnchor> times;
    UnknownFields unknown;

    bool operator==(const Source&) const = default;
};

enum class AttributeHolder { case_, source };

/// What an attribute says of one case or document. One record for an attribute and a holder; no value, no record.
struct AttributeValue {
    Id<AttributeValue> id;
    Id<Attribute> attribute;
    AttributeHolder holder = AttributeHolder::case_;
    Guid holder_id;    ///< of the case or document
    /// Never empty. By type: "true" or "false"; "-12"; "1.5" as xsd:decimal; "2024-05-31"; "2024-05-31T14:00:00Z".
    std::string value;
    UnknownFields unknown;

    bool operator==(const AttributeValue&) const = default;
};

/// A code of the codebook.
struct Code {
    Id<Code> id;
    Id<Code> parent; ///< null at the top of the tree
    std::uint32_t position = 0;
    std::string name;
    Colour colour = 0;
    std::string definition;
    std::string include;
    std::string exclude;
    std::string examples;
    bool category = false; ///< only gathers codes and is not put on passages itself
    UnknownFields unknown;

    bool operator==(const Code&) const = default;
};

/// One code on one passage by one coder. Two coders on the same passage are two facts.
struct Coding {
    Id<Coding> id;
    Id<Source> source;
    TextRange range;
    Id<Code> code;
    Id<Coder> coder;
    WallTime created = 0;
    WallTime modified = 0;
    std::optional<std::int32_t> weight; ///< 0 to 100, as the researcher means it
    UnknownFields unknown;

    bool operator==(const Coding&) const = default;
};

/// A stretch of one document, coded or not.
struct Passage {
    Id<Source> source;
    TextRange range;

    auto operator<=>(const Passage&) const = default;
};

enum class MemoTarget { project, source, code, passage, case_, theme };

/// A note on the project, a document, a code, a passage, a case or a theme.
struct Memo {
    Id<Memo> id;
    MemoTarget target = MemoTarget::project;
    Guid target_id;  ///< of the document, code, case or theme; the document's for a passage; null for the project
    TextRange range; ///< of a passage; empty otherwise
    std::string title; ///< may be empty
    std::string text;
    Id<Coder> coder;
    WallTime created = 0;
    WallTime modified = 0;
    UnknownFields unknown;

    bool operator==(const Memo&) const = default;
};

struct Theme;

/// "this theme <name> that theme", as the researcher words it.
struct ThemeRelation {
    Id<Theme> to;
    std::string name;

    bool operator==(const ThemeRelation&) const = default;
};

/// A theme: what codes and quotations together say.
struct Theme {
    Id<Theme> id;
    std::uint32_t position = 0;
    std::string name;
    std::string description;
    std::vector<Id<Code>> codes;          ///< in the researcher's order
    std::vector<Passage> key_quotations;  ///< in the researcher's order
    std::vector<ThemeRelation> relations; ///< in the researcher's order
    UnknownFields unknown;

    bool operator==(const Theme&) const = default;
};

/// A word that tells who somebody is, and what stands in its place in exports that ask for it.
struct Pseudonym {
    Id<Pseudonym> id;
    std::string real;    ///< "Birmingham"; replaced as a whole word, with capitals as they are
    std::string standin; ///< "a city"
    std::uint32_t position = 0;
    UnknownFields unknown;

    bool operator==(const Pseudonym&) const = default;
};

/// Something of an imported file that Emic has no place for, kept to be written back as it came: a picture with its
/// coded regions, a link, a graph, a recording.
struct Kept {
    Id<Kept> id;
    std::string place;          ///< what and where it was, in the words of the format that kept it: "refi/Links"
    Guid owner;                 ///< the record it hangs on; null for the project
    std::uint32_t position = 0; ///< among those of the same place
    std::string name;           ///< for people: the picture's or link's name
    std::string text;           ///< XML or other text, as it stood there
    SharedBytes bytes;          ///< a file's content
    UnknownFields unknown;

    bool operator==(const Kept&) const = default;
};

/// Every record type, in the order in which tables are written and their references can be resolved.
using RecordTypes = std::tuple<ProjectInfo, Coder, Case, Attribute, Source, AttributeValue, Code, Coding, Memo, Theme,
                               Pseudonym, Kept>;

/// RecordTypes with each type wrapped: EachRecord<std::tuple, Table> is std::tuple<Table<ProjectInfo>, …>.
template <template <class...> class Outer, template <class...> class Inner, class Records = RecordTypes> struct EachRecordOf;
template <template <class...> class Outer, template <class...> class Inner, class... Records>
struct EachRecordOf<Outer, Inner, std::tuple<Records...>> {
    using Type = Outer<Inner<Records>...>;
};
template <template <class...> class Outer, template <class...> class Inner>
using EachRecord = typename EachRecordOf<Outer, Inner>::Type;

/// The name of a record type's table in project files and journals.
template <class Record> constexpr const char* table_name();
template <> constexpr const char* table_name<ProjectInfo>() { return "project"; }
template <> constexpr const char* table_name<Coder>() { return "coders"; }
template <> constexpr const char* table_name<Case>() { return "cases"; }
template <> constexpr const char* table_name<Source>() { return "documents"; }
template <> constexpr const char* table_name<Code>() { return "codes"; }
template <> constexpr const char* table_name<Coding>() { return "codings"; }
template <> constexpr const char* table_name<Memo>() { return "memos"; }
template <> constexpr const char* table_name<Theme>() { return "themes"; }
template <> constexpr const char* table_name<Attribute>() { return "attributes"; }
template <> constexpr const char* table_name<AttributeValue>() { return "values"; }
template <> constexpr const char* table_name<Pseudonym>() { return "pseudonyms"; }
template <> constexpr const char* table_name<Kept>() { return "kept"; }

/// Calls `visit(name, field)` for every stored field of a record but `id` and `unknown`; files and journals are written
/// from this list, so a new field stands here and nowhere else. `Record` may be const.
template <class Record, class Visit> void visit_fields(Record& record, Visit&& visit) {
    using Plain = std::remove_const_t<Record>;
    if constexpr (std::is_same_v<Plain, ProjectInfo>) {
        visit("name", record.name);
        visit("created", record.created);
    } else if constexpr (std::is_same_v<Plain, Coder>) {
        visit("name", record.name);
        visit("colour", record.colour);
    } else if constexpr (std::is_same_v<Plain, Case>) {
        visit("name", record.name);
        visit("position", record.position);
    } else if constexpr (std::is_same_v<Plain, Source>) {
        visit("case", record.case_id);
        visit("name", record.name);
        visit("position", record.position);
        visit("text", record.text);
        visit("origin", record.origin);
        visit("imported", record.imported);
        visit("speakers", record.speakers);
        visit("turns", record.turns);
        visit("headings", record.headings);
        visit("times", record.times);
    } else if constexpr (std::is_same_v<Plain, Attribute>) {
        visit("name", record.name);
        visit("position", record.position);
        visit("type", record.type);
        visit("description", record.description);
    } else if constexpr (std::is_same_v<Plain, AttributeValue>) {
        visit("attribute", record.attribute);
        visit("holder", record.holder);
        visit("holder_id", record.holder_id);
        visit("value", record.value);
    } else if constexpr (std::is_same_v<Plain, Code>) {
        visit("parent", record.parent);
        visit("position", record.position);
        visit("name", record.name);
        visit("colour", record.colour);
        visit("definition", record.definition);
        visit("include", record.include);
        visit("exclude", record.exclude);
        visit("examples", record.examples);
        visit("category", record.category);
    } else if constexpr (std::is_same_v<Plain, Coding>) {
        visit("document", record.source);
        visit("range", record.range);
        visit("code", record.code);
        visit("coder", record.coder);
        visit("created", record.created);
        visit("modified", record.modified);
        visit("weight", record.weight);
    } else if constexpr (std::is_same_v<Plain, Memo>) {
        visit("target", record.target);
        visit("target_id", record.target_id);
        visit("range", record.range);
        visit("title", record.title);
        visit("text", record.text);
        visit("coder", record.coder);
        visit("created", record.created);
        visit("modified", record.modified);
    } else if constexpr (std::is_same_v<Plain, Theme>) {
        visit("position", record.position);
        visit("name", record.name);
        visit("description", record.description);
        visit("codes", record.codes);
        visit("key_quotations", record.key_quotations);
        visit("relations", record.relations);
    } else if constexpr (std::is_same_v<Plain, Pseudonym>) {
        visit("real", record.real);
        visit("standin", record.standin);
        visit("position", record.position);
    } else if constexpr (std::is_same_v<Plain, Kept>) {
        visit("place", record.place);
        visit("owner", record.owner);
        visit("position", record.position);
        visit("name", record.name);
        visit("text", record.text);
        visit("bytes", record.bytes);
    }
}

} // namespace emic
