#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

/// Names of the researcher's beside one another in a line of ours: each keeps its order to itself, whatever its letters.
/// For what people read; cells of data files hold the names as they are.
namespace emic {

/// "P01 · interview 2 · 5 passages": every part isolated, what is empty left out.
std::string side_by_side(std::initializer_list<std::string_view> parts, std::string_view between = " · ");

/// "Ada, Ben and Chidi", every name isolated.
std::string listed(std::span<const std::string> names, std::string_view last = " and ");

/// A code's path with its steps isolated: from left to right they go down the tree.
std::string steps_apart(std::string_view code_path);

} // namespace emic
