#include "chosen_codes.h"

#include "actions.h"
#include "caches.h"
#include "engine/commands/code_tree.h"
#include "engine/commands/codebook.h"
#include "engine/text_direction.h"
#include "item_choice.h"

#include <algorithm>

namespace emic {

namespace {

void choose_together(const Frame& frame, std::set<Id<Code>> codes, Id<Code> lead) {
    show_code(frame, lead);
    frame.state.codes_chosen = std::move(codes);
    if (frame.state.codes_chosen.size() > 1)
        platform::announce(count_of(frame.state.codes_chosen.size(), "code", "codes") + " chosen");
}

} // namespace

std::vector<Id<Code>> chosen_codes(const Frame& frame) {
    const ViewState& state = frame.state;
    if (!frame.session.is_open() || !frame.project().find(state.code)) return {};
    // Several are chosen in the list of codes, and only as long as the code that leads them is still the one in view.
    if (state.mode != Mode::code || state.codes_chosen.size() < 2 || !state.codes_chosen.count(state.code)) return {state.code};
    std::vector<Id<Code>> codes;
    for (const CodeRow& row : frame.caches.codebook_rows_of(frame))
        if (state.codes_chosen.count(row.id)) codes.push_back(row.id);
    return codes;
}

void choose_code_row(const Frame& frame, Id<Code> code, const std::vector<Id<Code>>& shown, ChoosingKeys keys) {
    ViewState& state = frame.state;
    const std::vector<Id<Code>> now = chosen_codes(frame);
    std::set<Id<Code>> codes;
    if (keys.ctrl) codes.insert(now.begin(), now.end());
    if (keys.shift) {
        const auto at = [&](Id<Code> id) { return std::find(shown.begin(), shown.end(), id); };
        auto from = at(state.code_anchor), to = at(code);
        if (from == shown.end()) from = at(state.code);
        if (from == shown.end()) from = to;
        if (from == shown.end()) return;
        state.code_anchor = *from;
        if (to < from) std::swap(from, to);
        codes.insert(from, to + 1);
        choose_together(frame, std::move(codes), code);
        return;
    }
    state.code_anchor = code;
    if (!keys.ctrl) {
        choose_together(frame, {code}, code);
        return;
    }
    if (!codes.erase(code)) {
        codes.insert(code);
        choose_together(frame, std::move(codes), code);
    } else if (codes.empty()) {
        state.code = {};
        state.codes_chosen.clear();
        if (state.inspecting == Inspecting::code) state.inspecting = Inspecting::nothing;
    } else {
        const Id<Code> lead = codes.count(state.code) ? state.code : *std::find_if(now.rbegin(), now.rend(), [&](Id<Code> id) { return codes.count(id) != 0; });
        choose_together(frame, std::move(codes), lead);
    }
}

void choose_all_codes(const Frame& frame, const std::vector<Id<Code>>& shown) {
    if (shown.empty()) return;
    const bool seen = std::find(shown.begin(), shown.end(), frame.state.code) != shown.end();
    choose_together(frame, {shown.begin(), shown.end()}, seen ? frame.state.code : shown.front());
}

std::size_t codings_of(const Frame& frame, const std::vector<Id<Code>>& codes) {
    std::size_t count = 0;
    for (Id<Code> id : codes) count += frame.indexes().codings_of_code(id).size();
    return count;
}

void ask_merge(const Frame& frame, std::vector<Id<Code>> codes, Id<Code> into) {
    std::erase(codes, into);
    const Code* heir = frame.project().find(into);
    if (codes.empty() || !heir) return;
    const std::string name = in_quotes(heir->name);
    const bool one = codes.size() == 1;
    Question question;
    question.title = "Merge into " + name + "?";
    question.words = names_of_codes(frame.project(), codes, 12) + (one ? " goes into " : " go into ") + name + ": " +
                     count_of(codings_of(frame, codes), "coding", "codings") + ", " + (one ? "its" : "their") +
                     " memos, sub-codes and places in themes become those of " + name + ", and the " + (one ? "code is" : "codes are") +
                     " gone. Undo brings everything back.";
    question.yes = "Merge";
    question.take = [codes = std::move(codes), into](const Frame& f) {
        f.ask(&merge_codes, MergeCodes{codes, into}, [f, into](const Change& change) {
            show_code(f, into);
            tell_undo(f)(change);
        });
    };
    ask_question(frame, std::move(question));
}

} // namespace emic
