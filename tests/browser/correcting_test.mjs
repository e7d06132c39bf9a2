// Correcting a transcript: the field begins where the researcher reads, shows it, and the page goes on from there.
import { assert, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const text = Array.from({ length: 300 }, (_, i) => `P01: Paragraph number${i} of a long interview “über” the ward 🙂 at night.`).join('\n');

test('correcting begins at the first line in view, what is typed is in view, and Done stays there', { seconds: 120 }, async () => {
  const { page, complaints } = await openPage();
  const me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick([{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await me.imported(['P01']);
  const top = async () => Number(/number(\d+)/.exec(await page.locator('#mirror [role=document] p').first().textContent())[1]);
  await page.mouse.move(600, 500);
  for (let i = 0; i < 12; i++) { await page.mouse.wheel(0, 400); await me.drawn(); }
  const before = await top();
  assert.ok(before > 40, `scrolled to paragraph ${before}`);
  await me.press('e');
  const field = page.locator('textarea');
  await field.waitFor();
  const seen = () => field.evaluate((element) => {
    const { value, selectionStart, scrollTop, clientHeight, scrollHeight } = element;
    return { paragraph: Number(/number(\d+)/.exec(value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1))[1]), scrollTop, clientHeight, share: selectionStart / value.length * scrollHeight };
  });
  const begun = await seen();
  assert.ok(Math.abs(begun.paragraph - before) <= 1, `the caret is in paragraph ${begun.paragraph}, the page began with ${before}`);
  assert.ok(begun.share > begun.scrollTop - 80 && begun.share < begun.scrollTop + begun.clientHeight, JSON.stringify(begun));
  await page.keyboard.type('Xyz');
  await me.drawn();
  assert.ok((await seen()).scrollTop > 0);
  assert.ok(Math.abs((await seen()).scrollTop - begun.scrollTop) < begun.clientHeight);
  await me.click('button', 'Done');
  await field.waitFor({ state: 'detached' });
  await me.drawn();
  assert.ok(Math.abs(await top() - before) <= 3, `after it the page began with ${await top()}, before with ${before}`);
  assert.match(await page.locator('#mirror [role=document]').textContent(), /Xyz/);
  assert.deepEqual(complaints, []);
});
