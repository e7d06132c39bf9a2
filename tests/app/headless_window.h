#pragma once
// The real interface over the fake platform and a renderer that draws nothing.

#include "app.h"
#include "app/fake_platform.h"
#include "session.h"
#include "view_state.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace emic::test {

class HeadlessWindow {
public:
    HeadlessWindow(float width, float height) {
        fake::reset();
        m_context = ImGui::CreateContext();
        ImGui::SetCurrentContext(m_context);
        ImGuiIO& io = ImGui::GetIO();
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.DisplaySize = {width, height};
        io.DeltaTime = 1.0f / 60;
        m_app = make_app();
        frame();
    }
    ~HeadlessWindow() {
        m_app.reset();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext(m_context);
    }
    HeadlessWindow(const HeadlessWindow&) = delete;
    HeadlessWindow& operator=(const HeadlessWindow&) = delete;

    /// Opens a project in one of its modes.
    void show(Project project, Id<Coder> coder, Mode mode) {
        session_of(*m_app).begin({77, 77}, std::move(project), coder, "");
        state().mode = mode;
        frames(3);
    }
    void frame(std::vector<platform::Event> events = {}) {
        for (platform::Event& event : std::exchange(fake::world().events, {})) events.push_back(std::move(event));
        run_frame(*m_app, std::move(events));
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
            if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
                texture->SetTexID(1);
                texture->SetStatus(ImTextureStatus_OK);
            } else if (texture->Status == ImTextureStatus_WantDestroy) {
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
            }
    }
    void frames(int count) {
        for (int i = 0; i < count; ++i) frame();
    }
    /// Does what assistive technology does with the first control of this role and name.
    void activate(platform::Role role, std::string_view name) {
        const platform::MirrorNode* node = fake::find_node(role, name);
        REQUIRE_MESSAGE(node, std::string(name));
        REQUIRE_FALSE(node->disabled);
        frame({platform::MirrorActivated{node->id}});
        frames(2);
    }
    [[nodiscard]] bool shows(platform::Role role, std::string_view name) const { return fake::find_node(role, name) != nullptr; }

    [[nodiscard]] Session& session() { return session_of(*m_app); }
    [[nodiscard]] ViewState& state() { return state_of(*m_app); }

private:
    ImGuiContext* m_context = nullptr;
    std::unique_ptr<App, AppDeleter> m_app;
};

} // namespace emic::test
