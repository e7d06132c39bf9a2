#include "engine/queries/transcript_lines.h"

#include "engine/text.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace emic {

namespace {

std::string_view without_blanks(std::string_view text) { return slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})); }

template <std::size_t Count> bool holds(const std::string_view (&words)[Count], std::string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

template <std::size_t Count> bool begins(const std::string_view (&beginnings)[Count], std::string_view text) {
    return std::any_of(std::begin(beginnings), std::end(beginnings), [&](std::string_view one) { return text.starts_with(one); });
}

/// "Week 3" is "week".
std::string folded_stem(std::string_view name) {
    std::string key = fold_case(without_blanks(name));
    while (!key.empty() && ((key.back() >= '0' && key.back() <= '9') || key.back() == ' ' || key.back() == '.' || key.back() == '#')) key.pop_back();
    return key;
}

constexpr std::string_view fields[] = {
    "date", "dates", "date of interview", "interview date", "place", "location", "venue", "setting", "time", "start", "start time", "end time", "started", "ended", "duration", "length",
    "participants", "attendees", "present", "interviewees", "interviewers", "speakers", "title", "project", "study", "subject", "topic", "theme", "file", "filename", "file name", "files",
    "audio", "audio file", "video", "video file", "recording", "recorded", "recorded by", "recorded on", "recording date", "date recorded", "transcript", "transcription", "transcriber",
    "transcribed", "transcribed by", "transcription by", "transcribed on", "transcription date", "transcribed date", "date transcribed", "translator", "translated by", "checked by", "proofread by", "edited by", "language",
    "version", "id", "case", "case id", "participant id", "participant number", "respondent id", "interview", "interview id", "interview number", "interview no", "interview with",
    "interviewed by", "age", "gender", "sex", "occupation", "profession", "education", "nationality", "country", "city", "town", "address", "e-mail", "email", "phone", "telephone", "consent", "key",
    "legend", "abbreviations", "conventions", "transcription conventions", "copyright", "source", "url", "link", "tape", "side", "track", "session", "format", "media", "media file", "medium",
    "method", "page", "pages", "collection", "repository", "archive", "series", "accession", "accession number", "funder", "created", "created by", "meeting", "organisation", "organization",
    "institution", "department", "role", "pseudonym", "code", "codes", "keywords", "words", "word count", "summary", "abstract", "date of birth", "born", "year of birth", "marital status",
    "datum", "ort", "zeit", "uhrzeit", "beginn", "ende", "dauer", "länge", "titel", "projekt", "studie", "thema", "datei", "dateiname", "audiodatei", "aufnahme", "aufnahmedatum", "transkript",
    "transkription", "transkribiert", "transkribiert von", "transkription von", "transkribent", "transkribentin", "sprache", "alter", "geschlecht", "beruf", "anwesend", "anwesende",
    "teilnehmende", "quelle", "gespräch mit", "interview mit", "stand", "interviewdatum", "interviewort", "interviewdauer",
    "fecha", "lugar", "hora", "duración", "título", "proyecto", "tema", "archivo", "grabación", "transcripción", "transcrito por", "idioma", "edad", "sexo", "género", "profesión", "ocupación", "participantes",
    "lieu", "heure", "durée", "titre", "projet", "sujet", "fichier", "enregistrement", "transcrit par", "langue", "âge", "sexe", "profession du", "participants présents",
    "data", "luogo", "durata", "titolo", "progetto", "età", "durata della registrazione", "local", "duração", "projeto", "idade", "transcrito por",
    "plaats", "tijd", "duur", "bestand", "getranscribeerd door", "leeftijd", "sted", "dato", "varighed", "alder", "datum för intervju", "plats", "tid", "ålder",
    "дата", "место", "время", "длительность", "тема", "возраст", "日期", "时间", "時間", "地点", "地點", "时长", "主题", "题目", "文件", "录音", "录音文件", "転写", "場所", "日時", "날짜", "장소", "시간", "تاريخ", "التاريخ", "المكان", "תאריך", "מקום"};

constexpr std::string_view roles[] = {
    "interviewer", "interviewee", "participant", "respondent", "moderator", "facilitator", "narrator", "researcher", "informant", "observer", "speaker", "subject", "person", "voice", "male", "female",
    "man", "woman", "patient", "nurse", "doctor", "teacher", "student", "client", "therapist", "host", "guest", "translator", "interpreter", "unknown", "unknown speaker", "s", "p", "r", "i", "ip", "iv",
    "q", "a", "b", "befragte", "befragter", "befragte person", "interviewerin", "interviewte", "interviewter", "interviewte person", "teilnehmer", "teilnehmerin", "sprecher", "sprecherin", "forscher", "forscherin", "moderatorin", "person", "expertin", "experte",
    "entrevistador", "entrevistadora", "entrevistado", "entrevistada", "participante", "hablante", "moderadora", "moderador", "enquêteur", "enquêtrice", "enquêté", "enquêtée", "intervieweur", "intervenant", "locuteur", "animateur", "animatrice",
    "intervistatore", "intervistatrice", "intervistato", "intervistata", "geïnterviewde", "respondente", "deltager", "deltagare", "informantin", "访谈者", "受访者", "主持人", "参与者", "研究者"};

constexpr std::string_view openings[] = {
    "note", "notes", "nb", "n.b", "n.b.", "nota", "notiz", "anmerkung", "anm", "anm.", "hinweis", "remarque", "observation", "observations", "comment", "comments", "commentary", "memo", "field note", "fieldnote", "field notes",
    "question", "questions", "answer", "answers", "frage", "antwort", "fragen", "pregunta", "respuesta", "pergunta", "resposta", "réponse", "domanda", "risposta", "vraag", "antwoord", "вопрос", "ответ", "问题", "回答", "質問",
    "example", "examples", "e.g", "e.g.", "i.e", "i.e.", "for example", "beispiel", "zum beispiel", "z.b", "z.b.", "ejemplo", "por ejemplo", "exemple", "par exemple", "esempio", "remember", "reminder", "warning", "important", "attention", "caution",
    "one", "two", "three", "four", "five", "six", "eins", "zwei", "drei", "vier", "uno", "dos", "tres", "un", "deux", "trois", "number one", "number two",
    "first", "second", "third", "fourth", "fifth", "firstly", "secondly", "thirdly", "finally", "lastly", "next", "then", "also", "again", "so", "well", "yes", "no", "okay", "ok", "look", "listen", "because", "but", "and", "or",
    "plus", "anyway", "basically", "problem", "problems", "solution", "result", "results", "conclusion", "advantage", "disadvantage", "pro", "con", "pros", "cons", "reason", "reasons", "cause", "advice", "tip", "tips", "hint",
    "ps", "p.s", "p.s.", "re", "fw", "fwd", "cc", "bcc", "from", "to", "subject line", "todo", "to do", "translation", "context", "background", "introduction", "summary", "definition", "quote", "quotation", "reference", "see", "see also",
    "http", "https", "ftp", "mailto", "www",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "july", "august", "september", "october", "november", "december", "morning", "afternoon", "evening", "night", "today", "yesterday", "tomorrow",
    "erstens", "zweitens", "drittens", "ja", "nein", "also", "und", "aber", "problem", "ergebnis", "grund", "fazit", "wichtig", "achtung",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "primero", "segundo", "tercero", "sí", "pero", "resultado", "conclusión", "importante",
    "oui", "non", "mais", "résultat", "exodus", "leviticus", "psalms", "proverbs", "isaiah", "jeremiah", "corinthians", "hebrews", "chronicles", "verse",
    "备注", "注", "例如", "注意", "比如", "首先", "其次", "最后", "总之", "注释", "ملاحظة", "سؤال", "جواب", "הערה", "שאלה", "תשובה"};

constexpr std::string_view numbered_units[] = {
    "day", "week", "month", "year", "step", "part", "chapter", "section", "figure", "fig", "fig.", "table", "item", "point", "option", "task", "exercise", "appendix", "footnote", "line", "lines", "paragraph", "tag", "woche", "monat", "jahr", "schritt", "teil",
    "kapitel", "abschnitt", "abbildung", "tabelle", "aufgabe", "día", "semana", "mes", "año", "paso", "parte", "capítulo", "jour", "semaine", "mois", "étape", "chapitre", "surah", "sura", "verse", "psalm", "genesis", "acts", "kings", "romans", "revelation"};

constexpr std::string_view credits[] = {
    "transcribed by", "transcribed with", "transcribed using", "transcript by", "transcription by", "transcription provided by", "transcript provided by", "transcript generated", "transcript created", "transcription made with",
    "this transcript was", "this transcription was", "this editable transcript was", "the transcript was generated", "automatically transcribed", "automatically generated", "auto-generated", "generated by", "generated with", "created with", "created by otter",
    "made with", "powered by", "subtitles by", "subtitled by", "subtitles created by", "captions by", "captioned by", "captioning by", "closed captions by", "closed captioning by", "translated by", "sync and corrections by", "synced and corrected by", "www.opensubtitles",
    "downloaded from", "exported from", "recorded by", "recorded with", "transkribiert von", "transkribiert mit", "transkription von", "transkription durch", "transkript erstellt", "erstellt mit", "dieses transkript wurde", "untertitel von", "untertitel der", "untertitelung",
    "transcrit par", "transcription par", "transcription réalisée", "sous-titres par", "sous-titrage", "sous-titres réalisés", "transcrito por", "transcripción por", "transcripción de", "transcripción realizada", "subtítulos por", "subtítulos realizados", "subtítulos creados", "legendas por", "legendado por",
    "trascritto da", "trascrizione di", "sottotitoli di", "sottotitoli creati", "getranscribeerd door", "ondertiteling door", "ondertiteld door", "transskriberet af", "transkriberad av", "transkribert av", "undertexter av", "субтитры", "расшифровка", "字幕由", "字幕制作", "转录", "轉錄", "文字起こし"};

constexpr std::string_view marks_of_recordings[] = {
    "end of", "end tape", "end side", "end interview", "end recording", "end audio", "end transcript", "beginning of", "begin tape", "begin side", "begin interview", "begin recording", "start of", "start tape", "start recording", "start interview", "tape ", "side ", "reel ", "disc ", "track ",
    "interview ends", "interview ended", "interview begins", "interview starts", "interview concludes", "audio ends", "audio begins", "audio starts", "recording ends", "recording ended", "recording begins", "recording starts", "recording stops", "recording stopped", "recording paused", "recording resumes", "recording interrupted",
    "break in recording", "break in tape", "pause in recording", "tape ends", "tape begins", "tape change", "tape off", "tape stopped", "recorder off", "recorder turned off", "transcript ends", "ende", "ende des", "ende der", "ende der aufnahme", "aufnahme ende", "aufnahme unterbrochen", "beginn der", "beginn des", "anfang der", "fin de", "fin del", "fin du", "début de", "fine della", "fine dell", "inicio de", "fim da", "fim do", "konec", "конец", "slut", "einde van", "录音结束", "访谈结束", "录音开始"};

} // namespace

bool is_heading_field(std::string_view name) {
    const std::string key = fold_case(without_blanks(name)); // "ID" is one, "ID1" is somebody
    return holds(fields, key) || begins(credits, key);
}

bool is_role(std::string_view name) { return holds(roles, folded_stem(name)); }

bool is_opening_word(std::string_view name) {
    const std::string key = folded_stem(name);
    const bool numbered = key.size() < fold_case(without_blanks(name)).size();
    return holds(openings, key) || (numbered && holds(numbered_units, key)) || (key.empty() && !name.empty());
}

bool are_question_and_answer(std::string_view one, std::string_view other) {
    static constexpr std::pair<std::string_view, std::string_view> sides[] = {{"question", "answer"}, {"frage", "antwort"}, {"pregunta", "respuesta"}, {"pergunta", "resposta"}, {"question", "réponse"},
                                                                              {"domanda", "risposta"}, {"vraag", "antwoord"}, {"вопрос", "ответ"}, {"问题", "回答"}, {"質問", "回答"}, {"سؤال", "جواب"}, {"שאלה", "תשובה"}};
    const std::string first = folded_stem(one), second = folded_stem(other);
    return std::any_of(std::begin(sides), std::end(sides), [&](const auto& pair) { return (pair.first == first && pair.second == second) || (pair.first == second && pair.second == first); });
}

bool is_credit(std::string_view line) {
    constexpr std::size_t longest = 300; // bytes
    std::string_view words = without_blanks(line);
    while (!words.empty() && std::string_view("[({*_-–—=~ ♪").find(words.front()) != std::string_view::npos) words.remove_prefix(1);
    return words.size() <= longest && begins(credits, fold_case(words));
}

bool is_recording_mark(std::string_view line) {
    constexpr std::size_t longest = 160; // bytes
    std::string_view words = without_blanks(line);
    if (words.empty() || words.size() > longest) return false;
    const std::string whole = fold_case(words);
    for (std::string_view end : {" started transcription", " stopped transcription", " started recording", " stopped recording"})
        if (whole.ends_with(end) && std::count(whole.begin(), whole.end(), ' ') <= 6) return true;
    if (whole.starts_with("meeting ended after")) return true;
    constexpr std::string_view signs = "[](){}<>*_-=~#. ";
    const bool set_off = std::string_view("[({<*-=~#_").find(words.front()) != std::string_view::npos && std::string_view("])}>*-=~#_").find(words.back()) != std::string_view::npos;
    while (!words.empty() && signs.find(words.front()) != std::string_view::npos) words.remove_prefix(1);
    while (!words.empty() && signs.find(words.back()) != std::string_view::npos) words.remove_suffix(1);
    const std::string inner = fold_case(words);
    if (set_off) return begins(marks_of_recordings, inner) || inner == "end" || inner == "ende" || inner == "fin";
    // Without brackets only what can be nothing else: "End of interview."
    static constexpr std::string_view bare[] = {"end of interview", "end of the interview", "end of recording", "end of the recording", "end of tape", "end of transcript", "end of the transcript", "end of audio", "end of session", "end of focus group",
                                                "interview ends", "interview ended", "recording ends", "recording ended", "ende der aufnahme", "ende des interviews", "ende der aufzeichnung", "fin de la entrevista", "fin de l'entretien", "fin de l’entretien", "fine dell'intervista", "fim da entrevista", "录音结束", "访谈结束"};
    return holds(bare, inner);
}

} // namespace emic
