#pragma once

#include "engine/text.h"

namespace emic {

/// `range` grown by up to `sentences` whole sentences on either side (and the rest of the sentences it begins and ends
/// in), also over paragraph ends; the range itself for 0. All in bytes of `text`.
TextRange with_sentences(std::string_view text, TextRange range, std::uint32_t sentences);

} // namespace emic
