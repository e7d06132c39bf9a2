#include "engine/formats/database.h"

#include "engine/text.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>

// SQLite asks its operating system for files, time and randomness. It gets none of them: databases stand in memory.
extern "C" {
static int open_no_file(sqlite3_vfs*, sqlite3_filename, sqlite3_file* file, int, int*) {
    file->pMethods = nullptr;
    return SQLITE_CANTOPEN;
}
static int delete_no_file(sqlite3_vfs*, const char*, int) { return SQLITE_IOERR_DELETE; }
static int access_no_file(sqlite3_vfs*, const char*, int, int* found) {
    *found = 0;
    return SQLITE_OK;
}
static int same_path(sqlite3_vfs*, const char* name, int size, char* path) {
    sqlite3_snprintf(size, path, "%s", name);
    return SQLITE_OK;
}
static int no_randomness(sqlite3_vfs*, int size, char* bytes) {
    std::memset(bytes, 0, static_cast<std::size_t>(size));
    return size;
}
static int no_sleep(sqlite3_vfs*, int) { return 0; }
static int no_time(sqlite3_vfs*, double* days) {
    *days = 0;
    return SQLITE_OK;
}
static int no_error(sqlite3_vfs*, int, char*) { return 0; }

int sqlite3_os_init(void);
int sqlite3_os_end(void);

int sqlite3_os_init(void) {
    static sqlite3_vfs nothing = {
        1, sizeof(sqlite3_file), 512, nullptr, "nothing", nullptr, open_no_file, delete_no_file, access_no_file, same_path,
        nullptr, nullptr, nullptr, nullptr, no_randomness, no_sleep, no_time, no_error, nullptr, nullptr, nullptr, nullptr};
    return sqlite3_vfs_register(&nothing, 1);
}
int sqlite3_os_end(void) { return SQLITE_OK; }
}

namespace emic {

namespace {

constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t header_size = 100;
constexpr int max_value = 256 << 20;   ///< bytes of one value
constexpr int steps_per_call = 10'000; ///< of SQLite's machine, between two looks at the limit

std::string lower(std::string_view name) {
    std::string low(name);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return low;
}

std::string quoted_identifier(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Statement prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        return nullptr;
    return Statement(statement);
}

} // namespace

struct Database::Work {
    std::uint64_t calls = 0;
    std::uint64_t limit = 0;

    static int look(void* data) {
        Work& work = *static_cast<Work*>(data);
        return ++work.calls > work.limit ? 1 : 0;
    }
};

bool is_database(std::string_view bytes) { return bytes.starts_with(magic); }

bool DatabaseRow::is_null(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

std::int64_t DatabaseRow::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

std::int64_t DatabaseRow::place(int column) const { return std::clamp(integer(column), std::int64_t{-1}, std::int64_t{1} << 32); }

std::string DatabaseRow::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    if (!bytes) return {};
    std::size_t replaced = 0;
    return repair_utf8({bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))}, replaced);
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Problem Database::damaged() const {
    return {ProblemKind::damaged,
            m_shown + " is damaged or cut short: its database cannot be read to the end. Nothing was imported from it. "
                      "Take another copy of the file; if there is none, open it in the program that made it and save it again.",
            m_place};
}

Result<Database> Database::open(const FileInput& file) {
    sqlite3_initialize();
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
    Database database(opened);
    database.m_shown = quoted_name(file);
    database.m_place = std::string(file.name);
    database.m_size = file.bytes.size();
    if (status != SQLITE_OK || !is_database(file.bytes) || file.bytes.size() < header_size) return database.damaged();
    std::string_view bytes = file.bytes;
    constexpr std::size_t write_version = 18;
    constexpr std::size_t read_version = 19;
    if (bytes[write_version] == 2 || bytes[read_version] == 2) {
        // Written with a log beside it; what stands in the file itself can be read without the log.
        database.m_copy = bytes;
        database.m_copy[write_version] = database.m_copy[read_version] = 1;
        bytes = database.m_copy;
    }
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, max_value);
    sqlite3_limit(opened, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
    sqlite3_limit(opened, SQLITE_LIMIT_COLUMN, 200);
    sqlite3_limit(opened, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(opened, SQLITE_LIMIT_COMPOUND_SELECT, 20);
    sqlite3_limit(opened, SQLITE_LIMIT_VDBE_OP, 25'000);
    sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(opened, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    database.m_work = std::make_shared<Work>();
    database.m_work->limit = 20'000 + file.bytes.size() / 1000;
    sqlite3_progress_handler(opened, steps_per_call, &Work::look, database.m_work.get());
    // Only read: SQLite's interface wants a pointer to bytes it could change all the same.
    auto* content = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(opened, "main", content, size, size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
        return database.damaged();
    sqlite3_exec(opened, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA query_only=ON;", nullptr, nullptr, nullptr);
    const Statement tables = prepare(opened, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    if (!tables) return database.damaged();
    int step = sqlite3_step(tables.get());
    for (; step == SQLITE_ROW; step = sqlite3_step(tables.get())) database.m_tables.insert(lower(DatabaseRow(tables.get()).text(0)));
    if (step != SQLITE_DONE) return database.damaged();
    return database;
}

bool Database::has(std::string_view table, std::initializer_list<std::string_view> columns) const {
    if (m_tables.count(lower(table)) == 0) return false;
    return std::all_of(columns.begin(), columns.end(), [&](std::string_view column) {
        return sqlite3_table_column_metadata(m_database.get(), "main", std::string(table).c_str(), std::string(column).c_str(),
                                             nullptr, nullptr, nullptr, nullptr, nullptr) == SQLITE_OK;
    });
}

Outcome Database::each_row(std::string_view table, const std::vector<std::string_view>& columns, std::string_view order,
                           const std::function<void(const DatabaseRow&)>& take) const {
    if (!has(table)) return std::nullopt;
    std::string sql = "SELECT ";
    for (const std::string_view& column : columns) {
        if (&column != &columns.front()) sql += ", ";
        sql += has(table, {column}) ? quoted_identifier(column) : "NULL";
    }
    sql += " FROM main." + quoted_identifier(table);
    if (has(table, {order})) sql += " ORDER BY " + quoted_identifier(order);
    const Statement statement = prepare(m_database.get(), sql);
    if (!statement) return damaged();
    // A sound file cannot give more than it holds; a made-up column could.
    std::uint64_t given = 0;
    int step = sqlite3_step(statement.get());
    for (; step == SQLITE_ROW; step = sqlite3_step(statement.get())) {
        for (int i = 0; i < static_cast<int>(columns.size()); ++i)
            given += static_cast<std::uint64_t>(sqlite3_column_bytes(statement.get(), i));
        if (given > 2 * m_size + (std::uint64_t{1} << 20)) return damaged();
        take(DatabaseRow(statement.get()));
    }
    if (step != SQLITE_DONE) return damaged();
    return std::nullopt;
}

} // namespace emic
