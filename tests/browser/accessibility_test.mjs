// The accessibility mirror by the rules of WCAG 2 and ARIA, as axe-core knows them, in every mode of both deliverables.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assert, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Contrast is the canvas's affair: the mirror's own letters are transparent on purpose.
const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } };

async function violations(page) {
  const { violations: found } = await page.evaluate((each) => globalThis.axe.run(document, each), options);
  return found.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.length} times, such as ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 300)} (${failureSummary})`).join('\n    ')}`);
}

for (const over of ['http', 'file']) {
  test(`no serious violation of WCAG or ARIA in any mode, over ${over}`, { seconds: 240 }, async () => {
    const { page } = await openPage({ over });
    const me = new Researcher(page);
    await started(page);
    await me.home();
    await page.evaluate(axe);
    const found = {};
    const sweep = async (where) => {
      await me.drawn();
      const some = await violations(page);
      if (some.length) found[where] = some;
    };
    await sweep('home');
    await me.click('button', 'Start from the sample study');
    await me.shown('document', 'P01');
    await sweep('Code');
    for (const mode of ['Compare', 'Themes', 'Report', 'Search']) {
      await me.mode(mode);
      await sweep(mode);
    }
    await me.click('textbox', 'Search all documents, memos and codes');
    await me.field('Search all documents, memos and codes');
    await me.type('ward');
    await me.node('checkbox').first().waitFor({ state: 'attached' });
    await sweep('search results');
    await me.press('Enter');
    await me.mode('Code');
    await me.press('Control+k');
    await me.shown('dialog', 'Commands');
    await sweep('palette');
    await me.press('Escape');
    await me.gone('dialog', 'Commands');
    await me.select('night');
    await me.press('Enter');
    await me.field('Code');
    await sweep('code picker');
    assert.deepEqual(found, {});
  });
}
