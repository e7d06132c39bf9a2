#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace emic {

/// SHA-256 (FIPS 180-4) of bytes that may come in pieces.
class Sha256 {
public:
    void add(std::string_view bytes);
    /// The digest of everything added, as 64 lower-case hexadecimal digits. Nothing may be added afterwards.
    std::string hex_digest();

private:
    void take_block(const unsigned char* block);

    std::array<std::uint32_t, 8> m_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> m_block{};
    std::uint64_t m_bytes = 0;
};

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

} // namespace emic
