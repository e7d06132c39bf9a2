#include "engine/formats/sentence_context.h"

#include "engine/queries/text_units.h"

#include <algorithm>

namespace emic {

TextRange with_sentences(std::string_view text, TextRange range, std::uint32_t sentences) {
    for (std::uint32_t i = 0; i < sentences; ++i) {
        const std::uint32_t before = trimmed(text, {0, range.begin}).end;
        if (before > 0 && before <= range.begin) {
            std::uint32_t at = before;
            previous_code_point(text, at);
            range.begin = std::min(at, sentence_at(text, at).begin);
        }
        const auto size = static_cast<std::uint32_t>(text.size());
        const TextRange behind = trimmed(text, {range.end, size});
        if (!behind.empty()) range.end = std::max(range.end, sentence_at(text, behind.begin).end);
    }
    return range;
}

} // namespace emic
