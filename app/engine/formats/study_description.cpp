#include "engine/formats/study_description.h"

#include "engine/attribute_value.h"
#include "engine/commands/attributes.h"
#include "engine/commands/cases.h"
#include "engine/commands/codebook.h"
#include "engine/commands/coders.h"
#include "engine/commands/codings.h"
#include "engine/commands/created.h"
#include "engine/commands/memos.h"
#include "engine/commands/project.h"
#include "engine/commands/sources.h"
#include "engine/commands/speakers.h"
#include "engine/commands/themes.h"
#include "engine/formats/record_json.h"
#include "engine/text_direction.h"

#include <map>
#include <nlohmann/json.hpp>

namespace emic {

namespace {

using Json = nlohmann::json;
using ReadText = std::function<std::optional<std::string>(std::string_view)>;

constexpr WallTime first_minute = 1767258000000; // 2026-01-01T09:00:00Z
constexpr WallTime minute = 60'000;
constexpr std::string_view path_separator = " / ";

/// Carries the description out step by step. After the first Problem nothing more is done.
class StudyBuilder {
public:
    StudyBuilder(const Json& study, const ReadText& read_text) : m_study(study), m_read_text(read_text) {
        m_stamp.actor = m_ids();
    }

    Result<Project> build() {
        add_project_and_coders();
        add_documents();
        add_codes();
        for (const Json& theme : list(m_study, "themes")) add_theme(theme);
        for (const Json& theme : list(m_study, "themes")) relate_theme(theme);
        for (const Json& coding : list(m_study, "codings")) add_coding(coding);
        for (const Json& memo : list(m_study, "memos")) add_memo(memo);
        add_values();
        recognise_all_speakers();
        if (m_problem) return *m_problem;
        return std::move(m_workspace.project);
    }

private:
    void fail(const std::string& message) {
        if (!m_problem) m_problem = Problem{ProblemKind::unreadable, message, "study description"};
    }

    /// Runs a command and commits its change; the change, blank after a Problem.
    template <class Request> Change run(Result<Change> (*command)(const CommandContext&, const Request&), const Request& request) {
        if (m_problem) return {};
        ++m_stamp.sequence;
        ++m_stamp.lamport;
        m_stamp.wall = first_minute + minute * static_cast<WallTime>(m_stamp.sequence);
        Result<Change> change = command({m_workspace.project, m_workspace.indexes, m_stamp, m_ids}, request);
        if (!change) {
            m_problem = change.problem();
            return {};
        }
        if (change->edits.empty()) fail(in_quotes(change->label) + " changes nothing: it stands in the description twice.");
        m_problem = m_problem ? m_problem : m_workspace.commit(*change);
        return m_problem ? Change{} : *change;
    }

    static const Json& list(const Json& json, const char* name) {
        static const Json none = Json::array();
        const auto member = json.find(name);
        return member != json.end() && member->is_array() ? *member : none;
    }
    /// A member that is text; empty when there is none.
    static std::string text(const Json& json, const char* name) {
        const auto member = json.is_object() ? json.find(name) : json.end();
        return member != json.end() && member->is_string() ? member->get<std::string>() : std::string();
    }
    template <class Record>
    Id<Record> find(const std::map<std::string, Id<Record>, std::less<>>& names, const std::string& name) {
        const auto found = names.find(name);
        if (found != names.end()) return found->second;
        fail("The " + std::string(record_word<Record>()) + " " + in_quotes(name) + " is not in the description.");
        return {};
    }

    void write_memo_on(MemoTarget target, Guid id, TextRange range, const std::string& words) {
        if (!words.empty()) run(write_memo, WriteMemo{target, id, range, words});
    }
    void code_as(const std::string& coder) {
        if (const Id<Coder> id = find(m_coders, coder)) m_stamp.coder = id;
    }

    void add_project_and_coders() {
        const Json project = m_study.value("project", Json::object());
        for (const Json& coder : list(m_study, "coders")) {
            const std::string name = text(coder, "name");
            const Change change = m_coders.empty() ? run(create_project, CreateProject{text(project, "name"), name})
                                                   : run(add_coder, AddCoder{name});
            m_coders[name] = created<Coder>(change);
            if (m_coders.size() == 1) m_stamp.coder = created<Coder>(change);
        }
        if (m_coders.empty()) fail("The description names no coder.");
        write_memo_on(MemoTarget::project, {}, {}, text(project, "memo"));
    }

    void add_documents() {
        std::map<std::string, std::string> case_of;
        for (const Json& participant : list(m_study, "cases"))
            for (const Json& document : list(participant, "documents"))
                if (document.is_string()) case_of[document.get<std::string>()] = text(participant, "name");
        ImportSources request;
        for (const Json& document : list(m_study, "documents")) {
            const std::string name = text(document, "name");
            const std::string file = text(document, "file");
            std::optional<std::string> words = m_read_text(file);
            if (!words) return fail("The document’s file " + in_quotes(file) + " cannot be read.");
            const auto participant = case_of.find(name);
            request.sources.push_back({name, std::move(*words), file,
                                       participant == case_of.end() ? std::nullopt : std::optional(participant->second)});
        }
        const Change change = run(import_sources, request);
        for (const AnyEdit& edit : change.edits) {
            if (const auto* source = std::get_if<Edit<Source>>(&edit)) m_sources[source->after->name] = source->after->id;
            if (const auto* participant = std::get_if<Edit<Case>>(&edit)) m_cases[participant->after->name] = participant->after->id;
        }
        for (const Json& participant : list(m_study, "cases"))
            write_memo_on(MemoTarget::case_, find(m_cases, text(participant, "name")).guid, {}, text(participant, "memo"));
    }

    void add_codes() {
        for (const Json& entry : list(m_study, "codebook")) {
            const std::string path = text(entry, "path");
            const std::size_t cut = path.rfind(path_separator);
            CreateCode request;
            request.name = cut == std::string::npos ? path : path.substr(cut + path_separator.size());
            if (cut != std::string::npos) request.parent = find(m_codes, path.substr(0, cut));
            const Id<Code> code = created_code(run(create_code, request));
            m_codes[path] = code;
            const DefineCode rules{code, text(entry, "definition"), text(entry, "include"), text(entry, "exclude"), text(entry, "examples")};
            if (!(rules.definition + rules.include + rules.exclude + rules.examples).empty()) run(define_code, rules);
        }
    }

    /// The stretch of a document that a "quote" names; its "occurrence" counts from 1.
    Passage find_passage(const Json& json) {
        if (!json.is_object()) {
            fail("A quotation of the description does not say its document and its words.");
            return {};
        }
        const std::string quote = text(json, "quote");
        const Id<Source> id = find(m_sources, text(json, "document"));
        const Source* source = m_workspace.project.find(id);
        if (!source) return {};
        const Json occurrence = json.value("occurrence", Json(1));
        std::uint64_t left = occurrence.is_number_unsigned() ? occurrence.get<std::uint64_t>() : 1;
        std::size_t at = source->text.view().find(quote);
        while (at != std::string_view::npos && --left > 0) at = source->text.view().find(quote, at + 1);
        if (quote.empty() || at == std::string_view::npos) {
            fail("The quotation " + in_quotes(quote) + " is not in the document " + in_quotes(source->name) + ".");
            return {};
        }
        return {id, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + quote.size())}};
    }

    void add_coding(const Json& json) {
        if (m_problem) return;
        const Passage passage = find_passage(json);
        const Id<Code> code = find(m_codes, text(json, "code"));
        code_as(text(json, "coder"));
        const Id<Coding> coding = created<Coding>(run(apply_code, ApplyCode{passage.source, passage.range, code}));
        if (const auto weight = json.find("weight"); weight != json.end() && weight->is_number_integer())
            run(weigh_coding, WeighCoding{coding, weight->get<std::int32_t>()});
        write_memo_on(MemoTarget::passage, passage.source.guid, passage.range, text(json, "memo"));
    }

    void add_theme(const Json& json) {
        if (m_problem) return;
        const std::string name = text(json, "name");
        const Id<Theme> theme = created<Theme>(run(create_theme, CreateTheme{name}));
        m_themes[name] = theme;
        if (const std::string words = text(json, "description"); !words.empty()) run(describe_theme, DescribeTheme{theme, words});
        for (const Json& code : list(json, "codes"))
            run(add_theme_code, AddThemeCode{theme, find(m_codes, code.is_string() ? code.get<std::string>() : std::string())});
        for (const Json& quotation : list(json, "key_quotations"))
            run(add_key_quotation, AddKeyQuotation{theme, find_passage(quotation)});
    }
    void relate_theme(const Json& json) {
        for (const Json& relation : list(json, "relations")) {
            if (m_problem) return;
            run(relate_themes, RelateThemes{find(m_themes, text(json, "name")), find(m_themes, text(relation, "to")), text(relation, "name")});
        }
    }

    void add_memo(const Json& json) {
        if (m_problem) return;
        const std::string on = text(json, "on");
        MemoTarget target = MemoTarget::project;
        Passage passage;
        Guid id;
        if (on == "document") {
            target = MemoTarget::source;
            id = find(m_sources, text(json, "document")).guid;
        } else if (on == "code") {
            target = MemoTarget::code;
            id = find(m_codes, text(json, "code")).guid;
        } else if (on == "case") {
            target = MemoTarget::case_;
            id = find(m_cases, text(json, "case")).guid;
        } else if (on == "theme") {
            target = MemoTarget::theme;
            id = find(m_themes, text(json, "theme")).guid;
        } else if (on == "passage") {
            target = MemoTarget::passage;
            passage = find_passage(json);
            id = passage.source.guid;
        } else if (on != "project") {
            return fail("A memo is on " + in_quotes(on) + ", which is none of project, document, code, case, theme and passage.");
        }
        code_as(text(json, "coder"));
        write_memo_on(target, id, passage.range, text(json, "text"));
    }

    /// What the "values" of cases name are attributes, of the type that holds all their values.
    void add_values() {
        std::map<std::string, std::vector<std::pair<Guid, std::string>>> values;
        if (m_problem) return;
        for (const Json& participant : list(m_study, "cases")) {
            if (!participant.is_object()) continue;
            const Json known = participant.value("values", Json::object());
            for (const auto& [name, value] : known.items())
                values[name].emplace_back(find(m_cases, text(participant, "name")).guid, value.is_string() ? value.get<std::string>() : value.dump());
        }
        for (const auto& [name, rows] : values) {
            std::vector<std::string> words;
            for (const auto& [holder, value] : rows) words.push_back(value);
            const Id<Attribute> attribute = created<Attribute>(run(create_attribute, CreateAttribute{name, type_of_values(words)}));
            for (const auto& [holder, value] : rows) run(set_value, SetValue{attribute, AttributeHolder::case_, holder, value});
        }
    }
    void recognise_all_speakers() {
        for (const auto& [name, id] : m_sources)
            if (const Source* source = m_workspace.project.find(id); source && !find_turns(source->text.view(), {}).turns.empty())
                run(recognise_speakers, RecogniseSpeakers{id, {}});
    }

    const Json& m_study;
    const ReadText& m_read_text;
    Workspace m_workspace;
    IdSource m_ids = seeded_ids(1);
    Stamp m_stamp;
    std::optional<Problem> m_problem;
    std::map<std::string, Id<Coder>, std::less<>> m_coders;
    std::map<std::string, Id<Source>, std::less<>> m_sources;
    std::map<std::string, Id<Case>, std::less<>> m_cases;
    std::map<std::string, Id<Code>, std::less<>> m_codes;
    std::map<std::string, Id<Theme>, std::less<>> m_themes;
};

} // namespace

Result<Project> read_study_description(std::string_view json, const ReadText& read_text) {
    const Json study = parse_json(json);
    if (!study.is_object() || study.value("format", Json()) != "emic-sample-study" || study.value("version", Json()) != 1)
        return Problem{ProblemKind::unreadable, "This is not a description of a study (format emic-sample-study, version 1).",
                       "study description"};
    return StudyBuilder(study, read_text).build();
}

} // namespace emic
