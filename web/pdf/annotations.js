// What stands on a PDF's pages besides their text: answers typed into a form, which are written where they stand, and comments.
const noteKinds = new Set(['Text', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'FreeText', 'Caret', 'Stamp', 'Square', 'Circle', 'Ink', 'Line', 'Polygon', 'PolyLine', 'FileAttachment']);
const fieldFlags = { multiline: 1 << 12, password: 1 << 13, radio: 1 << 15, button: 1 << 16 };
const annotationFlags = { hidden: 1 << 1, noView: 1 << 5 };
const longestNote = 100000; // characters
const mostNotes = 5000;     // of one page

function inherited(dict, key) {
  for (let depth = 0; dict instanceof Dict && depth < 20; depth++, dict = dict.get('Parent')) {
    const value = dict.get(key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function wordsOf(value) {
  if (typeof value === 'string') return stringToPDFString(value);
  if (value instanceof Name) return value.name;
  if (value instanceof BaseStream) return stringToPDFString(value.getString());
  return '';
}

// Rich text without its marks.
function plainOf(rich) {
  return wordsOf(rich).replace(/<\/p>|<br\s*\/?>/gi, '\n').replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&').trim();
}

// D:20240531140000+02'00' as ISO 8601.
function dateOf(value) {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?/.exec(wordsOf(value));
  if (!match) return '';
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, zoneHour, zoneMinute = '00'] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${sign ? `${sign}${zoneHour}:${zoneMinute}` : 'Z'}`;
}

// What a field shows: { lines } to be set from the top, or { mark } of a box; nothing for an empty or secret one.
function answerOf(dict) {
  const type = inherited(dict, 'FT'), flags = inherited(dict, 'Ff') | 0;
  if (!(type instanceof Name)) return null;
  if (type.name === 'Btn') {
    if (flags & fieldFlags.button) return null;
    const state = dict.get('AS') ?? inherited(dict, 'V');
    return { mark: state instanceof Name && state.name !== 'Off' ? '\u2612' : '\u2610', given: state instanceof Name && state.name !== 'Off' };
  }
  if (type.name !== 'Tx' && type.name !== 'Ch') return null;
  if (flags & fieldFlags.password) return null;
  let value = inherited(dict, 'V');
  if (type.name === 'Ch') {
    const options = new Map();
    for (let option of inherited(dict, 'Opt') ?? []) {
      option = dict.xref.fetchIfRef(option);
      if (Array.isArray(option)) options.set(wordsOf(dict.xref.fetchIfRef(option[0])), wordsOf(dict.xref.fetchIfRef(option[1])));
    }
    value = (Array.isArray(value) ? value : [value]).map((one) => wordsOf(dict.xref.fetchIfRef(one))).filter(Boolean).map((one) => options.get(one) ?? one).join(', ');
    return value ? { lines: [value], given: true } : null;
  }
  const words = wordsOf(value) || plainOf(inherited(dict, 'RV'));
  return words.trim() ? { lines: words.split(/\r\n?|\n|\u2028|\u2029/), given: true, multiline: (flags & fieldFlags.multiline) !== 0 } : null;
}

function rectOf(dict, point) {
  const rect = dict.getArray('Rect');
  if (!Array.isArray(rect) || rect.length !== 4 || !rect.every(Number.isFinite)) return null;
  const [ax, ay] = point(rect[0], rect[1]), [bx, by] = point(rect[2], rect[3]);
  return { left: Math.min(ax, bx), right: Math.max(ax, bx), bottom: Math.min(ay, by), top: Math.max(ay, by) };
}

// The answer as items of text in its field.
function answerItems(dict, answer, rect, font) {
  const height = rect.top - rect.bottom, appearance = wordsOf(inherited(dict, 'DA'));
  const said = Number(/([\d.]+)\s+Tf/.exec(appearance)?.[1] ?? 0);
  const size = said >= 4 && said <= 40 ? said : Math.max(6, Math.min(12, height * 0.7));
  const item = (text, y) => ({ x: rect.left, y, width: Math.max(1, Math.min(rect.right - rect.left, 0.5 * size * text.length)), size, angle: 0, direction: 'a', font, text: ` ${text}` });
  if (answer.mark) return [{ ...item(answer.mark, rect.bottom + Math.max(0, (height - size) / 2)), direction: 'l' }]; // part of the sentence beside it
  if (answer.lines.length === 1 && !(answer.multiline && height > 2.5 * size)) return [item(answer.lines[0], rect.bottom + (height - size) / 2 + 0.2 * size)];
  return answer.lines.map((line, i) => item(line, rect.top - size * (1 + 1.2 * i))).filter(({ text }) => text.trim());
}

// Answers as items, comments as lines of their own; counts what has no words.
function readAnnotations(page, point, items, lines, counts, font) {
  const list = page.pageDict.get('Annots');
  if (!Array.isArray(list)) return;
  for (const reference of list.slice(0, mostNotes)) {
    const dict = page.xref.fetchIfRef(reference);
    if (!(dict instanceof Dict)) continue;
    const kind = dict.get('Subtype'), rect = rectOf(dict, point);
    if (!(kind instanceof Name) || !rect || (dict.get('F') & (annotationFlags.hidden | annotationFlags.noView))) continue;
    if (kind.name === 'Widget') {
      const answer = answerOf(dict);
      if (!answer) continue;
      items.push(...answerItems(dict, answer, rect, font));
      if (answer.given) counts.answers++;
    } else if (noteKinds.has(kind.name)) {
      const words = (wordsOf(dict.get('Contents')) || plainOf(dict.get('RC'))).slice(0, longestNote);
      if (dict.has('StateModel')) continue; // "accepted", "marked"
      if (kind.name === 'FileAttachment') counts.files++;
      if (!words.trim()) {
        if (kind.name !== 'FileAttachment') counts.marks++;
        continue;
      }
      const clean = (text) => text.replace(/\r\n?|\n|\u2029/g, '\u2028').replace(/[\0-\x1f\x7f]/g, ' ');
      const marksWords = ['Highlight', 'Underline', 'Squiggly', 'StrikeOut'].includes(kind.name);
      lines.push(['note', marksWords ? (rect.left + rect.right) / 2 : rect.left, (rect.bottom + rect.top) / 2, clean(wordsOf(dict.get('T'))), dateOf(dict.get('M') ?? dict.get('CreationDate')), clean(words)].join('\t'));
    }
  }
}
