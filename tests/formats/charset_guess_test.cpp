#include "engine/formats/charset_guess.h"
#include "engine/formats/import_plan.h"
#include "engine/formats/letter_choices.h"
#include "engine/formats/reader.h"
#include "engine/formats/text_encoding.h"
#include "engine/formats/text_file.h"
#include "engine/formats/xml.h"
#include "engine/text.h"

#include <doctest/doctest.h>
#include <iconv.h>

using namespace emic;
using namespace std::string_literals;

namespace {

/// A text in an older charset, by the C library's name.
std::string stored(const std::string& text, const char* charset) {
    const iconv_t handle = iconv_open(charset, "UTF-8");
    REQUIRE_MESSAGE(handle != reinterpret_cast<iconv_t>(-1), charset);
    std::string in = text, out(text.size() * 4 + 16, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size(), room = out.size();
    const std::size_t result = iconv(handle, &from, &left, &to, &room);
    iconv(handle, nullptr, nullptr, &to, &room);
    iconv_close(handle);
    REQUIRE_MESSAGE(result != static_cast<std::size_t>(-1), charset);
    out.resize(out.size() - room);
    return out;
}

struct Example {
    const char* charset; ///< iconv's name
    const char* text;
};

/// Answers between English questions, and short interviews.
const Example examples[] = {
    {"CP1250", "Hana: No, přes známou. Řekla mi, že hledají někoho na odpoledne, a já jsem měla čas.\nHana: Že mi nikdo nic neukázal. Žádné školení, nic.\n"},
    {"ISO-8859-2", "Hana: No, přes známou. Řekla mi, že hledají někoho na odpoledne, a já jsem měla čas.\nHana: Že mi nikdo nic neukázal. Žádné školení, nic.\n"},
    {"CP852", "Interviewer: Why did you stay?\nHana: Protože mě to bavilo, řekla bych, a taky kvůli dětem. Nešlo to jinak, víte.\n"},
    {"CP1250", "Interviewer: How did you get here?\nÉva: Egy ismerősöm szólt, hogy felvétel van, és gondoltam, megpróbálom. Nem volt könnyű, de jó csapat volt.\n"},
    {"CP1250", "Interviewer: What was hard?\nEwa: Najgorsze było to, że nikt mi nic nie powiedział. Musiałam się wszystkiego uczyć sama, dzień po dniu, i dopiero później zrozumiałam.\n"},
    {"ISO-8859-2", "Ewa: Najgorsze było to, że nikt mi nic nie powiedział. Musiałam się wszystkiego uczyć sama, dzień po dniu, i dopiero później zrozumiałam, że można inaczej żyć.\n"},
    {"CP1251", "Interviewer (00:00:12): Please tell me about your first day at work, and say it in Russian if that is easier.\nOlga: Сначала было трудно, никто не помогал. Потом стало легче, я привыкла.\n"},
    {"KOI8-R", "Ольга: Сначала было трудно, никто не помогал. Потом стало легче, я привыкла, и мы подружились.\n"},
    {"CP866", "Ольга: Сначала было трудно, никто не помогал. Потом стало легче, я привыкла, и мы подружились.\n"},
    {"ISO-8859-5", "Ольга: Сначала было трудно, никто не помогал. Потом стало легче, я привыкла, и мы подружились.\n"},
    {"CP1251", "Оксана: Спочатку було важко, ніхто не допомагав мені. Потім стало легше, я звикла, і ми подружилися.\n"},
    {"CP1253", "Μαρία: Δύσκολα, κανείς δεν με βοήθησε και δεν ήξερα τίποτα. Μετά όλα πήγαν καλύτερα.\n"},
    {"ISO-8859-7", "Ερωτών: Πώς ήταν η πρώτη μέρα;\nΜαρία: Δύσκολα, κανείς δεν με βοήθησε και δεν ήξερα τίποτα.\n"},
    {"CP1254", "Ayşe: İlk gün çok zordu, kimse bana bir şey göstermedi. Sonra alıştım, şimdi iyi gidiyor.\n"},
    {"CP1255", "דנה: היה קשה בהתחלה, אף אחד לא עזר לי. אחר כך היה יותר טוב, התרגלתי.\n"},
    {"CP1256", "ليلى: كان الأمر صعبا في البداية، لم يساعدني أحد. ثم أصبح أسهل بعد أن تعودت على العمل.\n"},
    {"ISO-8859-6", "ليلى: كان الأمر صعبا في البداية، لم يساعدني أحد. ثم أصبح أسهل بعد أن تعودت على العمل.\n"},
    {"CP1257", "Rasa: Iš pradžių buvo sunku, niekas man nepadėjo. Vėliau pripratau, ir dabar jau gerai, ačiū.\n"},
    {"CP1257", "Ilze: Sākumā bija grūti, neviens man nepalīdzēja. Vēlāk pieradu, un tagad jau ir labi, paldies.\n"},
    {"CP874", "ผู้สัมภาษณ์: วันแรกเป็นอย่างไร\nมาลี: ยากมาก ไม่มีใครช่วยเลย แต่ตอนนี้ดีขึ้นแล้ว\n"},
    {"GBK", "访谈者：你第一天怎么样？\n小李：很难，没有人帮我。\n"},
    {"BIG5", "訪談者：你第一天怎麼樣？\n小李：很難，沒有人幫我，後來才慢慢習慣。\n"},
    {"CP932", "聞き手：最初の日はどうでしたか。\n山田：大変でした。誰も助けてくれませんでした。\n"},
    {"EUC-JP", "聞き手：最初の日はどうでしたか。\n山田：大変でした。誰も助けてくれませんでした。\n"},
    {"ISO-2022-JP", "聞き手：最初の日はどうでしたか。\n山田：大変でした。誰も助けてくれませんでした。\n"},
    {"CP949", "면담자: 첫날은 어땠나요?\n지민: 힘들었어요. 아무도 도와주지 않았어요. 나중에는 괜찮아졌어요.\n"},
    {"CP1252", "Anna: Ich wäre gern länger geblieben, aber es war natürlich zu spät für uns.\n"},
    {"CP1252", "Marie : J’étais déjà là, à l’école, très tôt. C’était même après la fête.\n"},
    {"CP1252", "José: No sé qué pasó después, mañana te lo explico. Había niños también.\n"},
    {"CP1252", "João: Não foi fácil, mas também não havia ninguém lá. Então eu fiquei até às três.\n"},
    {"CP1252", "Åsa: Jag var väldigt rädd först, men sedan gick det bra när vi åkte därifrån.\n"},
    {"CP1252", "Søren: Jeg så på det først, og så måtte jeg også gøre noget ved det.\n"},
    {"CP1252", "Jón: Það var mjög erfitt í fyrstu, en svo lærði ég þetta og við höfðum það ágætt.\n"},
    {"CP1252", "Ana: We met at the café, “very” late, and I don’t know why – it was £5.\n"},
    {"MACINTOSH", "Intervieweur : Vous étiez où ?\rMarie : À côté, près du café, très tôt.\r"},
    {"CP850", "Anna: Ich wäre gern länger geblieben, aber es war natürlich zu spät für uns.\n"},
};

} // namespace

TEST_CASE("letters: an older charset is told by the words that hold its bytes, or asked for") {
    std::size_t asked = 0;
    for (const Example& one : examples) {
        const std::string bytes = stored(one.text, one.charset);
        CAPTURE(one.charset);
        CAPTURE(one.text);
        CHECK(detect_text(bytes).verdict == TextVerdict::text);
        const Result<TextFile> read = read_text_file({"a.txt", bytes});
        REQUIRE(read.ok());
        std::size_t controls = 0;
        const std::string right = clean_text(one.text, controls);
        const std::optional<LetterChoices> choices = letter_choices({"a.txt", bytes});
        REQUIRE(choices);
        CAPTURE(choices->choices.front().shown);
        if (!choices->sure) ++asked;
        else CHECK(read->text == right);
        // The right one is always there to be chosen.
        bool offered = false;
        for (const LetterChoices::Choice& choice : choices->choices) offered |= read_text_file({"a.txt", bytes, choice.charset})->text == right;
        CHECK(offered);
        CHECK(read->notes.front().message.find("does not say how its letters are stored") != std::string::npos);
        CHECK(choices->choices.front().sample.size() > 3);
    }
    CHECK(asked <= 2);
}

TEST_CASE("letters: a table that is read with others keeps the row in which the researcher said that the answers begin") {
    std::string bytes = "Befragung 2024,,\nName,Alter,Was haben Sie erlebt?\n";
    for (int i = 0; i < 12; ++i) bytes += "P" + std::to_string(i) + "," + std::to_string(30 + i) + ",Es war sch\xF6n und ich f\xFChlte mich gut aufgehoben.\n";
    ImportBatch batch;
    batch.add("a.csv", bytes);
    while (batch.step()) {}
    ImportPlan plan = plan_import(batch.take());
    PlannedImport& item = plan.items.front();
    REQUIRE(item.table);
    REQUIRE(item.letters);
    const std::uint32_t guessed = item.table->sheets[0].rows.front().number;
    choose_first_answer(item, guessed + 2);
    REQUIRE(item.table->sheets[0].rows.front().number == guessed + 2);
    const std::size_t other = item.letters->chosen == 0 ? 1 : 0;
    REQUIRE(other < item.letters->choices.size());
    choose_letters(item, other);
    CHECK(item.letters->chosen == other);
    CHECK(item.table->sheets[0].rows.front().number == guessed + 2);
}

TEST_CASE("letters: too little to tell is asked, and the answer counts") {
    const std::string bytes = "Q: And your name?\nA: Pe\xF2\xE0.\n";
    const std::optional<LetterChoices> choices = letter_choices({"a.txt", bytes});
    REQUIRE(choices);
    CHECK_FALSE(choices->sure);
    CHECK(choices->choices.size() > 3);
    CHECK(listed_choices(*choices).find("windows-125") != std::string::npos);
    ImportBatch batch;
    batch.add("a.txt", bytes);
    while (batch.step()) {}
    ImportPlan plan = plan_import(batch.take());
    REQUIRE(plan.items.size() == 1);
    CHECK(needs_an_answer(plan));
    CHECK(worth_a_look(plan));
    std::size_t cyrillic = choices->choices.size();
    for (std::size_t i = 0; i < choices->choices.size(); ++i)
        if (choices->choices[i].charset == "windows-1250") cyrillic = i;
    REQUIRE(cyrillic < choices->choices.size());
    plan.items[0].name = "Interview";
    choose_letters(plan.items[0], cyrillic);
    CHECK_FALSE(needs_an_answer(plan));
    CHECK(plan.items[0].name == "Interview");
    CHECK(plan.items[0].read.content.text == "Q: And your name?\nA: Peňŕ.\n");
    CHECK_FALSE(letter_choices({"a.txt", "Café “all” UTF-8 \xF0\x9F\x98\x80"}));
    CHECK_FALSE(letter_choices({"a.html", "<html><meta charset=windows-1250><p>\xD8""ekla"}));
    CHECK_FALSE(letter_choices({"a.rtf", "{\\rtf1 \xD8""ekla}"}));
}

TEST_CASE("letters: stray bytes in UTF-8 are read where they make sense, and told") {
    const Result<TextFile> read = read_text_file({"a.txt", "Ana: Le café était fermé, “fermé”.\nBen: J\x92\xE9tais l\xE0 tr\xE8s t\xF4t.\nAna: Déjà ?\n"});
    REQUIRE(read.ok());
    CHECK(read->text == "Ana: Le café était fermé, “fermé”.\nBen: J’étais là très tôt.\nAna: Déjà ?\n");
    REQUIRE(read->notes.size() == 1);
    CHECK(read->notes[0].count == 5);
    CHECK(read->notes[0].message.find("J’étais") != std::string::npos);
    CHECK_FALSE(letter_choices({"a.txt", "“Déjà” là-bas, été, l\xE0."}));
    // A character that was cut off is no letters of another charset.
    const Result<TextFile> cut = read_text_file({"a.txt", "Ça va “bien”, déjà là \xE2\x80"});
    REQUIRE(cut.ok());
    CHECK(cut->text == "Ça va “bien”, déjà là \uFFFD");
    CHECK(cut->notes[0].message.find("replaced by the sign") != std::string::npos);
    const Result<TextFile> sense = read_text_file({"a.txt", "Été à la fête “ici” \xFF\xFE là-bas, caf\xC3 noir"});
    REQUIRE(sense.ok());
    CHECK(sense->text.find("caf\uFFFD noir") != std::string::npos);
    const std::string czech = "Úplně všichni “přišli” a řekli, že dobře. " + stored("Já řekla, že ne, protože mě to nebaví.", "CP1250");
    CHECK(read_text_file({"a.txt", czech})->text.find("Já řekla, že ne, protože mě to nebaví.") != std::string::npos);
}

TEST_CASE("letters: every name of the encoding standard is known, others are told") {
    for (const Charset& one : charsets()) {
        std::uint32_t undecoded = 0;
        CAPTURE(one.name);
        CHECK(find_charset(one.name) == &one);
        CHECK(decode_charset("Ana: yes", one, undecoded) == "Ana: yes");
        CHECK(undecoded == 0);
    }
    for (const char* label : {"Latin1", " UTF8 ", "csISOLatin2", "x-cp1250", "koi", "MS_Kanji", "ks_c_5601-1987", "chinese", "unicode-1-1-utf-8", "dos-874", "sun_eu_greek", "x-mac-ukrainian"})
        CHECK((find_charset(label) || is_unicode_label(label)));
    for (const char* label : {"", "utf", "windows-9999", "x-user", "koi8-r x"}) CHECK_FALSE((find_charset(label) || is_unicode_label(label)));
    const auto page = [](const std::string& charset, const std::string& words) { return "<html><head><meta charset=\"" + charset + "\"></head><body><p>" + words + "</p></body></html>"; };
    CHECK(read_documents({"a.html", page("ISO-8859-2", stored("Řekla mi, že hledají někoho.", "ISO-8859-2"))})->front().content.text == "Řekla mi, že hledají někoho.");
    CHECK(read_documents({"a.html", page("koi8-r", stored("Ольга: Сначала", "KOI8-R"))})->front().content.text == "Ольга: Сначала");
    CHECK(read_documents({"a.html", page("euc-jp", stored("山田：大変でした。", "EUC-JP"))})->front().content.text == "山田：大変でした。");
    CHECK(read_documents({"a.html", page("iso-8859-6", stored("ليلى: كان", "ISO-8859-6"))})->front().content.text == "ليلى: كان");
    const ImportedDocument unknown = read_documents({"a.html", page("x-nobody", stored("Ich wäre gern länger geblieben, natürlich.", "CP1252"))})->front();
    CHECK(unknown.content.text == "Ich wäre gern länger geblieben, natürlich.");
    CHECK(unknown.notes[0].message.find("‘x-nobody’, which is not known") != std::string::npos);
    const xml::Parsed parsed = xml::parse("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>" + stored("Ольга", "CP1251") + "</a>");
    REQUIRE(parsed.document);
    CHECK(parsed.document->tree.document_element().child_value() == "Ольга"s);
}

TEST_CASE("letters: UTF-16 without a mark, and what is no text at all") {
    const std::string text = "Ольга: Сначала было трудно.\nЯ: Да.\n";
    CHECK(read_text_file({"a.txt", stored(text, "UTF-16LE")})->text == text);
    CHECK(read_text_file({"a.txt", stored(text, "UTF-16BE")})->text == text);
    CHECK(read_text_file({"a.txt", stored("小李：很难，没有人帮我。\n访谈者：后来呢？\n", "UTF-16LE")})->text == "小李：很难，没有人帮我。\n访谈者：后来呢？\n");
    CHECK(read_text_file({"a.txt", stored("Ana: yes\r\n", "UTF-16LE"), {}})->text == "Ana: yes\n");
    std::string noise;
    for (unsigned i = 0, x = 7; i < 4000; ++i) noise += static_cast<char>(static_cast<unsigned char>((x = x * 1103515245u + 12345u) >> 16));
    CHECK_FALSE(read_text_file({"a.txt", noise}).ok());
    // Nothing but high bytes, any of them, ends soon and in valid UTF-8.
    std::string high;
    for (unsigned i = 0, x = 3; i < 20000; ++i) high += static_cast<char>(static_cast<unsigned char>(0x80u | ((x = x * 1103515245u + 12345u) >> 20)));
    const Result<TextFile> read = read_text_file({"a.txt", high});
    if (read) CHECK(is_valid_utf8(read->text));
}
