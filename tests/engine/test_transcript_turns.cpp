#include "engine/queries/speaker_turns.h"
#include "engine/queries/text_units.h"

#include <doctest/doctest.h>
#include <string>

using namespace emic;

namespace {

/// "Ana> Yes. | Ben> No." for each turn.
std::string told(std::string_view text) {
    std::string drawing;
    const FoundTurns found = find_turns(text);
    for (const Turn& turn : found.turns)
        drawing += (drawing.empty() ? "" : " | ") + found.speakers[turn.speaker].name + "> " + std::string(slice(text, {turn.words, turn.range.end}));
    return drawing;
}

std::string name_in(std::string_view paragraph) {
    const auto range = speaker_name(paragraph);
    return range ? std::string(slice(paragraph, *range)) : "none";
}

constexpr const char* yes_and_no = "Ana> Yes. | Ben> No. | Ana> Well. | Ben> So.";

} // namespace

TEST_CASE("turns: somebody who speaks once has their own words") {
    CHECK(told("Moderator: What?\nAna: I like it.\nBen: I do not.\nCarla: I said yes.\nBen: I was not there.\nModerator: And?\nAna: Shorter.") ==
          "Moderator> What? | Ana> I like it. | Ben> I do not. | Carla> I said yes. | Ben> I was not there. | Moderator> And? | Ana> Shorter.");
    CHECK(told("Carla: Hello all.\nAna: Yes.\nBen: No.\nAna: Well.\nBen: So.").starts_with("Carla> Hello all. | Ana> Yes."));
    CHECK(told("Ana: Yes.\nBen: No.\nAna: Well.\nBen: So.\nDora Lind: Oh.").ends_with("Ben> So. | Dora Lind> Oh."));
    CHECK(told("[Ana] Yes.\n[Ben] No.\n[Ana] Well.\n[Carla] Oh.\n[Ben] So.") == "Ana> Yes. | Ben> No. | Ana> Well. | Carla> Oh. | Ben> So.");
}

TEST_CASE("turns: words behind a label that is nobody's belong to nobody") {
    CHECK(told("Ana: Yes.\nNote: the door opens.\nShe leaves.\nAna: Well.\nBen: So.\nBen: Hm.") == "Ana> Yes. | Ana> Well. | Ben> So. | Ben> Hm.");
    CHECK(told("Ana: Yes.\nBen: No.\nQuestion 3: why?\nAna: Well.\nBen: So.") == yes_and_no);
    CHECK(told("Ana: Yes.\nBen: No.\nGenesis 1: In the beginning\nAna: Well.\nBen: So.") == yes_and_no);
    CHECK(told("Ana: Yes.\nBen: No.\n[END OF TAPE 1, SIDE 1]\nAna: Well.\nBen: So.\n*** End of interview ***") == yes_and_no);
    CHECK(find_turns("Ana: Yes.\nBen: No.\nNote: a.\nAna: Well.\nNote: b.\nBen: So.").not_taken == std::vector<std::string>{"Note"});
    // A slip of the sign behind a name.
    CHECK(told("Ana: Yes.\nBen: No.\nAna: Well.\nBen; I never said.\nBen: So.") == yes_and_no);
    CHECK(told("Ana: Yes.\nBen: No.\nAna: Well.\nBen – I never said.\nBen: So.") == yes_and_no);
    CHECK(told("Ana: Yes.\nBen, you know.\nBen: No.\nAna: Well.\nBen: So.").starts_with("Ana> Yes.\nBen, you know. | Ben> No."));
    // One label among many lines that have none is no sign of a person.
    std::string long_turns = "Ana: Yes.\n";
    for (int i = 0; i < 12; ++i) long_turns += "And so on.\n";
    long_turns += "Ben: No.\nAna: So.\nBen: Yes.\n";
    for (int i = 0; i < 12; ++i) long_turns += "And more.\n";
    CHECK(find_turns(long_turns + "Outlook: grim.\nAna: Oh.").speakers.size() == 2);
    CHECK(find_turns(long_turns + "Outlook: grim.\nAna: Oh.").not_taken == std::vector<std::string>{"Outlook"});
}

TEST_CASE("turns: question and answer are the two sides where nobody else is named") {
    CHECK(told("Question: Where?\nAnswer: In Leeds.\nQuestion: When?\nAnswer: In May.") == "Question> Where? | Answer> In Leeds. | Question> When? | Answer> In May.");
    CHECK(told("Note: a.\nI went.\nNote: b.\nExample: c.").empty());
    CHECK(told("Day 1: I slept.\nDay 2: I cried.\nDay 3: I left.").empty());
}

TEST_CASE("turns: front matter and credits are nobody's words") {
    CHECK(told("INTERVIEWEE: Mary Lamb\nINTERVIEWER: John Field\nDATE: 12 May 1998\nPLACE: Leeds, UK\n\nFIELD:  Where?\nLAMB:  There. Question: where else?\nFIELD:  And?\nLAMB:  We moved: twice.\n[END OF TAPE 1, SIDE 1]\nLAMB:  Where was I?\n[END OF INTERVIEW]") ==
          "FIELD> Where? | LAMB> There. Question: where else? | FIELD> And? | LAMB> We moved: twice. | LAMB> Where was I?");
    CHECK(told("Interviewer: John Field\nInterviewee: Mary Lamb\n\nJF: Where?\nML: There.\nJF: And?\nML: So.") == "JF> Where? | ML> There. | JF> And? | ML> So.");
    CHECK(told("Date: 12 May\nInterviewer: John Field\nParticipant: P07\n\nInterviewer: Where?\nP07: There.\nInterviewer: And?\nP07: So.") == "Interviewer> Where? | P07> There. | Interviewer> And? | P07> So.");
    CHECK(told("Ana: Yes.\nBen: No.\nAna: Well.\nBen: So.\n\nTranscribed by https://example.org") == yes_and_no);
    CHECK(told("Datum: 3. Mai\nOrt: Köln\nAna: Yes.\nBen: No.\nAna: Well.\nBen: So.") == yes_and_no);
    // Not the words of the first who speaks.
    CHECK(told("Interviewer: How was it?\nAna: Fine.\n\nInterviewer: And then?\nAna: Good.").starts_with("Interviewer> How was it? | Ana> Fine."));
}

TEST_CASE("turns: braces, numbers, mentions, voices, emphasis") {
    CHECK(told("{Ana} Yes.\n{Ben} No.\n{Ana} Well.\n{Ben} So.") == yes_and_no);
    CHECK(told("1 Ana: Yes.\n2 Ben: No.\n3 Ana: Well.\n4 Ben: So.") == yes_and_no);
    CHECK(told("12. Ana: Yes.\n13. Ben: No.\n14. Ana: Well.\n15. Ben: So.") == yes_and_no);
    CHECK(told("(12) Ana: Yes.\n(13) Ben: No.\n(14) Ana: Well.\n(15) Ben: So.") == yes_and_no);
    CHECK(told("@Ana: Yes.\n@Ben: No.\n@Ana: Well.\n@Ben: So.") == yes_and_no);
    CHECK(told("• Ana: Yes.\n• Ben: No.\n• Ana: Well.\n• Ben: So.") == yes_and_no);
    CHECK(told("**Ana:** Yes.\n**Ben:** No.\n**Ana**: Well.\n**Ben**: So.") == yes_and_no);
    CHECK(told("[id1] Yes.\n[id2] No.\n[id1] Well.\n[id2] So.") == "id1> Yes. | id2> No. | id1> Well. | id2> So.");
    CHECK(told("(speaker 0) Yes.\n(speaker 1) No.\n(speaker 0) Well.") == "speaker 0> Yes. | speaker 1> No. | speaker 0> Well.");
    CHECK(told("[SPEAKER_00]: Yes.\n[SPEAKER_01]: No.\n[SPEAKER_00]: Well.") == "SPEAKER_00> Yes. | SPEAKER_01> No. | SPEAKER_00> Well.");
    CHECK(told("(Ana) Yes.\n(Ben) No.\n(Ana) Well.\n(Ben) So.") == yes_and_no);
    CHECK(told("@Ana Yes.\n@Ben No.\n@Ana Well.\n@Ben So.") == yes_and_no);
    CHECK(told("1: Ana: Yes.\n2: Ben: No.\n3: Ana: Well.\n4: Ben: So.") == yes_and_no);
    // Remarks in round brackets are nobody's names.
    CHECK(told("Ana: Yes.\n(Nods)\nBen: No.\n(Nods)\nAna: Well.\nBen: So.") == "Ana> Yes.\n(Nods) | Ben> No.\n(Nods) | Ana> Well. | Ben> So.");
}

TEST_CASE("turns: times before, in and behind the label are no words") {
    const FoundTurns found = find_turns("S01: [00:00:12] Yes.\nS02: [00:00:31] No.\n#00:00:35-0# S01: Well.\nS02 [00:01:02]: So.\nS01 0 minutes 3 seconds\nHm.");
    REQUIRE(found.turns.size() == 5);
    REQUIRE(found.times.size() == 5);
    CHECK(found.times[1].milliseconds == 31'000);
    CHECK(found.times[3].milliseconds == 62'000);
    CHECK(found.speakers.size() == 2);
    CHECK(told("S01: [00:00:12] Yes.\nS02: [00:00:31] No.\nS01: We met at 10:30.\nS02: So.") == "S01> Yes. | S02> No. | S01> We met at 10:30. | S02> So.");
    CHECK(told("[00:12] Ana: Yes.\n[00:15] Ben: No.") == "Ana> Yes. | Ben> No."); // each once, but every line says who and when
}

TEST_CASE("speaker labels: names of every kind") {
    for (const char* name : {"Dr. Smith", "Prof. Dr. Maria Gómez-Peña", "J. R.", "Mrs. O'Neil", "O’Brien", "Åse", "Łukasz", "Zoë K.", "Ana María de la Cruz", "P 12", "I1", "SPEAKER_00", "interviewer", "Иван Петров", "Ελένη",
                             "المحاور", "שרה לוי", "访谈者", "王女士", "聞き手", "김민지", "Interviewer/in", "A&B"}) {
        CAPTURE(name);
        CHECK(name_in(std::string(name) + ": x") == name);
    }
    CHECK(name_in("Ana (laughing): x") == "Ana");
    CHECK(name_in("Ana [whispering]: x") == "Ana");
    CHECK(name_in("Ana (P4): x") == "Ana (P4)");
    CHECK(name_in("Ana\u00A0: oui") == "Ana");
    CHECK(name_in("\u200Fשרה: כן") == "שרה");
    CHECK(name_in("MRS. LAMB. There.") == "MRS. LAMB");
    CHECK(name_in("ÄNNE. Ja.") == "ÄNNE");
}

TEST_CASE("speaker labels: what only looks like one") {
    for (const char* text : {"John 3:16 says so.", "https://example.org is it", "www.example.org: a page", "10:30: we left", "See example.org: there", "Great :) she said", "C:\\notes", "e.g.: this", "At 10:30 we left: all of us"}) {
        CAPTURE(text);
        CHECK(name_in(text) == "none");
    }
}
