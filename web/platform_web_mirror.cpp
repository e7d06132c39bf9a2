#include "border.h"

#include <algorithm>
#include <cmath>
#include <emscripten/emscripten.h>
#include <utility>

// The accessibility mirror (web/js/mirror.js). Compared here, so that an unchanged frame costs nothing over the border, and one that
// scrolls moves one element.

using namespace emic;
using platform::MirrorNode;
using platform::Rect;

extern "C" {
void page_mirror_put(std::uint32_t id, int role, int flags, float x, float y, float width, float height, const char* name,
                     std::size_t name_length, const char* value, std::size_t value_length);
void page_mirror_order(std::uint32_t id, std::uint32_t parent, std::uint32_t previous);
void page_mirror_move(std::uint32_t id, float x, float y, float width, float height);
void page_mirror_scroll(std::uint32_t id, float y);
void page_mirror_remove(std::uint32_t id, int with_parent);
void page_mirror_focus(std::uint32_t id);
void page_announce(const char* sentence, std::size_t length);
}

namespace {

/// A node's place in a mirror, by id.
struct Slot {
    std::uint32_t id = 0, at = 0;
};

/// The children of a node in order.
struct Family {
    std::uint32_t parent = 0;
    std::vector<std::uint32_t> children;
};

/// What the page shows: the nodes in order, rectangles relative to what they stand in.
struct Mirror {
    std::vector<MirrorNode> nodes;
    std::vector<Slot> slots; ///< by id

    [[nodiscard]] const MirrorNode* find(std::uint32_t id) const {
        const auto slot = std::ranges::lower_bound(slots, id, {}, &Slot::id);
        return slot != slots.end() && slot->id == id ? &nodes[slot->at] : nullptr;
    }
    /// Parents in the order of the nodes, the window first; those without children are left out.
    [[nodiscard]] std::vector<Family> families() const {
        std::vector<Family> found{{0, {}}};
        std::vector<std::uint32_t> place(nodes.size(), 0); // of a node's family
        for (const MirrorNode& node : nodes) {
            std::uint32_t family = 0;
            if (const MirrorNode* parent = find(node.parent)) {
                std::uint32_t& known = place[static_cast<std::size_t>(parent - nodes.data())];
                if (known == 0) {
                    known = static_cast<std::uint32_t>(found.size());
                    found.push_back({parent->id, {}});
                }
                family = known;
            }
            found[family].children.push_back(node.id);
        }
        return found;
    }
};

Mirror shown;

int flags_of(const MirrorNode& node) {
    const auto state = [](platform::Tri tri, int shift) { return static_cast<int>(tri) << shift; };
    return state(node.selected, 0) | state(node.expanded, 2) | state(node.checked, 4) | state(node.pressed, 6) | (node.disabled ? 256 : 0) |
           (node.scrolls ? 512 : 0) | (node.several ? 1024 : 0) | (node.level << 16);
}

void put(const MirrorNode& node) {
    page_mirror_put(node.id, static_cast<int>(node.role), flags_of(node), node.rect.x, node.rect.y, node.rect.width, node.rect.height,
                    node.name.data(), node.name.size(), node.value.data(), node.value.size());
}

/// So fine that nothing is shifted, so coarse that sums of the same lengths are the same: sixteenths of a pixel.
float rounded(float length) { return std::round(length * 16) / 16; }

/// By id, then place.
std::vector<Slot> slots_of(const std::vector<MirrorNode>& nodes) {
    std::vector<Slot> slots;
    slots.reserve(nodes.size());
    for (const MirrorNode& node : nodes)
        slots.push_back({node.id, static_cast<std::uint32_t>(slots.size())});
    std::ranges::sort(slots, {}, [](const Slot& slot) { return std::pair(slot.id, slot.at); });
    return slots;
}

/// A node whose parent is missing hangs on the window; of two with one id the first counts.
Mirror arrange(std::vector<MirrorNode> nodes) {
    Mirror next;
    next.slots = slots_of(nodes);
    for (std::size_t i = 1; i < next.slots.size(); ++i)
        if (next.slots[i].id == next.slots[i - 1].id)
            nodes[next.slots[i].at].id = 0;
    if (std::erase_if(nodes, [](const MirrorNode& node) { return node.id == 0; }) > 0)
        next.slots = slots_of(nodes);
    next.nodes = std::move(nodes);
    // Children first: their parents' rectangles are still those on the window.
    for (std::size_t i = next.nodes.size(); i-- > 0;) {
        MirrorNode& node = next.nodes[i];
        if (const MirrorNode* parent = next.find(node.parent); parent && parent < &node) {
            node.rect.x -= parent->rect.x;
            node.rect.y -= parent->rect.y - (parent->scrolls ? parent->scrolled : 0);
        } else {
            node.parent = 0;
        }
        node.rect = {rounded(node.rect.x), rounded(node.rect.y), rounded(node.rect.width), rounded(node.rect.height)};
        node.scrolled = rounded(node.scrolled);
    }
    return next;
}

std::uint32_t focused_in(const Mirror& mirror) {
    const auto node = std::find_if(mirror.nodes.rbegin(), mirror.nodes.rend(), [](const MirrorNode& each) { return each.focused; });
    return node == mirror.nodes.rend() ? 0 : node->id;
}

bool same_tree(const Mirror& a, const Mirror& b) {
    return std::ranges::equal(a.nodes, b.nodes, [](const MirrorNode& one, const MirrorNode& other) {
        return one.id == other.id && one.parent == other.parent;
    });
}

/// `before` is null for a new one.
void show_node(const MirrorNode* before, const MirrorNode& node) {
    const bool same = before && before->role == node.role && before->name == node.name && before->value == node.value && flags_of(*before) == flags_of(node);
    if (!same)
        put(node);
    else if (before->rect != node.rect)
        page_mirror_move(node.id, node.rect.x, node.rect.y, node.rect.width, node.rect.height);
    if (node.scrolls && (!same || before->scrolled != node.scrolled))
        page_mirror_scroll(node.id, -node.scrolled);
}

/// Brings the children of one node into order, `before` being those that are there. Only what is new is touched, unless
/// the rest has changed places.
void show_order(const Family& family, std::vector<std::uint32_t> before) {
    const std::vector<std::uint32_t>& wanted = family.children;
    std::erase_if(before, [&wanted](std::uint32_t id) { return std::ranges::find(wanted, id) == wanted.end(); });
    auto stays = before.begin();
    for (const std::uint32_t id : wanted)
        if (stays != before.end() && *stays == id)
            ++stays;
    const bool in_order = stays == before.end();
    std::uint32_t previous = 0;
    stays = before.begin();
    for (const std::uint32_t id : wanted) {
        if (in_order && stays != before.end() && *stays == id)
            ++stays;
        else
            page_mirror_order(id, family.parent, previous);
        previous = id;
    }
}

void show_tree(const Mirror& next) {
    const std::vector<Family> before = shown.families();
    // Children before their parents, so that what is new is put together before it comes into the page.
    const std::vector<Family> families = next.families();
    for (auto family = families.rbegin(); family != families.rend(); ++family) {
        const auto known = std::ranges::find(before, family->parent, &Family::parent);
        show_order(*family, known == before.end() ? std::vector<std::uint32_t>{} : known->children);
    }
}

} // namespace

namespace emic::platform {

void publish_mirror(std::vector<MirrorNode> nodes) {
    Mirror next = arrange(std::move(nodes));
    const bool same = same_tree(shown, next);
    if (!same)
        for (const MirrorNode& node : shown.nodes)
            if (!next.find(node.id))
                page_mirror_remove(node.id, node.parent != 0 && !next.find(node.parent));
    for (std::size_t i = 0; i < next.nodes.size(); ++i)
        show_node(same ? &shown.nodes[i] : shown.find(next.nodes[i].id), next.nodes[i]);
    if (!same)
        show_tree(next);
    if (const std::uint32_t focused = focused_in(next); focused != focused_in(shown))
        page_mirror_focus(focused);
    shown = std::move(next);
}

void scroll_mirror(std::uint32_t id, float scrolled) {
    const MirrorNode* node = shown.find(id);
    if (!node || !node->scrolls || node->scrolled == rounded(scrolled))
        return;
    shown.nodes[static_cast<std::size_t>(node - shown.nodes.data())].scrolled = rounded(scrolled);
    page_mirror_scroll(id, -rounded(scrolled));
}

void announce(std::string_view sentence) { page_announce(sentence.data(), sentence.size()); }

} // namespace emic::platform

extern "C" EMSCRIPTEN_KEEPALIVE void emic_mirror_activated(std::uint32_t id) {
    border::push(platform::MirrorActivated{id});
}
