#pragma once

#include "paint/painter.h"
#include "text/measure.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <unordered_map>
#include <vector>

namespace emic {

/// One run of text as the browser draws it whole.
struct Run {
    platform::Font font;
    std::uint32_t rgba = 0; ///< 0xRRGGBBAA
    std::string_view text;
    bool right_to_left = false;
};

/// Rasterised runs, packed on shelves into the strips of a few texture pages.
///
///     page   +--------------------------------+
///     strip 0| They | kept | checking |  on   |  shelf
///            | 照顾 | me,   | like |          |  shelf
///     strip 1| ...                            |
///
/// A run has its place from the moment it is first drawn; its ink is laid at the end of the frame. When a frame asks for
/// more than the browser draws in about 4 ms, the rest is shown as light bars and drawn in the next frames.
class InkAtlas {
public:
    explicit InkAtlas(TextMeasure& measure) : m_measure(measure) {}
    ~InkAtlas();
    InkAtlas(const InkAtlas&) = delete;
    InkAtlas& operator=(const InkAtlas&) = delete;

    /// Before anything is drawn; notices a change of the device scale. In a frame that is not shown no ink is laid.
    void begin_frame(bool shown = true);
    /// Puts a run with its pen start on the base line at (x, y) in CSS pixels, snapped to device pixels.
    void draw_run(const Painter& painter, float x, float y, const Run& run);
    /// After everything is drawn and before it is rendered: lays the ink. True when another frame should follow.
    bool finish_frame();

    /// After the graphics context was lost or fonts changed: everything is drawn anew.
    void lose();

    /// Where a run's ink lies, for tests: page index, rectangle in device pixels.
    struct Place {
        std::int32_t page = -1, x = 0, y = 0, width = 0, height = 0;
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] std::vector<Place> places() const;
    [[nodiscard]] std::size_t page_count() const { return m_pages.size(); }

    static constexpr std::size_t page_limit = 6;
    static constexpr double budget_ms = 4;

private:
    struct Piece { ///< of a run that is wider than a page
        std::uint32_t begin = 0, end = 0;
        float x = 0;
    };
    struct Entry {
        Place place;
        std::int32_t pen_x = 0, pen_y = 0; ///< base line start inside the rectangle
        std::uint32_t serial = 0;          ///< of all entries ever made
        bool blank = false;                ///< no ink, or none that fits a strip
        std::vector<Piece> pieces;
    };
    struct Shelf {
        std::int32_t y = 0, height = 0, used = 0;
    };
    struct Page {
        platform::TextureHandle texture = 0;
        std::uint64_t last_used = 0; ///< frame
    };
    using Entries = std::unordered_map<TextKey, Entry, TextKeyHash, TextKeyEqual>;

    Entry* find_or_place(const Run& run);
    bool place(Place& place);
    bool open_strip();
    void draw_placeholder(const Painter& painter, float x, float y, const Run& run) const;
    void flush();

    TextMeasure& m_measure;
    Entries m_entries;
    std::vector<Page> m_pages;
    std::uint64_t m_frame = 0;
    std::uint32_t m_serial = 0;
    float m_scale = 0;

    std::int32_t m_page = -1; ///< being filled
    std::int32_t m_strip_top = 0;
    bool m_strip_fresh = false; ///< nothing of it is on the page yet
    std::vector<Shelf> m_shelves;
    std::vector<platform::InkRun> m_pending; ///< of the strip being filled
    platform::InkRows m_pending_rows;        ///< where they stand
    std::size_t m_room = 0;                  ///< runs that may still be begun in this frame
    double m_run_cost_ms = 0.03;             ///< as measured lately
    bool m_starved = false;
    bool m_no_page = false;   ///< every page is in view
    int m_crowded_frames = 0; ///< in a row; after a few of them more frames would not help
};

} // namespace emic
