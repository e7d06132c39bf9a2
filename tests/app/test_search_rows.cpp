#include "engine/queries_study.h"
#include "views/search_rows.h"

using namespace emic;
using test::DrawnStudy;

TEST_CASE("results stand under their documents, then memos, then codes") {
    DrawnStudy study;
    study.document("first", "The ward. Another ward.");
    const Id<Source> second = study.document("second", "[A ward|ward life].");
    study.memo(MemoTarget::source, second.guid, "Look at the ward again.");
    const SearchResults results = search_project(study.project(), study.indexes(), "ward", 100);
    std::string drawn;
    for (const SearchItem& item : search_items(results))
        drawn += item.is_heading() ? item.heading + " " + std::to_string(item.count) + ":" : std::to_string(item.result) + " ";
    CHECK(drawn == "first 2:0 1 second 1:2 Memos 1:3 Code names 1:4 ");
    CHECK(search_items({}).empty());
}

TEST_CASE("a result is widened to the sentence, paragraph or turn that holds it") {
    const std::string text = "Interviewer: How was it?\nP07: They kept checking. I just wanted one night.\nAnd sleep.";
    const auto range_of = [&](std::string_view words) {
        const auto at = static_cast<std::uint32_t>(text.find(words));
        return TextRange{at, at + static_cast<std::uint32_t>(words.size())};
    };
    const auto wide = [&](std::string_view words, CodedExtent extent) { return std::string(slice(text, widened(text, range_of(words), extent))); };
    CHECK(wide("checking", CodedExtent::words) == "checking");
    CHECK(wide("checking", CodedExtent::sentence) == "They kept checking.");
    CHECK(wide("checking. I just", CodedExtent::sentence) == "They kept checking. I just wanted one night.");
    CHECK(wide("wanted", CodedExtent::paragraph) == "P07: They kept checking. I just wanted one night.");
    CHECK(wide("sleep", CodedExtent::turn) == "P07: They kept checking. I just wanted one night.\nAnd sleep.");
}

TEST_CASE("two results in one sentence become one passage") {
    DrawnStudy study;
    const Id<Source> source = study.document("d", "One night and another night. The last night.");
    std::set<Passage> found;
    for (TextRange range : find_in_text(study.project().find(source)->text.view(), "night")) found.insert({source, range});
    REQUIRE(found.size() == 3);
    CHECK(widened_passages(study.project(), found, CodedExtent::words).size() == 3);
    const auto sentences = widened_passages(study.project(), found, CodedExtent::sentence);
    REQUIRE(sentences.size() == 2);
    CHECK(slice(study.project().find(source)->text.view(), sentences[0].range) == "One night and another night.");
}
