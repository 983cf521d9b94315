import { missingPermissions } from '../../../src/frontend/panel/missing-permissions';
import { Snapshot } from '../../../src/protocol/snapshot';
import { mayNot, missing, snapshot } from '../values';

test('a permission is asked for, whichever section lacks it, and once where several do', () => {
  const whole = snapshot();
  const sections = Object.entries(whole).flatMap(([name, part]) =>
    typeof part === 'object' && 'state' in part ? [name] : [],
  );
  expect(sections).toContain('repositories');
  const without = (action: (name: string) => string) =>
    Snapshot.parse({ ...whole, ...Object.fromEntries(sections.map((name) => [name, missing(mayNot(action(name)))])) });
  expect(missingPermissions(without((name) => `sagemaker:${name}`)).toSorted()).toEqual(
    sections.map((name) => `sagemaker:${name}`).toSorted(),
  );
  expect(missingPermissions(without(() => 'sagemaker:DescribeDomain'))).toEqual(['sagemaker:DescribeDomain']);
  expect(missingPermissions(whole)).toEqual([]);
});
