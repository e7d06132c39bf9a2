// The history of a project on this device, and the versions of the database that holds it. Driven through the probe.
import { assert, test } from './harness.mjs';
import { anyOf, heard, openProbe, probe } from './platform/probe.mjs';
import { append, keys, lines, list, open, other, project, rows, snapshot, until } from './platform/stored.mjs';

test('two generations are kept, with all lines that the older one lacks; the lines before that are the history', async () => {
  const { page } = await openProbe();
  for (let state = 0; state < 5; state++) {
    await snapshot(page, `state ${state}`, state * 2);
    if (state === 0) await until(page, 'manifests', (found) => found.length === 2); // a young project gets its second generation at once
    await append(page, lines(state * 2 + 1, state * 2 + 2));
  }
  await until(page, 'manifests', (found) => found.length === 2 && found[1][1].up_to === 8);
  assert.deepEqual((await keys(page, 'manifests')).map((each) => each[1]), [5, 6]);
  assert.deepEqual((await keys(page, 'pieces')).map((each) => each[1]), [5, 6]);
  assert.deepEqual((await keys(page, 'ops')).map((each) => each[1]), [7, 8, 9, 10]);
  assert.deepEqual(await rows(page, 'history'), lines(1, 6).map(([number, line]) => [[project, number], line]));
  assert.deepEqual((await rows(page, 'passed')).map(([key, manifest]) => [key, manifest.generation, manifest.up_to]), [1, 2, 3, 4].map((each) => [[project, each], each, Math.max(0, each - 2) * 2])); // the first state is stored twice
  await probe(page, { do: 'delete', project });
  await heard(page, anyOf('listed'));
  for (const store of ['history', 'passed', 'ops', 'manifests', 'pieces', 'cards']) assert.deepEqual(await keys(page, store), [], store);
});

test('a line that a snapshot has passed is never out of both the journal and the history, whichever transaction is the last one', async () => {
  const { page } = await openProbe({ before: (fresh) => fresh.addInitScript(() => {
    // After each writing transaction: which lines are anywhere.
    const former = IDBDatabase.prototype.transaction;
    globalThis.seen = [];
    IDBDatabase.prototype.transaction = function (...rest) {
      const transaction = former.apply(this, rest);
      if (transaction.mode === 'readwrite' && !globalThis.calm) transaction.addEventListener('complete', () => {
        const look = former.call(this, ['ops', 'history'], 'readonly'), found = [];
        for (const name of ['ops', 'history']) look.objectStore(name).getAllKeys().onsuccess = (event) => found.push(...event.target.result.map((key) => key[1]));
        look.oncomplete = () => seen.push(new Set(found).size);
      });
      return transaction;
    };
  }) });
  await snapshot(page, 'state 0', 0);
  const long = Array.from({ length: 40 }, (_, i) => [i + 1, `${i + 1} ${'long '.repeat(20000)}`]); // more than one transaction copies
  await append(page, long);
  await snapshot(page, 'state 40', 40);
  await snapshot(page, 'state 40 again', 40);
  await until(page, 'ops', (found) => found.length === 0);
  assert.deepEqual((await rows(page, 'history')).map(([, line]) => line), long.map(([, line]) => line));
  const seen = await page.evaluate(() => globalThis.seen);
  const first = seen.indexOf(40);
  assert.ok(first > 0 && seen.slice(first).every((count) => count === 40), String(seen));
});

// A database as version 1 left it, or one of a version to come.
const makeDatabase = (page, version, stores, values = {}) => page.evaluate(([number, names, all]) => new Promise((resolve, reject) => {
  const request = indexedDB.open('emic', number);
  request.onupgradeneeded = () => {
    for (const name of names) request.result.createObjectStore(name);
    for (const [name, rows] of Object.entries(all)) for (const [key, value] of rows) request.transaction.objectStore(name).put(value.letters ? new TextEncoder().encode(value.letters) : value, key);
  };
  request.onsuccess = () => { request.result.close(); resolve(); };
  request.onerror = () => reject(request.error);
}), [version, stores, values]);
const ofVersion1 = ['ops', 'strays', 'pieces', 'manifests', 'cards', 'settings'];

test('a database of version 1 is taken over with all that stands in it', async () => {
  const { page, complaints } = await openProbe();
  const manifest = (generation, up_to) => ({ generation, up_to, count: 1, bytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', written: 1700000000000 });
  await makeDatabase(page, 1, ofVersion1, {
    ops: lines(3, 5).map(([number, line]) => [[project, number], line]), pieces: [1, 2].map((each) => [[project, each, 0], { letters: 'abc' }]),
    manifests: [[[project, 1], manifest(1, 2)], [[project, 2], manifest(2, 4)]], cards: [[project, '{"name":"old"}']], settings: [['interface', '{"old":1}']],
  });
  const listed = await list(page);
  assert.deepEqual([listed.projects, listed.problem], [[{ id: project, card: '{"name":"old"}', bytes: 3, place: 0 }], '']);
  assert.deepEqual(await open(page), { is: 'opened', project, bytes: 3, snapshot: 'abc', up_to: 4, lines: lines(5, 5), problems: [], anew: false });
  await append(page, lines(6, 6));
  await snapshot(page, 'state 6', 6);
  await until(page, 'passed', (found) => found.length === 1); // by the last transaction
  assert.deepEqual(await rows(page, 'history'), lines(3, 4).map(([number, line]) => [[project, number], line]));
  assert.deepEqual((await keys(page, 'ops')).map((each) => each[1]), [5, 6]);
  assert.deepEqual((await keys(page, 'passed')).map((each) => each[1]), [1]);
  assert.deepEqual(complaints, []);
});

test('a database of a newer version is left alone and the page says so; a page that is open lets a newer one have it', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'state', 0);
  await makeDatabase(page, 99, []); // hangs unless the page lets go of its connection
  assert.match((await list(page)).problem, /^A newer version of Emic has stored its projects here.*Nothing was changed/);
  await probe(page, { do: 'append', project, lines: lines(1, 1) });
  assert.match((await heard(page, (event) => event.is === 'failed' && event.task === 2)).why, /newer version of Emic.*save a copy of the project as a file/);
  assert.ok((await rows(page, 'manifests')).length >= 1);
});

test('a window of an older version that does not let go is told, and waited for', async () => {
  const { page, context, address } = await openProbe();
  const second = await context.newPage();
  await second.goto(address);
  await makeDatabase(page, 1, ofVersion1);
  await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('emic', 1);
    request.onsuccess = () => { globalThis.asleep = request.result; resolve(); };
  }));
  await second.waitForFunction(() => globalThis.probe);
  assert.match((await list(second)).problem, /^Another window or tab has an older version of Emic open.*close the other windows/);
  await page.evaluate(() => asleep.close());
  assert.equal((await list(second)).problem, '');
});
