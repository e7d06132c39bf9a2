// Projects of any size, the same for the same size, for benchmarks and tests.
const id = (kind, number) => `00000000-0000-4000-${kind}-${number.toString(16).padStart(12, '0')}`;

// A project file of made-up interviews, as storage and colleagues hold them (format version 2). `often`: how many codings in a hundred have
// the first code.
export function studyFile(documents, characters, codings, codes = 60, often = 0) {
  let seed = 7;
  const roll = (sides) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % sides; };
  const syllables = ['ba', 'de', 'fi', 'go', 'hu', 'kai', 'lee', 'mou', 'na', 'pe', 'ri', 'so', 'tu', 'vai', 'stee', 'shou'];
  const word = () => Array.from({ length: 1 + roll(3) }, () => syllables[roll(16)]).join('');
  const texts = Array.from({ length: documents }, () => {
    let text = '';
    for (let turn = 0; text.length < characters; turn++) {
      text += turn % 2 ? 'P01:' : 'Interviewer:';
      for (let words = 5 + roll(turn % 2 ? 80 : 15); words > 0; words--) text += ` ${word()}`;
      text += '.\n';
    }
    return text;
  });
  const list = (name, count, make) => `"${name}":[\n${Array.from({ length: count }, (_, i) => JSON.stringify(make(i))).join(',\n')}]`;
  return `{"format":"emic-project","version":2,"saved_by":"Emic",\n${[
    list('project', 1, () => ({ id: id('8000', 1), name: 'Benchmark' })),
    list('coders', 1, () => ({ id: id('8001', 1), name: 'Ada', colour: '#3366cc' })),
    list('documents', documents, (i) => ({ id: id('8002', i + 1), name: `Interview ${i + 1}`, position: i, text: texts[i] })),
    list('codes', codes, (i) => ({ id: id('8003', i + 1), name: `${word()} ${i + 1}`, position: i, colour: `#${(0x334455 + i * 0x020503).toString(16)}` })),
    list('codings', documents * codings, (i) => {
      const document = Math.floor(i / codings);
      const begin = roll(characters - 500);
      return { id: id('8004', i + 1), document: id('8002', document + 1), range: [begin, begin + 20 + roll(400)], code: id('8003', roll(100) < often ? 1 : 1 + roll(codes)), coder: id('8001', 1) };
    }),
  ].join(',\n')}}\n`;
}
