#include "views/views.h"

#include "actions.h"
#include "chosen_codes.h"
#include "command_table.h"
#include "engine/commands/codebook.h"
#include "engine/commands/codings.h"
#include "engine/name_line.h"
#include "engine/queries/context.h"
#include "engine/queries/passages.h"
#include "engine/text_direction.h"
#include "views/inspector_parts.h"

#include <algorithm>
#include <imgui_internal.h>
#include <utility>

namespace emic {

namespace {

void draw_code_name(const Frame& frame, Column& column, const Code& code) {
    Ui& ui = frame.ui;
    Rect line = column.take(32 * frame.state.zoom);
    const float dot = 6 * frame.state.zoom;
    window_painter().disc({line.x + dot, line.y + line.height / 2}, dot, code_mark(code.colour, ui.style.appearance));
    take_left(line, 2 * dot + 8);
    ui.label(line, code.name, {ui.style.text + 2, ui.style.ink, true});
    ui.say("code name", line, Role::heading, code.name, 3);
    if (code.parent) column.text(steps_apart(code_path(frame.project(), code.id)), ui.quiet());
}

void draw_rules(const Frame& frame, Column& column, const Code& code) {
    const auto rule = [&](const char* key, const char* label, const char* placeholder, std::string Code::*field) {
        column.caption(label);
        const bool open_now = field == &Code::definition && std::exchange(frame.state.rules_open, false);
        column.notes(key, label, placeholder, code.*field, [frame, id = code.id, field](const std::string& text) {
            frame.session.ask([id, field, text](const CommandContext& context) -> Result<Change> {
                const Code* now = context.project.find(id);
                if (!now) return Problem{ProblemKind::missing, "The code is no longer in the project. The text was not kept: " + in_quotes(text), ""};
                Code defined = *now;
                defined.*field = text;
                return define_code(context, {id, defined.definition, defined.include, defined.exclude, defined.examples});
            });
        }, open_now);
    };
    rule("definition", "Definition", "What this code means", &Code::definition);
    rule("include", "Include", "When to use it", &Code::include);
    rule("exclude", "Exclude", "When not to use it", &Code::exclude);
    rule("examples", "Examples", "Typical quotations", &Code::examples);
}

void draw_other_passages(const Frame& frame, Column& column, Id<Code> code, Id<Coding> but) {
    Ui& ui = frame.ui;
    const auto& entries = frame.caches.code_passages.get({frame.revision(), code}, [&] {
        return passages_of_code(frame.project(), frame.indexes(), code, Subcodes::leave_out);
    });
    const std::size_t others = entries.size() - (std::any_of(entries.begin(), entries.end(), [&](const CodingEntry& e) { return e.id == but; }) ? 1 : 0);
    column.caption(but ? "Other passages of this code (" + std::to_string(others) + ")" : "Passages (" + std::to_string(others) + ")");
    ui.begin_group("passages", {column.take(0).x, column.y(), column.width(), 1}, Role::list, "Passages of this code");
    std::size_t shown = 0;
    constexpr std::size_t most = 60;
    for (const CodingEntry& entry : entries) {
        if (entry.id == but) continue;
        if (++shown > most) break;
        const float card = 82 * frame.state.zoom;
        const Rect place = inset(column.take(card + 6), 0, 3);
        if (!ui.visible(place)) continue;
        const PassageRow row = describe_passage(frame.project(), frame.indexes(), entry);
        Meaning meaning;
        meaning.role = Role::link;
        meaning.name = row.document + ", paragraph " + std::to_string(row.paragraph) + ": " + row.text;
        const Hit hit = ui.item(to_string(entry.id.guid), place, meaning);
        ui.fill(place, ui.style.raised, ui.style.radius);
        ui.outline(place, hit.hovered || hit.focused ? ui.style.accent : ui.style.line, ui.style.radius);
        ui.fill({place.x, place.y + 8, 3, place.height - 16}, code_mark(row.colour, ui.style.appearance), 1.5f);
        ui.label({place.x + 12, place.y + 4, place.width - 20, 20 * frame.state.zoom}, isolated(row.document) + " · " + std::to_string(row.paragraph), ui.caption());
        const Source* source = frame.project().find(entry.source);
        ui.paragraph(place.x + 12, place.y + 24 * frame.state.zoom, place.width - 22, source ? shown_passage(source->text.view(), entry.range) : row.text, ui.small(), 2);
        if (hit.clicked) show_coding(frame, entry.id);
    }
    if (shown > most) {
        const std::string all = "Compare all " + std::to_string(entries.size());
        if (ui.button("all", column.take(ui.style.button), all, ButtonLook::quiet)) compare_code(frame, code);
    }
    ui.end_group();
}

void draw_coding(const Frame& frame, Column& column, const Coding& coding) {
    Ui& ui = frame.ui;
    const PassageRow row = describe_passage(frame.project(), frame.indexes(), {coding.source, coding.range, coding.id});
    const Code* code = frame.project().find(coding.code);
    if (!code) return;
    draw_code_name(frame, column, *code);
    column.space(4);
    const Source* source = frame.project().find(coding.source);
    column.text("“" + (source ? shown_passage(source->text.view(), coding.range) : row.text) + "”", {ui.style.text, ui.style.ink, false, false, platform::FontFace::reading}, 8);
    column.space(6);
    column.text(isolated(row.coder_name) + " · " + format_time(coding.created) + (coding.modified > coding.created ? " · changed " + format_time(coding.modified) : ""), ui.quiet());
    column.space(8);
    Rect buttons = column.take(ui.style.button);
    const auto command_button = [&](CommandId id, const char* text) {
        if (ui.button(text, take_left(buttons, ui.button_width(text)), text)) frame.run(id);
        take_left(buttons, 6);
    };
    command_button(CommandId::recode_passage, "Recode…");
    command_button(CommandId::remove_coding, "Remove");
    const auto here = codings_in(frame.indexes(), coding.source, coding.range);
    if (here.size() > 1) {
        column.caption("Also coded here");
        for (const CodingEntry& entry : here) {
            const Coding* other = frame.project().find(entry.id);
            if (!other || other->id == coding.id) continue;
            const Code* its = frame.project().find(other->code);
            const Coder* who = frame.project().find(other->coder);
            Meaning meaning;
            meaning.role = Role::link;
            meaning.name = side_by_side({its ? its->name : "", who ? who->name : ""}, ", ");
            const Rect line = column.take(ui.style.row - 4);
            const Hit hit = ui.row(to_string(entry.id.guid) + "here", line, meaning, false);
            window_painter().disc({line.x + 10, line.y + line.height / 2}, 4.5f, code_mark(its ? its->colour : 0, ui.style.appearance));
            ui.label({line.x + 22, line.y, line.width - 26, line.height}, meaning.name, ui.small());
            if (hit.clicked) show_coding(frame, entry.id);
        }
    }
    draw_memo(frame, column, MemoTarget::passage, coding.source.guid, coding.range, "Memo on this passage");
    column.caption("Weight (0 to 100, if you use weights)");
    FieldSpec weight;
    weight.label = "Weight";
    weight.placeholder = "None";
    weight.value = coding.weight ? std::to_string(*coding.weight) : "";
    weight.look = ui.small();
    weight.commit = [frame, id = coding.id](const std::string& text) {
        set_weight(frame, id, text);
    };
    ui.field("weight " + to_string(coding.id.guid), inset(column.take(ui.style.button), 0, 1), weight);
    if (!code->definition.empty()) {
        column.caption("Definition of the code");
        column.text(code->definition, ui.small());
    }
    draw_other_passages(frame, column, coding.code, coding.id);
}

void draw_selection(const Frame& frame, Column& column) {
    Ui& ui = frame.ui;
    const Source* source = frame.project().find(frame.state.document);
    if (!source) return;
    const std::string words = shown_passage(source->text.view(), frame.state.selection);
    column.caption("Selected passage");
    column.text("“" + words + "”", {ui.style.text, ui.style.ink, false, false, platform::FontFace::reading}, 8);
    column.space(10);
    const std::string code = with_key(frame, "Code it… ", CommandId::open_code_picker), vivo = with_key(frame, "In vivo ", CommandId::code_in_vivo);
    Rect buttons = column.take(ui.style.button);
    if (ui.button("code it", take_left(buttons, ui.button_width(code)), code, ButtonLook::primary)) frame.run(CommandId::open_code_picker);
    take_left(buttons, 6);
    if (ui.button("vivo", take_left(buttons, ui.button_width(vivo)), vivo)) frame.run(CommandId::code_in_vivo);
    draw_memo(frame, column, MemoTarget::passage, source->id.guid, trimmed(source->text.view(), frame.state.selection), "Memo on this passage");
}

void draw_code(const Frame& frame, Column& column, const Code& code) {
    Ui& ui = frame.ui;
    draw_code_name(frame, column, code);
    column.space(8);
    Rect buttons = column.take(ui.style.button);
    if (!frame.state.selection.empty()) {
        const std::string apply = "Apply to selection";
        if (ui.button("apply", take_left(buttons, ui.button_width(apply)), apply, ButtonLook::primary)) apply_code_to_selection(frame, code.id);
        take_left(buttons, 6);
    }
    if (ui.button("compare", take_left(buttons, ui.button_width("Compare")), "Compare")) compare_code(frame, code.id);
    take_left(buttons, 6);
    if (ui.icon_button("more", take_left(buttons, ui.style.button), Icon::more, "More about the code")) frame.state.open_code_menu = true;
    column.space(6);
    if (ui.checkbox("category", column.take(28 * frame.state.zoom), "Category: only gathers the codes beneath it", code.category)) frame.run(CommandId::toggle_category);
    ImGui::PushID(to_string(code.id.guid).c_str());
    draw_rules(frame, column, code);
    draw_memo(frame, column, MemoTarget::code, code.id.guid, {}, "Memo on the code");
    ImGui::PopID();
    draw_other_passages(frame, column, code.id, {});
}

/// Several codes that were chosen together, and what can be done with all of them.
void draw_codes(const Frame& frame, Column& column, const std::vector<Id<Code>>& codes) {
    Ui& ui = frame.ui;
    draw_title(frame, column, std::to_string(codes.size()) + " codes", count_of(codings_of(frame, codes), "coding", "codings"));
    Rect buttons = column.take(ui.style.button);
    for (const auto& [id, text] : {std::pair{CommandId::move_code, "Move under…"}, {CommandId::merge_code, "Merge into…"}, {CommandId::recolour_code, "Colour…"}, {CommandId::delete_code, "Delete…"}}) {
        const float width = ui.button_width(text);
        if (width > buttons.width) {
            column.space(6);
            buttons = column.take(ui.style.button);
        }
        if (ui.button(text, take_left(buttons, width), text, ButtonLook::plain, {}, can_run(frame, command(id)))) frame.run(id);
        take_left(buttons, 6);
    }
    column.caption("Chosen together");
    const Rect top = column.take(0);
    ui.begin_group("chosen", {top.x, column.y(), column.width(), 1}, Role::list, "Chosen codes");
    for (Id<Code> id : codes) {
        const Code* code = frame.project().find(id);
        Rect line = column.take(ui.style.row - 4);
        if (!ui.visible(line)) continue;
        ui.say(to_string(id.guid), line, Role::listitem, code->name);
        const float dot = 5 * frame.state.zoom;
        window_painter().disc({line.x + dot, line.y + line.height / 2}, dot, code_mark(code->colour, ui.style.appearance));
        take_left(line, 2 * dot + 8);
        ui.label(line, code->name, ui.small());
    }
    ui.end_group();
}

/// What the inspector is about: another thing is read from its beginning.
ImGuiID thing_shown(const ViewState& state) {
    std::string thing = std::to_string(static_cast<int>(state.inspecting));
    switch (state.inspecting) {
    case Inspecting::passage:
        thing += state.selection.empty() ? to_string(state.coding.guid) : to_string(state.document.guid) + std::to_string(state.selection.begin) + "-" + std::to_string(state.selection.end);
        break;
    case Inspecting::code:
        thing += to_string(state.code.guid) + std::to_string(state.codes_chosen.size());
        break;
    case Inspecting::case_: thing += to_string(state.case_id.guid); break;
    default: thing += to_string(state.document.guid);
    }
    return ImHashStr(thing.c_str());
}

} // namespace

void draw_inspector(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x, rect.y, rect.x + rect.width, rect.y);
    ui.begin_group("inspector", rect, Role::region, "Inspector");
    const ImGuiID shown = thing_shown(state);
    ImGuiID& before = reinterpret_cast<ImGuiID&>(*ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("shown"), 0));
    if (std::exchange(before, shown) != shown) ImGui::SetNextWindowScroll({0, 0});
    ui.begin_scroll("scroll", inset(rect, 2, 1));
    Rect area = inset(ui.content(), 14, 0);
    area.y += 8;
    Column column(frame, area);
    const Coding* coding = frame.project().find(state.coding);
    const Code* code = frame.project().find(state.code);
    const Source* source = frame.project().find(state.document);
    const Case* item = frame.project().find(state.case_id);
    if (state.inspecting == Inspecting::passage && !state.selection.empty()) {
        draw_selection(frame, column);
    } else if (state.inspecting == Inspecting::passage && coding) {
        draw_coding(frame, column, *coding);
    } else if (state.inspecting == Inspecting::code && code) {
        if (const std::vector<Id<Code>> codes = chosen_codes(frame); codes.size() > 1) draw_codes(frame, column, codes);
        else draw_code(frame, column, *code);
    } else if (state.inspecting == Inspecting::case_ && item) {
        draw_case_page(frame, column, *item);
    } else if (state.inspecting == Inspecting::project || (!source && !code)) {
        draw_title(frame, column, frame.project().info().name, count_of(frame.project().sources().size(), "document", "documents") + ", " + count_of(frame.project().codes().size(), "code", "codes") + ", " + count_of(frame.project().codings().size(), "coding", "codings"));
        draw_memo(frame, column, MemoTarget::project, {}, {}, "Memo on the project");
    } else if (source) {
        draw_document_page(frame, column, *source);
    }
    ui.end_scroll(column.height() + 24);
    ui.end_group();
}

} // namespace emic
