// The program's memory grows while something is handed over (web/js/memory.js), and what fails between frames is told (web/js/window.js).
import { assert, test } from './harness.mjs';
import { anyOf, heard, openProbe, probe } from './platform/probe.mjs';

const project = '01234567-89ab-4def-8123-456789abcdef';
const turn = 'They kept checking on me – 照顾.\n';

// Drops files of so many characters on the canvas, made in the page.
const drop = (page, sizes) => page.evaluate(([words, all]) => {
  const data = new DataTransfer();
  globalThis.given = all.map((size) => words.repeat(Math.ceil(size / words.length)));
  globalThis.given.forEach((text, i) => data.items.add(new File([text], `P${i + 1}.txt`)));
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.getElementById('canvas').dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}, [turn, sizes]);
// Of the files that arrived: whether each is what was given. Too large to be brought here.
const arrived = (page) => page.evaluate(() => probeEvents.find(({ is }) => is === 'files').files.map(({ bytes }, i) => bytes === globalThis.given[i]));

for (const [what, sizes] of [['a text of 20 MB', [16e6]], ['five texts of 4 MB', [3.5e6, 3.5e6, 3.5e6, 3.5e6, 3.5e6]]]) {
  test(`${what}, dropped on a fresh page, arrive whole`, async () => {
    const { page, complaints } = await openProbe();
    await drop(page, sizes);
    await page.waitForFunction(() => globalThis.probeEvents.some(({ is }) => is === 'files'));
    assert.deepEqual(await arrived(page), sizes.map(() => true));
    assert.deepEqual(complaints, []);
  });
}

test('a stored project of 20 MB opens on a fresh page', async () => {
  const { page, complaints } = await openProbe();
  await probe(page, { do: 'snapshot', project, bytes: turn.repeat(500000), up_to: 0, card: '{}' });
  await heard(page, anyOf('taken'), 60000);
  await page.reload();
  await page.waitForFunction(() => globalThis.probe);
  await probe(page, { do: 'open', project });
  const opened = await heard(page, ({ is }) => is === 'opened' || is === 'failed', 60000);
  assert.equal(opened.is, 'opened');
  assert.equal(opened.bytes, Buffer.byteLength(turn) * 500000);
  assert.deepEqual(complaints, []);
});

test('what fails between frames, in a handler or a promise, is told in plain words', async () => {
  const { page } = await openProbe();
  await page.evaluate(() => {
    Promise.reject(new Error('the first mishap'));
    setTimeout(() => { throw new Error('the second mishap'); });
  });
  for (const mishap of ['first', 'second'])
    await heard(page, ({ is, words }) => is === 'problem' && words.startsWith('Something went wrong in Emic') && words.includes(`the ${mishap} mishap`));
  // Files whose size the browser does not tell: nothing else would say that they are not there.
  await page.evaluate(() => { Object.defineProperty(File.prototype, 'size', { get() { throw new Error('the third mishap'); } }); });
  await drop(page, [20]);
  await heard(page, ({ is, words }) => is === 'problem' && words.startsWith('The files could not be taken over') && words.includes('the third mishap'));
});

test('a file that is pasted is taken', async () => {
  const { page, complaints } = await openProbe();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['P01: I felt judged.'], 'Pasted.txt'));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true, bubbles: true }));
  });
  const { files } = await heard(page, anyOf('files'));
  assert.deepEqual(files, [{ name: 'Pasted.txt', bytes: 'P01: I felt judged.' }]);
  assert.deepEqual(complaints, []);
});

test('where the browser gives no more memory, that is said of the file and of what could not be saved, in order', async () => {
  const { page } = await openProbe({
    before: (fresh) => fresh.addInitScript(() => {
      const { grow } = WebAssembly.Memory.prototype;
      WebAssembly.Memory.prototype.grow = function (pages) {
        if (globalThis.noMoreMemory) throw new RangeError('Unable to grow instance memory');
        return grow.call(this, pages);
      };
    }),
  });
  await page.evaluate(() => { globalThis.noMoreMemory = true; });
  await drop(page, [40e6, 20]);
  await page.waitForFunction(() => globalThis.probeEvents.some(({ is }) => is === 'files'));
  const [names, problems] = await page.evaluate(() => { const { files, problems } = probeEvents.find(({ is }) => is === 'files'); return [files.map(({ name }) => name), problems]; });
  assert.deepEqual(names, ['P2.txt']);
  assert.match(problems[0], /‘P1\.txt’ was not read, because the browser gives Emic no more memory/);
});
