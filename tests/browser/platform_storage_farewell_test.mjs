// What a page hands over to storage in its last moment (web/js/storage_farewell.js). Driven through the probe.
import { assert, test, turns } from './harness.mjs';
import { openProbe, probe } from './platform/probe.mjs';
import { another, append, first, lines, list, open, project, put, rows, snapshot, until } from './platform/stored.mjs';

// What the page hands over when it goes, in ways in which it can go.
const goes = {
  'its window is closed': (page) => page.close({ runBeforeUnload: true }),
  'another page is opened in it': (page) => page.goto('about:blank'),
  'it is loaded again': (page) => page.evaluate(() => location.reload()),
};
for (const [how, go] of Object.entries(goes)) {
  test(`lines and settings that are handed over in the last moment are kept, also behind others that are just being written: ${how}`, async () => {
    const opened = await first();
    const second = await another(opened);
    await opened.page.evaluate((given) => {
      const hand = (some) => globalThis.probe({ do: 'append', project: given.project, lines: some });
      hand(given.lines.slice(0, 40));
      addEventListener('beforeunload', () => { hand(given.lines.slice(40)); globalThis.probe({ do: 'settings', changed: { last: 'kept' } }); });
    }, { project, lines: lines(3, 50) });
    await go(opened.page);
    await until(second, 'settings', (found) => found.some(([key, value]) => key === 'last' && value === 'kept'));
    await until(second, 'ops', (found) => found.length === 50);
    assert.deepEqual((await rows(second, 'ops')).map(([[, number], words]) => [number, words]), lines(1, 50));
  });
}

test('a page that only reads hands nothing over when it goes', async () => {
  const opened = await first();
  const second = await another(opened);
  assert.equal((await open(second)).elsewhere, true);
  // It has written something of its own, so that its database is known to be whole.
  await probe(second, { do: 'settings', changed: { mine: '1' } });
  await until(second, 'settings', (found) => found.some(([key]) => key === 'mine'));
  await second.evaluate((given) => {
    // The program hands over no lines of what it only reads; here it does, and only the last moment could write them.
    const former = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, ...rest) {
      if (rest[0] === 'readwrite' && names.includes('manifests')) throw new DOMException('not as ever', 'AbortError');
      return former.call(this, names, ...rest);
    };
    addEventListener('beforeunload', () => {
      globalThis.probe({ do: 'append', project: given.project, lines: [[3, 'another window']] });
      globalThis.probe({ do: 'settings', changed: { last: 'kept' } });
    });
  }, { project });
  await second.close({ runBeforeUnload: true });
  await until(opened.page, 'settings', (found) => found.some(([key]) => key === 'last'));
  assert.deepEqual((await rows(opened.page, 'ops')).map(([[, number], words]) => [number, words]), lines(1, 2));
});

test('erasing that is just under way is done when the page goes', async () => {
  const opened = await first();
  const second = await another(opened);
  await opened.page.evaluate((given) => {
    // Its transaction begins, and the page goes.
    const former = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, ...rest) {
      const made = former.call(this, names, ...rest);
      if (names.includes?.('cards') && names.includes('settings') && rest[0] === 'readwrite') setTimeout(() => location.replace('about:blank'));
      return made;
    };
    globalThis.probe({ do: 'delete', project: given });
  }, project);
  await until(second, 'manifests', (found) => found.length === 0);
  for (const store of ['ops', 'history', 'pieces', 'cards']) assert.deepEqual(await rows(second, store), [], store);
});

test('what a window writes late for a project that was erased is gone after the next start', async () => {
  const opened = await openProbe();
  await list(opened.page);
  await snapshot(opened.page, 'state', 0);
  await probe(opened.page, { do: 'delete', project });
  await until(opened.page, 'manifests', (found) => found.length === 0);
  await put(opened.page, 'ops', [project, 7], 'a line that came late');
  await opened.page.reload();
  await opened.page.waitForFunction(() => globalThis.probe);
  assert.deepEqual((await list(opened.page)).projects, []);
  await until(opened.page, 'ops', (found) => found.length === 0);
});

test('a page that the browser shows again starts anew, with all that it had handed over', async () => {
  const opened = await first();
  await opened.page.evaluate((given) => {
    globalThis.former = true;
    globalThis.probe({ do: 'append', project: given.project, lines: given.lines });
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }, { project, lines: lines(3, 4) });
  await opened.page.waitForFunction(() => globalThis.probe && !globalThis.former);
  assert.deepEqual((await open(opened.page)).lines, lines(1, 4));
});

test('a page that is shown again and holds what is not saved stays as it is', async () => {
  const { page } = await first();
  await probe(page, { do: 'guard', unsaved: true });
  await page.evaluate(() => {
    globalThis.former = true;
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await append(page, lines(3, 4));
  await turns(page, 60); // far more than it takes to start anew
  assert.equal(await page.evaluate(() => globalThis.former), true);
});
