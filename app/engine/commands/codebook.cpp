#include "engine/commands/codebook.h"

#include "engine/commands/code_tree.h"
#include "engine/commands/codings.h"
#include "engine/commands/created.h"
#include "engine/commands/names.h"
#include "engine/commands/passages.h"
#include "engine/palette.h"

namespace emic {

namespace {

/// A new code, last under its parent.
Code new_code(const Draft& draft, std::string name, Id<Code> parent, std::optional<Colour> colour) {
    const CommandContext& context = draft.context();
    Code code;
    code.id = draft.new_id<Code>();
    code.parent = parent;
    code.name = std::move(name);
    code.colour = colour ? *colour : next_code_colour(context.project, context.indexes, parent);
    return code;
}

void put_last(Draft& draft, Code code) {
    Order<Code> order = children_order(draft, code.parent);
    order.insert(code.id, order.size());
    draft.put(std::move(code));
    order.write(draft);
}

} // namespace

Id<Code> created_code(const Change& change) {
    return created<Code>(change);
}

Result<Change> create_code(const CommandContext& context, const CreateCode& request) {
    if (request.parent && !context.project.find(request.parent)) return gone("parent code");
    if (request.colour)
        if (Outcome problem = check_colour(*request.colour)) return *problem;
    Draft draft(context);
    if (Outcome problem = check_levels(draft, request.parent)) return *problem;
    auto name = check_code_name(draft, request.name, request.parent);
    if (!name) return name.problem();
    put_last(draft, new_code(draft, *name, request.parent, request.colour));
    return std::move(draft).finish("Code " + quoted(*name) + " created");
}

Result<Change> create_and_apply_code(const CommandContext& context, const CreateAndApplyCode& request) {
    if (request.parent && !context.project.find(request.parent)) return gone("parent code");
    if (Outcome problem = check_coder(context)) return *problem;
    Draft draft(context);
    if (Outcome problem = check_levels(draft, request.parent)) return *problem;
    auto name = check_code_name(draft, request.name, request.parent);
    if (!name) return name.problem();
    Code code = new_code(draft, *name, request.parent, std::nullopt);
    std::set<Passage> done;
    for (const Passage& passage : request.passages) {
        const auto range = check_passage(context.project, passage.source, passage.range);
        if (!range) return range.problem();
        if (!done.insert({passage.source, *range}).second) continue;
        Coding coding;
        coding.id = draft.new_id<Coding>();
        coding.source = passage.source;
        coding.range = *range;
        coding.code = code.id;
        coding.coder = context.stamp.coder;
        coding.created = coding.modified = context.stamp.wall;
        draft.put(std::move(coding));
    }
    put_last(draft, std::move(code));
    std::string label = "Code " + quoted(*name) + " created";
    if (done.size() == 1) label += " and applied";
    if (done.size() > 1) label += " and applied to " + counted(done.size(), "passage");
    return std::move(draft).finish(std::move(label));
}

Result<Change> rename_code(const CommandContext& context, const RenameCode& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    Draft draft(context);
    auto name = check_code_name(draft, request.name, code->parent, code->id);
    if (!name) return name.problem();
    Code changed = *code;
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Code " + quoted(code->name) + " renamed to " + quoted(*name));
}

Result<Change> recolour_code(const CommandContext& context, const RecolourCode& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    if (Outcome problem = check_colour(request.colour)) return *problem;
    Draft draft(context);
    Code changed = *code;
    changed.colour = request.colour;
    draft.put(std::move(changed));
    return std::move(draft).finish("Colour of code " + quoted(code->name) + " changed");
}

Result<Change> define_code(const CommandContext& context, const DefineCode& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    Code changed = *code;
    const std::pair<const std::string&, std::string&> fields[] = {{request.definition, changed.definition},
                                                                  {request.include, changed.include},
                                                                  {request.exclude, changed.exclude},
                                                                  {request.examples, changed.examples}};
    for (const auto& [asked, field] : fields) {
        auto text = clean_text(asked);
        if (!text) return text.problem();
        field = *text;
    }
    Draft draft(context);
    draft.put(std::move(changed));
    return std::move(draft).finish("Definition of code " + quoted(code->name) + " changed");
}

Result<Change> set_category(const CommandContext& context, const SetCategory& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    const std::size_t passages = context.indexes.codings_of_code(code->id).size();
    if (request.category && passages > 0)
        return invalid(quoted(code->name) + " is on " + counted(passages, "passage") +
                       ", so it cannot become a category: a category only gathers codes. Nothing was changed. Give its passages another code first.");
    Draft draft(context);
    Code changed = *code;
    changed.category = request.category;
    draft.put(std::move(changed));
    return std::move(draft).finish(quoted(code->name) + (request.category ? " made a category" : " made a code again"));
}

Result<Change> move_code(const CommandContext& context, const MoveCode& request) {
    const Code* code = context.project.find(request.code);
    if (!code) return gone("code");
    if (request.parent && !context.project.find(request.parent)) return gone("parent code");
    for (const Code* up = context.project.find(request.parent); up; up = context.project.find(up->parent))
        if (up->id == code->id)
            return invalid("A code cannot be moved under itself: " + quoted(code->name) +
                           " stays where it is. Move it under another code.");
    Draft draft(context);
    Order<Code> order = children_order(draft, request.parent);
    if (request.parent != code->parent) {
        if (Outcome problem = check_levels(draft, request.parent, levels_of(context, code->id))) return *problem;
        auto name = check_code_name(draft, code->name, request.parent, code->id);
        if (!name) return taken("code", code->name);
    } else if (order.index_of(code->id) == std::min<std::size_t>(request.position, order.size() - 1)) {
        return std::move(draft).finish("Code " + quoted(code->name) + " moved");
    }
    Code moved = *code;
    moved.parent = request.parent;
    draft.put(std::move(moved));
    order.remove(code->id);
    order.insert(code->id, request.position);
    order.write(draft);
    return std::move(draft).finish("Code " + quoted(code->name) + " moved");
}

} // namespace emic
