#include "interface.h"

#include "engine/commands/codebook.h"

#include <algorithm>

using namespace emic;
using platform::Key;
using platform::Role;

namespace {

const Code* code_named(const Project& project, std::string_view name) {
    for (const Code& code : project.codes())
        if (code.name == name) return &code;
    return nullptr;
}

/// The sample study with the overlay that a picked file of codes opens.
struct Importing {
    Importing() {
        fake::reset();
        page = std::make_unique<Interface>();
        page->click(Role::button, "Start from the sample study");
        page->settle();
        codes = page->project().codes().size();
        first = page->project().codes().begin()->name;
        for (const Code& code : page->project().codes())
            if (code.parent.is_null()) first = code.name;
        run("Import a codebook");
        REQUIRE(fake::world().picks.size() == 1);
        page->push(platform::FilesGiven{{{"theirs.csv", "Code,Memo\n" + first + ",Another definition\nBrand new,of theirs\nBrand new > below,\n"}}, false});
        page->settle();
    }
    void run(const std::string& name) {
        page->letter('k', {true, false, false});
        page->type(name);
        page->list_key(Key::enter);
        page->settle();
    }
    std::unique_ptr<Interface> page;
    std::size_t codes = 0;
    std::string first;
};

} // namespace

TEST_CASE("import a codebook: new and different codes are shown before anything changes") {
    Importing importing;
    Interface& page = *importing.page;
    CHECK(page.state().overlay == Overlay::import_codebook);
    CHECK(fake::find_node(Role::status, "3 codes in ‘theirs.csv’: 2 new, 0 the same, 1 different."));
    CHECK(fake::find_node(Role::paragraph, "Theirs: Another definition"));
    CHECK(fake::find_node(Role::checkbox, "Brand new > below"));
    CHECK(page.project().codes().size() == importing.codes);

    page.click(Role::radio, "Take theirs: " + importing.first);
    page.click(Role::checkbox, "Brand new > below");
    page.click(Role::button, "Import");
    page.settle();
    CHECK(page.state().overlay == Overlay::none);
    CHECK(page.project().codes().size() == importing.codes + 1);
    CHECK(code_named(page.project(), importing.first)->definition == "Another definition");
    CHECK(code_named(page.project(), "Brand new")->definition == "of theirs");
    page.letter('z', {true, false, false});
    CHECK(page.project().codes().size() == importing.codes);
}

TEST_CASE("import a codebook: one choice for all, and leaving changes nothing") {
    Importing importing;
    Interface& page = *importing.page;
    page.click(Role::button, "Leave all out");
    const platform::MirrorNode* import = fake::find_node(Role::button, "Import");
    REQUIRE(import);
    CHECK(import->disabled);
    page.click(Role::button, "Keep both for all");
    CHECK_FALSE(fake::find_node(Role::button, "Import")->disabled);
    page.key(Key::escape);
    CHECK(page.state().overlay == Overlay::none);
    CHECK(page.project().codes().size() == importing.codes);
}

TEST_CASE("paste a codebook: a list of codes is compared as a file is") {
    Importing importing;
    Interface& page = *importing.page;
    page.key(Key::escape);
    importing.run("Paste a codebook");
    REQUIRE(page.state().overlay == Overlay::paste_codebook);
    page.type("Pasted - with a rule\n\tbelow it\n");
    page.click(Role::button, "Compare");
    page.settle();
    REQUIRE(page.state().overlay == Overlay::import_codebook);
    page.click(Role::button, "Import");
    page.settle();
    REQUIRE(code_named(page.project(), "Pasted"));
    CHECK(code_named(page.project(), "Pasted")->definition == "with a rule");
    CHECK(code_named(page.project(), "below it")->parent == code_named(page.project(), "Pasted")->id);
}

TEST_CASE("import a codebook: a file without codes says so, and dropped files stay documents") {
    Importing importing;
    Interface& page = *importing.page;
    page.key(Key::escape);
    importing.run("Import a codebook");
    page.push(platform::FilesGiven{{{"empty.csv", "Code,Memo\n,\n"}}, false});
    page.settle();
    CHECK(page.state().overlay == Overlay::none);
    REQUIRE_FALSE(page.state().toasts.empty());
    CHECK(page.state().toasts.back().problem);
    const std::size_t documents = page.project().sources().size();
    importing.run("Import a codebook");
    page.drop({{"P09.txt", "Words."}});
    CHECK(page.project().sources().size() == documents + 1);
}
