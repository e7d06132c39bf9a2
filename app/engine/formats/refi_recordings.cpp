#include "engine/formats/refi_recordings.h"

#include <cstring>

namespace emic::refi {

namespace {

constexpr const char* by_position = "PlainTextSelection";
constexpr const char* by_points = "TranscriptSelection";

struct End {
    const char* position;
    const char* point;
};
constexpr End ends[] = {{"startPosition", "fromSyncPoint"}, {"endPosition", "toSyncPoint"}};

/// Positions as they are written. A point without an identifier, or with one that an earlier point has, cannot be referred to.
struct Places {
    std::map<Guid, std::string> positions;
    std::map<std::string, Guid> first; ///< of the points at a position
};

Places places_of(const pugi::xml_node& transcript) {
    Places places;
    for (const pugi::xml_node& point : points_with_position(transcript)) {
        const Guid guid = guid_attribute(point, "guid");
        const std::string position = point.attribute("position").value();
        if (!guid.is_null() && places.positions.emplace(guid, position).second) places.first.emplace(position, guid);
    }
    return places;
}

} // namespace

bool is_recording(const pugi::xml_node& source) {
    return std::strcmp(source.name(), "AudioSource") == 0 || std::strcmp(source.name(), "VideoSource") == 0;
}

std::vector<pugi::xml_node> points_with_position(const pugi::xml_node& transcript) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node& point : transcript.children("SyncPoint"))
        if (const char first = *point.attribute("position").value(); first >= '0' && first <= '9') found.push_back(point);
    return found;
}

void select_by_position(pugi::xml_node transcript) {
    auto [positions, first] = places_of(transcript);
    for (pugi::xml_node selection : children(transcript, by_points)) {
        const auto from = positions.find(guid_attribute(selection, ends[0].point));
        const auto to = positions.find(guid_attribute(selection, ends[1].point));
        if (from == positions.end() || to == positions.end()) continue;
        selection.set_name(by_position);
        for (const auto& [end, point] : {std::pair(ends[0], from), std::pair(ends[1], to)}) {
            set_attribute(selection, end.position, std::string_view(point->second));
            // Of several points at one place the first is found again without being named.
            if (first[point->second] == point->first) selection.remove_attribute(end.point);
        }
    }
}

void select_by_points(pugi::xml_node transcript, Guid document) {
    auto [positions, first] = places_of(transcript);
    for (const pugi::xml_node& point : transcript.children("SyncPoint")) positions.emplace(guid_attribute(point, "guid"), "");
    Placement placement(transcript);
    for (pugi::xml_node selection : children(transcript, by_position)) {
        for (const End& end : ends) {
            const std::string position = selection.attribute(end.position).value();
            selection.remove_attribute(end.position);
            const auto named = positions.find(guid_attribute(selection, end.point));
            if (named != positions.end() && named->second == position) continue;
            auto point = first.find(position);
            if (point == first.end()) {
                // An earlier export, perhaps in another unit, may have given this point's identifier to another place.
                Guid guid = derived_guid(document, "point/" + position);
                while (!positions.emplace(guid, position).second) guid = derived_guid(guid, "again");
                point = first.emplace(position, guid).first;
                pugi::xml_node made = placement.add_child("SyncPoint");
                set_attribute(made, "guid", point->second);
                set_attribute(made, "position", position);
            }
            set_attribute(selection, end.point, point->second);
        }
        selection.set_name(by_points);
    }
}

} // namespace emic::refi
