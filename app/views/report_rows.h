#pragma once

#include "engine/indexes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// The first records of a CSV file, to be looked at before it is saved.
struct CsvStart {
    std::vector<std::string> columns;           ///< the first record
    std::vector<std::vector<std::string>> rows; ///< the next ones
    bool more = false;                          ///< the file goes on behind them

    bool operator==(const CsvStart&) const = default;
};
/// Reads RFC 4180 (quoted fields, doubled quotation marks, line ends inside fields) up to `most_rows` after the first.
CsvStart read_csv_start(std::string_view csv, std::size_t most_rows);

/// What a researcher may want to mend before handing reports on, in whole sentences; empty when nothing is missing.
std::vector<std::string> gaps_before_export(const Project& project, const Indexes& indexes);

/// "4 documents, 24 codes, 124 coded passages, 12 memos and 2 themes".
std::string contents_of(const Project& project);

} // namespace emic
