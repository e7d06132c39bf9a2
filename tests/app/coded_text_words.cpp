#include "app/transcript_reader.h"

using namespace emic;
using namespace emic::test;

// Dragging over words: what is selected, resized, carried, and what Escape takes back.

namespace {

void hold_alt(TranscriptReader& reader, bool down) {
    reader.ui.key(ImGuiMod_Alt, down);
    reader.frames(1);
}

} // namespace

TEST_CASE("a drag selects whole words, from wherever in the first one to wherever in the last, in both directions") {
    TranscriptReader reader(interview());
    reader.landmarks({"They", "kept", "checking", "me", "like", "I was"});
    reader.select(reader.place("kept", 0.6f), reader.place("me", 0.2f));
    CHECK(reader.selected() == "kept checking on me");
    reader.select(reader.place("like", 0.9f), reader.place("checking", 0.5f));
    CHECK(reader.selected() == "checking on me, like");
    // From the last letter's far half and to the first letter's near one: the words that were touched.
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    reader.select(reader.place("kept", 0.97f), reader.place("checking", 0.03f));
    CHECK(reader.selected() == "kept checking");
    // Within one word, the word; a hand that shakes only clicks.
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    reader.select(reader.place("checking", 0.2f), reader.place("checking", 0.7f));
    CHECK(reader.selected() == "checking");
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    const ImVec2 within = reader.place("checking", 0.02f);
    const int finished = reader.finished;
    reader.select(within, {within.x, within.y + 6});
    CHECK(reader.selected().empty());
    CHECK(reader.finished == finished);
    CHECK(reader.clicks.size() > 0);
}

TEST_CASE("a drag that turns round keeps the word it began in") {
    TranscriptReader reader(interview());
    reader.landmarks({"They", "kept", "checking", "me", "like"});
    reader.drag(reader.place("checking", 0.7f), reader.place("like"));
    CHECK(reader.selected() == "checking on me, like");
    reader.move_to(reader.place("They"));
    CHECK(reader.selected() == "They kept checking");
    reader.move_to(reader.place("checking", 0.1f));
    CHECK(reader.selected() == "checking");
    reader.move_to(reader.place("me"));
    CHECK(reader.selected() == "checking on me");
    reader.release();
    CHECK(reader.finished == 1);
}

TEST_CASE("blanks around the words are not selected, punctuation is where the pointer has passed it") {
    TranscriptReader reader(interview());
    reader.landmarks({"kept", "me", "me,", "like"});
    const ImVec2 before{reader.place("kept", 0).x - 3, reader.place("kept").y}, behind{reader.place("me,", 1).x + 3, reader.place("kept").y};
    reader.select(before, behind);
    CHECK(reader.selected() == "kept checking on me,");
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    reader.select(reader.place("kept"), {reader.place("me", 1).x + 1, behind.y});
    CHECK(reader.selected() == "kept checking on me");
    // Over the end of a paragraph: to its last word, without the line feed.
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    const Rect first = reader.node(Role::paragraph, "How was it").rect;
    reader.select(reader.place("like"), {first.x + 900, middle(first)});
    CHECK(reader.selected() == "P07: They kept checking on me, like");
}

TEST_CASE("with Alt a drag selects letters, and may change its mind") {
    TranscriptReader reader(interview());
    reader.landmarks({"kept", "checking", "check", "me"});
    hold_alt(reader, true);
    reader.drag(reader.place("kept", 0.26f), reader.place("check", 0.99f));
    CHECK(reader.selected() == "ept check");
    hold_alt(reader, false);
    CHECK(reader.selected() == "kept checking");
    hold_alt(reader, true);
    reader.release();
    CHECK(reader.selected() == "ept check");
    hold_alt(reader, false);
    CHECK(reader.selected() == "ept check");
}

TEST_CASE("Shift and a click extend by words; an end that stands at a letter stays there") {
    TranscriptReader reader(interview());
    reader.landmarks({"kept", "checking", "check", "me", "like"});
    reader.ui.key(ImGuiMod_Shift, false);
    reader.move_to(reader.place("kept", 0.6f));
    reader.press();
    reader.release();
    reader.ui.key(ImGuiMod_Shift, true);
    reader.move_to(reader.place("me", 0.3f));
    reader.press();
    reader.release();
    CHECK(reader.selected() == "kept checking on me");
    reader.ui.key(ImGuiMod_Shift, false);
    reader.frames(1);
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    hold_alt(reader, true);
    reader.select(reader.place("kept", 0.26f), reader.place("check", 0.99f));
    hold_alt(reader, false);
    reader.ui.key(ImGuiMod_Shift, true);
    reader.move_to(reader.place("like"));
    reader.press();
    reader.release();
    reader.ui.key(ImGuiMod_Shift, false);
    CHECK(reader.selected() == "ept checking on me, like");
}

TEST_CASE("a double click and a drag select words, also from a word's last letter; a triple click paragraphs") {
    TranscriptReader reader(interview());
    reader.landmarks({"They", "kept", "checking", "me", "like"});
    const ImVec2 last_letter = reader.place("kept", 0.97f);
    reader.move_to(last_letter);
    reader.press();
    reader.release();
    reader.press();
    CHECK(reader.selected() == "kept");
    reader.move_to(reader.place("me"));
    CHECK(reader.selected() == "kept checking on me");
    reader.move_to(reader.place("They"));
    CHECK(reader.selected() == "They kept");
    reader.move_to(last_letter);
    reader.release();
    reader.press();
    CHECK(reader.selected() == "P07: They kept checking on me, like I was going to run off with her.");
    const Rect first = reader.node(Role::paragraph, "How was it").rect;
    reader.move(first.x + 60, middle(first));
    CHECK(reader.selected().find("Interviewer: How was it on the ward?\nP07: They kept") == 0);
    reader.release();
}

TEST_CASE("where words are written without blanks, a drag goes by characters and never splits one") {
    TranscriptReader reader("P07: 我只想要一个普通的晚上。\nP08: ฉันอยากนอนสักคืน\nP09: それはナースです。");
    reader.landmarks({"只想", "普通", "อยาก", "คืน", "ナース"});
    reader.select(reader.place("只想", 0.1f), reader.place("普通", 0.9f));
    CHECK(reader.selected() == "只想要一个普通");
    reader.select(reader.place("อยาก", 0.05f), reader.place("คืน", 0.95f));
    CHECK(reader.selected() == "อยากนอนสักคืน");
    reader.select(reader.place("ナース", 0.5f), reader.place("ナース", 0.9f));
    CHECK(reader.selected() == "ナース");
}

TEST_CASE("an end of a passage goes by words, by letters with Alt, and the other end never moves") {
    TranscriptReader reader(interview());
    reader.code(reader.find("ept check"), "odd");
    reader.landmarks({"They", "kept", "me", "like", "li"});
    reader.input.active = reader.coded("odd");
    reader.frames();
    const Rect odd = reader.node(Role::mark, "coded: odd").rect;
    const float y = middle(odd);
    const auto resized = [&](float from, ImVec2 to) {
        reader.resizes.clear();
        reader.select({from, y}, to);
        REQUIRE(reader.resizes.size() == 1);
        return std::string(slice(reader.input.text.view(), reader.resizes[0].range));
    };
    CHECK(resized(odd.x + odd.width, reader.place("me", 0.3f)) == "ept checking on me");
    CHECK(resized(odd.x + odd.width, {reader.place("like", 0).x - 2, y}) == "ept checking on me,");
    CHECK(resized(odd.x, reader.place("They", 0.8f)) == "They kept check");
    hold_alt(reader, true);
    CHECK(resized(odd.x + odd.width, reader.place("li", 1.0f)) == "ept checking on me, li");
    hold_alt(reader, false);
    // Held beside the end, the end follows from where it stands.
    reader.resizes.clear();
    reader.select({odd.x + odd.width + 6, y}, {odd.x + odd.width + 6, y + 7});
    REQUIRE(reader.resizes.size() == 1);
    CHECK(slice(reader.input.text.view(), reader.resizes[0].range) == "ept checking");
}

TEST_CASE("pressing on the selection and moving carries it; letting go at once sets the caret") {
    TranscriptReader reader(interview());
    reader.landmarks({"kept", "checking", "me", "like"});
    reader.select(reader.place("kept"), reader.place("me"));
    const int finished = reader.finished;
    reader.drag(reader.place("checking"), {1100, 300});
    CHECK(reader.selected() == "kept checking on me");
    CHECK(reader.carried > 0);
    CHECK(reader.last.carries_words);
    reader.release();
    CHECK_FALSE(reader.last.carries_words);
    CHECK(reader.selected() == "kept checking on me");
    CHECK(reader.finished == finished);
    // The same with Alt or beside it selects anew.
    hold_alt(reader, true);
    const int carried = reader.carried;
    reader.select(reader.place("checking", 0.01f), reader.place("checking", 0.45f));
    hold_alt(reader, false);
    CHECK(reader.selected().size() == 4);
    CHECK(reader.carried == carried);
    reader.select(reader.place("kept"), reader.place("me"));
    const std::size_t clicks = reader.clicks.size();
    reader.move_to(reader.place("checking"));
    reader.press();
    CHECK(reader.selected() == "kept checking on me");
    reader.release();
    CHECK(reader.selected().empty());
    CHECK(reader.input.selection->begin > reader.find("checking").begin);
    CHECK(reader.input.selection->begin < reader.find("checking").end);
    CHECK(reader.clicks.size() == clicks + 1);
    reader.select(reader.place("like"), reader.place("me"));
    CHECK(reader.selected() == "me, like");
}

TEST_CASE("a movement that comes with the release counts") {
    TranscriptReader reader(interview());
    reader.landmarks({"kept", "me"});
    reader.move_to(reader.place("kept"));
    reader.press();
    const ImVec2 to = reader.place("me");
    reader.ui.mouse(to.x, to.y);
    reader.release();
    CHECK(reader.selected() == "kept checking on me");
    CHECK(reader.finished == 1);
}

TEST_CASE("Escape takes back what is being dragged, and the release afterwards does nothing") {
    TranscriptReader reader(interview(300));
    reader.landmarks({"kept", "checking", "me", "like"});
    reader.input.active = reader.coded("like");
    reader.input.selection = reader.find("run off");
    reader.frames();
    SUBCASE("selecting") {
        reader.drag(reader.place("kept"), reader.place("me"));
        CHECK(reader.page.dragging());
        reader.input.cancel_drag = true;
        reader.frames(1);
        reader.input.cancel_drag = false;
        CHECK(reader.last.active_again == reader.coded("like"));
        CHECK(reader.selected() == "run off");
        reader.move_to(reader.place("checking"));
        CHECK(reader.selected() == "run off");
        const int finished = reader.finished;
        reader.release();
        CHECK(reader.finished == finished);
        CHECK(reader.selected() == "run off");
    }
    SUBCASE("an end of a passage") {
        const Rect like = reader.node(Role::mark, "coded: like").rect;
        reader.drag({like.x + like.width, middle(like)}, reader.place("like", 3));
        reader.escape();
        reader.release();
        CHECK(reader.resizes.empty());
    }
    SUBCASE("the scrollbar") {
        reader.drag({1195, 20}, {1195, 400});
        CHECK(reader.page.reading_place() > 0);
        reader.escape();
        reader.release();
        CHECK(reader.page.reading_place() == 0);
    }
    SUBCASE("carried words") {
        reader.code(reader.find("run off"), "run off");
        reader.frames();
        reader.drag(reader.place("run off"), {1000, 400});
        CHECK(reader.last.carries_words);
        reader.escape();
        CHECK_FALSE(reader.last.carries_words);
        reader.release();
        CHECK(reader.selected() == "run off");
    }
    SUBCASE("a press that has not moved is no drag") {
        reader.move_to(reader.place("kept"));
        reader.press();
        CHECK_FALSE(reader.page.dragging());
        reader.release();
    }
}

TEST_CASE("dragging near an edge scrolls, towards it only, faster the farther, and ends at the document's end") {
    TranscriptReader reader(interview(300));
    reader.page.scroll_to(reader.find("week 150 "));
    reader.frames(60);
    const Rect place = reader.node(Role::paragraph, "week 150 ").rect;
    const std::uint32_t before = reader.page.reading_place();
    SUBCASE("upwards, inside the page") {
        reader.drag({place.x + 50, middle(place)}, {place.x + 50, 6});
        reader.frames(60);
        CHECK(reader.page.reading_place() < before);
        CHECK(reader.input.selection->begin < before);
        reader.release();
        const std::uint32_t rest = reader.page.reading_place();
        reader.frames(30);
        CHECK(reader.page.reading_place() == rest);
    }
    SUBCASE("slowly at the edge of the zone, faster beyond the window") {
        reader.drag({place.x + 50, middle(place)}, {place.x + 50, 675});
        reader.frames(30);
        const std::uint32_t slow = reader.page.reading_place();
        CHECK(slow >= before);
        reader.move(place.x + 50, 790);
        reader.frames(30);
        const std::uint32_t fast = reader.page.reading_place();
        CHECK(fast - slow > 4 * (slow - before));
        reader.frames(2000);
        CHECK(reader.has_node(Role::paragraph, "Thank you."));
        CHECK(reader.input.selection->end > reader.find("Interviewer: Thank you.").begin);
        CHECK_FALSE(reader.last.more);
    }
    SUBCASE("who presses near an edge and moves along it stays") {
        const ImVec2 low{place.x + 80, 690};
        reader.drag({low.x, low.y}, {low.x + 200, low.y});
        reader.frames(30);
        CHECK(reader.page.reading_place() == before);
        CHECK_FALSE(reader.input.selection->empty());
    }
    SUBCASE("a carried code scrolls too, and knows the selected words") {
        reader.input.selection = reader.find("week 150 I just");
        reader.input.carries_code = true;
        reader.move(place.x + 100, place.y + 12); // on its first line
        CHECK(reader.last.code_over_words);
        reader.move(place.x + 100, middle(place) + 300);
        CHECK_FALSE(reader.last.code_over_words);
        reader.move(place.x + 100, 695);
        reader.frames(40);
        CHECK(reader.page.reading_place() > before);
    }
}
