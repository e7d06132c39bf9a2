#pragma once

#include "paint/shape.h"

#include <imgui.h>
#include <memory>
#include <vector>

namespace emic {

/// What is drawn in a frame when the browser's 2D canvas draws it: a picture for each of Dear ImGui's windows, joined in the order of the
/// windows; only where it differs from the frame before the canvas is drawn anew.
///
///     frame n-1  [desk][paper][they][kept][mark]         damage: the box of "mark" and of "caret"
///     frame n    [desk][paper][they][kept][caret]        steps:  paper and kept cut to it, then the caret
///
/// While one is alive, Painter draws into it. One per ImGui context.
class CanvasPainting {
public:
    CanvasPainting();
    ~CanvasPainting();
    CanvasPainting(const CanvasPainting&) = delete;
    CanvasPainting& operator=(const CanvasPainting&) = delete;

    /// The one of the current ImGui context; null when the graphics card draws.
    static CanvasPainting* current();

    /// The picture of a draw list, which takes its place in the order when it is first asked for in a frame.
    Picture& picture_of(ImDrawList& list);

    struct Steps {
        std::vector<Shape> shapes;
        std::vector<PixelPoint> points; ///< of strokes and polygons
        std::size_t damaged = 0;        ///< boxes drawn anew
    };
    /// After ImGui::Render(): what makes the canvas show this frame. Width and height are device pixels.
    const Steps& finish_frame(const ImDrawData& data, float width, float height);

    /// The same, and draws it (platform::paint).
    void show(const ImDrawData& data);

    /// A frame that is not shown: what was drawn in it is forgotten.
    void drop_frame();

    /// The canvas is empty or its ink is new: the next frame is drawn whole.
    void forget() { m_whole = true; }

private:
    std::vector<std::unique_ptr<Picture>> m_pictures; ///< of draw lists, in the order in which they were begun
    std::size_t m_used = 0;
    std::vector<ImDrawList*> m_lists; ///< whose they are
    Picture m_now, m_before;
    Steps m_steps;
    bool m_whole = true;
};

} // namespace emic
