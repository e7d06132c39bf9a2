// The last lines of a page that went, where the database took nothing any more (web/js/storage_last_words.js). Driven through the probe.
import { assert, test } from './harness.mjs';
import { probe } from './platform/probe.mjs';
import { another, deleteDatabase, first, lines, list, open, project, reload, rows, snapshot, until, untilSecond } from './platform/stored.mjs';

const kept = (page) => page.evaluate((id) => localStorage.getItem(`emic.last ${id}`), project);
const wordsOf = async (page) => (await rows(page, 'ops')).map(([[, number], words]) => [number, words]);

// The page goes with these lines, and from that moment on the database takes nothing, as in WebKit.
const goWith = async (page, given, go = reload) => {
  await page.evaluate(([id, handed]) => {
    addEventListener('beforeunload', () => {
      IDBDatabase.prototype.transaction = () => { throw new DOMException('the page goes', 'InvalidStateError'); };
      globalThis.probe({ do: 'append', project: id, lines: handed });
    });
  }, [project, given]);
  await go(page);
};

test('what the database does not take in the last moment is there at the next opening, and stands in the database then', async () => {
  const { page } = await first();
  await goWith(page, lines(3, 6));
  assert.deepEqual(await wordsOf(page), lines(1, 2), 'the database has taken nothing');
  await list(page);
  const opened = await open(page);
  assert.deepEqual(opened.lines, lines(1, 6));
  assert.deepEqual(opened.problems, []);
  await until(page, 'ops', (found) => found.length === 6);
  assert.deepEqual(await wordsOf(page), lines(1, 6));
  await page.waitForFunction((id) => localStorage.getItem(`emic.last ${id}`) === null, project);
  await reload(page);
  await list(page);
  assert.deepEqual((await open(page)).lines, lines(1, 6), 'once');
});

// What begins to be written while the page goes, by the names of its stores.
const begunInTheEnd = async (vendor) => {
  const { page } = await first({ before: (fresh) => fresh.addInitScript((name) => {
    if (name) Object.defineProperty(Navigator.prototype, 'vendor', { get: () => name });
    const former = IDBDatabase.prototype.transaction;
    let goes = false;
    addEventListener('pagehide', () => { goes = true; }, { capture: true });
    IDBDatabase.prototype.transaction = function (names, ...rest) {
      if (goes) localStorage.begun = `${localStorage.begun ?? ''} ${names}`;
      return former.call(this, names, ...rest);
    };
  }, vendor) });
  await page.evaluate(([id, handed]) => addEventListener('beforeunload', () => { globalThis.probe({ do: 'append', project: id, lines: handed }); }), [project, lines(3, 4)]);
  await reload(page);
  const begun = await page.evaluate(() => localStorage.begun);
  await list(page);
  assert.deepEqual((await open(page)).lines, lines(1, 4));
  return begun;
};

test('WebKit, which neither does nor gives up what is begun while the page goes, is given nothing then; others are', async () => {
  assert.equal(await begunInTheEnd('Apple Computer, Inc.'), undefined);
  assert.match(await begunInTheEnd(''), /ops,settings/);
});

test('a window that only reads leaves them for the one that may write', async () => {
  const opened = await first();
  const second = await another(opened);
  assert.equal((await open(second)).elsewhere, true);
  await opened.page.evaluate(([id, words]) => localStorage.setItem(`emic.last ${id}`, words), [project, JSON.stringify(lines(3, 4))]);
  assert.deepEqual((await open(second)).lines, lines(1, 2));
  assert.deepEqual(JSON.parse(await kept(second)), lines(3, 4));
  await goWith(second, [[3, 'of a window that only reads']], (page) => page.close({ runBeforeUnload: true }));
  assert.deepEqual(JSON.parse(await kept(opened.page)), lines(3, 4));
});

test('lines that another window went past, that leave a gap or are no lines are of no use and go', async () => {
  const { page } = await first();
  for (const of of [[[2, 'otherwise'], ...lines(3, 3)], lines(4, 5), 'no lines', [['3', 4], null]]) {
    await page.evaluate(([id, words]) => localStorage.setItem(`emic.last ${id}`, words), [project, typeof of === 'string' ? of : JSON.stringify(of)]);
    assert.deepEqual((await open(page)).lines, lines(1, 2), JSON.stringify(of));
    assert.equal(await kept(page), null, JSON.stringify(of));
  }
  assert.deepEqual(await wordsOf(page), lines(1, 2));
});

test('what the browser has lost comes from the second place with them, and is stored whole', async () => {
  const { page } = await first();
  await untilSecond(page, [['lines', 2], ['state', 0]]);
  await deleteDatabase(page);
  await page.evaluate(([id, words]) => localStorage.setItem(`emic.last ${id}`, words), [project, JSON.stringify(lines(1, 4))]);
  await reload(page);
  await list(page);
  const opened = await open(page);
  assert.equal(opened.anew, true);
  assert.deepEqual(opened.lines, lines(1, 4));
  await snapshot(page, 'anew', 4);
  await page.waitForFunction((id) => localStorage.getItem(`emic.last ${id}`) === null, project);
});

test('erasing takes them too, also what another window leaves behind later', async () => {
  const opened = await first();
  const second = await another(opened);
  const put3 = (page) => page.evaluate(([id, words]) => localStorage.setItem(`emic.last ${id}`, words), [project, JSON.stringify(lines(3, 4))]);
  await put3(opened.page);
  await probe(opened.page, { do: 'delete', project });
  await until(second, 'manifests', (found) => found.length === 0);
  await opened.page.waitForFunction((id) => localStorage.getItem(`emic.last ${id}`) === null, project);
  await put3(second);
  await list(second);
  await second.waitForFunction((id) => localStorage.getItem(`emic.last ${id}`) === null, project);
});
