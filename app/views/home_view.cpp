#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/reader.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

std::string size_words(std::uint64_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " bytes";
    if (bytes < 1000000) return std::to_string((bytes + 500) / 1000) + " kB";
    return std::to_string(bytes / 1000000) + "." + std::to_string(bytes % 1000000 / 100000) + " MB";
}

struct Choice {
    const char* key;
    Icon icon;
    const char* title;
    const char* words;
};

bool draw_choice(const Frame& frame, const Rect& place, const Choice& choice) {
    Ui& ui = frame.ui;
    Meaning meaning;
    meaning.name = choice.title;
    const Hit hit = ui.item(choice.key, place, meaning);
    ui.fill(place, ui.style.raised, 12);
    ui.outline(place, hit.hovered ? ui.style.accent : ui.style.line, 12, hit.hovered ? 1.5f : 1);
    if (hit.focused) ui.outline(place, ui.style.focus, 12, 2);
    const float z = frame.state.zoom;
    const Rect badge{place.x + 18 * z, place.y + 18 * z, 40 * z, 40 * z};
    ui.fill(badge, ui.style.accent_soft, 10);
    draw_icon(window_painter(), badge, choice.icon, ui.style.accent, 22 * z);
    ui.label({place.x + 18 * z, place.y + 68 * z, place.width - 36 * z, 26 * z}, choice.title, {ui.style.text + 1, ui.style.ink, true});
    ui.paragraph(place.x + 18 * z, place.y + 96 * z, place.width - 36 * z, choice.words, ui.quiet(), 3);
    return hit.clicked;
}

float draw_shelf(const Frame& frame, float x, float y, float width) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    if (frame.shelf.empty()) return y;
    ui.label({x, y, width, 28 * z}, "ON THIS DEVICE", ui.caption());
    y += 32 * z;
    const float row_height = 62 * z;
    const Rect all{x, y, width, row_height * static_cast<float>(frame.shelf.size())};
    ui.fill(all, ui.style.raised, 12);
    ui.outline(all, ui.style.line, 12);
    ui.begin_group("shelf", all, Role::list, "Projects on this device");
    bool first = true;
    for (const ShelfProject& project : frame.shelf) {
        const Rect row{x, y, width, row_height};
        if (!std::exchange(first, false)) ui.hairline(x + 16, y, x + width - 16, y);
        ImGui::PushID(to_string(project.id).c_str());
        Rect line = inset(row, 16 * z, 0);
        const auto centred = [&](Rect r) { return Rect{r.x, y + (row_height - ui.style.button) / 2, r.width, ui.style.button}; };
        // Buttons first in the item order would steal the row's click, so the row ends before them.
        const Rect erase = centred(take_right(line, ui.style.button));
        take_right(line, 4);
        const std::string save = "Save a copy";
        const Rect copy = centred(take_right(line, ui.button_width(save)));
        take_right(line, 12);
        Meaning meaning;
        meaning.role = Role::link;
        meaning.name = project.name;
        meaning.value = count_of(project.documents, "document", "documents") + ", " + count_of(project.codings, "coding", "codings");
        const std::string facts = meaning.value + " · " + size_words(project.bytes) + (project.changed ? " · " + format_time(project.changed) : "");
        const char* where = project.place == platform::StoredProject::Place::second    ? "Lost by the browser, kept by Emic in a second place: open it to keep it as usual"
                            : project.place == platform::StoredProject::Place::damaged ? "What is stored of it is damaged: open it to see what can be done"
                                                                                       : nullptr;
        if (where) meaning.value = where;
        const Hit hit = ui.item("open", {line.x - 8, y + 4, line.width + 8, row_height - 8}, meaning);
        if (hit.hovered) ui.fill({line.x - 8, y + 4, line.width + 8, row_height - 8}, ui.style.hover, 8);
        if (hit.focused) ui.outline({line.x - 8, y + 4, line.width + 8, row_height - 8}, ui.style.focus, 8, 2);
        ui.label({line.x, y + 9 * z, line.width, 24 * z}, project.name, {ui.style.text + 1, ui.style.ink, true});
        ui.label({line.x, y + 32 * z, line.width, 20 * z}, where ? where : facts, where ? TextLook{ui.style.small, ui.style.warning} : ui.quiet());
        if (hit.clicked) frame.requests.open_project = project.id;
        if (ui.button("copy", copy, save)) frame.requests.copy_project = project.id;
        if (ui.icon_button("erase", erase, Icon::trash, "Erase " + in_double_quotes(project.name) + " from this device…")) ask_erase(frame, project.id);
        ImGui::PopID();
        y += row_height;
    }
    ui.end_group();
    return y + 24 * z;
}

} // namespace

void draw_home(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    ui.fill(rect, ui.style.window);
    ui.begin_group("home", rect, Role::main, "Emic");
    ui.begin_scroll("home", rect);
    const Rect area = ui.content();
    const float width = std::min(920 * z, area.width - 48);
    const float x = area.x + (area.width - width) / 2;
    float y = area.y + std::max(28.0f, std::min(72.0f, rect.height * 0.08f)) * z;

    ui.label({x, y, width, 44 * z}, "Emic", {ui.style.title + 6, ui.style.ink, true});
    ui.say("title", {x, y, 200, 44 * z}, Role::heading, "Emic", 1);
    y += 48 * z;
    ui.label({x, y, width, 26 * z}, "Code interviews, compare passages, gather themes.", {ui.style.text + 2, ui.style.quiet_ink});
    y += 44 * z;

    const bool wide = width > 700 * z;
    const int columns = wide ? 3 : 1;
    const float gap = 16 * z;
    const float card = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float card_height = 166 * z;
    static constexpr Choice choices[] = {
        {"new", Icon::upload, "Open transcripts", "Choose Word or text files, or drop them anywhere on this window. A new project begins."},
        {"sample", Icon::document, "Start from the sample study", "Four made-up interviews with mothers in recovery, coded, with two themes. To try everything."},
        {"project", Icon::folder, "Open a project file", "An .emic file that you or a colleague saved, or a project of another program: REFI-QDA, QualCoder, Taguette."},
    };
    for (int i = 0; i < 3; ++i) {
        const Rect place{x + static_cast<float>(i % columns) * (card + gap), y + static_cast<float>(i / columns) * (card_height + gap), card, card_height};
        if (!draw_choice(frame, place, choices[i])) continue;
        if (i == 0) platform::pick_files(accepted_extensions() + ",.pdf,.zip", true);
        if (i == 1) frame.requests.sample_project = true;
        if (i == 2) platform::pick_files(".emic," + accepted_project_extensions(), false);
    }
    y += (card_height + gap) * static_cast<float>((3 + columns - 1) / columns) + 4 * z;
    const std::string blank = "or begin with an empty project…";
    if (ui.button("blank", {x - ui.style.margin, y, ui.button_width(blank), ui.style.button}, blank, ButtonLook::quiet)) ask_name(frame, Naming::project, "New project", "My study");
    y += ui.style.button + 20 * z;

    if (frame.session.is_open() && frame.session.is_large()) {
        const std::optional<double> written = frame.session.snapshot_progress();
        const std::string saving = "Bringing " + in_quotes(frame.session.project().info().name) + " up to date on this device" +
                                   (written ? ": " + std::to_string(std::lround(100 * *written)) + " %" : "…");
        ui.label({x, y, width, 24 * z}, saving, ui.quiet());
        ui.say("saving", {x, y, width, 24 * z}, Role::status, saving);
        y += 32 * z;
    }
    y = draw_shelf(frame, x, y, width);

    const std::string promise = "Everything stays in this browser: no account, no network, no server.";
    const float promise_width = ui.width(promise, ui.quiet());
    ui.label({x, y, width, 24 * z}, promise, ui.quiet());
    ui.say("promise", {x, y, promise_width, 24 * z}, Role::text, promise);
    y += 26 * z;
    const std::string check = "How can I check that?";
    if (ui.button("privacy", {x - ui.style.margin, y, ui.button_width(check), ui.style.button}, check, ButtonLook::quiet)) frame.run(CommandId::check_privacy);
    y += ui.style.button + 32 * z;
    ui.end_scroll(y - area.y);
    ui.end_group();
}

} // namespace emic
