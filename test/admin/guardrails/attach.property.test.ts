// Whatever a file says and whatever is there: the plan can be carried out, touches nothing of anyone else's, and leaves nothing
// for the next one. What is performed on is a model of IAM and Organizations that refuses what they refuse.
import fc from 'fast-check';
import {
  type GuardedNow,
  type GuardedTarget,
  planPolicies,
  type PresentPolicy,
} from '../../../src/admin/guardrails/attach/plan-policies';
import {
  type Attachable,
  policyName,
  type PolicyRef,
  type WantedPolicy,
} from '../../../src/admin/guardrails/attach/policy';
import type { PolicyStep } from '../../../src/admin/guardrails/attach/policy-step';
import { asList, type PolicyDocument } from '../../../src/iam/policy';

const most: Record<Attachable, number> = { boundary: 1, identity: 10, scp: 5 };

/** What has policies attached, by place and name. */
interface Target {
  place: Attachable;
  target: string;
  there: boolean;
  /** Names of what others have attached. */
  others: readonly string[];
  /** Names of what the file has attached. */
  ours: Set<string>;
}
interface World {
  targets: Map<string, Target>;
  documents: Map<string, PolicyRef & { text: string }>;
}
const key = ({ place, target }: Pick<PolicyRef, 'place' | 'target'>) => `${place} ${target}`;

const document = (sids: readonly string[]): string => {
  const Statement = sids.map((Sid) => ({ Sid, Effect: 'Deny', Action: 's3:*', Resource: '*' }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
};
const sidsOf = (text: string) => asList((JSON.parse(text) as PolicyDocument).Statement).map(({ Sid }) => String(Sid));

/** The rules of AWS. */
class Refused extends Error {}
function perform(world: World, step: PolicyStep): void {
  const { policy } = step;
  const target = world.targets.get(key(policy));
  const now = world.documents.get(policy.name);
  const need = (is: unknown, why: string) => {
    if (!is) throw new Refused(`${step.id}: ${why}`);
  };
  if (step.do === 'create-policy') {
    need(!now, 'it is there');
    world.documents.set(policy.name, { ...policy, text: step.text });
  } else if (step.do === 'change-policy') {
    need(now, 'it is not there');
    world.documents.set(policy.name, { ...policy, text: step.text });
  } else if (step.do === 'attach-policy') {
    need(now, 'it is not there');
    need(target?.there, 'the target is not there');
    if (policy.place === 'boundary') {
      need(target?.others.length === 0, "another's boundary");
      target?.ours.clear();
    }
    target?.ours.add(policy.name);
    need((target?.others.length ?? 0) + (target?.ours.size ?? 0) <= most[policy.place], 'more than AWS allows');
  } else if (step.do === 'detach-policy') target?.ours.delete(policy.name);
  else {
    need(now, 'it is not there');
    need(![...world.targets.values()].some(({ ours }) => ours.has(policy.name)), 'it is attached');
    world.documents.delete(policy.name);
  }
}

/** What `readGuarded` would find. */
function read(world: World, wanted: readonly WantedPolicy[]): GuardedNow {
  const present = [...world.documents.values()].map((one): PresentPolicy => ({
    ...one,
    attached: world.targets.get(key(one))?.ours.has(one.name) ?? false,
  }));
  const targets = [...world.targets.values()].map(({ place, target, there, others }): GuardedTarget => ({
    ...{ place, target, there, most: most[place] },
    others: place === 'boundary' ? 0 : others.length,
    ...(place === 'boundary' && { othersBoundary: others[0] }),
  }));
  return { wanted, present, targets };
}

const places = ['boundary', 'identity', 'scp'] as const;
const sids = ['A', 'B', 'C', 'D', 'E', 'F'];
const studio = 'acme';

/** Statements that are divided between so many policies, each of them in one. */
const divided = (count: number): fc.Arbitrary<string[][]> =>
  count === 0
    ? fc.constant([])
    : fc
        .array(fc.integer({ min: 0, max: count - 1 }), { minLength: sids.length, maxLength: sids.length })
        .map((at) => Array.from({ length: count }, (_, part) => sids.filter((_sid, index) => at[index] === part)));

const oneTarget = fc.record({
  place: fc.constantFrom(...places),
  target: fc.constantFrom('Ml', 'Research', 'ou-ml'),
  there: fc.boolean(),
  others: fc.integer({ min: 0, max: 11 }),
  wanted: fc.integer({ min: 0, max: 4 }).chain(divided),
  present: fc.integer({ min: 0, max: 4 }).chain(divided),
  attached: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  /** Of a target that was named otherwise. */
  wasCalled: fc.constantFrom(undefined, 'former'),
});

const scenes = fc
  .record({
    targets: fc.uniqueArray(oneTarget, { selector: key, minLength: 1, maxLength: 5 }),
    named: fc.boolean(),
  })
  .map(({ targets, named }) => {
    const world: World = { targets: new Map(), documents: new Map() };
    const wanted: WantedPolicy[] = [];
    for (const { place, target, others, wasCalled, ...one } of targets) {
      const there = one.there || place === 'scp';
      const parts = place === 'boundary' ? one.wanted.slice(0, 1) : one.wanted;
      const room = most[place];
      const theirs = Array.from({ length: Math.min(others, room) }, (_, at) => `theirs-${at}`);
      const ours = new Set<string>();
      for (const [at, statements] of one.present.entries()) {
        const name = policyName(studio, place, wasCalled === undefined ? target : `${wasCalled}-${target}`, at + 1);
        world.documents.set(name, { studio, place, target, name, text: document(statements) });
        if (there && one.attached[at] && theirs.length + ours.size < room) ours.add(name);
      }
      world.targets.set(key({ place, target }), { place, target, there, others: there ? theirs : [], ours });
      for (const [at, statements] of parts.entries()) {
        const name = policyName(studio, place, target, at + 1);
        const text = document(statements);
        wanted.push({ studio, place, target, name, text, size: text.length, most: 6144, guardrails: [] });
      }
    }
    return { world, wanted, named };
  });

const SCENES = Number(process.env['SCENES'] ?? 400);

test('a plan can be carried out whatever is there, and the next one is empty', () => {
  let [performed, held] = [0, 0];
  fc.assert(
    fc.property(scenes, ({ world, wanted, named }) => {
      const isNamed = () => named;
      const others = () => JSON.stringify([...world.targets.values()].map((one) => one.others));
      const before = { others: others(), world: structuredClone(world) };
      const plan = planPolicies(read(world, wanted), isNamed);
      const done = new Set<string>();
      for (const step of plan.steps) {
        // What a step needs comes before it.
        expect(step.needs.filter((id) => !done.has(id))).toEqual([]);
        done.add(step.id);
        perform(world, step);
        expectKept(before.world, world, wanted);
        performed += 1;
      }
      expect(done.size).toBe(plan.steps.length);
      expect(others()).toBe(before.others);
      // What is held was told before, and is as it was.
      for (const { target } of plan.held) {
        held += 1;
        if (target) expect(stateOf(world, target)).toEqual(stateOf(before.world, target));
      }
      const next = planPolicies(read(world, wanted), isNamed);
      expect(next.steps).toEqual([]);
      expect(next.held).toEqual(plan.held);
      // What is wanted stands, where nothing keeps it away.
      const kept = new Set(plan.held.flatMap(({ target }) => (target ? [key(target)] : [])));
      for (const one of wanted.filter((each) => !kept.has(key(each)))) {
        expect(world.documents.get(one.name)?.text).toBe(one.text);
        expect(world.targets.get(key(one))?.ours.has(one.name)).toBe(true);
      }
      if (named) {
        const names = new Set(wanted.map(({ name }) => name));
        const left = [...world.documents.values()].filter((one) => !names.has(one.name) && !kept.has(key(one)));
        expect(left.map(({ name }) => name)).toEqual([]);
      }
    }),
    { numRuns: SCENES },
  );
  // Scenes in which nothing happens would prove nothing.
  expect(performed).toBeGreaterThan(SCENES);
  expect(held).toBeGreaterThan(SCENES / 20);
});

const stateOf = (world: World, of: Pick<PolicyRef, 'place' | 'target'>) => [
  world.targets.get(key(of)),
  [...world.documents.values()].filter((one) => key(one) === key(of)),
];

/**
 * A statement that holds before and shall hold afterwards holds all the time, unless two policies give one to each other,
 * of which one has to be first.
 */
function expectKept(before: World, now: World, wanted: readonly WantedPolicy[]): void {
  for (const { place, target, ours } of before.targets.values()) {
    const its = wanted.filter((one) => key(one) === key({ place, target }));
    const held = (world: World, names: Iterable<string>) =>
      new Set([...names].flatMap((name) => sidsOf(world.documents.get(name)?.text ?? document([]))));
    const [was, is] = [held(before, ours), held(now, now.targets.get(key({ place, target }))?.ours ?? [])];
    const swap = isSwapped(its.map(({ name, text }) => [before.documents.get(name)?.text, text]));
    const shall = new Set(its.flatMap(({ text }) => sidsOf(text)));
    if (!swap) expect([...was].filter((sid) => shall.has(sid) && !is.has(sid))).toEqual([]);
  }
}

/** Whether statements go round between policies that are there. */
function isSwapped(changes: readonly (readonly [string | undefined, string])[]): boolean {
  const gives = (from: number, to: number) => {
    const [was = document([])] = changes[from] ?? [];
    const [had, will = document([])] = changes[to] ?? [];
    return had !== undefined && sidsOf(will).some((sid) => sidsOf(was).includes(sid) && !sidsOf(had).includes(sid));
  };
  const all = changes.map((_, at) => at);
  const reaches = (from: number, to: number, seen: readonly number[]): boolean =>
    all.some(
      (next) => gives(from, next) && (next === to || (!seen.includes(next) && reaches(next, to, [...seen, next]))),
    );
  return all.some((at) => reaches(at, at, [at]));
}
