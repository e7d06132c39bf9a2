#include "border.h"

#include <emscripten/emscripten.h>

#include <cstdlib>

// Time, chance, the queue of events, and the window (web/js/window.js, input.js).

using namespace emic;

extern "C" {
void page_wake();
void page_request_frame(double delay_ms);
void page_set_cursor(int cursor);
void page_guard_unload(int unsaved);
void page_random(void* at, std::size_t length);
double page_device_scale();
double page_wall_ms();
}

namespace {
std::vector<platform::Event> queue;
}

namespace emic::border {

void push(platform::Event event) { queue.push_back(std::move(event)); }

std::string take(std::uint8_t* block) {
    std::uint32_t length = 0;
    std::memcpy(&length, block, sizeof length);
    std::string text(reinterpret_cast<const char*>(block) + sizeof length, length);
    std::free(block);
    return text;
}

Guid take_guid(std::uint8_t* block) { return parse_guid(take(block)).value_or(Guid{}); }

} // namespace emic::border

namespace emic::platform {

double now_ms() { return emscripten_get_now(); }

WallTime wall_ms() { return static_cast<WallTime>(page_wall_ms()); }

Guid random_guid() {
    Guid guid;
    page_random(&guid, sizeof guid);
    // RFC 9562, version 4: random.
    guid.high = (guid.high & ~0xf000ULL) | 0x4000ULL;
    guid.low = (guid.low & ~(3ULL << 62)) | (2ULL << 62);
    return guid;
}

float device_scale() { return static_cast<float>(page_device_scale()); }

void set_cursor(Cursor cursor) {
    static Cursor shown = Cursor::arrow;
    if (cursor == shown)
        return;
    shown = cursor;
    page_set_cursor(static_cast<int>(cursor));
}

void request_frame(double delay_ms) { page_request_frame(delay_ms); }

void guard_unload(bool unsaved) { page_guard_unload(unsaved); }

std::vector<Event> take_events() { return std::exchange(queue, {}); }

} // namespace emic::platform

// ---------------------------------------------------------------- called by web/js

extern "C" {

EMSCRIPTEN_KEEPALIVE void emic_resized(double device_width, double device_height, double scale) {
    // A hundredth of a device pixel more, so that no rounding loses the last pixel when sizes are multiplied again.
    const double spare = 0.01;
    border::push(platform::Resized{static_cast<float>((device_width + spare) / scale), static_cast<float>((device_height + spare) / scale),
                                   static_cast<float>(scale)});
}

EMSCRIPTEN_KEEPALIVE void emic_appearance(int dark, int high_contrast, int reduced_motion) {
    border::push(platform::AppearanceChanged{dark != 0, high_contrast != 0, reduced_motion != 0});
}

EMSCRIPTEN_KEEPALIVE void emic_focus(int focused) { border::push(platform::FocusChanged{focused != 0}); }

EMSCRIPTEN_KEEPALIVE void emic_page_hidden() { border::push(platform::PageHidden{}); }

EMSCRIPTEN_KEEPALIVE void emic_page_problem(std::uint8_t* words) { border::push(platform::PageProblem{border::take(words)}); }

EMSCRIPTEN_KEEPALIVE void emic_pointer_moved(float x, float y, int touch) { border::push(platform::PointerMoved{x, y, touch != 0}); }

EMSCRIPTEN_KEEPALIVE void emic_pointer_button(int button, int down, float x, float y, int touch, int clicks) {
    border::push(platform::PointerButton{button, down != 0, x, y, touch != 0, clicks});
}

EMSCRIPTEN_KEEPALIVE void emic_pointer_left() { border::push(platform::PointerLeft{}); }

EMSCRIPTEN_KEEPALIVE void emic_wheel(float x, float y, int modifiers) { border::push(platform::Wheel{x, y, border::modifiers(modifiers)}); }

/// `character` is a block of Text.give or 0.
EMSCRIPTEN_KEEPALIVE void emic_key(int key, std::uint8_t* character, int modifiers, int down, int repeat) {
    static_assert(static_cast<int>(platform::Key::character) == 28, "web/js/input.js counts the keys");
    border::push(platform::KeyPressed{static_cast<platform::Key>(key), character ? border::take(character) : std::string{},
                                      border::modifiers(modifiers), down != 0, repeat != 0});
}
}
