#include "app.h"

#include "app_state.h"
#include "caches.h"
#include "command_table.h"
#include "draw_batches.h"
#include "imgui_input.h"
#include "overloaded.h"
#include "paint/canvas_painting.h"
#include "text/interface_font.h"
#include "text/typesetter.h"
#include "views/carrying.h"
#include "views/code_picker.h"
#include "views/views.h"

#include <algorithm>
#include <imgui_internal.h>
#include <iterator>

namespace emic {

namespace {

constexpr float narrow_window = 800; ///< CSS pixels; below, side panels are drawers

/// A strip between two panels that can be dragged: adds how far it was dragged, in units of so many pixels, to `value`.
/// Escape puts the value back.
void splitter(Ui& ui, const char* key, const Rect& rect, bool vertical, float& value, float unit) {
    Meaning meaning;
    meaning.role = Role::group;
    meaning.name = "Panel border";
    const Hit hit = ui.item(key, rect, meaning);
    if (hit.hovered || hit.held) {
        ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        ui.fill(vertical ? Rect{rect.x + rect.width / 2 - 1, rect.y, 2, rect.height} : Rect{rect.x, rect.y + rect.height / 2 - 1, rect.width, 2}, ui.style.accent);
    }
    float& rested = *ImGui::GetStateStorage()->GetFloatRef(ImGui::GetItemID());
    if (!hit.held || ImGui::IsItemActivated()) rested = value;
    if (!hit.held) return;
    if (ui.drag_goes_on()) value = rested;
    else value += (vertical ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y) / unit;
}

void draw_right_side(const Frame& frame, Rect rect) {
    ViewState& state = frame.state;
    frame.ui.hairline(rect.x, rect.y, rect.x, rect.y + rect.height);
    const float whole = rect.height;
    const float codes = std::clamp(whole * state.codes_share, 120.0f, std::max(121.0f, whole - 120));
    draw_codes_panel(frame, {rect.x + 1, rect.y, rect.width - 1, codes});
    draw_inspector(frame, {rect.x + 1, rect.y + codes, rect.width - 1, whole - codes});
    splitter(frame.ui, "codes border", {rect.x, rect.y + codes - 3, rect.width, 6}, false, state.codes_share, whole);
    state.codes_share = std::clamp(state.codes_share, 0.15f, 0.85f);
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
        splitter(frame.ui, "documents border", {panel.x + panel.width - 4, panel.y, 7, panel.height}, true, state.documents_width, squeeze);
        state.documents_width = std::clamp(state.documents_width, 140.0f, 600.0f);
    }
    if (!narrow && !state.codes_hidden) {
        const Rect panel = take_right(rest, std::min(state.codes_width * squeeze, all.width * 0.36f));
        draw_right_side(frame, panel);
        splitter(frame.ui, "right border", {panel.x - 3, panel.y, 7, panel.height}, true, state.codes_width, -squeeze);
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
    io.KeyRepeatDelay = FLT_MAX; // keys that are held come again as the browser says
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    install_interface_font(io.Fonts);
    return std::unique_ptr<App, AppDeleter>(new App);
}

namespace {

/// Events that are of the researcher's hand: what they do must be done before the next is looked at.
bool of_hand(const platform::Event& event) {
    return std::visit(Overloaded{
                          [](const platform::KeyPressed& key) { return key.down && key.key != platform::Key::none; },
                          [](const platform::PointerMoved&) { return true; }, [](const platform::PointerButton&) { return true; },
                          [](const platform::PointerLeft&) { return true; }, [](const platform::Wheel&) { return true; },
                          [](const platform::FieldInput&) { return true; }, [](const platform::FieldEnded&) { return true; },
                          [](const platform::FieldKey&) { return true; }, [](const platform::MirrorActivated&) { return true; },
                          [](const platform::Pasted&) { return true; }, [](const platform::FilesGiven&) { return true; },
                          [](const platform::FocusChanged&) { return false; }, [](const platform::Resized&) { return false; },
                          [](const platform::AppearanceChanged&) { return false; }, [](const platform::FilesHover&) { return false; },
                          [](const platform::PdfProgress&) { return false; }, [](const platform::PdfRead&) { return false; },
                          [](const platform::InkLost&) { return false; }, [](const platform::StorageListed&) { return false; },
                          [](const platform::StorageOpened&) { return false; }, [](const platform::StorageAppended&) { return false; },
                          [](const platform::StorageSnapshotTaken&) { return false; }, [](const platform::StorageFailed&) { return false; },
                          [](const platform::StorageElsewhere&) { return false; }, [](const platform::StorageErased&) { return false; },
                          [](const platform::StorageYielded&) { return false; }, [](const platform::StorageRoom&) { return false; },
                          [](const platform::PageHidden&) { return false; }, [](const platform::PageProblem&) { return false; },
                      },
                      event);
}

/// How many events from the first on go through the interface together: one of the hand, or all before the next of those.
/// Letters typed in a row into the same field are one text.
std::size_t events_at_once(std::span<const platform::Event> events) {
    std::size_t count = 0;
    while (count < events.size() && !of_hand(events[count])) ++count;
    if (count > 0 || events.empty()) return count;
    const auto* typed = std::get_if<platform::FieldInput>(&events[0]);
    for (count = 1; typed && count < events.size(); ++count) {
        const auto* next = std::get_if<platform::FieldInput>(&events[count]);
        if (!next || next->id != typed->id) break;
    }
    return count;
}

constexpr float no_time = 1e-6f; // seconds; ImGui wants some

/// Once through the whole interface.
void make_frame(App& app, std::span<platform::Event> events, bool shown) {
    app.frame_is_shown = shown;
    app.requests = {};
    const Frame frame = frame_of(app);
    app.handle(frame, events);

    app.ui.style = make_style(app.state.appearance, app.state.zoom);
    ImGui::NewFrame();
    typesetter().begin_frame(shown);
    app.ui.begin_frame();
    app.ui.keep_fields_closed(app.session.read_only());
    const Frame drawn = frame_of(app); // the window may have another size now
    draw_window(drawn);
    follow_carried(drawn);
    if (app.ui.take_refused_field()) (void)drawn.may_change();
    app.drawn_overlay = app.state.overlay;
    app.drawn_fresh = app.state.overlay_fresh;
    draw_overlays(drawn);
    draw_toasts(drawn);
    app.draw_import_progress(drawn);
    app.draw_export_progress(drawn);
    app.draw_large_progress(drawn);
    app.ui.end_frame(shown);
    if (shown) {
        if (typesetter().finish_frame()) platform::request_frame(0);
        platform::set_cursor(cursor_of(ImGui::GetMouseCursor()));
        ImGui::Render();
        if (CanvasPainting* canvas = CanvasPainting::current()) canvas->show(*ImGui::GetDrawData());
        else
            for (ImDrawList* list : ImGui::GetDrawData()->CmdLists) batch_draws(*list);
    } else {
        ImGui::EndFrame();
        if (CanvasPainting* canvas = CanvasPainting::current()) canvas->drop_frame();
    }
    ImGui::GetIO().DeltaTime = no_time; // what has passed counts once, in the first of several frames

    app.carry_out(drawn);
}

void settle(App& app) {
    constexpr int most = 6; // more would not help: something moves by itself
    for (int frame = 0; frame < most && app.unsettled(); ++frame) make_frame(app, {}, false);
}

/// What only has to be shown: movements, and what is not of the hand.
bool may_wait(std::span<const platform::Event> events) {
    return std::ranges::all_of(events, [](const platform::Event& event) {
        return !of_hand(event) || std::holds_alternative<platform::PointerMoved>(event) || std::holds_alternative<platform::PointerLeft>(event) ||
               std::holds_alternative<platform::Wheel>(event);
    });
}

/// Step by step through what happened; what the frame that is to be shown can take along stays in `events`.
void take_steps(App& app, std::vector<platform::Event>& events, bool frame_follows) {
    bool taken = false;
    while (!events.empty()) {
        settle(app);
        const std::size_t count = events_at_once(events);
        if (frame_follows && count == events.size() && may_wait(events)) return;
        make_frame(app, std::span(events).first(count), false);
        taken = true;
        events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
        // A key that ended a field means its command after that; answers to what was asked for come before what the hand did later.
        std::vector<platform::Event> next = std::exchange(app.put_back, {});
        std::ranges::move(platform::take_events(), std::back_inserter(next));
        events.insert(events.begin(), std::make_move_iterator(next.begin()), std::make_move_iterator(next.end()));
    }
    if (taken) settle(app);
}

} // namespace

void run_frame(App& app, std::vector<platform::Event> events) {
    take_steps(app, events, true);
    make_frame(app, events, true);
    if (app.unsettled()) platform::request_frame(0);
}

void take_input(App& app, std::vector<platform::Event> events) { take_steps(app, events, false); }

Frame frame_of(App& app) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    return {app.ui, app.session, app.state, app.requests, app.caches, app.shelf, {0, 0, size.x, size.y}};
}

Session& session_of(App& app) { return app.session; }
ViewState& state_of(App& app) { return app.state; }

} // namespace emic
