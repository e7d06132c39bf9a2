#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// A piece of a web page's source.
struct HtmlToken {
    enum class Kind { text, start_tag, end_tag };
    Kind kind = Kind::text;
    std::string name;             ///< of a tag, in lower case
    std::string_view attributes;  ///< of a start tag, as written
    std::string text;             ///< with references resolved
    std::string_view source;      ///< all of it, as written
};

/// Cuts a page's source (valid UTF-8) into tags and text as browsers do, in one pass. Comments, declarations, and what
/// scripts and style sheets hold are passed over. What never ends (a tag, a comment) is taken as text, so that nothing
/// is lost behind it.
class HtmlTokens {
public:
    explicit HtmlTokens(std::string_view source) : m_source(source) {}

    /// Reads the next piece into `token`; false at the end.
    bool next(HtmlToken& token);

private:
    bool read_tag(HtmlToken& token);
    [[nodiscard]] std::size_t raw_end(const std::string& name, std::size_t from);
    bool read_raw(HtmlToken& token);
    bool read_section(HtmlToken& token);
    bool pass_over_comment();
    void read_text(HtmlToken& token, std::size_t from);
    [[nodiscard]] std::size_t tag_end(std::size_t at);

    std::string_view m_source;
    std::size_t m_at = 0;
    std::string m_raw;         ///< the element whose text is read as it stands
    std::size_t m_raw_end = 0; ///< where that text ends
    std::size_t m_last_bracket = std::string_view::npos; ///< the last ">" of the source, once looked for
    bool m_endless_comment = false;
    bool m_endless_section = false; ///< CDATA
    std::vector<std::string> m_endless_raw;
};

/// The value of an attribute of a start tag with references resolved; empty for one without a value.
std::optional<std::string> html_attribute(const HtmlToken& token, std::string_view name);

/// A text with its character references resolved as HTML does, also those without a semicolon.
std::string resolve_references(std::string_view text);

} // namespace emic
