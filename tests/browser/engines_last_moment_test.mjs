// The last letters before a page goes, in each engine: a memo is typed, and in the same moment the page is loaded again or another one is opened in it.
import { assert, started, test } from './harness.mjs';
import { engines, openIn } from './engines/engines.mjs';
import { Researcher } from './researcher.mjs';

const interview = { name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from('Interviewer: How was it?\nAda: They moved me at night.\n') };
const memo = 'the very last letters';

async function lastMoment(engine, over) {
  const { page, address } = await openIn(engine, { over });
  const me = new Researcher(page);
  const copy = async () => (await me.download(() => me.press('Control+s'))).text;
  await started(page);
  await me.home();
  await me.pick([interview]);
  await me.imported(['P01']);
  const away = over === 'http' ? new URL('sw.js', address).href : 'about:blank'; // where WebKit changes to another process, its driver gives up
  const ways = [() => page.reload(), async () => { await page.goto(away); await page.goto(address); }];
  for (const [i, goes] of ways.entries()) {
    const code = `Moved ${i}`, words = `${memo} ${i}`;
    await me.select(i ? 'night' : 'moved me');
    await me.code(code, { create: true });
    await me.saved();
    await me.press('m');
    await me.field('Memo on this passage');
    await me.type(words);
    await goes();
    await started(page);
    await me.shown('treeitem', code, ['tree', 'Codes']);
    assert.ok((await copy()).includes(words), `“${words}” is there`);
    await me.saved();
    await me.press('Escape');
  }
}

for (const engine of engines) {
  for (const over of ['http', 'file']) test(`${engine}, over ${over}: what is typed in the last moment before the page goes is there again`, { seconds: 120 }, () => lastMoment(engine, over));
}
