#include "engine/commands/interview_guide.h"

#include "engine/commands/code_tree.h"
#include "engine/commands/draft.h"
#include "engine/commands/names.h"
#include "engine/commands/passages.h"
#include "engine/palette.h"

#include <map>
#include <set>

namespace emic {

namespace {

constexpr const char* parent_name = "Interview guide";
constexpr std::uint32_t longest_name = 80; // code points

std::string shortened(const std::string& name) {
    const std::uint32_t cut = grapheme_floor(name, byte_at_code_point(name, longest_name));
    return cut < name.size() ? name.substr(0, cut) + "…" : name;
}

/// The code of that name beneath a parent, made last when it is missing.
class GuideCodes {
public:
    explicit GuideCodes(Draft& draft) : m_draft(draft) {
        m_parent = find_or_make(parent_name, {}, true);
    }
    Id<Code> of(const std::string& name) { return find_or_make(name, m_parent, false); }

private:
    Id<Code> find_or_make(const std::string& name, Id<Code> parent, bool category) {
        Order<Code> order = children_order(m_draft, parent);
        for (const Id<Code> id : m_made[parent])
            if (name_key(m_draft.find(id)->name) == name_key(name)) return id;
        for (const Id<Code> id : m_draft.context().indexes.children_of(parent))
            if (name_key(m_draft.find(id)->name) == name_key(name)) return id;
        Code code;
        code.id = m_draft.new_id<Code>();
        code.parent = parent;
        code.name = name;
        code.category = category;
        code.colour = parent ? shade_colour(m_draft.find(parent)->colour, static_cast<std::uint32_t>(m_made[parent].size()))
                             : next_code_colour(m_draft.context().project, m_draft.context().indexes, {});
        for (const Id<Code> id : m_made[parent])
            if (order.index_of(id) == order.size()) order.add(*m_draft.find(id));
        order.sort();
        order.insert(code.id, order.size());
        m_made[parent].push_back(code.id);
        const Id<Code> id = code.id;
        m_draft.put(std::move(code));
        order.write(m_draft);
        return id;
    }

    Draft& m_draft;
    Id<Code> m_parent;
    std::map<Id<Code>, std::vector<Id<Code>>> m_made;
};

} // namespace

Result<Change> code_interview_guide(const CommandContext& context, const CodeInterviewGuide& request) {
    if (request.questions.empty()) return invalid("No question is chosen. Nothing was changed. Tick the questions that should become codes.");
    if (Outcome problem = check_coder(context)) return *problem;
    Draft draft(context);
    GuideCodes codes(draft);
    std::set<std::pair<Id<Code>, Passage>> done;
    for (const GuideCode& question : request.questions) {
        auto name = clean_name(shortened(question.name), "code");
        if (!name) return name.problem();
        const Id<Code> code = codes.of(*name);
        if (draft.find(code)->category)
            return invalid(quoted(*name) + " is a category and is not put on passages. Nothing was changed. Make it a code again first.");
        for (const Passage& passage : question.passages) {
            const auto range = check_passage(context.project, passage.source, passage.range);
            if (!range) return range.problem();
            Coding coding;
            coding.source = passage.source;
            coding.range = *range;
            coding.code = code;
            coding.coder = context.stamp.coder;
            coding.created = coding.modified = context.stamp.wall;
            if (!done.insert({code, {passage.source, *range}}).second || find_coding_like(context, coding)) continue;
            coding.id = draft.new_id<Coding>();
            draft.put(std::move(coding));
        }
    }
    return std::move(draft).finish(counted(request.questions.size(), "question") + " of the interview guide coded on " + counted(done.size(), "passage"));
}

} // namespace emic
