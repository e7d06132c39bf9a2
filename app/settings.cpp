#include "settings.h"

#include "command_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

using nlohmann::json;

constexpr std::string_view of_projects = "project/";

json value_of(bool value) { return value; }
json value_of(float value) { return value; }
json value_of(std::uint64_t value) { return value; }
json value_of(Guid value) { return to_string(value); }
json value_of(Appearance value) { return static_cast<int>(value); }
json value_of(const OwnKeys& value) { return json::parse(write_own_keys(value)); }
json value_of(const QuickCodes& value) {
    json codes = json::array();
    for (std::size_t place = 0; place < QuickCodes::count; ++place) codes.push_back(to_string(value.at(place).guid));
    return codes;
}

void take(const json& stored, bool& value) {
    if (stored.is_boolean()) value = stored.get<bool>();
}
void take(const json& stored, float& value) {
    if (stored.is_number()) value = stored.get<float>();
}
void take(const json& stored, std::uint64_t& value) {
    if (stored.is_number_unsigned()) value = stored.get<std::uint64_t>();
}
void take(const json& stored, Guid& value) {
    if (stored.is_string()) value = parse_guid(stored.get<std::string>()).value_or(Guid{});
}
void take(const json& stored, Appearance& value) {
    if (stored.is_number_integer()) value = stored == 1 ? Appearance::dark : stored == 2 ? Appearance::high_contrast : Appearance::light;
}
void take(const json& stored, QuickCodes& value) {
    if (!stored.is_array()) return;
    for (std::size_t place = 0; place < std::min(stored.size(), QuickCodes::count); ++place)
        if (const json& one = stored[place]; one.is_string())
            if (const auto guid = parse_guid(one.get<std::string>()); guid && !(*guid == Guid{})) value.put(Id<Code>{*guid}, place);
}
void take(const json& stored, OwnKeys& value) { value = read_own_keys(stored.dump()); }

} // namespace

std::string settings_prefix(Guid project) { return std::string(of_projects) + to_string(project) + "/"; }

StoredSettings write_settings(const Settings& settings) {
    StoredSettings stored;
    each_kept(settings.view, [&](const char* name, const auto& value) { stored[name] = value_of(value).dump(); });
    stored["last_project"] = value_of(settings.last_project).dump();
    for (const auto& [project, of] : settings.projects)
        each_kept_of_project(of, [&, prefix = settings_prefix(project)](const char* name, const auto& value) { stored[prefix + name] = value_of(value).dump(); });
    return stored;
}

Settings read_settings(const StoredSettings& stored) {
    Settings settings;
    const auto read = [&](const std::string& key, auto& value) {
        if (const auto found = stored.find(key); found != stored.end()) take(json::parse(found->second, nullptr, false), value);
    };
    KeptView& view = settings.view;
    each_kept(view, [&](const char* name, auto& value) { read(name, value); });
    view.zoom = std::clamp(view.zoom, 0.7f, 2.5f);
    view.reading_zoom = std::clamp(view.reading_zoom, 0.7f, 3.0f);
    view.documents_width = std::clamp(view.documents_width, 140.0f, 600.0f);
    view.codes_width = std::clamp(view.codes_width, 200.0f, 700.0f);
    view.codes_share = std::clamp(view.codes_share, 0.15f, 0.85f);
    read("last_project", settings.last_project);
    for (const auto& [key, value] : stored) {
        if (!key.starts_with(of_projects)) continue;
        const auto end = key.find('/', of_projects.size());
        const auto project = parse_guid(key.substr(of_projects.size(), end - of_projects.size()));
        if (end == std::string::npos || !project || settings.projects.contains(*project)) continue;
        each_kept_of_project(settings.projects[*project], [&, prefix = settings_prefix(*project)](const char* name, auto& kept) { read(prefix + name, kept); });
    }
    return settings;
}

} // namespace emic
