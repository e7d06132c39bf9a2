#include "engine/formats/letter_choices.h"

#include "engine/formats/charset_guess.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/text_encoding.h"
#include "engine/formats/web_text.h"

#include <algorithm>
#include <array>

namespace emic {

std::optional<LetterChoices> letter_choices(const FileInput& file) {
    if (package_kind(file.bytes) != PackageKind::none) return std::nullopt;
    const DetectedText detected = detect_text(file.bytes);
    if (detected.verdict != TextVerdict::text || detected.encoding != TextEncoding::older) return std::nullopt;
    for (const Reader& reader : readers()) {
        if (!reader.recognises(file)) continue;
        const std::string_view id = reader.id;
        constexpr std::array<std::string_view, 3> telling = {"rtf", "mht", "odt"};
        if (std::find(telling.begin(), telling.end(), id) != telling.end()) return std::nullopt;
        if (id == "html" && find_charset(declared_charset(file.bytes))) return std::nullopt;
        break;
    }
    const CharsetGuess guess = guess_charset(file.bytes);
    LetterChoices found;
    found.sure = guess.sure;
    const auto add = [&](const Charset& charset) { found.choices.push_back({std::string(charset.name), std::string(charset.shown), charset_sample(file.bytes, charset)}); };
    add(*guess.charset);
    for (const Charset* other : guess.others) add(*other);
    return found;
}

std::string listed_choices(const LetterChoices& choices) {
    constexpr std::size_t column = 18;
    std::string list;
    for (const LetterChoices::Choice& one : choices.choices)
        list += "\n  " + one.charset + std::string(std::max<std::size_t>(column, one.charset.size() + 1) - one.charset.size(), ' ') + one.shown + ": " + one.sample;
    return list;
}

} // namespace emic
