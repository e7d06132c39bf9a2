#include "engine/commands/cases.h"
#include "engine/commands/speakers.h"
#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"
#include "engine/queries/passages.h"
#include "engine/queries/speaker_turns.h"
#include "engine/queries/text_units.h"
#include "engine/source_structure.h"
#include "study.h"

using namespace emic;
using namespace emic::test;

namespace {

constexpr const char* interview = "I: How did you feel, Ana?\nAna: Lonely.\nVery lonely.\nI: And now?\nAna: Better.";

/// A document with a speaker, a turn, a heading and a time.
Source sound_source() {
    Source source;
    source.name = "P01";
    source.text = SharedText("Ana: é yes.\nEnd");
    source.speakers = {{"Ana", {}, false}};
    source.turns = {{{0, 12}, 5, 0}};
    source.headings = {{{13, 16}, 1}};
    source.times = {{0, 1000}, {5, 2000}};
    return source;
}

} // namespace

TEST_CASE("structure: what fits its text is left alone") {
    Source source = sound_source();
    CHECK_FALSE(check_structure(source));
    const Source before = source;
    CHECK_FALSE(repair_structure(source));
    CHECK(source == before);
}

TEST_CASE("structure: what lies outside, inside a character, out of order or on nobody is found and dropped") {
    using Spoil = void (*)(Source&);
    const Spoil spoils[] = {
        [](Source& s) { s.turns[0].range.end = 99; },
        [](Source& s) { s.turns[0].range.end = 6; },
        [](Source& s) { s.turns[0].words = 6; },
        [](Source& s) { s.turns[0].words = 14; },
        [](Source& s) { s.turns[0].range = {3, 3}; },
        [](Source& s) { s.turns[0].speaker = 1; },
        [](Source& s) { s.turns.push_back({{5, 12}, 5, 0}); },
        [](Source& s) { s.headings[0].level = 10; },
        [](Source& s) { s.headings[0].range = {13, 17}; },
        [](Source& s) { s.times[1].at = 6; },
        [](Source& s) { s.times.push_back({2, 3000}); },
    };
    for (const Spoil spoil : spoils) {
        Source source = sound_source();
        spoil(source);
        const Outcome problem = check_structure(source);
        REQUIRE(problem);
        CHECK(problem->message.find("do not fit its text") != std::string::npos);
        CHECK(repair_structure(source));
        CHECK_FALSE(check_structure(source));
        CHECK_FALSE(repair_structure(source));
    }
}

TEST_CASE("structure: speakers who say nothing after a repair are gone, and the others keep their turns") {
    Source source = sound_source();
    source.text = SharedText("Ana: yes.\nBea: no.");
    source.headings.clear(), source.times.clear();
    source.speakers = {{"Ana", {}, false}, {"Bea", {}, true}};
    source.turns = {{{0, 900}, 5, 0}, {{10, 18}, 15, 1}};
    CHECK(repair_structure(source));
    REQUIRE(source.speakers.size() == 1);
    CHECK(source.speakers[0].name == "Bea");
    REQUIRE(source.turns.size() == 1);
    CHECK(source.turns[0].speaker == 0);
}

TEST_CASE("import: speakers, turns, headings, times, memos and values of a file come along") {
    Study study;
    NewSource asked;
    asked.name = "Group";
    asked.case_name = "Ward 3";
    asked.content.text = "Ana: é yes.\nEnd";
    asked.content.speakers = {{"Ana", "P01", false}};
    asked.content.turns = {{{0, 12}, 5, 0}};
    asked.content.headings = {{{13, 16}, 2}};
    asked.content.times = {{0, 1500}};
    asked.content.memos = {{{5, 7}, "Comment by Mia", "She laughs.", 77}, {{}, "", "Noisy room.", 0}};
    asked.content.values = {{"Age", AttributeType::integer, AttributeHolder::case_, "34"}, {"Recorded", AttributeType::boolean, AttributeHolder::source, "yes"}};
    const Id<Source> id = created<Source>(study.run(import_sources, {{asked}}));
    const Source& source = *study.project().find(id);
    REQUIRE(source.speakers.size() == 1);
    const Case* speaker_case = study.project().find(source.speakers[0].case_id);
    REQUIRE(speaker_case);
    CHECK(speaker_case->name == "P01");
    CHECK(study.project().find(source.case_id)->name == "Ward 3");
    CHECK(source.turns == asked.content.turns);
    CHECK(source.headings == asked.content.headings);
    CHECK(source.times == asked.content.times);
    REQUIRE(study.project().memos().size() == 2);
    for (const Memo& memo : study.project().memos()) {
        if (memo.target == MemoTarget::passage) {
            CHECK(memo.title == "Comment by Mia");
            CHECK(memo.created == 77);
            CHECK(slice(source.text.view(), memo.range) == "é");
        } else {
            CHECK(memo.target == MemoTarget::source);
            CHECK(memo.text == "Noisy room.");
        }
    }
    REQUIRE(study.project().values().size() == 2);
    for (const AttributeValue& value : study.project().values()) {
        if (value.holder == AttributeHolder::case_) CHECK((value.value == "34" && value.holder_id == source.case_id.guid));
        else CHECK((value.value == "true" && value.holder_id == id.guid));
    }
}

TEST_CASE("import: structure that does not fit, and values that do not, are refused with nothing changed") {
    Study study;
    NewSource asked;
    asked.name = "P01";
    asked.content.text = "Ana: yes.";
    asked.content.speakers = {{"Ana", {}, false}};
    asked.content.turns = {{{0, 99}, 5, 0}};
    CHECK(study.refusal(import_sources, ImportSources{{asked}}).find("do not fit its text") != std::string::npos);
    asked.content.turns.clear();
    asked.content.values = {{"Age", AttributeType::integer, AttributeHolder::source, "old"}};
    CHECK(study.refusal(import_sources, ImportSources{{asked}}).find("‘old’ does not fit") != std::string::npos);
    CHECK(study.project().sources().empty());
}

TEST_CASE("turns of the document are what a selection grows to, whatever its labels look like") {
    Study study;
    const Id<Source> id = study.document(interview);
    Source source = *study.project().find(id);
    const TextRange lonely = study.words(id, "Very lonely.");
    CHECK(slice(source.text.view(), turn_at(source, lonely.begin)) == "Ana: Lonely.\nVery lonely.");
    // One turn that the text alone would not show.
    source.speakers = {{"Ana", {}, false}};
    source.turns = {{{0, lonely.end}, 0, 0}};
    CHECK(turn_at(source, lonely.begin) == TextRange{0, lonely.end});
    TextRange grown = lonely;
    for (int step = 0; step < 3 && grown.end == lonely.end && grown.begin == lonely.begin; ++step) grown = grow(source, grown);
    CHECK(grown == TextRange{0, lonely.end});
    source.turns = {{{lonely.begin, lonely.end}, lonely.begin, 0}};
    CHECK(slice(source.text.view(), turn_at(source, 3)) == "I: How did you feel, Ana?");
}

TEST_CASE("coded shares and counts without interviewers are of the answers") {
    Study study;
    const Id<Source> id = study.document("I: [How did you feel, Ana?|question]\nAna: [Lonely.|answer]\nI: And [now?\nAna: Better.|both]");
    study.run(recognise_speakers, {id, {}});
    const Source& source = *study.project().find(id);
    REQUIRE(source.speakers.size() == 2);
    REQUIRE(source.speakers[0].interviewer);
    const Indexes& indexes = study.workspace.indexes;
    const DocumentRow all = document_rows(study.project(), indexes).at(0);
    CHECK(all.codings == 3);
    const DocumentRow answers = document_rows(study.project(), indexes, InterviewerWords::left_out).at(0);
    CHECK(answers.codings == 2);
    // "Ana:Lonely." and "Ana:Better." are 22 bytes of ink, all but "Ana:" of the first coded.
    CHECK(answers.coded_share == doctest::Approx(18.0 / 22));
    CHECK(all.coded_share != answers.coded_share);
    std::string counts;
    for (const CodeRow& row : codebook_rows(study.project(), indexes, InterviewerWords::left_out)) counts += row.name + std::to_string(row.codings) + " ";
    CHECK(counts == "question0 answer1 both1 ");
    // A document without interviewers counts as ever.
    study.run(mark_interviewer, {id, 0, false, InDocuments::this_one});
    CHECK(document_rows(study.project(), indexes, InterviewerWords::left_out) == document_rows(study.project(), indexes));
}

TEST_CASE("a passage's case is its speaker's") {
    Study study;
    const Id<Source> id = study.document("I: And you?\nAna: [Lonely.|x]\nBea: [Calm.|x]\nI: Why?\nAna: So.\nBea: So.");
    study.run(recognise_speakers, {id, {}});
    const Id<Case> group = created<Case>(study.run(create_case, {"Group"}));
    const Id<Case> bea = created<Case>(study.run(create_case, {"Bea"}));
    study.run(assign_case, {id, group});
    study.run(assign_speaker, {id, 2, bea, InDocuments::this_one});
    std::string cases;
    for (const CodingEntry& entry : all_passages(study.project(), study.workspace.indexes))
        cases += describe_passage(study.project(), study.workspace.indexes, entry).case_name + " ";
    CHECK(cases == "Group Bea ");
}
