#include "engine/commands/sources.h"

#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/commands/passage_follower.h"

#include <map>

namespace emic {

namespace {

/// The Problem with a text as a document's, if there is one.
Outcome check_text(std::string_view text, const std::string& name) {
    const auto refused = [&](const std::string& why) {
        return Problem{ProblemKind::unreadable,
                       "The text of " + quoted(name) + " " + why + " Nothing was changed. Import the file once more.",
                       {}};
    };
    if (text.size() > max_source_bytes)
        return Problem{ProblemKind::unsupported,
                       "The text of " + quoted(name) + " is longer than " +
                           std::to_string(max_source_bytes / (1024 * 1024)) +
                           " MB. Nothing was changed. Divide it into several documents.",
                       {}};
    if (!is_valid_utf8(text)) return refused("holds damaged characters.");
    if (text.find('\r') != std::string_view::npos) return refused("holds line ends of another kind than it should.");
    if (text.substr(0, 3) == "\xEF\xBB\xBF") return refused("begins with a byte order mark.");
    return std::nullopt;
}

/// Finds cases by their names and makes those that are missing.
class CaseFinder {
public:
    explicit CaseFinder(Draft& draft) : m_draft(draft), m_order(order_of_all<Case>(draft.context().project)) {
        for (const Case& known : draft.context().project.cases()) {
            Id<Case>& id = m_by_key[name_key(known.name)];
            if (!id || known.id < id) id = known.id;
        }
    }
    Id<Case> find_or_make(const std::string& name) {
        Id<Case>& id = m_by_key[name_key(name)];
        if (id) return id;
        Case made;
        made.id = id = m_draft.new_id<Case>();
        made.name = name;
        m_order.insert(made.id, m_order.size());
        m_draft.put(std::move(made));
        return id;
    }
    void write_order() { m_order.write(m_draft); }

private:
    Draft& m_draft;
    Order<Case> m_order;
    std::map<std::string, Id<Case>> m_by_key;
};

} // namespace

Result<Change> import_sources(const CommandContext& context, const ImportSources& request) {
    Draft draft(context);
    std::set<std::string> keys;
    for (const Source& source : context.project.sources())
        keys.insert(name_key(source.name));
    CaseFinder cases(draft);
    Order<Source> order = order_of_all<Source>(context.project);
    std::string first_name;
    for (const NewSource& asked : request.sources) {
        auto name = clean_name(asked.name, "document");
        if (!name) return name.problem();
        if (Outcome problem = check_text(asked.text, *name)) return *problem;
        auto origin = clean_text(asked.origin);
        if (!origin) return origin.problem();
        Source source;
        if (asked.case_name) {
            auto case_name = clean_name(*asked.case_name, "case");
            if (!case_name) return case_name.problem();
            source.case_id = cases.find_or_make(*case_name);
        }
        source.id = draft.new_id<Source>();
        source.name = unique_name(*name, keys);
        source.text = SharedText(asked.text);
        source.origin = *origin;
        source.imported = context.stamp.wall;
        if (first_name.empty()) first_name = source.name;
        order.insert(source.id, order.size());
        draft.put(std::move(source));
    }
    order.write(draft);
    cases.write_order();
    return std::move(draft).finish(request.sources.size() == 1
                                       ? "Document " + quoted(first_name) + " imported"
                                       : counted(request.sources.size(), "document") + " imported");
}

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
    draft.erase(source->id);
    return std::move(draft).finish("Document " + quoted(source->name) + " deleted");
}

Result<Change> edit_source_text(const CommandContext& context, const EditSourceText& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    if (Outcome problem = check_text(request.new_text, source->name)) return *problem;
    Draft draft(context);
    if (request.new_text != source->text.view()) {
        Source changed = *source;
        changed.text = SharedText(request.new_text);
        PassageFollower(draft, *source, changed.text.view()).run();
        draft.put(std::move(changed));
    }
    return std::move(draft).finish("Text of document " + quoted(source->name) + " edited");
}

} // namespace emic
