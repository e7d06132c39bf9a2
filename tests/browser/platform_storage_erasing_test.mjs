// What is left of an erased project in the browser's own files. Driven through the probe.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, newProfile, test } from './harness.mjs';
import { anyOf, heard, openProbe, probe } from './platform/probe.mjs';
import { append, open, project, snapshot, until } from './platform/stored.mjs';

const words = ['Q7XSTATE', 'Q7XLINE', 'Q7XCARD', 'Q7X早期'];
// The files of a profile that hold one of the words, in any of the ways a browser writes them.
const holding = (folder) => {
  const found = [];
  for (const name of readdirSync(folder, { recursive: true })) {
    let bytes;
    try { bytes = readFileSync(join(folder, name)); } catch { continue; } // a folder, or gone meanwhile
    for (const word of words) if (['utf8', 'utf16le'].some((way) => bytes.includes(Buffer.from(word, way)))) found.push(`${word} in ${name}`);
  }
  return found;
};

for (const over of ['http', 'file']) {
  test(`over ${over}, no file of the browser holds the words of an erased project`, { seconds: 120 }, async () => {
    const profile = newProfile();
    const first = await openProbe({ over, profile });
    await snapshot(first.page, `Q7XSTATE ${'long '.repeat(30000)}`, 0, { card: '{"name":"Q7XCARD"}' });
    await until(first.page, 'manifests', (found) => found.length === 2);
    await append(first.page, Array.from({ length: 30 }, (_, i) => [i + 1, `{"text":"Q7XLINE ${i} Q7X早期"}`]));
    await snapshot(first.page, 'Q7XSTATE short', 30, { card: '{"name":"Q7XCARD"}' });
    assert.notDeepEqual(holding(profile.folder), [], 'the words are looked for where they are');
    // A second start has the words in tables, not in the newest log only.
    await first.close();
    const { page } = await openProbe({ over, profile, address: first.server?.address });
    assert.equal((await open(page)).snapshot, 'Q7XSTATE short');
    await append(page, [[31, '{"text":"Q7XLINE 31"}']]);
    await probe(page, { do: 'delete', project });
    await heard(page, anyOf('listed'));
    for (const end = Date.now() + 30000; holding(profile.folder).length; await page.waitForTimeout(100))
      if (Date.now() > end) assert.deepEqual(holding(profile.folder), []);
  });
}
