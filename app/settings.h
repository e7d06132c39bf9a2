#pragma once

#include "key_chord.h"
#include "platform.h"
#include "quick_codes.h"
#include "style.h"

#include <map>
#include <span>
#include <string>

namespace emic {

/// What of the screen is kept between visits.
struct KeptView {
    Appearance appearance = Appearance::light;
    bool follow_system_appearance = true;
    float zoom = 1;              ///< of the interface
    float reading_zoom = 1;      ///< of the transcript's text
    float documents_width = 216; ///< CSS pixels before zoom
    float codes_width = 288;
    float codes_share = 0.5f;    ///< of the right side's height
    bool preview_imports = true; ///< files are shown before they become documents
    OwnKeys keys;

    bool operator==(const KeptView&) const = default;
};

/// What is kept for a project beside it.
struct KeptOfProject {
    Guid coder;    ///< who coded last
    Guid document; ///< that was open
    std::uint64_t copied_line = 0; ///< how far the last copy outside the browser went
    bool without_interviewers = false;
    QuickCodes quick_codes;
    bool keeping_told = false; ///< that the browser does not promise to keep it

    bool operator==(const KeptOfProject&) const = default;
};

struct Settings {
    KeptView view;
    Guid last_project; ///< null when the home page was shown last
    std::map<Guid, KeptOfProject> projects;

    bool operator==(const Settings&) const = default;
};

/// The one list of what is kept, each under its name; adding a field here is all that keeping it needs.
template <class View, class Visit> void each_kept(View& view, Visit visit) {
    visit("appearance", view.appearance);
    visit("follow_system", view.follow_system_appearance);
    visit("zoom", view.zoom);
    visit("reading_zoom", view.reading_zoom);
    visit("documents_width", view.documents_width);
    visit("codes_width", view.codes_width);
    visit("codes_share", view.codes_share);
    visit("preview_imports", view.preview_imports);
    visit("keys", view.keys);
}
template <class OfProject, class Visit> void each_kept_of_project(OfProject& of, Visit visit) {
    visit("coder", of.coder);
    visit("document", of.document);
    visit("copied", of.copied_line);
    visit("without_interviewers", of.without_interviewers);
    visit("number_keys", of.quick_codes);
    visit("keeping_told", of.keeping_told);
}

/// Values by the keys they are stored under. Each is stored by itself, so that windows change only what they mean to.
using StoredSettings = std::map<std::string, std::string>;

StoredSettings write_settings(const Settings& settings);
/// What cannot be read is as in new settings.
Settings read_settings(const StoredSettings& stored);
/// Where the settings of a project stand.
std::string settings_prefix(Guid project);

} // namespace emic
