// Imports the same interviews with Emic, pandoc and mammoth, one after the other: seconds, processor seconds and the most memory held.
// Usage: node import_peers.mjs PATH/TO/emic [FOLDER of DOCX]. Without a folder the corpus of real interviews is taken, copied up to 100 files.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const emic = process.argv[2];
const given = process.argv[3] ?? join(process.env.EMIC_CORPORA ?? join(here, '../../../shared/corpora'), 'interviews/sheffield');
const wanted = 100, rounds = 3;
const folder = mkdtempSync(join(tmpdir(), 'emic-peers-'));
try {
  const originals = readdirSync(given).filter((name) => name.endsWith('.docx')).sort();
  if (originals.length === 0) throw new Error(`there is no .docx in ${given}`);
  const files = Array.from({ length: wanted }, (_, i) => {
    const path = join(folder, `interview ${String(i + 1).padStart(3, '0')}.docx`);
    copyFileSync(join(given, originals[i % originals.length]), path);
    return path;
  });
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  console.log(`${wanted} DOCX, ${(bytes / 1e6).toFixed(1)} MB, from ${originals.length} real interviews; best of ${rounds} rounds, taken in turns\n`);

  // GNU time tells the processor seconds and the largest resident size of what it runs.
  const timed = (command, args) => {
    const log = join(folder, 'time');
    const begin = process.hrtime.bigint();
    const done = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', log, command, ...args], { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
    const [user, system, kilobytes] = readFileSync(log, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
    return { seconds, processor: user + system, megabytes: kilobytes / 1024 };
  };
  const ways = {
    'Emic (text, turns, saved as a project)': () => timed(emic, ['import', join(folder, 'study.emic'), ...files]),
    'pandoc (to plain text)': () => timed('pandoc', ['--from=docx', '--to=plain', '-o', join(folder, 'pandoc.txt'), ...files]),
    'mammoth (to raw text)': () => timed('node', [join(here, 'mammoth_texts.mjs'), ...files]),
  };
  const best = {};
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(ways)) {
      rmSync(join(folder, 'study.emic'), { force: true });
      const result = run();
      if (!best[name] || result.seconds < best[name].seconds) best[name] = result;
    }
  console.log(`${''.padEnd(42)}${'seconds'.padStart(10)}${'processor'.padStart(12)}${'memory, MB'.padStart(12)}`);
  for (const [name, { seconds, processor, megabytes }] of Object.entries(best))
    console.log(`${name.padEnd(42)}${seconds.toFixed(2).padStart(10)}${processor.toFixed(2).padStart(12)}${megabytes.toFixed(0).padStart(12)}`);
  console.log(`\n${execFileSync('pandoc', ['--version'], { encoding: 'utf8' }).split('\n')[0]}, mammoth ${JSON.parse(readFileSync(join(here, 'package.json'))).devDependencies.mammoth}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
