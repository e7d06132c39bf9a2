#include "engine/formats/spoken_lines.h"
#include "engine/formats/text_file.h"
#include "engine/formats/xml.h"

#include <algorithm>
#include <limits>
#include <map>

namespace emic {

namespace {

std::string text_of(const pugi::xml_node& node) {
    std::size_t replaced = 0, controls = 0;
    return clean_text(repair_utf8(node.child_value(), replaced), controls);
}

/// What somebody said, and where in the recording.
struct Annotation {
    SpokenLine line;
    std::int64_t place = 0; ///< milliseconds; of the one before where it has no time
};

bool recognises(const FileInput& file) { return file.bytes.substr(0, 4096).find("<ANNOTATION_DOCUMENT") != std::string_view::npos; }

Result<std::vector<ImportedDocument>> read(const FileInput& file) {
    const xml::Parsed parsed = xml::parse(std::string(file.bytes), xml::BetweenTags::dropped, xml::FaultyBytes::replaced);
    if (!parsed.document)
        return Problem{ProblemKind::damaged, quoted_name(file) + " is a damaged or incomplete file of ELAN. Nothing was imported from it. Open it in ELAN, export it as a traditional "
                                                                 "transcript text or as subtitles, and drop that file here.", std::string(file.name)};
    const pugi::xml_node root = parsed.document->tree.document_element();
    std::map<std::string_view, std::int64_t> slots; // that have a time
    for (const pugi::xml_node slot : xml::child(root, "TIME_ORDER").children())
        if (const int time = xml::attribute_number(slot, "TIME_VALUE", 0, std::numeric_limits<int>::max(), -1); time >= 0) slots[xml::attribute_text(slot, "TIME_SLOT_ID")] = time;
    std::vector<Annotation> annotations;
    std::uint32_t dependent = 0, untimed = 0;
    for (const pugi::xml_node tier : root.children()) {
        if (xml::local_name(tier) != "TIER") continue;
        const bool own = xml::attribute_text(tier, "PARENT_REF").empty();
        std::string_view name = xml::attribute_text(tier, "PARTICIPANT");
        if (name.empty()) name = xml::attribute_text(tier, "TIER_ID");
        std::int64_t last = 0;
        for (const pugi::xml_node annotation : tier.children()) {
            if (xml::local_name(annotation) != "ANNOTATION") continue;
            const pugi::xml_node aligned = xml::child(annotation, "ALIGNABLE_ANNOTATION");
            if (!own) {
                ++dependent;
                continue;
            }
            const pugi::xml_node any = aligned ? aligned : annotation.first_child();
            const auto slot = [&](const char* reference) -> std::optional<std::int64_t> {
                const auto found = slots.find(xml::attribute_text(any, reference));
                return found == slots.end() ? std::nullopt : std::optional(found->second);
            };
            SpokenLine line{std::string(name), spoken_lines_of(text_of(xml::child(any, "ANNOTATION_VALUE"))), slot("TIME_SLOT_REF1"), slot("TIME_SLOT_REF2")};
            if (line.lines.empty()) continue;
            if (!line.begin) ++untimed;
            last = line.begin.value_or(last);
            annotations.push_back({std::move(line), last});
        }
    }
    std::stable_sort(annotations.begin(), annotations.end(), [](const Annotation& a, const Annotation& b) { return a.place < b.place; });
    std::vector<SpokenLine> all;
    for (Annotation& one : annotations) all.push_back(std::move(one.line));
    std::vector<ImportNote> notes;
    if (parsed.document->replaced > 0) {
        const auto faulty = static_cast<std::uint32_t>(parsed.document->replaced);
        notes.push_back({counted(faulty, "faulty byte was", "faulty bytes were") + " replaced by the sign �.", faulty});
    }
    if (dependent > 0)
        notes.push_back({counted(dependent, "annotation on what was said (a translation, a gloss or the like, in a tier below others) was", "annotations on what was said (translations, glosses and the like, in tiers below others) were") + " left out.", dependent});
    if (untimed > 0) notes.push_back({counted(untimed, "annotation has no time of its own and stands", "annotations have no time of their own and stand") + " behind the one before.", untimed});
    return std::vector{spoken_document(file, std::move(all), std::move(notes))};
}

} // namespace

Reader elan_reader() { return {"elan", "ELAN transcript", {".eaf"}, recognises, read}; }

} // namespace emic
