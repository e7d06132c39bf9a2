#pragma once

#include "engine/records.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace emic {

/// The records of a file before they become a project.
struct RecordSet {
    template <class Record> using Rows = std::vector<Record>;
    EachRecord<std::tuple, Rows> tables;

    template <class Record> [[nodiscard]] std::vector<Record>& of() { return std::get<std::vector<Record>>(tables); }
};

/// What was set right in a file, and the records that could not be taken, as they stood there.
class RepairLog {
public:
    void note(const std::string& sentence) { ++m_notes[sentence]; }
    void leave_out(std::string record_json) { m_left_out.push_back(std::move(record_json)); }

    /// Sorted; a sentence that came several times says so.
    [[nodiscard]] std::vector<std::string> notes() const;
    [[nodiscard]] const std::vector<std::string>& left_out() const { return m_left_out; }

private:
    std::map<std::string, std::size_t> m_notes;
    std::vector<std::string> m_left_out;
};

/// Sets right everything that find_problems() would report, and removes second records of one id. Codings and memos
/// whose code or coder is missing get one made up for them; a memo whose subject is missing becomes a project memo; a
/// coding without a passage is left out. Sorts each table by id.
void repair(RecordSet& records, RepairLog& log);

} // namespace emic
