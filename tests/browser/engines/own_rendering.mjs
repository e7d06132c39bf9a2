// The browser's own rendering of words at the places where the program draws them, and how far apart two pictures of a place are.
import { judge } from '../harness.mjs';
import { presented } from './presented.mjs';

// Lays paragraphs { words, x, y, width, height } over the page as the browser draws them; returns their picture, and what takes them away again.
// `size` and `leading` are of the letters and the lines, `dir` the direction where it is not that of the first letter.
export async function ownRendering(page, paragraphs) {
  await page.evaluate((all) => {
    const sheet = document.createElement('div');
    sheet.id = 'own-rendering';
    Object.assign(sheet.style, { position: 'fixed', inset: 0, background: '#fff', color: '#000', zIndex: 100 });
    for (const { words, x, y, width, size, leading, dir } of all) {
      const part = document.createElement('p');
      part.textContent = words;
      part.dir = dir || 'auto';
      Object.assign(part.style, {
        position: 'absolute', left: `${x}px`, top: `${y}px`, width: `${width}px`, margin: 0, whiteSpace: 'pre-wrap', lineHeight: `${leading || 27}px`, fontSize: `${size || 17}px`,
        fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif', textRendering: 'geometricPrecision',
      });
      sheet.append(part);
    }
    document.body.append(sheet);
  }, paragraphs);
  const undo = () => page.evaluate(() => { document.getElementById('own-rendering').remove(); });
  return { theirs: await presented(page, paragraphs), undo };
}

// The middle of a word in the paragraph that was laid `which` (from 0).
export const placeOfWord = (page, which, word) => page.evaluate(([index, wanted]) => {
  const text = document.getElementById('own-rendering').children[index].firstChild, range = document.createRange(), at = text.data.indexOf(wanted);
  range.setStart(text, at);
  range.setEnd(text, at + wanted.length);
  const { x, y, width, height } = range.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}, [which, word]);

// Of two pictures of a place: `ink`, dots that the second has; `lost`, those of them without a dot of the first within reach; `added`, the other
// way round; `aside`, how far the first begins beside the second on the right. Fractions of a dot and smoothing are no difference. Where `loose`,
// only what is drawn counts and not where in the place.
export const apart = (ours, theirs, place) => judge([ours, theirs], (pictures, { x, y, width, height, loose }) => {
  const reach = 2, slack = 6;
  const left = Math.floor(x) - slack, top = Math.floor(y), wide = Math.ceil(width) + 2 * slack, high = Math.ceil(height);
  const [a, b] = pictures.map(({ data, width: row }) => {
    const at = (column, line) => { const i = 4 * ((top + line) * row + left + column); return data[i] + data[i + 1] + data[i + 2]; };
    const paper = at(0, 0), dots = new Uint8Array(wide * high);
    for (let line = 0; line < high; line++) for (let column = 0; column < wide; column++) if (Math.abs(at(column, line) - paper) > 240) dots[line * wide + column] = 1;
    return dots;
  });
  const corner = (dots) => {
    let [column, line] = [wide, high];
    for (let i = 0; i < dots.length; i++) if (dots[i]) [column, line] = [Math.min(column, i % wide), Math.min(line, Math.floor(i / wide))];
    return [column, line];
  };
  if (loose) {
    const [toColumn, toLine] = corner(a), [fromColumn, fromLine] = corner(b), moved = new Uint8Array(wide * high);
    for (let i = 0; i < b.length; i++) {
      const column = (i % wide) + toColumn - fromColumn, line = Math.floor(i / wide) + toLine - fromLine;
      if (b[i] && column >= 0 && column < wide && line >= 0 && line < high) moved[line * wide + column] = 1;
    }
    b.set(moved);
  }
  const has = (dots, column, line) => {
    for (let v = Math.max(0, line - reach); v <= Math.min(high - 1, line + reach); v++)
      for (let h = Math.max(0, column - reach); h <= Math.min(wide - 1, column + reach); h++) if (dots[v * wide + h]) return true;
    return false;
  };
  const count = { ink: 0, lost: 0, added: 0, aside: 0 };
  const right = [-1, -1];
  for (let line = 0; line < high; line++) {
    for (let column = 0; column < wide; column++) {
      const i = line * wide + column;
      if (a[i]) right[0] = Math.max(right[0], column);
      if (b[i]) right[1] = Math.max(right[1], column);
      if (b[i]) count.ink++;
      if (b[i] && !has(a, column, line)) count.lost++;
      if (a[i] && !has(b, column, line)) count.added++;
    }
  }
  count.aside = right[0] - right[1];
  return count;
}, place);
