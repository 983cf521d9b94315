import { inTheWay, whyNotMoved } from '../../src/studio/fast-forward';
import { workingTree } from '../../src/studio/working-tree';
import { inWords } from '../protocol/in-words';

/** As its reader has it. */
const moved = (...given: Parameters<typeof whyNotMoved>) => inWords(whyNotMoved(...given));

/** As git 2.39 prints it. */
const printed = (...lines: string[]) => `# branch.oid 4f1c0de2a7b3c5d6e7f8091a2b3c4d5e6f708192\n${lines.join('\n')}\n`;

test('files are counted by what is to be done with them, whatever they are called', () => {
  const tree = workingTree(
    printed(
      '# branch.head main',
      '# branch.upstream origin/main',
      '# branch.ab +2 -13',
      '1 .M N... 100644 100644 100644 a b model.py',
      '2 R. N... 100644 100644 100644 a b R100 new.py\told.py',
      'u UU N... 100644 100644 100644 100644 a b c "u \\303\\251.py"',
      '? notes.txt',
      '? 1 strange name',
    ),
  );
  expect(tree).toEqual({
    kind: 'known',
    branch: 'main',
    commit: '4f1c0de',
    upstream: { name: 'origin/main', difference: { ahead: 2, behind: 13 } },
    changed: 2,
    untracked: 2,
    conflicts: 1,
  });
});

test('without a branch, an upstream or a commit nothing is claimed of them', () => {
  expect(workingTree(printed('# branch.head (detached)'))).not.toHaveProperty('branch');
  expect(workingTree('# branch.oid (initial)\n# branch.head main\n')).not.toHaveProperty('commit');
  // The branch that it followed is gone from the server: git prints its name, and no difference.
  expect(workingTree(printed('# branch.head try', '# branch.upstream origin/try')).upstream).toEqual({
    name: 'origin/try',
  });
});

test.each([
  [['# branch.head (detached)'], 'models has no branch checked out.'],
  [['# branch.head try'], 'The branch try has no upstream branch.'],
  [['# branch.head try', '# branch.upstream origin/try'], 'origin/try no longer exists on the server.'],
  [
    ['# branch.head main', '# branch.upstream fork/main', '# branch.ab +0 -1'],
    'The branch main follows fork/main, not origin.',
  ],
  [
    ['# branch.head main', '# branch.upstream origin/main', '# branch.ab +0 -1', 'u UU N... 1 1 1 1 a b c x.py'],
    'models has an unfinished merge: 1 file in conflict.',
  ],
  [
    ['# branch.head main', '# branch.upstream origin/main', '# branch.ab +1 -2'],
    'main and origin/main have diverged: 1 commit only here, 2 only there.',
  ],
])('%j is not moved on', (lines, message) => {
  expect(moved(workingTree(printed(...lines)), 'models')?.message).toBe(message);
});

const known = (...lines: string[]) => workingTree(printed('# branch.head topic', ...lines));

test('a branch that the remedy names is one that the server has', () => {
  const from = { remote: 'team', known: ['team/trunk'], standard: 'trunk' };
  const gone = known('# branch.upstream team/topic');
  expect(moved(gone, 'models', from)?.remedy).toBe('Check out another branch: git switch trunk.');
  expect(moved(known(), 'models', from)?.remedy).toBe('Set one: git branch --set-upstream-to=team/trunk.');
  const own = { ...from, known: ['team/topic', 'team/trunk'] };
  expect(moved(known(), 'models', own)?.remedy).toBe('Set one: git branch --set-upstream-to=team/topic.');
  expect(moved(known('# branch.upstream origin/topic'), 'models')?.remedy).toBe(
    'Check out another branch: git switch BRANCH.',
  );
});

test('a server without a commit has lost none', () => {
  const empty = { remote: 'origin', known: [] };
  const upstream = '# branch.upstream origin/topic';
  expect(moved(known(upstream), 'models', empty)?.message).toContain('has no commits yet');
  const unborn = workingTree(`# branch.oid (initial)\n# branch.head topic\n${upstream}\n`);
  expect(moved(unborn, 'models', empty)).toBeUndefined();
  expect(moved(unborn, 'models', { remote: 'origin', known: ['origin/main'], standard: 'main' })).toMatchObject({
    message: 'The server has no branch topic.',
    remedy: 'It has another: git switch main.',
  });
});

test.each(['rebase', 'merge', 'cherry-pick', 'revert', 'bisect'] as const)(
  'a %s under way is told as such',
  (operation) => {
    const tree = { ...workingTree(printed('# branch.head (detached)')), operation };
    const why = moved(tree, 'models');
    expect(why?.message).toContain(`an unfinished ${operation}`);
    expect(why?.remedy).not.toContain('switch');
  },
);

test.each(['+0 -3', '+2 -0', '+0 -0'])('with %s there is nothing to join', (difference) => {
  const tree = workingTree(
    printed(
      '# branch.head main',
      '# branch.upstream origin/main',
      `# branch.ab ${difference}`,
      '1 .M N... 1 1 1 a b c',
    ),
  );
  expect(moved(tree, 'models')).toBeUndefined();
});

test('the files that git would have to write over are those that it names', () => {
  const stderr =
    'error: Your local changes to the following files would be overwritten by merge:\n\ta b.py\n\tc.py\n' +
    'Please commit your changes or stash them before you merge.\n' +
    'error: The following untracked working tree files would be overwritten by merge:\n\td.py\nAborting\n';
  expect(inTheWay(stderr)).toEqual(['a b.py', 'c.py', 'd.py']);
  expect(inTheWay('fatal: Not possible to fast-forward, aborting.\n')).toEqual([]);
});
