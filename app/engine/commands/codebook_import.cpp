#include "engine/commands/codebook_import.h"

#include "engine/commands/code_tree.h"
#include "engine/commands/names.h"
#include "engine/palette.h"

#include <functional>
#include <map>

namespace emic {

namespace {

/// The project's codes by where they stand.
using Places = std::map<std::pair<Id<Code>, std::string>, Id<Code>>;

Places places_of(const Project& project) {
    Places places;
    for (const Code& code : project.codes()) {
        auto [place, added] = places.try_emplace({code.parent, name_key(code.name)}, code.id);
        if (!added && code.id < place->second) place->second = code.id; // two of one name: the same one every time
    }
    return places;
}

bool says_else(const std::string& theirs, const std::string& mine) {
    const auto core = [](const std::string& text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); };
    return !is_blank(theirs) && core(theirs) != core(mine);
}

CodeDifferences differences(const Code& mine, const ImportedCode& theirs, bool other_place) {
    CodeDifferences found;
    found.name = name_key(theirs.name) != name_key(mine.name);
    found.place = other_place;
    found.colour = theirs.colour && *theirs.colour != mine.colour;
    found.definition = says_else(theirs.definition, mine.definition);
    found.include = says_else(theirs.include, mine.include);
    found.exclude = says_else(theirs.exclude, mine.exclude);
    found.examples = says_else(theirs.examples, mine.examples);
    return found;
}

ImportedCode without_children(const ImportedCode& code) {
    ImportedCode alone;
    alone.name = code.name;
    alone.colour = code.colour;
    alone.definition = code.definition;
    alone.include = code.include;
    alone.exclude = code.exclude;
    alone.examples = code.examples;
    alone.category = code.category;
    alone.guid = code.guid;
    return alone;
}

class Comparer {
public:
    explicit Comparer(const Project& project) : m_project(project), m_places(places_of(project)) {}

    /// `parent` is the code that stands for the one above in the project; null as well where that is new.
    void compare(const std::vector<ImportedCode>& codes, Id<Code> parent, bool parent_is_new, const std::string& path, std::uint32_t depth) {
        for (const ImportedCode& code : codes) {
            CodeComparison row;
            row.path = path.empty() ? code.name : path + " > " + code.name;
            row.depth = depth;
            row.theirs = without_children(code);
            const Code* mine = code.guid ? m_project.find(Id<Code>{*code.guid}) : nullptr;
            const bool by_guid = mine != nullptr;
            if (!mine && !parent_is_new)
                if (const auto place = m_places.find({parent, name_key(code.name)}); place != m_places.end()) mine = m_project.find(place->second);
            if (mine) {
                row.mine = mine->id;
                row.differences = differences(*mine, code, by_guid && (parent_is_new || mine->parent != parent));
                row.standing = row.differences.any() ? CodeStanding::conflicting : CodeStanding::same;
            }
            const bool is_new = row.standing == CodeStanding::new_;
            const std::string below = row.path;
            rows.push_back(std::move(row));
            compare(code.children, mine ? mine->id : Id<Code>{}, is_new, below, depth + 1);
        }
    }

    CodebookComparison rows;

private:
    const Project& m_project;
    Places m_places;
};

class Merger {
public:
    Merger(const CommandContext& context, const MergeCodebook& request)
        : m_draft(context), m_request(request), m_rows(compare_codebook(context.project, request.codebook)) {}

    Result<Change> merge() {
        place(m_request.codebook.codes, {});
        if (m_problem) return *m_problem;
        for (const auto& [parent, order] : m_orders) order.write(m_draft);
        std::string label = "Codebook imported";
        if (m_added > 0) label += ": " + counted(m_added, "code") + " added";
        if (m_changed > 0) label += (m_added > 0 ? ", " : ": ") + counted(m_changed, "code") + " changed";
        return std::move(m_draft).finish(std::move(label));
    }

private:
    [[nodiscard]] CodeDecision decision(std::size_t row) const {
        const CodeStanding standing = m_rows[row].standing;
        if (row >= m_request.decisions.size()) return usual_decision(standing);
        const CodeDecision asked = m_request.decisions[row];
        const bool fits = standing == CodeStanding::new_ ? asked == CodeDecision::take || asked == CodeDecision::keep_mine
                                                         : asked != CodeDecision::take;
        return fits && standing != CodeStanding::same ? asked : usual_decision(standing);
    }

    Order<Code>& order_of(Id<Code> parent) {
        const auto [place, added] = m_orders.try_emplace(parent);
        if (added) place->second = children_order(m_draft, parent);
        return place->second;
    }
    std::set<std::string>& names_of(Id<Code> parent) {
        const auto [place, added] = m_names.try_emplace(parent);
        if (added) place->second = sibling_keys(m_draft, parent);
        return place->second;
    }

    void place(const std::vector<ImportedCode>& codes, Id<Code> parent) {
        for (const ImportedCode& code : codes) {
            if (m_problem) return;
            const std::size_t row = m_next++;
            const Id<Code> mine = m_rows[row].mine;
            Id<Code> stands_for = mine ? mine : parent;
            switch (decision(row)) {
            case CodeDecision::take:
            case CodeDecision::both: stands_for = add(code, parent); break;
            case CodeDecision::take_theirs: change(mine, code, m_rows[row].differences, parent); break;
            case CodeDecision::keep_mine: break;
            }
            place(code.children, stands_for);
        }
    }

    /// The texts as they are stored, into `code`; blank ones leave what is there.
    void take_texts(Code& code, const ImportedCode& theirs) {
        const std::pair<const std::string&, std::string&> fields[] = {{theirs.definition, code.definition},
                                                                      {theirs.include, code.include},
                                                                      {theirs.exclude, code.exclude},
                                                                      {theirs.examples, code.examples}};
        for (const auto& [said, field] : fields) {
            if (is_blank(said)) continue;
            const auto text = clean_text(said);
            if (!text) m_problem = text.problem();
            else if (says_else(*text, field)) field = *text;
        }
        if (!theirs.colour) return;
        if (Outcome problem = check_colour(*theirs.colour)) m_problem = *problem;
        else code.colour = *theirs.colour;
    }

    Id<Code> add(const ImportedCode& theirs, Id<Code> parent) {
        const auto name = clean_name(theirs.name, "code");
        if (!name) {
            m_problem = name.problem();
            return {};
        }
        if (Outcome problem = check_levels(m_draft, parent)) {
            m_problem = *problem;
            return {};
        }
        Code code;
        code.id = m_draft.new_id<Code>();
        code.parent = parent;
        code.name = unique_name(*name, names_of(parent));
        code.category = theirs.category;
        const Code* above = m_draft.find(parent);
        const auto place = static_cast<std::uint32_t>(order_of(parent).size());
        code.colour = above ? shade_colour(above->colour, place) : palette_colour(place);
        take_texts(code, theirs);
        const Id<Code> id = code.id;
        order_of(parent).insert(id, order_of(parent).size());
        m_draft.put(std::move(code));
        ++m_added;
        return id;
    }

    [[nodiscard]] bool lies_beneath(Id<Code> code, Id<Code> above) const {
        for (const Code* step = m_draft.find(code); step; step = m_draft.find(step->parent))
            if (step->id == above) return true;
        return false;
    }

    void change(Id<Code> id, const ImportedCode& theirs, const CodeDifferences& different, Id<Code> parent) {
        Code code = *m_draft.find(id);
        const Code before = code;
        take_texts(code, theirs);
        const bool moves = different.place && parent != code.parent && !lies_beneath(parent, id);
        if (moves || different.name) {
            const auto name = different.name ? clean_name(theirs.name, "code") : Result<std::string>(code.name);
            if (!name) {
                m_problem = name.problem();
                return;
            }
            names_of(code.parent).erase(name_key(code.name));
            code.name = unique_name(*name, names_of(moves ? parent : code.parent));
        }
        if (moves) {
            if (Outcome problem = check_levels(m_draft, parent, levels_of(m_draft.context(), id))) m_problem = *problem;
            order_of(code.parent).remove(id);
            order_of(parent).insert(id, order_of(parent).size());
            code.parent = parent;
        }
        m_changed += code == before ? 0 : 1;
        m_draft.put(std::move(code));
    }

    Draft m_draft;
    const MergeCodebook& m_request;
    CodebookComparison m_rows;
    std::size_t m_next = 0; ///< row of the code that comes next
    std::map<Id<Code>, Order<Code>> m_orders;
    std::map<Id<Code>, std::set<std::string>> m_names;
    std::optional<Problem> m_problem;
    std::size_t m_added = 0;
    std::size_t m_changed = 0;
};

std::size_t depth_of(const std::vector<ImportedCode>& codes, std::size_t depth) {
    if (depth > most_code_levels) return depth;
    std::size_t deepest = depth;
    for (const ImportedCode& code : codes) deepest = std::max(deepest, depth_of(code.children, depth + 1));
    return deepest;
}

} // namespace

CodebookComparison compare_codebook(const Project& project, const ImportedCodebook& codebook) {
    Comparer comparer(project);
    if (depth_of(codebook.codes, 0) <= most_code_levels) comparer.compare(codebook.codes, {}, false, {}, 0);
    return std::move(comparer.rows);
}

CodeDecision usual_decision(CodeStanding standing) {
    return standing == CodeStanding::new_ ? CodeDecision::take : CodeDecision::keep_mine;
}

Result<Change> merge_codebook(const CommandContext& context, const MergeCodebook& request) {
    if (request.codebook.codes.empty()) return invalid("The codebook holds no codes. Nothing was changed.");
    if (depth_of(request.codebook.codes, 0) > most_code_levels)
        return invalid("The codebook has more than " + std::to_string(most_code_levels) + " levels. Nothing was changed. Please check the file.");
    return Merger(context, request).merge();
}

} // namespace emic
