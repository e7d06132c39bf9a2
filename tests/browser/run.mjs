// Runs every tests/browser/*_test.mjs (or those whose names hold one of the arguments) and prints, last, `N passed, N failed`.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeAll, closeSharedBrowser, corpora, registered } from './harness.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter((name) => name.endsWith('_test.mjs') && (wanted.length === 0 || wanted.some((part) => name.includes(part)))).sort();
let passed = 0;
let failed = 0;
let skipped = 0;
const attempts = wanted.length ? 1 : 2; // who works on one test wants to see every failure
const unsteady = [];

const within = (seconds, promise) => {
  let timer;
  const limit = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`still running after ${seconds} s`)), seconds * 1000); });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
};

for (const file of files) {
  registered.length = 0;
  console.log(`-- ${file}`);
  try {
    await import(`./${file}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${file} could not be read\n${error.stack}`);
    continue;
  }
  for (const { name, run, needs, unless, seconds = 240 } of registered) {
    if (needs === 'corpora' && !corpora) {
      skipped++;
      console.log(`skipped ${name} (the shared corpora are not here)`);
      continue;
    }
    const reason = unless?.();
    if (reason) {
      skipped++;
      console.log(`skipped ${name} (${reason})`);
      continue;
    }
    // Real browsers on a shared machine: what fails is tried once more, in a fresh one, and both are told.
    for (let attempt = 1, done = false; !done; attempt++) {
      const begin = Date.now();
      try {
        await within(seconds, run());
        passed++;
        if (attempt > 1) unsteady.push(name);
        console.log(`ok      ${name} (${Date.now() - begin} ms${attempt > 1 ? ', at the second attempt' : ''})`);
        done = true;
      } catch (error) {
        done = attempt === attempts;
        if (done) failed++;
        console.log(`${done ? 'FAILED ' : 'AGAIN  '} ${name}\n${error.stack}`);
      }
      await closeAll();
    }
  }
}
await closeSharedBrowser();
for (const name of unsteady) console.log(`unsteady: ${name}`);
if (skipped) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
