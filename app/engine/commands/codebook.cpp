#include "engine/commands/codebook.h"

#include "engine/commands/code_tree.h"
#include "engine/commands/codings.h"
#include "engine/commands/created.h"
#include "engine/commands/names.h"
#include "engine/commands/passages.h"
#include "engine/palette.h"

#include <algorithm>
#include <iterator>

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

Result<Change> recolour_codes(const CommandContext& context, const RecolourCodes& request) {
    const auto codes = known_codes(context.project, request.codes);
    if (!codes) return codes.problem();
    if (Outcome problem = check_colour(request.colour)) return *problem;
    Draft draft(context);
    for (Id<Code> id : *codes) {
        Code changed = *context.project.find(id);
        changed.colour = request.colour;
        draft.put(std::move(changed));
    }
    const char* noun = codes->size() == 1 ? "code " : "codes ";
    return std::move(draft).finish(std::string("Colour of ") + noun + names_of_codes(context.project, *codes) + " changed");
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

Result<Change> move_codes(const CommandContext& context, const MoveCodes& request) {
    const Project& project = context.project;
    const auto asked = known_codes(project, request.codes);
    if (!asked) return asked.problem();
    if (request.parent && !project.find(request.parent)) return gone("parent code");
    const std::set<Id<Code>> all(asked->begin(), asked->end());
    std::vector<Id<Code>> codes;
    for (Id<Code> id : *asked)
        if (!nearest_above(project, id, [&](Id<Code> above) { return all.count(above) != 0; })) codes.push_back(id);
    for (const Code* up = project.find(request.parent); up; up = project.find(up->parent))
        if (all.count(up->id))
            return invalid("A code cannot be moved under itself: " + quoted(up->name) +
                           " stays where it is. Move it under another code.");
    const std::string label = codes_named(project, codes) + " moved";
    Draft draft(context);
    for (Id<Code> id : codes)
        if (project.find(id)->parent != request.parent)
            if (Outcome problem = check_levels(draft, request.parent, levels_of(context, id))) return *problem;
    const std::set<Id<Code>> moved(codes.begin(), codes.end());
    std::set<std::string> keys = sibling_keys(draft, request.parent, moved);
    for (Id<Code> id : codes)
        if (project.find(id)->parent == request.parent) keys.insert(name_key(project.find(id)->name));
    for (Id<Code> id : codes)
        if (project.find(id)->parent != request.parent && !keys.insert(name_key(project.find(id)->name)).second)
            return taken("code", project.find(id)->name);

    const std::vector<Id<Code>>& before = context.indexes.children_of(request.parent);
    std::vector<Id<Code>> after;
    std::copy_if(before.begin(), before.end(), std::back_inserter(after), [&](Id<Code> id) { return !moved.count(id); });
    const std::size_t place = std::min<std::size_t>(request.position, after.size());
    after.insert(after.begin() + static_cast<std::ptrdiff_t>(place), codes.begin(), codes.end());
    if (after == before) return std::move(draft).finish(label);

    Order<Code> order = children_order(draft, request.parent);
    for (Id<Code> id : codes)
        order.remove(id);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        Code code = *project.find(codes[i]);
        code.parent = request.parent;
        draft.put(std::move(code));
        order.insert(codes[i], place + i);
    }
    order.write(draft);
    return std::move(draft).finish(label);
}

} // namespace emic
