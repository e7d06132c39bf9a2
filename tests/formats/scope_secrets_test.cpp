// What is not chosen does not leave: every text outside of a scope is a word of its own, looked for in every part of every export.
#include "engine/formats/export_scope.h"
#include "formats/pseudonym_support.h"

#include <set>

using namespace emic;
using namespace emic::test;

namespace {

constexpr const char* kinds[] = {"Code", "Case", "Coder"};

/// Words that begin with "Hidden" and the kind of choice that hides them; all others may be anywhere.
struct Secrets {
    Project project;
    std::set<std::string> words[3];
    Id<Code> code{fixture_guid(10)};
    Id<Case> participant{fixture_guid(20)};
    Id<Coder> coder{fixture_guid(30)};

    Secrets() {
        const Coder mia{coder, "Mia", 0, {}}, leo{{fixture_guid(31)}, hidden(2, "Name"), 0, {}};
        const Case a{participant, "CaseA", 0, {}}, b{{fixture_guid(21)}, hidden(1, "Name"), 1, {}};
        insert(mia), insert(leo), insert(a), insert(b);
        insert(Code{code, {}, 0, "CodeX", 0, "DefinitionX", {}, {}, {}, false, {}});
        const Code other{{fixture_guid(11)}, {}, 1, hidden(0, "Name"), 0, hidden(0, "Definition"), hidden(0, "Include"), hidden(0, "Exclude"), hidden(0, "Examples"), false, {}};
        insert(other);
        const Source one{{fixture_guid(40)}, a.id, "DocumentA", 0, SharedText("First words. Second words. Third words."), "a.txt", 0, {}, {}, {}, {}, {}};
        Source two{{fixture_guid(41)}, b.id, hidden(1, "Document"), 1, SharedText(hidden(1, "Text") + " said."), hidden(1, "Origin") + ".txt", 0, {}, {}, {}, {}, {}};
        two.speakers = {{hidden(1, "Speaker"), b.id, false}};
        insert(one), insert(two);
        const Attribute attribute{{fixture_guid(50)}, "Site", 0, AttributeType::text, {}, {}};
        insert(attribute);
        value(attribute.id, AttributeHolder::case_, a.id.guid, "ValueA"), value(attribute.id, AttributeHolder::source, one.id.guid, "ValueOfDocumentA");
        value(attribute.id, AttributeHolder::case_, b.id.guid, hidden(1, "Value")), value(attribute.id, AttributeHolder::source, two.id.guid, hidden(1, "ValueOfDocument"));
        const TextRange first{0, 12}, second{13, 26}, third{27, 39}, all_of_two{0, two.text.size()};
        coding(one.id, first, code, mia.id), coding(one.id, second, other.id, mia.id), coding(one.id, third, code, leo.id), coding(two.id, all_of_two, code, mia.id);
        // By the chosen coder on what the other choices leave out.
        memo(MemoTarget::code, other.id.guid, {}, 0, "OnCode", mia.id), memo(MemoTarget::passage, one.id.guid, second, 0, "OnPassage", mia.id);
        memo(MemoTarget::case_, b.id.guid, {}, 1, "OnCase", mia.id), memo(MemoTarget::source, two.id.guid, {}, 1, "OnDocument", mia.id), memo(MemoTarget::passage, two.id.guid, all_of_two, 1, "OnPassage", mia.id);
        const Theme themes[] = {{{fixture_guid(60)}, 0, "ThemeX", "DescriptionX", {code}, {}, {{{fixture_guid(61)}, hidden(0, "Relation")}}, {}},
                                {{fixture_guid(61)}, 1, hidden(0, "Theme"), hidden(0, "ThemeDescription"), {other.id}, {}, {}, {}},
                                {{fixture_guid(62)}, 2, hidden(1, "Theme"), hidden(1, "ThemeDescription"), {}, {{two.id, all_of_two}}, {}, {}},
                                {{fixture_guid(63)}, 3, hidden(2, "Theme"), hidden(2, "ThemeDescription"), {}, {{one.id, third}}, {}, {}}};
        for (const Theme& theme : themes) insert(theme);
        for (int kind = 0; kind < 3; ++kind) memo(MemoTarget::theme, themes[kind + 1].id.guid, {}, kind, "OnTheme", mia.id);
        // By the other coder on what is chosen.
        memo(MemoTarget::project, {}, {}, 2, "OnProject", leo.id), memo(MemoTarget::source, one.id.guid, {}, 2, "OnDocument", leo.id), memo(MemoTarget::code, code.guid, {}, 2, "OnCode", leo.id);
        memo(MemoTarget::passage, one.id.guid, first, 2, "OnPassage", leo.id), memo(MemoTarget::case_, a.id.guid, {}, 2, "OnCase", leo.id), memo(MemoTarget::theme, themes[0].id.guid, {}, 2, "OnTheme1", leo.id);
        insert(ProjectInfo{{fixture_guid(70)}, "Study", 0, {}});
        REQUIRE_FALSE(project.apply(m_change));
        REQUIRE(find_problems(project).empty());
    }

    /// The hidden words of the kinds in `mask` that stand in some export of what `scope` leaves: "codebook-csv: HiddenCodeName".
    [[nodiscard]] std::vector<std::string> leaving(const ExportScope& scope, int mask) const {
        const Project scoped = scoped_project(project, scope);
        REQUIRE(find_problems(scoped).empty());
        Indexes indexes;
        indexes.rebuild(scoped);
        std::vector<std::string> left;
        for (const ExportFormat& format : export_formats())
            for (const auto& [part, text] : readable_parts(format.write({scoped, indexes, {1, true, true, false, false}}).value()))
                for (int kind = 0; kind < 3; ++kind)
                    for (const std::string& word : words[kind])
                        if ((mask >> kind & 1) != 0 && text.find(word) != std::string::npos) left.push_back(std::string(format.id) + ": " + word);
        return left;
    }

private:
    std::string hidden(int kind, const std::string& what) {
        const std::string word = std::string("Hidden") + kinds[kind] + what + "Z";
        words[kind].insert(word);
        return word;
    }
    template <class Record> void insert(Record record) { m_change.insert(std::move(record)); }
    void value(Id<Attribute> attribute, AttributeHolder holder, Guid of, std::string what) { insert(AttributeValue{{fixture_guid(m_next++)}, attribute, holder, of, std::move(what), {}}); }
    void coding(Id<Source> source, TextRange range, Id<Code> of, Id<Coder> by) { insert(Coding{{fixture_guid(m_next++)}, source, range, of, by, 0, 0, {}, {}}); }
    void memo(MemoTarget target, Guid of, TextRange range, int kind, const std::string& what, Id<Coder> by) {
        insert(Memo{{fixture_guid(m_next++)}, target, of, range, hidden(kind, what + "Title"), hidden(kind, what), by, 0, 0, {}});
    }

    Change m_change;
    std::uint64_t m_next = 100;
};

} // namespace

TEST_CASE("scope: nothing that is not chosen leaves in any export") {
    const Secrets secrets;
    // All of it is in the whole project: what looks for it finds it.
    const std::vector<std::string> all = secrets.leaving({}, 7);
    for (const auto& words : secrets.words)
        for (const std::string& word : words) CHECK_MESSAGE(std::count(all.begin(), all.end(), "project: " + word) > 0, word);
    const ExportScope by_code{{secrets.code}, {}, {}, false}, by_case{{}, {secrets.participant}, {}, false}, by_coder{{}, {}, {secrets.coder}, false};
    const std::pair<ExportScope, int> choices[] = {{by_code, 1}, {by_case, 2}, {by_coder, 4}, {{{secrets.code}, {secrets.participant}, {secrets.coder}, false}, 7}};
    for (const auto& [scope, mask] : choices) {
        CAPTURE(mask);
        const std::vector<std::string> left = secrets.leaving(scope, mask);
        CHECK_MESSAGE(left.empty(), (left.empty() ? std::string() : left.front()));
    }
}
