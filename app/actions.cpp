#include "actions.h"

#include "caches.h"
#include "command_table.h"
#include "engine/commands/cases.h"
#include "engine/commands/codebook.h"
#include "engine/commands/codings.h"
#include "engine/commands/created.h"
#include "engine/commands/memos.h"
#include "engine/commands/passages.h"
#include "engine/commands/sources.h"
#include "engine/palette.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <ctime>
#include <tuple>

namespace emic {

namespace {

constexpr std::size_t recent_code_count = 9;

} // namespace

void Frame::toast(std::string text, bool problem) const {
    platform::announce(without_isolates(text));
    state.toasts.push_back({std::move(text), problem, 0});
    constexpr std::size_t most = 200;
    if (state.toasts.size() > most) state.toasts.erase(state.toasts.begin());
}

void Frame::toast_once(const std::string& text) const {
    if (std::none_of(state.toasts.begin(), state.toasts.end(), [&](const Toast& told) { return told.text == text; })) toast(text);
}

bool Frame::may_change() const {
    if (session.read_only()) toast_once(Session::read_only_words());
    return !session.read_only();
}

void show_document(const Frame& frame, Id<Source> document, TextRange range) {
    ViewState& state = frame.state;
    state.mode = Mode::code;
    if (!(state.document == document)) state.find_at = 0;
    state.document = document;
    state.coding = {};
    state.selection = range;
    state.grown_from.clear();
    state.editing_text = false;
    state.jump_to = range;
    state.documents_drawer = false;
    if (const Source* source = frame.project().find(document)) state.case_id = source->case_id;
}

void show_coding(const Frame& frame, Id<Coding> id) {
    const Coding* coding = frame.project().find(id);
    if (!coding) return;
    show_document(frame, coding->source);
    frame.state.coding = id;
    frame.state.code = coding->code;
    frame.state.codes_chosen.clear();
    frame.state.inspecting = Inspecting::passage;
    frame.state.jump_to = coding->range;
}

void show_code(const Frame& frame, Id<Code> code) {
    frame.state.code = code;
    frame.state.codes_chosen.clear();
    frame.state.inspecting = Inspecting::code;
}

void compare_code(const Frame& frame, Id<Code> code) {
    frame.state.code = code;
    frame.state.mode = Mode::compare;
}

void show_theme(const Frame& frame, Id<Theme> theme) {
    frame.state.theme = theme;
    frame.state.mode = Mode::themes;
}

void note_used_code(ViewState& state, const Project& project, Id<Code> code) {
    state.quick_codes.note_used(project, code);
    auto& recent = state.recent_codes;
    recent.erase(std::remove(recent.begin(), recent.end(), code), recent.end());
    recent.insert(recent.begin(), code);
    if (recent.size() > recent_code_count) recent.resize(recent_code_count);
}

Passage meant_passage(const Frame& frame) {
    if (!frame.state.selection.empty()) return {frame.state.document, frame.state.selection};
    const Coding* coding = frame.project().find(frame.state.coding);
    return coding ? Passage{coding->source, coding->range} : Passage{};
}

namespace {

/// After coding, the new passage is the chosen one and the selection is done with.
std::function<void(const Change&)> choose_new_coding(const Frame& frame) {
    return [state = &frame.state, session = &frame.session](const Change& change) {
        for (const AnyEdit& any : change.edits)
            if (const auto* edit = std::get_if<Edit<Coding>>(&any); edit && edit->after && !edit->before) {
                state->coding = edit->after->id;
                state->code = edit->after->code;
                state->selection = {edit->after->range.end, edit->after->range.end};
                state->inspecting = Inspecting::passage;
                note_used_code(*state, session->project(), edit->after->code);
            }
    };
}

} // namespace

void apply_code_to_selection(const Frame& frame, Id<Code> code) {
    if (!frame.may_change()) return;
    if (frame.state.selection.empty()) {
        frame.toast("Select a passage first; then choose the code.");
        return;
    }
    note_used_code(frame.state, frame.project(), code);
    frame.ask(&apply_code, ApplyCode{frame.state.document, frame.state.selection, code}, choose_new_coding(frame));
}

void create_code_for_selection(const Frame& frame, std::string name, Id<Code> parent) {
    if (!frame.may_change()) return;
    frame.ask(&create_and_apply_code,
              CreateAndApplyCode{std::move(name), parent, {{frame.state.document, frame.state.selection}}},
              choose_new_coding(frame));
}

void code_in_vivo(const Frame& frame) {
    if (!frame.may_change()) return;
    const Source* source = frame.project().find(frame.state.document);
    if (!source || frame.state.selection.empty()) return;
    constexpr std::uint32_t longest_name = 80; // code points
    const std::string_view words = slice(source->text.view(), trimmed(source->text.view(), frame.state.selection));
    std::string name;
    for (char c : words.substr(0, grapheme_floor(words, byte_at_code_point(words, longest_name))))
        name += c == '\n' || c == '\t' ? ' ' : c;
    // The same words again mean the same code.
    for (const CodeRow& row : frame.caches.codebook_rows_of(frame))
        if (fold_case(row.name) == fold_case(name)) return apply_code_to_selection(frame, row.id);
    create_code_for_selection(frame, std::move(name));
}

void step_coding(const Frame& frame, Direction direction) {
    ViewState& state = frame.state;
    const auto& entries = frame.indexes().codings_of_source(state.document);
    if (entries.empty()) return;
    const auto chosen = std::find_if(entries.begin(), entries.end(), [&](const CodingEntry& e) { return e.id == state.coding; });
    const CodingEntry* target = nullptr;
    if (chosen != entries.end()) {
        if (direction == Direction::next && chosen + 1 != entries.end()) target = &*(chosen + 1);
        if (direction == Direction::previous && chosen != entries.begin()) target = &*(chosen - 1);
    } else {
        for (const CodingEntry& entry : entries) {
            if (direction == Direction::next && entry.range.begin >= state.selection.end) {
                target = &entry;
                break;
            }
            if (direction == Direction::previous && entry.range.begin < state.selection.begin) target = &entry;
        }
    }
    if (target) show_coding(frame, target->id);
}

void move_in_case(const Frame& frame, Id<Source> document, Direction direction) {
    const Source* moved = frame.project().find(document);
    if (!moved) return;
    std::vector<const Source*> others;
    for (const Source& one : frame.project().sources())
        if (!(one.id == document)) others.push_back(&one);
    const auto key = [](const Source* one) { return std::tie(one->position, one->name, one->id); };
    sort_rows(others, [&](const Source* a, const Source* b) { return key(a) < key(b); });
    std::optional<std::size_t> neighbour;
    const bool up = direction == Direction::previous;
    for (std::size_t i = 0; i < others.size(); ++i) {
        if (!(others[i]->case_id == moved->case_id)) continue;
        const bool before = key(others[i]) < key(moved);
        if (up && before) neighbour = i;
        if (!up && !before && !neighbour) neighbour = i;
    }
    if (neighbour) frame.ask(&move_source, MoveSource{document, static_cast<std::uint32_t>(*neighbour + (up ? 0 : 1))});
}

std::vector<Id<Case>> cases_in_order(const Frame& frame) {
    std::vector<const Case*> cases;
    for (const Case& one : frame.project().cases()) cases.push_back(&one);
    sort_rows(cases, [](const Case* a, const Case* b) { return std::tie(a->position, a->name, a->id) < std::tie(b->position, b->name, b->id); });
    std::vector<Id<Case>> ids;
    for (const Case* one : cases) ids.push_back(one->id);
    return ids;
}

void choose_case(const Frame& frame, std::string title, Id<Case> now, std::function<void(const Frame&, Id<Case>)> take) {
    if (!frame.may_change()) return;
    ItemChoice choice{std::move(title), "Enter chooses, Shift+Enter makes a new case of what you typed.", {}, "New case", {}};
    choice.items = [now, take](const Frame& f) {
        std::vector<Item> items;
        for (Id<Case> id : cases_in_order(f)) items.push_back({f.project().find(id)->name, id == now ? "as it is" : "", {}, [take, id](const Frame& g) { take(g, id); }});
        if (now) items.push_back({"No case", "", {}, [take](const Frame& g) { take(g, {}); }});
        return items;
    };
    choice.take_new = [take](const Frame& f, const std::string& name) {
        f.ask(&create_case, CreateCase{name}, [f, take](const Change& change) { take(f, created<Case>(change)); });
    };
    choose_item(frame, std::move(choice));
}

void choose_colour(const Frame& frame, std::string title, std::function<void(const Frame&, Colour)> take) {
    if (!frame.may_change()) return;
    choose_item(frame, {std::move(title), "", [take = std::move(take)](const Frame&) {
                            std::vector<Item> items;
                            for (std::uint32_t i = 0; i < palette_hues; ++i)
                                items.push_back({"Colour " + std::to_string(i + 1), "", palette_colour(i), [take, i](const Frame& g) { take(g, palette_colour(i)); }});
                            return items;
                        }, "", {}});
}

void set_weight(const Frame& frame, Id<Coding> coding, const std::string& typed) {
    std::optional<std::int32_t> value;
    bool digits = typed.size() <= 3;
    for (char c : typed) digits = digits && c >= '0' && c <= '9';
    if (!digits) return frame.toast(in_quotes(typed) + " is no weight. A weight is a whole number from 0 to 100; the old one stays.", true);
    if (!typed.empty()) value = std::stoi(typed);
    frame.ask(&weigh_coding, WeighCoding{coding, value});
}

void ask_erase(const Frame& frame, Guid project, bool elsewhere) {
    frame.open_overlay(Overlay::confirm_erase);
    frame.state.overlay_target = project;
    frame.state.overlay_elsewhere = elsewhere;
    frame.state.overlay_title = "Project";
    for (const ShelfProject& one : frame.shelf)
        if (one.id == project) frame.state.overlay_title = one.name;
}

void ask_name(const Frame& frame, Naming naming, std::string title, std::string text, Guid target) {
    if (naming != Naming::project && !frame.may_change()) return;
    frame.open_overlay(Overlay::name_dialog, std::move(text));
    frame.state.naming = naming;
    frame.state.overlay_title = std::move(title);
    frame.state.overlay_target = target;
}

void choose_code(const Frame& frame, ChoiceOfCode choice, std::string title, Guid target) {
    if (!frame.may_change()) return;
    frame.open_overlay(Overlay::choose_code);
    frame.state.choice = choice;
    frame.state.overlay_title = std::move(title);
    frame.state.overlay_target = target;
}

namespace {

/// Passage memos are kept under the passage as the commands snap it.
TextRange memo_range(const Frame& frame, MemoTarget target, Guid target_id, TextRange range) {
    const Source* source = target == MemoTarget::passage ? frame.project().find(Id<Source>{target_id}) : nullptr;
    return source ? snap_passage(source->text.view(), range) : range;
}

} // namespace

const Memo* memo_on(const Frame& frame, MemoTarget target, Guid target_id, TextRange range) {
    range = memo_range(frame, target, target_id, range);
    const Memo* first = nullptr;
    for (Id<Memo> id : frame.indexes().memos_of(target_id)) {
        const Memo* memo = frame.project().find(id);
        if (memo->target != target || !(memo->range == range)) continue;
        if (!first || std::tie(memo->created, memo->id) < std::tie(first->created, first->id)) first = memo;
    }
    return first;
}

void set_memo(const Frame& frame, MemoTarget target, Guid target_id, TextRange range, const std::string& text) {
    if (const Memo* memo = memo_on(frame, target, target_id, range)) frame.ask(&edit_memo, EditMemo{memo->id, text});
    else if (!text.empty()) frame.ask(&write_memo, WriteMemo{target, target_id, range, text});
}

std::function<void(const Change&)> tell_undo(const Frame& frame) {
    return [frame](const Change& change) {
        if (!change.edits.empty()) frame.toast(change.label + ". " + undo_name(frame) + " brings it back.");
    };
}

std::string format_time(WallTime time) {
    const std::time_t seconds = static_cast<std::time_t>(time / 1000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    static constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(parts.tm_mday) + " " + months[parts.tm_mon] + " " + std::to_string(1900 + parts.tm_year) + ", " +
           two(parts.tm_hour) + ":" + two(parts.tm_min);
}

std::string count_of(std::uint64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

} // namespace emic
