#include "engine/formats/project_file.h"

#include "engine/formats/json_mend.h"
#include "engine/formats/json_text.h"
#include "engine/formats/project_repair.h"
#include "engine/formats/record_json.h"
#include "engine/formats/sha256.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <iterator>

namespace emic {

namespace {

using Json = nlohmann::json;

constexpr std::string_view format_name = "emic-project";
constexpr std::string_view checksum_key = ",\n\"sha256\":\"";

// ---------------------------------------------------------------- writing

/// A record of some type by its id, and how it is looked at.
struct Row {
    Guid id;
    const void* record;
};

void append_rows(std::string& out, const char* table, std::vector<Row> rows, RecordView (*view)(const void* record)) {
    const auto before = [](const Row& a, const Row& b) { return a.id < b.id; };
    if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
    out += ",\n\"" + std::string(table) + "\":[";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        append_record(out, view(rows[i].record));
    }
    out += ']';
}

template <class Record> void append_table(std::string& out, const Table<Record>& table) {
    std::vector<Row> rows;
    rows.reserve(table.size());
    for (const Record& record : table) rows.push_back({record.id.guid, &record});
    append_rows(out, table_name<Record>(), std::move(rows),
                [](const void* record) { return view_of(*static_cast<const Record*>(record)); });
}

// ---------------------------------------------------------------- versions

/// Turns a whole file of version i + 1 into one of version i + 2. A new version adds a row.
using Migration = void (*)(Json& file);
constexpr Migration migrations[] = {
    // Version 2 added attributes, speakers, pseudonyms and kept parts: a file without them is one without any.
    [](Json&) {},
};
static_assert(std::size(migrations) == project_file_version - 1);

// ---------------------------------------------------------------- reading

/// A named value of the file's outermost object, as it stands there.
struct Part {
    std::string_view key;
    std::string_view value;
};

/// The parts of a file that is a JSON object as far as its outermost level; the values are not judged.
std::optional<std::vector<Part>> parts_of(std::string_view bytes) {
    JsonCursor cursor(bytes);
    std::vector<Part> parts;
    if (!cursor.take('{')) return std::nullopt;
    do {
        Part part;
        if (!cursor.read_plain(part.key) || !cursor.take(':') || !cursor.read_any(part.value)) return std::nullopt;
        parts.push_back(part);
    } while (cursor.take(','));
    if (!cursor.take('}') || !cursor.at_end()) return std::nullopt;
    return parts;
}

/// Where the records of one table go while a file is read.
struct TableRows {
    const char* table;
    const char* word; ///< for one of them
    void* rows;       ///< std::vector of the record type
    RecordView (*add)(void* rows); ///< a blank one at the end
    void (*take_back)(void* rows); ///< the last one
};

template <class Record> TableRows rows_of(RecordSet& records) {
    return {table_name<Record>(), record_word<Record>(), &records.of<Record>(),
            [](void* rows) { return view_of(static_cast<std::vector<Record>*>(rows)->emplace_back()); },
            [](void* rows) { static_cast<std::vector<Record>*>(rows)->pop_back(); }};
}

Problem not_whole() {
    return {ProblemKind::unreadable,
            "This is not a whole Emic project: the file is cut short or damaged. Nothing was changed. Please open another "
            "copy of it.",
            "project file"};
}

class FileReader {
public:
    FileReader() {
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { m_tables.push_back(rows_of<Record>(m_records)); });
    }

    Result<ProjectFile> read(std::string_view bytes) {
        if (const auto parts = parts_of(bytes); parts && is_of_this_version(*parts)) return read_parts(*parts, bytes);
        return read_whole(bytes);
    }

private:
    /// The value of some JSON text, set right where it is none; a string of what stands there where nothing else helps.
    Json parse_or_mend(std::string_view text, const std::string& what) {
        Json json = parse_json(text);
        if (!json.is_discarded()) return json;
        const MendedJson mended = mend_json(text);
        json = parse_json(mended.text);
        if (mended.characters > 0) m_log.note(what + " has characters that are none. They became “�” or “?”; what stood around them is whole.");
        if (!json.is_discarded()) {
            if (mended.values > 0) m_log.note(what + " has a value that is none. What stood there is kept in the file, but not used.");
            return json;
        }
        m_log.note(what + " cannot be read. It is kept in the file as it stands, but not used.");
        std::size_t replaced = 0;
        return repair_utf8(text, replaced);
    }

    /// Its records may be taken one by one; no file of ours has two parts of one name.
    static bool is_of_this_version(const std::vector<Part>& parts) {
        std::vector<std::string_view> names;
        bool ours = false, current = false;
        for (const Part& part : parts) {
            names.push_back(part.key);
            if (part.key == "format") ours = parse_json(part.value) == format_name;
            if (part.key == "version") current = parse_json(part.value).is_discarded() || parse_json(part.value) == project_file_version;
        }
        std::sort(names.begin(), names.end());
        return ours && current && std::adjacent_find(names.begin(), names.end()) == names.end();
    }

    /// Without ever holding more than one record in the form of the file.
    Result<ProjectFile> read_parts(const std::vector<Part>& parts, std::string_view bytes) {
        Json rest = Json::object();
        for (const Part& part : parts) {
            const bool is_table = std::any_of(m_tables.begin(), m_tables.end(), [&](const TableRows& t) { return part.key == t.table; });
            if (is_table) continue;
            rest[std::string(part.key)] = parse_or_mend(part.value, "“" + std::string(part.key) + "” in the file");
        }
        bool whole = true;
        for (const TableRows& table : m_tables)
            for (const Part& part : parts)
                if (part.key == table.table) whole = whole && take_table_text(table, part.value);
        if (!whole) return not_whole();
        return finish(rest, bytes);
    }

    /// False when the text is not JSON.
    bool take_table_text(const TableRows& table, std::string_view text) {
        JsonCursor cursor(text);
        if (!cursor.take('[')) {
            Json file = Json::object();
            file[table.table] = parse_or_mend(text, "The list of " + std::string(table.table) + " in the file");
            take_table(table, file);
            return true;
        }
        if (cursor.take(']')) return cursor.at_end();
        do {
            const std::size_t begin = cursor.place();
            if (read_plain_record(cursor, table.add(table.rows))) continue;
            table.take_back(table.rows);
            cursor.go_to(begin);
            std::string_view unusual;
            if (!cursor.read_any(unusual)) return false;
            take(table, parse_or_mend(unusual, "A " + std::string(table.word) + " in the file"));
        } while (cursor.take(','));
        return cursor.take(']') && cursor.at_end();
    }

    /// By way of a DOM: files of earlier versions, and what turns out to be no project file.
    Result<ProjectFile> read_whole(std::string_view bytes) {
        Json file = parse_json(bytes);
        if (file.is_discarded()) {
            if (!parts_of(bytes)) return not_whole();
            file = parse_or_mend(bytes, "The file");
        }
        const auto version = file.find("version");
        if (!file.is_object() || file.value("format", Json()) != format_name || version == file.end() ||
            !version->is_number_unsigned() || version->get<std::uint64_t>() == 0)
            return Problem{ProblemKind::unreadable,
                           "This is not an Emic project. Documents are imported, not opened.", "project file"};
        if (version->get<std::uint64_t>() > project_file_version)
            return Problem{ProblemKind::unsupported,
                           "This project was saved by a newer version of Emic. Nothing was changed. Please open it with "
                           "that version.",
                           "project file"};
        for (std::size_t i = version->get<std::size_t>(); i < project_file_version; ++i) migrations[i - 1](file);
        for (const TableRows& table : m_tables) take_table(table, file);
        return finish(file, bytes);
    }

    void take_table(const TableRows& table, Json& file) {
        const auto list = file.find(table.table);
        if (list == file.end()) return;
        if (list->is_array()) {
            for (const Json& record : *list) take(table, record);
        } else {
            m_log.note("The list of " + std::string(table.table) + " in the file is not a list.");
            m_log.leave_out(list->dump());
        }
        file.erase(list);
    }

    void take(const TableRows& table, const Json& json) {
        Faults faults;
        const RecordView record = table.add(table.rows);
        read_record(json, record, faults);
        if (!faults.empty()) m_log.leave_out(json.dump());
        for (const std::string& fault : faults)
            m_log.note("A " + std::string(table.word) + " in the file is damaged: " + fault);
        if (record.id->is_null()) table.take_back(table.rows);
    }

    Result<ProjectFile> finish(Json& file, std::string_view bytes) {
        if (!checksum_holds(file, bytes))
            m_log.note("The file was changed by another program after Emic saved it, or it is damaged. Please check it.");
        repair(m_records, m_log);
        ProjectFile read;
        if (const auto journal = file.find("journal"); journal != file.end() && journal->is_object()) {
            const Json lamport = journal->value("lamport", Json());
            const Json last_hash = journal->value("last_hash", Json());
            if (lamport.is_number_unsigned()) read.journal.lamport = lamport.get<std::uint64_t>();
            if (last_hash.is_string()) read.journal.last_hash = last_hash.get<std::string>();
        }
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { put<Record>(read.project); });
        if (const std::vector<Problem> problems = find_problems(read.project); !problems.empty())
            return problems.front(); // a fault that repair() does not know
        keep_left_out(file);
        read.project.unknown =
            unknown_fields(file, std::to_array<std::string_view>({"format", "version", "saved_by", "journal", "sha256"}));
        read.notes = m_log.notes();
        return read;
    }

    /// True as well for a file without a checksum: it was written by hand or by another program.
    static bool checksum_holds(const Json& file, std::string_view bytes) {
        const auto checksum = file.find("sha256");
        if (checksum == file.end()) return true;
        const std::size_t end = bytes.rfind(checksum_key);
        return end != std::string_view::npos && *checksum == sha256_hex(bytes.substr(0, end));
    }

    template <class Record> void put(Project& project) {
        constexpr std::size_t batch = 1024; // bounds the memory that changes take
        auto& rows = m_records.of<Record>();
        for (std::size_t i = 0; i < rows.size();) {
            Change change;
            for (; i < rows.size() && change.edits.size() < batch; ++i) change.insert(std::move(rows[i]));
            const Outcome problem = project.apply(change);
            assert(!problem);
            (void)problem;
        }
        rows.clear();
    }

    void keep_left_out(Json& file) const {
        if (m_log.left_out().empty()) return;
        Json& list = file["left_out"];
        if (!list.is_array()) list = Json::array();
        for (const std::string& record : m_log.left_out()) list.push_back(parse_json(record));
    }

    RecordSet m_records;
    std::vector<TableRows> m_tables; ///< in the order of RecordTypes
    RepairLog m_log;
};

} // namespace

std::string write_project_file(const Project& project, const JournalPlace& journal) {
    std::string out = "{\"format\":\"" + std::string(format_name) +
                      "\",\"version\":" + std::to_string(project_file_version) + ",\"saved_by\":\"Emic\"";
    if (!(journal == JournalPlace{})) {
        out += ",\n\"journal\":{\"lamport\":" + std::to_string(journal.lamport) + ",\"last_hash\":";
        append_json_string(out, journal.last_hash);
        out += '}';
    }
    for_each_record_type([&]<class Record>(std::type_identity<Record>) { append_table(out, project.table<Record>()); });
    append_unknown(out, project.unknown);
    const std::string checksum = sha256_hex(out);
    out += checksum_key;
    out += checksum;
    out += "\"}\n";
    return out;
}

bool is_project_file(std::string_view bytes) { return bytes.substr(0, 200).find("\"emic-project\"") != std::string_view::npos; }

Result<ProjectFile> read_project_file(std::string_view bytes) { return FileReader().read(bytes); }

} // namespace emic
