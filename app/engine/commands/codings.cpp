#include "engine/commands/codings.h"

#include "engine/commands/draft.h"
#include "engine/commands/names.h"
#include "engine/commands/passages.h"

#include <set>
#include <tuple>

namespace emic {

namespace {

std::string code_name(const Project& project, Id<Code> id) {
    const Code* code = project.find(id);
    return code ? quoted(code->name) : std::string("‘?’");
}

Problem coding_gone() {
    return {ProblemKind::missing,
            "This passage no longer has this code. Nothing was changed. Select the passage again.",
            {}};
}

/// Puts a changed coding; one of the same coder and code on the same passage gives way to it.
void put_and_collapse(Draft& draft, Coding changed) {
    if (const Coding* twin = find_coding_like(draft.context(), changed, changed.id)) {
        if (!changed.weight) changed.weight = twin->weight;
        draft.erase(twin->id);
    }
    changed.modified = draft.context().stamp.wall;
    draft.put(std::move(changed));
}

} // namespace

Result<Change> apply_code(const CommandContext& context, const ApplyCode& request) {
    return apply_code_to_passages(context, {{{request.source, request.range}}, request.code});
}

Result<Change> apply_code_to_passages(const CommandContext& context, const ApplyCodeToPassages& request) {
    if (Outcome problem = check_applicable(context.project, request.code)) return *problem;
    if (Outcome problem = check_coder(context)) return *problem;
    Draft draft(context);
    std::set<Passage> done;
    std::size_t added = 0;
    for (const Passage& passage : request.passages) {
        const auto range = check_passage(context.project, passage.source, passage.range);
        if (!range) return range.problem();
        Coding coding;
        coding.source = passage.source;
        coding.range = *range;
        coding.code = request.code;
        coding.coder = context.stamp.coder;
        coding.created = coding.modified = context.stamp.wall;
        if (!done.insert({coding.source, coding.range}).second || find_coding_like(context, coding)) continue;
        coding.id = draft.new_id<Coding>();
        draft.put(std::move(coding));
        ++added;
    }
    std::string label = "Code " + code_name(context.project, request.code) + " applied";
    if (request.passages.size() != 1) label += " to " + counted(added, "passage");
    return std::move(draft).finish(std::move(label));
}

Result<Change> remove_codings(const CommandContext& context, const RemoveCodings& request) {
    Draft draft(context);
    std::set<Id<Code>> codes;
    std::set<Id<Coding>> removed;
    for (Id<Coding> id : request.codings) {
        const Coding* coding = context.project.find(id);
        if (!coding) return coding_gone();
        codes.insert(coding->code);
        removed.insert(id);
        draft.erase(id);
    }
    std::string label = codes.size() == 1 ? "Code " + code_name(context.project, *codes.begin()) + " removed"
                                          : counted(codes.size(), "code") + " removed";
    label += removed.size() == 1 ? " from the passage" : " from " + counted(removed.size(), "passage");
    return std::move(draft).finish(std::move(label));
}

Result<Change> resize_coding(const CommandContext& context, const ResizeCoding& request) {
    const Coding* coding = context.project.find(request.coding);
    if (!coding) return coding_gone();
    const auto range = check_passage(context.project, coding->source, request.range);
    if (!range) return range.problem();
    Draft draft(context);
    if (*range != coding->range) {
        Coding changed = *coding;
        changed.range = *range;
        put_and_collapse(draft, std::move(changed));
    }
    return std::move(draft).finish("Passage of code " + code_name(context.project, coding->code) + " resized");
}

Result<Change> change_coding_code(const CommandContext& context, const ChangeCodingCode& request) {
    const Coding* coding = context.project.find(request.coding);
    if (!coding) return coding_gone();
    if (Outcome problem = check_applicable(context.project, request.code)) return *problem;
    Draft draft(context);
    if (coding->code != request.code) {
        Coding changed = *coding;
        changed.code = request.code;
        put_and_collapse(draft, std::move(changed));
    }
    return std::move(draft).finish("Code " + code_name(context.project, coding->code) + " changed to " +
                                   code_name(context.project, request.code));
}

Result<Change> change_codings_code(const CommandContext& context, const ChangeCodingsCode& request) {
    if (Outcome problem = check_applicable(context.project, request.code)) return *problem;
    Draft draft(context);
    std::set<std::tuple<Id<Source>, TextRange, Id<Coder>>> taken; // by a coding with the new code
    std::size_t changes = 0;
    for (Id<Coding> id : request.codings) {
        const Coding* coding = context.project.find(id);
        if (!coding) return coding_gone();
        const bool first = taken.emplace(coding->source, coding->range, coding->coder).second;
        if (coding->code == request.code) continue;
        ++changes;
        if (first) {
            Coding changed = *coding;
            changed.code = request.code;
            put_and_collapse(draft, std::move(changed));
        } else {
            draft.erase(coding->id);
        }
    }
    return std::move(draft).finish(std::to_string(changes) + (changes == 1 ? " passage" : " passages") + " changed to code " +
                                   code_name(context.project, request.code));
}

Result<Change> weigh_coding(const CommandContext& context, const WeighCoding& request) {
    const Coding* coding = context.project.find(request.coding);
    if (!coding) return coding_gone();
    if (request.weight && (*request.weight < 0 || *request.weight > 100))
        return invalid("A weight is a whole number from 0 to 100. Nothing was changed. Type another number.");
    Draft draft(context);
    if (coding->weight != request.weight) {
        Coding changed = *coding;
        changed.weight = request.weight;
        changed.modified = context.stamp.wall;
        draft.put(std::move(changed));
    }
    return std::move(draft).finish("Weight of code " + code_name(context.project, coding->code) +
                                   (request.weight ? " set" : " removed"));
}

} // namespace emic
