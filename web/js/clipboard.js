// Copy and paste inside the browser's own events, which need no permission.
addToLibrary({
  $Clipboard__deps: ['$Page', '$Text', '$Files'],
  $Clipboard: {
    plain: '',
    html: '',

    start() {
      const inField = (event) => event.target?.closest?.('#fields, #trouble');
      document.addEventListener('copy', (event) => {
        if (inField(event) || !Clipboard.plain) return;
        event.clipboardData.setData('text/plain', Clipboard.plain);
        if (Clipboard.html) event.clipboardData.setData('text/html', Clipboard.html);
        event.preventDefault();
      });
      document.addEventListener('paste', (event) => {
        if (inField(event)) return;
        event.preventDefault();
        if (event.clipboardData.files.length) return void Files.taking(Files.take(Files.named(event.clipboardData.files), true));
        const plain = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
        if (!plain) return;
        _emic_pasted(Text.give(plain));
        Page.wake();
      });
    },
  },

  page_set_copy_text__deps: ['$Clipboard', '$Text'],
  page_set_copy_text__sig: 'vpppp',
  page_set_copy_text: (plain, plainLength, html, htmlLength) => {
    Clipboard.plain = Text.read(plain, plainLength);
    Clipboard.html = Text.read(html, htmlLength);
  },
});
