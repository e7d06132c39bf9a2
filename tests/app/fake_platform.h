#pragma once

#include "platform.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// A deterministic platform.h for headless tests: everything asked of the port is recorded here, and tests put events
/// and answers in. Time stands still unless a test moves it.
namespace emic::fake {

struct InkCall {
    platform::TextureHandle page = 0;
    std::int32_t strip_top = 0;
    bool fresh = false;
    platform::InkRows rows;
    std::vector<platform::InkRun> runs;
};

struct GlyphCall {
    platform::TextureHandle texture = 0;
    std::vector<platform::GlyphInk> glyphs;
};

struct SavedFile {
    std::string name, mime, bytes;
};

struct PickRequest {
    std::string accept;
    bool several = false;
    bool folder = false;
};

struct PdfRequest {
    std::uint32_t id = 0;
    std::string bytes;
};

/// The field of real HTML as it stands on the page.
struct OpenField {
    platform::Field field;
    std::string value;
    bool select_all = false;
};

struct StoredJournal {
    std::optional<std::string> snapshot;
    std::uint64_t up_to = 0;
    int snapshots = 0; ///< taken so far
    std::string card;
    std::map<std::uint64_t, std::string> lines;
};

/// Everything behind the port.
struct World {
    double clock_ms = 1000;
    WallTime wall_ms = 1'700'000'000'000;
    /// How far the clock moves by itself with each call, to try time budgets.
    double measure_cost_ms = 0, ink_cost_ms = 0, look_cost_ms = 0;
    float device_scale = 1;
    std::uint64_t next_guid = 1;

    std::vector<platform::Event> events; ///< what take_events() will return

    std::uint64_t measure_calls = 0;
    std::set<platform::TextureHandle> ink_pages;
    platform::TextureHandle next_page = 100;
    std::vector<InkCall> ink;
    std::vector<GlyphCall> glyphs;
    std::vector<std::vector<Shape>> painted; ///< by each call of paint()

    std::optional<OpenField> field;
    std::vector<platform::MirrorNode> mirror; ///< as last published
    int mirror_tellings = 0;
    std::vector<std::string> announced;

    std::vector<PickRequest> picks;
    std::optional<PdfRequest> pdf; ///< being read; tests answer with PdfRead
    std::vector<SavedFile> saved;
    std::vector<std::string> printed;
    std::string copy_plain, copy_html;

    std::map<Guid, StoredJournal> storage;
    std::map<Guid, StoredJournal> second_place; ///< what is opened of projects that `storage` lacks
    std::vector<std::pair<Guid, std::string>> stored_saved; ///< by storage_save_stored: project and file name
    std::vector<double> appends, snapshots; ///< when they were asked for, refused ones too
    std::string list_problem;
    std::set<Guid> elsewhere;  ///< projects that another window has open
    std::vector<Guid> let_go;  ///< by storage_close
    std::map<std::string, std::string> settings;
    /// Tasks that fail with this reason until the test takes the entry out.
    std::map<platform::StorageTask, std::string> storage_failures;
    /// While set, storage work waits and nothing is durable: release_storage() lets it go on, lose_storage() is a kill.
    bool hold_storage = false;

    platform::Cursor cursor = platform::Cursor::arrow;
    std::vector<double> frames; ///< delays of request_frame since the test last cleared them
    bool unload_guarded = false;
};

World& world();
/// A fresh world, as on a new device.
void reset();

/// Lets held storage work happen, answers included.
void release_storage();
/// Forgets held storage work, as when the browser is killed.
void lose_storage();

/// The first node of the published mirror with this role and name, or null.
const platform::MirrorNode* find_node(platform::Role role, std::string_view name);

/// Types into the open field as a researcher would: the value changes and FieldInput follows.
void type_into_field(std::string_view value);
/// Ends the open field: closes it and sends FieldEnded.
void end_field(platform::FieldEnd how);

/// Advance of one code point in em: 0 for marks and joiners, 0.25 for spaces, 1 for wide characters and emoji, else 0.5.
float advance_em(char32_t code_point);

} // namespace emic::fake
