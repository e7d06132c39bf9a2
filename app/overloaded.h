#pragma once

namespace emic {

/// One function out of several, for std::visit. Without a handler for everything it does not compile.
template <class... Handlers> struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace emic
