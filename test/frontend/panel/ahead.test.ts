import { beginAhead } from '../../../src/frontend/panel/ahead';

let time: number;
let begun: number;
let inView: boolean;
let end: () => void;

beforeEach(() => {
  [time, begun, inView] = [0, 0, false];
  document.body.innerHTML =
    '<ul><li data-id="studiolo:panel"><div id="icon"></div></li><li data-id="filebrowser"><div id="other"></div></li></ul>';
  end = beginAhead(document, {
    id: 'studiolo:panel',
    inView: () => inView,
    begin: () => (begun += 1),
    now: () => time,
  });
});
afterEach(() => end());

const comes = (what: string, id: string) =>
  document.getElementById(id)?.dispatchEvent(new Event(what, { bubbles: true }));
const pointAt = (id: string) => comes('pointerover', id);

test('the pointer over the icon of the panel begins what it needs, over another nothing', () => {
  pointAt('other');
  expect(begun).toBe(0);
  pointAt('icon');
  expect(begun).toBe(1);
});

test('so does the focus, for who works by keyboard', () => {
  comes('focusin', 'other');
  expect(begun).toBe(0);
  comes('focusin', 'icon');
  expect(begun).toBe(1);
});

test('a pointer that moves about over it begins it once in a while', () => {
  for (let move = 0; move < 20; move += 1) pointAt('icon');
  expect(begun).toBe(1);
  time = 10_000;
  pointAt('icon');
  expect(begun).toBe(2);
});

test('where the panel is in view there is nothing to begin', () => {
  inView = true;
  pointAt('icon');
  expect(begun).toBe(0);
});

test('it ends with the panel', () => {
  end();
  pointAt('icon');
  expect(begun).toBe(0);
});
