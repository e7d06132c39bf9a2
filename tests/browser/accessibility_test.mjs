// The accessibility mirror by the rules of WCAG 2 and ARIA, as axe-core knows them: every mode, every dialog and every menu.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assert, openPage, started, test } from './harness.mjs';
import { qdpx } from './packages.mjs';
import { Researcher } from './researcher.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Contrast is the canvas's affair: the mirror's own letters are transparent on purpose.
const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } };

async function violations(page) {
  const { violations: found } = await page.evaluate((each) => globalThis.axe.run(document, each), options);
  return found.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.length} times, such as ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 300)} (${failureSummary})`).join('\n    ')}`);
}

const interview = (name, answer) => `Interviewer: How was the first night on the ward for you?\n${name}: ${answer}\nInterviewer: Who came to help you in the night?\n${name}: Nobody, or the nurse.\n`;
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

// A page with axe in it, and what it finds, by where.
async function swept(over) {
  const { page } = await openPage({ over });
  const me = new Researcher(page), found = {};
  await started(page);
  await me.home();
  await page.evaluate(axe);
  const sweep = async (where) => {
    await me.drawn();
    const some = await violations(page);
    if (some.length) found[where] = some;
  };
  // A dialog that a command opens, swept and left by Escape.
  const dialog = async (command, name = command.replace('…', ''), escapes = 1) => {
    await me.run(command);
    await me.shown('dialog', name);
    await sweep(command);
    for (let i = 0; i < escapes; i++) await me.press('Escape'); // the first leaves a field of several lines
    await me.gone('dialog', name);
  };
  return { page, me, found, sweep, dialog };
}

for (const over of ['http', 'file']) {
  test(`no serious violation of WCAG or ARIA in any mode, over ${over}`, { seconds: 240 }, async () => {
    const { me, found, sweep } = await swept(over);
    await sweep('home');
    await me.click('button', 'Start from the sample study');
    await me.shown('document', 'P01');
    await sweep('Code');
    for (const mode of ['Compare', 'Cases', 'Themes', 'Report', 'Search']) {
      await me.mode(mode);
      await sweep(mode);
    }
    await me.click('textbox', 'Search all documents, memos and codes');
    await me.field('Search all documents, memos and codes');
    await me.type('ward');
    await me.node('checkbox').first().waitFor({ state: 'attached' });
    await sweep('search results');
    await me.press('Enter');
    await me.mode('Cases');
    await me.click('tab', 'Documents');
    await sweep('Cases: documents');
    assert.deepEqual(found, {});
  });
}

test('no serious violation in pickers, palette, settings and the other dialogs of a project', { seconds: 240 }, async () => {
  const { page, me, found, sweep, dialog } = await swept('http');
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  await me.press('Control+k');
  await me.shown('dialog', 'Commands');
  await sweep('palette');
  await me.type('Nothing that there is');
  await sweep('palette without a match');
  await me.press('Escape');
  await me.gone('dialog', 'Commands');
  await me.select('night');
  await sweep('a selection');
  await me.press('Enter');
  await me.field('Code');
  await sweep('code picker');
  await me.press('Escape');
  await me.press('k');
  await me.field('Theme');
  await sweep('theme picker');
  await me.press('Escape');
  await me.press('Control+f');
  await me.field('Find in document');
  await me.type('ward');
  await sweep('find bar');
  await me.press('Escape');
  await me.press('e');
  await me.field('Transcript text');
  await sweep('correcting the transcript');
  await me.click('button', 'Done');
  await dialog('Keyboard keys', 'Keys');
  await dialog('Settings…');
  await dialog('How can I check that nothing leaves this browser?');
  await dialog('Pseudonyms…');
  await dialog('Paste a codebook…', 'Paste a codebook', 2);
  await dialog('New project…');
  await dialog('New attribute…', /./);
  await dialog('Put document under a case…', 'Case of the document');
  await dialog('Recognise speakers again…', /./);
  await dialog('Interview guide…');
  await me.run('Speakers of the document');
  await sweep('speakers');
  // Several codes at once: the tree says that it may, the inspector lists them, a question names them.
  const codes = me.node('tree', 'Codes').getByRole('treeitem');
  await page.mouse.click(...await me.middle(codes.nth(0)));
  await page.keyboard.down('Shift');
  await page.mouse.click(...await me.middle(codes.nth(2)));
  await page.keyboard.up('Shift');
  await me.shown('group', 'Chosen codes');
  assert.equal(await me.node('tree', 'Codes').getAttribute('aria-multiselectable'), 'true');
  assert.equal(await me.node('tree', 'Codes').locator('[aria-selected=true]').count(), 3);
  await sweep('several codes');
  await dialog('Merge code into…', /^Merge .* into$/);
  await dialog('Colour of the code…', /^Colour of /);
  await dialog('Delete code with its codings', 'Delete 3 codes?');
  for (const [menu, button] of [['Code', 'More about the code'], ['Document', 'More about the document']]) {
    await me.click('button', button);
    await me.shown('menu', menu);
    await sweep(`menu ${menu}`);
    await me.press('Escape');
    await me.gone('menu', menu);
  }
  await page.mouse.click(...await me.middle(page.locator('#mirror mark').first()), { button: 'right' });
  await me.shown('menu', 'Passage');
  await sweep('menu Passage');
  await me.press('Escape');
  await me.mode('Report');
  const formats = me.node('listbox', 'What to save').getByRole('option');
  for (const format of await formats.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))) {
    await me.click('option', format, { within: ['listbox', 'What to save'] });
    await me.shown('region', format);
    await sweep(`Report: ${format}`);
  }
  assert.deepEqual(found, {});
});

test('no serious violation in what is shown before and after an import', { seconds: 240 }, async () => {
  const { page, me, found, sweep } = await swept('http');
  await me.pick([file('Ana.txt', interview('Ana', 'Long and loud.')), file('Ben.txt', interview('Ben', 'Quiet, mostly.')), file('Empty.txt', ''),
    file('Survey.csv', 'id,age,answer\n1,34,I slept well\n2,51,I lay awake\n3,29,It was loud\n')]);
  await me.shown('dialog', 'Before the import');
  await sweep('import preview: a document');
  for (const option of ['Survey.csv', 'Empty.txt']) {
    await page.mouse.click(...await me.middle(me.node('listbox', 'Files to import').getByRole('option').filter({ has: page.locator(`xpath=self::*[starts-with(@aria-label, "${option.split('.')[0]}")]`) }).first()));
    await sweep(`import preview: ${option}`);
  }
  await me.click('button', /^Import \d+ documents?$/, { within: ['dialog', 'Before the import'] });
  await me.gone('dialog', 'Before the import');
  await me.drawn();
  if (await me.node('dialog', /^Import: /).count()) {
    await sweep('import report');
    await me.press('Escape');
  }
  await me.run('Interview guide…');
  await me.shown('dialog', 'Interview guide');
  await sweep('interview guide with questions');
  await me.press('Escape');
  await me.run('Speakers of the document');
  await sweep('speakers of an interview');
  await me.mode('Cases');
  await sweep('Cases of a survey');
  // Codebooks and projects of other programs.
  const choose = async (command, name, buffer) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), me.run(command)]);
    await chooser.setFiles([{ name, mimeType: 'application/octet-stream', buffer }]);
  };
  await choose('Import a codebook…', 'codes.csv', Buffer.from('name,description\nJudged,Feels judged\nNights,"What nights are like"\n'));
  await me.shown('dialog', 'Import a codebook');
  await sweep('codebook import');
  await me.press('Escape');
  await choose('Check a REFI-QDA file…', 'Ward.qdpx', qdpx('judged'));
  await me.shown('button', 'Save the report');
  await sweep('REFI-QDA check');
  await me.press('Escape');
  await me.run('All projects');
  await me.home();
  await me.pick([{ name: 'Ward.qdpx', mimeType: 'application/octet-stream', buffer: qdpx('judged', 400) }]);
  await me.shown('dialog', 'Look before you open it');
  await sweep('doubtful project');
  await me.press('Escape');
  await me.gone('dialog', 'Look before you open it');
  await sweep('with a toast');
  assert.deepEqual(found, {});
});
