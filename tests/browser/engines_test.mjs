// The short study in each engine, over http and from the single file: a text file in, passages coded by mouse and by keyboard, a memo, undo, save,
// reload and find it again; and interviews in Hebrew and Arabic, read off the screen beside the browser's own rendering of the same words.
import { assert, started, test, trouble } from './harness.mjs';
import { engines, openIn } from './engines/engines.mjs';
import { apart, ownRendering, placeOfWord } from './engines/own_rendering.mjs';
import { presented } from './engines/presented.mjs';
import { Researcher } from './researcher.mjs';

const textFile = (name, lines) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) });
const interview = [
  'Interviewer: How was the ward, the first night?',
  'Ada: They moved me at night, and nobody asked me. I felt judged, d’après moi; then I slept.',
  'Interviewer: And in the morning?',
  'Ada: In the morning a nurse sat down with me. That was all I needed.',
];
const memo = 'Überraschend: être là — 她说：画图就是思考。';

async function shortStudy(engine, over) {
  const { page } = await openIn(engine, { over });
  const me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick([textFile('P01', interview)]);
  await me.imported(['P01']);

  // By keyboard, then by mouse.
  await me.select('moved me at night');
  await me.code('Moved', { create: true });
  await me.marked('coded: Moved — “moved me at night”');
  await me.press('Escape');
  const paragraph = page.locator('#mirror p', { hasText: 'a nurse sat down' });
  const { x, y } = await me.place(paragraph);
  await me.drag([x + 45, y + 13], [x + 220, y + 13]);
  const dragged = (await me.copied()).plain;
  assert.ok(interview[3].includes(dragged) && dragged.includes('morning'), `“${dragged}”`);
  await me.click('button', 'Code it…  (Enter)');
  await me.field('Code');
  await me.type('Seen as a person');
  await me.shown('option', 'Create code “Seen as a person”');
  await me.press('Shift+Enter');
  await me.noField();
  await me.marked(`coded: Seen as a person — “${dragged.trim().slice(0, 12)}`);

  // A memo on the passage, then one more coding that is taken back, brought back and taken back again.
  await me.press('m');
  await me.field('Memo on this passage');
  await me.type(memo);
  await me.press('Tab');
  await me.noField();
  await me.select('I felt judged');
  await me.press('v');
  await me.marked('coded: I felt judged');
  await me.press('Control+z');
  await me.gone('treeitem', 'I felt judged', ['tree', 'Codes']);
  await me.press('Control+Shift+Z');
  await me.shown('treeitem', 'I felt judged', ['tree', 'Codes']);
  await me.press('Control+z');
  await me.gone('treeitem', 'I felt judged', ['tree', 'Codes']);

  await me.saved();
  const file = JSON.parse((await me.download(() => me.press('Control+s'))).text);
  const bytes = Buffer.from(file.documents[0].text);
  const passages = file.codings.map(({ range }) => String(bytes.subarray(...range))).sort();
  assert.deepEqual(passages, [dragged, 'moved me at night'].sort());
  assert.ok(JSON.stringify(file).includes(JSON.stringify(memo).slice(1, -1)), 'the memo is in the copy');

  await page.reload();
  await started(page);
  await me.shown('treeitem', 'P01', ['tree', 'Documents']);
  await me.marked('coded: Moved — “moved me at night”');
  await me.marked('coded: Seen as a person');
  assert.equal(await me.node('treeitem', 'I felt judged', ['tree', 'Codes']).count(), 0, 'what was taken back stays taken back');
  const again = JSON.parse((await me.download(() => me.press('Control+s'))).text);
  assert.deepEqual([again.documents, again.codes, again.codings, again.memos], [file.documents, file.codes, file.codings, file.memos]);
}

const foreign = {
  Hebrew: [
    'Made up.', 'העבירו אותי בלילה ואף אחד לא שאל.', 'הרגשתי שפוטה (לגמרי), אמרה עדה', 'ב־12 במרץ ישבה לידי אחות',
    'בבוקר ישבה לידי אחות אחת ושאלה מה שלומי.',
    'בלילה השני ישבתי ליד החלון במחלקה (ward 3) וחיכיתי שמישהו יגיד לי מה קורה עם התינוקת שלי, כי משעה 22 ועד הבוקר אף אחות לא נכנסה לחדר, ורק כשהרמתי את הקול שאלו אותי למה אני לא ישנה ואם אני רוצה כדור שינה.',
  ],
  Arabic: [
    'Made up.', 'نقلوني في الليل ولم يسألني أحد.', 'شعرت بأنهم يحكمون عليّ (دائمًا)', 'في ١٢ مارس جلست ممرضة بجانبي',
    'في الصباح جلست ممرضة بجانبي وسألتني كيف حالي.',
    'في الليلة الثانية جلست بجانب النافذة في القسم (ward 3) أنتظر أن يخبرني أحد بما يحدث لطفلتي، لأن أي ممرضة لم تدخل الغرفة من الساعة 22 حتى الصباح، ولم يسألني أحد لماذا لا أنام إلا عندما رفعت صوتي وقلت إنني أريد أن أعرف كل شيء.',
  ],
};

async function readForeign(engine) {
  const { page } = await openIn(engine);
  const me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick(Object.entries(foreign).map(([name, lines]) => textFile(name, lines)));
  await me.imported(Object.keys(foreign));
  for (const [language, lines] of Object.entries(foreign)) {
    await me.open(language);
    await me.press('Control+Home');
    await page.mouse.move(640, 780);
    const places = [];
    for (const words of lines.slice(1)) places.push(await me.place(page.locator('#mirror p', { hasText: words })));
    assert.ok(places.at(-1).height > 2.5 * 27, `the last takes several lines: ${places.at(-1).height}`);
    await me.saved();
    await me.drawn();
    const ours = await presented(page, places);
    const { theirs, undo } = await ownRendering(page, lines.slice(1).map((words, i) => ({ words, ...places[i] })));
    for (const [i, words] of lines.slice(1).entries()) {
      const { ink, lost, added, aside } = await apart(ours, theirs, places[i]);
      assert.ok(ink > 300, `${engine}, ${language}: the browser itself draws ${ink} dots of “${words}”`);
      assert.ok(lost < ink / 50 && added < ink / 50, `${engine}, ${language}: of ${ink} dots of “${words}” ${lost} are missing and ${added} are elsewhere`);
      assert.ok(Math.abs(aside) <= 2, `${engine}, ${language}: “${words}” begins ${aside} dots beside its place`);
    }
    // Where the browser draws a word is where a double click takes it.
    const taken = lines[4].split(' ')[2], [x, y] = await placeOfWord(page, 3, taken);
    await undo();
    await presented(page, places);
    await page.mouse.dblclick(x, y);
    assert.equal((await me.copied()).plain.trim(), taken);
    await me.press('v');
    await me.marked(`coded: ${taken} — “${taken}”`);
  }
}

// Paragraphs with a passage that begins with a Latin word, and a word to find: everywhere they stand in the order of their paragraph.
const cut = {
  Hebrew: { words: 'היא אמרה Zoom 2024 ואז עברנו לדבר על השאלה הבאה, כי לא היה זמן.', passage: 'Zoom 2024 ואז עברנו לדבר', find: 'השאלה' },
  Arabic: { words: 'قالت لي إن Zoom 12 دقيقة كانت كافية، ثم انتقلنا إلى السؤال التالي.', passage: 'Zoom 12 دقيقة كانت كافية', find: 'السؤال' },
};

async function assertAlike(page, place, look, what) {
  const ours = await presented(page, [place]);
  const { theirs, undo } = await ownRendering(page, [{ ...place, ...look, dir: 'rtl' }]);
  await undo();
  const { ink, lost, added } = await apart(ours, theirs, { ...place, loose: true });
  assert.ok(ink > 300 && lost < ink / 25 && added < ink / 25, `${what}: of ${ink} dots ${lost} are missing and ${added} are elsewhere`);
}

async function compareAndSearchForeign(engine) {
  const { page } = await openIn(engine), me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick(Object.entries(cut).map(([name, { words }]) => textFile(name, [words])));
  await me.imported(Object.keys(cut));
  for (const [language, { passage }] of Object.entries(cut)) {
    await me.open(language);
    await me.select(passage);
    await me.code('watched', { create: language === 'Hebrew' });
  }
  await me.mode('Compare');
  await page.mouse.move(5, 790);
  for (const [language, { words, passage }] of Object.entries(cut)) {
    const place = await me.place(me.mark(passage)), lines = Math.round(place.height / 26), leading = place.height / lines;
    await assertAlike(page, place, { words, size: Math.round(leading / 1.5), leading }, `${engine}, ${language} in Compare`);
  }
  await me.mode('Search');
  for (const [language, { words, find }] of Object.entries(cut)) {
    await me.click('textbox', 'Search all documents, memos and codes');
    await me.field('Search all documents, memos and codes');
    await me.press('Control+a');
    await page.keyboard.insertText(find);
    await me.press('Enter');
    await me.noField();
    await page.mouse.move(5, 790);
    await me.drawn();
    const { x, y, width, height } = await me.place(me.node('link', words));
    await assertAlike(page, { x: x + 2, y: y + 4, width: width - 4, height: height * 0.5 }, { words, size: 15, leading: 22 }, `${engine}, ${language} in Search`);
  }
}

const firefoxWith = (preferences) => ({ whatElse: { preferences } });

test('Firefox: a private window says at the start that all goes with it, and the top bar goes on saying so', { seconds: 240 }, async () => {
  for (const over of ['http', 'file']) {
    const { page, close } = await openIn('Firefox', { over, ...firefoxWith({ 'browser.privatebrowsing.autostart': true }) });
    const me = new Researcher(page);
    await started(page);
    await page.locator('#mirror [role=alert]', { hasText: /private window.*gone when you close it.*save a copy of the project as a file/ }).waitFor();
    await me.click('button', 'Start from the sample study');
    await me.status(/^Saved in this private window only$/).waitFor();
    await close();
  }
});

test('Firefox: without WebAssembly it says that it is not allowed to run Emic', { seconds: 60 }, async () => {
  const { page } = await openIn('Firefox', firefoxWith({ 'javascript.options.wasm': false }));
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  assert.match(await trouble(page), /not allowed to run Emic[^]*not touched/);
});

test('Firefox: with a clock made coarse against fingerprinting, what is to come later comes, and the page comes to rest', { seconds: 240 }, async () => {
  const { page } = await openIn('Firefox', firefoxWith({ 'privacy.resistFingerprinting': true }));
  const me = new Researcher(page);
  await started(page);
  await me.home();
  const long = (name) => textFile(name, Array.from({ length: 120 }, (_, i) => `P0${i % 3}: ${interview[1 + 2 * (i % 2)]}`));
  await me.pick([long('First'), long('Second'), long('Third')]);
  await me.imported(['First', 'Second', 'Third']);
  for (let round = 0; round < 4; round++) for (const name of ['First', 'Second', 'Third']) await me.open(name);
});

test('WebKitGTK: a browser that cannot promise to keep what is stored says so', { seconds: 60 }, async () => {
  const { page } = await openIn('WebKitGTK'), me = new Researcher(page);
  await started(page);
  await me.home();
  await me.click('button', 'Start from the sample study');
  await page.locator('#mirror [role=status]', { hasText: /does not promise to keep.*Save a copy of the project as a file/ }).waitFor();
});

for (const engine of engines) {
  for (const over of ['http', 'file']) test(`${engine}: the short study over ${over}`, { seconds: 240 }, () => shortStudy(engine, over));
  test(`${engine}: Hebrew and Arabic read as the browser draws them`, { seconds: 240 }, () => readForeign(engine));
  test(`${engine}: Hebrew and Arabic passages in Compare and Search stand as the browser draws their paragraphs`, { seconds: 240 }, () => compareAndSearchForeign(engine));
}
