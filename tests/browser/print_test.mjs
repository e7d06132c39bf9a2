// Printing a report: the words on paper are those of the report, and nothing of the window comes along.
import { execFileSync } from 'node:child_process';
import { assert, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

for (const over of ['http', 'file'])
  test(`a report is printed as it is saved, over ${over}`, { seconds: 120 }, async () => {
    const { page, complaints } = await openPage({ over, before: (fresh) => fresh.addInitScript(() => {
      globalThis.asked = 0;
      globalThis.print = () => { globalThis.asked++; };
    }) });
    const me = new Researcher(page);
    await started(page);
    await me.home();
    await me.click('button', 'Start from the sample study');
    await me.mode('Report');
    await me.click('button', 'Print…');
    await page.waitForFunction(() => globalThis.asked === 1);
    assert.equal(await page.locator('#print').isVisible(), false, 'the screen does not show it');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#canvas').isVisible(), false, 'the window is not printed');
    assert.ok(await page.locator('#print h1').isVisible());
    assert.doesNotMatch(await page.locator('#print').innerText(), /<|="/, 'no markup is printed as words');
    assert.ok(await page.locator('#print span.dot').count() > 0, 'codes have their colours');
    const printed = execFileSync('pdftotext', ['-', '-'], { input: await page.pdf({ format: 'A4' }), encoding: 'utf8' }).replace(/\s+/g, '');
    for (const words of await page.locator('#print p, #print td').allTextContents()) {
      const wanted = words.replace(/\s+/g, '');
      if (/^[\x21-\x7e]{12,60}$/.test(wanted)) assert.ok(printed.includes(wanted), `on paper: ${words}`);
    }
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual(complaints, []);
  });
