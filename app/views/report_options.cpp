#include "views/report_options.h"

#include "actions.h"
#include "caches.h"
#include "command_table.h"
#include "engine/queries/codebook.h"
#include "engine/sort_rows.h"
#include "views/parts.h"

#include <algorithm>
#include <tuple>

namespace emic {

namespace {

/// One line of a list of choices.
template <class Record> struct Choice {
    Id<Record> id;
    std::string name;
    std::uint32_t depth = 0;
};

template <class Record> std::vector<Choice<Record>> choices_by_name(const Table<Record>& table) {
    std::vector<Choice<Record>> choices;
    for (const Record& record : table) choices.push_back({record.id, record.name, 0});
    sort_rows(choices, [](const auto& a, const auto& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    return choices;
}

class Options {
public:
    Options(const Frame& frame, float x, float y, float width) : m_frame(frame), m_ui(frame.ui), m_x(x), m_top(y), m_y(y), m_width(width) {}

    void tick(std::string_view key, std::string_view words, bool& value) {
        if (m_ui.checkbox(key, line(), words, value)) value = !value;
        next();
    }

    /// A button that belongs to the tick above it.
    bool button(std::string_view key, std::string_view words) {
        const Rect place{m_x + 14 * unit(m_ui), m_y, std::min(m_width - 14 * unit(m_ui), m_ui.button_width(words)), m_ui.style.button};
        m_y += m_ui.style.button + 2;
        return m_ui.button(key, place, words, ButtonLook::quiet);
    }

    void context(std::uint32_t& sentences) {
        m_ui.label(line(), "Sentences around quotations", m_ui.small());
        next();
        const float each = std::min(m_width / 4, 64 * unit(m_ui));
        m_ui.begin_group("context", line(), Role::group, "Sentences around quotations");
        for (std::uint32_t i = 0; i <= most_context_sentences; ++i) {
            const std::string words = i == 0 ? "None" : std::to_string(i);
            const Rect place{m_x + each * static_cast<float>(i), m_y, each - 4, line().height};
            Meaning meaning;
            meaning.role = Role::radio;
            meaning.name = i == 0 ? "No sentences around quotations" : count_of(i, "sentence around quotations", "sentences around quotations");
            meaning.checked = sentences == i ? Tri::yes : Tri::no;
            if (m_ui.row("context" + std::to_string(i), place, meaning, sentences == i).clicked) sentences = i;
            m_ui.outline(place, m_ui.style.line, m_ui.style.radius);
            m_ui.label(place, words, m_ui.small(), Align::centre);
        }
        m_ui.end_group();
        next();
        m_y += m_ui.style.gap * 0.5f;
    }

    /// A list that opens; nothing ticked in it means all. `toggle` is given the line that was chosen.
    template <class Record, class Toggle>
    void list(ReportChoice which, const std::string& nouns, const std::vector<Choice<Record>>& choices, std::vector<Id<Record>>& chosen, Toggle toggle) {
        if (choices.empty()) return;
        ReportState& state = m_frame.state.reporting;
        const bool open = state.open == which;
        const std::string count = chosen.empty() ? "all" : std::to_string(chosen.size()) + " of " + std::to_string(choices.size());
        Meaning meaning;
        meaning.role = Role::button;
        meaning.name = nouns + ": " + count;
        meaning.expanded = open ? Tri::yes : Tri::no;
        const Rect head = line();
        if (m_ui.row(nouns, head, meaning, open).clicked) state.open = open ? ReportChoice::none : which;
        m_ui.outline(head, m_ui.style.line, m_ui.style.radius);
        m_ui.label(inset(head, 8, 0), meaning.name, m_ui.small());
        const float mark = 18 * unit(m_ui);
        draw_icon(window_painter(), {head.x + head.width - mark - 4, head.y, mark, head.height}, open ? Icon::chevron_down : Icon::chevron_right, m_ui.style.quiet_ink, mark);
        m_y += head.height + 4;
        if (!open) return;
        const float from = m_y;
        m_ui.begin_group(nouns + "_choices", {m_x, from, m_width, line().height * static_cast<float>(choices.size() + 1)}, Role::group, nouns + " to choose from");
        if (m_ui.checkbox(nouns + "_all", indented(0), "All " + lower(nouns), chosen.empty())) chosen.clear();
        next();
        for (std::size_t i = 0; i < choices.size(); ++i) {
            const bool ticked = std::find(chosen.begin(), chosen.end(), choices[i].id) != chosen.end();
            if (m_ui.visible(line()) && m_ui.checkbox(nouns + to_string(choices[i].id.guid), indented(choices[i].depth), choices[i].name, ticked)) {
                toggle(choices[i].id, !ticked);
                sort_rows(chosen);
                chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
            }
            next();
        }
        m_ui.end_group();
        m_y += m_ui.style.gap * 0.5f;
    }
    [[nodiscard]] float height() const { return m_y - m_top; }

private:
    static std::string lower(std::string text) {
        text[0] = static_cast<char>(text[0] + 32);
        return text;
    }
    [[nodiscard]] Rect line() const { return {m_x, m_y, m_width, 28 * unit(m_ui)}; }
    [[nodiscard]] Rect indented(std::uint32_t depth) const {
        const float step = 12 * unit(m_ui) * static_cast<float>(std::min(depth, 5U) + 1);
        return {m_x + step, m_y, m_width - step, line().height};
    }
    void next() { m_y += line().height; }

    const Frame& m_frame;
    Ui& m_ui;
    float m_x, m_top, m_y, m_width;
};

template <class Record> void put(std::vector<Id<Record>>& chosen, Id<Record> id, bool in) {
    if (in) chosen.push_back(id);
    else std::erase(chosen, id);
}

} // namespace

void forget_missing_choices(const Frame& frame) {
    ExportScope& scope = frame.state.reporting.scope;
    std::erase_if(scope.codes, [&](Id<Code> id) { return !frame.project().find(id); });
    std::erase_if(scope.cases, [&](Id<Case> id) { return !frame.project().find(id); });
    std::erase_if(scope.coders, [&](Id<Coder> id) { return !frame.project().find(id); });
}

float draw_report_options(const Frame& frame, const ExportFormat& format, float x, float y, float width) {
    ReportState& state = frame.state.reporting;
    ExportScope& scope = state.scope;
    ExportPresentation& presentation = state.presentation;
    Options options(frame, x, y, width);
    std::vector<Choice<Code>> codes;
    for (const CodeRow& row : frame.caches.codebook_rows_of(frame)) codes.push_back({row.id, row.name, row.depth});
    // A code brings its sub-codes with it, or takes them away.
    options.list(ReportChoice::codes, "Codes", codes, scope.codes, [&](Id<Code> id, bool in) {
        for (Id<Code> one : code_with_subcodes(frame.project(), frame.indexes(), id)) put(scope.codes, one, in);
    });
    options.list(ReportChoice::cases, "Cases", choices_by_name(frame.project().cases()), scope.cases, [&](Id<Case> id, bool in) { put(scope.cases, id, in); });
    options.list(ReportChoice::coders, "Coders", choices_by_name(frame.project().coders()), scope.coders, [&](Id<Coder> id, bool in) { put(scope.coders, id, in); });
    if (format.choices.context) options.context(presentation.context_sentences);
    if (format.choices.memos) options.tick("memos", "With memos", presentation.memos);
    if (format.choices.attributes) options.tick("attributes", "With attributes", presentation.attributes);
    options.tick("pseudonyms", "Pseudonyms in place of names", scope.pseudonyms);
    if (scope.pseudonyms) {
        const std::size_t known = frame.project().pseudonyms().size();
        if (options.button("edit_pseudonyms", known == 0 ? "None yet: add pseudonyms…" : count_of(known, "pseudonym", "pseudonyms") + "…")) frame.run(CommandId::pseudonyms);
    }
    if (format.choices.excel_mark) options.tick("bom", "Mark as UTF-8 for Excel", presentation.excel_mark);
    if (format.choices.exact_cells) options.tick("exact", "Exact cells, for R and Python", presentation.exact_cells);
    return options.height();
}

} // namespace emic
