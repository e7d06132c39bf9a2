// Keyboards of the world (web/js/layout.js, input.js): which key of commands a press is, what it types, and whose it is. The browser's own
// test keyboard knows the American layout only, so the events are made up as browsers send them.
import { assert, test } from './harness.mjs';
import { events, openProbe, probe, quiet } from './platform/probe.mjs';

// Presses 'м@KeyV', 'Control+д@KeyL', 'AltGraph+[@Digit8', 'Shift+Н@KeyY'; true when the page has taken it from the browser.
const press = (page, written, more = {}) => page.evaluate(([chord, other]) => {
  const [, modifiers, key, code] = /^((?:(?:Control|Shift|Alt|Meta|AltGraph|CapsLock)\+)*)(.+?)@(\w*)$/s.exec(chord);
  const init = { key, code, bubbles: true, cancelable: true, ctrlKey: modifiers.includes('Control'), shiftKey: modifiers.includes('Shift'),
    altKey: /Alt\+/.test(modifiers), metaKey: modifiers.includes('Meta'), modifierAltGraph: modifiers.includes('AltGraph'),
    modifierCapsLock: modifiers.includes('CapsLock'), ...other };
  const down = new KeyboardEvent('keydown', init);
  const target = document.querySelector('#fields > *') ?? document.getElementById('canvas');
  target.dispatchEvent(down);
  target.dispatchEvent(new KeyboardEvent('keyup', init));
  return down.defaultPrevented;
}, [written, more]);

const pressed = async (page) => {
  await quiet(page);
  return (await events(page)).filter((event) => event.is === 'key' && event.down);
};

const layouts = {
  Russian: { 'м@KeyV': 'v', 'т@KeyN': 'n', 'Shift+Т@KeyN': 'n', 'х@BracketLeft': '[', 'ъ@BracketRight': ']', '1@Digit1': '1', 'Shift+,@Slash': ',', '.@Slash': '.',
    'Shift+?@Digit7': '?', 'ж@Semicolon': ';', 'ё@Backquote': '`', 'CapsLock+М@KeyV': 'v', 'Control+я@KeyZ': 'z', 'Alt+в@KeyD': 'd' },
  Ukrainian: { 'і@KeyS': 's', 'ї@BracketRight': ']', 'є@Quote': "'" },
  Greek: { 'ω@KeyV': 'v', 'ν@KeyN': 'n', 'μ@KeyM': 'm', ';@KeyQ': 'q', 'Shift+:@KeyQ': ':', 'ς@KeyW': 'w', 'Control+ζ@KeyZ': 'z', '[@BracketLeft': '[' },
  Hebrew: { 'ה@KeyV': 'v', 'מ@KeyN': 'n', '/@KeyQ': 'q', "'@KeyW": 'w', 'ת@Comma': ',', '.@Slash': '.', 'Shift+V@KeyV': 'v', ']@BracketLeft': ']', '3@Digit3': '3' },
  Arabic: { 'ر@KeyV': 'v', 'لا@KeyB': 'b', 'ج@BracketLeft': '[', '١@Digit1': '1', '٩@Digit9': '9', '٤@Numpad4': '4', 'Shift+آ@KeyN': 'n', 'Shift+ِ@KeyA': 'a', 'Shift+؟@Slash': '؟' },
  Persian: { 'ر@KeyV': 'v', '۵@Digit5': '5', '۵@Numpad5': '5', 'ئ@KeyM': 'm' },
  Thai: { 'อ@KeyV': 'v', 'ื@KeyN': 'n', 'Shift+์@KeyN': 'n', 'ๅ@Digit1': '1', '/@Digit2': '2', '-@Digit3': '3', 'ภ@Digit4': '4', 'ุ@Digit6': '6', 'Shift+๑@Digit2': '1', 'บ@BracketLeft': '[',
    'ข@Minus': '-', 'Shift+ฦ@Slash': '?', 'Shift+?@KeyM': '?' },
  Georgian: { 'ვ@KeyV': 'v', 'ნ@KeyN': 'n', 'Shift+ჟ@KeyJ': 'j' },
  Devanagari: { 'न@KeyV': 'v', 'ल@KeyN': 'n', '्@KeyD': 'd', 'क्ष@KeyM': 'm', '१@Digit1': '1', 'ड@BracketLeft': '[', 'Alt+२@Digit2': '2' },
  Korean: { 'ㅍ@KeyV': 'v', 'ㅜ@KeyN': 'n', 'Shift+ㅃ@KeyQ': 'q' },
  Zhuyin: { 'ㄒ@KeyV': 'v', 'ㄅ@Digit1': '1', 'ㄙ@KeyN': 'n' },
  Armenian: { 'վ@KeyV': 'v', 'է@Digit1': '1' },
  'without places': { 'м@': 'v' },
  French: { 'a@KeyQ': 'a', 'm@Semicolon': 'm', 'w@KeyZ': 'w', '&@Digit1': '1', 'é@Digit2': '2', '"@Digit3': '3', "'@Digit4": '4', '(@Digit5': '5', '-@Digit6': '6', 'è@Digit7': '7',
    '_@Digit8': '8', 'ç@Digit9': '9', 'Shift+1@Digit1': '1', 'Alt+&@Digit1': '1', 'Alt+"@Digit3': '3', 'AltGraph+[@Digit5': '[', 'Shift+?@KeyM': '?', ',@KeyM': ',', 'Control+w@KeyZ': undefined,
    '-@NumpadSubtract': '-', 'ù@Quote': 'ù' },
  Czech: { '+@Digit1': '1', 'ě@Digit2': '2', 'š@Digit3': '3', 'z@KeyY': 'z', 'y@KeyZ': 'y', 'Control+z@KeyY': 'z' },
  German: { 'z@KeyY': 'z', 'y@KeyZ': 'y', 'ö@Semicolon': 'ö', 'AltGraph+[@Digit8': '[', 'AltGraph+]@Digit9': ']', 'AltGraph+@@KeyQ': '@', 'Control+z@KeyY': 'z', 'Shift+?@Minus': '?', '-@Slash': '-',
    '1@Digit1': '1', 'Shift+!@Digit1': '!' },
  Dvorak: { 'k@KeyV': 'k', 'v@Period': 'v', "'@KeyQ": "'", ',@KeyW': ',', ';@KeyZ': ';', '[@Minus': '[', 'Control+;@KeyZ': ';', 'Control+z@Slash': 'z' },
  Turkish: { 'ı@KeyI': 'ı', 'i@Quote': 'i', 'n@KeyN': 'n', 'Control+ı@KeyI': 'i' },
  'Apple’s with Option': { 'Alt+¡@Digit1': '1', 'Alt+ç@KeyC': 'c', 'Alt+∂@KeyD': 'd' },
};

for (const [layout, keys] of Object.entries(layouts)) {
  test(`keys of commands on a keyboard: ${layout}`, async () => {
    const { page } = await openProbe();
    for (const chord of Object.keys(keys)) await press(page, chord, chord === 'м@' ? { keyCode: 86 } : {});
    const heard = (await pressed(page)).map(({ character, modifiers, text }) => [character, modifiers, text]);
    const wanted = Object.entries(keys).filter(([, character]) => character !== undefined).map(([chord, character]) => {
      const [, modifiers, key] = /^((?:\w+\+)*)(.+?)@\w*$/s.exec(chord), bits = (modifiers.includes('Control') ? 'c' : '') + (modifiers.includes('Shift') ? 's' : '')
        + (/Alt\+/.test(modifiers) ? 'a' : '');
      return [character, bits, /[ca]/.test(bits) ? '' : key];
    });
    assert.deepEqual(heard, wanted);
  });
}

test('dead keys and input methods are no keys of commands, on the page and in a field', async () => {
  const { page } = await openProbe();
  for (const inField of [false, true]) {
    if (inField) await probe(page, { do: 'field', id: 7, rect: [100, 100, 300, 30], label: 'Code name', size: 16, value: '' });
    assert.equal(await press(page, 'Dead@BracketLeft'), false);
    assert.equal(await press(page, 'Process@KeyV', { keyCode: 229 }), false);
    assert.equal(await press(page, 'м@KeyV', { keyCode: 229 }), false);
    assert.equal(await press(page, 'ㅍ@KeyV', { isComposing: true }), false);
    for (const key of ['Unidentified@', 'AltGraph@AltRight', 'F13@F13', 'AudioVolumeUp@AudioVolumeUp']) assert.equal(await press(page, key), false, key);
  }
  assert.deepEqual(await pressed(page), []);
});

test('what is written in a field of another script stays in it; its shortcuts go by the place', async () => {
  const { page } = await openProbe();
  await probe(page, { do: 'field', id: 7, rect: [100, 100, 300, 30], label: 'Code name', size: 16, value: '' });
  for (const chord of ['м@KeyV', '&@Digit1', 'Control+м@KeyV', 'Control+я@KeyZ', 'Control+ф@KeyA', 'AltGraph+@@KeyQ']) assert.equal(await press(page, chord), false, chord);
  assert.deepEqual(await pressed(page), []);
  await page.keyboard.insertText('моё');
  assert.equal(await press(page, 'Control+л@KeyK'), true);
  assert.deepEqual((await pressed(page)).map(({ character, modifiers }) => [character, modifiers]), [['k', 'c']]);
  assert.ok((await events(page)).some((event) => event.is === 'ended' && event.value === 'моё'));
});

test('the second Ctrl+F is the browser’s on a Russian keyboard too, also out of a field', async () => {
  const { page } = await openProbe();
  assert.equal(await press(page, 'Control+а@KeyF'), true);
  await probe(page, { do: 'field', id: 7, rect: [100, 100, 300, 30], label: 'Find', size: 16, value: '' });
  assert.equal(await press(page, 'Control+а@KeyF'), false);
  assert.equal(await page.locator('#fields > *').count(), 1, 'the field stays');
});

test('a key that the program has no use for stays the browser’s and is not told; what no page may take is not asked for', async () => {
  const { page } = await openProbe();
  for (const taken of ['d@KeyD', 'Control+d@KeyD', 'F7@F7', 'Control+j@KeyJ']) assert.equal(await press(page, taken), true, taken);
  for (const kept of ['Control+t@KeyT', 'Control+е@KeyT', 'Control+Shift+I@KeyI', 'F5@F5', 'Control+&@Digit1', 'Meta+v@KeyV', 'Alt+ArrowLeft@ArrowLeft']) assert.equal(await press(page, kept), false, kept);
  const before = (await pressed(page)).length;
  await probe(page, { do: 'take keys', all: false });
  for (const chord of ['Control+d@KeyD', 'F7@F7', 'd@KeyD', 'ArrowDown@ArrowDown']) assert.equal(await press(page, chord), false, chord);
  await probe(page, { do: 'field', id: 7, rect: [100, 100, 300, 30], label: 'Code name', size: 16, value: '' });
  for (const chord of ['Control+d@KeyD', 'F7@F7', 'F1@F1']) assert.equal(await press(page, chord), false, chord);
  assert.equal(await page.locator('#fields > *').count(), 1, 'the field stays open');
  assert.equal((await pressed(page)).length, before);
});

test('Control on Apple’s keyboards runs no single letters', async () => {
  const { page } = await openProbe({ before: (opening) => opening.addInitScript(() => Object.defineProperty(navigator, 'platform', { value: 'MacIntel' })) });
  assert.equal(await press(page, 'Control+v@KeyV'), false);
  assert.equal(await press(page, 'Meta+k@KeyK'), true);
  assert.equal(await press(page, 'Meta+л@KeyK'), true);
  assert.deepEqual((await pressed(page)).map(({ character, modifiers }) => [character, modifiers]), [['k', 'c'], ['k', 'c']]);
});
