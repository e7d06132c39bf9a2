#pragma once

#include "app/headless.h"
#include "widgets/coded_text.h"

#include <algorithm>
#include <doctest/doctest.h>

/// A transcript page and the researcher in front of it, with mouse and keys.
namespace emic::test {

using platform::MirrorNode;
using platform::Rect;
using platform::Role;


inline Id<Coding> coding_id(std::uint64_t number) { return {{1, number}}; }

/// A transcript with codings, and the researcher in front of it.
class TranscriptReader {
public:
    explicit TranscriptReader(std::string text) {
        input.name = "P07, interview 2";
        input.text = SharedText(std::move(text));
        m_paragraphs = paragraphs(input.text.view());
        input.paragraphs = m_paragraphs;
    }

    TextRange find(std::string_view words) const {
        const std::size_t at = input.text.view().find(words);
        REQUIRE(at != std::string_view::npos);
        return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    }
    void code(TextRange range, const std::string& name, std::uint32_t lane = 0) {
        Highlight highlight{coding_id(m_highlights.size() + 1), {{2, m_highlights.size() + 1}}, range, 0x2266aa, name, "ME", lane, false};
        m_highlights.push_back(highlight);
        std::ranges::stable_sort(m_highlights, {}, [](const Highlight& each) { return each.range.begin; });
        m_stripes = stripes_of();
        input.highlights = m_highlights;
        input.stripes = m_stripes;
    }
    Id<Coding> coded(std::string_view name) const {
        return std::ranges::find(m_highlights, name, &Highlight::name)->coding;
    }

    /// Frames until the page is at rest; the requests of all of them are kept.
    void frames(int count = 2) {
        for (int i = 0; i < count; ++i) {
            mirror.clear();
            CodedTextRequests made;
            ui.frame([&] { made = page.draw("page", {0, 0}, {1200, 700}, input, style, mirror, 0); });
            if (made.selection) input.selection = made.selection;
            input.wheel_pixels = 0;
            last = made;
            selections += made.selection.has_value();
            finished += made.selection_finished;
            if (made.resize) resizes.push_back(*made.resize);
            if (!made.clicked.empty()) clicks.push_back(made.clicked);
            if (!made.stripe_clicked.empty()) stripe_clicks.push_back(made.stripe_clicked);
            contexts += made.context.has_value();
            carried += made.carries_words;
        }
    }
    const MirrorNode& node(Role role, std::string_view part) const {
        for (const MirrorNode& each : mirror)
            if (each.role == role && each.name.find(part) != std::string::npos) return each;
        FAIL("no node with " << part);
        return mirror.front();
    }
    bool has_node(Role role, std::string_view part) const {
        return std::ranges::any_of(mirror, [&](const MirrorNode& each) {
            return each.role == role && each.name.find(part) != std::string::npos;
        });
    }
    void move(float x, float y) {
        ui.mouse(x, y);
        frames(1);
    }
    void press() {
        ui.button(true);
        frames(1);
    }
    void release() {
        ui.button(false);
        frames(1);
    }
    /// The place of words that code() has marked with themselves as the name, this share of their width along.
    ImVec2 place(std::string_view words, float along = 0.5f) const {
        const Rect rect = node(Role::mark, "coded: " + std::string(words) + " \u2014").rect;
        return {rect.x + rect.width * along, rect.y + rect.height / 2};
    }
    void landmarks(std::initializer_list<const char*> all) {
        for (const char* words : all) code(find(words), words);
        frames();
    }
    void move_to(ImVec2 place) { move(place.x, place.y); }
    /// With the button held, in a few steps; it is not let go.
    void drag(ImVec2 from, ImVec2 to) {
        move_to(from);
        press();
        for (const float share : {0.3f, 0.7f, 1.0f}) move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    }
    void select(ImVec2 from, ImVec2 to) {
        drag(from, to);
        release();
    }
    std::string selected() const { return input.selection ? std::string(slice(input.text.view(), *input.selection)) : ""; }
    void escape() {
        input.cancel_drag = page.dragging();
        frames(1);
        input.cancel_drag = false;
        frames(1);
    }

    void click(const Rect& rect) {
        move(rect.x + rect.width / 2, rect.y + rect.height / 2);
        press();
        release();
    }
    void key(ImGuiKey key, bool shift = false, bool control = false) {
        ui.key(ImGuiMod_Shift, shift);
        ui.key(ImGuiMod_Ctrl, control);
        ui.key(key, true);
        frames(1);
        ui.key(key, false);
        ui.key(ImGuiMod_Shift, false);
        ui.key(ImGuiMod_Ctrl, false);
        frames(1);
    }

    Headless ui;
    CodedText page;
    CodedTextInput input;
    CodedTextStyle style;
    std::vector<MirrorNode> mirror;
    CodedTextRequests last;
    int selections = 0, finished = 0, contexts = 0, carried = 0;
    std::vector<CodedTextRequests::Resize> resizes;
    std::vector<std::vector<Id<Coding>>> clicks, stripe_clicks;

private:
    std::vector<Stripe> stripes_of() const {
        std::vector<Stripe> made;
        for (const Highlight& each : m_highlights)
            made.push_back({each.code, each.coding, each.range, each.colour, each.name, each.lane, 1, each.has_memo});
        return made;
    }
    std::vector<TextRange> m_paragraphs;
    std::vector<Highlight> m_highlights;
    std::vector<Stripe> m_stripes;
};

inline std::string interview(int turns = 2) {
    std::string text = "Interviewer: How was it on the ward?\n"
                       "P07: They kept checking on me, like I was going to run off with her.\n";
    for (int i = 2; i < turns; ++i)
        text += "P07: In week " + std::to_string(i) + " I just wanted one normal night, and nobody asked what I had expected of them.\n";
    return text + "Interviewer: Thank you.";
}

inline float middle(const Rect& rect) { return rect.y + rect.height / 2; }

} // namespace emic::test
