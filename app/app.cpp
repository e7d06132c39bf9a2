#include "app.h"

#include "app_state.h"
#include "caches.h"
#include "command_table.h"
#include "draw_batches.h"
#include "imgui_input.h"
#include "text/interface_font.h"
#include "text/typesetter.h"
#include "views/code_picker.h"
#include "views/views.h"

#include <algorithm>
#include <imgui_internal.h>

namespace emic {

namespace {

constexpr float narrow_window = 800; ///< CSS pixels; below, side panels are drawers

/// A strip between two panels that can be dragged; returns how far it was dragged in this frame.
float splitter(Ui& ui, const char* key, const Rect& rect, bool vertical) {
    Meaning meaning;
    meaning.role = Role::group;
    meaning.name = "Panel border";
    const Hit hit = ui.item(key, rect, meaning);
    if (hit.hovered || hit.held) {
        ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        ui.fill(vertical ? Rect{rect.x + rect.width / 2 - 1, rect.y, 2, rect.height} : Rect{rect.x, rect.y + rect.height / 2 - 1, rect.width, 2}, ui.style.accent);
    }
    if (!hit.held) return 0;
    return vertical ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
}

void draw_right_side(const Frame& frame, Rect rect) {
    ViewState& state = frame.state;
    frame.ui.hairline(rect.x, rect.y, rect.x, rect.y + rect.height);
    const float whole = rect.height;
    const float codes = std::clamp(whole * state.codes_share, 120.0f, std::max(121.0f, whole - 120));
    draw_codes_panel(frame, {rect.x + 1, rect.y, rect.width - 1, codes});
    draw_inspector(frame, {rect.x + 1, rect.y + codes, rect.width - 1, whole - codes});
    const float moved = splitter(frame.ui, "codes border", {rect.x, rect.y + codes - 3, rect.width, 6}, false);
    if (moved != 0) state.codes_share = std::clamp(state.codes_share + moved / whole, 0.15f, 0.85f);
}

/// A side panel that slides over the page on narrow windows.
void draw_drawer(const Frame& frame, const char* name, const Rect& rect, void (*draw)(const Frame&, Rect)) {
    ImGui::SetNextWindowPos({rect.x, rect.y});
    ImGui::SetNextWindowSize({rect.width, rect.height});
    ImGui::Begin(name, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground);
    frame.ui.fill(rect, frame.ui.style.panel);
    draw(frame, rect);
    ImGui::End();
}

void draw_code_mode(const Frame& frame, Rect rest) {
    ViewState& state = frame.state;
    const float z = state.zoom;
    const bool narrow = frame.window.width < narrow_window * z;
    const Rect all = rest;
    // Side panels give way on smaller windows, so that the page stays readable.
    constexpr float roomy = 1200;
    const float squeeze = z * std::min(1.0f, all.width / (roomy * z));
    if (!narrow && !state.documents_hidden) {
        const Rect panel = take_left(rest, std::min(state.documents_width * squeeze, all.width * 0.3f));
        draw_documents_panel(frame, panel);
        state.documents_width += splitter(frame.ui, "documents border", {panel.x + panel.width - 4, panel.y, 7, panel.height}, true) / squeeze;
        state.documents_width = std::clamp(state.documents_width, 140.0f, 600.0f);
    }
    if (!narrow && !state.codes_hidden) {
        const Rect panel = take_right(rest, std::min(state.codes_width * squeeze, all.width * 0.36f));
        draw_right_side(frame, panel);
        state.codes_width -= splitter(frame.ui, "right border", {panel.x - 3, panel.y, 7, panel.height}, true) / squeeze;
        state.codes_width = std::clamp(state.codes_width, 200.0f, 700.0f);
    }
    draw_transcript(frame, rest);
    if (!narrow) {
        state.documents_drawer = state.codes_drawer = false;
        return;
    }
    const float width = std::min(320 * z, all.width * 0.85f);
    const bool pressed_page = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    const ImVec2 at = ImGui::GetIO().MousePos;
    if (state.documents_drawer) {
        const Rect drawer{all.x, all.y, width, all.height};
        draw_drawer(frame, "documents drawer", drawer, [](const Frame& f, Rect r) { draw_documents_panel(f, r); });
        if (pressed_page && !holds(drawer, at.x, at.y)) state.documents_drawer = false;
    }
    if (state.codes_drawer) {
        const Rect drawer{all.x + all.width - width, all.y, width, all.height};
        draw_drawer(frame, "codes drawer", drawer, [](const Frame& f, Rect r) { draw_right_side(f, r); });
        if (pressed_page && !holds(drawer, at.x, at.y)) state.codes_drawer = false;
    }
}

void draw_window(const Frame& frame) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({frame.window.width, frame.window.height});
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                       ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin("window", nullptr, flags);
    frame.ui.fill(frame.window, frame.ui.style.window);
    Rect rest = frame.window;
    const bool open = frame.session.is_open() && frame.state.mode != Mode::home;
    if (!open) {
        draw_home(frame, rest);
    } else {
        draw_top_bar(frame, take_top(rest, 50 * frame.state.zoom));
        draw_rail(frame, take_left(rest, 68 * frame.state.zoom));
        switch (frame.state.mode) {
        case Mode::home:
        case Mode::code: draw_code_mode(frame, rest); break;
        case Mode::compare: draw_compare(frame, rest); break;
        case Mode::search: draw_search(frame, rest); break;
        case Mode::cases: draw_cases(frame, rest); break;
        case Mode::themes: draw_themes(frame, rest); break;
        case Mode::report: draw_report(frame, rest); break;
        }
    }
    if (frame.state.files_hover) {
        const Rect edge = inset(frame.window, 10);
        frame.ui.fill(frame.window, with_alpha(frame.ui.style.accent_soft, 0.85f));
        frame.ui.outline(edge, frame.ui.style.accent, 14, 3);
        frame.ui.label(edge, "Drop the files to import them", frame.ui.title(), Align::centre);
    }
    ImGui::End();
}

platform::Cursor cursor_of(ImGuiMouseCursor cursor) {
    switch (cursor) {
    case ImGuiMouseCursor_TextInput: return platform::Cursor::text;
    case ImGuiMouseCursor_Hand: return platform::Cursor::hand;
    case ImGuiMouseCursor_ResizeEW: return platform::Cursor::resize_horizontal;
    case ImGuiMouseCursor_ResizeNS: return platform::Cursor::resize_vertical;
    case ImGuiMouseCursor_ResizeAll: return platform::Cursor::move;
    case ImGuiMouseCursor_NotAllowed: return platform::Cursor::forbidden;
    default: return platform::Cursor::arrow;
    }
}

} // namespace

void AppDeleter::operator()(App* app) const { delete app; }

std::unique_ptr<App, AppDeleter> make_app() {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    install_interface_font(io.Fonts);
    return std::unique_ptr<App, AppDeleter>(new App);
}

void run_frame(App& app, std::vector<platform::Event> events) {
    app.requests = {};
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const Frame frame{app.ui, app.session, app.state, app.requests, app.caches, app.shelf, {0, 0, size.x, size.y}};
    app.handle(frame, events);

    app.ui.style = make_style(app.state.appearance, app.state.zoom);
    ImGui::NewFrame();
    typesetter().begin_frame();
    app.ui.begin_frame();
    Frame drawn = frame;
    drawn.window = {0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y};
    draw_window(drawn);
    draw_overlays(drawn);
    draw_toasts(drawn);
    app.draw_import_progress(drawn);
    app.draw_export_progress(drawn);
    app.draw_large_progress(drawn);
    app.ui.end_frame();
    if (typesetter().finish_frame()) platform::request_frame(0);
    // Presses that came faster than frames are taken one a frame.
    if (!ImGui::GetCurrentContext()->InputEventsQueue.empty()) platform::request_frame(0);
    platform::set_cursor(cursor_of(ImGui::GetMouseCursor()));
    ImGui::Render();
    for (ImDrawList* list : ImGui::GetDrawData()->CmdLists) batch_draws(*list);

    app.carry_out(drawn);
}

Session& session_of(App& app) { return app.session; }
ViewState& state_of(App& app) { return app.state; }

} // namespace emic
