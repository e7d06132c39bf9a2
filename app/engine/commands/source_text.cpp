#include "engine/commands/source_text.h"

#include "engine/commands/names.h"
#include "engine/commands/sources.h"

namespace emic {


Outcome check_source_text(std::string_view text, const std::string& name) {
    const auto refused = [&](const std::string& why) {
        return Problem{ProblemKind::unreadable,
                       "The text of " + quoted(name) + " " + why + " Nothing was changed. Import the file once more.",
                       {}};
    };
    if (text.size() > max_source_bytes)
        return Problem{ProblemKind::unsupported,
                       "The text of " + quoted(name) + " is longer than " +
                           std::to_string(max_source_bytes / (1024 * 1024)) +
                           " MB. Nothing was changed. Divide it into several documents.",
                       {}};
    if (!is_valid_utf8(text)) return refused("holds damaged characters.");
    if (text.find('\r') != std::string_view::npos) return refused("holds line ends of another kind than it should.");
    if (text.substr(0, 3) == "\xEF\xBB\xBF") return refused("begins with a byte order mark.");
    return std::nullopt;
}

} // namespace emic
