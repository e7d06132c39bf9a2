#pragma once

#include "platform.h"

#include <memory>
#include <vector>

namespace emic {

class App;

struct AppDeleter {
    void operator()(App* app) const;
};

/// The interface, for the current ImGui context: installs fonts and asks storage what is on this device.
std::unique_ptr<App, AppDeleter> make_app();

/// Takes what happened, draws one frame (ImGui::NewFrame to ImGui::Render) and carries out what was asked. io.DisplaySize,
/// io.DisplayFramebufferScale and io.DeltaTime are the caller's; the events reach ImGui from here.
///
/// What the researcher's hand does is done strictly in order: each press, letter and movement goes through the whole
/// interface, commands and fields included, before the next one is looked at, however many come within one frame.
void run_frame(App& app, std::vector<platform::Event> events);

/// The same without a frame to show, for what cannot wait for one: when it returns, a field that a key opens has the keyboard.
void take_input(App& app, std::vector<platform::Event> events);

/// Whether a press has a use here: it walks, writes, or is a key of a command as the researcher has set them. All others are
/// the browser's, and so is finding where Emic has nothing to find in.
[[nodiscard]] bool takes_key(App& app, const platform::KeyPressed& press);

/// For tests of the headless interface.
class Session;
struct Frame;
struct ViewState;
Frame frame_of(App& app);
Session& session_of(App& app);
ViewState& state_of(App& app);

} // namespace emic
