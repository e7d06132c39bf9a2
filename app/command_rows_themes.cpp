#include "command_rows.h"

#include "actions.h"
#include "engine/commands/coders.h"
#include "engine/commands/themes.h"
#include "engine/name_line.h"
#include "engine/queries/context.h"
#include "engine/sort_rows.h"
#include "engine/text_direction.h"
#include "views/theme_page.h"

#include <algorithm>
#include <tuple>

namespace emic::rows {

namespace {

/// The theme that the Themes view shows; null where there is none.
const ThemeRow* shown_theme(const Frame& f) {
    const std::vector<ThemeRow>& themes = theme_rows_of(f);
    const auto chosen = std::find_if(themes.begin(), themes.end(), [&](const ThemeRow& row) { return row.id == f.state.theme; });
    return chosen != themes.end() ? &*chosen : themes.empty() ? nullptr : &themes.front();
}
constexpr Needs with_themes{[](const Frame& f) { return f.session.is_open() && !f.project().themes().empty(); },
    "Make a theme first, in Themes."};
constexpr Needs with_two_themes{[](const Frame& f) { return f.session.is_open() && f.project().themes().size() > 1; },
    "Make a second theme first, in Themes."};
constexpr Needs with_theme_codes{[](const Frame& f) { return with_themes(f) && !shown_theme(f)->codes.empty(); },
    "Put a code into the theme first."};
constexpr Needs with_theme_quotations{[](const Frame& f) { return with_themes(f) && !shown_theme(f)->quotations.empty(); },
    "Add a key quotation to the theme first, with K on a passage."};
constexpr Needs with_relations{[](const Frame& f) { return with_themes(f) && !shown_theme(f)->relations.empty(); },
    "Relate the theme to another first."};

template <int step> void move_theme_by(const Frame& f) {
    const ThemeRow* theme = shown_theme(f);
    const auto place = theme - theme_rows_of(f).data() + step;
    if (place >= 0 && place < static_cast<std::ptrdiff_t>(theme_rows_of(f).size())) f.ask(&move_theme, MoveTheme{theme->id, static_cast<std::uint32_t>(place)});
}

using TakeThemeCode = void (*)(const Frame&, Id<Theme>, Id<Code>, std::uint32_t at);
void choose_theme_code(const Frame& f, const char* title, TakeThemeCode take) {
    choose_item(f, {title, "", [take](const Frame& g) {
                        std::vector<Item> items;
                        const ThemeRow* theme = shown_theme(g);
                        for (std::uint32_t i = 0; theme && i < theme->codes.size(); ++i)
                            items.push_back({theme->codes[i].name, "", theme->codes[i].colour,
                                             [take, id = theme->id, code = theme->codes[i].id, i](const Frame& h) { take(h, id, code, i); }});
                        return items;
                    }, "", {}});
}

std::string words_of(const Frame& f, const ThemeQuotationRow& quotation) {
    const Source* source = f.project().find(quotation.passage.source);
    return source ? shown_passage(source->text.view(), quotation.passage.range) : quotation.text;
}

using TakeQuotation = void (*)(const Frame&, Id<Theme>, Passage, std::uint32_t at);
void choose_quotation(const Frame& f, const char* title, TakeQuotation take) {
    choose_item(f, {title, "", [take](const Frame& g) {
                        std::vector<Item> items;
                        const ThemeRow* theme = shown_theme(g);
                        for (std::uint32_t i = 0; theme && i < theme->quotations.size(); ++i)
                            items.push_back({words_of(g, theme->quotations[i]), theme->quotations[i].document, {},
                                             [take, id = theme->id, passage = theme->quotations[i].passage, i](const Frame& h) { take(h, id, passage, i); }});
                        return items;
                    }, "", {}});
}

using TakeRelation = void (*)(const Frame&, Id<Theme>, const ThemeRelation&);
void choose_relation(const Frame& f, const char* title, TakeRelation take) {
    choose_item(f, {title, "", [take](const Frame& g) {
                        std::vector<Item> items;
                        const ThemeRow* theme = shown_theme(g);
                        if (!theme) return items;
                        for (const ThemeRelationRow& relation : theme->relations)
                            items.push_back({side_by_side({relation.name, relation.to_name}, " "), "", {},
                                             [take, id = theme->id, one = ThemeRelation{relation.to, relation.name}](const Frame& h) { take(h, id, one); }});
                        return items;
                    }, "", {}});
}

void ask_relation_words(const Frame& f, Id<Theme> theme, const ThemeRelation& relation) {
    ask_words(f, {"Reword the relation", "Relation", relation.name, false, [theme, relation](const Frame& g, const std::string& words) {
                      g.ask(&rename_theme_relation, RenameThemeRelation{theme, relation.to, relation.name, words});
                  }});
}

void ask_relation(const Frame& f) {
    choose_item(f, {"Relate " + isolated(shown_theme(f)->name) + " to", "You then say in your own words how the two relate.", [](const Frame& g) {
                        std::vector<Item> items;
                        const ThemeRow* theme = shown_theme(g);
                        for (const ThemeRow& other : theme_rows_of(g))
                            if (theme && other.id != theme->id)
                                items.push_back({other.name, "", {}, [from = theme->id, to = other.id](const Frame& h) {
                                                     show_theme(h, from);
                                                     h.state.gathering.relating_to = to, h.state.gathering.relation_fresh = true;
                                                 }});
                        return items;
                    }, "", {}});
}

void choose_coder(const Frame& f, const char* title, void (*take)(const Frame&, Id<Coder>)) {
    choose_item(f, {title, "", [take](const Frame& g) {
                        std::vector<const Coder*> coders;
                        for (const Coder& one : g.project().coders()) coders.push_back(&one);
                        sort_rows(coders, [](const Coder* a, const Coder* b) { return std::tie(a->name, a->id) < std::tie(b->name, b->id); });
                        std::vector<Item> items;
                        for (const Coder* one : coders)
                            items.push_back({one->name, one->id == g.session.coder() ? "at work" : "", one->colour, [take, id = one->id](const Frame& h) { take(h, id); }});
                        return items;
                    }, "", {}});
}

} // namespace

void add_themes(Rows& table) {
    table.insert(table.end(), {
        {CommandId::new_theme, "Themes", "New theme…", "Adds a theme.", "create", {letter('t')}, with_project, [](const Frame& f) { ask_name(f, Naming::theme, "New theme"); }},
        {CommandId::rename_theme, "Themes", "Rename theme…", "Gives the shown theme another name.", "", {}, with_themes,
         [](const Frame& f) { ask_name(f, Naming::rename_theme, "Rename theme", shown_theme(f)->name, shown_theme(f)->id.guid); }},
        {CommandId::describe_theme, "Themes", "Describe theme…", "Writes what the shown theme says.", "description definition", {}, with_themes,
         [](const Frame& f) { show_theme(f, shown_theme(f)->id), f.state.gathering.description_fresh = true; }},
        {CommandId::theme_memo, "Themes", "Memo on the theme", "Writes a memo on the shown theme.", "note comment", {}, with_themes,
         [](const Frame& f) { show_theme(f, shown_theme(f)->id), f.state.gathering.memo_fresh = true; }},
        {CommandId::theme_up, "Themes", "Move theme up", "Before the theme above it.", "order sort", {}, with_themes, move_theme_by<-1>},
        {CommandId::theme_down, "Themes", "Move theme down", "Behind the theme below it.", "order sort", {}, with_themes, move_theme_by<1>},
        {CommandId::delete_theme, "Themes", "Delete theme", "The shown theme goes; its codes and passages stay.", "remove", {}, with_themes,
         [](const Frame& f) { f.ask(&delete_theme, DeleteTheme{shown_theme(f)->id}, tell_undo(f)); }},
        {CommandId::theme_add_code, "Themes", "Add a code to the theme…", "Gathers a code into the shown theme.", "collect", {}, with_themes,
         [](const Frame& f) { choose_code(f, ChoiceOfCode::theme_code, "Add to " + shown_theme(f)->name, shown_theme(f)->id.guid); }},
        {CommandId::theme_remove_code, "Themes", "Take a code out of the theme…", "The code and its passages stay.", "remove", {}, with_theme_codes,
         [](const Frame& f) { choose_theme_code(f, "Take which code out?", [](const Frame& g, Id<Theme> theme, Id<Code> code, std::uint32_t) { g.ask(&remove_theme_code, RemoveThemeCode{theme, code}); }); }},
        {CommandId::theme_code_up, "Themes", "Move a code of the theme up…", "Before the code above it in the theme.", "order", {}, with_theme_codes,
         [](const Frame& f) { choose_theme_code(f, "Move which code up?", [](const Frame& g, Id<Theme> theme, Id<Code> code, std::uint32_t at) { g.ask(&move_theme_code, MoveThemeCode{theme, code, at == 0 ? 0 : at - 1}); }); }},
        {CommandId::theme_code_down, "Themes", "Move a code of the theme down…", "Behind the code below it in the theme.", "order", {}, with_theme_codes,
         [](const Frame& f) { choose_theme_code(f, "Move which code down?", [](const Frame& g, Id<Theme> theme, Id<Code> code, std::uint32_t at) { g.ask(&move_theme_code, MoveThemeCode{theme, code, at + 1}); }); }},
        {CommandId::theme_add_quotations, "Themes", "Add key quotations from the codes…", "Shows the passages of the theme’s codes to choose from.", "quote collect", {}, with_theme_codes,
         [](const Frame& f) { show_theme(f, shown_theme(f)->id), f.state.gathering.adding_quotations = true; }},
        {CommandId::theme_remove_quotation, "Themes", "Take a key quotation out…", "The passage stays coded as it is.", "remove quote", {}, with_theme_quotations,
         [](const Frame& f) { choose_quotation(f, "Take which quotation out?", [](const Frame& g, Id<Theme> theme, Passage passage, std::uint32_t) { g.ask(&remove_key_quotation, RemoveKeyQuotation{theme, passage}); }); }},
        {CommandId::theme_quotation_up, "Themes", "Move a key quotation up…", "Before the quotation above it.", "order quote", {}, with_theme_quotations,
         [](const Frame& f) { choose_quotation(f, "Move which quotation up?", [](const Frame& g, Id<Theme> theme, Passage passage, std::uint32_t at) { g.ask(&move_key_quotation, MoveKeyQuotation{theme, passage, at == 0 ? 0 : at - 1}); }); }},
        {CommandId::theme_quotation_down, "Themes", "Move a key quotation down…", "Behind the quotation below it.", "order quote", {}, with_theme_quotations,
         [](const Frame& f) { choose_quotation(f, "Move which quotation down?", [](const Frame& g, Id<Theme> theme, Passage passage, std::uint32_t at) { g.ask(&move_key_quotation, MoveKeyQuotation{theme, passage, at + 1}); }); }},
        {CommandId::relate_theme, "Themes", "Relate the theme to…", "Says in your words how the shown theme relates to another.", "relation link connect", {}, with_two_themes, ask_relation},
        {CommandId::reword_relation, "Themes", "Reword a relation…", "Says in other words how two themes relate.", "rename link", {}, with_relations,
         [](const Frame& f) { choose_relation(f, "Reword which relation?", ask_relation_words); }},
        {CommandId::remove_relation, "Themes", "Remove a relation…", "The themes stay as they are.", "delete link", {}, with_relations,
         [](const Frame& f) { choose_relation(f, "Remove which relation?", [](const Frame& g, Id<Theme> theme, const ThemeRelation& relation) { g.ask(&remove_theme_relation, RemoveThemeRelation{theme, relation.to, relation.name}); }); }},
    });
}

void add_coders(Rows& table) {
    table.insert(table.end(), {
        {CommandId::add_coder, "Coders", "New coder…", "Adds a person who codes; what is coded from then on is theirs.", "user team", {}, with_project, [](const Frame& f) { ask_name(f, Naming::coder, "New coder"); }},
        {CommandId::rename_coder, "Coders", "Rename coder…", "Gives the coder at work another name.", "user", {}, with_project,
         [](const Frame& f) { if (const Coder* coder = f.project().find(f.session.coder())) ask_name(f, Naming::rename_coder, "Rename coder", coder->name, coder->id.guid); }},
        {CommandId::switch_coder, "Coders", "Code as…", "Says who is at work; what is coded from then on is theirs.", "switch user whose turn change coder", {}, with_project,
         [](const Frame& f) { choose_coder(f, "Who is coding?", [](const Frame& g, Id<Coder> id) { g.session.set_coder(id); }); }},
        {CommandId::recolour_coder, "Coders", "Colour of a coder…", "Gives a coder another colour.", "color user", {}, with_project,
         [](const Frame& f) {
             choose_coder(f, "Colour of which coder?", [](const Frame& g, Id<Coder> id) {
                 choose_colour(g, "Colour of the coder", [id](const Frame& h, Colour colour) { h.ask(&recolour_coder, RecolourCoder{id, colour}); });
             });
         }},
        {CommandId::delete_coder, "Coders", "Delete a coder…", "Only a coder who has coded and written nothing can go.", "remove user", {}, with_project,
         [](const Frame& f) { choose_coder(f, "Delete which coder?", [](const Frame& g, Id<Coder> id) { g.ask(&delete_coder, DeleteCoder{id}, tell_undo(g)); }); }},
    });
}

} // namespace emic::rows
