// Pictures of what a browser has presented. On a busy machine a screenshot may show the page as it was some frames before: one counts when it shows
// a sign that was put on the page after everything that it is to show.
import { setTimeout as pause } from 'node:timers/promises';
import { judge } from '../harness.mjs';

const between = 50; // milliseconds between two pictures
const side = 8;     // dots of the sign, in the lower right corner
let last = 0;

// A colour that no sign before had, far from those of the page.
const nextColour = () => [255, 16 * (++last % 12), 255 - 16 * (Math.floor(last / 12) % 4)];

const put = (page, colour) => page.evaluate(([rgb, length]) => {
  const sign = document.getElementById('presented') ?? document.body.appendChild(document.createElement('div'));
  sign.id = 'presented';
  Object.assign(sign.style, { position: 'fixed', right: 0, bottom: 0, width: `${length}px`, height: `${length}px`, zIndex: 1000, pointerEvents: 'none', background: `rgb(${rgb})` });
}, [colour, side]);

// The first of two pictures alike in a row that show everything the page has been given until now and, in each of the places
// { x, y, width, height }, ink. It is waited for as long as the test may take.
export async function presented(page, places = []) {
  const colour = nextColour();
  await put(page, colour);
  for (let before = Buffer.alloc(0); ; await pause(between)) {
    const picture = await page.screenshot();
    if (picture.equals(before) && await judge([picture], shows, { colour, places, side })) {
      await page.evaluate(() => { document.getElementById('presented').remove(); });
      return picture;
    }
    before = picture;
  }
}

// Runs in the page that judges.
function shows([{ data, width, height }], { colour, places, side: length }) {
  const at = (x, y) => 4 * (y * width + x), signed = at(width - length / 2, height - length / 2);
  if (colour.some((value, i) => Math.abs(data[signed + i] - value) > 6)) return false;
  return places.every((place) => {
    const left = Math.floor(place.x), top = Math.floor(place.y), paper = at(left, top);
    let ink = 0;
    for (let y = top; y < top + place.height; y++)
      for (let x = left; x < left + place.width; x++) ink += [0, 1, 2].some((i) => Math.abs(data[at(x, y) + i] - data[paper + i]) > 80) ? 1 : 0;
    return ink > 100;
  });
}
