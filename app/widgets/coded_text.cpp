#include "widgets/coded_text.h"

#include "widgets/coded_text_page.h"

#include <algorithm>

namespace emic {

namespace {

/// Time of a frame spent on laying out what is not in view yet.
constexpr double refine_ms = 6; // in smaller pieces each would take the whole window through a frame once more
/// The page is taken to scroll until it has rested so long.
constexpr double rest_ms = 80;

} // namespace

CodedText::CodedText() : m_page(std::make_unique<CodedTextPage>()) {}
CodedText::~CodedText() = default;
CodedText::CodedText(CodedText&&) noexcept = default;
CodedText& CodedText::operator=(CodedText&&) noexcept = default;

CodedTextRequests CodedText::draw(const char* id, ImVec2 pos, ImVec2 size, const CodedTextInput& input,
                                  const CodedTextStyle& style, std::vector<platform::MirrorNode>& mirror,
                                  std::uint32_t mirror_parent) {
    CodedTextPage& page = *m_page;
    page.input = &input;
    page.style = &style;
    page.type = &typesetter();
    page.painter = window_painter();
    page.requests = {};
    page.view_min = pos;
    page.view_max = {pos.x + size.x, pos.y + size.y};
    ImGui::SetCursorScreenPos(pos);
    ImGui::InvisibleButton(id, size, ImGuiButtonFlags_MouseButtonLeft);
    page.item = ImGui::GetItemID();
    page.item_hovered = ImGui::IsItemHovered();

    page.set_up();
    if (page.place_target && *page.place_target == 0) page.set_scroll_place(0); // with the margin above the first line
    else if (page.place_target) page.show_line(*page.place_target, 0);
    if (page.scroll_target) {
        page.settle();
        const PageLine* first = page.line_in_view(page.scroll_target->begin);
        const float line = page.layout.line_height();
        if (!first || first->top < pos.y + line || first->top + 2 * line > page.view_max.y)
            page.show_line(page.scroll_target->begin, 0.3f);
    }
    page.place_target.reset();
    page.scroll_target.reset();
    page.settle();
    page.take_input();
    page.settle();
    page.requests.clicked.insert(page.requests.clicked.end(), page.activated_marks.begin(), page.activated_marks.end());
    page.requests.stripe_clicked.insert(page.requests.stripe_clicked.end(), page.activated_stripe.begin(),
                                        page.activated_stripe.end());
    page.activated_marks.clear();
    page.activated_stripe.clear();
    page.paint();
    const double rest = page.scrolled_ms + rest_ms - platform::now_ms();
    if (input.mirror_may_wait && (rest > 0 || page.fresh)) {
        page.requests.mirror_waits = CodedTextRequests::MirrorWaits{page.item, page.scroll_place()};
        if (rest > 0) platform::request_frame(rest);
    } else {
        page.describe(mirror, mirror_parent);
    }
    if (page.selection && !page.selection->empty()) {
        std::vector<platform::Rect> rects;
        for (const PageLine& shown : page.lines) page.rects_on(shown, *page.selection, rects);
        if (!rects.empty()) page.requests.selection_place = rects.back();
    }
    // The frame that shows a text for the first time has enough to do with what is in view.
    if (page.fresh || (!page.layout.complete() && page.layout.refine(page.anchor, platform::now_ms() + refine_ms, page.type->measure)))
        page.requests.more = true;
    page.input = nullptr;
    page.style = nullptr;
    page.marks.clear();
    page.stripes.clear();
    page.bars.clear();
    return std::move(page.requests);
}

void CodedText::scroll_to(TextRange range) { m_page->scroll_target = range; }

std::uint32_t CodedText::reading_place() const {
    return m_page->lines.empty() ? 0 : m_page->lines.front().range.begin;
}

void CodedText::set_reading_place(std::uint32_t offset) { m_page->place_target = offset; }

bool CodedText::dragging() const { return m_page->drag_can_be_cancelled(); }

bool CodedText::activate(std::uint32_t mirror_id) {
    for (const auto& [id, codings] : m_page->mirror_marks)
        if (id == mirror_id) {
            m_page->activated_marks = codings;
            return true;
        }
    for (const auto& [id, codings] : m_page->mirror_stripes)
        if (id == mirror_id) {
            m_page->activated_stripe = codings;
            return true;
        }
    return false;
}

} // namespace emic
