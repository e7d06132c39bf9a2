#include "engine/project.h"

#include "engine/sort_rows.h"
#include "engine/source_structure.h"
#include "engine/text_direction.h"

#include <set>

namespace emic {

namespace {

/// Turns one edit into the project's tables; false when its `before` is not what stands there.
template <class Record> bool apply_edit(Table<Record>& table, const Edit<Record>& edit) {
    if (!edit.before && !edit.after) return false;
    const Record* current = table.find(edit.id());
    if (edit.before) {
        if (!current || !(*current == *edit.before)) return false;
        if (edit.after && edit.after->id != edit.before->id) return false;
    } else if (current) {
        return false;
    }
    if (edit.after) table.put(*edit.after);
    else table.erase(edit.before->id);
    return true;
}

class ProblemFinder {
public:
    explicit ProblemFinder(const Project& project) : m_project(project) {}

    std::vector<Problem> find() {
        if (m_project.table<ProjectInfo>().size() > 1) add("There is more than one description of the project.", "project");
        for (const Source& source : m_project.sources()) check(source);
        for (const Code& code : m_project.codes()) check(code);
        for (const Coding& coding : m_project.codings()) check(coding);
        for (const Memo& memo : m_project.memos()) check(memo);
        for (const Theme& theme : m_project.themes()) check(theme);
        check_values();
        sort_rows(m_found, [](const Problem& a, const Problem& b) {
            return std::tie(a.place, a.message) < std::tie(b.place, b.message);
        });
        return std::move(m_found);
    }

private:
    void add(std::string message, std::string place) {
        m_found.push_back({ProblemKind::damaged, std::move(message), std::move(place)});
    }
    template <class Record> std::string place(const Record& record) {
        return std::string(table_name<Record>()) + " " + to_string(record.id.guid);
    }

    void check_range(Id<Source> id, TextRange range, const std::string& where) {
        const Source* source = m_project.find(id);
        if (!source) {
            add("It refers to a document that is not in the project.", where);
        } else if (range.empty()) {
            add("Its passage is empty.", where);
        } else if (range.end > source->text.size()) {
            add("Its passage lies outside the document’s text.", where);
        } else if (!is_code_point_boundary(source->text.view(), range.begin) ||
                   !is_code_point_boundary(source->text.view(), range.end)) {
            add("Its passage begins or ends inside a character.", where);
        }
    }

    void check(const Source& source) {
        if (source.case_id && !m_project.find(source.case_id))
            add("It belongs to a case that is not in the project.", place(source));
        if (!is_valid_utf8(source.text.view())) add("Its text is damaged.", place(source));
        if (Outcome fault = check_structure(source)) add(fault->message, place(source));
        for (const Speaker& speaker : source.speakers)
            if (speaker.case_id && !m_project.find(speaker.case_id))
                add("One of its speakers belongs to a case that is not in the project.", place(source));
    }
    void check_values() {
        std::set<std::tuple<Id<Attribute>, AttributeHolder, Guid>> known;
        for (const AttributeValue& value : m_project.values()) {
            const std::string where = place(value);
            if (!m_project.find(value.attribute)) add("Its attribute is not in the project.", where);
            const bool held = value.holder == AttributeHolder::case_ ? m_project.cases().contains({value.holder_id})
                                                                     : m_project.sources().contains({value.holder_id});
            if (!held) add("The case or document that it describes is not in the project.", where);
            if (value.value.empty()) add("It says nothing.", where);
            if (!known.emplace(value.attribute, value.holder, value.holder_id).second)
                add("Its attribute has two values for one case or document.", where);
        }
    }
    void check(const Code& code) {
        if (code.parent && !m_project.find(code.parent)) add("Its parent code is not in the project.", place(code));
        std::size_t steps = 0;
        for (const Code* up = &code; up && up->parent; up = m_project.find(up->parent))
            if (++steps > m_project.codes().size()) {
                add("It lies beneath itself in the code tree.", place(code));
                return;
            }
    }
    void check(const Coding& coding) {
        check_range(coding.source, coding.range, place(coding));
        if (!m_project.find(coding.code)) add("Its code is not in the project.", place(coding));
        if (!m_project.find(coding.coder)) add("Its coder is not in the project.", place(coding));
    }
    void check(const Memo& memo) {
        const std::string where = place(memo);
        bool there = true;
        switch (memo.target) {
        case MemoTarget::project: there = memo.target_id.is_null(); break;
        case MemoTarget::source: there = m_project.find(Id<Source>{memo.target_id}) != nullptr; break;
        case MemoTarget::code: there = m_project.find(Id<Code>{memo.target_id}) != nullptr; break;
        case MemoTarget::case_: there = m_project.find(Id<Case>{memo.target_id}) != nullptr; break;
        case MemoTarget::theme: there = m_project.find(Id<Theme>{memo.target_id}) != nullptr; break;
        case MemoTarget::passage: check_range(Id<Source>{memo.target_id}, memo.range, where); break;
        }
        if (!there) add("What it is written on is not in the project.", where);
        if (memo.coder && !m_project.find(memo.coder)) add("Its writer is not in the project.", where);
    }
    void check(const Theme& theme) {
        const std::string where = place(theme);
        for (Id<Code> code : theme.codes)
            if (!m_project.find(code)) add("It gathers a code that is not in the project.", where);
        for (const Passage& quotation : theme.key_quotations) check_range(quotation.source, quotation.range, where);
        for (const ThemeRelation& relation : theme.relations)
            if (!m_project.find(relation.to) || relation.to == theme.id)
                add("It relates to a theme that is not in the project, or to itself.", where);
    }

    const Project& m_project;
    std::vector<Problem> m_found;
};

} // namespace

const ProjectInfo& Project::info() const {
    static const ProjectInfo blank;
    const auto& infos = table<ProjectInfo>();
    return infos.empty() ? blank : *infos.begin();
}

Outcome Project::apply(const Change& change) {
    std::size_t applied = 0;
    const auto apply_one = [this](const AnyEdit& any) {
        return std::visit(
            [this](const auto& edit) {
                using Record = typename std::decay_t<decltype(edit.before)>::value_type;
                return apply_edit(std::get<Table<Record>>(m_tables), edit);
            },
            any);
    };
    while (applied < change.edits.size() && apply_one(change.edits[applied])) ++applied;
    if (applied == change.edits.size()) {
        ++m_revision;
        return std::nullopt;
    }
    Change done;
    done.edits.assign(change.edits.begin(), change.edits.begin() + static_cast<std::ptrdiff_t>(applied));
    for (const AnyEdit& edit : inverse(done).edits) {
        const bool restored = apply_one(edit);
        assert(restored);
        (void)restored;
    }
    return Problem{ProblemKind::invalid_request,
                   in_quotes(change.label) + " does not fit the project as it is now. Nothing was changed.", "change"};
}

std::vector<Problem> find_problems(const Project& project) { return ProblemFinder(project).find(); }

} // namespace emic
