#include "engine/formats/xlsx_writer.h"

#include "engine/formats/csv.h"
#include "engine/formats/xml_text.h"
#include "engine/formats/zip_writer.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::size_t most_rows = 1048575, most_columns = 16384;
constexpr std::uint32_t most_units = 32767;
constexpr std::string_view cut_mark = " […]";
constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view sheet_space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006/";

constexpr std::string_view styles =
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF1EAE0\"/></patternFill></fill></fills>"
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\">"
    "<xf fontId=\"0\" fillId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf fontId=\"0\" fillId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>\n";

std::string column_name(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

/// As spreadsheets take them: digits with a point, no more than they hold exactly.
bool is_number(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || digits.size() > 15 || digits.front() == '.' || digits.back() == '.') return false;
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return false;
    return std::count(digits.begin(), digits.end(), '.') <= 1 && digits.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// The words of a cell, no longer than a cell can be.
std::string cell_words(std::string_view text, bool exact) {
    std::string words = !exact && may_be_formula(text) ? "'" + std::string(text) : std::string(text);
    if (words.size() > most_units && utf16_units_before(words, static_cast<std::uint32_t>(words.size())) > most_units) {
        words.resize(grapheme_floor(words, byte_at_utf16_unit(words, most_units - 4)));
        words += cut_mark;
    }
    return words;
}

/// Excel reads _x0041_ in words as a character; the underscore is written that way itself where that could happen.
std::string without_escapes(std::string words) {
    constexpr std::string_view underscore = "_x005F_";
    for (std::size_t at = words.find("_x"); at != std::string::npos; at = words.find("_x", at + 2)) {
        if (at + 6 >= words.size() || words[at + 6] != '_' ||
            words.substr(at + 2, 4).find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
            continue;
        words.replace(at, 1, underscore);
        at += underscore.size() - 1; // behind what was put in, which ends in an underscore before the same x
    }
    return words;
}

float width_of(const DataTable& table, std::size_t column) {
    if (table.columns[column].kind == ColumnKind::number) return 12;
    std::size_t longest = table.columns[column].title.size();
    for (std::size_t r = 0; r < std::min<std::size_t>(table.rows.size(), 200); ++r) longest = std::max(longest, table.rows[r][column].size());
    return static_cast<float>(std::clamp<std::size_t>(longest + 2, 10, 60));
}

std::string sheet_of(const DataTable& table, bool exact) {
    const std::size_t columns = std::min(table.columns.size(), most_columns), rows = std::min(table.rows.size(), most_rows);
    const std::string last = column_name(columns == 0 ? 0 : columns - 1) + std::to_string(rows + 1);
    std::string out = std::string(xml_head) + "<worksheet " + std::string(sheet_space) + "><dimension ref=\"A1:" + last + "\"/><sheetViews><sheetView workbookViewId=\"0\">"
                      "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
    if (columns > 0) out += "<cols>";
    for (std::size_t c = 0; c < columns; ++c) {
        const std::string number = std::to_string(c + 1);
        out += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" + std::to_string(static_cast<int>(width_of(table, c))) + "\" customWidth=\"1\"/>";
    }
    if (columns > 0) out += "</cols>";
    out += "<sheetData>\n";
    const auto add_words = [&](const std::string& place, std::string_view words, int style) {
        out += "<c r=\"" + place + "\" s=\"" + std::to_string(style) + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        append_xml_text(out, without_escapes(cell_words(words, exact)));
        out += "</t></is></c>";
    };
    out += "<row r=\"1\">";
    for (std::size_t c = 0; c < columns; ++c) add_words(column_name(c) + "1", table.columns[c].title, 1);
    out += "</row>\n";
    for (std::size_t r = 0; r < rows; ++r) {
        const std::string number = std::to_string(r + 2);
        out += "<row r=\"" + number + "\">";
        for (std::size_t c = 0; c < columns; ++c) {
            const std::string& cell = table.rows[r][c];
            if (cell.empty()) continue;
            if (table.columns[c].kind == ColumnKind::number && is_number(cell)) out += "<c r=\"" + column_name(c) + number + "\" s=\"2\"><v>" + cell + "</v></c>";
            else add_words(column_name(c) + number, cell, 0);
        }
        out += "</row>\n";
    }
    out += "</sheetData>";
    if (columns > 0) out += "<autoFilter ref=\"A1:" + last + "\"/>";
    return out + "</worksheet>\n";
}

} // namespace

Result<std::string> xlsx_of(const std::vector<DataTable>& tables, const ExportPresentation& presentation) {
    std::string types = std::string(xml_head) + "<Types xmlns=\"" + std::string(package) + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                        "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>";
    const std::string relations_head = std::string(xml_head) + "<Relationships xmlns=\"" + std::string(package) + "relationships\">";
    const auto relation = [](const std::string& id, std::string_view kind, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + std::string(office) + "/" + std::string(kind) + "\" Target=\"" + target + "\"/>";
    };
    std::string relations = relations_head + relation("styles", "styles", "styles.xml");
    std::string book = std::string(xml_head) + "<workbook " + std::string(sheet_space) + " xmlns:r=\"" + std::string(office) + "\"><sheets>";
    ZipWriter zip;
    std::vector<std::string> sheets;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        types += "<Override PartName=\"/xl/worksheets/sheet" + number + ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
        relations += relation("sheet" + number, "worksheet", "worksheets/sheet" + number + ".xml");
        book += "<sheet name=\"";
        append_xml_text(book, tables[i].name);
        book += "\" sheetId=\"" + number + "\" r:id=\"sheet" + number + "\"/>";
    }
    zip.add("[Content_Types].xml", types + "</Types>\n");
    zip.add("_rels/.rels", relations_head + relation("book", "officeDocument", "xl/workbook.xml") + "</Relationships>\n");
    zip.add("xl/workbook.xml", book + "</sheets></workbook>\n");
    zip.add("xl/_rels/workbook.xml.rels", relations + "</Relationships>\n");
    zip.add("xl/styles.xml", std::string(xml_head) + "<styleSheet " + std::string(sheet_space) + ">" + std::string(styles));
    for (std::size_t i = 0; i < tables.size(); ++i)
        zip.add("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml", sheet_of(tables[i], presentation.exact_cells));
    return zip.finish();
}

} // namespace emic
