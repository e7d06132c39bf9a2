#include "engine/commands/pseudonyms.h"

#include "engine/commands/names.h"
#include "engine/commands/order.h"

namespace emic {

namespace {

/// Cleans both words of a pseudonym in place; a Problem when one is missing or the real one has a stand-in already.
Outcome check(const Project& project, Pseudonym& pseudonym) {
    auto real = clean_name(pseudonym.real, "real word");
    if (!real) return real.problem();
    auto standin = clean_name(pseudonym.standin, "pseudonym");
    if (!standin) return standin.problem();
    for (const Pseudonym& other : project.pseudonyms())
        if (other.id != pseudonym.id && other.real == *real)
            return invalid(quoted(*real) + " already has the pseudonym " + quoted(other.standin) + ". Nothing was changed. Change that one.");
    pseudonym.real = *real;
    pseudonym.standin = *standin;
    return std::nullopt;
}

} // namespace

// The real words stay out of the labels: these are shown in the list of changes, which others may see.

Result<Change> add_pseudonym(const CommandContext& context, const AddPseudonym& request) {
    Pseudonym made;
    made.real = request.real;
    made.standin = request.standin;
    if (Outcome problem = check(context.project, made)) return *problem;
    Draft draft(context);
    made.id = draft.new_id<Pseudonym>();
    Order<Pseudonym> order = order_of_all<Pseudonym>(context.project);
    order.insert(made.id, order.size());
    const std::string label = "Pseudonym " + quoted(made.standin) + " added";
    draft.put(std::move(made));
    order.write(draft);
    return std::move(draft).finish(label);
}

Result<Change> change_pseudonym(const CommandContext& context, const ChangePseudonym& request) {
    const Pseudonym* found = context.project.find(request.pseudonym);
    if (!found) return gone("pseudonym");
    Pseudonym changed = *found;
    changed.real = request.real;
    changed.standin = request.standin;
    if (Outcome problem = check(context.project, changed)) return *problem;
    Draft draft(context);
    const std::string label = "Pseudonym " + quoted(changed.standin) + " changed";
    draft.put(std::move(changed));
    return std::move(draft).finish(label);
}

Result<Change> move_pseudonym(const CommandContext& context, const MovePseudonym& request) {
    const Pseudonym* found = context.project.find(request.pseudonym);
    if (!found) return gone("pseudonym");
    Draft draft(context);
    move_in_list(draft, found->id, request.position);
    return std::move(draft).finish("Pseudonym " + quoted(found->standin) + " moved");
}

Result<Change> delete_pseudonym(const CommandContext& context, const DeletePseudonym& request) {
    const Pseudonym* found = context.project.find(request.pseudonym);
    if (!found) return gone("pseudonym");
    Draft draft(context);
    draft.erase(found->id);
    return std::move(draft).finish("Pseudonym " + quoted(found->standin) + " deleted");
}

} // namespace emic
