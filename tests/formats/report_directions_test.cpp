// Reports of texts that run from right to left: which way their paragraphs run, and what is set apart in them.
#include "engine/formats/report.h"

#include <doctest/doctest.h>

using namespace emic;

namespace {

ReportRun run(std::string words, RunLook look = RunLook::plain) { return {std::move(words), look, {}, {}, {}, {}}; }

bool holds(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

std::string page_of(BlockKind kind, ReportLine line) {
    Report report;
    report.add(kind, "").line = std::move(line);
    return html_of(report);
}

} // namespace

TEST_CASE("a paragraph of several looks runs as its words do, and its looks do not part it") {
    ReportRun coded = run("הרגשתי ");
    coded.shade = 0xffeecc;
    const std::string page = page_of(BlockKind::speech, {run("דנה: ", RunLook::bold), coded, run("בבית (ward 3).")});
    CHECK(holds(page, "<p class=\"speech\" dir=\"rtl\"><b>דנה: </b><mark class=\"shade sffeecc\">הרגשתי </mark><span>בבית (ward 3).</span></p>"));
    const std::string latin = page_of(BlockKind::quotation, {run("they said ", RunLook::quiet), run("שלום"), run(" to me", RunLook::quiet)});
    CHECK(holds(latin, "<p class=\"quotation\" dir=\"auto\"><span class=\"count\">they said </span><span>שלום</span><span class=\"count\"> to me</span></p>"));
}

TEST_CASE("names and counts in a line are set apart from one another") {
    const std::string page = page_of(BlockKind::heading, {run("1  ", RunLook::quiet), run("בבית")});
    CHECK(holds(page, " dir=\"rtl\"><span class=\"count\" dir=\"auto\">1  </span><span dir=\"auto\">בבית</span>"));
    const std::string alone = page_of(BlockKind::paragraph, {run("בבית")});
    CHECK(holds(alone, "<p dir=\"auto\">בבית</p>"));
}

TEST_CASE("a name before its counts leaves the counts in their order") {
    const std::string page = page_of(BlockKind::heading, {run("\u2068בבית\u2069"), run("  5 passages in 4 documents", RunLook::quiet)});
    CHECK(holds(page, " dir=\"auto\"><span dir=\"auto\">\u2068בבית\u2069</span><span class=\"count\" dir=\"auto\">  5 passages in 4 documents</span>"));
}
