// 100,000 generated requests asked of our evaluator and of iam-simulate; REQUESTS=1000 asks about fewer, SEED=… others.
import { agreement } from '../iam/agreement';
import { countOf, tellCount } from './count';

jest.setTimeout(7_200_000);

it('agrees with iam-simulate, but where the docs explain', async () => {
  const count = countOf('REQUESTS', 100_000);
  const { requests, parts, agreed, explained, unexplained } = await agreement(count, countOf('SEED', 7));
  tellCount(`iam-agreement: ${requests} requests, ${parts} parts of statements, ${agreed} answers alike`);
  for (const [reason, times] of [...explained].sort(([, one], [, other]) => other - one))
    tellCount(`iam-agreement: ${times} differences: ${reason}`);
  expect(unexplained).toEqual([]);
});
