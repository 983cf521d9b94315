import fc from 'fast-check';
import { matcher } from '../../src/emulator/model/pattern';
import model from '../../src/emulator/model/sagemaker.json';
import type { Shape } from './model';

const REPOSITORY_URL = model.shapes.RepositoryUrl.pattern;

it('matches the whole of a value', () => {
  const matches = matcher('[a-z]+');
  expect(matches('abc')).toBe(true);
  expect(matches('abc1')).toBe(false);
  expect(matches('1abc')).toBe(false);
});

it('takes the same repository URLs as the pattern of the model itself', () => {
  const asItIs = new RegExp(`^(?:${REPOSITORY_URL})$`, 'us');
  const matches = matcher(REPOSITORY_URL);
  // Short, so that the pattern as it is comes to an end.
  const path = fc.array(fc.constantFrom('a', 'Z', '9', '.', '-', '_', '/', '/', '~', ' '), { maxLength: 12 });
  fc.assert(
    fc.property(path, (characters) => {
      const url = `https://${characters.join('')}`;
      expect(matches(url)).toBe(asItIs.test(url));
    }),
    { numRuns: 3000 },
  );
});

it('comes to an end with a long URL that almost fits', () => {
  expect(matcher(REPOSITORY_URL)(`https://${'a'.repeat(1000)}~`)).toBe(false);
  expect(matcher(REPOSITORY_URL)(`https://${'a'.repeat(1000)}`)).toBe(true);
});

it('comes to an end with long values that almost fit any pattern of the model', () => {
  const shapes: Record<string, Shape> = model.shapes;
  const starts = ['', 'a', '1', 'arn:aws:sagemaker:us-east-1:123456789012:image/', 'https://', 'a 1.', '1.0.0-'];
  const repeated = ['a', '1', '-', '.', '/', ':', ' ', 'a-', '1.', 'a/', '-1', ' a', '=1'];
  let tried = 0;
  for (const { pattern, max = 2048 } of Object.values(shapes)) {
    if (pattern === undefined) continue;
    const matches = matcher(pattern);
    for (const start of starts) {
      for (const part of repeated) {
        const value = `${start}${part.repeat(max)}`.slice(0, max - 1);
        for (const end of ['', '!', '\n']) {
          matches(value + end);
          tried += 1;
        }
      }
    }
  }
  expect(tried).toBeGreaterThan(10_000);
});
