// Measures the shipped page beside a plain DOM page and CodeMirror 6 with the same text and the same marks, in the stock browser in a window without
// any flag about graphics: frames presented, CPU time of all the browser's processes, a key that makes a mark until the next frame. Prints a table.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePeers } from './bench/peers.mjs';
import { openIn } from './engines/engines.mjs';
import { atRest, closeAll, started } from './harness.mjs';
import { studyFile } from './made_up_study.mjs';
import { Researcher } from './researcher.mjs';

const steps = 120, pause = 16; // of the wheel; milliseconds between two
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const row = (...cells) => console.log(cells.map((cell, i) => String(cell).padEnd(i ? 22 : 30)).join(''));

// What the browser does during `work`: frames that were presented and CPU time, milliseconds, of all its processes.
async function watched(browser, work) {
  const cpu = async () => (await browser.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  const events = [], collect = ({ value }) => events.push(...value), before = await cpu();
  browser.on('Tracing.dataCollected', collect);
  await browser.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'] } });
  await work();
  const complete = new Promise((resolve) => browser.once('Tracing.tracingComplete', resolve));
  await browser.send('Tracing.end');
  await complete;
  browser.off('Tracing.dataCollected', collect);
  const spent = await cpu() - before;
  const frames = events.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts / 1000).sort((a, b) => a - b);
  const keys = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown').map(({ ts }) => ts / 1000);
  return { frames, keys, spent };
}

async function measure(page, { scrolled, marked }) {
  const browser = await page.context().browser().newBrowserCDPSession(), session = await page.context().newCDPSession(page);
  const wheel = async () => {
    const turns = [];
    for (let i = 0; i < steps; i++) {
      turns.push(session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 600, y: 450, deltaX: 0, deltaY: 40 }));
      await page.waitForTimeout(pause);
    }
    await Promise.all(turns);
    await scrolled();
  };
  const scroll = await watched(browser, wheel), after = [];
  for (let i = 0; i < 5; i++) {
    const { frames, keys } = await watched(browser, () => marked(i));
    const key = keys.at(-1), shown = frames.find((time) => time > key);
    after.push(shown - key);
  }
  return { frames: scroll.frames.length, cpu: scroll.spent / steps, mark: median(after) };
}

async function emic(file) {
  const { page, close } = await openIn('Chromium', {});
  await started(page);
  const me = new Researcher(page);
  const chooser = page.waitForEvent('filechooser');
  await me.click('button', 'Open a project file');
  await (await chooser).setFiles(file);
  await me.shown('document', 'Interview 1');
  await atRest(page);
  await page.mouse.move(600, 450);
  const told = await measure(page, {
    scrolled: () => atRest(page),
    marked: async (i) => {
      await page.mouse.dblclick(500, 300 + 40 * i);
      await atRest(page);
      await page.keyboard.press('v');
      await atRest(page);
    },
  });
  await close();
  return told;
}

async function peer(address) {
  const { page, close } = await openIn('Chromium', {});
  await page.goto(address);
  await page.waitForSelector('.page');
  await page.waitForTimeout(1000);
  await page.mouse.move(600, 450);
  const told = await measure(page, { scrolled: () => page.waitForTimeout(500), marked: async () => { await page.keyboard.press('v'); await page.waitForTimeout(300); } });
  await close();
  return told;
}

console.log('\nBeside other pages, in Chromium in a window');
const folder = mkdtempSync(join(tmpdir(), 'emic-bench-'));
for (const count of [1000, 5000]) {
  const file = join(folder, `${count}.emic`), study = JSON.parse(studyFile(1, 40000, count));
  writeFileSync(file, studyFile(1, 40000, count));
  const colours = new Map(study.codes.map(({ id, colour }) => [id, colour]));
  const peers = await servePeers({ text: study.documents[0].text, marks: study.codings.map(({ range, code }) => [...range, colours.get(code)]) });
  console.log(`\n${count} marks; ${steps} steps of the wheel, one each ${pause} ms`);
  row('', 'frames presented', 'CPU a step', 'key to next frame');
  for (const [name, told] of [['Emic', () => emic(file)], ['a plain DOM page', () => peer(peers['a plain DOM page'])], ['CodeMirror 6', () => peer(peers['CodeMirror 6'])]]) {
    const { frames, cpu, mark } = await told();
    row(name, frames, `${cpu.toFixed(1)} ms`, `${mark.toFixed(1)} ms`);
  }
  peers.close();
}
rmSync(folder, { recursive: true, force: true });
await closeAll();
process.exit(0);
