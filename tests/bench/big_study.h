#pragma once
// Made-up studies of any size, the same for the same seed: for benchmarks and for seeded random tests.

#include "engine/workspace.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace emic::test {

/// SplitMix64 with what the generators need.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 to `sides` - 1.
    std::uint32_t roll(std::uint32_t sides) { return static_cast<std::uint32_t>(next() % sides); }
    bool chance(std::uint32_t in_hundred) { return roll(100) < in_hundred; }

private:
    std::uint64_t m_state;
};

struct StudySize {
    std::uint32_t documents = 26;
    std::uint32_t characters = 40'000; ///< of each document, about
    std::uint32_t codings = 200;       ///< in each document
    std::uint32_t codes = 60;
    std::uint32_t longest_passage = 400; ///< bytes, about
    std::uint32_t coders = 2;
    std::uint32_t beyond_ascii = 0; ///< in a hundred words
    std::uint64_t seed = 1;
};

/// 26 interviews as a doctoral student has them.
inline StudySize usual_study() {
    return {};
}
/// The same with 1,000 codings in each: 26,000.
inline StudySize dense_study() {
    StudySize size;
    size.codings = 1'000;
    return size;
}
/// 1,000 interviews with 500,000 codings.
inline StudySize huge_study() {
    StudySize size;
    size.documents = 1'000;
    size.characters = 50'000;
    size.codings = 500;
    size.codes = 200;
    return size;
}

inline std::string made_up_word(Dice& dice) {
    constexpr std::array<const char*, 16> onsets{"b", "d", "f", "g", "h", "k", "l",  "m",
                                                 "n", "p", "r", "s", "t", "v", "st", "sh"};
    constexpr std::array<const char*, 8> vowels{"a", "e", "i", "o", "u", "ai", "ee", "ou"};
    std::string word;
    for (std::uint32_t syllables = 1 + dice.roll(3); syllables > 0; --syllables) {
        word += onsets[dice.roll(onsets.size())];
        word += vowels[dice.roll(vowels.size())];
    }
    if (dice.chance(30)) word += "n";
    return word;
}

inline std::string word_beyond_ascii(Dice& dice) {
    constexpr std::array<const char*, 10> words{"élève", "Éléphant", "e\u0301te\u0301",    "母亲", "恢复",
                                                "naïve", "Straße",   "👩‍👩‍👧", "мать", "\u00A0"};
    return words[dice.roll(words.size())];
}

/// Turns of an interview, one to a paragraph: "P01: Hai monou stee."
inline std::string made_up_transcript(Dice& dice, const StudySize& size, const std::vector<std::string>& vocabulary) {
    std::string text;
    text.reserve(size.characters + 200);
    for (bool interviewer = true; text.size() < size.characters; interviewer = !interviewer) {
        if (!text.empty()) text += '\n';
        text += interviewer ? "Interviewer: " : "P01: ";
        for (std::uint32_t sentences = 1 + dice.roll(interviewer ? 2 : 8); sentences > 0; --sentences) {
            for (std::uint32_t words = 4 + dice.roll(14); words > 0; --words) {
                // Squaring makes some words common and most rare, as in speech.
                const std::uint64_t place = dice.next() % 1000;
                text += dice.chance(size.beyond_ascii) ? word_beyond_ascii(dice)
                                                       : vocabulary[static_cast<std::size_t>(place * place * vocabulary.size() / 1'000'000)];
                text += words > 1 ? (dice.chance(8) ? ", " : " ") : (dice.chance(10) ? "? " : ". ");
            }
        }
        text.pop_back();
    }
    return text;
}

/// One change that makes the entire study.
inline Change made_up_study(const StudySize& size) {
    Dice dice(size.seed);
    const IdSource ids = seeded_ids(size.seed * 7919 + 1);
    Change change;
    change.label = "Study made up";
    change.insert(ProjectInfo{{ids()}, "Made-up study", 1'700'000'000'000, ""});

    std::vector<Id<Coder>> coders;
    for (std::uint32_t i = 0; i < size.coders; ++i) {
        coders.push_back({ids()});
        change.insert(Coder{coders.back(), "Coder " + std::to_string(i + 1), 0x336699, ""});
    }
    std::vector<Id<Case>> cases;
    for (std::uint32_t i = 0; i < (size.documents + 1) / 2; ++i) {
        cases.push_back({ids()});
        change.insert(Case{cases.back(), "P" + std::to_string(i + 1), i, ""});
    }
    std::vector<Id<Code>> codes;
    for (std::uint32_t i = 0; i < size.codes; ++i) {
        Code code;
        code.id = {ids()};
        // Ten top codes, the others below one that came before.
        if (i >= 10) code.parent = codes[dice.roll(i)];
        code.position = i;
        code.name = made_up_word(dice) + " " + made_up_word(dice);
        code.colour = static_cast<Colour>(dice.next() & 0xFFFFFF);
        code.definition = "When someone speaks of " + code.name + ".";
        codes.push_back(code.id);
        change.insert(code);
    }
    std::vector<std::string> vocabulary;
    for (int i = 0; i < 4'000; ++i)
        vocabulary.push_back(made_up_word(dice));

    for (std::uint32_t d = 0; d < size.documents; ++d) {
        Source source;
        source.id = {ids()};
        // The last document has no case.
        if (d + 1 < size.documents) source.case_id = cases[d / 2];
        source.name = "Interview " + std::to_string(d + 1);
        source.position = d;
        source.text = SharedText(made_up_transcript(dice, size, vocabulary));
        source.origin = source.name + ".docx";
        source.imported = 1'700'000'000'000 + d;
        const std::string_view text = source.text.view();
        for (std::uint32_t c = 0; c < size.codings; ++c) {
            Coding coding;
            coding.id = {ids()};
            coding.source = source.id;
            const std::uint32_t length = 1 + dice.roll(size.longest_passage);
            const std::uint32_t begin = dice.roll(static_cast<std::uint32_t>(text.size()));
            coding.range = {grapheme_floor(text, begin),
                            grapheme_ceil(text, std::min(begin + length, source.text.size()))};
            coding.code = codes[dice.roll(size.codes)];
            coding.coder = coders[dice.roll(size.coders)];
            coding.created = coding.modified = 1'700'000'100'000 + c;
            change.insert(coding);
        }
        change.insert(std::move(source));
    }
    return change;
}

inline Workspace make_study(const StudySize& size) {
    Workspace workspace;
    workspace.project.apply(made_up_study(size));
    workspace.indexes.rebuild(workspace.project);
    return workspace;
}

} // namespace emic::test
