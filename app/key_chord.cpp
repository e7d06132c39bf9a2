#include "key_chord.h"

#include <algorithm>
#include <array>
#include <utility>

namespace emic {

namespace {

using platform::Key;

constexpr std::array<std::pair<Key, std::string_view>, 13> named_keys{{
    {Key::enter, "Enter"}, {Key::delete_, "Delete"}, {Key::backspace, "Backspace"}, {Key::insert, "Insert"}, {Key::space, "Space"},
    {Key::up, "↑"}, {Key::down, "↓"}, {Key::left, "←"}, {Key::right, "→"},
    {Key::home, "Home"}, {Key::end, "End"}, {Key::page_up, "Page up"}, {Key::page_down, "Page down"},
}};

bool is_function_key(Key key) { return key >= Key::f1 && key <= Key::f12; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_sign(char c) { return c > ' ' && c < 127; }

bool take_word(std::string_view& name, std::string_view word) {
    if (name.size() <= word.size() || !name.starts_with(word)) return false;
    name.remove_prefix(word.size());
    return true;
}

bool moves_or_leaves(const platform::KeyPressed& press) {
    switch (press.key) {
    case Key::none:
    case Key::escape:
    case Key::tab: return true;
    case Key::space:
    case Key::left:
    case Key::right:
    case Key::up:
    case Key::down:
    case Key::home:
    case Key::end:
    case Key::page_up:
    case Key::page_down: return !press.modifiers.alt;
    default: return false;
    }
}

} // namespace

std::string chord_name(const KeyChord& chord) {
    std::string name;
    if (chord.modifiers.ctrl) name += "Ctrl+";
    if (chord.modifiers.alt) name += "Alt+";
    const bool sign = chord.key == Key::character && !is_letter(chord.character);
    if (chord.modifiers.shift && !sign) name += "Shift+";
    if (chord.key == Key::character) return name + static_cast<char>(is_letter(chord.character) ? chord.character - 'a' + 'A' : chord.character);
    if (is_function_key(chord.key)) return name + "F" + std::to_string(static_cast<int>(chord.key) - static_cast<int>(Key::f1) + 1);
    const auto named = std::ranges::find(named_keys, chord.key, &std::pair<Key, std::string_view>::first);
    return named == named_keys.end() ? std::string{} : name + std::string(named->second);
}

std::optional<KeyChord> parse_chord(std::string_view name) {
    KeyChord chord;
    chord.modifiers.ctrl = take_word(name, "Ctrl+");
    chord.modifiers.alt = take_word(name, "Alt+");
    chord.modifiers.shift = take_word(name, "Shift+");
    for (const auto& [key, word] : named_keys)
        if (name == word) chord.key = key;
    if (name.size() == 1 && is_sign(name[0])) {
        chord.key = Key::character;
        chord.character = name[0] >= 'A' && name[0] <= 'Z' ? static_cast<char>(name[0] - 'A' + 'a') : name[0];
    }
    for (int number = 1; number <= 12; ++number)
        if (name == "F" + std::to_string(number)) chord.key = static_cast<Key>(static_cast<int>(Key::f1) + number - 1);
    if (chord.key == Key::none) return {};
    return chord;
}

std::optional<KeyChord> chord_of(const platform::KeyPressed& press) {
    if (moves_or_leaves(press)) return {};
    KeyChord chord{press.key, 0, press.modifiers};
    if (press.key != Key::character) return chord;
    if (press.character.size() != 1 || !is_sign(press.character[0])) return {};
    chord.character = press.character[0];
    if (!is_letter(chord.character)) chord.modifiers.shift = false;
    return chord;
}

bool fits(const KeyChord& chord, const platform::KeyPressed& press) {
    if (chord.key != press.key || chord.modifiers.ctrl != press.modifiers.ctrl || chord.modifiers.alt != press.modifiers.alt) return false;
    if (chord.key == Key::character && (press.character.size() != 1 || press.character[0] != chord.character)) return false;
    const bool sign = chord.key == Key::character && !is_letter(chord.character);
    return sign || chord.modifiers.shift == press.modifiers.shift;
}

bool is_single_character(const KeyChord& chord) {
    return (chord.key == Key::character || chord.key == Key::space) && !chord.modifiers.ctrl && !chord.modifiers.alt;
}

std::string typed_text(const platform::KeyPressed& press) {
    if (press.modifiers.ctrl || press.modifiers.alt) return {};
    if (press.key == Key::space) return " ";
    if (press.key != Key::character) return {};
    if (!press.text.empty() || !press.modifiers.shift || press.character.size() != 1) return press.text.empty() ? press.character : press.text;
    const char c = press.character[0];
    return {is_letter(c) ? static_cast<char>(c - 'a' + 'A') : c};
}

} // namespace emic
