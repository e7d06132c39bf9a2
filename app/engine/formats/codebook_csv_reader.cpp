#include "engine/commands/names.h"
#include "engine/formats/codebook_readers.h"
#include "engine/formats/codebook_tree.h"
#include "engine/formats/foreign_project_builder.h"
#include "engine/formats/table_cells.h"
#include "engine/formats/text_file.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace emic {

namespace {

enum class Column { name, path, parent, level, definition, include, exclude, examples, colour, guid };
constexpr std::size_t column_count = 10;

struct Heading {
    std::string_view words; ///< case folded, one blank between words
    Column column;
};

/// How programs and people head their columns: Emic, Taguette (tag, path, description), QualCoder, MAXQDA (code, memo;
/// German too), NVivo (name, description, hierarchical name), ATLAS.ti (code, comment, code group).
constexpr Heading headings[] = {
    {"path", Column::path},           {"code path", Column::path},       {"tag path", Column::path},
    {"hierarchical name", Column::path}, {"full name", Column::path},    {"name", Column::name},
    {"code", Column::name},           {"codes", Column::name},           {"tag", Column::name},
    {"code name", Column::name},      {"codename", Column::name},        {"node", Column::name},
    {"code label", Column::name},     {"quotation code", Column::name},  {"parent", Column::parent},
    {"parent code", Column::parent},  {"obercode", Column::parent},      {"category", Column::parent},
    {"kategorie", Column::parent},    {"code group", Column::parent},    {"code groups", Column::parent},
    {"group", Column::parent},        {"code group 1", Column::parent},  {"folder", Column::parent},
    {"level", Column::level},         {"depth", Column::level},          {"ebene", Column::level},
    {"definition", Column::definition}, {"description", Column::definition}, {"beschreibung", Column::definition},
    {"memo", Column::definition},     {"code memo", Column::definition}, {"code-memo", Column::definition},
    {"comment", Column::definition},  {"code comment", Column::definition}, {"kommentar", Column::definition},
    {"include", Column::include},     {"inclusion", Column::include},    {"inclusion criteria", Column::include},
    {"when to use", Column::include}, {"exclude", Column::exclude},      {"exclusion", Column::exclude},
    {"exclusion criteria", Column::exclude}, {"when not to use", Column::exclude}, {"examples", Column::examples},
    {"example", Column::examples},    {"ankerbeispiel", Column::examples}, {"colour", Column::colour},
    {"color", Column::colour},        {"farbe", Column::colour},         {"code color", Column::colour},
    {"guid", Column::guid},
};

using Cells = std::vector<std::string>;

struct Table {
    std::vector<Cells> rows; ///< without rows in which nothing stands; the first one heads the columns
    std::array<std::size_t, column_count> places{};

    [[nodiscard]] bool has(Column column) const { return places[static_cast<std::size_t>(column)] != none; }
    /// Trimmed; without the apostrophe that keeps spreadsheets from calculating.
    [[nodiscard]] std::string field(const Cells& row, Column column) const {
        const std::size_t place = places[static_cast<std::size_t>(column)];
        if (place >= row.size()) return {};
        std::string_view value = slice(row[place], trimmed(row[place], {0, static_cast<std::uint32_t>(row[place].size())}));
        if (value.size() > 1 && value[0] == '\'' && std::string_view("=+-@").find(value[1]) != std::string_view::npos) value.remove_prefix(1);
        return std::string(value);
    }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

std::string heading_words(std::string_view raw) {
    std::string words;
    for (const char c : name_key(raw)) {
        const bool blank = c == ' ' || c == '_' || c == '\t' || c == '\n' || c == '*' || c == ':';
        if (!blank) words += c;
        else if (!words.empty() && words.back() != ' ') words += ' ';
    }
    while (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

/// The table with its columns known; nothing when no column names codes.
std::optional<Table> table_of(const FileInput& file) {
    const Result<TextFile> text = read_text_file(file);
    if (!text) return std::nullopt;
    std::optional<RawSheet> sheet = parse_delimited(text->text);
    if (!sheet) return std::nullopt;
    Table table;
    for (RawSheet::Row& row : sheet->rows)
        if (std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); })) table.rows.push_back(std::move(row.cells));
    table.places.fill(Table::none);
    if (table.rows.empty()) return std::nullopt;
    const Cells& first = table.rows.front();
    for (std::size_t i = 0; i < first.size(); ++i) {
        const std::string words = heading_words(first[i]);
        for (const Heading& heading : headings)
            if (heading.words == words && !table.has(heading.column)) table.places[static_cast<std::size_t>(heading.column)] = i;
    }
    if (!table.has(Column::name) && !table.has(Column::path)) return std::nullopt;
    return table;
}

/// What separates the names of a path in this column; empty when nothing does.
std::string separator(const Table& table, Column column) {
    const std::vector<std::string_view> signs = column == Column::path
                                                    ? std::vector<std::string_view>{">>", " > ", ">", "→", "»", "\\\\", "\\", "::", " / ", "/", "|"}
                                                    : std::vector<std::string_view>{">>", " > ", ">", "→", "»", "\\", "::", "|"};
    for (const std::string_view sign : signs)
        for (std::size_t i = 1; i < table.rows.size(); ++i)
            if (table.field(table.rows[i], column).find(sign) != std::string::npos) return std::string(sign);
    return {};
}

std::vector<std::string> split(const std::string& path, const std::string& sign) {
    std::vector<std::string> names;
    std::size_t from = 0;
    for (std::size_t at = sign.empty() ? std::string::npos : path.find(sign); at != std::string::npos; at = path.find(sign, from)) {
        names.push_back(path.substr(from, at - from));
        from = at + sign.size();
    }
    names.push_back(path.substr(from));
    std::erase_if(names, [](const std::string& name) { return is_blank(name); });
    return names;
}

class TableReader {
public:
    explicit TableReader(const Table& table) : m_table(table) {}

    ImportedCodebook read() {
        const Column path = m_table.has(Column::path) ? Column::path : Column::name;
        std::string sign = separator(m_table, path);
        const bool parents = m_table.has(Column::parent) && m_table.has(Column::name);
        if (parents) {
            read_by_parent(sign);
        } else if (m_table.has(Column::level)) {
            read_by_level(path);
        } else {
            // Taguette's "feelings.lonely" lies beneath "feelings" where that is a tag.
            const bool dots = sign.empty() && path == Column::path;
            for (std::size_t i = 1; i < m_table.rows.size(); ++i) m_known.emplace(m_table.field(m_table.rows[i], path));
            for (std::size_t i = 1; i < m_table.rows.size(); ++i) {
                const std::string value = m_table.field(m_table.rows[i], path);
                add(dots ? split_at_known_dots(value) : names_of(value, sign), m_table.rows[i]);
            }
        }
        return std::move(m_tree).finish();
    }

private:
    /// NVivo's paths begin with the folder: "Codes\\Feelings\lonely".
    static std::vector<std::string> names_of(std::string value, const std::string& sign) {
        if (sign == "\\\\") {
            if (const std::size_t folder = value.find(sign); folder != std::string::npos) value.erase(0, folder + sign.size());
            return split(value, "\\");
        }
        return split(value, sign);
    }

    [[nodiscard]] std::vector<std::string> split_at_known_dots(const std::string& value) const {
        constexpr std::size_t longest_path = 2000;
        std::vector<std::string> names;
        std::size_t from = 0;
        if (value.size() <= longest_path)
            for (std::size_t dot = value.find('.'); dot != std::string::npos; dot = value.find('.', dot + 1))
                if (dot > from && dot + 1 < value.size() && m_known.count(value.substr(0, dot)) != 0) {
                    names.push_back(value.substr(from, dot - from));
                    from = dot + 1;
                }
        names.push_back(value.substr(from));
        return names;
    }

    ImportedCode code_of(const Cells& row, std::string name) const {
        ImportedCode code;
        code.name = std::move(name);
        code.colour = foreign_colour(m_table.field(row, Column::colour));
        code.definition = m_table.field(row, Column::definition);
        code.include = m_table.field(row, Column::include);
        code.exclude = m_table.field(row, Column::exclude);
        code.examples = m_table.field(row, Column::examples);
        code.guid = parse_guid(m_table.field(row, Column::guid));
        return code;
    }

    std::size_t add(const std::vector<std::string>& names, const Cells& row) {
        std::size_t parent = CodebookTree::top;
        for (std::size_t i = 0; i + 1 < names.size(); ++i) {
            ImportedCode between;
            between.name = names[i];
            parent = m_tree.add(parent, std::move(between));
        }
        return m_tree.add(parent, code_of(row, names.empty() ? std::string() : names.back()));
    }

    /// A parent is named by its path or its name, before or after its children; one that has no row of its own is made.
    void read_by_parent(const std::string& sign) {
        struct Entry {
            std::size_t row;
            std::string parent;
            std::size_t node = CodebookTree::top;
            bool placed = false;
        };
        std::vector<Entry> entries;
        std::unordered_map<std::string, std::size_t> by_words;
        for (std::size_t i = 1; i < m_table.rows.size(); ++i) {
            const Cells& row = m_table.rows[i];
            entries.push_back({i, m_table.field(row, Column::parent)});
            if (const std::string path = m_table.field(row, Column::path); !path.empty()) by_words.insert_or_assign(path, entries.size() - 1);
            by_words.try_emplace(m_table.field(row, Column::name), entries.size() - 1);
        }
        for (std::size_t i = 0; i < entries.size(); ++i) {
            std::vector<std::size_t> way;
            std::size_t step = i;
            while (!entries[step].placed && std::find(way.begin(), way.end(), step) == way.end() && way.size() <= CodebookTree::max_depth) {
                way.push_back(step);
                const auto parent = by_words.find(entries[step].parent);
                if (entries[step].parent.empty() || parent == by_words.end()) break;
                step = parent->second;
            }
            for (; !way.empty(); way.pop_back()) {
                Entry& entry = entries[way.back()];
                if (entry.placed) continue;
                const auto parent = by_words.find(entry.parent);
                std::size_t above = CodebookTree::top;
                if (!entry.parent.empty() && parent != by_words.end()) {
                    above = entries[parent->second].node;
                } else if (!entry.parent.empty()) {
                    for (const std::string& name : split(entry.parent, sign)) {
                        ImportedCode group;
                        group.name = name;
                        group.category = true;
                        above = m_tree.add(above, std::move(group));
                    }
                }
                const Cells& row = m_table.rows[entry.row];
                entry.node = m_tree.add(above, code_of(row, m_table.field(row, Column::name)));
                entry.placed = true;
            }
        }
    }

    void read_by_level(Column column) {
        std::vector<std::pair<long, std::size_t>> above; // level and node
        for (std::size_t i = 1; i < m_table.rows.size(); ++i) {
            const Cells& row = m_table.rows[i];
            const std::string digits = m_table.field(row, Column::level).substr(0, 4);
            const long level = std::strtol(digits.c_str(), nullptr, 10);
            while (!above.empty() && above.back().first >= level) above.pop_back();
            const std::size_t parent = above.empty() ? CodebookTree::top : above.back().second;
            above.emplace_back(level, m_tree.add(parent, code_of(row, m_table.field(row, column))));
        }
    }

    const Table& m_table;
    CodebookTree m_tree;
    std::set<std::string> m_known; ///< every path that has a row
};

bool recognises(const FileInput& file) { return table_of(file).has_value(); }

Result<ImportedCodebook> read(const FileInput& file) {
    const std::optional<Table> table = table_of(file);
    ImportedCodebook codebook = table ? TableReader(*table).read() : ImportedCodebook{};
    if (!codebook.codes.empty()) return codebook;
    return Problem{ProblemKind::unreadable,
                   quoted_name(file) + " holds no codes: no column with the heading ‘Code’, ‘Name’, ‘Tag’ or ‘Path’ has anything in it. "
                                       "Nothing was changed. Name the column with the codes so and try again.",
                   std::string(file.name)};
}

} // namespace

CodebookReader codebook_csv_reader() { return {"csv", "Table of codes", {".csv", ".tsv", ".tab"}, recognises, read}; }

} // namespace emic
