#include "widgets/coded_text_page.h"

#include <algorithm>
#include <imgui_internal.h>

namespace emic {

namespace {

using platform::MirrorNode;
using platform::Rect;
using platform::Role;

constexpr std::uint32_t most_quoted = 240; ///< bytes of a passage that its name repeats

ImGuiID child_id(ImGuiID item, char kind, std::uint64_t key) {
    const std::uint64_t parts[] = {static_cast<std::uint64_t>(kind), key};
    return ImHashData(parts, sizeof parts, item);
}

std::uint64_t key_of(Id<Coding> id) { return id.guid.high * 0x9e3779b97f4a7c15ULL ^ id.guid.low; }

std::string quoted(std::string_view text, TextRange range) {
    const TextRange whole = trimmed(text, range);
    std::string quote = "\u201C";
    if (whole.size() <= most_quoted) quote += slice(text, whole);
    else quote.append(slice(text, {whole.begin, grapheme_floor(text, whole.begin + most_quoted)})).append("\u2026");
    std::ranges::replace(quote, '\n', ' ');
    return quote + "\u201D";
}

} // namespace

void CodedTextPage::describe(std::vector<MirrorNode>& mirror, std::uint32_t parent) {
    const auto clipped = [&](Rect rect) {
        const float left = std::max(rect.x, view_min.x), top = std::max(rect.y, view_min.y);
        const float right = std::min(rect.x + rect.width, view_max.x), bottom = std::min(rect.y + rect.height, view_max.y);
        return Rect{left, top, std::max(right - left, 0.0f), std::max(bottom - top, 0.0f)};
    };
    MirrorNode document;
    document.id = item;
    document.parent = parent;
    document.role = Role::document;
    document.name = input->name;
    document.rect = {view_min.x, view_min.y, view_max.x - view_min.x, view_height()};
    document.focused = input->keyboard;
    document.scrolls = true;
    document.scrolled = scroll_place();
    mirror.push_back(document);
    const std::string_view text = layout.text();
    for (std::size_t i = 0; i < lines.size();) {
        const std::size_t index = lines[i].paragraph;
        const float top = lines[i].top - static_cast<float>(lines[i].line) * layout.line_height();
        while (i < lines.size() && lines[i].paragraph == index) ++i;
        const TextRange range = layout.paragraph_range(index);
        if (range.empty()) continue;
        MirrorNode node;
        node.id = child_id(item, 'p', index);
        node.parent = item;
        node.role = Role::paragraph;
        node.name = slice(text, range);
        node.rect = {text_left, top, line_width, static_cast<float>(paragraph(index).lines().size()) * layout.line_height()};
        mirror.push_back(std::move(node));
    }
    mirror_marks.clear();
    mirror_stripes.clear();
    std::vector<const Highlight*> by_place(marks);
    std::ranges::sort(by_place, [](const Highlight* a, const Highlight* b) {
        return a->range != b->range ? a->range < b->range : a->coding < b->coding;
    });
    std::vector<Rect> rects;
    for (std::size_t i = 0; i < by_place.size();) {
        const TextRange range = by_place[i]->range;
        MirrorNode node;
        node.id = child_id(item, 'm', key_of(by_place[i]->coding));
        node.role = Role::mark;
        node.name = "coded: ";
        std::vector<Id<Coding>> codings;
        for (bool first = true; i < by_place.size() && by_place[i]->range == range; ++i, first = false) {
            node.name += (first ? "" : ", ") + by_place[i]->name;
            codings.push_back(by_place[i]->coding);
            if (by_place[i]->coding == input->active) node.selected = platform::Tri::yes;
        }
        node.name += " \u2014 " + quoted(text, range);
        // The largest of its visible stretches: its middle is on the passage.
        const PageLine* on = nullptr;
        for (const PageLine& line : lines) {
            if (!line.range.overlaps(range)) continue;
            rects.clear();
            rects_on(line, range, rects);
            for (const Rect& rect : rects)
                if (const Rect seen = clipped(rect); seen.width * seen.height > node.rect.width * node.rect.height) {
                    node.rect = seen;
                    on = &line;
                }
        }
        if (!on) continue;
        node.parent = child_id(item, 'p', on->paragraph);
        mirror_marks.emplace_back(node.id, std::move(codings));
        mirror.push_back(std::move(node));
    }
    for (const PageStripe& stripe : stripes) {
        MirrorNode node;
        node.id = child_id(item, 's', key_of(stripe.stripes.front()->coding));
        node.parent = item;
        node.role = Role::button;
        node.name = stripe.stripes.front()->name;
        if (stripe.stripes.size() > 1) node.name += ", and " + std::to_string(stripe.stripes.size() - 1) + " more";
        node.rect = clipped(stripe.label);
        std::vector<Id<Coding>> codings;
        for (const Stripe* each : stripe.stripes) {
            codings.push_back(each->coding);
            if (each->coding == input->active) node.pressed = platform::Tri::yes;
        }
        mirror_stripes.emplace_back(node.id, std::move(codings));
        mirror.push_back(std::move(node));
    }
}

} // namespace emic
