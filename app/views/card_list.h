#pragma once

#include "engine/ids.h"
#include "widgets/ui.h"

#include <unordered_map>

namespace emic {

/// How high the cards of a long list are. A card is laid out when it first shows; until then it counts with an estimate,
/// so that lists of many thousand passages cost only what is on the screen.
class CardHeights {
public:
    /// Forgets all heights when the cards became wider or narrower (zoom included, as it changes the width of the text).
    void match(float width, float text_size) {
        if (width == m_width && text_size == m_text_size) return;
        m_width = width, m_text_size = text_size;
        m_heights.clear();
    }
    [[nodiscard]] float get(const Guid& card, float estimate) const {
        const auto known = m_heights.find(card);
        return known == m_heights.end() ? estimate : known->second;
    }
    void note(const Guid& card, float height) { m_heights[card] = height; }

private:
    float m_width = 0, m_text_size = 0;
    std::unordered_map<Guid, float, GuidHash> m_heights;
};

} // namespace emic
