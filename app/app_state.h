#pragma once

#include "app.h"
#include "caches.h"
#include "engine/commands/sources.h"
#include "engine/formats/foreign_projects.h"
#include "engine/formats/import_batch.h"
#include "engine/formats/project_reading.h"
#include "engine/formats/project_writing.h"
#include "shelf.h"

#include <deque>
#include <optional>
#include <set>

namespace emic {

/// A file name from a project's name: what file systems refuse becomes a hyphen.
std::string file_name(std::string name);

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

/// Another program's project that is shown before it is taken in.
struct DoubtfulProject {
    Project project;
    ImportLine line; ///< of the import report, should it be taken
    DoubtfulProjectState shown;
};

using TakeProject = std::function<void(const Frame&, Result<ProjectFile>)>;

/// A project file that is being read, a stretch in each frame.
struct LargeReading {
    std::string name; ///< as the researcher is told
    ProjectReading work;
    TakeProject then;
    std::function<void()> given_up; ///< called when the researcher stops it
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
    void handle(const Frame& frame, std::vector<platform::Event>& events);
    /// After drawing: commands, requests, journal.
    void carry_out(const Frame& frame);
    void draw_import_progress(const Frame& frame);
    void draw_export_progress(const Frame& frame);
    void draw_large_progress(const Frame& frame);

    Ui ui;
    Session session;
    ViewState state;
    Caches caches;
    Requests requests;
    std::vector<ShelfProject> shelf;

private:
    void handle_key(const Frame& frame, const platform::KeyPressed& key);
    bool escape(const Frame& frame);
    void take_files(const Frame& frame, const std::vector<platform::NamedFile>& files, const std::vector<std::string>& problems);
    void read_next_file(const Frame& frame);
    void pdf_read(const Frame& frame, const platform::PdfRead& read);
    void finish_import(const Frame& frame);
    void open_project_file(const Frame& frame, const platform::NamedFile& file);
    void read_project(const Frame& frame, std::string name, std::string bytes, TakeProject then, std::function<void()> given_up);
    void step_readings(const Frame& frame);
    void write_copy(const Frame& frame, const Session& from);
    void step_copies(const Frame& frame);
    void begin_project(Project project);
    void follow_texts(const std::vector<TextEdit>& texts);
    void open_foreign_project(const Frame& frame, const platform::NamedFile& file, const ForeignProjectReader& reader);
    void step_doubtful(const Frame& frame);
    void new_project(const std::string& name);
    void start_sample(const Frame& frame);
    void take_stored(const Frame& frame, platform::StorageOpened& stored);
    void opened(const Frame& frame, const platform::StorageOpened& stored, Result<ProjectFile> file);
    void listed(const Frame& frame, const platform::StorageListed& list);
    void enter_project();
    /// A card over the page with a bar; true when the work is to stop.
    bool draw_progress(const Frame& frame, std::string_view title, const std::string& words, std::size_t done, std::size_t total, const char* stop);
    void save_copy(const Frame& frame);
    void begin_export(const Frame& frame, const std::string& format, ExportTo to);
    void step_export(const Frame& frame);
    void hand_out(const Frame& frame, const ExportFormat& format, const std::string& project, std::string_view bytes);
    void publish_copy_text(const Frame& frame);
    void keep_settings();
    void take_settings(const Settings& settings);
    Settings::OfProject& of_project(Guid id);

    bool m_system_dark = false;
    bool m_system_contrast = false;
    bool m_keyboard_walk = false; ///< Tab walks through the controls; else keys go to the transcript
    bool m_settings_known = false;
    Settings m_settings;
    std::optional<Settings> m_settings_kept;
    std::optional<Guid> m_open_next;   ///< to be opened once the present work is on the disk
    std::optional<Guid> m_opening;     ///< asked of storage, not yet answered
    std::set<Guid> m_copies_wanted;    ///< stored projects of which a copy is to be saved
    std::deque<Project> m_begin;       ///< to be begun, one after the other, each once the one before is on the disk
    std::deque<DoubtfulProject> m_doubtful; ///< the first of them is in view once `m_doubtful_shown`
    bool m_doubtful_shown = false;
    Guid m_held;                       ///< the project that this window has open in storage
    std::optional<ExportWork> m_export; ///< being written
    std::deque<LargeReading> m_readings; ///< one after the other
    std::deque<LargeCopy> m_copies;      ///< one after the other
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
