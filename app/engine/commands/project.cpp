#include "engine/commands/project.h"

#include "engine/commands/draft.h"
#include "engine/commands/names.h"
#include "engine/palette.h"

namespace emic {

Result<Change> create_project(const CommandContext& context, const CreateProject& request) {
    if (!context.project.table<ProjectInfo>().empty())
        return invalid("This project is there already. Nothing was changed. Start the new project from the home page.");
    auto name = clean_name(request.name, "project");
    if (!name) return name.problem();
    auto coder_name = clean_name(request.coder_name, "coder");
    if (!coder_name) return coder_name.problem();
    Draft draft(context);
    ProjectInfo info;
    info.id = draft.new_id<ProjectInfo>();
    info.name = *name;
    info.created = context.stamp.wall;
    draft.put(std::move(info));
    Coder coder;
    coder.id = draft.new_id<Coder>();
    coder.name = *coder_name;
    coder.colour = next_coder_colour(context.project);
    draft.put(std::move(coder));
    return std::move(draft).finish("Project " + quoted(*name) + " created");
}

Result<Change> rename_project(const CommandContext& context, const RenameProject& request) {
    auto name = clean_name(request.name, "project");
    if (!name) return name.problem();
    Draft draft(context);
    ProjectInfo changed = context.project.info();
    if (!changed.id) {
        // A file of another program need not say what its project is called.
        changed.id = draft.new_id<ProjectInfo>();
        changed.created = context.stamp.wall;
    }
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Project renamed to " + quoted(*name));
}

} // namespace emic
