import { minutesOf } from '../../src/cli/app/length-of-time';
import { newLines } from '../../src/cli/app/new-lines';
import { awakeText } from '../../src/cli/app/text/awake-text';
import { duration } from '../../src/cli/app/text/duration';
import { ago, clockTime } from '../../src/cli/app/text/moment';
import { money } from '../../src/cli/app/text/money';
import { printedJson } from '../../src/cli/app/text/printed-json';
import { statusText } from '../../src/cli/app/text/status-text';
import { table } from '../../src/cli/app/text/table';
import { whyText } from '../../src/cli/app/text/why-text';
import type { Repository } from '../../src/protocol/repository';
import type { Idle } from '../../src/protocol/idle';
import type { KeepAwake } from '../../src/protocol/keep-awake';
import { Snapshot } from '../../src/protocol/snapshot';
import { awake, clock, kernel, minutesAgo, ready, snapshot, stopping, terminal } from './values';
import { quoted } from '../protocol/in-words';

const pipe = { colour: false };
const narrow = { colour: false, columns: 80 };

/** The sentences at the top of `studiolo why`. */
function why(idle: Idle, keepAwake?: KeepAwake): string[] {
  const { thisApp } = snapshot;
  const lines = whyText({ thisApp, idle: ready(idle), ...(keepAwake && { keepAwake: ready(keepAwake) }) }, clock, pipe);
  return lines.slice(0, lines.indexOf(''));
}

test.each([
  [42_000, '42 s'],
  [42 * 60_000, '42 min'],
  [185 * 60_000, '3 h 5 min'],
  [120 * 60_000, '2 h'],
  [52 * 3_600_000, '2 d 4 h'],
  [-5, '0 s'],
])('%d milliseconds are %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

test('what others have named is shown in a terminal and never obeyed, in every text and as JSON', () => {
  const obeyed =
    '\u0000\u0007\u001b\u007f\u0085\u009b\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r\t';
  const hostile = [...obeyed].map((character) => `${character}x`).join('');
  const whole: unknown = JSON.parse(JSON.stringify({ ...snapshot, keepAwake: ready(awake) }));
  const spoil = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      if (typeof child !== 'string') spoil(child);
      else {
        Object.assign(node, { [key]: child + hostile });
        if (!Snapshot.safeParse(whole).success) Object.assign(node, { [key]: child });
      }
    }
  };
  expect(Snapshot.safeParse(whole).error).toBeUndefined();
  spoil(whole);
  const spoilt = Snapshot.parse(whole);
  const { idle, keepAwake, thisApp } = spoilt;
  if (idle.state !== 'ready' || keepAwake?.state !== 'ready') throw new Error('not what was spoilt');
  const printed = {
    status: statusText(spoilt, clock, pipe),
    why: whyText({ thisApp, idle, keepAwake }, clock, pipe),
    awake: awakeText(keepAwake.value, 'with-log', clock, pipe),
    json: printedJson(spoilt).split('\n'),
  };
  for (const [what, lines] of Object.entries(printed)) {
    expect([what, lines.filter((line) => /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(line))]).toEqual([what, []]);
  }
  expect(printed.status.join('\n')).toContain('x⟨U+202E⟩x');
  expect(JSON.parse(printed.json.join('\n'))).toEqual(spoilt);
});

test('a moment is told by the clock, with the date where that is another day', () => {
  expect(ago(minutesAgo(12), clock)).toBe('17:48 (12 min ago)');
  expect(clockTime('2026-11-24T07:05:00.000Z', clock)).toBe('24 Nov 07:05');
});

test.each([
  [4.341, '$4.34'],
  [0.05, '$0.05'],
  [0.0035, '$0.0035'],
  [1234, '$1,234.00'],
])('%d USD are %s', (amount, text) => expect(money(amount, 'USD')).toBe(text));

test.each([
  ['2h', 120],
  ['90m', 90],
  ['1h30m', 90],
  ['1d', 1440],
])('%s is %d minutes', (text, minutes) => expect(minutesOf(text)).toBe(minutes));

test.each(['', '2', '0m', 'h', '2hours', '-1h', '1.5h'])('%j is not a time', (text) =>
  expect(() => minutesOf(text)).toThrow('use 2h, 90m, 1h30m or 1d'),
);

describe('status', () => {
  test('says when the app stops, what runs and what it costs', () => {
    expect(statusText(snapshot, clock, narrow)).toEqual([
      'This app',
      '  Stops at 18:48 (in 48 min): no activity since 17:48 (12 min ago).',
      '  Last checked for running work at 18:00 (0 s ago).',
      '  Space     ana-forecasting (private)',
      '  User      ana',
      '  App       JupyterLab default in d-acmemlplatf1, us-east-1',
      '  Instance  ml.g5.xlarge · 4 vCPU · 16 GiB · 1 × NVIDIA A10G, 24 GiB',
      '  Role      studio (arn:aws:iam::123456789012:role/studio)',
      '  Running   3 h 5 min, since 14:55',
      '',
      'My apps',
      '    SPACE                 APP         RUNNING    INSTANCE        PRICE/H  SO FAR',
      '  * ana-forecasting       JupyterLab  3 h 5 min  ml.g5.xlarge      $1.41   $4.34',
      '    a-space-whose-name-…  JupyterLab  Failed     ml.m5.24xlarge',
      '    ana-archive           JupyterLab  Stopped',
      '  $1.41 an hour now, up to $4.34 today (UTC). Prices: AWS Price List,',
      '    2026-11-25.',
      '',
      'Environments',
      '  NAME         PYTHON  KERNEL          SAVED  FOLDER',
      '  forecasting  3.11.7  not registered  yes    /home/sagemaker-user/.conda/envs/…',
      '',
      'Repositories',
      '  ! Not allowed. Missing permission: sagemaker:DescribeDomain',
    ]);
  });

  test('tells repositories, those that nobody suggests among them', () => {
    const told = (repositories: Repository[]) =>
      statusText({ ...snapshot, repositories: ready(repositories) }, clock, pipe)
        .join('\n')
        .split('Repositories\n')[1];
    expect(told([])).toBe('  No repositories.');
    expect(
      told([
        { url: 'https://g.example/a/models.git', name: 'models', suggestedBy: 'domain' },
        { url: 'https://g.example/ana/notes', name: 'notes', clonedAt: 'work/notes' },
      ]),
    ).toBe(
      [
        '  NAME    FOLDER      SUGGESTED FOR  ADDRESS',
        '  models  not cloned  this domain    https://g.example/a/models.git',
        '  notes   work/notes                 https://g.example/ana/notes',
      ].join('\n'),
    );
  });

  test('fits a terminal of 80 columns, and cuts nothing where it goes elsewhere', () => {
    for (const line of statusText(snapshot, clock, narrow)) expect(line.length).toBeLessThanOrEqual(80);
    const whole = statusText(snapshot, clock, pipe).join('\n');
    expect(whole).toContain('63-characters');
    expect(whole).not.toContain('…');
  });

  test('lets no control character of a name through', () => {
    const environments: Snapshot['environments'] = ready([
      { name: 'a\u001b]0;owned\u0007', prefix: '/p\nq', persistent: true, ipykernel: false },
    ]);
    const text = statusText({ ...snapshot, environments }, clock, { colour: true, columns: 80 }).join('\n');
    expect(text).toContain('owned');
    expect(text.replaceAll(/\u001b\[\d+m/g, '')).not.toMatch(/[\u001b\u0007]|p\nq/);
  });

  test('tells of a failed action until it is tried again', () => {
    const failed = {
      kind: 'failed' as const,
      notice: { code: 'unreachable' as const, message: quoted('No network.') },
    };
    const job = (subject: string, outcome: Snapshot['jobs'][number]['outcome']): Snapshot['jobs'][number] => ({
      id: subject,
      kind: 'clone-repository',
      subject,
      target: { kind: 'repository', url: subject },
      startedAt: minutesAgo(5),
      progress: { label: quoted('Receiving objects') },
      outcome,
    });
    const jobs = [job('a', failed), job('b', failed), job('a', { kind: 'done', message: quoted('a is cloned.') })];
    const lines = statusText({ ...snapshot, jobs }, clock, narrow);
    expect(lines.slice(lines.indexOf('Actions'))).toEqual(['Actions', '  Cloning b: failed. No network.']);
  });

  test('outside Studio shows the environments alone', () => {
    const thisApp: Snapshot['thisApp'] = {
      state: 'missing',
      notices: [{ code: 'not-in-studio', message: quoted('Not Studio.') }],
    };
    const lines = statusText({ ...snapshot, thisApp }, clock, narrow);
    expect(lines[0]).toBe('  ! Not Studio.');
    expect(lines).toContain('Environments');
    expect(lines).not.toContain('My apps');
  });
});

describe('why', () => {
  test('finds the forgotten terminal that alone holds an app open', () => {
    expect(why(stopping([kernel, terminal]))).toEqual([
      'This app stops at 18:48 (in 48 min): no activity since 17:48 (12 min ago).',
      'Only terminal 1 keeps this app open: active at 17:48 (12 min ago), everything else last at 17:10. Shut it down if you don’t need it.',
    ]);
  });

  test('says that a busy kernel that is silent does not hold it, and what does', () => {
    expect(why(stopping([{ ...kernel, busy: true }, terminal]))[1]).toBe(
      'Running: train.ipynb. Studio ignores code that prints nothing. The app still stops at 18:48. To keep it awake: studiolo keep-awake 2h.',
    );
    expect(why(stopping([{ ...kernel, busy: true }]), awake)[1]).toContain(
      'studiolo keeps the app awake until it finishes.',
    );
  });

  test('says what keeps it awake', () => {
    const asked = { at: minutesAgo(60), until: minutesAgo(-60), reason: 'training' };
    expect(why(stopping([terminal]), { ...awake, asked, holding: 'asked' })).toEqual([
      'This app is awake until 19:00, asked at 17:00 (1 h ago): training.',
      'It stops at 20:00 at the earliest.',
    ]);
    const work: KeepAwake['work'] = [{ kind: 'gpu', name: 'GPU 0 (A10G)', since: minutesAgo(30) }];
    expect(why(stopping([terminal]), { ...awake, work, holding: 'work' })).toEqual([
      'This app is awake while work is running: GPU 0 (A10G) since 17:30.',
      'It stops 1 h after that ends, if there is no other activity.',
    ]);
  });

  test('says that it is over, that nothing stops it, and what is not known', () => {
    expect(why(stopping([{ ...kernel, lastActivity: minutesAgo(70) }]))).toEqual([
      'This app stops any moment: no activity since 16:50 (1 h 10 min ago).',
      'No activity since 16:50 (1 h 10 min ago). Studio stops the app at its next check.',
    ]);
    const off = { lifecycleManagement: 'DISABLED', decidedBy: 'domain' } as const;
    const never: Idle = { ...stopping([terminal]), verdict: { kind: 'never', settings: off } };
    expect(why(never)[0]).toBe('This app never stops: idle shutdown is off for this domain.');
    const unknown: Idle = { ...never, verdict: { kind: 'unknown', reason: quoted('The settings cannot be read.') } };
    expect(why(unknown)).toEqual(['When this app stops is unknown. The settings cannot be read.']);
  });

  test('says that what moved last is gone since', () => {
    const idle = stopping([terminal]);
    expect(why({ ...idle, activity: [kernel] })[1]).toBe(
      'Idle time counts from 17:48 (12 min ago). What was active then no longer runs.',
    );
  });

  test('lists every source with its time, the limits of each level, and the one in force', () => {
    const lines = whyText({ ...snapshot, idle: ready(stopping([{ ...kernel, busy: true }, terminal])) }, clock, narrow);
    expect(lines.slice(lines.indexOf('Activity'))).toEqual([
      'Activity',
      '  WHAT         LAST ACTIVITY       NOTE',
      '  terminal 1   17:48 (12 min ago)  in effect',
      '  train.ipynb  17:10 (50 min ago)  running, ignored by Studio',
      '',
      'Limits',
      '  LIMIT FROM   IDLE SHUTDOWN  STOPS AFTER  ALLOWED',
      '  this domain  on             2 h          1 h to 8 h',
      '  In effect: 1 h without activity, set for this space.',
      '',
      'Keep awake',
      '  Last checked for running work at 18:00 (0 s ago).',
      '  Nothing keeps this app awake.',
      '  Running work keeps this app awake automatically, up to 12 h; you can ask for',
      '    up to 1 d (set by your administrator).',
    ]);
  });
});

test('keep-awake tells what holds, what is allowed, and what happened', () => {
  expect(awakeText(awake, 'with-log', clock, pipe)).toEqual([
    'Nothing keeps this app awake.',
    'Running work keeps this app awake automatically, up to 12 h; you can ask for up to 1 d (set by your administrator).',
    '',
    'History',
    '  WHEN   WHAT',
    '  17:00  Asked to be kept awake for 2 h: training.',
  ]);
});

test('a column in which nothing stands is left out, and the widest is cut first', () => {
  const columns = [{ head: 'A', cut: 'end' as const }, { head: 'B' }, { head: 'C', cut: 'end' as const }];
  expect(table(columns, [['abcdefghijklmnop', '', 'qrstuvwx']], { colour: false, columns: 24 })).toEqual([
    '  A             C',
    '  abcdefghijk…  qrstuvwx',
  ]);
});

test.each([
  [[], ['a', 'b'], ['a', 'b']],
  [['a', 'b'], ['a', 'b', 'c'], ['c']],
  [['a', 'b', 'c'], ['b', 'c', 'd'], ['d']],
  [['a', 'b'], ['a', 'b'], []],
  [
    ['a', 'b'],
    ['x', 'y'],
    ['x', 'y'],
  ],
])('after %j the lines %j have %j that is new', (told, lines, fresh) => expect(newLines(told, lines)).toEqual(fresh));
