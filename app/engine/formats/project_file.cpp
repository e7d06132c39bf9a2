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
    std::sort(rows.begin(), rows.end(), [](const Record* a, const Record* b) { return a->id < b->id; });
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

/// Reads a file as it is parsed: a record that is complete is taken at once, so that a large project is not held twice.
class FileReader {
public:
    Result<ProjectFile> read(std::string_view bytes) {
        Json file = Json::parse(
            bytes, [this](int depth, Json::parse_event_t event, Json& parsed) { return keep(depth, event, parsed); },
            false);
        if (file.is_discarded() || m_too_deep)
            return Problem{ProblemKind::unreadable,
                           "This is not a whole Emic project: the file is cut short or damaged. Nothing was changed. "
                           "Please open another copy of it.",
                           "project file"};
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

private:
    bool keep(int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > 64) {
            m_too_deep = true;
            return false;
        }
        if (event == Json::parse_event_t::key && depth == 1) m_key = parsed.get_ref<const std::string&>();
        if (event == Json::parse_event_t::value && depth == 1 && m_key == "version") m_current = parsed == project_file_version;
        if (event != Json::parse_event_t::object_end || depth != 2 || !m_current) return true;
        bool taken = false;
        for_each_record_type([&]<class Record>(std::type_identity<Record>) {
            if (taken || m_key != table_name<Record>()) return;
            take<Record>(parsed);
            taken = true;
        });
        return !taken;
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

    std::string m_key;
    bool m_current = false; ///< the file's version is this program's, as far as has been read
    bool m_too_deep = false;
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

Result<ProjectFile> read_project_file(std::string_view bytes) { return FileReader().read(bytes); }

} // namespace emic
