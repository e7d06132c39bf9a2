#pragma once

#include "engine/project.h"

#include <vector>

namespace emic {

/// What of a project an export is about. An empty list means all.
struct ExportScope {
    std::vector<Id<Code>> codes;   ///< exactly these; choose sub-codes too where they are wanted
    std::vector<Id<Case>> cases;   ///< only documents of these, and what they say in other documents
    std::vector<Id<Coder>> coders; ///< only codings and memos of these
    bool pseudonyms = false;       ///< real names give way to their stand-ins everywhere

    [[nodiscard]] bool is_everything() const { return codes.empty() && cases.empty() && coders.empty() && !pseudonyms; }
    bool operator==(const ExportScope&) const = default;
};

/// The project that an export writes: what is chosen, whole and sound, so that writers know nothing of scopes.
///
/// The categories above a chosen code stay, without passages. A memo on a passage stays when a chosen coding overlaps
/// it. Themes lose what is not chosen, and a theme that is left with neither code nor quotation goes.
///
/// Whose words a passage is case_of() says. Of a document that belongs to another case only the turns of the chosen ones'
/// speakers stay, up to the next heading, with the document's name but without its file's name, memo and values; what stands
/// in a turn without being said (“[Ben cries]”) cannot be told apart and stays.
///
/// Kept parts of imported files and fields of newer versions stay only in a project that is whole and has its real names, because they cannot
/// be looked into; with pseudonyms the list of pseudonyms itself goes, too. Real names give way in every text: those of coders and the names of
/// files, too. What is near to a name and stays, near_names() tells.
Project scoped_project(const Project& project, const ExportScope& scope);

} // namespace emic
