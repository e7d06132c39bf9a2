#include "speaker_actions.h"

#include "actions.h"
#include "command_table.h"
#include "engine/commands/names.h"
#include "engine/commands/speakers.h"
#include "engine/text_direction.h"

#include <algorithm>

namespace emic {

namespace {

const Speaker* find_speaker(const Frame& frame, Id<Source> source, std::uint32_t speaker) {
    const Source* found = frame.project().find(source);
    return found && speaker < found->speakers.size() ? &found->speakers[speaker] : nullptr;
}

/// How many documents have a speaker of this name.
std::size_t documents_with(const Frame& frame, const std::string& name) {
    const auto has = [&](const Source& source) {
        return std::any_of(source.speakers.begin(), source.speakers.end(), [&](const Speaker& one) { return name_key(one.name) == name_key(name); });
    };
    return static_cast<std::size_t>(std::count_if(frame.project().sources().begin(), frame.project().sources().end(), has));
}

/// Where the name stands in several documents, asks in which it is meant.
void ask_where(const Frame& frame, const std::string& name, std::function<void(const Frame&, InDocuments)> take) {
    const std::size_t documents = documents_with(frame, name);
    if (documents < 2) return take(frame, InDocuments::this_one);
    choose_item(frame, {isolated(name) + ": where?", "Several documents have a speaker of this name.", [take = std::move(take), documents](const Frame&) {
                            return std::vector<Item>{
                                {"In this document", "", {}, [take](const Frame& g) { take(g, InDocuments::this_one); }},
                                {"In all " + std::to_string(documents) + " documents with a speaker of this name", "", {}, [take](const Frame& g) { take(g, InDocuments::all); }},
                            };
                        }, "", {}});
}

} // namespace

void for_speaker(const Frame& frame, const char* title, void (*take)(const Frame&, Id<Source>, std::uint32_t)) {
    choose_item(frame, {title, "", [take, source = frame.state.document](const Frame& f) {
                            std::vector<Item> items;
                            const Source* found = f.project().find(source);
                            for (std::uint32_t i = 0; found && i < found->speakers.size(); ++i) {
                                const Speaker& speaker = found->speakers[i];
                                const Case* item = f.project().find(speaker.case_id);
                                items.push_back({speaker.name, speaker.interviewer ? "interviewer" : item ? "case " + item->name : "", {},
                                                 [take, source, i](const Frame& g) { take(g, source, i); }});
                            }
                            return items;
                        }, "", {}});
}

void ask_speaker_case(const Frame& frame, Id<Source> source, std::uint32_t speaker) {
    const Speaker* asked = find_speaker(frame, source, speaker);
    if (!asked) return;
    choose_case(frame, "Whose words are those of " + isolated(asked->name) + "?", asked->case_id, [source, speaker, name = asked->name](const Frame& f, Id<Case> chosen) {
        ask_where(f, name, [=](const Frame& g, InDocuments in) { g.ask(&assign_speaker, AssignSpeaker{source, speaker, chosen, in}); });
    });
}

void toggle_interviewer(const Frame& frame, Id<Source> source, std::uint32_t speaker) {
    const Speaker* asked = find_speaker(frame, source, speaker);
    if (!asked) return;
    ask_where(frame, asked->name, [source, speaker, interviewer = !asked->interviewer](const Frame& f, InDocuments in) {
        f.ask(&mark_interviewer, MarkInterviewer{source, speaker, interviewer, in});
    });
}

void ask_speaker_name(const Frame& frame, Id<Source> source, std::uint32_t speaker) {
    const Speaker* asked = find_speaker(frame, source, speaker);
    if (!asked) return;
    ask_words(frame, {"Rename speaker", "Name", asked->name, false, [source, speaker](const Frame& f, const std::string& name) {
                          f.ask(&rename_speaker, RenameSpeaker{source, speaker, name});
                      }});
}

void ask_speaker_merge(const Frame& frame, Id<Source> source, std::uint32_t speaker) {
    const Speaker* asked = find_speaker(frame, source, speaker);
    if (!asked) return;
    choose_item(frame, {isolated(asked->name) + " is the same as", "All turns of both are then of the one you choose.", [source, speaker](const Frame& f) {
                            std::vector<Item> items;
                            const Source* found = f.project().find(source);
                            for (std::uint32_t i = 0; found && i < found->speakers.size(); ++i)
                                if (i != speaker)
                                    items.push_back({found->speakers[i].name, "", {}, [source, speaker, name = found->speakers[i].name](const Frame& g) {
                                                         g.ask(&rename_speaker, RenameSpeaker{source, speaker, name});
                                                     }});
                            return items;
                        }, "", {}});
}

void drop_speaker(const Frame& frame, Id<Source> source, std::uint32_t speaker) {
    const Source* found = frame.project().find(source);
    if (!found || speaker >= found->speakers.size()) return;
    SetSpeakers request{source, found->speakers, {}};
    request.speakers.erase(request.speakers.begin() + static_cast<std::ptrdiff_t>(speaker));
    for (Turn turn : found->turns) {
        if (turn.speaker == speaker) {
            if (!request.turns.empty()) request.turns.back().range.end = turn.range.end;
            continue;
        }
        if (turn.speaker > speaker) --turn.speaker;
        request.turns.push_back(turn);
    }
    frame.ask(&set_speakers, std::move(request), [frame](const Change& change) { frame.toast(change.label + ". " + undo_name(frame) + " brings it back."); });
}

void ask_recognise(const Frame& frame, Id<Source> source) {
    struct Way {
        const char* name;
        const char* example;
        TurnPatterns patterns;
    };
    static constexpr Way ways[] = {
        {"All ways of writing", "whatever the transcript uses", {true, true, true, true}},
        {"Names with a colon", "Ana: Yes.", {true, false, false, false}},
        {"Names with a full stop", "ANA. Yes.", {false, true, false, false}},
        {"Names in brackets", "[Ana] Yes.", {false, false, true, false}},
        {"Names on lines of their own", "Ana 00:01:02", {false, false, false, true}},
    };
    choose_item(frame, {"How does the transcript say who speaks?", "Speakers of the same name keep their case and who interviews.", [source](const Frame&) {
                            std::vector<Item> items;
                            for (const Way& way : ways)
                                items.push_back({way.name, way.example, {}, [source, patterns = way.patterns](const Frame& g) {
                                                     g.ask(&recognise_speakers, RecogniseSpeakers{source, patterns}, [g](const Change& change) { g.toast(change.label + "."); });
                                                 }});
                            return items;
                        }, "", {}});
}

} // namespace emic
