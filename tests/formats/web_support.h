#pragma once
// Web pages, Markdown and e-books: how tests look at what was read of them.

#include "engine/formats/reader.h"
#include "engine/source_structure.h"

#include "formats/docx_builder.h"

#include <doctest/doctest.h>
#include <random>

namespace emic::test {

inline ImportedDocument read_one(std::string_view name, const std::string& bytes) {
    Result<std::vector<ImportedDocument>> documents = read_documents({name, bytes});
    REQUIRE_MESSAGE(documents.ok(), documents.problem().message);
    REQUIRE(documents->size() == 1);
    return documents->front();
}

inline std::string text_of_page(const std::string& source) { return read_one("page.html", source).content.text; }

inline bool has_note(const ImportedDocument& document, std::string_view words, std::uint32_t count = 1) {
    for (const ImportNote& note : document.notes)
        if (note.message.find(words) != std::string::npos && note.count == count) return true;
    return false;
}

/// "2 A heading" for every heading, its level before it.
inline std::vector<std::string> headings_of(const ImportedDocument& document) {
    std::vector<std::string> all;
    for (const Heading& one : document.content.headings)
        all.push_back(std::to_string(one.level) + " " + std::string(slice(document.content.text, one.range)));
    return all;
}

/// Fails where what was read could not be a document.
inline void check_sound(const Result<std::vector<ImportedDocument>>& read) {
    if (!read) {
        CHECK_FALSE(read.problem().message.empty());
        return;
    }
    for (const ImportedDocument& document : *read) {
        CHECK(is_valid_utf8(document.content.text));
        for (const char c : document.content.text)
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') FAIL("a control character");
        Source source;
        source.text = SharedText(document.content.text);
        for (const NewSpeaker& speaker : document.content.speakers) source.speakers.push_back({speaker.name, {}, speaker.interviewer});
        source.turns = document.content.turns;
        source.headings = document.content.headings;
        source.times = document.content.times;
        CHECK_FALSE(check_structure(source));
    }
}

/// Reads `bytes` cut short at many places and with bits turned over.
inline void check_hostile(std::string_view name, const std::string& bytes) {
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 100) check_sound(read_documents({name, bytes.substr(0, size)}));
    for (unsigned seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        std::string changed = bytes;
        for (unsigned i = 1 + random() % 8; i > 0; --i) {
            char& c = changed[random() % changed.size()];
            c = static_cast<char>(static_cast<unsigned char>(c) ^ (1u << (random() % 8)));
        }
        check_sound(read_documents({name, changed}));
    }
}

inline std::string repeated(std::string_view piece, std::size_t times) {
    std::string all;
    all.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

} // namespace emic::test
