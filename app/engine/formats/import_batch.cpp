#include "engine/formats/import_batch.h"

#include "engine/commands/names.h"
#include "engine/formats/foreign_file.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/package_kind.h"
#include "engine/formats/pdf_text.h"
#include "engine/formats/project_file.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
        const std::string_view part = name.substr(begin, end - begin);
        if (!part.empty() && part != "." && part != ".." && part.back() != ':') parts.emplace_back(part);
        begin = end + 1;
    }
    return parts;
}

std::string last_of(const std::vector<std::string>& parts) { return parts.empty() ? "Untitled" : parts.back(); }

/// What systems and office programs leave behind beside documents.
bool is_left_behind(std::string_view name) {
    const std::string folded = fold_case(name);
    return folded == ".ds_store" || folded == "thumbs.db" || folded == "ehthumbs.db" || folded == "desktop.ini" || folded == "__macosx" ||
           name.starts_with("._") || name.starts_with("~$") || name.starts_with(".~lock.");
}

bool is_archive(std::string_view bytes) { return package_kind(bytes) != PackageKind::none; }

std::string fit_name(const std::string& name, const std::string& otherwise) {
    const std::uint32_t end = byte_at_code_point(name, max_name_length - 1);
    const Result<std::string> fit = clean_name(end < name.size() ? name.substr(0, end) + "…" : name, "document");
    return fit ? *fit : otherwise;
}

bool ends_like_archive(std::string_view name) { return file_extension(name) == ".zip"; }

} // namespace

std::vector<std::string> folders_of(std::string_view name) {
    std::vector<std::string> parts = parts_of(name);
    if (!parts.empty()) parts.pop_back();
    return parts;
}

bool is_passed_over(std::string_view name) {
    const std::vector<std::string> parts = parts_of(name);
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
        return is_left_behind(part) || (part.front() == '.' && parts.size() > 1);
    });
}

void fit_names(ImportedDocument& document) {
    document.name = fit_name(document.name, "Untitled");
    if (document.case_name) document.case_name = fit_name(*document.case_name, document.name);
    for (NewValue& value : document.content.values) value.attribute = fit_name(value.attribute, "Untitled");
}

void fit_names(NewCase& known) {
    known.name = fit_name(known.name, "Untitled");
    for (NewValue& value : known.values) value.attribute = fit_name(value.attribute, "Untitled");
}

std::string shown_name(const BatchFile& file) {
    const std::string name = quoted_name({file.name, {}});
    return file.archive.empty() ? name : name + " in " + quoted_name({file.archive, {}});
}

void read_into(BatchFile& file, std::string_view bytes, std::string_view charset) {
    const FileInput input{file.name, bytes, charset};
    file.documents.clear();
    file.cases.clear();
    file.notes.clear();
    file.table.reset();
    file.problem.reset();
    if (!foreign_file(input) && is_survey_table(input)) {
        Result<SurveyTable> table = read_survey_table(input);
        if (table) {
            SurveyImport made = survey_import(*table, guess_choices(*table));
            file.documents = std::move(made.documents);
            file.cases = std::move(made.cases);
            (file.documents.empty() ? file.notes : file.documents.front().notes) = std::move(made.notes);
            file.table = std::move(table).value();
        } else {
            file.problem = table.problem();
        }
        if (table && file.documents.empty() && file.cases.empty()) {
            // The reader says what is missing.
            const Result<std::vector<ImportedDocument>> again = read_documents(input);
            if (!again) file.problem = again.problem();
        }
    } else {
        Result<std::vector<ImportedDocument>> documents = read_documents(input);
        if (documents) file.documents = std::move(documents).value();
        else file.problem = documents.problem();
    }
}

void ImportBatch::add(std::string name, std::string bytes) {
    if (!is_passed_over(name)) m_given.push_back({std::move(name), std::move(bytes)});
}

std::size_t ImportBatch::total() const { return m_files.size() + (m_waiting ? 1 : 0) + (m_archive ? m_archive->entries.size() : 0) + m_given.size(); }

std::string ImportBatch::next() const {
    if (m_waiting) return m_waiting->name;
    if (m_archive) return last_of(parts_of(m_archive->entries.front().name));
    return m_given.empty() ? std::string() : last_of(parts_of(m_given.front().name));
}

bool ImportBatch::step() {
    if (m_waiting) return true;
    if (m_archive) {
        step_archive();
    } else if (!m_given.empty()) {
        Given given = std::move(m_given.front());
        m_given.pop_front();
        if (is_archive(given.bytes)) {
            open_archive(std::move(given));
        } else {
            BatchFile file;
            file.name = last_of(parts_of(given.name));
            file.folders = folders_of(given.name);
            read(std::move(file), std::move(given.bytes));
        }
    }
    return !empty();
}

/// A file that is an archive: of documents, or a document itself.
void ImportBatch::open_archive(Given given) {
    BatchFile file;
    file.name = last_of(parts_of(given.name));
    file.folders = folders_of(given.name);
    auto archive = std::make_unique<OpenArchive>();
    archive->name = file.name;
    archive->folders = file.folders;
    archive->bytes = std::move(given.bytes);
    Result<ZipArchive> zip = ZipArchive::open({archive->name, archive->bytes}, m_limits.archive);
    if (!zip && ends_like_archive(file.name) && zip.problem().kind == ProblemKind::damaged)
        return refuse(std::move(file), shown_name(file) + " is damaged or incomplete, so nothing was imported from it. Get a fresh copy, or unpack it "
                                                          "on your computer as far as that goes and drop the documents here.");
    if (!zip || package_kind(archive->bytes) != PackageKind::archive) return read(std::move(file), std::move(archive->bytes));
    archive->zip = std::move(zip).value();
    for (ZipEntry& entry : archive->zip->entries())
        if (!entry.name.ends_with('/') && !is_passed_over("in/" + entry.name)) archive->entries.push_back(std::move(entry));
    if (archive->entries.empty()) return refuse(std::move(file), shown_name(file) + " holds no files, so nothing was imported from it.");
    const std::size_t room = m_limits.files - std::min(m_limits.files, m_opened);
    if (archive->entries.size() > room) {
        refuse(file, shown_name(file) + " was not read to its end, because these are more than " + std::to_string(m_limits.files) +
                         " files at once. Unpack it and give the rest in a second go.");
        archive->entries.resize(room);
    }
    if (!archive->entries.empty()) m_archive = std::move(archive);
}

void ImportBatch::step_archive() {
    const ZipEntry entry = std::move(m_archive->entries.front());
    m_archive->entries.pop_front();
    BatchFile file;
    file.name = last_of(parts_of(entry.name));
    file.archive = m_archive->name;
    file.folders = m_archive->folders;
    for (std::string& folder : folders_of(entry.name)) file.folders.push_back(std::move(folder));
    Result<std::string> bytes = m_archive->zip->read(entry, shown_name(file));
    if (m_archive->entries.empty()) m_archive.reset();
    if (!bytes) {
        file.problem = bytes.problem();
        return keep(std::move(file));
    }
    if (is_archive(*bytes)) {
        const Result<ZipArchive> inner = ZipArchive::open({file.name, *bytes}, m_limits.archive);
        if (inner.ok() ? package_kind(*bytes) == PackageKind::archive : ends_like_archive(file.name))
            return refuse(std::move(file), shown_name(file) + " is an archive within an archive, which Emic does not open. Nothing was imported from it. Take it "
                                                              "out of the other and drop it here by itself.");
    }
    read(std::move(file), std::move(bytes).value());
}

void ImportBatch::read(BatchFile file, std::string bytes) {
    if (m_opened++ >= m_limits.files)
        return refuse(std::move(file), shown_name(file) + " was not read, because these are more than " + std::to_string(m_limits.files) +
                                           " files at once. Give the rest in a second go.");
    if (m_text >= m_limits.text)
        return refuse(std::move(file), shown_name(file) + " was not read, because the documents before it hold all the text that one import can take (" +
                                           std::to_string(m_limits.text >> 20) + " MB). Give the rest in a second go.");
    const FileInput input{file.name, bytes};
    if (is_project_file(bytes) || foreign_project_reader(input)) {
        file.project = true;
        return refuse(std::move(file), shown_name(file) + " is a whole project and no document, so it was not imported among the documents." +
                                           (file.archive.empty() ? "" : " Take it out of the archive and open it by itself."));
    }
    if (m_pdf == PdfFiles::handed_out && is_pdf(bytes)) {
        m_waiting = Waiting{file.name, std::move(bytes)};
        m_waiting_file = std::move(file);
        return;
    }
    read_into(file, bytes, m_charset);
    if (!file.problem && m_charset.empty()) file.letters = letter_choices(input);
    if (file.letters) file.bytes = std::move(bytes);
    keep(std::move(file));
}

void ImportBatch::keep(BatchFile file) {
    if (!file.problem && file.documents.empty() && file.cases.empty())
        file.problem = Problem{ProblemKind::unreadable, shown_name(file) + " holds no text. Nothing was imported from it.", file.name};
    for (const ImportedDocument& document : file.documents) m_text += document.content.text.size();
    m_files.push_back(std::move(file));
}

void ImportBatch::refuse(BatchFile file, std::string message) {
    file.problem = Problem{ProblemKind::unsupported, std::move(message), file.name};
    keep(std::move(file));
}

void ImportBatch::settle(Result<ImportedDocument> read) {
    if (!m_waiting) return;
    m_waiting.reset();
    BatchFile file = std::exchange(m_waiting_file, {});
    if (read) file.documents.push_back(std::move(read).value());
    else file.problem = read.problem();
    keep(std::move(file));
}

void ImportBatch::stop() {
    constexpr const char* words = "Not read: the import was stopped.";
    const auto tell = [&](std::string name) {
        BatchFile file;
        file.name = std::move(name);
        refuse(std::move(file), words);
    };
    if (m_waiting) settle(pdf_problem(m_waiting->name, PdfTrouble::stopped));
    if (m_archive) tell(m_archive->name);
    m_archive.reset();
    for (const Given& given : m_given) tell(last_of(parts_of(given.name)));
    m_given.clear();
}

std::vector<BatchFile> ImportBatch::take() {
    std::vector<BatchFile> files = std::exchange(m_files, {});
    m_opened = m_text = 0;
    std::vector<std::string> shared;
    bool first = true;
    for (const BatchFile& file : files) {
        if (file.documents.empty()) continue;
        if (std::exchange(first, false)) shared = file.folders;
        const auto [mine, theirs] = std::mismatch(shared.begin(), shared.end(), file.folders.begin(), file.folders.end());
        shared.erase(mine, shared.end());
    }
    for (BatchFile& file : files)
        for (ImportedDocument& document : file.documents) {
            if (!document.case_name && file.folders.size() > shared.size()) document.case_name = document_name(file.folders.back() + ".txt");
            fit_names(document);
        }
    for (BatchFile& file : files)
        for (NewCase& one : file.cases) fit_names(one);
    return files;
}

} // namespace emic
