#include "draw_batches.h"

#include <algorithm>
#include <imgui.h>
#include <limits>
#include <vector>

namespace emic {

namespace {

/// How many batches back a command looks for its like.
constexpr std::size_t reach = 64;

struct Box {
    float left = std::numeric_limits<float>::max(), top = left, right = -left, bottom = -left;

    void add(ImVec2 point) {
        left = std::min(left, point.x), right = std::max(right, point.x);
        top = std::min(top, point.y), bottom = std::max(bottom, point.y);
    }
    void add(const Box& other) {
        left = std::min(left, other.left), right = std::max(right, other.right);
        top = std::min(top, other.top), bottom = std::max(bottom, other.bottom);
    }
    [[nodiscard]] bool overlaps(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
    [[nodiscard]] bool inside(const ImVec4& clip) const {
        return left >= clip.x && top >= clip.y && right <= clip.z && bottom <= clip.w;
    }
};

struct Piece {
    unsigned int first = 0, count = 0; ///< of the old list of indices
};

struct Batch {
    ImDrawCmd command;
    Box box; ///< of all that it draws, without what is clipped away
    std::vector<Piece> pieces;
};

bool is_writing(const ImDrawCmd& command) { return command.TexRef._TexData == nullptr; }
bool same_texture(const ImDrawCmd& a, const ImDrawCmd& b) {
    return a.TexRef._TexData == b.TexRef._TexData && a.TexRef._TexID == b.TexRef._TexID && a.VtxOffset == b.VtxOffset;
}
bool same_clip(const ImVec4& a, const ImVec4& b) { return a.x == b.x && a.y == b.y && a.z == b.z && a.w == b.w; }

/// The batch that can take the command; nothing when it has to begin one of its own.
Batch* batch_for(std::vector<Batch>& batches, const ImDrawCmd& command, const Box& whole, const Box& seen) {
    const bool unclipped = whole.inside(command.ClipRect);
    for (std::size_t back = 1; back <= std::min(reach, batches.size()); ++back) {
        Batch& batch = batches[batches.size() - back];
        if (batch.command.UserCallback) return nullptr;
        if (same_texture(batch.command, command) &&
            (same_clip(batch.command.ClipRect, command.ClipRect) || (unclipped && whole.inside(batch.command.ClipRect))))
            return &batch;
        if (batch.box.overlaps(seen) && !(is_writing(batch.command) && is_writing(command))) return nullptr;
    }
    return nullptr;
}

} // namespace

void batch_draws(ImDrawList& list) {
    if (list.CmdBuffer.Size < 3) return;
    std::vector<Batch> batches;
    batches.reserve(static_cast<std::size_t>(list.CmdBuffer.Size));
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback) {
            batches.push_back({command, {}, {}});
            continue;
        }
        if (command.ElemCount == 0) continue;
        Box whole;
        for (unsigned int i = 0; i < command.ElemCount; ++i)
            whole.add(list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])].pos);
        const ImVec4& clip = command.ClipRect;
        const Box seen{std::max(whole.left, clip.x), std::max(whole.top, clip.y), std::min(whole.right, clip.z), std::min(whole.bottom, clip.w)};
        if (seen.left >= seen.right || seen.top >= seen.bottom) continue;
        Batch* batch = batch_for(batches, command, whole, seen);
        if (!batch) batch = &batches.emplace_back(Batch{command, {}, {}});
        batch->box.add(seen);
        batch->pieces.push_back({command.IdxOffset, command.ElemCount});
    }
    static ImVector<ImDrawIdx> indices; // takes turns with the list's
    indices.resize(0);
    indices.reserve(list.IdxBuffer.Size);
    list.CmdBuffer.resize(0);
    for (Batch& batch : batches) {
        batch.command.IdxOffset = static_cast<unsigned int>(indices.Size);
        for (const Piece& piece : batch.pieces)
            for (unsigned int i = 0; i < piece.count; ++i) indices.push_back(list.IdxBuffer[static_cast<int>(piece.first + i)]);
        batch.command.ElemCount = static_cast<unsigned int>(indices.Size) - batch.command.IdxOffset;
        list.CmdBuffer.push_back(batch.command);
    }
    list.IdxBuffer.swap(indices);
}

} // namespace emic
