#pragma once

#include "engine/formats/export_input.h"
#include "engine/formats/export_scope.h"
#include "engine/records.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

/// What the whole-window modes remember about the screen: like all of ViewState never undone and not project data.
namespace emic {

struct CompareState {
    std::string filter;               ///< of the code list
    bool with_subcodes = false;
    Id<Code> beside;                  ///< the second column's code; null for one column
    bool choosing_beside = false;     ///< the next code chosen in the list goes beside
    bool whole_definition = false;    ///< shown to its end, not only its first lines
    std::set<Id<Coding>> chosen;      ///< ticked passages
    Id<Coding> memo_open;             ///< the passage whose memo is being written
    bool memo_fresh = false;          ///< in this frame
    bool list_open = false;           ///< the code list as a drawer, on narrow windows
};

/// How much text around a search result is coded.
enum class CodedExtent : std::uint8_t { words, sentence, paragraph, turn };

struct SearchState {
    std::string typed;                ///< stood in the field in the last frame
    double typed_at_ms = 0;           ///< of the last keystroke not searched for yet; 0 for none
    CodedExtent extent = CodedExtent::sentence;
    std::optional<std::uint64_t> asked_at_revision; ///< a code for the ticked results is being chosen since then
    std::size_t at = 0;               ///< the result that the arrow keys move
    bool by_keys = false;             ///< the arrow keys are in use, so that result is marked
    bool scroll_to_result = false;
};

struct ThemesState {
    bool adding_quotations = false;   ///< the tray with the codes' passages is open
    Id<Theme> relating_to;            ///< a relation to it is being named
    bool relation_fresh = false;      ///< its name takes the keyboard
    bool description_fresh = false;   ///< the theme's description takes the keyboard
    bool memo_fresh = false;          ///< its memo does
    bool list_open = false;           ///< the theme list as a drawer, on narrow windows
};

/// The lists of choices beside a report; at most one is open.
enum class ReportChoice : std::uint8_t { none, codes, cases, coders };

struct ReportState {
    ExportScope scope;
    ExportPresentation presentation;
    ReportChoice open = ReportChoice::none;
    std::string listed; ///< id of the format that the list has brought into view
};

} // namespace emic
