// Names in Hebrew and Arabic beside Latin ones and numbers, in the lines that reports compose of them; and passages cut out of paragraphs that
// run from right to left.
#include "engine/formats/export_table.h"
#include "engine/formats/reports.h"
#include "engine/name_line.h"
#include "engine/queries/context.h"
#include "engine/queries_study.h"

using namespace emic;
using emic::test::DrawnStudy;

namespace {

/// What stands between U+2068 and U+2069 left out.
std::string outside_of_isolates(std::string_view line) {
    std::string rest;
    for (int depth = 0; !line.empty();) {
        if (line.starts_with("\u2068")) ++depth, line.remove_prefix(3);
        else if (line.starts_with("\u2069")) --depth, line.remove_prefix(3);
        else {
            if (depth == 0) rest += line.front();
            line.remove_prefix(1);
        }
    }
    return rest;
}

struct Study : DrawnStudy {
    Id<Source> ward, home;
    Study() {
        const Id<Case> ada = one_case("עדה", 0), leila = one_case("ليلى 7", 1);
        ward = document("ראיון 12", "בלילה [Zoom 2024 ואז שתקנו|Feeling > בבית > 2024]. אחר כך [3 ימים|Feeling].", ada);
        home = document("Interview 3", "They said [שלום ward|مراقبة > Being seen*] to me.", leila);
        memo(MemoTarget::passage, ward.guid, "ימים?", find(ward, "3 ימים"));
        Theme first, second;
        first.id = {new_id()}, second.id = {new_id()};
        first.name = "השגחה", second.name = "مراقبة 2";
        first.codes = {code("Feeling > בבית > 2024")};
        first.key_quotations = {{ward, find(ward, "Zoom 2024 ואז שתקנו")}, {home, find(home, "שלום ward")}};
        first.relations = {{second.id, "מוביל אל"}};
        second.position = 1;
        insert(first), insert(second);
    }
};

ExportInput with_all(const Study& study) {
    ExportInput input{study.project(), study.indexes(), {}};
    input.presentation.memos = true;
    return input;
}

std::vector<const ReportBlock*> quotations(const Report& report) {
    std::vector<const ReportBlock*> found;
    for (const ReportBlock& block : report.blocks)
        if (block.kind == BlockKind::quotation) found.push_back(&block);
    return found;
}

} // namespace

TEST_CASE("names side by side are each set apart where their letters could change the order") {
    CHECK(side_by_side({"P01", "interview 2", "", "weight 5"}) == "P01 · interview 2 · weight 5");
    CHECK(side_by_side({"עדה", "ראיון 12", "Ben"}) == "\u2068עדה\u2069 · \u2068ראיון 12\u2069 · Ben");
    CHECK(side_by_side({"ليلى", "34"}, ": ") == "\u2068ليلى\u2069: 34");
    CHECK(listed(std::vector<std::string>{"Ada", "בן", "ليلى"}) == "Ada, \u2068בן\u2069 and \u2068ليلى\u2069");
    CHECK(listed(std::vector<std::string>{}).empty());
    CHECK(steps_apart("Feeling > at home") == "Feeling > at home");
    CHECK(steps_apart("Feeling > בבית > 2024") == "Feeling > \u2068בבית\u2069 > 2024");
    CHECK(steps_apart("מראקבה") == "\u2068מראקבה\u2069");
}

TEST_CASE("no line that a report composes leaves a name open to the words around it") {
    const Study study;
    const ExportInput input = with_all(study);
    for (const Report& report : {themes_report(input), quotations_report(input), codebook_report(input), transcripts_report(input)}) {
        CAPTURE(report.title);
        int composed = 0;
        for (const ReportBlock& block : report.blocks) {
            const bool name_alone = block.kind == BlockKind::heading && block.line.size() == 1 && block.line.front().text.find("\u2068") == std::string::npos;
            if (name_alone || (block.kind != BlockKind::facts && block.kind != BlockKind::source && block.kind != BlockKind::heading)) continue;
            const std::string line = plain_text(block.line);
            CAPTURE(line);
            CHECK_FALSE(may_be_right_to_left(outside_of_isolates(line)));
            ++composed;
        }
        CHECK(composed > 2);
        for (const ReportComment& comment : report.comments)
            if (comment.author == "Codes") CHECK_FALSE(may_be_right_to_left(outside_of_isolates(comment.text)));
    }
    const Report themes = themes_report(input);
    for (const ReportBlock& block : themes.blocks)
        if (block.kind == BlockKind::paragraph && block.line.size() > 3) CHECK_FALSE(may_be_right_to_left(outside_of_isolates(plain_text(block.line))));
}

TEST_CASE("cells of data files hold names as they are") {
    const Study study;
    const ExportInput input = with_all(study);
    int tables = 0;
    for (const ExportFormat& format : export_formats()) {
        if (!format.table) continue;
        ++tables;
        for (const auto& row : format.table(input).rows)
            for (const std::string& cell : row)
                for (const char* sign : {"\u2068", "\u2069", "\u200F", "\u200E"}) CHECK(cell.find(sign) == std::string::npos);
    }
    CHECK(tables > 0);
}

TEST_CASE("a passage by itself runs as its paragraph does") {
    const std::string text = "היא אמרה Zoom 2024 ואז שתקנו\nThey said שלום ward to me\n12";
    const auto shown = [&](std::string_view words) {
        const auto at = static_cast<std::uint32_t>(text.find(words));
        return shown_passage(text, {at, at + static_cast<std::uint32_t>(words.size())});
    };
    CHECK(shown("Zoom 2024 ואז") == "\u200FZoom 2024 ואז");
    CHECK(shown("2024") == "\u200F2024");
    CHECK(shown("אמרה Zoom") == "אמרה Zoom");
    CHECK(shown("שלום ward") == "\u200Eשלום ward");
    CHECK(shown("said שלום") == "said שלום");
    CHECK(shown("ward to me\n12") == "ward to me\n12");
    // The first paragraph alone was cut; the next begins itself.
    CHECK(shown("Zoom 2024 ואז שתקנו\nThey") == "\u200FZoom 2024 ואז שתקנו\nThey");
    CHECK(direction_of(shown("Zoom 2024 ואז")) == TextDirection::right_to_left);
    CHECK(shown_passage("12", {0, 2}) == "12");
}

TEST_CASE("quotations in reports run as their paragraphs do") {
    const Study study;
    ExportInput input = with_all(study);
    for (const std::uint32_t context : {0U, 1U}) {
        CAPTURE(context);
        input.presentation.context_sentences = context;
        for (const Report& report : {themes_report(input), quotations_report(input)}) {
            int seen = 0;
            for (const ReportBlock* block : quotations(report)) {
                const std::string words = plain_text(block->line);
                CAPTURE(words);
                const bool of_ward = words.find("ימים") != std::string::npos || words.find("Zoom") != std::string::npos;
                CHECK(direction_of(*block) == (of_ward ? TextDirection::right_to_left : TextDirection::left_to_right));
                ++seen;
            }
            CHECK(seen >= 2);
        }
    }
    input.presentation.context_sentences = 0;
    input.presentation.memos = false;
    const std::string page = html_of(quotations_report(input));
    CHECK(page.find("<p class=\"quotation\" dir=\"rtl\"><span>Zoom 2024 ואז שתקנו</span></p>") != std::string::npos);
    CHECK(page.find("<p class=\"quotation\" dir=\"ltr\"><span>שלום ward</span></p>") != std::string::npos);
}
