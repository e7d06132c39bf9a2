// Letters that are set apart: "B e n" is Ben. pdf.js makes a space of every wider gap; build.mjs lets it say which were written and which
// only guessed from a gap, so that gaps between letters can be told from those between words.
const gapUnit = 98;           // form feeds that a gap as wide as the font's size would have
const nearGap = 0.3;          // share by which the gaps between letters of a word differ
const nearAmongLetters = 0.7; // in a line of hardly anything but single letters, put at places of their own
const usualGap = 0.24;        // of the font's size; wider ones only in long runs of letters
const widestGap = 0.75;

// The pieces of one line's items, each with what stands before it: a gap, in units, or a written space.
function piecesOf(items) {
  const pieces = [];
  let last = null, written = false; // the last item with letters; a space since then
  for (const item of items) {
    if (!item.text.trim()) {
      if (item.text.includes(' ')) written = true;
      continue;
    }
    let first = true;
    for (const [, before, letters] of item.text.matchAll(/([ \f]*)([^ \f]*)/g)) {
      if (!before && !letters) continue;
      let gap = before.includes(' ') ? 0 : before.length, spaced = before.includes(' ');
      if (first && last && !before) {
        gap = Math.max(0, Math.round((item.x - last.x - last.width) / item.size * gapUnit));
        spaced = written;
      }
      const size = [...letters.replace(/\p{M}/gu, '')].length;
      pieces.push({ item, opens: first, gap: spaced ? 0 : gap, spaced, letters, size, letter: /^\p{L}/u.test(letters), joined: false });
      first = false;
    }
    last = item;
    written = item.text.endsWith(' ');
  }
  return pieces;
}

// Marks runs of letters with gaps that are alike; returns those gaps.
function joinRuns(pieces, known) {
  const inside = pieces.filter(({ gap, spaced }) => gap > 0 && !spaced), single = inside.filter(({ size }) => size === 1);
  const letters = inside.length >= 6 && single.length >= 0.7 * inside.length; // of the whole line
  const near = letters ? nearAmongLetters : nearGap;
  const middle = [...inside].sort((a, b) => a.gap - b.gap)[inside.length >> 1]?.gap;
  const bases = [];
  for (let begin = 0; begin + 1 < pieces.length;) {
    const base = letters ? middle : pieces[begin + 1].gap;
    const fits = ({ gap, size }) => gap > 0 && gap <= widestGap * gapUnit && size > 0 && size <= 3 && Math.abs(gap - base) <= near * base;
    let end = begin + 1;
    if (pieces[begin].size > 0 && pieces[begin].size <= 3) while (end < pieces.length && fits(pieces[end])) end++;
    const run = pieces.slice(begin, end), alone = run.filter(({ size }) => size === 1).length, words = run.filter(({ letter }) => letter).length;
    const asElsewhere = known.some((gap) => Math.abs(gap - base) <= nearGap * gap);
    const wide = base > usualGap * gapUnit;
    const enough = asElsewhere ? alone >= 0.6 * run.length : wide ? run.length >= 5 && words >= 0.7 * run.length && alone >= 0.8 * run.length : run.length >= 3 && words > 0 && alone >= 0.6 * run.length;
    if (run.length >= 2 && enough) {
      for (const piece of run.slice(1)) piece.joined = true;
      bases.push(run.slice(1).reduce((sum, { gap }) => sum + gap, 0) / (run.length - 1));
      begin = end;
    } else begin++;
  }
  return bases;
}

// Where whole words stand apart by guessed gaps, gaps like those are no letters'.
function judgedPieces(items) {
  const pieces = piecesOf(items);
  const words = pieces.filter(({ gap, size }, i) => gap > 0 && size > 3 && pieces[i - 1]?.size > 3).map(({ gap }) => gap).sort((a, b) => a - b);
  const usual = words.length ? 0.8 * words[words.length >> 1] : Infinity;
  return pieces.map((piece) => (piece.gap >= usual ? { ...piece, gap: 0, apart: true } : piece));
}

// The items of one line without gaps between letters; the other gaps are spaces.
function joinLine(items, pieces) {
  const texts = new Map(items.map((item) => [item, item.text.trim() ? '' : item.text.replaceAll('\f', ' ')]));
  let target = null; // the item that a piece is written into
  for (const { item, opens, gap, apart, spaced, letters, joined } of pieces) {
    if (opens && !joined) target = item;
    const space = !joined && (opens ? spaced && item.text.startsWith(' ') : spaced || gap > 0 || apart);
    texts.set(target, texts.get(target) + (space ? ' ' : '') + letters);
    if (item === target) continue;
    target.width = Math.max(target.width, item.x + item.width - target.x);
    texts.delete(item);
    // The gaps that were between.
    for (const blank of items) if (blank.text === '\f' && blank.x >= target.x && blank.x < item.x) texts.delete(blank);
  }
  return items.filter((item) => texts.has(item)).map((item) => Object.assign(item, { text: texts.get(item) + (item.text.trim() && item.text.endsWith(' ') ? ' ' : '') }));
}

// The items of a page as they are read: those of one line are judged together.
function withLettersJoined(items) {
  const lines = new Map();
  for (const item of items) {
    const key = item.direction === 'l' && item.angle === 0 ? `${Math.round(item.y)} ${item.font} ${Math.round(item.size * 4)}` : `${lines.size} apart`;
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push(item);
  }
  const spaced = [...lines].filter(([key, line]) => !key.endsWith('apart') && line.some(({ text }) => text.includes('\f'))).map(([, line]) => [line, judgedPieces(line)]);
  // What is found in one line helps to tell the short words of another.
  let known = [];
  for (const [, pieces] of spaced) known = known.concat(joinRuns(pieces, known));
  for (const [, pieces] of spaced) joinRuns(pieces, known);
  const pieces = new Map(spaced);
  return [...lines.values()].flatMap((line) => (pieces.has(line) ? joinLine(line, pieces.get(line)) : line.map((item) => Object.assign(item, { text: item.text.replace(/\f+/g, ' ') }))));
}
