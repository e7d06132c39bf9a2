// The commands of codebook.h that take codes apart and together: merge, split, delete.

#include "engine/commands/code_tree.h"
#include "engine/commands/codebook.h"
#include "engine/commands/names.h"
#include "engine/commands/passages.h"
#include "engine/palette.h"

namespace emic {

namespace {

/// The highest of the merged codes above `into`, or null.
const Code* topmost_above(const Project& project, Id<Code> into, const std::set<Id<Code>>& merged) {
    const Code* top = nullptr;
    for (const Code* up = project.find(project.find(into)->parent); up; up = project.find(up->parent))
        if (merged.count(up->id)) top = up;
    return top;
}

/// Adds a merged code's text below the heir's own.
void append_text(std::string& text, const std::string& more, const std::string& from) {
    if (is_blank(more) || more == text) return;
    if (!text.empty()) text += "\n\n";
    text += "From ‘" + from + "’:\n" + more;
}

void move_memos(Draft& draft, Id<Code> from, Id<Code> into) {
    for (Id<Memo> id : draft.context().indexes.memos_of(from.guid)) {
        Memo memo = *draft.find(id);
        memo.target_id = into.guid;
        draft.put(std::move(memo));
    }
}

/// Puts a code under another parent, with "(2)" behind its name where that is taken.
void adopt(Draft& draft, Id<Code> id, Id<Code> parent, std::set<std::string>& taken_keys) {
    Code code = *draft.find(id);
    code.parent = parent;
    code.name = unique_name(code.name, taken_keys);
    draft.put(std::move(code));
}

/// `into` takes the place of `top`, a merged code above it.
void lift(Draft& draft, Id<Code> into, const Code& top, const std::set<Id<Code>>& merged) {
    std::set<std::string> keys = sibling_keys(draft, top.parent, merged);
    adopt(draft, into, top.parent, keys);
    Order<Code> order = children_order(draft, top.parent);
    order.insert(into, order.index_of(top.id));
    for (Id<Code> id : merged)
        order.remove(id);
    order.write(draft);
}

/// The sub-codes of the merged codes come after into's own.
void gather_children(Draft& draft, Id<Code> into, const std::vector<Id<Code>>& from, const std::set<Id<Code>>& merged) {
    const Indexes& indexes = draft.context().indexes;
    std::set<std::string> keys = sibling_keys(draft, into, merged);
    Order<Code> order = children_order(draft, into);
    for (Id<Code> id : merged)
        order.remove(id);
    for (Id<Code> id : from)
        for (Id<Code> child : indexes.children_of(id)) {
            if (merged.count(child) || child == into) continue;
            adopt(draft, child, into, keys);
            order.insert(child, order.size());
        }
    order.write(draft);
}

} // namespace

Result<Change> merge_codes(const CommandContext& context, const MergeCodes& request) {
    const Code* heir = context.project.find(request.into);
    if (!heir) return gone("code");
    std::vector<Id<Code>> from;
    std::set<Id<Code>> merged;
    for (Id<Code> id : request.from) {
        if (!context.project.find(id)) return gone("code");
        if (id != request.into && merged.insert(id).second) from.push_back(id);
    }
    const bool any_coded = std::any_of(from.begin(), from.end(), [&](Id<Code> id) { return !context.indexes.codings_of_code(id).empty(); });
    if (any_coded)
        if (Outcome problem = check_applicable(context.project, heir->id)) return *problem;
    Draft draft(context);
    if (from.empty()) return std::move(draft).finish("Codes merged into " + quoted(heir->name));

    if (const Code* top = topmost_above(context.project, heir->id, merged)) lift(draft, heir->id, *top, merged);
    for (Id<Code> id : from)
        for (Id<Code> child : context.indexes.children_of(id))
            if (!merged.count(child) && child != heir->id)
                if (Outcome problem = check_levels(draft, heir->id, levels_of(context, child))) return *problem;
    gather_children(draft, heir->id, from, merged);
    Code grown = *draft.find(heir->id);
    HandOver hand_over(draft, heir->id);
    for (Id<Code> id : from) {
        const Code& code = *context.project.find(id);
        append_text(grown.definition, code.definition, code.name);
        append_text(grown.include, code.include, code.name);
        append_text(grown.exclude, code.exclude, code.name);
        append_text(grown.examples, code.examples, code.name);
        hand_over.take_all(id);
        move_memos(draft, id, heir->id);
        draft.erase(id);
    }
    draft.put(std::move(grown));
    replace_in_themes(draft, merged, heir->id);
    const std::string what =
        from.size() == 1 ? "Code " + quoted(context.project.find(from.front())->name) : counted(from.size(), "code");
    return std::move(draft).finish(what + " merged into " + quoted(heir->name));
}

Result<Change> split_code(const CommandContext& context, const SplitCode& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    if (request.codings.empty())
        return invalid("No passages are chosen for the new code. Choose the passages of " + quoted(code->name) +
                       " that it should take.");
    Draft draft(context);
    auto name = check_code_name(draft, request.name, code->parent);
    if (!name) return name.problem();
    Code split;
    split.id = draft.new_id<Code>();
    split.parent = code->parent;
    split.name = *name;
    split.colour = next_code_colour(context.project, context.indexes, code->parent);
    Order<Code> order = children_order(draft, code->parent);
    order.insert(split.id, order.index_of(code->id) + 1);
    HandOver hand_over(draft, split.id);
    draft.put(std::move(split));
    order.write(draft);
    for (Id<Coding> id : std::set<Id<Coding>>(request.codings.begin(), request.codings.end())) {
        const Coding* coding = context.project.find(id);
        if (!coding || coding->code != code->id)
            return Problem{ProblemKind::missing,
                           "One of the chosen passages no longer has the code " + quoted(code->name) +
                               ". Nothing was changed. Choose the passages again.",
                           {}};
        hand_over.take(*coding);
    }
    return std::move(draft).finish("Code " + quoted(*name) + " split off from " + quoted(code->name));
}

Result<Change> delete_code(const CommandContext& context, const DeleteCode& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    const auto& codings = context.indexes.codings_of_code(code->id);
    Draft draft(context);
    if (request.codings == CodingsOfDeleted::delete_) {
        for (const CodingEntry& entry : codings)
            draft.erase(entry.id);
    } else if (code->parent) {
        if (!codings.empty())
            if (Outcome problem = check_applicable(context.project, code->parent)) return *problem;
        HandOver(draft, code->parent).take_all(code->id);
    } else if (!codings.empty()) {
        return invalid(
            "There is no code above " + quoted(code->name) +
            " to take its passages. Nothing was changed. Delete it with its passages, or merge it into another code.");
    }

    std::set<std::string> keys = sibling_keys(draft, code->parent, {code->id});
    Order<Code> order = children_order(draft, code->parent);
    std::size_t index = order.index_of(code->id);
    order.remove(code->id);
    for (Id<Code> child : context.indexes.children_of(code->id)) {
        adopt(draft, child, code->parent, keys);
        order.insert(child, index++);
    }
    order.write(draft);
    for (Id<Memo> id : context.indexes.memos_of(code->id.guid))
        draft.erase(id);
    draft.erase(code->id);
    replace_in_themes(draft, {code->id}, {});
    return std::move(draft).finish("Code " + quoted(code->name) + " deleted");
}

} // namespace emic
