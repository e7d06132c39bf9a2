// What the researcher sees when the browser has lost a project, a change cannot be read any more, or the disk is full: nothing is lost, and it is said.
import { join } from 'node:path';
import { assert, openPage, startServer, started, test, turns } from './harness.mjs';
import { noSmallDisk, smallDisk } from './small_disk.mjs';
import { deleteDatabase, rows } from './platform/stored.mjs';
import { Researcher } from './researcher.mjs';

const interview = 'Interviewer: How was the ward?\nP01: I felt judged, every day. Café at three – the only calm.\nP01: At night I was alone. 夜里只有我一个人。\n';
const given = [{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(interview) }];

// Opens the page with an interview in which these words are coded with themselves.
async function coded(words, where = {}) {
  const opened = await openPage(where), me = new Researcher(opened.page);
  await started(opened.page);
  await me.home();
  await me.pick(given);
  await me.imported(['P01']);
  for (const word of words) await code(me, word);
  await me.saved();
  return { ...opened, me };
}
async function code(me, word) {
  await me.select(word);
  await me.press('v');
  await me.shown('treeitem', word, ['tree', 'Codes']);
}
const quoted = async (me) => (await me.quotations()).map(({ quotation }) => quotation).sort();
// Resolves when `fits` holds for what the second place has: [kind, number of the last line] of each.
async function untilKept(page, fits) {
  for (const end = Date.now() + 20000; ; await turns(page, 10)) {
    const kept = await page.evaluate(async () => (await (await caches.open('emic.projects')).keys()).map(({ url }) => url.split('/').slice(4, 6)));
    if (fits(kept)) return;
    assert.ok(Date.now() < end, `the second place has ${JSON.stringify(kept)}`);
  }
}
const alert = (me, text) => me.node('alert').filter({ hasText: text }).first().waitFor({ state: 'attached' });

test('the database goes while a project is open: a copy is offered, the whole project is stored anew', { seconds: 240 }, async () => {
  const { page, me } = await coded(['judged']);
  await deleteDatabase(page);
  await me.select('calm');
  await me.press('v'); // what comes next covers the codes
  await alert(me, 'The browser has lost what it kept of this project. Save a copy of the project as a file NOW');
  const copy = await me.download(() => me.click('button', 'Save a copy now'));
  assert.deepEqual(JSON.parse(copy.text).codes.map((each) => each.name).sort(), ['calm', 'judged']);
  await me.click('button', 'Go on');
  await me.shown('treeitem', 'calm', ['tree', 'Codes']);
  await me.saved();
  await page.reload();
  await started(page);
  await me.shown('treeitem', 'calm', ['tree', 'Codes']);
  assert.equal(await me.node('alert').count(), 0);
  assert.deepEqual(await quoted(me), ['calm', 'judged']);
});

for (const over of ['http', 'file']) {
  test(`the database is gone at the start, over ${over}: the second place offers the project, and it is a usual one afterwards`, { seconds: 240 }, async () => {
    const { page, me } = await coded(['judged', 'calm'], { over });
    const last = Math.max(...(await rows(page, 'ops')).map(([key]) => key[1]));
    await untilKept(page, (kept) => kept.some(([kind]) => kind === 'state') && kept.some(([, upTo]) => Number(upTo) === last));
    await deleteDatabase(page);
    await page.reload();
    await started(page);
    await alert(me, 'Projects that were kept in this browser are no longer there');
    await me.click('button', 'Open “My study”');
    await me.shown('document', 'P01');
    await alert(me, 'Emic had kept it in a second place');
    await me.saved();
    assert.deepEqual(await quoted(me), ['calm', 'judged']);
    await page.reload();
    await started(page);
    await me.shown('treeitem', 'calm', ['tree', 'Codes']);
    assert.equal(await me.node('alert').count(), 0);
  });
}

test('a change that cannot be read any more: the rest is there, under its own name, and it is said once; what is stored can be saved', { seconds: 240 }, async () => {
  const { page, me } = await coded(['judged', 'calm', 'alone']);
  await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('emic');
    request.onsuccess = () => {
      const transaction = request.result.transaction('ops', 'readwrite');
      transaction.objectStore('ops').openCursor().onsuccess = ({ target: { result: row } }) => {
        if (!row) return;
        if (row.value.includes('calm') && !row.value.includes('Café')) row.update(row.value.replace('calm', 'clam'));
        row.continue();
      };
      transaction.oncomplete = () => { request.result.close(); resolve(); };
    };
  }));
  await page.reload();
  await started(page);
  await alert(me, '1 change of this project, stored on this device, cannot be read any more and was left out. Everything else is here');
  const stored = await me.download(() => me.click('button', 'Save what is stored'));
  assert.ok(stored.text.includes('clam'));
  await me.click('button', 'Go on');
  await me.saved();
  assert.deepEqual(await quoted(me), ['alone', 'judged']);
  await page.reload();
  await started(page);
  await me.shown('treeitem', 'alone', ['tree', 'Codes']);
  assert.equal(await me.node('alert').count(), 0, 'it is said once');
  assert.deepEqual(await quoted(me), ['alone', 'judged']);
  await me.click('button', 'All projects');
  await me.home();
  assert.equal(await me.node('link').count(), 1, 'there is one project, not two');
  await me.shown('link', 'My study');
});

for (const over of ['http', 'file']) {
  test(`a full disk while coding, over ${over}: it is told, a copy is offered, and all of it is there after the next starts`, { seconds: 300, unless: noSmallDisk }, async () => {
    const disk = smallDisk(300), profile = { folder: join(disk.folder, 'profile') };
    const server = over === 'http' ? await startServer() : undefined;
    const where = { over, profile, address: server?.address };
    let { page, me, close } = await coded(['judged'], where);
    disk.fill();
    await code(me, 'calm');
    await me.status(/^NOT SAVED$/).waitFor({ state: 'attached' });
    await alert(me, 'The disk is almost full, so Emic has stopped writing');
    await me.click('button', 'Go on');
    await code(me, 'alone');
    disk.empty();
    await me.saved();
    for (let start = 0; start < 2; start++) {
      await close();
      ({ page, close } = await openPage(where));
      me = new Researcher(page);
      await started(page);
      await me.shown('treeitem', 'alone', ['tree', 'Codes']);
      assert.deepEqual(await quoted(me), ['alone', 'calm', 'judged']);
      await me.mode('Code');
    }
    await close();
  });
}
