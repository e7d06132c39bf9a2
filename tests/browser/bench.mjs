// Measures the engine in WebAssembly and the shipped page from outside, prints a table and keeps nothing.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll, closeSharedBrowser, openPage, root, started } from './harness.mjs';

const row = (what, figure) => console.log(`${what.padEnd(110)} ${figure}`);
const milliseconds = (value) => `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ms`;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// ---- the engine, in a page of its own

async function benchEngine() {
  const program = join(root, 'build/web/engine_bench.js');
  if (!existsSync(program)) return;
  const folder = mkdtempSync(join(tmpdir(), 'emic-bench-'));
  writeFileSync(join(folder, 'bench.html'), '<!doctype html><title>Benchmarks of the engine</title>');
  const { page, close } = await openPage({ over: 'file', path: join(folder, 'bench.html') });
  await new Promise((resolve, reject) => {
    page.on('console', (message) => {
      const text = message.text();
      if (text.startsWith('bench done')) return resolve();
      const found = /^bench ([\d.]+) (.*)$/.exec(text);
      if (found) row(found[2], found[2].endsWith('MB') ? found[1] : milliseconds(Number(found[1])));
    });
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('the page crashed')));
    page.addScriptTag({ path: program }).catch(reject);
  });
  await close();
  rmSync(folder, { recursive: true, force: true });
}

// ---- the shipped page

const id = (kind, number) => `00000000-0000-4000-${kind}-${number.toString(16).padStart(12, '0')}`;

// A project file of made-up interviews, as storage and colleagues hold them (format version 2).
function studyFile(documents, characters, codings, codes = 60) {
  let seed = 7;
  const roll = (sides) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % sides; };
  const syllables = ['ba', 'de', 'fi', 'go', 'hu', 'kai', 'lee', 'mou', 'na', 'pe', 'ri', 'so', 'tu', 'vai', 'stee', 'shou'];
  const word = () => Array.from({ length: 1 + roll(3) }, () => syllables[roll(16)]).join('');
  const texts = Array.from({ length: documents }, () => {
    let text = '';
    for (let turn = 0; text.length < characters; turn++) {
      text += turn % 2 ? 'P01:' : 'Interviewer:';
      for (let words = 5 + roll(turn % 2 ? 80 : 15); words > 0; words--) text += ` ${word()}`;
      text += '.\n';
    }
    return text;
  });
  const list = (name, count, make) => `"${name}":[\n${Array.from({ length: count }, (_, i) => JSON.stringify(make(i))).join(',\n')}]`;
  return `{"format":"emic-project","version":2,"saved_by":"Emic",\n${[
    list('project', 1, () => ({ id: id('8000', 1), name: 'Benchmark' })),
    list('coders', 1, () => ({ id: id('8001', 1), name: 'Ada', colour: '#3366cc' })),
    list('documents', documents, (i) => ({ id: id('8002', i + 1), name: `Interview ${i + 1}`, position: i, text: texts[i] })),
    list('codes', codes, (i) => ({ id: id('8003', i + 1), name: `${word()} ${i + 1}`, position: i, colour: `#${(0x334455 + i * 0x020503).toString(16)}` })),
    list('codings', documents * codings, (i) => {
      const document = Math.floor(i / codings);
      const begin = roll(characters - 500);
      return { id: id('8004', i + 1), document: id('8002', document + 1), range: [begin, begin + 20 + roll(400)], code: id('8003', 1 + roll(codes)), coder: id('8001', 1) };
    }),
  ].join(',\n')}}\n`;
}

async function benchPage() {
  const folder = mkdtempSync(join(tmpdir(), 'emic-bench-'));
  const starts = [];
  for (let i = 0; i < 5; i++) {
    const { page, close } = await openPage({});
    starts.push(await page.evaluate(async () => {
      const canvas = document.getElementById('canvas');
      while (!(Number(canvas.dataset.frames) >= 1)) await new Promise((resolve) => setTimeout(resolve, 2));
      return performance.now();
    }));
    await close();
  }
  row('page: cold start, navigation to first frame (median of 5, software graphics)', milliseconds(median(starts)));

  for (const [documents, codings, name] of [[9, 1000, 'interviews of 40,000 characters, 1,000 overlapping codings in each'], [26, 200, '26 interviews, 5,200 codings']]) {
    const file = join(folder, `${documents}.emic`);
    writeFileSync(file, studyFile(documents, 40000, codings));
    const { page, context, close } = await openPage({ before: (fresh) => fresh.addInitScript(() => {
      // What each frame takes on the page's own thread; drawing itself happens in the graphics process.
      const ask = requestAnimationFrame.bind(globalThis);
      globalThis.frameTimes = [];
      globalThis.requestAnimationFrame = (draw) => ask((now) => {
        const begin = performance.now();
        draw(now);
        frameTimes.push(performance.now() - begin);
      });
    }) });
    await started(page);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    const script = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value])).ScriptDuration * 1000;
    const frames = () => page.evaluate(() => Number(document.getElementById('canvas').dataset.frames));
    const quiet = async () => { for (let last = -1, now; (now = await frames()) !== last; last = now) await page.waitForTimeout(400); };
    const timesOf = async (work) => {
      await quiet();
      await page.evaluate(() => { frameTimes.length = 0; });
      const [cpu, count] = [await script(), await frames()];
      await work();
      await quiet();
      const times = await page.evaluate(() => frameTimes);
      return { median: median(times), longest: Math.max(...times), cpu: (await script() - cpu) / (await frames() - count) };
    };
    const chooser = page.waitForEvent('filechooser');
    const box = await page.getByRole('button', { name: 'Open a project file' }).boundingBox();
    await page.mouse.click(box.x + 40, box.y + 40);
    const began = Date.now();
    await (await chooser).setFiles(file);
    await page.getByRole('treeitem', { name: 'Interview 1', exact: true }).first().waitFor({ state: 'attached', timeout: 60000 });
    row(`page: ${name}: open until it shows`, milliseconds(Date.now() - began));
    const first = [];
    for (let number = 2; number <= 9; number++) {
      const item = await page.getByRole('treeitem', { name: `Interview ${number}`, exact: true }).first().boundingBox();
      first.push((await timesOf(() => page.mouse.click(item.x + 40, item.y + item.height / 2))).longest);
    }
    row(`page: ${name}: first layout of a document, longest frame: median and worst of ${first.length}`, [median(first), Math.max(...first)].map(milliseconds).join(' '));
    await page.mouse.move(600, 450);
    const wheel = async (down) => { for (let i = 0; i < 60; i++) { await page.mouse.wheel(0, down(i)); await page.waitForTimeout(30); } };
    const fresh = await timesOf(() => wheel(() => 120));
    row(`page: ${name}: scrolling fresh text, a frame: median, longest, CPU`, [fresh.median, fresh.longest, fresh.cpu].map(milliseconds).join(' '));
    const again = await timesOf(() => wheel((i) => (i % 2 ? 120 : -120)));
    row(`page: ${name}: scrolling text already drawn, a frame: median, longest, CPU`, [again.median, again.longest, again.cpu].map(milliseconds).join(' '));
    const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
    row(`page: ${name}: JavaScript heap, MB`, (heap / 1e6).toFixed(1));
    await close();
  }
  rmSync(folder, { recursive: true, force: true });
}

console.log('\nIn Chromium (WebAssembly)');
if (!process.argv.includes('--page')) await benchEngine();
await benchPage();
await closeAll();
await closeSharedBrowser();
