// What a researcher waits for with 1,000 interviews and 500,000 codings (190 MB): how long each gesture takes until it shows and until all is
// saved, and the longest time in which the page stood still. EMIC_BENCH_PAGE names another single file, to compare two pages.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll, closeSharedBrowser, dist, openPage, started } from './harness.mjs';
import { longestStop, watchStops } from './longest_stop.mjs';
import { studyFile } from './made_up_study.mjs';
import { Researcher } from './researcher.mjs';

const patience = 600000; // milliseconds
const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
const folder = mkdtempSync(join(tmpdir(), 'emic-bench-'));
const file = join(folder, 'study.emic');
writeFileSync(file, studyFile(1000, 50000, 500, 8, 10));
console.log(`\n1,000 interviews, 500,000 codings, ${(statSync(file).size / 1e6).toFixed(0)} MB, in Chromium`);

async function bench(path) {
  const { page, close } = await openPage({ over: 'file', path });
  const me = new Researcher(page);
  page.setDefaultTimeout(patience);
  await started(page);
  const saved = () => me.status(/^Saved on this device$/).waitFor({ state: 'attached', timeout: patience });
  const measure = async (name, act, shows) => {
    await watchStops(page);
    const begin = Date.now();
    await act();
    await shows();
    const shown = Date.now() - begin;
    await saved().catch(() => {});
    const whole = Date.now() - begin, still = await longestStop(page);
    console.log(`${name.padEnd(40)} shows after ${seconds(shown).padStart(9)}, saved after ${seconds(whole).padStart(9)}, the page stood still for ${seconds(still).padStart(8)} at most`);
  };
  const codes = () => me.node('treeitem', undefined, ['tree', 'Codes']).count();
  const until = (count) => page.waitForFunction((wanted) => document.querySelectorAll('#mirror [role=tree][aria-label=Codes] [role=treeitem]').length === wanted, count, { timeout: patience });
  const first = () => page.locator('#mirror [role=tree][aria-label=Codes] [role=treeitem]').first();

  await me.home();
  await measure('open the file', async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), me.click('button', 'Open a project file')]);
    await chooser.setFiles(file);
  }, () => me.shown('treeitem', 'Interview 1', ['tree', 'Documents']));
  const all = await codes();
  const name = await first().getAttribute('aria-label');
  await me.click('treeitem', name, { within: ['tree', 'Codes'] });
  await measure('delete a code with 50,000 codings', () => me.press('Shift+Delete'), () => until(all - 1));
  await measure('undo that', () => me.press('Control+z'), () => until(all));
  await measure('redo that', () => me.press('Control+Shift+z'), () => until(all - 1));
  await measure('undo it again', () => me.press('Control+z'), () => until(all));
  await me.select('Interviewer');
  await measure('code a passage', () => me.code('Judged', { create: true }), () => me.shown('treeitem', 'Judged', ['tree', 'Codes']));
  await measure('save a copy', async () => {
    const download = page.waitForEvent('download', { timeout: patience });
    await me.press('Control+s');
    await download;
  }, async () => {});
  await measure('import a document', () => me.pick([{ name: 'New.txt', mimeType: 'text/plain', buffer: Buffer.from('P01: I felt judged.') }]), () => me.shown('document', 'New'));
  await watchStops(page);
  let begin = Date.now();
  await me.click('button', 'All projects');
  await me.home();
  const home = Date.now() - begin;
  await page.locator('#mirror [role=link]').first().waitFor({ state: 'attached', timeout: patience });
  await page.waitForFunction(() => ![...document.querySelectorAll('#mirror [role=status]')].some((node) => node.textContent.includes('up to date on this device')), undefined, { timeout: patience });
  console.log(`${'go home'.padEnd(40)} shows after ${seconds(home).padStart(9)}, saved after ${seconds(Date.now() - begin).padStart(9)}, the page stood still for ${seconds(await longestStop(page)).padStart(8)} at most`);
  await measure('open it again', () => me.click('link', 'Benchmark'), () => me.shown('treeitem', 'Interview 1', ['tree', 'Documents']));
  await page.reload();
  begin = Date.now();
  await started(page);
  await me.shown('treeitem', 'Judged', ['tree', 'Codes']);
  console.log(`${'reload'.padEnd(40)} shows after ${seconds(Date.now() - begin).padStart(9)}`);
  const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
  console.log(`JavaScript heap ${(memory / 1e6).toFixed(0)} MB`);
  await close();
}

for (const path of [process.env.EMIC_BENCH_PAGE, join(dist, 'emic.html')].filter(Boolean)) {
  console.log(`\n${path === process.env.EMIC_BENCH_PAGE ? 'the page to compare with' : 'this page'}`);
  await bench(path).catch((error) => console.log(`it stopped here: ${error.message.split('\n')[0]}`));
  await closeAll();
}
await closeSharedBrowser();
rmSync(folder, { recursive: true, force: true });
