#include "views/inspector_parts.h"

#include "attribute_actions.h"
#include "caches.h"
#include "command_table.h"
#include "engine/commands/attributes.h"
#include "engine/commands/memos.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

/// A line for each attribute: its name, and its value in a field.
void draw_values(const Frame& frame, Column& column, const std::vector<Id<Attribute>>& attributes, AttributeHolder holder, Guid id, const std::string& name) {
    Ui& ui = frame.ui;
    const float z = frame.state.zoom;
    for (Id<Attribute> attribute_id : attributes) {
        const Attribute* attribute = frame.project().find(attribute_id);
        ImGui::PushID(to_string(attribute_id.guid).c_str());
        Rect line = column.take(34 * z);
        const Rect words = take_left(line, line.width * 0.4f);
        ui.label(inset(words, 0, 2), attribute->name, ui.quiet());
        line = inset(line, 0, 2);
        const std::string value = value_of(frame, attribute_id, holder, id);
        if (attribute->type == AttributeType::boolean) {
            Meaning meaning;
            meaning.name = attribute->name;
            meaning.value = value.empty() ? "nothing said" : shown_value(attribute->type, value);
            const Hit hit = ui.row("choose", line, meaning, false);
            ui.outline(line, hit.hovered ? ui.style.strong_line : ui.style.line, ui.style.radius);
            ui.label(inset(line, 10, 0), shown_value(attribute->type, value), ui.small());
            draw_icon(window_painter(), take_right(line, 24 * z), Icon::chevron_down, ui.style.quiet_ink, 14 * z);
            if (hit.clicked) ask_value(frame, attribute_id, holder, id);
        } else {
            const bool known = attribute->type == AttributeType::text;
            if (known) {
                const Rect button = take_right(line, 26 * z);
                if (ui.icon_button("known", button, Icon::chevron_down, "Values in use for " + attribute->name)) ask_value(frame, attribute_id, holder, id);
                take_right(line, 2);
            }
            FieldSpec spec;
            spec.label = name + ", " + attribute->name;
            spec.placeholder = value_example(attribute->type);
            spec.value = value;
            spec.look = ui.small();
            spec.commit = [frame, attribute_id, holder, id](const std::string& text) { put_value(frame, attribute_id, holder, id, text); };
            ui.field("value " + to_string(id), line, spec);
        }
        ImGui::PopID();
    }
}

void draw_attributes(const Frame& frame, Column& column, AttributeHolder holder, Guid id, const std::string& name) {
    Ui& ui = frame.ui;
    column.caption("Attributes");
    std::vector<Id<Attribute>> attributes = attributes_in_order(frame);
    // Most attributes are of cases; a document shows those that documents have.
    if (holder == AttributeHolder::source)
        std::erase_if(attributes, [&](Id<Attribute> one) {
            return std::none_of(frame.project().values().begin(), frame.project().values().end(), [&](const AttributeValue& value) { return value.attribute == one && value.holder == holder; });
        });
    draw_values(frame, column, attributes, holder, id, name);
    column.space(4);
    Rect buttons = column.take(ui.style.button);
    const bool none = frame.project().attributes().empty();
    const char* words = none ? "New attribute…" : holder == AttributeHolder::case_ ? "All cases as a table" : "Value for the document…";
    if (ui.button("attributes", take_left(buttons, ui.button_width(words)), words, ButtonLook::quiet))
        frame.run(none ? CommandId::new_attribute : holder == AttributeHolder::case_ ? CommandId::mode_cases : CommandId::set_document_value);
}

} // namespace

void draw_title(const Frame& frame, Column& column, const std::string& name, const std::string& facts) {
    Ui& ui = frame.ui;
    const Rect line = column.take(32 * frame.state.zoom);
    ui.label(line, name, {ui.style.text + 2, ui.style.ink, true});
    ui.say("name", line, Role::heading, name, 3);
    column.text(facts, ui.quiet());
}

void draw_memo(const Frame& frame, Column& column, MemoTarget target, Guid id, TextRange range, const char* label) {
    column.caption(label);
    const Memo* memo = memo_on(frame, target, id, range);
    if (memo) {
        FieldSpec title;
        title.label = "Title of the memo";
        title.placeholder = "Title (if you use titles)";
        title.value = memo->title;
        title.look = TextLook{frame.ui.style.small, frame.ui.style.ink, true};
        title.open_now = std::exchange(frame.state.memo_title_open, false);
        title.commit = [frame, memo_id = memo->id](const std::string& text) { frame.ask(&title_memo, TitleMemo{memo_id, text}); };
        frame.ui.field("memo title " + to_string(memo->id.guid), column.take(frame.ui.style.button - 4), title);
        column.space(4);
    }
    const bool open_now = std::exchange(frame.state.memo_open, false);
    // The key holds what the memo is on, so that a field left open never writes to another place.
    const std::string key = "memo " + to_string(id) + std::to_string(range.begin) + "-" + std::to_string(range.end);
    column.notes(key, label, "Write a memo", memo ? memo->text : std::string(),
                 [frame, target, id, range](const std::string& text) { set_memo(frame, target, id, range, text); }, open_now);
}

void draw_case_page(const Frame& frame, Column& column, const Case& item) {
    Ui& ui = frame.ui;
    std::uint32_t documents = 0, codings = 0;
    for (const DocumentRow& row : frame.caches.document_rows_of(frame))
        if (row.is_case() && row.case_id == item.id) documents = row.documents, codings = row.codings;
    draw_title(frame, column, item.name, "Case with " + count_of(documents, "document", "documents") + ", " + count_of(codings, "coding", "codings") + (frame.state.without_interviewers ? " without interviewers" : ""));
    column.space(8);
    Rect buttons = column.take(ui.style.button);
    if (ui.button("rename", take_left(buttons, ui.button_width("Rename…")), "Rename…")) frame.run(CommandId::rename_case);
    take_left(buttons, 6);
    if (ui.icon_button("up", take_left(buttons, ui.style.button), Icon::arrow_up, "Move the case up")) frame.run(CommandId::case_up);
    if (ui.icon_button("down", take_left(buttons, ui.style.button), Icon::arrow_down, "Move the case down")) frame.run(CommandId::case_down);
    if (ui.icon_button("delete", take_left(buttons, ui.style.button), Icon::trash, "Delete case")) frame.run(CommandId::delete_case);
    draw_attributes(frame, column, AttributeHolder::case_, item.id.guid, item.name);
    draw_memo(frame, column, MemoTarget::case_, item.id.guid, {}, "Memo on the case");
}

void draw_document_page(const Frame& frame, Column& column, const Source& source) {
    draw_title(frame, column, source.name, source.origin.empty() ? "" : "From " + isolated(source.origin) + ", " + format_time(source.imported));
    draw_speakers(frame, column, source);
    draw_memo(frame, column, MemoTarget::source, source.id.guid, {}, "Memo on the document");
    draw_attributes(frame, column, AttributeHolder::source, source.id.guid, source.name);
}

} // namespace emic
