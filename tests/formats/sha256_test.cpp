#include "engine/formats/sha256.h"

#include <doctest/doctest.h>

using namespace emic;

// Expected digests: NIST, "Cryptographic Standards and Guidelines, Examples with Intermediate Values", SHA-256, and the
// long message of FIPS 180-2, appendix B.3.
TEST_CASE("SHA-256 gives the digests of its standard") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmno"
                     "pqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on the pieces in which the bytes come") {
    std::string bytes;
    for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
    for (std::size_t length : {0u, 1u, 54u, 55u, 56u, 57u, 63u, 64u, 65u, 119u, 120u, 128u, 300u}) {
        const std::string_view whole = std::string_view(bytes).substr(0, length);
        for (std::size_t piece : {1u, 3u, 64u, 65u}) {
            Sha256 hash;
            for (std::size_t i = 0; i < length; i += piece) hash.add(whole.substr(i, piece));
            CHECK(hash.hex_digest() == sha256_hex(whole));
        }
    }
}
