#include "engine/formats/export_table.h"

#include "engine/formats/data_package.h"
#include "engine/formats/project_file.h"
#include "engine/formats/refi_codebook.h"
#include "engine/formats/refi_export.h"
#include "engine/formats/reports.h"
#include "engine/formats/study_json.h"
#include "engine/formats/xlsx_writer.h"

namespace emic {

namespace {

constexpr const char* word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

template <Report (*report)(const ExportInput&), auto render> Result<std::string> write_report(const ExportInput& input) { return render(report(input)); }
template <DataTable (*table)(const ExportInput&)> Result<std::string> write_csv(const ExportInput& input) { return csv_of(table(input), input.presentation); }

DataTable code_counts(const ExportInput& input) { return codes_by_document_table(input, CodeCells::counts); }
DataTable code_presence(const ExportInput& input) { return codes_by_document_table(input, CodeCells::presence); }
Result<std::string> write_workbook(const ExportInput& input) { return xlsx_of(all_tables(input), input.presentation); }

constexpr ExportChoices quoting = {.context = true, .attributes = true, .memos = true};
constexpr ExportChoices noting = {.memos = true};
constexpr ExportChoices cells = {.excel_mark = true, .exact_cells = true};
constexpr ExportChoices noted_cells = {.memos = true, .excel_mark = true, .exact_cells = true};

using enum ExportGroup;

constexpr ExportFormat formats[] = {
    {"themes-docx", "Themes report (Word)", "Themes with their codes, key quotations and relations, and the codebook; memos as comments.", "docx", word, read, quoting,
     write_report<themes_report, docx_of>, themes_report},
    {"themes-report", "Themes report", "The same as a page for the browser, to read and print.", "html", "text/html", read, quoting,
     write_report<themes_report, html_of>, themes_report},
    {"themes-md", "Themes report (Markdown)", "The same as plain text with marks, for writing tools.", "md", "text/markdown", read, quoting,
     write_report<themes_report, markdown_of>, themes_report},
    {"codebook-docx", "Codebook (Word)", "The codes with their definitions and counts.", "docx", word, read, noting, write_report<codebook_report, docx_of>, codebook_report},
    {"codebook-html", "Codebook", "The codes with their definitions and counts, to read and print.", "html", "text/html", read, noting,
     write_report<codebook_report, html_of>, codebook_report},
    {"codebook-md", "Codebook (Markdown)", "The codes with their definitions and counts, for writing tools.", "md", "text/markdown", read, noting,
     write_report<codebook_report, markdown_of>, codebook_report},
    {"quotations-docx", "Quotations (Word)", "Every coded passage under its code; memos as comments.", "docx", word, read, quoting,
     write_report<quotations_report, docx_of>, quotations_report},
    {"quotations-html", "Quotations", "Every coded passage under its code, to read and print.", "html", "text/html", read, quoting,
     write_report<quotations_report, html_of>, quotations_report},
    {"quotations-md", "Quotations (Markdown)", "Every coded passage under its code, for writing tools.", "md", "text/markdown", read, quoting,
     write_report<quotations_report, markdown_of>, quotations_report},
    {"transcripts-docx", "Coded transcripts (Word)", "The documents whole, coded words in colour, codes and memos as comments in the margin.", "docx", word, read,
     {.attributes = true, .memos = true}, write_report<transcripts_report, docx_of>, transcripts_report},
    {"transcripts-html", "Coded transcripts", "The documents whole, coded words in colour, codes and memos beside them.", "html", "text/html", read,
     {.attributes = true, .memos = true}, write_report<transcripts_report, html_of>, transcripts_report},
    {"workbook", "Workbook (Excel)", "Quotations, codebook, codes by document, co-occurrence, cases and documents, a sheet each.", "xlsx", excel, tables,
     {.context = true, .attributes = true, .memos = true, .exact_cells = true}, write_workbook, nullptr, quotations_table},
    {"quotations-csv", "Quotations (CSV)", "Every coded passage as a table row, with theme, code, document, memo and coder.", "csv", "text/csv", tables,
     {.context = true, .attributes = true, .memos = true, .excel_mark = true, .exact_cells = true}, write_csv<quotations_table>, nullptr, quotations_table},
    {"codebook-csv", "Codebook (CSV)", "The codes with their definitions and counts as a table.", "csv", "text/csv", tables, cells, write_csv<codebook_table>, nullptr,
     codebook_table},
    {"codes-by-document-csv", "Codes by document (CSV)", "How often each code is in each document.", "csv", "text/csv", tables, cells, write_csv<code_counts>, nullptr,
     code_counts},
    {"code-presence-csv", "Codes by document, 0 and 1 (CSV)", "Whether a code is in a document.", "csv", "text/csv", tables, cells, write_csv<code_presence>, nullptr,
     code_presence},
    {"cooccurrence-csv", "Co-occurrence (CSV)", "How often codes overlap.", "csv", "text/csv", tables, cells, write_csv<cooccurrence_table>, nullptr, cooccurrence_table},
    {"cases-csv", "Cases (CSV)", "The cases with their attributes and counts.", "csv", "text/csv", tables, noted_cells, write_csv<cases_table>, nullptr, cases_table},
    {"documents-csv", "Documents (CSV)", "The documents with their attributes and counts.", "csv", "text/csv", tables, noted_cells, write_csv<documents_table>, nullptr,
     documents_table},
    {"data-package", "Data for R and SPSS", "Tables with exact cells, and scripts that read them and label the variables.", "zip", "application/zip", statistics, quoting,
     write_data_package, nullptr, quotations_table},
    {"json", "Study as JSON", "Codes, documents, coded passages and themes for programs of your own.", "json", "application/json", statistics, quoting,
     [](const ExportInput& input) -> Result<std::string> { return write_study_json(input); },
     nullptr, quotations_table},
    {"qdpx", "REFI-QDA project", "For MAXQDA, ATLAS.ti, QualCoder and others: documents, codes, passages, cases, memos, themes as sets.", "qdpx", "application/zip", keep,
     {}, [](const ExportInput& input) { return write_refi(input.project, input.indexes); }, refi_losses_report},
    {"qdpx-nvivo", "REFI-QDA project for NVivo", "The same with passages counted as NVivo counts them.", "qdpx", "application/zip", keep, {},
     [](const ExportInput& input) { return write_refi_for_nvivo(input.project, input.indexes); }, refi_losses_report},
    {"qdc", "REFI-QDA codebook", "The codes with their definitions and colours for other programs.", "qdc", "application/xml", keep, {},
     [](const ExportInput& input) -> Result<std::string> { return write_refi_codebook(input.project, input.indexes); }},
    {"project", "Project file", "Everything, to open in Emic again or to keep as a copy.", "emic", "application/x-emic", keep, {},
     [](const ExportInput& input) -> Result<std::string> { return write_project_file(input.project); }},
};

} // namespace

const char* label_of(ExportGroup group) {
    switch (group) {
    case read: return "To read, print and hand on";
    case tables: return "Tables for spreadsheets";
    case statistics: return "For statistics and programs";
    case keep: break;
    }
    return "To keep";
}

std::span<const ExportFormat> export_formats() { return formats; }

const ExportFormat* find_export_format(std::string_view id) {
    for (const ExportFormat& format : formats)
        if (id == format.id) return &format;
    return nullptr;
}

} // namespace emic
