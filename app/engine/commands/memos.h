#pragma once

#include "engine/result.h"
#include "engine/workspace.h"

#include <string>

namespace emic {

/// A new memo by the context's coder. `target_id` and `range` are as in Memo; a passage's range is snapped as for
/// codings. Blank text changes nothing. The memo's id: created<Memo>(change), see commands/created.h.
struct WriteMemo {
    MemoTarget target = MemoTarget::project;
    Guid target_id;
    TextRange range;
    std::string text;
};
Result<Change> write_memo(const CommandContext& context, const WriteMemo& request);

/// Replaces a memo's text; blank text deletes the memo.
struct EditMemo {
    Id<Memo> memo;
    std::string text;
};
Result<Change> edit_memo(const CommandContext& context, const EditMemo& request);

/// Gives a memo a title, or with a blank one takes it away.
struct TitleMemo {
    Id<Memo> memo;
    std::string title;
};
Result<Change> title_memo(const CommandContext& context, const TitleMemo& request);

struct DeleteMemo {
    Id<Memo> memo;
};
Result<Change> delete_memo(const CommandContext& context, const DeleteMemo& request);

} // namespace emic
