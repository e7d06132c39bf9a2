#pragma once

#include "engine/queries/codebook.h"
#include "engine/queries/documents.h"
#include "engine/queries/highlights.h"
#include "engine/queries/overview.h"
#include "engine/queries/passages.h"
#include "engine/queries/search.h"
#include "engine/queries/themes.h"
#include "frame.h"
#include "views/mode_caches.h"
#include "widgets/choice_list.h"
#include "widgets/coded_text.h"

#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

namespace emic {

/// A document's text taken apart for the transcript.
struct DocumentText {
    std::vector<TextRange> paragraphs;
    std::vector<TextRange> labels; ///< of speakers
    platform::HanStyle han = platform::HanStyle::unspecified;
};

/// A row of the palette and what it does.
struct PaletteRow {
    ChoiceRow shown;
    std::function<void(const Frame&)> run;
};

/// Rows that several views show, recomputed when the project's revision or their parameters change.
struct Caches {
    CodedText transcript;
    Cached<std::uint64_t, std::vector<CodeRow>> codebook;
    Cached<std::uint64_t, std::vector<CodeRow>> answered_codebook;
    Cached<std::tuple<std::uint64_t, bool>, std::vector<DocumentRow>> documents;
    Cached<std::uint64_t, std::vector<ThemeRow>> themes;
    Cached<std::uint64_t, Overview> overview;
    Cached<std::tuple<std::uint64_t, Id<Source>>, std::vector<Highlight>> highlights;
    Cached<std::tuple<std::uint64_t, Id<Source>>, std::vector<Stripe>> stripes;
    Cached<std::tuple<std::uint64_t, Id<Source>>, DocumentText> document_text;
    Cached<std::tuple<std::uint64_t, Id<Source>, std::string>, std::vector<TextRange>> matches;
    Cached<std::tuple<std::uint64_t, Id<Code>>, std::vector<CodingEntry>> code_passages;
    Cached<std::tuple<std::uint64_t, std::string>, SearchResults> search;
    Cached<std::tuple<std::uint64_t, std::string>, std::vector<CodeMatch>> code_matches;
    /// By what was typed, from when the palette is opened: what stands on the screen is what Enter runs.
    Cached<std::string, std::vector<PaletteRow>> palette;
    ModeCaches modes;

    const std::vector<CodeRow>& codebook_rows_of(const Frame& frame) {
        return codebook.get(frame.revision(), [&] { return codebook_rows(frame.project(), frame.indexes()); });
    }
    /// With or without what interviewers say, as the researcher has chosen.
    const std::vector<CodeRow>& counted_codebook_rows_of(const Frame& frame) {
        if (!frame.state.without_interviewers) return codebook_rows_of(frame);
        return answered_codebook.get(frame.revision(), [&] { return codebook_rows(frame.project(), frame.indexes(), InterviewerWords::left_out); });
    }
    /// Likewise.
    const std::vector<DocumentRow>& document_rows_of(const Frame& frame) {
        return documents.get({frame.revision(), frame.state.without_interviewers}, [&] { return document_rows(frame.project(), frame.indexes(), frame.state.without_interviewers ? InterviewerWords::left_out : InterviewerWords::counted); });
    }
};

} // namespace emic
