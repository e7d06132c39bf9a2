#include "engine/attribute_value.h"
#include "engine/commands/names.h"
#include "engine/commands/order.h"
#include "engine/commands/passages.h"
#include "engine/commands/source_text.h"
#include "engine/commands/sources.h"
#include "engine/source_structure.h"
#include "engine/text_direction.h"

#include <map>

namespace emic {

namespace {

/// Finds records by their names and makes those that are missing.
template <class Record> class Finder {
public:
    explicit Finder(Draft& draft) : m_draft(draft), m_order(order_of_all<Record>(draft.context().project)) {
        for (const Record& known : draft.context().project.table<Record>()) {
            Id<Record>& id = m_by_key[name_key(known.name)];
            if (!id || known.id < id) id = known.id;
        }
    }
    /// `made` is the record where there is none of its name.
    Id<Record> find_or_make(Record made) {
        Id<Record>& id = m_by_key[name_key(made.name)];
        if (id) return id;
        made.id = id = m_draft.new_id<Record>();
        m_order.insert(made.id, m_order.size());
        m_draft.put(std::move(made));
        return id;
    }
    void write_order() { m_order.write(m_draft); }

private:
    Draft& m_draft;
    Order<Record> m_order;
    std::map<std::string, Id<Record>> m_by_key;
};

/// Puts documents into a draft, one after the other.
class SourceImport {
public:
    explicit SourceImport(Draft& draft)
        : m_draft(draft), m_cases(draft), m_attributes(draft), m_order(order_of_all<Source>(draft.context().project)) {
        for (const Source& source : draft.context().project.sources()) m_keys.insert(name_key(source.name));
        for (const AttributeValue& value : draft.context().project.values()) m_valued.emplace(value.attribute, value.holder_id);
    }

    Outcome take(const NewSource& asked) {
        auto name = clean_name(asked.name, "document");
        if (!name) return name.problem();
        if (Outcome problem = check_source_text(asked.content.text, *name)) return *problem;
        auto origin = clean_text(asked.origin);
        if (!origin) return origin.problem();
        Source source;
        if (Outcome problem = find_case(asked.case_name, source.case_id)) return *problem;
        source.id = m_draft.new_id<Source>();
        source.name = unique_name(*name, m_keys);
        source.text = SharedText(asked.content.text);
        source.origin = *origin;
        source.imported = m_draft.context().stamp.wall;
        for (const NewSpeaker& one : asked.content.speakers) {
            auto speaker_name = clean_name(one.name, "speaker");
            if (!speaker_name) return speaker_name.problem();
            Speaker speaker{*speaker_name, {}, one.interviewer};
            if (Outcome problem = find_case(one.case_name, speaker.case_id)) return *problem;
            source.speakers.push_back(std::move(speaker));
        }
        source.turns = asked.content.turns;
        source.headings = asked.content.headings;
        source.times = asked.content.times;
        if (Outcome problem = check_structure(source)) return Problem{problem->kind, problem->message, *name};
        for (const NewMemo& memo : asked.content.memos)
            if (Outcome problem = write(memo, source)) return *problem;
        for (const NewValue& value : asked.content.values)
            if (Outcome problem = set(value, source)) return *problem;
        if (m_first_name.empty()) m_first_name = source.name;
        m_order.insert(source.id, m_order.size());
        m_draft.put(std::move(source));
        return std::nullopt;
    }
    Outcome take(const NewCase& asked) {
        Source nowhere;
        if (Outcome problem = find_case(asked.name, nowhere.case_id)) return *problem;
        for (NewValue value : asked.values) {
            value.holder = AttributeHolder::case_;
            if (Outcome problem = set(value, nowhere)) return *problem;
        }
        return std::nullopt;
    }
    void finish() {
        m_order.write(m_draft);
        m_cases.write_order();
        m_attributes.write_order();
    }
    [[nodiscard]] const std::string& first_name() const { return m_first_name; }

private:
    Outcome find_case(const std::optional<std::string>& name, Id<Case>& id) {
        if (!name) return std::nullopt;
        auto clean = clean_name(*name, "case");
        if (!clean) return clean.problem();
        Case made;
        made.name = *clean;
        id = m_cases.find_or_make(std::move(made));
        return std::nullopt;
    }

    Outcome write(const NewMemo& asked, const Source& source) {
        auto text = clean_text(asked.text);
        if (!text) return text.problem();
        auto title = clean_text(asked.title);
        if (!title) return title.problem();
        if (is_blank(*text)) return std::nullopt;
        Memo memo;
        memo.id = m_draft.new_id<Memo>();
        memo.target_id = source.id.guid;
        memo.target = MemoTarget::source;
        const TextRange inside{std::min(asked.range.begin, source.text.size()), std::min(asked.range.end, source.text.size())};
        memo.range = snap_passage(source.text.view(), inside);
        if (!memo.range.empty()) memo.target = MemoTarget::passage;
        else memo.range = {};
        memo.title = *title;
        memo.text = *text;
        memo.coder = m_draft.context().stamp.coder;
        memo.created = memo.modified = asked.written != 0 ? asked.written : m_draft.context().stamp.wall;
        m_draft.put(std::move(memo));
        return std::nullopt;
    }

    Outcome set(const NewValue& asked, const Source& source) {
        auto name = clean_name(asked.attribute, "attribute");
        if (!name) return name.problem();
        Attribute made;
        made.name = *name;
        made.type = asked.type;
        const Id<Attribute> id = m_attributes.find_or_make(std::move(made));
        // An attribute that is there already may be of another type; what does not fit it is not a value of it.
        const std::optional<std::string> value = normal_value(m_draft.find(id)->type, asked.value);
        if (!value)
            return Problem{ProblemKind::invalid_request,
                           in_quotes(asked.value) + " does not fit the attribute " + quoted(*name) +
                               ". Nothing was imported. Give the column another name, or correct the value.",
                           *name};
        if (value->empty()) return std::nullopt;
        AttributeValue record;
        const bool of_case = asked.holder == AttributeHolder::case_ && source.case_id;
        record.attribute = id;
        record.holder = of_case ? AttributeHolder::case_ : AttributeHolder::source;
        record.holder_id = of_case ? source.case_id.guid : source.id.guid;
        if (!m_valued.emplace(id, record.holder_id).second) return std::nullopt;
        record.id = m_draft.new_id<AttributeValue>();
        record.value = *value;
        m_draft.put(std::move(record));
        return std::nullopt;
    }

    Draft& m_draft;
    Finder<Case> m_cases;
    Finder<Attribute> m_attributes;
    Order<Source> m_order;
    std::set<std::string> m_keys;
    std::set<std::pair<Id<Attribute>, Guid>> m_valued;
    std::string m_first_name;
};

} // namespace

Result<Change> import_sources(const CommandContext& context, const ImportSources& request) {
    Draft draft(context);
    SourceImport import(draft);
    for (const NewSource& asked : request.sources)
        if (Outcome problem = import.take(asked)) return *problem;
    for (const NewCase& asked : request.cases)
        if (Outcome problem = import.take(asked)) return *problem;
    import.finish();
    if (request.sources.empty()) return std::move(draft).finish(request.cases.size() == 1 ? "Case " + quoted(request.cases.front().name) + " imported" : counted(request.cases.size(), "case") + " imported");
    return std::move(draft).finish(request.sources.size() == 1
                                       ? "Document " + quoted(import.first_name()) + " imported"
                                       : counted(request.sources.size(), "document") + " imported");
}

} // namespace emic
