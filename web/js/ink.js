// Text as the browser shapes and draws it. The canvases are only ever uploaded, never read back: where fingerprinting is fought, reading
// gives noise.
addToLibrary({
  $Ink__deps: ['$Page', '$Text', '$GL'],
  $Ink: {
    rulers: [],    // contexts that measure, by style and size: giving a context another font costs more than measuring a word
    strip: null,   // a strip of an ink page
    glyphs: null,  // glyphs of the interface on their way to ImGui's texture
    stacks: null,  // font families by style bits
    waiting: [],   // glyphs drawn and not yet uploaded: [source x, y, target x, y, width, height]
    shelf: { x: 0, y: 0, height: 0 },

    context(width, height) {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d', { willReadFrequently: false });
      if (!context) throw new Error('the browser gives no more canvases to draw words on; its memory may be short');
      context.textBaseline = 'alphabetic';
      context.textAlign = 'left';
      context.fontKerning = 'normal';
      context.textRendering = 'geometricPrecision'; // or advances are whole pixels, and lines break elsewhere at another zoom
      context.fonted = '';
      return context;
    },

    // Bits of `style`: 1 reading face, 2 bold, 4 italic, then the Han style times 8.
    families(style) {
      Ink.stacks ??= new Map();
      let stack = Ink.stacks.get(style);
      if (stack) return stack;
      // In a canvas on Apple's machines system-ui is not the face it is in a field, so a real name comes first.
      const latin = /^(Mac|iP)/.test(navigator.platform) ? '"Helvetica Neue", Helvetica'
        : 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans"';
      const han = [
        '',
        '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", ',
        '"PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", ',
        '"Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", ',
        '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", ',
      ][style >> 3];
      stack = `${latin}, ${han}sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"`;
      Ink.stacks.set(style, stack);
      return stack;
    },

    language: (style) => ['', 'zh-Hans', 'zh-Hant', 'ja', 'ko'][style >> 3] || navigator.language,

    font: (size, style) => `${style & 4 ? 'italic ' : ''}${style & 2 ? '600 ' : ''}${size}px ${Ink.families(style)}`,

    setFont(context, size, style) {
      const key = `${size} ${style}`;
      if (context.fonted === key) return;
      context.fonted = key;
      context.font = Ink.font(size, style);
      if ('lang' in context) context.lang = Ink.language(style);
    },

    measurer(size, style) {
      const sizes = Ink.rulers[style] ??= new Map();
      let ruler = sizes.get(size);
      if (ruler) return ruler;
      if (sizes.size >= 12) sizes.clear();
      sizes.set(size, ruler = Ink.context(1, 1));
      Ink.setFont(ruler, size, style);
      return ruler;
    },

    bind(texture) {
      GLctx.bindTexture(GLctx.TEXTURE_2D, GL.textures[texture]);
      GLctx.pixelStorei(GLctx.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false); // ImGui blends straight alpha
      GLctx.pixelStorei(GLctx.UNPACK_FLIP_Y_WEBGL, false);
    },

    // Text is measured in the direction in which it is drawn: in Firefox the box of its ink is another one.
    turn(context, rightToLeft) {
      const direction = rightToLeft ? 'rtl' : 'ltr';
      if (context.turned !== direction) context.direction = context.turned = direction;
    },

    // Without a letter of its own (a lone bracket) a run would be drawn from left to right all the same.
    words: (text, rightToLeft) => rightToLeft && !/\p{L}/u.test(text) ? `\u200f${text}` : text,

    colour: (rgba) => `#${(rgba >>> 0).toString(16).padStart(8, '0')}`,

    flushGlyphs(texture) {
      if (!Ink.waiting.length) return;
      Ink.bind(texture);
      for (const [fromX, fromY, x, y, width, height] of Ink.waiting) {
        GLctx.pixelStorei(GLctx.UNPACK_SKIP_PIXELS, fromX);
        GLctx.pixelStorei(GLctx.UNPACK_SKIP_ROWS, fromY);
        GLctx.texSubImage2D(GLctx.TEXTURE_2D, 0, x, y, width, height, GLctx.RGBA, GLctx.UNSIGNED_BYTE, Ink.glyphs.canvas);
      }
      GLctx.pixelStorei(GLctx.UNPACK_SKIP_PIXELS, 0);
      GLctx.pixelStorei(GLctx.UNPACK_SKIP_ROWS, 0);
      GLctx.bindTexture(GLctx.TEXTURE_2D, null);
      Ink.waiting = [];
    },
  },

  page_device_scale__deps: ['$Page'],
  page_device_scale: () => Page.scale,

  // Writes advance, left, right, ascent, descent as floats.
  page_measure_text__deps: ['$Fonts', '$Ink', '$Text', '$Memory'],
  page_measure_text__sig: 'vfippip',
  page_measure_text: (size, style, at, length, rightToLeft, out) => {
    const ruler = Ink.measurer(size, style);
    Ink.turn(ruler, rightToLeft);
    const words = Text.read(at, length);
    Fonts.look(words);
    const box = ruler.measureText(Ink.words(words, rightToLeft));
    Memory.putFloats(out, [box.width, box.actualBoundingBoxLeft, box.actualBoundingBoxRight, box.actualBoundingBoxAscent, box.actualBoundingBoxDescent]);
  },

  // The joiner keeps the last letter of the prefix in the shape that it has inside the word.
  page_measure_prefix__deps: ['$Ink', '$Text'],
  page_measure_prefix__sig: 'ffipp',
  page_measure_prefix: (size, style, at, length) => Ink.measurer(size, style).measureText(Text.read(at, length) + '\u200d').width,

  page_ink_begin__deps: ['$Ink'],
  page_ink_begin: (width, height, fresh) => {
    Ink.strip ??= Ink.context(width, height);
    if (fresh) Ink.strip.clearRect(0, 0, width, height);
  },

  page_ink_run__deps: ['$Ink', '$Text'],
  page_ink_run__sig: 'vfippiiii',
  page_ink_run: (size, style, at, length, rgba, x, y, rightToLeft) => {
    Ink.setFont(Ink.strip, size, style);
    Ink.turn(Ink.strip, rightToLeft);
    Ink.strip.fillStyle = Ink.colour(rgba);
    Ink.strip.fillText(Ink.words(Text.read(at, length), rightToLeft), x, y);
  },

  // Rows [from, to) of the strip, whose top is at `top` in the texture.
  page_ink_upload__deps: ['$Ink'],
  page_ink_upload: (texture, top, from, to) => {
    Ink.bind(texture);
    GLctx.pixelStorei(GLctx.UNPACK_SKIP_ROWS, from);
    GLctx.texSubImage2D(GLctx.TEXTURE_2D, 0, 0, top + from, Ink.strip.canvas.width, to - from, GLctx.RGBA, GLctx.UNSIGNED_BYTE, Ink.strip.canvas);
    GLctx.pixelStorei(GLctx.UNPACK_SKIP_ROWS, 0);
    GLctx.bindTexture(GLctx.TEXTURE_2D, null);
  },

  // Draws a white glyph in a free place of the glyph canvas; x, y, width, height are its rectangle in the texture.
  page_ink_glyph__deps: ['$Ink', '$Text'],
  page_ink_glyph__sig: 'viifppiiiiii',
  page_ink_glyph: (texture, style, size, at, length, x, y, width, height, penX, penY) => {
    const side = 512, gap = 4;
    Ink.glyphs ??= Ink.context(side, side);
    width = Math.min(width, side);
    height = Math.min(height, side);
    const shelf = Ink.shelf;
    if (shelf.x + width > side) {
      shelf.x = 0;
      shelf.y += shelf.height + gap;
      shelf.height = 0;
    }
    if (shelf.y + height > side || !Ink.waiting.length) {
      Ink.flushGlyphs(texture);
      Ink.glyphs.clearRect(0, 0, side, side);
      shelf.x = shelf.y = shelf.height = 0;
    }
    Ink.setFont(Ink.glyphs, size, style);
    Ink.glyphs.fillStyle = '#fff';
    Ink.glyphs.fillText(Text.read(at, length), shelf.x + penX, shelf.y + penY);
    Ink.waiting.push([shelf.x, shelf.y, x, y, width, height]);
    shelf.x += width + gap;
    shelf.height = Math.max(shelf.height, height);
  },

  page_ink_flush_glyphs__deps: ['$Ink'],
  page_ink_flush_glyphs: (texture) => Ink.flushGlyphs(texture),

  page_graphics_limit__deps: ['$GL'],
  page_graphics_limit: (name) => GLctx.getParameter(name),
});
