#include "engine/ids.h"

#include <array>
#include <memory>

namespace emic {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

constexpr std::array<std::int8_t, 256> hex_values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 16; ++i) {
        values[static_cast<unsigned char>("0123456789abcdef"[i])] = static_cast<std::int8_t>(i);
        values[static_cast<unsigned char>("0123456789ABCDEF"[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}();

std::uint64_t split_mix(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace

std::string to_string(const Guid& guid) {
    std::string text;
    text.reserve(36);
    for (int digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) text += '-';
        const std::uint64_t half = digit < 16 ? guid.high : guid.low;
        text += hex_digits[(half >> (60 - 4 * (digit % 16))) & 0xf];
    }
    return text;
}

std::optional<Guid> parse_guid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Guid guid;
    int digit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const int value = hex_values[static_cast<unsigned char>(text[i])];
        if (value < 0) return std::nullopt;
        std::uint64_t& half = digit < 16 ? guid.high : guid.low;
        half = (half << 4) | static_cast<std::uint64_t>(value);
        ++digit;
    }
    return guid;
}

IdSource seeded_ids(std::uint64_t seed) {
    auto state = std::make_shared<std::uint64_t>(seed);
    return [state] { return Guid{split_mix(*state), split_mix(*state) | 1}; };
}

} // namespace emic
