#include "border.h"

#include <emscripten/emscripten.h>

// Files given and taken, copy and paste (web/js/files.js, pdf.js, print.js, clipboard.js).

using namespace emic;

extern "C" {
void page_pick_files(const char* accept, std::size_t length, int several);
void page_pick_folder();
void page_save_file(const char* name, std::size_t name_length, const char* mime, std::size_t mime_length, const char* bytes, std::size_t length);
void page_print(const char* html, std::size_t length);
void page_read_pdf(std::uint32_t id, const char* bytes, std::size_t length);
void page_stop_pdf();
void page_set_copy_text(const char* plain, std::size_t plain_length, const char* html, std::size_t html_length);
}

namespace {
platform::FilesGiven given; ///< being handed over
}

namespace emic::platform {

void pick_files(std::string_view accept, bool several) { page_pick_files(accept.data(), accept.size(), several ? 1 : 0); }
void pick_folder() { page_pick_folder(); }

void read_pdf(std::uint32_t id, std::string_view bytes) { page_read_pdf(id, bytes.data(), bytes.size()); }

void stop_pdf() { page_stop_pdf(); }

void save_file(std::string_view name, std::string_view mime, std::string_view bytes) {
    page_save_file(name.data(), name.size(), mime.data(), mime.size(), bytes.data(), bytes.size());
}

void print_page(std::string_view html) { page_print(html.data(), html.size()); }

void set_copy_text(std::string_view plain, std::string_view html) { page_set_copy_text(plain.data(), plain.size(), html.data(), html.size()); }

} // namespace emic::platform

extern "C" {

EMSCRIPTEN_KEEPALIVE void emic_files_hover(int inside) { border::push(platform::FilesHover{inside != 0}); }

/// Where the bytes of the file are to be written, at once.
EMSCRIPTEN_KEEPALIVE char* emic_file(std::uint8_t* name, std::size_t size) {
    given.files.push_back({border::take(name), std::string(size, '\0')});
    return given.files.back().bytes.data();
}

EMSCRIPTEN_KEEPALIVE void emic_file_problem(std::uint8_t* problem) { given.problems.push_back(border::take(problem)); }

EMSCRIPTEN_KEEPALIVE void emic_files_given(int dropped) {
    given.dropped = dropped != 0;
    border::push(std::exchange(given, {}));
}

EMSCRIPTEN_KEEPALIVE void emic_pdf_progress(std::uint32_t id, std::uint32_t page, std::uint32_t pages) {
    border::push(platform::PdfProgress{id, page, pages});
}

EMSCRIPTEN_KEEPALIVE void emic_pdf_read(std::uint32_t id, std::uint8_t* items) { border::push(platform::PdfRead{id, border::take(items), {}}); }

/// `trouble` counts as PdfTrouble does.
EMSCRIPTEN_KEEPALIVE void emic_pdf_trouble(std::uint32_t id, int trouble) {
    static_assert(static_cast<int>(PdfTrouble::no_reader) == 5, "web/js/pdf.js counts the troubles");
    border::push(platform::PdfRead{id, {}, static_cast<PdfTrouble>(trouble)});
}

EMSCRIPTEN_KEEPALIVE void emic_pasted(std::uint8_t* plain) { border::push(platform::Pasted{border::take(plain)}); }
}
