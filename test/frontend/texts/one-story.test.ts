import { nullTranslator } from '@jupyterlab/translation';
import fc from 'fast-check';
import { statusText } from '../../../src/cli/app/text/status-text';
import { whyText } from '../../../src/cli/app/text/why-text';
import { stopLine } from '../../../src/frontend/texts/idle-line';
import { stopItemText } from '../../../src/frontend/texts/stop-item-text';
import { silentWork, whyOpen } from '../../../src/frontend/texts/why-open';
import { ActivitySource, type Idle } from '../../../src/protocol/idle';
import type { KeepAwake } from '../../../src/protocol/keep-awake';
import type { Snapshot } from '../../../src/protocol/snapshot';
import { nextStop } from '../../../src/protocol/next-stop';
import { stopStory } from '../../../src/protocol/stop-story';
import { stopTimeOf } from '../../../src/protocol/stop-time';
import { keepAwake, noon, ready, snapshot } from '../values';
import { quoted } from '../../protocol/in-words';

const trans = nullTranslator.load('studiolo');
const now = new Date(noon);
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

/** The same snapshot in all its words: the panel's headline and reasons, the status bar, `studiolo why` and `status`. */
function told({ idle, keepAwake: section, ...rest }: Snapshot) {
  if (idle.state !== 'ready' || section.state !== 'ready') throw new Error('nothing to tell');
  const story = stopStory(idle.value, section.value, now.getTime());
  const facts = stopTimeOf(idle, section, noon);
  const left = facts.stopsAt === undefined ? undefined : Date.parse(facts.stopsAt) - now.getTime();
  const clock = { now: now.getTime() };
  const sheet = { colour: false, columns: 500 };
  return {
    panel: stopLine(story, now, trans),
    reasons: [...whyOpen(story, now, trans), silentWork(story, trans) ?? ''].join(' '),
    statusBar: stopItemText(nextStop(facts, left, now.getTime()), now, trans) ?? '',
    why: whyText({ idle, keepAwake: section, thisApp: rest.thisApp }, clock, sheet).join('\n'),
    status: statusText({ idle, keepAwake: section, ...rest }, clock, sheet).join('\n'),
  };
}

const enabled = { lifecycleManagement: 'ENABLED', timeoutMinutes: 60, decidedBy: 'domain' } as const;
const stops = (minutesAgo: number): Idle['verdict'] => ({
  kind: 'stops',
  idleSince: at(-minutesAgo),
  stopsAt: at(60 - minutesAgo),
  settings: enabled,
});
const idleWith = (verdict: Idle['verdict'], activity: ActivitySource[] = []): Idle => ({
  serverNow: noon,
  activity,
  limits: [],
  verdict,
});

/** In each kind of story, what each of the places says, and what none of them may. */
const cases: [string, Idle, Partial<KeepAwake>, RegExp, RegExp][] = [
  [
    'stops',
    idleWith(stops(20)),
    {},
    /stops (at .*\()?in 40 min/i,
    /awake until|while work|awake (by|until)|any moment/i,
  ],
  ['is overdue', idleWith(stops(61)), {}, /stops any moment/i, /awake until|while work|stops (at .*\()?in/i],
  [
    'is kept awake on request',
    idleWith(stops(1)),
    { holding: 'asked', asked: { at: at(-5), until: at(60) } },
    /awake until \d\d:00/i,
    /stops (at .*\(in|in|any moment)/i,
  ],
  [
    'is kept awake by work',
    idleWith(stops(1)),
    { holding: 'work', work: [{ kind: 'kernel', name: 'train.ipynb', since: at(-30) }] },
    /awake (while work|by work)/i,
    /stops (at .*\(in|in|any moment)|awake until/i,
  ],
  [
    'was kept awake until a moment that is over',
    idleWith(stops(20)),
    { holding: 'asked', asked: { at: at(-90), until: at(-1) } },
    /stops (at .*\()?in 40 min/i,
    /awake until/i,
  ],
];

test.each(cases)('an app that %s: panel, status bar and terminal say the same', (_, idle, part, says, never) => {
  const { panel, statusBar, status, why } = told(snapshot({ idle: ready(idle), keepAwake: ready(keepAwake(part)) }));
  for (const text of [panel, statusBar, status, why]) {
    expect(text).toMatch(says);
    expect(text).not.toMatch(never);
  }
});

test.each([
  [
    'never stops',
    idleWith({ kind: 'never', settings: { lifecycleManagement: 'DISABLED', decidedBy: 'domain' } }),
    /never stops/i,
  ],
  [
    'stops, it is not known when',
    idleWith({ kind: 'unknown', reason: quoted('No settings.') }),
    /when this app stops is unknown|stop time unknown/i,
  ],
] as const)('an app that %s: panel and terminal say so, and the status bar nothing', (_, idle, says) => {
  // What is kept awake all the same is not the answer.
  const awake = keepAwake({ holding: 'asked', asked: { at: at(-5), until: at(60) } });
  const { panel, statusBar, status, why } = told(snapshot({ idle: ready(idle), keepAwake: ready(awake) }));
  for (const text of [panel, status, why.split('\n\n')[0]]) expect(text).toMatch(says);
  expect(statusBar).toBe('');
});

test('what holds it open is the same in the panel and in the terminal', () => {
  const activity: ActivitySource[] = [
    { kind: 'kernel', name: 'a/poll.ipynb', lastActivity: at(-2) },
    { kind: 'terminal', name: '3', lastActivity: at(-40) },
  ];
  const { reasons, why } = told(snapshot({ idle: ready(idleWith(stops(2), activity)) }));
  expect(reasons).toContain('poll.ipynb keeps this app open');
  expect(why).toContain('Only a/poll.ipynb keeps this app open');
});

test('whatever the facts are, no place speaks of being kept awake, or of a kernel that computes unseen, alone', () => {
  const minutes = fc.integer({ min: 0, max: 120 });
  const source = fc.record({
    kind: fc.constantFrom('kernel' as const, 'terminal' as const, 'last-active-file' as const),
    name: fc.constantFrom('a.ipynb', 'b.ipynb', '1'),
    lastActivity: minutes.map((ago) => at(-ago)),
    busy: fc.boolean(),
  });
  const facts = fc.record({
    idleFor: minutes,
    activity: fc.array(source, { maxLength: 4 }),
    holding: fc.constantFrom(undefined, 'asked' as const, 'work' as const),
    asked: fc.option(
      fc.record({ at: minutes.map((ago) => at(-ago)), until: fc.integer({ min: -60, max: 120 }).map(at) }),
      { nil: undefined },
    ),
    work: fc.array(
      fc.record({
        kind: fc.constant('kernel' as const),
        name: fc.constant('a.ipynb'),
        since: minutes.map((ago) => at(-ago)),
      }),
      { maxLength: 2 },
    ),
  });
  fc.assert(
    fc.property(facts, ({ activity, asked, holding, idleFor, work }) => {
      const part = { work, ...(holding && { holding }), ...(asked && { asked }) };
      const words = told(
        snapshot({ idle: ready(idleWith(stops(idleFor), activity)), keepAwake: ready(keepAwake(part)) }),
      );
      const answers = [
        words.panel,
        words.statusBar,
        words.why.split('\n\n')[0] ?? '',
        words.status.split('\n\n')[0] ?? '',
      ];
      const kinds = answers.map((text) =>
        /awake until \d/i.test(text)
          ? 'asked'
          : /awake (while work|by work)/i.test(text)
            ? 'work'
            : /any moment/i.test(text)
              ? 'any-moment'
              : /stops (at .*\()?in/i.test(text)
                ? 'stops'
                : text,
      );
      expect(new Set(kinds).size).toBe(1);
      expect(/prints? nothing/.test(words.reasons)).toBe(/prints nothing/.test(words.why));
    }),
  );
});
