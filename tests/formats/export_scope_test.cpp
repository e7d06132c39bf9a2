#include "engine/formats/export_scope.h"
#include "engine/formats/export_table.h"
#include "engine/formats/project_file.h"
#include "engine/formats/record_json.h"
#include "engine/formats/stand_ins.h"
#include "engine/queries/passage_case.h"
#include "engine/queries/passages.h"
#include "engine/random_study.h"
#include "formats/fixture.h"

#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace emic;
using test::fixture;
using test::fixture_guid;

namespace {

Pseudonym pseudonym(std::uint64_t id, std::string real, std::string standin) {
    return {Id<Pseudonym>{fixture_guid(id)}, std::move(real), std::move(standin), static_cast<std::uint32_t>(id), {}};
}

std::string replaced(std::initializer_list<Pseudonym> pseudonyms, std::string_view text) {
    Table<Pseudonym> table;
    for (const Pseudonym& one : pseudonyms) table.put(one);
    return StandIns(table).replace(text).text;
}

Project with(const Project& project, const Change& change) {
    Project changed = project;
    REQUIRE_FALSE(changed.apply(change));
    return changed;
}

Project fixture_project() { return read_project_file(fixture("project-v1.emic")).value().project; }

} // namespace

TEST_CASE("scope: names are replaced as whole words, the longest first") {
    const auto anna = pseudonym(1, "Anna", "P1"), longer = pseudonym(2, "Anna Maria", "P2");
    CHECK(replaced({anna}, "Anna met Annabel. Anna’s and Anna's; ANNA, (Anna)!") == "P1 met Annabel. P1’s and P1's; P1, (P1)!");
    CHECK(replaced({anna, longer}, "Anna Maria and Anna") == "P2 and P1");
    CHECK(replaced({anna, longer}, "Anna\nMaria, Anna  Maria") == "P2, P2");
    CHECK(replaced({pseudonym(1, "Zoe\xCC\x88", "P3")}, "Zo\xC3\xAB and Zoe") == "P3 and Zoe");
    CHECK(replaced({pseudonym(1, "王芳", "甲")}, "我叫王芳你好") == "我叫甲你好");
    CHECK(replaced({anna}, "我Anna说") == "我P1说");
    CHECK(replaced({pseudonym(1, "A", "B"), pseudonym(2, "B", "A")}, "A B") == "B A");
    CHECK(replaced({pseudonym(1, "Anna", "")}, "I am Anna.") == "I am […].");
    CHECK(replaced({pseudonym(1, "  ", "x")}, "a  b") == "a  b");
}

TEST_CASE("scope: names are counted as they would be replaced, the longest first") {
    Table<Pseudonym> table;
    const auto anna = pseudonym(1, "Anna", "P1"), longer = pseudonym(2, "Anna Maria", "P2"), absent = pseudonym(3, "Zoe", "P3");
    for (const Pseudonym& one : {anna, longer, absent}) table.put(one);
    std::map<Id<Pseudonym>, std::uint64_t> counts;
    const StandIns stand_ins(table);
    stand_ins.count_in("Anna met Annabel and Anna Maria.", counts);
    stand_ins.count_in("Anna’s", counts);
    CHECK(counts == std::map<Id<Pseudonym>, std::uint64_t>{{anna.id, 2}, {longer.id, 1}});
}

TEST_CASE("scope: everything that stood in a text moves along with its names") {
    Table<Pseudonym> table;
    table.put(pseudonym(1, "Birmingham", "a city"));
    const std::string text = "In Birmingham I lived; Birmingham!";
    const ReplacedText moved = StandIns(table).replace(text);
    REQUIRE(moved.text == "In a city I lived; a city!");
    const auto words = [&](TextRange range) { return std::string(slice(moved.text, moved.moved(range))); };
    CHECK(words({3, 13}) == "a city");
    CHECK(words({5, 9}) == "a city"); // cut through the name
    CHECK(words({14, 21}) == "I lived");
    CHECK(words({0, 34}) == moved.text);
    CHECK(words({0, 7}) == "In a city");
    CHECK(words({23, 34}) == "a city!");
    CHECK(moved.moved({34, 34}).begin == moved.text.size());
}

TEST_CASE("scope: every quotation of a text with names is the original with the words replaced") {
    const std::vector<std::pair<std::string, std::string>> vocabulary = {
        {"Anna", "P1"}, {"Anna Maria", "the mother"}, {"Birmingham", "a city"}, {"Øystein", "Ø"}, {"house", "house"}, {"I", "I"}, {"Annabel", "Annabel"}, {"walked", "walked"}};
    std::uint64_t state = 7;
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33) % limit; };
    for (int round = 0; round < 60; ++round) {
        // Words with what each becomes; "," keeps a name from running into the next.
        std::string text, expected;
        std::vector<std::array<TextRange, 2>> places;
        for (int i = 0; i < 40; ++i) {
            const auto& [before, after] = vocabulary[below(vocabulary.size())];
            const auto place = [](const std::string& of, std::size_t size) { return TextRange{static_cast<std::uint32_t>(of.size()), static_cast<std::uint32_t>(of.size() + size)}; };
            places.push_back({place(text, before.size()), place(expected, after.size())});
            const char* gap = below(4) == 0 ? "’s, " : below(5) == 0 ? ".\n" : ", ";
            text += before + gap;
            expected += after + gap;
        }
        Change change;
        Source source{Id<Source>{fixture_guid(1)}, {}, "Anna in Birmingham", 0, SharedText(text), "Anna.docx", 0, {}, {}, {}, {}, "{\"x\":\"Anna\"}"};
        source.speakers = {{"Anna", {}, false}};
        source.headings = {{{places[4][0].begin, places[9][0].end}, 1}};
        change.insert(source);
        change.insert(Coder{Id<Coder>{fixture_guid(2)}, "Anna the coder", 0, {}});
        change.insert(Code{Id<Code>{fixture_guid(3)}, {}, 0, "About Anna", 0, "Anna’s words", {}, {}, {}, false, {}});
        change.insert(pseudonym(11, "Anna", "P1"));
        change.insert(pseudonym(12, "Anna Maria", "the mother"));
        change.insert(pseudonym(13, "Birmingham", "a city"));
        change.insert(pseudonym(14, "Øystein", "Ø"));
        std::map<Guid, std::string> quotations;
        for (std::uint64_t i = 0; i < 25; ++i) {
            const std::size_t first = below(places.size()), last = first + below(places.size() - first);
            const Guid id = fixture_guid(100 + i);
            quotations[id] = expected.substr(places[first][1].begin, places[last][1].end - places[first][1].begin);
            change.insert(Coding{Id<Coding>{id}, source.id, {places[first][0].begin, places[last][0].end}, Id<Code>{fixture_guid(3)}, Id<Coder>{fixture_guid(2)}, 0, 0, {}, {}});
        }
        const Project project = with(Project{}, change);
        ExportScope scope;
        scope.pseudonyms = true;
        const Project scoped = scoped_project(project, scope);
        CHECK(find_problems(scoped).empty());
        const Source& there = *scoped.find(source.id);
        REQUIRE(there.text.view() == expected);
        for (const Coding& coding : scoped.codings()) CHECK(slice(expected, coding.range) == quotations[coding.id.guid]);
        CHECK(scoped.codings().size() == quotations.size());
        CHECK(slice(expected, there.headings[0].range) == expected.substr(places[4][1].begin, places[9][1].end - places[4][1].begin));
        CHECK(there.name == "P1 in a city");
        CHECK(there.origin == "P1.docx");
        CHECK(there.speakers[0].name == "P1");
        CHECK(scoped.pseudonyms().empty());
        CHECK(scoped.coders().begin()->name == "P1 the coder");
        const std::string bytes = write_project_file(scoped); // holds no real name
        for (std::size_t at = bytes.find("Anna"); at != std::string::npos; at = bytes.find("Anna", at + 1)) CHECK(bytes.substr(at, 7) == "Annabel");
        CHECK(bytes.find("Birmingham") == std::string::npos);
    }
}

TEST_CASE("scope: a chosen code, case or coder leaves a sound project with only that") {
    const Project project = fixture_project();
    ExportScope scope;
    CHECK(scoped_project(project, scope) == project);
    scope.codes = {Id<Code>{fixture_guid(0x41)}};
    std::set<Id<Code>> codes;
    const Project scoped = scoped_project(project, scope);
    for (const Coding& coding : scoped.codings()) codes.insert(coding.code);
    CHECK(codes.size() <= 1);
}

TEST_CASE("random studies: scoped projects are sound and hold exactly the chosen codings with their words") {
    std::size_t speaking = 0; // documents
    for (std::uint64_t seed : {21, 22, 23, 24, 25, 26, 27}) {
        CAPTURE(seed);
        test::RandomStudy study(seed);
        study.run(300, [](const Workspace&, const Change&) {});
        const Project& project = study.workspace().project;
        Change change;
        change.insert(pseudonym(900, "the", "THE"));
        change.insert(pseudonym(901, "人", "P"));
        // Whoever speaks is of some case.
        std::vector<Id<Case>> cases;
        for (const Case& one : project.cases()) cases.push_back(one.id);
        std::size_t next = 0;
        for (const Source& source : project.sources()) {
            if (source.speakers.empty() || cases.empty()) continue;
            Source spoken = source;
            for (Speaker& speaker : spoken.speakers) speaker.case_id = cases[next++ % cases.size()];
            change.update(source, spoken);
            ++speaking;
        }
        const Project named = with(project, change);
        for (int mask = 0; mask < 16; ++mask) {
            ExportScope scope;
            const auto half = [](const auto& table, auto& ids) {
                for (const auto& record : table)
                    if (record.id.guid.low % 2 == 0) ids.push_back(record.id);
            };
            if (mask & 1) half(named.codes(), scope.codes);
            if (mask & 2) half(named.cases(), scope.cases);
            if (mask & 4) half(named.coders(), scope.coders);
            scope.pseudonyms = (mask & 8) != 0;
            const Project scoped = scoped_project(named, scope);
            const auto problems = find_problems(scoped);
            CHECK_MESSAGE(problems.empty(), (problems.empty() ? std::string() : problems.front().message));
            const auto chosen = [](const auto& ids, auto id) { return ids.empty() || std::count(ids.begin(), ids.end(), id) > 0; };
            std::size_t expected = 0;
            for (const Coding& coding : named.codings()) {
                const Source& source = *named.find(coding.source);
                const bool wanted = chosen(scope.codes, coding.code) && chosen(scope.coders, coding.coder) &&
                                    chosen(scope.cases, case_of(named, coding.source, coding.range));
                const bool whole = chosen(scope.cases, source.case_id);
                const Coding* there = scoped.find(coding.id);
                // In a part of a document two codings may have become one.
                if (whole) CHECK((there != nullptr) == wanted);
                else if (there) CHECK(wanted);
                expected += there ? 1 : 0;
                if (!there || scope.pseudonyms || !whole) continue;
                CHECK(slice(scoped.find(coding.source)->text.view(), there->range) == slice(source.text.view(), coding.range));
            }
            CHECK(scoped.codings().size() == expected);
            for (const Source& source : scoped.sources())
                for (const Turn& turn : source.turns)
                    CHECK((chosen(scope.cases, named.find(source.id)->case_id) || chosen(scope.cases, source.speakers[turn.speaker].case_id)));
        }
    }
    CHECK(speaking > 0);
}

TEST_CASE("scope: of a group's document a case keeps what its speaker says, and nothing of the others") {
    const std::string text = "Focus group\nMod: Who begins?\nAna: I was afraid of Ben.\nBen: So was I.\nAna: You never said.\nAna: Never.\nBen’s illness\n[Ben cries]\nBen: No.";
    const auto at = [&](std::string_view words) {
        const auto begin = static_cast<std::uint32_t>(text.find(words));
        return TextRange{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    Change change;
    const Case ana{Id<Case>{fixture_guid(1)}, "Ana", 0, {}}, ben{Id<Case>{fixture_guid(2)}, "Ben", 1, {}}, group{Id<Case>{fixture_guid(3)}, "Group", 2, {}};
    for (const Case& one : {ana, ben, group}) change.insert(one);
    Source source{Id<Source>{fixture_guid(4)}, group.id, "Group", 0, SharedText(text), "Group.docx", 0, {}, {}, {}, {}, {}};
    source.speakers = {{"Mod", {}, true}, {"Ana", ana.id, false}, {"Ben", ben.id, false}};
    for (const auto& [line, speaker] : std::initializer_list<std::pair<std::string_view, std::uint32_t>>{
             {"Mod: Who begins?", 0}, {"Ana: I was afraid of Ben.", 1}, {"Ben: So was I.", 2}, {"Ana: You never said.", 1}, {"Ana: Never.\nBen’s illness\n[Ben cries]", 1}, {"Ben: No.", 2}})
        source.turns.push_back({at(line), at(line).begin + 5, speaker});
    source.headings = {{at("Focus group"), 1}, {at("Ben’s illness"), 1}};
    source.times = {{at("Who begins").begin, 1000}, {at("You never").begin, 5000}};
    change.insert(source);
    change.insert(Coder{Id<Coder>{fixture_guid(5)}, "Mia", 0, {}});
    change.insert(Code{Id<Code>{fixture_guid(6)}, {}, 0, "Fear", 0, {}, {}, {}, {}, false, {}});
    change.insert(pseudonym(7, "Ana", "P1"));
    change.insert(pseudonym(8, "Ben", "a man"));
    std::uint64_t next = 100;
    for (const std::string_view words : {"Who begins?", "afraid of Ben", "So was I.", "afraid of Ben.\nBen: So", "So was I.\nAna: You never said.\nAna: Never.",
                                         "Ben’s illness", "afraid of Ben.", "Focus group\nMod: Who begins?\nAna: I was afraid of Ben."})
        change.insert(Coding{Id<Coding>{fixture_guid(next++)}, source.id, at(words), Id<Code>{fixture_guid(6)}, Id<Coder>{fixture_guid(5)}, 0, 0, {}, {}});
    const Attribute attribute{Id<Attribute>{fixture_guid(90)}, "Who was there", 0, AttributeType::text, {}, {}};
    change.insert(attribute);
    change.insert(AttributeValue{Id<AttributeValue>{fixture_guid(91)}, attribute.id, AttributeHolder::source, source.id.guid, "Ana, Ben", {}});
    change.insert(Memo{Id<Memo>{fixture_guid(92)}, MemoTarget::source, source.id.guid, {}, {}, "Ben was angry.", Id<Coder>{fixture_guid(5)}, 0, 0, {}});
    const Project project = with(Project{}, change);
    const auto coded = [&](Id<Case> id, bool pseudonyms) {
        ExportScope scope;
        scope.cases = {id};
        scope.pseudonyms = pseudonyms;
        const Project scoped = scoped_project(project, scope);
        CHECK(find_problems(scoped).empty());
        if (!(id == group.id)) {
            CHECK(scoped.values().empty());
            CHECK(scoped.memos().empty());
            CHECK(scoped.find(source.id)->origin.empty());
        }
        std::set<std::string> words;
        for (const Coding& coding : scoped.codings()) words.emplace(slice(scoped.find(source.id)->text.view(), coding.range));
        return std::pair{*scoped.find(source.id), words};
    };
    const auto [hers, her_words] = coded(ana.id, false);
    CHECK(hers.text.view() == "[…]\nAna: I was afraid of Ben.\n[…]\nAna: You never said.\nAna: Never.\n[…]");
    CHECK(her_words == std::set<std::string>{"afraid of Ben", "afraid of Ben.", "Ana: I was afraid of Ben.", "Ana: You never said.\nAna: Never."});
    REQUIRE(hers.turns.size() == 3);
    CHECK(slice(hers.text.view(), {hers.turns[1].words, hers.turns[1].range.end}) == "You never said.");
    CHECK(hers.speakers == std::vector<Speaker>{{"Ana", ana.id, false}});
    CHECK(hers.headings.empty());
    REQUIRE(hers.times.size() == 1);
    CHECK(hers.text.view().substr(hers.times[0].at).starts_with("You never"));
    CHECK_FALSE(hers.case_id);
    CHECK(coded(ana.id, true).first.text.view() == "[…]\nP1: I was afraid of a man.\n[…]\nP1: You never said.\nP1: Never.\n[…]");
    CHECK(coded(ben.id, false).second == std::set<std::string>{"So was I."});
    // The group's own document stays whole; whose words are another case's are not its codings.
    const auto [whole, others] = coded(group.id, false);
    CHECK(whole.text.view() == text);
    CHECK(others == std::set<std::string>{"Who begins?"});
}

TEST_CASE("scope: what a newer version wrote and what nobody has looked into leaves only with the whole project") {
    // In each record and in the project, under every kind of choice.
    Project project = fixture_project();
    Change change;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        for (const Record& record : project.table<Record>()) {
            Record later = record;
            later.unknown = "{\"later\":\"SECRET\"}";
            change.update(record, later);
        }
    });
    change.insert(pseudonym(900, "judged", "seen"));
    const Attribute age{Id<Attribute>{fixture_guid(902)}, "Age", 9, AttributeType::integer, {}, {}}; // whose values are no text
    change.insert(age);
    for (const Case& one : project.cases()) change.insert(AttributeValue{Id<AttributeValue>{fixture_guid(910 + one.position)}, age.id, AttributeHolder::case_, one.id.guid, "34", "{\"later\":\"SECRET\"}"});
    change.insert(Kept{Id<Kept>{fixture_guid(901)}, "refi/Links", {}, 0, "SECRET", "<Link name=\"SECRET\"/>", SharedBytes("SECRET"), "{\"later\":\"SECRET\"}"});
    project = with(project, change);
    project.unknown = "{\"later\":\"SECRET\"}";
    const auto exported = [&](const ExportScope& scope) {
        const Project scoped = scoped_project(project, scope);
        Indexes indexes;
        indexes.rebuild(scoped);
        std::string all;
        for (const ExportFormat& format : export_formats())
            if (std::string_view(format.extension) != "docx" && std::string_view(format.extension) != "xlsx") all += format.write({scoped, indexes, {}}).value();
        return all;
    };
    CHECK(exported({}).find("SECRET") != std::string::npos);
    std::vector<Id<Code>> codes;
    std::vector<Id<Case>> cases;
    std::vector<Id<Coder>> coders;
    for (const Code& one : project.codes()) codes.push_back(one.id);
    for (const Case& one : project.cases()) cases.push_back(one.id);
    for (const Coder& one : project.coders()) coders.push_back(one.id);
    for (const ExportScope& scope : {ExportScope{codes, {}, {}, false}, ExportScope{{}, cases, {}, false}, ExportScope{{}, {}, coders, false}, ExportScope{{}, {}, {}, true}, ExportScope{codes, cases, coders, true}}) {
        CHECK(exported(scope).find("SECRET") == std::string::npos);
        CHECK(scoped_project(project, scope).kept().empty());
        CHECK(scoped_project(project, scope).pseudonyms().empty() == scope.pseudonyms);
    }
}
