// Copy and paste inside the browser's own events, which need no permission.
addToLibrary({
  $Clipboard__deps: ['$Page', '$Text', '$Files', '$Field'],
  $Clipboard: {
    plain: '',
    html: '',

    start() {
      // Where a field was, Firefox names the place that it lay on.
      const inField = (event) => event.target?.closest?.('#fields > *, #trouble');
      document.addEventListener('copy', (event) => {
        if (inField(event) || !Clipboard.plain) return;
        event.clipboardData.setData('text/plain', Clipboard.plain);
        if (Clipboard.html) event.clipboardData.setData('text/html', Clipboard.html);
        event.preventDefault();
      });
      document.addEventListener('paste', (event) => {
        const plain = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
        if (inField(event)) {
          // Several cells go into the table, not into the one cell that is being edited.
          if (!Field.open?.cell || !/\t|\n./s.test(plain)) return;
          Field.finish('blur');
        }
        event.preventDefault();
        // A copied file comes with its name as text, copied cells come with their picture as a file.
        const files = [...event.clipboardData.files].filter((file) => !plain || !file.type.startsWith('image/'));
        if (files.length) return void Files.taking(Files.take(Files.named(files), true));
        if (!plain) return;
        _emic_pasted(Text.give(plain));
        Page.input();
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
