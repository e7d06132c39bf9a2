// Measures the engine in WebAssembly and the shipped page from outside, prints a table and keeps nothing. EMIC_BENCH_PAGE names another
// single file, to compare two pages in turns.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll, closeSharedBrowser, openPage, root, started } from './harness.mjs';
import { studyFile } from './made_up_study.mjs';

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

// What frames take on the page's own thread, by the browser's own trace: `wall` as a clock on the wall sees it, which on a shared machine
// holds other programs too, and `cpu`. Graphics are drawn in another process. `thread` is all that thread did, a frame: layout and painting of
// the mirror, events, garbage.
async function watchFrames(page) {
  const browser = await page.context().browser().newBrowserCDPSession(), session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo'), pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const thread = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
  const drawn = () => page.evaluate(() => Number(document.getElementById('canvas').dataset.frames));
  const quiet = async () => { for (let last = -1, now; (now = await drawn()) !== last; last = now) await page.waitForTimeout(400); };
  const timesOf = async (work) => {
    await quiet();
    const events = [], collect = ({ value }) => events.push(...value), before = [await thread(), await drawn()];
    browser.on('Tracing.dataCollected', collect);
    await browser.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
    await work();
    await quiet();
    const after = [await thread(), await drawn()], complete = new Promise((resolve) => browser.once('Tracing.tracingComplete', resolve));
    await browser.send('Tracing.end');
    await complete;
    browser.off('Tracing.dataCollected', collect);
    const frames = events.filter(({ name, ph, pid, tdur }) => name === 'FireAnimationFrame' && ph === 'X' && tdur !== undefined && pids.includes(pid))
      .map(({ dur, tdur }) => ({ wall: dur / 1000, cpu: tdur / 1000 }));
    return { frames, thread: (after[0] - before[0]) / (after[1] - before[1]) };
  };
  return { timesOf };
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
    const { page, close } = await openPage({ path: process.env.EMIC_BENCH_PAGE, over: process.env.EMIC_BENCH_PAGE ? 'file' : 'http' });
    await started(page);
    const { timesOf } = await watchFrames(page);
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
      const times = await timesOf(() => page.mouse.click(item.x + 40, item.y + item.height / 2));
      first.push(times.frames.reduce((longest, each) => (each.cpu > longest.cpu ? each : longest)));
    }
    for (const [clock, what] of [['cpu', 'CPU'], ['wall', 'by the clock']]) {
      const list = first.map((each) => each[clock]);
      row(`page: ${name}: first layout of a document, the longest frame, ${what}: median and worst of ${list.length}`, [median(list), Math.max(...list)].map(milliseconds).join(' '));
    }
    await page.mouse.move(600, 450);
    // As a finger on a touch pad does it: every 16 ms, whatever became of the turn before.
    const wheel = async (down) => {
      const session = await page.context().newCDPSession(page), turns = [];
      for (let i = 0; i < 180; i++) {
        turns.push(session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 600, y: 450, deltaX: 0, deltaY: down(i) }));
        await page.waitForTimeout(16);
      }
      await Promise.all(turns);
    };
    for (const [what, down] of [['fresh text', () => 40], ['text already drawn', (i) => (i % 40 < 20 ? -40 : 40)]]) {
      const { frames, thread } = await timesOf(() => wheel(down));
      for (const [clock, told] of [['cpu', 'CPU'], ['wall', 'by the clock']]) {
        const list = frames.map((each) => each[clock]);
        row(`page: ${name}: scrolling ${what}, drawing a frame, ${told}: median and longest of ${list.length}`, [median(list), Math.max(...list)].map(milliseconds).join(' '));
      }
      row(`page: ${name}: scrolling ${what}, CPU of all that the page's thread does, a frame`, milliseconds(thread));
    }
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
