#include "memo_actions.h"

#include "actions.h"
#include "engine/sort_rows.h"
#include "engine/text.h"

#include <algorithm>
#include <tuple>

namespace emic {

namespace {

/// "Code ‘judged’", "Passage of P01": what a memo is on.
std::string place_of(const Frame& frame, const Memo& memo) {
    const auto named = [](const char* noun, const auto* record) { return record ? std::string(noun) + record->name : std::string(); };
    switch (memo.target) {
    case MemoTarget::project: return "Project";
    case MemoTarget::source: return named("Document ", frame.project().find(Id<Source>{memo.target_id}));
    case MemoTarget::code: return named("Code ", frame.project().find(Id<Code>{memo.target_id}));
    case MemoTarget::passage: return named("Passage of ", frame.project().find(Id<Source>{memo.target_id}));
    case MemoTarget::case_: return named("Case ", frame.project().find(Id<Case>{memo.target_id}));
    case MemoTarget::theme: return named("Theme ", frame.project().find(Id<Theme>{memo.target_id}));
    }
    return {};
}

} // namespace

const Memo* inspected_memo(const Frame& frame) {
    const ViewState& state = frame.state;
    if (state.mode == Mode::themes) return state.theme ? memo_on(frame, MemoTarget::theme, state.theme.guid) : nullptr;
    if (state.mode != Mode::code) return nullptr;
    switch (state.inspecting) {
    case Inspecting::passage: {
        const Passage passage = meant_passage(frame);
        return passage.range.empty() ? nullptr : memo_on(frame, MemoTarget::passage, passage.source.guid, passage.range);
    }
    case Inspecting::code: return memo_on(frame, MemoTarget::code, state.code.guid);
    case Inspecting::document: return memo_on(frame, MemoTarget::source, state.document.guid);
    case Inspecting::case_: return memo_on(frame, MemoTarget::case_, state.case_id.guid);
    case Inspecting::project: return memo_on(frame, MemoTarget::project, {});
    case Inspecting::nothing: break;
    }
    return nullptr;
}

void show_memo(const Frame& frame, const Memo& memo) {
    ViewState& state = frame.state;
    state.mode = Mode::code;
    state.codes_hidden = false, state.codes_drawer = true;
    switch (memo.target) {
    case MemoTarget::project: state.inspecting = Inspecting::project; break;
    case MemoTarget::code: show_code(frame, Id<Code>{memo.target_id}); break;
    case MemoTarget::case_: state.case_id = Id<Case>{memo.target_id}, state.inspecting = Inspecting::case_; break;
    case MemoTarget::theme: show_theme(frame, Id<Theme>{memo.target_id}); break;
    case MemoTarget::source: show_document(frame, Id<Source>{memo.target_id}), state.inspecting = Inspecting::document; break;
    case MemoTarget::passage: show_document(frame, Id<Source>{memo.target_id}, memo.range), state.inspecting = Inspecting::passage; break;
    }
}

void choose_memo(const Frame& frame) {
    choose_item(frame, {"Memos", "Shows the memo where it was written.", [](const Frame& f) {
                            std::vector<const Memo*> memos;
                            for (const Memo& memo : f.project().memos()) memos.push_back(&memo);
                            // The newest first.
                            sort_rows(memos, [](const Memo* a, const Memo* b) { return std::tie(b->modified, b->id) < std::tie(a->modified, a->id); });
                            std::vector<Item> items;
                            constexpr std::uint32_t shown = 80; // bytes of an untitled memo
                            for (const Memo* memo : memos) {
                                std::string first = memo->text.substr(0, std::min(memo->text.find('\n'), memo->text.size()));
                                if (first.size() > shown) first = first.substr(0, grapheme_floor(first, shown)) + "…";
                                items.push_back({memo->title.empty() ? first : memo->title, place_of(f, *memo), {}, [id = memo->id](const Frame& g) {
                                                     if (const Memo* chosen = g.project().find(id)) show_memo(g, *chosen);
                                                 }});
                            }
                            return items;
                        }, "", {}});
}

} // namespace emic
