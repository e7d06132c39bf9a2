#include "text/shaped_text.h"

#include "text/bidi.h"
#include "text/typesetter.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace emic {

namespace {

using platform::Font;

/// One line has no line feeds, tabs or other controls: they show as spaces.
std::string_view one_line(std::string_view text, std::string& copy) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::ranges::none_of(text, control)) return text;
    copy = text;
    std::ranges::replace_if(copy, control, ' ');
    return copy;
}

float draw_runs(const Painter& painter, float x, float base_line, const Font& font, std::uint32_t rgba, std::string_view text) {
    Typesetter& type = typesetter();
    const std::vector<LevelRun> runs = visual_runs(text);
    if (runs.size() == 1 && runs.front().level == 0) {
        type.ink.draw_run(painter, x, base_line, {font, rgba, text, false});
        return type.measure.advance(font, text);
    }
    float pen = x;
    for (const LevelRun& run : runs) {
        const std::string_view part = slice(text, run.range);
        type.ink.draw_run(painter, pen, base_line, {font, rgba, part, (run.level & 1) != 0});
        pen += type.measure.advance(font, part);
    }
    return pen - x;
}

struct Fitted {
    std::uint32_t bytes = 0;
    float width = 0;
    bool shortened = false;
};

Fitted fit(const Font& font, std::string_view text, float max_width, Ellipsis ellipsis) {
    Typesetter& type = typesetter();
    const float width = type.measure.advance(font, text);
    if (width <= max_width || ellipsis == Ellipsis::none)
        return {static_cast<std::uint32_t>(text.size()), width, false};
    const std::uint32_t bytes = type.shortened.fitting(font, text, max_width, true, type.measure);
    return {bytes, type.measure.advance(font, text.substr(0, bytes)) + type.measure.advance(font, "\u2026"), true};
}

float draw_fitted(const Painter& painter, float x, float base_line, const Font& font, std::uint32_t rgba, std::string_view text,
                  const Fitted& fitted) {
    if (!fitted.shortened) return draw_runs(painter, x, base_line, font, rgba, text);
    return draw_runs(painter, x, base_line, font, rgba, std::string(text.substr(0, fitted.bytes)) + "\u2026");
}

} // namespace

float line_height(const Font& font) { return std::round(font.size * 1.5f); }

float base_line_in(const Font& font, float height) {
    const float capital = typesetter().measure.extent(font, "H").ascent;
    return std::round((height + capital) / 2);
}

float text_width(const Font& font, std::string_view text) {
    std::string copy;
    return typesetter().measure.advance(font, one_line(text, copy));
}

float draw_text(const Painter& painter, ImVec2 pos, const Font& font, std::uint32_t rgba, std::string_view text,
                float max_width, Ellipsis ellipsis) {
    std::string copy;
    const std::string_view line = one_line(text, copy);
    return draw_fitted(painter, pos.x, pos.y + base_line_in(font, line_height(font)), font, rgba, line,
                       fit(font, line, max_width, ellipsis));
}

float draw_text_in(const Painter& painter, ImVec2 min, ImVec2 max, const Font& font, std::uint32_t rgba, std::string_view text,
                   Align align, Ellipsis ellipsis) {
    std::string copy;
    const std::string_view line = one_line(text, copy);
    const Fitted fitted = fit(font, line, max.x - min.x, ellipsis);
    const float spare = std::max(max.x - min.x - fitted.width, 0.0f);
    const float x = min.x + (align == Align::centre ? spare / 2 : align == Align::end ? spare : 0);
    return draw_fitted(painter, x, min.y + base_line_in(font, max.y - min.y), font, rgba, line, fitted);
}

ImVec2 wrapped_size(const Font& font, std::string_view text, float width, int max_lines) {
    Typesetter& type = typesetter();
    const WrappedTexts::Wrapped& wrapped = type.wrapped.wrap(font, text, {width, max_lines}, type.measure);
    return {std::min(wrapped.width, width), static_cast<float>(wrapped.line_count) * line_height(font)};
}

ImVec2 draw_wrapped(const Painter& painter, ImVec2 pos, const Font& font, std::uint32_t rgba, std::string_view text,
                    float width, int max_lines) {
    Typesetter& type = typesetter();
    const WrappedTexts::Wrapped& wrapped = type.wrapped.wrap(font, text, {width, max_lines}, type.measure);
    const float height = line_height(font);
    const float base_line = base_line_in(font, height);
    float y = pos.y;
    for (const ParagraphLayout& paragraph : wrapped.paragraphs)
        for (const LayoutLine& line : paragraph.lines()) {
            for (const LayoutWord& word : paragraph.words_of(line))
                type.ink.draw_run(painter, pos.x + word.ink_x(), y + base_line,
                                  {font, rgba, slice(wrapped.text, {word.range.begin, word.ink_end}), word.right_to_left()});
            y += height;
        }
    return {std::min(wrapped.width, width), y - pos.y};
}

std::uint32_t with_alpha(std::uint32_t rgba, float alpha) {
    return (rgba & 0xFFFFFF00u) | static_cast<std::uint32_t>(std::clamp(alpha, 0.0f, 1.0f) * 255.0f + 0.5f);
}

} // namespace emic
