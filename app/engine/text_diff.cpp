#include "engine/text_diff.h"

#include <algorithm>
#include <unordered_map>
#include <utf8proc.h>

namespace emic {

namespace {

using Token = std::uint32_t; ///< equal numbers for equal texts

struct Tokens {
    std::vector<Token> ids;
    std::vector<std::uint32_t> begins; ///< in bytes, one more than there are tokens
};

/// Stretches of tokens, half-open.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};
struct Hunk {
    Span removed;
    Span inserted;
};

bool joins_words(std::string_view text, std::uint32_t at) {
    const char32_t c = next_code_point(text, at);
    // Han, Kana, Thai, Lao, Burmese and Khmer are written without spaces.
    const bool unspaced = (c >= 0x2E80 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x9FFF) ||
                          (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
                          (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
    if (unspaced) return false;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return c == U'\'' || c == 0x2019; // don’t is one word
    }
}

std::uint32_t after_grapheme(std::string_view text, std::uint32_t at) {
    return grapheme_ceil(text, at + 1);
}

std::uint32_t after_word(std::string_view text, std::uint32_t at) {
    bool in_word = joins_words(text, at);
    at = after_grapheme(text, at);
    while (in_word && at < text.size() && (in_word = joins_words(text, at)))
        at = after_grapheme(text, at);
    return at;
}

std::uint32_t after_line(std::string_view text, std::uint32_t at) {
    const std::size_t feed = text.find('\n', at);
    return static_cast<std::uint32_t>(feed == std::string_view::npos ? text.size() : feed + 1);
}

using Dictionary = std::unordered_map<std::string_view, Token>;

template <class Step> Tokens tokenise(std::string_view text, TextRange part, Dictionary& dictionary, Step step) {
    Tokens tokens;
    std::uint32_t at = part.begin;
    while (at < part.end) {
        const std::uint32_t end = std::min(step(text, at), part.end);
        tokens.begins.push_back(at);
        tokens.ids.push_back(
            dictionary.try_emplace(text.substr(at, end - at), static_cast<Token>(dictionary.size())).first->second);
        at = end;
    }
    tokens.begins.push_back(at);
    return tokens;
}

/// Finds the hunks between two token sequences.
class Differ {
public:
    Differ(const std::vector<Token>& before, const std::vector<Token>& after) : m_before(before), m_after(after) {}

    std::vector<Hunk> run() {
        compare({0, m_before.size()}, {0, m_after.size()}, 0);
        return std::move(m_hunks);
    }

private:
    static constexpr int max_edits = 700; // memory of Myers' trace: its square in integers, 2 MB
    static constexpr int max_depth = 24;  // of patience within patience

    void compare(Span a, Span b, int depth) {
        while (a.size() && b.size() && m_before[a.begin] == m_after[b.begin])
            ++a.begin, ++b.begin;
        while (a.size() && b.size() && m_before[a.end - 1] == m_after[b.end - 1])
            --a.end, --b.end;
        if (!a.size() && !b.size()) return;
        if (!a.size() || !b.size()) return add({a, b});
        if (myers(a, b)) return;
        if (depth == max_depth || !patience(a, b, depth)) add({a, b});
    }

    void add(const Hunk& hunk) {
        if (!m_hunks.empty() && m_hunks.back().removed.end == hunk.removed.begin &&
            m_hunks.back().inserted.end == hunk.inserted.begin) {
            m_hunks.back().removed.end = hunk.removed.end;
            m_hunks.back().inserted.end = hunk.inserted.end;
        } else {
            m_hunks.push_back(hunk);
        }
    }

    /// The fewest removals and insertions, when max_edits are enough.
    bool myers(Span a, Span b) {
        const int n = static_cast<int>(a.size());
        const int m = static_cast<int>(b.size());
        const int limit = std::min(n + m, max_edits);
        // furthest[k + limit]: how far into `a` the paths on diagonal k (x - y) come.
        std::vector<int> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
        std::vector<std::vector<int>> trace; // per number of edits d: diagonals -d to d before that round
        const auto at = [&](int k) -> int& { return furthest[static_cast<std::size_t>(k + limit + 1)]; };
        for (int d = 0; d <= limit; ++d) {
            trace.emplace_back(&at(-d), &at(d) + 1);
            for (int k = -d; k <= d; k += 2) {
                int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
                int y = x - k;
                while (x < n && y < m && token_a(a, x) == token_b(b, y))
                    ++x, ++y;
                at(k) = x;
                if (x >= n && y >= m) {
                    walk_back(a, b, trace, d);
                    return true;
                }
            }
        }
        return false;
    }

    void walk_back(Span a, Span b, const std::vector<std::vector<int>>& trace, int d) {
        int x = static_cast<int>(a.size());
        int y = static_cast<int>(b.size());
        std::vector<Hunk> found;
        for (; d > 0; --d) {
            const auto before = [&](int k) {
                return trace[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
            };
            const int k = x - y;
            const bool down = k == -d || (k != d && before(k - 1) < before(k + 1));
            const int from_k = down ? k + 1 : k - 1;
            const int from_x = before(from_k);
            const int from_y = from_x - from_k;
            const auto place = [](Span span, int begin, int end) {
                return Span{span.begin + static_cast<std::size_t>(begin), span.begin + static_cast<std::size_t>(end)};
            };
            found.push_back(
                {place(a, from_x, down ? from_x : from_x + 1), place(b, from_y, down ? from_y + 1 : from_y)});
            x = from_x;
            y = from_y;
        }
        for (auto hunk = found.rbegin(); hunk != found.rend(); ++hunk)
            add(*hunk);
    }

    /// Compares between the tokens that each side has exactly once, in their longest common order.
    bool patience(Span a, Span b, int depth) {
        struct Seen {
            std::size_t count_a = 0, count_b = 0, place_a = 0, place_b = 0;
        };
        std::unordered_map<Token, Seen> seen;
        for (std::size_t i = a.begin; i < a.end; ++i)
            ++seen[m_before[i]].count_a, seen[m_before[i]].place_a = i;
        for (std::size_t i = b.begin; i < b.end; ++i)
            ++seen[m_after[i]].count_b, seen[m_after[i]].place_b = i;
        std::vector<std::pair<std::size_t, std::size_t>> common;
        for (std::size_t i = a.begin; i < a.end; ++i) {
            const Seen& token = seen[m_before[i]];
            if (token.count_a == 1 && token.count_b == 1) common.emplace_back(i, token.place_b);
        }
        if (common.empty()) return false;
        for (const auto& [in_a, in_b] : longest_rising(common)) {
            compare({a.begin, in_a}, {b.begin, in_b}, depth + 1);
            a.begin = in_a + 1;
            b.begin = in_b + 1;
        }
        compare(a, b, depth + 1);
        return true;
    }

    /// The longest subsequence whose second numbers rise too.
    static std::vector<std::pair<std::size_t, std::size_t>>
    longest_rising(const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
        constexpr std::size_t none = SIZE_MAX;
        std::vector<std::size_t> tails;
        std::vector<std::size_t> previous(pairs.size(), none);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto place = std::lower_bound(tails.begin(), tails.end(), i, [&](std::size_t tail, std::size_t here) {
                return pairs[tail].second < pairs[here].second;
            });
            if (place != tails.begin()) previous[i] = *(place - 1);
            if (place == tails.end())
                tails.push_back(i);
            else
                *place = i;
        }
        std::vector<std::pair<std::size_t, std::size_t>> rising;
        for (std::size_t i = tails.back(); i != none; i = previous[i])
            rising.push_back(pairs[i]);
        std::reverse(rising.begin(), rising.end());
        return rising;
    }

    [[nodiscard]] Token token_a(Span a, int x) const { return m_before[a.begin + static_cast<std::size_t>(x)]; }
    [[nodiscard]] Token token_b(Span b, int y) const { return m_after[b.begin + static_cast<std::size_t>(y)]; }

    const std::vector<Token>& m_before;
    const std::vector<Token>& m_after;
    std::vector<Hunk> m_hunks;
};

template <class Step>
std::vector<Replacement> diff(std::string_view old_text, std::string_view new_text, const Replacement& within,
                              Step step) {
    Dictionary dictionary;
    const Tokens before = tokenise(old_text, within.removed, dictionary, step);
    const Tokens after = tokenise(new_text, within.inserted, dictionary, step);
    std::vector<Replacement> found;
    for (const Hunk& hunk : Differ(before.ids, after.ids).run())
        found.push_back({{before.begins[hunk.removed.begin], before.begins[hunk.removed.end]},
                         {after.begins[hunk.inserted.begin], after.begins[hunk.inserted.end]}});
    return found;
}

/// The replacement without the letters that its word keeps at its start and end.
Replacement narrowed(Replacement whole, std::string_view old_text, std::string_view new_text) {
    auto& [removed, inserted] = whole;
    while (!removed.empty() && !inserted.empty()) {
        const TextRange a{removed.begin, std::min(after_grapheme(old_text, removed.begin), removed.end)};
        const TextRange b{inserted.begin, std::min(after_grapheme(new_text, inserted.begin), inserted.end)};
        if (slice(old_text, a) != slice(new_text, b)) break;
        removed.begin = a.end;
        inserted.begin = b.end;
    }
    while (!removed.empty() && !inserted.empty()) {
        const TextRange a{std::max(grapheme_floor(old_text, removed.end - 1), removed.begin), removed.end};
        const TextRange b{std::max(grapheme_floor(new_text, inserted.end - 1), inserted.begin), inserted.end};
        if (slice(old_text, a) != slice(new_text, b)) break;
        removed.end = a.begin;
        inserted.end = b.begin;
    }
    return whole;
}

} // namespace

std::vector<Replacement> diff_words(std::string_view old_text, std::string_view new_text) {
    const Replacement whole{{0, static_cast<std::uint32_t>(old_text.size())},
                            {0, static_cast<std::uint32_t>(new_text.size())}};
    std::vector<Replacement> words;
    for (const Replacement& lines : diff(old_text, new_text, whole, after_line)) {
        const std::vector<Replacement> inner = diff(old_text, new_text, lines, after_word);
        words.insert(words.end(), inner.begin(), inner.end());
    }
    return words;
}

TextRange follow(TextRange range, const std::vector<Replacement>& replacements, std::string_view old_text,
                 std::string_view new_text) {
    // From the last to the first, so that the places before a replacement still are those of the old text.
    for (auto it = replacements.rbegin(); it != replacements.rend(); ++it) {
        Replacement replacement = *it;
        const auto inside = [&](std::uint32_t edge) {
            return replacement.removed.begin < edge && edge < replacement.removed.end;
        };
        if (inside(range.begin) || inside(range.end)) replacement = narrowed(replacement, old_text, new_text);
        const bool was_empty = range.empty();
        range = map_range(range, {replacement.removed, replacement.inserted.size()});
        if (was_empty || range.empty()) return {0, 0};
    }
    return range;
}

} // namespace emic
