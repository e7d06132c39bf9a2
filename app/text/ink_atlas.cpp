#include "text/ink_atlas.h"

#include "engine/text.h"
#include "text/shaped_text.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace emic {

namespace {

using platform::ink_page_side;
using platform::ink_strip_height;

/// Around a run's ink: the ink box of the browser may be off by a pixel, and neighbours must not bleed in.
constexpr std::int32_t pad = 2;

std::int32_t to_device(float css, float scale) { return static_cast<std::int32_t>(std::ceil(css * scale)); }

} // namespace

InkAtlas::~InkAtlas() {
    for (const Page& page : m_pages) platform::destroy_ink_page(page.texture);
}

void InkAtlas::lose() {
    for (const Page& page : m_pages) platform::destroy_ink_page(page.texture);
    m_pages.clear();
    m_entries.clear();
    m_pending.clear();
    m_shelves.clear();
    m_page = -1;
}

void InkAtlas::begin_frame(bool shown) {
    if (!shown) {
        m_room = 0;
        return;
    }
    ++m_frame;
    if (const float scale = platform::device_scale(); scale != m_scale) {
        lose();
        m_scale = scale;
    }
    m_room = static_cast<std::size_t>(std::clamp(budget_ms / m_run_cost_ms, 24.0, 600.0));
    m_starved = false;
    m_no_page = false;
}

bool InkAtlas::finish_frame() {
    flush();
    m_crowded_frames = m_no_page ? m_crowded_frames + 1 : 0;
    return m_starved && m_crowded_frames < 3;
}

void InkAtlas::flush() {
    if (m_pending.empty()) return;
    const double before = platform::now_ms();
    // A browser takes longer to change fonts than to draw a word.
    std::ranges::stable_sort(m_pending, {}, [](const platform::InkRun& run) {
        return std::tuple(run.font.size, run.font.face, run.font.han, run.font.bold, run.font.italic, run.rgba);
    });
    platform::draw_ink(m_pages[static_cast<std::size_t>(m_page)].texture, m_strip_top, m_strip_fresh, m_pending_rows, m_pending);
    const double cost = (platform::now_ms() - before) / static_cast<double>(m_pending.size());
    m_run_cost_ms = std::clamp(0.7 * m_run_cost_ms + 0.3 * cost, 0.004, 0.2);
    m_strip_fresh = false;
    m_pending.clear();
}

bool InkAtlas::open_strip() {
    flush();
    m_shelves.clear();
    m_strip_fresh = true;
    if (m_page >= 0 && m_strip_top + 2 * ink_strip_height <= ink_page_side) {
        m_strip_top += ink_strip_height;
        return true;
    }
    if (m_pages.size() < page_limit) {
        m_page = static_cast<std::int32_t>(m_pages.size());
        m_pages.push_back({platform::create_ink_page(), m_frame});
        m_strip_top = 0;
        return true;
    }
    const auto oldest = std::min_element(m_pages.begin(), m_pages.end(),
                                         [](const Page& a, const Page& b) { return a.last_used < b.last_used; });
    if (oldest->last_used + 1 >= m_frame) {
        // All in view now or a frame ago; the strip that was being filled stays closed.
        m_strip_top = ink_page_side - ink_strip_height;
        m_shelves.push_back({0, ink_strip_height, ink_page_side});
        m_strip_fresh = false;
        m_no_page = true;
        return false;
    }
    m_page = static_cast<std::int32_t>(oldest - m_pages.begin());
    std::erase_if(m_entries, [this](const auto& entry) { return entry.second.place.page == m_page; });
    m_strip_top = 0;
    return true;
}

bool InkAtlas::place(Place& wanted) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_page >= 0) {
            // Among the shelves that are high enough, but not much too high, the lowest that still has room.
            Shelf* best = nullptr;
            for (Shelf& shelf : m_shelves)
                if (shelf.height >= wanted.height && shelf.height <= wanted.height + wanted.height / 3 + 4 &&
                    shelf.used + wanted.width <= ink_page_side && (!best || shelf.height < best->height))
                    best = &shelf;
            if (!best) {
                const std::int32_t top = m_shelves.empty() ? 0 : m_shelves.back().y + m_shelves.back().height;
                // A little higher than asked for: words with and without descenders share a shelf.
                const std::int32_t height = std::min(wanted.height + wanted.height / 8, ink_strip_height - top);
                if (height >= wanted.height) best = &m_shelves.emplace_back(Shelf{top, height, 0});
            }
            if (best) {
                wanted.page = m_page;
                wanted.x = best->used;
                wanted.y = m_strip_top + best->y;
                best->used += wanted.width;
                m_pages[static_cast<std::size_t>(m_page)].last_used = m_frame;
                return true;
            }
        }
        if (!open_strip()) return false;
    }
    return false;
}

InkAtlas::Entry* InkAtlas::find_or_place(const Run& run) {
    const TextKeyView key{run.font, run.rgba, run.right_to_left, run.text};
    if (const auto found = m_entries.find(key); found != m_entries.end()) return &found->second;
    if (m_room == 0) {
        m_starved = true;
        return nullptr;
    }
    const platform::TextExtent extent = m_measure.extent(run.font, run.text, run.right_to_left);
    Entry entry;
    entry.serial = ++m_serial;
    entry.pen_x = to_device(extent.left, m_scale) + pad;
    entry.pen_y = to_device(extent.ascent, m_scale) + pad;
    entry.place.width = entry.pen_x + to_device(extent.right, m_scale) + pad;
    entry.place.height = entry.pen_y + to_device(extent.descent, m_scale) + pad;
    const bool inky = extent.right + extent.left > 0 && extent.ascent + extent.descent > 0;
    entry.blank = !inky || entry.place.height > ink_strip_height;
    if (!entry.blank && entry.place.width > ink_page_side) {
        // Cut at grapheme boundaries into pieces that fit with room for overhanging ink.
        const float limit = static_cast<float>(ink_page_side - 4 * pad) / m_scale - 2 * run.font.size;
        Piece piece;
        std::uint32_t last = 0;
        for (std::uint32_t at = 0; at < run.text.size();) {
            at = grapheme_ceil(run.text, at + 1);
            const float end = TextMeasure::prefix(run.font, run.text, at);
            if (end - piece.x > limit && last > piece.begin) {
                piece.end = last;
                entry.pieces.push_back(piece);
                piece = {last, 0, TextMeasure::prefix(run.font, run.text, last)};
            }
            last = at;
        }
        piece.end = static_cast<std::uint32_t>(run.text.size());
        entry.pieces.push_back(piece);
        if (entry.pieces.size() == 1) {
            entry.pieces.clear();
            entry.blank = true;
        }
    } else if (!entry.blank) {
        if (!place(entry.place)) {
            m_starved = true;
            return nullptr;
        }
        --m_room;
        const std::int32_t top = entry.place.y - m_strip_top, bottom = top + entry.place.height;
        if (m_pending.empty()) m_pending_rows = {top, bottom};
        m_pending_rows = {std::min(m_pending_rows.from, top), std::max(m_pending_rows.to, bottom)};
        m_pending.push_back({std::string(run.text), run.font, run.rgba, entry.place.x + entry.pen_x,
                             entry.place.y - m_strip_top + entry.pen_y, run.right_to_left});
    }
    return &m_entries.emplace(TextKey(key), std::move(entry)).first->second;
}

void InkAtlas::draw_placeholder(const Painter& painter, float x, float y, const Run& run) const {
    const float width = m_measure.advance(run.font, run.text);
    const float height = run.font.size * 0.42f;
    painter.fill({x, y - height, width, height}, with_alpha(run.rgba, 0.10f), 2);
}

void InkAtlas::draw_run(const Painter& painter, float x, float y, const Run& run) {
    if (run.text.empty() || m_scale <= 0) return;
    const Entry* entry = find_or_place(run);
    if (!entry) {
        draw_placeholder(painter, x, y, run);
        return;
    }
    if (!entry->pieces.empty()) {
        const std::vector<Piece> pieces = entry->pieces; // drawing them may move the entries
        const float whole = m_measure.advance(run.font, run.text);
        for (const Piece& piece : pieces) {
            const std::string_view text = run.text.substr(piece.begin, piece.end - piece.begin);
            const float left = run.right_to_left ? whole - piece.x - m_measure.advance(run.font, text) : piece.x;
            draw_run(painter, x + left, y, {run.font, run.rgba, text, run.right_to_left});
        }
        return;
    }
    if (entry->blank) return;
    Page& page = m_pages[static_cast<std::size_t>(entry->place.page)];
    page.last_used = m_frame;
    const Place& place = entry->place;
    const PixelPoint at{std::round(x * m_scale) - static_cast<float>(entry->pen_x), std::round(y * m_scale) - static_cast<float>(entry->pen_y)};
    painter.ink(at, {page.texture, place.x, place.y, place.width, place.height, entry->serial});
}

std::vector<InkAtlas::Place> InkAtlas::places() const {
    std::vector<Place> found;
    for (const auto& [key, entry] : m_entries)
        if (entry.place.page >= 0) found.push_back(entry.place);
    return found;
}

} // namespace emic
