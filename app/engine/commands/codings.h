#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <optional>
#include <vector>

namespace emic {

// Commands are pure: the project, the request and the context's stamp and ids decide everything. Each checks its whole
// request and answers with a Change, or with a Problem in the researcher's words. A request that changes nothing gives
// a Change without edits, which need not be committed. Passages are snapped outwards to whole characters (grapheme
// clusters) and rid of white space at their ends.

/// Codes a passage as the context's coder. The same code by the same coder on the same passage again changes nothing.
struct ApplyCode {
    Id<Source> source;
    TextRange range;
    Id<Code> code;
};
Result<Change> apply_code(const CommandContext& context, const ApplyCode& request);

/// Codes many passages at once, such as the results of a search. Those that are coded so already are left as they are.
struct ApplyCodeToPassages {
    std::vector<Passage> passages;
    Id<Code> code;
};
Result<Change> apply_code_to_passages(const CommandContext& context, const ApplyCodeToPassages& request);

struct RemoveCodings {
    std::vector<Id<Coding>> codings;
};
Result<Change> remove_codings(const CommandContext& context, const RemoveCodings& request);

/// Gives a coding another range. Where the same coder has the same code on exactly that passage already, the two become
/// one (this one; a weight it lacks is taken over).
struct ResizeCoding {
    Id<Coding> coding;
    TextRange range;
};
Result<Change> resize_coding(const CommandContext& context, const ResizeCoding& request);

/// Gives a passage another code in place of the one it has; duplicates become one as with ResizeCoding.
struct ChangeCodingCode {
    Id<Coding> coding;
    Id<Code> code;
};
Result<Change> change_coding_code(const CommandContext& context, const ChangeCodingCode& request);

/// Sets the weight of a coding, 0 to 100, or takes it away.
/// The same for several codings in one change; passages that become the same coding collapse into one.
struct ChangeCodingsCode {
    std::vector<Id<Coding>> codings;
    Id<Code> code;
};
Result<Change> change_codings_code(const CommandContext& context, const ChangeCodingsCode& request);

struct WeighCoding {
    Id<Coding> coding;
    std::optional<std::int32_t> weight;
};
Result<Change> weigh_coding(const CommandContext& context, const WeighCoding& request);

} // namespace emic
