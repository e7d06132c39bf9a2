// Projects on this device (web/js/storage*.js, snapshot.js): what was reported as kept is there again, whatever happens in between. Driven through the probe.
import { readFileSync, readdirSync } from 'node:fs';
import { assert, newProfile, test } from './harness.mjs';
import { anyOf, heard, openProbe, probe } from './platform/probe.mjs';
import { append, deleteDatabase, keys, lines, list, meddle, open, other, project, reload, snapshot, until } from './platform/stored.mjs';

for (const over of ['http', 'file']) {
  test(`over ${over} a project comes back after a reload, with settings and card`, async () => {
    const { page, complaints } = await openProbe({ over });
    assert.deepEqual(await list(page), { is: 'listed', projects: [], settings: {}, problem: '', vanished: false });
    await snapshot(page, 'state 0 ä', 0);
    await append(page, lines(1, 3));
    await append(page, lines(4, 4));
    await probe(page, { do: 'settings', changed: { dark: 'true', 'project/x/coder': '"é"' } });
    await until(page, 'settings', (found) => found.some(([key]) => key === 'dark'));
    await reload(page);
    assert.deepEqual(await list(page), {
      is: 'listed', projects: [{ id: project, card: '{"name":"Mütter"}', bytes: 10, place: 0 }], settings: { dark: 'true', 'project/x/coder': '"é"' }, problem: '', vanished: false,
    });
    assert.deepEqual(await open(page), { is: 'opened', project, bytes: 10, snapshot: 'state 0 ä', up_to: 0, lines: lines(1, 4), problems: [], anew: false });
    await snapshot(page, 'state 4', 4);
    await append(page, lines(5, 5));
    await reload(page);
    const { snapshot: state, up_to, lines: rest } = await open(page);
    assert.deepEqual([state, up_to, rest], ['state 4', 4, lines(5, 5)]);
    assert.deepEqual(complaints, []);
  });
}

test('every writing transaction waits for the disk', async () => {
  const { page } = await openProbe({ before: (fresh) => fresh.addInitScript(() => {
    const former = IDBDatabase.prototype.transaction;
    globalThis.durabilities = [];
    IDBDatabase.prototype.transaction = function (...rest) {
      const transaction = former.apply(this, rest);
      if (transaction.mode === 'readwrite') durabilities.push(transaction.durability);
      return transaction;
    };
  }) });
  await snapshot(page, 'a', 0);
  await append(page, lines(1, 2));
  await probe(page, { do: 'settings', changed: { zoom: '1.2' } });
  await probe(page, { do: 'delete', project });
  await heard(page, anyOf('listed'));
  const found = await page.evaluate(() => durabilities);
  assert.ok(found.length >= 6 && found.every((each) => each === 'strict'), String(found));
});

test('lines that arrive together share a transaction; one is in flight at a time', async () => {
  const { page } = await openProbe({ before: (fresh) => fresh.addInitScript(() => {
    const former = IDBDatabase.prototype.transaction;
    Object.assign(globalThis, { running: 0, most: 0, count: 0 });
    IDBDatabase.prototype.transaction = function (...rest) {
      const transaction = former.apply(this, rest);
      if (transaction.mode !== 'readwrite') return transaction;
      count++;
      most = Math.max(most, ++running);
      for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => { running--; });
      return transaction;
    };
  }) });
  await snapshot(page, 'a', 0);
  await page.evaluate(() => { count = 0; });
  await page.evaluate((each) => { for (const one of each) globalThis.probe({ do: 'append', project: '01234567-89ab-4def-8123-456789abcdef', lines: [one] }); }, lines(1, 300));
  await heard(page, (event) => event.is === 'appended' && event.up_to === 300);
  const [most, count] = await page.evaluate(() => [globalThis.most, globalThis.count]);
  assert.equal(most, 1);
  assert.ok(count <= 10, `${count} transactions for 300 lines`);
  assert.deepEqual((await open(page)).lines, lines(1, 300));
});

test('a large snapshot is stored in pieces and lines go between them', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'first', 0);
  await until(page, 'manifests', (found) => found.length === 2);
  await append(page, lines(1, 1)); // a snapshot never runs ahead of the lines
  await probe(page, { do: 'snapshot', project, bytes: '0123456789abcdef', repeat: 65536 * 9, up_to: 1 });
  await append(page, lines(2, 4));
  await heard(page, (event) => event.is === 'taken' && event.up_to === 1, 60000);
  await until(page, 'manifests', (found) => found.length === 2 && found[1][1].up_to === 1);
  const pieces = await meddle(page, 'pieces', null);
  assert.equal(pieces.sizes.reduce((sum, size) => sum + size), 9 * 1048576 + 5);
  assert.ok(Math.max(...pieces.sizes) <= 524288);
  await reload(page);
  const back = await open(page);
  assert.deepEqual([back.bytes, back.up_to, back.lines.length], [9 * 1048576, 1, 3]);
});

test('a damaged snapshot: the one before it and all changes since; nothing is deleted', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'good', 0);
  await until(page, 'manifests', (found) => found.length === 2); // a young project gets its second generation at once
  await append(page, lines(1, 3));
  await snapshot(page, 'will be damaged', 3);
  await append(page, lines(4, 5));
  await meddle(page, 'pieces', 'damage the newest');
  await reload(page);
  const back = await open(page);
  assert.deepEqual([back.snapshot, back.up_to, back.lines], ['good', 0, lines(1, 5)]);
  assert.match(back.problems.join(), /damaged and was left as it is; an earlier one and the changes made since were used/);
  // Further work never removes the damaged one, nor the good one before two good ones are there again.
  for (let state = 5; state < 9; state++) await snapshot(page, `state ${state}`, state);
  await until(page, 'manifests', (found) => found.length === 3 && found[2][1].up_to === 8);
  assert.deepEqual((await keys(page, 'manifests')).map((each) => each[1]), [3, 6, 7]);
  assert.deepEqual((await keys(page, 'pieces')).map((each) => each[1]), [3, 6, 7]);
  await reload(page);
  assert.equal((await open(page)).snapshot, 'state 8');
});

test('no snapshot can be read: it says so and deletes nothing', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'only', 0);
  await until(page, 'manifests', (found) => found.length === 2);
  await append(page, lines(1, 2));
  await meddle(page, 'pieces', 'damage all');
  await page.evaluate(() => caches.delete('emic.projects'));
  await reload(page);
  const failed = await open(page);
  assert.equal(failed.task, 1);
  assert.match(failed.why, /damaged, and no complete state could be read\. Nothing was deleted\./);
  assert.equal((await keys(page, 'ops')).length, 2);
});

test('a missing line: the others are handed over with their numbers, and new lines come after them', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'state', 0);
  await append(page, lines(1, 6));
  await meddle(page, 'ops', 4);
  await reload(page);
  const back = await open(page);
  assert.deepEqual(back.lines, [...lines(1, 3), ...lines(5, 6)]);
  await append(page, lines(7, 7));
  await snapshot(page, 'mended', 7);
  await reload(page);
  const mended = await open(page);
  assert.deepEqual([mended.snapshot, mended.up_to, mended.lines], ['mended', 7, []]);
  assert.deepEqual((await keys(page, 'ops')).map((each) => each[1]), [1, 2, 3, 5, 6, 7]);
});

test('an emptied database is recognised as a loss, not taken for a first run', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'state', 0);
  assert.equal((await list(page)).vanished, false);
  await deleteDatabase(page);
  await page.evaluate(() => caches.delete('emic.projects'));
  await reload(page);
  const empty = await list(page);
  assert.deepEqual([empty.projects, empty.vanished], [[], true]);
  assert.match((await open(page)).why, /no longer on this device/);
});

test('an erased project is gone, the other stays, and that is no loss', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'one', 0);
  await probe(page, { do: 'snapshot', project: other, bytes: 'two', up_to: 0, card: 'x' });
  await heard(page, (event) => event.is === 'taken' && event.project === other);
  await append(page, lines(1, 2));
  await until(page, 'manifests', (found) => found.filter(([key]) => key[0] === project).length === 2); // a young project's second generation
  await probe(page, { do: 'delete', project });
  const after = await heard(page, anyOf('listed'));
  assert.deepEqual([after.projects.map((each) => each.id), after.vanished], [[other], false]);
  for (const store of ['ops', 'pieces', 'manifests', 'cards']) assert.ok((await keys(page, store)).every((each) => [].concat(each)[0] === other), store);
});

test('a full disk is told in plain words; everything is kept and written when there is room again', async () => {
  const { page } = await openProbe({ before: (fresh) => fresh.addInitScript(() => {
    const former = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...rest) {
      if (globalThis.full && rest[1] === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
      return former.apply(this, rest);
    };
  }) });
  await snapshot(page, 'state', 0);
  await page.evaluate(() => { globalThis.full = true; });
  await probe(page, { do: 'append', project, lines: lines(1, 2) });
  const failed = await heard(page, (event) => event.is === 'failed' && event.task === 2);
  assert.match(failed.why, /disk is full.*in this window only.*Save a copy of the project as a file NOW: the browser may have lost what was saved/);
  await probe(page, { do: 'append', project, lines: lines(1, 3) }); // the caller appends again: no line comes twice
  await page.evaluate(() => { globalThis.full = false; });
  await heard(page, (event) => event.is === 'appended' && event.up_to === 3);
  await reload(page);
  assert.deepEqual((await open(page)).lines, lines(1, 3));
});

test('two windows never write over each other', async () => {
  const { page, context, address } = await openProbe();
  await snapshot(page, 'state', 0);
  const second = await context.newPage();
  await second.goto(address);
  await second.waitForFunction(() => globalThis.probe);
  await open(second);
  await append(page, [[1, 'from the first']]);
  await probe(second, { do: 'append', project, lines: [[1, 'from the second']] });
  assert.match((await heard(second, anyOf('failed'))).why, /changed in another tab or window/);
  await append(page, [[2, 'on']]);
  await reload(second);
  assert.deepEqual((await open(second)).lines, [[1, 'from the first'], [2, 'on']]);
});

// The processes of the browser on this profile, by their ids.
const processes = (folder) => readdirSync('/proc').filter((id) => {
  try { return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder); } catch { return false; }
}).map(Number);

for (const over of ['http', 'file']) {
  test(`over ${over}, killing the browser while it writes loses nothing that was reported as kept`, { seconds: 300 }, async () => {
    const profile = newProfile();
    let known = 0;
    let server;
    for (let round = 0; round < 3; round++) {
      const opened = await openProbe({ over, profile, address: server?.address });
      server ??= opened.server;
      const { page } = opened;
      if (round === 0) await snapshot(page, 'state 0', 0);
      else {
        const back = await open(page);
        assert.ok(back.lines.length >= known, `${back.lines.length} lines are back of ${known}`);
        assert.deepEqual(back.lines, lines(1, back.lines.length));
        known = back.lines.length;
      }
      await page.evaluate((from) => {
        let next = from;
        globalThis.writing = setInterval(() => {
          for (let i = 0; i < 5; i++, next++)
            globalThis.probe({ do: 'append', project: '01234567-89ab-4def-8123-456789abcdef', lines: [[next, `{"change":${next},"text":"照顾"}`]] });
        }, 5);
      }, known + 1);
      await page.waitForFunction((count) => probeEvents.some((event) => event.is === 'appended' && event.up_to > count), known + 100, { timeout: 60000 });
      const kept = await page.evaluate(() => Math.max(0, ...probeEvents.filter((event) => event.is === 'appended').map((event) => event.up_to)));
      assert.ok(kept > known, 'nothing was written');
      known = kept;
      for (const id of processes(profile.folder)) try { process.kill(id, 'SIGKILL'); } catch { /* it has ended already */ }
      await opened.close();
    }
    const { page } = await openProbe({ over, profile, address: server?.address });
    const back = await open(page);
    assert.ok(back.lines.length >= known, `${back.lines.length} lines are back of ${known}`);
    assert.deepEqual(back.lines, lines(1, back.lines.length));
  });
}
