#pragma once

#include <span>
#include <string_view>

namespace emic {

/// A family of letters.
enum class Script { latin, greek, cyrillic, hebrew, arabic, thai, kana, han, hangul, other };
Script script_of(char32_t letter);

/// What is usual in texts of a language, as far as it tells languages and charsets apart. Letters are in lower case; of languages in
/// Latin letters only those beyond ASCII stand here.
struct Language {
    std::string_view name;
    Script script = Script::latin;
    std::string_view common;
    std::string_view medium;
    std::string_view rare;
    std::string_view words; ///< that every text of some length has, between blanks
    double other_han = -1.5; ///< what characters that do not stand here are worth
    double other_hangul = -1.5;
    double other_kana = -1.5;
};
std::span<const Language> languages();

/// How much the characters of a text beyond ASCII look like those of some language, where they stand in words: about 1 as in prose,
/// 0 and less as in text of another charset. The same text without such characters is 0.
double plausibility(std::string_view text);

} // namespace emic
