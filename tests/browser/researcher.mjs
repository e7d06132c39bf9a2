// What a researcher does, with the real mouse and keyboard: every place comes from the accessibility mirror, nothing reaches into the program.
import { readFileSync } from 'node:fs';
import { assert, atRest } from './harness.mjs';

const patience = 30000; // milliseconds; graphics are drawn in software here

export class Researcher {
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(patience);
  }

  // ---------------------------------------------------------------- what is on the screen

  node(role, name, within) {
    const root = within ? this.page.getByRole(within[0], { name: within[1], exact: true }).first() : this.page.locator('#mirror');
    return root.getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' });
  }
  // Passages that are shown coded, by how what is said of them begins: 'coded: Tools — “by hand'.
  mark(start, within) {
    const root = within ? this.node(...within).first() : this.page.locator('#mirror');
    return root.locator('mark').filter({ hasText: new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) });
  }
  async marked(start, within) { await this.mark(start, within).first().waitFor({ state: 'attached' }); }

  async shown(role, name, within) { await this.node(role, name, within).first().waitFor({ state: 'attached' }); }
  async gone(role, name, within) { await this.node(role, name, within).first().waitFor({ state: 'detached' }); }
  // A status or other text that stands for itself.
  async said(words) { await this.page.locator('#mirror').getByText(words, { exact: typeof words === 'string' }).first().waitFor({ state: 'attached' }); }

  // The rectangle of a node as soon as it keeps still.
  async place(locator) {
    await locator.waitFor({ state: 'attached' });
    return locator.evaluate(async (element) => {
      const read = () => { const { x, y, width, height } = element.getBoundingClientRect(); return { x, y, width, height }; };
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      let last = read();
      for (let same = 0; same < 2;) {
        await frame();
        const now = read();
        same = Object.keys(now).every((side) => now[side] === last[side]) ? same + 1 : 0;
        last = now;
      }
      return last;
    });
  }

  // The middle of a node that is in the window.
  async middle(locator) {
    const { x, y, width, height } = await this.place(locator);
    assert.ok(width > 0 && height > 0, `${locator} takes no room`);
    return [x + width / 2, y + height / 2];
  }

  // ---------------------------------------------------------------- mouse and keys

  async click(role, name, { within, ...options } = {}) {
    await this.page.mouse.click(...await this.middle(this.node(role, name, within).first()), options);
    await this.drawn();
  }

  async drag([fromX, fromY], [toX, toY]) {
    const { mouse } = this.page;
    await mouse.move(fromX, fromY);
    await mouse.down();
    for (const share of [0.1, 0.5, 0.9, 1]) await mouse.move(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
    await this.drawn();
    await mouse.up();
  }

  async press(...keys) { for (const key of keys) await this.page.keyboard.press(key); }

  // Waits until what was clicked or typed has been done.
  drawn() { return atRest(this.page); }

  // ---------------------------------------------------------------- fields

  // Waits until the HTML field of that name has the keyboard.
  async field(label) {
    await this.page.waitForFunction((wanted) => {
      const element = document.activeElement;
      return element?.closest('#fields') && (!wanted || element.getAttribute('aria-label') === wanted);
    }, label);
  }
  async noField() { await this.page.waitForFunction(() => document.getElementById('fields').childElementCount === 0); }

  // Types into the field that has the keyboard: ASCII key by key, other characters as an input method gives them.
  async type(text) {
    for (const part of text.match(/[\x20-\x7e]+|\n|[^\x20-\x7e\n]+/g) ?? []) {
      if (part === '\n') await this.page.keyboard.press('Enter');
      else if (part.charCodeAt(0) < 0x7f && part.length <= 24) await this.page.keyboard.type(part);
      else await this.page.keyboard.insertText(part);
    }
  }

  // Clicks a text box, writes at its end and leaves it by Tab.
  async write(label, text, within) {
    await this.click('textbox', label, { within });
    await this.field(label);
    await this.type(text);
    await this.press('Tab');
    await this.noField();
  }

  // Words as a Chinese input method gives them: syllables that are composed, then the characters.
  async compose(syllables, characters) {
    const session = await this.page.context().newCDPSession(this.page);
    for (const syllable of syllables) await session.send('Input.imeSetComposition', { text: syllable, selectionStart: syllable.length, selectionEnd: syllable.length });
    await session.send('Input.insertText', { text: characters });
    await session.detach();
  }

  // ---------------------------------------------------------------- steps of the work

  async home() { await this.shown('button', 'Open transcripts'); }

  // From the home page or inside a project. The report is read and closed when there is one.
  async pick(files) {
    const inside = await this.node('button', 'Import documents (Ctrl+O)').count();
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.click('button', inside ? 'Import documents (Ctrl+O)' : 'Open transcripts')]);
    await chooser.setFiles(files);
  }

  // Drops files on the window; `files` are { name, bytes }.
  async drop(files) {
    const given = files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]);
    const transfer = await this.page.evaluateHandle((all) => {
      const data = new DataTransfer();
      for (const [name, base64] of all) data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return data;
    }, given);
    for (const type of ['dragenter', 'dragover', 'drop']) await this.page.dispatchEvent('canvas', type, { dataTransfer: transfer });
    await transfer.dispose();
  }

  // Takes what the preview shows as it is; where there is no preview, the last document is there at once.
  async confirmImport(last) {
    const preview = this.node('dialog', 'Before the import');
    await preview.or(this.node('treeitem', last, ['tree', 'Documents'])).first().waitFor({ state: 'attached' });
    if (!(await preview.count())) return;
    await this.click('button', /^Import \d+ documents?$/, { within: ['dialog', 'Before the import'] });
    await this.gone('dialog', 'Before the import');
  }

  // The preview is confirmed and the report closed where there is one.
  async imported(names) {
    await this.confirmImport(names.at(-1));
    for (const name of names) await this.shown('treeitem', name, ['tree', 'Documents']);
    await this.drawn();
    if (await this.node('dialog', /^Import: /).count()) {
      await this.click('button', 'Done', { within: ['dialog', await this.node('dialog', /^Import: /).getAttribute('aria-label')] });
      await this.gone('dialog', /^Import: /);
    }
  }

  async open(document) {
    await this.click('treeitem', document, { within: ['tree', 'Documents'] });
    await this.shown('document', document);
  }

  // Selects words of the open document by finding them; `match` counts from 1.
  async select(words, match = 1) {
    await this.press('Control+f');
    await this.field('Find in document');
    await this.press('Control+a', 'Delete');
    await this.drawn();
    await this.page.keyboard.insertText(words);
    await this.said(/^1 of \d+$/);
    for (let at = 2; at <= match; at++) {
      await this.press('Enter');
      await this.said(new RegExp(`^${at} of `));
    }
    await this.press('Escape');
    await this.noField();
    await this.gone('region', 'Find in document');
  }

  // Codes the selection by the keyboard; a new code where `create`.
  async code(name, { create = false } = {}) {
    await this.press('Enter');
    await this.field('Code');
    await this.type(name);
    if (create) {
      await this.shown('option', `Create code “${name}”`);
      await this.press('Shift+Enter');
    } else {
      await this.shown('option', name, ['listbox', 'Code']);
      await this.press('Enter');
    }
    await this.noField();
    await this.shown('treeitem', name, ['tree', 'Codes']);
  }

  // Names something in the dialog that is open.
  async name(text) {
    await this.field('Name');
    await this.press('Control+a');
    await this.type(text);
    await this.press('Enter');
    await this.noField();
  }

  // Runs a command from the palette.
  async run(command) {
    await this.press('Control+k');
    await this.field('Search or run a command');
    await this.page.keyboard.insertText(command);
    await this.shown('option', command, ['dialog', 'Commands']);
    await this.click('option', command, { within: ['dialog', 'Commands'] });
    await this.gone('dialog', 'Commands');
  }

  async mode(name) {
    await this.click('tab', name);
    await this.page.locator(`[role=tab][aria-label="${name}"][aria-selected=true]`).first().waitFor({ state: 'attached' }); // the rail's
  }

  // A status is its own text.
  status(words) { return this.page.locator('#mirror [role=status]', { hasText: words }).first(); }
  // Waits until all is on the disk, which takes its time on a busy machine.
  async saved() { await this.status(/^Saved on this device$/).waitFor({ state: 'attached', timeout: 3 * patience }); }

  // What Copy puts on the clipboard now.
  async copied() {
    await this.page.evaluate(() => {
      window.copied = null;
      addEventListener('copy', ({ clipboardData }) => {
        window.copied = { plain: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') };
      }, { once: true });
    });
    await this.drawn();
    await this.press('Control+c');
    await this.page.waitForFunction(() => window.copied);
    return this.page.evaluate(() => window.copied);
  }

  // ---------------------------------------------------------------- files out

  // Runs `ask` and gives the text of the file that the page saves.
  async download(ask) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), ask()]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  }

  async export(label, extension) {
    await this.mode('Report');
    // The list is longer than the window: the wheel brings its row into view.
    const list = this.node('listbox', 'What to save').first();
    await this.page.mouse.move(...await this.middle(list));
    const turn = async (pixels) => { await this.page.mouse.wheel(0, pixels); await this.drawn(); };
    await turn(-10000);
    const option = list.getByRole('option', { name: label, exact: true });
    for (let i = 0; i < 60 && !await option.count(); i++) await turn(160);
    await turn(80);
    await this.click('option', label, { within: ['listbox', 'What to save'] });
    await this.shown('region', label);
    return (await this.download(() => this.click('button', `Save as .${extension}`))).text;
  }

  async project() { return JSON.parse(await this.export('Project file', 'emic')); }
  async quotations() { return parseCsv(await this.export('Quotations (CSV)', 'csv')); }
}

// Rows of a CSV file with quoted fields, as objects by the names in its first row.
export function parseCsv(text) {
  const rows = [[]];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    assert.equal(text[at], '"');
    let field = '';
    for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
      if (text[at] === '"') at++;
      field += text[at];
    }
    rows[rows.length - 1].push(field);
    at++;
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) at += 2, rows.push([]);
  }
  if (rows[rows.length - 1].length === 0) rows.pop();
  const [names, ...values] = rows;
  return values.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

// Every exported quotation, letter by letter: offsets in code points into the documents' texts. Spreadsheets get an apostrophe before
// what they would calculate; nothing that these interviews say begins with a sum.
export function assertQuotations(rows, textOf) {
  for (const row of rows) {
    const text = [...textOf(row.document)].slice(Number(row.start), Number(row.end)).join('');
    const guarded = /^[=@\t\r＝＠]/.test(text) ? `'${text}` : text;
    assert.equal(row.quotation, guarded, `${row.document} ${row.start}-${row.end}`);
  }
}

// A project file without what every saving changes.
export function contentOf(project) {
  const { saved_by: _by, journal: _journal, sha256: _sum, ...rest } = project;
  return rest;
}

// Every node of the mirror: role, name, description, rectangle.
export const mirrorNodes = (page) => page.evaluate(() => [...document.querySelectorAll('#mirror [id^=node-]')].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const role = element.getAttribute('role') ?? { P: 'paragraph', MARK: 'mark', SPAN: 'text' }[element.tagName];
  const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join('');
  return { id: element.id, role, name: element.getAttribute('aria-label') ?? own, description: element.getAttribute('aria-description') ?? '', x, y, width, height };
}));
