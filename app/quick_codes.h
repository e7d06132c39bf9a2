#pragma once

#include "engine/project.h"

#include <array>
#include <cstddef>
#include <optional>

namespace emic {

struct Frame;

/// The codes that the number keys apply. A key keeps its code until the researcher gives it another.
class QuickCodes {
public:
    static constexpr std::size_t count = 9;

    [[nodiscard]] Id<Code> at(std::size_t place) const { return m_codes[place]; }
    [[nodiscard]] std::optional<std::size_t> place_of(Id<Code> code) const;
    /// A code that is used for the first time takes the first place that is free, or whose code is gone; when there is none it gets no key.
    void note_used(const Project& project, Id<Code> code);
    /// No place takes its key from the code.
    void put(Id<Code> code, std::optional<std::size_t> place);

    bool operator==(const QuickCodes&) const = default;

private:
    std::array<Id<Code>, count> m_codes{};
};

/// "3", as the researcher has set the key; empty when the code has none, or single characters are switched off.
std::string quick_key_of(const Frame& frame, Id<Code> code);
/// Asks which number key a code is to have.
void choose_quick_key(const Frame& frame, Id<Code> code);

} // namespace emic
