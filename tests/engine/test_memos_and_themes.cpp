#include "engine/commands/coders.h"
#include "engine/commands/memos.h"
#include "engine/commands/themes.h"
#include "engine/palette.h"
#include "study.h"

#include <set>

using namespace emic;
using emic::test::Study;

TEST_CASE("memos are written on everything, changed and deleted") {
    Study study;
    const Id<Source> doc = study.document("I felt [lonely|x] at night");
    const Id<Theme> theme = created<Theme>(study.run(create_theme, {"T"}));
    CHECK(study.run(write_memo, {MemoTarget::project, {}, {}, "Whole."}).label == "Memo on the project written");
    CHECK(study.run(write_memo, {MemoTarget::source, doc.guid, {}, "Doc."}).label == "Memo on document ‘P01’ written");
    study.run(write_memo, {MemoTarget::code, study.code("x").guid, {}, "Code."});
    study.run(write_memo, {MemoTarget::theme, theme.guid, {}, "Theme."});
    const Change change = study.run(write_memo, {MemoTarget::passage, doc.guid, {6, 14}, "她說：\r\n“寂寞” 👶"});
    CHECK(change.label == "Memo on a passage of ‘P01’ written");
    const Id<Memo> memo = created<Memo>(change);
    CHECK(study.project().find(memo)->range == study.words(doc, "lonely"));
    CHECK(study.project().find(memo)->text == "她說：\n“寂寞” 👶");
    CHECK(study.project().find(memo)->coder == study.coder);
    CHECK(study.workspace.indexes.memos_of(doc.guid).size() == 2);

    const WallTime before = study.project().find(memo)->modified;
    study.run(edit_memo, {memo, "Other."});
    CHECK(study.project().find(memo)->modified > before);
    CHECK(study.changes_nothing(edit_memo, EditMemo{memo, "Other."}));
    CHECK(study.run(title_memo, {memo, " On loneliness\n"}).label == "Memo on a passage of ‘P01’ titled ‘On loneliness’");
    CHECK(study.project().find(memo)->title == "On loneliness");
    CHECK(study.changes_nothing(title_memo, TitleMemo{memo, "On loneliness"}));
    study.run(title_memo, {memo, " "});
    CHECK(study.project().find(memo)->title.empty());
    study.refusal(title_memo, TitleMemo{memo, std::string(400, 'x')});
    study.run(edit_memo, {memo, " \n"});
    study.refusal(title_memo, TitleMemo{memo, "x"});
    CHECK_FALSE(study.project().find(memo));
    study.refusal(edit_memo, EditMemo{memo, "x"});
    study.refusal(delete_memo, DeleteMemo{memo});
    CHECK(study.changes_nothing(write_memo, WriteMemo{MemoTarget::project, {}, {}, "  "}));
    study.refusal(write_memo, WriteMemo{MemoTarget::project, doc.guid, {}, "x"});
    study.refusal(write_memo, WriteMemo{MemoTarget::code, doc.guid, {}, "x"});
    study.refusal(write_memo, WriteMemo{MemoTarget::passage, doc.guid, {3, 3}, "x"});
}

TEST_CASE("themes gather codes and quotations") {
    Study study;
    const Id<Source> doc = study.document("I felt [lonely|x] at [night|y]");
    const Id<Code> x = study.code("x");
    const Id<Code> y = study.code("y");
    const Id<Theme> theme = created<Theme>(study.run(create_theme, {"Watched"}));
    study.refusal(create_theme, CreateTheme{"watched"});
    study.run(rename_theme, {theme, "Surveillance"});
    study.run(describe_theme, {theme, "Mothers feel watched."});
    CHECK(study.run(add_theme_code, {theme, x}).label == "Code ‘x’ added to theme ‘Surveillance’");
    study.run(add_theme_code, {theme, y});
    CHECK(study.changes_nothing(add_theme_code, AddThemeCode{theme, x}));
    study.run(move_theme_code, {theme, y, 0});
    CHECK(study.project().find(theme)->codes == std::vector<Id<Code>>{y, x});
    CHECK(study.changes_nothing(move_theme_code, MoveThemeCode{theme, x, 9}));
    study.run(remove_theme_code, {theme, y});
    study.refusal(remove_theme_code, RemoveThemeCode{theme, y});
    study.refusal(move_theme_code, MoveThemeCode{theme, y, 0});

    const Passage lonely{doc, study.words(doc, "lonely")};
    const Passage night{doc, study.words(doc, "night")};
    study.run(add_key_quotation, {theme, {doc, {6, 14}}});
    study.run(add_key_quotation, {theme, night});
    CHECK(study.changes_nothing(add_key_quotation, AddKeyQuotation{theme, lonely}));
    study.run(move_key_quotation, {theme, night, 0});
    CHECK(study.project().find(theme)->key_quotations == std::vector<Passage>{night, lonely});
    study.run(remove_key_quotation, {theme, night});
    study.refusal(remove_key_quotation, RemoveKeyQuotation{theme, night});
    study.refusal(add_key_quotation, AddKeyQuotation{theme, {doc, {0, 99}}});
}

TEST_CASE("themes relate to each other") {
    Study study;
    const Id<Theme> a = created<Theme>(study.run(create_theme, {"A"}));
    const Id<Theme> b = created<Theme>(study.run(create_theme, {"B"}));
    study.run(move_theme, {b, 0});
    CHECK(study.project().find(b)->position < study.project().find(a)->position);
    study.run(relate_themes, {a, b, "leads to"});
    CHECK(study.changes_nothing(relate_themes, RelateThemes{a, b, " leads to"}));
    study.run(relate_themes, {a, b, "contradicts"});
    study.refusal(relate_themes, RelateThemes{a, a, "is"});
    study.refusal(relate_themes, RelateThemes{a, b, " "});
    study.run(rename_theme_relation, {a, b, "leads to", "causes"});
    CHECK(study.project().find(a)->relations == std::vector<ThemeRelation>{{b, "causes"}, {b, "contradicts"}});
    study.refusal(rename_theme_relation, RenameThemeRelation{a, b, "leads to", "x"});
    study.run(rename_theme_relation, {a, b, "causes", "contradicts"});
    CHECK(study.project().find(a)->relations.size() == 1);
    study.refusal(remove_theme_relation, RemoveThemeRelation{b, a, "contradicts"});
    study.run(write_memo, {MemoTarget::theme, b.guid, {}, "Hm."});
    study.run(delete_theme, {b});
    CHECK(study.project().find(a)->relations.empty());
    CHECK(study.project().memos().empty());
}

TEST_CASE("coders and the project") {
    Study study;
    CHECK(study.project().info().name == "Study");
    study.refusal(create_project, CreateProject{"Again", "Mia"});
    CHECK(study.run(rename_project, {"Early parenting"}).label == "Project renamed to ‘Early parenting’");
    const Id<Coder> ana = created<Coder>(study.run(add_coder, {"Ana"}));
    CHECK(study.project().find(ana)->colour != study.project().find(study.coder)->colour);
    study.refusal(add_coder, AddCoder{"ANA"});
    study.run(rename_coder, {ana, "Ana R."});
    study.run(recolour_coder, {ana, 0x00FF00});
    study.refusal(recolour_coder, RecolourCoder{ana, 0xFFFFFFFF});
    study.refusal(rename_coder, RenameCoder{{{3, 3}}, "x"});

    // Whoever has done something stays, and so does the last.
    study.refusal(delete_coder, DeleteCoder{{{3, 3}}});
    study.document("I felt [lonely|x] at night");
    CHECK(study.refusal(delete_coder, DeleteCoder{study.coder}).find("1 coding and 0 memos") != std::string::npos);
    CHECK(study.run(delete_coder, {ana}).label == "Coder ‘Ana R.’ deleted");
    CHECK(study.refusal(delete_coder, DeleteCoder{study.coder}).find("only coder") != std::string::npos);
}

TEST_CASE("a project without a title gets one") {
    Study study;
    Change cleared;
    cleared.erase(study.project().info());
    REQUIRE_FALSE(study.workspace.commit(cleared));
    study.run(rename_project, {"Early parenting"});
    CHECK(study.project().info().name == "Early parenting");
    CHECK(study.project().info().id);
}

TEST_CASE("the palette has 24 clearly different colours, and shades") {
    std::set<Colour> seen;
    for (std::uint32_t i = 0; i < palette_hues; ++i) {
        const Oklch colour = to_oklch(palette_colour(i));
        CHECK(colour.lightness == doctest::Approx(0.64).epsilon(0.02));
        CHECK(colour.chroma > 0.09);
        seen.insert(palette_colour(i));
        const double apart = std::abs(colour.hue - to_oklch(palette_colour(i + 1)).hue);
        CHECK(std::min(apart, 360 - apart) > 90);
    }
    CHECK(seen.size() == palette_hues);
    CHECK(palette_colour(palette_hues) == palette_colour(0));
    for (Colour colour : {0x000000u, 0xFFFFFFu, 0xFF0000u, 0x3C78D8u, 0x808080u})
        CHECK(from_oklch(to_oklch(colour)) == colour);
    for (std::uint32_t i = 0; i < palette_hues; ++i) {
        std::set<Colour> shades{palette_colour(i)};
        for (std::uint32_t k = 0; k < 12; ++k) {
            shades.insert(shade_colour(palette_colour(i), k));
            CHECK(to_oklch(shade_colour(palette_colour(i), k)).lightness <= 0.81);
        }
        CHECK(shades.size() == 13);
    }
}

TEST_CASE("new codes take the least used colour") {
    Study study;
    std::set<Colour> seen;
    Id<Code> first;
    for (std::uint32_t i = 0; i < palette_hues; ++i) {
        const Id<Code> code = study.code("c" + std::to_string(i));
        if (i == 0) first = code;
        seen.insert(study.project().find(code)->colour);
    }
    CHECK(seen.size() == palette_hues);
    study.run(delete_codes, {{study.code("c7")}});
    CHECK(study.project().find(study.code("new"))->colour == palette_colour(7));
    CHECK(study.project().find(study.code_under("child", first))->colour == shade_colour(palette_colour(0), 0));
}
