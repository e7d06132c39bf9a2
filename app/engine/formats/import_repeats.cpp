#include "engine/formats/import_repeats.h"

#include "engine/commands/names.h"

#include <algorithm>
#include <map>
#include <set>

namespace emic {

namespace {

/// "ana" of "Ana (2)", which is how a name that was taken goes on, and how browsers keep a second download.
std::string key_without_number(std::string_view name) {
    std::string key = name_key(name);
    const std::size_t open = key.rfind(" (");
    if (!key.ends_with(')') || open == std::string::npos || open == 0) return key;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::all_of(key.begin() + static_cast<std::ptrdiff_t>(open) + 2, key.end() - 1, is_digit)) key.resize(open);
    return key;
}

/// The documents that are there, with what is planned so far. Texts are those of the project and the plan, which both outlive it.
class KnownDocuments {
public:
    explicit KnownDocuments(const Project& project) {
        for (const Source& source : project.sources()) add(source.name, source.text.view());
    }
    void add(std::string_view name, std::string_view text) {
        m_names.insert(name_key(name));
        m_texts[key_without_number(name)].push_back(text);
    }
    [[nodiscard]] Repeat repeat_of(std::string_view name, std::string_view text) const {
        const auto texts = m_texts.find(key_without_number(name));
        if (texts != m_texts.end() && std::find(texts->second.begin(), texts->second.end(), text) != texts->second.end()) return Repeat::whole;
        return m_names.contains(name_key(name)) ? Repeat::name : Repeat::no;
    }

private:
    std::set<std::string> m_names;
    std::map<std::string, std::vector<std::string_view>> m_texts;
};

} // namespace

void mark_repeats(ImportPlan& plan, const Project& project) {
    KnownDocuments known(project);
    for (PlannedImport& item : plan.items) {
        item.repeat = Repeat::no;
        item.repeated_rows = 0;
        if (item.problem) continue;
        if (!item.table) {
            item.repeat = known.repeat_of(item.name, item.read.content.text);
            known.add(item.name, item.read.content.text);
        }
        bool all = !item.rows.empty();
        for (const ImportedDocument& row : item.rows) {
            const Repeat repeat = known.repeat_of(row.name, row.content.text);
            if (repeat != Repeat::no) ++item.repeated_rows, item.repeat = Repeat::name;
            all &= repeat == Repeat::whole;
        }
        if (item.table && all) item.repeat = Repeat::whole;
        for (const ImportedDocument& row : item.rows) known.add(row.name, row.content.text);
        if (item.repeat == Repeat::whole) item.taken = false;
    }
}

std::string repeat_words(const PlannedImport& item) {
    if (item.repeat == Repeat::no) return {};
    if (item.table) {
        const std::string rows = item.repeated_rows == 1 ? "1 of its rows has" : std::to_string(item.repeated_rows) + " of its rows have";
        return item.repeat == Repeat::whole ? "Every row of this table is a document already, with the same words. It is left out unless it is ticked; then each comes in a second time, as ‘… (2)’."
                                            : rows + " the name of a document that is there already. Imported, they become documents of their own, named ‘… (2)’. Where both belong to the same person, the case stays one.";
    }
    if (name_key(item.name) != name_key(item.read.name)) return {}; // it was given another
    const std::string name = quoted(item.name);
    return item.repeat == Repeat::whole ? "There is a document " + name + " with the very same text already. This one is left out unless it is ticked; then it comes in a second time, under a name with a number."
                                        : "There is a document " + name + " already, with another text. This one becomes a document of its own, under a name with a number; give it another name here to tell them apart.";
}

} // namespace emic
