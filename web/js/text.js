// Texts over the border between the page and the program: UTF-8 with its length, so that any character may occur.
addToLibrary({
  $Text__deps: ['$textEncoder', '$Memory'],
  $Text: {
    read(at, length) {
      if (length > 24) return Memory.text(at, length);
      let text = '';
      for (let i = at; i < at + length; i++) {
        const byte = Memory.byte(i);
        if (byte > 127) return Memory.text(at, length);
        text += String.fromCharCode(byte);
      }
      return text;
    },

    give: (text) => Memory.give(textEncoder.encode(text)),
  },
});
