#include "views/code_list.h"

#include "actions.h"
#include "engine/name_line.h"
#include "views/parts.h"
#include "widgets/code_chip.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::size_t most_matches = 500;

/// One code of the list: in the tree at its depth, among matches with its path under its name.
struct ListedCode {
    Id<Code> id;
    std::string_view name, path;
    Colour colour = 0;
    std::uint32_t codings = 0;
    std::uint8_t level = 0; ///< from 1 in the tree; 0 among matches
    bool has_children = false;
};

bool draw_code(const Frame& frame, const Rect& row, const ListedCode& code, const CodeListSpec& spec) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    const bool folded = frame.state.folded_codes.count(code.id) != 0;
    const bool chosen = code.id == spec.chosen || code.id == spec.also_chosen;
    const std::string key = to_string(code.id.guid);

    Rect rest = inset(row, ui.style.gap, 0);
    take_left(rest, static_cast<float>(std::max(0, code.level - 1)) * 16 * u);
    Meaning meaning;
    meaning.role = code.level != 0 ? Role::treeitem : Role::option;
    meaning.name = code.name;
    meaning.value = count_of(code.codings, "passage", "passages");
    meaning.selected = chosen ? Tri::yes : Tri::no;
    meaning.level = code.level;
    if (code.has_children) meaning.expanded = folded ? Tri::no : Tri::yes;
    const Hit hit = ui.row("code" + key, rest, meaning, chosen);
    if (code.level != 0) {
        const Rect fold = take_left(rest, 22 * u);
        if (code.has_children)
            draw_icon(window_painter(), fold, folded ? Icon::chevron_right : Icon::chevron_down, ui.style.quiet_ink, 14 * u);
        if (hit.clicked && code.has_children && holds(fold, ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y)) {
            if (folded) frame.state.folded_codes.erase(code.id);
            else frame.state.folded_codes.insert(code.id);
            return false;
        }
    }
    if (code.level != 0) ui.tooltip(steps_apart(code.path));

    Rect inside = inset(rest, ui.style.gap, 0);
    code_dot(ui, take_left(inside, 10 * u), code.colour, 10 * u);
    take_left(inside, ui.style.gap);
    const std::string count = std::to_string(code.codings);
    ui.label(take_right(inside, std::max(ui.width(count, ui.quiet()) + 2, 20 * u)), count, ui.quiet(), Align::end);
    take_right(inside, ui.style.gap);
    TextLook look = ui.look();
    look.bold = code.id == spec.chosen;
    const bool two_lines = code.level == 0 && code.path != code.name;
    if (two_lines) {
        const Rect upper = take_top(inside, inside.height * 0.54f);
        ui.label(upper, code.name, look);
        inside.y -= 3 * u;
        ui.label(inside, steps_apart(code.path), ui.quiet());
    } else {
        if (code.id == spec.also_chosen && spec.also_chosen) ui.label(take_right(inside, ui.width("beside", ui.quiet()) + 4), "beside", ui.quiet(), Align::end);
        ui.label(inside, code.name, look);
    }
    return hit.clicked;
}

} // namespace

std::vector<std::size_t> unfolded_rows(const std::vector<CodeRow>& rows, const std::set<Id<Code>>& folded) {
    std::vector<std::size_t> shown;
    std::uint32_t hidden_below = UINT32_MAX; ///< rows deeper than this lie in a folded code
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].depth > hidden_below) continue;
        hidden_below = folded.count(rows[i].id) != 0 ? rows[i].depth : UINT32_MAX;
        shown.push_back(i);
    }
    return shown;
}

std::optional<Id<Code>> draw_code_list(const Frame& frame, const Rect& rect, std::string& filter, const CodeListSpec& spec) {
    Ui& ui = frame.ui;
    Rect rest = rect;
    const Rect field = inset(take_top(rest, ui.style.button), ui.style.margin - 4, 0);
    FieldSpec wanted;
    wanted.label = "Filter codes";
    wanted.placeholder = "Filter codes";
    wanted.value = filter;
    wanted.commit = [&filter](const std::string& text) { filter = text; };
    wanted.of_screen = true;
    const FieldState typed = ui.field("code_filter", field, wanted);
    if (typed.open) filter = typed.text;
    if (typed.escaped) filter.clear();
    take_top(rest, ui.style.gap);

    const std::vector<CodeRow>& rows = frame.caches.codebook_rows_of(frame);
    std::vector<ListedCode> listed;
    const bool filtered = filter.find_first_not_of(' ') != std::string::npos;
    if (filtered) {
        const auto& matches = frame.caches.modes.code_list.get({frame.revision(), filter}, [&] {
            return find_codes(frame.project(), frame.indexes(), filter, most_matches);
        });
        for (const CodeMatch& match : matches) listed.push_back({match.id, match.name, match.path, match.colour, match.codings});
    } else {
        for (std::size_t i : unfolded_rows(rows, frame.state.folded_codes)) {
            const CodeRow& row = rows[i];
            // A folded code stands for all that it hides.
            const bool whole = spec.with_subcodes || frame.state.folded_codes.count(row.id) != 0;
            listed.push_back({row.id, row.name, row.path, row.colour, whole ? row.codings_with_subcodes : row.codings,
                              static_cast<std::uint8_t>(std::min<std::uint32_t>(row.depth + 1, 250)), row.has_children});
        }
    }

    std::optional<Id<Code>> chosen;
    const float row_height = filtered ? ui.style.row * 1.45f : ui.style.row;
    ui.begin_group("code_list", rest, filtered ? Role::listbox : Role::tree, "Codes");
    ui.begin_scroll("code_rows", rest);
    const Rect content = ui.content();
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const Rect row{content.x, content.y + static_cast<float>(i) * row_height, content.width, row_height};
        if (ui.visible(row) && draw_code(frame, row, listed[i], spec)) chosen = listed[i].id;
    }
    ui.end_scroll(static_cast<float>(listed.size()) * row_height + ui.style.margin);
    ui.end_group();
    if (listed.empty()) {
        const std::string_view words = rows.empty() ? "No codes yet." : "No code fits. Try fewer letters, or part of the definition.";
        ui.paragraph(rest.x + ui.style.margin, rest.y + ui.style.gap, rest.width - 2 * ui.style.margin, words, ui.quiet());
        ui.say("no_codes", {rest.x, rest.y, rest.width, ui.style.row}, Role::paragraph, words);
    }
    return chosen;
}

} // namespace emic
