#include "engine/formats/table_cells.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/text_encoding.h"
#include "engine/formats/workbook_values.h"
#include "engine/formats/zip_archive.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

namespace emic {

namespace {

/// Unpacked XML in bytes; the parsed tree takes several times as much memory.
constexpr ZipLimits limits{std::uint64_t{64} << 20, std::uint64_t{256} << 20, 20000, 200, std::uint64_t{1} << 20};

Problem damaged(const FileInput& file) {
    return {ProblemKind::damaged,
            quoted_name(file) + " is damaged or incomplete. Nothing was imported from it. Open it in Excel or LibreOffice, save it anew, and drop it here again.",
            std::string(file.name)};
}

/// Reads one workbook's parts, once.
class Workbook {
public:
    Workbook(const FileInput& file, ZipArchive& archive) : m_file(file), m_archive(archive) {}

    Result<std::vector<RawSheet>> read(std::vector<ImportNote>& notes) {
        const std::string main = main_part();
        const std::size_t slash = main.rfind('/') + 1; // 0 where there is no folder
        const std::string folder = main.substr(0, slash);
        const auto book = open(main);
        const auto links = open(folder + "_rels/" + main.substr(slash) + ".rels");
        if (m_problem) return *m_problem;
        if (!book || !links) return damaged(m_file);
        if (xml::attribute_text(xml::child(root(*book), "workbookPr"), "date1904") == "1" ||
            xml::attribute_text(xml::child(root(*book), "workbookPr"), "date1904") == "true")
            m_dates = DateSystem::from_1904;
        std::map<std::string_view, std::string> targets;
        std::string styles_part = folder + "styles.xml", strings_part = folder + "sharedStrings.xml";
        for (pugi::xml_node one = root(*links).first_child(); one; one = one.next_sibling()) {
            const std::string target = target_of(folder, xml::attribute_text(one, "Target"));
            const std::string_view type = xml::attribute_text(one, "Type");
            if (type.ends_with("/styles")) styles_part = target;
            if (type.ends_with("/sharedStrings")) strings_part = target;
            targets[xml::attribute_text(one, "Id")] = target;
        }
        if (const auto styles = open(styles_part)) m_formats = number_formats(root(*styles));
        read_strings(strings_part);
        std::vector<RawSheet> sheets;
        std::uint32_t hidden = 0;
        const pugi::xml_node list = xml::child(root(*book), "sheets");
        for (pugi::xml_node one = list.first_child(); one && !m_problem; one = one.next_sibling()) {
            if (xml::local_name(one) != "sheet") continue;
            if (const std::string_view state = xml::attribute_text(one, "state"); state == "hidden" || state == "veryHidden") {
                ++hidden;
                continue;
            }
            const auto part = open(targets[sheet_link(one)]);
            if (!part) continue; // a chart, or damaged: the problem tells
            RawSheet sheet;
            std::size_t replaced = 0;
            sheet.name = repair_utf8(xml::attribute_text(one, "name"), replaced);
            read_sheet(root(*part), sheet);
            sheets.push_back(std::move(sheet));
        }
        if (m_problem) return *m_problem;
        if (hidden > 0) notes.push_back({counted(hidden, "hidden sheet was", "hidden sheets were") + " left out.", hidden});
        if (m_errors > 0)
            notes.push_back({counted(m_errors, "cell shows", "cells show") + " an error of the spreadsheet (such as #N/A) and " + (m_errors == 1 ? "was" : "were") + " left empty.", m_errors});
        if (m_uncalculated > 0)
            notes.push_back({counted(m_uncalculated, "cell holds a formula", "cells hold formulas") + " whose result does not stand in the file, and " +
                                 (m_uncalculated == 1 ? "was" : "were") + " left empty. Open the table in Excel or LibreOffice, save it anew, and drop it here again.",
                             m_uncalculated});
        return sheets;
    }

private:
    static pugi::xml_node root(const xml::Document& part) { return part.tree.document_element(); }

    /// The attribute r:id, which stands beside the sheet's own sheetId.
    static std::string_view sheet_link(const pugi::xml_node& sheet) {
        for (pugi::xml_attribute one = sheet.first_attribute(); one; one = one.next_attribute())
            if (xml::local_name(one.name()) == "id") return one.value();
        return {};
    }

    /// Null for a part that is not there or cannot be read; the latter is the problem of the whole file.
    std::unique_ptr<xml::Document> open(const std::string& name) {
        if (m_problem || name.empty() || !m_archive.contains(name)) return nullptr;
        Result<std::string> bytes = m_archive.read(name);
        if (!bytes) {
            m_problem = bytes.problem();
            return nullptr;
        }
        xml::Parsed parsed = xml::parse(std::move(bytes).value());
        if (!parsed.document) m_problem = damaged(m_file);
        return std::move(parsed.document);
    }

    /// As seen from a folder: "/xl/a.xml", "..\\xl\\a.xml" and "a.xml" may be the same part.
    static std::string target_of(const std::string& folder, std::string_view target) {
        std::string path(target);
        std::replace(path.begin(), path.end(), '\\', '/');
        if (path.starts_with('/')) return path.substr(1);
        std::string base = folder;
        while (path.starts_with("../") || path.starts_with("./")) {
            if (path[1] == '.' && !base.empty()) base.erase(base.rfind('/', base.size() - 2) + 1);
            path.erase(0, path.find('/') + 1);
        }
        return base + path;
    }

    /// The workbook itself, wherever the package says that it lies.
    std::string main_part() {
        if (const auto links = open("_rels/.rels"))
            for (pugi::xml_node one = root(*links).first_child(); one; one = one.next_sibling())
                if (xml::attribute_text(one, "Type").ends_with("/officeDocument"))
                    if (std::string part = target_of("", xml::attribute_text(one, "Target")); m_archive.contains(part)) return part;
        return "xl/workbook.xml";
    }

    void read_strings(const std::string& name) {
        const auto part = open(name);
        if (!part) return;
        for (pugi::xml_node one = root(*part).first_child(); one; one = one.next_sibling())
            if (xml::local_name(one) == "si") m_strings.push_back(string_text(one));
    }

    std::string value_of(const pugi::xml_node& cell) {
        const std::string_view type = xml::attribute_text(cell, "t");
        if (type == "inlineStr") return string_text(xml::child(cell, "is"));
        const std::string_view value = xml::child(cell, "v").child_value();
        if (value.empty()) {
            if (xml::child(cell, "f")) ++m_uncalculated;
            return {};
        }
        if (type == "e") {
            ++m_errors;
            return {};
        }
        if (type == "b") return value == "1" ? "true" : "false";
        if (type == "str" || type == "d") {
            std::size_t counts = 0;
            return clean_text(repair_utf8(value, counts), counts);
        }
        if (type == "s") {
            std::size_t place = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), place);
            return error == std::errc() && place < m_strings.size() ? m_strings[place] : std::string();
        }
        std::size_t counts = 0;
        if (value.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return clean_text(repair_utf8(value, counts), counts);
        const double number = std::strtod(value.data(), nullptr); // ends at the element's own end
        const int style = xml::attribute_number(cell, "s", 0, 1'000'000, 0);
        return static_cast<std::size_t>(style) < m_formats.size() ? shown_number(number, m_formats[static_cast<std::size_t>(style)], m_dates) : number_text(number);
    }

    void read_sheet(const pugi::xml_node& sheet, RawSheet& into) {
        std::uint32_t number = 0;
        const pugi::xml_node data = xml::child(sheet, "sheetData");
        for (pugi::xml_node row = data.first_child(); row; row = row.next_sibling()) {
            if (xml::local_name(row) != "row") continue;
            const int said = xml::attribute_number(row, "r", 1, 1'048'576, 0);
            number = said > 0 ? static_cast<std::uint32_t>(said) : number + 1;
            if (!into.rows.empty() && into.rows.back().number >= number) return set_damaged();
            RawSheet::Row read{number, {}};
            for (pugi::xml_node cell = row.first_child(); cell; cell = cell.next_sibling()) {
                if (xml::local_name(cell) != "c") continue;
                const auto place = cell_place(xml::attribute_text(cell, "r"));
                const std::size_t column = place ? place->column : read.cells.size();
                std::string value = value_of(cell);
                if (value.empty()) continue;
                m_bytes += value.size();
                if (column >= max_table_columns || m_bytes > max_table_bytes) {
                    m_problem = table_too_large(m_file);
                    return;
                }
                if (read.cells.size() <= column) read.cells.resize(column + 1);
                read.cells[column] = std::move(value);
            }
            m_cells += std::max<std::size_t>(read.cells.size(), 1);
            if (m_cells > max_table_cells) {
                m_problem = table_too_large(m_file);
                return;
            }
            into.rows.push_back(std::move(read));
        }
        spread_merged(xml::child(sheet, "mergeCells"), into);
    }

    /// A cell merged over several rows says the same of each of them.
    void spread_merged(const pugi::xml_node& merges, RawSheet& sheet) {
        for (pugi::xml_node one = merges.first_child(); one; one = one.next_sibling()) {
            const std::string_view area = xml::attribute_text(one, "ref");
            const std::size_t colon = area.find(':');
            if (colon == std::string_view::npos) continue;
            const auto first = cell_place(area.substr(0, colon));
            const auto last = cell_place(area.substr(colon + 1));
            if (!first || !last) continue;
            const auto by_number = [](const RawSheet::Row& row, std::uint32_t number) { return row.number < number; };
            auto row = std::lower_bound(sheet.rows.begin(), sheet.rows.end(), first->row, by_number);
            if (row == sheet.rows.end() || row->number != first->row || first->column >= row->cells.size()) continue;
            const std::string value = row->cells[first->column];
            for (++row; row != sheet.rows.end() && row->number <= last->row; ++row) {
                m_bytes += value.size();
                if (++m_cells > max_table_cells || m_bytes > max_table_bytes) {
                    m_problem = table_too_large(m_file);
                    return;
                }
                if (row->cells.size() <= first->column) row->cells.resize(first->column + 1);
                if (row->cells[first->column].empty()) row->cells[first->column] = value;
            }
        }
    }

    void set_damaged() { m_problem = damaged(m_file); }

    const FileInput& m_file;
    ZipArchive& m_archive;
    Outcome m_problem;
    DateSystem m_dates = DateSystem::from_1900;
    std::vector<NumberFormat> m_formats; ///< of each cell style
    std::vector<std::string> m_strings;
    std::size_t m_cells = 0;
    std::size_t m_bytes = 0; ///< of all cells: many may share one long string
    std::uint32_t m_errors = 0;
    std::uint32_t m_uncalculated = 0; ///< formulas without what they give
};

} // namespace

bool is_workbook(std::string_view bytes) {
    return package_kind(bytes) == PackageKind::workbook;
}

Result<std::vector<RawSheet>> read_workbook(const FileInput& file, std::vector<ImportNote>& notes) {
    Result<ZipArchive> archive = ZipArchive::open(file, limits);
    if (!archive) return archive.problem();
    return Workbook(file, archive.value()).read(notes);
}

} // namespace emic
