import fc from 'fast-check';
import { matcher } from '../../src/emulator/model/pattern';
import model from '../../src/emulator/model/sagemaker.json';

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
