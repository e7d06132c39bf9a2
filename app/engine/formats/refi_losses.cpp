#include "engine/formats/refi_export.h"
#include "engine/formats/reader.h"

#include <set>

namespace emic {

std::vector<std::string> refi_losses(const Project& project) {
    std::uint32_t weights = 0;
    for (const Coding& coding : project.codings()) weights += coding.weight ? 1 : 0;
    std::uint32_t turns = 0;
    std::uint32_t headings = 0;
    std::uint32_t times = 0;
    std::set<Guid> recordings; // their points have times
    for (const Kept& kept : project.kept())
        if (kept.place == "refi/Recording") recordings.insert(kept.owner);
    for (const Source& source : project.sources()) {
        turns += static_cast<std::uint32_t>(source.turns.size());
        headings += static_cast<std::uint32_t>(source.headings.size());
        if (recordings.count(source.id.guid) == 0) times += static_cast<std::uint32_t>(source.times.size());
    }
    std::vector<std::string> losses;
    const auto say = [&](std::uint32_t count, const char* one, const char* many, const char* what) {
        if (count > 0) losses.push_back(counted(count, one, many) + " " + what);
    };
    say(weights, "weight of a coding", "weights of codings", "will not be in the file: the standard has no place for them.");
    say(turns, "turn of a speaker", "turns of speakers", "will not be marked; the words and names themselves stay in the text.");
    say(headings, "heading", "headings", "will be plain paragraphs.");
    say(times, "time of a recording", "times of recordings", "will not be in the file.");
    say(static_cast<std::uint32_t>(project.pseudonyms().size()), "pseudonym", "pseudonyms", "will not be in the file, and the real words stay in the texts.");
    if (!project.coders().empty()) losses.push_back("The colours of coders and the dates on which codings were last changed will not be in the file.");
    return losses;
}

Report refi_losses_report(const ExportInput& input) {
    Report report;
    report.title = "REFI-QDA project";
    report.add(BlockKind::title, "What other programs will get");
    report.add(BlockKind::paragraph, "The project's documents, codes, coded passages, coders, cases, attributes and memos; themes as sets with their codes.");
    report.heading(2, "What they will not get");
    for (const std::string& loss : refi_losses(input.project)) report.add(BlockKind::paragraph, loss);
    return report;
}

} // namespace emic
