#include "app/headless.h"
#include "text/shaped_text.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <map>
#include <random>

using namespace emic;
using test::Headless;

namespace {

constexpr platform::Font font{16, platform::FontFace::interface_, platform::HanStyle::unspecified, false, false};

void check_no_overlap(const InkAtlas& ink) {
    std::vector<InkAtlas::Place> places = ink.places();
    std::ranges::sort(places, [](const auto& a, const auto& b) { return std::tie(a.page, a.y, a.x) < std::tie(b.page, b.y, b.x); });
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& a = places[i];
        REQUIRE(a.x >= 0);
        REQUIRE(a.x + a.width <= platform::ink_page_side);
        REQUIRE(a.y / platform::ink_strip_height == (a.y + a.height - 1) / platform::ink_strip_height);
        for (std::size_t j = i + 1; j < places.size() && places[j].page == a.page && places[j].y < a.y + a.height; ++j) {
            const auto& b = places[j];
            REQUIRE((b.x >= a.x + a.width || a.x >= b.x + b.width));
        }
    }
}

std::string random_word(std::mt19937_64& random) {
    std::string word;
    for (std::size_t i = 0; i < 1 + random() % 14; ++i) word += static_cast<char>('a' + random() % 26);
    return word;
}

/// All that has a place was uploaded: its rows went to its page.
void check_uploads(const InkAtlas& atlas) {
    for (const InkAtlas::Place& place : atlas.places()) {
        REQUIRE(static_cast<std::size_t>(place.page) < fake::world().ink_pages.size());
        const platform::TextureHandle page = *std::next(fake::world().ink_pages.begin(), place.page);
        const bool there = std::ranges::any_of(fake::world().ink, [&](const fake::InkCall& call) {
            const std::int32_t top = place.y - call.strip_top;
            return call.page == page && top >= call.rows.from && top + place.height <= call.rows.to;
        });
        REQUIRE(there);
    }
}

/// Every call continues the strip of the one before or begins another one afresh.
void check_strips() {
    const fake::InkCall* before = nullptr;
    for (const fake::InkCall& call : fake::world().ink) {
        if (!call.fresh) {
            REQUIRE(before != nullptr);
            REQUIRE(before->page == call.page);
            REQUIRE(before->strip_top == call.strip_top);
        }
        REQUIRE(call.rows.from >= 0);
        REQUIRE(call.rows.to <= platform::ink_strip_height);
        for (const platform::InkRun& run : call.runs) {
            REQUIRE(run.y > call.rows.from);
            REQUIRE(run.y < call.rows.to);
        }
        before = &call;
    }
}

} // namespace

TEST_CASE("runs of one frame never overlap, and come again without ink") {
    Headless ui;
    std::mt19937_64 random(3);
    std::vector<std::string> words;
    for (int i = 0; i < 900; ++i) words.push_back(random_word(random));
    const auto draw = [&] {
        for (std::size_t i = 0; i < words.size(); ++i) {
            platform::Font sized = font;
            sized.size = 11 + static_cast<float>(i % 5) * 3;
            typesetter().ink.draw_run(ImGui::GetWindowDrawList(), 20, 20, {sized, 0x000000ff, words[i], false});
        }
    };
    int frames = 1;
    while (ui.frame(draw) && frames < 100) ++frames;
    CHECK(frames > 1); // more than one frame's budget
    CHECK(frames < 100);
    check_no_overlap(typesetter().ink);
    check_strips();
    check_uploads(typesetter().ink);
    fake::world().ink.clear();
    CHECK_FALSE(ui.frame(draw));
    CHECK(fake::world().ink.empty());
}

TEST_CASE("a slow browser gets fewer runs a frame, and all in the end") {
    Headless ui;
    fake::world().ink_cost_ms = 0.15;
    std::mt19937_64 random(5);
    std::vector<std::string> words;
    for (int i = 0; i < 400; ++i) words.push_back("w" + std::to_string(i));
    const auto draw = [&] {
        for (const std::string& word : words)
            typesetter().ink.draw_run(ImGui::GetWindowDrawList(), 20, 20, {font, 0x000000ff, word, false});
    };
    int frames = 1;
    while (ui.frame(draw) && frames < 100) ++frames;
    CHECK(frames < 100);
    std::size_t drawn = 0;
    for (const fake::InkCall& call : fake::world().ink) drawn += call.runs.size();
    CHECK(drawn == words.size());
    CHECK(fake::world().ink.back().runs.size() <= 60);
}

TEST_CASE("full pages give way to new text, the ones in view stay") {
    Headless ui;
    std::mt19937_64 random(9);
    platform::Font large = font;
    large.size = 60;
    const std::string kept = "always in view";
    std::uint64_t next = 0;
    std::map<platform::TextureHandle, int> seen;
    for (int frame = 0; frame < 160; ++frame) {
        ui.frame([&] {
            typesetter().ink.draw_run(ImGui::GetWindowDrawList(), 0, 60, {font, 0x000000ff, kept, false});
            for (int i = 0; i < 40; ++i)
                typesetter().ink.draw_run(ImGui::GetWindowDrawList(), 0, 60,
                                          {large, 0x000000ff, "run number " + std::to_string(next++), false});
        });
        REQUIRE(typesetter().ink.page_count() <= InkAtlas::page_limit);
        REQUIRE(fake::world().ink_pages.size() == typesetter().ink.page_count());
    }
    CHECK(typesetter().ink.page_count() == InkAtlas::page_limit);
    check_no_overlap(typesetter().ink);
    check_strips();
    std::size_t times = 0;
    for (const fake::InkCall& call : fake::world().ink)
        for (const platform::InkRun& run : call.runs) times += run.text == kept;
    CHECK(times == 1);
}

TEST_CASE("another device scale or lost ink draws everything anew") {
    Headless ui;
    const auto draw = [] {
        typesetter().ink.draw_run(ImGui::GetWindowDrawList(), 20, 20, {font, 0x000000ff, "ward", false});
    };
    ui.frame(draw);
    REQUIRE(fake::world().ink.size() == 1);
    const auto before = typesetter().ink.places().front();
    fake::world().device_scale = 2;
    ui.frame(draw);
    REQUIRE(fake::world().ink.size() == 2);
    CHECK(fake::world().ink.back().fresh);
    CHECK(typesetter().ink.places().front().width > before.width);
    typesetter().lose_ink();
    ui.frame(draw);
    CHECK(fake::world().ink.size() == 3);
    CHECK(fake::world().ink_pages.size() == 1);
}

TEST_CASE("runs stand on device pixels") {
    Headless ui;
    fake::world().device_scale = 1.5f;
    ui.frame([] {
        ImDrawList* list = ImGui::GetWindowDrawList();
        typesetter().ink.draw_run(list, 20.3f, 20.2f, {font, 0x000000ff, "ward", false});
        const ImDrawVert* quad = list->VtxBuffer.Data + list->VtxBuffer.Size - 4;
        const auto place = typesetter().ink.places().front();
        CHECK(std::abs(quad->pos.x * 1.5f - std::round(quad->pos.x * 1.5f)) < 0.001f);
        CHECK(std::abs(quad->pos.y * 1.5f - std::round(quad->pos.y * 1.5f)) < 0.001f);
        CHECK((quad[2].pos.x - quad[0].pos.x) * 1.5f == doctest::Approx(place.width));
    });
}

TEST_CASE("a run wider than a page is cut at graphemes") {
    Headless ui;
    std::string text;
    for (int i = 0; i < 200; ++i) text += "e\u0301語👩‍👩‍👧" + std::to_string(i);
    const auto draw = [&] {
        typesetter().ink.draw_run(ImGui::GetWindowDrawList(), 0, 20, {font, 0x000000ff, text, false});
    };
    ui.frame(draw);
    std::string joined;
    for (const fake::InkCall& call : fake::world().ink)
        for (const platform::InkRun& run : call.runs) {
            joined += run.text;
            CHECK(grapheme_floor(text, static_cast<std::uint32_t>(joined.size())) == joined.size());
        }
    CHECK(joined == text);
    check_no_overlap(typesetter().ink);
}

TEST_CASE("text that does not fit ends in an ellipsis") {
    Headless ui;
    ui.frame([] {
        ImDrawList* list = ImGui::GetWindowDrawList();
        CHECK(text_width(font, "being watched") == doctest::Approx(12 * 8 + 4));
        CHECK(draw_text(list, {0, 0}, font, 0x000000ff, "being watched", 60) == doctest::Approx(60)); // "being w…"
        CHECK(draw_text(list, {0, 0}, font, 0x000000ff, "being watched", 100) == doctest::Approx(100));
        const ImVec2 size = draw_wrapped(list, {0, 0}, font, 0x000000ff, "being watched\nagain", 70);
        CHECK(size.y == 3 * line_height(font));
        CHECK(wrapped_size(font, "being watched\nagain", 70, 2).y == 2 * line_height(font));
    });
    const auto drawn = [](std::string_view text) {
        for (const fake::InkCall& call : fake::world().ink)
            for (const platform::InkRun& run : call.runs)
                if (run.text == text) return true;
        return false;
    };
    CHECK(drawn("being w\u2026"));
    CHECK(drawn("again"));
    fake::world().ink.clear();
    ui.frame([] { draw_wrapped(ImGui::GetWindowDrawList(), {0, 0}, font, 0x000000ff, "one two three four", 60, 1); });
    CHECK(drawn("one"));
    CHECK(drawn("two\u2026"));
}

TEST_CASE("interface glyphs are drawn into the texture, and again after every repack") {
    Headless ui;
    const auto draw = [] { ImGui::TextUnformatted("Codes \u2026"); };
    ui.frame(draw);
    ui.frame(draw);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const auto glyphs_in = [](platform::TextureHandle texture) {
        std::map<std::string, platform::GlyphInk> found;
        for (const fake::GlyphCall& call : fake::world().glyphs)
            if (call.texture == texture)
                for (const platform::GlyphInk& glyph : call.glyphs) found[glyph.text] = glyph;
        return found;
    };
    const auto before = glyphs_in(static_cast<platform::TextureHandle>(atlas.TexData->TexID));
    for (const char* letter : {"C", "o", "d", "e", "s"}) CHECK(before.count(letter) == 1);
    // Nothing new: nothing is drawn.
    const std::size_t calls = fake::world().glyphs.size();
    ui.frame(draw);
    CHECK(fake::world().glyphs.size() == calls);
    // The rectangles are where ImGui samples.
    ImFontBaked* baked = atlas.Fonts[0]->GetFontBaked(15);
    const auto check_places = [&] {
        const auto now = glyphs_in(static_cast<platform::TextureHandle>(atlas.TexData->TexID));
        for (const char letter : {'C', 'o', 'd', 'e', 's'}) {
            const ImFontGlyph* glyph = baked->FindGlyph(static_cast<ImWchar>(letter));
            REQUIRE(now.count(std::string(1, letter)) == 1);
            const platform::GlyphInk& ink = now.at(std::string(1, letter));
            CHECK(glyph->U0 * static_cast<float>(atlas.TexData->Width) == doctest::Approx(ink.x));
            CHECK(glyph->V0 * static_cast<float>(atlas.TexData->Height) == doctest::Approx(ink.y));
            CHECK((glyph->U1 - glyph->U0) * static_cast<float>(atlas.TexData->Width) == doctest::Approx(ink.width));
        }
    };
    check_places();
    const ImTextureData* old = atlas.TexData;
    ImFontAtlasTextureGrow(&atlas);
    REQUIRE(atlas.TexData != old);
    ui.frame(draw);
    check_places();
    // A lost context: the same texture number, but empty.
    fake::world().glyphs.clear();
    repaint_all_glyphs();
    ui.frame(draw);
    check_places();
    // No pixel of a glyph is in memory.
    const ImFontGlyph* glyph = baked->FindGlyph('C');
    const ImTextureData* texture = atlas.TexData;
    const int x = static_cast<int>(glyph->U0 * static_cast<float>(texture->Width)) + 3;
    const int y = static_cast<int>(glyph->V0 * static_cast<float>(texture->Height)) + 5;
    CHECK(texture->Pixels[(y * texture->Width + x) * texture->BytesPerPixel] == 0);
}

TEST_CASE("interface glyphs follow the device scale") {
    Headless ui;
    ImGui::GetIO().DisplayFramebufferScale = {2, 2};
    fake::world().device_scale = 2;
    const auto draw = [] { ImGui::TextUnformatted("M"); };
    ui.frame(draw);
    ui.frame(draw);
    bool found = false;
    for (const fake::GlyphCall& call : fake::world().glyphs)
        for (const platform::GlyphInk& glyph : call.glyphs)
            if (glyph.text == "M" && glyph.font.size == 15 && glyph.width >= 15 + 4) found = true;
    CHECK(found);
}
