// Letters of the time before Unicode by the browser's own tables.
addToLibrary({
  // A block of Text.give, or 0 where the browser does not know the charset or has no room.
  page_decode_charset__deps: ['$Memory', '$Text'],
  page_decode_charset__sig: 'ppppp',
  page_decode_charset: (at, length, nameAt, nameLength) => {
    try {
      const decoder = new TextDecoder(Memory.text(nameAt, nameLength), { ignoreBOM: true });
      return Text.give(decoder.decode(Memory.copy(at, length)));
    } catch (error) {
      console.error(error);
      return 0;
    }
  },
});
