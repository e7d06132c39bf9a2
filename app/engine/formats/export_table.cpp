#include "engine/formats/export_table.h"

#include "engine/formats/codebook_csv.h"
#include "engine/formats/codebook_html.h"
#include "engine/formats/project_file.h"
#include "engine/formats/quotations_csv.h"
#include "engine/formats/refi_codebook.h"
#include "engine/formats/refi_export.h"
#include "engine/formats/themes_report.h"

namespace emic {

namespace {

constexpr ExportFormat formats[] = {
    {"themes-report", "Themes report", "Themes with their codes, key quotations and relations, and the codebook; opens in Word.",
     "html", "text/html", write_themes_report},
    {"quotations-csv", "Quotations (CSV)", "Every coded passage as a table row, with theme, code, document, memo and coder.", "csv",
     "text/csv", write_quotations_csv},
    {"codebook-html", "Codebook", "The codes with their definitions and counts, to read and print; opens in Word.", "html",
     "text/html", write_codebook_html},
    {"codebook-csv", "Codebook (CSV)", "The codes with their definitions and counts as a table.", "csv", "text/csv",
     write_codebook_csv},
    {"qdpx", "REFI-QDA project", "The project for other programs (MAXQDA, ATLAS.ti, QualCoder and others), by the REFI-QDA standard.", "qdpx",
     "application/zip", write_refi},
    {"qdpx-nvivo", "REFI-QDA project for NVivo", "The same, with passages counted as NVivo counts them.", "qdpx", "application/zip",
     write_refi_for_nvivo},
    {"qdc", "REFI-QDA codebook", "The codes with their definitions and colours for other programs.", "qdc", "application/xml",
     write_refi_codebook},
    {"project", "Project file", "Everything, to open in Emic again or to keep as a copy.", "emic", "application/x-emic",
     [](const Project& project, const Indexes&) { return write_project_file(project); }},
};

} // namespace

std::span<const ExportFormat> export_formats() { return formats; }

const ExportFormat* find_export_format(std::string_view id) {
    for (const ExportFormat& format : formats)
        if (id == format.id) return &format;
    return nullptr;
}

} // namespace emic
