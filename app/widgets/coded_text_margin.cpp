#include "widgets/coded_text_page.h"

#include "text/shaped_text.h"
#include "widgets/coded_text_shades.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

using platform::Rect;

constexpr std::size_t most_columns = 4;
constexpr float column_width = 5, bar_width = 3;
constexpr float label_gap = 6;
constexpr float least_label = 56;
constexpr float dot_size = 7;

} // namespace

void CodedTextPage::lay_out_margin() {
    stripes.clear();
    bars.clear();
    if (lines.empty() || input->stripes.empty()) return;
    const float row = line_height(small);
    const TextRange seen{lines.front().range.begin, lines.back().range.end + 1};
    std::size_t columns = 0;
    struct Visible {
        const Stripe* stripe;
        float top, bottom;
    };
    std::vector<Visible> visible;
    for (const Stripe& stripe : input->stripes) {
        columns = std::max(columns, static_cast<std::size_t>(stripe.lane) + 1);
        if (!stripe.range.overlaps(seen)) continue;
        const PageLine* first = stripe.range.begin <= seen.begin ? &lines.front() : line_in_view(stripe.range.begin);
        const PageLine* last = stripe.range.end >= seen.end ? &lines.back() : line_in_view(stripe.range.end - 1);
        if (!first || !last) continue;
        visible.push_back({&stripe, first->top, last->top + layout.line_height()});
    }
    columns = std::min(columns, most_columns);
    const float inset = layout.line_height() * 0.14f;
    for (const Visible& each : visible)
        if (each.stripe->lane < columns) {
            const float top = std::max(each.top + inset, view_min.y - 8), bottom = std::min(each.bottom - inset, view_max.y + 8);
            bars.push_back({each.stripe,
                            {margin_left + static_cast<float>(each.stripe->lane) * column_width, top, bar_width,
                             std::max(bottom - top, 3.0f)}});
        }
    const float label_left = margin_left + static_cast<float>(columns) * column_width + label_gap - 2;
    if (margin_right - label_left < least_label) return;
    std::ranges::stable_sort(visible, [&](const Visible& a, const Visible& b) {
        const float top_a = std::max(a.top, view_min.y), top_b = std::max(b.top, view_min.y);
        return top_a != top_b ? top_a < top_b : a.stripe->lane < b.stripe->lane;
    });
    float pen = view_min.y;
    for (const Visible& each : visible) {
        const float wanted = std::max(each.top + (layout.line_height() - row) / 2, view_min.y);
        const float top = std::max(wanted, pen);
        // A name may slip down beside its own passage; where there is no room it joins the one above.
        const float reach = std::max(each.bottom, wanted + row);
        if (!stripes.empty() && top + row > reach + 1) {
            stripes.back().stripes.push_back(each.stripe);
            continue;
        }
        if (top > view_max.y) continue;
        stripes.push_back({{each.stripe}, {label_left, snapped(top), margin_right - label_left, row}});
        pen = top + row;
    }
}

void CodedTextPage::paint_margin() {
    const auto hot = [&](const Stripe& stripe) {
        return stripe.coding == input->active || std::ranges::find(requests.hovered, stripe.coding) != requests.hovered.end();
    };
    for (const PageBar& bar : bars) {
        const bool stands_out = hot(*bar.stripe);
        const std::uint32_t colour = code_shade(bar.stripe->colour, style->line_lightness, line_chroma);
        const Rect& rect = bar.rect;
        const float wider = stands_out ? 1.0f : 0.0f;
        painter.fill({rect.x - wider, rect.y, rect.width + 2 * wider, rect.height}, colour, 1.5f + wider);
    }
    for (const PageStripe& stripe : stripes) {
        const Stripe& first = *stripe.stripes.front();
        const Rect& rect = stripe.label;
        const float middle = rect.y + rect.height / 2;
        const bool stands_out = std::ranges::any_of(stripe.stripes, [&](const Stripe* each) { return hot(*each); });
        const std::uint32_t colour = code_shade(first.colour, style->line_lightness, line_chroma);
        if (stands_out)
            painter.fill({rect.x - 3, rect.y, rect.width + 3, rect.height}, code_shade(first.colour, style->fill_lightness, fill_chroma), 5);
        painter.disc({rect.x + dot_size / 2 + 1, middle}, dot_size / 2, colour);
        float right = rect.x + rect.width - 4;
        if (stripe.stripes.size() > 1) {
            const std::string more = "+" + std::to_string(stripe.stripes.size() - 1);
            const float width = text_width(small, more) + 10;
            painter.fill({right - width, rect.y + 2, width, rect.height - 4}, with_alpha(style->stripe_text, 0.10f), (rect.height - 4) / 2);
            draw_text_in(painter, {right - width, rect.y}, {right, rect.y + rect.height}, small, style->stripe_text, more,
                         Align::centre, Ellipsis::none);
            right -= width + 5;
        }
        const bool memo = std::ranges::any_of(stripe.stripes, [](const Stripe* each) { return each->has_memo; });
        const float left = rect.x + dot_size + 7;
        const float room = right - left - (memo ? 16.0f : 0.0f);
        platform::Font font = small;
        font.bold = stands_out && first.coding == input->active;
        const float drawn = draw_text_in(painter, {left, rect.y}, {left + room, rect.y + rect.height}, font,
                                         style->stripe_text, first.name);
        if (memo) paint_memo_mark({left + drawn + 5, middle - 5});
    }
}

void CodedTextPage::paint_memo_mark(ImVec2 at) {
    // A sheet with two lines of writing.
    const std::uint32_t colour = style->stripe_text;
    painter.outline({at.x, at.y, 9, 10}, colour, 1.5f);
    painter.line({{at.x + 2.5f, at.y + 3.5f}, {at.x + 6.5f, at.y + 3.5f}}, colour, 1);
    painter.line({{at.x + 2.5f, at.y + 6.5f}, {at.x + 6.5f, at.y + 6.5f}}, colour, 1);
}

} // namespace emic
