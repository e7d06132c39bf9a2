#pragma once

#include "app.h"
#include "caches.h"
#include "engine/commands/sources.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/import_batch.h"
#include "engine/formats/project_reading.h"
#include "engine/formats/project_writing.h"
#include "shelf.h"

#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <span>

namespace emic {

enum class ExportTo { file, paper };

/// A file that is being written, a step in each frame, so that the page can be looked at and the work called off.
struct ExportWork {
    enum class Step { begun, chosen, indexed };
    const ExportFormat* format = nullptr;
    ExportTo to = ExportTo::file;
    Step step = Step::begun;
    ExportScope scope;
    ExportPresentation presentation;
    ScopedStudy study;
};

/// A project to be begun, with the highest Lamport time of its changes elsewhere (none for another program's).
struct ProjectToBegin {
    Project project;
    std::uint64_t lamport = 0;
};

/// Another program's project that is shown before it is taken in.
struct DoubtfulProject {
    Project project;
    ImportLine line; ///< of the import report, should it be taken
    DoubtfulProjectState shown;
};

/// A project file that is being read, a stretch in each frame.
struct LargeReading {
    std::string name; ///< as the researcher is told
    Guid stored;      ///< the project of this device whose state it is; null for a file that was given
    std::function<void(const Frame&, Result<ProjectFile>)> then;
    std::function<void(const Frame&)> given_up; ///< when the researcher stops it
    std::optional<ProjectReading> work;
};

/// A copy of a project that is being written, a stretch in each frame.
struct LargeCopy {
    std::string name;
    Guid project;
    std::uint64_t line = 0; ///< of the journal, up to here in it
    ProjectWriting work;
};

/// Everything that lives as long as the page: what views are given, and what goes on between frames.
class App {
public:
    App();

    /// Before drawing: storage, files, keys and fields; the rest reaches ImGui.
    void handle(const Frame& frame, std::span<platform::Event> events);
    /// After drawing: commands, requests, journal.
    void carry_out(const Frame& frame);
    /// Whether something that was asked for only comes to be with the next frame.
    [[nodiscard]] bool unsettled() const;
    void draw_import_progress(const Frame& frame);
    void draw_export_progress(const Frame& frame);
    void draw_large_progress(const Frame& frame);

    Ui ui;
    Session session;
    ViewState state;
    Caches caches;
    Requests requests;
    std::vector<ShelfProject> shelf;
    std::vector<platform::Event> put_back; ///< to be handled after this frame, before anything else
    Overlay drawn_overlay = Overlay::none; ///< in the last frame
    bool drawn_fresh = false;              ///< it was new then
    bool frame_is_shown = true; ///< the one that is being made; else it only carries input on

private:
    bool handle_key(const Frame& frame, const platform::KeyPressed& key);
    bool handle_button(const platform::PointerButton& button);
    void paste(const Frame& frame, const std::string& plain);
    bool escape(const Frame& frame);
    void take_files(const Frame& frame, const std::vector<platform::NamedFile>& files, const std::vector<std::string>& problems);
    void read_next_file(const Frame& frame);
    void pdf_read(const Frame& frame, const platform::PdfRead& read);
    void finish_import(const Frame& frame);
    void open_project_file(const Frame& frame, const platform::NamedFile& file);
    void read_project(const Frame& frame, LargeReading reading, std::string bytes);
    void step_readings(const Frame& frame);
    [[nodiscard]] bool reads_stored(Guid project) const;
    void write_copy(const Frame& frame, const Session& from);
    void step_copies(const Frame& frame);
    void hand_out_copy(const Frame& frame, LargeCopy copy);
    void begin_project(ProjectToBegin begun);
    void follow_texts(const std::vector<TextEdit>& texts);
    void open_foreign_project(const Frame& frame, const platform::NamedFile& file, const ForeignProjectReader& reader);
    void step_doubtful(const Frame& frame);
    void new_project(const std::string& name);
    void start_sample(const Frame& frame);
    void take_stored(const Frame& frame, platform::StorageOpened& stored);
    void opened(const Frame& frame, const platform::StorageOpened& stored, Result<ProjectFile> file);
    void yielded(const platform::StorageYielded& event);
    void take_over(const Frame& frame, Session fresh);
    void erased_elsewhere(const Frame& frame, Guid project);
    void listed(const Frame& frame, const platform::StorageListed& list);
    void storage_failed(const Frame& frame, const platform::StorageFailed& failed);
    void save_all_copies(const Frame& frame);
    void save_stored(Guid project);
    void enter_project();
    /// A card over the page with a bar; true when the work is to stop.
    bool draw_progress(const Frame& frame, std::string_view title, const std::string& words, std::size_t done, std::size_t total, const char* stop);
    void save_copy(const Frame& frame);
    void begin_export(const Frame& frame, const std::string& format, ExportTo to);
    void step_export(const Frame& frame);
    void hand_out(const Frame& frame, const ExportFormat& format, const ExportScope& scope, const std::string& project, std::string_view bytes);
    void publish_copy_text(const Frame& frame);
    void keep_settings();
    void take_settings(const StoredSettings& stored);

    bool m_system_dark = false;
    bool m_system_contrast = false;
    bool m_asked = false;         ///< in the last frame: what was asked for is done, and shows with the next
    std::array<bool, 3> m_beside_menu{}; ///< buttons whose press only closed a menu
    bool m_keyboard_walk = false; ///< Tab walks through the controls; else keys go to the transcript
    bool m_settings_known = false;
    std::string m_danger_told, m_refusal_told; ///< the words about trouble that were last told: what is listed, what is refused
    Settings m_settings;
    Settings m_settings_kept;          ///< as they were last looked at for what has changed
    StoredSettings m_settings_stored;  ///< as this window read or wrote them
    std::set<Guid> m_opened_here;      ///< projects of which this window has its own settings, whatever other windows store
    std::optional<Guid> m_open_next;   ///< to be opened once the present work is on the disk
    std::optional<Guid> m_opening;     ///< asked of storage, not yet answered
    std::optional<Guid> m_take_over;   ///< the open project, which another window has let go of; to be read anew
    bool m_take_over_read = false;     ///< while a field was open, which stood in the way
    std::set<Guid> m_copies_wanted;    ///< stored projects of which a copy is to be saved
    std::deque<ProjectToBegin> m_begin; ///< to be begun, one after the other, each once the one before is on the disk
    std::deque<DoubtfulProject> m_doubtful; ///< the first of them is in view once `m_doubtful_shown`
    bool m_doubtful_shown = false;
    Guid m_held;                       ///< the project that this window has open in storage
    std::optional<ExportWork> m_export; ///< being written
    std::deque<LargeReading> m_readings; ///< one after the other
    std::deque<LargeCopy> m_copies;      ///< one after the other
    bool m_study_wanted = false; ///< a project for the batch, after those that are being read
    bool m_page_hides = false; ///< what is begun is brought to an end: there may be no other frame
    bool m_look_wanted = false; ///< pasted text is shown before it becomes a document, however plain it is
    ImportBatch m_batch{PdfFiles::handed_out};
    /// The PDF of the batch that the platform is reading.
    struct PdfReading {
        std::uint32_t id = 0;
        std::uint32_t page = 0, pages = 0; ///< read of how many; 0 before the first
    };
    std::optional<PdfReading> m_pdf;
    std::uint32_t m_last_pdf = 0;
    std::string m_copied_text;
};

} // namespace emic
