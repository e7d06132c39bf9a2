#include "engine/formats/html.h"

#include "engine/formats/base64.h"
#include "engine/formats/sha256.h"

#include <algorithm>
#include <array>
#include <set>

namespace emic {

namespace {

/// Restrained on purpose: word processors keep what is here (points, class selectors, borders) and little else.
constexpr std::string_view style_sheet = R"(
@page { size: A4; margin: 22mm 20mm 24mm 20mm; }
html { background: #ffffff; }
body { margin: 0 auto; padding: 36pt 24pt 48pt; max-width: 500pt; color: #1f1d1a;
  font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Noto Serif", "Songti SC", SimSun, "Noto Serif CJK SC", serif;
  font-size: 11pt; line-height: 1.5; }
h1, h2, h3, h4, .kind, .facts, .count, .path, .source, th, table.list td, .label { line-height: 1.3; }
h1 { margin: 0 0 6pt; font-size: 25pt; font-weight: normal; }
h2 { margin: 34pt 0 8pt; padding-top: 10pt; border-top: 1.5pt solid #7d4a2d; font-size: 18pt; font-weight: normal; }
h3 { margin: 22pt 0 6pt; font-size: 12.5pt; font-weight: bold; }
h4 { margin: 16pt 0 3pt; font-size: 11.5pt; font-weight: bold; }
h2, h3, h4 { page-break-after: avoid; }
p { margin: 0 0 7pt; }
a { color: #7d4a2d; }
.kind { margin: 0 0 10pt; color: #7d4a2d; font-size: 10pt; letter-spacing: 0.8pt; }
.number { color: #7d4a2d; }
.facts, .count, .path, .source, .label { color: #6a645c; font-size: 9.5pt; }
.count { font-weight: normal; }
.path { margin: 0 0 3pt; }
.lead { font-size: 12pt; }
.memo { margin: 0 0 10pt; padding: 7pt 10pt; background: #f7f4ee; page-break-inside: avoid; }
.memo p { margin: 0 0 4pt; }
blockquote { margin: 0 0 13pt 0; padding: 1pt 0 1pt 13pt; border-left: 2.5pt solid #cdbfae; page-break-inside: avoid; }
blockquote p { margin: 0 0 3pt; }
.quotation { font-size: 11.5pt; }
table { width: 100%; margin: 4pt 0 12pt; border-collapse: collapse; }
tr { page-break-inside: avoid; }
thead { display: table-header-group; }
th { padding: 3pt 8pt 4pt 0; border-bottom: 1pt solid #7d4a2d; color: #6a645c; font-size: 9pt; font-weight: normal; text-align: left; vertical-align: bottom; }
td { padding: 4pt 8pt 4pt 0; border-bottom: 0.5pt solid #ddd5ca; vertical-align: top; }
table.list td { font-size: 10pt; }
table.list .path { display: block; font-size: 8.5pt; }
td.number, th.number { padding-left: 8pt; padding-right: 2pt; color: #1f1d1a; text-align: right; white-space: nowrap; }
th.number { color: #6a645c; }
table.rules { margin: 2pt 0 8pt; }
table.rules th { width: 78pt; padding: 3pt 8pt 3pt 0; border-bottom: 0.5pt solid #ddd5ca; vertical-align: top; }
table.rules td { padding: 3pt 0; font-size: 10.5pt; }
table.rules p { margin: 0 0 2pt; }
.dot { padding-right: 2pt; }
.theme, .appendix { page-break-before: always; }
.entry { page-break-inside: avoid; }
.depth1 { margin-left: 14pt; }
.depth2 { margin-left: 28pt; }
.depth3 { margin-left: 42pt; }
.speech { margin: 0 0 6pt; }
mark { color: inherit; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
sup { font-size: 7.5pt; line-height: 0; }
.note { margin: 0 0 6pt 18pt; padding: 2pt 8pt; border-left: 1.5pt solid #cdbfae; font-size: 9pt; line-height: 1.35; page-break-inside: avoid; }
@media screen and (min-width: 1000px) { .note { float: right; clear: right; width: 150pt; margin: -20pt -190pt 8pt 0; } }
@media screen { .theme, .appendix { margin-top: 20pt; } }
@media print { body { max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } }
)";

constexpr std::string_view dot_class = "class=\"dot c";
constexpr std::string_view shade_class = "class=\"shade s";

std::string hex_colour(Colour colour) {
    std::string digits;
    for (int shift = 20; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(colour >> shift) & 0xf];
    return digits;
}

std::string digest_bytes(std::string_view hex) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(static_cast<unsigned char>(value(hex[i]) << 4 | value(hex[i + 1])));
    return bytes;
}

/// The colours in `body` that stand behind a class's beginning, sorted.
std::set<std::string_view> colours_behind(std::string_view body, std::string_view beginning) {
    std::set<std::string_view> colours;
    for (std::size_t at = body.find(beginning); at != std::string_view::npos; at = body.find(beginning, at + 1))
        colours.insert(body.substr(at + beginning.size(), 6));
    return colours;
}

/// The rules for every dot and shade in `body`.
std::string colour_rules(std::string_view body) {
    std::string rules;
    for (std::string_view colour : colours_behind(body, dot_class))
        rules += ".c" + std::string(colour) + " { color: #" + std::string(colour) + "; }\n";
    for (std::string_view colour : colours_behind(body, shade_class))
        rules += ".s" + std::string(colour) + " { background: #" + std::string(colour) + "; }\n";
    return rules;
}

/// "zh", "ja", "ko", or nothing when the script does not tell.
std::string_view language_by_script(std::string_view text) {
    bool han = false;
    for (std::uint32_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        if (c >= 0x3041 && c <= 0x30FF) return "ja";
        if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)) return "ko";
        if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF)) han = true;
    }
    return han ? "zh" : "";
}

void append_element(std::string& out, std::string_view name, std::string_view attributes, std::string_view text, std::string_view direction) {
    out += '<';
    out += name;
    out += attributes;
    if (const std::string_view language = language_by_script(text); !language.empty()) {
        out += " lang=\"";
        out += language;
        out += '"';
    }
    out += direction;
    out += '>';
    for (std::size_t begin = 0;;) {
        const std::size_t feed = text.find('\n', begin);
        append_html_text(out, text.substr(begin, feed == std::string_view::npos ? feed : feed - begin));
        if (feed == std::string_view::npos) break;
        out += "<br>";
        begin = feed + 1;
    }
    out += "</";
    out += name;
    out += '>';
}

} // namespace

void append_html_text(std::string& out, std::string_view text) {
    for (char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default:
            if (const auto byte = static_cast<unsigned char>(c); (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F)
                append_utf8(out, 0xFFFD);
            else out += c;
        }
    }
}

void append_html_element(std::string& out, std::string_view name, std::string_view attributes, std::string_view text) {
    append_element(out, name, attributes, text, " dir=\"auto\"");
}

void append_html_inline(std::string& out, std::string_view name, std::string_view attributes, std::string_view text) {
    append_element(out, name, attributes, text, {});
}

void append_html_passage(std::string& out, std::string_view name, std::string_view text, TextDirection direction) {
    const bool right_to_left = direction == TextDirection::right_to_left, of_itself = direction_of(text) == TextDirection::right_to_left;
    append_element(out, name, {}, text, right_to_left == of_itself ? " dir=\"auto\"" : right_to_left ? " dir=\"rtl\"" : " dir=\"ltr\"");
}

void append_html_paragraphs(std::string& out, std::string_view text, std::string_view attributes) {
    for (const TextRange& paragraph : paragraphs(text)) {
        const TextRange words = trimmed(text, paragraph);
        if (words.empty()) continue;
        append_html_element(out, "p", attributes, slice(text, words));
        out += '\n';
    }
}

void append_colour_dot(std::string& out, Colour colour) {
    out += "<span ";
    out += dot_class;
    out += hex_colour(colour);
    out += "\" aria-hidden=\"true\">●</span> ";
}

std::string shade_attribute(Colour colour) { return " " + std::string(shade_class) + hex_colour(colour) + "\""; }

std::string html_page(std::string_view title, std::string_view body) {
    const std::string style = std::string(style_sheet) + colour_rules(body);
    std::string digest;
    append_base64(digest, digest_bytes(sha256_hex(style)));
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" +
                       digest + "'; base-uri 'none'; form-action 'none'\">\n" +
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"generator\" content=\"Emic\">\n<title>";
    append_html_text(page, title);
    page += "</title>\n<style>" + style + "</style>\n</head>\n<body>\n";
    page += body;
    page += "</body>\n</html>\n";
    return page;
}

} // namespace emic
