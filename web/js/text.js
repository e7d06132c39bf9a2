// Texts over the border between the page and the program: UTF-8 with its length, so that any character may occur.
addToLibrary({
  $textDecoder: "new TextDecoder('utf-8', { ignoreBOM: true })",
  $textEncoder: 'new TextEncoder()',

  $Text__deps: ['$textDecoder', '$textEncoder', 'malloc'],
  $Text: {
    read(at, length) {
      if (length > 24) return textDecoder.decode(HEAPU8.subarray(at, at + length));
      let text = '';
      for (let i = at; i < at + length; i++) {
        if (HEAPU8[i] > 127) return textDecoder.decode(HEAPU8.subarray(at, at + length));
        text += String.fromCharCode(HEAPU8[i]);
      }
      return text;
    },

    // A block that the program takes over and frees: the length in bytes (32 bits), then the bytes.
    give(text) {
      const bytes = textEncoder.encode(text);
      const at = _malloc(4 + bytes.length) >>> 0;
      HEAPU32[at >>> 2] = bytes.length;
      HEAPU8.set(bytes, at + 4);
      return at;
    },
  },
});
