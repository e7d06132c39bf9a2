// A finger on the transcript: it scrolls, a long press selects a word and offers codes for it.
import { assert, openPage, started, test, turns } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const text = Array.from({ length: 120 }, (_, i) => `P01: Paragraph number${i} of a long interview about the ward at night.`).join('\n');

test('a finger scrolls the transcript, a long press selects a word', { seconds: 120 }, async () => {
  const { page, context, complaints } = await openPage({ context: { hasTouch: true } });
  const me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick([{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await me.imported(['P01']);
  const cdp = await context.newCDPSession(page);
  const touch = (type, x, y) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const top = async () => Number(/number(\d+)/.exec(await page.locator('#mirror [role=document] p').first().textContent())[1]);
  assert.equal(await top(), 0);
  await touch('touchStart', 600, 600);
  for (let y = 590; y >= 200; y -= 20) { await touch('touchMove', 600, y); await turns(page, 1); }
  await touch('touchEnd');
  await me.drawn(); // the mirror is told when the page rests
  const moved = await top();
  assert.ok(moved >= 5, `scrolled to paragraph ${moved}`);
  assert.equal(await page.evaluate(() => getSelection().toString()), '');
  // A long press on a word.
  const paragraph = page.locator('#mirror [role=document] p').nth(5), box = await paragraph.boundingBox();
  await touch('touchStart', box.x + 140, box.y + 12);
  await me.drawn(); // the frame in which the press has become a long one was ordered at its beginning
  await touch('touchEnd');
  await me.drawn();
  // The picker comes by itself where there are no keys; without it the word can be copied.
  await page.getByRole('dialog').waitFor();
  await me.press('Escape');
  await me.drawn();
  const { plain } = await me.copied();
  assert.match(plain, /^number\d+$/);
  assert.equal(await top(), moved);
  assert.deepEqual(complaints, []);
});
