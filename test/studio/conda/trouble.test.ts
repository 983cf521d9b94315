import { condaTrouble } from '../../../src/studio/conda/trouble';
import { inWords } from '../../protocol/in-words';

const told = (written: string) =>
  inWords(condaTrouble(written.split('\n'), { doing: { making: 'x' }, program: 'mamba' }));

/** As the programs write them: their own sources, and reports of their users. */
test.each([
  ['the disk is full', "error    libmamba Could not write to '/x': No space left on device", 'failed'],
  ['the disk is full', 'NoSpaceLeftError: No space left on devices.', 'failed'],
  [
    'a package was not found',
    'PackagesNotFoundError: The following packages are not available from current channels:\n\n  - pandsa',
    'not-found',
  ],
  [
    'a package was not found',
    'error    libmamba Could not solve for environment specs\n    The following package could not be installed\n    └─ pandsa =* * does not exist (perhaps a typo or a missing channel).',
    'not-found',
  ],
  [
    'don’t fit together',
    'error    libmamba Could not solve for environment specs\n    └─ gamma is not installable because it conflicts with any installable versions',
    'failed',
  ],
  [
    'don’t fit together',
    'LibMambaUnsatisfiableError: Encountered problems while solving:\n  - package beta-1.0-0 requires alpha >=2',
    'failed',
  ],
  [
    'can’t be reached',
    'critical libmamba Download error (6) Could not resolve hostname [https://conda.anaconda.org/x]',
    'unreachable',
  ],
  [
    'can’t be reached',
    'CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://repo.anaconda.com/pkgs>',
    'unreachable',
  ],
  ['is not trusted here', 'CondaSSLError: OpenSSL appears to be unavailable: certificate verify failed', 'unreachable'],
  ['wants credentials', 'error    libmamba Failed to fetch: status code: 401', 'failed'],
  ['may not write', 'EnvironmentNotWritableError: The current user does not have write permissions', 'failed'],
])('%s: %s', (why, written, code) => {
  const notice = told(written);
  expect(notice.message).toContain(why);
  expect(notice.code).toBe(code);
  expect(notice.remedy).toBeTruthy();
});

test('the decisive lines are quoted, without the tree that they stand in, and not without end', () => {
  const tree = [
    'error    libmamba Could not solve for environment specs',
    '    └─ beta 1.0 would require',
    '       └─ alpha >=2',
  ];
  expect(told(['Loading channels', ...tree].join('\n')).message).toBe(
    'Creating x failed: the packages don’t fit together. mamba: Could not solve for environment specs beta 1.0 would require alpha >=2',
  );
  expect(told([...tree, 'x'.repeat(5000)].join('\n')).message.length).toBeLessThan(700);
});

test('what is not known is told in the program’s own words', () => {
  expect(told('Loading\ncritical libmamba something new').message).toBe('Creating x failed. mamba: something new');
  expect(told('').message).toBe('Creating x failed. mamba gave no reason.');
});

test('the cause is quoted, not what sums it up last', () => {
  const pip = [
    'Installing pip dependencies',
    'ERROR: the project at ./models builds for Python 4 alone',
    '',
    'failed',
    '',
    'CondaEnvException: Pip failed',
  ];
  expect(told(pip.join('\n')).message).toBe(
    'Creating x failed. mamba: ERROR: the project at ./models builds for Python 4 alone failed CondaEnvException: Pip failed',
  );
  expect(told('2 errors were looked for\nnothing to do\nit cannot go on').message).toContain('mamba: it cannot go on');
});
