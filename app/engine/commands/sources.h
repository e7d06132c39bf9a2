#pragma once

#include "engine/new_case.h"
#include "engine/result.h"
#include "engine/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace emic {

/// The longest text a document may have, in bytes.
inline constexpr std::size_t max_source_bytes = 256u * 1024 * 1024;

struct NewSource {
    std::string name;
    DocumentContent content;
    std::string origin;
    std::optional<std::string> case_name; ///< joined when there is a case of that name, else made
};

/// Adds documents after those that are there, with their memos (by the context's coder) and the values of their
/// attributes. A name that is taken gets "(2)"; an attribute that a case has already keeps its value. Ids of the
/// documents, in the request's order: all_created<Source>(change), see commands/created.h.
struct ImportSources {
    std::vector<NewSource> sources;
    std::vector<NewCase> cases = {}; ///< made, or completed, behind those of the documents
};
Result<Change> import_sources(const CommandContext& context, const ImportSources& request);

struct RenameSource {
    Id<Source> source;
    std::string name;
};
Result<Change> rename_source(const CommandContext& context, const RenameSource& request);

/// `position` counts all documents without the moved one, whatever their case.
struct MoveSource {
    Id<Source> source;
    std::uint32_t position = 0;
};
Result<Change> move_source(const CommandContext& context, const MoveSource& request);

/// Puts a document under a case, or under none (null).
struct AssignCase {
    Id<Source> source;
    Id<Case> case_id;
};
Result<Change> assign_case(const CommandContext& context, const AssignCase& request);

/// Deletes a document with its codings, its memos, the memos on its passages and its key quotations in themes.
struct DeleteSource {
    Id<Source> source;
};
Result<Change> delete_source(const CommandContext& context, const DeleteSource& request);

/// Gives a document another text. Codings, memos on passages and key quotations follow their words (text_diff.h); what
/// was coded or quoted and is deleted goes; a memo on a deleted passage becomes a memo on the document.
struct EditSourceText {
    Id<Source> source;
    std::string new_text; ///< valid UTF-8, LF line ends, no BOM
};
Result<Change> edit_source_text(const CommandContext& context, const EditSourceText& request);

} // namespace emic
