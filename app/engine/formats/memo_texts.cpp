#include "engine/formats/memo_texts.h"

#include "engine/sort_rows.h"

#include <tuple>

namespace emic {

std::vector<const Memo*> memos_on(const ExportInput& input, Guid target, MemoTarget kind) {
    std::vector<const Memo*> memos;
    for (Id<Memo> id : input.indexes.memos_of(target))
        if (const Memo* memo = input.project.find(id); memo && memo->target == kind) memos.push_back(memo);
    sort_rows(memos, [](const Memo* a, const Memo* b) { return std::tie(a->created, a->id) < std::tie(b->created, b->id); });
    return memos;
}

std::string memo_text_of(const ExportInput& input, Guid target, MemoTarget kind) {
    std::string text;
    for (const Memo* memo : memos_on(input, target, kind)) text += (text.empty() ? "" : "\n\n") + memo->text;
    return text;
}

} // namespace emic
