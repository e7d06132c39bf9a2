#include "engine/commands/cases.h"

#include "engine/commands/belongings.h"
#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/sort_rows.h"

namespace emic {

namespace {

Result<std::string> check_case_name(const Project& project, const std::string& raw, Id<Case> except) {
    auto name = clean_name(raw, "case");
    if (name && find_named<Case>(project, *name, except)) return taken("case", *name);
    return name;
}

} // namespace

Result<Change> create_case(const CommandContext& context, const CreateCase& request) {
    auto name = check_case_name(context.project, request.name, {});
    if (!name) return name.problem();
    Draft draft(context);
    Case made;
    made.id = draft.new_id<Case>();
    made.name = *name;
    Order<Case> order = order_of_all<Case>(context.project);
    order.insert(made.id, order.size());
    draft.put(std::move(made));
    order.write(draft);
    return std::move(draft).finish("Case " + quoted(*name) + " created");
}

Result<Change> rename_case(const CommandContext& context, const RenameCase& request) {
    const Case* found = context.project.find(request.case_id);
    if (!found) return gone("case");
    auto name = check_case_name(context.project, request.name, found->id);
    if (!name) return name.problem();
    Draft draft(context);
    Case changed = *found;
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Case " + quoted(found->name) + " renamed to " + quoted(*name));
}

Result<Change> move_case(const CommandContext& context, const MoveCase& request) {
    const Case* found = context.project.find(request.case_id);
    if (!found) return gone("case");
    Draft draft(context);
    move_in_list(draft, found->id, request.position);
    return std::move(draft).finish("Case " + quoted(found->name) + " moved");
}

Result<Change> delete_case(const CommandContext& context, const DeleteCase& request) {
    const Case* found = context.project.find(request.case_id);
    if (!found) return gone("case");
    Draft draft(context);
    std::vector<Id<Source>> members;
    for (const Source& source : context.project.sources())
        if (source.case_id == found->id ||
            std::any_of(source.speakers.begin(), source.speakers.end(),
                        [&](const Speaker& speaker) { return speaker.case_id == found->id; }))
            members.push_back(source.id);
    sort_rows(members);
    for (Id<Source> id : members) {
        Source freed = *context.project.find(id);
        if (freed.case_id == found->id) freed.case_id = {};
        for (Speaker& speaker : freed.speakers)
            if (speaker.case_id == found->id) speaker.case_id = {};
        draft.put(std::move(freed));
    }
    for (Id<Memo> id : context.indexes.memos_of(found->id.guid))
        draft.erase(id);
    erase_belongings(draft, found->id.guid);
    draft.erase(found->id);
    return std::move(draft).finish("Case " + quoted(found->name) + " deleted");
}

} // namespace emic
