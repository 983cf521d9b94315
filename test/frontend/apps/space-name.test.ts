import { nullTranslator } from '@jupyterlab/translation';
import { spaceNameTrouble } from '../../../src/frontend/apps/space-name';

const trans = nullTranslator.load('studiolo');

test.each([
  ['', undefined],
  ['a', undefined],
  ['ana-new', undefined],
  ['A--1', undefined],
  ['a'.repeat(63), undefined],
  ['a'.repeat(64), 'Too long: 64 of at most 63 characters.'],
  ['ana new', 'Spaces aren’t allowed. Use letters, digits and hyphens.'],
  ['ana_new', '_ isn’t allowed. Use letters, digits and hyphens.'],
  ['añа', 'ñ isn’t allowed. Use letters, digits and hyphens.'],
  ['a🙂', '🙂 isn’t allowed. Use letters, digits and hyphens.'],
  ['-ana', 'Begin and end with a letter or digit.'],
  ['ana-', 'Begin and end with a letter or digit.'],
  ['Ana-Geo', 'You have a space named Ana-Geo already.'],
])('what is told of the name %j', (name, told) => {
  expect(spaceNameTrouble(name, ['ana-geo'], trans)).toBe(told);
});
