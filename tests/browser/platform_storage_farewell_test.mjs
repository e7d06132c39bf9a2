// What a page hands over to storage in its last moment (web/js/storage_farewell.js). Driven through the probe.
import { assert, test } from './harness.mjs';
import { openProbe } from './platform/probe.mjs';
import { append, lines, list, open, project, rows, snapshot, until } from './platform/stored.mjs';

// What the page hands over when it goes, in ways in which it can go.
const goes = {
  'its window is closed': (page) => page.close({ runBeforeUnload: true }),
  'another page is opened in it': (page) => page.goto('about:blank'),
  'it is loaded again': (page) => page.evaluate(() => location.reload()),
};
for (const [how, go] of Object.entries(goes)) {
  test(`lines and settings that are handed over in the last moment are kept, also behind others that are just being written: ${how}`, async () => {
    const opened = await openProbe();
    await list(opened.page);
    await snapshot(opened.page, 'state', 0);
    await append(opened.page, lines(1, 2));
    const second = await opened.context.newPage();
    await second.goto(opened.address);
    await second.waitForFunction(() => globalThis.probe);
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
  const opened = await openProbe();
  await list(opened.page);
  await snapshot(opened.page, 'state', 0);
  await append(opened.page, lines(1, 2));
  const second = await opened.context.newPage();
  await second.goto(opened.address);
  await second.waitForFunction(() => globalThis.probe);
  await list(second);
  assert.equal((await open(second)).elsewhere, true);
  await second.evaluate((given) => addEventListener('beforeunload', () => globalThis.probe({ do: 'append', ...given })), { project, lines: lines(3, 4) });
  await second.close({ runBeforeUnload: true });
  await append(opened.page, lines(3, 5));
  assert.deepEqual((await rows(opened.page, 'ops')).map(([[, number], words]) => [number, words]), lines(1, 5));
});
