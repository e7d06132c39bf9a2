#include "views/code_picker.h"

#include "actions.h"
#include "chosen_codes.h"
#include "engine/commands/code_tree.h"
#include "engine/commands/codebook.h"
#include "engine/commands/codings.h"
#include "engine/commands/themes.h"
#include "engine/name_line.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"
#include "views/views.h"
#include "widgets/choice_list.h"

#include <algorithm>

namespace emic {

namespace {

constexpr std::size_t most_matches = 200;

const std::vector<CodeMatch>& matches_for(const Frame& frame) {
    return frame.caches.code_matches.get({frame.revision(), frame.state.overlay_text}, [&] {
        return find_codes(frame.project(), frame.indexes(), frame.state.overlay_text, most_matches);
    });
}

/// Recent codes come first as long as nothing is typed.
std::vector<CodeMatch> recent_first(const Frame& frame) {
    std::vector<CodeMatch> matches = matches_for(frame);
    if (!frame.state.overlay_text.empty()) return matches;
    const auto& recent = frame.state.recent_codes;
    const auto rank = [&](const CodeMatch& m) { return std::find(recent.begin(), recent.end(), m.id) - recent.begin(); };
    sort_rows(matches, [&](const CodeMatch& a, const CodeMatch& b) { return rank(a) < rank(b); });
    return matches;
}

std::vector<ChoiceRow> rows_of(const Frame& frame, const std::vector<CodeMatch>& matches, bool with_keys) {
    std::vector<ChoiceRow> rows;
    for (const CodeMatch& match : matches) {
        ChoiceRow row;
        row.text = match.name;
        if (match.path.size() > match.name.size()) row.detail = steps_apart(match.path.substr(0, match.path.size() - match.name.size() - 3));
        row.colour = match.colour;
        const std::string key = with_keys ? quick_key_of(frame, match.id) : std::string();
        row.keys = key.empty() ? std::to_string(match.codings) : key;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string rule_of(const Frame& frame, const std::vector<CodeMatch>& matches) {
    const auto at = static_cast<std::size_t>(std::max(0, frame.state.overlay_row));
    if (at >= matches.size()) return {};
    const Code* code = frame.project().find(matches[at].id);
    if (!code) return {};
    std::string rule = code->definition;
    if (!code->include.empty()) rule += (rule.empty() ? "Include: " : "  Include: ") + code->include;
    if (!code->exclude.empty()) rule += (rule.empty() ? "Exclude: " : "  Exclude: ") + code->exclude;
    return rule;
}

/// Beneath the selection where there is room, else above it.
Rect card_at(const Frame& frame, const Rect& anchor, float width, float height) {
    const Rect& window = frame.window;
    Rect card{std::clamp(anchor.x, 8.0f, std::max(8.0f, window.width - width - 8)), anchor.y + anchor.height + 6, width, height};
    if (card.y + height > window.height - 8) card.y = anchor.y - height - 6;
    card.y = std::clamp(card.y, 8.0f, std::max(8.0f, window.height - height - 8));
    return card;
}

void carry_out(const Frame& frame, Id<Code> code) {
    ViewState& state = frame.state;
    switch (state.choice) {
    case ChoiceOfCode::merge_into:
        frame.ask(&merge_codes, MergeCodes{state.overlay_codes, code}, [frame, code](const Change& change) {
            show_code(frame, code);
            tell_undo(frame)(change);
        });
        break;
    case ChoiceOfCode::move_under:
        frame.ask(&move_codes, MoveCodes{state.overlay_codes, code, static_cast<std::uint32_t>(frame.indexes().children_of(code).size())}, tell_undo(frame));
        state.folded_codes.erase(code);
        break;
    case ChoiceOfCode::recode: frame.ask(&change_coding_code, ChangeCodingCode{Id<Coding>{state.overlay_target}, code}); break;
    case ChoiceOfCode::recode_many:
        frame.ask(&change_codings_code, ChangeCodingsCode{std::move(state.chosen_codings), code}, [&state](const Change&) { state.compare.chosen.clear(); });
        state.chosen_codings.clear();
        break;
    case ChoiceOfCode::theme_code: frame.ask(&add_theme_code, AddThemeCode{Id<Theme>{state.overlay_target}, code}); break;
    case ChoiceOfCode::code_passages:
        note_used_code(state, frame.project(), code);
        frame.ask(&apply_code_to_passages, ApplyCodeToPassages{state.chosen_passages, code});
        break;
    }
}

void carry_out_new(const Frame& frame, const std::string& name) {
    ViewState& state = frame.state;
    if (state.choice == ChoiceOfCode::code_passages) {
        frame.ask(&create_and_apply_code, CreateAndApplyCode{name, {}, state.chosen_passages});
        return;
    }
    const Frame copy = frame;
    frame.ask(&create_code, CreateCode{name, {}, {}}, [copy](const Change& change) { carry_out(copy, created_code(change)); });
}

/// A name that no new code can take stays in the field, and why is told.
bool refused(const Frame& frame, const std::string& name) {
    const IdSource ids = seeded_ids(1); // nothing of it is kept
    const Result<Change> tried = create_code({frame.project(), frame.indexes(), {}, ids}, CreateCode{name, {}, {}});
    if (!tried.ok()) frame.toast(tried.problem().message, true);
    return !tried.ok();
}

} // namespace

void draw_code_picker(const Frame& frame) {
    ViewState& state = frame.state;
    std::vector<CodeMatch> matches = recent_first(frame);
    std::erase_if(matches, [&](const CodeMatch& match) { return frame.project().find(match.id)->category; });
    const std::string rule = rule_of(frame, matches);
    const float width = std::min(430 * state.zoom, frame.window.width - 16);
    const Rect card = card_at(frame, state.picker_place, width, choice_list_height(frame, matches.size() + 1, true));
    frame.ui.begin_group("picker", card, Role::dialog, "Code the selection");
    const Choosing choosing = draw_choice_list(frame, card, "Code", "Type a code’s name", rows_of(frame, matches, true), "Create code",
                                               rule.empty() ? "Enter codes the selection, Shift+Enter creates what you typed." : rule);
    frame.ui.end_group();
    if (choosing.created && refused(frame, choosing.typed)) return;
    if (choosing.chosen) apply_code_to_selection(frame, matches[*choosing.chosen].id);
    else if (choosing.created) create_code_for_selection(frame, choosing.typed);
    if (choosing.chosen || choosing.created || choosing.dismissed) close_overlay_field(frame);
}

void draw_choose_code(const Frame& frame) {
    ViewState& state = frame.state;
    std::vector<CodeMatch> matches = recent_first(frame);
    // No code is merged into itself alone, or moved under itself or what lies beneath it. Several may go into one of them.
    std::set<Id<Code>> barred;
    if (state.choice == ChoiceOfCode::merge_into && state.overlay_codes.size() == 1) barred.insert(state.overlay_codes.front());
    if (state.choice == ChoiceOfCode::move_under)
        for (Id<Code> moved : state.overlay_codes)
            for (Id<Code> code : code_with_subcodes(frame.project(), frame.indexes(), moved)) barred.insert(code);
    std::erase_if(matches, [&](const CodeMatch& m) { return barred.count(m.id) != 0; });
    const bool creates = state.choice != ChoiceOfCode::merge_into && state.choice != ChoiceOfCode::move_under;
    const float width = std::min(480 * state.zoom, frame.window.width - 16);
    const float height = choice_list_height(frame, matches.size() + (creates ? 1 : 0), true);
    const Rect card{(frame.window.width - width) / 2, std::max(8.0f, frame.window.height * 0.16f), width, height};
    frame.ui.begin_group("chooser", card, Role::dialog, state.overlay_title);
    std::string rule = rule_of(frame, matches);
    if (const auto row = static_cast<std::size_t>(std::max(0, state.overlay_row)); state.choice == ChoiceOfCode::merge_into && row < matches.size()) {
        std::vector<Id<Code>> from = state.overlay_codes;
        std::erase(from, matches[row].id);
        rule = "Enter merges " + names_of_codes(frame.project(), from) + " into " + in_quotes(matches[row].name) + ".";
    }
    const Choosing choosing = draw_choice_list(frame, card, state.overlay_title, state.overlay_title + "…", rows_of(frame, matches, false),
                                               creates ? "Create code" : "", rule.empty() ? "Enter chooses, Escape leaves." : rule);
    frame.ui.end_group();
    if (choosing.created && refused(frame, choosing.typed)) return;
    if (choosing.chosen) carry_out(frame, matches[*choosing.chosen].id);
    else if (choosing.created) carry_out_new(frame, choosing.typed);
    if (choosing.chosen || choosing.created || choosing.dismissed) close_overlay_field(frame);
}

void draw_choose_theme(const Frame& frame) {
    ViewState& state = frame.state;
    const auto& themes = frame.caches.themes.get(frame.revision(), [&] { return theme_rows(frame.project(), frame.indexes()); });
    std::vector<ChoiceRow> rows;
    std::vector<Id<Theme>> ids;
    const std::string wanted = fold_case(state.overlay_text);
    for (const ThemeRow& theme : themes) {
        if (fold_case(theme.name).find(wanted) == std::string::npos) continue;
        ChoiceRow row;
        row.text = theme.name;
        row.icon = Icon::themes;
        row.keys = std::to_string(theme.quotations.size());
        rows.push_back(std::move(row));
        ids.push_back(theme.id);
    }
    const float width = std::min(460 * state.zoom, frame.window.width - 16);
    const Rect card = card_at(frame, state.picker_place, width, choice_list_height(frame, rows.size() + 1, true));
    frame.ui.begin_group("themes", card, Role::dialog, "Key quotation of a theme");
    const Choosing choosing = draw_choice_list(frame, card, "Theme", "Which theme?", rows, "Create theme", "The passage becomes a key quotation of the theme.");
    frame.ui.end_group();
    const Passage passage = meant_passage(frame);
    if (choosing.chosen) {
        frame.ask(&add_key_quotation, AddKeyQuotation{ids[*choosing.chosen], passage});
    } else if (choosing.created) {
        const Frame copy = frame;
        frame.ask(&create_theme, CreateTheme{choosing.typed}, [copy, passage](const Change& change) {
            for (const AnyEdit& any : change.edits)
                if (const auto* edit = std::get_if<Edit<Theme>>(&any); edit && edit->after)
                    copy.ask(&add_key_quotation, AddKeyQuotation{edit->after->id, passage});
        });
    }
    if (choosing.chosen || choosing.created || choosing.dismissed) close_overlay_field(frame);
}

void close_overlay_field(const Frame& frame) {
    frame.ui.drop_field();
    frame.state.import_preview = {};
    frame.close_overlay();
}

} // namespace emic
