#pragma once

#include "frame.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// One row of a list under a search field.
struct ChoiceRow {
    std::string text;
    std::string detail; ///< quiet, behind the text
    std::string keys;   ///< at the right end
    std::optional<Colour> colour;
    std::optional<Icon> icon;
    bool enabled = true;
};

/// What the researcher did in a list under a search field.
struct Choosing {
    std::optional<std::size_t> chosen;  ///< row
    std::optional<std::size_t> refused; ///< row that was to be chosen, but is not enabled
    bool created = false;              ///< Shift+Enter, or Enter on the offer to create what was typed
    bool dismissed = false;
    std::string typed;
};

/// A card with a search field and the rows that fit: arrows and pointer choose, Enter takes, Escape leaves. The typed
/// text and highlighted row live in the view state's overlay. `create` is the label of an offer to make what was typed
/// ("Create code"); empty for none. `hint` explains the highlighted row.
Choosing draw_choice_list(const Frame& frame, const Rect& card, std::string_view label, std::string_view placeholder,
                          const std::vector<ChoiceRow>& rows, std::string_view create, std::string_view hint = {});

/// Height of such a card.
float choice_list_height(const Frame& frame, std::size_t rows, bool hint);

} // namespace emic
