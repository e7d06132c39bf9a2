// Pointer, wheel and keys on the canvas. Keys of the browser's own stay the browser's.
addToLibrary({
  $Input__deps: ['$Page', '$Text', '$Field', '$Layout'],
  $Input: {
    modifiers: 0,        // bits: 1 Ctrl (Command on Apple's machines), 2 Shift, 4 Alt
    held: null,          // Map of the keys that are down and that the program was told of: code -> [key, character]
    last: null,          // the last press, for counting clicks
    findAsked: false,    // the last key was Ctrl+F: the next one is for the browser
    longPressed: false,
    names: ['', 'Enter', 'Escape', 'Tab', ' ', 'Backspace', 'Delete', 'Insert', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown',
      'Home', 'End', 'PageUp', 'PageDown', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'],
    character: 28,       // the number of platform::Key::character
    apple: false,

    start() {
      Input.held = new Map();
      Input.apple = /^(Mac|iP)/.test(navigator.platform);
      const canvas = Page.canvas;
      canvas.addEventListener('pointerdown', Input.pointerDown);
      canvas.addEventListener('pointermove', Input.pointerMoved);
      canvas.addEventListener('pointerup', Input.pointerUp);
      canvas.addEventListener('pointercancel', Input.pointerUp);
      canvas.addEventListener('pointerleave', () => { _emic_pointer_left(); Page.wake(); });
      // The mouse events that browsers make up after a touch would take the keyboard from a field that the touch has opened.
      canvas.addEventListener('touchend', (event) => { if (event.cancelable) event.preventDefault(); });
      canvas.addEventListener('mousedown', (event) => { if (event.button === 1) event.preventDefault(); }); // no automatic scrolling
      canvas.addEventListener('contextmenu', Input.contextMenu);
      canvas.addEventListener('wheel', Input.wheel, { passive: false });
      addEventListener('keydown', Input.keyDown);
      addEventListener('keyup', Input.keyUp);
      addEventListener('blur', Input.releaseAll);
    },

    bits(event) {
      if (event.getModifierState?.('AltGraph')) return event.shiftKey << 1; // the key that types @ and € on many keyboards
      return (Input.apple ? event.metaKey : event.ctrlKey) | (event.shiftKey << 1) | (event.altKey << 2);
    },

    noteModifiers(event) {
      const modifiers = Input.bits(event);
      if (modifiers === Input.modifiers) return;
      Input.modifiers = modifiers;
      _emic_key(0, 0, modifiers, 0, 0, 0);
    },

    place(event) {
      return [event.clientX - Page.left, event.clientY - Page.top];
    },

    // ImGui's order of buttons.
    button(event) {
      if (Input.apple && event.button === 0 && event.ctrlKey) return 1;
      return [0, 2, 1][event.button] ?? -1;
    },

    pointerDown(event) {
      const button = Input.button(event);
      if (button < 0) return;
      Field.finish('blur');
      Page.canvas.focus({ preventScroll: true });
      Page.canvas.setPointerCapture(event.pointerId);
      Input.press(event, button);
    },

    press(event, button) {
      Input.noteModifiers(event);
      Input.findAsked = false;
      const [x, y] = Input.place(event), last = Input.last, touch = event.pointerType === 'touch';
      const near = touch ? 20 : 5; // CSS pixels
      const again = last && last.button === button && event.timeStamp - last.time < 500 && Math.hypot(x - last.x, y - last.y) <= near;
      Input.last = { button, x, y, time: event.timeStamp, clicks: again ? last.clicks + 1 : 1 };
      Input.longPressed = false;
      _emic_pointer_moved(x, y, touch);
      _emic_pointer_button(button, 1, x, y, touch, Input.last.clicks);
      Page.input();
    },

    release(event, button) {
      Input.noteModifiers(event);
      const [x, y] = Input.place(event), touch = event.pointerType === 'touch';
      _emic_pointer_button(button, 0, x, y, touch, Input.last?.clicks ?? 1);
      Page.input();
    },

    pointerMoved(event) {
      Input.noteModifiers(event);
      const [x, y] = Input.place(event);
      _emic_pointer_moved(x, y, event.pointerType === 'touch');
      // With one button down, the others come as movements.
      if (event.button >= 0 && Input.button(event) >= 0) {
        const down = event.buttons & [1, 4, 2][event.button];
        down ? Input.press(event, Input.button(event)) : Input.release(event, Input.button(event));
      }
      Page.wake();
    },

    pointerUp(event) {
      const touch = event.pointerType === 'touch';
      if (event.type === 'pointercancel') {
        for (const button of [0, 1, 2]) Input.release(event, button);
      } else if (Input.button(event) >= 0 && !Input.longPressed) {
        Input.release(event, Input.button(event));
      }
      if (!touch) return;
      // Telephones show their keyboard only for a field that opens while the touch is being handled.
      Page.frame();
      _emic_pointer_left();
      Page.wake();
    },

    // Shift and the right button give the browser's own menu. A long touch is a right click.
    contextMenu(event) {
      if (event.shiftKey) return;
      event.preventDefault();
      if (event.pointerType !== 'touch') return;
      Input.release(event, 0);
      Input.press(event, 1);
      Input.release(event, 1);
      Input.longPressed = true;
    },

    wheel(event) {
      event.preventDefault();
      Input.noteModifiers(event);
      const unit = [1, 20, Page.canvas.clientHeight * 0.9][event.deltaMode]; // pixels, lines, pages
      // Pinching on a touch pad comes as a wheel with Ctrl.
      _emic_wheel(event.deltaX * unit, event.deltaY * unit, Input.bits(event) | event.ctrlKey);
      Page.wake();
    },

    // [number of the key, character]; null for keys that mean nothing here.
    meaning(event) {
      const number = Input.names.indexOf(event.key);
      if (number > 0) return [number, ''];
      if (['', 'Dead', 'Process', 'Unidentified'].includes(event.key) || /^[A-Z][A-Za-z0-9]/.test(event.key)) return null;
      return [Input.character, Layout.character(event)];
    },

    // What no page may take, or nobody expects it to.
    ofBrowser(event, character) {
      const control = event.ctrlKey || event.metaKey;
      if (['F5', 'F6', 'F11', 'F12'].includes(event.key)) return true;
      if (control && ['Tab', 'PageUp', 'PageDown', 'F4'].includes(event.key)) return true;
      if (control && event.shiftKey && ['i', 'j', 'c', 'Delete'].includes(character || event.key)) return true;
      if (control && (['l', 't', 'w', 'r', 'n', 'q', '+', '-', '=', '_'].includes(character) || /^[0-9]$/.test(character))) return true;
      return event.altKey && ['ArrowLeft', 'ArrowRight', 'Home', 'F4', 'Tab'].includes(event.key);
    },

    // Only what the program has a use for is taken from the browser.
    takes(event, meaning) {
      const ofSystem = Input.apple ? event.ctrlKey && !event.metaKey : event.metaKey; // Control on Apple's machines, the Windows key elsewhere
      if (ofSystem || Input.ofBrowser(event, meaning[1])) return false;
      return !!_emic_takes_key(meaning[0], Text.give(meaning[1]), Input.bits(event));
    },

    keyDown(event) {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
      if (event.target?.closest?.('#fields, #trouble, #update')) return;
      Input.take(event);
    },

    // A key that is not for a field. True when the program takes it.
    take(event) {
      Input.noteModifiers(event);
      const meaning = Input.meaning(event);
      Page.wake();
      if (!meaning || !Input.takes(event, meaning)) return false;
      const control = event.ctrlKey || event.metaKey;
      const find = control && !event.shiftKey && meaning[1] === 'f';
      if (find && Input.findAsked && !event.repeat) return false;
      Input.findAsked = find;
      // Copy, cut and paste must go on, or their events do not come.
      if (!(control && ['c', 'x', 'v'].includes(meaning[1])) && event.key !== 'Escape') event.preventDefault();
      Input.held.set(event.code, meaning);
      const typed = meaning[0] === Input.character && !(Input.modifiers & 5) ? event.key : ''; // with Ctrl and Alt nothing is typed
      _emic_key(meaning[0], Text.give(meaning[1]), Input.modifiers, 1, event.repeat, Text.give(typed));
      Page.input();
      return true;
    },

    keyUp(event) {
      Input.noteModifiers(event);
      const held = Input.held.get(event.code);
      if (held) {
        Input.held.delete(event.code);
        _emic_key(held[0], Text.give(held[1]), Input.modifiers, 0, 0, 0);
      }
      // While Command is down, Apple's machines do not tell when other keys come up.
      if (event.key === 'Meta' || event.key === 'Control') Input.releaseAll();
      Page.wake();
    },

    // Where the keyboard goes elsewhere, nothing stays down behind it.
    releaseHeld() {
      for (const [key, character] of Input.held.values()) _emic_key(key, Text.give(character), Input.modifiers, 0, 0, 0);
      Input.held.clear();
    },

    releaseAll() {
      Input.modifiers = 0;
      Input.releaseHeld();
      _emic_key(0, 0, 0, 0, 0, 0);
      Page.wake();
    },
  },
});
