#pragma once

#include "engine/records.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

/// What the views of cases, attributes, pseudonyms, speakers and the interview guide remember about the screen.
namespace emic {

/// An attribute's new type that some of its values do not fit, until the researcher has decided.
struct RetypeAsked {
    Id<Attribute> attribute;
    AttributeType type = AttributeType::text;
};

struct CasesState {
    AttributeHolder holder = AttributeHolder::case_;
    std::uint32_t row = 0, column = 0;  ///< the cell that the arrow keys move; columns count the attributes
    std::uint32_t first_column = 0;     ///< the attribute that stands first, where not all have room
    bool editing = false;               ///< the cell's field is open
    bool menu_open = false;             ///< the column's menu opens with the next frame
    bool edit_cell = false;             ///< the cell's field or picker opens with the next frame
    std::string typed;                  ///< on the chosen cell: its field opens with it
    bool scroll_to_cell = false;
    std::optional<Id<Attribute>> sorted_by; ///< null id: by name; nothing: document order
    bool descending = false;
    std::optional<RetypeAsked> retype;
};

struct PseudonymsState {
    bool standin_fresh = false; ///< the field of the next stand-in takes the keyboard
    bool new_fresh = false;     ///< the field of the next name takes the keyboard
    std::string real, standin;  ///< of the next one, until there are both
};

struct GuideState {
    std::set<std::string> left_out; ///< questions that are not ticked
};

} // namespace emic
