// PDF files through the real page: the words that come out against poppler's, what cannot be read, and that nothing is asked for.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, corpora, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const folder = corpora && join(corpora, 'interviews/pdpilot');
const names = ['P1', 'P2', 'P3'];
const words = (text) => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

// The share of words that both have, in order (longest common subsequence, in a band around the diagonal).
function equalShare(one, other) {
  let row = new Uint32Array(other.length + 1);
  for (const word of one) {
    const next = new Uint32Array(other.length + 1);
    for (let i = 0; i < other.length; i++) next[i + 1] = word === other[i] ? row[i] + 1 : Math.max(row[i + 1], next[i]);
    row = next;
  }
  return row[other.length] / Math.max(one.length, other.length);
}

// What pdftotext reads, without what Emic leaves out on purpose: page numbers and the numbers of paragraphs, each on a line of its own.
const reference = (path) => words(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/^\s*\d+(\/\d+)?\s*$/gm, ''));

async function begun(over) {
  const opened = await openPage({ over });
  await started(opened.page);
  const researcher = new Researcher(opened.page);
  await researcher.home();
  return { ...opened, researcher };
}

// The project's documents by name, from the copy that the researcher saves.
async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  const project = JSON.parse(readFileSync(await download.path(), 'utf8'));
  return new Map(project.documents.map((document) => [document.name, document]));
}

for (const over of ['http', 'file']) {
  test(`reads the interviews' PDF files over ${over} as poppler does`, { needs: 'corpora' }, async () => {
    const { page, researcher, requests, complaints } = await begun(over);
    const before = requests.length;
    await researcher.pick(names.map((name) => join(folder, `${name}.pdf`)));
    await researcher.imported(names);
    const documents = await saved(page);
    for (const name of names) {
      const share = equalShare(words(documents.get(name).text), reference(join(folder, `${name}.pdf`)));
      console.log(`        ${name}.pdf: ${(share * 100).toFixed(2)} % of the words are equal`);
      assert.ok(share >= 0.99, `${name}: ${share}`);
      assert.match(documents.get(name).text, /^Participant: /m);
      assert.equal(documents.get(name).headings?.length, 1);
    }
    assert.deepEqual(requests.slice(before).filter((address) => !address.startsWith('blob:') && !/\/(index\.html|manifest\.webmanifest|sw\.js)?$/.test(address)), []);
    assert.deepEqual(complaints, []);
  });
}

// A PDF written by hand: objects, and a cross-reference table that fits them.
function handmade({ content = '', encrypt = '', annotations = [], font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', more = [] } = {}) {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>' + ` /Annots [${annotations.join(' ')}] >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`, font, ...(encrypt ? [encrypt] : []), ...more];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, i) => { const at = file.length; file += `${i + 1} 0 obj\n${object}\nendobj\n`; return at; });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]${encrypt ? ' /Encrypt 6 0 R' : ''} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

// Words as fonts of Asian PDF files hold them when the file only names their encoding: encoding, collection, words, their bytes.
const named = [
  ['GBK-EUC-H', 'GB1', '我：我只想要一个普通的晚上。', 'ced2a3baced2d6bbcfebd2aad2bbb8f6c6d5cda8b5c4cdedc9cfa1a3'],
  ['UniGB-UCS2-H', 'GB1', '她说：“没关系”……', '59798bf4ff1a201c6ca151737cfb201d20262026'],
  ['UniCNS-UTF16-H', 'CNS1', '護士來了，問我好不好。', '8b7758eb4f864e86ff0c554f6211597d4e0d597d3002'],
  ['ETen-B5-H', 'CNS1', '媽媽很孤單。', 'b6fdb6fdabdca974b3e6a143'],
  ['90ms-RKSJ-H', 'Japan1', '夜が長かった。 Ana', '96e982aa92b782a982c182bd814220416e61'],
  ['EUC-H', 'Japan1', '病院の夜。', 'c9c2b1a1a4cecceba1a3'],
  ['KSCms-UHC-H', 'Korea1', '밤이 길었어요. 똠방', 'b9e3c0cc20b1e6befabeeebfe42e208c63b9e6'],
  ['UniKS-UTF32-H', 'Korea1', '엄마', '0000c5c40000b9c8'],
  ['90msp-RKSJ-H', 'Japan1', '¥500と', '5c35303082c6'],
  ['GBpc-EUC-H', 'GB1', '她©我', 'cbfdfdced2'],
  ['UniJIS-UTF16-H', 'Japan1', '𠮟る Ana', 'd842df9f308b00200041006e0061'],
];
const fontOf = (encoding, collection, widths = '1 [500 500]') => `<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding ${encoding} /DescendantFonts [<< /Type /Font ` +
  `/Subtype /CIDFontType0 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (${collection}) /Supplement 0 >> /DW 1000 /W [${widths}] ` +
  '/FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>] >>';

test('Asian PDF files that only name their encoding give their words; one that needs a table of its collection is told of', async () => {
  const { page, researcher } = await begun('file');
  const content = (bytes) => `BT /F 12 Tf 50 700 Td <${bytes}> Tj ET`;
  const files = named.map(([encoding, collection, , bytes]) => ({ name: `${encoding}.pdf`, bytes: handmade({ content: content(bytes), font: fontOf(`/${encoding}`, collection) }) }));
  // Latin letters are half as wide as Chinese characters, by the numbers that this table gives them: between the names is a gap.
  files.push({ name: 'Narrow.pdf', bytes: handmade({ content: 'BT /F 12 Tf 50 700 Td <416e61> Tj 24 0 Td <546f6d> Tj ET', font: fontOf('/GBK-EUC-H', 'GB1', '814 907 500') }) });
  // A table of the file's own that goes on from a named one, and says of one code what only the font knows.
  const own = '/CMapName /Own def /GBK-EUC-H usecmap 1 begincidchar <a1a3> 7000 endcidchar endcmap';
  files.push({ name: 'Own table.pdf', bytes: handmade({ content: content(named[0][3]), font: fontOf('6 0 R', 'GB1'),
    more: [`<< /Type /CMap /CMapName /Own /UseCMap /GBK-EUC-H /Length ${own.length} >>\nstream\n${own}\nendstream`] }) });
  await researcher.drop(files);
  await researcher.imported([...named.map(([encoding]) => encoding), 'Narrow', 'Own table']);
  const documents = await saved(page);
  assert.equal(documents.get('Narrow').text.trim(), 'Ana Tom');
  assert.equal(documents.get('Own table').text.trim(), '我：我只想要一个普通的晚上\ufffd');
  for (const [encoding, , text] of named) assert.equal(documents.get(encoding).text.trim(), text, encoding);
  const ownNumbers = `${content('0ff00ff1')} BT /F 12 Tf 50 600 Td <00220023> Tj ET`;
  await researcher.drop([{ name: 'Own numbers.pdf', bytes: handmade({ content: ownNumbers, font: fontOf('/Identity-H', 'GB1') }) }]);
  await page.locator('#mirror').getByLabel(/‘Own numbers\.pdf’ holds text, but does not say which/).first().waitFor({ state: 'attached' });
});

test('letters that are set apart are words, and words that are single letters stay so', async () => {
  const { page, researcher } = await begun('file');
  const spaced = (tracking, words, y = 700) => `BT /F 12 Tf ${tracking} Tc 50 ${y} Td (${words}) Tj ET `;
  const letters = (word, gap) => `[${[...word].map((letter) => `(${letter})`).join(` ${-gap} `)}] TJ`;
  const files = {
    Tracked: [spaced(2.5, 'Ben: Nobody came to see us.') + spaced(0, 'Ana: We closed the shop early that day.', 660), 'Ben: Nobody came to see us.\nAna: We closed the shop early that day.'],
    Wide: [spaced(8, 'Ben: Nobody came to see us.'), 'Ben: Nobody came to see us.'],
    Placed: [`BT /F 12 Tf 50 700 Td ${letters('Nobody came to us', 180)} ET`, 'Nobody came to us'],
    Stressed: ['BT /F 12 Tf 50 700 Td (That was ) Tj 2 Tc (very) Tj 0 Tc ( hard and ) Tj 2 Tc (quite different) Tj 0 Tc ( then.) Tj ET', 'That was very hard and quite different then.'],
    Single: [spaced(0, 'Agree 1 2 3 4 5 Disagree, said J. R. R. T. to a b c d e'), 'Agree 1 2 3 4 5 Disagree, said J. R. R. T. to a b c d e'],
    Unwritten: ['BT /F 12 Tf 50 700 Td [(I) -280 (am) -280 (a) -280 (nurse) -280 (in) -280 (a) -280 (ward.)] TJ ET', 'I am a nurse in a ward.'],
  };
  await researcher.drop(Object.entries(files).map(([name, [content]]) => ({ name: `${name}.pdf`, bytes: handmade({ content }) })));
  await researcher.imported(Object.keys(files));
  const documents = await saved(page);
  for (const [name, [, text]] of Object.entries(files)) assert.equal(documents.get(name).text.trim(), text, name);
});

test('answers typed into a PDF form stand in the text, comments become memos, and both are told', async () => {
  const { page, researcher } = await begun('file');
  const annotations = [
    '<< /Subtype /Widget /FT /Tx /T (q1) /V (My sister, she came every day.) /Rect [200 695 500 715] /DA (/F 12 Tf) >>',
    '<< /Subtype /Widget /FT /Btn /T (yes) /AS /On /V /On /Rect [34 658 46 670] >>',
    '<< /Subtype /Widget /FT /Tx /Ff 8192 /T (secret) /V (never shown) /Rect [200 600 500 620] >>',
    '<< /Subtype /Highlight /Rect [50 695 150 715] /Contents (first sign) /T (Ben) >>',
    '<< /Subtype /Highlight /Rect [50 695 150 715] >>'];
  await researcher.drop([{ name: 'Form.pdf', bytes: handmade({ annotations, content: 'BT /F 12 Tf 50 700 Td (1. What helped you?) Tj 0 -40 Td (I agree to take part) Tj ET' }) }]);
  await researcher.confirmImport('Form');
  for (const told of [/2 answers typed into the form/, /1 comment became a memo/, /1 highlight or drawing without a comment was left out/]) await page.locator('#mirror').getByLabel(told).first().waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  const form = (await saved(page)).get('Form');
  assert.match(form.text, /^1\. What helped you\? My sister, she came every day\.\n☒ I agree to take part$/);
});

test('PDF files that cannot be read are told of, and the rest of the batch is imported', async () => {
  const { researcher } = await begun('file');
  const secret = `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`;
  await researcher.drop([
    { name: 'Scan.pdf', bytes: handmade() },
    { name: 'Secret.pdf', bytes: handmade({ content: 'BT /F 12 Tf 50 700 Td (Hidden) Tj ET', encrypt: secret }) },
    { name: 'Broken.pdf', bytes: Buffer.from('%PDF-1.4\nnothing of a PDF\n') },
    { name: 'Short.pdf', bytes: handmade({ content: 'BT /F 12 Tf 50 700 Td (Ana: I felt at home.) Tj ET' }) },
  ]);
  await researcher.confirmImport('Short');
  await researcher.shown('treeitem', 'Short', ['tree', 'Documents']);
  for (const told of [/‘Scan\.pdf’ .*it is a scan/, /‘Secret\.pdf’ is protected with a password/, /‘Broken\.pdf’ is damaged/]) await researcher.page.locator('#mirror').getByLabel(told).first().waitFor({ state: 'attached' });
});
