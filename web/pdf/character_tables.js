// The tables that say which characters the codes of Chinese, Japanese and Korean fonts are, for PDF files that only name them
// (ISO 32000-1, 9.7.5.2). They are made of what every browser knows about encodings, so the page carries none. Joined by
// web/pdf/build.mjs behind the core of pdf.js, whose names it uses.

// Names as they stand before "-H" (in lines) or "-V" (in columns), the browser's name of the encoding, and how its bytes go together.
const namedTables = [
  [/^Uni(GB|CNS|KS|JIS|JISPro)-UCS2(-HW)?$/, 'utf-16', 'ucs2'],
  [/^Uni(GB|CNS|KS|JIS|JIS2004)-UTF16$/, 'utf-16', 'utf16'],
  [/^Uni(GB|CNS|KS|JIS|JIS2004|JISX0213|JISX02132004)-UTF32$/, 'utf-16', 'utf32'],
  [/^GBK?p?c?-EUC$|^GBK2K$/, 'gb18030', 'bytes'],
  [/^(B5pc|ETen-B5|ETenms-B5|HKscs-B5)$/, 'big5', 'bytes'],
  [/^(RKSJ|(90msp?|90pv|83pv|Ext)-RKSJ)$/, 'shift_jis', 'shifted'],
  [/^KSC(ms-UHC(-HW)?|(pc)?-EUC)$/, 'euc-kr', 'bytes'],
  [/^EUC$/, 'euc-jp', 'bytes'],
  [/^GB$/, 'gb18030', 'seven'],
  [/^KSC$/, 'euc-kr', 'seven'],
  [/^(Ext)?$/, 'euc-jp', 'seven'],
];
// Which codes are how many bytes long.
const codeSpaces = {
  ucs2: '<0000> <ffff>', utf16: '<0000> <d7ff> <d800dc00> <dbffdfff> <e000> <ffff>', utf32: '<00000000> <0010ffff>',
  bytes: '<00> <80> <8140> <fefe>', shifted: '<00> <80> <8140> <9ffc> <a0> <df> <e040> <fcfc>', seven: '<2121> <7e7e>',
};

// A font's own numbers for its characters (CIDs) are needed for widths alone, and those that PDF files give are nearly all of ASCII, which
// has the numbers 1 to 95 in all four collections. The other characters get numbers of ours, from which they can be told again.
const numberSpans = [[0x20, 0x7e, 1], [0x80, 0x1fff, 0xd800], [0x2000, 0xd7ff, 0x2000], [0xf900, 0xffff, 0xf900]];
const numberOf = (character) => {
  for (const [first, last, number] of numberSpans) if (character >= first && character <= last) return character - first + number;
  return 0;
};
const characterOf = (number) => {
  for (const [first, last, from] of numberSpans) if (number >= from && number <= from + last - first) return number - from + first;
  return 0;
};

const hex = (code, bytes) => `<${code.toString(16).padStart(2 * bytes, '0')}>`;
const tableMark = 'Emic-';

// The table of this name as a CMap resource (Adobe Technical Note 5014), or nothing.
const characterTable = (name) => {
  const [, stem, column] = /^(.*?)-?(H|V)$/.exec(name) ?? [];
  const [, encoding, way] = namedTables.find(([pattern]) => pattern.test(stem)) ?? [];
  if (!encoding) return null;
  const lines = [];
  if (encoding === 'utf-16') {
    const bytes = way === 'utf32' ? 4 : 2;
    lines.push('begincidrange');
    for (const [first, last, number] of numberSpans) lines.push(`${hex(first, bytes)} ${hex(last, bytes)} ${number}`);
    lines.push('endcidrange');
  } else {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const put = (code, bytes, shown) => {
      let text;
      try { text = decoder.decode(new Uint8Array(shown)); } catch { return; } // no such code
      if (text === '\u00ad') text = '–'; // the dash of Korean texts, which is no place to break a word
      const number = text.length === 1 ? numberOf(text.charCodeAt(0)) : 0;
      if (number) lines.push(`${hex(code, bytes)} ${number}`);
    };
    lines.push('begincidchar');
    const high = way === 'seven' ? 0x80 : 0;
    if (!high) for (let one = 0x20; one < 0x100; one++) if (one < 0x7f || way === 'shifted') put(one, 1, [one]);
    for (let lead = high ? 0x21 : 0x81; lead <= (high ? 0x7e : 0xfe); lead++)
      for (let trail = high ? 0x21 : 0x40; trail <= (high ? 0x7e : 0xfe); trail++) put(lead << 8 | trail, 2, [lead | high, trail | high]);
    lines.push('endcidchar');
  }
  return new TextEncoder().encode(`/CMapName /${tableMark}${name} def /WMode ${column === 'V' ? 1 : 0} def begincodespacerange ` +
    `${codeSpaces[way]} endcodespacerange\n${lines.join('\n')}\nendcmap\n`);
};

// A code that no table knows is told of, where pdf.js would take the code itself for a character.
class SaidCharacters extends ToUnicodeMap {
  get(code) { return super.get(code) ?? '\ufffd'; }
}

// Fonts whose codes are read by a table of ours need none of the tables from numbers to characters. A file may bring a table that goes on
// from a named one; what it says otherwise than that one is in the font's own numbers and stays unknown.
const buildToUnicode = PartialEvaluator.prototype.buildToUnicode;
PartialEvaluator.prototype.buildToUnicode = async function (properties) {
  const table = [properties.cMap, properties.cMap?.useCMap].find((one) => one?.name?.startsWith(tableMark));
  if (!properties.composite || properties.toUnicode?.length > 0 || !table) return buildToUnicode.call(this, properties);
  const characters = [];
  table.forEach((code, number) => {
    const character = properties.cMap.lookup(Number(code)) === number ? characterOf(number) : 0;
    if (character) characters[code] = String.fromCharCode(character);
  });
  return new SaidCharacters(characters);
};
