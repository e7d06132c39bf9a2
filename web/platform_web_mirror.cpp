#include "border.h"

#include <emscripten/emscripten.h>

#include <unordered_map>
#include <unordered_set>

// The accessibility mirror (web/js/mirror.js). Compared here, so that an unchanged frame costs nothing over the border.

using namespace emic;
using platform::MirrorNode;
using platform::Rect;

extern "C" {
void page_mirror_put(std::uint32_t id, int role, int flags, float x, float y, float width, float height, const char* name,
                     std::size_t name_length, const char* value, std::size_t value_length);
void page_mirror_order(std::uint32_t id, std::uint32_t parent, std::uint32_t previous);
void page_mirror_move(std::uint32_t id, float x, float y, float width, float height);
void page_mirror_remove(std::uint32_t id);
void page_mirror_focus(std::uint32_t id);
void page_announce(const char* sentence, std::size_t length);
}

namespace {

/// What the page shows now: the nodes with rectangles relative to their parents', children by parent, the focused node.
struct Mirror {
    std::unordered_map<std::uint32_t, MirrorNode> nodes;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> children;
    std::uint32_t focused = 0;
};

Mirror shown;

int flags_of(const MirrorNode& node) {
    const auto state = [](platform::Tri tri, int shift) { return static_cast<int>(tri) << shift; };
    return state(node.selected, 0) | state(node.expanded, 2) | state(node.checked, 4) | state(node.pressed, 6) | (node.disabled ? 256 : 0) |
           (node.level << 16);
}

void put(const MirrorNode& node) {
    page_mirror_put(node.id, static_cast<int>(node.role), flags_of(node), node.rect.x, node.rect.y, node.rect.width, node.rect.height,
                    node.name.data(), node.name.size(), node.value.data(), node.value.size());
}

/// A node whose parent is missing hangs on the window; of two with one id the first counts.
Mirror arrange(std::span<const MirrorNode> nodes) {
    Mirror next;
    std::unordered_map<std::uint32_t, Rect> absolute;
    for (const MirrorNode& given : nodes) {
        if (given.id == 0 || next.nodes.contains(given.id))
            continue;
        MirrorNode node = given;
        if (const auto parent = absolute.find(node.parent); parent != absolute.end()) {
            node.rect.x -= parent->second.x;
            node.rect.y -= parent->second.y;
        } else {
            node.parent = 0;
        }
        absolute[node.id] = given.rect;
        next.children[node.parent].push_back(node.id);
        if (node.focused)
            next.focused = node.id;
        next.nodes.emplace(node.id, std::move(node));
    }
    return next;
}

} // namespace

namespace emic::platform {

void publish_mirror(std::span<const MirrorNode> nodes) {
    Mirror next = arrange(nodes);
    for (const auto& [id, node] : next.nodes) {
        const auto before = shown.nodes.find(id);
        if (before == shown.nodes.end()) {
            put(node);
            continue;
        }
        MirrorNode moved = before->second;
        moved.rect = node.rect;
        moved.focused = node.focused;
        moved.parent = node.parent;
        if (moved != node)
            put(node);
        else if (before->second.rect != node.rect)
            page_mirror_move(id, node.rect.x, node.rect.y, node.rect.width, node.rect.height);
    }
    for (const auto& [parent, ids] : next.children) {
        const auto before = shown.children.find(parent);
        if (before != shown.children.end() && before->second == ids)
            continue;
        std::uint32_t previous = 0;
        for (const std::uint32_t id : ids) {
            page_mirror_order(id, parent, previous);
            previous = id;
        }
    }
    for (const auto& [id, node] : shown.nodes)
        if (!next.nodes.contains(id))
            page_mirror_remove(id);
    if (next.focused != shown.focused)
        page_mirror_focus(next.focused);
    shown = std::move(next);
}

void announce(std::string_view sentence) { page_announce(sentence.data(), sentence.size()); }

} // namespace emic::platform

extern "C" EMSCRIPTEN_KEEPALIVE void emic_mirror_activated(std::uint32_t id) {
    border::push(platform::MirrorActivated{id});
}
