#include "probe.h"

#include "app.h"
#include "border.h"
#include "imgui_input.h"
#include "paint/canvas_painting.h"
#include "paint/painter.h"
#include "text/interface_font.h"

#include <algorithm>
#include <cstdlib>
#include <imgui.h>

// Stands in for the interface (app.h) and does with the port what a test asks, one command in JSON at a time.

extern "C" {
void probe_start();
void probe_event(const char* json, std::size_t length);
}

namespace emic {

using nlohmann::json;

/// The one page of ink that the probe draws.
class App {
public:
    std::vector<platform::InkRun> runs;
    platform::TextureHandle page = 0;
    std::uint32_t serial = 0;
    bool fail = false;
    bool takes_keys = true;
};

namespace {

App* current = nullptr;

Guid guid_of(const json& command) { return parse_guid(command.at("project").get<std::string>()).value(); }

platform::Rect rect_of(const json& numbers) { return {numbers.at(0), numbers.at(1), numbers.at(2), numbers.at(3)}; }

platform::Font font_of(const json& command) {
    platform::Font font;
    font.size = command.value("size", 16.0f);
    font.han = static_cast<platform::HanStyle>(command.value("han", 0));
    font.bold = command.value("bold", false);
    font.italic = command.value("italic", false);
    return font;
}

void open_field(const json& command) {
    platform::Field field;
    field.id = command.at("id");
    field.rect = rect_of(command.at("rect"));
    field.label = command.at("label");
    field.font = font_of(command);
    field.multiline = command.value("multiline", false);
    field.list_keys = command.value("list_keys", false);
    platform::open_field(field, command.value("value", ""), command.value("select_all", false));
}

void publish(const json& command) {
    std::vector<platform::MirrorNode> nodes;
    for (const json& given : command.at("nodes")) {
        platform::MirrorNode node;
        node.id = given.at("id");
        node.parent = given.value("parent", 0u);
        node.role = static_cast<platform::Role>(given.at("role").get<int>());
        node.name = given.value("name", "");
        node.value = given.value("value", "");
        node.rect = rect_of(given.at("rect"));
        node.selected = static_cast<platform::Tri>(given.value("selected", 0));
        node.expanded = static_cast<platform::Tri>(given.value("expanded", 0));
        node.checked = static_cast<platform::Tri>(given.value("checked", 0));
        node.pressed = static_cast<platform::Tri>(given.value("pressed", 0));
        node.disabled = given.value("disabled", false);
        node.scrolls = given.value("scrolls", false);
        node.several = given.value("several", false);
        node.scrolled = given.value("scrolled", 0.0f);
        node.focused = given.value("focused", false);
        node.level = given.value("level", static_cast<std::uint8_t>(0));
        nodes.push_back(std::move(node));
    }
    platform::publish_mirror(std::move(nodes));
}

json store(const std::string& what, const json& command) {
    if (what == "append") {
        std::vector<platform::JournalLine> lines;
        for (const json& line : command.at("lines")) lines.push_back({line.at(0), line.at(1)});
        platform::storage_append(guid_of(command), lines);
    } else if (what == "snapshot") {
        // `repeat` makes a big one of a few letters.
        std::string bytes;
        for (int i = command.value("repeat", 1); i > 0; --i) bytes += command.at("bytes").get<std::string>();
        platform::storage_snapshot(guid_of(command), bytes, command.at("up_to"), command.value("card", "{}"));
    } else if (what == "open") {
        platform::storage_open(guid_of(command));
    } else if (what == "save stored") {
        platform::storage_save_stored(guid_of(command), command.at("name").get<std::string>());
    } else if (what == "delete") {
        platform::storage_delete(guid_of(command), command.value("anyway", false));
    } else if (what == "leave") {
        platform::storage_close(guid_of(command));
    } else {
        std::abort(); // the test names a command that there is not
    }
    return nullptr;
}

json run(const json& command) {
    const std::string what = command.at("do");
    if (what == "field") open_field(command);
    else if (what == "place") platform::place_field(command.at("id"), rect_of(command.at("rect")));
    else if (what == "value") platform::set_field_value(command.at("id"), command.at("value").get<std::string>());
    else if (what == "close") platform::close_field(command.at("id"));
    else if (what == "mirror") publish(command);
    else if (what == "announce") platform::announce(command.at("text").get<std::string>());
    else if (what == "pick") platform::pick_files(".txt,.docx", true);
    else if (what == "save") platform::save_file(command.at("name").get<std::string>(), "text/plain", command.at("bytes").get<std::string>());
    else if (what == "copy") platform::set_copy_text(command.at("plain").get<std::string>(), command.at("html").get<std::string>());
    else if (what == "settings") platform::store_settings(command.at("changed").get<std::map<std::string, std::string>>());
    else if (what == "list") platform::storage_list();
    else if (what == "guard") platform::guard_unload(command.at("unsaved"));
    else if (what == "later") platform::request_frame(command.at("delay"));
    else if (what == "guid") return to_string(platform::random_guid());
    else if (what == "take keys") current->takes_keys = command.at("all");
    else if (what == "fail") current->fail = true;
    else if (what == "measure") {
        const platform::TextExtent extent = platform::measure_text(font_of(command), command.at("text").get<std::string>(), command.value("right_to_left", false));
        return {{"advance", extent.advance}, {"left", extent.left}, {"right", extent.right}, {"ascent", extent.ascent}, {"descent", extent.descent}};
    } else if (what == "prefix")
        return platform::measure_prefix(font_of(command), command.at("text").get<std::string>(), command.at("bytes"));
    else if (what == "ink") {
        current->runs.push_back({command.at("text"), font_of(command), command.value("rgba", 0x22211effu), command.at("x"), command.at("y"), command.value("right_to_left", false)});
        platform::destroy_ink_page(std::exchange(current->page, 0));
    } else
        return store(what, command);
    return nullptr;
}

} // namespace

void AppDeleter::operator()(App* app) const { delete app; }

std::unique_ptr<App, AppDeleter> make_app() {
    std::unique_ptr<App, AppDeleter> app(new App);
    current = app.get();
    install_interface_font(ImGui::GetIO().Fonts);
    probe_start();
    return app;
}

bool takes_key(App& app, const platform::KeyPressed&) { return app.takes_keys; }

void take_input(App& app, std::vector<platform::Event> events) {
    for (const platform::Event& event : events) {
        const std::string text = event_json(event);
        probe_event(text.data(), text.size());
        feed_imgui(ImGui::GetIO(), event);
        if (std::holds_alternative<platform::InkLost>(event)) platform::destroy_ink_page(std::exchange(app.page, 0));
    }
}

void run_frame(App& app, std::vector<platform::Event> events) {
    take_input(app, std::move(events));
    if (std::exchange(app.fail, false)) std::abort();
    ImGui::NewFrame();
    const Painter list = ImGui::GetBackgroundDrawList();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    list.fill({0, 0, size.x, size.y}, 0xFFFFFFFF);
    if (!app.page) {
        app.page = platform::create_ink_page();
        // One by one, each with its own rows: what lies outside of them would be missing on the screen.
        for (std::size_t i = 0; i < app.runs.size(); ++i) {
            const platform::InkRun& run = app.runs[i];
            const auto around = static_cast<std::int32_t>(run.font.size * 1.3f * platform::device_scale());
            const platform::InkRows rows{std::clamp(run.y - around, 0, platform::ink_strip_height), std::clamp(run.y + around / 2, 0, platform::ink_strip_height)};
            platform::draw_ink(app.page, 0, i == 0, rows, {&run, 1});
        }
    }
    list.ink({0, 0}, {app.page, 0, 0, platform::ink_page_side, platform::ink_strip_height, ++app.serial});
    ImGui::SetNextWindowPos({0, 600});
    ImGui::SetNextWindowSize({300, 120});
    ImGui::Begin("Probe", nullptr, ImGuiWindowFlags_NoDecoration);
    ImGui::TextUnformatted("Interface text");
    ImGui::Button("Button");
    ImGui::End();
    ImGui::Render();
    if (CanvasPainting* canvas = CanvasPainting::current()) canvas->show(*ImGui::GetDrawData());
}

} // namespace emic

/// Takes a block of Text.give and answers with one that stays until the next command.
extern "C" [[gnu::used]] const char* probe_command(std::uint8_t* block) {
    static std::string answer;
    const std::string text = emic::run(nlohmann::json::parse(emic::border::take(block))).dump();
    const auto length = static_cast<std::uint32_t>(text.size());
    answer.assign(reinterpret_cast<const char*>(&length), sizeof length);
    answer += text;
    return answer.data();
}
