#pragma once

#include "engine/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emic::cli {

/// An option that a command takes: "--format NAME", "-o OUT" or, without a value, "--add".
struct Option {
    std::string_view name;
    enum class Takes { value, nothing } takes = Takes::value;
};

struct Arguments {
    std::vector<std::string> plain;
    std::map<std::string, std::vector<std::string>, std::less<>> options; ///< by name; without a value: the empty text

    [[nodiscard]] bool has(std::string_view name) const { return options.find(name) != options.end(); }
    /// The last one given; empty when the option is not given.
    [[nodiscard]] std::string get(std::string_view name) const {
        const auto found = options.find(name);
        return found == options.end() ? std::string() : found->second.back();
    }
    /// All that were given, in their order.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
        const auto found = options.find(name);
        return found == options.end() ? std::vector<std::string>() : found->second;
    }
};

/// Sorts arguments into options and plain ones. "--format=NAME" is as good as "--format NAME"; behind "--" everything is
/// plain, and so is "-". An unknown option or one without its value is a Problem.
Result<Arguments> sort_arguments(std::span<const std::string> arguments, std::span<const Option> known);

} // namespace emic::cli
