// What the control words of an RTF file mean for its text.
#include "engine/formats/rtf_text.h"
#include "engine/text.h"

#include <algorithm>
#include <unordered_set>

namespace emic {

namespace {

template <std::size_t count> bool is_one_of(std::string_view word, const std::string_view (&words)[count]) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// Groups whose text is not the document's, also without \*.
const std::unordered_set<std::string_view>& skipped_words() {
    static const std::unordered_set<std::string_view> words = {
        "colortbl", "info", "pict", "objdata", "objclass", "bkmkstart", "bkmkend", "template", "xe", "tc", "txe",
        "rxe", "sn", "sp", "shprslt", "pntxta", "pntxtb", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
        "aftncn", "filetbl", "listtable", "revtbl", "rsidtbl", "generator", "listoverridetable", "nonesttables",
        "nonshppict", "private", "title", "falt", "panose", "fontemb", "fontfile", "atnicn", "atntime", "atnparent",
        "objalias", "objsect", "comment"};
    return words;
}
constexpr std::string_view header_words[] = {"header",  "headerl", "headerr", "headerf",
                                             "footer",  "footerl", "footerr", "footerf"};
/// Groups that only hold others, though \* stands before them.
constexpr std::string_view open_words[] = {"shppict", "shpinst", "nesttableprops", "do", "fldrslt", "result", "shp", "field"};

struct NamedCharacter {
    std::string_view word;
    std::string_view text;
};
constexpr NamedCharacter characters[] = {
    {"tab", "\t"},       {"line", "\n"},      {"softline", "\n"},   {"lbr", "\n"},         {"emdash", "—"},
    {"endash", "–"},     {"emspace", "\u2003"}, {"enspace", "\u2002"}, {"qmspace", "\u2005"}, {"bullet", "•"},
    {"lquote", "‘"},     {"rquote", "’"},     {"ldblquote", "“"},   {"rdblquote", "”"},    {"zwj", "\u200D"},
    {"zwnj", "\u200C"},  {"zwbo", "\u200B"},  {"zwnbo", "\u2060"},  {"ltrmark", "\u200E"}, {"rtlmark", "\u200F"}};

bool is_on(std::optional<int> parameter) {
    return parameter.value_or(1) != 0;
}

} // namespace

void RtfText::take(const RtfToken& token) {
    const bool is_text = token.kind == RtfToken::Kind::text;
    if (m_skip > 0 && !is_text) { // a word counts as one character
        --m_skip;
        if (token.kind == RtfToken::Kind::byte || token.kind == RtfToken::Kind::symbol) return;
        if (token.text != "u") return;
        m_skip = 0;
    }
    const bool goes_on = (token.kind == RtfToken::Kind::word && token.text == "u") ||
                         (is_text && static_cast<std::size_t>(m_skip) >= token.text.size());
    if (m_surrogate != 0 && !goes_on) {
        m_surrogate = 0;
        put_text("\uFFFD");
    }
    const bool first = std::exchange(group().fresh, false);
    switch (token.kind) {
    case RtfToken::Kind::text: {
        const auto skipped = std::min(static_cast<std::size_t>(m_skip), token.text.size());
        m_skip -= static_cast<int>(skipped);
        if (skipped < token.text.size()) take_bytes(token.text.substr(skipped), false);
        return;
    }
    case RtfToken::Kind::byte: {
        const char byte = static_cast<char>(token.byte);
        return take_bytes({&byte, 1}, true);
    }
    case RtfToken::Kind::symbol:
        flush_bytes();
        // Anywhere else \* means nothing: some programs leave one among the properties of a run.
        if (token.text == "*") group().ignorable = first;
        else take_symbol(token.text.front());
        return;
    case RtfToken::Kind::word:
        flush_bytes();
        if (!take_word(token.text, token.parameter) && group().ignorable) group().use = Use::skipped;
        group().ignorable = false;
        return;
    case RtfToken::Kind::open:
    case RtfToken::Kind::close:
    case RtfToken::Kind::end:
        return;
    }
}

void RtfText::take_symbol(char symbol) {
    switch (symbol) {
    case '\\': case '{': case '}':
        return put({&symbol, 1});
    case '~':
        return put("\u00A0");
    case '-':
        return put("\u00AD");
    case '_':
        return put("\u2011");
    case '\n': case '\r':
        if (group().use == Use::text) end_paragraph();
        return;
    case '\t':
        return put("\t");
    default:
        return;
    }
}

void RtfText::take_unicode(int parameter) {
    m_skip = group().fallbacks;
    char32_t code = static_cast<char32_t>(parameter < 0 ? parameter + 0x10000 : parameter);
    if (code >= 0xD800 && code <= 0xDBFF) {
        m_surrogate = code;
        return;
    }
    const char32_t high = std::exchange(m_surrogate, 0);
    if (code >= 0xDC00 && code <= 0xDFFF)
        code = high == 0 ? 0xFFFD : 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
    else if (high != 0)
        put_text("\uFFFD");
    put_code(code > 0x10FFFF ? 0xFFFD : code);
}

/// False for a word that is not known.
bool RtfText::take_word(std::string_view word, std::optional<int> parameter) {
    if (take_destination(word)) return true;
    Group& now = group();
    if (now.use == Use::fonts) {
        if (word == "f") m_fonts.begin(parameter.value_or(0));
        if (word == "fcharset") m_fonts.set_charset(parameter.value_or(0));
        if (word == "cpg") m_fonts.set_page(parameter.value_or(0));
        return word == "f" || word == "fcharset" || word == "cpg";
    }
    if (now.use == Use::styles) {
        if (word == "s") m_read_style = parameter.value_or(0);
        if (word == "cs" || word == "ds" || word == "ts") m_read_style = -1;
        if (word == "outlinelevel" && m_read_style >= 0) m_outline_of_style[m_read_style] = parameter.value_or(0);
        return word != "pgdsctbl";
    }
    if (word == "u") {
        take_unicode(parameter.value_or(0));
        return true;
    }
    if (take_property(word, parameter)) return true;
    if (now.use == Use::skipped) return false;
    for (const NamedCharacter& one : characters)
        if (one.word == word) {
            put(one.text);
            return true;
        }
    if (now.use != Use::text) return false;
    return take_character(word, parameter.value_or(0));
}

/// Words that stand for marks in the flow of the text.
bool RtfText::take_character(std::string_view word, int parameter) {
    if (word == "par") {
        end_paragraph();
    } else if (word == "sect") {
        if (!ContentMarks::is_empty(story().text)) end_paragraph();
    } else if (word == "page" || word == "column") {
        if (!group().hidden && !group().deleted) story().break_due = true;
    } else if (word == "chftn") {
        if (story().kind == StoryKind::note)
            story().auto_mark = true;
        else
            m_auto_note = true;
    } else if (word == "ftnalt") {
        if (story().kind == StoryKind::note) m_notes[story().note].endnote = true;
    } else if (word == "cell" || word == "row" || word == "nestcell" || word == "nestrow") {
        take_table_word(word, parameter);
    } else {
        return false;
    }
    return true;
}

bool RtfText::take_property(std::string_view word, std::optional<int> parameter) {
    Group& now = group();
    if (word == "v") now.hidden = is_on(parameter);
    else if (word == "deleted" || word == "mvf") now.deleted = is_on(parameter);
    else if (word == "revised" || word == "mvt") now.inserted = is_on(parameter);
    else if (word == "strike" || word == "striked") now.struck = is_on(parameter);
    else if (word == "f") now.font = parameter.value_or(0);
    else if (word == "uc") now.fallbacks = std::clamp(parameter.value_or(1), 0, 100);
    else if (word == "plain") {
        now.hidden = now.deleted = now.inserted = now.struck = false;
        now.font = -1;
    } else if (word == "pard") {
        now.in_table = false;
        now.nesting = 0;
        now.style = 0;
        now.outline.reset();
        now.drop_cap = false;
    } else if (word == "dropcapli") now.drop_cap = parameter.value_or(1) > 0;
    else if (word == "s") now.style = parameter.value_or(0);
    else if (word == "outlinelevel") now.outline = parameter.value_or(0);
    else if (word == "intbl" || word == "itap") take_table_word(word, parameter);
    else if (word == "deff") m_fonts.set_default_font(parameter.value_or(0));
    else if (word == "ansicpg") {
        if (parameter.value_or(0) > 0) m_fonts.set_document_page(*parameter);
    } else if (word == "mac") m_fonts.set_document_page(10000);
    else if (word == "pc") m_fonts.set_document_page(437);
    else if (word == "pca") m_fonts.set_document_page(850);
    else if (word.substr(0, 4) == "ftnn" || word.substr(0, 5) == "aftnn") set_note_format(word);
    else return false;
    return true;
}

/// "ftnnrlc": footnotes with small Roman numbers; "aftnn…" is said of endnotes.
void RtfText::set_note_format(std::string_view word) {
    std::string& format = word.front() == 'a' ? m_endnote_format : m_footnote_format;
    const std::string_view kind = word.substr(word.front() == 'a' ? 5 : 4);
    if (kind == "ar") format = "decimal";
    if (kind == "alc") format = "lowerLetter";
    if (kind == "auc") format = "upperLetter";
    if (kind == "rlc") format = "lowerRoman";
    if (kind == "ruc") format = "upperRoman";
}

/// Words that say what the rest of their group is for.
bool RtfText::take_destination(std::string_view word) {
    Group& now = group();
    const auto use = [&](Use wanted) {
        // Nothing inside a group that is skipped comes back.
        if (now.use != Use::skipped && now.use != Use::header) {
            now.use = wanted;
            now.own_use = true;
        }
        return true;
    };
    const auto value = [&](Value wanted) {
        use(Use::value);
        if (now.use == Use::value) now.value = wanted;
        m_value.clear();
        return true;
    };
    if (word == "ud") {
        now.use = now.outer_use;
        return true;
    }
    if (now.use == Use::skipped) return false;
    if (word == "pict" && now.use != Use::header && !now.in_object) ++m_losses.pictures;
    if (word == "stylesheet") return use(Use::styles);
    if (skipped_words().contains(word)) return use(Use::skipped);
    if (is_one_of(word, header_words)) return use(Use::header);
    if (is_one_of(word, open_words)) {
        if (word == "field") m_instruction.clear();
        if (word == "fldrslt" && now.use == Use::text && !m_instruction.empty()) put(std::string(m_instruction));
        return true;
    }
    if (word == "upr") {
        now.outer_use = now.use;
        return use(Use::skipped);
    }
    if (word == "fonttbl") return use(Use::fonts);
    if (word == "sv") return use(Use::shape_value);
    if (word == "fldinst") return value(Value::none);
    if (word == "listtext" || word == "pntext") return use(story().label.empty() ? Use::label : Use::skipped);
    if (word == "object") {
        if (!now.hidden) ++m_losses.objects;
        return now.in_object = true;
    }
    if (now.use != Use::text && now.use != Use::value) return false;
    if (word == "atrfstart") return value(Value::passage_begin);
    if (word == "atrfend") return value(Value::passage_end);
    if (word == "atnref") return value(Value::comment_id);
    if (word == "atnauthor") return value(Value::comment_author);
    if (word == "atnid") return value(Value::comment_initials);
    if (word == "atndate") return value(Value::comment_date);
    if (now.use != Use::text) return false;
    const StoryKind kind = word == "footnote"                          ? StoryKind::note
                           : word == "annotation"                      ? StoryKind::comment
                           : word == "shptxt" || word == "dptxbxtext" ? StoryKind::box
                                                                       : StoryKind::body;
    if (kind == StoryKind::body || now.is_story) return false;
    if (now.hidden || now.deleted) return use(Use::skipped);
    begin_story(kind);
    return true;
}

} // namespace emic
