#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace emic {

/// What kind of thing went wrong; the interface decides by it how loudly to say so.
enum class ProblemKind {
    invalid_request, ///< the request contradicts itself or the project (an empty passage, a code under itself)
    missing,         ///< something named by the request is not in the project
    unreadable,      ///< a file or record cannot be understood
    unsupported,     ///< understood, but made by a newer version or of a kind Emic does not take
    damaged,         ///< a checksum or a chain of records does not hold
};

/// One thing that went wrong, said once and in the researcher's words: what happened, what it means, what to do.
struct Problem {
    ProblemKind kind = ProblemKind::invalid_request;
    std::string message;
    std::string place; ///< file, field or record it concerns; may be empty

    bool operator==(const Problem&) const = default;
};

/// Either a value or the Problem that stood in its way.
template <class Value> class Result {
public:
    Result(Value value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Problem problem) : m_content(std::in_place_index<1>, std::move(problem)) {}

    [[nodiscard]] bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const Value& value() const& {
        assert(ok());
        return *std::get_if<0>(&m_content);
    }
    [[nodiscard]] Value& value() & {
        assert(ok());
        return *std::get_if<0>(&m_content);
    }
    [[nodiscard]] Value&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&m_content));
    }
    [[nodiscard]] const Problem& problem() const {
        assert(!ok());
        return *std::get_if<1>(&m_content);
    }

    const Value& operator*() const& { return value(); }
    const Value* operator->() const { return &value(); }

private:
    std::variant<Value, Problem> m_content;
};

/// Done, or the Problem that stood in the way.
using Outcome = std::optional<Problem>;

} // namespace emic
