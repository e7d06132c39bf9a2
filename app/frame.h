#pragma once

#include "session.h"
#include "view_state.h"
#include "widgets/ui.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace emic {

enum class CommandId : std::uint8_t;
struct Caches;

/// A project on this device as the home page shows it.
struct ShelfProject {
    Guid id;
    std::string name;
    WallTime changed = 0;
    std::uint64_t documents = 0, codings = 0;
    std::uint64_t bytes = 0;
    platform::StoredProject::Place place = platform::StoredProject::Place::usual;
};

/// What views may ask for beyond changes to the project; carried out after drawing.
struct Requests {
    std::optional<CommandId> command;
    std::optional<Guid> open_project;
    std::optional<Guid> erase_project;
    bool erase_anyway = false;             ///< although another window has it open
    bool let_go = false;                   ///< of the open project, which another window has erased
    bool take_doubtful = false;            ///< the foreign project that is being looked at
    std::optional<Guid> copy_project;      ///< save a copy of a project that is not open
    std::optional<std::string> new_project; ///< its name
    bool sample_project = false;
    bool save_copy = false;                ///< of the whole open project
    bool save_all = false;                 ///< a copy of every project in memory
    std::optional<Guid> save_stored;       ///< save what is stored of a project as it is, readable or not
    std::optional<std::string> export_format; ///< id of the format to save, with the choices made in Report
    std::optional<std::string> print_format;  ///< the same, to print
};

/// Remembers rows until their key changes: the project's revision and the query's parameters.
template <class Key, class Rows> class Cached {
public:
    template <class Query> const Rows& get(const Key& key, Query&& query) {
        if (!m_key || !(*m_key == key)) {
            m_rows = query();
            m_key = key;
        }
        return m_rows;
    }

private:
    std::optional<Key> m_key;
    Rows m_rows{};
};

/// What every view is given: it reads the session and the state, draws with the ui, and asks.
struct Frame {
    Ui& ui;
    Session& session; ///< views read it and ask; they never commit
    ViewState& state;
    Requests& requests;
    Caches& caches;
    const std::vector<ShelfProject>& shelf;
    Rect window;

    [[nodiscard]] const Project& project() const { return session.project(); }
    [[nodiscard]] const Indexes& indexes() const { return session.indexes(); }
    [[nodiscard]] std::uint64_t revision() const { return session.project().revision(); }

    /// Queues a command of app/engine/commands with its request.
    template <class Request>
    void ask(Result<Change> (*command)(const CommandContext&, const Request&), Request request,
             std::function<void(const Change&)> then = {}) const {
        session.ask([command, request = std::move(request)](const CommandContext& context) { return command(context, request); },
                    std::move(then));
    }
    void run(CommandId command) const { requests.command = command; }
    void open_overlay(Overlay overlay, std::string text = {}) const {
        state.overlay = overlay;
        state.overlay_fresh = true;
        state.overlay_text = std::move(text);
        state.overlay_row = 0;
    }
    void close_overlay() const { state.overlay = Overlay::none; }
    void toast(std::string text, bool problem = false) const;
    /// Asked where a change begins: false, having said why, while the project can only be read.
    [[nodiscard]] bool may_change() const;
    /// A message that stands there already is not told twice.
    void toast_once(const std::string& text) const;
};

} // namespace emic
