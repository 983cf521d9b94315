import { compose } from '../../src/admin/scripts/compose';
import { ownPart } from '../../src/admin/scripts/own-script';
import type { OwnPart } from '../../src/admin/scripts/part';
import type { LifecycleRoot } from './root';
import { throwawayRoots } from './throwaway-roots';

jest.setTimeout(300_000);
const booted = throwawayRoots();

const own = (name: string, text: string, enforce = false) => ownPart(`./${name}`, Buffer.from(text), enforce);
/** The parts put together, with fewer seconds to each than they have, so that a test of what comes then is short. */
const hasty = (...parts: OwnPart[]) => compose(parts, '1').replaceAll(/^(own '\S+' '[^']*') '\d+'/gm, "$1 '0'");
/** Runs it as Studio may: with an output that is read to its end, for which everything that has it is waited for. */
const read = (root: LifecycleRoot, script: string) =>
  root.run(`#!/bin/bash\n(\n${script}) | cat; exit \${PIPESTATUS[0]}`);
const processes = async (root: LifecycleRoot) =>
  (await root.execute(['bash', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])).output;
const next = own('next.sh', '#!/bin/bash\nflock -n /tmp/own.lock echo next\n');

it.each([
  ['hangs', 'sleep 3021'],
  [
    'hangs with children that do not want to end',
    `trap '' TERM HUP; (trap '' TERM; sleep 3021) & sleep 3021 | sleep 3021`,
  ],
  ['ends when asked to, though what it waits for does not', `bash -c 'trap "" TERM; sleep 3021; sleep 3021'`],
  ['waits for one in a group of its own', 'timeout 3021 sleep 3021'],
  ['waits for one in a session of its own', `setsid -w bash -c 'trap "" TERM; sleep 3021; sleep 3021'`],
  ['waits for one that is root', 'sudo -n sleep 3021'],
  ['has stopped', 'sleep 3021 & kill -STOP $! $$'],
  ['fails, and left something in the background', 'sleep 3021 & exit 3'],
  ['is killed, and left something in the background', 'sleep 3021 & kill -KILL $$'],
  ['kills all of its group', 'sleep 3021 & kill -KILL 0'],
  ['fails, and left something in a session of its own', '(setsid sleep 3021 >/dev/null &); sleep 0.2; exit 3'],
  ['hangs, and left something in a session of its own', '(setsid sleep 3021 >/dev/null &); sleep 3021'],
  ['hangs once it has cleared /tmp', 'rm -rf /tmp/*; sleep 3021'],
  [
    'hangs once it has ended all that is named sleep',
    'for each in /proc/[0-9]*; do [[ $(<$each/comm) != sleep ]] || kill ${each##*/}; done 2>/dev/null; sleep 3021',
  ],
  ['says that it is done when it is asked to end', `trap 'exit 0' TERM; sleep 3021 & wait`],
])('an own script that %s stops nothing, and nothing outlives it: output, lock and processes', async (_what, main) => {
  const root = await booted({ network: 'none' });
  const first = own('first.sh', `#!/bin/bash\nexec 9>/tmp/own.lock\nflock -n 9\n${main}\n`);
  const { status, output } = await read(root, hasty(first, next));
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringMatching(
      /^\S+Z \.\/first\.sh: starts, and may take 5 s\n[^]*\.\/first\.sh: failed with exit code \d+: the app starts all the same\n[^]*\nnext\n/,
    ),
  });
  expect(await processes(root)).not.toContain('3021');
});

it('an own script that takes too long is told with its time limit, and keeps the app from starting if it is enforced', async () => {
  const root = await booted({ network: 'none' });
  const { status, output } = await read(root, hasty(own('first.sh', '#!/bin/sh\nsleep 3022\n', true), next));
  expect(status).toBe(1);
  expect(output).toMatch(/ \.\/first\.sh: not done after 5 s: ended\n.* the app does not start\n[^]*\nnext\n/);
});

it('an own script that ends well leaves what it started, and nobody waits for that, though it goes on talking', async () => {
  const root = await booted({ network: 'none' });
  const talking = `nohup bash -c 'while sleep 0.1; do echo talk; done >>/tmp/talk 2>&1' & (while sleep 0.1; do echo talk; done) &`;
  const { status, output } = await read(root, hasty(own('first.sh', `#!/bin/bash\necho first\n${talking}\n`), next));
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringMatching(/first\n[^]*first\.sh: done[^]*next\n/),
  });
  await root.execute(['sleep', '0.5']);
  expect((await processes(root)).match(/while sleep 0\.1/g)?.length ?? 0).toBeGreaterThan(0);
  expect((await root.execute(['cat', '/tmp/talk'])).output).toContain('talk');
});

it('an own script has the time that those before it did not take', () => {
  const long = compose([own('a.sh', 'true\n'), own('b.sh', 'true\n'), own('c.sh', 'true\n')], '1');
  const ends = [...long.matchAll(/^own '\S+' '[^']*' '(\d+)'/gm)].map(([, end]) => Number(end));
  expect(ends).toEqual([170, 230, 290]);
});

it('an own script is run though nothing can be written to /tmp', async () => {
  const root = await booted({ network: 'none', full: ['/tmp'] });
  const { status, output } = await root.run(compose([own('first.sh', '#!/bin/bash\necho ran\n')], '1'));
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('\nran\n') });
});
