#pragma once

#include <cstdint>

/// The part of the port (platform.h) that knows where in the open field somebody writes. Places are bytes of the field's value.
namespace emic::platform {

/// In the field of that id, if it is open.
void put_field_caret(std::uint32_t id, std::uint32_t at);
/// Scrolls the field so that the caret's line is at the top, or lower by this share of the field.
void show_field_caret(std::uint32_t id, float share);
/// Where the caret is in the open field, or was in the one that ended last.
std::uint32_t field_caret();

} // namespace emic::platform
