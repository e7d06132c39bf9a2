#pragma once

#include "app.h"
#include "fake_platform.h"
#include "frame.h"
#include "key_chord.h"
#include "session.h"
#include "view_state.h"

#include <doctest/doctest.h>
#include <imgui.h>
#include <memory>
#include <string>

/// The whole interface without a screen: real ImGui frames on the fake platform, driven as a researcher would.
namespace emic {

class Interface {
public:
    explicit Interface(float width = 1280, float height = 800) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {width, height};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        m_app = make_app();
        settle();
    }
    ~Interface() {
        m_app.reset();
        ImGui::DestroyContext();
    }
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;

    [[nodiscard]] Session& session() { return session_of(*m_app); }
    [[nodiscard]] ViewState& state() { return state_of(*m_app); }
    [[nodiscard]] const Project& project() { return session().project(); }
    /// What a view would be given now.
    [[nodiscard]] Frame now() { return frame_of(*m_app); }

    /// Whether the page takes this press from the browser.
    [[nodiscard]] bool takes(std::string_view chord_name) {
        const std::optional<KeyChord> chord = parse_chord(chord_name);
        REQUIRE(chord);
        const std::string character = chord->key == platform::Key::character ? std::string(1, chord->character) : std::string();
        return takes_key(*m_app, {chord->key, character, chord->modifiers, true, false});
    }

    void frame() {
        ImGui::GetIO().DeltaTime = 1.0f / 60;
        fake::world().clock_ms += 16;
        run_frame(*m_app, platform::take_events());
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(static_cast<ImTextureID>(7));
            texture->SetStatus(texture->Status == ImTextureStatus_WantDestroy ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
        }
    }
    /// A few frames, as after any input.
    void settle(int frames = 6) {
        while (frames-- > 0) frame();
    }

    void move(float x, float y) { push(platform::PointerMoved{x, y, false}); }
    void press(float x, float y) {
        move(x, y);
        frame();
        push(platform::PointerButton{0, true, x, y, false, 1});
        frame();
    }
    void release(float x, float y) {
        push(platform::PointerButton{0, false, x, y, false, 1});
        settle(3);
    }
    void click_at(float x, float y) {
        press(x, y);
        release(x, y);
    }
    /// Clicks the thing with this role and name where the mirror says that it is.
    void click(platform::Role role, const std::string& name) {
        const platform::MirrorNode* node = fake::find_node(role, name);
        INFO("looking for ", name);
        REQUIRE(node);
        const platform::Rect r = node->rect;
        click_at(r.x + r.width / 2, r.y + r.height / 2);
    }
    void key(platform::Key key, platform::Modifiers modifiers = {}, std::string character = {}) {
        push(platform::KeyPressed{key, character, modifiers, true, false});
        frame();
        push(platform::KeyPressed{key, character, modifiers, false, false});
        settle(3);
    }
    void letter(char character, platform::Modifiers modifiers = {}) { key(platform::Key::character, modifiers, std::string(1, character)); }
    /// Types into the field of real HTML that is open, and leaves it in one of the ways there are.
    void type(std::string_view text) {
        REQUIRE(fake::world().field);
        fake::type_into_field(text);
        settle(2);
    }
    void end_field(platform::FieldEnd how = platform::FieldEnd::enter) {
        REQUIRE(fake::world().field);
        fake::end_field(how);
        settle(3);
    }
    /// A key that goes to the list under the open field.
    void list_key(platform::Key key, platform::Modifiers modifiers = {}) {
        REQUIRE(fake::world().field);
        push(platform::FieldKey{fake::world().field->field.id, key, modifiers});
        settle(3);
    }
    /// Drops files and takes what the preview shows as it is.
    void drop(std::vector<platform::NamedFile> files) {
        push(platform::FilesGiven{std::move(files), true});
        settle(12);
        confirm_import();
    }
    void confirm_import() {
        if (state().overlay != Overlay::import_preview) return;
        const std::size_t count = document_count(state().import_preview.plan);
        click(platform::Role::button, "Import " + std::to_string(count) + (count == 1 ? " document" : " documents"));
        settle(6);
    }
    template <class Event> void push(Event event) { fake::world().events.push_back(std::move(event)); }

private:
    std::unique_ptr<App, AppDeleter> m_app;
};

} // namespace emic
