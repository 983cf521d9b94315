import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { examples } from './examples';
import { script, scriptNames, scripts, withLimit } from './script';
import { throwawayRoots } from './throwaway-roots';

jest.setTimeout(300_000);
const booted = throwawayRoots();
const prelude = readFileSync(path.join(scripts, 'prelude.sh'), 'utf8');

/** A script that is nothing but the prelude and a `main`. */
const made = (main: string, { limit = 20, enforce = '' } = {}) =>
  `#!/bin/bash\nENFORCE='${enforce}'\nSCRIPT=made LIMIT=${limit}\n${prelude}\nmain() {\n${main}\n}\nstart main\n`;

describe('the prelude', () => {
  it('says when what it runs is done', async () => {
    const root = await booted({ network: 'none' });
    const { status, output } = await root.run(made("say 'a step'"));
    expect({ status, output: output.replaceAll(/\d/g, '0') }).toEqual({
      status: 0,
      output: '0000-00-00T00:00:00Z made: a step\n0000-00-00T00:00:00Z made: done in 0 s\n',
    });
  });

  it.each(["fail 'no luck'", 'return 7', 'exit 7', 'echo "$UNSET_VARIABLE"', 'kill -KILL $BASHPID'])(
    'lets the app start after %s, unless ENFORCE is yes',
    async (main) => {
      const root = await booted({ network: 'none' });
      const open = await root.run(made(main));
      expect(open).toMatchObject({
        status: 0,
        output: expect.stringMatching(/failed: the app starts all the same\n$/),
      });
      const enforced = await root.run(made(main, { enforce: 'yes' }));
      expect(enforced).toMatchObject({ status: 1, output: expect.stringMatching(/the app does not start\n$/) });
    },
  );

  it('ends what does not end by itself, with all that it started, even if that does not want to', async () => {
    const root = await booted({ network: 'none' });
    const main = `trap '' TERM INT HUP; (trap '' TERM; sleep 3001) & sleep 3002 | sleep 3003`;
    const { status, output } = await root.run(made(main, { limit: 1 }));
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining('not done after 1 s: ended'),
    });
    const { output: left } = await root.execute(['bash', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "']);
    expect(left).not.toContain('sleep 300');
  });

  it.each([
    ['ignores the request to end, though the script does not', `bash -c 'trap "" TERM; sleep 3011; sleep 3011'`],
    ['was left in the background by a script that failed', 'sleep 3011 & false'],
    ['was left by a script that was killed', 'sleep 3011 & kill -KILL $BASHPID'],
    ['has stopped', 'sleep 3011 & kill -STOP $! $BASHPID'],
    ['belongs to root', 'sudo -n sleep 3011'],
  ])('lets nothing keep its output, a lock or the app that %s', async (_what, main) => {
    const root = await booted({ network: 'none' });
    const text = made(`exec 9>/tmp/made.lock && flock -n 9 || fail 'locked'\n${main}`, { limit: 1 });
    // Whoever reads the output to its end waits for everything that has it.
    const { status, output } = await root.run(`#!/bin/bash\n(\n${text}) | cat`);
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringMatching(/failed: the app starts all the same\n$/),
    });
    const { output: left } = await root.execute(['bash', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "']);
    expect(left).not.toContain('sleep 3011');
    expect((await root.execute(['flock', '-n', '/tmp/made.lock', 'true'])).status).toBe(0);
  });

  it('leaves what is detached alone', async () => {
    const root = await booted({ network: 'none' });
    await root.run(made('setsid sleep 3004 </dev/null >/dev/null 2>&1 &'));
    const { output: left } = await root.execute(['bash', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "']);
    expect(left).toContain('sleep 3004');
    expect(left.match(/sleep \d+/g)).toEqual(expect.not.arrayContaining(['sleep 20']));
  });
});

describe.each(scriptNames)('%s', (name) => {
  const text = script(name, examples[name]);
  const ended = {
    status: 0,
    output: expect.stringMatching(/: (done in \d+ s|failed: the app starts all the same)\n$/),
  };

  it('lets the app start where nothing answers, also when it runs three times at once, unless ENFORCE is yes', async () => {
    const root = await booted({ network: 'none', environment: { AWS_MAX_ATTEMPTS: '1' } });
    const results = await Promise.all([1, 2, 3].map(() => root.run(withLimit(text, 8))));
    for (const result of results) {
      expect(result).toMatchObject(ended);
      expect(result.output).not.toMatch(/line \d+:|Traceback|unbound variable|command not found/);
    }
    const open = await root.run(withLimit(text, 8));
    const enforced = await root.run(withLimit(script(name, { ...examples[name], ENFORCE: 'yes' }), 8));
    expect(open).toMatchObject(ended);
    expect(enforced.status).toBe(open.output.includes(': failed: ') ? 1 : 0);
  });

  it('ends by itself where servers take calls and never answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    const sockets = new Set<Socket>();
    silent.on('connection', (socket) => sockets.add(socket));
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    try {
      const root = await booted({ environment: { AWS_ENDPOINT_URL: url, PIP_INDEX_URL: url } });
      expect(await root.run(withLimit(text, 2))).toMatchObject(ended);
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });
});
