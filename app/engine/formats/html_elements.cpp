#include "engine/formats/html_elements.h"

#include <algorithm>
#include <iterator>

namespace emic {

namespace {

template <std::size_t size> bool holds(const std::string_view (&sorted)[size], std::string_view name) {
    return std::binary_search(std::begin(sorted), std::end(sorted), name);
}

constexpr std::string_view blocks[] = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"};

constexpr std::string_view voids[] = {
    "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "image", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr"};

constexpr std::string_view asides[] = {
    "annotation", "annotation-xml", "applet", "audio", "canvas", "datalist", "iframe", "noembed", "noframes",
    "noscript", "object", "rp", "rt", "rtc", "script", "select", "style", "svg", "template", "title", "video"};

constexpr std::string_view others[] = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "colgroup", "data", "del", "dfn", "em",
    "font", "head", "i", "ins", "kbd", "label", "map", "mark", "marquee", "math", "meter", "nobr", "output", "picture",
    "plaintext", "progress", "q", "rb", "ruby", "s", "samp", "slot", "small", "span", "strike", "strong", "sub", "sup",
    "textarea", "time", "tt", "u", "var"};

} // namespace

bool is_html_block(std::string_view name) { return holds(blocks, name); }
bool is_html_void(std::string_view name) { return holds(voids, name); }
bool is_html_aside(std::string_view name) { return holds(asides, name); }
bool is_html_element(std::string_view name) {
    return is_html_block(name) || is_html_void(name) || is_html_aside(name) || holds(others, name) || name.find(':') != std::string_view::npos;
}

} // namespace emic
