#pragma once

#include "engine/result.h"
#include "engine/text.h"
#include "fuzz/fuzz_targets.h"

#include <stdexcept>
#include <string>

namespace emic::fuzz {

inline void hold(bool right, const char* what) {
    if (!right) throw std::logic_error(what);
}

inline void check_words(const std::string& words) {
    hold(is_valid_utf8(words), "a message is not valid UTF-8");
    hold(!words.empty(), "a message says nothing");
}

inline void check_problem(const Problem& problem) { check_words(problem.message); }

/// Whole projects and codebooks that other programs wrote.
void add_project_targets(std::vector<Target>& all);

} // namespace emic::fuzz
