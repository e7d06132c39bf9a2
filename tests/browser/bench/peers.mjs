// The pages that the shipped one is measured beside: the same text with the same marks as a plain DOM page, and in CodeMirror 6. Served from here.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = {
  '@codemirror/state': '@codemirror/state/dist/index.js', '@codemirror/view': '@codemirror/view/dist/index.js', 'style-mod': 'style-mod/src/style-mod.js',
  'w3c-keyname': 'w3c-keyname/index.js', crelt: 'crelt/index.js', '@marijn/find-cluster-break': '@marijn/find-cluster-break/src/index.js',
};
const style = 'html, body { margin: 0; height: 100%; font: 17px/27px sans-serif } .page { height: 100vh; overflow: auto; padding: 0 320px; box-sizing: border-box }';
const colour = (hex, strength) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(' ')} / ${strength})`;

// One span for each stretch between two ends of marks, as a page of plain elements would be written.
function plain({ text, marks }) {
  const ends = [...new Set(marks.flatMap(([begin, end]) => [begin, end]))].sort((a, b) => a - b), html = [];
  const escaped = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const open = new Map();
  let at = 0, next = 0;
  const starting = [...marks].sort((a, b) => a[0] - b[0]);
  for (const paragraph of text.split('\n')) {
    const last = at + paragraph.length;
    html.push('<p>');
    while (at < last) {
      while (next < starting.length && starting[next][0] <= at) open.set(starting[next], starting[next++][1]);
      for (const [mark, end] of open) if (end <= at) open.delete(mark);
      const stop = Math.min(last, ends.find((end) => end > at) ?? last), over = [...open.keys()].at(-1);
      html.push(over ? `<span style="background:${colour(over[2], 0.25)};border-bottom:2px solid ${over[2]}">${escaped(text.slice(at, stop))}</span>` : escaped(text.slice(at, stop)));
      at = stop;
    }
    html.push('</p>');
    at = last + 1;
  }
  return `<!doctype html><meta charset="utf-8"><title>DOM</title><style>${style} p { margin: 0 0 12px }</style><div class="page">${html.join('')}</div><script>
const page = document.querySelector('.page');
let marked = 0; // each press marks a paragraph further down
addEventListener('keydown', (event) => {
  if (event.key !== 'v') return;
  const shown = [...page.querySelectorAll('p')].filter((each) => each.getBoundingClientRect().top > 120)[marked++], walk = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT), pieces = [];
  for (let left = 20; left > 0 && walk.nextNode(); left -= walk.currentNode.length) pieces.push([walk.currentNode, Math.min(left, walk.currentNode.length)]);
  for (const [words, length] of pieces) {
    const range = new Range();
    range.setStart(words, 0);
    range.setEnd(words, length);
    range.surroundContents(document.createElement('mark'));
  }
});
// The document is taken away, and made anew at the next press.
let taken = '';
globalThis.clear = () => { taken = page.innerHTML; page.replaceChildren(); };
addEventListener('pointerdown', () => { if (taken) page.innerHTML = taken; taken = ''; });
</script>`;
}

const editor = ({ text, marks }) => `<!doctype html><meta charset="utf-8"><title>CodeMirror</title><style>${style} .cm-editor { height: 100vh } .cm-scroller { padding: 0 320px; font: inherit !important }</style><body>
<script type="importmap">${JSON.stringify({ imports: Object.fromEntries(Object.entries(modules).map(([name, path]) => [name, `/${path}`])) })}</script>
<script type="module">
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
const { text, marks } = ${JSON.stringify({ text, marks: marks.map(([begin, end, hex]) => [begin, end, colour(hex, 0.25), hex]) }).replaceAll('<', '\\u003c')};
const mark = ([begin, end, fill, line]) => Decoration.mark({ attributes: { style: \`background:\${fill};border-bottom:2px solid \${line}\` } }).range(begin, end);
const added = StateEffect.define();
const field = StateField.define({
  create: () => Decoration.set(marks.map(mark), true),
  update: (all, change) => change.effects.reduce((now, effect) => effect.is(added) ? now.update({ add: [mark(effect.value)], sort: true }) : now, all.map(change.changes)),
  provide: (of) => EditorView.decorations.from(of),
});
let view, last = -1; // each press marks a paragraph further down
const show = () => {
  view = new EditorView({ parent: document.body, state: EditorState.create({ doc: text, extensions: [EditorView.lineWrapping, field, EditorState.readOnly.of(true)] }) });
  view.scrollDOM.classList.add('page');
};
show();
// The document is taken away, and made anew at the next press.
globalThis.clear = () => { view.destroy(); view = null; };
addEventListener('pointerdown', () => { if (!view) show(); });
addEventListener('keydown', (event) => {
  if (event.key !== 'v') return;
  const at = (last < 0 ? view.lineBlockAtHeight(view.scrollDOM.scrollTop + 120) : view.lineBlockAt(last)).to + 1;
  last = at;
  view.dispatch({ effects: added.of([at, at + 20, 'rgb(255 0 0 / 0.25)', '#f00']) });
}, { capture: true });
</script></body>`;

// `study`: text, and marks as [begin, end, colour]. Resolves with the addresses of both pages and close().
export async function servePeers(study) {
  const pages = { '/dom': plain(study), '/codemirror': editor(study) };
  const server = createServer(({ url }, answer) => {
    const script = Object.values(modules).find((path) => `/${path}` === url);
    if (!pages[url] && !script) return answer.writeHead(404).end();
    answer.setHeader('Content-Type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(script ? readFileSync(join(here, 'node_modules', script)) : pages[url]);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${server.address().port}`;
  return { 'a plain DOM page': `${base}/dom`, 'CodeMirror 6': `${base}/codemirror`, close: () => server.close() };
}
