#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/coders.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"
#include "platform_keeping.h"
#include "widgets/swatches.h"

#include <algorithm>

namespace emic {

namespace {

/// Initials for the coder's badge: the first letters of up to two words.
std::string initials(std::string_view name) {
    std::string letters;
    bool at_start = true;
    int taken = 0;
    for (std::uint32_t at = 0; at < name.size() && taken < 2;) {
        const std::uint32_t begin = at;
        const char32_t c = next_code_point(name, at);
        if (c == ' ') {
            at_start = true;
        } else if (at_start) {
            letters += name.substr(begin, at - begin);
            at_start = false;
            ++taken;
        }
    }
    return letters;
}

void draw_save_state(const Frame& frame, Rect& line) {
    Ui& ui = frame.ui;
    const SaveState state = frame.session.save_state();
    const std::uint64_t uncopied = frame.session.changes_since_copy();
    const bool read_only = frame.session.read_only(), erased = frame.session.erased();
    const bool tight = !frame.state.disk_words.empty(), passing = !platform::passing_words().empty();
    const char* words = read_only ? "Read only: open in another window" : state == SaveState::saved ? (tight ? "Saved – disk almost full" : passing ? "Saved in this private window only" : "Saved on this device") : state == SaveState::saving ? "Saving…" : "NOT SAVED";
    const bool warns = read_only || tight || passing || state == SaveState::not_saved;
    const TextLook look{ui.style.small, warns ? ui.style.warning : ui.style.quiet_ink, warns};
    // How old the last copy outside the browser is, is always told where there is room.
    const std::string since = uncopied == 0 ? "" : "Changed since the last copy";
    const TextLook since_look{ui.style.caption, ui.style.quiet_ink};
    const bool room = !since.empty() && frame.window.width >= 1180 * frame.state.zoom;
    const float width = ui.width(words, look) + 34 + (room ? ui.width(since, since_look) + 12 : 0);
    const Rect place = inset(take_right(line, width), 0, (line.height - ui.style.button) / 2);
    Meaning meaning;
    meaning.role = Role::status;
    meaning.name = words;
    meaning.value = state == SaveState::not_saved ? frame.session.save_problem() : tight ? frame.state.disk_words : platform::passing_words();
    const Hit hit = ui.item("save state", place, meaning);
    if (warns) ui.fill(place, ui.style.warning_soft, ui.style.radius);
    else if (hit.hovered) ui.fill(place, ui.style.hover, ui.style.radius);
    draw_icon(window_painter(), {place.x + 6, place.y, 18, place.height}, warns ? Icon::warning : Icon::check, look.colour, 16);
    ui.label({place.x + 28, place.y, width - 30, place.height}, words, look);
    if (room) ui.label({place.x + 28, place.y, width - 36, place.height}, since, since_look, Align::end);
    if (read_only)
        ui.tooltip("Close the project in the other window or tab of Emic: this window then takes it over by itself.");
    else if (erased)
        ui.tooltip(frame.session.save_problem() + " Click to save a copy outside the browser now.");
    else if (state == SaveState::not_saved)
        ui.tooltip(frame.session.save_problem() + " Your work is kept in memory and saving is tried again. Click to save a copy outside the browser now.");
    else if (tight)
        ui.tooltip(frame.state.disk_words + " Click to save a copy outside the browser now.");
    else if (passing)
        ui.tooltip(platform::passing_words() + " Click to save a copy outside the browser now.");
    else
        ui.tooltip((uncopied == 0 ? std::string("Nothing was changed") : count_of(uncopied, "step", "steps") + " (changes, undo and redo)") + " since the last copy outside the browser. " + with_key(frame, "Click to save a copy", CommandId::save_copy) + "." + (platform::unpromised_words().empty() ? "" : " " + platform::unpromised_words()));
    if (hit.clicked) frame.run(CommandId::save_copy);
}

void draw_coder(const Frame& frame, Rect& line) {
    Ui& ui = frame.ui;
    const Coder* coder = frame.project().find(frame.session.coder());
    const std::string name = coder ? coder->name : "";
    const float side = 30 * frame.state.zoom;
    const Rect place = inset(take_right(line, side + 4), 2, (line.height - side) / 2);
    Meaning meaning;
    meaning.name = "Coder: " + name;
    const Hit hit = ui.item("coder", place, meaning);
    const Colour colour = coder ? coder->colour : 0;
    ui.fill(place, highlight_fill(colour, ui.style.appearance), side / 2);
    ui.outline(place, code_mark(colour, ui.style.appearance), side / 2, hit.hovered ? 2.5f : 1.5f);
    ui.label(place, initials(name), {ui.style.caption, ui.style.ink, true}, Align::centre);
    if (hit.focused) ui.outline(place, ui.style.focus, side / 2, 2);
    ui.tooltip("You code as " + isolated(name));
    if (hit.clicked) ui.open_menu("coder menu");
    ImGui::SetNextWindowPos({place.x + place.width, place.y + place.height + 2}, ImGuiCond_Appearing, {1, 0});
    if (ui.begin_menu("coder menu", "Coders", 260 * frame.state.zoom)) {
        std::vector<const Coder*> coders;
        for (const Coder& one : frame.project().coders()) coders.push_back(&one);
        sort_rows(coders, [](const Coder* a, const Coder* b) { return std::tie(a->name, a->id) < std::tie(b->name, b->id); });
        for (const Coder* one : coders) {
            const bool active = one->id == frame.session.coder();
            if (ui.menu_item((active ? "Coding as " : "Code as ") + isolated(one->name), {}, !active)) frame.session.set_coder(one->id);
        }
        ui.menu_line();
        if (const auto chosen = draw_swatches(frame)) frame.ask(&recolour_coder, RecolourCoder{frame.session.coder(), *chosen});
        ui.menu_line();
        if (ui.menu_item("New coder…")) frame.run(CommandId::add_coder);
        if (ui.menu_item("Rename " + isolated(name) + "…")) frame.run(CommandId::rename_coder);
        if (ui.menu_item(command(CommandId::delete_coder).name, {}, coders.size() > 1)) frame.run(CommandId::delete_coder);
        ui.end_menu();
    }
}

} // namespace

void draw_top_bar(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x, rect.y + rect.height - 1, rect.x + rect.width, rect.y + rect.height - 1);
    ui.begin_group("top bar", rect, Role::region, "Project");
    Rect line = inset(rect, 12, 0);
    const float side = ui.style.button;
    const auto centred = [&](Rect r) { return Rect{r.x, r.y + (rect.height - side) / 2, r.width, side}; };
    if (ui.icon_button("home", centred(take_left(line, side)), Icon::home, "All projects")) frame.run(CommandId::go_home);
    take_left(line, 10);
    draw_coder(frame, line);
    take_right(line, 8);
    draw_save_state(frame, line);
    take_right(line, 6);
    const bool redo = can_run(frame, command(CommandId::redo)), undo = can_run(frame, command(CommandId::undo));
    const Change* last = frame.session.history().next_undo();
    const Change* next = frame.session.history().next_redo();
    if (ui.icon_button("redo", centred(take_right(line, side)), Icon::redo, redo ? "Redo: " + next->label : "Redo", redo)) frame.run(CommandId::redo);
    if (ui.icon_button("undo", centred(take_right(line, side)), Icon::undo, undo ? "Undo: " + last->label : "Undo", undo)) frame.run(CommandId::undo);
    take_right(line, 10);

    // The search box stands in the middle of the window where there is room.
    const float wanted = std::min(380.0f * frame.state.zoom, line.width * 0.5f);
    Rect box = centred({std::max(rect.x + (rect.width - wanted) / 2, line.x + line.width - wanted - line.width * 0.35f), line.y, wanted, line.height});
    box.x = std::min(box.x, line.x + line.width - wanted);
    Meaning meaning;
    meaning.name = "Search or run a command";
    const Hit hit = ui.item("palette", box, meaning);
    ui.fill(box, ui.style.page, ui.style.radius);
    ui.outline(box, hit.hovered ? ui.style.strong_line : ui.style.line, ui.style.radius);
    if (hit.focused) ui.outline(box, ui.style.focus, ui.style.radius, 2);
    draw_icon(window_painter(), {box.x + 6, box.y, 22, box.height}, Icon::search, ui.style.quiet_ink, 16);
    Rect words = inset(box, 32, 0);
    words.width += 20;
    const std::string palette_key = key_name(frame, command(CommandId::command_palette));
    const float keys = ui.width(palette_key, ui.quiet());
    ui.label(take_right(words, keys + 4), palette_key, ui.quiet(), Align::end);
    ui.label(words, "Search or run a command", ui.quiet());
    if (hit.clicked) frame.run(CommandId::command_palette);

    const Rect name{line.x, line.y, box.x - line.x - 16, line.height};
    const std::string title = frame.project().info().name;
    Meaning heading;
    heading.name = "Project: " + title;
    const TextLook title_look{ui.style.text + 1, ui.style.ink, true};
    const Rect press{name.x, name.y + 9, std::min(name.width, ui.width(title, title_look) + 24), name.height - 18};
    const Hit named = ui.item("project", press, heading);
    if (named.clicked) ui.open_menu("project menu");
    const float drawn = ui.label(name, title, title_look);
    draw_icon(window_painter(), {name.x + drawn + 4, name.y, 16, name.height}, Icon::chevron_down, ui.style.quiet_ink, 13);
    ImGui::SetNextWindowPos({press.x, press.y + press.height + 2}, ImGuiCond_Appearing);
    if (ui.begin_menu("project menu", "Project", 320 * frame.state.zoom)) {
        for (CommandId id : {CommandId::rename_project, CommandId::edit_project_memo, CommandId::import_documents, CommandId::import_codebook, CommandId::paste_codebook, CommandId::interview_guide, CommandId::pseudonyms, CommandId::save_copy, CommandId::go_home})
            command_item(frame, command(id));
        ui.end_menu();
    }
    ui.end_group();
}

void draw_rail(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x + rect.width - 1, rect.y, rect.x + rect.width - 1, rect.y + rect.height);
    ui.begin_group("rail", rect, Role::tablist, "Modes");
    Rect rest = inset(rect, 4, 8);
    constexpr std::size_t places = 8;
    const float height = std::min(58 * frame.state.zoom, rest.height / places); // all of them, however low the window is
    const auto place = [&](Rect cell, Icon icon, const char* name, bool selected) {
        Meaning meaning;
        meaning.role = Role::tab;
        meaning.name = name;
        meaning.selected = selected ? Tri::yes : Tri::no;
        const Hit hit = ui.item(name, inset(cell, 0, 2), meaning);
        const Rect box = inset(cell, 0, 2);
        if (selected) ui.fill(box, ui.style.selected, ui.style.radius);
        else if (hit.hovered) ui.fill(box, ui.style.hover, ui.style.radius);
        if (hit.focused) ui.outline(box, ui.style.focus, ui.style.radius, 2);
        const Rgba ink = selected ? ui.style.accent : ui.style.quiet_ink;
        const float z = frame.state.zoom, words = 20 * z;
        const bool named = box.height >= words + 14; // lower, the sign stands alone
        const float sign = std::min(22 * z, box.height - (named ? words + 6 : 4));
        draw_icon(window_painter(), {box.x, named ? box.y + std::min(5.0f, (box.height - words - sign) / 2) : box.y, box.width, named ? sign + 2 : box.height}, icon, ink, sign);
        if (!named) {
            ui.tooltip(name);
            return hit.clicked;
        }
        TextLook look{ui.style.caption - 0.5f, selected ? ui.style.accent : ui.style.ink, selected};
        look.bold = selected && ui.width(name, look) <= box.width; // a name that is cut short says less than a thin one
        ui.label({box.x, std::min(box.y + 30 * z, box.y + box.height - words), box.width, words}, name, look, Align::centre);
        return hit.clicked;
    };
    struct Entry {
        CommandId command;
        Mode mode;
        Icon icon;
    };
    for (const Entry& entry : {Entry{CommandId::mode_code, Mode::code, Icon::pen}, Entry{CommandId::mode_compare, Mode::compare, Icon::compare},
                               Entry{CommandId::mode_search, Mode::search, Icon::search}, Entry{CommandId::mode_cases, Mode::cases, Icon::table},
                               Entry{CommandId::mode_themes, Mode::themes, Icon::themes},
                               Entry{CommandId::mode_report, Mode::report, Icon::report}})
        if (place(take_top(rest, height), entry.icon, command(entry.command).name, frame.state.mode == entry.mode)) frame.run(entry.command);
    if (place(take_bottom(rest, height), Icon::settings, "Settings", frame.state.overlay == Overlay::settings)) frame.open_overlay(Overlay::settings);
    if (place(take_bottom(rest, height), Icon::help, "Keys", frame.state.overlay == Overlay::key_sheet)) frame.run(CommandId::key_sheet);
    ui.end_group();
}

} // namespace emic
