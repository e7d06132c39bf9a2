#include "engine/queries/interview_guide.h"

#include "engine/queries/documents.h"
#include "engine/queries/text_units.h"
#include "engine/sort_rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace emic {

namespace {

constexpr double near = 0.6;
constexpr std::size_t least_words = 3;

struct Question {
    Passage passage;
    std::size_t document = 0; ///< place in document order
    double place = 0;         ///< in its document, 0 to 1
    std::vector<std::uint32_t> words; ///< sorted, none twice
};

class Guide {
public:
    explicit Guide(const Project& project) : m_project(project) {}

    std::vector<GuideRow> run() {
        const std::vector<Id<Source>> documents = documents_in_order(m_project);
        for (std::size_t i = 0; i < documents.size(); ++i) collect(*m_project.find(documents[i]), i);
        group();
        return rows();
    }

private:
    void collect(const Source& source, std::size_t document) {
        const std::string_view text = source.text.view();
        for (const Turn& turn : source.turns) {
            if (!source.speakers[turn.speaker].interviewer) continue;
            for (std::uint32_t at = turn.words; at < turn.range.end;) {
                TextRange sentence = sentence_at(text, at);
                sentence = {std::max(sentence.begin, turn.words), std::min(sentence.end, turn.range.end)};
                if (sentence.end <= at) {
                    // White space between sentences.
                    next_code_point(text, at);
                    continue;
                }
                at = sentence.end;
                const std::string_view words = slice(text, sentence);
                if (words.find('?') == std::string_view::npos && words.find("？") == std::string_view::npos) continue;
                if (m_questions.size() == max_guide_questions) return;
                Question question{{source.id, sentence}, document, static_cast<double>(sentence.begin) / std::max(1.0, static_cast<double>(text.size())), numbers_of(words)};
                if (question.words.size() >= least_words) m_questions.push_back(std::move(question));
            }
        }
    }

    /// The words of a question as numbers; each Han or kana character counts as a word.
    std::vector<std::uint32_t> numbers_of(std::string_view sentence) {
        const std::string folded = fold_case(sentence);
        std::set<std::uint32_t> numbers;
        std::string word;
        const auto keep = [&] {
            if (!word.empty()) numbers.insert(m_words.try_emplace(word, static_cast<std::uint32_t>(m_words.size())).first->second);
            word.clear();
        };
        for (std::uint32_t at = 0; at < folded.size();) {
            const char32_t c = next_code_point(folded, at);
            const bool alone = (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);
            if (!is_word_character(c) || alone) keep();
            if (is_word_character(c)) append_utf8(word, c);
            if (alone) keep();
        }
        keep();
        return {numbers.begin(), numbers.end()};
    }

    static bool alike(const Question& a, const Question& b) {
        const double most = static_cast<double>(std::max(a.words.size(), b.words.size()));
        if (static_cast<double>(std::min(a.words.size(), b.words.size())) < near * most) return false;
        std::size_t shared = 0;
        for (auto one = a.words.begin(), other = b.words.begin(); one != a.words.end() && other != b.words.end();) {
            if (*one == *other) ++shared, ++one, ++other;
            else if (*one < *other) ++one;
            else ++other;
        }
        return static_cast<double>(shared) >= near * most;
    }

    /// Each question joins the first group whose first question it is like.
    void group() {
        for (std::size_t i = 0; i < m_questions.size(); ++i) {
            auto home = std::find_if(m_groups.begin(), m_groups.end(), [&](const auto& members) { return alike(m_questions[members.front()], m_questions[i]); });
            if (home == m_groups.end()) m_groups.push_back({i});
            else home->push_back(i);
        }
        std::erase_if(m_groups, [&](const auto& members) { return m_questions[members.front()].document == m_questions[members.back()].document; });
        const auto usual_place = [&](const std::vector<std::size_t>& members) {
            double sum = 0;
            for (std::size_t i : members) sum += m_questions[i].place;
            return sum / static_cast<double>(members.size());
        };
        sort_rows(m_groups, [&](const auto& a, const auto& b) { return usual_place(a) < usual_place(b); });
    }

    [[nodiscard]] std::vector<GuideRow> rows() const {
        std::map<Id<Source>, std::vector<std::uint32_t>> begins;
        for (const auto& members : m_groups)
            for (std::size_t i : members) begins[m_questions[i].passage.source].push_back(m_questions[i].passage.range.begin);
        for (auto& [source, places] : begins) sort_rows(places);
        std::vector<GuideRow> rows;
        for (const auto& members : m_groups) {
            GuideRow row;
            const Passage& first = m_questions[members.front()].passage;
            row.question = slice(m_project.find(first.source)->text.view(), first.range);
            std::set<std::size_t> documents;
            for (std::size_t i : members) {
                const Passage& asked = m_questions[i].passage;
                const Source& source = *m_project.find(asked.source);
                const auto& places = begins.at(asked.source);
                const auto next = std::upper_bound(places.begin(), places.end(), asked.range.begin);
                TextRange whole{asked.range.begin, next == places.end() ? source.text.size() : *next};
                // The label of the turn in which the next question stands belongs to that question.
                if (next != places.end())
                    for (const Turn& turn : source.turns)
                        if (turn.range.begin > asked.range.begin && turn.range.begin <= *next && turn.words >= *next) whole.end = turn.range.begin;
                documents.insert(m_questions[i].document);
                row.questions.push_back(asked);
                row.answers.push_back({asked.source, trimmed(source.text.view(), whole)});
            }
            row.documents = static_cast<std::uint32_t>(documents.size());
            rows.push_back(std::move(row));
        }
        return rows;
    }

    const Project& m_project;
    std::map<std::string, std::uint32_t> m_words;
    std::vector<Question> m_questions;
    std::vector<std::vector<std::size_t>> m_groups;
};

} // namespace

std::vector<GuideRow> interview_guide(const Project& project) { return Guide(project).run(); }

} // namespace emic
