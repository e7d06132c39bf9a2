#include "quick_codes.h"

#include "command_table.h"
#include "engine/text_direction.h"
#include "item_choice.h"

#include <algorithm>

namespace emic {

namespace {

const CommandRow& command_at(std::size_t place) {
    return command(static_cast<CommandId>(static_cast<std::size_t>(CommandId::apply_recent_1) + place));
}

} // namespace

std::optional<std::size_t> QuickCodes::place_of(Id<Code> code) const {
    const auto found = std::find(m_codes.begin(), m_codes.end(), code);
    return code && found != m_codes.end() ? std::optional(static_cast<std::size_t>(found - m_codes.begin())) : std::nullopt;
}

void QuickCodes::note_used(const Project& project, Id<Code> code) {
    if (!code || place_of(code)) return;
    auto free = std::find(m_codes.begin(), m_codes.end(), Id<Code>{});
    if (free == m_codes.end()) free = std::find_if(m_codes.begin(), m_codes.end(), [&](Id<Code> one) { return !project.find(one); });
    if (free != m_codes.end()) *free = code;
}

void QuickCodes::put(Id<Code> code, std::optional<std::size_t> place) {
    std::replace(m_codes.begin(), m_codes.end(), code, Id<Code>{});
    if (place && *place < count) m_codes[*place] = code;
}

std::string quick_key_of(const Frame& frame, Id<Code> code) {
    const std::optional<std::size_t> place = frame.state.quick_codes.place_of(code);
    return place ? key_name(frame, command_at(*place)) : std::string();
}

void choose_quick_key(const Frame& frame, Id<Code> code) {
    const Code* chosen = frame.project().find(code);
    if (!chosen) return;
    choose_item(frame, {"Number key of " + in_quotes(chosen->name), "The key codes selected words with it, until you give it to another code.", [code](const Frame& f) {
                            std::vector<Item> items;
                            for (std::size_t place = 0; place < QuickCodes::count; ++place) {
                                const Code* now = f.project().find(f.state.quick_codes.at(place));
                                items.push_back({"Key " + std::to_string(place + 1), now ? now->name : "Free", {}, [code, place](const Frame& g) {
                                                     const Code* before = g.project().find(g.state.quick_codes.at(place));
                                                     const Code* after = g.project().find(code);
                                                     g.state.quick_codes.put(code, place);
                                                     if (before && after && before != after)
                                                         g.toast("Key " + std::to_string(place + 1) + " now applies " + in_quotes(after->name) + "; " + in_quotes(before->name) + " has no number key any more.");
                                                 }});
                            }
                            if (f.state.quick_codes.place_of(code)) items.push_back({"No key", "", {}, [code](const Frame& g) { g.state.quick_codes.put(code, {}); }});
                            return items;
                        }, "", {}});
}

} // namespace emic
