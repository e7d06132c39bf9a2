// Bytes as letters of a page: each byte is always the same letter, so that a server's compression still finds what repeats
// (base64 or gzip would hide it: a quarter more to send). The first 256 letters say which letter is which byte.

// Letters that every reader of HTML leaves alone: no controls, no end of a script, no carriage return.
const plain = [...Array(127).keys()].filter((code) => (code >= 0x20 || code === 0x0a) && !'<>&'.includes(String.fromCharCode(code)));

// `bytes` as text. In a text, ASCII stands for itself; elsewhere the most frequent bytes get the letters of one byte.
export function toLetters(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte]++;
  const letters = new Array(256);
  const isText = bytes.every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x09);
  const free = new Set(plain);
  if (isText) for (const code of plain) letters[code] = code, free.delete(code);
  const rest = [...counts.keys()].filter((byte) => letters[byte] === undefined).sort((a, b) => counts[b] - counts[a] || a - b);
  const wide = Array.from({ length: 256 }, (_, i) => 0x100 + i);
  for (const byte of rest) letters[byte] = [...free][0] ?? wide.shift(), free.delete(letters[byte]);
  const strings = letters.map((code) => String.fromCharCode(code));
  const parts = [strings.join('')];
  for (let at = 0; at < bytes.length; at += 65536) parts.push(Array.from(bytes.subarray(at, at + 65536), (byte) => strings[byte]).join(''));
  return parts.join('');
}

// The bytes again; web/loader.js does the same in the page.
export function fromLetters(text) {
  const byteOf = new Uint8Array(0x200);
  for (let byte = 0; byte < 256; byte++) byteOf[text.charCodeAt(byte)] = byte;
  const bytes = Buffer.alloc(text.length - 256);
  for (let i = 0; i < bytes.length; i++) bytes[i] = byteOf[text.charCodeAt(i + 256)];
  return bytes;
}
