#pragma once
// A project with one interview, for tests of the whole interface.

#include "interface.h"

namespace emic::test {

inline constexpr const char* interview = "Interviewer: How was it on the ward?\n"
                                         "P07: They kept checking on me, like I was going to run off with her. 😊\n"
                                         "P07: 我只想要一个普通的晚上。\n";

struct Fresh {
    Fresh() { fake::reset(); }
};

/// A project with one interview, opened by dropping the file on the home page.
inline void import_interview(Interface& page) {
    page.drop({{"P07.txt", interview}});
    REQUIRE(page.session().is_open());
    REQUIRE(page.project().sources().size() == 1);
}

inline void select(Interface& page, std::string_view words) {
    const Source& source = *page.project().sources().begin();
    const std::size_t at = source.text.view().find(words);
    REQUIRE(at != std::string_view::npos);
    page.state().selection = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    page.settle(2);
}

} // namespace emic::test
