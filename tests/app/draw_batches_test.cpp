// Fewer draw commands, the same picture.
#include "draw_batches.h"
#include "app/headless.h"
#include "paint/clearing.h"
#include "paint/painter.h"

#include <algorithm>
#include <cstdint>
#include <doctest/doctest.h>
#include <imgui.h>
#include <memory>
#include <string>
#include <vector>

using namespace emic;

namespace {

constexpr int side = 24;

/// Stands for clearing a background; what it is called with are a draw command's data.
void clear(const ImDrawList*, const ImDrawCmd*) {}

const Clearing& clearing_of(const ImDrawCmd& command) { return *static_cast<const Clearing*>(command.UserCallbackData); }

/// What lies on each field of a small board: fills by their colours, and between fills the writing, in no order.
std::vector<std::string> painted(const ImDrawList& list) {
    std::vector<std::string> board(side * side);
    std::vector<std::vector<std::string>> writing(side * side);
    const auto settle = [&](std::size_t field) {
        std::sort(writing[field].begin(), writing[field].end());
        for (const std::string& one : writing[field]) board[field] += one;
        writing[field].clear();
    };
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback == &clear) {
            const auto& [box, rgba] = clearing_of(command);
            for (int y = static_cast<int>(box.top); y < static_cast<int>(box.bottom); ++y)
                for (int x = static_cast<int>(box.left); x < static_cast<int>(box.right); ++x) {
                    writing[static_cast<std::size_t>(y * side + x)].clear();
                    board[static_cast<std::size_t>(y * side + x)] = "clear " + std::to_string(rgba) + ",";
                }
            continue;
        }
        for (unsigned int quad = 0; quad < command.ElemCount; quad += 6) {
            const ImDrawVert& first = list.VtxBuffer[list.IdxBuffer[static_cast<int>(command.IdxOffset + quad)]];
            const ImDrawVert& last = list.VtxBuffer[list.IdxBuffer[static_cast<int>(command.IdxOffset + quad + 2)]];
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    const float cx = static_cast<float>(x) + 0.5f, cy = static_cast<float>(y) + 0.5f;
                    const ImVec4& clip = command.ClipRect;
                    if (cx < std::max(first.pos.x, clip.x) || cx > std::min(last.pos.x, clip.z) || cy < std::max(first.pos.y, clip.y) || cy > std::min(last.pos.y, clip.w)) continue;
                    const auto field = static_cast<std::size_t>(y * side + x);
                    const std::string colour = std::to_string(first.col) + ",";
                    if (command.TexRef._TexData) {
                        settle(field);
                        board[field] += colour;
                    } else {
                        writing[field].push_back(std::to_string(command.TexRef._TexID) + ":" + colour);
                    }
                }
        }
    }
    for (std::size_t field = 0; field < board.size(); ++field) settle(field);
    return board;
}

struct Board {
    Board() {
        ImGui::CreateContext();
        fills = own.GetTexRef();
        list = IM_NEW(ImDrawList)(ImGui::GetDrawListSharedData());
        list->_ResetForNewFrame();
        list->PushTexture(fills);
        list->PushClipRect({0, 0}, {side, side});
    }
    ~Board() {
        IM_DELETE(list);
        ImGui::DestroyContext();
    }
    void put(ImTextureRef texture, int x, int y, int width, int height, ImU32 colour) {
        list->PushTexture(texture);
        list->PrimReserve(6, 4);
        list->PrimRect({static_cast<float>(x), static_cast<float>(y)}, {static_cast<float>(x + width), static_cast<float>(y + height)}, colour);
        list->PopTexture();
    }
    void clear_box(int x, int y, int width, int height, std::uint32_t rgba) {
        const PixelBox box{static_cast<float>(x), static_cast<float>(y), static_cast<float>(std::min(x + width, side)), static_cast<float>(std::min(y + height, side))};
        clearings.push_back(std::make_unique<Clearing>(Clearing{box, rgba}));
        list->AddCallback(&clear, clearings.back().get());
    }
    std::vector<std::unique_ptr<Clearing>> clearings;
    ImDrawList* list = nullptr;
    ImTextureData own; ///< stands for Dear ImGui's texture
    ImTextureRef fills;
};

ImTextureRef writing(int page) { return ImTextureRef(static_cast<ImTextureID>(page)); }

} // namespace

TEST_CASE("rows of a mark and a word each become two draws") {
    Board board;
    for (int row = 0; row < 10; ++row) {
        board.put(board.fills, 0, 2 * row, 2, 2, 1);
        board.put(writing(5), 3, 2 * row, 8, 2, 2);
    }
    const auto before = painted(*board.list);
    REQUIRE(board.list->CmdBuffer.Size >= 20);
    batch_draws(*board.list);
    CHECK(board.list->CmdBuffer.Size == 2);
    CHECK(painted(*board.list) == before);
}

TEST_CASE("what lies over a word stays over it") {
    Board board;
    board.put(board.fills, 0, 0, 10, 2, 1);
    board.put(writing(5), 0, 0, 10, 2, 2);
    board.put(board.fills, 4, 0, 10, 2, 3);
    board.put(writing(5), 12, 0, 4, 2, 4);
    const auto before = painted(*board.list);
    batch_draws(*board.list);
    CHECK(painted(*board.list) == before);
    CHECK(board.list->CmdBuffer.Size == 4);
}

TEST_CASE("a background that is cleared hides what was drawn before it and nothing that comes after") {
    Board board;
    board.put(board.fills, 0, 0, 4, 2, 1);
    board.put(writing(5), 0, 0, 4, 2, 2);
    board.clear_box(0, 0, 8, 8, 3);
    board.put(board.fills, 0, 0, 4, 2, 4);
    board.put(writing(5), 0, 0, 4, 2, 5);
    const auto before = painted(*board.list);
    CHECK(before[0] == "clear 3,4,5:5,");
    batch_draws(*board.list);
    CHECK(painted(*board.list) == before);
}

TEST_CASE("large opaque backgrounds are cleared inside their clip, in their order; rounded, translucent and small ones are drawn") {
    test::Headless headless(800, 600);
    clear_backgrounds_with(&clear);
    headless.frame([] {
        const Painter painter = window_painter();
        painter.push_clip({100, 50, 400, 300});
        painter.fill({0, 0, 300.4f, 200.6f}, 0x112233FF);
        painter.fill({0, 0, 300, 200}, 0x445566FF, 8);
        painter.fill({0, 0, 300, 200}, 0x77889980);
        painter.fill({100, 50, 20, 20}, 0xAABBCCFF);
        painter.fill({100, 50, 250, 250}, 0xDDEEFFFF, 8, 0);
        painter.pop_clip();
    });
    clear_backgrounds_with(nullptr);
    std::vector<std::string> order;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
        for (const ImDrawCmd& command : list->CmdBuffer)
            if (command.UserCallback == &clear) {
                const auto& [box, rgba] = clearing_of(command);
                order.push_back(std::to_string(rgba) + ": " + std::to_string(static_cast<int>(box.left)) + " " + std::to_string(static_cast<int>(box.top)) + " " +
                                std::to_string(static_cast<int>(box.right)) + " " + std::to_string(static_cast<int>(box.bottom)));
            } else if (command.ElemCount > 0 && command.ClipRect.x == 100) {
                order.emplace_back("triangles");
            }
    CHECK(order == std::vector<std::string>{std::to_string(0x112233FFu) + ": 100 50 300 201", "triangles", std::to_string(0xDDEEFFFFu) + ": 100 50 350 300"});
}

TEST_CASE("any pile of fills and words looks the same in fewer draws") {
    std::size_t before_count = 0, after_count = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL;
        const auto below = [&](int limit) { return static_cast<int>(((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33) % static_cast<std::uint64_t>(limit)); };
        Board board;
        for (int i = 0; i < 40; ++i) {
            const bool clipped = below(4) == 0;
            if (clipped) {
                const int x = below(side), y = below(side);
                board.list->PushClipRect({static_cast<float>(x), static_cast<float>(y)}, {static_cast<float>(x + 8), static_cast<float>(y + 8)}, true);
            }
            const ImTextureRef texture = below(2) == 0 ? board.fills : writing(5 + below(2));
            board.put(texture, below(side), below(side), 1 + below(7), 1 + below(4), static_cast<ImU32>(i + 1));
            if (clipped) board.list->PopClipRect();
            if (below(12) == 0) board.clear_box(below(side), below(side), 1 + below(side), 1 + below(side), static_cast<std::uint32_t>(i + 1));
        }
        const auto before = painted(*board.list);
        before_count += static_cast<std::size_t>(board.list->CmdBuffer.Size);
        batch_draws(*board.list);
        after_count += static_cast<std::size_t>(board.list->CmdBuffer.Size);
        INFO("seed " << seed);
        CHECK(painted(*board.list) == before);
    }
    CHECK(after_count * 2 < before_count);
}
