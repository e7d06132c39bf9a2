// Measures the shipped page beside a plain DOM page and CodeMirror 6 with the same text and the same marks, in the stock browser in a window without
// any flag about graphics: frames presented and CPU time of all the browser's processes in scrolling, the time from a key until its mark is seen,
// and from a press until a document that was not shown before is. Prints a table.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePeers } from './bench/peers.mjs';
import { spent, untilShown } from './bench/watched.mjs';
import { openIn } from './engines/engines.mjs';
import { atRest, closeAll, started } from './harness.mjs';
import { studyFile } from './made_up_study.mjs';
import { Researcher } from './researcher.mjs';

const steps = 120, pause = 16; // of the wheel; milliseconds between two
const width = 1280, words = [330, 110, 950, 790]; // of the window; where all three show the text
const median = (list) => list.includes(null) ? null : [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const milliseconds = (time) => time === null ? 'not seen' : `${time.toFixed(1)} ms`;
const row = (...cells) => console.log(cells.map((cell, i) => String(cell).padEnd(i ? 19 : 22)).join(''));

// The first time has all that is done but once (words never drawn before, code not compiled yet), the second what each further step takes.
async function scrolled(page, rested) {
  const browser = await page.context().browser().newBrowserCDPSession(), session = await page.context().newCDPSession(page), told = [];
  for (const deltaY of [40, -40]) {
    told.push(await spent(browser, async () => {
      const turns = [];
      for (let i = 0; i < steps; i++) {
        turns.push(session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 600, y: 450, deltaX: 0, deltaY }));
        await page.waitForTimeout(pause);
      }
      await Promise.all(turns);
      await rested();
    }));
  }
  return { frames: told[0].frames, first: told[0].cpu / steps, again: told[1].cpu / steps };
}

async function seen(page, type, times, work) {
  const told = [];
  for (let i = 0; i < times; i++) told.push(await untilShown(page, type, words, width, () => work(i)));
  return median(told);
}

async function openStudy(file) {
  const { page, close } = await openIn('Chromium', {});
  await started(page);
  const me = new Researcher(page);
  const chooser = page.waitForEvent('filechooser');
  await me.click('button', 'Open a project file');
  await (await chooser).setFiles(file);
  await me.shown('document', 'Interview 1');
  await atRest(page);
  await page.mouse.move(600, 450);
  return { page, me, close };
}

// `one` and `four`: project files with one document and with four.
async function emic(one, four) {
  const { page, close } = await openStudy(one), told = await scrolled(page, () => atRest(page));
  const mark = await seen(page, 'keydown', 5, async (i) => {
    await page.mouse.dblclick(500, 300 + 40 * i);
    await atRest(page);
    await page.keyboard.press('v');
    await atRest(page);
  });
  await close();
  const other = await openStudy(four);
  const show = await seen(other.page, 'pointerdown', 3, async (i) => {
    await other.me.click('treeitem', `Interview ${i + 2}`, { within: ['tree', 'Documents'] });
    await atRest(other.page);
  });
  await other.close();
  return { ...told, mark, show };
}

async function peer(address) {
  const { page, close } = await openIn('Chromium', {}), rested = () => page.waitForTimeout(1000);
  await page.goto(address);
  await page.waitForSelector('.page');
  await rested();
  await page.mouse.move(600, 450);
  const told = await scrolled(page, rested);
  const mark = await seen(page, 'keydown', 5, async () => {
    await page.evaluate(() => { document.body.style.background = '#fefefe'; }); // a picture from before
    await rested();
    await page.keyboard.press('v');
    await rested();
    await page.evaluate(() => { document.body.style.background = ''; });
  });
  const show = await seen(page, 'pointerdown', 3, async () => {
    await page.evaluate(() => clear());
    await rested();
    await page.mouse.click(5, 5);
    await rested();
  });
  await close();
  return { ...told, mark, show };
}

console.log('\nBeside other pages, in Chromium in a window');
const folder = mkdtempSync(join(tmpdir(), 'emic-bench-'));
for (const count of [1000, 5000]) {
  const [one, four] = [1, 4].map((documents) => {
    const file = join(folder, `${documents}-${count}.emic`);
    writeFileSync(file, studyFile(documents, 40000, count));
    return file;
  }), study = JSON.parse(studyFile(1, 40000, count));
  const colours = new Map(study.codes.map(({ id, colour }) => [id, colour]));
  const peers = await servePeers({ text: study.documents[0].text, marks: study.codings.map(({ range, code }) => [...range, colours.get(code)]) });
  console.log(`\n${count} marks; ${steps} steps of the wheel, one each ${pause} ms`);
  row('', 'frames presented', 'CPU a step', 'once more', 'key to mark', 'press to document');
  for (const [name, told] of [['Emic', () => emic(one, four)], ['a plain DOM page', () => peer(peers['a plain DOM page'])], ['CodeMirror 6', () => peer(peers['CodeMirror 6'])]]) {
    const { frames, first, again, mark, show } = await told();
    row(name, frames, milliseconds(first), milliseconds(again), milliseconds(mark), milliseconds(show));
  }
  peers.close();
}
rmSync(folder, { recursive: true, force: true });
await closeAll();
process.exit(0);
