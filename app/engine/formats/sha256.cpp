#include "engine/formats/sha256.h"

#include <algorithm>
#include <bit>

namespace emic {

namespace {

/// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr std::size_t block_size = 64;

} // namespace

void Sha256::take_block(const unsigned char* block) {
    std::array<std::uint32_t, 64> words;
    for (std::size_t t = 0; t < 16; ++t)
        words[t] = std::uint32_t{block[4 * t]} << 24 | std::uint32_t{block[4 * t + 1]} << 16 |
                   std::uint32_t{block[4 * t + 2]} << 8 | std::uint32_t{block[4 * t + 3]};
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t s0 = std::rotr(words[t - 15], 7) ^ std::rotr(words[t - 15], 18) ^ (words[t - 15] >> 3);
        const std::uint32_t s1 = std::rotr(words[t - 2], 17) ^ std::rotr(words[t - 2], 19) ^ (words[t - 2] >> 10);
        words[t] = words[t - 16] + s0 + words[t - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[t] + words[t];
        const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> worked = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) m_state[i] += worked[i];
}

void Sha256::add(std::string_view bytes) {
    const auto* next = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
        const std::size_t filled = static_cast<std::size_t>(m_bytes % block_size);
        if (filled == 0 && left >= block_size) {
            take_block(next);
            next += block_size;
            left -= block_size;
            m_bytes += block_size;
            continue;
        }
        const std::size_t taken = std::min(left, block_size - filled);
        std::copy_n(next, taken, m_block.begin() + static_cast<std::ptrdiff_t>(filled));
        next += taken;
        left -= taken;
        m_bytes += taken;
        if (m_bytes % block_size == 0) take_block(m_block.data());
    }
}

std::string Sha256::hex_digest() {
    const std::uint64_t bits = m_bytes * 8;
    std::string padding(1, '\x80');
    padding.append((block_size + block_size - 9 - static_cast<std::size_t>(m_bytes % block_size)) % block_size, '\0');
    for (int shift = 56; shift >= 0; shift -= 8) padding += static_cast<char>(static_cast<unsigned char>(bits >> shift));
    add(padding);
    std::string digits;
    digits.reserve(64);
    for (std::uint32_t word : m_state)
        for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(word >> shift) & 0xf];
    return digits;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex_digest();
}

} // namespace emic
