// Small files in the formats of other programs, made here.

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

// A ZIP archive of texts by their names, without compression.
export function zip(texts) {
  const locals = [], directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(texts)) {
    const bytes = Buffer.from(text), label = Buffer.from(name), fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // version
    fields.writeUInt16LE(0x21, 8); // 1 January 1980
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(label.length, 22);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), fields, label, bytes);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, label);
    offset += 30 + label.length + bytes.length;
  }
  const entries = Buffer.concat(directory), end = Buffer.alloc(22), count = Object.keys(texts).length;
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

// A REFI-QDA project with one coded passage of "I felt judged.", of which the file says that it reads `quoted`, and where it ends.
export const qdpx = (quoted, end = 13) => zip({
  'project.qde': `<?xml version="1.0" encoding="utf-8"?><Project name="Ward" origin="Some tool" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="AAAAAAAA-0000-4000-8000-000000000001" name="Ada"/></Users>
<CodeBook><Codes><Code guid="BBBBBBBB-0000-4000-8000-000000000001" name="Judged" isCodable="true" color="#FF0010"/></Codes></CodeBook>
<Sources><TextSource guid="CCCCCCCC-0000-4000-8000-000000000001" name="P01" plainTextPath="internal://t.txt">
<PlainTextSelection guid="DDDDDDDD-0000-4000-8000-000000000001" name="${quoted}" startPosition="7" endPosition="${end}">
<Coding guid="EEEEEEEE-0000-4000-8000-000000000001"><CodeRef targetGUID="BBBBBBBB-0000-4000-8000-000000000001"/></Coding></PlainTextSelection>
</TextSource></Sources></Project>`,
  'sources/t.txt': 'I felt judged.',
});
