#include "views/views.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/codings.h"
#include "engine/commands/sources.h"
#include "engine/queries/text_units.h"
#include "engine/text_diff.h"
#include "engine/text_direction.h"
#include "field_caret.h"
#include "views/carrying.h"

#include <algorithm>
#include <cmath>

namespace emic {

namespace {

/// Which regional shapes Han characters should take: told by the other characters of the text.
platform::HanStyle han_style_of(std::string_view text) {
    bool han = false;
    for (std::uint32_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c >= 0x3040 && c <= 0x30FF) return platform::HanStyle::japanese;
        if (c >= 0xAC00 && c <= 0xD7A3) return platform::HanStyle::korean;
        han = han || (c >= 0x4E00 && c <= 0x9FFF);
    }
    return han ? platform::HanStyle::simplified_chinese : platform::HanStyle::unspecified;
}

/// The labels of a document's turns, without the blanks behind them.
std::vector<TextRange> turn_labels(const Source& source) {
    std::vector<TextRange> labels;
    for (const Turn& turn : source.turns) {
        const TextRange label = trimmed(source.text.view(), {turn.range.begin, turn.words});
        if (!label.empty()) labels.push_back(label);
    }
    return labels;
}

DocumentText take_apart(const Source& source) {
    const std::string_view text = source.text.view();
    DocumentText parts;
    parts.paragraphs = paragraphs(text);
    if (!source.turns.empty()) parts.labels = turn_labels(source);
    else for (const TextRange& paragraph : parts.paragraphs)
        if (const auto label = speaker_label(slice(text, paragraph)))
            parts.labels.push_back({paragraph.begin + label->begin, paragraph.begin + label->end});
    parts.han = han_style_of(text);
    return parts;
}

CodedTextStyle page_style(const Style& s) {
    CodedTextStyle page;
    page.desk = s.window, page.paper = s.page, page.ink = s.ink, page.label = s.quiet_ink;
    page.number = with_alpha(s.quiet_ink, 0.75f), page.stripe_text = s.ink, page.selection = s.selection;
    page.match = s.match, page.match_current = s.accent_soft, page.accent = s.accent;
    page.scrollbar = with_alpha(s.quiet_ink, 0.35f), page.scrollbar_hot = with_alpha(s.quiet_ink, 0.7f);
    const bool light = s.appearance == Appearance::light;
    page.fill_lightness = light ? 0.92f : 0.32f;
    page.line_lightness = light ? 0.60f : 0.72f;
    return page;
}

void draw_header(const Frame& frame, Rect rect, const Source& source) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.page);
    ui.hairline(rect.x, rect.y + rect.height - 1, rect.x + rect.width, rect.y + rect.height - 1);
    Rect line = inset(rect, ui.style.margin, 0);
    const float side = ui.style.button;
    const float top = rect.y + (rect.height - side) / 2;
    const auto place = [&](Rect r) { return Rect{r.x, top, r.width, side}; };
    if (frame.window.width < 800 * frame.state.zoom || frame.state.codes_hidden) {
        if (ui.icon_button("show codes", place(take_right(line, side)), Icon::tag, "Codes and inspector"))
            frame.run(CommandId::toggle_codes);
    }
    if (ui.icon_button("find", place(take_right(line, side)), Icon::search, with_key(frame, "Find in this document", CommandId::find_in_document)))
        frame.run(CommandId::find_in_document);
    if (ui.icon_button("correct", place(take_right(line, side)), Icon::pen, with_key(frame, "Correct the transcript", CommandId::edit_document)))
        frame.run(CommandId::edit_document);
    if (ui.icon_button("next document", place(take_right(line, side)), Icon::chevron_right, with_key(frame, "Next document", CommandId::next_document)))
        frame.run(CommandId::next_document);
    if (ui.icon_button("previous document", place(take_right(line, side)), Icon::chevron_left, with_key(frame, "Previous document", CommandId::previous_document)))
        frame.run(CommandId::previous_document);
    take_right(line, 12);
    const std::string coded = count_of(frame.indexes().codings_of_source(source.id).size(), "coding", "codings");
    ui.label(take_right(line, ui.width(coded, ui.quiet()) + 8), coded, ui.quiet(), Align::end);
    if (frame.window.width < 800 * frame.state.zoom || frame.state.documents_hidden) {
        if (ui.icon_button("show documents", place(take_left(line, side)), Icon::folder, "Documents"))
            frame.run(CommandId::toggle_documents);
        take_left(line, 6);
    }
    const Case* of_case = frame.project().find(source.case_id);
    const std::string name = of_case && of_case->name != source.name ? isolated(of_case->name) + ", " + isolated(source.name) : source.name;
    ui.label(line, name, {ui.style.text + 1, ui.style.ink, true});
    ui.say("title", line, Role::heading, name, 1);
}

const std::vector<TextRange>& matches_in(const Frame& frame, const Source& source) {
    return frame.caches.matches.get({frame.revision(), source.id, frame.state.find}, [&] {
        return find_in_text(source.text.view(), frame.state.find);
    });
}

void draw_find_bar(const Frame& frame, Rect rect, const Source& source) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    ui.fill(rect, ui.style.panel);
    ui.hairline(rect.x, rect.y + rect.height - 1, rect.x + rect.width, rect.y + rect.height - 1);
    ui.begin_group("find bar", rect, Role::region, "Find in document");
    Rect line = inset(rect, ui.style.margin, (rect.height - ui.style.button) / 2);
    Rect buttons = take_right(line, 3 * line.height);
    const Rect count = take_right(line, 96 * state.zoom);
    FieldSpec spec;
    spec.label = "Find in document";
    spec.placeholder = "Find in this document";
    spec.value = state.find;
    spec.list_keys = true;
    spec.open_now = std::exchange(state.find_fresh, false);
    const FieldState field = ui.field("words", {line.x, line.y, line.width - 8, line.height}, spec);
    if (field.typed) {
        state.find = field.text;
        state.find_at = 0;
        state.find_jump = true;
    }
    for (const platform::FieldKey& key : field.keys) {
        if (key.key == platform::Key::escape) state.find_open = false, ui.commit_field();
        const bool back = key.key == platform::Key::up || (key.key == platform::Key::enter && key.modifiers.shift);
        if (back) frame.run(CommandId::find_previous);
        else if (key.key == platform::Key::down || key.key == platform::Key::enter) frame.run(CommandId::find_next);
    }
    // What was typed in this frame counts in this frame.
    const auto& matches = matches_in(frame, source);
    if (ui.icon_button("close", take_right(buttons, line.height), Icon::close, "Close")) state.find_open = false;
    if (ui.icon_button("next", take_right(buttons, line.height), Icon::arrow_down, with_key(frame, "Next match", CommandId::find_next), !matches.empty()))
        frame.run(CommandId::find_next);
    if (ui.icon_button("previous", take_right(buttons, line.height), Icon::arrow_up, with_key(frame, "Previous match", CommandId::find_previous), !matches.empty()))
        frame.run(CommandId::find_previous);
    const std::string told = state.find.empty() ? ""
                             : matches.empty()  ? "Not found"
                                                : std::to_string(state.find_at % matches.size() + 1) + " of " + std::to_string(matches.size());
    ui.label(count, told, ui.quiet(), Align::centre);
    ui.say("count", count, Role::status, told);
    ui.end_group();
}

/// A line of transcript holds at most about so many letters.
constexpr std::uint32_t line_letters = 72;

/// Where correcting begins: at the caret or the selected words when they are in view, else where reading is.
std::uint32_t correcting_begins(const Frame& frame, const Source& source, float height) {
    const auto size = static_cast<std::uint32_t>(source.text.view().size());
    const auto place = frame.state.reading_places.find(source.id);
    const std::uint32_t top = place == frame.state.reading_places.end() ? 0 : std::min(place->second, size);
    const std::uint32_t caret = std::min(frame.state.selection.begin, size);
    if (!frame.state.shown_text.same_memory(source.text) || caret < top) return top;
    // The lines between them are at least so many.
    std::uint32_t lines = 0, letters = 0;
    for (std::uint32_t at = top; at < caret; letters = std::min(letters, line_letters)) {
        if (next_code_point(source.text.view(), at) == '\n' || ++letters > line_letters) ++lines, letters = 0;
    }
    const float line = frame.ui.style.reading * frame.state.reading_zoom * 1.6f;
    return static_cast<float>(lines) * line < height ? caret : top;
}

/// Where a place of the text before is in the one after.
std::uint32_t moved_place(std::uint32_t place, const std::vector<Replacement>& replacements) {
    std::uint32_t moved = place;
    for (const Replacement& each : replacements) {
        if (each.removed.begin >= place) break;
        if (each.removed.end > place) return each.inserted.begin;
        moved = moved - each.removed.size() + each.inserted.size();
    }
    return moved;
}

void draw_text_editor(const Frame& frame, Rect rect, const Source& source) {
    Ui& ui = frame.ui;
    const std::string key = "text " + to_string(source.id.guid);
    const bool begins = !ui.field_open();
    const auto ends = [&frame] {
        frame.state.editing_text = false;
        // The page goes on where somebody wrote last.
        const std::uint32_t caret = platform::field_caret();
        if (caret != frame.state.selection.begin) frame.state.selection = {caret, caret};
        frame.state.jump_to = TextRange{caret, caret + 1};
    };
    ui.fill(rect, ui.style.page);
    Rect bar = take_top(rect, ui.style.button + 2 * ui.style.gap);
    ui.fill(bar, ui.style.accent_soft);
    bar = inset(bar, ui.style.margin, ui.style.gap);
    const std::string done = "Done";
    if (ui.button("done", take_right(bar, ui.button_width(done)), done, ButtonLook::primary)) {
        ui.commit_field();
        ends();
    }
    ui.label(bar, "Correct the transcript. Codings follow their passages; undo brings everything back.", ui.small());
    FieldSpec spec;
    spec.label = "Transcript text";
    spec.value = source.text.view();
    spec.multiline = true;
    spec.select_all = false;
    spec.commit_at_end = true; // a word taken out and typed anew stays coded only as one change
    spec.open_now = begins && frame.state.editing_text;
    spec.look = TextLook{ui.style.reading * frame.state.reading_zoom, ui.style.ink, false, false, platform::FontFace::reading};
    spec.commit = [frame, id = source.id](const std::string& text) {
        frame.state.selection.end = frame.state.selection.begin; // what was selected is other words now
        frame.ask(&edit_source_text, EditSourceText{id, text});
    };
    const float column = std::min(rect.width - 2 * ui.style.margin, 760 * frame.state.zoom);
    const FieldState field = ui.field(key, {rect.x + (rect.width - column) / 2, rect.y + 12, column, rect.height - 24}, spec);
    if (field.open && begins) {
        const std::uint32_t at = correcting_begins(frame, source, rect.height);
        platform::put_field_caret(ImGui::GetID(key.c_str()), at);
        platform::show_field_caret(ImGui::GetID(key.c_str()), at == frame.state.selection.begin && at > 0 ? 0.3f : 0);
    }
    if (field.ended) ends();
}

void draw_empty(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ui.fill(rect, ui.style.page);
    const bool none = frame.project().sources().empty();
    const float width = std::min(420.0f * frame.state.zoom, rect.width - 40);
    float y = rect.y + rect.height * 0.32f;
    const float x = rect.x + (rect.width - width) / 2;
    draw_icon(window_painter(), {x, y - 60, width, 48}, Icon::document, ui.style.quiet_ink, 44);
    const std::string title = none ? "Drop your transcripts here" : "Choose a document";
    ui.label({x, y, width, 34}, title, ui.heading(), Align::centre);
    ui.say("empty", {x, y, width, 34}, Role::heading, title, 2);
    y += 42;
    const std::string words = none ? "Word documents and plain text, as many as you like. They stay in this browser."
                                   : "Open one from the list on the left, then select words and press Enter to code them.";
    y += ui.paragraph(x, y, width, words, ui.quiet()) + 18;
    if (none) {
        const std::string open = "Import documents…";
        const float button = ui.button_width(open, true);
        if (ui.button("import", {rect.x + (rect.width - button) / 2, y, button, ui.style.button}, open, ButtonLook::primary, Icon::upload))
            frame.run(CommandId::import_documents);
    }
}

void act_on(const Frame& frame, const CodedTextRequests& asked, const Source& source) {
    ViewState& state = frame.state;
    if (asked.focus) frame.ui.commit_field();
    if (asked.selection) {
        state.selection = *asked.selection;
        state.grown_from.clear();
        if (!state.selection.empty()) state.coding = {};
        state.inspecting = state.selection.empty() ? state.inspecting : Inspecting::passage;
    }
    const auto choose = [&](const std::vector<Id<Coding>>& codings) {
        // Clicking again on stacked passages goes through them, shortest first.
        auto at = std::find(codings.begin(), codings.end(), state.coding);
        const Id<Coding> next = at == codings.end() || at + 1 == codings.end() ? codings.front() : *(at + 1);
        if (const Coding* coding = frame.project().find(next)) {
            state.coding = next;
            state.code = coding->code;
            state.codes_chosen.clear();
            state.inspecting = Inspecting::passage;
        }
    };
    if (!asked.clicked.empty()) choose(asked.clicked);
    else if (asked.active_again) state.coding = *asked.active_again;
    else if (asked.selection && asked.selection->empty()) state.coding = {};
    if (!asked.stripe_clicked.empty()) choose(asked.stripe_clicked);
    if (asked.resize) frame.ask(&resize_coding, ResizeCoding{asked.resize->coding, asked.resize->range});
    if (asked.context) {
        if (!asked.context->codings.empty()) choose(asked.context->codings);
        frame.ui.open_menu("passage menu");
    }
    if (asked.selection_place) state.picker_place = *asked.selection_place;
    else if (asked.active_place) state.picker_place = *asked.active_place;
    // On a touch screen there is no key to press, so the picker comes by itself.
    if (asked.selection_finished && state.touch && !frame.session.read_only()) frame.open_overlay(Overlay::code_picker);
    if (asked.more) platform::request_frame(0);
    state.reading_places[source.id] = frame.caches.transcript.reading_place();
}

/// A code that is dragged over the page: dropped on the selected words it codes them.
void take_code(const Frame& frame, const CodedTextRequests& asked, const Rect& page) {
    Carried& carried = frame.state.carried;
    if (asked.carries_words && carried.what == Carried::What::nothing) carry_words(frame);
    if (carried.what != Carried::What::codes) return;
    const Code* code = frame.project().find(carried.codes.front());
    if (carried.dropped) {
        if (carried.over_words && code) apply_code_to_selection(frame, code->id);
        return;
    }
    carried.over_words = asked.code_over_words;
    if (!code || !holds(page, carried.x, carried.y)) return;
    if (carried.codes.size() > 1) carried.tells = "Words are coded with one code at a time";
    else if (code->category) carried.tells = in_quotes(code->name) + " only gathers codes";
    else if (asked.code_over_words) carried.tells = "Code the selected words";
    else carried.tells = frame.state.selection.empty() ? "Select words first, then drop it on them" : "Drop it on the selected words";
}

void draw_passage_menu(const Frame& frame) {
    Ui& ui = frame.ui;
    if (!ui.begin_menu("passage menu", "Passage", 300 * frame.state.zoom)) return;
    for (CommandId id : {CommandId::open_code_picker, CommandId::code_in_vivo, CommandId::memo_on_passage, CommandId::add_key_quotation})
        command_item(frame, command(id));
    ui.menu_line();
    for (CommandId id : {CommandId::recode_passage, CommandId::resize_passage, CommandId::weigh_passage, CommandId::remove_coding, CommandId::compare_code})
        command_item(frame, command(id));
    ui.end_menu();
}

} // namespace

void draw_transcript(const Frame& frame, const Rect& rect) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    const Source* source = frame.project().find(state.document);
    if (!source) {
        draw_empty(frame, rect);
        return;
    }
    Rect rest = rect;
    draw_header(frame, take_top(rest, 52 * state.zoom), *source);
    if (state.editing_text) {
        draw_text_editor(frame, rest, *source);
        return;
    }
    static const std::vector<TextRange> no_matches;
    const std::vector<TextRange>* matches = &no_matches;
    if (state.find_open) {
        draw_find_bar(frame, take_top(rest, 52 * state.zoom), *source);
        if (state.find_open) matches = &matches_in(frame, *source);
    }

    const std::tuple key{frame.revision(), source->id};
    const auto& marked = frame.caches.highlights.get(key, [&] { return highlights(frame.project(), frame.indexes(), source->id); });
    const auto& margin = frame.caches.stripes.get(key, [&] { return stripes(marked); });
    const DocumentText& parts = frame.caches.document_text.get(key, [&] { return take_apart(*source); });

    // Offsets of another text mean other words.
    if (!state.shown_text.same_memory(source->text)) {
        if (state.shown_document == source->id) {
            if (!state.jump_to) state.selection = {};
            const std::uint32_t place = moved_place(state.reading_places[source->id], diff_words(state.shown_text.view(), source->text.view()));
            frame.caches.transcript.set_reading_place(place);
        }
        state.grown_from.clear();
        state.shown_text = source->text;
    }
    if (state.selection.end > source->text.view().size() || !is_code_point_boundary(source->text.view(), state.selection.begin)) state.selection = {};
    if (!(state.shown_document == source->id)) {
        state.shown_document = source->id;
        const auto place = state.reading_places.find(source->id);
        frame.caches.transcript.set_reading_place(place == state.reading_places.end() ? 0 : place->second);
    }
    if (!matches->empty()) {
        const TextRange match = (*matches)[state.find_at % matches->size()];
        if (std::exchange(state.find_jump, false)) {
            state.jump_to = match;
            state.selection = match;
            state.coding = {};
        }
    }
    if (state.jump_to) {
        if (!state.jump_to->empty()) frame.caches.transcript.scroll_to(*state.jump_to);
        state.jump_to.reset();
    }

    CodedTextInput input;
    input.name = source->name;
    input.text = source->text;
    input.paragraphs = parts.paragraphs;
    input.labels = parts.labels;
    input.highlights = marked;
    input.stripes = margin;
    input.matches = *matches;
    if (!matches->empty()) input.current_match = (*matches)[state.find_at % matches->size()];
    input.selection = state.selection;
    input.active = state.coding;
    input.font_size = ui.style.reading * state.reading_zoom;
    input.han = parts.han;
    input.keyboard = state.keyboard_to_page && !ui.field_open() && state.overlay == Overlay::none;
    CodedText& transcript = frame.caches.transcript;
    input.cancel_drag = transcript.dragging() && ui.drag_goes_on();
    if (const Carried& carried = state.carried; carried.what == Carried::What::codes && carried.codes.size() == 1)
        if (const Code* code = frame.project().find(carried.codes.front())) input.carries_code = !code->category && !carried.dropped;
    input.wheel_pixels = holds(rest, ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y) ? state.wheel_pixels : 0;
    // What else is open is told at once.
    input.mirror_may_wait = state.overlay == Overlay::none && !ui.field_open() && ui.mirror_may_wait();

    std::vector<platform::MirrorNode> nodes;
    ui.begin_group("transcript", rest, Role::main, "Transcript");
    const CodedTextRequests asked = transcript.draw("page", {rest.x, rest.y}, {rest.width, rest.height}, input,
                                                                 page_style(ui.style), nodes, 0);
    for (platform::MirrorNode& node : nodes) ui.add_node(std::move(node));
    if (transcript.dragging()) ui.drag_goes_on(); // it may have begun in this frame
    if (asked.mirror_waits) ui.scroll_mirror(asked.mirror_waits->node, asked.mirror_waits->scrolled);
    ui.end_group();
    act_on(frame, asked, *source);
    take_code(frame, asked, rest);
    draw_passage_menu(frame);
}

} // namespace emic
