#pragma once

#include "engine/letters.h"

#include <vector>

namespace emic {

/// Whether a name of `size` letters that stands at `at` begins a word: nothing is written together with it but little words
/// that Arabic and Hebrew put before it ("and", "to").
bool begins_word(const std::vector<Letter>& letters, std::size_t at, std::size_t size);

/// Whether a name of `size` letters that ends before `end` ends a word, or goes on with nothing but the s of a genitive or
/// plural, or with Korean particles.
bool ends_word(const std::vector<Letter>& letters, std::size_t end, std::size_t size);

} // namespace emic
