#include "views/views.h"

#include "actions.h"
#include "caches.h"
#include "engine/formats/export_table.h"
#include "engine/formats/near_names.h"
#include "views/parts.h"
#include "views/report_options.h"
#include "views/report_preview.h"
#include "views/report_rows.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

constexpr float widest_column = 1000;
constexpr std::string_view protection_words =
    "A saved file leaves the protection of this browser: it lies readable in your download folder. Keep it where your "
    "ethics approval allows, and delete copies that you no longer need.";

const ExportFormat& shown_format(const Frame& frame) {
    const ExportFormat* format = find_export_format(frame.state.export_shown);
    return format ? *format : export_formats().front();
}

Icon icon_of(const ExportFormat& format) {
    const std::string_view extension = format.extension;
    return format.report ? Icon::report : extension == "csv" || extension == "xlsx" ? Icon::table : Icon::folder;
}

void draw_list(const Frame& frame, const Rect& rect, const ExportFormat& shown) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    ui.begin_group("format_list", rect, Role::region, "What to save");
    const Rect rest = draw_list_frame(ui, rect, "format_list", "What to save");
    ui.begin_group("formats", rest, Role::listbox, "What to save");
    ui.begin_scroll("format_rows", rest);
    const Rect content = ui.content();
    float y = content.y;
    const float indent = 30 * u;
    std::optional<ExportGroup> group;
    for (const ExportFormat& format : export_formats()) {
        if (group != format.group) {
            group = format.group;
            const Rect head{content.x + ui.style.margin, y, content.width - 2 * ui.style.margin, 30 * u};
            ui.label(head, label_of(format.group), ui.quiet());
            ui.say("group" + std::to_string(static_cast<int>(format.group)), head, Role::text, label_of(format.group));
            y += head.height;
        }
        const float text_width = content.width - 2 * ui.style.gap - indent - ui.style.margin;
        const float help = ui.paragraph_height(text_width, format.help, ui.quiet());
        const Rect row{content.x + ui.style.gap, y, content.width - 2 * ui.style.gap, 24 * u + help + 2 * ui.style.gap};
        Meaning meaning;
        meaning.role = Role::option;
        meaning.name = format.label;
        meaning.value = format.help;
        const bool chosen = &format == &shown;
        // However it was chosen: by a command its row may lie far below.
        if (chosen && frame.state.reporting.listed != format.id) {
            frame.state.reporting.listed = format.id;
            ui.scroll_into_view(row.y, row.y + row.height);
        }
        if (ui.row(format.id, row, meaning, chosen).clicked) {
            frame.state.export_shown = format.id;
            frame.state.report_list_open = false;
        }
        Rect inside = inset(row, ui.style.gap, ui.style.gap);
        const Rect icon = take_left(inside, indent);
        draw_icon(window_painter(), {icon.x, icon.y, 20 * u, 22 * u}, icon_of(format), chosen ? ui.style.accent : ui.style.quiet_ink, 18 * u);
        TextLook look = ui.look();
        look.bold = chosen;
        ui.label(take_top(inside, 23 * u), format.label, look);
        ui.paragraph(inside.x, inside.y, text_width, format.help, ui.quiet());
        y += row.height + 2;
    }
    ui.end_scroll(y - content.y + ui.style.margin);
    ui.end_group();
    ui.end_group();
}

/// A calm panel with an icon and a few sentences; returns its height.
float draw_note(Ui& ui, std::string_view key, float x, float y, float width, Icon icon, const std::vector<std::string>& sentences) {
    const float pad = ui.style.gap * 1.5f, indent = 28 * unit(ui);
    float height = 2 * pad;
    for (const std::string& sentence : sentences) height += ui.paragraph_height(width - 2 * pad - indent, sentence, ui.small());
    ui.fill({x, y, width, height}, ui.style.panel, ui.style.radius);
    ui.outline({x, y, width, height}, ui.style.line, ui.style.radius);
    draw_icon(window_painter(), {x + pad, y + pad, 20 * unit(ui), ui.style.small * 1.5f}, icon, ui.style.quiet_ink, 18 * unit(ui));
    float line = y + pad;
    std::string said;
    for (const std::string& sentence : sentences) {
        line += ui.paragraph(x + pad + indent, line, width - 2 * pad - indent, sentence, ui.small());
        said += (said.empty() ? "" : " ") + sentence;
    }
    ui.say(key, {x, y, width, height}, Role::paragraph, said);
    return height;
}

/// What is near to a name and stays in the file, said before it is saved.
std::vector<std::string> words_before_pseudonyms(const Frame& frame) {
    const std::vector<std::string>& told = frame.caches.modes.before_pseudonyms.get({frame.revision(), frame.state.reporting.scope},
                                                                                    [&] { return before_pseudonyms(frame.project(), scoped_study_of(frame).project); });
    if (!told.empty()) return told;
    return {"All names in the list of pseudonyms give way. Nothing else that is near to one of them was found; names that are not in the list stay."};
}

void draw_page(const Frame& frame, const Rect& rect, const ExportFormat& format, const ListAndPage& split) {
    Ui& ui = frame.ui;
    const float u = unit(ui);
    ui.begin_group("report_page", rect, Role::region, format.label);
    ui.begin_scroll("report_scroll", rect);
    const Rect content = ui.content();
    const Rect column = reading_column(ui, content, widest_column);
    const float x = column.x, width = column.width;
    float y = content.y + ui.style.margin * 1.5f;

    Rect strip{x, y, width, 40 * u};
    if (back_to_list(ui, strip, split, "What to save")) frame.state.report_list_open = true;
    ButtonsFromRight buttons(ui, strip);
    const std::string save = std::string("Save as .") + format.extension;
    if (buttons.text("save", save, ButtonLook::primary, Icon::download)) frame.requests.export_format = format.id;
    if (format.report && buttons.text("print", "Print…", ButtonLook::plain)) frame.requests.print_format = format.id;
    ui.label(buttons.rest(), format.label, ui.heading());
    ui.say("format_name", buttons.rest(), Role::heading, format.label, 1);
    y += 42 * u;
    y += ui.paragraph(x, y, width, format.help, ui.quiet()) + ui.style.margin;
    y += draw_note(ui, "protection", x, y, width, Icon::warning, {std::string(protection_words)}) + ui.style.gap;
    forget_missing_choices(frame);
    if (frame.state.reporting.scope.pseudonyms) y += draw_note(ui, "near_names", x, y, width, Icon::warning, words_before_pseudonyms(frame)) + ui.style.gap;
    const std::vector<std::string> gaps = gaps_before_export(frame.project(), frame.indexes());
    if (!gaps.empty() && std::string_view(format.extension) != "emic")
        y += draw_note(ui, "gaps", x, y, width, Icon::pen, gaps) + ui.style.gap;
    y += ui.style.margin * 0.5f;
    // Beside the preview where there is room for both.
    const float choices_width = 250 * u;
    const bool beside = width > 2.6f * choices_width;
    const float choices_x = beside ? x + width - choices_width : x, preview_width = beside ? width - choices_width - ui.style.margin : width;
    const float from = y;
    float choices_y = y + draw_section_heading(ui, "choices", choices_x, y, beside ? choices_width : width, "What to take") + ui.style.gap;
    ui.begin_group("choices_group", {choices_x, from, beside ? choices_width : width, 10}, Role::group, "What to take");
    choices_y += draw_report_options(frame, format, choices_x, choices_y, std::min(width, beside ? choices_width : 420 * u));
    ui.end_group();
    if (!beside) y = choices_y + ui.style.margin;
    y += draw_section_heading(ui, "preview", x, y, preview_width, "What will be in it") + ui.style.margin;
    y += draw_report_preview(frame, format, x, y, preview_width);
    y = std::max(y, choices_y);
    ui.end_scroll(y - content.y + ui.style.margin * 2);
    ui.end_group();
}

} // namespace

void draw_report(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.window);
    ui.begin_group("report", rect, Role::region, "Report");
    const ExportFormat& shown = shown_format(frame);
    const ListAndPage split = split_list_and_page(ui, rect, frame.state.report_list_open);
    if (split.show_list) draw_list(frame, split.list, shown);
    if (split.show_page) draw_page(frame, split.page, shown, split);
    ui.end_group();
}

} // namespace emic
