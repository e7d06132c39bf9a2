// The names of files that are handed out: parts are told apart, and every file system takes them.
#include "engine/formats/export_names.h"
#include "engine/queries_study.h"

#include <set>

using namespace emic;
using test::DrawnStudy;

TEST_CASE("a file of a part is named after it, one of another part otherwise") {
    DrawnStudy study;
    const Id<Case> ana = study.one_case("Ana", 0), ben = study.one_case("Ben", 1), twin = study.one_case("ana", 2), cleo = study.one_case("Cleo", 3);
    study.document("One", "[a|Ward] [b|Ward > calm] [c|Home > calm] [d|Ward > cold] [e|Home]", ana);
    const Id<Code> ward = study.code("Ward"), calm = study.code("Ward > calm"), other = study.code("Home > calm"), cold = study.code("Ward > cold");
    study.insert(Pseudonym{{study.new_id()}, "Ben", "P2", 0, ""});
    study.insert(Pseudonym{{study.new_id()}, "Cleo", "P2", 1, ""});
    const auto name = [&](const ExportScope& scope) { return part_name(study.project(), scope); };
    CHECK(name({}).empty());
    CHECK(name({{}, {}, {}, true}) == " - pseudonyms");
    CHECK(name({{}, {ben}, {}, false}) == " - case Ben");
    CHECK(name({{ward, calm, cold}, {}, {}, false}) == " - code Ward");
    CHECK(name({{calm}, {}, {}, false}) == " - code Ward - calm");
    CHECK(name({{other}, {ben, cleo}, {}, false}) == " - cases Ben + Cleo, code Home - calm");
    CHECK(name({{}, {}, {DrawnStudy::coder()}, false}).starts_with(" - coder "));
    // Names alone do not tell these apart: the same in other capitals, the same stand-in, more than are named, not all beneath a code.
    const ExportScope scopes[] = {{{}, {ana}, {}, false}, {{}, {twin}, {}, false}, {{}, {ben}, {}, true}, {{}, {cleo}, {}, true}, {{}, {ana, ben, cleo}, {}, false},
                                  {{}, {ana, ben, twin}, {}, false}, {{ward}, {}, {}, false}, {{ward, calm}, {}, {}, false}, {{ward, cold}, {}, {}, false},
                                  {{ward, calm, cold}, {}, {}, false}, {{calm}, {}, {}, false}, {{other}, {}, {}, false}};
    std::set<std::string> names;
    for (const ExportScope& scope : scopes) {
        CHECK(name(scope) == name(scope)); // always the same
        CHECK_MESSAGE(names.insert(fold_case(name(scope))).second, name(scope));
    }
    CHECK(name({{}, {ben}, {}, true}).find("Ben") == std::string::npos);
    CHECK(name({{}, {ben}, {}, true}).starts_with(" - case P2 ("));
}

TEST_CASE("a file's name is one that every file system takes") {
    CHECK(safe_file_name("a/b\\c:d*e?f\"g<h>i|j\nk") == "a-b-c-d-e-f-g-h-i-j-k");
    CHECK(safe_file_name(" ..hidden. . ") == "hidden");
    CHECK(safe_file_name("CON") == "_CON");
    CHECK(safe_file_name("lpt1.part") == "_lpt1.part");
    CHECK(safe_file_name("console") == "console");
    CHECK(safe_file_name("\xE2\x81\xA8P01\xE2\x81\xA9\xE2\x80\xAE txt") == "P01 txt"); // isolates, and what turns letters round
    CHECK(safe_file_name("") == "project");
    CHECK(safe_file_name("...") == "project");
    CHECK(safe_file_name("Été – 母亲") == "Été – 母亲");
    std::string many;
    while (many.size() < 300) many += "母";
    CHECK(safe_file_name(many, 80).size() == 78);
    DrawnStudy study;
    const Id<Case> one = study.one_case(many + "/../x", 0);
    const std::string part = part_name(study.project(), {{}, {one}, {}, false});
    CHECK(part.size() < 120);
    CHECK(part.find('/') == std::string::npos);
}
