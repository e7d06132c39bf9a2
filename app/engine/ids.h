#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace emic {

/// A 128-bit identifier, as REFI-QDA demands; all zero means "none".
struct Guid {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    [[nodiscard]] bool is_null() const { return high == 0 && low == 0; }
    auto operator<=>(const Guid&) const = default;
};

/// "01234567-89ab-cdef-0123-456789abcdef", lower case.
std::string to_string(const Guid& guid);

/// Reads the form that to_string writes, in either case; nothing else.
std::optional<Guid> parse_guid(std::string_view text);

/// A Guid that can only name a Record of one type.
template <class Record> struct Id {
    Guid guid;

    [[nodiscard]] bool is_null() const { return guid.is_null(); }
    explicit operator bool() const { return !is_null(); }
    auto operator<=>(const Id&) const = default;
};

/// Where new ids come from: random in the page, seeded in tests. Never returns the null Guid or one twice.
using IdSource = std::function<Guid()>;

/// A reproducible IdSource for tests and benchmarks (SplitMix64).
IdSource seeded_ids(std::uint64_t seed);

struct GuidHash {
    std::size_t operator()(const Guid& guid) const {
        return static_cast<std::size_t>(guid.low ^ (guid.high * 0x9e3779b97f4a7c15ULL));
    }
};

struct IdHash {
    template <class Record> std::size_t operator()(const Id<Record>& id) const { return GuidHash{}(id.guid); }
};

} // namespace emic
