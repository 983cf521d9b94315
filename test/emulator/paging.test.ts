import {
  CreateStudioLifecycleConfigCommand,
  DeleteStudioLifecycleConfigCommand,
  ListStudioLifecycleConfigsCommand,
  type ListStudioLifecycleConfigsCommandInput,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { page, pageOf } from '../../src/emulator/paging';
import { Order } from '../../src/emulator/state/order';
import { refusal, Studio } from './studio';

let studio: Studio;
beforeEach(async () => (studio = await Studio.open()));
afterEach(() => studio.close());

async function names(input: ListStudioLifecycleConfigsCommandInput = {}) {
  const { StudioLifecycleConfigs = [], NextToken } = await studio.client.send(
    new ListStudioLifecycleConfigsCommand({ SortBy: 'Name', SortOrder: 'Ascending', ...input }),
  );
  return { names: StudioLifecycleConfigs.map(({ StudioLifecycleConfigName: name }) => name), NextToken };
}

const make = (name: string) =>
  studio.client.send(
    new CreateStudioLifecycleConfigCommand({
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigAppType: 'JupyterLab',
      StudioLifecycleConfigContent: 'ZWNobw==',
    }),
  );
const remove = (StudioLifecycleConfigName: string) =>
  studio.client.send(new DeleteStudioLifecycleConfigCommand({ StudioLifecycleConfigName }));

it('answers ten at a time when not told otherwise', async () => {
  for (let index = 10; index < 21; index += 1) await make(`script-${index}`);
  const first = await names();
  expect(first.names).toHaveLength(10);
  const second = await names({ NextToken: first.NextToken });
  expect(second).toEqual({ names: ['script-20'], NextToken: undefined });
});

it('has no token after a last page that is full', async () => {
  for (const name of ['a', 'b']) await make(name);
  expect(await names({ MaxResults: 2 })).toEqual({ names: ['a', 'b'], NextToken: undefined });
});

it('goes on where it was though that is deleted and others are made', async () => {
  for (const name of ['b', 'd', 'f', 'h']) await make(name);
  const first = await names({ MaxResults: 2 });
  expect(first.names).toEqual(['b', 'd']);
  await remove('d');
  for (const name of ['a', 'e']) await make(name);
  expect((await names({ MaxResults: 10, NextToken: first.NextToken })).names).toEqual(['e', 'f', 'h']);
});

it('tells those apart that were made at the same moment', async () => {
  for (const name of ['a', 'b', 'c']) await make(name);
  const first = await names({ MaxResults: 2, SortBy: 'CreationTime' });
  const second = await names({ MaxResults: 2, SortBy: 'CreationTime', NextToken: first.NextToken });
  expect([...first.names, ...second.names].sort()).toEqual(['a', 'b', 'c']);
});

it.each(['x', 'bnVsbA', 'W10', '%%%', 'WzEsMl0'])('refuses a token that it has not given: %s', async (NextToken) => {
  expect((await refusal(names({ NextToken }))).name).toBe('ValidationException');
});

const records = fc.uniqueArray(
  fc.record({ key: fc.string({ maxLength: 4 }), value: fc.oneof(fc.nat(5), fc.constant(3)) }),
  { selector: ({ key }) => key, maxLength: 60 },
);

it('has each record once, in order, over all pages', () => {
  const order = fc.constantFrom('Ascending', 'Descending', 'ASCENDING', 'DESCENDING', undefined);
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 20 }), order, (all, MaxResults, SortOrder) => {
      const found: typeof all = [];
      let NextToken: string | undefined;
      do {
        const answer = page(all, ({ value }) => value, { MaxResults, SortOrder, NextToken });
        expect(answer.items.length).toBeLessThanOrEqual(MaxResults);
        found.push(...answer.items);
        ({ NextToken } = answer);
      } while (NextToken);
      const sorted = [...all].sort((a, b) => a.value - b.value || (a.key < b.key ? -1 : 1));
      expect(found).toEqual(SortOrder?.toUpperCase() === 'DESCENDING' ? sorted.reverse() : sorted);
    }),
  );
});

it('hides nothing and repeats nothing while records come and go', () => {
  const change = fc.record({ gone: fc.nat(59), come: fc.record({ key: fc.string(), value: fc.nat(5) }) });
  fc.assert(
    fc.property(records, fc.array(change, { maxLength: 10 }), (start, changes) => {
      const all = new Map(start.map((record) => [record.key, record]));
      const [touched, seen] = [new Set<string>(), [] as string[]];
      let NextToken: string | undefined;
      do {
        const answer = page(all.values(), ({ value }) => value, { MaxResults: 7, NextToken });
        seen.push(...answer.items.map(({ key }) => key));
        ({ NextToken } = answer);
        const next = changes.pop();
        if (!next) continue;
        const gone = [...all.keys()][next.gone];
        for (const key of [gone, next.come.key]) if (key !== undefined) touched.add(key);
        if (gone !== undefined) all.delete(gone);
        all.set(next.come.key, next.come);
      } while (NextToken);
      const stayed = start.map(({ key }) => key).filter((key) => !touched.has(key));
      for (const key of stayed) expect(seen.filter((other) => other === key)).toHaveLength(1);
    }),
  );
});

it('pages through an order as through what it was made of, whatever came and went', () => {
  const order = fc.constantFrom('Ascending' as const, 'Descending' as const);
  const gone = fc.array(fc.nat(59), { maxLength: 30 });
  fc.assert(
    fc.property(records, gone, fc.integer({ min: 1, max: 20 }), order, (all, leave, MaxResults, SortOrder) => {
      const kept = new Order('value', all.slice(0, 10));
      for (const record of all.slice(10)) kept.add(record);
      const left = new Set(leave.flatMap((index) => all[index] ?? []));
      for (const record of left) kept.delete(record);
      const there = all.filter((record) => !left.has(record) && record.value !== 2);
      let NextToken: string | undefined;
      do {
        const request = { MaxResults, SortOrder, NextToken };
        const answer = pageOf(kept, request, ({ value }) => value !== 2);
        expect(answer).toEqual(page(there, ({ value }) => value, request));
        ({ NextToken } = answer);
      } while (NextToken);
    }),
  );
});
