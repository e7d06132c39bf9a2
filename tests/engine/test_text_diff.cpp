#include "engine/text_diff.h"

#include <doctest/doctest.h>

#include <string>

using namespace emic;

namespace {

/// "I felt {lonly|lonely} at night"
std::string drawn(const std::string& before, const std::string& after) {
    std::string drawing;
    std::uint32_t at = 0;
    std::uint32_t at_new = 0;
    for (const Replacement& piece : diff_words(before, after)) {
        drawing += slice(before, {at, piece.removed.begin});
        CHECK(slice(before, {at, piece.removed.begin}) == slice(after, {at_new, piece.inserted.begin}));
        drawing +=
            "{" + std::string(slice(before, piece.removed)) + "|" + std::string(slice(after, piece.inserted)) + "}";
        at = piece.removed.end;
        at_new = piece.inserted.end;
    }
    CHECK(slice(before, {at, UINT32_MAX}) == slice(after, {at_new, UINT32_MAX}));
    return drawing + std::string(slice(before, {at, UINT32_MAX}));
}

/// Where `words` of the old text are in the new one.
std::string followed(const std::string& before, const std::string& after, const std::string& words) {
    const auto at = static_cast<std::uint32_t>(before.find(words));
    const TextRange range{at, at + static_cast<std::uint32_t>(words.size())};
    return std::string(slice(after, follow(range, diff_words(before, after), before, after)));
}

} // namespace

TEST_CASE("texts differ word by word") {
    CHECK(drawn("I felt lonely", "I felt lonely") == "I felt lonely");
    CHECK(drawn("I felt lonly at night", "I felt lonely at night") == "I felt {lonly|lonely} at night");
    CHECK(drawn("I felt lonely", "I felt lonely at night") == "I felt lonely{| at night}");
    CHECK(drawn("one night\ntwo nights\nthree", "one night\nthree") == "one night\n{two nights\n|}three");
    CHECK(drawn("", "night") == "{|night}");
    CHECK(drawn("night", "") == "{night|}");
    CHECK(drawn("I don't know", "I don’t know") == "I {don't|don’t} know");
    CHECK(drawn("我覺得很孤單", "我覺得好孤單") == "我覺得{很|好}孤單");
    CHECK(drawn("tired 👩‍🍼 and", "tired 👶🏽 and") == "tired {👩‍🍼|👶🏽} and");
}

TEST_CASE("texts with little in common are compared by what they have once, without getting slow") {
    std::string before;
    std::string after;
    for (int i = 0; i < 3000; ++i) {
        before += "a" + std::to_string(i) + (i % 7 ? " " : "\n");
        after += (i % 50 ? "b" : "a") + std::to_string(i) + (i % 5 ? " " : "\n");
    }
    drawn(before, after);
    CHECK(followed(before, after, "a1500") == "a1500");
    const std::string monotone(5000, 'x');
    drawn(monotone, std::string(4000, 'y'));
    std::string many_lines;
    std::string others;
    for (int i = 0; i < 2000; ++i)
        many_lines += "no\nno.\n", others += "yes\nyes.\n";
    drawn(many_lines, others);
}

TEST_CASE("ranges follow their words") {
    CHECK(followed("I felt lonly at night", "I felt lonely at night", "lonly") == "lonely");
    CHECK(followed("I felt lonel at night", "I felt lonely at night", "lonel") == "lonely");
    CHECK(followed("I felt very lonly at night", "I felt so alone at night", "very lonly") == "so alone");
    CHECK(followed("I felt lonely", "I felt so lonely", "lonely") == "lonely");
    CHECK(followed("I felt lonely", "Well, I felt lonely", "felt") == "felt");
    CHECK(followed("I felt lonely at night", "I felt at night", "lonely") == "");
    CHECK(followed("I felt lonely at night", "I felt at night", "lonely at") == "at");
    CHECK(followed("unhapy", "unhappy", "hapy") == "happy");
    CHECK(followed("unhappy", "unhappily", "happy") == "happily");
    CHECK(followed("覺得很孤單", "覺得好孤單", "很孤單") == "好孤單");
    CHECK(followed("覺得很孤單", "覺得孤單", "很") == "");
    CHECK(followed("A: one\nB: two\nC: three", "A: one\nC: three", "two") == "");
    CHECK(followed("A: one\nB: two\nC: three", "X: new\nA: one\nB: two\nC: three", "two\nC: three") == "two\nC: three");
}
