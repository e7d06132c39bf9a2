#include "app/transcript_reader.h"

#include <cmath>
#include <random>

using namespace emic;
using namespace emic::test;
using platform::MirrorNode;
using platform::Rect;
using platform::Role;

TEST_CASE("the page describes its paragraphs, passages and stripes") {
    TranscriptReader reader(interview());
    reader.code(reader.find("kept checking on me"), "being watched");
    reader.code(reader.find("kept checking on me"), "judged", 1);
    reader.frames();
    CHECK(reader.node(Role::document, "P07, interview 2").rect.width == 1200);
    const MirrorNode& paragraph = reader.node(Role::paragraph, "P07: They kept checking on me, like I was");
    const MirrorNode& mark = reader.node(Role::mark, "coded: being watched, judged \u2014 \u201Ckept checking on me\u201D");
    CHECK(mark.parent == paragraph.id);
    CHECK(mark.rect.x > paragraph.rect.x);
    // 16 letters of half an em, three spaces of a quarter.
    CHECK(mark.rect.width == doctest::Approx(17 * (16 * 0.5 + 3 * 0.25)));
    const MirrorNode& stripe = reader.node(Role::button, "being watched");
    CHECK(stripe.rect.x > paragraph.rect.x + paragraph.rect.width);
}

TEST_CASE("press, drag and release select exactly once, from grapheme to grapheme") {
    TranscriptReader reader(interview());
    const TextRange wanted = reader.find("kept checking on me");
    reader.code(wanted, "being watched");
    reader.frames();
    const Rect mark = reader.node(Role::mark, "being watched").rect;
    reader.move(mark.x + 1, middle(mark));
    reader.press();
    CHECK(reader.finished == 0);
    CHECK(reader.input.selection == TextRange{wanted.begin, wanted.begin});
    for (int step = 1; step <= 6; ++step)
        reader.move(mark.x + 1 + (mark.width - 2) * static_cast<float>(step) / 6, middle(mark));
    CHECK(reader.finished == 0);
    reader.release();
    reader.frames(3);
    CHECK(reader.finished == 1);
    CHECK(reader.input.selection == wanted);
    CHECK(reader.clicks.empty());
    CHECK(reader.last.selection_place.has_value());
}

TEST_CASE("a click asks for the passages under it, the shortest first, and nothing else") {
    TranscriptReader reader(interview());
    reader.code(reader.find("They kept checking on me, like I was"), "being watched");
    reader.code(reader.find("checking"), "checks", 1);
    reader.frames();
    reader.click(reader.node(Role::mark, "checks").rect);
    reader.frames(3);
    REQUIRE(reader.clicks.size() == 1);
    CHECK(reader.clicks[0] == std::vector{reader.coded("checks"), reader.coded("being watched")});
    CHECK(reader.finished == 0);
    CHECK(reader.input.selection->empty());
    reader.click(reader.node(Role::paragraph, "Thank you").rect);
    CHECK(reader.clicks.size() == 1);
}

TEST_CASE("a stripe's name and its node in the mirror do the same") {
    TranscriptReader reader(interview());
    reader.code(reader.find("kept checking"), "being watched");
    reader.frames();
    reader.click(reader.node(Role::button, "being watched").rect);
    REQUIRE(reader.stripe_clicks.size() == 1);
    CHECK(reader.stripe_clicks[0] == std::vector{reader.coded("being watched")});
    CHECK(reader.page.activate(reader.node(Role::button, "being watched").id));
    CHECK(reader.page.activate(reader.node(Role::mark, "being watched").id));
    CHECK_FALSE(reader.page.activate(12345));
    reader.frames(1);
    CHECK(reader.stripe_clicks.size() == 2);
    CHECK(reader.clicks.size() == 1);
    reader.frames(2);
    CHECK(reader.stripe_clicks.size() == 2);
}

TEST_CASE("dragging an end of the active passage resizes it once, on release") {
    TranscriptReader reader(interview());
    reader.code(reader.find("kept checking"), "being watched");
    reader.code(reader.find("like I was"), "landmark");
    reader.input.active = reader.coded("being watched");
    reader.frames();
    const Rect mark = reader.node(Role::mark, "being watched").rect;
    const Rect landmark = reader.node(Role::mark, "landmark").rect;
    reader.move(mark.x + mark.width, middle(mark));
    reader.press();
    reader.move(mark.x + mark.width + 40, middle(mark));
    reader.move(landmark.x + landmark.width, middle(landmark));
    CHECK(reader.resizes.empty());
    reader.release();
    reader.frames(2);
    REQUIRE(reader.resizes.size() == 1);
    CHECK(reader.resizes[0].coding == reader.coded("being watched"));
    CHECK(reader.resizes[0].range == TextRange{reader.find("kept").begin, reader.find("like I was").end});
    CHECK(reader.selections == 0);
    CHECK(reader.clicks.empty());
    // Let go where it was: nothing is asked.
    reader.move(mark.x, middle(mark));
    reader.press();
    reader.release();
    CHECK(reader.resizes.size() == 1);
}

TEST_CASE("a double click selects the word, a triple click the paragraph") {
    TranscriptReader reader(interview());
    reader.code(reader.find("checking"), "checks");
    reader.frames();
    const Rect mark = reader.node(Role::mark, "checks").rect;
    reader.click(mark);
    reader.click(mark);
    CHECK(reader.input.selection == reader.find("checking"));
    CHECK(reader.finished == 1);
    reader.click(mark);
    CHECK(reader.input.selection == reader.find("P07: They kept checking on me, like I was going to run off with her."));
    CHECK(reader.clicks.size() == 1);
}

TEST_CASE("the keyboard selects by grapheme, word, line and document") {
    TranscriptReader reader("a👩‍👩‍👧b e\u0301c\nsecond line here");
    reader.input.keyboard = true;
    reader.input.selection = TextRange{0, 0};
    reader.frames();
    const auto size = reader.input.text.size();
    reader.key(ImGuiKey_RightArrow);
    CHECK(reader.input.selection == TextRange{1, 1});
    reader.key(ImGuiKey_RightArrow, true);
    CHECK(reader.input.selection == reader.find("👩‍👩‍👧"));
    reader.key(ImGuiKey_RightArrow, true, true);
    CHECK(reader.input.selection->end == reader.find("e\u0301").begin);
    reader.key(ImGuiKey_LeftArrow);
    CHECK(reader.input.selection == TextRange{1, 1});
    reader.key(ImGuiKey_End, true);
    CHECK(reader.input.selection == TextRange{1, reader.find("\n").begin});
    reader.key(ImGuiKey_Home);
    reader.key(ImGuiKey_DownArrow);
    CHECK(reader.input.selection == TextRange{reader.find("second").begin, reader.find("second").begin});
    reader.key(ImGuiKey_RightArrow, true, true);
    CHECK(reader.input.selection == reader.find("second "));
    reader.key(ImGuiKey_UpArrow, true);
    CHECK(reader.input.selection->end == reader.find("second").begin);
    reader.key(ImGuiKey_End, false, true);
    CHECK(reader.input.selection == TextRange{size, size});
    reader.key(ImGuiKey_Home, true, true);
    CHECK(reader.input.selection == TextRange{0, size});
    const int before = reader.selections;
    reader.input.keyboard = false;
    reader.key(ImGuiKey_RightArrow);
    CHECK(reader.selections == before);
}

TEST_CASE("arrows go where they point in a paragraph that is read to the left, whatever the direction of the word there") {
    TranscriptReader reader("first line\nשלום Zoom עולם\nlast line");
    reader.input.keyboard = true;
    const std::uint32_t begin = reader.find("שלום").begin;
    const auto at = [&](std::uint32_t offset) { return TextRange{offset, offset}; };
    reader.input.selection = at(begin);
    reader.frames();
    reader.key(ImGuiKey_LeftArrow, true, true);
    CHECK(reader.input.selection == reader.find("שלום "));
    reader.key(ImGuiKey_LeftArrow, true, true);
    CHECK(reader.input.selection == reader.find("שלום Zoom "));
    reader.key(ImGuiKey_RightArrow, true, true);
    CHECK(reader.input.selection == reader.find("שלום "));
    // Without Shift the selection is left at the end to which the arrow points.
    reader.key(ImGuiKey_LeftArrow);
    CHECK(reader.input.selection == at(reader.find("Zoom").begin));
    reader.key(ImGuiKey_LeftArrow);
    CHECK(reader.input.selection == at(reader.find("oom").begin));
    reader.key(ImGuiKey_RightArrow);
    reader.key(ImGuiKey_RightArrow, true);
    CHECK(reader.input.selection == TextRange{reader.find(" Zoom").begin, reader.find("Zoom").begin});
    // Into the paragraph above, where they turn.
    reader.input.selection = at(begin);
    reader.frames();
    reader.key(ImGuiKey_RightArrow);
    CHECK(reader.input.selection == at(reader.find("\nשלום").begin));
    reader.key(ImGuiKey_LeftArrow);
    CHECK(reader.input.selection == at(reader.find("e\nשלום").begin));
}

TEST_CASE("while the page scrolls the mirror may wait, and is told when it rests") {
    TranscriptReader reader(interview(300));
    reader.code(reader.find("week 12"), "early");
    reader.frames();
    const MirrorNode document = reader.node(Role::document, "");
    CHECK(document.scrolls);
    const float paragraph = reader.node(Role::paragraph, "week 3 ").rect.y;
    reader.move(600, 300);
    reader.input.wheel_pixels = 40;
    reader.frames(1);
    CHECK_FALSE(reader.last.mirror_waits); // not allowed to wait
    CHECK(reader.node(Role::document, "").scrolled == document.scrolled + 40);
    CHECK(reader.node(Role::paragraph, "week 3 ").rect.y == paragraph - 40);
    reader.input.mirror_may_wait = true;
    for (int step = 2; step <= 15; ++step) {
        reader.input.wheel_pixels = 40;
        reader.frames(1);
        REQUIRE(reader.last.mirror_waits);
        CHECK(reader.last.mirror_waits->node == document.id);
        CHECK(reader.last.mirror_waits->scrolled == document.scrolled + 40 * static_cast<float>(step));
        CHECK(reader.mirror.empty());
        fake::world().clock_ms += 16;
    }
    fake::world().clock_ms += 30;
    reader.frames(1);
    CHECK(reader.last.mirror_waits); // it may go on
    fake::world().clock_ms += 60;
    reader.frames(1);
    CHECK_FALSE(reader.last.mirror_waits);
    CHECK(reader.has_node(Role::mark, "early"));
    CHECK(reader.node(Role::document, "").scrolled == document.scrolled + 600);
}

TEST_CASE("the frame that shows a text first may leave the mirror to the next one, which it asks for") {
    TranscriptReader reader("Interviewer: Thank you.");
    reader.input.mirror_may_wait = true;
    reader.frames(1);
    CHECK(reader.last.mirror_waits);
    CHECK(reader.last.more);
    CHECK(reader.mirror.empty());
    reader.frames(1);
    CHECK_FALSE(reader.last.mirror_waits);
    CHECK(reader.has_node(Role::paragraph, "Thank you"));
    CHECK_FALSE(reader.last.more);
}

TEST_CASE("scrolling: wheel, jump, keys, and a drag beyond the edge") {
    TranscriptReader reader(interview(300));
    reader.code(reader.find("week 250"), "late");
    reader.frames();
    CHECK(reader.page.reading_place() == 0);
    CHECK_FALSE(reader.has_node(Role::mark, "late"));
    reader.move(600, 300);
    reader.input.wheel_pixels = 1000;
    reader.frames();
    CHECK(reader.page.reading_place() > 0);
    reader.page.scroll_to(reader.find("week 250"));
    reader.frames();
    REQUIRE(reader.has_node(Role::mark, "late"));
    const float y = reader.node(Role::mark, "late").rect.y;
    CHECK(y > 100);
    CHECK(y < 400);
    // What is laid out later, above and below, does not move what is read.
    reader.frames(60);
    CHECK(reader.node(Role::mark, "late").rect.y == y);
    CHECK_FALSE(reader.last.more);
    // Nor does another font size move the reading place.
    const std::uint32_t place = reader.page.reading_place();
    reader.input.font_size = 21;
    reader.frames(60);
    CHECK(std::abs(static_cast<int>(reader.page.reading_place()) - static_cast<int>(place)) < 200);
    reader.input.keyboard = true;
    reader.key(ImGuiKey_End, false, true);
    CHECK(reader.has_node(Role::paragraph, "Thank you."));
    reader.key(ImGuiKey_Home, false, true);
    CHECK(reader.page.reading_place() == 0);
    const Rect first = reader.node(Role::paragraph, "How was it").rect;
    reader.move(first.x + 5, middle(first));
    reader.press();
    reader.move(first.x + 5, 760);
    reader.frames(30);
    CHECK(reader.last.more);
    reader.release();
    CHECK(reader.page.reading_place() > 0);
    CHECK(reader.input.selection->size() > 800);
    CHECK(reader.finished == 1);
}

TEST_CASE("coding wraps nothing anew, and a thousand codings draw only what is in view") {
    TranscriptReader reader(interview(400));
    std::mt19937_64 random(4);
    reader.frames(200);
    CHECK_FALSE(reader.last.more);
    reader.page.scroll_to(reader.find("week 200"));
    reader.frames(3);
    const std::uint64_t measured = fake::world().measure_calls;
    const std::uint32_t size = reader.input.text.size();
    for (int i = 0; i < 1000; ++i) {
        const auto begin = static_cast<std::uint32_t>(random() % (size - 400));
        reader.code({begin, begin + 20 + static_cast<std::uint32_t>(random() % 300)}, "code " + std::to_string(i),
                    static_cast<std::uint32_t>(i % 9));
    }
    reader.frames(1);
    CHECK(fake::world().measure_calls - measured < 4000); // names in the margin and ends inside words
    const ImDrawData* drawn = ImGui::GetDrawData();
    CHECK(drawn->TotalVtxCount < 60'000);
    int labels = 0;
    bool bundle = false;
    for (const MirrorNode& node : reader.mirror)
        if (node.role == Role::button) {
            ++labels;
            bundle = bundle || node.name.find(" more") != std::string::npos;
        }
    CHECK(labels > 3);
    CHECK(labels < 40);
    CHECK(bundle);
}

TEST_CASE("a right click offers a place for a menu") {
    TranscriptReader reader(interview());
    reader.code(reader.find("checking"), "checks");
    reader.frames();
    const Rect mark = reader.node(Role::mark, "checks").rect;
    reader.move(mark.x + 5, middle(mark));
    reader.ui.button(true, 1);
    reader.frames(1);
    REQUIRE(reader.contexts == 1);
    CHECK(reader.last.context->codings == std::vector{reader.coded("checks")});
    reader.ui.button(false, 1);
    reader.frames(2);
    CHECK(reader.contexts == 1);
}

TEST_CASE("an empty document and a narrow page are drawn too") {
    TranscriptReader reader("");
    reader.input.keyboard = true;
    reader.frames();
    reader.key(ImGuiKey_DownArrow);
    reader.key(ImGuiKey_End);
    reader.move(600, 300);
    reader.press();
    reader.release();
    CHECK(reader.input.selection == TextRange{0, 0});
}

TEST_CASE("the whole height of a line is that line's, for the caret and for passages") {
    std::string words;
    for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + " goes on ";
    TranscriptReader reader(words + "\nThe next paragraph.");
    reader.frames();
    const Rect paragraph = reader.node(Role::paragraph, "word0").rect, next = reader.node(Role::paragraph, "The next").rect;
    const float line = std::round(reader.input.font_size * 1.6f), x = paragraph.x + paragraph.width / 2;
    const auto caret_at = [&](float y) {
        reader.move(x, y);
        reader.press();
        reader.release();
        reader.move(5, 5); // so that the next press is no second click
        reader.frames(40);
        return reader.input.selection->begin;
    };
    std::uint32_t before = 0;
    for (int row = 0; row < 4; ++row) {
        const float top = paragraph.y + line * static_cast<float>(row);
        const std::uint32_t here = caret_at(top + line / 2);
        CHECK(caret_at(top + 0.5f) == here);
        CHECK(caret_at(top + line - 0.5f) == here);
        CHECK((row == 0 || here > before));
        before = here;
    }
    // The gap between two paragraphs is shared.
    const float bottom = paragraph.y + line * std::round((next.y - paragraph.y) / line - 0.3f);
    const std::uint32_t boundary = reader.find("The next").begin;
    CHECK(caret_at((bottom + next.y) / 2 - 1) < boundary);
    CHECK(caret_at((bottom + next.y) / 2 + 1) >= boundary);
}
