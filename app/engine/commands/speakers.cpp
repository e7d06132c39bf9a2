#include "engine/commands/speakers.h"

#include "engine/commands/draft.h"
#include "engine/commands/names.h"
#include "engine/sort_rows.h"
#include "engine/source_structure.h"

namespace emic {

namespace {

Problem speaker_gone() {
    return {ProblemKind::missing, "This speaker is no longer in the document. Nothing was changed. Choose the speaker again.", {}};
}

/// Lets `change` alter the speaker and, if asked, those of the same name in all documents.
template <class Alter> void alter_speakers(Draft& draft, const Source& source, std::uint32_t place, InDocuments in, Alter alter) {
    const std::string key = name_key(source.speakers[place].name);
    std::vector<Id<Source>> documents{source.id};
    if (in == InDocuments::all)
        for (const Source& other : draft.context().project.sources())
            if (other.id != source.id) documents.push_back(other.id);
    sort_rows(documents);
    for (Id<Source> id : documents) {
        Source changed = *draft.context().project.find(id);
        for (std::uint32_t i = 0; i < changed.speakers.size(); ++i)
            if (id == source.id && in == InDocuments::this_one ? i == place : name_key(changed.speakers[i].name) == key) alter(changed.speakers[i]);
        draft.put(std::move(changed));
    }
}

std::string whose(const Source& source, std::uint32_t speaker) { return "Speaker " + quoted(source.speakers[speaker].name); }

} // namespace

Result<Change> set_speakers(const CommandContext& context, const SetSpeakers& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    Source changed = *source;
    changed.speakers.clear();
    for (const Speaker& speaker : request.speakers) {
        auto name = clean_name(speaker.name, "speaker");
        if (!name) return name.problem();
        if (speaker.case_id && !context.project.find(speaker.case_id)) return gone("case");
        changed.speakers.push_back({*name, speaker.case_id, speaker.interviewer});
    }
    changed.turns = request.turns;
    if (Outcome problem = check_structure(changed))
        return invalid("These turns do not fit the text of " + quoted(source->name) + ". Nothing was changed. Have the speakers recognised again.");
    Draft draft(context);
    draft.put(std::move(changed));
    return std::move(draft).finish("Speakers of " + quoted(source->name) + " set");
}

Result<Change> recognise_speakers(const CommandContext& context, const RecogniseSpeakers& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    const FoundTurns found = find_turns(source->text.view(), request.patterns, source->times);
    if (found.turns.empty())
        return invalid("No speakers were recognised in " + quoted(source->name) +
                       ". Nothing was changed. They are found where a paragraph begins with a name: “Ana: …”, “ANA. …” or “[Ana] …”.");
    Source changed = *source;
    changed.speakers.clear();
    for (const SpeakerRow& row : found.speakers) {
        auto name = clean_name(row.name, "speaker");
        if (!name) return name.problem();
        Speaker speaker{*name, {}, row.interviewer};
        for (const Speaker& before : source->speakers)
            if (name_key(before.name) == name_key(*name)) speaker.case_id = before.case_id, speaker.interviewer = before.interviewer;
        changed.speakers.push_back(std::move(speaker));
    }
    changed.turns = found.turns;
    if (!found.times.empty()) changed.times = found.times;
    repair_structure(changed);
    Draft draft(context);
    draft.put(std::move(changed));
    return std::move(draft).finish(counted(found.speakers.size(), "speaker") + " recognised in " + quoted(source->name));
}

Result<Change> assign_speaker(const CommandContext& context, const AssignSpeaker& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    if (request.speaker >= source->speakers.size()) return speaker_gone();
    const Case* owner = context.project.find(request.case_id);
    if (request.case_id && !owner) return gone("case");
    Draft draft(context);
    alter_speakers(draft, *source, request.speaker, request.in, [&](Speaker& speaker) { speaker.case_id = request.case_id; });
    return std::move(draft).finish(whose(*source, request.speaker) + (owner ? " speaks for case " + quoted(owner->name) : " speaks for no case"));
}

Result<Change> mark_interviewer(const CommandContext& context, const MarkInterviewer& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    if (request.speaker >= source->speakers.size()) return speaker_gone();
    Draft draft(context);
    alter_speakers(draft, *source, request.speaker, request.in, [&](Speaker& speaker) { speaker.interviewer = request.interviewer; });
    return std::move(draft).finish(whose(*source, request.speaker) + (request.interviewer ? " marked as interviewer" : " no longer marked as interviewer"));
}

Result<Change> rename_speaker(const CommandContext& context, const RenameSpeaker& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    if (request.speaker >= source->speakers.size()) return speaker_gone();
    auto name = clean_name(request.name, "speaker");
    if (!name) return name.problem();
    Source changed = *source;
    std::uint32_t into = request.speaker;
    for (std::uint32_t i = 0; i < changed.speakers.size(); ++i)
        if (i != request.speaker && name_key(changed.speakers[i].name) == name_key(*name)) into = i;
    if (into == request.speaker) {
        changed.speakers[into].name = *name;
    } else {
        const std::uint32_t gone_place = request.speaker;
        for (Turn& turn : changed.turns) {
            if (turn.speaker == gone_place) turn.speaker = into;
            if (turn.speaker > gone_place) --turn.speaker;
        }
        changed.speakers.erase(changed.speakers.begin() + gone_place);
    }
    Draft draft(context);
    draft.put(std::move(changed));
    return std::move(draft).finish(whose(*source, request.speaker) +
                                   (into == request.speaker ? " renamed to " + quoted(*name) : " merged into " + quoted(source->speakers[into].name)));
}

Result<Change> forget_turns(const CommandContext& context, const ForgetTurns& request) {
    const Source* source = context.project.find(request.source);
    if (!source) return gone("document");
    Draft draft(context);
    Source changed = *source;
    changed.speakers.clear();
    changed.turns.clear();
    draft.put(std::move(changed));
    return std::move(draft).finish("Speakers of " + quoted(source->name) + " taken off");
}

} // namespace emic
