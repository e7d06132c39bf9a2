#include "app.h"
#include "border.h"
#include "imgui_input.h"
#include "paint/canvas_painting.h"
#include "paint/clearing.h"
#include "text/interface_font.h"

#include <GLES3/gl3.h>
#include <algorithm>
#include <emscripten/emscripten.h>
#include <emscripten/html5_webgl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <memory>
#include <optional>
#include <span>

// The page: a canvas, the interface in it, and a frame whenever something happened. Everything else that a browser does
// is behind platform.h (platform_web*.cpp, js/).

extern "C" {
int page_open_canvas();
int page_open_paper();
void page_start();
}

namespace {

using namespace emic;

decltype(make_app()) app;
std::unique_ptr<CanvasPainting> painting; ///< where no graphics card draws
double last_frame_ms = 0;
bool graphics_restored = false;

bool open_graphics() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = false;
    attributes.depth = false;
    attributes.antialias = false;
    const auto context = emscripten_webgl_create_context("#canvas", &attributes);
    return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

void limit_textures() {
    GLint side = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &side);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.TexMaxWidth = atlas.TexMaxHeight = std::min(side, 8192);
}

/// Everything the graphics card held is gone and is made anew.
void restore_graphics() {
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    limit_textures();
    repaint_all_glyphs();
    border::push(platform::InkLost{});
}

/// Nothing of Dear ImGui's own is on the 2D canvas, so its textures are only said to be there.
void accept_textures(ImDrawData& data) {
    for (ImTextureData* texture : *data.Textures) {
        const bool goes = texture->Status == ImTextureStatus_WantDestroy;
        texture->SetTexID(goes ? ImTextureID_Invalid : ImTextureID{1});
        texture->SetStatus(goes ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
}

void paint_on_canvas() {
    border::graphics_card = false;
    painting = std::make_unique<CanvasPainting>();
    ImGuiIO& io = ImGui::GetIO();
    io.BackendRendererName = "canvas";
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

/// Dear ImGui's back end has the scissor on, and sets it anew for what is drawn next.
void clear_background(const ImDrawList*, const ImDrawCmd* command) {
    const auto& [box, rgba] = *static_cast<const Clearing*>(command->UserCallbackData);
    const auto share = [rgba](int shift) { return static_cast<float>((rgba >> shift) & 0xFF) / 255; };
    const ImGuiIO& io = ImGui::GetIO();
    const auto height = static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y);
    glScissor(static_cast<int>(box.left), height - static_cast<int>(box.bottom), static_cast<int>(box.right - box.left), static_cast<int>(box.bottom - box.top));
    glClearColor(share(24), share(16), share(8), 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

void render(ImDrawData& data) {
    if (painting)
        return accept_textures(data);
    // The glyphs of the interface go straight into ImGui's textures; their pixels are never in our memory.
    for (ImTextureData* texture : *data.Textures) {
        if (texture->Status != ImTextureStatus_OK)
            ImGui_ImplOpenGL3_UpdateTexture(texture);
        if (texture->Status == ImTextureStatus_OK)
            paint_glyphs(*texture);
    }
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(&data);
}

/// What happened, and how much time has passed.
std::vector<platform::Event> begin_frame() {
    std::vector<platform::Event> events = platform::take_events();
    ImGuiIO& io = ImGui::GetIO();
    for (const platform::Event& event : events) {
        if (std::holds_alternative<platform::Resized>(event))
            feed_imgui(io, event); // the app passes on the rest
        if (painting && (std::holds_alternative<platform::Resized>(event) || std::holds_alternative<platform::InkLost>(event)))
            painting->forget();
    }
    const double now = platform::now_ms();
    io.DeltaTime = static_cast<float>(std::clamp((now - last_frame_ms) / 1000, 0.001, 0.1)); // seconds
    last_frame_ms = now;
    return events;
}

void draw_frame() {
    if (std::exchange(graphics_restored, false))
        restore_graphics();
    std::vector<platform::Event> events = begin_frame();
    if (!painting)
        ImGui_ImplOpenGL3_NewFrame();
    run_frame(*app, std::move(events));
    if (ImDrawData* data = ImGui::GetDrawData())
        render(*data);
}

} // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void emic_frame() { draw_frame(); }

/// Before the browser looks at the next key: a field that this one opens must have it.
EMSCRIPTEN_KEEPALIVE void emic_input() { take_input(*app, begin_frame()); }

/// Asked before a press is taken from the browser; all before it has been through emic_input().
EMSCRIPTEN_KEEPALIVE int emic_takes_key(int key, std::uint8_t* character, int modifiers) {
    return takes_key(*app, {static_cast<platform::Key>(key), border::take(character), border::modifiers(modifiers), true, false});
}

EMSCRIPTEN_KEEPALIVE void emic_graphics_restored() { graphics_restored = true; }

/// The graphics card does not come back.
EMSCRIPTEN_KEEPALIVE void emic_graphics_gone() {
    paint_on_canvas();
    border::push(platform::InkLost{});
}
}

int main() {
    constexpr int nothing = 0, graphics_card = 1;
    const int body = page_open_canvas();
    if (body == nothing)
        return 1;
    border::graphics_card = body == graphics_card && open_graphics();
    if (body == graphics_card && !border::graphics_card && page_open_paper() == nothing)
        return 1;
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendPlatformName = "emic";
    if (border::graphics_card) {
        ImGui_ImplOpenGL3_Init("#version 300 es");
        clear_backgrounds_with(&clear_background);
        limit_textures();
    } else {
        paint_on_canvas();
    }
    app = make_app();
    page_start();
    return 0;
}
