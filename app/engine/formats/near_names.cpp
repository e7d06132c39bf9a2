#include "engine/formats/near_names.h"

#include "engine/commands/pseudonyms.h"
#include "engine/formats/languages.h"
#include "engine/formats/project_texts.h"
#include "engine/formats/word_uses.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utf8proc.h>

namespace emic {

namespace {

constexpr std::size_t most_forms = 60; ///< told of one name

bool is_mark(char32_t unit) { return utf8proc_get_property(static_cast<utf8proc_int32_t>(unit))->combining_class != 0; }

std::u32string without_marks(std::u32string_view units) {
    std::u32string plain;
    for (const char32_t unit : units)
        if (!is_mark(unit)) plain += unit == U'ø' ? U'o' : unit == U'ł' ? U'l' : unit == U'đ' ? U'd' : unit;
    return plain;
}

/// "mueller" for "müller".
std::u32string in_plain_letters(std::u32string_view units) {
    constexpr char32_t diaeresis = 0x308, ring = 0x30A;
    std::u32string plain;
    for (const char32_t unit : units) {
        if (unit == diaeresis) plain += U'e';
        else if (unit == ring) plain += U'a';
        else if (unit == U'ø') plain += U"oe";
        else if (unit == U'æ') plain += U"ae";
        else if (!is_mark(unit)) plain += unit;
    }
    return plain;
}

/// One letter more, less, another, or two in the other order; or none.
bool one_letter_apart(std::u32string_view a, std::u32string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    const auto front = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    const std::u32string_view rest_a = a.substr(front), rest_b = b.substr(front);
    if (a.size() < b.size()) return rest_a == rest_b.substr(1);
    if (rest_a.size() < 2) return true;
    return rest_a.substr(1) == rest_b.substr(1) || (rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2));
}

struct NamePart {
    std::u32string units, plain, transcribed;
    bool small = false; ///< "van", "de"
    bool number = false;
};

/// A name with what its words, letters and initials are compared by.
struct LookedFor {
    std::string real;
    std::vector<NamePart> parts;
    std::u32string all, initials;
};

LookedFor looked_for(const Pseudonym& pseudonym) {
    LookedFor name;
    name.real = pseudonym.real;
    const std::vector<Letter> letters = letters_of(name.real);
    for (std::size_t at = 0; at < letters.size();) {
        if (!is_word_unit(letters[at].unit)) {
            ++at;
            continue;
        }
        NamePart part;
        std::uint32_t begin = letters[at].place.begin;
        part.small = utf8proc_category(static_cast<utf8proc_int32_t>(next_code_point(name.real, begin))) == UTF8PROC_CATEGORY_LL;
        for (; at < letters.size() && is_word_unit(letters[at].unit); ++at) {
            part.units += letters[at].unit;
            part.number = part.number || utf8proc_category(static_cast<utf8proc_int32_t>(letters[at].unit)) == UTF8PROC_CATEGORY_ND;
        }
        part.plain = without_marks(part.units);
        part.transcribed = in_plain_letters(part.units);
        name.all += part.units;
        name.initials += part.units[0];
        name.parts.push_back(std::move(part));
    }
    return name;
}

/// A word of the study with what it is compared by, made once for all names.
struct StudyWord {
    const std::u32string* units;
    const WordUse* use;
    std::u32string plain, transcribed;
};

constexpr std::size_t short_name = 4; ///< letters; nearly every word of so few is one letter from another

/// A word that nearly every text of a language has: "and".
bool is_everyday(const std::u32string& units) {
    static const std::set<std::u32string> words = [] {
        std::set<std::u32string> all;
        std::u32string word;
        for (const Language& language : languages())
            for (const Letter& letter : letters_of(language.words)) {
                if (!letter.is_blank()) word += letter.unit;
                else if (!word.empty()) all.insert(std::exchange(word, {}));
            }
        return all;
    }();
    return words.count(units) != 0;
}

/// A word that may be somebody's name: the study never writes it small.
bool is_like_a_name(const StudyWord& of_study) { return of_study.use->capital && !of_study.use->small && !is_everyday(*of_study.units); }

/// Whether capitals or figures set the name apart in the word: "AnnaQuartermain", "Ana2", not "Canada".
bool stands_apart(const std::string& form, std::u32string_view name) {
    const std::vector<Letter> letters = letters_of(form);
    const auto category = [&](std::size_t at) {
        std::uint32_t begin = letters[at].place.begin;
        return utf8proc_category(static_cast<utf8proc_int32_t>(next_code_point(form, begin)));
    };
    for (std::size_t at = 0; at + name.size() <= letters.size(); ++at) {
        bool here = true;
        for (std::size_t i = 0; i < name.size() && here; ++i) here = letters[at + i].unit == name[i];
        if (!here) continue;
        const std::size_t end = at + name.size();
        const auto apart = [&](std::size_t left) { // between the letter at `left` and the next
            if (parts_words(letters[left].unit, letters[left + 1].unit)) return true;
            const utf8proc_category_t a = category(left), b = category(left + 1);
            return a == UTF8PROC_CATEGORY_ND || b == UTF8PROC_CATEGORY_ND || (a == UTF8PROC_CATEGORY_LL && b == UTF8PROC_CATEGORY_LU);
        };
        if ((at == 0 || apart(at - 1)) && (end == letters.size() || apart(end - 1))) return true;
    }
    return false;
}

/// Whether a run of letters in an address is the name, or what stands before the @ begins or ends with it: not "canada.pdf".
bool stands_in_address(const std::string& form, const NamePart& part) {
    std::u32string run;
    bool person = form.find('@') != std::string::npos;
    const auto is_name = [&] {
        const std::u32string plain = without_marks(std::exchange(run, {}));
        return plain == part.plain || (person && (plain.starts_with(part.plain) || plain.ends_with(part.plain)));
    };
    for (const Letter& letter : letters_of(form)) {
        const bool figure = utf8proc_category(static_cast<utf8proc_int32_t>(letter.unit)) == UTF8PROC_CATEGORY_ND;
        if (is_word_unit(letter.unit) && !figure) {
            run += letter.unit;
            continue;
        }
        if (is_name()) return true;
        if (letter.unit == U'@') person = false;
    }
    return is_name() || stands_apart(form, part.units);
}

/// Of short names only what a person would take for the name: other accents, another ending or a slip in a word that is never written small.
std::optional<NearKind> nearness_to_short(const StudyWord& of_study, const NamePart& part) {
    const std::u32string& word = *of_study.units;
    const std::u32string& plain = of_study.plain;
    const std::size_t size = part.units.size();
    if (word.size() > size && word.find(part.units) != std::u32string::npos && stands_apart(of_study.use->form, part.units))
        return word.starts_with(part.units) && word.size() <= size + 3 ? NearKind::inflected : NearKind::inside;
    if (part.number || plain.size() < 3 || !is_like_a_name(of_study) || plain[0] != part.plain[0]) return std::nullopt;
    if (word.starts_with(part.units) && word.size() <= size + 3) return NearKind::inflected;
    return one_letter_apart(plain, part.plain) ? std::optional(NearKind::spelling) : std::nullopt;
}

std::optional<NearKind> nearness(const StudyWord& of_study, const NamePart& part, bool of_several) {
    const std::u32string& word = *of_study.units;
    const std::u32string& plain = of_study.plain;
    const WordUse& use = *of_study.use;
    const std::size_t size = part.units.size();
    if (word == part.units) {
        if (!of_several) return NearKind::itself;
        return !part.small && size >= 2 && (use.capital || size >= 4) ? std::optional(NearKind::part) : std::nullopt;
    }
    if (size < 3 || (of_several && part.small && size < 4)) return std::nullopt;
    if (plain == part.plain || plain == part.transcribed || of_study.transcribed == part.plain) return NearKind::spelling;
    if (size <= short_name) return nearness_to_short(of_study, part);
    const bool counts = use.capital || size > 5;
    if (const std::size_t at = word.find(part.units); at != std::u32string::npos && counts)
        return at == 0 && word.size() <= size + 3 ? NearKind::inflected : NearKind::inside;
    if (part.number || word.size() < 3) return std::nullopt;
    if (one_letter_apart(plain, part.plain) && (size > 5 || is_like_a_name(of_study))) return NearKind::spelling;
    const auto shared = static_cast<std::size_t>(std::mismatch(word.begin(), word.end(), part.units.begin(), part.units.end()).first - word.begin());
    const std::size_t stem = size > 5 ? size - 2 : size - 1;
    if (shared >= stem && word.size() <= size + 4 && (size > 5 || is_like_a_name(of_study))) return NearKind::inflected;
    if (shared == word.size() && use.capital && !is_everyday(word)) return NearKind::part;
    return std::nullopt;
}

/// Where a text stands, for people: "the document ‘P1’".
template <class Record> std::string place_of(const Record& record) {
    if constexpr (std::is_same_v<Record, Memo>) return "a memo";
    else if constexpr (std::is_same_v<Record, ProjectInfo>) return "the project’s name";
    else if constexpr (requires { record.name; }) return std::string("the ") + record_word<Record>() + " " + in_quotes(record.name);
    else return std::string("an ") + record_word<Record>();
}

class Nearness {
public:
    Nearness(std::vector<LookedFor> names, const Project& scoped) : m_names(std::move(names)), m_uses(wanted_pairs(m_names), std::any_of(m_names.begin(), m_names.end(), is_unspaced)) {
        Guid last;
        visit_texts(scoped, [&](const auto& record, std::string_view text) {
            if (text.empty()) return;
            if (m_places.empty() || last != record.id.guid) m_places.push_back(place_of(record));
            last = record.id.guid;
            m_uses.add(text, static_cast<std::uint32_t>(m_places.size() - 1));
        });
        for (const auto& [units, use] : m_uses.words) m_words.push_back({&units, &use, without_marks(units), in_plain_letters(units)});
    }

    /// `named` is the study before names gave way: what stands there nowhere is a stand-in, and nobody's name.
    std::vector<NearName> find(const Project& named) {
        std::optional<WordUses> before;
        std::vector<NearName> all;
        for (const LookedFor& name : m_names) {
            m_forms.clear();
            find_words(name);
            find_together(name);
            find_initials(name);
            find_unspaced(name);
            if (!m_forms.empty() && !before) {
                before.emplace(wanted_pairs(m_names), false);
                visit_texts(named, [&](const auto&, std::string_view text) { before->add(text, 0); });
            }
            std::erase_if(m_forms, [&](const auto& form) { return is_new(m_uses.words, before->words, form.first) || is_new(m_uses.pairs, before->pairs, form.first); });
            if (m_forms.empty()) continue;
            NearName near{name.real, {}};
            for (auto& [key, form] : m_forms) near.forms.push_back(std::move(form));
            sort_rows(near.forms, [](const NearForm& a, const NearForm& b) { return std::tie(a.kind, b.count, a.form) < std::tie(b.kind, a.count, b.form); });
            all.push_back(std::move(near));
        }
        return all;
    }

private:
    static bool is_unspaced(const LookedFor& name) { return name.all.size() >= 3 && parts_words(name.all[0], name.all[0]); }
    static std::set<std::u32string> wanted_pairs(const std::vector<LookedFor>& names) {
        std::set<std::u32string> wanted;
        for (const LookedFor& name : names) wanted.insert(name.all);
        return wanted;
    }

    /// Once by its letters; a sign behind them tells those that stand together in another way.
    void take(const std::u32string& units, const WordUse& use, NearKind kind) { m_forms.try_emplace(units, NearForm{use.form, kind, use.count, m_places[use.place]}); }

    void find_words(const LookedFor& name) {
        for (const StudyWord& word : m_words)
            for (const NamePart& part : name.parts)
                if (const std::optional<NearKind> kind = nearness(word, part, name.parts.size() > 1)) {
                    take(*word.units, *word.use, *kind);
                    break;
                }
        for (const auto& [address, use] : m_uses.addresses)
            for (const NamePart& part : name.parts)
                if (part.units.size() >= 3 && !(part.small && name.parts.size() > 1) && without_marks(address).find(part.plain) != std::u32string::npos &&
                    (part.units.size() > short_name || stands_in_address(use.form, part))) {
                    take(address, use, NearKind::address);
                    break;
                }
    }
    /// Written together, divided, or spelt out.
    void find_together(const LookedFor& name) {
        if (name.all.size() < 3) return;
        if (name.parts.size() > 1)
            if (const auto word = m_uses.words.find(name.all); word != m_uses.words.end()) take(word->first, word->second, NearKind::spelling);
        const auto pair = m_uses.pairs.find(name.all);
        if (pair != m_uses.pairs.end() && (name.all.size() > short_name || pair->second.form.find(' ') == std::string::npos)) take(pair->first + U' ', pair->second, NearKind::spelling);
        for (const auto& [letters, use] : m_uses.spelt)
            if (std::any_of(name.parts.begin(), name.parts.end(), [&](const NamePart& part) { return part.units.size() >= 3 && letters.find(part.units) != std::u32string::npos; }))
                take(letters + U'-', use, NearKind::spelling);
    }
    void find_initials(const LookedFor& name) {
        if (name.initials.size() > 1) {
            const auto word = m_uses.words.find(name.initials);
            if (word != m_uses.words.end() && word->second.capitals) take(word->first, word->second, NearKind::initials);
            if (const auto letters = m_uses.spelt.find(name.initials); letters != m_uses.spelt.end() && letters->second.capital) take(letters->first + U'-', letters->second, NearKind::initials);
        }
        for (const char32_t letter : name.initials)
            if (const auto initial = m_uses.initials.find({letter}); initial != m_uses.initials.end()) take(initial->first + U'.', initial->second, NearKind::initials);
    }
    /// Without spaces between words every stretch is looked at: one sign another, the name without its first sign.
    void find_unspaced(const LookedFor& name) {
        if (!is_unspaced(name)) return;
        const std::u32string_view all = name.all;
        const auto count = [&](std::u32string_view form, const WordUse& use, NearKind kind) {
            std::string shown;
            for (const char32_t unit : form) append_utf8(shown, unit);
            const auto [entry, added] = m_forms.try_emplace(std::u32string(form), NearForm{shown, kind, 0, m_places[use.place]});
            entry->second.count += use.count;
        };
        for (const auto& [run, use] : m_uses.unspaced)
            for (std::size_t at = 0; at < run.size(); ++at) {
                const std::u32string_view window = std::u32string_view(run).substr(at, all.size());
                std::size_t apart = 0;
                for (std::size_t i = 0; i < window.size(); ++i) apart += window[i] == all[i] ? 0 : 1;
                if (window.size() == all.size() && apart == 1) count(window, use, NearKind::spelling);
                else if (window.substr(0, all.size() - 1) == all.substr(1)) count(all.substr(1), use, NearKind::part);
            }
    }

    static bool is_new(const WordMap& now, const WordMap& before, const std::u32string& units) { return now.contains(units) && !before.contains(units); }

    std::vector<LookedFor> m_names;
    std::vector<std::string> m_places;
    WordUses m_uses;
    std::vector<StudyWord> m_words;
    std::map<std::u32string, NearForm> m_forms; ///< of one name
};

const char* words_of(NearKind kind) {
    switch (kind) {
    case NearKind::itself: return "the name itself";
    case NearKind::spelling: return "another spelling";
    case NearKind::inflected: return "with another ending";
    case NearKind::part: return "a part of it";
    case NearKind::initials: return "initials";
    case NearKind::inside: return "inside a longer word";
    case NearKind::address: break;
    }
    return "in an address or a file’s name";
}

std::string sentence_of(const NearName& near) {
    std::string sentence = "Like " + in_quotes(near.real) + ": ";
    const std::size_t told = std::min(near.forms.size(), most_forms);
    for (std::size_t i = 0; i < told; ++i) {
        const NearForm& form = near.forms[i];
        sentence += (i == 0 ? "‘" : ", ‘") + form.form + "’ (" + words_of(form.kind) + ", " + (form.count == 1 ? "once, in " : std::to_string(form.count) + " times, first in ") + form.place + ")";
    }
    if (told < near.forms.size()) sentence += " and " + std::to_string(near.forms.size() - told) + " more";
    return sentence + ".";
}

} // namespace

std::vector<NearName> near_names(const Project& named, const Project& scoped) {
    std::vector<const Pseudonym*> sorted;
    for (const Pseudonym& one : named.pseudonyms()) sorted.push_back(&one);
    if (sorted.empty()) return {};
    sort_rows(sorted, [](const Pseudonym* a, const Pseudonym* b) { return std::tie(a->position, a->real, a->id) < std::tie(b->position, b->real, b->id); });
    std::vector<LookedFor> names;
    for (const Pseudonym* one : sorted) names.push_back(looked_for(*one));
    return Nearness(std::move(names), scoped).find(named);
}

std::vector<std::string> before_pseudonyms(const Project& named, const Project& scoped) {
    std::vector<std::string> sentences;
    if (named.pseudonyms().empty()) sentences.push_back("There are no pseudonyms in this project yet, so every name stays. Add them under ‘Pseudonyms…’.");
    const std::vector<NearName> near = near_names(named, scoped);
    if (!near.empty()) sentences.push_back("These words are near to real names and stay in the file. Look through them: where one means somebody, give it a pseudonym of its own.");
    for (const NearName& one : near) sentences.push_back(sentence_of(one));
    std::set<std::string> coders;
    for (const Coder& coder : scoped.coders())
        if (const Coder* before = named.find(coder.id); before && before->name == coder.name && has_own_name(coder)) coders.insert(coder.name);
    std::string list;
    for (const std::string& coder : coders) list += (list.empty() ? "‘" : ", ‘") + coder + "’";
    if (!list.empty()) sentences.push_back((coders.size() == 1 ? "The name of the coder " : "The names of the coders ") + list + " will be in the file. ‘Pseudonyms for coders’ hides " + (coders.size() == 1 ? "it." : "them."));
    if (!named.kept().empty()) sentences.push_back("Pictures, recordings and other parts that Emic keeps of imported projects are left out, because nobody has looked for names in them.");
    return sentences;
}

} // namespace emic
