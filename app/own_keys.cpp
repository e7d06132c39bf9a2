#include "command_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>

// The keys of commands as the researcher has set them.

namespace emic {

const std::vector<KeyChord>& keys_of(const OwnKeys& own, const CommandRow& row) {
    const auto changed = own.changed.find(row.id);
    return changed == own.changed.end() ? row.keys : changed->second;
}

std::string key_name(const Frame& frame, const CommandRow& row) {
    const OwnKeys& own = frame.state.keys;
    for (const KeyChord& chord : keys_of(own, row))
        if (own.single_characters || !is_single_character(chord)) return chord_name(chord);
    return {};
}

std::string undo_name(const Frame& frame) {
    const CommandRow& undo = command(CommandId::undo);
    const std::string key = key_name(frame, undo);
    return key.empty() ? undo.name : key;
}

std::string with_key(const Frame& frame, std::string_view words, CommandId id) {
    const std::string key = key_name(frame, command(id));
    return std::string(words) + (key.empty() ? "" : " (" + key + ")");
}

const CommandRow* holder_of(const OwnKeys& own, const KeyChord& chord, CommandId but) {
    for (const CommandRow& row : command_table()) {
        if (row.id == but) continue;
        for (const KeyChord& held : keys_of(own, row))
            if (chord_name(held) == chord_name(chord)) return &row;
    }
    return nullptr;
}

void set_key(OwnKeys& own, CommandId id, const std::optional<KeyChord>& chord) {
    if (chord) {
        while (const CommandRow* holder = holder_of(own, *chord, id)) {
            std::vector<KeyChord> left = keys_of(own, *holder);
            std::erase_if(left, [&](const KeyChord& held) { return chord_name(held) == chord_name(*chord); });
            own.changed[holder->id] = std::move(left);
        }
    }
    own.changed[id] = chord ? std::vector<KeyChord>{*chord} : std::vector<KeyChord>{};
    // What is as usual follows the program when the usual keys change.
    std::erase_if(own.changed, [](const auto& one) { return command(one.first).keys == one.second; });
}

std::string write_own_keys(const OwnKeys& own) {
    nlohmann::json changed = nlohmann::json::object();
    for (const auto& [id, chords] : own.changed) {
        nlohmann::json names = nlohmann::json::array();
        for (const KeyChord& chord : chords) names.push_back(chord_name(chord));
        changed[command(id).name] = std::move(names);
    }
    return nlohmann::json{{"single_characters", own.single_characters}, {"changed", std::move(changed)}}.dump();
}

OwnKeys read_own_keys(std::string_view text) {
    OwnKeys own;
    const nlohmann::json object = nlohmann::json::parse(text, nullptr, false);
    if (!object.is_object()) return own;
    if (const auto letters = object.find("single_characters"); letters != object.end() && letters->is_boolean()) own.single_characters = letters->get<bool>();
    const auto changed = object.find("changed");
    if (changed == object.end() || !changed->is_object()) return own;
    for (const CommandRow& row : command_table()) {
        const auto names = changed->find(row.name);
        if (names == changed->end() || !names->is_array()) continue;
        std::vector<KeyChord> chords;
        bool understood = true;
        for (const nlohmann::json& name : *names) {
            const auto chord = name.is_string() ? parse_chord(name.get<std::string>()) : std::nullopt;
            understood = understood && chord;
            if (chord) chords.push_back(*chord);
        }
        if (understood) own.changed[row.id] = std::move(chords);
    }
    return own;
}

} // namespace emic
