#include "engine/formats/csv.h"

#include "engine/letters.h"

#include <algorithm>
#include <iterator>

namespace emic {

namespace {

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_' || (c >= 0x80 && is_word_unit(c)); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

/// What a spreadsheet sees: without what is invisible, full-width signs as plain ones, any white space a blank.
std::u32string seen(std::string_view field) {
    std::u32string units;
    for (std::uint32_t at = 0; at < field.size();) {
        const char32_t c = next_code_point(field, at);
        if (is_white_space(c)) units += U' ';
        else if (c >= 0xFF01 && c <= 0xFF5E) units += c - 0xFEE0;
        else if (c == 0xFE66) units += U'=';
        else if (c == 0xFE62) units += U'+';
        else if (c == 0xFE63) units += U'-';
        else if (c == 0xFE6B) units += U'@';
        else if (!is_invisible(c)) units += c;
    }
    return units;
}

/// What stands behind a leading plus or minus.
class Expression {
public:
    explicit Expression(std::u32string_view text) : m_text(text) {}

    [[nodiscard]] bool is_one() const { return reaches_out() || is_arithmetic(); }

private:
    [[nodiscard]] char32_t at(std::size_t place) const { return place < m_text.size() ? m_text[place] : U'\0'; }

    /// A call of a function, another program (DDE), another sheet.
    [[nodiscard]] bool reaches_out() const {
        if (m_text.find(U'|') != std::u32string_view::npos) return true;
        for (std::size_t i = 1; i + 1 < m_text.size(); ++i)
            if (m_text[i] == U'!' && (is_letter(at(i - 1)) || is_digit(at(i - 1)) || is_one_of(at(i - 1), U"'\"]")) && (is_letter(at(i + 1)) || is_digit(at(i + 1)) || is_one_of(at(i + 1), U"$#")))
                return true;
        for (std::size_t i = 0; i < m_text.size();) {
            if (!is_letter(m_text[i])) {
                ++i;
                continue;
            }
            const std::size_t begin = i;
            while (is_letter(at(i)) || is_digit(at(i)) || at(i) == U'.') ++i;
            std::size_t next = i;
            while (at(next) == U' ') ++next;
            if (at(next) != U'(') continue;
            if (is_function_that_reaches_out(m_text.substr(begin, i - begin)) || (next == i && is_operand_at(begin))) return true;
        }
        return false;
    }
    /// Not beside another word: "the word(s)" is nothing that can be calculated.
    [[nodiscard]] bool is_operand_at(std::size_t place) const {
        while (place > 0 && m_text[place - 1] == U' ') --place;
        return place == 0 || is_one_of(m_text[place - 1], U"+-*/^&=<>(,;:{%");
    }
    static bool is_function_that_reaches_out(std::u32string_view name) {
        static constexpr std::u32string_view names[] = {U"hyperlink", U"webservice", U"filterxml", U"importxml", U"importhtml", U"importdata", U"importfeed", U"importrange", U"image", U"call",
                                                        U"exec", U"register", U"register.id", U"dde", U"rtd", U"indirect", U"offset", U"evaluate", U"cmd", U"sql.request"};
        std::u32string folded(name);
        for (char32_t& c : folded)
            if (c >= U'A' && c <= U'Z') c += 32;
        return std::find(std::begin(names), std::end(names), folded) != std::end(names);
    }

    /// Numbers, cells and words in quotation marks with signs between them, to the end; a number alone is none.
    [[nodiscard]] bool is_arithmetic() const {
        std::size_t place = 0, signs = 0, cells = 0, depth = 0;
        const auto blanks = [&] {
            while (at(place) == U' ') ++place;
        };
        while (true) {
            for (blanks(); is_one_of(at(place), U"+-(") && place < m_text.size(); ++place, blanks()) depth += m_text[place] == U'(' ? 1 : 0;
            const std::size_t begin = place;
            take_operand(place, cells);
            if (place == begin) return false;
            for (blanks(); is_one_of(at(place), U"%)") && place < m_text.size(); ++place, blanks()) {
                if (m_text[place] == U'%') continue;
                if (depth == 0) return false;
                --depth;
            }
            if (place == m_text.size()) return depth == 0 && (signs > 0 || cells > 0);
            if (!is_one_of(m_text[place], U"+-*/^&<>=:")) return false;
            for (++signs; is_one_of(at(place), U"<>=") && place < m_text.size(); ++place) {}
            if (is_one_of(at(place), U"+-*/^&:") && place < m_text.size()) ++place;
        }
    }
    void take_operand(std::size_t& place, std::size_t& cells) const {
        std::size_t next = place;
        if (at(next) == U'"') {
            const std::size_t end = m_text.find(U'"', next + 1);
            if (end != std::u32string_view::npos) place = end + 1;
            return;
        }
        if (is_digit(at(next)) || at(next) == U'.') {
            while (is_digit(at(next)) || at(next) == U'.') ++next;
            if (is_one_of(at(next), U"eE") && next < m_text.size()) {
                std::size_t exponent = next + 1;
                if (is_one_of(at(exponent), U"+-") && exponent < m_text.size()) ++exponent;
                if (is_digit(at(exponent))) {
                    while (is_digit(at(exponent))) ++exponent;
                    next = exponent;
                }
            }
            if (!is_letter(at(next))) place = next;
            return;
        }
        const auto dollar = [&] { next += at(next) == U'$' ? 1 : 0; };
        dollar();
        const std::size_t letters = next;
        while (next < letters + 4 && at(next) < 0x80 && at(next) != U'_' && is_letter(at(next))) ++next;
        const bool named = next > letters && next <= letters + 3;
        dollar();
        const std::size_t digits = next;
        while (is_digit(at(next))) ++next;
        if (!named || next == digits || next > digits + 7 || is_letter(at(next))) return;
        ++cells;
        place = next;
    }

    std::u32string_view m_text;
};

} // namespace

bool is_formula(std::string_view field) {
    if (field.starts_with('\t') || field.starts_with('\r')) return true;
    const std::u32string units = seen(field);
    std::u32string_view rest = units;
    const auto skip = [&](std::u32string_view set) {
        while (!rest.empty() && is_one_of(rest.front(), set)) rest.remove_prefix(1);
    };
    skip(U" ");
    const bool quoted = !rest.empty() && is_one_of(rest.front(), U"'\"");
    skip(U" '\"");
    if (rest.empty() || !is_one_of(rest.front(), U"=@+-")) return false;
    if (is_one_of(rest.front(), U"=@")) return true;
    skip(U" +-");
    while (quoted && !rest.empty() && is_one_of(rest.back(), U" '\"")) rest.remove_suffix(1);
    if (rest.empty()) return false;
    return is_one_of(rest.front(), U"=@") || Expression(rest).is_one();
}

std::string_view without_apostrophe(std::string_view field) {
    const bool defused = field.starts_with('\'') && is_formula(field.substr(1));
    return defused ? field.substr(1) : field;
}

void append_csv_row(std::string& out, std::span<const std::string_view> fields, CellSafety safety) {
    for (const std::string_view& field : fields) {
        if (&field != &fields.front()) out += ',';
        out += '"';
        if (safety == CellSafety::defused && is_formula(field)) out += '\'';
        for (char c : field) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

} // namespace emic
