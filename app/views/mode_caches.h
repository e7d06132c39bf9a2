#pragma once

#include "engine/formats/export_table.h"
#include "engine/queries/codebook.h"
#include "engine/queries/interview_guide.h"
#include "engine/queries/speaker_turns.h"
#include "frame.h"
#include "views/card_list.h"
#include "views/case_rows.h"
#include "views/compare_rows.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace emic {

/// The project as the report's choices leave it.
struct ScopedStudy {
    Project project;
    Indexes indexes;
};

/// What a file will say, as far as it is shown.
struct ReportShown {
    std::optional<Report> report;
    std::optional<DataTable> table;
};

/// Rows of the views that fill the window, and how high their cards were when last seen.
struct ModeCaches {
    std::array<Cached<std::tuple<std::uint64_t, Id<Code>, bool>, CompareRows>, 2> compare; ///< a column each
    std::array<CardHeights, 2> compare_heights;
    Cached<std::tuple<std::uint64_t, std::string>, std::vector<CodeMatch>> code_list;
    Cached<std::tuple<std::uint64_t, Id<Theme>>, std::vector<CodingEntry>> theme_passages;
    CardHeights theme_tray_heights;
    Cached<std::tuple<std::uint64_t, bool, AttributeHolder, std::optional<Id<Attribute>>, bool>, CaseRows> cases;
    Cached<std::uint64_t, std::map<Id<Pseudonym>, std::uint64_t>> pseudonym_counts;
    Cached<std::uint64_t, std::vector<GuideRow>> guide;
    Cached<std::tuple<std::uint64_t, Id<Source>>, std::vector<SpeakerRow>> speakers;
    Cached<std::tuple<std::uint64_t, ExportScope>, ScopedStudy> scoped;
    Cached<std::tuple<std::uint64_t, ExportScope>, std::vector<std::string>> before_pseudonyms; ///< what is said before a file with them is saved
    Cached<std::tuple<std::uint64_t, std::string, ExportScope, ExportPresentation>, ReportShown> report;
    float paper_height = 0; ///< of the report's first page, in CSS pixels
};

} // namespace emic
