#pragma once
// A project with one interview, for tests of the whole interface.

#include "engine/commands/codebook.h"
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

/// The same with one passage, coded with its own word.
inline void import_coded_interview(Interface& page) {
    import_interview(page);
    select(page, "checking");
    page.letter('v');
    page.settle();
}

/// The same with one code that is on nothing, and nothing told.
inline void import_interview_with_code(Interface& page, const std::string& name) {
    import_interview(page);
    page.session().ask([name](const CommandContext& context) { return create_code(context, {name, {}, {}}); });
    page.settle();
    page.state().toasts.clear();
}

} // namespace emic::test
