// The layout of the keyboard: which character of commands a key is, whatever script it types.
addToLibrary({
  $Layout: {
    foreignLetters: false, // the last letter was of a script without Latin ones

    // Letters and signs count by what they type. The key's place counts, as on an American keyboard, where it types a letter of a script
    // without Latin ones, and on the row of digits. With AltGr, what is typed: @ and [ on many keyboards.
    character(event) {
      if (event.getModifierState?.('AltGraph')) return event.key.toLowerCase();
      Layout.note(event);
      return (Layout.atPlace(event) || Layout.digit(event.key) || event.key).toLowerCase();
    },

    foreign: (key) => /^(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})[\p{L}\p{M}]/u.test(key),

    signs: { Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', IntlBackslash: '\\|', Semicolon: ';:', Quote: '\'"',
      Backquote: '`~', Comma: ',<', Period: '.>', Slash: '/?' },

    // Signs stand among the letters of such a script: ; on the Greek Q. On the Dvorak keyboard they stand on other letters and count.
    note(event) {
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.getModifierState?.('CapsLock')) return;
      if (Layout.foreign(event.key)) Layout.foreignLetters = true;
      else if (/^\p{Script=Latin}$/u.test(event.key)) Layout.foreignLetters = false;
    },

    // The Latin letter, digit or sign of the key's place; empty where what is typed counts.
    atPlace(event) {
      const { key, shiftKey } = event, foreign = Layout.foreign(key), ascii = key.codePointAt(0) < 127;
      const code = event.code || (foreign && event.keyCode >= 48 && event.keyCode <= 90 ? `Key${String.fromCharCode(event.keyCode)}` : '');
      const letter = /^Key(.)$/.exec(code)?.[1] ?? '', digit = /^Digit(.)$/.exec(code)?.[1] ?? '';
      if (digit && (!shiftKey || foreign)) return digit; // & é " on French keyboards, + ě š on Czech ones
      if (foreign) return letter || (Layout.signs[code]?.[shiftKey ? 1 : 0] ?? '');
      if (!ascii && (event.ctrlKey || event.metaKey || event.altKey)) return letter || digit; // with Option, Apple's keyboards type © for G
      const sign = ascii ? !shiftKey && !/^[a-z]/i.test(key) : !/^\p{Script=Latin}/u.test(key);
      return Layout.foreignLetters && sign ? letter : '';
    },

    // Digits of other scripts stand in tens in Unicode: ٣ is 3.
    digit(key) {
      const isDigit = (character) => /^\p{Nd}$/u.test(character);
      let below = 0;
      if (!isDigit(key)) return '';
      while (isDigit(String.fromCodePoint(key.codePointAt(0) - below - 1))) below++;
      return String(below % 10);
    },
  },
});
