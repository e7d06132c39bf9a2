// Files and projects that make the program's memory grow, and failures between frames: everything given arrives, or the screen says why not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, openPage, started, test } from './harness.mjs';
import { studyFile } from './made_up_study.mjs';
import { Researcher } from './researcher.mjs';

const million = 1e6; // bytes
const turns = (bytes) => {
  const lines = [];
  for (let size = 0, i = 0; size < bytes; i++) {
    const line = `${i % 2 ? 'P01' : 'Interviewer'}: Turn ${i} of a long evening on the ward, and nobody came – 没有人来.`;
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
  }
  return lines.join('\n');
};
const textFile = (name, bytes) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(turns(bytes)) });

async function begin(options = {}) {
  const opened = await openPage(options);
  const me = new Researcher(opened.page);
  opened.page.setDefaultTimeout(180000); // milliseconds; reading tens of megabytes on a busy machine
  await started(opened.page);
  return { ...opened, me };
}

// Opens a project from a file that is too large for the connection to the browser.
async function openProject(page, me, file) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), me.click('button', 'Open a project file')]);
  await chooser.setFiles(file);
}

function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'emic-large-'));
  return { write: (name, text) => { writeFileSync(join(folder, name), text); return join(folder, name); }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

test('a text of 20 MB on a fresh page becomes a document, whole', { seconds: 600 }, async () => {
  const { page, me, complaints, close } = await begin();
  await me.home();
  const given = textFile('Long.txt', 20 * million);
  await me.pick([given]);
  await me.imported(['Long']);
  await me.saved();
  const project = await me.project();
  assert.equal(project.documents[0].text, given.buffer.toString());
  assert.deepEqual(complaints, []);
  await close();
});

test('five texts of 4 MB dropped at once on a fresh page all arrive', { seconds: 600 }, async () => {
  const { me, complaints, close } = await begin();
  await me.home();
  const names = [1, 2, 3, 4, 5].map((i) => `Part ${i}`);
  const files = names.map((name, i) => textFile(`${name}.txt`, (4 + i / 100) * million));
  await me.drop(files.map(({ name, buffer }) => ({ name, bytes: buffer })));
  await me.imported(names);
  await me.saved();
  const project = await me.project();
  assert.deepEqual(Object.fromEntries(project.documents.map(({ name, text }) => [name, text.length])),
    Object.fromEntries(names.map((name, i) => [name, files[i].buffer.toString().length])));
  assert.deepEqual(complaints, []);
  await close();
});

test('a project of 20 MB is there again after a reload', { seconds: 600 }, async () => {
  const { page, me, complaints, close } = await begin();
  const files = scratch();
  await me.home();
  await openProject(page, me, files.write('study.emic', studyFile(40, 300000, 800)));
  files.remove();
  await me.shown('treeitem', 'Interview 1', ['tree', 'Documents']);
  await me.saved();
  await page.reload();
  await started(page);
  await me.shown('treeitem', 'Interview 1', ['tree', 'Documents']);
  await me.saved();
  assert.equal(await me.node('alert').count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test('1,000 interviews with 500,000 codings are opened, coded, saved and opened again', { seconds: 1500 }, async () => {
  const { page, me, complaints, close } = await begin();
  page.setDefaultTimeout(600000);
  const saved = () => me.status(/^Saved on this device$/).waitFor({ state: 'attached', timeout: 600000 });
  const files = scratch();
  await me.home();
  await openProject(page, me, files.write('study.emic', studyFile(1000, 50000, 500, 8, 10)));
  // What it takes is seen.
  await me.shown('dialog', 'Opening');
  await me.shown('treeitem', 'Interview 1', ['tree', 'Documents']);
  files.remove();
  await saved();
  await me.select('Interviewer');
  await me.code('Judged', { create: true });
  await saved();
  await page.reload();
  await started(page);
  await me.shown('treeitem', 'Judged', ['tree', 'Codes']);
  await saved();
  assert.equal(await me.node('alert').count(), 0);
  await me.click('treeitem', 'Judged', { within: ['tree', 'Codes'] });
  await me.press('Shift+Delete');
  await me.gone('treeitem', 'Judged', ['tree', 'Codes']);
  await saved();
  assert.deepEqual(complaints, []);
  await close();
});

test('what fails between frames is told on the screen, and work goes on', async () => {
  const { page, me } = await begin();
  await me.home();
  const told = (words) => me.node('alert').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  await page.evaluate(() => { Promise.reject(new Error('the first mishap')); });
  await told('the first mishap');
  await page.evaluate(() => { setTimeout(() => { throw new Error('the second mishap'); }); });
  await told('the second mishap');
  // The browser does not let go of the files: nothing else would say so.
  await page.evaluate(() => { Object.defineProperty(File.prototype, 'size', { get() { throw new Error('the third mishap'); } }); });
  await me.drop([{ name: 'P01.txt', bytes: 'P01: Hello.' }]);
  await told('The files could not be taken over');
  await page.reload();
  await started(page);
  await me.home();
  await me.pick([{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from('P01: I felt judged.') }]);
  await me.imported(['P01']);
});

test('a file that is pasted is taken like one that is dropped', async () => {
  const { page, me, complaints } = await begin();
  await me.home();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['P01: I felt judged.'], 'Pasted.txt'));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true, bubbles: true }));
  });
  await me.imported(['Pasted']);
  assert.deepEqual(complaints, []);
});

test('where the browser gives no more memory, the file is named and the program goes on', { seconds: 600 }, async () => {
  const { page, me } = await begin({
    before: (fresh) => fresh.addInitScript(() => {
      const { grow } = WebAssembly.Memory.prototype;
      WebAssembly.Memory.prototype.grow = function (pages) {
        if (globalThis.noMoreMemory) throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
        return grow.call(this, pages);
      };
    }),
  });
  await me.home();
  await page.evaluate(() => { globalThis.noMoreMemory = true; });
  await me.pick([textFile('Vast.txt', 30 * million), { name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from('P01: I felt judged.') }]);
  await me.imported(['P01']);
  await me.node('alert').filter({ hasText: /Vast.txt.*was not read.*no more memory/ }).first().waitFor({ state: 'attached' });
  await me.select('I felt judged');
  await me.code('Judged', { create: true });
  await me.saved();
});
