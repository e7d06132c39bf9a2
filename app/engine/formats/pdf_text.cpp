#include "engine/formats/pdf_text.h"

#include "engine/formats/content_marks.h"
#include "engine/formats/pdf_margins.h"
#include "engine/formats/pdf_paragraphs.h"
#include "engine/formats/recording_times.h"
#include "engine/queries/text_units.h"
#include "engine/text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace emic {

namespace {

constexpr double heading_size = 1.12;        ///< times the size of most of the text, at least
constexpr std::size_t heading_length = 240;  ///< bytes, at most
constexpr std::uint32_t lowest_level = 9;
constexpr std::size_t longest_text = std::size_t{1} << 28; ///< bytes

/// In steps of half a point, which levels the noise of conversions.
long size_step(double size) { return std::lround(size * 2); }

/// The size that most of the text is set in.
long body_size(const std::vector<PdfParagraph>& paragraphs) {
    std::map<long, std::size_t> bytes;
    for (const PdfParagraph& one : paragraphs) bytes[size_step(one.size)] += one.text.size();
    const auto most = std::max_element(bytes.begin(), bytes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == bytes.end() ? 0 : most->first;
}

bool is_heading(const PdfParagraph& paragraph, long body) {
    return static_cast<double>(size_step(paragraph.size)) >= heading_size * static_cast<double>(body) && paragraph.text.size() <= heading_length &&
           !paragraph.text.ends_with('.') && !speaker_label(paragraph.text);
}

/// Signs that stand for characters which the file does not name.
std::uint32_t unknown_characters(std::string_view text) {
    std::uint32_t count = 0;
    for (std::uint32_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        count += c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF);
    }
    return count;
}

/// The text with the signs of its headings; what stood on every page stands once, at the top.
std::string marked_text(const std::vector<PdfParagraph>& paragraphs, const std::vector<std::string>& heads, ContentMarks& marks) {
    const long body = body_size(paragraphs);
    std::map<long, std::uint32_t, std::greater<>> levels;
    for (const PdfParagraph& one : paragraphs)
        if (is_heading(one, body)) levels[size_step(one.size)] = 0;
    std::uint32_t level = 0;
    for (auto& [size, number] : levels) number = std::min(++level, lowest_level);

    std::string text;
    const auto put = [&](std::string_view line) {
        if (!text.empty()) text += '\n';
        text += line;
    };
    for (const std::string& head : heads) put(head);
    for (const PdfParagraph& one : paragraphs) {
        if (text.size() + one.text.size() > longest_text) break;
        const TextRange inner = trimmed(one.text, {0, static_cast<std::uint32_t>(one.text.size())});
        if (inner.empty()) continue;
        std::string line(slice(one.text, inner));
        put(is_heading(one, body) ? marks.heading(std::move(line), levels[size_step(one.size)]) : line);
    }
    return text;
}

/// Puts a sign for each comment behind a blank of the words that it is about; one without such words is of the whole document.
void mark_comments(std::vector<PdfPage>& pages, ContentMarks& marks) {
    constexpr double same_line = 1.2; // of the font's size
    std::size_t number = 0;
    for (std::size_t page = 0; page < pages.size(); ++page)
        for (const PdfNote& note : pages[page].notes) {
            const std::string id = std::to_string(number++);
            PdfItem* nearest = nullptr;
            double distance = 0;
            for (PdfItem& item : pages[page].items) {
                if (item.angle != 0 || item.text.find(' ') == std::string::npos || item.text.find_first_not_of(' ') == std::string::npos) continue;
                const double up = std::fabs(item.y + 0.3 * item.size - note.y);
                if (up > same_line * item.size) continue;
                const double aside = std::max({0.0, item.x - note.x, note.x - item.x - item.width});
                if (nearest && up * 4 + aside >= distance) continue;
                nearest = &item;
                distance = up * 4 + aside;
            }
            if (nearest) {
                const std::size_t word = nearest->text.find_first_not_of(' ');
                const std::size_t blank = nearest->text.find(' ', word);
                if (blank != std::string::npos && nearest->text.find_first_not_of(' ', blank) != std::string::npos) nearest->text.insert(blank + 1, marks.comment_point(id));
            }
            marks.add_comment(id, note.author, "Page " + std::to_string(page + 1) + ": " + note.text, note.written);
        }
}

std::string page_list(const std::vector<std::size_t>& pages) {
    constexpr std::size_t named = 8;
    std::string list;
    for (std::size_t i = 0; i < pages.size() && i < named; ++i) list += (i == 0 ? "" : i + 1 == pages.size() ? " and " : ", ") + std::to_string(pages[i]);
    if (pages.size() > named) list += " and " + std::to_string(pages.size() - named) + " more";
    return (pages.size() == 1 ? "Page " : "Pages ") + list;
}

std::vector<ImportNote> notes_of(const PdfPages& file, const PdfMargins& margins, const DocumentContent& content) {
    std::vector<ImportNote> notes;
    const auto note = [&](std::string message, std::size_t count) { notes.push_back({std::move(message), static_cast<std::uint32_t>(count)}); };
    if (!margins.heads.empty()) {
        std::string words;
        for (const std::string& head : margins.heads)
            if (words.size() < 200) words += (words.empty() ? "‘" : ", ‘") + head + "’";
        note("Lines that stand on every page stand once, at the top of the text: " + words + ".", margins.heads.size());
    }
    if (margins.page_numbers > 0) note(counted(margins.page_numbers, "page number was", "page numbers were") + " left out.", margins.page_numbers);
    std::vector<std::size_t> empty, lost;
    for (std::size_t i = 0; i < file.pages.size(); ++i) {
        if (file.pages[i].lost) lost.push_back(i + 1);
        else if (file.pages[i].items.empty()) empty.push_back(i + 1);
    }
    if (!empty.empty()) note(page_list(empty) + (empty.size() == 1 ? " holds" : " hold") + " no text: empty, or a picture.", empty.size());
    if (!lost.empty()) note(page_list(lost) + (lost.size() == 1 ? " is" : " are") + " damaged; text may be missing there. Compare with the PDF.", lost.size());
    if (file.answers > 0) note(counted(file.answers, "answer", "answers") + " typed into the form of the PDF " + (file.answers == 1 ? "stands" : "stand") + " in the text beside what is asked.", file.answers);
    if (file.foreign_form) note("The PDF is a form of a kind (XFA) whose answers Emic cannot read. Open it in a PDF program, print it to a new PDF, and import that.", 1);
    if (file.marks > 0) note(counted(file.marks, "highlight or drawing without a comment was", "highlights and drawings without a comment were") + " left out.", file.marks);
    if (file.files > 0) note(counted(file.files, "file that is attached to a page was", "files that are attached to pages were") + " left out.", file.files);
    if (file.unread > 0) note("Comments and answers of " + counted(file.unread, "page", "pages") + " could not be read. Compare with the PDF.", file.unread);
    if (file.pages_left > 0) note("The last " + counted(file.pages_left, "page was", "pages were") + " not read: the file is too long. Split it and import the parts.", file.pages_left);
    if (file.tables_lacking > 0)
        note("Some of its Chinese, Japanese or Korean characters could not be told, because the file does not say which they are. Compare with the PDF.", file.tables_lacking);
    if (const std::uint32_t unknown = unknown_characters(content.text); unknown > 0)
        note(counted(unknown, "character", "characters") + " could not be told, because the file does not say which they are. Compare with the PDF.", unknown);
    return notes;
}

} // namespace

Result<ImportedDocument> pdf_document(std::string_view file_name, const PdfPages& file) {
    std::vector<PdfPage> items = file.pages;
    const std::uint32_t margin_numbers = take_margin_numbers(items);
    ContentMarks marks;
    mark_comments(items, marks);
    std::vector<std::vector<PdfLine>> pages;
    for (std::size_t i = 0; i < items.size(); ++i) pages.push_back(pdf_lines(items[i], static_cast<std::uint32_t>(i)));
    const PdfMargins margins = take_margins(pages, file.pages);
    std::vector<PdfLine> lines;
    for (std::vector<PdfLine>& page : pages) std::move(page.begin(), page.end(), std::back_inserter(lines));

    ImportedDocument document{document_name(file_name), {}, {}, {}};
    const std::string text = marked_text(pdf_paragraphs(lines), margins.heads, marks);
    const bool has_text = !ContentMarks::without_signs(text).empty();
    if (has_text) marks.settle(text, document);
    if (document.content.text.empty())
        return Problem{ProblemKind::unsupported,
                       quoted_name({file_name, {}}) +
                           (file.tables_lacking > 0
                                ? " holds text, but does not say which Chinese, Japanese or Korean characters it is made of. Nothing was imported from it. "
                                : " holds pictures of pages but no text: it is a scan, or was printed as a picture. Nothing was imported from it. ") +
                           "Let a program for text recognition (OCR) make a text or Word document of it, correct that, and drop it here.",
                       std::string(file_name)};
    for (ImportNote& note : notes_of(file, margins, document.content)) document.notes.push_back(std::move(note));
    if (margin_numbers > 0) document.notes.push_back({counted(margin_numbers, "number", "numbers") + " of lines or paragraphs in the margin were left out.", margin_numbers});
    settle_transcript(document);
    return document;
}

Problem pdf_problem(std::string_view file_name, PdfTrouble trouble) {
    const std::string name = quoted_name({file_name, {}});
    const auto problem = [&](ProblemKind kind, const char* words) { return Problem{kind, name + words, std::string(file_name)}; };
    switch (trouble) {
    case PdfTrouble::password:
        return problem(ProblemKind::unsupported, " is protected with a password. Nothing was imported from it. Open it in a PDF program with its password, print it "
                                                 "to a new PDF or save it without the password, and drop that file here.");
    case PdfTrouble::damaged:
        return problem(ProblemKind::damaged, " is damaged or not a whole PDF file. Nothing was imported from it. Fetch or save it once more; if a PDF program can open "
                                             "it, print it to a new PDF there and drop that file here.");
    case PdfTrouble::too_large:
        return problem(ProblemKind::unsupported, " needs more memory than the browser gives. Nothing was imported from it. Split it in a PDF program and import the parts.");
    case PdfTrouble::too_slow:
        return problem(ProblemKind::unsupported, " took too long to read. Nothing was imported from it. Split it in a PDF program and import the parts, or print it to a new PDF.");
    case PdfTrouble::stopped: return problem(ProblemKind::invalid_request, " was not read: the import was stopped.");
    case PdfTrouble::no_reader:
        return problem(ProblemKind::unsupported, " could not be read, because the PDF reader did not start. Nothing was imported from it. Load the page again; if that does "
                                                 "not help, this copy of Emic may be damaged: get a fresh one.");
    }
    return {};
}

bool is_pdf(std::string_view bytes) {
    constexpr std::size_t searched = 1024; // readers of PDF accept the mark within the first kilobyte
    const std::size_t at = bytes.substr(0, searched).find("%PDF-");
    return at == 0 || (at != std::string_view::npos && bytes.substr(0, 4) != "PK\3\4" && bytes.find("%%EOF") != std::string_view::npos);
}

} // namespace emic
