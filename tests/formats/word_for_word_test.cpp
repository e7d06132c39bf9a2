// Every word and paragraph break of real files against the plain text that pandoc and striprtf read from them.
#include "formats/text_comparison.h"

#include <filesystem>

using namespace emic;
using namespace emic::test;

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

bool is_made_of(const std::string& line, const char* signs) {
    return line.find_first_of(signs) != std::string::npos && line.find_first_not_of(std::string(signs) + " ") == std::string::npos;
}

/// The cells of a row that stand in columns between | signs, as lines of ours: a row is a line, TAB between cells.
Lines undrawn(const Lines& drawn);

void undraw_row(const Lines& row, Lines& into) {
    if (row.empty()) return;
    std::vector<std::size_t> bars;
    for (std::size_t i = 0; i < row.front().size(); ++i) {
        const bool in_all = std::all_of(row.begin(), row.end(), [&](const std::string& line) { return i < line.size() && line[i] == '|'; });
        if (in_all) bars.push_back(i);
    }
    Lines joined(1);
    // A table inside has bars in all of its lines as well, if nothing else is in the cell: cells end at the outer ones.
    for (std::size_t k = 0; k + 1 < bars.size(); ++k) {
        Lines cell;
        for (const std::string& line : row)
            cell.push_back(line.substr(bars[k] + 1, bars[k + 1] - bars[k] - 1));
        cell = undrawn(cell);
        if (k > 0) joined.back() += '\t';
        for (std::size_t i = 0; i < cell.size(); ++i) {
            if (i > 0) joined.emplace_back();
            joined.back() += cell[i];
        }
    }
    into.insert(into.end(), joined.begin(), joined.end());
}

/// Without the rules and bars of tables, and without empty lines.
Lines undrawn(const Lines& drawn) {
    Lines plain;
    Lines row;
    std::string edge; // of the table that is open: "+---+---+" and what stands before it
    for (const std::string& line : drawn) {
        const std::size_t begin = line.find_first_not_of(' ');
        if (begin == std::string::npos) continue;
        const bool rule = line[begin] == '+' && is_made_of(line, "+-=");
        if (rule) {
            undraw_row(row, plain);
            row.clear();
        } else if (line[begin] == '|') {
            row.push_back(line);
        } else if (!is_made_of(line, "-")) {
            plain.push_back(line.substr(begin));
        }
    }
    undraw_row(row, plain);
    return plain;
}

/// Bullets of every kind alike; pandoc writes a hyphen.
std::string with_plain_bullet(const std::string& line) {
    for (const std::string bullet : {"-   ", "• ", "− ", "◦ ", "▪ ", "– ", "➢ ", "✗ ", "o "})
        if (line.compare(0, bullet.size(), bullet) == 0) return "• " + line.substr(bullet.size());
    return line;
}

/// Words, and a sign for each paragraph break.
std::vector<std::string> pieces(const Lines& lines) {
    std::vector<std::string> found;
    for (const std::string& line : lines) {
        std::string text = line;
        replace_all(text, "\u00A0", " ");
        const std::vector<std::string> of_line = words(with_plain_bullet(text));
        if (of_line.empty()) continue;
        if (!found.empty()) found.push_back("¶");
        found.insert(found.end(), of_line.begin(), of_line.end());
    }
    return found;
}

/// What one program writes and we do not, on purpose: the same words in another form.
struct OnPurpose {
    const char* file;
    const char* why;
    std::vector<std::pair<const char*, const char*>> expected_for_ours;
};

const OnPurpose differences[] = {
    {"docx/pandoc/comments",
     "comments become memos on their passages and stand outside the text",
     {{"I left a comment.", ""},
      {"A comment across paragraphs.", ""},
      {"This one has multiple paragraphs.\nSee?", ""},
      {"Do something.Do something else.", ""}}},
    {"docx/pandoc/enumerated_headings",
     "numbers of headings are kept",
     {{"H1", "1 H1"}, {"H2", "1.1 H2"}, {"H3", "1.1.1 H3"}}},
    {"docx/pandoc/metadata",
     "title, authors, date and abstract are text; pandoc takes them out",
     {{"And now", "This Is the Title\nMary Ann Evans\nAurore Dupin\nJuly 28, 2014\nThis is a test of how this all works. "
                  "I’ve skipped lines here, which pandoc doesn’t do, but which shouldn’t make a difference.\nAnd now"}}},
    {"docx/pandoc/normalize", "no signs around words that are struck through", {{"~~", ""}}},
    {"docx/pandoc/table_captions_with_field",
     "captions stand where they stand in the file; pandoc puts them below the tables",
     {{"See Table 1.", "See Table 1.\n\nTable 1"}, {"\n  : Table 1", ""}, {"  : Table 2", "Table 2"}}},
    {"docx/pandoc/track_changes_scrubbed_metadata",
     "the change is taken as accepted, the comment is a memo",
     {{"dummytest With a comment!document", "test document"}}},
    {"odt/pandoc/image", "no sign for a picture; the import's notes count it", {{"[]", ""}}},
    {"odt/pandoc/orderedListMixed",
     "the level's style shows the number above, as LibreOffice does",
     {{"    1.  New level!", "3.1. New level!"}, {"    2.  Oh noes", "3.2. Oh noes"}, {"    3.  We fell!", "3.3. We fell!"}}},
    {"odt/pandoc/textMixedStyles",
     "no signs around words that are struck through or raised",
     {{"~~", ""}, {"^(superscripts)", "superscripts"}}},
    {"rtf/pandoc/formatting",
     "letters stay as they were typed under capitals; no signs around struck, raised and lowered words",
     {{"FORMATTING", "formatting"},
      {"SMALL CAPS", "Small Caps"},
      {"~~", ""},
      {"^(superscript)", "superscript"},
      {"_(subscript)", "subscript"}}},
    {"rtf/pandoc/image", "no sign for a picture; the import's notes count it", {{"[image]", ""}}},
    {"rtf/pandoc/unicode", "signs of symbol fonts become characters that every font has", {{"\uF0B7", "•"}}},
    {"rtf/striprtf/encoding", "two files in one: each begins a line of its own", {{"\n*Text2", "\n*\nText2"}}},
    {"rtf/striprtf/hyperlink", "the link's words, not its address", {{"(\"https://google.com\")", ""}}},
    {"rtf/striprtf/mac_textedit_hyperlink",
     "the link's words, not its address",
     {{"(\"striprtf.dev\")", ""}, {"(\"http://github.com/joshy/striprtf\")", ""}}},
    {"rtf/striprtf/nested_table",
     "a row is a line; striprtf writes a sign for each cell and no row ends in nested tables",
     {{"|RCA|0 |LM|0  |LAD/RIVA|0  |CX|0 |Gesamt Calcium-Score|0  ||", "\nRCA 0\nLM 0\nLAD/RIVA 0\nCX 0\nGesamt Calcium-Score 0"},
      {"||Biologisches", "Biologisches"},
      {"Alter:|42 | ||", "Alter: 42\n"},
      {"|40-44 ||||", " 40-44"},
      {" |||", ""},
      {"|", " "}}},
};

/// Where the two part, for the eye.
std::string first_difference(const std::vector<std::string>& own, const std::vector<std::string>& theirs) {
    std::size_t i = 0;
    while (i < own.size() && i < theirs.size() && own[i] == theirs[i])
        ++i;
    std::string shown = "ours:";
    for (std::size_t k = i; k < std::min(i + 8, own.size()); ++k)
        shown += " " + own[k];
    shown += "\nexpected:";
    for (std::size_t k = i; k < std::min(i + 8, theirs.size()); ++k)
        shown += " " + theirs[k];
    return shown;
}

void check_folder(const std::string& folder, const std::string& extension, std::size_t at_least) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(test::corpora() + "/" + folder))
        if (entry.path().extension() == extension) names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    CHECK(names.size() >= at_least);
    for (const std::string& name : names) {
        const std::string path = test::corpora() + "/" + folder + "/" + name;
        if (!std::filesystem::exists(path + ".expected.txt")) continue;
        std::string expected = bytes_of(path + ".expected.txt");
        std::string why;
        for (const OnPurpose& one : differences)
            if (folder + "/" + name == one.file) {
                why = one.why;
                for (const auto& [from, to] : one.expected_for_ours) {
                    CAPTURE(from);
                    CHECK_MESSAGE(expected.find(from) != std::string::npos, "no such difference any more: " << one.file);
                    replace_all(expected, from, to);
                }
            }
        const std::string ours = read_file(path + extension).content.text;
        const std::vector<std::string> theirs = pieces(undrawn(lines_of(expected)));
        const std::vector<std::string> own = pieces(lines_of(ours));
        const Comparison result = compare(own, theirs);
        MESSAGE(folder << "/" << name << ": " << result.right << " words and breaks, share of equal ones "
                       << result.share() << (why.empty() ? "" : "; on purpose: " + why));
        CAPTURE(name);
        CAPTURE(first_difference(own, theirs));
        CHECK(result.share() == 1.0);
    }
}

} // namespace

TEST_CASE("word for word: Word files as pandoc reads them" * doctest::skip(test::corpora().empty())) {
    check_folder("docx/pandoc", ".docx", 20);
}

TEST_CASE("word for word: OpenDocument texts as pandoc reads them" * doctest::skip(test::corpora().empty())) {
    check_folder("odt/pandoc", ".odt", 13);
}

TEST_CASE("word for word: RTF files as pandoc reads them" * doctest::skip(test::corpora().empty())) {
    check_folder("rtf/pandoc", ".rtf", 8);
}

TEST_CASE("word for word: RTF files as striprtf reads them" * doctest::skip(test::corpora().empty())) {
    check_folder("rtf/striprtf", ".rtf", 11);
}
