// What was "Saved on this device" outlives a reload, a killed browser and a lost tab.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, dist, newProfile, openPage, startServer, started, test } from './harness.mjs';
import { assertQuotations, contentOf, Researcher } from './researcher.mjs';

// SIGKILL for the browser on this profile and all its processes: nothing gets a chance to write.
function kill(profile) {
  const mine = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((id) => {
    try { return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(profile.folder); } catch { return false; }
  });
  assert.ok(mine.length > 0, 'the browser runs');
  for (const id of mine) try { process.kill(Number(id), 'SIGKILL'); } catch { /* gone with its parent */ }
}

const interview = 'Interviewer: How was the ward?\nP01: I felt judged, every day. Café at three – the only calm.\nP01: 🌙 At night I was alone. 夜里只有我一个人。\n';
const given = [{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(interview) }];

for (const over of ['http', 'file']) {
  test(`a browser that is killed while coding loses nothing that was saved, over ${over}`, { seconds: 240 }, async () => {
    const profile = newProfile();
    const server = over === 'http' ? await startServer() : undefined;
    const where = { over, address: server?.address, profile, path: join(dist, 'emic.html') };
    const first = await openPage(where);
    let me = new Researcher(first.page);
    await started(first.page);
    await me.home();
    await me.pick(given);
    await me.imported(['P01']);
    await me.select('I felt judged');
    await me.code('Judged', { create: true });
    await me.select('At night I was alone. 夜里只有我一个人');
    await me.code('Nights – 夜', { create: true });
    await me.press('m');
    await me.field('Memo on this passage');
    await me.type('Compare with the ward by day — 孤独。');
    await me.press('Tab');
    await me.noField();
    await me.saved();
    // In the middle of the next coding: the picker is open, a name half typed.
    await me.select('the only calm');
    await me.press('Enter');
    await me.field('Code');
    await me.type('Cal');
    kill(profile);
    await first.close();

    const second = await openPage(where);
    me = new Researcher(second.page);
    await started(second.page);
    await me.shown('document', 'P01');
    assert.equal(await me.node('alert').count(), 0, 'nothing is reported as damaged');
    const project = await me.project();
    assert.equal(project.documents.length, 1);
    assert.equal(project.documents[0].text, interview);
    const rows = await me.quotations();
    assertQuotations(rows, () => interview);
    assert.deepEqual(rows.map(({ code, quotation, memo }) => [code, quotation, memo]), [
      ['Judged', 'I felt judged', ''],
      ['Nights – 夜', 'At night I was alone. 夜里只有我一个人', 'Compare with the ward by day — 孤独。'],
    ]);
    // And work goes on: undo goes back past the crash is not promised, new changes are kept.
    await me.mode('Code');
    await me.select('the only calm');
    await me.code('Calm', { create: true });
    await me.saved();
    await second.page.reload();
    await started(second.page);
    await me.shown('treeitem', 'Calm', ['tree', 'Codes']);
    assert.equal((await me.quotations()).length, 3);
    assert.deepEqual(second.complaints, []);
  });
}

test('a killed browser without a pause: a prefix of the work is there, in order', { seconds: 240 }, async () => {
  const profile = newProfile();
  const server = await startServer();
  const where = { address: server.address, profile };
  const first = await openPage(where);
  let me = new Researcher(first.page);
  await started(first.page);
  await me.home();
  await me.pick(given);
  await me.imported(['P01']);
  const words = ['How was', 'judged', 'every day', 'Café', 'three', 'calm', 'night', 'alone'];
  await me.saved();
  let safe = 0;
  for (const word of words) {
    await me.select(word);
    await me.press('v');
    await me.shown('treeitem', word, ['tree', 'Codes']);
    if (await me.status(/^Saved on this device$/).count()) safe++;
    else break; // killed while this one is being saved
  }
  kill(profile);
  await first.close();
  const second = await openPage(where);
  me = new Researcher(second.page);
  await started(second.page);
  await me.shown('document', 'P01');
  const found = (await me.quotations()).map(({ quotation }) => quotation);
  assert.ok(found.length >= safe, `${safe} were saved, ${found.length} are there`);
  assert.deepEqual([...found].sort(), words.slice(0, found.length).sort());
});

test('projects on the home page: several, opened, copied, erased', { seconds: 240 }, async () => {
  const { page, complaints } = await openPage();
  const me = new Researcher(page);
  await started(page);
  await me.home();
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  // Ctrl+S saves a copy that opens again as the same project.
  const copy = await me.download(() => me.press('Control+s'));
  assert.match(copy.name, /\.emic$/);
  const sample = JSON.parse(copy.text);
  assert.equal(sample.documents.length, 4);
  await me.saved();
  await me.click('button', 'All projects');
  await me.home();
  await me.shown('link', sample.project[0].name);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), me.click('button', 'Open a project file')]);
  await chooser.setFiles([{ name: 'copy.emic', mimeType: 'application/octet-stream', buffer: Buffer.from(copy.text) }]);
  await me.shown('document', 'P01');
  assert.deepEqual(contentOf(await me.project()), contentOf(sample));
  await me.saved();
  await me.click('button', 'All projects');
  await me.home();
  await page.waitForFunction(() => document.querySelectorAll('#mirror [role=link]').length === 2);
  await me.click('button', `Erase “${sample.project[0].name}” from this device…`);
  await me.click('button', 'Erase');
  await page.waitForFunction(() => document.querySelectorAll('#mirror [role=link]').length === 1);
  await page.reload();
  await started(page);
  await me.home();
  await me.shown('link', sample.project[0].name);
  assert.equal(await me.node('link').count(), 1);
  // A file that is none is refused in plain words and changes nothing.
  const [again] = await Promise.all([page.waitForEvent('filechooser'), me.click('button', 'Open a project file')]);
  await again.setFiles([{ name: 'cut.emic', mimeType: 'application/octet-stream', buffer: Buffer.from(copy.text.slice(0, copy.text.length / 2)) }]);
  await me.node('alert').first().waitFor({ state: 'attached' });
  assert.match(await me.node('alert').first().innerText(), /cut\.emic.*not opened.*cut short or damaged/);
  assert.deepEqual(complaints, []);
});

for (const over of ['http', 'file']) {
  test(`a second window reads a project that the first one has open, and takes over when that is closed, over ${over}`, { seconds: 240 }, async () => {
    const { page, context, address, complaints } = await openPage({ over });
    const me = new Researcher(page);
    await started(page);
    await me.home();
    await me.pick(given);
    await me.imported(['P01']);
    await me.select('I felt judged');
    await me.code('Judged', { create: true });
    await me.saved();
    const second = await context.newPage();
    await second.goto(address);
    const other = new Researcher(second);
    await started(second);
    await other.shown('document', 'P01');
    await other.status(/^Read only: open in another window$/).waitFor({ state: 'attached' });
    await other.select('every day');
    await other.press('v');
    await other.node('alert').filter({ hasText: 'open in another window or tab of Emic' }).first().waitFor({ state: 'attached' });
    assert.equal(await other.node('treeitem', 'every day').count(), 0);
    // The first window goes on, and a reload of it does not make it the reader.
    await page.bringToFront();
    await me.select('the only calm');
    await me.code('Calm', { create: true });
    await me.saved();
    await page.reload();
    await started(page);
    await me.shown('treeitem', 'Calm', ['tree', 'Codes']);
    await me.status(/^Saved on this device$/).waitFor({ state: 'attached' });
    await page.close();
    // By itself, with the latest state.
    await other.shown('treeitem', 'Calm', ['tree', 'Codes']);
    await other.status(/^Saved on this device$/).waitFor({ state: 'attached' });
    await other.select('every day');
    await other.press('v');
    await other.shown('treeitem', 'every day', ['tree', 'Codes']);
    await other.saved();
    assert.deepEqual(complaints, []);
  });
}
