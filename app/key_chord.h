#pragma once

#include "platform.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

enum class CommandId : std::uint8_t;

/// A key with its modifiers; printable keys by their character. Shift counts with letters and named keys only: where a sign
/// stands on the keyboard is the keyboard's matter.
struct KeyChord {
    platform::Key key = platform::Key::none;
    char character = 0;
    platform::Modifiers modifiers;
    bool operator==(const KeyChord&) const = default;
};

/// "Ctrl+Shift+Z".
std::string chord_name(const KeyChord& chord);
/// The other way round; nothing where it is no chord's name.
std::optional<KeyChord> parse_chord(std::string_view name);
/// What a press means as a key of a command; nothing for keys that move the caret, walk or leave, and for letters that no
/// command can be told by.
std::optional<KeyChord> chord_of(const platform::KeyPressed& press);
bool fits(const KeyChord& chord, const platform::KeyPressed& press);
/// A letter, digit or sign without Ctrl or Alt: what a stray hand or speech input types without meaning it (WCAG 2.1.4).
bool is_single_character(const KeyChord& chord);
/// What a press writes where there is a field; empty for none.
std::string typed_text(const platform::KeyPressed& press);

/// How the researcher wants the keys, for all projects on this device.
struct OwnKeys {
    bool single_characters = true;                       ///< they run commands at all
    std::map<CommandId, std::vector<KeyChord>> changed;  ///< other keys than the usual ones; empty for none
    bool operator==(const OwnKeys&) const = default;
};

} // namespace emic
