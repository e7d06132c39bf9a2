#include "engine/commands/coders.h"

#include "engine/commands/draft.h"
#include "engine/commands/names.h"
#include "engine/palette.h"

#include <algorithm>

namespace emic {

namespace {

Result<std::string> check_coder_name(const Project& project, const std::string& raw, Id<Coder> except) {
    auto name = clean_name(raw, "coder");
    if (name && find_named<Coder>(project, *name, except)) return taken("coder", *name);
    return name;
}

} // namespace

Result<Change> add_coder(const CommandContext& context, const AddCoder& request) {
    auto name = check_coder_name(context.project, request.name, {});
    if (!name) return name.problem();
    Draft draft(context);
    Coder coder;
    coder.id = draft.new_id<Coder>();
    coder.name = *name;
    coder.colour = next_coder_colour(context.project);
    draft.put(std::move(coder));
    return std::move(draft).finish("Coder " + quoted(*name) + " added");
}

Result<Change> rename_coder(const CommandContext& context, const RenameCoder& request) {
    const Coder* coder = context.project.find(request.coder);
    if (!coder) return gone("coder");
    auto name = check_coder_name(context.project, request.name, coder->id);
    if (!name) return name.problem();
    Draft draft(context);
    Coder changed = *coder;
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Coder " + quoted(coder->name) + " renamed to " + quoted(*name));
}

Result<Change> recolour_coder(const CommandContext& context, const RecolourCoder& request) {
    const Coder* coder = context.project.find(request.coder);
    if (!coder) return gone("coder");
    if (Outcome problem = check_colour(request.colour)) return *problem;
    Draft draft(context);
    Coder changed = *coder;
    changed.colour = request.colour;
    draft.put(std::move(changed));
    return std::move(draft).finish("Colour of coder " + quoted(coder->name) + " changed");
}

Result<Change> delete_coder(const CommandContext& context, const DeleteCoder& request) {
    const Project& project = context.project;
    const Coder* coder = project.find(request.coder);
    if (!coder) return gone("coder");
    if (project.coders().size() < 2)
        return invalid(quoted(coder->name) + " is the only coder, and somebody has to be the one who codes. Rename the coder instead, or add another first.");
    const auto is_theirs = [&](const auto& record) { return record.coder == coder->id; };
    const auto codings = std::count_if(project.codings().begin(), project.codings().end(), is_theirs);
    const auto memos = std::count_if(project.memos().begin(), project.memos().end(), is_theirs);
    if (codings + memos > 0)
        return invalid(quoted(coder->name) + " stays: " + counted(static_cast<std::size_t>(codings), "coding") + " and " +
                       counted(static_cast<std::size_t>(memos), "memo") + " are theirs. Only a coder without any can be deleted.");
    Draft draft(context);
    draft.erase(coder->id);
    return std::move(draft).finish("Coder " + quoted(coder->name) + " deleted");
}

} // namespace emic
