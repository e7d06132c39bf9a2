// What is drawn, once more as elements for assistive technology, at the same places. The program sends only what changed.
addToLibrary({
  $Mirror__deps: ['$Page', '$Text'],
  $Mirror: {
    root: null,
    voices: null,  // two polite live regions in turn, so that the same sentence is said again
    turn: 0,
    parts: null,   // id -> { element, label, sheet, role }
    patterns: {},  // role -> an element of that role without a name
    active: '',
    scrolls: null,    // id -> y, not yet moved
    scrollEvery: 100, // milliseconds
    scrolled: -1e9,   // when the sheets were last moved
    timer: 0,         // of the next move
    // In the order of platform::Role. Lists and their items hold buttons and headings too, which ARIA allows only in groups.
    roles: ['button', 'checkbox', 'radio', 'tab', 'tablist', 'tree', 'treeitem', 'group', 'group', 'listbox', 'option', 'grid', 'row',
      'gridcell', 'textbox', 'heading', 'region', 'navigation', 'main', 'dialog', 'menu', 'menuitem', 'status', 'alert', 'link', 'group',
      'paragraph', 'mark', 'document', 'progressbar', 'img', 'text'],
    // Roles that stand for their own text.
    texts: ['paragraph', 'text', 'mark', 'status', 'alert'],
    // Roles that hold others and so are named by a label only.
    holders: ['tablist', 'tree', 'listbox', 'grid', 'row', 'region', 'navigation', 'main', 'dialog', 'menu', 'group', 'document',
      'progressbar', 'img'],

    // Roles that can be selected; of the others the chosen one is the current one.
    selectable: ['tab', 'treeitem', 'option', 'row', 'gridcell'],

    start() {
      if (Mirror.root) return;
      Mirror.root = document.getElementById('mirror');
      Mirror.root.translate = false; // translators send what they translate to a server
      Mirror.parts = new Map();
      Mirror.scrolls = new Map();
      Page.rests.push(Mirror.catchUp);
      Mirror.root.addEventListener('click', (event) => {
        const node = event.target.closest?.('[id^=node-]');
        if (!node) return;
        _emic_mirror_activated(Number(node.id.slice('node-'.length)));
        Page.input();
      });
      Mirror.voices = [0, 1].map(() => {
        const voice = document.createElement('div');
        voice.setAttribute('aria-live', 'polite');
        Object.assign(voice.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', color: 'transparent' });
        Mirror.root.append(voice);
        return voice;
      });
    },

    // A copy of the role's pattern.
    make(id, role) {
      const pattern = Mirror.patterns[role] ??= Mirror.pattern(role);
      const element = pattern.cloneNode(true);
      element.id = `node-${id}`;
      return { element, label: element.firstChild, sheet: null, role, said: {} };
    },

    pattern(role) {
      const element = document.createElement(role === 'paragraph' ? 'p' : role === 'mark' ? 'mark' : role === 'text' ? 'span' : 'div');
      if (!['paragraph', 'mark', 'text'].includes(role)) element.setAttribute('role', role);
      element.dir = 'auto';
      element.append('');
      return element;
    },

    // Gives the node a sheet that its children stand on.
    lay(part) {
      if (part.sheet) return;
      part.sheet = document.createElement('div');
      part.sheet.setAttribute('role', 'none');
      part.sheet.append(...part.element.children);
      part.element.append(part.sheet);
    },

    name(part, name, value) {
      const { element, label, role } = part;
      const text = role === 'textbox' ? value : role === 'mark' ? value || name : Mirror.holders.includes(role) ? '' : name;
      if (label.data !== text) label.data = text;
      const labelled = role === 'mark' ? !!value : !Mirror.texts.includes(role);
      Mirror.say(part, 'aria-label', labelled && name ? name : null);
      Mirror.say(part, 'aria-description', role !== 'textbox' && role !== 'mark' && value ? value : null);
      if (role === 'progressbar') Mirror.say(part, 'aria-valuetext', value || null);
    },

    // Moves the sheets to where the last frames have scrolled them. Not in each frame: the browser lays out and paints the mirror anew for it.
    catchUp() {
      clearTimeout(Mirror.timer);
      Mirror.timer = 0;
      for (const [id, y] of Mirror.scrolls) {
        const sheet = Mirror.parts.get(id)?.sheet;
        if (sheet) sheet.style.transform = `translateY(${y}px)`;
      }
      Mirror.scrolls.clear();
      Mirror.scrolled = performance.now();
    },

    // Keeps in mind what was said, so that the element is asked for nothing while it stays the same.
    say(part, name, value) {
      if ((part.said[name] ?? null) === value) return;
      part.said[name] = value;
      Mirror.attribute(part.element, name, value);
    },

    attribute(element, name, value) {
      if (value === null) element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    },

    // The rectangle is relative to the parent's.
    place({ element }, x, y, width, height) {
      element.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
    },

    focus(active) {
      Mirror.active = active;
      Mirror.attribute(Page.canvas, 'aria-activedescendant', active || null);
      const field = Field.open;
      if (field?.list) Mirror.attribute(field.element, 'aria-activedescendant', active || null);
    },
  },

  // flags: two bits each for selected, expanded, checked, pressed (1 no, 2 yes), then disabled, scrolling, several selectable, and the level from bit 16.
  page_mirror_put__deps: ['$Mirror', '$Field', '$Text'],
  page_mirror_put__sig: 'viiiffffpppp',
  page_mirror_put: (id, role, flags, x, y, width, height, name, nameLength, value, valueLength) => {
    Mirror.start();
    id >>>= 0;
    let part = Mirror.parts.get(id);
    if (part && part.role !== Mirror.roles[role]) {
      const made = Mirror.make(id, Mirror.roles[role]);
      made.element.append(...part.element.children);
      made.sheet = part.sheet;
      part.element.replaceWith(made.element);
      part = made;
      Mirror.parts.set(id, part);
    }
    if (!part) Mirror.parts.set(id, part = Mirror.make(id, Mirror.roles[role]));
    Mirror.name(part, Text.read(name, nameLength), Text.read(value, valueLength));
    const state = (shift) => [null, 'false', 'true'][(flags >> shift) & 3];
    const selectable = Mirror.selectable.includes(part.role), chosen = state(0);
    Mirror.say(part, 'aria-selected', selectable ? chosen : null);
    Mirror.say(part, 'aria-current', !selectable && chosen === 'true' ? 'true' : null);
    ['aria-expanded', 'aria-checked', 'aria-pressed'].forEach((attribute, i) => Mirror.say(part, attribute, state(2 * i + 2)));
    Mirror.say(part, 'aria-disabled', flags & 256 ? 'true' : null);
    Mirror.say(part, 'aria-multiselectable', flags & 1024 ? 'true' : null);
    Mirror.say(part, 'aria-level', flags >> 16 ? String(flags >> 16) : null);
    if (flags & 512) Mirror.lay(part);
    else if (part.sheet) { part.sheet.style.transform = ''; Mirror.scrolls.delete(id); }
    Mirror.place(part, x, y, width, height);
  },

  // Puts a node behind its sibling `previous`, or first in `parent`.
  page_mirror_order__deps: ['$Mirror'],
  page_mirror_order: (id, parent, previous) => {
    const { element } = Mirror.parts.get(id >>> 0), above = parent ? Mirror.parts.get(parent >>> 0) : null;
    const holder = above ? above.sheet ?? above.element : Mirror.root;
    const first = () => above?.sheet ? above.sheet.firstChild : (above?.label ?? Mirror.voices[1]).nextSibling;
    const next = previous ? Mirror.parts.get(previous >>> 0).element.nextSibling : first();
    if (next !== element) holder.insertBefore(element, next);
  },

  page_mirror_move__deps: ['$Mirror'],
  page_mirror_move: (id, x, y, width, height) => Mirror.place(Mirror.parts.get(id >>> 0), x, y, width, height),

  // Moves the node's sheet, and with it everything that stands on it.
  page_mirror_scroll__deps: ['$Mirror'],
  page_mirror_scroll: (id, y) => {
    Mirror.scrolls.set(id >>> 0, y);
    if (!Mirror.parts.get(id >>> 0).sheet.style.transform || performance.now() - Mirror.scrolled > Mirror.scrollEvery) Mirror.catchUp();
    else Mirror.timer ||= setTimeout(Mirror.catchUp, Mirror.scrollEvery);
  },

  page_mirror_remove__deps: ['$Mirror'],
  page_mirror_remove: (id, withParent) => {
    if (!withParent) Mirror.parts.get(id >>> 0).element.remove();
    Mirror.parts.delete(id >>> 0);
    Mirror.scrolls.delete(id >>> 0);
  },

  page_mirror_focus__deps: ['$Mirror', '$Field'],
  page_mirror_focus: (id) => { Mirror.start(); Mirror.focus(id ? `node-${id >>> 0}` : ''); },

  page_announce__deps: ['$Mirror', '$Text'],
  page_announce__sig: 'vpp',
  page_announce: (at, length) => {
    Mirror.start();
    Mirror.voices[Mirror.turn].textContent = '';
    Mirror.turn = 1 - Mirror.turn;
    Mirror.voices[Mirror.turn].textContent = Text.read(at, length);
  },
});
