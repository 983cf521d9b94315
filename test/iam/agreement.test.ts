import { readFileSync } from 'node:fs';
import path from 'node:path';
import { agreement } from './agreement';
import { ofAnswers, ofParts } from './disagreements';

jest.setTimeout(600_000);

const reasons = [...Object.keys(ofParts), ...Object.keys(ofAnswers)].sort();
const text = readFileSync(path.resolve(__dirname, '../../docs/iam-evaluator.md'), 'utf8');

it('agrees with iam-simulate on 5,000 requests and on each part of each statement, but where the docs explain', async () => {
  const found = await agreement(5_000, 20_260_101);
  expect(found.unexplained).toEqual([]);
  expect([...found.explained.keys()].sort()).toEqual(reasons);
  // A generator whose policies never speak of its requests would prove nothing.
  for (const count of Object.values(found.answers)) expect(count).toBeGreaterThan(found.requests / 10);
  expect(found.agreed).toBeGreaterThan(found.requests * 0.9);
});

it('explains each of these disagreements in the docs', () => {
  const explained = [...text.matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading.replaceAll('`', ''));
  expect(explained.sort()).toEqual(reasons);
});
