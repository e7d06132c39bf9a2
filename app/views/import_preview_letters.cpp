#include "views/import_preview_parts.h"

#include "views/parts.h"

#include <cmath>
#include <optional>

namespace emic {

void draw_letters(const Frame& frame, PlannedImport& item, const Rect& column, float& y) {
    if (!item.letters) return;
    Ui& ui = frame.ui;
    const float z = unit(ui);
    const LetterChoices& letters = *item.letters;
    draw_part_heading(ui, column.x, y, column.width, "Letters");
    draw_sentence(ui, "letters", column.x, y, column.width,
                  letters.sure ? "The file does not say how its letters are stored. These are its words in the ways that are likeliest; choose another where they are wrong."
                               : "The file does not say how its letters are stored, and it cannot be told for certain. Choose the line in which the words are right.",
                  letters.sure ? SentenceTone::remark : SentenceTone::warning);
    const float height = 44 * z;
    std::optional<std::size_t> chosen;
    ui.begin_group("letters", {column.x, y, column.width, height * static_cast<float>(letters.choices.size())}, Role::group, "How the letters are stored");
    for (std::size_t i = 0; i < letters.choices.size(); ++i) {
        const LetterChoices::Choice& choice = letters.choices[i];
        const Rect row{column.x, y, column.width, height};
        y += height;
        if (!near_view(ui, row)) continue;
        const bool now = letters.chosen == i;
        Meaning meaning;
        meaning.role = Role::radio;
        meaning.name = choice.shown + ": " + choice.sample;
        meaning.checked = now ? Tri::yes : Tri::no;
        const Hit hit = ui.item("letters " + std::to_string(i), row, meaning);
        if (now || hit.hovered) ui.fill(row, now ? ui.style.accent_soft : ui.style.hover, 6);
        if (hit.focused) ui.outline(row, ui.style.focus, 6, 2);
        const float side = std::round(16 * z);
        const Rect ring{std::round(row.x + 8 * z), std::round(row.y + (row.height - side) / 2), side, side};
        ui.fill(ring, now ? ui.style.accent : ui.style.page, side / 2);
        ui.outline(ring, now ? ui.style.accent : ui.style.strong_line, side / 2, 1.5f);
        if (now) ui.fill(inset(ring, side * 0.32f), ui.style.accent_ink, side / 2);
        Rect words = inset(row, 34 * z, 3 * z);
        ui.label(take_top(words, words.height / 2), choice.sample, {ui.style.text, ui.style.ink, now, false, platform::FontFace::reading});
        ui.label(words, choice.shown, ui.quiet());
        if (hit.clicked) chosen = i;
    }
    ui.end_group();
    y += 4 * z;
    if (chosen) choose_letters(item, *chosen);
}

} // namespace emic
