// Joins what reads PDF files into one script without a way to the network: the parts of pdf.js that find text, and the scripts beside
// this one.
//   node web/pdf/build.mjs --out build/web/read_pdf.js
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const fail = (message) => { console.error(`Joining the PDF reader failed: ${message}`); process.exit(1); };

// Sections of pdf.js by their names in its own build: drawing, pictures, forms, annotations, editing and its worker protocol.
const cut = [/\/core\/xfa\//, /\/external\/(jbig2|openjpeg|qcms)\//, new RegExp('/core/(annotation|writer|dataset_reader|intersector|default_appearance|' +
  'worker|worker_stream|pdf_manager|jpg|jpx|jbig2|jbig2_wasm|image|image_resizer|icc_colorspace|editor/pdf_editor|font_renderer|pattern|chunked_stream|' +
  'struct_tree|metadata_parser)\\.js'), /\/shared\/(message_handler|base_pdf_stream|obj-bin-transform|scripting_utils)\.js/, /\/src\/pdf\.worker\.js/];
// Names of cut sections that are asked for all the same.
const stubs = `
class AnnotationFactory {}
class FontInfo {}
class WorkerTask { ensureNotTerminated() {} }
class JpxImage { static cleanup() {} }
class JBig2WasmImage { static cleanup() {} }
const clearPatternCaches = () => {};
`;

export function pdfReader() {
  const sections = readFileSync(join(here, 'node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs'), 'utf8').split(/^(?=;\/\/ \.\/)/m);
  for (const pattern of cut) if (!sections.some((section) => pattern.test(section.slice(0, section.indexOf('\n'))))) fail(`pdf.js has no section ${pattern}`);
  const kept = sections.filter((section) => !cut.some((pattern) => pattern.test(section.slice(0, section.indexOf('\n'))))).join('');
  const offline = kept
    .replace(/\bawait fetch\(/g, 'noRequest(')
    .replace(/\bfetch(?=\(|")/g, 'objectAt') // what pdf.js calls looking up an object of the file
    .replace(/\bnew XMLHttpRequest\b/g, 'new noRequest')
    .replace(/(?<![.\w])import\(/g, 'noRequest(')
    .replace(/\bnew Function\(/g, 'noRequest(')
    .replace(/\bFunction\('return this'\)\(\)/g, 'globalThis')
    .replace(/\bFunction\('return require/g, "noRequest('return require")
    .replace('"window.open", ', ''); // a word looked for in links
  // Spaces that pdf.js only guesses from a gap are form feeds instead, ten for a gap of 0.102 of the font's size; letter_gaps.js tells
  // letters that are set apart from words.
  let measured = offline;
  const say = (pattern, words) => {
    if (!pattern.test(measured)) fail(`pdf.js has no ${pattern}`);
    measured = measured.replace(pattern, words);
  };
  say(/(function addFakeSpaces\(width[^]*?)resetLastChars\(\);\s*textContentItem\.str\.push\(" "\)/,
    '$1const written = shouldAddWhitepsace();\nresetLastChars();\ntextContentItem.str.push(written ? " " : "\\f".repeat(Math.min(80, Math.round(Math.abs(width / textContentItem.spaceInFlowMin) * 10))))');
  say(/(flushTextContentItem\(\);\s*)resetLastChars\(\);(\s*pushWhitespace\(\{\s*width: Math\.abs\(width\),\s*height: Math\.abs\(height\),)/,
    '$1const written = shouldAddWhitepsace();\nresetLastChars();$2 written,');
  say(/(function pushWhitespace\(\{)([^]*?)str: " ",/, '$1 written = true,$2str: written ? " " : "\\f",');
  const whole = `(() => {'use strict';\nconst noRequest = () => { throw new Error('Emic makes no request'); };\n` +
    `${measured}\n${stubs}\n${['character_tables.js', 'letter_gaps.js', 'annotations.js', 'read_pdf.js'].map((name) => readFileSync(join(here, name), 'utf8')).join('\n')}})();`;
  return transformSync(whole, { minify: true, treeShaking: true, target: 'es2022', charset: 'utf8', legalComments: 'none' }).code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[process.argv.indexOf('--out') + 1];
  writeFileSync(out, pdfReader());
}
