#include "engine/formats/project_repair.h"

#include "engine/commands/code_tree.h"
#include "engine/commands/names.h"
#include "engine/formats/record_json.h"
#include "engine/sort_rows.h"
#include "engine/source_structure.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace emic {

namespace {

class Repair {
public:
    Repair(RecordSet& records, RepairLog& log) : m_records(records), m_log(log) {}

    void run() {
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { sort_and_keep_first<Record>(); });
        keep_one_info();
        for (Case& participant : m_records.of<Case>()) m_cases.insert(participant.id.guid);
        for (Coder& coder : m_records.of<Coder>()) m_coders.insert(coder.id.guid);
        for (Theme& theme : m_records.of<Theme>()) m_themes.insert(theme.id.guid);
        for (Source& source : m_records.of<Source>()) set_right(source);
        set_codes_right();
        remove_if<Coding>([&](Coding& coding) { return !set_right(coding); });
        for (Memo& memo : m_records.of<Memo>()) set_right(memo);
        for (Theme& theme : m_records.of<Theme>()) set_right(theme);
        set_values_right();
        for_each_record_type([&]<class Record>(std::type_identity<Record>) { sort<Record>(); });
    }

private:
    template <class Record> void leave_out(const Record& record) { leave_out(view_of(record)); }
    void leave_out(const RecordView& record) {
        std::string json;
        append_record(json, record);
        m_log.leave_out(std::move(json));
    }
    template <class Record, class Test> void remove_if(Test test) {
        auto& rows = m_records.of<Record>();
        std::size_t kept = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (test(rows[i])) continue;
            if (kept != i) rows[kept] = std::move(rows[i]);
            ++kept;
        }
        rows.resize(kept);
    }

    /// Where each record belongs, those of one id in the order in which they stand; empty when they are in order.
    static std::vector<std::size_t> order_of(const std::vector<Guid>& ids) {
        if (std::is_sorted(ids.begin(), ids.end())) return {};
        std::vector<std::size_t> order(ids.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        sort_rows(order,
                  [&](std::size_t a, std::size_t b) { return std::tie(ids[a], a) < std::tie(ids[b], b); });
        return order;
    }
    template <class Record> void sort() {
        auto& rows = m_records.of<Record>();
        std::vector<Guid> ids;
        ids.reserve(rows.size());
        for (const Record& record : rows) ids.push_back(record.id.guid);
        const std::vector<std::size_t> order = order_of(ids);
        if (order.empty()) return;
        std::vector<Record> sorted;
        sorted.reserve(rows.size());
        for (std::size_t row : order) sorted.push_back(std::move(rows[row]));
        rows.swap(sorted);
    }
    template <class Record> void sort_and_keep_first() {
        sort<Record>();
        Id<Record> last;
        remove_if<Record>([&](const Record& record) {
            if (last && record.id == last) {
                stood_twice(record_word<Record>(), view_of(record));
                return true;
            }
            last = record.id;
            return false;
        });
    }
    void stood_twice(const char* word, const RecordView& record) {
        m_log.note("A " + std::string(word) + " stood in the file twice. The first one was taken.");
        leave_out(record);
    }

    void keep_one_info() {
        auto& infos = m_records.of<ProjectInfo>();
        while (infos.size() > 1) {
            m_log.note("The project was described more than once. The first description was taken.");
            leave_out(infos.back());
            infos.pop_back();
        }
    }

    void set_right(Source& source) {
        m_texts.emplace(source.id, source.text);
        if (source.case_id && m_cases.count(source.case_id.guid) == 0) {
            m_log.note("The case of the document " + in_quotes(source.name) + " is not in the file. The document now has none.");
            source.case_id = {};
        }
        for (Speaker& speaker : source.speakers) {
            if (!speaker.case_id || m_cases.count(speaker.case_id.guid) != 0) continue;
            m_log.note("The case of a speaker in " + in_quotes(source.name) + " is not in the file. The speaker now has none.");
            speaker.case_id = {};
        }
        Source as_it_was = source;
        if (!repair_structure(source)) return;
        m_log.note("Speakers’ turns, headings or times of " + in_quotes(source.name) + " did not fit its text. Those were left out.");
        leave_out(as_it_was);
    }

    /// Values of missing attributes, cases and documents are left out, and all but the first of one attribute.
    void set_values_right() {
        std::unordered_set<Guid, GuidHash> attributes;
        for (const Attribute& attribute : m_records.of<Attribute>()) attributes.insert(attribute.id.guid);
        std::set<std::tuple<Guid, AttributeHolder, Guid>> known;
        remove_if<AttributeValue>([&](AttributeValue& value) {
            const bool held = value.holder == AttributeHolder::case_ ? m_cases.count(value.holder_id) != 0
                                                                     : m_texts.count(Id<Source>{value.holder_id}) != 0;
            if (held && !value.value.empty() && attributes.count(value.attribute.guid) != 0 &&
                known.emplace(value.attribute.guid, value.holder, value.holder_id).second)
                return false;
            m_log.note("A value of an attribute belongs to nothing in the file. It was left out.");
            leave_out(value);
            return true;
        });
    }

    void set_codes_right() {
        auto& codes = m_records.of<Code>();
        for (const Code& code : codes) m_code_ids.insert(code.id.guid);
        for (Code& code : codes) {
            if (!code.parent || m_code_ids.count(code.parent.guid) != 0) continue;
            m_log.note("The code above " + in_quotes(code.name) + " is not in the file. It now stands at the top.");
            code.parent = {};
        }
        std::unordered_map<Id<Code>, Code*, IdHash> by_id;
        for (Code& code : codes) by_id.emplace(code.id, &code);
        std::unordered_set<Guid, GuidHash> sound; // codes whose way to the top has been walked
        for (Code& code : codes) {
            std::unordered_set<Guid, GuidHash> way;
            for (Code* step = &code; step->parent && sound.count(step->id.guid) == 0; step = by_id.at(step->parent)) {
                if (way.insert(step->id.guid).second) continue;
                m_log.note("The code " + in_quotes(step->name) + " lay beneath itself. It now stands at the top.");
                step->parent = {};
                break;
            }
            sound.insert(way.begin(), way.end());
        }
        lift_deep_codes();
    }

    /// What stands deeper than a codebook goes comes onto its last level, behind one another as the tree was read.
    void lift_deep_codes() {
        auto& codes = m_records.of<Code>();
        std::unordered_map<Id<Code>, std::vector<Code*>, IdHash> children;
        for (Code& code : codes) children[code.parent].push_back(&code);
        std::vector<std::pair<Code*, std::size_t>> waiting; // with the level of each, the next one last
        const auto put_children = [&](Id<Code> parent, std::size_t level) {
            const auto found = children.find(parent);
            if (found == children.end()) return;
            std::vector<Code*>& list = found->second;
            sort_rows(list, [](const Code* a, const Code* b) { return std::tie(a->position, a->id) > std::tie(b->position, b->id); });
            for (Code* code : list) waiting.emplace_back(code, level);
        };
        std::vector<Code*> lifted; // all below one code of the level before the last, in the order of the tree
        Id<Code> above;
        const auto settle = [&] {
            bool any = false;
            for (const Code* code : lifted) any = any || code->parent != above;
            std::set<std::string> names;
            std::uint32_t position = 0;
            for (Code* code : lifted) {
                if (!any) break;
                if (code->parent != above) m_log.note("A code stood deeper than " + std::to_string(most_code_levels) + " levels. It was lifted onto that level; where its name was taken there, it has a number.");
                code->parent = above;
                code->name = unique_name(code->name, names);
                code->position = position++;
            }
            lifted.clear();
        };
        put_children({}, 1);
        while (!waiting.empty()) {
            const auto [code, level] = waiting.back();
            waiting.pop_back();
            if (level < most_code_levels) {
                settle();
                above = code->id;
            } else {
                lifted.push_back(code);
            }
            put_children(code->id, level + 1);
        }
        settle();
    }

    /// Makes up the code or coder that a record names and the file lacks.
    void provide_code(Id<Code> id) {
        if (!m_code_ids.insert(id.guid).second) return;
        m_log.note("A code with codings is not in the file. It was put back under the name ‘Recovered code’.");
        Code code;
        code.id = id;
        code.name = "Recovered code";
        code.colour = 0x808080;
        code.position = static_cast<std::uint32_t>(m_records.of<Code>().size());
        m_records.of<Code>().push_back(std::move(code));
    }
    void provide_coder(Id<Coder> id) {
        if (!m_coders.insert(id.guid).second) return;
        m_log.note("A coder is not in the file. They were put back under the name ‘Unknown coder’.");
        Coder coder;
        coder.id = id;
        coder.name = "Unknown coder";
        coder.colour = 0x808080;
        m_records.of<Coder>().push_back(std::move(coder));
    }

    /// Clips a passage to its document and to whole characters; false when nothing is left of it.
    bool set_right(Id<Source> id, TextRange& range, const char* noun) {
        const auto text = m_texts.find(id);
        if (text == m_texts.end()) return false;
        const std::string_view view = text->second.view();
        TextRange clipped{std::min(range.begin, text->second.size()), std::min(range.end, text->second.size())};
        while (!is_code_point_boundary(view, clipped.begin)) --clipped.begin;
        while (!is_code_point_boundary(view, clipped.end)) ++clipped.end;
        if (clipped.empty()) return false;
        if (clipped != range) {
            m_log.note("The passage of a " + std::string(noun) + " did not fit its document. It was clipped to the text.");
            range = clipped;
        }
        return true;
    }

    bool set_right(Coding& coding) {
        if (!set_right(coding.source, coding.range, "coding")) {
            m_log.note(m_texts.count(coding.source) == 0
                           ? "A coding belongs to a document that is not in the file. It was left out."
                           : "A coding has no passage in its document. It was left out.");
            leave_out(coding);
            return false;
        }
        if (!coding.code || !coding.coder) {
            m_log.note("A coding does not say which code or which coder. It was left out.");
            leave_out(coding);
            return false;
        }
        provide_code(coding.code);
        provide_coder(coding.coder);
        return true;
    }

    [[nodiscard]] bool has_subject(const Memo& memo) const {
        switch (memo.target) {
        case MemoTarget::project: return memo.target_id.is_null();
        case MemoTarget::passage:
        case MemoTarget::source: return m_texts.count(Id<Source>{memo.target_id}) != 0;
        case MemoTarget::code: return m_code_ids.count(memo.target_id) != 0;
        case MemoTarget::case_: return m_cases.count(memo.target_id) != 0;
        case MemoTarget::theme: return m_themes.count(memo.target_id) != 0;
        }
        return false;
    }
    void set_right(Memo& memo) {
        if (!has_subject(memo)) {
            m_log.note("What a memo was written on is not in the file. It is now a memo on the project.");
            memo.target = MemoTarget::project;
            memo.target_id = {};
            memo.range = {};
        } else if (memo.target == MemoTarget::passage && !set_right(Id<Source>{memo.target_id}, memo.range, "memo")) {
            m_log.note("The passage of a memo is not in its document. It is now a memo on the document.");
            memo.target = MemoTarget::source;
            memo.range = {};
        }
        if (memo.coder) provide_coder(memo.coder);
    }

    void set_right(Theme& theme) {
        const std::string name = "the theme " + in_quotes(theme.name);
        if (std::erase_if(theme.codes, [&](Id<Code> code) { return m_code_ids.count(code.guid) == 0; }) > 0)
            m_log.note("A code of " + name + " is not in the file. It was taken out of the theme.");
        if (std::erase_if(theme.key_quotations, [&](Passage& quotation) {
                return !set_right(quotation.source, quotation.range, "key quotation");
            }) > 0)
            m_log.note("A key quotation of " + name + " is not in the documents. It was taken out of the theme.");
        if (std::erase_if(theme.relations, [&](const ThemeRelation& relation) {
                return relation.to == theme.id || m_themes.count(relation.to.guid) == 0;
            }) > 0)
            m_log.note("A theme related to " + name + " is not in the file. The relation was taken out.");
    }

    RecordSet& m_records;
    RepairLog& m_log;
    std::unordered_set<Guid, GuidHash> m_cases;
    std::unordered_set<Guid, GuidHash> m_coders;
    std::unordered_set<Guid, GuidHash> m_code_ids;
    std::unordered_set<Guid, GuidHash> m_themes;
    std::unordered_map<Id<Source>, SharedText, IdHash> m_texts;
};

} // namespace

std::vector<std::string> RepairLog::notes() const {
    std::vector<std::string> sentences;
    for (const auto& [sentence, count] : m_notes)
        sentences.push_back(count == 1 ? sentence : sentence + " (" + std::to_string(count) + " times)");
    return sentences;
}

void repair(RecordSet& records, RepairLog& log) { Repair(records, log).run(); }

} // namespace emic
