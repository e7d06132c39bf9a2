// Reads the text of one PDF, piece by piece with its place, as compact lines (app/engine/formats/pdf_pages.h says which). Joined by
// web/pdf/build.mjs behind the core of pdf.js, whose names it uses: nothing here draws, decodes pictures or asks for a file.
const limits = { pages: 5000, characters: 64 * 1048576 };

class OfflineHandler {
  lacking = new Set(); // character tables that only a network could give
  send() {}
  async sendWithPromise(action, { type, kind, filename, name } = {}) {
    if (action === 'FetchBinaryData' && String(type ?? kind).startsWith('cMap')) {
      const wanted = String(filename ?? name).replace('.bcmap', '');
      const table = characterTable(wanted);
      if (table) return { cMapData: table, isCompressed: false };
      this.lacking.add(wanted);
    }
    throw new Error('Emic makes no request');
  }
}

// What pdf.js asks of the one who holds its document.
class Holder {
  docId = 'pdf';
  docBaseUrl = null;
  enableXfa = false;
  password = undefined;
  evaluatorOptions = Object.freeze({
    maxImageSize: 0, disableFontFace: true, ignoreErrors: true, isEvalSupported: false, isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false, canvasMaxAreaInBytes: 0, fontExtraProperties: false, useSystemFonts: true, useWasm: false,
    useWorkerFetch: false, cMapUrl: null, iccUrl: null, standardFontDataUrl: null, wasmUrl: null, enableHWA: false,
  });
  constructor(bytes) { this.pdfDocument = new PDFDocument(this, new Stream(bytes)); }
  async ensure(object, name, values) {
    const value = object[name];
    return typeof value === 'function' ? value.apply(object, values) : value;
  }
  ensureDoc(name, values) { return this.ensure(this.pdfDocument, name, values); }
  ensureXRef(name, values) { return this.ensure(this.pdfDocument.xref, name, values); }
  ensureCatalog(name, values) { return this.ensure(this.pdfDocument.catalog, name, values); }
}

const openDocument = async (bytes) => {
  const open = async (holder, recover) => {
    await holder.ensureDoc('checkHeader');
    await holder.ensureDoc('parseStartXRef');
    await holder.ensureDoc('parse', [recover]);
    await holder.ensureDoc('checkFirstPage', [recover]);
    await holder.ensureDoc('checkLastPage', [recover]);
    return holder;
  };
  const holder = new Holder(bytes);
  try {
    return await open(holder, false);
  } catch (error) {
    if (!(error instanceof XRefParseException)) throw error;
    return open(holder, true);
  }
};

// From the file's plane to the page as it is shown: origin at the bottom left, turned by /Rotate.
const turned = ({ view: [x0, y0, x1, y1], rotate }) => {
  const across = rotate % 180 !== 0;
  return {
    width: across ? y1 - y0 : x1 - x0, height: across ? x1 - x0 : y1 - y0,
    point: { 0: (x, y) => [x - x0, y - y0], 90: (x, y) => [y - y0, x1 - x], 180: (x, y) => [x1 - x, y1 - y], 270: (x, y) => [y1 - y, x - x0] }[rotate],
    way: { 0: (a, b) => [a, b], 90: (a, b) => [b, -a], 180: (a, b) => [-a, -b], 270: (a, b) => [-b, a] }[rotate],
  };
};

const readPdf = async (bytes, progress) => {
  const handler = new OfflineHandler();
  const holder = await openDocument(bytes);
  const count = holder.pdfDocument.numPages;
  const lines = [];
  const fonts = new Map();
  const counts = { answers: 0, marks: 0, files: 0, unread: 0 };
  let characters = 0;
  const number = (value) => Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
  for (let index = 0; index < count; index++) {
    if (index >= limits.pages || characters > limits.characters) { lines.push(`left\t${count - index}`); break; }
    progress(index, count);
    try {
      const page = await holder.pdfDocument.getPage(index);
      const { width, height, point, way } = turned(page);
      lines.push(`page\t${number(width)}\t${number(height)}`);
      const items = [], notes = [];
      const sink = {
        desiredSize: Infinity, ready: Promise.resolve(),
        enqueue({ items: pieces }) {
          for (const { str, dir, transform: [a, b, c, d, e, f], width: run, fontName } of pieces) {
            if (!str) continue;
            if (!fonts.has(fontName)) fonts.set(fontName, fonts.size);
            const [x, y] = point(e, f);
            const [right, up] = way(a, b);
            const text = str.replace(/[\0-\x0b\x0d-\x1f\x7f\u2028\u2029]/g, ' ');
            characters += text.length + 40;
            items.push({ x, y, width: run, size: Math.hypot(c, d), angle: Math.atan2(up, right) * 180 / Math.PI, direction: dir === 'rtl' ? 'r' : dir === 'ttb' ? 't' : 'l', font: fonts.get(fontName), text });
          }
        },
      };
      const write = () => {
        for (const { x, y, width: run, size, angle, direction, font, text } of withLettersJoined(items.splice(0))) {
          lines.push([number(x), number(y), number(run), number(size), number(angle), direction, font, text].join('\t'));
        }
      };
      try {
        await page.extractTextContent({ handler, task: new WorkerTask(), includeMarkedContent: false, disableNormalization: false, sink });
      } finally {
        write(); // what was found before a fault stays
      }
      try {
        if (!fonts.has('form')) fonts.set('form', fonts.size);
        readAnnotations(page, point, items, notes, counts, fonts.get('form'));
      } catch (error) {
        counts.unread++;
        globalThis.emicPdfComplaint?.(error);
      }
      write();
      characters += notes.reduce((sum, line) => sum + line.length, 0);
      lines.push(...notes);
    } catch (error) {
      lines.push(`lost\t${index + 1}`);
      globalThis.emicPdfComplaint?.(error);
    }
    if (index % 64 === 63) await holder.pdfDocument.cleanup(true); // fonts would pile up
  }
  for (const name of handler.lacking) lines.push(`table\t${name}`);
  for (const [what, times] of Object.entries(counts)) if (times > 0) lines.push(`${what}\t${times}`);
  // A form of the kind XFA keeps its answers, and often its pages, in a description of its own.
  const form = holder.pdfDocument.catalog.acroForm;
  if (form instanceof Dict && form.has('XFA') && counts.answers === 0) lines.push('xfa\t1');
  return lines.join('\n') + '\n';
};

// A worker for one file: it is given bytes, tells how far it is, and answers once.
const kindOf = (error) => error instanceof PasswordException ? 'password' : error instanceof RangeError ? 'large' : 'damaged';
setVerbosityLevel(VerbosityLevel.ERRORS);
if (typeof WorkerGlobalScope === 'function' && globalThis instanceof WorkerGlobalScope) {
  globalThis.onmessage = async ({ data }) => {
    try {
      const items = await readPdf(new Uint8Array(data), (page, pages) => postMessage({ page, pages }));
      postMessage({ items });
    } catch (error) {
      postMessage({ problem: kindOf(error) });
    }
  };
} else {
  globalThis.emicReadPdf = (bytes) => readPdf(bytes, () => {}).then((items) => ({ items }), (error) => ({ problem: kindOf(error), error }));
}
