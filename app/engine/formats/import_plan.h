#pragma once

#include "engine/commands/sources.h"
#include "engine/formats/import_batch.h"
#include "engine/queries/speaker_turns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emic {

/// By what the turns of a planned document are recognised.
enum class TurnPattern : std::uint8_t { any, colon, stop, brackets, own_line, none };

/// What a planned document repeats of those that are there.
enum class Repeat : std::uint8_t {
    no,
    name,  ///< the name, with another text
    whole, ///< name and text
};

/// Someone who speaks in a planned document.
struct PlannedSpeaker {
    std::string name;
    std::string case_name; ///< empty for none
    std::uint32_t turns = 0;
    double share = 0; ///< 0 to 1, of the words of all turns
    bool interviewer = false;
};

/// One document, one survey, or one file that cannot be read, as the researcher sees it before the import.
struct PlannedImport {
    std::string file;    ///< as people see it: "Ana.docx" or "Ana.docx in study.zip"
    std::string origin;  ///< the file's name without folders
    bool taken = true;   ///< to be imported

    std::string name;      ///< of the document
    std::string case_name; ///< empty for none
    ImportedDocument read; ///< as it was read
    std::uint64_t words = 0;
    bool with_memos = true;
    TurnPattern pattern = TurnPattern::any;
    bool own_turns = false; ///< the file itself says who speaks; no pattern is needed
    std::vector<PlannedSpeaker> speakers;
    std::vector<Turn> turns;
    std::vector<TimeAnchor> times;
    std::vector<std::string> not_taken; ///< labels that were taken for nobody's

    std::optional<LetterChoices> letters; ///< where the file does not say how its letters are stored
    std::string bytes;                ///< of the file, for other letters

    std::optional<SurveyTable> table; ///< then there are rows instead of one document
    SurveyChoices choices;
    std::vector<ImportedDocument> rows;
    std::vector<NewCase> cases;    ///< of its rows without text
    std::vector<ImportNote> notes; ///< of a table without documents

    Repeat repeat = Repeat::no;     ///< set by mark_repeats()
    std::size_t repeated_rows = 0;  ///< of a survey: rows with a name that is taken

    std::optional<Problem> problem; ///< then there is nothing to import
};

/// What an import is going to do: the researcher changes it, and then it becomes one request.
struct ImportPlan {
    std::vector<PlannedImport> items;
};

/// The plan that needs no change: turns recognised by any pattern, surveys by guess_choices().
ImportPlan plan_import(std::vector<BatchFile> files);

/// Recognises the turns of a document anew. Speakers of the same name keep their case and whether they interview.
void choose_pattern(PlannedImport& item, TurnPattern pattern);
/// Makes the rows of a survey anew.
void choose_columns(PlannedImport& item, SurveyChoices choices);
/// Makes a survey's answers begin in another row; its columns are called and guessed anew.
void choose_first_answer(PlannedImport& item, std::uint32_t row_number);
/// Reads the file anew with its letters in another of `letters`' charsets. Names and cases that were changed stay.
void choose_letters(PlannedImport& item, std::size_t choice);
/// Pattern, cases and interviewers of one document become those of all others that say who speaks in the same way.
void use_for_all(ImportPlan& plan, std::size_t item);

/// "‘Note’ is taken for no speaker: what stands there is nobody’s words".
std::string not_taken_words(const std::vector<std::string>& labels);

/// What was recognised in a document, in words: "38 turns by Interviewer and Ana", "3 headings".
std::vector<std::string> recognised(const PlannedImport& item);

/// Whether there is something to decide: speakers, a survey, several files, or a file among others that cannot be read.
bool worth_a_look(const ImportPlan& plan);

/// Whether the researcher has to be asked, whatever they chose to be shown: something would come in a second time.
bool asks(const ImportPlan& plan);
/// The same, because it is not certain how a file's letters are stored.
bool needs_an_answer(const ImportPlan& plan);

/// How many documents the import gives, and how many cases of which there is none.
std::size_t document_count(const ImportPlan& plan);
std::size_t case_count(const ImportPlan& plan);

ImportSources sources_of(const ImportPlan& plan);

} // namespace emic
