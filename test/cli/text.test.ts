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
import type { Idle } from '../../src/protocol/idle';
import type { KeepAwake } from '../../src/protocol/keep-awake';
import { Snapshot } from '../../src/protocol/snapshot';
import { awake, clock, kernel, minutesAgo, ready, snapshot, stopping, terminal } from './values';

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

test.each(['', '2', '0m', 'h', '2hours', '-1h', '1.5h'])('%j is no length of time', (text) =>
  expect(() => minutesOf(text)).toThrow('it takes 2h, 90m, 1h30m or 1d'),
);

describe('status', () => {
  test('says when the app stops, what runs and what it costs', () => {
    expect(statusText(snapshot, clock, narrow)).toEqual([
      'This app',
      '  Stops in 48 min, at 18:48: idle since 17:48 (12 min ago).',
      '  Work was last looked for at 18:00 (0 s ago).',
      '  Space     ana-forecasting (private)',
      '  User      ana',
      '  App       JupyterLab default in d-acmemlplatf1, us-east-1',
      '  Instance  ml.g5.xlarge · 4 vCPU · 16 GiB · 1 × NVIDIA A10G, 24 GiB',
      '  Role      studio (arn:aws:iam::123456789012:role/studio)',
      '  Running   3 h 5 min, since 14:55',
      '',
      'My apps',
      '    SPACE                    APP         RUNNING    INSTANCE         HOUR  UP TO',
      '  * ana-forecasting          JupyterLab  3 h 5 min  ml.g5.xlarge    $1.41  $4.34',
      '    a-space-whose-name-is-…  JupyterLab  Failed     ml.m5.24xlarge',
      '    ana-archive              JupyterLab  no app',
      '  $1.41 an hour now, up to $4.34 today (UTC). Prices: AWS Price List,',
      '    2026-11-25.',
      '',
      'Environments',
      '  NAME         PYTHON  KERNEL          KEPT  FOLDER',
      '  forecasting  3.11.7  not registered  yes   /home/sagemaker-user/.conda/envs/f…',
      '',
      'Repositories',
      '  ! Not allowed. To allow: sagemaker:DescribeDomain',
    ]);
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
    const failed = { kind: 'failed' as const, notice: { code: 'unreachable' as const, message: 'No network.' } };
    const job = (subject: string, outcome: Snapshot['jobs'][number]['outcome']): Snapshot['jobs'][number] => ({
      id: subject,
      kind: 'clone-repository',
      subject,
      target: { kind: 'repository', url: subject },
      startedAt: minutesAgo(5),
      progress: { label: 'Receiving objects' },
      outcome,
    });
    const jobs = [job('a', failed), job('b', failed), job('a', { kind: 'done', message: 'a is cloned.' })];
    const lines = statusText({ ...snapshot, jobs }, clock, narrow);
    expect(lines.slice(lines.indexOf('Actions'))).toEqual(['Actions', '  clone-repository b: failed: No network.']);
  });

  test('outside Studio shows the environments alone', () => {
    const thisApp: Snapshot['thisApp'] = {
      state: 'missing',
      notices: [{ code: 'not-in-studio', message: 'Not Studio.' }],
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
      'This app stops in 48 min, at 18:48: idle since 17:48 (12 min ago).',
      'The terminal 1 alone holds this app open: it moved at 17:48 (12 min ago), everything else not since 17:10. Shut it down if it was forgotten.',
    ]);
  });

  test('says that a busy kernel that is silent does not hold it, and what does', () => {
    expect(why(stopping([{ ...kernel, busy: true }, terminal]))[1]).toBe(
      'The kernel of train.ipynb computes, which Studio does not see unless it prints. The app stops at 18:48 all the same; `studiolo keep-awake 2h` holds it.',
    );
    expect(why(stopping([{ ...kernel, busy: true }]), awake)[1]).toContain(
      'studiolo keeps the app awake while it lasts',
    );
  });

  test('says what keeps it awake', () => {
    const asked = { at: minutesAgo(60), until: minutesAgo(-60), reason: 'training' };
    expect(why(stopping([terminal]), { ...awake, asked, holding: 'asked' })).toEqual([
      'This app is kept awake until 19:00, as asked at 17:00 (1 h ago): training.',
      'It stops 1 h after that, at 20:00, unless something moves.',
    ]);
    const work: KeepAwake['work'] = [{ kind: 'gpu', name: 'GPU 0 (A10G)', since: minutesAgo(30) }];
    expect(why(stopping([terminal]), { ...awake, work, holding: 'work' })).toEqual([
      'This app is kept awake by work: GPU 0 (A10G) since 17:30.',
      'It stops 1 h after that has ended, unless something moves.',
    ]);
  });

  test('says that it is over, that nothing stops it, and what is not known', () => {
    expect(why(stopping([{ ...kernel, lastActivity: minutesAgo(70) }]))).toEqual([
      'This app stops any moment: idle since 16:50 (1 h 10 min ago).',
      'Nothing has moved since 16:50 (1 h 10 min ago), longer than is allowed: Studio stops the app with its next check.',
    ]);
    const off = { lifecycleManagement: 'DISABLED', decidedBy: 'domain' } as const;
    const never: Idle = { ...stopping([terminal]), verdict: { kind: 'never', settings: off } };
    expect(why(never)[0]).toBe('This app never stops: idle shutdown is off for this domain.');
    const unknown: Idle = { ...never, verdict: { kind: 'unknown', reason: 'The settings cannot be read.' } };
    expect(why(unknown)).toEqual(['It is not known when this app stops. The settings cannot be read.']);
  });

  test('says that what moved last is gone since', () => {
    const idle = stopping([terminal]);
    expect(why({ ...idle, activity: [kernel] })[1]).toBe(
      'What moved last, at 17:48 (12 min ago), is gone since; its time still counts.',
    );
  });

  test('lists every source with its time, the limits of each level, and the one in force', () => {
    const lines = whyText({ ...snapshot, idle: ready(stopping([{ ...kernel, busy: true }, terminal])) }, clock, narrow);
    expect(lines.slice(lines.indexOf('What counts as activity'))).toEqual([
      'What counts as activity',
      '  WHAT                   MOVED LAST          NOTE',
      '  terminal 1             17:48 (12 min ago)  decides',
      '  kernel of train.ipynb  17:10 (50 min ago)  busy, which is not seen',
      '',
      'Limits',
      '  SET FOR      IDLE SHUTDOWN  STOPS AFTER  ALLOWED',
      '  this domain  on             2 h          1 h to 8 h',
      '  In force: 1 h without activity, as set for this space.',
      '',
      'Keep awake',
      '  Work was last looked for at 18:00 (0 s ago).',
      '  Nothing keeps this app awake.',
      '  Work keeps it awake for up to 12 h; you can ask for up to 1 d (set by your',
      '    administrator).',
    ]);
  });
});

test('keep-awake tells what holds, what is allowed, and what happened', () => {
  expect(awakeText(awake, 'with-log', clock, pipe)).toEqual([
    'Nothing keeps this app awake.',
    'Work keeps it awake for up to 12 h; you can ask for up to 1 d (set by your administrator).',
    '',
    'Log',
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
