#include "border.h"
#include "field_caret.h"

#include <emscripten/emscripten.h>

// The field of real HTML over the canvas (web/js/field.js).

using namespace emic;

extern "C" {
void page_open_field(const void* numbers, const char* value, std::size_t value_length, const char* label, std::size_t label_length,
                     const char* placeholder, std::size_t placeholder_length);
void page_place_field(float x, float y, float width, float height);
void page_set_field_value(std::uint32_t id, const char* value, std::size_t length);
void page_close_field(std::uint32_t id);
void page_put_field_caret(std::uint32_t id, std::uint32_t at);
void page_show_field_caret(std::uint32_t id, float share);
std::uint32_t page_field_caret();
}

namespace {

/// As page_open_field in web/js/field.js reads it.
struct FieldNumbers {
    float x, y, width, height, size;
    std::uint32_t id, style, ink, paper, flags;
};

/// The open field and where it lies; id 0 for none.
struct {
    std::uint32_t id = 0;
    platform::Rect rect;
} placed;

} // namespace

namespace emic::platform {

void open_field(const Field& field, std::string_view value, bool select_all) {
    const FieldNumbers numbers{
        .x = field.rect.x, .y = field.rect.y, .width = field.rect.width, .height = field.rect.height, .size = field.font.size,
        .id = field.id, .style = static_cast<std::uint32_t>(border::style_bits(field.font)), .ink = field.ink, .paper = field.paper,
        .flags = (field.multiline ? 1u : 0u) | (field.list_keys ? 2u : 0u) | (select_all ? 4u : 0u) | (field.cell ? 8u : 0u)};
    page_open_field(&numbers, value.data(), value.size(), field.label.data(), field.label.size(), field.placeholder.data(),
                    field.placeholder.size());
    placed = {field.id, field.rect};
}

void place_field(std::uint32_t id, const Rect& rect) {
    if (id != placed.id || rect == placed.rect)
        return;
    placed.rect = rect;
    page_place_field(rect.x, rect.y, rect.width, rect.height);
}

void set_field_value(std::uint32_t id, std::string_view value) { page_set_field_value(id, value.data(), value.size()); }

void close_field(std::uint32_t id) {
    page_close_field(id);
    if (id == placed.id)
        placed.id = 0;
}

void put_field_caret(std::uint32_t id, std::uint32_t at) { page_put_field_caret(id, at); }

void show_field_caret(std::uint32_t id, float share) { page_show_field_caret(id, share); }

std::uint32_t field_caret() { return page_field_caret(); }

} // namespace emic::platform

extern "C" {

EMSCRIPTEN_KEEPALIVE void emic_field_input(std::uint32_t id, std::uint8_t* value) { border::push(platform::FieldInput{id, border::take(value)}); }

EMSCRIPTEN_KEEPALIVE void emic_field_ended(std::uint32_t id, std::uint8_t* value, int how) {
    if (id == placed.id)
        placed.id = 0;
    border::push(platform::FieldEnded{id, border::take(value), static_cast<platform::FieldEnd>(how)});
}

EMSCRIPTEN_KEEPALIVE void emic_field_key(std::uint32_t id, int key, int modifiers) {
    border::push(platform::FieldKey{id, static_cast<platform::Key>(key), border::modifiers(modifiers)});
}
}
