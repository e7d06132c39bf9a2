#include "formats/web_support.h"

using namespace emic;
using namespace std::string_literals;
using test::has_note;
using test::headings_of;
using test::read_one;
using test::repeated;

namespace {

std::string text_of(const std::string& source) { return read_one("a.md", source).content.text; }

} // namespace

TEST_CASE("Markdown: text without its marks, headings, code as it stands") {
    const ImportedDocument notes = read_one("notes.md", "# Lone*liness* #\n\nI **felt** `a*b`\nlonely\\* &amp; caf&eacute;.  \nAt night.\n\nNext\n----\n\n```py\nx  = 1\n\ny\n```\n\n> quoted\n\n***\n");
    CHECK(notes.content.text == "Loneliness\nI felt a*b lonely* & café.\nAt night.\nNext\nx  = 1\n\ny\nquoted");
    CHECK(headings_of(notes) == std::vector<std::string>{"1 Loneliness", "2 Next"});
    CHECK(notes.name == "notes");
    CHECK(notes.notes.empty());
    CHECK(read_one("a.markdown", "*x*").content.text == "x");
    CHECK(read_one("a.txt", "# *x*\n").content.text == "# *x*\n");
}

TEST_CASE("Markdown: the turns of a transcript stay lines, other lines of a paragraph are one") {
    CHECK(text_of("**Interviewer:** How\nwas it?\n**Ana:** I felt\nlonely.\n") == "Interviewer: How was it?\nAna: I felt lonely.");
    CHECK(text_of("我觉得很\n累。\n") == "我觉得很累。");
    CHECK(text_of("I was <laughs> tired.\n\n<pause>\n\nMore [inaudible] text [1].\n") == "I was <laughs> tired.\n<pause>\nMore [inaudible] text [1].");
}

TEST_CASE("Markdown: lists, tasks and tables") {
    CHECK(text_of("3. a\n4. b\n   - c\n\n     d\n     - e\n5. f\n") == "3. a\n4. b\n• c\nd\n◦ e\n5. f");
    CHECK(text_of("1) a\n2) b\n\n- [ ] c\n- [x] d\n") == "1) a\n2) b\n☐ c\n☑ d");
    const ImportedDocument table = read_one("a.md", "x\n\n| a | *b* |\n|---|---|\n| c |   |\n| d | e\\|f |\n");
    CHECK(table.content.text == "x\na\tb\nc\t\nd\te|f");
    CHECK(has_note(table, "1 table became lines"));
}

TEST_CASE("Markdown: links, pictures and tags") {
    const ImportedDocument document = read_one("a.md", "See [the site](https://a.org/x?a=1&amp;b \"T\"), [again](https://a.org/x?a=1&amp;b), <https://b.org>, "
                                                       "[b.org](https://b.org/), [up](#top), ![alt text](p.png), ~~old~~ <b>bold</b><br>line <!-- no -->end.\n\n"
                                                       "<div align=\"center\"><p>In <i>tags</i></p>\n<script>no</script></div>\n");
    CHECK(document.content.text == "See the site (https://a.org/x?a=1&b), again, https://b.org, b.org, up, , old bold\nline end.\nIn tags");
    CHECK(has_note(document, "1 picture was left out"));
    CHECK(has_note(document, "1 passage that is struck through"));
}

TEST_CASE("Markdown: the lines between two --- at the start stay as they are") {
    CHECK(text_of("---\ntitle: Interview *3*\ntags:\n  - a\n---\n# Head\n") == "title: Interview *3*\ntags:\n  - a\nHead");
    CHECK(text_of("---\nJust words\n---\nx\n") == "Just words\nx");
}

TEST_CASE("Markdown: nothing makes it crash, hang or grow") {
    for (const char* piece : {"[", "![", "*a **a ", "_a ", "`", "<", "> ", "- ", "1. ", "\\", "&", "[a](", "]", "|", "~", "a\n\n", "#", "<a ", "[a]: b\n", "<!--", "**", "\n"}) {
        CAPTURE(piece);
        test::check_sound(read_documents({"a.md", repeated(piece, 20'000)}));
    }
    const std::string bomb = "[a]: " + repeated("x\\!", 100'000) + "\n\n" + repeated("[a] ", 100'000); // each of them 300 kB for md4c
    const ImportedDocument document = read_one("a.md", bomb);
    CHECK(document.content.text == bomb);
    CHECK(has_note(document, "too entangled"));
    const std::string told = "[a]: <https://a.org/" + repeated("x", 1500) + ">\n\n" + repeated("[a] ", 10'000);
    CHECK(read_one("a.md", told).content.text.size() < told.size());
    CHECK(text_of("a\uFDD0" "1\uFDD1 &#64976;1&#64977;\n\n# b") == "a\uFFFD1\uFDD1 \uFFFD1\uFDD1\nb");
    test::check_hostile("a.md", "# Über *x*\n\n1. a\n   - [ ] b\n\n| a | b |\n|---|---|\n| ü | &eacute; |\n\n[x](y) ![z](w) <b>c</b> `d`\n\n<div>e</div>\n\n```\nf\n```\n");
}
