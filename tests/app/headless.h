#pragma once

#include "app/fake_platform.h"
#include "text/interface_font.h"
#include "text/typesetter.h"

#include <functional>
#include <imgui.h>
#include <imgui_internal.h>

namespace emic::test {

/// An ImGui context without a screen, on a fresh fake platform. Textures are "created" by giving them numbers.
class Headless {
public:
    explicit Headless(float width = 1280, float height = 800) {
        fake::reset();
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {width, height};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.ConfigInputTrickleEventQueue = false;
        install_interface_font(io.Fonts);
    }
    ~Headless() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext();
    }
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    /// One frame: `draw` runs inside a window that fills the display. True when the ink needs another frame.
    bool frame(const std::function<void()>& draw = [] {}) {
        ImGuiIO& io = ImGui::GetIO();
        io.DeltaTime = 1.0f / 60;
        fake::world().clock_ms += 1000.0 / 60;
        ImGui::NewFrame();
        typesetter().begin_frame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(io.DisplaySize);
        ImGui::Begin("everything", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav);
        draw();
        ImGui::End();
        const bool more = typesetter().finish_frame();
        ImGui::Render();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            if (texture->Status == ImTextureStatus_WantDestroy) {
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
                continue;
            }
            if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(static_cast<ImTextureID>(m_next_texture++));
            if (texture->Status != ImTextureStatus_OK) texture->SetStatus(ImTextureStatus_OK);
            paint_glyphs(*texture);
        }
        return more;
    }

    void mouse(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
    void button(bool down, int which = 0) { ImGui::GetIO().AddMouseButtonEvent(which, down); }
    void key(ImGuiKey key, bool down) { ImGui::GetIO().AddKeyEvent(key, down); }

private:
    std::uint64_t m_next_texture = 7;
};

} // namespace emic::test
