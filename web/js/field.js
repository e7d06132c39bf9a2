// The one real <input> or <textarea> that lies over the canvas while text is edited: input methods, dead keys, telephone keyboards,
// clipboard and screen readers come with it.
addToLibrary({
  $Field__deps: ['$Page', '$Text', '$Ink', '$textEncoder', '$textDecoder'],
  $Field: {
    open: null,          // { id, element, list, cell }
    left: null,          // { value, caret } of the one that ended last
    composed: -1000,     // when the last composition ended
    ends: { enter: 0, blur: 1, tab: 2, escape: 3 },

    put(field) {
      Field.finish('blur');
      Input.releaseHeld(); // what comes up now comes up in the field
      const element = document.createElement(field.multiline ? 'textarea' : 'input');
      if (!field.multiline) element.type = 'text';
      element.dir = 'auto';
      element.value = field.value;
      element.placeholder = field.placeholder;
      element.setAttribute('aria-label', field.label);
      // Spell checkers, writing aids and translators may send what is written to somebody's server.
      element.spellcheck = false;
      element.translate = false;
      for (const name of ['autocomplete', 'autocorrect', 'autocapitalize']) element.setAttribute(name, 'off');
      element.setAttribute('writingsuggestions', 'false');
      if (field.list) {
        element.setAttribute('role', 'combobox');
        element.setAttribute('aria-autocomplete', 'list');
        element.setAttribute('aria-expanded', 'true');
        element.setAttribute('aria-controls', 'mirror');
      }
      const style = element.style;
      Object.assign(style, {
        position: 'absolute', boxSizing: 'border-box', margin: '0', padding: '0', border: '0', borderRadius: '0', outline: 'none',
        resize: 'none', appearance: 'none', overflow: field.multiline ? 'auto' : 'hidden', lineHeight: field.multiline ? '1.5' : 'normal',
        color: field.ink, caretColor: field.ink, background: field.paper, fontKerning: 'normal', textRendering: 'geometricPrecision',
      });
      // Below 16 px, telephones zoom into the field.
      const smallest = matchMedia('(pointer: coarse)').matches ? 16 : 0;
      style.font = Ink.font(Math.max(field.size, smallest), field.style);
      if (field.multiline) style.lineHeight = '1.5';
      element.lang = Ink.language(field.style);
      Field.open = { id: field.id, element, list: field.list, cell: field.cell };
      Field.place(field.x, field.y, field.width, field.height);
      Field.listen(element);
      document.getElementById('fields').append(element);
      element.focus({ preventScroll: true });
      field.selectAll ? element.select() : element.setSelectionRange(field.value.length, field.value.length);
    },

    place(x, y, width, height) {
      const style = Field.open.element.style;
      [style.left, style.top, style.width, style.height] = [x, y, width, height].map((length) => `${length}px`);
    },

    listen(element) {
      element.addEventListener('compositionend', () => { Field.composed = performance.now(); });
      element.addEventListener('input', () => {
        if (Field.open?.element !== element) return;
        Input.findAsked = false;
        _emic_field_input(Field.open.id, Text.give(element.value));
        Page.wake();
      });
      element.addEventListener('blur', () => {
        // Somebody who looks something up in another window comes back to the same field.
        if (Field.open?.element === element && document.hasFocus()) Field.finish('blur');
      });
      element.addEventListener('keydown', Field.keyDown);
      element.addEventListener('wheel', (event) => { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
    },

    keyDown(event) {
      // Safari ends the composition before the Enter that confirmed it.
      const guard = globalThis.GestureEvent ? 100 : 0; // milliseconds; others say with the key that it confirms
      if (event.isComposing || event.keyCode === 229 || !Field.open) return;
      const confirming = event.key === 'Enter' && performance.now() - Field.composed < guard;
      if (confirming) return void event.preventDefault();
      const { list, element } = Field.open, control = event.ctrlKey || event.metaKey, many = element.tagName === 'TEXTAREA';
      const meaning = Input.meaning(event), letter = meaning?.[1] ?? '';
      const find = control && !event.shiftKey && letter === 'f';
      if (!find && event.key !== 'Control' && event.key !== 'Meta') Input.findAsked = false;
      // A key that is held, perhaps since before the field was open, ends it once.
      if (event.repeat && (['Escape', 'Tab'].includes(event.key) || (event.key === 'Enter' && (!many || control)) || find)) return void event.preventDefault();
      if (list && ['Enter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(event.key)) {
        event.preventDefault();
        _emic_field_key(Field.open.id, Input.names.indexOf(event.key), Input.bits(event));
        return Page.input();
      }
      const end = { Enter: !many || control ? 'enter' : '', Escape: 'escape', Tab: control ? '' : 'tab' }[event.key];
      if (end) {
        event.preventDefault();
        Field.finish(end);
        return Page.input();
      }
      // Commands that are not of writing go to the program, with what was written kept.
      const command = /^F\d/.test(event.key) || (control && !event.altKey && letter && !'acxvzybiu'.includes(letter));
      if (!command || !Input.takes(event, meaning)) return;
      if (find && Input.findAsked) return; // again: the browser's own
      Field.finish('blur');
      Input.take(event);
    },

    finish(how) {
      if (!Field.open) return;
      const { id, element } = Field.open;
      Field.remove();
      _emic_field_ended(id, Text.give(element.value), Field.ends[how]);
      Page.wake();
    },

    /// Places are bytes of UTF-8 for the program, 16-bit units here.
    caretBytes() {
      const { value, caret } = Field.open ? { value: Field.open.element.value, caret: Field.open.element.selectionStart } : Field.left ?? { value: '', caret: 0 };
      return textEncoder.encode(value.slice(0, caret)).length;
    },

    putCaret(at) {
      const { element } = Field.open, before = textDecoder.decode(textEncoder.encode(element.value).subarray(0, at)).length;
      element.setSelectionRange(before, before);
    },

    // No browser tells where a letter of a field stands; the height of the text that ends there does.
    showCaret(share) {
      const { element } = Field.open, { style, value, selectionStart, selectionEnd } = element, { height } = style;
      element.value = value.slice(0, selectionStart);
      style.height = '0px';
      const below = element.scrollHeight;
      style.height = height;
      element.value = value;
      element.setSelectionRange(selectionStart, selectionEnd);
      element.scrollTop = Math.max(0, below - parseFloat(getComputedStyle(element).lineHeight) - element.clientHeight * share);
    },

    remove() {
      const { element } = Field.open;
      Field.left = { value: element.value, caret: element.selectionStart };
      const focused = document.activeElement === element;
      Field.open = null;
      Input.releaseHeld();
      element.remove();
      if (focused) Page.canvas.focus({ preventScroll: true });
    },
  },

  page_open_field__deps: ['$Field', '$Input', '$Text', '$Memory'],
  page_open_field__sig: 'vppppppp',
  page_open_field: (numbers, value, valueLength, label, labelLength, placeholder, placeholderLength) => {
    const [x, y, width, height, size] = Memory.floats(numbers, 5);
    const [id, style, ink, paper, flags] = Memory.words(numbers + 20, 5);
    const colour = (rgb) => `#${rgb.toString(16).padStart(6, '0')}`;
    Field.put({
      id, x, y, width, height, size, style, ink: colour(ink), paper: colour(paper),
      multiline: !!(flags & 1), list: !!(flags & 2), selectAll: !!(flags & 4), cell: !!(flags & 8),
      value: Text.read(value, valueLength), label: Text.read(label, labelLength), placeholder: Text.read(placeholder, placeholderLength),
    });
  },

  page_place_field__deps: ['$Field'],
  page_place_field: (x, y, width, height) => { if (Field.open) Field.place(x, y, width, height); },

  page_set_field_value__deps: ['$Field', '$Text'],
  page_set_field_value__sig: 'vipp',
  page_set_field_value: (id, at, length) => {
    if (Field.open?.id !== id >>> 0) return;
    const value = Text.read(at, length), { element } = Field.open;
    if (element.value === value) return;
    element.value = value;
    element.setSelectionRange(value.length, value.length);
  },

  page_put_field_caret__deps: ['$Field'],
  page_put_field_caret: (id, at) => { if (Field.open?.id === id >>> 0) Field.putCaret(at >>> 0); },

  page_show_field_caret__deps: ['$Field'],
  page_show_field_caret: (id, share) => { if (Field.open?.id === id >>> 0) Field.showCaret(share); },

  page_field_caret__deps: ['$Field'],
  page_field_caret: () => Field.caretBytes(),

  page_close_field__deps: ['$Field'],
  page_close_field: (id) => { if (Field.open?.id === id >>> 0) Field.remove(); },
});
