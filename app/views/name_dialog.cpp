#include "views/name_dialog.h"

#include "engine/commands/cases.h"
#include "engine/commands/codebook.h"
#include "engine/commands/coders.h"
#include "engine/commands/created.h"
#include "engine/commands/project.h"
#include "engine/commands/sources.h"
#include "engine/commands/themes.h"
#include "views/code_picker.h"
#include "views/parts.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

struct NamingAsked {
    Intent intent; ///< none where no change of the open project is asked for
    std::function<void(const Change&)> then;
};

template <class Request>
Intent intent_of(Result<Change> (*command)(const CommandContext&, const Request&), Request request) {
    return [command, request = std::move(request)](const CommandContext& context) { return command(context, request); };
}

NamingAsked asked_for(const Frame& frame, const std::string& name) {
    ViewState& state = frame.state;
    const Guid target = state.overlay_target;
    switch (state.naming) {
    case Naming::project:
    case Naming::words: return {};
    case Naming::code:
    case Naming::sub_code:
        return {intent_of(&create_code, CreateCode{name, state.naming == Naming::sub_code ? Id<Code>{target} : Id<Code>{}, {}}), [&state](const Change& change) {
                    state.code = created_code(change);
                    state.inspecting = Inspecting::code;
                }};
    case Naming::split_code:
        return {intent_of(&split_code, SplitCode{Id<Code>{target}, state.chosen_codings, name}), [&state](const Change& change) {
                    state.code = created<Code>(change);
                    state.compare.chosen.clear();
                }};
    case Naming::theme:
        return {intent_of(&create_theme, CreateTheme{name}), [&state](const Change& change) {
                    state.theme = created<Theme>(change);
                    state.mode = Mode::themes;
                }};
    case Naming::case_:
        return {intent_of(&create_case, CreateCase{name}), [copy = frame, target](const Change& change) {
                    copy.state.case_id = created<Case>(change);
                    if (!target.is_null()) copy.ask(&assign_case, AssignCase{Id<Source>{target}, created<Case>(change)});
                }};
    case Naming::coder:
        return {intent_of(&add_coder, AddCoder{name}), [session = &frame.session](const Change& change) { session->set_coder(created<Coder>(change)); }};
    case Naming::rename_code: return {intent_of(&rename_code, RenameCode{Id<Code>{target}, name}), {}};
    case Naming::rename_document: return {intent_of(&rename_source, RenameSource{Id<Source>{target}, name}), {}};
    case Naming::rename_case: return {intent_of(&rename_case, RenameCase{Id<Case>{target}, name}), {}};
    case Naming::rename_theme: return {intent_of(&rename_theme, RenameTheme{Id<Theme>{target}, name}), {}};
    case Naming::rename_project: return {intent_of(&rename_project, RenameProject{name}), {}};
    case Naming::rename_coder: return {intent_of(&rename_coder, RenameCoder{Id<Coder>{target}, name}), {}};
    }
    return {};
}

void name_it(const Frame& frame, const std::string& name) {
    ViewState& state = frame.state;
    if (state.naming == Naming::project) frame.requests.new_project = name;
    NamingAsked asked = asked_for(frame, name);
    if (asked.intent) frame.session.ask(std::move(asked.intent), std::move(asked.then));
    if (state.naming == Naming::sub_code) state.folded_codes.erase(Id<Code>{state.overlay_target});
    if (state.naming == Naming::split_code) state.chosen_codings.clear();
}

/// Why the name would not be taken; empty when it would.
std::string why_not(const Frame& frame, const std::string& name) {
    const NamingAsked asked = frame.session.is_open() ? asked_for(frame, name) : NamingAsked{};
    if (!asked.intent) return {};
    const IdSource ids = seeded_ids(1); // nothing of it is kept
    const Result<Change> tried = asked.intent({frame.project(), frame.indexes(), {}, ids});
    return tried.ok() ? std::string() : tried.problem().message;
}

} // namespace

void draw_name_dialog(const Frame& frame) {
    Ui& ui = frame.ui;
    ViewState& state = frame.state;
    const bool words = state.naming == Naming::words;
    const bool blank = state.overlay_text.find_first_not_of(" \t") == std::string::npos;
    const std::string problem = blank ? "" : why_not(frame, state.overlay_text);
    const float z = state.zoom;
    constexpr float width = 440, height = 182; // design pixels
    const float room = problem.empty() ? 0 : ui.paragraph_height(std::min(width * z, frame.window.width - 24) - 48 * z, problem, ui.small()) + 10 * z;
    Rect rest = begin_card(frame, width, height + room / z, state.overlay_title);
    FieldSpec spec;
    spec.label = words ? state.words_wanted.label : "Name";
    spec.placeholder = spec.label;
    spec.value = state.overlay_text;
    spec.list_keys = true;
    spec.open_now = std::exchange(state.overlay_fresh, false);
    const FieldState field = ui.field("name", take_top(rest, ui.style.button + 4), spec);
    if (field.open) state.overlay_text = field.text;
    if (!problem.empty()) {
        const Rect why{rest.x, rest.y + 6 * z, rest.width, room};
        ui.paragraph(why.x, why.y, why.width, problem, {ui.style.small, ui.style.warning});
        ui.say("why not", why, Role::status, problem);
    }
    Rect buttons = take_bottom(rest, ui.style.button);
    bool done = false, left = false;
    const bool named = (words && state.words_wanted.may_be_blank) || state.overlay_text.find_first_not_of(" \t") != std::string::npos;
    if (ui.button("ok", take_right(buttons, ui.button_width("OK") + 24), "OK", ButtonLook::primary, {}, named)) done = true;
    take_right(buttons, 8);
    if (ui.button("cancel", take_right(buttons, ui.button_width("Cancel")), "Cancel", ButtonLook::quiet)) left = true;
    for (const platform::FieldKey& key : field.keys) {
        if (key.key == platform::Key::enter && named) done = true;
        if (key.key == platform::Key::escape) left = true;
    }
    ui.end_group();
    const std::string typed = state.overlay_text;
    // What was typed in this frame counts in this frame.
    if (const std::string now = done ? why_not(frame, typed) : ""; !now.empty()) {
        platform::announce(now);
        state.overlay_fresh = !field.open; // the field takes the keyboard again
        done = false;
    }
    const auto take = words ? state.words_wanted.take : nullptr;
    if (done && !words) name_it(frame, typed);
    if (done || left) close_overlay_field(frame);
    if (done && take) take(frame, typed);
}

} // namespace emic
