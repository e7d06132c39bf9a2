#pragma once

#include "engine/project.h"

#include <set>
#include <string>
#include <string_view>

namespace emic {

/// The longest name, in code points.
inline constexpr std::size_t max_name_length = 300;

/// A name as it is stored: one line, without control characters, bidi overrides and blanks around it. A Problem when
/// nothing visible is left or it is too long. `noun` is what is named, for the Problem: "code".
Result<std::string> clean_name(std::string_view raw, std::string_view noun);

/// A longer text as it is stored: LF line ends, no other control characters but tabs. A Problem when it is not UTF-8.
Result<std::string> clean_text(std::string_view raw);

/// True when there is nothing but white space.
bool is_blank(std::string_view text);

/// Equal for names that people take for the same: NFC, case folded, without blanks around and what is invisible.
std::string name_key(std::string_view name);

/// The name itself, or with the first free number: "P01 (2)". Adds its key to `taken`.
std::string unique_name(const std::string& name, std::set<std::string>& taken);

/// In curly quotes and, when it is long, shortened: ‘being watched’.
std::string quoted(std::string_view name);

/// "1 passage", "12 passages".
std::string counted(std::size_t count, std::string_view noun);

/// Something the request names is not in the project: "This code is no longer in the project. …".
Problem gone(std::string_view noun);

/// The name is taken: "There is already a code ‘judged’ …".
Problem taken(std::string_view noun, std::string_view name);

Problem invalid(std::string message);

/// A Problem when it is not 0xRRGGBB.
Outcome check_colour(Colour colour);

/// The other record of that name, or null.
template <class Record>
const Record* find_named(const Project& project, std::string_view name, Id<Record> except = {}) {
    const std::string key = name_key(name);
    for (const Record& record : project.table<Record>())
        if (record.id != except && name_key(record.name) == key) return &record;
    return nullptr;
}

} // namespace emic
