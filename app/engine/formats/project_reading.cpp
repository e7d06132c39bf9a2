#include "engine/formats/project_reading.h"

#include "engine/formats/json_mend.h"
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

// ---------------------------------------------------------------- versions

/// Turns a whole file of version i + 1 into one of version i + 2. A new version adds a row.
using Migration = void (*)(Json& file);
constexpr Migration migrations[] = {
    // Version 2 added attributes, speakers, pseudonyms and kept parts: a file without them is one without any.
    [](Json&) {},
};
static_assert(std::size(migrations) == project_file_version - 1);

// ---------------------------------------------------------------- reading

using Part = JsonPart; ///< of the file's outermost object

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
    explicit FileReader(std::string_view bytes) : m_bytes(bytes) {
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { m_tables.push_back(rows_of<Record>(m_records)); });
    }

    /// Reads about so many bytes more; true when there is a result.
    bool step(std::size_t bytes) {
        switch (m_stage) {
        case Stage::beginning: begin(); break;
        case Stage::tables: step_tables(bytes); break;
        case Stage::summing: step_sum(bytes); break;
        case Stage::repairing:
            repair(m_records, m_log);
            m_stage = Stage::putting;
            break;
        case Stage::putting: step_putting(bytes); break;
        case Stage::checking: finish(); break;
        case Stage::finished: break;
        }
        return m_stage == Stage::finished;
    }
    /// How much is done, from 0 to 1, about.
    [[nodiscard]] double done() const {
        const auto share = [&](std::size_t part) { return static_cast<double>(part) / static_cast<double>(m_bytes.size() + 1); };
        switch (m_stage) {
        case Stage::beginning: return 0;
        case Stage::tables: return 0.5 * share(m_done_bytes + (m_cursor ? m_cursor->place() : 0));
        case Stage::summing: return 0.5 + 0.2 * share(m_summed);
        case Stage::repairing:
        case Stage::putting: return 0.7;
        case Stage::checking: return 0.9;
        case Stage::finished: return 1;
        }
        return 1;
    }
    Result<ProjectFile> take() { return std::move(*m_result); }

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
            if (part.key == "format") ours = parse_json(part.value) == project_file_format;
            if (part.key == "version") current = parse_json(part.value).is_discarded() || parse_json(part.value) == project_file_version;
        }
        std::sort(names.begin(), names.end());
        return ours && current && std::adjacent_find(names.begin(), names.end()) == names.end();
    }

    void begin() {
        const auto parts = json_parts(m_bytes);
        if (!parts || !is_of_this_version(*parts)) return read_whole();
        // Without ever holding more than one record in the form of the file.
        for (const Part& part : *parts) {
            const bool is_table = std::any_of(m_tables.begin(), m_tables.end(), [&](const TableRows& t) { return part.key == t.table; });
            if (is_table) continue;
            m_rest[std::string(part.key)] = parse_or_mend(part.value, "“" + std::string(part.key) + "” in the file");
        }
        for (const TableRows& table : m_tables)
            for (const Part& part : *parts)
                if (part.key == table.table) m_texts.push_back({&table, part.value});
        std::reverse(m_texts.begin(), m_texts.end());
        m_stage = Stage::tables;
    }

    void step_tables(std::size_t bytes) {
        if (m_texts.empty()) {
            m_stage = Stage::summing;
            return;
        }
        const auto& [table, text] = m_texts.back();
        const std::size_t enough = (m_cursor ? m_cursor->place() : 0) + bytes;
        const Taken taken = take_table_text(*table, text, enough);
        if (taken == Taken::damaged) return end(not_whole());
        if (taken == Taken::part) return;
        m_done_bytes += text.size();
        m_cursor.reset();
        m_texts.pop_back();
    }

    enum class Taken { whole, part, damaged };

    /// As far as `enough` at least; damaged when the text is not JSON.
    Taken take_table_text(const TableRows& table, std::string_view text, std::size_t enough) {
        const bool fresh = !m_cursor;
        if (fresh) m_cursor.emplace(text);
        JsonCursor& cursor = *m_cursor;
        if (fresh && !cursor.take('[')) {
            Json file = Json::object();
            file[table.table] = parse_or_mend(text, "The list of " + std::string(table.table) + " in the file");
            take_table(table, file);
            return Taken::whole;
        }
        if (fresh && cursor.take(']')) return cursor.at_end() ? Taken::whole : Taken::damaged;
        do {
            if (cursor.place() >= enough) return Taken::part;
            const std::size_t begin = cursor.place();
            if (read_plain_record(cursor, table.add(table.rows))) continue;
            table.take_back(table.rows);
            cursor.go_to(begin);
            std::string_view unusual;
            if (!cursor.read_any(unusual)) return Taken::damaged;
            take(table, parse_or_mend(unusual, "A " + std::string(table.word) + " in the file"));
        } while (cursor.take(','));
        return cursor.take(']') && cursor.at_end() ? Taken::whole : Taken::damaged;
    }

    /// By way of a DOM: files of earlier versions, and what turns out to be no project file.
    void read_whole() {
        Json file = parse_json(m_bytes);
        if (file.is_discarded()) {
            if (!json_parts(m_bytes)) return end(not_whole());
            file = parse_or_mend(m_bytes, "The file");
        }
        const auto version = file.find("version");
        if (!file.is_object() || file.value("format", Json()) != project_file_format || version == file.end() ||
            !version->is_number_unsigned() || version->get<std::uint64_t>() == 0)
            return end(Problem{ProblemKind::unreadable, "This is not an Emic project. Documents are imported, not opened.", "project file"});
        if (version->get<std::uint64_t>() > project_file_version)
            return end(Problem{ProblemKind::unsupported,
                               "This project was saved by a newer version of Emic. Nothing was changed. Please open it with "
                               "that version.",
                               "project file"});
        for (std::size_t i = version->get<std::size_t>(); i < project_file_version; ++i) migrations[i - 1](file);
        for (const TableRows& table : m_tables) take_table(table, file);
        m_rest = std::move(file);
        m_stage = Stage::summing;
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

    /// A file without a checksum was written by hand or by another program.
    void step_sum(std::size_t bytes) {
        const auto checksum = m_rest.find("sha256");
        // Looked for once: some libraries search the whole file from its begin for the last place.
        if (!m_sum_end) m_sum_end = checksum == m_rest.end() ? 0 : m_bytes.rfind(project_file_checksum);
        const std::size_t end = *m_sum_end;
        const bool there = end != std::string_view::npos;
        if (there && m_summed < end) {
            const std::string_view more = m_bytes.substr(m_summed, std::min(bytes, end - m_summed));
            m_sum.add(more);
            m_summed += more.size();
            return;
        }
        if (checksum != m_rest.end() && !(there && *checksum == m_sum.hex_digest()))
            m_log.note("The file was changed by another program after Emic saved it, or it is damaged. Please check it.");
        m_stage = Stage::repairing;
    }

    void step_putting(std::size_t bytes) {
        std::size_t rows = 1 + bytes / 300; // of most records
        bool all = true;
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { all = all && put<Record>(rows); });
        if (all) m_stage = Stage::checking;
    }

    void finish() {
        if (const std::vector<Problem> problems = find_problems(m_project); !problems.empty())
            return end(problems.front()); // a fault that repair() does not know
        ProjectFile read;
        if (const auto journal = m_rest.find("journal"); journal != m_rest.end() && journal->is_object()) {
            const Json lamport = journal->value("lamport", Json());
            const Json last_hash = journal->value("last_hash", Json());
            if (lamport.is_number_unsigned()) read.journal.lamport = lamport.get<std::uint64_t>();
            if (last_hash.is_string()) read.journal.last_hash = last_hash.get<std::string>();
        }
        keep_left_out(m_rest);
        m_project.unknown =
            unknown_fields(m_rest, std::to_array<std::string_view>({"format", "version", "saved_by", "journal", "sha256"}));
        read.project = std::move(m_project);
        read.notes = m_log.notes();
        read.bytes = m_bytes.size();
        end(std::move(read));
    }

    void end(Result<ProjectFile> result) {
        m_result.emplace(std::move(result));
        m_stage = Stage::finished;
    }

    /// Puts at most so many records into the project; false when some are left.
    template <class Record> bool put(std::size_t& most) {
        constexpr std::size_t batch = 1024; // bounds the memory that changes take
        auto& rows = m_records.of<Record>();
        if (rows.empty()) return true;
        while (m_put < rows.size()) {
            if (most == 0) return false;
            Change change;
            for (; m_put < rows.size() && change.edits.size() < batch; ++m_put) change.insert(std::move(rows[m_put]));
            most -= std::min(most, change.edits.size());
            const Outcome problem = m_project.apply(change);
            assert(!problem);
            (void)problem;
        }
        std::vector<Record>().swap(rows);
        m_put = 0;
        return true;
    }

    void keep_left_out(Json& file) const {
        if (m_log.left_out().empty()) return;
        Json& list = file["left_out"];
        if (!list.is_array()) list = Json::array();
        for (const std::string& record : m_log.left_out()) list.push_back(parse_json(record));
    }

    enum class Stage { beginning, tables, summing, repairing, putting, checking, finished };

    std::string_view m_bytes;
    Stage m_stage = Stage::beginning;
    RecordSet m_records;
    std::vector<TableRows> m_tables; ///< in the order of RecordTypes
    RepairLog m_log;
    Json m_rest = Json::object(); ///< what is in no table
    std::vector<std::pair<const TableRows*, std::string_view>> m_texts; ///< of tables still to be read, the last one first
    std::optional<JsonCursor> m_cursor; ///< in the present one
    std::size_t m_done_bytes = 0;       ///< of the tables that are read
    Sha256 m_sum;
    std::size_t m_summed = 0; ///< bytes
    std::optional<std::size_t> m_sum_end; ///< where the checksum stands
    std::size_t m_put = 0;    ///< rows of the present table that the project has
    Project m_project;
    std::optional<Result<ProjectFile>> m_result;
};

} // namespace

bool is_project_file(std::string_view bytes) { return bytes.substr(0, 200).find("\"emic-project\"") != std::string_view::npos; }

Result<ProjectFile> read_project_file(std::string_view bytes) {
    FileReader reader(bytes);
    while (!reader.step(bytes.size() + 1)) {}
    return reader.take();
}

struct ProjectReading::Work {
    explicit Work(std::string file) : bytes(std::move(file)), reader(bytes) {}
    const std::string bytes;
    FileReader reader;
};

ProjectReading::ProjectReading(std::string bytes) : m_work(std::make_unique<Work>(std::move(bytes))) {}
ProjectReading::~ProjectReading() = default;
ProjectReading::ProjectReading(ProjectReading&&) noexcept = default;
ProjectReading& ProjectReading::operator=(ProjectReading&&) noexcept = default;

bool ProjectReading::step(std::size_t bytes) { return m_work->reader.step(bytes); }
double ProjectReading::done() const { return m_work->reader.done(); }
Result<ProjectFile> ProjectReading::take() && { return m_work->reader.take(); }

} // namespace emic
