import { accept } from '../../../src/admin/findings/accept';
import type { Acceptance } from '../../../src/admin/findings/acceptance';
import { exitCodeOf } from '../../../src/admin/findings/exit-code';
import { denied, type Facts, known, none, notRead, unreachable } from '../../../src/admin/findings/fact';
import { judge, rulesOf } from '../../../src/admin/findings/judge';
import { type Finding, findingsOf, settled, unassessed } from '../../../src/admin/findings/outcome';
import { humanReport } from '../../../src/admin/findings/report/human';
import { jsonReport } from '../../../src/admin/findings/report/json';
import type { Report } from '../../../src/admin/findings/report/report';
import { rulesOver } from '../../../src/admin/findings/rule';
import { AcceptanceError, acceptanceOf, acceptancesIn } from '../../../src/admin/findings/stated-acceptance';

/** A subject small enough to see through: rooms of a house, and who lives there. */
interface House {
  rooms: { name: string; window: boolean }[];
  garden: { gate: boolean };
}
const { rule, rules } = rulesOver<House, { room: string }>();
const text = { since: '1.0', why: 'It is dark.', wrong: 'room: { window: false }', right: 'room: { window: true }' };

const dark = rule({
  ...text,
  code: 'room-dark',
  severity: 'error',
  title: 'a room is dark',
  reads: ['rooms'],
  check: ({ rooms }) =>
    rooms
      .filter(({ window }) => !window)
      .map(({ name }) => ({ where: { room: name }, reason: `${name} has no window`, remedy: 'make one' })),
});
const outside = rules({
  reads: ['garden', 'rooms'],
  rules: {
    'gate-missing': { ...text, severity: 'warning', title: 'there is no gate' },
    'way-missing': { ...text, severity: 'note', title: 'there is no way' },
  },
  check: ({ garden, rooms }) => [
    ...(garden.gate
      ? []
      : [{ code: 'gate-missing', where: { room: 'garden' }, reason: 'no gate', remedy: 'build it' } as const]),
    ...(rooms.length === 0 ? [{ code: 'way-missing', doesNotApply: 'there is no room' } as const] : []),
  ],
});
const checks = [dark, outside];
const whole: Facts<House> = {
  rooms: known([
    { name: 'cellar', window: false },
    { name: 'study', window: true },
  ]),
  garden: known({ gate: false }),
};
const outcomes = (facts: Partial<Facts<House>> = {}) => judge(checks, { ...whole, ...facts });
const codes = (all: { outcome: string; code: string }[]) => all.map(({ outcome, code }) => `${outcome} ${code}`);

describe('a rule', () => {
  it('finds what is wrong, with its own severity and title, and passes where nothing is', () => {
    const all = outcomes();
    expect(codes(all)).toEqual(['finding room-dark', 'finding gate-missing', 'pass way-missing']);
    expect(findingsOf(all)[0]).toEqual({
      code: 'room-dark',
      severity: 'error',
      title: 'a room is dark',
      where: { room: 'cellar' },
      reason: 'cellar has no window',
      remedy: 'make one',
    });
  });

  it('is not asked where what it reads was denied, and could not be assessed then', () => {
    const all = outcomes({ rooms: notRead(denied('the rooms', 'house:ListRooms')) });
    expect(codes(all)).toEqual(['not-assessed room-dark', 'not-assessed gate-missing', 'not-assessed way-missing']);
    expect(unassessed(all)).toEqual([
      {
        gap: { what: 'the rooms', why: 'access denied', action: 'house:ListRooms', remedy: 'allow house:ListRooms' },
        codes: ['room-dark', 'gate-missing', 'way-missing'],
      },
    ]);
  });

  it('does not apply where there is nothing to judge, and may say so itself', () => {
    expect(codes(outcomes({ garden: none('there is no garden') }))).toEqual([
      'finding room-dark',
      'not-applicable gate-missing',
      'not-applicable way-missing',
    ]);
    expect(codes(outcomes({ rooms: known([]) }))).toContain('not-applicable way-missing');
  });

  it('that reads two things that were not read tells of both', () => {
    const gap = (what: string) => notRead(unreachable(what, 'no answer'));
    const all = outcomes({ rooms: gap('the rooms'), garden: gap('the garden') });
    expect(unassessed(all).map(({ gap: { what } }) => what)).toEqual(['the rooms', 'the garden']);
  });

  it('asked twice has found something where it did once, and passed where it applied once', () => {
    const other = outcomes({ rooms: known([]), garden: none('there is no garden') });
    expect(codes(settled([...other, ...outcomes()]))).toEqual(codes(outcomes()));
    expect(codes(settled([...other, ...outcomes({ rooms: known([]) })])).sort()).toEqual([
      'finding gate-missing',
      'not-applicable way-missing',
      'pass room-dark',
    ]);
  });

  it('has a code that no other rule has', () => {
    expect(rulesOf(checks).map(({ code }) => code)).toEqual(['room-dark', 'gate-missing', 'way-missing']);
    const twin = rule({ ...text, code: 'room-dark', severity: 'note', title: 'other', reads: [], check: () => [] });
    expect(() => rulesOf([dark, twin])).toThrow('two rules are called room-dark');
  });
});

describe('the exit code', () => {
  const bright = { rooms: known([{ name: 'study', window: true }]) };
  it.each([
    ['0 where nothing is found', { ...bright, garden: known({ gate: true }) }, 0],
    ['0 where what is found is less than asked about', bright, 0],
    ['3 where something is found', {}, 3],
    ['4 where something could not be assessed', { rooms: notRead(unreachable('the rooms', 'no answer')) }, 4],
    ['3 where both is so: what is found stays found', { garden: notRead(unreachable('the garden', 'no answer')) }, 3],
  ])('is %s', (_, facts, code) => expect(exitCodeOf(outcomes(facts))).toBe(code));

  it('counts warnings or notes too where that is asked for', () => {
    expect(exitCodeOf(outcomes(bright), 'warning')).toBe(3);
    expect(exitCodeOf(outcomes({ ...bright, garden: known({ gate: true }) }), 'note')).toBe(0);
  });
});

describe('what is accepted', () => {
  const placeOf = ({ where }: { where: { room: string } }) => [where.room];
  const acceptance = (more: Partial<Acceptance> = {}): Acceptance => ({
    code: 'room-dark',
    until: '2026-12-31',
    reason: 'wine',
    stated: '--accept',
    ...more,
  });
  const taken = (acceptances: Acceptance[], facts: Partial<Facts<House>> = {}, today = '2026-12-31') =>
    accept(outcomes(facts), acceptances, { today, placeOf });

  it('is told with its reason, and fails nothing, up to and with its last day', () => {
    const { outcomes: all, idle } = taken([acceptance()]);
    expect(findingsOf(all)[0]?.accepted).toMatchObject({ until: '2026-12-31', reason: 'wine' });
    expect([exitCodeOf(all), idle]).toEqual([0, []]);
  });

  it('is found again the day after, and that is told', () => {
    const { outcomes: all, idle } = taken([acceptance()], {}, '2027-01-01');
    expect(exitCodeOf(all)).toBe(3);
    expect(idle).toMatchObject([{ because: 'expired' }]);
  });

  it.each([
    ['cellar', true],
    ['cell*', true],
    ['*ll*r', true],
    ['*', true],
    ['cell', false],
    ['cellar*r', false],
    ['study', false],
    ['.*', false],
  ])('at %j is met at cellar: %j', (at, met) => {
    const { outcomes: all, idle } = taken([acceptance({ at })]);
    expect(exitCodeOf(all)).toBe(met ? 0 : 3);
    expect(idle).toHaveLength(met ? 0 : 1);
  });

  it('that meets nothing is told, but not where nobody looked', () => {
    const bright = { rooms: known([{ name: 'study', window: true }]) };
    expect(taken([acceptance()], bright).idle).toMatchObject([{ because: 'unused' }]);
    expect(taken([acceptance()], { rooms: notRead(unreachable('the rooms', 'no answer')) }).idle).toEqual([]);
    expect(taken([acceptance()], { rooms: none('it is not built yet') }).idle).toEqual([]);
  });
});

describe('an acceptance that is written', () => {
  const known = ['room-dark', 'gate-missing'];
  it('on the command line names finding, day and reason, and where, if not everywhere', () => {
    expect(acceptanceOf('room-dark until 2026-12-31: wine: red', '--accept', known)).toEqual({
      code: 'room-dark',
      until: '2026-12-31',
      reason: 'wine: red',
      stated: '--accept',
    });
    expect(acceptanceOf('room-dark at the old cellar until 2026-12-31: wine', '--accept', known).at).toBe(
      'the old cellar',
    );
  });

  it.each([
    ['room-dark', 'takes "CODE until'],
    ['room-dark until 2026-12-31', 'takes "CODE until'],
    ['room-dark until 2026-12-31: ', 'takes "CODE until'],
    ['room-dark until 2026-02-30: wine', '"2026-02-30"'],
    ['room-dark until tomorrow: wine', '"tomorrow"'],
    ['room-darc until 2026-12-31: wine', 'no finding called "room-darc"'],
  ])('as %j is refused: %s', (written, message) => {
    expect(() => acceptanceOf(written, '--accept', known)).toThrow(message);
    expect(() => acceptanceOf(written, '--accept', known)).toThrow(AcceptanceError);
  });

  it('in a file is YAML or JSON, and remembers its line', () => {
    const yaml = 'accept:\n  - finding: room-dark\n    at: cellar\n    until: 2026-12-31\n    reason: wine\n';
    const one = { code: 'room-dark', at: 'cellar', until: '2026-12-31', reason: 'wine' };
    expect(acceptancesIn(yaml, 'a.yaml', known)).toEqual([{ ...one, stated: 'a.yaml:2' }]);
    const json = '{"accept": [{"finding": "room-dark", "at": "cellar", "until": "2026-12-31", "reason": "wine"}]}';
    expect(acceptancesIn(json, 'a.json', known)).toEqual([{ ...one, stated: 'a.json:1' }]);
  });

  it('wrongly in a file is refused with all its faults, each with its line', () => {
    const text = [
      'accept:',
      '  - finding: room-darc',
      '    until: 2026-12-31',
      '    reason: wine',
      '  - finding: gate-missing',
      '    until: soon',
      '    reason: ""',
      '  - finding: gate-missing',
      '    reason: old',
      '    because: old',
    ].join('\n');
    expect(() => acceptancesIn(text, 'a.yaml', known)).toThrow(
      /a\.yaml:2 .*"room-darc"[^]*a\.yaml:6 until[^]*a\.yaml:7 reason[^]*a\.yaml:8 until[^]*because/,
    );
  });

  it.each([
    '',
    'accept',
    'accept: room-dark',
    '- accept',
    'accept: [',
    'accept: []\nother: 1',
    'a: &a [*a]',
    'accept: *a',
    `a: &a [x]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`,
  ])('as the file %j is refused in words', (text) =>
    expect(() => acceptancesIn(text, 'a.yaml', known)).toThrow(AcceptanceError),
  );
});

describe('a report', () => {
  const report = (
    facts: Partial<Facts<House>> = {},
    acceptances: Acceptance[] = [],
  ): Report<Finding<{ room: string }>> => {
    const taken = accept(outcomes(facts), acceptances, { today: '2026-06-01', placeOf: ({ where }) => [where.room] });
    return { source: 'the house', ...taken, locate: ({ where }) => ({ text: `the ${where.room}` }) };
  };
  const cellar = { code: 'room-dark', until: '2026-12-31', reason: 'wine', stated: '--accept' };

  it('for people names code, reason, place and remedy, the worst first, and counts', () => {
    expect(humanReport(report(), { colour: false })).toBe(
      [
        'the house',
        'error room-dark: cellar has no window\n  where: the cellar\n  remedy: make one',
        'warning gate-missing: no gate\n  where: the garden\n  remedy: build it',
        '1 error, 1 warning, no notes',
      ].join('\n\n'),
    );
  });

  it('for people tells what is accepted, what is accepted without need and what could not be looked at', () => {
    const facts = { garden: notRead(denied('the garden', 'house:DescribeGarden')) };
    const text = humanReport(report(facts, [cellar, { ...cellar, at: 'attic' }]), { colour: false });
    expect(text).toContain('could not assess the garden: access denied\n  remedy: allow house:DescribeGarden');
    expect(text).toContain('not judged: gate-missing, way-missing');
    expect(text).toContain('accepted:\n  error room-dark at the cellar, until 2026-12-31: wine');
    expect(text).toContain('--accept accepts room-dark at attic, which was not found');
    expect(text).toContain('no errors, no warnings, no notes, 1 accepted, 1 could not be assessed');
  });

  it('for programs has every outcome', () => {
    expect(jsonReport(report({}, [cellar]), { size: 3 })).toMatchObject({
      source: 'the house',
      size: 3,
      findings: [
        { code: 'room-dark', location: 'the cellar', accepted: { reason: 'wine', until: '2026-12-31' } },
        { code: 'gate-missing' },
      ],
      passed: ['way-missing'],
      notAssessed: [],
      errors: 0,
    });
  });
});
