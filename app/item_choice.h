#pragma once

#include "engine/records.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Overlays that any command can fill: a list to choose from, a line of words to type, a question to answer.
namespace emic {

struct Frame;

/// Something to choose, and what happens then.
struct Item {
    std::string text;
    std::string detail; ///< quiet, behind the text
    std::optional<Colour> colour;
    std::function<void(const Frame&)> take;
};

struct ItemChoice {
    std::string title;
    std::string hint;                                ///< what choosing does
    std::function<std::vector<Item>(const Frame&)> items; ///< asked for anew with each frame
    std::string create;                              ///< offer to make what was typed: "New case"; empty for none
    std::function<void(const Frame&, const std::string&)> take_new;
};

struct WordsWanted {
    std::string title;
    std::string label;      ///< of the field
    std::string text;       ///< stands in it at first
    bool may_be_blank = false;
    std::function<void(const Frame&, const std::string&)> take;
};

/// A question before something that would surprise if it were not meant; `words` name what it is about.
struct Question {
    std::string title;
    std::string words;
    std::string yes; ///< the button that does it
    std::function<void(const Frame&)> take;
};

void choose_item(const Frame& frame, ItemChoice choice);
void ask_words(const Frame& frame, WordsWanted wanted);

void ask_question(const Frame& frame, Question question);

/// The list of choose_item() and the card of ask_question(), over the window.
void draw_item_choice(const Frame& frame);
void draw_question(const Frame& frame);

} // namespace emic
