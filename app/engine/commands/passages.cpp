#include "engine/commands/passages.h"

#include "engine/commands/names.h"

#include <algorithm>

namespace emic {

TextRange snap_passage(std::string_view text, TextRange range) {
    const auto whole_characters = [&](TextRange part) {
        return TextRange{grapheme_floor(text, part.begin), grapheme_ceil(text, part.end)};
    };
    if (range.empty()) return range;
    const TextRange core = trimmed(text, whole_characters(range));
    // A white space that carries a combining mark stays with it.
    return core.empty() ? core : whole_characters(core);
}

Result<TextRange> check_passage(const Project& project, Id<Source> source_id, TextRange range) {
    const Source* source = project.find(source_id);
    if (!source) return gone("document");
    if (range.empty()) return invalid("No words are selected. Select the words of the passage first.");
    if (range.end > source->text.size())
        return invalid("The passage reaches beyond the end of " + quoted(source->name) +
                       ". Nothing was changed. Select its words again.");
    const TextRange snapped = snap_passage(source->text.view(), range);
    if (snapped.empty()) return invalid("Only blanks are selected. Select the words of the passage first.");
    return snapped;
}

Outcome check_coder(const CommandContext& context) {
    if (context.project.find(context.stamp.coder)) return std::nullopt;
    return Problem{
        ProblemKind::missing, "It is not known who is working. Nothing was changed. Choose a coder first.", {}};
}

Outcome check_applicable(const Project& project, Id<Code> id) {
    const Code* code = project.find(id);
    if (!code) return gone("code");
    if (code->category)
        return invalid(quoted(code->name) + " is a category: it gathers codes and is not put on passages. Nothing was changed. Choose a code "
                       "beneath it, or make it a code again in the codebook.");
    return std::nullopt;
}

const Coding* find_coding_like(const CommandContext& context, const Coding& coding, Id<Coding> except) {
    const auto& entries = context.indexes.codings_of_code(coding.code);
    auto entry = std::lower_bound(entries.begin(), entries.end(), CodingEntry{coding.source, coding.range, {}});
    for (; entry != entries.end() && entry->source == coding.source && entry->range == coding.range; ++entry) {
        const Coding* other = context.project.find(entry->id);
        if (other && other->id != except && other->coder == coding.coder) return other;
    }
    return nullptr;
}

} // namespace emic
