#include "engine/commands/memos.h"

#include "engine/commands/draft.h"
#include "engine/commands/names.h"
#include "engine/commands/passages.h"

namespace emic {

namespace {

/// "document ‘P01’", "the project"; empty when it is not there.
std::string target_words(const Project& project, MemoTarget target, Guid id) {
    const auto named = [](const char* noun, const auto* record) {
        return record ? std::string(noun) + " " + quoted(record->name) : std::string();
    };
    switch (target) {
    case MemoTarget::project:
        return id.is_null() ? "the project" : "";
    case MemoTarget::source:
        return named("document", project.find(Id<Source>{id}));
    case MemoTarget::code:
        return named("code", project.find(Id<Code>{id}));
    case MemoTarget::passage:
        return named("a passage of", project.find(Id<Source>{id}));
    case MemoTarget::case_:
        return named("case", project.find(Id<Case>{id}));
    case MemoTarget::theme:
        return named("theme", project.find(Id<Theme>{id}));
    }
    return {};
}

std::string memo_words(const Project& project, const Memo& memo) {
    return "Memo on " + target_words(project, memo.target, memo.target_id);
}

} // namespace

Result<Change> write_memo(const CommandContext& context, const WriteMemo& request) {
    const std::string where = target_words(context.project, request.target, request.target_id);
    if (where.empty())
        return Problem{
            ProblemKind::missing,
            "What this memo is written on is no longer in the project. The memo was not kept: copy its text, "
            "and write it on something else.",
            {}};
    if (Outcome problem = check_coder(context)) return *problem;
    Memo memo;
    memo.target = request.target;
    memo.target_id = request.target_id;
    if (memo.target == MemoTarget::passage) {
        const auto range = check_passage(context.project, Id<Source>{memo.target_id}, request.range);
        if (!range) return range.problem();
        memo.range = *range;
    }
    auto text = clean_text(request.text);
    if (!text) return text.problem();
    Draft draft(context);
    if (!is_blank(*text)) {
        memo.id = draft.new_id<Memo>();
        memo.text = *text;
        memo.coder = context.stamp.coder;
        memo.created = memo.modified = context.stamp.wall;
        draft.put(std::move(memo));
    }
    return std::move(draft).finish("Memo on " + where + " written");
}

Result<Change> edit_memo(const CommandContext& context, const EditMemo& request) {
    const Memo* memo = context.project.find(request.memo);
    if (!memo) return gone("memo");
    auto text = clean_text(request.text);
    if (!text) return text.problem();
    if (is_blank(*text)) return delete_memo(context, {request.memo});
    Draft draft(context);
    if (*text != memo->text) {
        Memo changed = *memo;
        changed.text = *text;
        changed.modified = context.stamp.wall;
        draft.put(std::move(changed));
    }
    return std::move(draft).finish(memo_words(context.project, *memo) + " changed");
}

Result<Change> title_memo(const CommandContext& context, const TitleMemo& request) {
    const Memo* memo = context.project.find(request.memo);
    if (!memo) return gone("memo");
    std::string title;
    if (!is_blank(request.title)) {
        auto name = clean_name(request.title, "memo");
        if (!name) return name.problem();
        title = *name;
    }
    Draft draft(context);
    if (title != memo->title) {
        Memo changed = *memo;
        changed.title = title;
        changed.modified = context.stamp.wall;
        draft.put(std::move(changed));
    }
    return std::move(draft).finish(memo_words(context.project, *memo) + (title.empty() ? " without a title" : " titled " + quoted(title)));
}

Result<Change> delete_memo(const CommandContext& context, const DeleteMemo& request) {
    const Memo* memo = context.project.find(request.memo);
    if (!memo) return gone("memo");
    Draft draft(context);
    draft.erase(memo->id);
    return std::move(draft).finish(memo_words(context.project, *memo) + " deleted");
}

} // namespace emic
