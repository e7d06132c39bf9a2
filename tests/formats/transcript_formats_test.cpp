#include "formats/web_support.h"

#include "engine/formats/import_batch.h"

using namespace emic;
using namespace std::string_literals;
using test::has_note;
using test::read_one;

namespace {

/// "Ana 1000> We came. | Ben 4000> Who?": every turn with the first time in it.
std::string told(const ImportedDocument& document) {
    const DocumentContent& content = document.content;
    std::string drawing;
    for (const Turn& turn : content.turns) {
        const auto time = std::find_if(content.times.begin(), content.times.end(), [&](const TimeAnchor& one) { return one.at >= turn.range.begin && one.at <= turn.range.end; });
        drawing += (drawing.empty() ? "" : " | ") + content.speakers[turn.speaker].name + (time == content.times.end() ? "" : " " + std::to_string(time->milliseconds)) + "> " +
                   std::string(slice(content.text, {turn.words, turn.range.end}));
    }
    return drawing;
}
std::string told(std::string_view name, const std::string& bytes) { return told(read_one(name, bytes)); }

std::string refusal(std::string_view name, const std::string& bytes) {
    const Result<std::vector<ImportedDocument>> read = read_documents({name, bytes});
    REQUIRE_FALSE(read.ok());
    CHECK(read.problem().message.find("Nothing was imported") != std::string::npos);
    return read.problem().message;
}

constexpr const char* two_turns = "Ana 1000> We came in winter. | Ben 4000> Nobody at all?";

const std::string ass = "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
                        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,check\n"
                        "Dialogue: 0,0:00:04.00,0:00:06.00,Default,Ben,0,0,0,,Nobody at all?\n"
                        "Dialogue: 0,0:00:01.00,0:00:04.00,Default,Ana,0,0,0,,{\\i1}We came\\Nin winter.\n"
                        "Dialogue: 1,0:00:01.00,0:00:04.00,Default,Ana,0,0,0,,We came\\Nin winter.\n"
                        "Dialogue: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n";
const std::string ttml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" ttp:frameRate=\"25\"><head><metadata>"
                         "<ttm:agent xml:id=\"a\"><ttm:name>Ana</ttm:name></ttm:agent><ttm:agent xml:id=\"b\"><ttm:name>Ben</ttm:name></ttm:agent></metadata></head><body><div begin=\"1s\">"
                         "<p begin=\"0s\" end=\"3s\" ttm:agent=\"a\">We came<br/>\n   in winter.</p><p begin=\"00:00:03:00\" ttm:agent=\"b\"><span>Nobody</span> at all?</p></div></body></tt>";
const std::string elan = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"t1\" TIME_VALUE=\"1000\"/><TIME_SLOT TIME_SLOT_ID=\"t2\" TIME_VALUE=\"4000\"/><TIME_SLOT TIME_SLOT_ID=\"t3\" TIME_VALUE=\"6000\"/></TIME_ORDER>"
                         "<TIER TIER_ID=\"b\" PARTICIPANT=\"Ben\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a2\" TIME_SLOT_REF1=\"t2\" TIME_SLOT_REF2=\"t3\"><ANNOTATION_VALUE>Nobody at all?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
                         "<TIER TIER_ID=\"Ana\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a1\" TIME_SLOT_REF1=\"t1\" TIME_SLOT_REF2=\"t2\"><ANNOTATION_VALUE>We came in winter.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
                         "<TIER TIER_ID=\"gloss\" PARENT_REF=\"Ana\"><ANNOTATION><REF_ANNOTATION ANNOTATION_REF=\"a1\"><ANNOTATION_VALUE>wir kamen</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>";
const std::string chat = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tANA Ana Adult, INV Ben Investigator\n*ANA:\twe came\n\tin winter . \x15" "1000_4000\x15\n%com:\tlaughs\n\tloudly\n*INV:\tnobody at all ? \x15" "4000_6000\x15\n@End\n";
const std::string otr = R"({"text":"<p><span class=\"timestamp\" contenteditable=\"false\" data-timestamp=\"1.2\" >0:01</span>&nbsp;Ana: We came in winter &amp; nobody met us.<br /></p><p><span class=\"timestamp\" data-timestamp=\"9.8\">0:09</span>&nbsp;<b>Int:</b> Nobody at all?</p>","media":"interview.mp3","media-time":9.8})";
const std::string whisper = R"({"text":" We came in winter. Nobody at all?","segments":[{"id":0,"start":1.0,"end":4.0,"text":" We came in winter.","speaker":"Ana","words":[{"word":"We","start":1.0}]},{"id":1,"start":4.0,"end":6.5,"text":" Nobody at all?","speaker":"Ben"}],"language":"en"})";
const std::string table = "timestamp,speaker,words,tags\n[00:00:01],Ana:,We came in winter.,home;family\n,Ben:,\"Nobody, at all?\",\n[00:00:09],Ana:,Not one.,\n";

} // namespace

TEST_CASE("transcripts: SubStation, TTML, ELAN, CHAT and SubViewer are one transcript with turns and times") {
    CHECK(told("a.ass", ass) == two_turns);
    CHECK(has_note(read_one("a.ass", ass), "comment line was left out"));
    CHECK(has_note(read_one("a.ass", ass), "drawing"));
    CHECK(told("a.ttml", ttml) == two_turns);
    CHECK(told("a.xml", ttml) == two_turns);
    CHECK(told("a.eaf", elan) == two_turns);
    CHECK(has_note(read_one("a.eaf", elan), "annotation on what was said"));
    // CHAT of earlier days, with the letters of its time.
    CHECK(told("a.cha", "@Begin\n@Participants:\tANA Ana Adult\n*ANA:\tle caf\xE9 \xE9tait ferm\xE9 . \x15" "1000_4000\x15\n*ANA:\tvoil\xE0 l'\xE9t\xE9 .\n@End\n") ==
          "ANA 1000> le café était fermé . voilà l'été .");
    CHECK(told("a.cha", chat) == "ANA 1000> we came in winter . | INV 4000> nobody at all ?");
    CHECK(has_note(read_one("a.cha", chat), "lines about the recording", 2));
    CHECK(has_note(read_one("a.cha", chat), "of comments or analysis"));
    CHECK(told("a.sbv", "0:00:01.000,0:00:04.000\nAna: We came\nin winter.\n\n0:00:04.000,0:00:06.000\nBen: Nobody at all?\n") == two_turns);
    CHECK(read_one("a.xml", "<timedtext format=\"3\"><body><p t=\"1000\" d=\"2000\">We came</p><p t=\"3000\" d=\"2000\"><s>in</s><s> winter.</s></p></body></timedtext>").content.text == "We came\nin winter.");
}

TEST_CASE("transcripts: JSON of transcription programs, whatever they call it") {
    CHECK(told("a.json", whisper) == two_turns);
    CHECK(told("a.json", R"([{"speaker":"Ana","start":1000,"end":4000,"text":"We came in winter."},{"speaker":"Ben","start":4000,"end":6000,"text":"Nobody at all?"}])") == two_turns);
    CHECK(told("a.json", R"({"results":{"utterances":[{"start":1.0,"speaker":"Ana","transcript":"We came in winter."},{"start":4.0,"speaker":"Ben","transcript":"Nobody at all?"}]}})") == two_turns);
    CHECK(told("a.jsonl", "{\"speaker\":\"Ana\",\"start\":1.0,\"text\":\"We came in winter.\"}\n{\"speaker\":\"Ben\",\"start\":4.0,\"text\":\"Nobody at all?\"}\n") == two_turns);
    CHECK(told("a.json", R"({"monologues":[{"speaker":0,"elements":[{"type":"text","value":"We","ts":1.0},{"type":"punct","value":" "},{"type":"text","value":"came."}]},{"speaker":1,"elements":[{"type":"text","value":"Who?","ts":4.5}]}]})") == "Speaker 0 1000> We came. | Speaker 1 4500> Who?");
    CHECK(told("a.json", R"({"speakers":[{"id":"S1","name":"Ana"},{"id":"S2","name":"Ben"}],"segments":[{"speaker":"S1","startTime":1.0,"body":"We came in winter."},{"speaker":"S2","startTime":4.0,"body":"Nobody at all?"}]})") == two_turns);
    CHECK(read_one("a.json3", R"({"events":[{"tStartMs":1000,"segs":[{"utf8":"we"},{"utf8":" came"}]},{"tStartMs":3000,"segs":[{"utf8":"in winter"}]}]})").content.times == std::vector<TimeAnchor>{{0, 1000}, {8, 3000}});
    CHECK(read_one("a.json", R"({"transcription":[{"timestamps":{"from":"00:00:01,000","to":"00:00:04,000"},"offsets":{"from":1000,"to":4000},"text":" We came in winter."}]})").content.times == std::vector<TimeAnchor>{{0, 1000}});
}

TEST_CASE("transcripts: oTranscribe keeps its words, its times stand beside") {
    const ImportedDocument document = read_one("a.otr", otr);
    CHECK(document.content.text == "Ana: We came in winter & nobody met us.\nInt: Nobody at all?");
    CHECK(document.content.times == std::vector<TimeAnchor>{{0, 1200}, {40, 9800}});
}

TEST_CASE("transcripts: a table of what is said is one transcript, a survey is not") {
    CHECK(told("a.csv", table) == "Ana 1000> We came in winter. | Ben> Nobody, at all? | Ana 9000> Not one.");
    CHECK(has_note(read_one("a.csv", table), "‘tags’ was left out"));
    // A cell that holds nothing but signs names nobody.
    CHECK(told("a.csv", "time,speaker,text\n0:01,Ana:,We came in winter.\n0:04,:,Nobody at all?\n0:06,—,Not one.\n").find(":>") == std::string::npos);
    CHECK(read_one("a.csv", "time,speaker,text\n0:01,Ana:,We came in winter.\n0:04,:,Nobody at all?\n0:06,Ana:,Not one.\n").content.text.find("Nobody at all?") != std::string::npos);
    const ImportedDocument whisper_table = read_one("a.tsv", "start\tend\ttext\n0\t3000\tHow long have you worked here?\n3000\t6000\tNine years in March.\n6000\t8000\tAnd before that?\n");
    CHECK(whisper_table.content.text == "How long have you worked here?\nNine years in March.\nAnd before that?");
    CHECK(whisper_table.content.times.back() == TimeAnchor{52, 6000});
    CHECK(told("a.txt", "0:01\tAna\tWe came in winter.\n0:04\tBen\tNobody at all?\n0:09\tAna\tNot one.\n0:12\tBen\tOh.\n") == "Ana 1000> We came in winter. | Ben 4000> Nobody at all? | Ana 9000> Not one. | Ben 12000> Oh.");
    CHECK(told("a.csv", "Sprecher;Text\nAna;Wir kamen.\nBen;Wann?\nAna;Im Winter.\nBen;Ah.\n") == "Ana> Wir kamen. | Ben> Wann? | Ana> Im Winter. | Ben> Ah.");
    for (const char* survey : {"ID,Age,Answer\nA1,31,I felt lonely in the long evenings after my son had moved away.\nA2,57,I felt at home here from the very first day on the ward.\n",
                               "Timestamp,Name,Text\n2024/05/31 10:00:00,Ana,I felt lonely in the long evenings after my son had moved away.\n2024/05/31 11:00:00,Ben,I felt at home here from the very first day on the ward.\n"}) {
        ImportBatch batch;
        batch.add("s.csv", survey);
        while (batch.step()) {}
        const std::vector<BatchFile> files = batch.take();
        CHECK(files.front().table);
        CHECK(files.front().documents.size() == 2);
    }
    ImportBatch batch;
    batch.add("t.csv", table);
    while (batch.step()) {}
    CHECK(batch.take().front().documents.size() == 1);
}

TEST_CASE("transcripts: what cannot be read is refused with what to do, and markup never passes for words") {
    CHECK(refusal("notes.pages", "bplist00").find(".docx") != std::string::npos);
    CHECK(refusal("a.mp3", "\xFF\xF3 sound").find("recording") != std::string::npos);
    CHECK(refusal("a.m4a", "anything").find("recording") != std::string::npos);
    CHECK(refusal("a.json", R"({"a":[1,2,{"b":"c"}]})").find("JSON") != std::string::npos);
    CHECK(refusal("a.txt", R"({"title":"x","pages":[{"n":1}]})").find("JSON") != std::string::npos);
    CHECK(refusal("a.xml", "<?xml version=\"1.0\"?><trans><u who=\"a\">Hello.</u></trans>").find("XML") != std::string::npos);
    CHECK(refusal("a.gdoc", R"({"url":"x","doc_id":"y"})").find("link") != std::string::npos);
    CHECK(read_one("a.txt", "{Ana} Yes.\n{Ben} No.").content.text == "{Ana} Yes.\n{Ben} No.");
    CHECK(read_one("a.txt", "[Ana] Yes, <b>no</b>.").content.text == "[Ana] Yes, <b>no</b>.");
}

TEST_CASE("transcripts: damaged, deep and huge files") {
    for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"a.ass", ass}, {"a.ttml", ttml}, {"a.eaf", elan}, {"a.cha", chat}, {"a.otr", otr}, {"a.json", whisper}, {"a.csv", table}, {"a.sbv", "0:00:01.000,0:00:04.000\nWe came\n"s}}) {
        CAPTURE(name);
        test::check_hostile(name, bytes);
    }
    const std::string deep(100'000, '[');
    test::check_sound(read_documents({"a.json", deep}));
    test::check_sound(read_documents({"a.json", test::repeated("{\"segments\":[", 20'000)}));
    test::check_sound(read_documents({"a.ttml", "<tt><body>" + test::repeated("<div>", 20'000)}));
    test::check_sound(read_documents({"a.json", R"([{"text":"a","start":1e308},{"text":"b","start":-5},{"text":"c","start":99999999999999999999}])"}));
    test::check_sound(read_documents({"a.ttml", "<tt><body><p begin=\"99999999999999999999h\">a</p><p begin=\"1e9s\">b</p><p begin=\"-1s\">c</p></body></tt>"}));
    test::check_sound(read_documents({"a.csv", "time,text\n1e300,a\n99999999999,b\n-1,c\n"}));
    test::check_sound(read_documents({"a.cha", "@Begin\n*ANA:\ta \x15" "99999999999999999999_1\x15 \x15 \x15_\x15\n*\n%\n:"}));
    test::check_sound(read_documents({"a.otr", R"({"text":"<span class=\"timestamp\" data-timestamp=\"99999999999999999999\">x</span><span class=timestamp data-timestamp=","media":"","media-time":0})"}));
}
