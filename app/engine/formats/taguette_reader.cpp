#include "engine/commands/names.h"
#include "engine/formats/database.h"
#include "engine/formats/record_json.h"
#include "engine/formats/taguette_text.h"

#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

namespace emic {

namespace {

/// One of several ways in which highlights can be read.
struct Reading {
    std::uint32_t shift = 0; ///< units that the places are behind the text nodes
    PassageFit fit;
};

class TaguetteReader {
public:
    TaguetteReader(const Database& database, const FileInput& file, const ForeignProjectContext& context)
        : m_database(database), m_build(file, context) {}

    Result<ForeignProject> read() {
        read_project();
        read_authors();
        read_documents();
        read_tags();
        read_highlights();
        if (m_problem) return *m_problem;
        return std::move(m_build).finish("Taguette");
    }

private:
    struct Highlight {
        std::int64_t id, from, to;
        std::string snippet;
    };
    struct Author {
        std::string login;
        WallTime time = 0;
    };
    struct FoundTag {
        std::int64_t id;
        std::string path, description, colour;
        std::optional<std::int64_t> parent;
    };

    void rows(std::string_view table, const std::vector<std::string_view>& columns, std::string_view order,
              const std::function<void(const DatabaseRow&)>& take) {
        if (m_problem) return;
        m_problem = m_database.each_row(table, columns, order, take);
    }

    /// A server's database holds many projects: the first with documents is taken.
    void read_project() {
        std::set<std::int64_t> with_documents;
        rows("documents", {"project_id"}, "id", [&](const DatabaseRow& row) { with_documents.insert(row.integer(0)); });
        std::uint32_t others = 0;
        bool taken = false;
        std::string name, description;
        WallTime created = 0;
        rows("projects", {"id", "name", "description", "created"}, "id", [&](const DatabaseRow& row) {
            if (taken || (!with_documents.empty() && with_documents.count(row.integer(0)) == 0)) {
                others += with_documents.count(row.integer(0)) != 0 ? 1 : 0;
                return;
            }
            taken = true;
            m_project = row.integer(0);
            name = row.text(1);
            description = row.text(2);
            created = foreign_time(row.text(3));
        });
        m_build.set_info(name, created);
        m_build.note("1 other project in this database was not opened. Export it in Taguette by itself and open that file.",
                     "%1 other projects in this database were not opened. Export them in Taguette one by one and open those files.",
                     others);
        if (!is_blank(description)) m_build.add_memo(MemoTarget::project, {}, {}, {}, description, m_build.coder({}), created);
    }

    /// Who made a highlight stands only in the log of what was done.
    void read_authors() {
        rows("commands", {"user_login", "date", "payload", "project_id"}, "id", [&](const DatabaseRow& row) {
            if (row.integer(3) != m_project) return;
            const nlohmann::json payload = parse_json(row.text(2));
            if (!payload.is_object() || payload.value("type", nlohmann::json()) != "highlight_add") return;
            const auto id = payload.find("highlight_id");
            if (id == payload.end()) return;
            if (!id->is_number_integer()) return;
            m_authors[id->get<std::int64_t>()] = {row.text(0), foreign_time(row.text(1))};
        });
    }

    void read_documents() {
        rows("documents", {"id", "name", "filename", "description", "contents", "created", "project_id"}, "id", [&](const DatabaseRow& row) {
            if (row.integer(6) != m_project) return;
            TaguetteText text = place_taguette_text(row.text(4));
            const WallTime time = foreign_time(row.text(5));
            const Id<Source> id = m_build.add_source(row.text(1), text.placed.text, time);
            Source& source = m_build.records.of<Source>().back();
            source.headings = text.headings;
            if (const std::string file = row.text(2); !is_blank(file)) source.origin = document_origin(file);
            m_build.add_memo(MemoTarget::source, id.guid, {}, {}, row.text(3), m_build.coder({}), time);
            m_names.emplace(id, source.name);
            m_sources.try_emplace(row.integer(0), id);
            m_texts.try_emplace(id, std::move(text));
        });
    }

    static std::string document_origin(const std::string& file) {
        const std::size_t slash = file.find_last_of("/\\");
        return slash == std::string::npos ? file : file.substr(slash + 1);
    }

    /// "feelings.lonely" lies beneath "feelings" where there is such a tag; newer versions say the parent.
    void read_tags() {
        std::vector<FoundTag> tags;
        rows("tags", {"id", "path", "description", "color", "parent_id", "project_id"}, "path", [&](const DatabaseRow& row) {
            if (row.integer(5) != m_project) return;
            tags.push_back({row.integer(0), row.text(1), row.text(2), row.text(3),
                            row.is_null(4) ? std::nullopt : std::optional(row.integer(4))});
        });
        std::unordered_map<std::string, std::size_t> by_path;
        std::unordered_map<std::int64_t, std::size_t> by_id;
        for (std::size_t i = 0; i < tags.size(); ++i) {
            by_path.try_emplace(tags[i].path, i);
            by_id.try_emplace(tags[i].id, i);
        }
        for (std::size_t i = 0; i < tags.size(); ++i) place_tag(tags, by_path, by_id, i);
    }

    struct Above {
        std::optional<std::size_t> tag;
        std::size_t prefix = 0; ///< bytes of the path that the parent's path and its dot take
    };
    static Above above(const std::vector<FoundTag>& tags, const std::unordered_map<std::string, std::size_t>& by_path,
                       const std::unordered_map<std::int64_t, std::size_t>& by_id, std::size_t index) {
        const FoundTag& tag = tags[index];
        if (tag.parent)
            if (const auto found = by_id.find(*tag.parent); found != by_id.end() && found->second != index) {
                const std::string prefix = tags[found->second].path + '.';
                return {found->second, tag.path.starts_with(prefix) ? prefix.size() : 0};
            }
        constexpr std::size_t longest_path = 2000; // Taguette's own limit is 200
        if (tag.path.size() > longest_path) return {};
        for (std::size_t dot = tag.path.rfind('.'); dot != std::string::npos && dot > 0; dot = tag.path.rfind('.', dot - 1))
            if (const auto found = by_path.find(tag.path.substr(0, dot)); found != by_path.end() && dot + 1 < tag.path.size())
                return {found->second, dot + 1};
        return {};
    }

    /// Places a tag and first what lies above it; a circle is cut where it is met.
    Id<Code> place_tag(const std::vector<FoundTag>& tags, const std::unordered_map<std::string, std::size_t>& by_path,
                       const std::unordered_map<std::int64_t, std::size_t>& by_id, std::size_t index) {
        std::vector<std::pair<std::size_t, Above>> way;
        std::unordered_set<std::size_t> on_way;
        for (std::optional<std::size_t> step = index; step && m_tags.count(tags[*step].id) == 0 && on_way.insert(*step).second;) {
            const Above parent = above(tags, by_path, by_id, *step);
            way.emplace_back(*step, parent);
            step = parent.tag;
        }
        for (; !way.empty(); way.pop_back()) {
            const auto& [step, parent] = way.back();
            const FoundTag& tag = tags[step];
            const auto parent_code = parent.tag ? m_tags.find(tags[*parent.tag].id) : m_tags.end();
            const bool has_parent = parent_code != m_tags.end();
            const Id<Code> id = m_build.add_code(has_parent ? std::string_view(tag.path).substr(parent.prefix) : std::string_view(tag.path),
                                                 has_parent ? parent_code->second : Id<Code>{}, foreign_colour(tag.colour),
                                                 tag.description, false);
            m_tags.try_emplace(tag.id, id);
        }
        return m_tags.at(tags[index].id);
    }

    void read_highlights() {
        std::unordered_map<std::int64_t, std::vector<std::int64_t>> tags_of;
        rows("highlight_tags", {"highlight_id", "tag_id"}, "tag_id",
             [&](const DatabaseRow& row) { tags_of[row.integer(0)].push_back(row.integer(1)); });
        std::map<Id<Source>, std::vector<Highlight>> found;
        rows("highlights", {"id", "document_id", "start_offset", "end_offset", "snippet"}, "id", [&](const DatabaseRow& row) {
            if (const auto source = m_sources.find(row.integer(1)); source != m_sources.end())
                found[source->second].push_back({row.integer(0), row.place(2), row.place(3), row.text(4)});
        });
        for (const auto& [source, highlights] : found) place_highlights(source, highlights, tags_of);
    }

    [[nodiscard]] bool fits(const TaguetteText& text, const Highlight& highlight, TextRange range) const {
        return highlight.snippet.empty() ||
               same_words(slice(text.placed.text, range), place_taguette_text(highlight.snippet).placed.text);
    }

    [[nodiscard]] Reading best_reading(const TaguetteText& text, const std::vector<Highlight>& highlights) const {
        Reading best;
        for (const std::uint32_t shift : {std::uint32_t{0}, text.leading_blanks}) {
            Reading reading{shift, {}};
            for (const Highlight& highlight : highlights) {
                const TextRange range = text.placed.range(highlight.from + shift, highlight.to + shift);
                ++(!range.empty() && fits(text, highlight, range) ? reading.fit.same : reading.fit.different);
            }
            if (shift == 0 || reading.fit.same > best.fit.same) best = reading;
        }
        return best;
    }

    void place_highlights(Id<Source> source, const std::vector<Highlight>& highlights,
                          const std::unordered_map<std::int64_t, std::vector<std::int64_t>>& tags_of) {
        const TaguetteText& text = m_texts.at(source);
        const Reading reading = best_reading(text, highlights);
        for (const Highlight& highlight : highlights) {
            const TextRange range = text.placed.range(highlight.from + reading.shift, highlight.to + reading.shift);
            if (range.empty()) {
                m_build.doubt("1 highlight was left out: its place is not in its document.",
                             "%1 highlights were left out: their places are not in their documents.");
                continue;
            }
            if (!fits(text, highlight, range))
                m_build.doubt("1 highlight in " + emic::quoted(m_names.at(source)) + " differs from the words that Taguette stored for it. It was "
                             "taken at its place; please check it.",
                             "%1 highlights in " + emic::quoted(m_names.at(source)) + " differ from the words that Taguette stored for them. They "
                             "were taken at their places; please check them.");
            const auto author = m_authors.find(highlight.id);
            const Id<Coder> by = m_build.coder(author == m_authors.end() ? std::string() : author->second.login);
            const WallTime time = author == m_authors.end() ? 0 : author->second.time;
            std::uint32_t coded = 0;
            if (const auto tags = tags_of.find(highlight.id); tags != tags_of.end())
                for (const std::int64_t tag : tags->second)
                    if (const auto code = m_tags.find(tag); code != m_tags.end()) {
                        m_build.add_coding(source, range, code->second, by, time);
                        ++coded;
                    }
            if (coded > 0) continue;
            if (!m_untagged) m_untagged = m_build.add_code("Highlighted without a tag", {}, std::nullopt, {}, false);
            m_build.add_coding(source, range, m_untagged, by, time);
            m_build.note("1 highlight without a tag got the code ‘Highlighted without a tag’.",
                         "%1 highlights without tags got the code ‘Highlighted without a tag’.");
        }
    }

    const Database& m_database;
    ForeignProjectBuilder m_build;
    std::optional<Problem> m_problem;
    std::int64_t m_project = 0;
    Id<Code> m_untagged;
    std::unordered_map<std::int64_t, Author> m_authors; ///< by highlight
    std::unordered_map<std::int64_t, Id<Source>> m_sources;
    std::unordered_map<std::int64_t, Id<Code>> m_tags;
    std::unordered_map<Id<Source>, TaguetteText, IdHash> m_texts;
    std::unordered_map<Id<Source>, std::string, IdHash> m_names;
};

bool is_taguette(const Database& database) {
    return database.has("documents", {"contents", "project_id"}) && database.has("highlights", {"start_offset", "end_offset"}) &&
           database.has("tags", {"path"}) && database.has("projects");
}

bool recognises(const FileInput& file) {
    if (!is_database(file.bytes)) return false;
    const auto database = Database::open(file);
    return database.ok() && is_taguette(*database);
}

Result<ForeignProject> read(const FileInput& file, const ForeignProjectContext& context) {
    const auto database = Database::open(file);
    if (!database) return database.problem();
    if (!is_taguette(*database))
        return Problem{ProblemKind::unreadable,
                       quoted_name(file) + " is a database, but not a Taguette project. Nothing was imported from it. In Taguette choose "
                                           "‘Export project’ and open the file that it saves.",
                       std::string(file.name)};
    return TaguetteReader(*database, file, context).read();
}

} // namespace

ForeignProjectReader taguette_reader() { return {"taguette", "Taguette project", {".sqlite3"}, recognises, read}; }

} // namespace emic
