#include "shelf.h"

#include "engine/queries/overview.h"
#include "engine/sort_rows.h"

#include <nlohmann/json.hpp>

namespace emic {

namespace {

using nlohmann::json;

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
        project.place = one.place;
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

} // namespace emic
