#include "engine/commands/names.h"
#include "engine/text_direction.h"

#include <cstdlib>
#include <utf8proc.h>

namespace emic {

namespace {

/// Embeddings, overrides and isolates: they would turn the text around a name about as well.
bool is_bidi_control(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_line_break(char32_t c) {
    return (c >= 0x9 && c <= 0xD) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

utf8proc_category_t category(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_visible(char32_t c) {
    const utf8proc_category_t kind = category(c);
    return kind != UTF8PROC_CATEGORY_CF && kind != UTF8PROC_CATEGORY_CC && kind != UTF8PROC_CATEGORY_ZS &&
           kind != UTF8PROC_CATEGORY_ZL && kind != UTF8PROC_CATEGORY_ZP;
}

} // namespace

Result<std::string> clean_name(std::string_view raw, std::string_view noun) {
    if (!is_valid_utf8(raw))
        return invalid("The name holds damaged characters. Nothing was changed. Type the name again.");
    std::string name;
    std::size_t length = 0;
    bool visible = false;
    for (std::uint32_t at = 0; at < raw.size();) {
        char32_t c = next_code_point(raw, at);
        if (is_line_break(c)) c = U' ';
        if (category(c) == UTF8PROC_CATEGORY_CC || is_bidi_control(c) || c == 0xFEFF) continue;
        if (c == U' ' && (name.empty() || name.back() == ' ')) continue;
        visible = visible || is_visible(c);
        append_utf8(name, c);
        ++length;
    }
    if (!visible) return invalid("The " + std::string(noun) + " needs a name. Type at least one letter or sign.");
    if (length > max_name_length)
        return invalid("The name is longer than " + std::to_string(max_name_length) +
                       " characters. Nothing was changed. Shorten it; there is room for more in the description.");
    return std::string(slice(name, trimmed(name, {0, static_cast<std::uint32_t>(name.size())})));
}

Result<std::string> clean_text(std::string_view raw) {
    if (!is_valid_utf8(raw))
        return invalid(
            "The text holds damaged characters. Nothing was changed. Copy it again from where it comes from.");
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const auto byte = static_cast<unsigned char>(raw[i]);
        if (byte == '\r') {
            text += '\n';
            if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
        } else if (byte >= 0x20 || byte == '\n' || byte == '\t') {
            text += raw[i];
        }
    }
    return text;
}

bool is_blank(std::string_view text) {
    return trimmed(text, {0, static_cast<std::uint32_t>(text.size())}).empty();
}

std::string name_key(std::string_view name) {
    const std::string_view core = slice(name, trimmed(name, {0, static_cast<std::uint32_t>(name.size())}));
    utf8proc_uint8_t* folded = nullptr;
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(core.data()), static_cast<utf8proc_ssize_t>(core.size()),
                     &folded, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
    if (size < 0) return fold_case(core);
    std::string key(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size));
    std::free(folded);
    return key;
}

std::string unique_name(const std::string& name, std::set<std::string>& taken) {
    const auto numbered = [&](std::size_t number) { return number == 1 ? name : name + " (" + std::to_string(number) + ")"; };
    const auto is_taken = [&](std::size_t number) { return taken.count(name_key(numbered(number))) != 0; };
    // Of very many with one name the numbers are not tried one after the other.
    constexpr std::size_t few = 8;
    std::size_t last = 0, number = 1;
    for (; is_taken(number); number = number < few ? number + 1 : 2 * number) last = number;
    while (number - last > 1) {
        const std::size_t middle = last + (number - last) / 2;
        (is_taken(middle) ? last : number) = middle;
    }
    taken.insert(name_key(numbered(number)));
    return numbered(number);
}

std::string quoted(std::string_view name) {
    constexpr std::uint32_t longest = 40; // code points
    std::string shown(name);
    const std::uint32_t cut = byte_at_code_point(name, longest);
    if (cut < name.size()) shown = std::string(name.substr(0, grapheme_floor(name, cut))) + "…";
    return in_quotes(shown);
}

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

Problem gone(std::string_view noun) {
    return {ProblemKind::missing,
            "This " + std::string(noun) +
                " is no longer in the project. Nothing was changed. Choose another one, or undo what took it away.",
            {}};
}

Problem taken(std::string_view noun, std::string_view name) {
    return invalid("There is already a " + std::string(noun) + " " + quoted(name) +
                   " here. Nothing was changed. Choose another name, or use the one that is there.");
}

Problem invalid(std::string message) {
    return {ProblemKind::invalid_request, std::move(message), {}};
}

Outcome check_colour(Colour colour) {
    if (colour <= 0xFFFFFF) return std::nullopt;
    return invalid("This is not a colour that a screen can show. Nothing was changed. Choose another one.");
}

} // namespace emic
