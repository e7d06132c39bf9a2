#include "engine/formats/data_package.h"

#include "engine/formats/data_table.h"
#include "engine/formats/zip_writer.h"
#include "engine/queries/codebook.h"

#include <algorithm>
#include <map>
#include <set>

namespace emic {

namespace {

constexpr std::uint32_t most_label_bytes = 240; ///< SPSS takes 256

/// A table under the names that statistics programs take: "v1_age", with what it was called as its label.
struct Variables {
    std::string file; ///< "documents"
    DataTable table;  ///< columns are named
    std::vector<std::string> labels;
};

/// Lower-case ASCII letters, digits and underscores of a title; what remains of another script is nothing.
std::string plain_name(std::string_view title) {
    std::string name;
    for (char c : title) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += upper ? static_cast<char>(c + 32) : c;
        else if (!name.empty() && name.back() != '_') name += '_';
        if (name.size() == 32) break;
    }
    while (name.ends_with('_')) name.pop_back();
    return name;
}

/// A name that is none of `taken`, where it then stands; `number` tells titles apart that come out alike or as nothing.
std::string variable_name(std::string_view title, std::size_t number, std::set<std::string>& taken) {
    static const std::set<std::string> reserved = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "if", "else", "for", "in", "next", "function", "while", "repeat", "break"};
    std::string name = plain_name(title);
    if (name.empty() || (name[0] >= '0' && name[0] <= '9') || reserved.count(name) != 0) name = "v" + std::to_string(number) + (name.empty() ? "" : "_" + name);
    while (!taken.insert(name).second) name += "_" + std::to_string(number);
    return name;
}

/// What every code is called in all tables, by its path, so that they can be joined.
using CodeNames = std::map<std::string, std::string>;

CodeNames names_of_codes(const ExportInput& input) {
    std::set<std::string> taken = {"document", "case", "code"}; // stand before the codes in one table or another
    CodeNames names;
    for (const CodeRow& row : codebook_rows(input.project, input.indexes)) names.emplace(row.path, variable_name(row.path, names.size() + 1, taken));
    return names;
}

/// `codes` is given for the tables that have a column for each code.
Variables named(std::string file, DataTable table, const CodeNames& codes = {}) {
    Variables variables{std::move(file), std::move(table), {}};
    std::set<std::string> taken;
    for (std::size_t c = 0; c < variables.table.columns.size(); ++c) {
        DataColumn& column = variables.table.columns[c];
        variables.labels.push_back(column.title);
        const auto code = column.kind == ColumnKind::number ? codes.find(column.title) : codes.end();
        if (code != codes.end() && taken.insert(code->second).second) column.title = code->second;
        else column.title = variable_name(column.title, c + 1, taken);
    }
    return variables;
}

/// A label on one line, short enough for SPSS.
std::string one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (text.size() > most_label_bytes) text.resize(grapheme_floor(text, most_label_bytes));
    return text;
}

std::string quoted(const std::string& text, char quote, std::string_view escaped) {
    std::string out(1, quote);
    for (char c : one_line(text)) {
        if (c == quote) out += escaped;
        else if (c == '\\' && quote == '"') out += "\\\\";
        else out += c;
    }
    return out + quote;
}

std::string r_script(const std::vector<Variables>& files) {
    std::string out = "# Reads the tables of this folder into R and labels their variables: source(\"emic.R\", encoding = \"UTF-8\")\n"
                      "# Set the working directory to this folder first. Labels are kept in attr(x, \"label\"), as haven and labelled read them.\n\n"
                      "read_emic <- function(file, numbers) {\n"
                      "  table <- read.csv(file, encoding = \"UTF-8\", colClasses = \"character\", check.names = FALSE, na.strings = character())\n"
                      "  for (name in numbers) table[[name]] <- suppressWarnings(as.numeric(table[[name]]))\n"
                      "  table\n}\nlabel_emic <- function(table, labels) {\n  for (name in names(labels)) attr(table[[name]], \"label\") <- labels[[name]]\n  table\n}\n";
    for (const Variables& file : files) {
        std::string numbers, labels;
        for (std::size_t c = 0; c < file.labels.size(); ++c) {
            const DataColumn& column = file.table.columns[c];
            if (column.kind == ColumnKind::number) numbers += (numbers.empty() ? "" : ", ") + quoted(column.title, '"', "\\\"");
            labels += (labels.empty() ? "\n  " : ",\n  ") + column.title + " = " + quoted(file.labels[c], '"', "\\\"");
        }
        out += "\n" + file.file + " <- read_emic(\"" + file.file + ".csv\", c(" + numbers + "))\n";
        out += file.file + " <- label_emic(" + file.file + ", list(" + labels + "\n))\n";
    }
    return out;
}

std::string spss_syntax(const std::vector<Variables>& files) {
    std::string out = "* Encoding: UTF-8.\n* Reads the tables of this folder into SPSS and labels their variables.\n"
                      "* Put the path of this folder before the file names, or set it with CD, then run all of it.\n";
    for (const Variables& file : files) {
        out += "\nGET DATA /TYPE=TXT /FILE='" + file.file + ".csv' /ENCODING='UTF8' /DELIMITERS=\",\" /QUALIFIER='\"'\n"
               "  /ARRANGEMENT=DELIMITED /FIRSTCASE=2 /VARIABLES=\n";
        for (std::size_t c = 0; c < file.labels.size(); ++c) {
            std::size_t longest = 1;
            for (const auto& row : file.table.rows) longest = std::max(longest, row[c].size());
            const bool number = file.table.columns[c].kind == ColumnKind::number;
            out += "  " + file.table.columns[c].title + (number ? " F8.0" : " A" + std::to_string(std::min<std::size_t>(longest, 32767)));
            out += c + 1 == file.labels.size() ? ".\n" : "\n";
        }
        out += "VARIABLE LABELS\n";
        for (std::size_t c = 0; c < file.labels.size(); ++c)
            out += (c == 0 ? "  " : "  /") + file.table.columns[c].title + " " + quoted(file.labels[c], '\'', "''") + (c + 1 == file.labels.size() ? ".\n" : "\n");
        out += "DATASET NAME " + file.file + ".\nEXECUTE.\n";
    }
    return out;
}

std::string read_me(const std::vector<Variables>& files, const std::string& name) {
    std::string out = one_line(name.empty() ? "Untitled project" : name) + "\n\nTables for statistics, written by Emic. UTF-8, commas, one head line; cells are exact, so do not open them in a\n"
                      "spreadsheet when you do not know who wrote the transcripts: a cell could be read as a formula.\n\n"
                      "R:     set the working directory to this folder and run source(\"emic.R\", encoding = \"UTF-8\")\n"
                      "SPSS:  open emic.sps, say where this folder is, and run it\n";
    for (const Variables& file : files) {
        out += "\n" + file.file + ".csv (" + std::to_string(file.table.rows.size()) + (file.table.rows.size() == 1 ? " row)\n" : " rows)\n");
        for (std::size_t c = 0; c < file.labels.size(); ++c) out += "  " + file.table.columns[c].title + "  " + one_line(file.labels[c]) + "\n";
    }
    return out;
}

} // namespace

Result<std::string> write_data_package(const ExportInput& input) {
    ExportInput full = input;
    full.presentation.exact_cells = true;
    full.presentation.excel_mark = false;
    const CodeNames codes = names_of_codes(full);
    std::vector<Variables> files;
    files.push_back(named("quotations", quotations_table(full)));
    files.push_back(named("codebook", codebook_table(full)));
    files.push_back(named("code_counts", codes_by_document_table(full, CodeCells::counts), codes));
    files.push_back(named("code_presence", codes_by_document_table(full, CodeCells::presence), codes));
    files.push_back(named("cooccurrence", cooccurrence_table(full), codes));
    files.push_back(named("cases", cases_table(full)));
    files.push_back(named("documents", documents_table(full)));
    ZipWriter zip;
    zip.add("README.txt", read_me(files, input.project.info().name));
    zip.add("emic.R", r_script(files));
    zip.add("emic.sps", spss_syntax(files));
    for (const Variables& file : files) zip.add(file.file + ".csv", csv_of(file.table, full.presentation));
    return zip.finish();
}

} // namespace emic
