// How documents come in: folders with their cases, archives, and the preview in which the researcher decides.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const interview = (name) => `Interviewer: How was it?\n${name}: I felt at home.\nInterviewer: Why?\n${name}: The garden.\n`;

// A folder of a study as it lies on a disk, with what systems leave in it.
function study() {
  const folder = mkdtempSync(join(tmpdir(), 'emic-study-'));
  for (const [name, words] of [['P01/Ana.txt', interview('Ana')], ['P02/Tom.txt', interview('Tom')], ['P02/.hidden.txt', 'x'], ['P02/Thumbs.db', 'x']]) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), words);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function begun(options) {
  const opened = await openPage(options);
  const me = new Researcher(opened.page);
  await started(opened.page);
  await me.home();
  return { ...opened, me };
}

async function confirmed(me) {
  await me.confirmImport('Tom');
  const project = await me.project();
  const cases = new Map(project.cases.map(({ id, name }) => [id, name]));
  return new Map(project.documents.map((document) => [document.name, { ...document, case: cases.get(document.case) }]));
}

test('a picked folder is previewed, corrected and imported, each folder inside it a case', async () => {
  const { folder, remove } = study();
  const { page, me, complaints } = await begun();
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  await me.press('Control+k');
  await me.field('Search or run a command');
  await page.keyboard.insertText('Import a folder');
  await me.shown('option', 'Search the whole project for “Import a folder”', ['dialog', 'Commands']); // the list follows what is typed
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), me.click('option', 'Import a folder…', { within: ['dialog', 'Commands'] })]);
  await chooser.setFiles(folder);
  await me.shown('option', 'Ana', ['listbox', 'Files to import']);
  await me.said(/^2 files were read/);
  await me.write('Case of Ana', 'P01');
  const documents = await confirmed(me);
  remove();
  assert.equal(documents.get('Ana').case, 'P01');
  assert.equal(documents.get('Tom').case, 'P02');
  assert.deepEqual(documents.get('Ana').speakers.map(({ name, interviewer }) => [name, !!interviewer]), [['Interviewer', true], ['Ana', false]]);
  assert.deepEqual(complaints, []);
});

test('a dropped folder hands over what lies in it', async () => {
  const { folder, remove } = study();
  const { page, me, complaints } = await begun();
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await cdp.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await me.shown('option', 'Tom', ['listbox', 'Files to import']);
  const documents = await confirmed(me);
  remove();
  assert.deepEqual([...documents].map(([name, one]) => [name, one.case]).sort(), [['Ana', 'P01'], ['Tom', 'P02']]);
  assert.deepEqual(complaints, []);
});

test('a cancelled preview leaves no trace; a table shows its columns', async () => {
  const { me, complaints } = await begun({ over: 'file' });
  const table = 'ID,Age,Answer\nA1,31,I felt lonely in the long evenings after my son had moved away.\nA2,57,I felt at home here from the very first day on the ward.\n';
  await me.drop([{ name: 'Survey.csv', bytes: table }]);
  await me.said('First document: A1');
  await me.click('button', 'Cancel');
  await me.gone('dialog', 'Before the import');
  assert.equal(await me.node('treeitem', undefined, ['tree', 'Documents']).count(), 0);
  await me.drop([{ name: 'Survey.csv', bytes: table }]);
  await me.click('radio', 'Age: Leave out');
  await me.click('button', 'Import 2 documents');
  await me.shown('treeitem', 'A2', ['tree', 'Documents']);
  assert.deepEqual(complaints, []);
});
