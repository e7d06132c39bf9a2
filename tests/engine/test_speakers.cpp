#include "engine/commands/cases.h"
#include "engine/commands/interview_guide.h"
#include "engine/commands/speakers.h"
#include "engine/queries/interview_guide.h"
#include "engine/queries/passage_case.h"
#include "engine/queries/speaker_turns.h"
#include "engine/source_structure.h"
#include "study.h"

using namespace emic;
using namespace emic::test;

namespace {

/// "Ana: Yes. | I: And?" for each turn: who, and what is said.
std::string told(std::string_view text, const FoundTurns& found) {
    std::string drawing;
    for (const Turn& turn : found.turns) {
        if (!drawing.empty()) drawing += " | ";
        drawing += found.speakers[turn.speaker].name + "> " + std::string(slice(text, {turn.words, turn.range.end}));
    }
    return drawing;
}
std::string told(std::string_view text, const TurnPatterns& patterns = {}) { return told(text, find_turns(text, patterns)); }

std::string interviewer_in(std::string_view text) {
    for (const SpeakerRow& row : find_turns(text).speakers)
        if (row.interviewer) return row.name;
    return "-";
}

constexpr const char* interview = "Interviewer: How did you feel?\nAna: Lonely.\nVery lonely.\n\nInterviewer: And at night?\nAna: I cried.";

} // namespace

TEST_CASE("speakers: who interviews is known by the word for it, in many languages") {
    for (const char* word : {"Interviewer", "INT", "IV 2", "Entrevistadora", "Intervistatrice", "Görüşmeci", "Интервьюер", "מראיין", "מראיינת", "المحاورة", "مصاحبه\u200cگر",
                             "साक्षात्कारकर्ता", "ผู้สัมภาษณ์", "Pewawancara", "访谈者", "インタビュアー", "면접관"}) {
        CAPTURE(word);
        const std::string text = std::string(word) + ": How was it?\nRonit: Good.\n" + word + ": And then?\nRonit: Better.";
        const auto rows = find_turns(text).speakers;
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].interviewer);
        CHECK_FALSE(rows[1].interviewer);
    }
}

TEST_CASE("turns: each way in which transcripts say who speaks") {
    CHECK(told(interview) == "Interviewer> How did you feel? | Ana> Lonely.\nVery lonely. | Interviewer> And at night? | Ana> I cried.");
    CHECK(told("[Ana] Yes.\n[Bea] No.\n[Ana] Well.\n[Bea] No.") == "Ana> Yes. | Bea> No. | Ana> Well. | Bea> No.");
    CHECK(told("MARY. Yes.\nJOHN. No.\nMARY. Well.\nJOHN. No.") == "MARY> Yes. | JOHN> No. | MARY> Well. | JOHN> No.");
    CHECK(told("Ana 00:00:01\nYes.\nBea 00:00:04\nNo.\nAna 00:01:02\nWell.\nBea 00:02:00\nOh.") == "Ana> Yes. | Bea> No. | Ana> Well. | Bea> Oh.");
    CHECK(told("访谈者：您好吗？\n王女士：还好。\n访谈者：晚上呢？\n王女士：很孤单。") == "访谈者> 您好吗？ | 王女士> 还好。 | 访谈者> 晚上呢？ | 王女士> 很孤单。");
    CHECK(told("I felt lonely at night, and nobody came.\nThen it was morning.").empty());
    CHECK(find_turns("").turns.empty());
}

TEST_CASE("turns: minutes in words before a colon are no time of nobody") {
    CHECK(find_turns("Ana: Yes.\nWait 5 minutes:\nBen: No.\nBen 4 minutes:\nAna: Well.").turns.size() >= 3);
    const std::string blanks = "[" + std::string(200'000, ' ');
    std::string hard = "Ana: Yes.\n[";
    for (int i = 0; i < 200'000; ++i) hard += "\u00A0";
    CHECK(find_turns(hard + "\nBen: No.\nAna: Well.").turns.size() >= 2);
    CHECK(find_turns("Ana: Yes.\n" + blanks + "\nBen: No.\nAna: Well.").turns.size() >= 2);
}

TEST_CASE("turns: what stands behind a turn that has ended is nobody's") {
    Source source;
    source.text = SharedText("Ana: Yes.\nNote: the phone rang.\nBen: No.\nAna: Well.");
    const FoundTurns found = find_turns(source.text.view());
    source.speakers.clear();
    for (const SpeakerRow& row : found.speakers) source.speakers.push_back({row.name, row.case_id, row.interviewer});
    source.turns = found.turns;
    const auto at = [&](std::string_view words) { return turn_of(source, static_cast<std::uint32_t>(source.text.view().find(words))); };
    REQUIRE(at("Yes"));
    CHECK_FALSE(at("phone"));
    CHECK(at("No."));
}

TEST_CASE("turns: patterns that are left out are not looked for") {
    TurnPatterns only_brackets{false, false, true, false};
    CHECK(told("[Ana] Yes.\nNote: no.\n[Ana] Well.\nNote: no.", only_brackets) == "Ana> Yes.\nNote: no. | Ana> Well.\nNote: no.");
    CHECK(told(interview, only_brackets).empty());
}

TEST_CASE("turns: a heading with a colon is nobody, a numbered name that stands once is somebody") {
    CHECK(told("Ana: Yes.\nNote: the tape ends.\nAna: Well.") == "Ana> Yes. | Ana> Well.");
    CHECK(find_turns("P1: Yes.\nP2: No.\nP1: Well.\nP7: Hm.").speakers.size() == 3);
}

TEST_CASE("turns: time stamps become times of the recording") {
    const FoundTurns found = find_turns("00:01:02 Ana: Yes.\n[00:01:05] Bea: No.\n1:00:00.5 Ana: Well.\n99:99 Bea: No.");
    REQUIRE(found.times.size() >= 3);
    CHECK(found.times[0].milliseconds == 62'000);
    CHECK(found.times[1].milliseconds == 65'000);
    CHECK(found.times[2].milliseconds == 3'600'500);
}

TEST_CASE("turns: the interviewer is known by name, else by asking much and saying little") {
    CHECK(interviewer_in(interview) == "Interviewer");
    CHECK(interviewer_in("I: How?\nR: Well.\nI: And?\nR: So.") == "I");
    CHECK(interviewer_in("R: How?\nP1: Well.\nR: And?\nP1: So.") == "R");
    CHECK(interviewer_in("Tom: How?\nAna: I was so lonely then.\nTom: And?\nAna: It was a long night.\nTom: Why?\nAna: Nobody came to me.") == "Tom");
    CHECK(interviewer_in("Ana: Well.\nBea: So.\nAna: Yes.\nBea: No.") == "-");
}

TEST_CASE("speakers: recognised again, they keep their case and their mark") {
    Study study;
    const Id<Source> id = study.document(interview);
    const Id<Case> ana = created<Case>(study.run(create_case, {"Ana"}));
    study.run(recognise_speakers, {id, {}});
    CHECK_FALSE(check_structure(*study.project().find(id)));
    study.run(assign_speaker, {id, 1, ana, InDocuments::this_one});
    study.run(mark_interviewer, {id, 0, false, InDocuments::this_one});
    study.run(recognise_speakers, {id, {}});
    const Source* source = study.project().find(id);
    CHECK(source->speakers[1].case_id == ana);
    CHECK_FALSE(source->speakers[0].interviewer);
    CHECK(study.refusal(assign_speaker, {id, 9, ana, InDocuments::this_one}).find("no longer") != std::string::npos);
    study.run(forget_turns, {id});
    CHECK(study.project().find(id)->turns.empty());
    const Id<Source> plain = study.document("Nobody speaks here.", "P02");
    CHECK(study.refusal(recognise_speakers, {plain, {}}).find("No speakers") != std::string::npos);
}

TEST_CASE("speakers: a case or a mark in all documents goes by the name") {
    Study study;
    const Id<Source> one = study.document(interview, "P01");
    const Id<Source> two = study.document(interview, "P02");
    const Id<Case> ana = created<Case>(study.run(create_case, {"Ana"}));
    study.run(recognise_speakers, {one, {}});
    study.run(recognise_speakers, {two, {}});
    study.run(assign_speaker, {one, 1, ana, InDocuments::all});
    CHECK(study.project().find(two)->speakers[1].case_id == ana);
    CHECK(study.project().find(two)->speakers[0].case_id.is_null());
}

TEST_CASE("speakers: the name of another merges the two") {
    Study study;
    const Id<Source> id = study.document("Ana: Yes.\nBea: No.\nAna: Well.\nAnna: Hm.\nBea: So.\nAnna: Ah.");
    study.run(recognise_speakers, {id, {}});
    REQUIRE(study.project().find(id)->speakers.size() == 3);
    study.run(rename_speaker, {id, 0, "anna"});
    const Source* source = study.project().find(id);
    REQUIRE(source->speakers.size() == 2);
    CHECK(source->speakers[source->turns[0].speaker].name == "Anna");
    CHECK(source->speakers[source->turns[1].speaker].name == "Bea");
    CHECK(source->speakers[source->turns[3].speaker].name == "Anna");
    study.run(rename_speaker, {id, 0, "Beatrice"});
    CHECK(study.project().find(id)->speakers[0].name == "Beatrice");
}

TEST_CASE("speakers: turns that do not fit the text are refused") {
    Study study;
    const Id<Source> id = study.document("Ana: Yes.");
    CHECK(study.refusal(set_speakers, {id, {{"Ana", {}, false}}, {{{0, 99}, 5, 0}}}).find("do not fit") != std::string::npos);
    CHECK(study.refusal(set_speakers, {id, {}, {{{0, 9}, 5, 0}}}).find("do not fit") != std::string::npos);
    study.run(set_speakers, {id, {{"Ana", {}, false}}, {{{0, 9}, 5, 0}}});
}

TEST_CASE("speakers: turns follow the words of an edited transcript") {
    Study study;
    const Id<Source> id = study.document(interview);
    study.run(recognise_speakers, {id, {}});
    std::string text(study.project().find(id)->text.view());
    text.insert(text.find("Lonely."), "Oh. ");
    study.run(edit_source_text, {id, text});
    const Source* source = study.project().find(id);
    CHECK_FALSE(check_structure(*source));
    REQUIRE(source->turns.size() == 4);
    CHECK(slice(text, source->turns[3].range) == "Ana: I cried.");
    CHECK(slice(text, {source->turns[3].words, source->turns[3].range.end}) == "I cried.");
}

TEST_CASE("passages: whose words they are goes by the speaker, else by the document") {
    Study study;
    const Id<Source> id = study.document(interview);
    const Id<Case> ana = created<Case>(study.run(create_case, {"Ana"}));
    const Id<Case> group = created<Case>(study.run(create_case, {"Group"}));
    study.run(recognise_speakers, {id, {}});
    study.run(assign_case, {id, group});
    study.run(assign_speaker, {id, 1, ana, InDocuments::this_one});
    CHECK(case_of(study.project(), id, study.words(id, "I cried")) == ana);
    CHECK(case_of(study.project(), id, study.words(id, "And at night")) == group);
    CHECK(is_interviewers(*study.project().find(id), study.words(id, "And at night")));
    CHECK_FALSE(is_interviewers(*study.project().find(id), study.words(id, "night?\nAna: I")));
}

TEST_CASE("interview guide: questions that come back are found and coded with their answers") {
    Study study;
    const Id<Source> one = study.document("I: How did you feel on the first night?\nAna: Lonely.\nI: Who came to help you then?\nAna: Nobody.", "P01");
    const Id<Source> two = study.document("I: And how did you feel on the first night?\nBea: Calm.\nI: Is it cold in here?\nBea: No.\nI: Who came to help you?\nBea: Tom.", "P02");
    study.run(recognise_speakers, {one, {}});
    study.run(recognise_speakers, {two, {}});
    const std::vector<GuideRow> guide = interview_guide(study.project());
    REQUIRE(guide.size() == 2);
    CHECK(guide[0].question == "How did you feel on the first night?");
    CHECK(guide[0].documents == 2);
    const std::string_view text = study.project().find(two)->text.view();
    CHECK(slice(text, guide[0].answers[1].range) == "And how did you feel on the first night?\nBea: Calm.\nI: Is it cold in here?\nBea: No.");
    CHECK(study.refusal(code_interview_guide, {{}}).find("No question") != std::string::npos);
    const CodeInterviewGuide request{{{guide[0].question, guide[0].answers}, {guide[1].question, guide[1].answers}}};
    study.run(code_interview_guide, request);
    CHECK(study.tree() == "Interview guide(How did you feel on the first night? Who came to help you then?)");
    CHECK(study.project().codings().size() == 4);
    CHECK(study.project().find(study.code("Interview guide"))->category);
    CHECK(study.changes_nothing(code_interview_guide, request));
}
