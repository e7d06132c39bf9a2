#pragma once

#include "caches.h"
#include "frame.h"

/// Every view: a function of the frame and its rectangle. Rows come from app/engine/queries; views draw and ask.
namespace emic {

void draw_home(const Frame& frame, const Rect& rect);
void draw_top_bar(const Frame& frame, const Rect& rect);
void draw_rail(const Frame& frame, const Rect& rect);
void draw_documents_panel(const Frame& frame, const Rect& rect);
void draw_transcript(const Frame& frame, const Rect& rect);
void draw_codes_panel(const Frame& frame, const Rect& rect);
void draw_inspector(const Frame& frame, const Rect& rect);
void draw_compare(const Frame& frame, const Rect& rect);
void draw_search(const Frame& frame, const Rect& rect);
void draw_cases(const Frame& frame, const Rect& rect);
void draw_themes(const Frame& frame, const Rect& rect);
void draw_report(const Frame& frame, const Rect& rect);

/// Over the window: picker, palette, key sheet, dialogs, import report, toasts.
void draw_overlays(const Frame& frame);
/// The values that an attribute's new type would leave out.
void draw_retype(const Frame& frame);
void draw_pseudonyms(const Frame& frame);
void draw_interview_guide(const Frame& frame);
void draw_toasts(const Frame& frame);

} // namespace emic
