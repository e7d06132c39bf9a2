#pragma once

#include "caches.h"
#include "frame.h"
#include "views/parts.h"

namespace emic {

/// Everything about one theme, to read and to edit.
void draw_theme_page(const Frame& frame, const Rect& rect, const ThemeRow& theme, const ListAndPage& split);

/// The theme's codes with definitions and counts / its key quotations / how it relates to other themes. Each draws from
/// `y` down and returns how high it was.
float draw_theme_codes(const Frame& frame, float x, float y, float width, const ThemeRow& theme);
float draw_theme_quotations(const Frame& frame, float x, float y, float width, const ThemeRow& theme);
float draw_theme_relations(const Frame& frame, float x, float y, float width, const ThemeRow& theme);

/// The passages of the theme's codes, each to be added as key quotation.
void draw_theme_tray(const Frame& frame, const Rect& rect, const ThemeRow& theme);

const std::vector<ThemeRow>& theme_rows_of(const Frame& frame);

} // namespace emic
