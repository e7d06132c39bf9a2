#include "border.h"
#include "platform_keeping.h"

#include <emscripten/emscripten.h>

// Projects on this device (web/js/storage.js).

using namespace emic;

extern "C" {
void page_storage_list();
void page_storage_open(const char* id, std::size_t length);
void page_storage_close(const char* id, std::size_t length);
void page_storage_line(const char* id, std::size_t id_length, double number, const char* line, std::size_t length);
void page_storage_pump(const char* id, std::size_t length);
void page_storage_snapshot(const char* id, std::size_t id_length, const char* bytes, std::size_t length, double up_to, const char* card,
                           std::size_t card_length);
void page_storage_erase(const char* id, std::size_t length, int even_if_open_elsewhere);
void page_storage_save_stored(const char* id, std::size_t length, const char* name, std::size_t name_length);
void page_store_setting(const char* key, std::size_t key_length, const char* value, std::size_t length);
void page_write_settings();
}

namespace {
platform::StorageListed listed; ///< being handed over
platform::StorageOpened opened; ///< being handed over
std::string passing, unpromised;
}

namespace emic::platform {

void storage_list() { page_storage_list(); }

const std::string& passing_words() { return passing; }
const std::string& unpromised_words() { return unpromised; }

void storage_open(Guid project) {
    const std::string id = to_string(project);
    page_storage_open(id.data(), id.size());
}

void storage_save_stored(Guid project, std::string_view name) {
    const std::string id = to_string(project);
    page_storage_save_stored(id.data(), id.size(), name.data(), name.size());
}

void storage_close(Guid project) {
    const std::string id = to_string(project);
    page_storage_close(id.data(), id.size());
}

void storage_append(Guid project, std::span<const JournalLine> lines) {
    const std::string id = to_string(project);
    for (const JournalLine& line : lines)
        page_storage_line(id.data(), id.size(), static_cast<double>(line.number), line.line.data(), line.line.size());
    page_storage_pump(id.data(), id.size());
}

void storage_snapshot(Guid project, std::string_view bytes, std::uint64_t up_to, std::string_view card) {
    const std::string id = to_string(project);
    page_storage_snapshot(id.data(), id.size(), bytes.data(), bytes.size(), static_cast<double>(up_to), card.data(), card.size());
}

void storage_delete(Guid project, bool even_if_open_elsewhere) {
    const std::string id = to_string(project);
    page_storage_erase(id.data(), id.size(), even_if_open_elsewhere);
}

void store_settings(const std::map<std::string, std::string>& changed) {
    for (const auto& [key, value] : changed) page_store_setting(key.data(), key.size(), value.data(), value.size());
    page_write_settings();
}

} // namespace emic::platform

extern "C" {

EMSCRIPTEN_KEEPALIVE void emic_storage_listed_project(std::uint8_t* id, std::uint8_t* card, double bytes, int place) {
    const Guid project = border::take_guid(id);
    listed.projects.push_back({project, border::take(card), static_cast<std::uint64_t>(bytes), static_cast<platform::StoredProject::Place>(place)});
}

EMSCRIPTEN_KEEPALIVE void emic_storage_listed_setting(std::uint8_t* key, std::uint8_t* value) {
    std::string name = border::take(key);
    listed.settings[std::move(name)] = border::take(value);
}

EMSCRIPTEN_KEEPALIVE void emic_storage_listed(std::uint8_t* problem, int vanished) {
    listed.problem = border::take(problem);
    listed.vanished = vanished != 0;
    border::push(std::exchange(listed, {}));
}

/// Where the bytes of the snapshot are to be written, at once.
EMSCRIPTEN_KEEPALIVE char* emic_storage_opened_snapshot(std::size_t size) {
    opened.snapshot.assign(size, '\0');
    return opened.snapshot.data();
}

EMSCRIPTEN_KEEPALIVE void emic_storage_opened_line(double number, std::uint8_t* line) {
    opened.lines.push_back({static_cast<std::uint64_t>(number), border::take(line)});
}

EMSCRIPTEN_KEEPALIVE void emic_storage_opened_problem(std::uint8_t* problem) { opened.problems.push_back(border::take(problem)); }

EMSCRIPTEN_KEEPALIVE void emic_storage_opened(std::uint8_t* id, double up_to, int elsewhere, int anew) {
    opened.project = border::take_guid(id);
    opened.up_to = static_cast<std::uint64_t>(up_to);
    opened.elsewhere = elsewhere != 0;
    opened.anew = anew != 0;
    border::push(std::exchange(opened, {}));
}

EMSCRIPTEN_KEEPALIVE void emic_storage_appended(std::uint8_t* id, double up_to) {
    border::push(platform::StorageAppended{border::take_guid(id), static_cast<std::uint64_t>(up_to)});
}

EMSCRIPTEN_KEEPALIVE void emic_storage_snapshot_taken(std::uint8_t* id, double up_to) {
    border::push(platform::StorageSnapshotTaken{border::take_guid(id), static_cast<std::uint64_t>(up_to)});
}

EMSCRIPTEN_KEEPALIVE void emic_storage_elsewhere(std::uint8_t* id) { border::push(platform::StorageElsewhere{border::take_guid(id)}); }
EMSCRIPTEN_KEEPALIVE void emic_storage_erased(std::uint8_t* id) { border::push(platform::StorageErased{border::take_guid(id)}); }
EMSCRIPTEN_KEEPALIVE void emic_storage_yielded(std::uint8_t* id) { border::push(platform::StorageYielded{border::take_guid(id)}); }

EMSCRIPTEN_KEEPALIVE void emic_storage_failed(std::uint8_t* id, int task, std::uint8_t* why, int lost) {
    const Guid project = border::take_guid(id);
    border::push(platform::StorageFailed{project, static_cast<platform::StorageTask>(task), border::take(why), lost != 0});
}

EMSCRIPTEN_KEEPALIVE void emic_storage_room(std::uint8_t* words) { border::push(platform::StorageRoom{border::take(words)}); }
EMSCRIPTEN_KEEPALIVE void emic_storage_unpromised(std::uint8_t* words) { unpromised = border::take(words); }
EMSCRIPTEN_KEEPALIVE void emic_storage_passing(std::uint8_t* words) {
    passing = border::take(words);
    border::push(platform::PageProblem{passing});
}
}
