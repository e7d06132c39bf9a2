#pragma once

#include "text/ink_atlas.h"
#include "text/interface_glyphs.h"
#include "text/measure.h"
#include "text/wrapped_text.h"

namespace emic {

/// Everything that measures and draws text. One per ImGui context, living as long as its font atlas; made by
/// install_interface_font().
struct Typesetter {
    TextMeasure measure;
    InkAtlas ink{measure};
    InterfaceGlyphs glyphs;
    ShortenedTexts shortened;
    WrappedTexts wrapped;
    std::uint64_t generation = 0; ///< of the browser's fonts: what was measured under another one is void

    /// Before anything of a frame is drawn, after ImGui::NewFrame().
    void begin_frame(bool shown = true) { ink.begin_frame(shown); }
    /// After everything is drawn, before it is rendered. True when another frame should follow at once.
    bool finish_frame() { return ink.finish_frame(); }
    /// On InkLost: the graphics context is new or the browser's fonts changed.
    void lose_ink();
};

/// The one of the current ImGui context.
Typesetter& typesetter();

} // namespace emic
