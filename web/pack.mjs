// Packs the page: shell.html, its style, the program and the engine become one file that makes no request.
//   node web/pack.mjs --js build/web/emic_web.js --map build/web/emic_web.map --out dist --report build/web/sizes.txt
// Writes emic.html, index.html (the same bytes), sw.js and manifest.webmanifest, and prints what the bytes are spent on.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { toLetters } from './letters.mjs';
import { pagePolicy } from './policy.mjs';
import { wasmShares } from './pack_shares.mjs';
import { pdfReader } from './pdf/build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const option = (name) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const [jsPath, mapPath, out, report] = ['--js', '--map', '--out', '--report'].map(option);
const text = (path) => readFileSync(path, 'utf8');
const sha256 = (data, encoding) => createHash('sha256').update(data).digest(encoding);
const fail = (message) => { console.error(`Packing the page failed: ${message}`); process.exit(1); };

const wasm = readFileSync(jsPath.replace(/\.js$/, '.wasm'));
const packed = toLetters(wasm);
const pdf = Buffer.from(pdfReader());
const packedPdf = toLetters(pdf);

// Emscripten always writes a way to get its engine over the network. The page hands it over itself, so those ways are cut.
const program = text(jsPath)
  .replace(/\bfetch\s*\(/g, 'noRequest(')
  .replace(/\bnew XMLHttpRequest\b/g, 'new noRequest')
  .replace(/;?\s*if \(typeof exports === 'object'[\s\S]*$/, ';');
const loader = text(join(root, 'web/loader.js'));
const build = sha256(Buffer.concat([wasm, pdf, Buffer.from(program + loader + text(join(root, 'shell.html')) + text(join(root, 'web/sw.js')))]), 'hex').slice(0, 16);
const script = `'use strict';\nconst noRequest = () => { throw new Error('Emic makes no request'); };\n` +
  `const EMIC_BUILD = '${build}', EMIC_ENGINE_SHA256 = '${sha256(wasm, 'hex')}', EMIC_PDF_SHA256 = '${sha256(pdf, 'hex')}';\n${program}\n${loader}`;
if (/<\/script|<!--/i.test(script)) fail('the script holds a sequence that would end it early');

const icon = text(join(root, 'assets/icon.svg')).trim();
const shell = text(join(root, 'shell.html')).replace(/\r/g, '');
const style = shell.match(/<style>([\s\S]*?)<\/style>/)?.[1] ?? fail('shell.html has no style');
const hash = (content) => `sha256-${sha256(content, 'base64')}`;
const policy = pagePolicy(hash(script), hash(style));
const place = (html, mark, value) => html.includes(mark) ? html.replace(mark, () => value) : fail(`shell.html lacks ${mark}`);
let html = shell;
html = place(html, '<!--policy-->', `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
html = place(html, '<!--icon-->', `<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}">`);
// The engine and the reader of PDF files stand before the script that unpacks them.
const block = (id, data) => `<script id="${id}" type="application/octet-stream">${data}</script>`;
html = place(html, '<!--program-->', block('engine', packed) + block('pdf', packedPdf));
html = place(html, '<!--engine-->', `<script>${script}</script>`);
if (html.indexOf('charset=') > 1000) fail('the character set stands too late in the page');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const put = (name, data) => writeFileSync(join(out, name), data);
put('emic.html', html);
put('index.html', html);
// The icons stand in the manifest itself: the page's policy lets it load no picture from anywhere.
put('manifest.webmanifest', text(join(root, 'web/manifest.webmanifest')).replace(/"(icon-[\w-]+\.png)"/g, (_, name) =>
  `"data:image/png;base64,${readFileSync(join(root, 'assets', name)).toString('base64')}"`));
put('sw.js', text(join(root, 'web/sw.js')).replace('EMIC_BUILD', build)
  .replace('EMIC_FILES', JSON.stringify(['index.html', 'manifest.webmanifest'])));

// What the bytes are spent on.
const brotli = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
const lines = [];
const row = (name, raw, small) => lines.push(`  ${name.padEnd(34)}${kb(raw)} kB${small === undefined ? '' : `${kb(small)} kB brotli`}`);
lines.push('The page, and what its bytes are spent on');
row('engine and interface (wasm)', wasm.length, brotli(wasm));
row('  as letters in the page', Buffer.byteLength(packed));
row('reader of PDF files (pdf.js)', pdf.length, brotli(pdf));
row('  as letters in the page', Buffer.byteLength(packedPdf));
row('program (JavaScript)', script.length, brotli(Buffer.from(script)));
row('shell, style, icon', shell.length + icon.length, brotli(Buffer.from(shell + icon)));
if (mapPath) lines.push('  of the wasm, before its last optimisation:');
for (const { name, bytes, share } of mapPath ? wasmShares(text(mapPath)) : []) row(`  ${name} (${(share * 100).toFixed(1)} %)`, bytes);
const page = Buffer.from(html);
const others = readdirSync(out).filter((name) => !name.endsWith('.html')).map((name) => readFileSync(join(out, name)));
const pageBrotli = brotli(page);
row('dist/emic.html', page.length, pageBrotli);
row('dist/ (index.html + the rest)', page.length + others.reduce((sum, data) => sum + data.length, 0),
  pageBrotli + others.reduce((sum, data) => sum + brotli(data), 0));
const aim = 1.2e6;
lines.push(`  aim: at most 1200.0 kB brotli: ${pageBrotli <= aim ? 'kept' : 'MISSED'} (${(pageBrotli / aim * 100).toFixed(0)} % used)`);
lines.push(`  build ${build}, SHA-256 of emic.html ${sha256(page, 'hex')}`);
if (report) writeFileSync(report, lines.join('\n') + '\n');
