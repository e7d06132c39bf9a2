// The program's memory as the page reads and writes it. Whatever allocates may move it, and a view taken before is dead from then on: so views
// are taken here alone, by functions that allocate nothing after it (cmake/check_layers.sh holds all other files to that).
addToLibrary({
  $textDecoder: "new TextDecoder('utf-8', { ignoreBOM: true })",
  $textEncoder: 'new TextEncoder()',

  $Memory__deps: ['$textDecoder', 'malloc', 'free'],
  $Memory: {
    // A copy, which outlives what the program does next.
    copy: (at, length) => HEAPU8.slice(at, at + length),
    text: (at, length) => textDecoder.decode(HEAPU8.subarray(at, at + length)),
    byte: (at) => HEAPU8[at],
    floats: (at, count) => Array.from(HEAPF32.subarray(at >>> 2, (at >>> 2) + count)),
    words: (at, count) => Array.from(HEAPU32.subarray(at >>> 2, (at >>> 2) + count)),

    // Where the program says that the bytes go: put(_emic_file(…), bytes).
    put(at, bytes) { HEAPU8.set(bytes, at >>> 0); },
    putFloats(at, values) { HEAPF32.set(values, at >>> 2); },

    // A block that the program takes over and frees: the length in bytes (32 bits), then the bytes.
    give(bytes) {
      const at = _malloc(4 + bytes.length) >>> 0;
      if (!at) throw Memory.full();
      HEAPU32[at >>> 2] = bytes.length;
      HEAPU8.set(bytes, at + 4);
      return at;
    },

    // Throws where the program could not allocate as much; it would stop if it tried itself.
    claim(bytes) {
      const at = _malloc(bytes);
      if (!at) throw Memory.full();
      _free(at);
    },
    full: () => Object.assign(new RangeError('The browser gives Emic no more memory.'), { full: true }),
  },
});
