// The port over the browser (web/platform_web*.cpp, web/js): canvas, input, fields, files, clipboard. Driven through the probe.
import { readFileSync } from 'node:fs';
import { assert, framesDrawn, test, trouble, turns } from './harness.mjs';
import { anyOf, events, heard, key, openProbe, probe, quiet } from './platform/probe.mjs';

for (const over of ['http', 'file']) {
  test(`an idle page over ${over} draws no frame`, async () => {
    const { page, complaints } = await openProbe({ over });
    const frames = () => framesDrawn(page);
    await quiet(page);
    const before = await frames();
    await turns(page, 60);
    assert.equal(await frames(), before);
    await page.mouse.move(300, 300);
    await quiet(page);
    const moved = await frames() - before;
    assert.ok(moved >= 3 && moved <= 6, `${moved} frames after a movement`);
    // A frame that was asked for later comes then, and is the only one.
    await page.evaluate(() => {
      globalThis.drawn = [];
      new MutationObserver(() => drawn.push(performance.now())).observe(document.getElementById('canvas'), { attributeFilter: ['data-frames'] });
      globalThis.asked = performance.now();
      globalThis.probe({ do: 'later', delay: 1500 });
    });
    await page.waitForFunction(() => drawn.some((at) => at >= asked + 1500));
    const after = await frames();
    await turns(page, 30);
    assert.equal(await frames(), after);
    assert.deepEqual(complaints, []);
  });
}

for (const [deviceScaleFactor, renderer] of [[1, '2d'], [1.5, '2d'], [2, '2d'], [1, 'webgl'], [1.5, 'webgl']]) {
  test(`the canvas has exactly the pixels of the screen at ${deviceScaleFactor}, ${renderer}`, async () => {
    const { page } = await openProbe({ renderer, context: { deviceScaleFactor } });
    const size = () => page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
    assert.deepEqual(await size(), [1280 * deviceScaleFactor, 800 * deviceScaleFactor]);
    await page.setViewportSize({ width: 1001, height: 777 });
    const resized = await heard(page, (event) => event.is === 'resized' && Math.round(event.width) === 1001);
    assert.equal(resized.scale, deviceScaleFactor);
    assert.deepEqual(await size(), [1001, 777].map((length) => Math.round(length * deviceScaleFactor)));
  });

  // The ink against the same text on a plain 2D canvas: every script, colours of emoji, no shift by a pixel.
  test(`ink is what the browser itself would draw at ${deviceScaleFactor}, ${renderer}`, async () => {
    const { page } = await openProbe({ renderer, context: { deviceScaleFactor } });
    const texts = ['I felt naïve, Ångström, Việt — judged', '照顾孩子的直骨', '日本語の直骨令です', '한국어 면담', 'Ελληνικά Русский', '👩‍👩‍👧 😀 🇫🇷'];
    const hans = [0, 1, 3, 4, 0, 0];
    for (const [i, text] of texts.entries()) await probe(page, { do: 'ink', text, size: 20, han: hans[i], x: 10, y: 30 + i * 38 });
    await quiet(page);
    const clip = { x: 0, y: 0, width: 600 / deviceScaleFactor, height: 240 / deviceScaleFactor };
    const ours = (await page.screenshot({ clip })).toString('base64');
    await page.evaluate(([all, styles, scale]) => {
      const plain = document.createElement('canvas');
      [plain.width, plain.height] = [1200, 240];
      Object.assign(plain.style, { position: 'fixed', left: 0, top: 0, width: `${1200 / scale}px`, height: `${240 / scale}px`, background: 'white' });
      const context = plain.getContext('2d');
      context.textRendering = 'geometricPrecision';
      for (const [i, text] of all.entries()) {
        const han = ['', '"Noto Sans CJK SC", ', '', '"Noto Sans CJK JP", ', '"Noto Sans CJK KR", '][styles[i]];
        context.font = `${20 * scale}px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", ${han}sans-serif, "Noto Color Emoji"`;
        context.lang = ['en-US', 'zh-Hans', '', 'ja', 'ko'][styles[i]];
        context.fillStyle = '#22211e';
        context.fillText(text, 10, 30 + i * 38);
      }
      document.body.append(plain);
    }, [texts, hans, deviceScaleFactor]);
    await turns(page, 2); // it is on the screen
    const theirs = (await page.screenshot({ clip })).toString('base64');
    const [inked, different] = await page.evaluate(async (images) => {
      const [a, b] = await Promise.all(images.map(async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
      }));
      let ink = 0, off = 0;
      for (let i = 0; i < a.length; i++) {
        if (b[i] < 200) ink++;
        if (Math.abs(a[i] - b[i]) > 12) off++; // of 255; unpremultiplied alpha is rounded
      }
      return [ink, off];
    }, [ours, theirs]);
    assert.ok(inked > 5000, `only ${inked} dark samples`);
    assert.ok(different < inked / 1000, `${different} of ${inked} samples differ`);
  });
}

test('measuring agrees with the browser and carets stand inside words', async () => {
  const { page } = await openProbe();
  for (const text of ['judgement', '照顾孩子', '👩‍👩‍👧 😀', 'naïve']) {
    const measured = await probe(page, { do: 'measure', text, size: 17 });
    const plain = await page.evaluate((each) => {
      const span = document.createElement('span');
      span.textContent = each;
      Object.assign(span.style, { position: 'absolute', font: '17px system-ui, sans-serif', whiteSpace: 'pre', textRendering: 'geometricPrecision' });
      document.body.append(span);
      return span.getBoundingClientRect().width;
    }, text);
    // Emoji are pictures, and Chromium rounds their widths in a page but not in a canvas.
    assert.ok(Math.abs(measured.advance - plain) < (/\p{Emoji_Presentation}/u.test(text) ? 1 : 0.1), `${text}: ${measured.advance} and ${plain}`);
    assert.ok(measured.ascent > 5 && measured.ascent < 30 && measured.right > measured.advance / 2, JSON.stringify(measured));
    let last = 0;
    for (const { index } of new Intl.Segmenter().segment(text)) {
      const bytes = Buffer.byteLength(text.slice(0, index));
      const at = await probe(page, { do: 'prefix', text, size: 17, bytes });
      assert.ok(at >= last - 0.5 && at <= measured.advance + 0.5, `${text} ${bytes}: ${at}`);
      last = at;
    }
    assert.equal(await probe(page, { do: 'prefix', text, size: 17, bytes: Buffer.byteLength(text) }), measured.advance);
  }
});

// Where there is ink in the window's part, as [left, right] in CSS pixels.
const inkColumns = async (page, clip) => {
  const picture = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async ([data, left]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const context = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d');
    context.drawImage(image, 0, 0);
    const dots = context.getImageData(0, 0, image.width, image.height).data, columns = [];
    for (let i = 0; i < dots.length; i += 4) if (dots[i] < 200) columns.push((i / 4) % image.width);
    return [left + Math.min(...columns), left + Math.max(...columns) + 1];
  }, [picture, clip.x]);
};

test('what is drawn from right to left is measured so: no ink beside the box, brackets mirrored', async () => {
  const { page } = await openProbe();
  const runs = ['שלום', 'מסתכלים,', 'المستشفى', 'نستعلیق', 'می‌کردند', 'לִישׁוֹן', '(', ')', '«', '[', ').', 'שלום)', 'אבג (דה)'], size = 20;
  for (const [i, text] of runs.entries()) {
    await probe(page, { do: 'ink', text, size, x: 100 + (i % 5) * 150, y: 40 + Math.floor(i / 5) * 70, right_to_left: true });
  }
  await quiet(page);
  for (const [i, text] of runs.entries()) {
    const x = 100 + (i % 5) * 150, y = 40 + Math.floor(i / 5) * 70;
    const box = await probe(page, { do: 'measure', text, size, right_to_left: true });
    const [left, right] = await inkColumns(page, { x: x - 60, y: y - 30, width: 148, height: 60 });
    assert.ok(left >= x - box.left - 1.5 && right <= x + box.right + 1.5, `${text}: ink ${left - x} to ${right - x}, box ${-box.left} to ${box.right}`);
    assert.ok(right - left >= (box.left + box.right) * 0.8 - 2, `${text}: ink ${right - left} of a box of ${box.left + box.right}`);
    assert.ok(left >= x - 3 && right <= x + box.advance + 3, `${text}: ink ${left - x} to ${right - x} of ${box.advance}`);
  }
  // Alone, a bracket has nothing that says its direction but the run: it is the other one's shape.
  for (const [one, other] of ['()', '[]', '«»'].map((pair) => [...pair])) {
    const turned = await probe(page, { do: 'measure', text: one, size, right_to_left: true }), plain = await probe(page, { do: 'measure', text: other, size });
    for (const side of ['advance', 'left', 'right', 'ascent', 'descent']) assert.ok(Math.abs(turned[side] - plain[side]) < 0.01, `${one} from right to left, ${side}: ${turned[side]} and ${plain[side]}`);
  }
});

test('pointer: places, buttons, clicks, wheel', async () => {
  const { page } = await openProbe();
  await page.mouse.move(100, 120);
  await page.mouse.down();
  await page.mouse.move(1400, 900, { steps: 3 }); // outside: the pointer is captured
  await page.mouse.up();
  await page.mouse.dblclick(200, 200);
  await page.mouse.click(200, 200, { button: 'right' });
  await page.mouse.wheel(3, 77);
  await heard(page, anyOf('wheel'));
  const all = await events(page), buttons = all.filter((event) => event.is === 'button');
  assert.deepEqual(buttons.map(({ button, down, clicks }) => [button, down, clicks]),
    [[0, true, 1], [0, false, 1], [0, true, 1], [0, false, 1], [0, true, 2], [0, false, 2], [1, true, 1], [1, false, 1]]);
  assert.deepEqual([buttons[0].x, buttons[0].y, buttons[1].x, buttons[1].y], [100, 120, 1400, 900]);
  const wheel = all.find((event) => event.is === 'wheel');
  assert.deepEqual([wheel.x, wheel.y, wheel.modifiers], [3, 77, '']);
});

test('keys: meaning, modifiers, and what stays the browser’s', async () => {
  const { page } = await openProbe();
  await page.evaluate(() => {
    globalThis.kept = [];
    addEventListener('keydown', (event) => { if (event.key.length === 1 || event.key.startsWith('F')) kept.push([event.key, event.defaultPrevented]); });
  });
  for (const press of ['a', 'Enter', 'ArrowUp', 'F2', 'Control+z', 'Control+Shift+Z', 'Control+k', '?', 'Alt+ArrowUp']) await page.keyboard.press(press);
  await quiet(page);
  const down = (await events(page)).filter((event) => event.is === 'key' && event.down).map((event) => [event.key, event.character, event.modifiers]);
  assert.deepEqual(down, [[28, 'a', ''], [key.enter, '', ''], [key.up, '', ''], [key.f2, '', ''], [28, 'z', 'c'], [28, 'z', 'cs'], [28, 'k', 'c'],
    [28, '?', ''], [key.up, '', 'a']]);
  const ups = (await events(page)).filter((event) => event.is === 'key' && !event.down && event.key !== 0);
  assert.equal(ups.length, 9);
  await page.evaluate(() => { kept.length = 0; });
  for (const press of ['Control+l', 'Control+t', 'F12', 'Control+Shift+I', 'Control+c', 'Control+f', 'Control+f', 'x', 'Control+f']) await page.keyboard.press(press);
  const all = await page.evaluate(() => kept), kept = (wanted) => all.filter(([pressed]) => pressed === wanted).map(([, prevented]) => prevented);
  for (const pressed of ['l', 't', 'F12', 'I', 'c']) assert.deepEqual(kept(pressed), [false], pressed);
  assert.deepEqual(kept('f'), [true, false, true], 'the second Ctrl+F is the browser’s');
});

test('no key stays down when the window loses the focus', async () => {
  const { page } = await openProbe();
  await page.keyboard.down('Shift');
  await page.keyboard.down('ArrowDown');
  await page.evaluate(() => dispatchEvent(new Event('blur')));
  const up = await heard(page, (event) => event.is === 'key' && event.key === key.down && !event.down);
  assert.equal(up.modifiers, '');
  await heard(page, (event) => event.is === 'focus' && !event.focused);
});

test('a key that is held when a field opens or closes comes up, and ends the field only once', async () => {
  const { page } = await openProbe();
  const ups = async () => (await events(page)).filter((event) => event.is === 'key' && event.key === key.right && !event.down).length;
  await page.keyboard.down('ArrowRight');
  await probe(page, { do: 'field', id: 7, rect: [100, 100, 300, 30], label: 'Code name', size: 16, list_keys: true });
  await quiet(page);
  assert.equal(await ups(), 1);
  await page.keyboard.up('ArrowRight');
  await page.keyboard.down('Enter');
  for (let again = 0; again < 3; again++) await page.keyboard.down('Enter'); // repeats
  await page.keyboard.up('Enter');
  await quiet(page);
  assert.equal((await events(page)).filter((event) => event.is === 'field key').length, 1);
  assert.equal(await ups(), 1);
});

test('what keys type comes with them, capital letters as such', async () => {
  const { page } = await openProbe();
  for (const press of ['Shift+A', '?', 'Control+b', 'Enter']) await page.keyboard.press(press);
  await quiet(page);
  const typed = (await events(page)).filter((event) => event.is === 'key' && event.down).map(({ character, text }) => [character, text]);
  assert.deepEqual(typed, [['a', 'A'], ['?', '?'], ['b', ''], ['', '']]);
});

test('dark, contrast and motion are told, at the start and later', async () => {
  const { page } = await openProbe({ context: { colorScheme: 'dark' } });
  await heard(page, (event) => event.is === 'appearance' && event.dark && !event.high_contrast);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', contrast: 'more' });
  await heard(page, (event) => event.is === 'appearance' && !event.dark && event.high_contrast && event.reduced_motion);
});

const field = { do: 'field', id: 7, rect: [100, 100, 300, 30], label: 'Code name', size: 16 };

test('a field: typing, Enter, Escape, Tab, blur, and the focus afterwards', async () => {
  const { page } = await openProbe();
  const ended = [];
  for (const [end, how] of [['Enter', 0], ['Escape', 3], ['Tab', 2]]) {
    await probe(page, { ...field, value: 'café', select_all: end === 'Enter' });
    await page.keyboard.type('与é');
    await page.keyboard.press(end);
    ended.push(await heard(page, (event) => event.is === 'ended' && event.how === how));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'canvas');
  }
  assert.deepEqual(ended.map((event) => event.value), ['与é', 'café与é', 'café与é']);
  await probe(page, { ...field, value: 'x' });
  const input = page.getByRole('textbox', { name: 'Code name' });
  assert.deepEqual(await input.boundingBox(), { x: 100, y: 100, width: 300, height: 30 });
  assert.equal(await input.getAttribute('spellcheck'), 'false');
  await probe(page, { do: 'place', id: 7, rect: [120, 90, 200, 40] });
  assert.deepEqual(await input.boundingBox(), { x: 120, y: 90, width: 200, height: 40 });
  await probe(page, { do: 'value', id: 7, value: 'y' });
  await page.mouse.click(700, 500);
  await heard(page, (event) => event.is === 'ended' && event.how === 1 && event.value === 'y');
  const all = await events(page);
  assert.ok(all.findLastIndex((event) => event.is === 'ended') < all.findIndex((event) => event.is === 'button'), 'the value comes before the click');
  await probe(page, { ...field, value: 'z' });
  await probe(page, { do: 'close', id: 7 });
  await quiet(page);
  assert.equal((await events(page)).filter((event) => event.is === 'ended').length, 4);
  assert.equal(await page.locator('#fields > *').count(), 0);
});

test('a field of several lines keeps Enter; a list’s field gives its keys away', async () => {
  const { page } = await openProbe();
  await probe(page, { ...field, multiline: true });
  await page.keyboard.type('one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Control+Enter');
  assert.equal((await heard(page, anyOf('ended'))).value, 'one\ntwo');
  await probe(page, { ...field, list_keys: true });
  await page.keyboard.type('be');
  for (const press of ['ArrowDown', 'Shift+Enter', 'Escape', 'Tab']) await page.keyboard.press(press);
  await quiet(page);
  assert.deepEqual((await events(page)).filter((event) => event.is === 'field key').map((event) => [event.key, event.modifiers]),
    [[key.down, ''], [key.enter, 's'], [key.escape, ''], [key.tab, '']]);
  assert.equal((await events(page)).filter((event) => event.is === 'ended').length, 1);
  await page.keyboard.press('Control+k');
  const all = await (await heard(page, (event) => event.is === 'key' && event.character === 'k'), events(page));
  assert.ok(all.findLastIndex((event) => event.is === 'ended' && event.value === 'be') < all.findIndex((event) => event.character === 'k'));
});

test('an input method composes in the field; its Enter commits nothing', async () => {
  const { page, context } = await openProbe();
  await probe(page, field);
  const session = await context.newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })));
  await session.send('Input.insertText', { text: '日本' });
  // Safari's order: the composition has ended, and only then comes the Enter that confirmed it.
  const ended = await page.evaluate(() => {
    globalThis.GestureEvent = class {}; // which only Safari has
    document.activeElement.dispatchEvent(new CompositionEvent('compositionend'));
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    return performance.now();
  });
  await quiet(page);
  assert.equal((await events(page)).filter((event) => event.is === 'ended').length, 0);
  await page.waitForFunction((then) => performance.now() > then + 120, ended); // the next Enter is one of its own
  await page.keyboard.press('Enter');
  assert.equal((await heard(page, anyOf('ended'))).value, '日本');
});

test('files come by picker and by drop, and go as downloads', async () => {
  const { page } = await openProbe();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), probe(page, { do: 'pick' })]);
  assert.ok(chooser.isMultiple());
  await chooser.setFiles([{ name: 'Interview 1.txt', mimeType: 'text/plain', buffer: Buffer.from('I felt 照顾') }, { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }]);
  const given = await heard(page, anyOf('files'));
  assert.deepEqual(given, { is: 'files', dropped: false, problems: [], files: [{ name: 'Interview 1.txt', bytes: 'I felt 照顾' }, { name: 'b.txt', bytes: '' }] });
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['dropped'], 'c.txt'));
    for (const type of ['dragenter', 'dragover', 'drop']) document.getElementById('canvas').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  const dropped = await heard(page, (event) => event.is === 'files' && event.dropped);
  assert.deepEqual(dropped.files, [{ name: 'c.txt', bytes: 'dropped' }]);
  assert.deepEqual((await events(page)).filter((event) => event.is === 'hover').map((event) => event.inside), [true, false]);
  const bytes = 'theme,code\n"照顾","é"\n';
  const [download] = await Promise.all([page.waitForEvent('download'), probe(page, { do: 'save', name: 'Quotations.csv', bytes })]);
  assert.equal(download.suggestedFilename(), 'Quotations.csv');
  assert.equal(readFileSync(await download.path(), 'utf8'), bytes);
});

test('a file that is too large is refused in plain words, the others are read', async () => {
  const { page } = await openProbe();
  await page.evaluate(() => {
    const large = new File(['x'], 'Huge.docx');
    Object.defineProperty(large, 'size', { value: 300 * 1048576 });
    const event = new Event('drop', { bubbles: true, cancelable: true });
    event.dataTransfer = { types: ['Files'], items: [], files: [large, new File(['ok'], 'small.txt')] };
    document.getElementById('canvas').dispatchEvent(event);
  });
  const given = await heard(page, anyOf('files'));
  assert.deepEqual(given.files, [{ name: 'small.txt', bytes: 'ok' }]);
  assert.match(given.problems.join(), /^‘Huge.docx’ is larger than 256 MB\. It was not read\./);
});

test('copy gives plain text and HTML, paste brings plain text', async () => {
  const { page } = await openProbe();
  await probe(page, { do: 'copy', plain: '“judged”, P07', html: '<blockquote>judged</blockquote>' });
  await page.evaluate(() => {
    addEventListener('copy', (event) => { globalThis.copied = [event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html'), event.defaultPrevented]; });
  });
  await page.keyboard.press('Control+c');
  assert.deepEqual(await page.evaluate(() => copied), ['“judged”, P07', '<blockquote>judged</blockquote>', true]);
  await page.keyboard.press('Control+v');
  assert.equal((await heard(page, anyOf('pasted'))).plain, '“judged”, P07');
});

test('a lost graphics context comes back with everything drawn', async () => {
  const { page } = await openProbe({ renderer: 'webgl' });
  await probe(page, { do: 'ink', text: 'still here 照顾', size: 24, x: 20, y: 60 });
  await quiet(page);
  const before = await page.screenshot();
  await page.evaluate(async () => {
    const canvas = document.getElementById('canvas'), extension = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    const lost = new Promise((done) => canvas.addEventListener('webglcontextlost', done, { once: true }));
    extension.loseContext();
    await lost;
    await new Promise((done) => requestAnimationFrame(done)); // the event must be over before the context may come back
    extension.restoreContext();
  });
  await heard(page, anyOf('ink lost'));
  await quiet(page);
  assert.ok(before.equals(await page.screenshot()));
});

test('an error in a frame stops the page with plain words', async () => {
  const { page } = await openProbe();
  await probe(page, { do: 'fail' });
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  assert.match(await trouble(page), /^Emic has stopped[\s\S]*on this device/);
});

test('ids are random and of version 4', async () => {
  const { page } = await openProbe();
  const ids = new Set();
  for (let i = 0; i < 50; i++) ids.add(await probe(page, { do: 'guid' }));
  assert.equal(ids.size, 50);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
