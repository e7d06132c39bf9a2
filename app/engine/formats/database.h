#pragma once

#include "engine/formats/reader.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace emic {

/// One row of a query; columns count from 0. Values of another type are converted as SQLite does.
class DatabaseRow {
public:
    explicit DatabaseRow(sqlite3_stmt* statement) : m_statement(statement) {}

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    /// An integer for a place in a text: those that no text has become -1 or 2^32.
    [[nodiscard]] std::int64_t place(int column) const;
    /// Valid UTF-8: what is ill-formed became U+FFFD.
    [[nodiscard]] std::string text(int column) const;

private:
    sqlite3_stmt* m_statement;
};

/// An SQLite database in memory that is only read. It is not trusted: its views and triggers are never run, and work
/// and memory are bounded by the file's size.
class Database {
public:
    /// `file.bytes` must outlive the database. Problems speak of the file by its name.
    static Result<Database> open(const FileInput& file);

    /// True for a table that holds all these columns; letter case does not matter. Views do not count.
    [[nodiscard]] bool has(std::string_view table, std::initializer_list<std::string_view> columns = {}) const;

    /// Asks for columns of one table, row by row. A column that the table lacks reads as NULL; a table that is not there
    /// has no rows. `order` is the column by which rows are sorted. Rows that came before a Problem have been given.
    Outcome each_row(std::string_view table, const std::vector<std::string_view>& columns, std::string_view order,
                     const std::function<void(const DatabaseRow&)>& take) const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    struct Work; ///< how much has been done, for the limit

    explicit Database(sqlite3* database) : m_database(database) {}
    [[nodiscard]] Problem damaged() const;

    std::string m_copy; ///< of the bytes, where the header had to be changed; outlives the database
    std::shared_ptr<Work> m_work;
    std::unique_ptr<sqlite3, Close> m_database;
    std::set<std::string> m_tables;
    std::string m_shown;
    std::string m_place;
    std::uint64_t m_size = 0;
};

/// True for the bytes of an SQLite database.
bool is_database(std::string_view bytes);

} // namespace emic
