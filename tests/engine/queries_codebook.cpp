#include "engine/queries/codebook.h"
#include "engine/queries/overview.h"
#include "engine/queries/themes.h"
#include "queries_study.h"

#include "bench/big_study.h"

#include <set>

using namespace emic;
using namespace emic::test;

namespace {

Strings paths(const std::vector<CodeRow>& rows) {
    Strings found;
    for (const CodeRow& row : rows)
        found.push_back(row.path);
    return found;
}

Strings names(const std::vector<CodeMatch>& matches) {
    Strings found;
    for (const CodeMatch& match : matches)
        found.push_back(match.name);
    return found;
}

} // namespace

TEST_CASE("the codebook is listed in tree order with counts") {
    DrawnStudy study;
    study.code("Surveillance > being watched > at night");
    study.code("Normal mothering");
    study.code("Surveillance > urine tests");
    study.document(
        "One",
        "[They [kept checking|Surveillance > being watched] on me|Surveillance] [again|Surveillance > being watched]");
    study.document("Two", "[always|Surveillance > being watched, Surveillance > being watched > at night] there");
    study.memo(MemoTarget::code, study.code("Normal mothering").guid, "What is normal?");

    const std::vector<CodeRow> rows = codebook_rows(study.project(), study.indexes());
    CHECK(paths(rows) == Strings{"Surveillance", "Surveillance > being watched",
                                 "Surveillance > being watched > at night", "Surveillance > urine tests",
                                 "Normal mothering"});
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].depth == 0);
    CHECK(rows[2].depth == 2);
    CHECK(rows[0].codings == 1);
    CHECK(rows[0].codings_with_subcodes == 5);
    CHECK(rows[1].codings == 3);
    CHECK(rows[1].codings_with_subcodes == 4);
    CHECK(rows[1].documents == 2);
    CHECK(rows[0].documents == 1);
    CHECK(rows[0].has_children);
    CHECK_FALSE(rows[3].has_children);
    CHECK(rows[4].has_memo);
    CHECK_FALSE(rows[0].has_memo);
    CHECK(code_path(study.project(), rows[2].id) == rows[2].path);
    CHECK(code_path(study.project(), {}).empty());
    CHECK(code_with_subcodes(study.project(), study.indexes(), rows[0].id).size() == 4);
}

TEST_CASE("codes whose parent is missing or that lie beneath themselves are listed too") {
    DrawnStudy study;
    study.code("Top > below");
    Code lost;
    lost.id = {study.new_id()};
    lost.parent = {study.new_id()};
    lost.name = "lost";
    study.insert(lost);
    Code round = *study.project().find(study.code("Round"));
    round.parent = study.code("Round > trip");
    study.update(round);

    const std::vector<CodeRow> rows = codebook_rows(study.project(), study.indexes());
    CHECK(rows.size() == study.project().codes().size());
    REQUIRE(rows.size() == 5);
    CHECK(rows[2].path == "lost");
    CHECK_FALSE(code_path(study.project(), round.id).empty());
}

TEST_CASE("quick coding finds codes by any part of name, path or definition") {
    DrawnStudy study;
    const Id<Code> watched = study.code("Surveillance > being watched");
    study.code("Surveillance > night watch");
    study.code("Swatches");
    study.code("watch");
    study.code("watching television");
    Code defined = *study.project().find(study.code("Control"));
    defined.definition = "She is made to watch the clock.";
    study.update(defined);
    study.document("One",
                   "[a|Surveillance > night watch] [b|Surveillance > night watch] [c|Surveillance > being watched]");

    const auto find = [&](std::string_view typed) {
        return names(find_codes(study.project(), study.indexes(), typed, 99));
    };
    CHECK(find("watch") ==
          Strings{"watch", "watching television", "night watch", "being watched", "Swatches", "Control"});
    CHECK(find("WATCH  night") == Strings{"night watch"});
    CHECK(find("surv > watched") == Strings{"being watched"});
    CHECK(find("surveillance") == Strings{"Surveillance", "night watch", "being watched"});
    CHECK(find("nothing like it").empty());
    CHECK(find("") == Strings{"night watch", "being watched", "Surveillance", "Swatches", "watch",
                              "watching television", "Control"});
    CHECK(find_codes(study.project(), study.indexes(), "watch", 2).size() == 2);

    const std::vector<CodeMatch> matches = find_codes(study.project(), study.indexes(), "wat BEI", 1);
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].id == watched);
    CHECK(matches[0].kind == CodeMatchKind::word_prefix);
    CHECK(matches[0].name_hits == std::vector<TextRange>{{0, 3}, {6, 9}});
}

TEST_CASE("quick coding folds case beyond ASCII and marks hits in the name's own bytes") {
    DrawnStudy study;
    study.code("Éloignement – İzolasyon");
    study.code("正常的母亲");
    const std::vector<CodeMatch> accented = find_codes(study.project(), study.indexes(), "ÉLOIGN", 9);
    REQUIRE(accented.size() == 1);
    CHECK(slice(accented[0].name, accented[0].name_hits.at(0)) == "Éloign");
    const std::vector<CodeMatch> dotted = find_codes(study.project(), study.indexes(), "zolasyon", 9);
    REQUIRE(dotted.size() == 1);
    CHECK(slice(dotted[0].name, dotted[0].name_hits.at(0)) == "zolasyon");
    CHECK(find_codes(study.project(), study.indexes(), "母亲", 9).size() == 1);
}

TEST_CASE("tree rows equal counts made the slow way") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        StudySize size;
        size.documents = 6;
        size.characters = 800;
        size.codings = 40;
        size.seed = seed;
        const Workspace study = make_study(size);
        const std::vector<CodeRow> rows = codebook_rows(study.project, study.indexes);
        REQUIRE(rows.size() == size.codes);
        for (const CodeRow& row : rows) {
            std::uint32_t own = 0;
            std::uint32_t below = 0;
            std::set<Id<Source>> documents;
            for (const Coding& coding : study.project.codings()) {
                if (coding.code == row.id) {
                    ++own;
                    documents.insert(coding.source);
                }
                for (const Code* code = study.project.find(coding.code); code; code = study.project.find(code->parent))
                    below += code->id == row.id;
            }
            CHECK(row.codings == own);
            CHECK(row.codings_with_subcodes == below);
            CHECK(row.documents == documents.size());
        }
    }
}

TEST_CASE("themes come with their codes, quotations and relations resolved") {
    DrawnStudy study;
    const Id<Case> mary = study.one_case("Mary", 0);
    const Id<Source> one = study.document("One", "First.\nThey [kept checking|Watch] on [me|Self].", mary);
    study.document("Two", "[again|Watch] and [again|Watch]");
    Theme other;
    other.id = {study.new_id()};
    other.name = "Going home";
    other.position = 2;
    study.insert(other);
    Theme theme;
    theme.id = {study.new_id()};
    theme.name = "Never alone";
    theme.position = 1;
    theme.description = "Being looked at.";
    theme.codes = {study.code("Watch"), study.code("Self"), study.code("Watch")};
    theme.key_quotations = {{one, study.find(one, "kept checking")}};
    theme.relations = {{other.id, "ends with"}};
    study.insert(theme);
    study.memo(MemoTarget::theme, theme.id.guid, "Central.");

    const std::vector<ThemeRow> rows = theme_rows(study.project(), study.indexes());
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].name == "Never alone");
    CHECK(rows[0].passages == 4);
    CHECK(rows[0].documents == 2);
    CHECK(rows[0].cases == 1);
    CHECK(rows[0].has_memo);
    REQUIRE(rows[0].codes.size() == 3);
    CHECK(rows[0].codes[0].passages == 3);
    CHECK(rows[0].codes[0].documents == 2);
    REQUIRE(rows[0].quotations.size() == 1);
    CHECK(rows[0].quotations[0].text == "kept checking");
    CHECK(rows[0].quotations[0].paragraph == 2);
    CHECK(rows[0].quotations[0].case_name == "Mary");
    REQUIRE(rows[0].relations.size() == 1);
    CHECK(rows[0].relations[0].to_name == "Going home");
    CHECK(rows[1].passages == 0);
}

TEST_CASE("a theme counts the passages of its codes and of all beneath them, each once, wherever it counts") {
    DrawnStudy study;
    const Id<Case> mary = study.one_case("Mary", 0), sam = study.one_case("Sam", 1);
    study.document("One", "[kept|Ward] [checking|Ward > Watch, Ward > Watch > Night, Self] [elsewhere|Home]", mary);
    study.document("Two", "[again|Ward > Watch > Night, Ward*]", sam);
    Theme theme;
    theme.id = {study.new_id()};
    theme.codes = {study.code("Ward"), study.code("Self")};
    study.insert(theme);
    const ThemeRow row = theme_rows(study.project(), study.indexes()).at(0);
    CHECK(row.passages == 3);
    CHECK(row.passages == passages_of_theme(study.project(), study.indexes(), theme).size());
    CHECK(row.documents == 2);
    CHECK(row.cases == 2);
    CHECK(row.with_subcodes);
    CHECK(row.codes[0].passages == 3);
    CHECK(row.codes[0].documents == 2);
    CHECK(row.codes[0].cases == 2);
    CHECK(row.codes[0].has_subcodes);
    CHECK(row.codes[1].passages == 1);
    CHECK_FALSE(row.codes[1].has_subcodes);
}

TEST_CASE("the overview counts everything") {
    DrawnStudy study;
    CHECK(overview(study.project(), study.indexes()).last_coded == 0);
    const Id<Case> mary = study.one_case("Mary", 0);
    study.document("One", "I don't [know|Doubt].\n\n母亲 said 3 words", mary);
    study.document("Two", "");
    study.memo(MemoTarget::project, {}, "Begin.");

    const Overview counts = overview(study.project(), study.indexes());
    CHECK(counts.name == "Drawn study");
    CHECK(counts.documents == 2);
    CHECK(counts.coded_documents == 1);
    CHECK(counts.cases == 1);
    CHECK(counts.codes == 1);
    CHECK(counts.codings == 1);
    CHECK(counts.memos == 1);
    CHECK(counts.coders == 2);
    CHECK(counts.last_coded == 2000);
    const TextTotals totals = text_totals(study.project());
    CHECK(totals.paragraphs == 2);
    CHECK(totals.words == 8);
    CHECK(totals.characters == 30);
}
