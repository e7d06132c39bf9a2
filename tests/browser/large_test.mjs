// A project that takes seconds to read and to write: what it takes is seen, frames go on being drawn meanwhile, and everything is there again.
// bench_large.mjs does the same with ten times as much, and measures how long the page stands still.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, framesDrawn, openPage, started, test } from './harness.mjs';
import { studyFile } from './made_up_study.mjs';
import { Researcher } from './researcher.mjs';

test('a project of 100 interviews with 50,000 codings is opened, coded, saved, copied, left and opened again, a stretch in each frame', { seconds: 300 }, async () => {
  const { page, complaints, close } = await openPage();
  const me = new Researcher(page);
  page.setDefaultTimeout(120000);
  await started(page);
  const folder = mkdtempSync(join(tmpdir(), 'emic-large-'));
  const file = join(folder, 'study.emic');
  writeFileSync(file, studyFile(100, 50000, 500, 8, 10));
  await me.home();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), me.click('button', 'Open a project file')]);
  const before = await framesDrawn(page);
  await chooser.setFiles(file);
  await me.shown('dialog', 'Opening');
  await me.shown('treeitem', 'Interview 1', ['tree', 'Documents']);
  const drawn = await framesDrawn(page) - before;
  assert.ok(drawn > 3, `${drawn} frames were drawn while it was read`);
  rmSync(folder, { recursive: true });
  await me.saved();
  await me.select('Interviewer');
  await me.code('Judged', { create: true });
  await me.saved();
  const copy = JSON.parse((await me.download(() => me.press('Control+s'))).text);
  assert.equal(copy.codings.length, 50001);
  const first = await page.locator('#mirror [role=tree][aria-label=Codes] [role=treeitem]').first().getAttribute('aria-label');
  await me.click('treeitem', first, { within: ['tree', 'Codes'] });
  await me.press('Shift+Delete');
  await me.gone('treeitem', first, ['tree', 'Codes']);
  await me.press('Control+z');
  await me.shown('treeitem', first, ['tree', 'Codes']);
  await me.saved();
  await me.click('button', 'All projects');
  await me.home();
  await me.click('link', 'Benchmark');
  await me.shown('treeitem', 'Judged', ['tree', 'Codes']);
  // A reload while it is the open one.
  await page.reload();
  await started(page);
  await me.shown('treeitem', 'Judged', ['tree', 'Codes']);
  await me.shown('treeitem', first, ['tree', 'Codes']);
  await me.saved();
  assert.equal(await me.node('alert').count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});
