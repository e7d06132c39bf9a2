#include "probe.h"

// Every event of the port as JSON.

namespace emic {

using nlohmann::json;

namespace {

json modifiers(const platform::Modifiers& m) { return std::string(m.ctrl ? "c" : "") + (m.shift ? "s" : "") + (m.alt ? "a" : ""); }

json describe(const platform::PointerMoved& e) { return {{"is", "moved"}, {"x", e.x}, {"y", e.y}, {"touch", e.touch}}; }
json describe(const platform::PointerButton& e) {
    return {{"is", "button"}, {"button", e.button}, {"down", e.down}, {"x", e.x}, {"y", e.y}, {"touch", e.touch}, {"clicks", e.clicks}};
}
json describe(const platform::PointerLeft&) { return {{"is", "left"}}; }
json describe(const platform::Wheel& e) { return {{"is", "wheel"}, {"x", e.x}, {"y", e.y}, {"modifiers", modifiers(e.modifiers)}}; }
json describe(const platform::KeyPressed& e) {
    return {{"is", "key"}, {"key", static_cast<int>(e.key)}, {"character", e.character}, {"modifiers", modifiers(e.modifiers)},
            {"down", e.down}, {"repeat", e.repeat}};
}
json describe(const platform::FocusChanged& e) { return {{"is", "focus"}, {"focused", e.focused}}; }
json describe(const platform::Resized& e) { return {{"is", "resized"}, {"width", e.width}, {"height", e.height}, {"scale", e.scale}}; }
json describe(const platform::AppearanceChanged& e) {
    return {{"is", "appearance"}, {"dark", e.dark}, {"high_contrast", e.high_contrast}, {"reduced_motion", e.reduced_motion}};
}
json describe(const platform::FilesGiven& e) {
    json files = json::array();
    for (const platform::NamedFile& file : e.files) files.push_back({{"name", file.name}, {"bytes", file.bytes}});
    return {{"is", "files"}, {"files", files}, {"dropped", e.dropped}, {"problems", e.problems}};
}
json describe(const platform::FilesHover& e) { return {{"is", "hover"}, {"inside", e.inside}}; }
json describe(const platform::PdfProgress& e) { return {{"is", "pdf progress"}, {"id", e.id}, {"page", e.page}, {"pages", e.pages}}; }
json describe(const platform::PdfRead& e) { return {{"is", "pdf read"}, {"id", e.id}, {"items", e.items}, {"trouble", e.trouble.has_value()}}; }
json describe(const platform::FieldInput& e) { return {{"is", "input"}, {"id", e.id}, {"value", e.value}}; }
json describe(const platform::FieldEnded& e) { return {{"is", "ended"}, {"id", e.id}, {"value", e.value}, {"how", static_cast<int>(e.how)}}; }
json describe(const platform::FieldKey& e) {
    return {{"is", "field key"}, {"id", e.id}, {"key", static_cast<int>(e.key)}, {"modifiers", modifiers(e.modifiers)}};
}
json describe(const platform::MirrorActivated& e) { return {{"is", "activated"}, {"id", e.id}}; }
json describe(const platform::Pasted& e) { return {{"is", "pasted"}, {"plain", e.plain}}; }
json describe(const platform::InkLost&) { return {{"is", "ink lost"}}; }
json describe(const platform::StorageListed& e) {
    json projects = json::array();
    for (const platform::StoredProject& project : e.projects)
        projects.push_back({{"id", to_string(project.id)}, {"card", project.card}, {"bytes", project.bytes}});
    return {{"is", "listed"}, {"projects", projects}, {"settings", e.settings}, {"problem", e.problem}, {"vanished", e.vanished}};
}
json describe(const platform::StorageOpened& e) {
    json lines = json::array();
    for (const platform::JournalLine& line : e.lines) lines.push_back({line.number, line.line});
    return {{"is", "opened"}, {"project", to_string(e.project)}, {"bytes", e.snapshot.size()}, {"snapshot", e.snapshot.substr(0, 100)},
            {"up_to", e.up_to}, {"lines", lines}, {"problems", e.problems}};
}
json describe(const platform::StorageAppended& e) { return {{"is", "appended"}, {"project", to_string(e.project)}, {"up_to", e.up_to}}; }
json describe(const platform::StorageSnapshotTaken& e) { return {{"is", "taken"}, {"project", to_string(e.project)}, {"up_to", e.up_to}}; }
json describe(const platform::StorageFailed& e) {
    return {{"is", "failed"}, {"project", to_string(e.project)}, {"task", static_cast<int>(e.task)}, {"why", e.why}};
}
json describe(const platform::PageHidden&) { return {{"is", "hidden"}}; }
json describe(const platform::PageProblem& e) { return {{"is", "problem"}, {"words", e.words}}; }

} // namespace

std::string event_json(const platform::Event& event) {
    return std::visit([](const auto& each) { return describe(each).dump(-1, ' ', false, json::error_handler_t::replace); }, event);
}

} // namespace emic
