#pragma once

#include "engine/formats/text_file.h"

namespace emic {

/// Decodes a web page's bytes: a byte order mark decides, then what `charset` says (of the message that brought the
/// page; may be empty), then what the page itself says in its first bytes, then what the bytes look like. Valid UTF-8
/// is UTF-8 whatever else is said. Keeps control characters for ContentMarks::settle to clean.
Result<TextFile> read_web_text(const FileInput& file, std::string_view charset = {});

/// The character set that a page names near its start: "utf-8"; empty where it names none.
std::string declared_charset(std::string_view bytes);

} // namespace emic
