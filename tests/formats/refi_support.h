#pragma once

#include "engine/formats/refi_export.h"
#include "engine/formats/refi_import.h"
#include "engine/formats/refi_xml.h"
#include "engine/formats/zip_writer.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace emic::test {

/// A .qdpx made by hand: its description and files in sources/.
inline std::string qdpx(const std::string& description, const std::vector<std::pair<std::string, std::string>>& files = {}) {
    ZipWriter writer;
    writer.add("project.qde", description);
    for (const auto& [name, bytes] : files) writer.add(name, bytes);
    return writer.finish().value();
}

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline RefiImport imported(const std::string& bytes) {
    Result<RefiImport> import = read_refi({"study.qdpx", bytes});
    REQUIRE_MESSAGE(import.ok(), import.problem().message);
    CHECK(find_problems(import->project).empty());
    return std::move(import).value();
}

template <class Record> std::vector<Record> sorted_rows(const Project& project) {
    std::vector<Record> rows(project.table<Record>().begin(), project.table<Record>().end());
    std::sort(rows.begin(), rows.end(), [](const Record& a, const Record& b) {
        if constexpr (requires { a.position; })
            if (a.position != b.position) return a.position < b.position;
        return a.id < b.id;
    });
    return rows;
}

/// The project without what the standard has no place for.
inline Project as_the_standard_holds(const Project& project) {
    using refi::legal_text;
    Change change;
    const ProjectInfo& info = project.info();
    change.insert(ProjectInfo{{{1, 1}}, info.name, info.created, {}});
    for (Coder coder : sorted_rows<Coder>(project)) {
        coder.colour = 0;
        change.insert(coder);
    }
    std::uint32_t position = 0;
    for (Case record : sorted_rows<Case>(project)) {
        record.position = position++;
        change.insert(record);
    }
    position = 0;
    for (Attribute attribute : sorted_rows<Attribute>(project)) {
        attribute.position = position++;
        change.insert(attribute);
    }
    position = 0;
    for (Source source : sorted_rows<Source>(project)) {
        source.position = position++;
        source.origin.clear();
        source.speakers.clear();
        source.turns.clear();
        source.headings.clear();
        source.times.clear();
        change.insert(source);
    }
    for (AttributeValue value : sorted_rows<AttributeValue>(project)) {
        value.id = {refi::derived_guid(value.holder_id, to_string(value.attribute.guid))};
        change.insert(value);
    }
    std::map<Guid, std::uint32_t> siblings;
    for (Code code : sorted_rows<Code>(project)) {
        code.position = siblings[code.parent.guid]++;
        for (std::string* text : {&code.definition, &code.include, &code.exclude, &code.examples}) *text = legal_text(*text);
        change.insert(code);
    }
    for (Coding coding : sorted_rows<Coding>(project)) {
        coding.modified = coding.created;
        coding.weight.reset();
        change.insert(coding);
    }
    for (Memo memo : sorted_rows<Memo>(project)) {
        memo.text = legal_text(memo.text);
        change.insert(memo);
    }
    position = 0;
    for (Theme theme : sorted_rows<Theme>(project)) {
        theme.position = position++;
        theme.description = legal_text(theme.description);
        change.insert(theme);
    }
    for (const Kept& kept : sorted_rows<Kept>(project)) change.insert(kept);
    Project held;
    REQUIRE_FALSE(held.apply(change));
    return held;
}

/// Says of which record types two projects differ, and shows the first such record.
inline void check_same(const Project& a, const Project& b) {
    const auto compare = [&]<class Record>(std::type_identity<Record>) {
        CAPTURE(table_name<Record>());
        CHECK(a.table<Record>().size() == b.table<Record>().size());
        for (const Record& row : a.table<Record>()) {
            const Record* twin = b.find(row.id);
            CAPTURE(to_string(row.id.guid));
            if constexpr (std::is_same_v<Record, Kept>) {
                CAPTURE(row.place);
                CAPTURE(row.name);
                CHECK(twin);
                if (twin) CHECK(twin->text == row.text);
            } else if constexpr (std::is_same_v<Record, Memo>) {
                CAPTURE(row.text);
                CHECK(twin);
                if (twin) CHECK(static_cast<int>(twin->target) == static_cast<int>(row.target));
            } else {
                CHECK(twin);
            }
            if (twin) CHECK(*twin == row);
        }
    };
    [&]<class... Record>(std::type_identity<std::tuple<Record...>>) { (compare(std::type_identity<Record>()), ...); }(std::type_identity<RecordTypes>());
}

} // namespace emic::test
