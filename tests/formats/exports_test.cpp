#include "engine/formats/csv.h"
#include "engine/formats/export_table.h"
#include "engine/formats/html.h"
#include "engine/formats/project_file.h"
#include "engine/formats/record_json.h"
#include "engine/formats/sha256.h"
#include "formats/fixture.h"

#include <algorithm>
#include <array>
#include <set>

using namespace emic;
using test::fixture;
using test::fixture_guid;

namespace {

struct Study {
    Project project;
    Indexes indexes;
};

Study indexed(Project project) {
    Study study{std::move(project), {}};
    study.indexes.rebuild(study.project);
    return study;
}
Study fixture_study() { return indexed(read_project_file(fixture("project-v1.emic")).value().project); }

std::string exported(const Study& study, std::string_view format) {
    const ExportFormat* row = find_export_format(format);
    REQUIRE_MESSAGE(row, format);
    return row->write({study.project, study.indexes, {}}).value();
}

using Row = std::vector<std::string>;

/// Strict RFC 4180: every field in quotation marks, CRLF behind every record.
std::vector<Row> parse_csv(std::string_view text) {
    std::vector<Row> rows(1);
    for (std::size_t i = 0; i < text.size();) {
        REQUIRE(text[i] == '"');
        std::string field;
        for (++i;; ++i) {
            REQUIRE(i < text.size());
            if (text[i] != '"') field += text[i];
            else if (i + 1 < text.size() && text[i + 1] == '"') field += text[i++];
            else break;
        }
        rows.back().push_back(field);
        ++i;
        if (text.substr(i, 1) == ",") {
            ++i;
        } else {
            REQUIRE(text.substr(i, 2) == "\r\n");
            i += 2;
            rows.emplace_back();
        }
    }
    REQUIRE(rows.back().empty());
    rows.pop_back();
    return rows;
}

/// Names of elements and attributes in a page; the content of the style element is skipped.
std::set<std::string> markup_names(std::string_view page) {
    std::set<std::string> names;
    for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
        const std::size_t end = page.find('>', at);
        REQUIRE(end != std::string_view::npos);
        std::string_view tag = page.substr(at + 1, end - at - 1);
        if (tag.starts_with("!DOCTYPE")) continue;
        if (tag.starts_with('/')) tag.remove_prefix(1);
        const std::size_t name_end = std::min(tag.find(' '), tag.size());
        names.insert(std::string(tag.substr(0, name_end)));
        for (std::size_t i = name_end; i < tag.size();) {
            REQUIRE(tag[i] == ' ');
            const std::size_t equals = tag.find("=\"", i);
            REQUIRE(equals != std::string_view::npos);
            names.insert("@" + std::string(tag.substr(i + 1, equals - i - 1)));
            i = tag.find('"', equals + 2) + 1;
        }
    }
    return names;
}

/// The fixture's study with `text` in every field that a researcher writes.
Study filled_with(const std::string& text) {
    Project project = fixture_study().project;
    Change change;
    const auto fill = [&](const auto& table) {
        for (const auto& record : table) {
            auto filled = record;
            visit_fields(filled, [&](const char* name, auto& field) {
                if constexpr (std::is_same_v<std::decay_t<decltype(field)>, std::string>) field = text;
                (void)name;
            });
            change.update(record, filled);
        }
    };
    fill(project.table<ProjectInfo>());
    fill(project.coders());
    fill(project.cases());
    fill(project.sources());
    fill(project.codes());
    fill(project.memos());
    for (const Theme& theme : project.themes()) {
        Theme filled = theme;
        filled.name = filled.description = text;
        for (ThemeRelation& relation : filled.relations) relation.name = text;
        for (Passage& quotation : filled.key_quotations) quotation.range = {0, static_cast<std::uint32_t>(text.size())};
        change.update(theme, filled);
    }
    for (const Coding& coding : project.codings()) {
        Coding filled = coding;
        filled.range = {0, static_cast<std::uint32_t>(text.size())};
        change.update(coding, filled);
    }
    for (AnyEdit& any : change.edits)
        if (auto* edit = std::get_if<Edit<Source>>(&any)) edit->after->text = SharedText(text + text + text);
    for (AnyEdit& any : change.edits)
        if (auto* edit = std::get_if<Edit<Memo>>(&any); edit && edit->after->target == MemoTarget::passage)
            edit->after->range = {0, static_cast<std::uint32_t>(text.size())};
    REQUIRE_FALSE(project.apply(change));
    REQUIRE(find_problems(project).empty());
    return indexed(std::move(project));
}

} // namespace

TEST_CASE("every format has its own name, and the same project gives the same bytes") {
    std::set<std::string> ids;
    const Study study = fixture_study();
    // The same records in another order.
    Project turned;
    Change change;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        std::vector<Record> rows(study.project.table<Record>().begin(), study.project.table<Record>().end());
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) change.insert(*row);
    });
    REQUIRE_FALSE(turned.apply(change));
    turned.unknown = study.project.unknown;
    const Study other = indexed(std::move(turned));
    for (const ExportFormat& format : export_formats()) {
        CAPTURE(format.id);
        CHECK(ids.insert(format.id).second);
        const std::string bytes = format.write({study.project, study.indexes, {}}).value();
        CHECK_FALSE(bytes.empty());
        CHECK(format.write({other.project, other.indexes, {}}).value() == bytes);
    }
    CHECK(find_export_format("pdf") == nullptr);
}

TEST_CASE("a CSV row quotes every field and defuses formulas") {
    std::string out;
    append_csv_row(out, std::array<std::string_view, 4>{"plain", "a \"b\", c", "two\nlines", ""});
    CHECK(out == "\"plain\",\"a \"\"b\"\", c\",\"two\nlines\",\"\"\r\n");
    for (std::string_view formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"}) {
        out.clear();
        append_csv_row(out, std::array<std::string_view, 1>{formula});
        CHECK(out == "\"'" + std::string(formula) + "\"\r\n");
    }
    out.clear();
    append_csv_row(out, std::array<std::string_view, 2>{"a=1", "–5 en dash"});
    CHECK(out == "\"a=1\",\"–5 en dash\"\r\n");
}

TEST_CASE("the codebook as CSV has a row per code in tree order") {
    const std::vector<Row> rows = parse_csv(exported(fixture_study(), "codebook-csv"));
    REQUIRE(rows.size() == 4);
    CHECK(rows[0] == Row{"path", "name", "parent", "definition", "include", "exclude", "examples", "colour", "codings", "documents"});
    CHECK(rows[1] == Row{"The ward", "The ward", "", "What happened on the ward.", "", "", "", "#884422", "0", "0"});
    CHECK(rows[2] == Row{"The ward > Judged", "Judged", "The ward", "Being looked at as a risk.", "By staff.",
                         "By neighbours: “Stigma”.", "P01: I felt judged\nP04: 我一直是人", "#aa2244", "3", "2"});
    CHECK(rows[3][0] == "Calm & quiet <alone>");
}

TEST_CASE("the quotations as CSV are the words of the documents, one row per theme") {
    const Study study = fixture_study();
    const std::vector<Row> rows = parse_csv(exported(study, "quotations-csv"));
    REQUIRE(rows.size() == 5);
    CHECK(rows[0] == Row{"theme", "code", "document", "case", "paragraph", "quotation", "memo", "coder", "start", "end", "weight"});
    CHECK(rows[1] == Row{"Seen as a risk", "The ward > Judged", "P01 interview", "P01", "2", "I felt judged, every day.", "", "Ada", "36", "61", "80"});
    CHECK(rows[2] == Row{"Seen as a risk", "The ward > Judged", "P01 interview", "P01", "2", "felt judged", "", "王芳", "38", "49", "0"});
    CHECK(rows[3] == Row{"Seen as a risk", "The ward > Judged", "P04 访谈", "P04", "2", "我没有重新做人，我一直是人。💛", "", "王芳", "21", "36", ""});
    CHECK(rows[4][0] == "平静");
    CHECK(rows[4][5] == "Café at three – the only calm.\nP01: 🌙 At night");
    CHECK(rows[4][8] == "62");
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (const Source& source : study.project.sources())
            if (source.name == rows[i][2]) {
                const std::string_view text = source.text.view();
                const TextRange range{byte_at_code_point(text, static_cast<std::uint32_t>(std::stoul(rows[i][8]))),
                                      byte_at_code_point(text, static_cast<std::uint32_t>(std::stoul(rows[i][9])))};
                CHECK(slice(text, range) == rows[i][5]);
            }
}

TEST_CASE("a coding whose code is in two themes or in none has a row for each, or one without theme") {
    Study study = fixture_study();
    Change change;
    const Theme calm = *study.project.find(Id<Theme>{fixture_guid(0x71)});
    Theme both = calm;
    both.codes = {Id<Code>{fixture_guid(0x41)}};
    change.update(calm, both);
    REQUIRE_FALSE(study.project.apply(change));
    std::vector<std::string> themes;
    for (const Row& row : parse_csv(exported(study, "quotations-csv"))) themes.push_back(row[0]);
    CHECK(themes == std::vector<std::string>{"theme", "Seen as a risk", "Seen as a risk", "Seen as a risk", "平静", "平静", "平静", ""});
}

TEST_CASE("no CSV field of a hostile study is a formula, and the words stay") {
    const std::string attack = "=HYPERLINK(\"http://x\")";
    for (const char* format : {"codebook-csv", "quotations-csv"})
        for (const Row& row : parse_csv(exported(filled_with(attack), format)))
            for (const std::string& field : row) {
                CHECK((field.empty() || std::string_view("=+-@\t\r").find(field[0]) == std::string_view::npos));
                CHECK((field.find("HYPERLINK") == std::string::npos || field.find(attack) != std::string::npos));
            }
}

TEST_CASE("the themes report holds what the study holds") {
    const std::string page = exported(fixture_study(), "themes-report");
    for (const char* words :
         {"<h1 lang=\"zh\" dir=\"auto\">Ward study – 病房研究</h1>", "Seen as a risk", "They are looked at before they are met.</p>",
          "Second paragraph.</p>", "<i dir=\"auto\">is held in tension with</i>", "<p class=\"quotation\" dir=\"auto\">felt judged</p>",
          "<p class=\"quotation\" lang=\"zh\" dir=\"auto\">我一直是人</p>", "paragraph 2</p>", "What would change this theme?",
          "Where we stand: two interviews.", "Calm &amp; quiet &lt;alone&gt;", "By neighbours: “Stigma”.", "Appendix: Codebook",
          "Appendix: Documents", "class=\"dot caa2244\"", ".caa2244 { color: #aa2244; }", "2 themes · 2 documents · 2 cases · 3 codes · 4 coded passages"})
        CHECK_MESSAGE(page.find(words) != std::string::npos, words);
    CHECK(page.find("3 passages in 2 documents of 2 cases") != std::string::npos);
}

TEST_CASE("the reports of a study without anything say so") {
    const Study empty = indexed(Project{});
    CHECK(exported(empty, "themes-report").find("no themes yet") != std::string::npos);
    CHECK(exported(empty, "codebook-html").find("Untitled project") != std::string::npos);
    CHECK(parse_csv(exported(empty, "quotations-csv")).size() == 1);
    CHECK(parse_csv(exported(empty, "codebook-csv")).size() == 1);
}

TEST_CASE("nothing that a researcher writes becomes markup") {
    const std::set<std::string> harmless = {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "div", "span", "b", "i", "a", "br", "blockquote",
        "table", "mark", "sup", "thead", "tbody", "tr", "th", "td", "@lang", "@dir", "@class", "@id", "@href", "@charset", "@http-equiv", "@content",
        "@name", "@scope", "@aria-hidden"};
    const std::string attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;\x01 javascript:alert(1)";
    for (const char* format : {"themes-report", "codebook-html", "quotations-html", "transcripts-html"}) {
        CAPTURE(format);
        const std::string page = exported(filled_with(attack), format);
        for (const std::string& name : markup_names(page)) CHECK_MESSAGE(harmless.count(name) == 1, name);
        CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
        for (std::size_t at = page.find("href=\""); at != std::string::npos; at = page.find("href=\"", at + 1))
            CHECK(page.substr(at + 6, 6) == "#theme");
        CHECK(page.find('\x01') == std::string::npos);
    }
}

TEST_CASE("a page's policy forbids everything but its own style sheet") {
    const std::string page = exported(fixture_study(), "themes-report");
    const std::size_t begin = page.find("<style>") + 7;
    const std::string style = page.substr(begin, page.find("</style>") - begin);
    const std::size_t hash = page.find("style-src 'sha256-") + 18;
    REQUIRE(hash > 18);
    // Base64 back to hexadecimal digits.
    const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string digits;
    std::uint32_t bits = 0;
    int held = 0;
    for (char c : page.substr(hash, 43)) {
        bits = bits << 6 | static_cast<std::uint32_t>(alphabet.find(c));
        for (held += 6; held >= 4; held -= 4) digits += "0123456789abcdef"[(bits >> (held - 4)) & 0xf];
    }
    CHECK(digits.substr(0, 64) == sha256_hex(style));
    CHECK(page.find("default-src 'none'") < page.find("<style>"));
    CHECK(page.find("charset=\"utf-8\"") < page.find("<title>"));
}
