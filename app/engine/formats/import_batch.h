#pragma once

#include "engine/formats/letter_choices.h"
#include "engine/formats/survey_table.h"
#include "engine/formats/zip_archive.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace emic {

/// One file of a batch and what became of it.
struct BatchFile {
    std::string name;                 ///< without folders: "Interview 1.docx"
    std::string archive;              ///< the ZIP archive that it came in, without folders; empty where there was none
    std::vector<std::string> folders; ///< that it lay in, outermost first, those inside the archive too
    std::vector<ImportedDocument> documents;
    std::optional<SurveyTable> table; ///< of a survey; then `documents` and `cases` are what guess_choices() makes of it
    std::vector<NewCase> cases;       ///< of a table's rows without text
    std::vector<ImportNote> notes;    ///< of a table without documents
    std::optional<Problem> problem;   ///< why there are no documents
    std::optional<LetterChoices> letters; ///< where the file does not say how its letters are stored
    std::string bytes;                ///< of the file, where its letters may be chosen
    bool project = false;             ///< the problem: it is a whole project, to be opened or converted
};

/// What a batch may cost: it is given up beyond, and what was read stays.
struct BatchLimits {
    std::size_t files = 5000;                     ///< given, and in archives
    std::size_t text = std::size_t{512} << 20;    ///< bytes of all documents
    ZipLimits archive;
};

enum class PdfFiles { refused, handed_out };

/// Reads what the researcher gave at once, a file at a time: files with their folders, and ZIP archives of files. One bad
/// file stops none of the others. What systems keep beside documents (.DS_Store, Thumbs.db, hidden files in folders) is
/// passed over.
class ImportBatch {
public:
    /// PDF files that are handed out wait for the caller to read them: see waiting().
    explicit ImportBatch(PdfFiles pdf = PdfFiles::refused, const BatchLimits& limits = {}) : m_pdf(pdf), m_limits(limits) {}

    /// Reads every plain text in this charset; see FileInput::charset.
    void read_letters_as(std::string charset) { m_charset = std::move(charset); }

    /// `name` may carry folders: "P01/Interview 1.docx".
    void add(std::string name, std::string bytes);

    /// Opens the next archive or reads the next file; true while something is left to be done.
    bool step();

    struct Waiting {
        std::string name;
        std::string bytes;
    };
    /// The PDF file that the caller is to read; step() does nothing before settle().
    [[nodiscard]] const Waiting* waiting() const { return m_waiting ? &*m_waiting : nullptr; }
    void settle(Result<ImportedDocument> read);

    /// Reads no further: whatever is left is told to have been stopped.
    void stop();

    [[nodiscard]] bool empty() const { return m_given.empty() && !m_archive && !m_waiting; }
    [[nodiscard]] std::size_t total() const; ///< files known so far
    [[nodiscard]] std::size_t done() const { return m_files.size(); }
    /// The file that is read next; empty when there is none.
    [[nodiscard]] std::string next() const;

    /// Every file read, in the order they were given, those of an archive by name; the batch begins anew. The innermost
    /// folder is a document's case where the file names none; folders that all files share are no cases.
    std::vector<BatchFile> take();

private:
    struct Given {
        std::string name;
        std::string bytes;
    };
    struct OpenArchive {
        std::string name;
        std::vector<std::string> folders;
        std::string bytes;
        std::optional<ZipArchive> zip;
        std::deque<ZipEntry> entries;
    };

    void open_archive(Given given);
    void step_archive();
    void read(BatchFile file, std::string bytes);
    void keep(BatchFile file);
    void refuse(BatchFile file, std::string message);

    PdfFiles m_pdf;
    std::string m_charset;
    BatchLimits m_limits;
    std::deque<Given> m_given;
    std::unique_ptr<OpenArchive> m_archive; ///< what it holds is read before the next given file
    std::optional<Waiting> m_waiting;
    BatchFile m_waiting_file;
    std::vector<BatchFile> m_files;
    std::size_t m_opened = 0; ///< files, whatever became of them
    std::size_t m_text = 0;   ///< bytes of the documents read
};

/// Reads one file into `file`, whose name it has: its documents, its table, or the problem.
void read_into(BatchFile& file, std::string_view bytes, std::string_view charset = {});

/// The folders of a name, without those that point elsewhere ("..", "C:").
std::vector<std::string> folders_of(std::string_view name);

/// Whether a file of this name (with its folders) is none of the researcher's: .DS_Store, Thumbs.db, hidden in a folder.
bool is_passed_over(std::string_view name);

/// Makes the names in a document such as a project takes, so that none of a batch stands in the way of all.
void fit_names(ImportedDocument& document);
void fit_names(NewCase& known);

/// "‘Ana.docx’", or "‘Ana.docx’ in ‘study.zip’".
std::string shown_name(const BatchFile& file);

} // namespace emic
