import { apply } from '../../../src/admin/converge/apply';
import type { Context, Lasting } from '../../../src/admin/converge/context';
import type { Event } from '../../../src/admin/converge/event';
import { StepError } from '../../../src/admin/converge/failure';
import type { StepKind } from '../../../src/admin/converge/kind';
import { planOf } from '../../../src/admin/converge/plan';
import type { AnyStep, TakeBack } from '../../../src/admin/converge/step';

interface Step extends AnyStep {
  do: 'make';
  sort?: string;
  fails?: boolean;
  takeBack: TakeBack<Step>;
}
const make = (id: string, more: Partial<Step> = {}): Step => ({
  ...{ do: 'make', id, needs: [], takesEffect: { when: 'now' }, takeBack: { how: 'cannot', why: 'it is only tried' } },
  ...more,
});

/** AWS, which takes ten seconds for each thing; the clock goes on as everybody waits. */
class World {
  now = 0;
  readonly made = new Map<string, number>();
  /** What happened, in its order. */
  readonly log: string[] = [];
  looks = 0;
  #sleepers: { until: number; wake: () => void }[] = [];

  readonly context: Lasting<Context> = {
    signal: new AbortController().signal,
    now: () => this.now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        this.#sleepers.push({ until: this.now + milliseconds, wake });
        // Once nobody has anything to do before.
        setTimeout(() => this.#pass(), 1);
      }),
    tell: () => undefined,
    lasting: () => this.context,
  };

  #pass(): void {
    const next = this.#sleepers.sort((a, b) => a.until - b.until).shift();
    if (!next) return;
    this.now = Math.max(this.now, next.until);
    next.wake();
  }

  readonly kind: StepKind<Step, Context, number | undefined> = {
    sign: '+',
    what: ({ id }) => id,
    text: ({ id }) => `make ${id}`,
    beside: ({ sort }) => sort,
    read: (_, { id }) => {
      if (this.made.has(id)) this.looks += 1;
      return Promise.resolve(this.made.get(id));
    },
    settled: (at, { id }) => {
      if (at === undefined) return { state: 'done' };
      if (this.now < at + 10_000) return { state: 'waiting', status: 'Pending' };
      this.log.push(`${id} is there`);
      return { state: 'done' };
    },
    reached: (at) => at !== undefined,
    perform: (_, { id, fails }) => {
      if (fails) return Promise.reject(new StepError(`${id} is refused`, 'leave it'));
      this.log.push(`make ${id}`);
      this.made.set(id, this.now);
      return Promise.resolve();
    },
  };

  async run(steps: Step[]) {
    const events: Event[] = [];
    const kindOf = () => this.kind;
    const { state } = await apply(
      this.context,
      kindOf,
      planOf('all', steps),
      'keep',
      (event) => void events.push(event),
    );
    return { state, events };
  }
}

it('what may is done beside each other, after what it needs; what may not has everything done before it', async () => {
  const world = new World();
  const sort = 'thing';
  const steps = [
    make('house'),
    make('a', { sort }),
    make('b', { sort }),
    make('in-a', { sort, needs: ['a'] }),
    make('roof'),
  ];
  expect(await world.run(steps)).toMatchObject({ state: 'done' });
  const at = (text: string) => world.log.indexOf(text);
  expect(at('house is there')).toBeLessThan(at('make a'));
  expect(at('make b')).toBeLessThan(at('a is there'));
  expect(at('a is there')).toBeLessThan(at('make in-a'));
  for (const id of ['a', 'b', 'in-a']) expect(at(`${id} is there`)).toBeLessThan(at('make roof'));
});

it('hundreds take little longer than one, and hardly more looks than there are of them', async () => {
  const world = new World();
  expect(await world.run(Array.from({ length: 300 }, (_, at) => make(`p${at}`, { sort: 'thing' })))).toMatchObject({
    state: 'done',
  });
  expect(world.made.size).toBe(300);
  expect(world.now).toBeLessThan(80_000);
  expect(world.looks).toBeLessThan(400);
});

it('where one fails no other is begun, and those under way come to their end', async () => {
  const world = new World();
  const sort = 'thing';
  const steps = [
    make('a', { sort }),
    make('b', { sort, fails: true }),
    make('c', { sort }),
    make('d', { needs: ['c'] }),
  ];
  const { state, events } = await world.run(steps);
  expect(state).toBe('failed');
  expect(events).toContainEqual(expect.objectContaining({ event: 'failed', id: 'b', why: 'b is refused' }));
  expect(world.log).toContain('a is there');
  expect(world.log).not.toContain('make d');
});
