// The tables that say which characters the codes of Chinese, Japanese and Korean fonts are, for PDF files that only name them
// (ISO 32000-1, 9.7.5.2). They are made of what every browser knows about encodings, so the page carries none. Joined by
// web/pdf/build.mjs behind the core of pdf.js, whose names it uses.

// Names as they stand before "-H" (in lines) or "-V" (in columns), the browser's name of the encoding, how its bytes go together, and the
// font's own number (CID) of "!", by which the widths of ASCII are found.
const namedTables = [
  [/^UniJIS-UCS2-HW$/, 'utf-16', 'ucs2', 232],
  [/^Uni(GB|CNS|KS|JIS|JISPro)-UCS2(-HW)?$/, 'utf-16', 'ucs2', 2],
  [/^Uni(GB|CNS|KS|JIS|JIS2004)-UTF16$/, 'utf-16', 'utf16', 2],
  [/^Uni(GB|CNS|KS|JIS|JIS2004|JISX0213|JISX02132004)-UTF32$/, 'utf-16', 'utf32', 2],
  [/^GBK?-EUC$/, 'gb18030', 'bytes', 814],
  [/^GBKp-EUC$/, 'gb18030', 'bytes', 2],
  [/^GBK2K$/, 'gb18030', 'four', 2],
  [/^GBpc-EUC$/, 'gb18030', 'mac', 2],
  [/^B5pc$/, 'big5', 'mac', 2],
  [/^ETen-B5$/, 'big5', 'bytes', 13649],
  [/^(ETenms|HKscs)-B5$/, 'big5', 'bytes', 2],
  [/^((90ms|Ext)-)?RKSJ$/, 'shift_jis', 'shifted', 232],
  [/^90msp-RKSJ$/, 'shift_jis', 'shifted', 2],
  [/^(90pv|83pv)-RKSJ$/, 'shift_jis', 'shifted mac', 2],
  [/^KSC(ms-UHC-HW|-EUC)$/, 'euc-kr', 'bytes', 8095],
  [/^KSCms-UHC$/, 'euc-kr', 'bytes', 2],
  [/^KSCpc-EUC$/, 'euc-kr', 'mac', 2],
  [/^EUC$/, 'euc-jp', 'bytes', 232],
  [/^GB$/, 'gb18030', 'seven', 814],
  [/^KSC$/, 'euc-kr', 'seven', 8095],
  [/^(Ext)?$/, 'euc-jp', 'seven', 232],
];
// Which codes are how many bytes long. Four bytes of GB 18030 begin like two, and only the second byte tells.
const leads = Array.from({ length: 0x7e }, (_, i) => (0x81 + i).toString(16));
const codeSpaces = {
  ucs2: '<0000> <ffff>', utf16: '<0000> <d7ff> <d800dc00> <dbffdfff> <e000> <ffff>', utf32: '<00000000> <0010ffff>',
  bytes: '<00> <80> <8140> <fefe>', four: `<00> <80> ${leads.map((lead) => `<${lead}40> <${lead}fe>`).join(' ')} <81308130> <fe39fe39>`,
  mac: '<00> <80> <fd> <ff> <8140> <fcfe>', shifted: '<00> <80> <8140> <9ffc> <a0> <df> <e040> <fcfc>',
  'shifted mac': '<00> <80> <8140> <9ffc> <a0> <df> <fd> <ff> <e040> <fcfc>', seven: '<2121> <7e7e>',
};
const macSigns = { 0xfd: '©', 0xfe: '™', 0xff: '…' };

// What is no ASCII gets a number of ours, from which it can be told again; those of fonts seldom go as far.
const numberSpans = [[0x80, 0x1fff, 0xd800], [0x2000, 0xd7ff, 0x2000], [0xf900, 0xffff, 0xf900]];
const numberOf = (character, exclamation) => {
  // In the collection of mainland China the space of half a square stands apart.
  if (character === 0x20) return exclamation === 814 ? 7716 : exclamation - 1;
  if (character > 0x20 && character < 0x7f) return character - 0x21 + exclamation;
  for (const [first, last, number] of numberSpans) if (character >= first && character <= last) return character - first + number;
  return 0;
};

const hex = (code, bytes) => `<${code.toString(16).padStart(2 * bytes, '0')}>`;
const tableMark = 'Emic-';
const tables = new Map(); // by name: { way, characters: by code }

// The table of this name as a CMap resource (Adobe Technical Note 5014), or nothing.
const characterTable = (name) => {
  const [, stem, column] = /^(.*?)-?(H|V)$/.exec(name) ?? [];
  const [, encoding, way, exclamation] = namedTables.find(([pattern]) => pattern.test(stem)) ?? [];
  if (!encoding) return null;
  const lines = [], ranges = [], characters = new Map();
  const put = (code, bytes, text) => {
    const number = text.length === 1 ? numberOf(text.charCodeAt(0), exclamation) : 0;
    if (!number) return;
    characters.set(code, text);
    lines.push(`${hex(code, bytes)} ${number}`);
  };
  if (encoding === 'utf-16') {
    const bytes = way === 'utf32' ? 4 : 2;
    for (let code = 0; code <= 0x20; code++) put(code, bytes, ' ');
    for (const [first, last, number] of [[0x21, 0x7e, exclamation], ...numberSpans]) {
      ranges.push(`${hex(first, bytes)} ${hex(last, bytes)} ${number}`);
      for (let code = first; code <= last; code++) characters.set(code, String.fromCharCode(code));
    }
  } else {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const decoded = (code, bytes, shown) => {
      let text;
      try { text = decoder.decode(new Uint8Array(shown)); } catch { return; } // no such code
      // A dash of Korean texts that is no place to break a word; the sign that Japanese fonts have for a backslash.
      if (text === '\u00ad') text = '–';
      if (text === '\\' && bytes === 1 && (encoding === 'shift_jis' || encoding === 'euc-jp')) text = '¥';
      put(code, bytes, text);
    };
    if (way !== 'seven') {
      for (let one = 0; one < 0x20; one++) put(one, 1, ' ');
      for (let one = 0x20; one < 0xe0; one++) if (one < 0x7f || (one > 0xa0 && way.startsWith('shifted'))) decoded(one, 1, [one]);
      if (way.endsWith('mac')) for (const [one, sign] of Object.entries(macSigns)) put(Number(one), 1, sign);
    }
    const high = way === 'seven' ? 0x80 : 0, last = high ? 0x7e : way.endsWith('mac') ? 0xfc : 0xfe;
    for (let lead = high ? 0x21 : 0x81; lead <= last; lead++)
      for (let trail = high ? 0x21 : 0x40; trail <= (high ? 0x7e : 0xfe); trail++) decoded(lead << 8 | trail, 2, [lead | high, trail | high]);
  }
  tables.set(tableMark + name, { way, characters });
  return new TextEncoder().encode(`/CMapName /${tableMark}${name} def /WMode ${column === 'V' ? 1 : 0} def begincodespacerange ` +
    `${codeSpaces[way]} endcodespacerange\nbegincidchar\n${lines.join('\n')}\nendcidchar\nbegincidrange\n${ranges.join('\n')}\nendcidrange\nendcmap\n`);
};

// Characters by a table. A code that it does not know is told of, where pdf.js would take the code itself for a character.
class SaidCharacters extends ToUnicodeMap {
  constructor(characters, way) {
    super(characters);
    this.way = way;
  }
  get(code) { return super.get(code) ?? this.beyond(code) ?? '\ufffd'; }
  // Characters beyond the first 65,536.
  beyond(code) {
    if (this.way === 'utf32' && code > 0xffff && code <= 0x10ffff) return String.fromCodePoint(code);
    const lead = Math.floor(code / 0x10000);
    return this.way === 'utf16' && lead >= 0xd800 && lead <= 0xdbff ? String.fromCharCode(lead, code & 0xffff) : undefined;
  }
}

// Fonts whose codes are read by a table of ours need none of the tables from numbers to characters. A file may bring a table that goes on
// from a named one; what it says otherwise than that one is in the font's own numbers and stays unknown. What the font itself says of its
// characters counts most.
const buildToUnicode = PartialEvaluator.prototype.buildToUnicode;
PartialEvaluator.prototype.buildToUnicode = async function (properties) {
  const cMap = properties.cMap, named = [cMap, cMap?.useCMap].find((one) => tables.has(one?.name));
  if (!properties.composite || !named) return buildToUnicode.call(this, properties);
  const { way, characters } = tables.get(named.name);
  const said = [];
  for (const [code, character] of characters) if (named === cMap || cMap.lookup(code) === named.lookup(code)) said[code] = character;
  properties.hasIncludedToUnicodeMap = properties.toUnicode?.length > 0 && !(properties.toUnicode instanceof IdentityToUnicodeMap);
  if (properties.hasIncludedToUnicodeMap) properties.toUnicode.forEach((code) => { said[code] = properties.toUnicode.get(code); });
  return new SaidCharacters(said, way);
};

// A font may say of its characters that they are those of a named table: then its encoding tells the same.
const readToUnicode = PartialEvaluator.prototype.readToUnicode;
PartialEvaluator.prototype.readToUnicode = async function (said) {
  if (said instanceof Name) return said.name.startsWith('Identity') ? readToUnicode.call(this, said) : null;
  const refusing = Object.create(this, { _fetchBuiltInCMapBound: { value: (name) => {
    this.handler.lacking?.add(name);
    throw new Error('a table of numbers is none of characters');
  } } });
  return readToUnicode.call(refusing, said);
};
