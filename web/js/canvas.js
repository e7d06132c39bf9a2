// The 2D canvas: draws where there is no graphics card (web/main.cpp asks which of the two it is). Canvases are never read back, and never
// drawn onto themselves.
addToLibrary({
  $Canvas__deps: ['$Page', '$Ink', '$Memory'],
  $Canvas: {
    context: null,
    pages: null,      // id -> strips of an ink page, each a context; one is made anew less often than a whole page when words come
    made: 0,
    colours: null,    // 0xRRGGBBAA -> the browser's name of it
    strip: 256,       // device pixels; platform::ink_strip_height
    patience: 4000,   // milliseconds to wait for a lost graphics card

    // Renderers in software draw slower than the 2D canvas. `?renderer=2d` and `?renderer=webgl` decide otherwise.
    software: /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render|gdi generic|\bwarp\b/i,

    wanted() {
      const asked = new URLSearchParams(location.search).get('renderer');
      if (asked === '2d' || asked === 'webgl') return asked;
      try {
        const probe = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
        if (!probe) return '2d';
        const info = probe.getExtension('WEBGL_debug_renderer_info');
        const name = probe.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : probe.RENDERER);
        probe.getExtension('WEBGL_lose_context')?.loseContext();
        return Canvas.software.test(name) ? '2d' : 'webgl';
      } catch {
        return '2d';
      }
    },

    // Words are made on 2D canvases whatever draws them.
    refused() {
      try {
        return !document.createElement('canvas').getContext('2d');
      } catch {
        return true;
      }
    },

    nothing() {
      const begun = !!Page.canvas;
      Module['trouble'](begun ? 'Emic has nothing to draw on any more' : 'This browser gives Emic nothing to draw on',
        (begun ? 'The graphics card has gone, and the browser gives no canvas in its place. Your work up to the last change is kept on this device; if you had just changed something, wait a few seconds before you start again.'
          : 'Emic draws its window on a canvas, and this browser refuses one: a setting or an extension may forbid it, or memory is short. Allow it for this page, or open Emic in another browser. Nothing was changed: your projects on this device are not touched.'));
      return 0;
    },

    // False when the browser gives no 2D canvas.
    open(canvas) {
      Canvas.context = canvas.getContext('2d', { alpha: false });
      // What was drawn is gone, and all words made with it.
      canvas.addEventListener('contextrestored', () => { _emic_graphics_gone(); Page.wake(); });
      Canvas.pages = new Map();
      Canvas.colours = new Map();
      return !!Canvas.context;
    },

    // A canvas behind the one that keeps pointer and keyboard.
    behind(canvas) {
      const paper = document.createElement('canvas');
      paper.id = 'paper';
      paper.width = canvas.width;
      paper.height = canvas.height;
      if (!Canvas.open(paper)) return false;
      canvas.before(paper);
      canvas.style.opacity = 0;
      return true;
    },

    // The graphics card is gone and does not come back.
    replace() {
      if (!Page.lost || Canvas.context) return;
      if (Canvas.refused() || !Canvas.behind(Page.canvas)) return Canvas.nothing();
      Page.lost = false;
      _emic_graphics_gone();
      Page.wake();
    },

    // A canvas of a new size is empty.
    resize(width, height) {
      const canvas = Canvas.context?.canvas;
      if (!canvas || canvas === Page.canvas) return;
      canvas.width = width;
      canvas.height = height;
    },

    colour(rgba) {
      let name = Canvas.colours.get(rgba);
      if (!name) {
        if (Canvas.colours.size > 4000) Canvas.colours.clear();
        Canvas.colours.set(rgba, name = Ink.colour(rgba));
      }
      return name;
    },

    // Kinds and order of the numbers: app/paint/shape.h, 12 for each step.
    paint(words, floats, points) {
      const context = Canvas.context;
      let fillStyle = -1, strokeStyle = -1;
      const fillWith = (rgba) => { if (rgba !== fillStyle) context.fillStyle = Canvas.colour(fillStyle = rgba); };
      const strokeWith = (rgba) => { if (rgba !== strokeStyle) context.strokeStyle = Canvas.colour(strokeStyle = rgba); };
      const along = (from, number) => {
        context.beginPath();
        for (let at = 2 * from; at < 2 * (from + number); at += 2) context.lineTo(points[at], points[at + 1]);
      };
      context.imageSmoothingEnabled = false;
      context.lineJoin = 'miter';
      context.miterLimit = 2;
      for (let at = 0; at < words.length; at += 12) {
        const rgba = words[at + 1], x = floats[at + 2], y = floats[at + 3], width = floats[at + 4] - x, height = floats[at + 5] - y;
        const radius = floats[at + 6], thickness = floats[at + 7], corners = words[at + 8];
        switch (words[at]) {
          case 0:
            fillWith(rgba);
            if (!radius) {
              context.fillRect(x, y, width, height);
            } else {
              context.beginPath();
              context.roundRect(x, y, width, height, corners === 15 ? radius : [1, 2, 4, 8].map((corner) => corners & corner ? radius : 0));
              context.fill();
            }
            break;
          case 1:
            strokeWith(rgba);
            context.lineWidth = thickness;
            context.beginPath();
            context.roundRect(x + thickness / 2, y + thickness / 2, Math.max(0, width - thickness), Math.max(0, height - thickness), Math.max(0, radius - thickness / 2));
            context.stroke();
            break;
          case 2:
            strokeWith(rgba);
            context.lineWidth = thickness;
            along(words[at + 10], words[at + 11]);
            if (corners & 1) context.closePath();
            context.stroke();
            break;
          case 3:
            fillWith(rgba);
            along(words[at + 10], words[at + 11]);
            context.closePath();
            context.fill();
            break;
          case 4: {
            const row = words[at + 11], strip = Canvas.pages.get(words[at + 9])?.[Math.floor(row / Canvas.strip)];
            if (strip) context.drawImage(strip.canvas, words[at + 10], row % Canvas.strip, width, height, x, y, width, height);
            break;
          }
          case 5:
            context.save();
            context.beginPath();
            context.rect(x, y, width, height);
            context.clip();
            break;
          case 6:
            context.restore();
            fillStyle = strokeStyle = -1;
            break;
        }
      }
    },
  },

  // 1: the graphics card draws, 2: the 2D canvas does, 0: nothing can.
  page_open_canvas__deps: ['$Canvas'],
  page_open_canvas: () => {
    if (Canvas.refused()) return Canvas.nothing();
    if (Canvas.wanted() === 'webgl') return 1;
    return Canvas.open(Module['canvas']) ? 2 : Canvas.nothing();
  },

  // The graphics card was there, and yet does not draw.
  page_open_paper__deps: ['$Canvas'],
  page_open_paper: () => Canvas.open(Module['canvas']) || Canvas.behind(Module['canvas']) ? 2 : Canvas.nothing(),

  page_ink_page__deps: ['$Canvas'],
  page_ink_page: () => {
    Canvas.pages.set(++Canvas.made, []);
    return Canvas.made;
  },

  page_ink_page_gone__deps: ['$Canvas'],
  page_ink_page_gone: (page) => {
    // Safari frees the memory of a canvas late unless it is made small.
    for (const strip of Canvas.pages.get(page) ?? []) if (strip) strip.canvas.width = strip.canvas.height = 0;
    Canvas.pages.delete(page);
  },

  // The runs that follow are drawn into the strip whose top is at `top` of the page.
  page_ink_strip__deps: ['$Canvas'],
  page_ink_strip: (page, top, width, fresh) => {
    const strips = Canvas.pages.get(page), which = Math.floor(top / Canvas.strip);
    const strip = Ink.strip = strips[which] ??= Ink.context(width, Canvas.strip);
    if (fresh) strip.clearRect(0, 0, width, Canvas.strip);
  },

  page_paint__deps: ['$Canvas'],
  page_paint__sig: 'vpppp',
  page_paint: (steps, count, points, pointCount) => {
    const places = Memory.floats(points, 2 * pointCount);
    Memory.with(steps, 12 * count, (words, floats) => Canvas.paint(words, floats, places));
  },
});
