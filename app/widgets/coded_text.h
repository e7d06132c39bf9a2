#pragma once

#include "engine/queries/highlights.h"
#include "platform.h"
#include "text/transcript_layout.h"

#include <imgui.h>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace emic {

/// Colours of the transcript page, 0xRRGGBBAA. Highlights take their hue from the code and their lightness from here.
struct CodedTextStyle {
    std::uint32_t desk = 0xf4f2eeff;  ///< around the page
    std::uint32_t paper = 0xfffdf9ff; ///< the page
    std::uint32_t ink = 0x1c1b19ff;
    std::uint32_t label = 0x5b5650ff;  ///< speakers
    std::uint32_t number = 0xa39c92ff; ///< paragraph numbers
    std::uint32_t stripe_text = 0x46423dff;
    std::uint32_t selection = 0x3d7dd84d; ///< drawn over highlights, under the words
    std::uint32_t match = 0xf7c94899;
    std::uint32_t match_current = 0xf08c00cc;
    std::uint32_t accent = 0x2f6fd0ff; ///< outline and handles of the active passage, caret
    std::uint32_t scrollbar = 0x00000030;
    std::uint32_t scrollbar_hot = 0x00000060;
    float fill_lightness = 0.92f; ///< OKLCH lightness of highlights: 0.92 light, 0.32 dark
    float line_lightness = 0.60f; ///< of underlines and stripes: about 0.60 light, 0.72 dark
};

/// What the page shows. Everything but colours may change from frame to frame; only text, labels, font and width wrap anew.
struct CodedTextInput {
    std::string name; ///< accessible name of the document
    SharedText text;
    std::span<const TextRange> paragraphs; ///< as paragraphs(text) gives them
    std::span<const TextRange> labels;     ///< speaker labels, by place; drawn apart
    std::span<const Highlight> highlights; ///< as highlights() gives them
    std::span<const Stripe> stripes;       ///< as stripes() gives them
    std::span<const TextRange> matches;    ///< of the find bar, by place
    std::optional<TextRange> current_match;
    std::optional<TextRange> selection; ///< empty range: only the caret
    Id<Coding> active;                  ///< outlined, its ends can be dragged; may be null
    float font_size = 17;               ///< CSS pixels, zoom included
    platform::HanStyle han = platform::HanStyle::unspecified;
    bool keyboard = false;  ///< keys go to the page and the caret shows
    float wheel_pixels = 0; ///< scrolling since the last frame, downwards positive
    bool cancel_drag = false;   ///< Escape: what is being dragged goes back to what it was
    bool carries_code = false;  ///< the pointer carries a code that may be dropped on the selected words
    bool mirror_may_wait = false; ///< a frame that scrolls or shows a text first need not describe it
};

/// What the researcher asked for in one frame. Nothing is changed by the widget itself.
struct CodedTextRequests {
    struct Resize {
        Id<Coding> coding;
        TextRange range;
    };
    struct Context {
        platform::Rect place; ///< where a menu or the picker may open
        std::uint32_t offset = 0;
        std::vector<Id<Coding>> codings; ///< under the pointer, shortest first
    };
    std::optional<TextRange> selection; ///< the new selection; an empty range is a caret
    bool selection_finished = false;    ///< the mouse was released on a selection that is not empty
    std::optional<Id<Coding>> active_again; ///< a drag was cancelled: what was active when it began, or null
    bool carries_words = false;         ///< the selected words are being dragged
    bool code_over_words = false;       ///< the carried code is over the selected words
    std::vector<Id<Coding>> clicked;    ///< codings under a click, shortest first
    std::vector<Id<Coding>> stripe_clicked; ///< one, or all of a bundle
    platform::Rect stripe_place;            ///< of the clicked stripe
    std::optional<Resize> resize;           ///< a handle was let go at another place
    std::vector<Id<Coding>> hovered;        ///< under the pointer now, shortest first
    std::optional<Context> context;         ///< right button
    bool focus = false;                     ///< the page was pressed: keys should go to it from now on
    /// Where the selection's last line stands on screen, when it is in view: for the picker.
    std::optional<platform::Rect> selection_place;
    std::optional<platform::Rect> active_place; ///< the same for the active passage
    struct MirrorWaits {
        std::uint32_t node = 0; ///< of the document
        float scrolled = 0;     ///< pixels
    };
    std::optional<MirrorWaits> mirror_waits; ///< instead of mirror nodes: those told before stay, on a sheet moved like this
    bool more = false; ///< the page moves or is still being laid out: draw another frame at once
};

struct CodedTextPage;

/// The transcript as a page to read and code. One object per open document tab: it keeps scroll place, caret and drags;
/// text, codings and selection belong to the caller.
///
///        1   Interviewer  How was it on the ward?
///        2   P07  They [kept checking on me], like        | being watched
///            [I was going to run off with her].           || judged +2
class CodedText {
public:
    CodedText();
    ~CodedText();
    CodedText(CodedText&&) noexcept;
    CodedText& operator=(CodedText&&) noexcept;

    /// Draws into the current ImGui window at `pos` and takes part in its input as one item. Appends what assistive
    /// technology should see to `mirror`, under `mirror_parent`, unless the requests say `mirror_waits`.
    CodedTextRequests draw(const char* id, ImVec2 pos, ImVec2 size, const CodedTextInput& input,
                           const CodedTextStyle& style, std::vector<platform::MirrorNode>& mirror,
                           std::uint32_t mirror_parent);

    /// Brings a passage into view with the next draw.
    void scroll_to(TextRange range);
    /// Reading place: the first byte of the line at the top of the view. Survives wrapping anew.
    [[nodiscard]] std::uint32_t reading_place() const;
    void set_reading_place(std::uint32_t offset);

    /// Whether something is being dragged that `cancel_drag` can end.
    [[nodiscard]] bool dragging() const;

    /// Acts on MirrorActivated for a node of this page with the next draw, as a click would. False when it is not ours.
    bool activate(std::uint32_t mirror_id);

private:
    std::unique_ptr<CodedTextPage> m_page;
};

} // namespace emic
