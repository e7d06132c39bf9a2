// The canvas in its window: size in device pixels, frames on demand, appearance, visibility, cursor.
addToLibrary({
  $Page__deps: ['$Text'],
  $Page: {
    canvas: null,
    scale: 1,        // device pixels per CSS pixel
    left: 0, top: 0, // of the canvas in the window, CSS pixels
    frames: 0,
    next: 0,         // id of the frame that is on its way, 0 for none
    nextHidden: false,
    settling: 0,     // frames still to draw after the last event
    drawing: false,
    wanted: false,   // a frame was asked for while one was drawn; it is ordered at its end, as that wakes other threads
    due: [],         // times at which a frame was asked for, ascending
    timer: 0,
    stopped: false,
    lost: false,     // the graphics context
    unsaved: false,
    lasts: [],       // what is done at the very end, when everything that was under way has been handed over
    leaves: [],      // what is done when the page may be about to go
    rests: [],       // what is done when nothing is on its way any more
    backs: [],       // what is done when the browser shows a page again that it had put away
    told: { words: '', when: -1e9 }, // the last failure that was shown

    start() {
      const canvas = Page.canvas = Module['canvas'];
      canvas.addEventListener('webglcontextlost', (event) => {
        if (Canvas.context) return;
        event.preventDefault();
        Page.lost = true;
        setTimeout(Canvas.replace, Canvas.patience);
      });
      canvas.addEventListener('webglcontextrestored', () => {
        if (Canvas.context) return;
        Page.lost = false;
        _emic_graphics_restored();
        Page.wake();
      });
      Page.measure();
      Page.observe();
      Page.watchScale();
      Page.watchAppearance();
      document.addEventListener('visibilitychange', () => document.hidden ? Page.hide() : Page.wake());
      addEventListener('pagehide', () => { Page.hide(); for (const last of Page.lasts) last(); });
      addEventListener('pageshow', ({ persisted }) => { if (persisted) for (const back of Page.backs) back(); });
      addEventListener('focus', () => { _emic_focus(1); Page.wake(); });
      addEventListener('blur', () => { _emic_focus(0); Page.wake(); });
      Module['hear'] = Page.hear; // everything that nothing else has caught (loader.js)
      // Firefox ends what still runs in pagehide when the next page is another process's: measured, 5 of 12 times from a file. So all is handed over here too.
      addEventListener('beforeunload', (event) => {
        if (Page.unsaved) { event.preventDefault(); event.returnValue = true; }
        Page.hide();
        for (const leave of Page.leaves) leave();
      });
      canvas.focus({ preventScroll: true });
    },

    observe() {
      const observer = new ResizeObserver((entries) => {
        if (!Page.measure(entries[entries.length - 1])) return;
        // A canvas of a new size is empty: it is drawn before this change is shown.
        Page.settling = 3;
        Page.frame();
        Page.schedule();
      });
      try {
        observer.observe(Page.canvas, { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(Page.canvas);
      }
    },

    // True when something changed.
    measure(entry) {
      const box = Page.canvas.getBoundingClientRect(), exact = entry?.devicePixelContentBoxSize?.[0], scale = devicePixelRatio;
      // What the browser says exactly counts where it fits the ratio; against fingerprinting and in emulations the two disagree.
      const pixels = (length, said) => Math.max(1, Math.abs(said - length * scale) < 1 ? said : Math.round(length * scale));
      const width = pixels(box.width, exact?.inlineSize), height = pixels(box.height, exact?.blockSize);
      Page.left = box.left;
      Page.top = box.top;
      if (width === Page.canvas.width && height === Page.canvas.height && scale === Page.scale && entry) return false;
      Page.scale = scale;
      Page.canvas.width = width;
      Page.canvas.height = height;
      Canvas.resize(width, height);
      _emic_resized(width, height, scale);
      return true;
    },

    watchScale() {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        if (Page.measure()) Page.wake();
        Page.watchScale();
      }, { once: true });
    },

    watchAppearance() {
      const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)',
        '(prefers-reduced-motion: reduce)'].map((query) => matchMedia(query));
      const tell = () => {
        const [dark, contrast, forced, still] = queries.map((query) => query.matches);
        _emic_appearance(dark, contrast || forced, still);
        Page.wake();
      };
      for (const query of queries) query.addEventListener('change', tell);
      tell();
    },

    // The page may never be shown again, so what must be written is written in a frame of its own, at once.
    hide() {
      _emic_page_hidden();
      Page.settling = 1;
      Page.lost ? Page.input() : Page.frame(); // without a graphics card nothing is drawn, but what is written is taken
    },

    // Something happened: ImGui needs a few frames until hovering, popups and sizes have settled.
    wake() {
      Page.settling = 3;
      Page.schedule();
    },

    schedule() {
      if (Page.drawing) { Page.wanted = true; return; }
      if (Page.stopped || Page.lost) return;
      if (Page.next && Page.nextHidden === document.hidden) return;
      if (Page.next) Page.nextHidden ? clearTimeout(Page.next) : cancelAnimationFrame(Page.next);
      Page.canvas.dataset.rest = '';
      Page.nextHidden = document.hidden; // a hidden page gets no animation frames, but what it saved must still be noticed
      Page.next = Page.nextHidden ? setTimeout(Page.frame) : requestAnimationFrame(Page.frame);
    },

    scheduleLater(delay) {
      const grid = 25; // milliseconds
      const when = Math.ceil((performance.now() + delay) / grid) * grid;
      if (Page.due.includes(when)) return;
      Page.due.push(when);
      Page.due.sort((a, b) => a - b);
      if (Page.due[0] === when) Page.armTimer();
      if (!Page.drawing) Page.tellRest();
    },

    // At rest no frame is on its way: what was asked for is done. What will come of itself much later does not count.
    tellRest() {
      const soon = 1500; // milliseconds
      const rest = !Page.next && !(Page.due[0] < performance.now() + soon);
      if (rest) for (const each of Page.rests) each();
      if (Page.canvas.dataset.rest !== (rest ? 'yes' : '')) Page.canvas.dataset.rest = rest ? 'yes' : '';
    },

    armTimer() {
      clearTimeout(Page.timer);
      Page.timer = 0;
      if (Page.due.length)
        Page.timer = setTimeout(() => { Page.timer = 0; Page.schedule(); }, Math.max(0, Page.due[0] - performance.now()));
    },

    // Carries what the hand did through the program at once, without drawing: the browser gives the next key to whatever has the
    // focus then, so a field that a key opens must be open by then. What comes while a frame is made is taken with the next.
    input() {
      if (Page.stopped || Page.drawing) return;
      Page.drawing = true;
      try {
        _emic_input();
      } catch (error) {
        Page.fail(error);
      } finally {
        Page.drawing = false;
      }
      Page.wake();
    },

    frame() {
      if (Page.next) Page.nextHidden ? clearTimeout(Page.next) : cancelAnimationFrame(Page.next);
      Page.next = 0;
      if (Page.stopped || Page.lost) return;
      if (Page.settling) Page.settling--;
      const now = performance.now();
      // A timer may come before the clock says so, by much where the clock is made coarse against fingerprinting: it is set again then.
      const reached = Page.due[0] <= now;
      if (reached) Page.due = Page.due.filter((when) => when > now);
      if (reached || (Page.due.length && !Page.timer)) Page.armTimer();
      Page.drawing = true;
      Page.wanted = false;
      try {
        _emic_frame();
      } catch (error) {
        Page.fail(error);
        return;
      } finally {
        Page.drawing = false;
      }
      Page.canvas.dataset.frames = ++Page.frames;
      if (Page.settling || Page.wanted) Page.schedule();
      else Page.tellRest();
    },

    // What goes wrong between frames reaches the screen. `what` says in the researcher's words what was not done.
    hear(error, what = 'Something went wrong in Emic, and what you did last may not have been done. Please look whether it was, and do it again if not') {
      if (Page.stopped) return;
      if (error instanceof WebAssembly.RuntimeError) return Page.fail(error);
      console.error(error);
      const again = 5000; // milliseconds; what fails at every move of the pointer is told now and then
      const words = `${what}. (What the browser says about it: ${error?.message ?? error})`;
      if (words === Page.told.words && performance.now() - Page.told.when < again) return;
      Page.told = { words, when: performance.now() };
      try {
        _emic_page_problem(Text.give(words));
        Page.wake();
      } catch (worse) {
        Page.fail(worse);
      }
    },

    // The one net under every frame. What was handed to storage before is still being written.
    fail(error) {
      if (Page.stopped) return;
      Page.stopped = true;
      console.error(error);
      Module['trouble']('Emic has stopped', 'Something went wrong inside the program. Your work up to the last change is kept on this device'
        + (Page.unsaved ? ', and what is not yet written is being written now: please wait a few seconds before you start again.' : '.')
        + `\n\nWhat the program says about it: ${error?.message ?? error}`);
    },
  },

  page_start__deps: ['$Page', '$Canvas', '$Input', '$Files', '$Clipboard'],
  page_start: () => {
    Page.start();
    Input.start();
    Files.start();
    Clipboard.start();
    Page.wake();
  },

  page_wake__deps: ['$Page'],
  page_wake: () => Page.wake(),

  page_request_frame__deps: ['$Page'],
  page_request_frame: (delay) => delay > 0 ? Page.scheduleLater(delay) : Page.schedule(),

  page_set_cursor__deps: ['$Page'],
  page_set_cursor: (cursor) => {
    Page.canvas.style.cursor = ['default', 'pointer', 'text', 'ew-resize', 'ns-resize', 'move', 'not-allowed'][cursor];
  },

  page_guard_unload__deps: ['$Page'],
  page_guard_unload: (unsaved) => { Page.unsaved = !!unsaved; },

  page_wall_ms: () => Date.now(),

  page_random__deps: ['$Memory'],
  page_random__sig: 'vpp',
  page_random: (at, length) => Memory.put(at, crypto.getRandomValues(new Uint8Array(length))),
});
