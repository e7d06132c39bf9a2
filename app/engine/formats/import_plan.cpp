#include "engine/formats/import_plan.h"

#include "engine/commands/names.h"
#include "engine/name_line.h"
#include "engine/queries/labelled_lines.h"
#include "engine/queries/overview.h"
#include "engine/text_direction.h"

#include <algorithm>
#include <utility>

namespace emic {

namespace {

constexpr std::size_t most_named = 4; ///< speakers in a line of what was recognised

TurnPatterns patterns_of(TurnPattern pattern) {
    const auto has = [&](TurnPattern one) { return pattern == TurnPattern::any || pattern == one; };
    return {has(TurnPattern::colon), has(TurnPattern::stop), has(TurnPattern::brackets), has(TurnPattern::own_line)};
}

std::vector<PlannedSpeaker> own_speakers(const DocumentContent& content) {
    Source source;
    source.text = SharedText(content.text);
    source.turns = content.turns;
    for (const NewSpeaker& speaker : content.speakers) source.speakers.push_back({speaker.name, {}, speaker.interviewer});
    const std::vector<SpeakerRow> rows = speaker_rows(source);
    std::vector<PlannedSpeaker> speakers;
    const bool told = std::any_of(rows.begin(), rows.end(), [](const SpeakerRow& row) { return row.interviewer; });
    for (std::size_t i = 0; i < rows.size(); ++i)
        speakers.push_back({rows[i].name, content.speakers[i].case_name.value_or(""), rows[i].turns, rows[i].share, told ? rows[i].interviewer : says_interviewer(fold_case(rows[i].name))});
    return speakers;
}

void plan_document(PlannedImport& item) {
    const DocumentContent& content = item.read.content;
    item.name = item.read.name;
    item.case_name = item.read.case_name.value_or("");
    item.words = words_in(content.text);
    item.own_turns = !content.turns.empty();
    item.times = content.times;
    if (!item.own_turns) return choose_pattern(item, TurnPattern::any);
    item.turns = content.turns;
    item.speakers = own_speakers(content);
}

std::string names_of(const std::vector<PlannedSpeaker>& speakers) {
    const std::size_t shown = speakers.size() <= most_named ? speakers.size() : most_named - 1;
    std::vector<std::string> first;
    for (std::size_t i = 0; i < shown; ++i) first.push_back(speakers[i].name);
    std::string names = listed(first, shown == speakers.size() ? " and " : ", ");
    if (shown < speakers.size()) names += " and " + std::to_string(speakers.size() - shown) + " others";
    return names;
}

std::string count_words(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// A name as it was typed; `otherwise` where no project takes it.
std::string typed_name(const std::string& typed, const std::string& otherwise) {
    const Result<std::string> name = clean_name(typed, "document");
    return name ? *name : otherwise;
}

std::optional<std::string> typed_case(const std::string& typed) {
    const Result<std::string> name = clean_name(typed, "case");
    return name ? std::optional(*name) : std::nullopt;
}

NewSource source_of(const PlannedImport& item) {
    NewSource source{typed_name(item.name, item.read.name), item.read.content, item.origin, typed_case(item.case_name)};
    source.content.speakers.clear();
    for (const PlannedSpeaker& speaker : item.speakers) source.content.speakers.push_back({speaker.name, typed_case(speaker.case_name), speaker.interviewer});
    source.content.turns = item.turns;
    source.content.times = item.times;
    if (!item.with_memos) source.content.memos.clear();
    return source;
}

} // namespace

ImportPlan plan_import(std::vector<BatchFile> files) {
    ImportPlan plan;
    for (BatchFile& file : files) {
        PlannedImport item;
        item.file = file.archive.empty() ? file.name : file.name + " in " + file.archive;
        item.origin = file.name;
        if (file.table || file.documents.size() == 1) {
            item.letters = std::move(file.letters);
            item.bytes = std::move(file.bytes);
        }
        if (file.problem) {
            item.taken = false;
            item.problem = std::move(file.problem);
            plan.items.push_back(std::move(item));
        } else if (file.table) {
            item.choices = guess_choices(*file.table);
            item.table = std::move(file.table);
            item.rows = std::move(file.documents);
            item.cases = std::move(file.cases);
            item.notes = std::move(file.notes);
            plan.items.push_back(std::move(item));
        } else {
            for (ImportedDocument& document : file.documents) {
                PlannedImport one = item;
                one.read = std::move(document);
                plan_document(one);
                plan.items.push_back(std::move(one));
            }
        }
    }
    return plan;
}

void choose_pattern(PlannedImport& item, TurnPattern pattern) {
    item.pattern = pattern;
    std::vector<PlannedSpeaker> before = std::exchange(item.speakers, {});
    item.turns.clear();
    item.not_taken.clear();
    item.times = item.read.content.times;
    if (pattern == TurnPattern::none) return;
    FoundTurns found = find_turns(item.read.content.text, patterns_of(pattern), item.read.content.times);
    for (const SpeakerRow& row : found.speakers) {
        PlannedSpeaker speaker{row.name, {}, row.turns, row.share, row.interviewer};
        const auto known = std::find_if(before.begin(), before.end(), [&](const PlannedSpeaker& one) { return name_key(one.name) == name_key(row.name); });
        if (known != before.end()) {
            speaker.case_name = known->case_name;
            speaker.interviewer = known->interviewer;
        }
        item.speakers.push_back(std::move(speaker));
    }
    item.turns = std::move(found.turns);
    item.not_taken = std::move(found.not_taken);
    if (item.times.empty()) item.times = std::move(found.times);
}

void choose_columns(PlannedImport& item, SurveyChoices choices) {
    if (!item.table) return;
    item.choices = std::move(choices);
    SurveyImport made = survey_import(*item.table, item.choices);
    item.rows = std::move(made.documents);
    item.cases = std::move(made.cases);
    item.notes.clear();
    (item.rows.empty() ? item.notes : item.rows.front().notes) = std::move(made.notes);
    for (ImportedDocument& row : item.rows) fit_names(row);
    for (NewCase& one : item.cases) fit_names(one);
    item.taken = !item.rows.empty() || !item.cases.empty();
}

void choose_first_answer(PlannedImport& item, std::uint32_t row_number) {
    if (!item.table || item.choices.sheet >= item.table->sheets.size()) return;
    set_first_answer(item.table->sheets[item.choices.sheet], row_number);
    choose_columns(item, guess_choices(*item.table, item.choices.sheet));
}

namespace {

/// Where the researcher has said in which row the answers begin, that holds for the same table read with other letters.
void keep_first_answers(const SurveyTable& before, SurveyTable& now) {
    for (std::size_t i = 0; i < now.sheets.size() && before.sheets.size() == now.sheets.size(); ++i) {
        const SurveySheet& old = before.sheets[i];
        const std::uint32_t first = old.rows.empty() ? old.head.empty() ? 1 : old.head.back().number + 1 : old.rows.front().number;
        if (first != guess_first_answer(old)) set_first_answer(now.sheets[i], first);
    }
}

} // namespace

void choose_letters(PlannedImport& item, std::size_t choice) {
    if (!item.letters || choice >= item.letters->choices.size()) return;
    BatchFile file;
    file.name = item.origin;
    read_into(file, item.bytes, item.letters->choices[choice].charset);
    if (file.problem || file.table.has_value() != item.table.has_value() || (!file.table && file.documents.size() != 1)) return;
    item.letters->chosen = choice;
    item.letters->sure = true;
    for (ImportedDocument& document : file.documents) fit_names(document);
    if (file.table) {
        keep_first_answers(*item.table, *file.table);
        item.table = std::move(file.table);
        const SurveySheet& sheet = item.table->sheets[std::min(item.choices.sheet, item.table->sheets.size() - 1)];
        if (item.choices.columns.size() != sheet.columns.size()) item.choices = guess_choices(*item.table);
        return choose_columns(item, item.choices);
    }
    const std::string name = std::exchange(item.read, std::move(file.documents.front())).name;
    const std::string changed_name = item.name == name ? std::string() : item.name;
    const std::string case_name = item.case_name;
    const TurnPattern pattern = item.pattern;
    plan_document(item);
    if (!changed_name.empty()) item.name = changed_name;
    item.case_name = case_name;
    if (!item.own_turns && pattern != item.pattern) choose_pattern(item, pattern);
}

bool needs_an_answer(const ImportPlan& plan) {
    return std::any_of(plan.items.begin(), plan.items.end(), [](const PlannedImport& item) { return item.letters && !item.letters->sure; });
}

void use_for_all(ImportPlan& plan, std::size_t place) {
    const PlannedImport model = plan.items[place];
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        PlannedImport& item = plan.items[i];
        if (i == place || item.table || item.problem) continue;
        if (!item.own_turns && !model.own_turns && item.pattern != model.pattern) choose_pattern(item, model.pattern);
        for (PlannedSpeaker& speaker : item.speakers)
            for (const PlannedSpeaker& known : model.speakers)
                if (name_key(known.name) == name_key(speaker.name)) {
                    speaker.case_name = known.case_name;
                    speaker.interviewer = known.interviewer;
                }
    }
}

std::string not_taken_words(const std::vector<std::string>& labels) {
    std::string names;
    const std::size_t shown = std::min(labels.size(), most_named);
    for (std::size_t i = 0; i < shown; ++i) names += (i == 0 ? "" : ", ") + in_quotes(labels[i]);
    if (shown < labels.size()) names += " and " + std::to_string(labels.size() - shown) + " others";
    return names + (labels.size() == 1 ? " is" : " are") + " taken for no speaker: what stands there is nobody’s words";
}

std::vector<std::string> recognised(const PlannedImport& item) {
    std::vector<std::string> words;
    if (!item.turns.empty()) words.push_back(count_words(item.turns.size(), "turn", "turns") + " by " + names_of(item.speakers));
    if (!item.times.empty()) words.push_back(count_words(item.times.size(), "time of the recording", "times of the recording"));
    if (!item.not_taken.empty()) words.push_back(not_taken_words(item.not_taken));
    const DocumentContent& content = item.read.content;
    if (!content.headings.empty()) words.push_back(count_words(content.headings.size(), "heading", "headings"));
    if (!content.memos.empty()) words.push_back(count_words(content.memos.size(), "comment", "comments"));
    if (!content.values.empty()) words.push_back(count_words(content.values.size(), "attribute", "attributes"));
    return words;
}

bool asks(const ImportPlan& plan) {
    return std::any_of(plan.items.begin(), plan.items.end(), [](const PlannedImport& item) { return item.repeat != Repeat::no; });
}

bool worth_a_look(const ImportPlan& plan) {
    const bool any = std::any_of(plan.items.begin(), plan.items.end(), [](const PlannedImport& item) { return !item.problem; });
    if (!any) return false;
    return plan.items.size() > 1 || needs_an_answer(plan) ||
           std::any_of(plan.items.begin(), plan.items.end(), [](const PlannedImport& item) { return item.table || item.repeat != Repeat::no || !item.speakers.empty() || !item.read.content.memos.empty(); });
}

std::size_t document_count(const ImportPlan& plan) {
    std::size_t count = 0;
    for (const PlannedImport& item : plan.items)
        if (item.taken) count += item.table ? item.rows.size() : 1;
    return count;
}

std::size_t case_count(const ImportPlan& plan) {
    std::size_t count = 0;
    for (const PlannedImport& item : plan.items)
        if (item.taken) count += item.cases.size();
    return count;
}

ImportSources sources_of(const ImportPlan& plan) {
    ImportSources request;
    for (const PlannedImport& item : plan.items) {
        if (!item.taken || item.problem) continue;
        if (!item.table) request.sources.push_back(source_of(item));
        for (const ImportedDocument& row : item.rows) request.sources.push_back({row.name, row.content, item.origin, row.case_name});
        request.cases.insert(request.cases.end(), item.cases.begin(), item.cases.end());
    }
    return request;
}

} // namespace emic
