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

/// A document: an interview transcript or any other text that is coded.
struct Source {
    Id<Source> id;
    Id<Case> case_id; ///< may be null
    std::string name;
    std::uint32_t position = 0;
    SharedText text;
    std::string origin; ///< the file it was imported from, without folders
    WallTime imported = 0;
    UnknownFields unknown;

    bool operator==(const Source&) const = default;
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

/// Every record type, in the order in which tables are written and their references can be resolved.
using RecordTypes = std::tuple<ProjectInfo, Coder, Case, Source, Code, Coding, Memo, Theme>;

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
    } else if constexpr (std::is_same_v<Plain, Code>) {
        visit("parent", record.parent);
        visit("position", record.position);
        visit("name", record.name);
        visit("colour", record.colour);
        visit("definition", record.definition);
        visit("include", record.include);
        visit("exclude", record.exclude);
        visit("examples", record.examples);
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
    }
}

} // namespace emic
