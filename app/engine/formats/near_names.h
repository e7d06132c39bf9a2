#pragma once

#include "engine/project.h"

#include <string>
#include <string_view>
#include <vector>

namespace emic {

/// In what way a word is near to a name.
enum class NearKind {
    itself,    ///< the name: in a stand-in, over the beginning of a turn, or in other capitals where these count
    spelling,  ///< a letter or accent different, divided, or spelt out
    inflected, ///< the name's beginning with another ending
    part,      ///< one word of a name of several, or its short form
    initials,
    inside,    ///< within a longer word
    address,   ///< in an e-mail address, web address or file's name
};

/// A word as it stays in an export with pseudonyms.
struct NearForm {
    std::string form;
    NearKind kind = NearKind::spelling;
    std::uint64_t count = 0;
    std::string place; ///< where it stands first: "the document ‘P1’"

    bool operator==(const NearForm&) const = default;
};

/// What is near to one real name, by kind, the most frequent first.
struct NearName {
    std::string real;
    std::vector<NearForm> forms;
};

/// Looks through every text of `scoped` (a project whose names have given way, see scoped_project()) for what is near to the
/// real names of `named` and stays: only people can tell whether it means somebody. In the order of the pseudonyms.
std::vector<NearName> near_names(const Project& named, const Project& scoped);

/// What a researcher should know before an export with pseudonyms is saved, in whole sentences: near forms, coders without
/// a pseudonym, and what is left out because it cannot be looked into.
std::vector<std::string> before_pseudonyms(const Project& named, const Project& scoped);

} // namespace emic
