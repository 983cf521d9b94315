import { refusal, Studio } from './studio';

let studio: Studio;
const open = async (accountQuotas: Record<string, number>) => {
  studio = await Studio.open({ accountQuotas });
};
afterEach(() => studio.close());

const limit = (name: string, limit: number, unit: string, used = limit) => ({
  name: 'ResourceLimitExceeded',
  message:
    `The account-level service limit '${name}' is ${limit} ${unit}, with current utilization of ${used} ${unit} and a ` +
    `request delta of 1 ${unit}. Please use AWS Service Quotas to request an increase for this quota. If AWS Service ` +
    'Quotas is not available, contact AWS support to request an increase for this quota.',
});

it('an instance type with a quota of 0 starts no app', async () => {
  await open({ 'Studio JupyterLab Apps running on ml.p3.2xlarge instances': 0 });
  const domainId = await studio.acme();
  const ResourceSpec = { ...studio.lab(domainId).ResourceSpec, InstanceType: 'ml.p3.2xlarge' as const };
  expect(await refusal(studio.launch(domainId, { ResourceSpec }))).toEqual(
    limit('Studio JupyterLab Apps running on ml.p3.2xlarge instances', 0, 'Apps'),
  );
});

it('an instance type’s quota counts the apps of its type that start, run and stop, and no others', async () => {
  await open({ 'Studio JupyterLab Apps running on ml.t3.medium instances': 1 });
  const domainId = await studio.acme();
  await studio.space(domainId, 'second', 'ada');
  await studio.space(domainId, 'editor', 'ada', { SpaceSettings: { AppType: 'CodeEditor' } });
  const second = () => studio.launch(domainId, { SpaceName: 'second' });
  const exceeded = limit('Studio JupyterLab Apps running on ml.t3.medium instances', 1, 'Apps');

  await studio.launch(domainId, { SpaceName: 'editor', AppType: 'CodeEditor' });
  await studio.launch(domainId);
  expect(await refusal(second())).toEqual(exceeded);
  studio.settle();
  expect(await refusal(second())).toEqual(exceeded);
  await studio.stop(domainId);
  expect(await refusal(second())).toEqual(exceeded);
  studio.settle();
  expect(await second()).toContain('second');
});

it('the account’s quota of running apps counts all types', async () => {
  const name = 'Maximum number of running Studio apps allowed per account';
  await open({ [name]: 1 });
  const domainId = await studio.acme();
  await studio.space(domainId, 'editor', 'ada', { SpaceSettings: { AppType: 'CodeEditor' } });
  await studio.launch(domainId);
  const second = studio.launch(domainId, { SpaceName: 'editor', AppType: 'CodeEditor' });
  expect(await refusal(second)).toEqual(limit(name, 1, 'Apps'));
});

it('domains, user profiles and spaces have quotas of the account', async () => {
  const profiles = 'Maximum number of Studio user profiles allowed per account';
  const spaces = 'Maximum number of Studio spaces allowed per account';
  await open({ 'Total domains': 1, [profiles]: 1, [spaces]: 1 });
  const domainId = await studio.acme();
  expect(await refusal(studio.domain({ DomainName: 'second' }))).toEqual(limit('Total domains', 1, 'Domains'));
  expect(await refusal(studio.profile(domainId, 'bob'))).toEqual(limit(profiles, 1, 'UserProfiles'));
  expect(await refusal(studio.space(domainId, 'second', 'ada'))).toEqual(limit(spaces, 1, 'Spaces'));
});
