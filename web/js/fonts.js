// Tells of scripts for which this computer has no font: boxes stand in the place of their letters.
addToLibrary({
  $Fonts__deps: ['$Ink', '$Page', '$Text'],
  $Fonts: {
    enough: 8,     // different letters of a script are tried
    few: 3,        // of them must lack, and at least half: a font may be without some rare ones
    tried: null,   // script -> { letters, lacking }
    names: ['Arabic', 'Hebrew', 'Syriac', 'Thaana', 'Nko', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada',
      'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Tibetan', 'Myanmar', 'Georgian', 'Hangul', 'Ethiopic', 'Cherokee', 'Canadian_Aboriginal', 'Khmer',
      'Mongolian', 'Han', 'Hiragana', 'Katakana', 'Greek', 'Cyrillic', 'Armenian', 'Tifinagh', 'Yi', 'Vai', 'Javanese', 'Balinese', 'Adlam'],
    patterns: null,

    // At the words that are measured for the first time.
    look(text) {
      if (/^[\0-\u036f\u2000-\u206f]*$/.test(text)) return;
      Fonts.tried ??= new Map();
      for (const letter of text) {
        if (letter < '\u0370' || !/\p{L}/u.test(letter)) continue;
        const script = Fonts.scriptOf(letter), tried = Fonts.tried.get(script);
        if (!tried) Fonts.tried.set(script, { letters: new Set(), lacking: [], told: false });
        else if (tried.letters.size >= Fonts.enough || tried.letters.has(letter)) continue;
        Fonts.add(script, letter);
      }
    },

    add(script, letter) {
      const tried = Fonts.tried.get(script);
      tried.letters.add(letter);
      if (Fonts.lacks(letter)) tried.lacking.push(letter);
      if (tried.told || tried.lacking.length < Fonts.few || 2 * tried.lacking.length < tried.letters.size) return;
      tried.told = true;
      setTimeout(() => Fonts.tell(script, tried.lacking)); // between frames
    },

    scriptOf(letter) {
      Fonts.patterns ??= Fonts.names.map((name) => new RegExp(`\\p{Script=${name}}`, 'u'));
      return Fonts.names[Fonts.patterns.findIndex((pattern) => pattern.test(letter))] ?? '';
    },

    // Whether it looks as a character does that no font has. (What is drawn is never read back.)
    lacks(letter) {
      const ruler = Ink.measurer(64, 0); // large, so that two glyphs hardly have the same box
      Ink.turn(ruler, false);
      const [one, none] = [letter, letter > '\uffff' || letter.length > 1 ? '\u{10fffd}' : '\u0378'].map((text) => ruler.measureText(text));
      return ['width', 'actualBoundingBoxLeft', 'actualBoundingBoxRight', 'actualBoundingBoxAscent', 'actualBoundingBoxDescent']
        .every((side) => Math.abs(one[side] - none[side]) < 0.01);
    },

    tell(script, lacking) {
      const which = script ? `${script.replace('_', ' ')} letters` : 'some letters';
      _emic_page_problem(Text.give(`This computer has no font for ${which} (${lacking.slice(0, Fonts.few).join(' ')}): empty boxes stand in their place. The text is whole all the same, and is kept, coded and exported as it is. To see it, install a font that has these letters (those called Noto are free) and load the page again.`));
      Page.wake();
    },
  },
});
