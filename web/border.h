#pragma once

#include "platform.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

/// What the files of this folder share: the queue of events, and texts that come over the border from web/js.
namespace emic::border {

/// Appends an event for take_events().
void push(platform::Event event);

/// Takes over a block made by Text.give (web/js/text.js): the length in bytes, then the bytes.
std::string take(std::uint8_t* block);

/// The Guid in such a block; null when it is none.
Guid take_guid(std::uint8_t* block);

/// A graphics card draws (WebGL); otherwise the 2D canvas does.
extern bool graphics_card;

/// Style bits of Ink.families (web/js/ink.js).
int style_bits(const platform::Font& font);

inline platform::Modifiers modifiers(int bits) {
    return {.ctrl = (bits & 1) != 0, .shift = (bits & 2) != 0, .alt = (bits & 4) != 0};
}

} // namespace emic::border
