#include "engine/commands/sources.h"

#include "engine/commands/belongings.h"
#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/commands/passage_follower.h"
#include "engine/commands/source_text.h"

namespace emic {

Result<Change> rename_source(const CommandContext& context, const RenameSource& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    auto name = clean_name(request.name, "document");
    if (!name) return name.problem();
    if (find_named<Source>(context.project, *name, source->id)) return taken("document", *name);
    Draft draft(context);
    Source changed = *source;
    changed.name = *name;
    draft.put(std::move(changed));
    return std::move(draft).finish("Document " + quoted(source->name) + " renamed to " + quoted(*name));
}

Result<Change> move_source(const CommandContext& context, const MoveSource& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    Draft draft(context);
    move_in_list(draft, source->id, request.position);
    return std::move(draft).finish("Document " + quoted(source->name) + " moved");
}

Result<Change> assign_case(const CommandContext& context, const AssignCase& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    const Case* owner = context.project.find(request.case_id);
    if (request.case_id && !owner) return gone("case");
    Draft draft(context);
    Source changed = *source;
    changed.case_id = request.case_id;
    draft.put(std::move(changed));
    return std::move(draft).finish("Document " + quoted(source->name) +
                                   (owner ? " put under case " + quoted(owner->name) : " taken out of its case"));
}

Result<Change> delete_source(const CommandContext& context, const DeleteSource& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    Draft draft(context);
    for (const CodingEntry& entry : context.indexes.codings_of_source(source->id))
        draft.erase(entry.id);
    for (Id<Memo> id : context.indexes.memos_of(source->id.guid))
        draft.erase(id);
    for (Id<Theme> id : quoting_themes(context.project, source->id)) {
        Theme theme = *context.project.find(id);
        std::erase_if(theme.key_quotations, [&](const Passage& quotation) { return quotation.source == source->id; });
        draft.put(std::move(theme));
    }
    erase_belongings(draft, source->id.guid);
    draft.erase(source->id);
    return std::move(draft).finish("Document " + quoted(source->name) + " deleted");
}

Result<Change> edit_source_text(const CommandContext& context, const EditSourceText& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    if (Outcome problem = check_source_text(request.new_text, source->name)) return *problem;
    Draft draft(context);
    if (request.new_text != source->text.view()) {
        Source changed = *source;
        changed.text = SharedText(request.new_text);
        PassageFollower follower(draft, *source, changed.text.view());
        follower.run();
        follower.move_structure(changed);
        draft.put(std::move(changed));
    }
    return std::move(draft).finish("Text of document " + quoted(source->name) + " edited");
}

} // namespace emic
