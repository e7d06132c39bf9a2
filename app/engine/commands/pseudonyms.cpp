#include "engine/commands/pseudonyms.h"

#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/letters.h"
#include "engine/sort_rows.h"

#include <set>
#include <tuple>

namespace emic {

namespace {

/// Cleans both words of a pseudonym in place; a Problem when one is missing or the real one has a stand-in already.
Outcome check(const Project& project, Pseudonym& pseudonym) {
    auto real = clean_name(pseudonym.real, "real word");
    if (!real) return real.problem();
    auto standin = clean_name(pseudonym.standin, "pseudonym");
    if (!standin) return standin.problem();
    for (const Pseudonym& other : project.pseudonyms())
        if (other.id != pseudonym.id && folded_letters(other.real) == folded_letters(*real))
            return invalid(quoted(*real) + " already has the pseudonym " + quoted(other.standin) + ". Nothing was changed. Change that one.");
    pseudonym.real = *real;
    pseudonym.standin = *standin;
    return std::nullopt;
}

/// Adds one, last in the list.
void add(Draft& draft, Order<Pseudonym>& order, Pseudonym made) {
    made.id = draft.new_id<Pseudonym>();
    order.insert(made.id, order.size());
    draft.put(std::move(made));
}

} // namespace

// The real words stay out of the labels: these are shown in the list of changes, which others may see.

Result<Change> add_pseudonym(const CommandContext& context, const AddPseudonym& request) {
    Pseudonym made;
    made.real = request.real;
    made.standin = request.standin;
    if (Outcome problem = check(context.project, made)) return *problem;
    Draft draft(context);
    Order<Pseudonym> order = order_of_all<Pseudonym>(context.project);
    const std::string label = "Pseudonym " + quoted(made.standin) + " added";
    add(draft, order, std::move(made));
    order.write(draft);
    return std::move(draft).finish(label);
}

bool has_own_name(const Coder& coder) {
    const bool one_sign = code_points_before(coder.name, static_cast<std::uint32_t>(coder.name.size())) < 2;
    return !one_sign && coder.name != "Me" && coder.name != "Unknown coder" && !coder.name.starts_with("Coder ");
}

Result<Change> add_coder_pseudonyms(const CommandContext& context, const AddCoderPseudonyms&) {
    std::vector<const Coder*> coders;
    std::set<std::u32string> real;
    std::set<std::string> taken;
    for (const Pseudonym& one : context.project.pseudonyms()) real.insert(folded_letters(one.real)), taken.insert(one.standin);
    for (const Coder& coder : context.project.coders()) {
        if (has_own_name(coder)) coders.push_back(&coder);
        else taken.insert(coder.name);
    }
    sort_rows(coders, [](const Coder* a, const Coder* b) { return std::tie(a->name, a->id) < std::tie(b->name, b->id); });
    Draft draft(context);
    Order<Pseudonym> order = order_of_all<Pseudonym>(context.project);
    std::size_t added = 0, number = 0;
    for (const Coder* coder : coders) {
        if (!real.insert(folded_letters(coder->name)).second) continue;
        Pseudonym made;
        made.real = coder->name;
        do made.standin = "Coder " + std::to_string(++number);
        while (taken.count(made.standin) != 0);
        add(draft, order, std::move(made));
        ++added;
    }
    if (added == 0) return invalid("Every coder who has given a name has a pseudonym already. Nothing was changed.");
    order.write(draft);
    return std::move(draft).finish("Pseudonyms added for " + counted(added, "coder"));
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
