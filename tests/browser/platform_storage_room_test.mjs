// A disk that gets full and a browser that loses its database: nothing is written that could harm what is stored, and what was stored is there again.
// Driven through the probe.
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, newProfile, startServer, test } from './harness.mjs';
import { anyOf, heard, openProbe, probe, probeDir } from './platform/probe.mjs';
import { noSmallDisk, smallDisk } from './small_disk.mjs';
import { append, deleteDatabase, keys, lines, list, meddle, open, other, project, reload, rows, second, snapshot, until, untilSecond } from './platform/stored.mjs';

// How many bytes of files the Cache Storage takes at once from now on; `elsewhere` whether other storage still takes any.
const limited = (fresh) => fresh.addInitScript(() => {
  const put = Cache.prototype.put, drop = Cache.prototype.delete, transaction = IDBDatabase.prototype.transaction, sizes = new Map();
  Object.assign(globalThis, { roomFor: Infinity, elsewhere: false, writes: [] });
  Cache.prototype.put = async function (url, response) {
    const { size } = await response.clone().blob(), taken = [...sizes.values()].reduce((sum, each) => sum + each, 0);
    if (taken + size > globalThis.roomFor) throw new DOMException('no room', 'UnknownError');
    await put.call(this, url, response);
    sizes.set(url, size);
  };
  Cache.prototype.delete = function (url, ...rest) { sizes.delete(url.url ?? url); return drop.call(this, url, ...rest); };
  IDBDatabase.prototype.transaction = function (...rest) {
    const made = transaction.apply(this, rest);
    if (this.name === 'room' && !globalThis.elsewhere && globalThis.roomFor < Infinity) throw new DOMException('no room', 'QuotaExceededError');
    if (made.mode === 'readwrite' && this.name === 'emic') globalThis.writes.push([...made.objectStoreNames].join());
    return made;
  };
});
const limit = (page, room, elsewhere = false) => page.evaluate(([bytes, free]) => { globalThis.roomFor = bytes ?? Infinity; globalThis.elsewhere = free; }, [room, elsewhere]);

test('below the floor nothing is written at all, and it is told; when there is room again everything that waited is written', async () => {
  const { page } = await openProbe({ before: limited });
  await snapshot(page, 'state', 0);
  await page.waitForFunction(() => writes.some((stores) => stores.includes('passed'))); // the snapshot's last step
  await limit(page, 500000);
  await page.evaluate(() => { writes.length = 0; });
  await probe(page, { do: 'append', project, lines: lines(1, 2) });
  assert.match((await heard(page, anyOf('failed'))).why, /^The disk is almost full, so Emic has stopped writing.*in this window only.*save a copy of the project as a file now/);
  assert.match((await heard(page, (event) => event.is === 'room' && event.words)).words, /^The disk is almost full: there is room for less than 1 MB more/);
  await probe(page, { do: 'append', project, lines: lines(3, 3) });
  await page.waitForFunction(() => probeEvents.filter((event) => event.is === 'failed').length >= 3);
  assert.deepEqual(await page.evaluate(() => writes), []);
  await limit(page, null);
  await heard(page, (event) => event.is === 'appended' && event.up_to === 3);
  await reload(page);
  assert.deepEqual((await open(page)).lines, lines(1, 3));
});

test('between two tries it waits longer and longer', async () => {
  const { page } = await openProbe({ before: limited });
  await snapshot(page, 'state', 0);
  await limit(page, 500000);
  await page.evaluate(() => {
    globalThis.tries = [];
    const push = probeEvents.push.bind(probeEvents);
    probeEvents.push = (event) => { if (event.is === 'failed') tries.push(performance.now()); return push(event); };
  });
  await probe(page, { do: 'append', project, lines: lines(1, 1) });
  await page.waitForFunction(() => tries.length >= 4, undefined, { timeout: 30000 });
  const tries = await page.evaluate(() => globalThis.tries), gaps = tries.slice(1).map((each, i) => each - tries[i]);
  gaps.slice(0, 3).forEach((gap, i) => assert.ok(gap >= 490 * 2 ** i, `${gaps}`));
});

test('little room is told well before anything is refused', async () => {
  const { page } = await openProbe({ before: limited });
  await limit(page, 40 << 20);
  await snapshot(page, 'state', 0);
  assert.match((await heard(page, anyOf('room'), 20000)).words, /^The disk is almost full: there is room for about (32|40) MB more\. Please free some room soon/);
  await append(page, lines(1, 1));
});

test('when only the files that are tried are refused, and not the disk, saving goes on', async () => {
  const { page } = await openProbe({ before: limited });
  await limit(page, 500000, true);
  await snapshot(page, 'state', 0);
  await append(page, lines(1, 3));
  await reload(page);
  assert.deepEqual((await open(page)).lines, lines(1, 3));
});

for (const over of ['http', 'file']) {
  test(`over ${over}, what the database has lost comes from a second place, with the changes made since`, async () => {
    const { page, complaints } = await openProbe({ over });
    await snapshot(page, 'state 0', 0);
    await append(page, lines(1, 2));
    await snapshot(page, 'state 2 ä', 2);
    await append(page, lines(3, 5));
    await untilSecond(page, [['lines', 5], ['state', 2]]);
    await deleteDatabase(page);
    await reload(page);
    const listed = await list(page);
    assert.deepEqual([listed.projects, listed.vanished], [[{ id: project, card: '{"name":"Mütter"}', bytes: 10, place: 1 }], true]);
    const back = await open(page);
    assert.deepEqual([back.snapshot, back.up_to, back.lines, back.anew], ['state 2 ä', 2, lines(3, 5), true]);
    assert.match(back.problems.join(), /The browser has lost what it kept of this project\. Emic had kept it in a second place.*save a copy/);
    // The first thing stored is a whole state; then it is a project like others.
    await snapshot(page, 'state 5', 5);
    await append(page, lines(6, 6));
    await reload(page);
    const again = await open(page);
    assert.deepEqual([again.snapshot, again.lines, again.anew, again.problems], ['state 5', lines(6, 6), false, []]);
    assert.deepEqual((await list(page)).projects.map((each) => each.place), [0]);
    // What is erased is erased there too.
    await untilSecond(page, [['lines', 6], ['state', 5]]);
    await probe(page, { do: 'delete', project });
    await heard(page, (event) => event.is === 'listed' && event.projects.length === 0);
    assert.deepEqual(await second(page), []);
    assert.deepEqual(complaints, []);
  });
}

test('the database goes while a project is open: its lines are refused until a whole state is stored', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'state 0', 0);
  await append(page, lines(1, 2));
  await until(page, 'manifests', (found) => found.length === 2);
  await deleteDatabase(page);
  await probe(page, { do: 'append', project, lines: lines(3, 3) });
  const failed = await heard(page, anyOf('failed'));
  assert.deepEqual([failed.task, failed.lost], [2, true]);
  assert.match(failed.why, /^The browser has lost what it kept of this project\. Save a copy of the project as a file NOW/);
  await page.evaluate(() => { probeEvents.length = 0; });
  await snapshot(page, 'state 3', 3);
  await append(page, lines(4, 4));
  await reload(page);
  const back = await open(page);
  assert.deepEqual([back.snapshot, back.up_to, back.lines], ['state 3', 3, lines(4, 4)]);
});

test('the database goes in the middle of a large snapshot: what is left of that is vouched for by nothing', async () => {
  const { page } = await openProbe({ before: (fresh) => fresh.addInitScript(() => {
    // The manifest waits until the test lets it go.
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    globalThis.letGo = () => {};
    crypto.subtle.digest = async (...rest) => {
      if (rest[1].length > 1e6) await new Promise((resolve) => { globalThis.letGo = resolve; globalThis.waits = true; });
      return digest(...rest);
    };
  }) });
  await snapshot(page, 'state 0', 0);
  await append(page, lines(1, 1));
  await probe(page, { do: 'snapshot', project, bytes: '0123456789abcdef', repeat: 65536 * 3, up_to: 1 });
  await page.waitForFunction(() => globalThis.waits, undefined, { timeout: 30000 });
  await deleteDatabase(page);
  await page.evaluate(() => letGo());
  const failed = await heard(page, anyOf('failed'));
  assert.deepEqual([failed.task, failed.lost], [3, true]);
  assert.deepEqual(await rows(page, 'manifests'), []);
  await snapshot(page, 'state 1', 1);
  await reload(page);
  assert.equal((await open(page)).snapshot, 'state 1');
});

test('a database that holds no readable state of a project any more: the second place has it, and lines of the database count', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'good', 0);
  await until(page, 'manifests', (found) => found.length === 2);
  await append(page, lines(1, 2));
  await untilSecond(page, [['lines', 2], ['state', 0]]);
  await append(page, lines(3, 3));
  await meddle(page, 'pieces', 'damage all');
  await reload(page);
  const back = await open(page);
  assert.deepEqual([back.snapshot, back.lines, back.anew], ['good', lines(1, 3), true]);
  assert.match(back.problems.join(), /^What is stored of this project is damaged and was left as it is/);
  await snapshot(page, 'whole', 3);
  await reload(page);
  assert.deepEqual((await open(page)).snapshot, 'whole');
  assert.equal((await rows(page, 'manifests')).filter(([, manifest]) => manifest.unreadable).length, 2);
});

test('the second place never holds less than before: a newer state that has no room there leaves the older one', async () => {
  const { page } = await openProbe({ before: limited });
  await snapshot(page, 'state 0', 0);
  await append(page, lines(1, 1));
  await untilSecond(page, [['lines', 1], ['state', 0]]);
  await page.evaluate(() => {
    const put = Cache.prototype.put;
    Cache.prototype.put = function (url, ...rest) { return url.includes('/state/') ? Promise.reject(new DOMException('no room', 'UnknownError')) : put.call(this, url, ...rest); };
  });
  await snapshot(page, 'state 1', 1);
  await append(page, lines(2, 2));
  await untilSecond(page, [['lines', 2], ['state', 0]]);
  await deleteDatabase(page);
  await reload(page);
  const back = await open(page);
  assert.deepEqual([back.snapshot, back.lines], ['state 0', lines(1, 2)]);
});

// The newest log of the databases of a profile.
const newestLog = (profile) => {
  const at = join(profile.folder, 'Default/IndexedDB');
  const folder = readdirSync(at).find((name) => name.endsWith('.leveldb'));
  const name = readdirSync(join(at, folder)).filter((each) => each.endsWith('.log')).sort().at(-1);
  return join(at, folder, name);
};
for (const over of ['http', 'file']) {
  test(`over ${over}, a log that ends torn, as after a kill or on a full disk, is not written on: nothing is lost at the starts after that`, { seconds: 300 }, async () => {
    const profile = newProfile();
    let server;
    const start = async () => {
      const opened = await openProbe({ over, profile, address: server?.address });
      server ??= opened.server;
      return opened;
    };
    const first = await start();
    await snapshot(first.page, 'state', 0);
    await append(first.page, lines(1, 3));
    await until(first.page, 'manifests', (found) => found.length === 2);
    await first.close();
    // The head of a record of 9000 bytes, and only some of these.
    appendFileSync(newestLog(profile), Buffer.concat([Buffer.from([1, 2, 3, 4, 9000 & 255, 9000 >> 8, 1]), Buffer.alloc(2000, 7)]));
    const second = await start();
    assert.deepEqual((await open(second.page)).lines, lines(1, 3));
    await append(second.page, lines(4, 5));
    await second.close();
    const third = await start();
    const back = await open(third.page);
    assert.deepEqual([back.snapshot, back.lines, back.anew], ['state', lines(1, 5), false]);
  });
}

for (const over of ['http', 'file']) {
  test(`over ${over}, a disk that is really full costs nothing that was stored, however often it happens`, { seconds: 300, unless: noSmallDisk }, async () => {
    const disk = smallDisk(250), profile = { folder: join(disk.folder, 'profile') };
    const server = over === 'http' ? await startServer({ dir: probeDir }) : undefined;
    const start = () => openProbe({ over, profile, address: server?.address });
    let opened = await start();
    await snapshot(opened.page, 'state', 0);
    let known = 3;
    await append(opened.page, lines(1, known));
    for (let round = 0; round < 3; round++) {
      const { page } = opened;
      await page.evaluate(() => { probeEvents.length = 0; });
      disk.fill();
      assert.equal(disk.free(), 0);
      await probe(page, { do: 'append', project, lines: lines(known + 1, known + 2) });
      assert.match((await heard(page, anyOf('failed'), 30000)).why, /^The disk is almost full, so Emic has stopped writing/);
      await probe(page, { do: 'append', project, lines: lines(known + 1, known + 3) });
      await page.waitForFunction(() => probeEvents.filter((event) => event.is === 'failed').length >= 3, undefined, { timeout: 30000 });
      assert.equal((await list(page)).projects.length, 1, 'it can still be read');
      disk.empty();
      await heard(page, (event) => event.is === 'appended' && event.up_to === known + 3, 60000);
      known += 3;
      // The browser is closed on a full disk, too, and started there.
      disk.fill();
      await opened.close();
      opened = await start();
      const full = await open(opened.page, 60000);
      if (full.is === 'opened') assert.deepEqual(full.lines, lines(1, known));
      else assert.match(full.why, /^The browser could not read what it keeps on this device/);
      disk.empty();
      await reload(opened.page);
      const back = await open(opened.page, 60000);
      assert.deepEqual([back.lines, back.anew], [lines(1, known), false]);
    }
    await opened.close();
  });
}

test('one row that is no manifest hides no other project, and is not taken for a refusal to write', async () => {
  const { page, complaints } = await openProbe();
  await snapshot(page, 'one', 0);
  await probe(page, { do: 'snapshot', project: other, bytes: 'two', up_to: 0, card: '{"name":"other"}' });
  await heard(page, (event) => event.is === 'taken' && event.project === other);
  await until(page, 'manifests', (found) => found.length === 4);
  for (const bad of [null, 7, 'text', {}, [], { generation: 'x', up_to: null, bytes: -1 }, { generation: 1, up_to: NaN, count: 1, bytes: 3, sha256: '' }]) {
    await page.evaluate(([id, value]) => new Promise((resolve, reject) => {
      const request = indexedDB.open('emic');
      request.onsuccess = () => {
        const transaction = request.result.transaction('manifests', 'readwrite');
        for (const generation of [1, 2]) transaction.objectStore('manifests').put(value, [id, generation]);
        transaction.oncomplete = () => { request.result.close(); resolve(); };
        transaction.onabort = () => reject(transaction.error);
      };
    }), [project, bad]);
    const listed = await list(page);
    assert.equal(listed.problem, '', JSON.stringify(bad));
    assert.deepEqual(listed.projects.map(({ id, place }) => [id, place]).sort(), [[project, 1], [other, 0]], JSON.stringify(bad));
  }
  assert.equal((await open(page)).snapshot, 'one', 'from the second place');
  await snapshot(page, 'one again', 0);
  await append(page, lines(1, 1));
  await until(page, 'manifests', (found) => found.filter(([key]) => key[0] === project).length === 4);
  await reload(page);
  assert.deepEqual((await open(page)).lines, lines(1, 1));
  assert.deepEqual((await keys(page, 'manifests')).filter((key) => key[0] === project).map((key) => key[1]), [1, 2, 3, 4], 'nothing unreadable is deleted');
  // Where the second place has it neither, it is listed as damaged, and opening says so.
  await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('emic');
    request.onsuccess = () => {
      const transaction = request.result.transaction('manifests', 'readwrite');
      for (const generation of [1, 2, 3, 4]) transaction.objectStore('manifests').put(null, ['01234567-89ab-4def-8123-456789abcdef', generation]);
      transaction.oncomplete = () => { request.result.close(); resolve(); };
    };
  }));
  await page.evaluate(() => caches.delete('emic.projects'));
  assert.deepEqual((await list(page)).projects.map(({ id, card, place }) => [id, card, place]), [[project, '{"name":"Mütter"}', 2], [other, '{"name":"other"}', 0]]);
  assert.match((await open(page)).why, /damaged, and no complete state could be read\. Nothing was deleted/);
  assert.deepEqual(complaints, []);
});

test('rows of other shapes than Emic writes do no harm anywhere', async () => {
  const { page, complaints } = await openProbe();
  await snapshot(page, 'state', 0);
  await until(page, 'manifests', (found) => found.length === 2);
  await append(page, lines(1, 2));
  await page.evaluate((id) => new Promise((resolve, reject) => {
    const request = indexedDB.open('emic');
    request.onsuccess = () => {
      const transaction = request.result.transaction(['ops', 'manifests', 'pieces', 'cards', 'settings', 'history', 'passed'], 'readwrite'), put = (name, value, key) => transaction.objectStore(name).put(value, key);
      put('ops', { odd: 1 }, [id, 'three']);
      put('ops', 'half', [id, 1.5]);
      put('ops', 'none of a project', 'loose');
      put('history', null, [id, 'x']);
      put('passed', null, 'loose');
      put('manifests', { generation: 1, up_to: 9007199254740000, count: 1, bytes: 5, sha256: '0' }, [id, 1]);
      put('manifests', 'loose', 'loose');
      put('manifests', null, [7, 7]);
      put('manifests', null, [id, 'new']);
      put('pieces', 'words', [id, 'new', 0]);
      put('cards', { odd: 1 }, 5);
      put('cards', 7, [1]);
      put('settings', { odd: 1 }, 'odd');
      transaction.oncomplete = () => { request.result.close(); resolve(); };
      transaction.onabort = () => reject(transaction.error);
    };
  }), project);
  await reload(page);
  const listed = await list(page);
  assert.deepEqual([listed.problem, listed.projects.map((each) => each.id)], ['', [project]]);
  const back = await open(page);
  assert.deepEqual([back.snapshot, back.lines, back.anew], ['state', lines(1, 2), false]);
  await append(page, lines(3, 3));
  await snapshot(page, 'state 3', 3);
  await append(page, lines(4, 4));
  await reload(page);
  const again = await open(page);
  assert.deepEqual([again.snapshot, again.lines], ['state 3', lines(4, 4)]);
  assert.deepEqual(complaints, []);
});

test('what is stored can be had as a file, whatever of it can be read', async () => {
  const { page } = await openProbe();
  await snapshot(page, 'state ä', 0);
  await append(page, lines(1, 150));
  await until(page, 'manifests', (found) => found.length === 2);
  await meddle(page, 'pieces', 'damage the newest');
  const [download] = await Promise.all([page.waitForEvent('download'), probe(page, { do: 'save stored', project, name: 'Mütter - as stored.json' })]);
  assert.equal(download.suggestedFilename(), 'Mütter - as stored.json');
  const found = JSON.parse(readFileSync(await download.path(), 'utf8'));
  const of = (name) => found.rows.filter((row) => row.in === name);
  assert.equal(found.project, project);
  assert.deepEqual(of('ops').map((row) => [row.key[1], row.value]), lines(1, 150));
  assert.deepEqual(of('manifests').map((row) => row.value.generation), [1, 2]);
  assert.equal(of('pieces')[0].value.text, 'state ä');
  assert.equal(of('cards')[0].value, '{"name":"Mütter"}');
  assert.deepEqual(found.could_not_be_read, []);
});
