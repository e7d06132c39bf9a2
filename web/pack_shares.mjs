// Which library the engine's bytes come from, read from the linker's map (wasm-ld -Map): code and data by archive or own folder.

// Rows {name, bytes, share}, largest first; what is under 0.5 % is summed up as "other".
export function wasmShares(map) {
  const sums = new Map();
  for (const line of map.split('\n')) {
    const match = line.match(/^\s*\S+\s+[0-9a-f]+\s+([0-9a-f]+)\s+(\S+\.o\)?|<internal>):\(.*\)\s*$/);
    if (!match) continue;
    const [, size, from] = match;
    const name = owner(from);
    sums.set(name, (sums.get(name) ?? 0) + parseInt(size, 16));
  }
  const total = [...sums.values()].reduce((sum, bytes) => sum + bytes, 0);
  const rows = [...sums].map(([name, bytes]) => ({ name, bytes, share: bytes / total })).sort((a, b) => b.bytes - a.bytes);
  const small = rows.filter((row) => row.share < 0.005);
  const rest = small.reduce((sum, row) => sum + row.bytes, 0);
  return [...rows.filter((row) => row.share >= 0.005), ...(rest ? [{ name: 'other', bytes: rest, share: rest / total }] : [])];
}

const systemLibraries = [
  [/^c(-|$)/, 'C library'],
  [/^(c\+\+|c\+\+abi|unwind)(-|$)/, 'C++ library'],
  [/^compiler_rt(-|$)/, 'compiler runtime'],
  [/^(dlmalloc|emmalloc|mimalloc)(-|$)/, 'allocator'],
  [/^(GL|html5|stubs|noexit|sockets|al)(-|$)/, 'browser bindings'],
];

function owner(from) {
  const archive = from.match(/([^/]+)\.a\(/)?.[1]?.replace(/^lib/, '');
  if (!archive) return from.includes('emic_web.dir') ? 'web' : 'compiler';
  return systemLibraries.find(([pattern]) => pattern.test(archive))?.[1] ?? archive;
}
