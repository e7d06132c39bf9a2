#pragma once

#include "engine/formats/pdf_pages.h"
#include "engine/ids.h"
#include "engine/records.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The port to the world outside: implemented over the browser in web/, faked in tests/app/. Plain functions that the
/// interface calls and events that it polls; nothing behind it ever calls up. Lengths are CSS pixels unless they say
/// "device".
namespace emic::platform {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Rect&) const = default;
};

// ---------------------------------------------------------------- time and chance

/// Milliseconds since an arbitrary start; never runs backwards.
double now_ms();
WallTime wall_ms();
/// From the system's cryptographic source.
Guid random_guid();

// ---------------------------------------------------------------- text

enum class FontFace : std::uint8_t { interface_, reading };

/// Decides which regional shapes Han characters take.
enum class HanStyle : std::uint8_t { unspecified, simplified_chinese, traditional_chinese, japanese, korean };

struct Font {
    float size = 16; ///< CSS pixels
    FontFace face = FontFace::interface_;
    HanStyle han = HanStyle::unspecified;
    bool bold = false;
    bool italic = false;
    bool operator==(const Font&) const = default;
};

/// A run of text drawn at one place: how far the pen moves, and the box its ink may touch relative to the pen's start
/// on the base line (left and ascent grow leftwards and upwards).
struct TextExtent {
    float advance = 0;
    float left = 0, right = 0, ascent = 0, descent = 0;
};

/// Measures a run of one direction as the browser would draw it whole.
TextExtent measure_text(const Font& font, std::string_view text);

/// The pen's place after the first `bytes` of `text` when the whole of it is drawn as one run.
float measure_prefix(const Font& font, std::string_view text, std::uint32_t bytes);

/// Handle of a texture as ImGui's ImTextureID carries it.
using TextureHandle = std::uint64_t;

/// One run to rasterise: pen start on the base line, in device pixels inside the strip.
struct InkRun {
    std::string text;
    Font font;              ///< size still in CSS pixels; drawn at size * device_scale
    std::uint32_t rgba = 0; ///< 0xRRGGBBAA; emoji keep their own colours
    std::int32_t x = 0, y = 0;
    bool right_to_left = false;
};

/// Ink is drawn into strips of a page so that one canvas serves all uploads.
constexpr std::int32_t ink_page_side = 2048;  ///< device pixels
constexpr std::int32_t ink_strip_height = 256; ///< device pixels

/// A transparent RGBA texture of ink_page_side squared.
TextureHandle create_ink_page();
void destroy_ink_page(TextureHandle page);
/// Rows [from, to) of a strip.
struct InkRows {
    std::int32_t from = 0, to = 0;
};
/// Adds runs to the strip whose top is `strip_top` of `page` and uploads the rows they stand in, once. A strip begun anew
/// (`fresh`) starts transparent; otherwise it must be the strip of the previous call. Other rows of the page stay as they are.
void draw_ink(TextureHandle page, std::int32_t strip_top, bool fresh, InkRows rows, std::span<const InkRun> runs);
/// Rasterises white runs straight into a texture that ImGui owns, each into its own rectangle (device pixels).
struct GlyphInk {
    std::string text;
    Font font;
    std::int32_t x = 0, y = 0, width = 0, height = 0; ///< the rectangle in the texture
    std::int32_t pen_x = 0, pen_y = 0;                ///< base line start inside the rectangle
};
void draw_glyphs(TextureHandle texture, std::span<const GlyphInk> glyphs);

/// Device pixels per CSS pixel.
float device_scale();

// ---------------------------------------------------------------- the field of real HTML over the canvas

/// A real <input> or <textarea> laid over the canvas while text is edited; at most one at a time. `id` is the caller's.
struct Field {
    std::uint32_t id = 0;
    Rect rect;
    std::string label; ///< accessible name
    std::string placeholder;
    Font font;
    std::uint32_t ink = 0x000000, paper = 0xffffff; ///< 0xRRGGBB
    bool multiline = false;
    /// Enter, Escape, Tab and arrows up and down come as FieldKey instead of editing (lists under a search box).
    bool list_keys = false;
};

/// Opens a field with `value`, everything selected when `select_all`. Replaces an open one, which commits first.
void open_field(const Field& field, std::string_view value, bool select_all);
/// Moves the open field with what it belongs to; called every frame while it is shown.
void place_field(std::uint32_t id, const Rect& rect);
/// Puts another value into the open field.
void set_field_value(std::uint32_t id, std::string_view value);
/// Closes the field without a further event.
void close_field(std::uint32_t id);

// ---------------------------------------------------------------- accessibility mirror

/// ARIA roles in use.
enum class Role : std::uint8_t {
    button, checkbox, radio, tab, tablist, tree, treeitem, list, listitem, listbox, option, grid, row, cell, textbox,
    heading, region, navigation, main, dialog, menu, menuitem, status, alert, link, group, paragraph, mark, document,
    progressbar, img, text,
};

enum class Tri : std::uint8_t { none, no, yes };

/// One thing on screen as assistive technology and the browser tests see it. `parent` 0 is the window itself; parents
/// come before their children.
struct MirrorNode {
    std::uint32_t id = 0;
    std::uint32_t parent = 0;
    Role role = Role::group;
    std::string name;
    std::string value;       ///< of a text box, or a description
    Rect rect;
    Tri selected = Tri::none, expanded = Tri::none, checked = Tri::none, pressed = Tri::none;
    bool disabled = false;
    bool focused = false;    ///< becomes the active descendant
    bool scrolls = false;    ///< what it holds stands on a sheet that moves as one
    float scrolled = 0;      ///< how far that sheet has been moved up; the rectangles on it are still those on the window
    std::uint8_t level = 0;  ///< of a heading or tree item; 0 for none
    bool operator==(const MirrorNode&) const = default;
};

/// Replaces the mirror by these nodes; only differences touch the page.
void publish_mirror(std::vector<MirrorNode> nodes);
/// Only moves the sheet of a node that is in the mirror, for frames that do nothing but scroll.
void scroll_mirror(std::uint32_t id, float scrolled);
/// Says a sentence politely to assistive technology.
void announce(std::string_view sentence);

// ---------------------------------------------------------------- files and clipboard

struct NamedFile {
    std::string name;  ///< with the folders that it was given in: "P01/Interview 1.docx"
    std::string bytes;
};

/// Opens the browser's file picker; answered by FilesGiven. `accept` as in HTML: ".docx,.txt".
void pick_files(std::string_view accept, bool several);
/// Opens the browser's picker of folders; answered by FilesGiven with everything in the folder.
void pick_folder();
/// Reads the pieces of text of a PDF file, apart from the page's own thread; answered by PdfProgress while it goes on and
/// by one PdfRead. One at a time: a second gives up the first.
void read_pdf(std::uint32_t id, std::string_view bytes);
/// Gives up what is being read; nothing is answered any more.
void stop_pdf();
/// Saves bytes as a file of the researcher's (save dialog or download folder).
void save_file(std::string_view name, std::string_view mime, std::string_view bytes);
/// Prints a page of our own HTML (engine/formats/html.h): the browser's print dialog opens, which also saves as PDF.
void print_page(std::string_view html);
/// What the browser's Copy will take from now on; empty for nothing.
void set_copy_text(std::string_view plain, std::string_view html);

// ---------------------------------------------------------------- storage on this device

/// A project kept on this device, for the home page. `card` is a small JSON text of the interface's own.
struct StoredProject {
    Guid id;
    std::string card;
    std::uint64_t bytes = 0;
};

/// One journal line with its place in the project's journal, counted from 1.
struct JournalLine {
    std::uint64_t number = 0;
    std::string line;
};

/// Answered by StorageListed.
void storage_list();
/// Answered by StorageOpened or StorageFailed. Reading never changes what is stored. The first window to open a project
/// holds it until it lets go.
void storage_open(Guid project);
/// Lets go of a project, so that another window may write.
void storage_close(Guid project);
/// Appends lines durably; answered by StorageAppended when they are on the disk, or StorageFailed (nothing is dropped:
/// the caller appends again).
void storage_append(Guid project, std::span<const JournalLine> lines);
/// Stores a snapshot that holds everything up to journal line `up_to`, beside the former ones and never over them;
/// answered by StorageSnapshotTaken or StorageFailed. The first snapshot creates the project.
void storage_snapshot(Guid project, std::string_view bytes, std::uint64_t up_to, std::string_view card);
/// Erases a project from this device; answered by StorageListed.
void storage_delete(Guid project);
/// Small texts of the interface's own (theme, panel widths, last project); the value comes with StorageListed.
void store_settings(std::string_view json);

// ---------------------------------------------------------------- window

enum class Cursor : std::uint8_t { arrow, hand, text, resize_horizontal, resize_vertical, move, forbidden };
void set_cursor(Cursor cursor);
/// Asks for another frame after `delay_ms`; 0 is the next one.
void request_frame(double delay_ms);
/// Warns before the page is closed while work is not on the disk.
void guard_unload(bool unsaved);

// ---------------------------------------------------------------- events

/// Physical meaning of keys that commands use; printable keys come as their character in lower case.
enum class Key : std::uint16_t {
    none, enter, escape, tab, space, backspace, delete_, insert, left, right, up, down, home, end, page_up, page_down,
    f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, character,
};

struct Modifiers {
    bool ctrl = false; ///< Ctrl, or Command on Apple's machines
    bool shift = false;
    bool alt = false;
    bool operator==(const Modifiers&) const = default;
};

struct PointerMoved { float x, y; bool touch; };
/// Buttons as ImGui counts: 0 left, 1 right, 2 middle. `clicks` counts presses in quick succession.
struct PointerButton { int button; bool down; float x, y; bool touch; int clicks; };
struct PointerLeft {};
struct Wheel { float x, y; Modifiers modifiers; }; ///< CSS pixels, downwards positive; Ctrl means zoom
/// With Key::none only the modifiers have changed.
struct KeyPressed { Key key; std::string character; Modifiers modifiers; bool down; bool repeat; };
struct FocusChanged { bool focused; };
struct Resized { float width, height, scale; };
struct AppearanceChanged { bool dark; bool high_contrast; bool reduced_motion; };
/// `problems` says which files could not be read and why, in plain words.
struct FilesGiven { std::vector<NamedFile> files; bool dropped = false; std::vector<std::string> problems = {}; };
struct FilesHover { bool inside; };
struct PdfProgress { std::uint32_t id; std::uint32_t page, pages; };
/// `items` as parse_pdf_pages takes them.
struct PdfRead { std::uint32_t id; std::string items; std::optional<PdfTrouble> trouble; };
struct FieldInput { std::uint32_t id; std::string value; };
enum class FieldEnd : std::uint8_t { enter, blur, tab, escape };
/// The field is closed; Escape means the value is to be forgotten.
struct FieldEnded { std::uint32_t id; std::string value; FieldEnd how; };
struct FieldKey { std::uint32_t id; Key key; Modifiers modifiers; };
struct MirrorActivated { std::uint32_t id; };
struct Pasted { std::string plain; };
struct InkLost {}; ///< the graphics context was lost and is back, or fonts changed: draw all ink anew
struct StorageListed { std::vector<StoredProject> projects; std::string settings; std::string problem; bool vanished; };
struct StorageOpened {
    Guid project;
    std::string snapshot;
    std::uint64_t up_to;
    std::vector<JournalLine> lines;
    std::vector<std::string> problems;
    bool elsewhere = false; ///< another window has it open and may write: here it may only be read
};
struct StorageAppended { Guid project; std::uint64_t up_to; };
struct StorageSnapshotTaken { Guid project; std::uint64_t up_to; };
enum class StorageTask : std::uint8_t { list, open, append, snapshot, delete_ };
struct StorageFailed { Guid project; StorageTask task; std::string why; }; ///< `why` in plain words
struct PageHidden {};
struct PageProblem { std::string words; }; ///< something failed in the page itself; for the researcher, in plain words

using Event = std::variant<PointerMoved, PointerButton, PointerLeft, Wheel, KeyPressed, FocusChanged, Resized,
                           AppearanceChanged, FilesGiven, FilesHover, PdfProgress, PdfRead, FieldInput, FieldEnded, FieldKey, MirrorActivated,
                           Pasted, InkLost, StorageListed, StorageOpened, StorageAppended, StorageSnapshotTaken,
                           StorageFailed, PageHidden, PageProblem>;

/// Everything that happened since the last call, in order.
std::vector<Event> take_events();

} // namespace emic::platform
