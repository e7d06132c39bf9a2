#pragma once

#include "frame.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// The small JSON text that goes with a snapshot so that the home page can name a project without opening it.
std::string write_card(const Session& session, WallTime now);

/// What storage lists, the most recently changed first. Unreadable cards give a project named "Project".
std::vector<ShelfProject> read_shelf(const std::vector<platform::StoredProject>& stored);

/// What of the screen is kept between visits.
struct Settings {
    Appearance appearance = Appearance::light;
    bool follow_system_appearance = true;
    float zoom = 1, reading_zoom = 1;
    float documents_width = 216, codes_width = 288, codes_share = 0.5f;
    bool preview_imports = true;
    Guid last_project; ///< null when the home page was shown last
    /// Per project: who coded, which document was open, how far the last copy outside the browser went, what is counted.
    struct OfProject {
        Guid project, coder, document;
        std::uint64_t copied_line = 0;
        bool without_interviewers = false;

        bool operator==(const OfProject&) const = default;
    };
    std::vector<OfProject> projects;

    bool operator==(const Settings&) const = default;
};
std::string write_settings(const Settings& settings);
/// Unreadable settings are the default ones.
Settings read_settings(std::string_view json);

} // namespace emic
