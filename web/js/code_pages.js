// East Asian code pages by the browser's own tables.
addToLibrary({
  // A block of Text.give, or 0 where the browser does not know the page or has no room.
  page_decode_double_byte__deps: ['$Memory', '$Text'],
  page_decode_double_byte__sig: 'pppi',
  page_decode_double_byte: (at, length, number) => {
    const label = { 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5' }[number];
    try {
      return Text.give(new TextDecoder(label).decode(Memory.copy(at, length)));
    } catch (error) {
      console.error(error);
      return 0;
    }
  },
});
