#include "app/fake_platform.h"

#include "app/fake_keeping.h"

#include "engine/text.h"
#include "field_caret.h"

#include <functional>
#include <utility>

namespace emic::fake {

std::string& passing_words() {
    static std::string words;
    return words;
}
std::string& unpromised_words() {
    static std::string words;
    return words;
}

namespace {

World g_world;
std::uint32_t g_caret = 0; ///< of the open field, or of the one that ended last
std::vector<std::function<void()>> g_held;

void when_released(std::function<void()> work) {
    if (g_world.hold_storage) g_held.push_back(std::move(work));
    else work();
}

/// True, and the failure is sent, when the test has this task fail.
bool failed(Guid project, platform::StorageTask task) {
    const auto failure = g_world.storage_failures.find(task);
    if (failure == g_world.storage_failures.end()) return false;
    g_world.events.push_back(platform::StorageFailed{project, task, failure->second});
    return true;
}

void send_list() {
    if (failed({}, platform::StorageTask::list)) return;
    platform::StorageListed listed;
    for (const auto& [id, stored] : g_world.storage) {
        std::uint64_t bytes = stored.snapshot ? stored.snapshot->size() : 0;
        for (const auto& [number, line] : stored.lines) bytes += line.size();
        listed.projects.push_back({id, stored.card, bytes});
    }
    for (const auto& [id, stored] : g_world.second_place)
        if (!g_world.storage.contains(id)) listed.projects.push_back({id, stored.card, stored.snapshot->size(), platform::StoredProject::Place::second});
    listed.settings = g_world.settings;
    listed.problem = g_world.list_problem;
    listed.vanished = false;
    g_world.events.push_back(std::move(listed));
}

} // namespace

World& world() { return g_world; }

void reset() {
    g_world = World{};
    g_held.clear();
}

void release_storage() {
    g_world.hold_storage = false;
    for (auto& work : std::exchange(g_held, {})) work();
}

void lose_storage() {
    g_world.hold_storage = false;
    g_held.clear();
}

const platform::MirrorNode* find_node(platform::Role role, std::string_view name) {
    for (const platform::MirrorNode& node : g_world.mirror)
        if (node.role == role && node.name == name) return &node;
    return nullptr;
}

void type_into_field(std::string_view value) {
    if (!g_world.field) return;
    g_world.field->value = value;
    g_caret = static_cast<std::uint32_t>(value.size());
    g_world.events.push_back(platform::FieldInput{g_world.field->field.id, std::string(value)});
}

void end_field(platform::FieldEnd how) {
    if (!g_world.field) return;
    const OpenField ended = *std::exchange(g_world.field, std::nullopt);
    g_world.events.push_back(platform::FieldEnded{ended.field.id, ended.value, how});
}

float advance_em(char32_t c) {
    const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (within(0x300, 0x36F) || within(0x200B, 0x200F) || within(0xFE00, 0xFE0F) || within(0x0591, 0x05C7) ||
        within(0x064B, 0x0652) || within(0x1F3FB, 0x1F3FF) || c == 0x0E31 || within(0x0E34, 0x0E3A) ||
        within(0x0E47, 0x0E4E) || c == 0x94D || c == '\n')
        return 0;
    if (c == ' ' || c == 0xA0 || c == '\t') return 0.25f;
    if (within(0x1100, 0x115F) || within(0x2E80, 0xA4CF) || within(0xAC00, 0xD7A3) || within(0xF900, 0xFAFF) ||
        within(0xFF00, 0xFF60) || c >= 0x1F300)
        return 1;
    return 0.5f;
}

} // namespace emic::fake

namespace emic::platform {

using fake::world;

double now_ms() { return world().clock_ms += world().look_cost_ms; }
WallTime wall_ms() { return world().wall_ms; }
Guid random_guid() { return {0xE31C, world().next_guid++}; }

namespace {

float advance_of(const Font& font, std::string_view text) {
    float sum = 0;
    for (std::uint32_t at = 0; at < text.size();) {
        const float em = fake::advance_em(next_code_point(text, at));
        sum += em > 0 && font.bold ? em + 0.0625f : em;
    }
    return sum * font.size;
}

} // namespace

TextExtent measure_text(const Font& font, std::string_view text, bool) {
    ++world().measure_calls;
    world().clock_ms += world().measure_cost_ms;
    const float advance = advance_of(font, text);
    if (advance == 0) return {};
    return {advance, 0, advance, font.size * 0.75f, font.size * 0.25f};
}

float measure_prefix(const Font& font, std::string_view text, std::uint32_t bytes) {
    ++world().measure_calls;
    world().clock_ms += world().measure_cost_ms;
    return advance_of(font, text.substr(0, bytes));
}

TextureHandle create_ink_page() {
    const TextureHandle page = world().next_page++;
    world().ink_pages.insert(page);
    return page;
}
void destroy_ink_page(TextureHandle page) { world().ink_pages.erase(page); }
void draw_ink(TextureHandle page, std::int32_t strip_top, bool fresh, InkRows rows, std::span<const InkRun> runs) {
    world().clock_ms += world().ink_cost_ms * static_cast<double>(runs.size());
    world().ink.push_back({page, strip_top, fresh, rows, {runs.begin(), runs.end()}});
}
void draw_glyphs(TextureHandle texture, std::span<const GlyphInk> glyphs) {
    world().glyphs.push_back({texture, {glyphs.begin(), glyphs.end()}});
}
void paint(std::span<const Shape> steps, std::span<const PixelPoint>) { world().painted.emplace_back(steps.begin(), steps.end()); }
float device_scale() { return world().device_scale; }

void open_field(const Field& field, std::string_view value, bool select_all) {
    if (world().field) fake::end_field(FieldEnd::blur);
    world().field = fake::OpenField{field, std::string(value), select_all};
    fake::g_caret = static_cast<std::uint32_t>(value.size());
}
void place_field(std::uint32_t id, const Rect& rect) {
    if (world().field && world().field->field.id == id) world().field->field.rect = rect;
}
void set_field_value(std::uint32_t id, std::string_view value) {
    if (!world().field || world().field->field.id != id) return;
    world().field->value = value;
    fake::g_caret = static_cast<std::uint32_t>(value.size());
}
void put_field_caret(std::uint32_t id, std::uint32_t at) {
    if (world().field && world().field->field.id == id) fake::g_caret = at;
}
void show_field_caret(std::uint32_t, float) {}
std::uint32_t field_caret() { return fake::g_caret; }
void close_field(std::uint32_t id) {
    if (world().field && world().field->field.id == id) world().field.reset();
}

void publish_mirror(std::vector<MirrorNode> nodes) {
    world().mirror = std::move(nodes);
    ++world().mirror_tellings;
}
void scroll_mirror(std::uint32_t id, float scrolled) {
    for (MirrorNode& node : world().mirror)
        if (node.id == id) node.scrolled = scrolled;
}
void announce(std::string_view sentence) { world().announced.emplace_back(sentence); }

void pick_files(std::string_view accept, bool several) { world().picks.push_back({std::string(accept), several, false}); }
void pick_folder() { world().picks.push_back({{}, true, true}); }
void read_pdf(std::uint32_t id, std::string_view bytes) { world().pdf = fake::PdfRequest{id, std::string(bytes)}; }
void stop_pdf() { world().pdf.reset(); }
void save_file(std::string_view name, std::string_view mime, std::string_view bytes) {
    world().saved.push_back({std::string(name), std::string(mime), std::string(bytes)});
}
void print_page(std::string_view html) { world().printed.emplace_back(html); }
void set_copy_text(std::string_view plain, std::string_view html) {
    world().copy_plain = plain;
    world().copy_html = html;
}

void storage_list() { fake::when_released(fake::send_list); }

void storage_open(Guid project) {
    fake::when_released([project] {
        if (fake::failed(project, StorageTask::open)) return;
        auto stored = world().storage.find(project);
        const bool anew = stored == world().storage.end();
        if (anew) stored = world().second_place.find(project);
        if (stored == (anew ? world().second_place : world().storage).end() || !stored->second.snapshot) {
            world().events.push_back(
                StorageFailed{project, StorageTask::open, "This project is not on this device any more."});
            return;
        }
        StorageOpened opened{project, *stored->second.snapshot, stored->second.up_to, {}, {}, world().elsewhere.count(project) != 0, anew};
        for (const auto& [number, line] : stored->second.lines)
            if (number > stored->second.up_to) opened.lines.push_back({number, line});
        world().events.push_back(std::move(opened));
    });
}

void storage_close(Guid project) { world().let_go.push_back(project); }

void storage_save_stored(Guid project, std::string_view name) { world().stored_saved.emplace_back(project, name); }

void storage_append(Guid project, std::span<const JournalLine> lines) {
    world().appends.push_back(world().clock_ms);
    fake::when_released([project, kept = std::vector<JournalLine>(lines.begin(), lines.end())] {
        if (fake::failed(project, StorageTask::append)) return;
        if (!world().storage.contains(project)) {
            world().events.push_back(StorageFailed{project, StorageTask::append, "The browser has lost what it kept of this project.", true});
            return;
        }
        std::uint64_t up_to = 0;
        for (const JournalLine& line : kept) {
            world().storage[project].lines[line.number] = line.line;
            up_to = line.number;
        }
        world().events.push_back(StorageAppended{project, up_to});
    });
}

void storage_snapshot(Guid project, std::string_view bytes, std::uint64_t up_to, std::string_view card) {
    world().snapshots.push_back(world().clock_ms);
    fake::when_released([project, up_to, kept = std::string(bytes), kept_card = std::string(card)] {
        if (fake::failed(project, StorageTask::snapshot)) return;
        fake::StoredJournal& stored = world().storage[project];
        stored.snapshot = kept;
        stored.up_to = up_to;
        stored.card = kept_card;
        ++stored.snapshots;
        world().events.push_back(StorageSnapshotTaken{project, up_to});
    });
}

void storage_delete(Guid project, bool even_if_open_elsewhere) {
    fake::when_released([project, even_if_open_elsewhere] {
        if (fake::failed(project, StorageTask::delete_)) return;
        if (world().elsewhere.contains(project) && !even_if_open_elsewhere) {
            world().events.push_back(StorageElsewhere{project});
            return;
        }
        world().storage.erase(project);
        fake::send_list();
    });
}

void store_settings(const std::map<std::string, std::string>& changed) {
    for (const auto& [key, value] : changed) world().settings[key] = value;
}

void set_cursor(Cursor cursor) { world().cursor = cursor; }
void request_frame(double delay_ms) { world().frames.push_back(delay_ms); }
void guard_unload(bool unsaved) { world().unload_guarded = unsaved; }

const std::string& passing_words() { return fake::passing_words(); }
const std::string& unpromised_words() { return fake::unpromised_words(); }

std::vector<Event> take_events() { return std::exchange(world().events, {}); }

} // namespace emic::platform
