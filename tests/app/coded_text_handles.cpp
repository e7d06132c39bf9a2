// The ends of the active passage: what is painted stands where it is taken, in either direction of writing.
#include "app/transcript_reader.h"

#include <cmath>
#include <tuple>

using namespace emic;
using namespace emic::test;
using platform::Rect;
using platform::Role;

namespace {

constexpr std::uint32_t handle_colour = 0x12fe34ff; ///< 0xRRGGBBAA; nothing else on the page has it

/// The middle of what is painted in the handles' colour above and below the outline of the passage: the knobs of its begin and its end.
struct Knobs {
    std::vector<ImVec2> above, below;
};

Knobs knobs_round(const Rect& outline) {
    Knobs knobs;
    struct Sum {
        float x = 0, y = 0, count = 0;
    } above, below;
    const ImU32 colour = IM_COL32(0x12, 0xfe, 0x34, 0xff);
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
        for (const ImDrawVert& vertex : list->VtxBuffer) {
            if (vertex.col != colour) continue;
            Sum* sum = vertex.pos.y < outline.y - 2 ? &above : vertex.pos.y > outline.y + outline.height + 2 ? &below : nullptr;
            if (sum) sum->x += vertex.pos.x, sum->y += vertex.pos.y, sum->count += 1;
        }
    if (above.count > 0) knobs.above.push_back({above.x / above.count, above.y / above.count});
    if (below.count > 0) knobs.below.push_back({below.x / below.count, below.y / below.count});
    return knobs;
}

struct Painted : TranscriptReader {
    Painted(std::string text, std::string_view passage) : TranscriptReader(std::move(text)) {
        style.accent = handle_colour;
        code(find(passage), "held");
        input.active = coded("held");
        frames();
        REQUIRE(last.active_place.has_value());
        const Knobs knobs = knobs_round(*last.active_place);
        REQUIRE(knobs.above.size() == 1);
        REQUIRE(knobs.below.size() == 1);
        begin = knobs.above.front(), end = knobs.below.front();
    }
    /// What the passage becomes when this knob is taken and let go at a place.
    std::string taken(ImVec2 knob, ImVec2 to) {
        resizes.clear();
        hold_alt(true);
        select(knob, to);
        hold_alt(false);
        REQUIRE(resizes.size() == 1);
        return std::string(slice(input.text.view(), resizes[0].range));
    }
    void hold_alt(bool held) { ui.key(ImGuiMod_Alt, held); }
    Rect outline() const { return *last.active_place; }
    ImVec2 begin, end;
};

} // namespace

TEST_CASE("the begin of a passage is painted where its first letter begins, the end where its last ends") {
    for (const auto& [text, passage, leftwards] : std::vector<std::tuple<std::string, std::string, bool>>{{"They kept checking on me.", "checking", false},
                                                                                                        {"הם המשיכו לבדוק אותי כל הלילה", "לבדוק", true},
                                                                                                        {"كانوا يراقبونني طوال الليل", "يراقبونني", true},
                                                                                                        {"They said לבדוק and left.", "לבדוק", true},
                                                                                                        {"אמרה Zoom 2024 ואז", "Zoom", false}}) {
        CAPTURE(text);
        const Painted page(text, passage);
        const float left = page.outline().x + 2, right = page.outline().x + page.outline().width - 2;
        CHECK(std::abs(page.begin.x - (leftwards ? right : left)) <= 2);
        CHECK(std::abs(page.end.x - (leftwards ? left : right)) <= 2);
    }
}

TEST_CASE("what is painted at an end is that end when it is taken") {
    // One letter is half of 17 wide: two letters off the begin, which lies on the right, then off the end.
    const float two = 2 * 17 * 0.5f;
    for (const char* text : {"הם המשיכו לבדוק אותי כל הלילה", "They said לבדוק and left."}) {
        CAPTURE(text);
        Painted page(text, "לבדוק");
        CHECK(page.taken({page.begin.x, page.begin.y + 4}, {page.begin.x - two, page.begin.y + 4}) == "דוק");
        CHECK(page.taken({page.end.x, page.end.y - 4}, {page.end.x + two, page.end.y - 4}) == "לבד");
        page.resizes.clear();
        page.select({page.end.x, page.end.y - 4}, {page.end.x, page.end.y - 4});
        CHECK(page.resizes.empty());
    }
}
