#pragma once

#include "engine/formats/foreign_projects.h"
#include "engine/formats/project_repair.h"

#include <map>
#include <set>

namespace emic {

/// A foreign text as a document holds it, and where each unit of the foreign text went.
struct PlacedText {
    std::string text;
    std::vector<std::uint32_t> begin; ///< bytes of `text`, for each foreign unit: where it begins
    std::vector<std::uint32_t> end;   ///< and where it ends; the same as `begin` where nothing of it stands in `text`

    /// Appends what one foreign unit, or the `units` it takes, became.
    void append(std::string_view piece, std::uint32_t units = 1);
    /// The stretch of foreign units [from, to); empty where the numbers make none.
    [[nodiscard]] TextRange range(std::int64_t from, std::int64_t to) const;
};

/// How well foreign places fit, over one document.
struct PassageFit {
    std::uint32_t same = 0;
    std::uint32_t different = 0;
};

/// True when both hold the same characters, white space aside.
bool same_words(std::string_view a, std::string_view b);

/// "2024-05-31 14:00:05", with "T", fractions and a time zone where there are any; UTC without one. 0 when it is no time.
WallTime foreign_time(std::string_view text);

/// "#rrggbb" or "rrggbb".
std::optional<Colour> foreign_colour(std::string_view text);

/// Gathers the records of a foreign project: names become names that Emic takes, and what is said twice is one note.
class ForeignProjectBuilder {
public:
    ForeignProjectBuilder(const FileInput& file, const ForeignProjectContext& context);

    RecordSet records;

    [[nodiscard]] WallTime time_or_now(WallTime time) const { return time ? time : m_context.now; }
    template <class Record> [[nodiscard]] Id<Record> new_id() const { return {m_context.ids()}; }

    void set_info(std::string_view name, WallTime created);
    /// The coder of that name; the one of the context for a blank one.
    Id<Coder> coder(std::string_view name);
    Id<Case> add_case(std::string_view name);
    /// `text` must be fit for a document.
    Id<Source> add_source(std::string_view name, std::string text, WallTime imported);
    /// Last under its parent; without a colour it gets one.
    Id<Code> add_code(std::string_view name, Id<Code> parent, std::optional<Colour> colour, std::string_view definition,
                      bool category);
    void add_coding(Id<Source> source, TextRange range, Id<Code> code, Id<Coder> by, WallTime time,
                    std::optional<std::int32_t> weight = std::nullopt);
    /// Nothing for a blank text.
    void add_memo(MemoTarget target, Guid on, TextRange range, std::string_view title, std::string_view text,
                  Id<Coder> by, WallTime time);

    /// Counts `count` more of what `one` and `many` say: "1 picture was left out." / "%1 pictures were left out."
    void note(const std::string& one, const std::string& many, std::uint32_t count = 1);
    /// The same for what should be seen before the project is taken in.
    void doubt(const std::string& one, const std::string& many);

    /// The project, checked; notes of repairs join the report.
    Result<ForeignProject> finish(std::string program) &&;

private:
    std::string name_of(std::string_view raw, std::string_view noun, std::set<std::string>& taken);

    const FileInput& m_file;
    const ForeignProjectContext& m_context;
    std::map<std::string, Id<Coder>, std::less<>> m_coders;
    std::map<Id<Code>, std::set<std::string>> m_sibling_names;
    std::map<Id<Code>, std::uint32_t> m_children;
    std::map<Id<Code>, Colour> m_colours;
    std::set<std::string> m_case_names;
    std::set<std::string> m_source_names;
    std::set<std::tuple<Id<Source>, TextRange, Id<Code>, Id<Coder>>> m_codings;
    std::vector<std::pair<std::string, std::string>> m_sentences;
    std::map<std::string, std::uint32_t> m_counts;
    std::set<std::string> m_doubts;
};

} // namespace emic
