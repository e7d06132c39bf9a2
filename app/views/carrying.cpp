#include "views/carrying.h"

#include "actions.h"
#include "chosen_codes.h"
#include "engine/commands/code_tree.h"
#include "engine/commands/codebook.h"
#include "engine/queries/codebook.h"
#include "engine/queries/context.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <imgui.h>

namespace emic {

namespace {

/// The words that are dragged, as far as they help to know them again.
std::string carried_words(const Frame& frame) {
    constexpr std::uint32_t most = 60; // bytes
    const Source* source = frame.project().find(frame.state.document);
    if (!source) return {};
    const std::string_view text = source->text.view();
    const TextRange range = trimmed(text, frame.state.selection);
    std::string words = shown_passage(text, range.size() <= most ? range : TextRange{range.begin, grapheme_floor(text, range.begin + most)});
    std::replace(words.begin(), words.end(), '\n', ' ');
    return "“" + words + (range.size() <= most ? "”" : "…”");
}

bool lies_beneath(const Project& project, Id<Code> code, const std::vector<Id<Code>>& above) {
    for (const Code* up = project.find(code); up; up = project.find(up->parent))
        if (std::find(above.begin(), above.end(), up->id) != above.end()) return true;
    return false;
}

void draw_label(const Frame& frame, const Carried& carried) {
    Ui& ui = frame.ui;
    const bool words = carried.what == Carried::What::words;
    const std::string what = words ? carried_words(frame) : names_of_codes(frame.project(), carried.codes);
    const std::string tells = !carried.tells.empty() ? carried.tells
                              : words                ? "Drop it on a code"
                              : carried.codes.size() > 1 ? "Drop them on a code"
                                                         : "Drop it on a code, or on selected words";
    const TextLook bold{ui.style.small, ui.style.ink, true}, look = ui.quiet();
    const float padding = 10 * frame.state.zoom, line = ui.style.small * 1.5f;
    const float most = std::min(420 * frame.state.zoom, frame.window.width - 12);
    const float width = std::min(most, std::max(ui.width(what, bold), ui.width(tells, look)) + 2 * padding + 1);
    const float height = 2 * line + padding;
    // Beside the pointer, whole inside the window: on the pointer's other side where there is no room on this one.
    Rect box{carried.x + 14, carried.y + 12, width, height};
    if (box.x + width > frame.window.width - 6) box.x = std::max(6.0f, std::min(frame.window.width - 6 - width, carried.x - width - 10));
    if (box.y + height > frame.window.height - 6) box.y = carried.y - height - 10;
    box.x = std::clamp(box.x, 6.0f, std::max(6.0f, frame.window.width - 6 - width));
    box.y = std::clamp(box.y, 6.0f, std::max(6.0f, frame.window.height - 6 - height));
    const Painter front = front_painter();
    front.fill(box, ui.style.raised, 6);
    front.outline(box, ui.style.strong_line, 6);
    Rect inside = inset(box, padding, padding / 2);
    const auto write = [&](const Rect& place, std::string_view text, const TextLook& text_look) {
        draw_text_in(front, {place.x, place.y}, {place.x + place.width, place.y + place.height},
                     {.size = text_look.size, .face = text_look.face, .bold = text_look.bold}, text_look.colour, text, Align::start);
    };
    write(take_top(inside, line), what, bold);
    write(inside, tells, look);
}

} // namespace

void carry_codes(const Frame& frame, std::vector<Id<Code>> codes) {
    if (!frame.may_change()) return;
    frame.state.carried = {};
    frame.state.carried.what = Carried::What::codes;
    frame.state.carried.codes = std::move(codes);
}

void carry_words(const Frame& frame) {
    if (!frame.may_change()) return;
    frame.state.carried = {};
    frame.state.carried.what = Carried::What::words;
}

void take_drop(const Frame& frame, const Rect& rect, Id<Code> code) {
    Carried& carried = frame.state.carried;
    const Code* onto = frame.project().find(code);
    if (carried.what == Carried::What::nothing || !onto || !holds(rect, carried.x, carried.y)) return;
    const ImVec2 window = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    if (!holds({window.x, window.y, size.x, size.y}, carried.x, carried.y) || !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
    const bool words = carried.what == Carried::What::words;
    const auto& codes = carried.codes;
    const std::string name = in_quotes(onto->name);
    if (!words && std::find(codes.begin(), codes.end(), code) != codes.end()) return;
    if (words && onto->category) {
        carried.tells = name + " only gathers codes";
        return;
    }
    if (!words && !carried.shift && lies_beneath(frame.project(), code, codes)) {
        carried.tells = name + " lies beneath it";
        return;
    }
    frame.ui.outline(rect, frame.ui.style.accent, 6, 2);
    carried.tells = words ? "Code with " + name : carried.shift ? "Merge into " + name + "…" : "Move under " + name + " (Shift: merge)";
    if (!carried.dropped) return;
    if (words) {
        apply_code_to_selection(frame, code);
    } else if (carried.shift) {
        ask_merge(frame, codes, code);
    } else {
        frame.ask(&move_codes, MoveCodes{codes, code, static_cast<std::uint32_t>(frame.indexes().children_of(code).size())}, tell_undo(frame));
        frame.state.folded_codes.erase(code);
    }
}

void follow_carried(const Frame& frame) {
    Carried& carried = frame.state.carried;
    if (carried.what == Carried::What::nothing) return;
    if (carried.dropped || frame.ui.drag_goes_on() || !frame.session.is_open()) {
        carried = {};
        return;
    }
    const ImGuiIO& io = ImGui::GetIO();
    const ImVec2 was{carried.x, carried.y};
    carried.x = io.MousePos.x, carried.y = io.MousePos.y;
    carried.shift = io.KeyShift;
    carried.dropped = !ImGui::IsMouseDown(ImGuiMouseButton_Left);
    // Rows were asked about the place of the frame before.
    if (carried.dropped || was.x != carried.x || was.y != carried.y) platform::request_frame(0);
    if (!carried.dropped) draw_label(frame, carried);
    carried.tells.clear();
}

} // namespace emic
