#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/pseudonyms.h"
#include "engine/formats/project_texts.h"
#include "engine/formats/stand_ins.h"
#include "engine/sort_rows.h"
#include "views/code_picker.h"
#include "views/parts.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace emic {

namespace {

const std::map<Id<Pseudonym>, std::uint64_t>& counts_of(const Frame& frame) {
    return frame.caches.modes.pseudonym_counts.get(frame.revision(), [&] {
        std::map<Id<Pseudonym>, std::uint64_t> counts;
        const StandIns stand_ins(frame.project().pseudonyms());
        visit_texts(frame.project(), [&](const auto&, std::string_view text) { stand_ins.count_in(text, counts); });
        return counts;
    });
}

std::vector<const Pseudonym*> in_order(const Project& project) {
    std::vector<const Pseudonym*> all;
    for (const Pseudonym& one : project.pseudonyms()) all.push_back(&one);
    sort_rows(all, [](const Pseudonym* a, const Pseudonym* b) { return std::tie(a->position, a->real, a->id) < std::tie(b->position, b->real, b->id); });
    return all;
}

/// Where the fields of a line stand: the name, an arrow, the stand-in, and what is left.
struct Line {
    Rect real, arrow, standin, rest;
};
Line line_of(const Frame& frame, Rect line) {
    const float z = frame.state.zoom, half = std::min(line.width * 0.34f, 230 * z);
    Line parts;
    parts.real = take_left(line, half);
    parts.arrow = take_left(line, 30 * z);
    parts.standin = take_left(line, half);
    take_left(line, 10 * z);
    parts.rest = line;
    return parts;
}

void draw_arrow(const Frame& frame, const Rect& rect) { draw_icon(window_painter(), rect, Icon::chevron_right, frame.ui.style.quiet_ink, 16 * frame.state.zoom); }

void draw_pseudonym(const Frame& frame, const Rect& rect, const std::vector<const Pseudonym*>& all, std::size_t index) {
    Ui& ui = frame.ui;
    const Pseudonym& one = *all[index];
    const Line line = line_of(frame, rect);
    FieldSpec spec;
    spec.look = ui.look();
    spec.label = "Name";
    spec.value = one.real;
    spec.commit = [frame, id = one.id](const std::string& text) {
        if (const Pseudonym* now = frame.project().find(id)) frame.ask(&change_pseudonym, ChangePseudonym{id, text, now->standin});
    };
    ui.field("real", line.real, spec);
    draw_arrow(frame, line.arrow);
    spec.label = "Stand-in for " + one.real;
    spec.value = one.standin;
    spec.commit = [frame, id = one.id](const std::string& text) {
        if (const Pseudonym* now = frame.project().find(id)) frame.ask(&change_pseudonym, ChangePseudonym{id, now->real, text});
    };
    ui.field("standin", line.standin, spec);
    ButtonsFromRight buttons(ui, line.rest);
    if (buttons.icon("delete", Icon::trash, "Delete this pseudonym")) frame.ask(&delete_pseudonym, DeletePseudonym{one.id});
    if (buttons.icon("down", Icon::arrow_down, "Move down", index + 1 < all.size())) frame.ask(&move_pseudonym, MovePseudonym{one.id, static_cast<std::uint32_t>(index + 1)});
    if (buttons.icon("up", Icon::arrow_up, "Move up", index > 0)) frame.ask(&move_pseudonym, MovePseudonym{one.id, static_cast<std::uint32_t>(index - 1)});
    const auto& counts = counts_of(frame);
    const auto count = counts.find(one.id);
    const std::string told = count == counts.end() ? "nowhere" : count_of(count->second, "place", "places");
    ui.label(buttons.rest(), told, ui.quiet());
    ui.say("count", buttons.rest(), Role::status, told);
}

void add_new(const Frame& frame) {
    PseudonymsState& state = frame.state.pseudonyms;
    frame.ask(&add_pseudonym, AddPseudonym{state.real, state.standin}, [&state](const Change&) {
        state.real.clear(), state.standin.clear();
        state.new_fresh = true;
    });
}

/// The line where the next one is typed. Enter goes on to the stand-in, and there adds both.
void draw_new(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    PseudonymsState& state = frame.state.pseudonyms;
    const Line line = line_of(frame, rect);
    FieldSpec spec;
    spec.list_keys = true;
    spec.select_all = false;
    spec.look = ui.look();
    bool escaped = false;
    const auto field = [&](const char* key, const Rect& place, const char* label, const char* placeholder, std::string& text, bool& fresh) {
        spec.label = label;
        spec.placeholder = placeholder;
        spec.value = text;
        spec.open_now = std::exchange(fresh, false);
        const FieldState shown = ui.field(key, place, spec);
        if (shown.open || shown.ended) text = shown.text;
        bool entered = false;
        for (const platform::FieldKey& pressed : shown.keys) {
            entered = entered || pressed.key == platform::Key::enter || (pressed.key == platform::Key::tab && !pressed.modifiers.shift);
            escaped = escaped || pressed.key == platform::Key::escape;
        }
        return entered;
    };
    if (field("new name", line.real, "Name as it stands in the interviews", "Name, such as Birmingham", state.real, state.new_fresh)) state.standin_fresh = true;
    draw_arrow(frame, line.arrow);
    const bool entered = field("new standin", line.standin, "Stand-in", "Stand-in, such as a city", state.standin, state.standin_fresh);
    const bool both = !state.real.empty() && !state.standin.empty();
    Rect rest = line.rest;
    const bool pressed = ui.button("add", take_left(rest, ui.button_width("Add", true)), "Add", ButtonLook::plain, Icon::add, both);
    if ((entered || pressed) && both) ui.drop_field(), add_new(frame);
    if (escaped) close_overlay_field(frame);
}

} // namespace

void draw_pseudonyms(const Frame& frame) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    if (std::exchange(frame.state.overlay_fresh, false) && frame.project().pseudonyms().empty()) frame.state.pseudonyms.new_fresh = true;
    Rect rest = begin_card(frame, 820, 560, "Pseudonyms");
    const std::string sentence = "Exports that ask for it (“Pseudonyms in place of names” in Report) put the stand-in wherever the name stands as a whole word: in capitals or not, with an s behind it or "
                                 "without, in names of coders and files too. A name in quotation marks (“Will”) counts with its own capitals only. Report lists what is near to a name and stays. Here in the "
                                 "project the names stay, and so they do in copies of it.";
    take_top(rest, ui.paragraph(rest.x, rest.y, rest.width, sentence, ui.quiet()) + 12 * z);
    ui.say("sentence", rest, Role::paragraph, sentence);
    constexpr const char* coders = "Pseudonyms for coders";
    Rect buttons = take_bottom(rest, ui.style.button);
    if (ui.button("done", take_right(buttons, ui.button_width("Done") + 16), "Done", ButtonLook::primary)) close_overlay_field(frame);
    if (ui.button("coders", take_left(buttons, ui.button_width(coders) + 16), coders, ButtonLook::quiet)) frame.ask(&add_coder_pseudonyms, AddCoderPseudonyms{});
    take_bottom(rest, 14 * z);
    draw_new(frame, take_bottom(rest, ui.style.button));
    take_bottom(rest, 12 * z);
    ui.hairline(rest.x, rest.y + rest.height, rest.x + rest.width, rest.y + rest.height);
    const std::vector<const Pseudonym*> all = in_order(frame.project());
    if (all.empty()) ui.label(rest, "No pseudonyms yet. Type a name and its stand-in below.", ui.quiet(), Align::centre);
    ui.begin_group("pseudonyms", rest, Role::list, "Pseudonyms");
    ui.begin_scroll("list", rest);
    const Rect area = ui.content();
    float y = area.y;
    for (std::size_t i = 0; i < all.size(); ++i, y += ui.style.button + 6 * z) {
        const Rect line{area.x, y, area.width - 4, ui.style.button};
        if (!ui.visible(line)) continue;
        ui.begin_group(to_string(all[i]->id.guid), line, Role::listitem, all[i]->real + ", " + all[i]->standin);
        draw_pseudonym(frame, line, all, i);
        ui.end_group();
    }
    ui.end_scroll(y - area.y);
    ui.end_group();
    ui.end_group();
}

} // namespace emic
