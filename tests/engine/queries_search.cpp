#include "engine/letters.h"
#include "engine/queries/search.h"
#include "queries_study.h"

#include "bench/big_study.h"

#include <algorithm>
#include <utf8proc.h>

using namespace emic;
using namespace emic::test;

namespace {

Strings found(std::string_view text, std::string_view needle) {
    Strings parts;
    for (const TextRange& range : find_in_text(text, needle))
        parts.emplace_back(slice(text, range));
    return parts;
}

/// What Needle promises, the slow and plain way: everything decomposed and folded, compared at each place.
std::vector<char32_t> plain_units(std::string_view text, std::vector<std::uint32_t>* origin) {
    std::vector<char32_t> units;
    for (std::uint32_t at = 0; at < text.size();) {
        const std::uint32_t begin = at;
        const char32_t c = next_code_point(text, at);
        if (is_invisible(c)) continue;
        utf8proc_int32_t parts[8] = {static_cast<utf8proc_int32_t>(c)};
        int boundary = 0;
        auto count = utf8proc_decompose_char(parts[0], parts, 8, UTF8PROC_DECOMPOSE, &boundary);
        if (count < 2 || (c >= 0xAC00 && c <= 0xD7A3)) {
            parts[0] = static_cast<utf8proc_int32_t>(c);
            count = 1;
        }
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            const auto part = static_cast<char32_t>(parts[i]);
            const auto low = static_cast<char32_t>(utf8proc_tolower(parts[i]));
            units.push_back(is_white_space(part) ? U' ' : (part >= 0x80 && low < 0x80) ? part : low);
            if (origin) origin->push_back(begin);
        }
    }
    if (origin) origin->push_back(static_cast<std::uint32_t>(text.size()));
    return units;
}

std::vector<TextRange> find_slowly(std::string_view text, std::string_view needle) {
    std::vector<std::uint32_t> origin;
    const std::vector<char32_t> units = plain_units(text, &origin);
    std::vector<char32_t> wanted;
    for (char32_t unit : plain_units(needle, nullptr))
        if (unit != U' ' || (!wanted.empty() && wanted.back() != U' ')) wanted.push_back(unit);
    if (!wanted.empty() && wanted.back() == U' ') wanted.pop_back();
    std::vector<TextRange> ranges;
    if (wanted.empty()) return ranges;
    std::uint32_t free_from = 0;
    for (std::size_t start = 0; start < units.size(); ++start) {
        if (origin[start] < free_from || (start > 0 && origin[start] == origin[start - 1])) continue;
        std::size_t at = start;
        bool fits = true;
        for (const char32_t unit : wanted) {
            fits = at < units.size() && units[at] == unit;
            if (!fits) break;
            ++at;
            while (unit == U' ' && at < units.size() && units[at] == U' ')
                ++at;
        }
        if (!fits ||
            (at < units.size() && (origin[at] == origin[at - 1] ||
                                   utf8proc_get_property(static_cast<utf8proc_int32_t>(units[at]))->combining_class)))
            continue;
        const TextRange range{grapheme_floor(text, origin[start]), grapheme_ceil(text, origin[at])};
        if (ranges.empty() || range.begin >= ranges.back().end) ranges.push_back(range);
        free_from = std::max(origin[at], range.end);
    }
    return ranges;
}

} // namespace

TEST_CASE("searching folds case and takes any white space for white space") {
    CHECK(found("Ward, WARD and toward", "ward") == Strings{"Ward", "WARD", "ward"});
    CHECK(found("They kept\n  checking on me", "KEPT checking") == Strings{"kept\n  checking"});
    CHECK(found("kept\u00A0\u3000checking", "  kept checking ") == Strings{"kept\u00A0\u3000checking"});
    CHECK(found("keptchecking", "kept checking").empty());
    CHECK(found("aaaa", "aa") == Strings{"aa", "aa"});
    CHECK(found("abc", "").empty());
    CHECK(found("abc", " \n").empty());
    CHECK(found("", "a").empty());
    CHECK(found("ab", "abc").empty());
    CHECK(found("母亲说，我母亲", "母亲") == Strings{"母亲", "母亲"});
    CHECK(found("МАТЬ и мать", "мать") == Strings{"МАТЬ", "мать"});
    CHECK(found("50 % (half)", "% (h") == Strings{"% (h"});
}

TEST_CASE("searching minds accents, however they are stored") {
    CHECK(found("éte e\u0301te ete", "été").empty());
    CHECK(found("Été e\u0301te\u0301 ete", "été") == Strings{"Été", "e\u0301te\u0301"});
    CHECK(found("Été e\u0301te\u0301 ete", "e\u0301te\u0301") == Strings{"Été", "e\u0301te\u0301"});
    CHECK(found("café cafe\u0301 cafe", "cafe") == Strings{"cafe"});
    CHECK(found("각 가", "가") == Strings{"가"});
}

TEST_CASE("searching passes over what is invisible, in the text and in what was typed") {
    for (const char* one : {"\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u200E", "\u202A", "\u2066", "\u061C", "\uFE0F", "\u034F", "\x01"}) {
        const std::string hidden = one;
        CAPTURE(hidden);
        for (const std::string& text : {"Zebu" + hidden + "lon", "Z" + hidden + "e" + hidden + hidden + "bulon"}) {
            CHECK(found("I met " + text + "!", "zebulon") == Strings{text});
            CHECK(found("I met Zebulon!", text) == Strings{"Zebulon"});
        }
        CHECK(found("I met " + hidden + "Zebulon", "met zebulon") == Strings{"met " + hidden + "Zebulon"});
        CHECK(found("I met" + hidden + " " + hidden + " Zebulon", "met zebulon").size() == 1);
        CHECK(found("Zo" + hidden + "\u00EB", "zoë").size() == 1);
        CHECK(found("Zoe" + hidden + "\u0308", "zoe").empty());
        CHECK(found("我" + hidden + "想", "我想").size() == 1);
        CHECK(found("a" + hidden, hidden).empty());
    }
    CHECK(found(std::string("xx\u00AD") + "xxa", "xxa").size() == 1);
}

TEST_CASE("a result is never part of a visible character") {
    CHECK(found("so 👩‍👩‍👧 then", "👩") == Strings{"👩‍👩‍👧"});
    CHECK(found("🇫🇷🇬🇧", "🇷🇬") == Strings{"🇫🇷🇬🇧"});
}

TEST_CASE("searching equals the plain way on random texts") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        constexpr const char* pieces[] = {
            "a",  "A",      "b",  "B",      "e\u0301", "é",  "É",  "e", "\u0301", " ", "\n", "\u3000", "母",
            "亲", "が",     "か", "K",      "\u212A",  "k",  "İ",  "i", "ß",      "ẞ", "Σ",  "ς",      "σ",
            "Å",  "\u212B", "👩",  "\u200D", "🇫",       "각", "가", "-", "ệ",      "е", "Е"};
        const auto make = [&](std::uint32_t length) {
            std::string text;
            for (; length > 0; --length)
                text += pieces[dice.roll(std::size(pieces))];
            return text;
        };
        // A few pieces only, so that needles are found.
        const std::string text = make(300) + make(2) + make(2);
        for (int tries = 0; tries < 60; ++tries) {
            const std::uint32_t begin = dice.roll(static_cast<std::uint32_t>(text.size()));
            const TextRange range{grapheme_floor(text, begin), grapheme_ceil(text, begin + dice.roll(8))};
            const std::string needle = dice.chance(30) ? make(1 + dice.roll(3)) : std::string(slice(text, range));
            CAPTURE(needle);
            CHECK(find_in_text(text, needle) == find_slowly(text, needle));
        }
    }
}

TEST_CASE("searching equals the plain way on made-up interviews") {
    StudySize size;
    size.documents = 3;
    size.characters = 4000;
    size.codings = 0;
    size.beyond_ascii = 15;
    const Workspace study = make_study(size);
    for (const Source& source : study.project.sources())
        for (const char* needle :
             {"a", "ou", "Interviewer", "? p01", "élève", "e", "ÉTÉ", "母亲", "naive", "ß", "Мать", "n. "}) {
            CAPTURE(needle);
            CHECK(find_in_text(source.text.view(), needle) == find_slowly(source.text.view(), needle));
        }
    CHECK(Needle("a").find_in(study.project.sources().begin()->text.view(), 3).size() == 3);
}

TEST_CASE("a project-wide search tells where, in what context and how it is coded") {
    DrawnStudy study;
    const Id<Source> one =
        study.document("One", "Int: And then?\nP01: The ward was [loud at [night|Night]|Noise, Noise*].");
    study.document("Night diary", "Every night on the ward.");
    study.memo(MemoTarget::passage, one.guid, "Night again and night again.", study.find(one, "night"));
    study.memo(MemoTarget::code, study.code("Noise").guid, "Mostly at night.");
    Code noise = *study.project().find(study.code("Noise"));
    noise.exclude = "Dreams at night.";
    study.update(noise);

    const SearchResults results = search_project(study.project(), study.indexes(), "NIGHT", 99);
    REQUIRE(results.rows.size() == 7);
    CHECK(results.total == 7);
    CHECK(results.in_passages == 2);
    CHECK(results.in_documents == 2);
    CHECK(results.rows[0].kind == SearchKind::passage);
    CHECK(results.rows[0].title == "One");
    CHECK(results.rows[0].paragraph == 2);
    CHECK(results.rows[0].before == "P01: The ward was loud at ");
    CHECK(results.rows[0].match == "night");
    CHECK(results.rows[0].after == ".");
    CHECK(results.rows[0].coded.size() == 2);
    CHECK(results.rows[0].range == study.find(one, "night"));
    CHECK(results.rows[1].coded.empty());
    CHECK(results.rows[2].kind == SearchKind::memo);
    CHECK(results.rows[3].kind == SearchKind::memo);
    CHECK(results.rows[4].kind == SearchKind::code_name);
    CHECK(results.rows[4].title == "Night");
    CHECK(results.rows[5].kind == SearchKind::code_definition);
    CHECK(results.rows[5].title == "Noise");
    CHECK(results.rows[5].match == "night");
    CHECK(results.rows[6].kind == SearchKind::document_name);

    const SearchResults few = search_project(study.project(), study.indexes(), "night", 1);
    CHECK(few.rows.size() == 1);
    CHECK(few.total == 7);
    CHECK(search_project(study.project(), study.indexes(), " ", 9).rows.empty());
}
