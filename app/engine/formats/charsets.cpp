#include "engine/formats/charsets.h"

#include "engine/formats/code_pages.h"
#include "engine/text.h"

namespace emic {

namespace {

constexpr Charset table[] = {
    {"windows-1252", "Western European (Windows-1252)", 1252,
     " ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 "},
    {"windows-1250", "Central European (Windows-1250)", 1250, " cp1250 windows-1250 x-cp1250 "},
    {"windows-1251", "Cyrillic (Windows-1251)", 1251, " cp1251 windows-1251 x-cp1251 "},
    {"windows-1253", "Greek (Windows-1253)", 1253, " cp1253 windows-1253 x-cp1253 "},
    {"windows-1254", "Turkish (Windows-1254)", 1254,
     " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254 "},
    {"windows-1255", "Hebrew (Windows-1255)", 1255, " cp1255 windows-1255 x-cp1255 "},
    {"windows-1256", "Arabic (Windows-1256)", 1256, " cp1256 windows-1256 x-cp1256 "},
    {"windows-1257", "Baltic (Windows-1257)", 1257, " cp1257 windows-1257 x-cp1257 "},
    {"windows-1258", "Vietnamese (Windows-1258)", 1258, " cp1258 windows-1258 x-cp1258 "},
    {"windows-874", "Thai (Windows-874)", 874, " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 cp874 "},
    {"macintosh", "Western European (older Mac)", 10000, " csmacintosh mac macintosh x-mac-roman "},
    {"x-mac-cyrillic", "Cyrillic (older Mac)", 0, " x-mac-cyrillic x-mac-ukrainian "},
    {"ibm437", "American (DOS 437)", 437, " ibm437 cp437 437 cspc8codepage437 "},
    {"ibm850", "Western European (DOS 850)", 850, " ibm850 cp850 850 cspc850multilingual "},
    {"ibm852", "Central European (DOS 852)", 852, " ibm852 cp852 852 cspcp852 "},
    {"ibm866", "Cyrillic (DOS 866)", 866, " 866 cp866 csibm866 ibm866 "},
    {"koi8-r", "Cyrillic (KOI8-R)", 0, " cskoi8r koi koi8 koi8-r koi8_r "},
    {"koi8-u", "Ukrainian (KOI8-U)", 0, " koi8-ru koi8-u "},
    {"iso-8859-2", "Central European (ISO 8859-2)", 0, " csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {"iso-8859-3", "Southern European (ISO 8859-3)", 0, " csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {"iso-8859-4", "Northern European (ISO 8859-4)", 0, " csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {"iso-8859-5", "Cyrillic (ISO 8859-5)", 0, " csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "},
    {"iso-8859-6", "Arabic (ISO 8859-6)", 0,
     " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {"iso-8859-7", "Greek (ISO 8859-7)", 0,
     " csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek "},
    {"iso-8859-8", "Hebrew (ISO 8859-8)", 0,
     " csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical "},
    {"iso-8859-10", "Nordic (ISO 8859-10)", 0, " csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {"iso-8859-13", "Baltic (ISO 8859-13)", 0, " iso-8859-13 iso8859-13 iso885913 "},
    {"iso-8859-14", "Celtic (ISO 8859-14)", 0, " iso-8859-14 iso8859-14 iso885914 "},
    {"iso-8859-15", "Western European (ISO 8859-15)", 0, " csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 "},
    {"iso-8859-16", "Romanian (ISO 8859-16)", 0, " iso-8859-16 "},
    {"shift_jis", "Japanese (Shift JIS)", 932, " csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932 "},
    {"euc-jp", "Japanese (EUC-JP)", 0, " cseucpkdfmtjapanese euc-jp x-euc-jp "},
    {"iso-2022-jp", "Japanese (ISO-2022-JP)", 0, " csiso2022jp iso-2022-jp "},
    {"gbk", "Simplified Chinese (GBK)", 0, " chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk cp936 "},
    {"gb18030", "Chinese (GB 18030)", 0, " gb18030 "},
    {"big5", "Traditional Chinese (Big5)", 950, " big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 "},
    {"euc-kr", "Korean (EUC-KR)", 949, " cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 "},
};

constexpr std::string_view unicode_labels =
    " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 unicodefffe utf-16be csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le ";

/// Between blanks, in lower case; empty for what can be no name.
std::string wanted(std::string_view label) {
    std::string name = " ";
    const std::string_view blanks = " \t\r\n\f";
    const std::size_t begin = std::min(label.find_first_not_of(blanks), label.size());
    const std::size_t end = label.find_last_not_of(blanks);
    if (end == std::string_view::npos) return {};
    for (const char c : label.substr(begin, end + 1 - begin)) {
        if (c == ' ') return {};
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return name + " ";
}

} // namespace

std::span<const Charset> charsets() { return table; }

const Charset* find_charset(std::string_view label) {
    const std::string name = wanted(label);
    if (name.empty()) return nullptr;
    for (const Charset& one : table)
        if (one.labels.find(name) != std::string_view::npos) return &one;
    return nullptr;
}

bool is_unicode_label(std::string_view label) {
    const std::string name = wanted(label);
    return !name.empty() && unicode_labels.find(name) != std::string_view::npos;
}

std::string decode_charset(std::string_view bytes, const Charset& charset, std::uint32_t& undecoded) {
    if (charset.page != 0) return decode_code_page(bytes, charset.page, undecoded);
    std::size_t replaced = 0;
    return repair_utf8(decode_by_system(bytes, charset.name, undecoded), replaced);
}

} // namespace emic
