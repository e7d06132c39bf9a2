// As much of Playwright's Page as a Researcher needs, over a WebDriver session: real keys and a real pointer; places and names from the mirror.
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const between = 20; // milliseconds between two looks at the page

// ---------------------------------------------------------------- in the page

// All elements that a list of steps finds, in the order of the document. Written out for the page: it stands alone.
function find(steps) {
  const text = (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  const role = (element) => element.getAttribute('role') ?? { P: 'paragraph', MARK: 'mark', CANVAS: 'application' }[element.tagName];
  const name = (element) => element.getAttribute('aria-label') ?? text(element);
  const fits = (said, { words, pattern, flags, exact }) => pattern !== undefined ? new RegExp(pattern, flags).test(said)
    : exact ? said === words : said.toLowerCase().includes(words.toLowerCase());
  const within = (roots, take) => [...new Set(roots.flatMap((root) => [...root.querySelectorAll('*')].filter(take)))];
  let found = [document];
  for (const { by, css, kind, said, others } of steps) {
    if (by === 'css') found = [...new Set(found.flatMap((root) => [...root.querySelectorAll(css)]))];
    if (by === 'role') found = within(found, (each) => role(each) === kind && (!said || fits(name(each), said)));
    if (by === 'text') found = within(found, (each) => fits(text(each), said) && ![...each.children].some((child) => fits(text(child), said)));
    if (by === 'having') found = found.filter((each) => fits(text(each), said));
    if (by === 'or') found = [...new Set([...found, ...find(others)])];
    if (by === 'first') found = found.slice(0, 1);
  }
  return found;
}

// Stands in for the windows of the system that ask for a file: the driver gives files to the element that asks.
function catchAsking() {
  const click = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    if (this.type !== 'file') return click.call(this);
    this.dataset.asks = 'yes';
    this.hidden = true;
    document.body.append(this);
  };
}

// ---------------------------------------------------------------- outside

const spoken = (words, exact = false) => words instanceof RegExp ? { pattern: words.source, flags: words.flags } : { words, exact };

class Locator {
  constructor(page, steps) { Object.assign(this, { page, steps }); }
  with(step) { return new Locator(this.page, [...this.steps, step]); }
  locator(css, options = {}) { const all = this.with({ by: 'css', css }); return options.hasText ? all.filter(options) : all; }
  getByRole(kind, { name, exact } = {}) { return this.with({ by: 'role', kind, said: name === undefined ? undefined : spoken(name, exact) }); }
  getByText(words, { exact } = {}) { return this.with({ by: 'text', said: spoken(words, exact) }); }
  filter({ hasText }) { return this.with({ by: 'having', said: spoken(hasText) }); }
  or(other) { return this.with({ by: 'or', others: other.steps }); }
  first() { return this.with({ by: 'first' }); }
  toString() { return JSON.stringify(this.steps); }

  count() { return this.page.run(`${find}; return find(given).length;`, this.steps); }
  async waitFor({ state = 'attached', timeout } = {}) {
    await this.page.until(async () => (await this.count() > 0) === (state === 'attached'), `${this} is not ${state}`, timeout);
  }
  async evaluate(work, argument) {
    await this.waitFor();
    return this.page.run(`${find}; return (${work})(find(given[0])[0], given[1]);`, [this.steps, argument]);
  }
  getAttribute(name) { return this.evaluate((element, wanted) => element.getAttribute(wanted), name); }
}

const keys = {
  Enter: '\ue006', Tab: '\ue004', Escape: '\ue00c', Backspace: '\ue003', Delete: '\ue017', ArrowLeft: '\ue012', ArrowUp: '\ue013', ArrowRight: '\ue014',
  ArrowDown: '\ue015', Home: '\ue011', End: '\ue010', PageUp: '\ue00e', PageDown: '\ue00f', Control: '\ue009', Shift: '\ue008', Alt: '\ue00a', Meta: '\ue03d',
};

export class DrivenPage {
  constructor(session, { downloads } = {}) {
    Object.assign(this, { session, patience: 30000, at: [0, 0], downloads, folders: [] });
    this.keyboard = {
      press: (chord) => {
        const all = (chord.match(/[^+]+|\+$/g) ?? []).map((key) => keys[key] ?? key);
        return this.act([{ type: 'key', id: 'keys', actions: [...all.map((value) => ({ type: 'keyDown', value })), ...all.reverse().map((value) => ({ type: 'keyUp', value }))] }]);
      },
      type: (text) => this.act([{ type: 'key', id: 'keys', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }]),
      insertText: (text) => this.keyboard.type(text),
    };
    this.mouse = {
      move: (x, y) => this.point([this.to(x, y)]),
      down: () => this.point([{ type: 'pointerDown', button: 0 }]),
      up: () => this.point([{ type: 'pointerUp', button: 0 }]),
      click: (x, y, { button = 'left', clickCount = 1 } = {}) => {
        const which = ['left', 'middle', 'right'].indexOf(button);
        return this.point([this.to(x, y), ...Array(clickCount).fill([{ type: 'pointerDown', button: which }, { type: 'pointerUp', button: which }]).flat()]);
      },
      dblclick: (x, y) => this.mouse.click(x, y, { clickCount: 2 }),
    };
  }

  to(x, y) { return { type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y) }; }
  point(actions) { return this.act([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]); }
  act(actions) { return this.session.run('PerformActions', { actions }); }

  // Runs the words of a function's body, to which `given` is known; what it promises is awaited.
  async run(body, given = null) {
    const script = `const given = JSON.parse(arguments[0]), done = arguments[1];
      (async () => { ${body} })().then((value) => JSON.stringify({ value })).catch((error) => JSON.stringify({ error: String(error?.stack ?? error) })).then(done);`;
    const { value, error } = JSON.parse(await this.session.run('ExecuteAsyncScript', { script, args: [JSON.stringify(given)] }));
    if (error) throw new Error(error);
    return value;
  }
  evaluate(work, argument) { return this.run(`return (${work})(given);`, argument ?? null); }

  // Asks again and again; what fails because the page is being left is asked again too.
  async until(attempt, what, timeout = this.patience) {
    for (const end = Date.now() + timeout; ; await pause(between)) {
      let failure = '';
      const done = await attempt().catch((error) => { failure = `: ${error.message}`; return false; });
      if (done) return done;
      if (Date.now() > end) throw new Error(`${what} (${timeout / 1000} s)${failure}`);
    }
  }
  waitForFunction(work, argument, { timeout } = {}) { return this.until(() => this.run(`return !!await (${work})(given);`, argument), String(work), timeout); }
  waitForSelector(css, options) { return this.locator(css).waitFor(options); }

  setDefaultTimeout(milliseconds) { this.patience = milliseconds; }
  locator(css, options) { return new Locator(this, []).locator(css, options); }
  getByRole(...wanted) { return new Locator(this, []).getByRole(...wanted); }

  async goto(url) {
    await this.session.run('Navigate', { url });
    await this.run(`(${catchAsking})()`);
  }
  async reload() {
    await this.run('window.leaving = true;');
    await this.session.run('Refresh');
    await this.until(() => this.run('return !window.leaving && document.readyState !== "loading";'), 'the page is not loaded again');
    await this.run(`(${catchAsking})()`);
  }

  // A window that shows so much of the page. What the window was told comes to the page some time later, so only what keeps still counts.
  async setViewportSize({ width, height }) {
    await this.session.run('SetTimeouts', { script: 120000 });
    const sizes = async () => {
      const inner = await this.evaluate(() => new Promise((done) => requestAnimationFrame(() => done([innerWidth, innerHeight]))));
      const outer = await this.session.run('GetWindowRect');
      return [...inner, outer.width, outer.height];
    };
    const still = async () => {
      let last = await sizes();
      for (let same = 0; same < 5; await pause(between)) {
        const now = await sizes();
        same = String(now) === String(last) ? same + 1 : 0;
        last = now;
      }
      return last;
    };
    await this.until(async () => {
      const [wide, high, outerWide, outerHigh] = await still();
      if (wide === width && high === height) return true;
      await this.session.run('SetWindowRect', { width: outerWide + width - wide, height: outerHigh + height - high });
      return false;
    }, `the window does not get ${width}x${height}`);
  }

  async screenshot() { return Buffer.from(await this.session.run('TakeScreenshot'), 'base64'); }

  folder() {
    const made = mkdtempSync(join(tmpdir(), 'emic-driven-'));
    this.folders.push(made);
    return made;
  }

  waitForEvent(event) { return event === 'filechooser' ? this.chooser() : this.saved(); }

  // The element that asks for files, once there is one; what is given are paths or { name, buffer }.
  async chooser() {
    await this.locator('input[data-asks=yes]').waitFor();
    const setFiles = async (files) => {
      const paths = [files].flat().map((file) => {
        if (typeof file === 'string') return file;
        const path = join(this.folder(), file.name);
        writeFileSync(path, file.buffer);
        return path;
      });
      const element = await this.session.run('ExecuteAsyncScript', { script: `arguments[0](document.querySelector('input[data-asks=yes]'))`, args: [] });
      await this.session.run('ElementSendKeys', { id: Object.values(element)[0], text: paths.join('\n') });
      await this.evaluate(() => { document.querySelector('input[data-asks=yes]').remove(); });
    };
    return { setFiles };
  }

  // The next file that the browser has saved in its folder for downloads; it is taken out, so that the next may have the same name.
  async saved() {
    let found;
    await this.until(async () => {
      const all = readdirSync(this.downloads);
      found = all.find((name) => statSync(join(this.downloads, name)).size > 0);
      return found && !all.some((name) => /\.part$|\.wkdownload$/.test(name)); // both write beside an empty file of the name
    }, 'no file was saved');
    const path = join(this.folder(), found);
    renameSync(join(this.downloads, found), path);
    return { suggestedFilename: () => found, path: async () => path };
  }

  async close() {
    await this.session.close();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
