#include "engine/attribute_value.h"
#include "engine/commands/names.h"
#include "engine/formats/database.h"
#include "engine/formats/foreign_project_builder.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/qualcoder_text.h"
#include "engine/formats/zip_archive.h"

#include <unordered_map>
#include <unordered_set>

namespace emic {

namespace {

constexpr std::string_view database_name = "data.qda";

class QualCoderReader {
public:
    QualCoderReader(const Database& database, const FileInput& file, const ForeignProjectContext& context)
        : m_database(database), m_build(file, context) {}

    Result<ForeignProject> read() {
        read_project();
        read_documents();
        read_code_tree();
        read_codings();
        read_cases();
        read_attributes();
        read_notes();
        count("code_image", "1 coded region of a picture was left out: Emic codes text.",
              "%1 coded regions of pictures were left out: Emic codes text.");
        count("code_av", "1 coded stretch of a recording was left out: Emic codes text.",
              "%1 coded stretches of recordings were left out: Emic codes text.");
        count("graph", "1 graph was left out.", "%1 graphs were left out.");
        count("stored_sql", "1 stored query was left out.", "%1 stored queries were left out.");
        if (m_problem) return *m_problem;
        return std::move(m_build).finish(m_program);
    }

private:
    void rows(std::string_view table, const std::vector<std::string_view>& columns, std::string_view order,
              const std::function<void(const DatabaseRow&)>& take) {
        if (m_problem) return;
        m_problem = m_database.each_row(table, columns, order, take);
    }

    void count(std::string_view table, const std::string& one, const std::string& many) {
        std::uint32_t found = 0;
        rows(table, {"rowid"}, "rowid", [&](const DatabaseRow&) { ++found; });
        m_build.note(one, many, found);
    }

    void read_project() {
        std::string memo;
        WallTime time = 0;
        rows("project", {"date", "memo", "about", "codername"}, "rowid", [&](const DatabaseRow& row) {
            time = foreign_time(row.text(0));
            memo = row.text(1);
            m_program = row.text(2).starts_with("QualCoder") ? row.text(2) : "QualCoder";
            if (const std::string name = row.text(3); !is_blank(name)) m_build.coder(name);
        });
        m_build.set_info({}, time);
        if (!is_blank(memo)) m_build.add_memo(MemoTarget::project, {}, {}, {}, memo, m_build.coder({}), time);
    }

    void read_documents() {
        rows("source", {"id", "name", "fulltext", "mediapath", "memo", "owner", "date"}, "id", [&](const DatabaseRow& row) {
            const std::string text = row.text(2);
            const std::string path = row.text(3);
            const bool media = path.starts_with("/images") || path.starts_with("images:") || path.starts_with("/audio") ||
                               path.starts_with("audio:") || path.starts_with("/video") || path.starts_with("video:");
            if (media && is_blank(text)) {
                m_build.note("1 picture or recording was left out: Emic codes text.",
                             "%1 pictures and recordings were left out: Emic codes text.");
                return;
            }
            QualCoderText placed(text);
            const WallTime time = foreign_time(row.text(6));
            const Id<Source> id = m_build.add_source(row.text(1), placed.by_code_points.text, time);
            placed.by_code_points.text.clear();
            m_names.emplace(id, m_build.records.of<Source>().back().name);
            m_texts_of.emplace(id, m_build.records.of<Source>().back().text);
            m_build.add_memo(MemoTarget::source, id.guid, {}, {}, row.text(4), m_build.coder(row.text(5)), time);
            m_sources.try_emplace(row.integer(0), id);
            m_texts.try_emplace(id, std::move(placed));
        });
    }

    struct Node {
        std::string name;
        std::string memo;
        std::optional<Colour> colour;
        std::optional<std::int64_t> category; ///< above it
        std::optional<std::int64_t> code;     ///< above it
        bool is_category = false;
        std::int64_t key = 0;
    };

    void read_code_tree() {
        std::vector<Node> nodes;
        const auto reference = [](const DatabaseRow& row, int column) {
            return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
        };
        rows("code_cat", {"catid", "name", "memo", "supercatid"}, "name", [&](const DatabaseRow& row) {
            nodes.push_back({row.text(1), row.text(2), std::nullopt, reference(row, 3), std::nullopt, true, row.integer(0)});
        });
        rows("code_name", {"cid", "name", "memo", "catid", "color", "supercid"}, "name", [&](const DatabaseRow& row) {
            nodes.push_back({row.text(1), row.text(2), foreign_colour(row.text(4)), reference(row, 3), reference(row, 5), false,
                             row.integer(0)});
        });
        // Parents first: a node waits for what stands above it, and what waits for ever stands at the top.
        std::multimap<std::pair<bool, std::int64_t>, std::size_t> waiting;
        std::set<std::pair<bool, std::int64_t>> known;
        for (const Node& node : nodes) known.emplace(node.is_category, node.key);
        std::vector<std::pair<std::size_t, Id<Code>>> ready;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const std::pair above{!nodes[i].code, nodes[i].code ? *nodes[i].code : nodes[i].category.value_or(-1)};
            if ((nodes[i].code || nodes[i].category) && known.count(above) != 0) waiting.emplace(above, i);
            else ready.emplace_back(i, Id<Code>{});
        }
        std::vector<bool> placed(nodes.size());
        const auto place_all = [&] {
            for (std::size_t next = 0; next < ready.size(); ++next) {
                const auto [index, parent] = ready[next];
                const Node& node = nodes[index];
                if (placed[index]) continue;
                placed[index] = true;
                const Id<Code> id = m_build.add_code(node.name, parent, node.colour, node.memo, node.is_category);
                if (!node.is_category) m_codes.try_emplace(node.key, id);
                const auto [first, last] = waiting.equal_range({node.is_category, node.key});
                for (auto child = first; child != last; ++child) ready.emplace_back(child->second, id);
            }
            ready.clear();
        };
        place_all();
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (placed[i]) continue;
            m_build.note("A category that lay beneath itself now stands at the top.",
                         "%1 categories that lay beneath themselves now stand at the top.");
            ready.emplace_back(i, Id<Code>{});
            place_all();
        }
    }

    struct FoundCoding {
        std::int64_t code, from, to;
        std::string words, owner, memo;
        WallTime time;
        bool important;
    };

    void read_codings() {
        std::map<Id<Source>, std::vector<FoundCoding>> found;
        rows("code_text", {"cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"}, "ctid",
             [&](const DatabaseRow& row) {
                 const auto source = m_sources.find(row.integer(1));
                 if (source == m_sources.end() || m_codes.count(row.integer(0)) == 0)
                     return m_build.doubt("1 coding was left out: its document or code is not in the project.",
                                         "%1 codings were left out: their document or code is not in the project.");
                 found[source->second].push_back({row.integer(0), row.place(3), row.place(4), row.text(2), row.text(5),
                                                  row.text(7), foreign_time(row.text(6)), row.integer(8) == 1});
             });
        for (const auto& [source, codings] : found) place_codings(source, codings);
    }

    PassageFit fit(Id<Source> source, const std::vector<FoundCoding>& codings, bool utf16) const {
        PassageFit fit;
        const std::string_view text = m_texts_of.at(source).view();
        for (const FoundCoding& coding : codings) {
            const TextRange range = m_texts.at(source).range(coding.from, coding.to, utf16);
            ++(!range.empty() && same_words(slice(text, range), coding.words) ? fit.same : fit.different);
        }
        return fit;
    }

    void place_codings(Id<Source> source, const std::vector<FoundCoding>& codings) {
        const QualCoderText& placed = m_texts.at(source);
        const std::string_view text = m_texts_of.at(source).view();
        bool utf16 = false;
        if (!placed.code_point_of_unit.empty()) {
            utf16 = fit(source, codings, true).same > fit(source, codings, false).same;
            if (utf16) {
                m_utf16.insert(source);
                m_build.note("The places in 1 document count characters such as 😀 twice; they were read in that way because the coded words fit.",
                             "The places in %1 documents count characters such as 😀 twice; they were read in that way because the coded words fit.");
            }
        }
        for (const FoundCoding& coding : codings) {
            const TextRange range = placed.range(coding.from, coding.to, utf16);
            if (range.empty()) {
                m_build.doubt("1 coding was left out: its place is not in its document.",
                             "%1 codings were left out: their places are not in their documents.");
                continue;
            }
            if (!coding.words.empty() && !same_words(slice(text, range), coding.words))
                m_build.doubt("1 coded passage in " + emic::quoted(m_names.at(source)) + " differs from the words that QualCoder stored for it. "
                             "It was taken at its place; please check it.",
                             "%1 coded passages in " + emic::quoted(m_names.at(source)) + " differ from the words that QualCoder stored for them. "
                             "They were taken at their places; please check them.");
            const Id<Coder> by = m_build.coder(coding.owner);
            std::optional<std::int32_t> weight;
            if (coding.important) {
                weight = 100;
                m_build.note("1 coding that was marked as important got the weight 100.",
                             "%1 codings that were marked as important got the weight 100.");
            }
            m_build.add_coding(source, range, m_codes.at(coding.code), by, coding.time, weight);
            m_build.add_memo(MemoTarget::passage, source.guid, range, {}, coding.memo, by, coding.time);
        }
    }

    void read_cases() {
        rows("cases", {"caseid", "name", "memo", "owner", "date"}, "caseid", [&](const DatabaseRow& row) {
            const Id<Case> id = m_build.add_case(row.text(1));
            m_cases.try_emplace(row.integer(0), id);
            m_case_names.emplace(id, row.text(1));
            m_build.add_memo(MemoTarget::case_, id.guid, {}, {}, row.text(2), m_build.coder(row.text(3)), foreign_time(row.text(4)));
        });
        struct Part {
            Id<Case> of;
            std::int64_t from, to;
        };
        std::map<Id<Source>, std::vector<Part>> parts;
        rows("case_text", {"caseid", "fid", "pos0", "pos1"}, "id", [&](const DatabaseRow& row) {
            const auto source = m_sources.find(row.integer(1));
            const auto of = m_cases.find(row.integer(0));
            if (source != m_sources.end() && of != m_cases.end())
                parts[source->second].push_back({of->second, row.place(2), row.place(3)});
        });
        for (Source& source : m_build.records.of<Source>()) {
            const auto of_source = parts.find(source.id);
            if (of_source == parts.end()) continue;
            const Part* largest = &of_source->second.front();
            for (const Part& part : of_source->second)
                if (part.to - part.from > largest->to - largest->from) largest = &part;
            source.case_id = largest->of;
            for (const Part& part : of_source->second) {
                if (part.of == largest->of) continue;
                const TextRange range = m_texts.at(source.id).range(part.from, part.to, m_utf16.count(source.id) != 0);
                m_build.add_memo(range.empty() ? MemoTarget::source : MemoTarget::passage, source.id.guid, range, "Case",
                                 m_case_names.at(part.of), m_build.coder({}), 0);
                m_build.note("1 part of a document belongs to a second case. In Emic a document has one case: the part has a memo with the case’s name.",
                             "%1 parts of documents belong to a second case. In Emic a document has one case: the parts have memos with the case’s name.");
            }
        }
    }

    void read_attributes() {
        std::map<std::string, std::size_t> places;
        auto& attributes = m_build.records.of<Attribute>();
        rows("attribute_type", {"name", "memo", "valuetype"}, "name", [&](const DatabaseRow& row) {
            if (is_blank(row.text(0)) || !places.try_emplace(row.text(0), attributes.size()).second) return;
            const auto name = clean_name(row.text(0), "attribute");
            Attribute attribute;
            attribute.id = m_build.new_id<Attribute>();
            attribute.name = name ? *name : "Untitled attribute";
            attribute.position = static_cast<std::uint32_t>(attributes.size());
            attribute.type = row.text(2) == "numeric" ? AttributeType::number : AttributeType::text;
            const auto description = clean_text(row.text(1));
            if (description) attribute.description = *description;
            attributes.push_back(std::move(attribute));
        });
        std::map<std::size_t, std::vector<std::pair<std::size_t, std::string>>> raw_values;
        auto& values = m_build.records.of<AttributeValue>();
        rows("attribute", {"name", "attr_type", "value", "id"}, "attrid", [&](const DatabaseRow& row) {
            const auto place = places.find(row.text(0));
            const std::string raw = row.text(2);
            const bool of_case = row.text(1) == "case";
            if (place == places.end() || is_blank(raw)) return;
            Guid holder;
            if (const auto found = m_cases.find(row.integer(3)); of_case && found != m_cases.end()) holder = found->second.guid;
            if (const auto found = m_sources.find(row.integer(3)); !of_case && found != m_sources.end()) holder = found->second.guid;
            if (row.text(1) != "case" && row.text(1) != "file") holder = {};
            if (holder.is_null())
                return m_build.note("1 value of an attribute was left out: it belongs to no case and no text.",
                                    "%1 values of attributes were left out: they belong to no case and no text.");
            AttributeValue value;
            value.id = m_build.new_id<AttributeValue>();
            value.attribute = attributes[place->second].id;
            value.holder = of_case ? AttributeHolder::case_ : AttributeHolder::source;
            value.holder_id = holder;
            raw_values[place->second].emplace_back(values.size(), raw);
            values.push_back(std::move(value));
        });
        for (const auto& [index, found] : raw_values) {
            Attribute& attribute = attributes[index];
            for (const auto& [place, raw] : found)
                if (!normal_value(attribute.type, raw)) {
                    attribute.type = AttributeType::text;
                    m_build.note("1 attribute of numbers holds other values too and became one of texts.",
                                 "%1 attributes of numbers hold other values too and became ones of texts.");
                    break;
                }
            for (const auto& [place, raw] : found) {
                const auto value = normal_value(attribute.type, raw);
                values[place].value = value ? *value : std::string();
            }
        }
        std::erase_if(values, [](const AttributeValue& value) { return value.value.empty(); });
    }

    void read_notes() {
        rows("annotation", {"fid", "pos0", "pos1", "memo", "owner", "date"}, "anid", [&](const DatabaseRow& row) {
            const auto source = m_sources.find(row.integer(0));
            const Id<Coder> by = m_build.coder(row.text(4));
            const WallTime time = foreign_time(row.text(5));
            if (source == m_sources.end()) return m_build.add_memo(MemoTarget::project, {}, {}, "Annotation", row.text(3), by, time);
            const TextRange range = m_texts.at(source->second).range(row.place(1), row.place(2),
                                             m_utf16.count(source->second) != 0);
            m_build.add_memo(range.empty() ? MemoTarget::source : MemoTarget::passage, source->second.guid, range, {}, row.text(3), by, time);
        });
        rows("journal", {"name", "jentry", "date", "owner"}, "jid", [&](const DatabaseRow& row) {
            m_build.add_memo(MemoTarget::project, {}, {}, row.text(0), row.text(1), m_build.coder(row.text(3)), foreign_time(row.text(2)));
        });
    }

    const Database& m_database;
    ForeignProjectBuilder m_build;
    std::optional<Problem> m_problem;
    std::string m_program = "QualCoder";
    std::unordered_map<std::int64_t, Id<Source>> m_sources;
    std::unordered_map<std::int64_t, Id<Code>> m_codes;
    std::unordered_map<std::int64_t, Id<Case>> m_cases;
    std::unordered_map<Id<Source>, QualCoderText, IdHash> m_texts;
    std::unordered_map<Id<Source>, SharedText, IdHash> m_texts_of;
    std::unordered_map<Id<Source>, std::string, IdHash> m_names;
    std::unordered_map<Id<Case>, std::string, IdHash> m_case_names;
    std::unordered_set<Id<Source>, IdHash> m_utf16; ///< documents whose places count UTF-16 units
};

bool is_qualcoder(const Database& database) {
    return database.has("source", {"fulltext"}) && database.has("code_name", {"cid"}) && database.has("code_text", {"pos0", "pos1"});
}

/// The name of the database in a folder that was packed; empty when there is none.
std::string database_entry(const ZipArchive& archive) {
    std::string found;
    for (const std::string& name : archive.names()) {
        const bool fits = name == database_name || name.ends_with("/" + std::string(database_name));
        if (fits && (found.empty() || name.size() < found.size())) found = name;
    }
    return found;
}

bool recognises(const FileInput& file) {
    if (is_database(file.bytes)) {
        const auto database = Database::open(file);
        return database.ok() && is_qualcoder(*database);
    }
    if (package_kind(file.bytes) != PackageKind::archive) return false;
    const auto archive = ZipArchive::open(file);
    return archive.ok() && !database_entry(*archive).empty();
}

Result<ForeignProject> read_database(const FileInput& file, const ForeignProjectContext& context) {
    const auto database = Database::open(file);
    if (!database) return database.problem();
    if (!is_qualcoder(*database))
        return Problem{ProblemKind::unreadable,
                       quoted_name(file) + " is a database, but not a QualCoder project. Nothing was imported from it. Choose the "
                                           "project’s .qda folder as a ZIP file, or the file data.qda in it.",
                       std::string(file.name)};
    return QualCoderReader(*database, file, context).read();
}

Result<ForeignProject> read(const FileInput& file, const ForeignProjectContext& context) {
    if (is_database(file.bytes)) return read_database(file, context);
    auto archive = ZipArchive::open(file);
    if (!archive) return archive.problem();
    const std::string entry = database_entry(*archive);
    const auto bytes = archive.value().read(entry);
    if (!bytes) return bytes.problem();
    return read_database({file.name, *bytes}, context);
}

} // namespace

ForeignProjectReader qualcoder_reader() { return {"qualcoder", "QualCoder project", {".qda"}, recognises, read}; }

} // namespace emic
