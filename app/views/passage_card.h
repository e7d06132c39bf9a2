#pragma once

#include "caches.h"
#include "frame.h"

#include <string>
#include <vector>

namespace emic {

/// Where a card stands and what it is compared under.
struct PassageCardSpec {
    float x = 0, y = 0, width = 0;
    Id<Code> under; ///< the code whose passages these are; a sub-code's passage says its own
    std::string_view whose = {}; ///< the case whose words the passage is, where its heading says another
};

/// A guess at a card's height from its passage alone, in CSS pixels.
[[nodiscard]] float estimate_passage_card(const Ui& ui, float width, const CodingEntry& entry);

/// A coded passage among the words around it, with its memo, coder, other codes and what can be done with it. Returns
/// its height, in CSS pixels.
float draw_passage_card(const Frame& frame, const CodingEntry& entry, const PassageCardSpec& spec);

/// "… " where the words before a quotation do not begin their paragraph, else nothing; and the same behind it.
std::string_view ellipsis_before(std::string_view text, std::size_t context_begin);
std::string_view ellipsis_after(std::string_view text, std::size_t context_end);

/// A menu of all themes under `key`, opened by ui.open_menu(key): the chosen one gets the passage as a key quotation.
void draw_theme_menu(const Frame& frame, std::string_view key, const Passage& passage);

} // namespace emic
