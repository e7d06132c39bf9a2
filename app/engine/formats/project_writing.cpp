#include "engine/formats/project_writing.h"

#include "engine/formats/json_text.h"
#include "engine/formats/project_repair.h"
#include "engine/formats/record_json.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace emic {

namespace {

constexpr std::size_t record_bytes = 300; ///< of most records, about; texts come on top

template <class Record> std::size_t text_bytes(const Record& record) {
    if constexpr (std::is_same_v<Record, Source>) return record.text.size() + record.text.size() / 50; // line feeds are two letters
    else return 0;
}

} // namespace

template <class Record> void ProjectWriting::add(const Project& project) {
    const Table<Record>& table = project.table<Record>();
    Rows rows{table_name<Record>(), [](const void* record) { return view_of(*static_cast<const Record*>(record)); }, {}};
    rows.rows.reserve(table.size());
    const auto add_row = [&](const Record& record) {
        rows.rows.push_back({record.id.guid, &record});
        m_expected += record_bytes + text_bytes(record);
    };
    if (m_copies) {
        std::vector<Record>& copies = m_copies->of<Record>();
        copies.assign(table.begin(), table.end());
        for (const Record& record : copies) add_row(record);
    } else {
        for (const Record& record : table) add_row(record);
    }
    const auto before = [](const Row& a, const Row& b) { return a.id < b.id; };
    if (!std::is_sorted(rows.rows.begin(), rows.rows.end(), before)) std::sort(rows.rows.begin(), rows.rows.end(), before);
    m_tables.push_back(std::move(rows));
}

namespace {

/// A stretch may end between this and the first row.
void append_head(std::string& out, const char* table) { out += ",\n\"" + std::string(table) + "\":["; }

} // namespace

ProjectWriting::ProjectWriting(const Project& project, const JournalPlace& journal, Records records)
    : m_copies(records == Records::copied ? std::make_unique<RecordSet>() : nullptr), m_unknown(project.unknown) {
    for_each_record_type([&]<class Record>(std::type_identity<Record>) { add<Record>(project); });
    std::reverse(m_tables.begin(), m_tables.end());
    m_out.reserve(m_expected);
    m_out += "{\"format\":\"" + std::string(project_file_format) + "\",\"version\":" + std::to_string(project_file_version) + ",\"saved_by\":\"Emic\"";
    if (!(journal == JournalPlace{})) {
        m_out += ",\n\"journal\":{\"lamport\":" + std::to_string(journal.lamport) + ",\"last_hash\":";
        append_json_string(m_out, journal.last_hash);
        m_out += '}';
    }
    append_head(m_out, m_tables.back().table);
}

ProjectWriting::~ProjectWriting() = default;
ProjectWriting::ProjectWriting(ProjectWriting&&) noexcept = default;
ProjectWriting& ProjectWriting::operator=(ProjectWriting&&) noexcept = default;

bool ProjectWriting::step(std::size_t bytes) {
    const std::size_t enough = m_out.size() + bytes;
    while (!m_tables.empty() && m_out.size() < enough) {
        const Rows& table = m_tables.back();
        for (; m_row < table.rows.size() && m_out.size() < enough; ++m_row) {
            m_out += m_row == 0 ? "\n" : ",\n";
            append_record(m_out, table.view(table.rows[m_row].record));
        }
        if (m_row < table.rows.size()) break;
        m_out += ']';
        m_tables.pop_back();
        m_row = 0;
        if (!m_tables.empty()) append_head(m_out, m_tables.back().table);
    }
    if (m_tables.empty() && !m_whole) append_unknown(m_out, m_unknown);
    m_sum.add(std::string_view(m_out).substr(m_summed));
    m_summed = m_out.size();
    if (!m_tables.empty() || m_whole) return m_whole;
    m_out += std::string(project_file_checksum) + m_sum.hex_digest() + "\"}\n";
    m_summed = m_out.size();
    m_copies.reset();
    return m_whole = true;
}

double ProjectWriting::done() const {
    return m_whole ? 1 : std::min(1.0, static_cast<double>(m_out.size()) / static_cast<double>(m_expected + 1));
}

std::string ProjectWriting::take() && {
    assert(m_whole);
    return std::move(m_out);
}

std::string write_project_file(const Project& project, const JournalPlace& journal) {
    ProjectWriting writing(project, journal, ProjectWriting::Records::looked_at);
    writing.step(std::numeric_limits<std::size_t>::max() / 2);
    return std::move(writing).take();
}

} // namespace emic
