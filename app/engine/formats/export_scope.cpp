#include "engine/formats/export_scope.h"

#include "engine/formats/case_words.h"
#include "engine/queries/passage_case.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>

namespace emic {

namespace {

template <class Record> using Ids = std::unordered_set<Id<Record>, IdHash>;

class Scoping {
public:
    Scoping(const Project& project, const ExportScope& scope)
        : m_project(project), m_scope(scope), m_stand_ins(scope.pseudonyms ? project.pseudonyms() : Table<Pseudonym>()) {
        m_codes.insert(scope.codes.begin(), scope.codes.end());
        m_cases.insert(scope.cases.begin(), scope.cases.end());
        m_coders.insert(scope.coders.begin(), scope.coders.end());
    }

    Project derive() {
        choose();
        Project derived;
        Change change;
        for (const ProjectInfo& info : m_project.table<ProjectInfo>()) add(change, info);
        for (const Coder& coder : m_project.coders())
            if (m_coders.empty() || m_coders.count(coder.id) != 0) add(change, coder);
        for (const Case& one : m_project.cases())
            if (is_case_chosen(one.id)) add(change, one);
        for (const Attribute& attribute : m_project.attributes()) add(change, attribute);
        for (const Source& source : m_project.sources())
            if (holds(source.id)) add_source(change, source);
        for (const AttributeValue& value : m_project.values()) add_value(change, value);
        for (const Code& code : m_project.codes())
            if (m_shown_codes.count(code.id) != 0) add(change, code);
        std::set<std::tuple<Id<Source>, TextRange, Id<Code>, Id<Coder>>> clipped; // two codings may be one without what others say
        for (const Coding& coding : m_project.codings()) {
            if (!chosen(coding)) continue;
            Coding kept = moved(coding, coding.source);
            if (m_case_words.count(coding.source) == 0 || clipped.insert({kept.source, kept.range, kept.code, kept.coder}).second) add(change, std::move(kept));
        }
        for (const Memo& memo : m_project.memos())
            if (chosen(memo)) add(change, moved(memo, Id<Source>{memo.target == MemoTarget::passage ? memo.target_id : Guid{}}));
        for (const Theme& theme : m_project.themes())
            if (m_themes.count(theme.id) != 0) add(change, scoped(theme));
        if (!m_scope.pseudonyms)
            for (const Pseudonym& pseudonym : m_project.pseudonyms()) add(change, pseudonym);
        const Outcome problem = derived.apply(change);
        assert(!problem);
        (void)problem;
        return derived;
    }

private:
    [[nodiscard]] bool narrows_codings() const { return !m_codes.empty() || !m_coders.empty(); }
    [[nodiscard]] bool is_case_chosen(Id<Case> id) const { return m_cases.empty() || m_cases.count(id) != 0; }
    [[nodiscard]] bool holds(Id<Source> id) const { return m_sources.count(id) != 0; }
    /// Not only what some of its speakers say.
    [[nodiscard]] bool holds_whole(Id<Source> id) const { return holds(id) && m_case_words.count(id) == 0; }
    /// Whether these are words of the chosen cases, and some of them stay.
    [[nodiscard]] bool holds(Id<Source> id, TextRange range) const {
        if (!holds(id) || !(m_cases.empty() || m_cases.count(case_of(m_project, id, range)) != 0)) return false;
        const auto part = m_case_words.find(id);
        return part == m_case_words.end() || !part->second.moved(range).empty();
    }

    /// Decides what stays, before anything is copied.
    void choose() {
        for (const Source& source : m_project.sources()) {
            if (is_case_chosen(source.case_id)) {
                m_sources.insert(source.id);
            } else if (std::optional<CaseWords> words = CaseWords::of(source, [&](Id<Case> id) { return m_cases.count(id) != 0; })) {
                m_sources.insert(source.id);
                m_case_words.emplace(source.id, std::move(*words));
            }
        }
        for (const Code& code : m_project.codes()) {
            if (!m_codes.empty() && m_codes.count(code.id) == 0) continue;
            for (const Code* one = &code; one && m_shown_codes.insert(one->id).second; one = m_project.find(one->parent)) {}
        }
        for (const Coding& coding : m_project.codings())
            if (narrows_codings() && chosen(coding)) m_passages[coding.source].push_back(coding.range);
        // Merged, so that looking up is quick however often a text is coded.
        for (auto& [source, ranges] : m_passages) {
            sort_rows(ranges);
            std::vector<TextRange> merged;
            for (const TextRange& range : ranges) {
                if (!merged.empty() && range.begin < merged.back().end) merged.back().end = std::max(merged.back().end, range.end);
                else merged.push_back(range);
            }
            ranges = std::move(merged);
        }
        for (const Theme& theme : m_project.themes()) {
            const Theme kept = trimmed_theme(theme);
            const bool had_content = !theme.codes.empty() || !theme.key_quotations.empty();
            if (!had_content || !kept.codes.empty() || !kept.key_quotations.empty()) m_themes.insert(theme.id);
        }
    }
    [[nodiscard]] bool chosen(const Coding& coding) const {
        return holds(coding.source, coding.range) && (m_codes.empty() || m_codes.count(coding.code) != 0) &&
               (m_coders.empty() || m_coders.count(coding.coder) != 0);
    }
    [[nodiscard]] bool is_chosen_passage(Id<Source> source, TextRange range) const {
        if (!holds(source, range)) return false;
        if (!narrows_codings()) return true;
        const auto found = m_passages.find(source);
        if (found == m_passages.end()) return false;
        const auto next = std::lower_bound(found->second.begin(), found->second.end(), range.begin,
                                           [](const TextRange& one, std::uint32_t at) { return one.end <= at; });
        return next != found->second.end() && next->overlaps(range);
    }
    [[nodiscard]] bool chosen(const Memo& memo) const {
        if (!m_coders.empty() && m_coders.count(memo.coder) == 0) return false;
        switch (memo.target) {
        case MemoTarget::project: return true;
        case MemoTarget::source: return holds_whole(Id<Source>{memo.target_id});
        case MemoTarget::passage: return is_chosen_passage(Id<Source>{memo.target_id}, memo.range);
        case MemoTarget::code: return m_shown_codes.count(Id<Code>{memo.target_id}) != 0;
        case MemoTarget::case_: return is_case_chosen(Id<Case>{memo.target_id});
        case MemoTarget::theme: return m_themes.count(Id<Theme>{memo.target_id}) != 0;
        }
        return false;
    }
    [[nodiscard]] Theme trimmed_theme(Theme theme) const {
        std::erase_if(theme.codes, [&](Id<Code> id) { return !m_codes.empty() && m_codes.count(id) == 0; });
        std::erase_if(theme.key_quotations, [&](const Passage& one) { return !is_chosen_passage(one.source, one.range); });
        return theme;
    }

    [[nodiscard]] std::string renamed(std::string_view text) const { return m_stand_ins.empty() ? std::string(text) : m_stand_ins.replace(text).text; }
    [[nodiscard]] TextRange moved_range(Id<Source> source, TextRange range) const {
        if (const auto words = m_case_words.find(source); words != m_case_words.end()) range = words->second.moved(range);
        const auto found = m_replaced.find(source);
        return found == m_replaced.end() ? range : found->second.moved(range);
    }
    template <class Record> Record moved(Record record, Id<Source> source) const {
        record.range = moved_range(source, record.range);
        return record;
    }

    /// Adds a record with the names in its plain texts replaced.
    template <class Record> void add(Change& change, Record record) const {
        record.unknown.clear();
        if constexpr (!std::is_same_v<Record, Pseudonym>) {
            visit_fields(record, [&](const char*, auto& field) {
                if constexpr (std::is_same_v<std::decay_t<decltype(field)>, std::string>) field = renamed(field);
            });
        }
        change.insert(std::move(record));
    }
    /// Where one turn or heading ends and another begins: what stands on both sides is no name.
    static std::vector<std::uint32_t> walls_of(const Source& source) {
        std::vector<std::uint32_t> walls;
        for (const Turn& turn : source.turns) walls.insert(walls.end(), {turn.range.begin, turn.words});
        for (const Heading& heading : source.headings) walls.insert(walls.end(), {heading.range.begin, heading.range.end});
        sort_rows(walls);
        return walls;
    }
    void add_source(Change& change, Source source) {
        if (const auto words = m_case_words.find(source.id); words != m_case_words.end()) source = words->second.source();
        for (Speaker& speaker : source.speakers) {
            speaker.name = renamed(speaker.name);
            if (!is_case_chosen(speaker.case_id)) speaker.case_id = {};
        }
        if (!m_stand_ins.empty()) {
            const ReplacedText& replaced = m_replaced[source.id] = m_stand_ins.replace(source.text.view(), walls_of(source));
            source.text = SharedText(replaced.text);
            for (Turn& turn : source.turns) {
                turn.range = replaced.moved(turn.range);
                turn.words = replaced.moved({turn.words, turn.words}).begin;
            }
            for (Heading& heading : source.headings) heading.range = replaced.moved(heading.range);
            for (TimeAnchor& anchor : source.times) anchor.at = replaced.moved({anchor.at, anchor.at}).begin;
        }
        add(change, std::move(source));
    }
    void add_value(Change& change, const AttributeValue& value) const {
        const bool held = value.holder == AttributeHolder::source ? holds_whole(Id<Source>{value.holder_id}) : is_case_chosen(Id<Case>{value.holder_id});
        if (!held) return;
        const Attribute* attribute = m_project.find(value.attribute);
        // A number or date stays what its attribute says it is.
        if (attribute && attribute->type == AttributeType::text) return add(change, value);
        AttributeValue as_it_is = value;
        as_it_is.unknown.clear();
        change.insert(std::move(as_it_is));
    }
    [[nodiscard]] Theme scoped(const Theme& theme) const {
        Theme kept = trimmed_theme(theme);
        std::erase_if(kept.relations, [&](const ThemeRelation& relation) { return m_themes.count(relation.to) == 0; });
        for (ThemeRelation& relation : kept.relations) relation.name = renamed(relation.name);
        std::vector<Passage> quotations;
        for (Passage quotation : kept.key_quotations) {
            quotation.range = moved_range(quotation.source, quotation.range);
            if (std::find(quotations.begin(), quotations.end(), quotation) == quotations.end()) quotations.push_back(quotation);
        }
        kept.key_quotations = std::move(quotations);
        return kept;
    }

    const Project& m_project;
    const ExportScope& m_scope;
    StandIns m_stand_ins;
    Ids<Code> m_codes; ///< chosen; empty for all
    Ids<Case> m_cases;
    Ids<Coder> m_coders;
    Ids<Source> m_sources;   ///< that stay
    std::unordered_map<Id<Source>, CaseWords, IdHash> m_case_words; ///< of documents that stay in part
    Ids<Code> m_shown_codes; ///< chosen ones and what is above them
    Ids<Theme> m_themes;     ///< that stay
    std::unordered_map<Id<Source>, std::vector<TextRange>, IdHash> m_passages; ///< chosen, when codes or coders are
    std::unordered_map<Id<Source>, ReplacedText, IdHash> m_replaced;
};

} // namespace

Project scoped_project(const Project& project, const ExportScope& scope) {
    if (scope.is_everything()) return project;
    return Scoping(project, scope).derive();
}

} // namespace emic
