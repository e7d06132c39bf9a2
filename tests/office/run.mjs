// Opens what Emic exports in LibreOffice and compares what it reads with the project. Usage: node run.mjs PATH/TO/emic
// The last line is "N passed, N failed".
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const emic = process.argv[2];
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'emic-office-'));
let passed = 0, failed = 0;

function check(name, good, details = '') {
  if (good) ++passed;
  else ++failed, console.log(`FAILED ${name} ${details}`);
}
const run = (...args) => execFileSync(emic, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
const squeezed = text => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

function convert(files, to) {
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to, '--outdir', folder, ...files],
    { stdio: 'ignore', timeout: 240000 });
}

/// RFC 4180, quoted or not.
function parseCsv(text) {
  const rows = [[]];
  let field = '', quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += '"', ++i;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') rows.at(-1).push(field), field = '';
    else if (c === '\n') rows.at(-1).push(field), field = '', rows.push([]);
    else if (c !== '\r') field += c;
  }
  if (field !== '' || rows.at(-1).length > 0) rows.at(-1).push(field);
  else rows.pop();
  return rows;
}

/// A study whose every word tries to be something else.
function hostile(project) {
  const study = JSON.parse(readFileSync(project, 'utf8'));
  const attack = '=HYPERLINK("http://x")&<b>"\'</w:t>_x0041_';
  const walk = value => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!value || typeof value !== 'object') return;
    for (const key of ['definition', 'include', 'description']) if (typeof value[key] === 'string') value[key] = attack;
    Object.values(value).forEach(walk);
  };
  walk(study);
  const path = join(folder, 'hostile.emic');
  writeFileSync(path, JSON.stringify(study));
  return path;
}

const documents = ['themes-docx', 'codebook-docx', 'quotations-docx', 'transcripts-docx'];

/// Every file of every project in one go: LibreOffice takes longer to start than to convert.
function convertAll(projects) {
  const files = [], books = [];
  for (const [label, project] of Object.entries(projects)) {
    for (const format of documents) run('export', project, '--format', format, '-o', files[files.push(join(folder, `${label}-${format}.docx`)) - 1]);
    run('export', project, '--format', 'workbook', '-o', books[books.push(join(folder, `${label}-book.xlsx`)) - 1]);
  }
  convert(files, 'txt:Text (encoded):UTF8');
  convert(files.filter(name => name.includes('transcripts')), 'fodt');
  convert(books, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1');
}

function checkProject(label, project) {
  const study = JSON.parse(run('export', project, '--format', 'json'));
  const textOf = format => {
    const path = join(folder, `${label}-${format}.txt`);
    const there = existsSync(path);
    check(`${label} ${format} opens`, there);
    return there ? squeezed(readFileSync(path, 'utf8').replace(/^\uFEFF/u, '')) : '';
  };
  const holds = (format, text, words) => words.filter(one => one).forEach(one => check(`${label} ${format}`, text.includes(squeezed(one)), JSON.stringify(one)));

  holds('themes-docx', textOf('themes-docx'), study.themes.flatMap(theme => [theme.name, ...theme.description.split('\n'), ...theme.quotations.map(one => one.text)]));
  holds('codebook-docx', textOf('codebook-docx'), study.codes.flatMap(code => [code.name, code.path, ...[code.definition, code.include, code.exclude, code.examples].flatMap(one => one.split('\n'))]));
  holds('quotations-docx', textOf('quotations-docx'), study.documents.flatMap(one => one.codings.map(coding => coding.text)));
  const transcripts = textOf('transcripts-docx');
  let from = 0;
  for (const one of study.documents)
    for (const line of one.text.split('\n').map(squeezed).filter(words => words)) {
      const at = transcripts.indexOf(line, from);
      check(`${label} transcripts-docx, in order`, at >= 0, JSON.stringify(line));
      if (at >= 0) from = at + line.length;
    }
  const noted = readFileSync(join(folder, `${label}-transcripts-docx.fodt`), 'utf8').match(/<office:annotation /gu)?.length ?? 0;
  const places = new Set(study.documents.flatMap(one => one.codings.map(coding => `${one.name} ${coding.start} ${coding.end}`))).size;
  check(`${label} transcripts-docx has a comment for each coded place`, noted >= places, `${noted} of ${places}`);

  const sheets = { Quotations: 'quotations-csv', Codebook: 'codebook-csv', 'Codes by document': 'codes-by-document-csv',
    'Codes by document, 0 and 1': 'code-presence-csv', 'Co-occurrence': 'cooccurrence-csv', Cases: 'cases-csv', Documents: 'documents-csv' };
  for (const [sheet, format] of Object.entries(sheets)) {
    const path = join(folder, `${label}-book-${sheet}.csv`);
    check(`${label} workbook has ${sheet}`, existsSync(path));
    if (!existsSync(path)) continue;
    const read = parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/u, '')), expected = parseCsv(run('export', project, '--format', format, '--exact'));
    check(`${label} ${sheet}: rows`, read.length === expected.length, `${read.length} of ${expected.length}`);
    const same = (a, b) => a === b || (a !== '' && b !== '' && Number(a) === Number(b));
    const wrong = expected.flatMap((row, r) => row.map((cell, c) => [cell, read[r]?.[c] ?? '']).filter(([a, b]) => !same(a, b)));
    check(`${label} ${sheet}: cells`, wrong.length === 0, JSON.stringify(wrong.slice(0, 2)));
  }
}

try {
  const sample = join(folder, 'sample.emic');
  run('sample', join(root, 'assets/sample_study/study.json'), sample);
  const projects = { sample, fixture: join(root, 'tests/fixtures/project-v1.emic'), hostile: hostile(sample) };
  convertAll(projects);
  for (const [label, project] of Object.entries(projects)) checkProject(label, project);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
