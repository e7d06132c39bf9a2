#include "engine/formats/project_file.h"

#include "engine/formats/json_text.h"
#include "engine/formats/project_repair.h"
#include "engine/formats/record_json.h"
#include "engine/formats/sha256.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <iterator>

namespace emic {

namespace {

using Json = nlohmann::json;

constexpr std::string_view format_name = "emic-project";
constexpr std::string_view checksum_key = ",\n\"sha256\":\"";

// ---------------------------------------------------------------- writing

template <class Record> void append_table(std::string& out, const Table<Record>& table) {
    std::vector<const Record*> rows;
    rows.reserve(table.size());
    for (const Record& record : table) rows.push_back(&record);
    const auto before = [](const Record* a, const Record* b) { return a->id < b->id; };
    if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
    out += ",\n\"" + std::string(table_name<Record>()) + "\":[";
    for (const Record* record : rows) {
        out += record == rows.front() ? "\n" : ",\n";
        append_record(out, *record);
    }
    out += ']';
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

bool is_table(std::string_view key) {
    bool found = false;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) { found = found || key == table_name<Record>(); });
    return found;
}

Problem not_whole() {
    return {ProblemKind::unreadable,
            "This is not a whole Emic project: the file is cut short or damaged. Nothing was changed. Please open another "
            "copy of it.",
            "project file"};
}

class FileReader {
public:
    Result<ProjectFile> read(std::string_view bytes) {
        if (const auto parts = parts_of(bytes); parts && is_of_this_version(*parts)) return read_parts(*parts, bytes);
        return read_whole(bytes);
    }

private:
    /// Its records may be taken one by one; no file of ours has two parts of one name.
    static bool is_of_this_version(const std::vector<Part>& parts) {
        std::vector<std::string_view> names;
        bool ours = false, current = false;
        for (const Part& part : parts) {
            names.push_back(part.key);
            if (part.key == "format") ours = parse_json(part.value) == format_name;
            if (part.key == "version") current = parse_json(part.value) == project_file_version;
        }
        std::sort(names.begin(), names.end());
        return ours && current && std::adjacent_find(names.begin(), names.end()) == names.end();
    }

    /// Without ever holding more than one record in the form of the file.
    Result<ProjectFile> read_parts(const std::vector<Part>& parts, std::string_view bytes) {
        Json rest = Json::object();
        for (const Part& part : parts) {
            if (is_table(part.key)) continue;
            Json value = parse_json(part.value);
            if (value.is_discarded()) return not_whole();
            rest[std::string(part.key)] = std::move(value);
        }
        bool whole = true;
        for_each_record_type([&]<class Record>(std::type_identity<Record>) {
            for (const Part& part : parts)
                if (part.key == table_name<Record>()) whole = whole && take_table_text<Record>(part.value);
        });
        if (!whole) return not_whole();
        return finish(rest, bytes);
    }

    /// False when the text is not JSON.
    template <class Record> bool take_table_text(std::string_view text) {
        JsonCursor cursor(text);
        if (!cursor.take('[')) {
            Json file = Json::object();
            Json& value = file[table_name<Record>()] = parse_json(text);
            if (value.is_discarded()) return false;
            take_table<Record>(file);
            return true;
        }
        if (cursor.take(']')) return cursor.at_end();
        do {
            const std::size_t begin = cursor.place();
            Record record;
            if (read_plain_record(cursor, record)) {
                m_records.of<Record>().push_back(std::move(record));
                continue;
            }
            cursor.go_to(begin);
            std::string_view unusual;
            if (!cursor.read_any(unusual)) return false;
            const Json json = parse_json(unusual);
            if (json.is_discarded()) return false;
            take<Record>(json);
        } while (cursor.take(','));
        return cursor.take(']') && cursor.at_end();
    }

    /// By way of a DOM: files of earlier versions, and what turns out to be no project file.
    Result<ProjectFile> read_whole(std::string_view bytes) {
        Json file = parse_json(bytes);
        if (file.is_discarded()) return not_whole();
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
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { take_table<Record>(file); });
        return finish(file, bytes);
    }

    template <class Record> void take_table(Json& file) {
        const auto table = file.find(table_name<Record>());
        if (table == file.end()) return;
        if (table->is_array()) {
            for (const Json& record : *table) take<Record>(record);
        } else {
            m_log.note("The list of " + std::string(table_name<Record>()) + " in the file is not a list.");
            m_log.leave_out(table->dump());
        }
        file.erase(table);
    }

    template <class Record> void take(const Json& json) {
        Faults faults;
        Record record = read_record<Record>(json, faults);
        if (!faults.empty()) m_log.leave_out(json.dump());
        for (const std::string& fault : faults)
            m_log.note("A " + std::string(record_word<Record>()) + " in the file is damaged: " + fault);
        if (record.id) m_records.of<Record>().push_back(std::move(record));
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
            unknown_fields(file, {"format", "version", "saved_by", "journal", "sha256"});
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
