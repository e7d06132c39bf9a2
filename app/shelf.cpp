#include "shelf.h"

#include "engine/queries/overview.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

using nlohmann::json;

Guid guid_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? parse_guid(found->get<std::string>()).value_or(Guid{}) : Guid{};
}

void read_flag(const json& object, const char* key, bool& flag) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_boolean()) flag = found->get<bool>();
}

template <class Number> void read_number(const json& object, const char* key, Number& number) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_number()) number = found->get<Number>();
}

} // namespace

std::string write_card(const Session& session, WallTime now) {
    const Overview counts = overview(session.project(), session.indexes());
    return json{{"name", counts.name}, {"changed", now}, {"documents", counts.documents}, {"codings", counts.codings}}.dump(
        -1, ' ', false, json::error_handler_t::replace);
}

std::vector<ShelfProject> read_shelf(const std::vector<platform::StoredProject>& stored) {
    std::vector<ShelfProject> shelf;
    for (const platform::StoredProject& one : stored) {
        ShelfProject project;
        project.id = one.id;
        project.bytes = one.bytes;
        project.name = "Project";
        const json card = json::parse(one.card, nullptr, false);
        if (card.is_object()) {
            if (const auto name = card.find("name"); name != card.end() && name->is_string()) project.name = name->get<std::string>();
            read_number(card, "changed", project.changed);
            read_number(card, "documents", project.documents);
            read_number(card, "codings", project.codings);
        }
        shelf.push_back(std::move(project));
    }
    sort_rows(shelf, [](const ShelfProject& a, const ShelfProject& b) {
        return std::tie(b.changed, a.name, a.id) < std::tie(a.changed, b.name, b.id);
    });
    return shelf;
}

std::string write_settings(const Settings& settings) {
    json projects = json::array();
    for (const Settings::OfProject& one : settings.projects)
        projects.push_back({{"project", to_string(one.project)}, {"coder", to_string(one.coder)}, {"document", to_string(one.document)}, {"copied", one.copied_line},
                            {"without_interviewers", one.without_interviewers}});
    return json{{"appearance", static_cast<int>(settings.appearance)},
                {"follow_system", settings.follow_system_appearance},
                {"zoom", settings.zoom},
                {"reading_zoom", settings.reading_zoom},
                {"documents_width", settings.documents_width},
                {"codes_width", settings.codes_width},
                {"codes_share", settings.codes_share},
                {"preview_imports", settings.preview_imports},
                {"last_project", to_string(settings.last_project)},
                {"projects", projects}}
        .dump();
}

Settings read_settings(std::string_view text) {
    Settings settings;
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) return settings;
    int appearance = 0;
    read_number(object, "appearance", appearance);
    settings.appearance = appearance == 1 ? Appearance::dark : appearance == 2 ? Appearance::high_contrast : Appearance::light;
    read_flag(object, "follow_system", settings.follow_system_appearance);
    read_flag(object, "preview_imports", settings.preview_imports);
    read_number(object, "zoom", settings.zoom);
    read_number(object, "reading_zoom", settings.reading_zoom);
    read_number(object, "documents_width", settings.documents_width);
    read_number(object, "codes_width", settings.codes_width);
    read_number(object, "codes_share", settings.codes_share);
    settings.zoom = std::clamp(settings.zoom, 0.7f, 2.5f);
    settings.reading_zoom = std::clamp(settings.reading_zoom, 0.7f, 3.0f);
    settings.documents_width = std::clamp(settings.documents_width, 140.0f, 600.0f);
    settings.codes_width = std::clamp(settings.codes_width, 200.0f, 700.0f);
    settings.codes_share = std::clamp(settings.codes_share, 0.15f, 0.85f);
    settings.last_project = guid_at(object, "last_project");
    if (const auto projects = object.find("projects"); projects != object.end() && projects->is_array())
        for (const json& one : *projects)
            if (one.is_object()) {
                Settings::OfProject of{guid_at(one, "project"), guid_at(one, "coder"), guid_at(one, "document")};
                read_number(one, "copied", of.copied_line);
                read_flag(one, "without_interviewers", of.without_interviewers);
                settings.projects.push_back(of);
            }
    return settings;
}

} // namespace emic
