// A report on paper: our own writer's HTML is put together element by element (the policy lets no text become markup) and shown to the
// printer alone.
addToLibrary({
  $Print__deps: ['$Page'],
  $Print: {
    elements: ['h1', 'h2', 'h3', 'h4', 'p', 'div', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span', 'b', 'i', 'mark', 'sup', 'br', 'ul', 'ol', 'li', 'dl',
      'dt', 'dd', 'a', 'em', 'strong', 'section'],
    attributes: ['class', 'dir', 'lang', 'scope', 'colspan', 'aria-hidden'],
    plain: { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" },
    sheet: null,
    place: null,

    text: (written) => written.replace(/&(\w+|#39);/g, (whole, name) => Print.plain[name] ?? whole),

    // Elements of `html` under `parent`; what is not ours is left out.
    build(html, parent) {
      let at = parent;
      for (const [, closes, name, rest, written] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*\/?>|([^<]+)/g)) {
        if (written !== undefined) {
          at.append(Print.text(written));
        } else if (closes) {
          if (at !== parent && at.localName === name) at = at.parentNode;
        } else if (Print.elements.includes(name)) {
          const element = document.createElement(name);
          for (const [, key, value] of rest.matchAll(/([a-z-]+)="([^"]*)"/g))
            if (Print.attributes.includes(key)) element.setAttribute(key, Print.text(value));
          at.append(element);
          if (name !== 'br') at = element;
        }
      }
    },

    clear() {
      Print.place?.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== Print.sheet);
      Print.place = Print.sheet = null;
      for (const kind of ['pointerdown', 'keydown']) removeEventListener(kind, Print.clear, true);
    },
  },

  page_print__deps: ['$Print', '$Text'],
  page_print__sig: 'vpp',
  page_print: (at, length) => {
    const html = Text.read(at, length);
    Print.clear();
    Print.place = document.createElement('main');
    Print.place.id = 'print';
    Print.place.translate = false; // translators send what they translate to a server
    Print.place.lang = html.match(/<html lang="([^"]*)"/)?.[1] ?? '';
    Print.build(html.match(/<body[^>]*>([\s\S]*)<\/body>/)?.[1] ?? '', Print.place);
    document.body.append(Print.place);
    Print.sheet = new CSSStyleSheet();
    const own = ['#print { display: none; }', '@media print { :root { color-scheme: light; }',
      'html, body { height: auto; overflow: visible; background: none; color: #1f1d1a; }',
      'body > *:not(#print) { display: none !important; }', '#print { display: block; }'].join(' ');
    Print.sheet.replaceSync(`${own} ${html.match(/<style>([\s\S]*?)<\/style>/)?.[1] ?? ''} }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, Print.sheet];
    addEventListener('afterprint', Print.clear, { once: true });
    // Some browsers return from print() at once and never tell when the paper is done.
    setTimeout(() => { for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, Print.clear, { capture: true, once: true }); }, 1000);
    setTimeout(() => globalThis.print(), 0); // after this frame, so that the page does not stand still within it
  },
});
