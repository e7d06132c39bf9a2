#include "interface.h"

#include <algorithm>

using namespace emic;

namespace {

constexpr const char* one_page = "page\t600\t800\n50\t700\t100\t10\t0\tl\t0\tAna: I felt at home.\n";

bool told(Interface& page, std::string_view words) {
    const auto& lines = page.state().imported;
    return std::any_of(lines.begin(), lines.end(), [&](const ImportLine& line) {
        return std::any_of(line.notes.begin(), line.notes.end(), [&](const std::string& note) { return note.find(words) != std::string::npos; });
    });
}

} // namespace

TEST_CASE("PDF files are read one after the other, and one that fails stops none") {
    fake::reset();
    Interface page;
    page.push(platform::FilesGiven{{{"A.pdf", "%PDF-1"}, {"B.pdf", "%PDF-2"}, {"C.txt", "Three."}}, true});
    page.settle();
    REQUIRE(fake::world().pdf);
    CHECK(fake::world().pdf->bytes == "%PDF-1");
    page.push(platform::PdfProgress{fake::world().pdf->id, 2, 9});
    page.settle();
    CHECK(fake::find_node(platform::Role::dialog, "Importing"));
    const std::uint32_t first = fake::world().pdf->id;
    page.push(platform::PdfRead{first, {}, PdfTrouble::password});
    page.settle();
    CHECK(fake::world().pdf->bytes == "%PDF-2");
    page.push(platform::PdfRead{first, one_page, {}}); // an answer that came twice
    page.push(platform::PdfRead{fake::world().pdf->id, one_page, {}});
    page.settle();
    page.confirm_import();
    REQUIRE(page.project().sources().size() == 2);
    CHECK(std::any_of(page.project().sources().begin(), page.project().sources().end(), [](const Source& source) { return source.text.view() == "Ana: I felt at home." && source.origin == "B.pdf"; }));
    CHECK(told(page, "‘A.pdf’ is protected with a password"));
}

TEST_CASE("reading a PDF can be stopped") {
    fake::reset();
    Interface page;
    page.push(platform::FilesGiven{{{"A.pdf", "%PDF-1"}}, true});
    page.settle();
    REQUIRE(fake::world().pdf);
    page.click(platform::Role::button, "Stop here");
    page.settle();
    CHECK(!fake::world().pdf);
    CHECK(told(page, "the import was stopped"));
    CHECK(page.project().sources().empty());
}
