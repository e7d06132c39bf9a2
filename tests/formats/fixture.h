#pragma once

#include "corpora.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <string>

namespace emic::test {

/// The bytes of a file in tests/fixtures.
inline std::string fixture(const std::string& name) {
    std::ifstream file(repository("tests/fixtures/" + name), std::ios::binary);
    REQUIRE_MESSAGE(file.good(), "tests/fixtures/" << name << " is missing");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The Guid that ends in `last`, as the fixtures use them.
inline Guid fixture_guid(std::uint64_t last) { return {0x4000, 0x8000000000000000ULL | last}; }

} // namespace emic::test
