#include "imgui_input.h"

#include "overloaded.h"

namespace emic {
namespace {

ImGuiKey imgui_character(std::string_view character) {
    if (character.size() != 1)
        return ImGuiKey_None;
    const char c = character.front();
    if (c >= 'a' && c <= 'z')
        return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'a'));
    if (c >= '0' && c <= '9')
        return static_cast<ImGuiKey>(ImGuiKey_0 + (c - '0'));
    switch (c) {
    case '\'': return ImGuiKey_Apostrophe;
    case ',': return ImGuiKey_Comma;
    case '-': return ImGuiKey_Minus;
    case '.': return ImGuiKey_Period;
    case '/': return ImGuiKey_Slash;
    case ';': return ImGuiKey_Semicolon;
    case '=': return ImGuiKey_Equal;
    case '[': return ImGuiKey_LeftBracket;
    case '\\': return ImGuiKey_Backslash;
    case ']': return ImGuiKey_RightBracket;
    case '`': return ImGuiKey_GraveAccent;
    default: return ImGuiKey_None;
    }
}

ImGuiKey imgui_key(const platform::KeyPressed& event) {
    using platform::Key;
    switch (event.key) {
    case Key::none: return ImGuiKey_None;
    case Key::enter: return ImGuiKey_Enter;
    case Key::escape: return ImGuiKey_Escape;
    case Key::tab: return ImGuiKey_Tab;
    case Key::space: return ImGuiKey_Space;
    case Key::backspace: return ImGuiKey_Backspace;
    case Key::delete_: return ImGuiKey_Delete;
    case Key::insert: return ImGuiKey_Insert;
    case Key::left: return ImGuiKey_LeftArrow;
    case Key::right: return ImGuiKey_RightArrow;
    case Key::up: return ImGuiKey_UpArrow;
    case Key::down: return ImGuiKey_DownArrow;
    case Key::home: return ImGuiKey_Home;
    case Key::end: return ImGuiKey_End;
    case Key::page_up: return ImGuiKey_PageUp;
    case Key::page_down: return ImGuiKey_PageDown;
    case Key::character: return imgui_character(event.character);
    default: return static_cast<ImGuiKey>(ImGuiKey_F1 + (static_cast<int>(event.key) - static_cast<int>(Key::f1)));
    }
}

void feed_modifiers(ImGuiIO& io, const platform::Modifiers& modifiers) {
    io.AddKeyEvent(ImGuiMod_Ctrl, modifiers.ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, modifiers.shift);
    io.AddKeyEvent(ImGuiMod_Alt, modifiers.alt);
}

/// Keys that go on while they are held.
bool walks_on(platform::Key key) {
    using platform::Key;
    return key == Key::tab || (key >= Key::left && key <= Key::page_down);
}

/// Whether a press is the second of a double click is known by when the hand made it, not by when it is drawn.
void tell_clicks(ImGuiIO& io, const platform::PointerButton& button) {
    io.MouseClickedLastCount[button.button] = static_cast<ImU16>(button.clicks - 1);
    io.MouseClickedTime[button.button] = button.clicks > 1 ? ImGui::GetTime() : -FLT_MAX;
    io.MouseClickedPos[button.button] = {button.x, button.y};
}

void feed_pointer(ImGuiIO& io, float x, float y, bool touch) {
    io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    io.AddMousePosEvent(x, y);
}

} // namespace

void feed_imgui(ImGuiIO& io, const platform::Event& event) {
    std::visit(Overloaded{
                   [&](const platform::PointerMoved& moved) { feed_pointer(io, moved.x, moved.y, moved.touch); },
                   [&](const platform::PointerButton& button) {
                       feed_pointer(io, button.x, button.y, button.touch);
                       if (button.down) tell_clicks(io, button);
                       io.AddMouseButtonEvent(button.button, button.down);
                   },
                   [&](const platform::PointerLeft&) { io.AddMousePosEvent(-FLT_MAX, -FLT_MAX); },
                   [&](const platform::Wheel& wheel) {
                       // ImGui scrolls five lines for one; so the pixels of the browser stay the pixels of the page. Ctrl zooms.
                       const float unit = 5 * ImGui::GetStyle().FontSizeBase;
                       if (!wheel.modifiers.ctrl && unit > 0)
                           io.AddMouseWheelEvent(-wheel.x / unit, -wheel.y / unit);
                   },
                   [&](const platform::KeyPressed& pressed) {
                       feed_modifiers(io, pressed.modifiers);
                       const ImGuiKey key = imgui_key(pressed);
                       if (key == ImGuiKey_None || (pressed.repeat && !walks_on(pressed.key))) return;
                       // A key that is held is pressed anew as often as the browser says, not by ImGui's clock.
                       if (pressed.repeat) io.AddKeyEvent(key, false);
                       io.AddKeyEvent(key, pressed.down);
                   },
                   [&](const platform::FocusChanged& focus) { io.AddFocusEvent(focus.focused); },
                   [&](const platform::Resized& resized) {
                       io.DisplaySize = {resized.width, resized.height};
                       io.DisplayFramebufferScale = {resized.scale, resized.scale};
                   },
                   // For the app alone.
                   [](const platform::AppearanceChanged&) {}, [](const platform::FilesGiven&) {}, [](const platform::FilesHover&) {},
                   [](const platform::PdfProgress&) {}, [](const platform::PdfRead&) {}, [](const platform::FieldInput&) {},
                   [](const platform::FieldEnded&) {}, [](const platform::FieldKey&) {}, [](const platform::MirrorActivated&) {},
                   [](const platform::Pasted&) {}, [](const platform::InkLost&) {}, [](const platform::StorageListed&) {},
                   [](const platform::StorageOpened&) {}, [](const platform::StorageAppended&) {}, [](const platform::StorageSnapshotTaken&) {},
                   [](const platform::StorageFailed&) {}, [](const platform::StorageElsewhere&) {}, [](const platform::StorageErased&) {},
                   [](const platform::StorageYielded&) {}, [](const platform::StorageRoom&) {}, [](const platform::PageHidden&) {}, [](const platform::PageProblem&) {},
               },
               event);
}

} // namespace emic
