import {
  AddTagsCommand,
  CreateUserProfileCommand,
  DeleteTagsCommand,
  DeleteUserProfileCommand,
  ListTagsCommand,
  paginateListTags,
  type ListTagsCommandInput,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, refusal, Studio } from './studio';

let studio: Studio;
let DomainId: string;
beforeEach(async () => {
  studio = await Studio.open();
  DomainId = await studio.acme({ Tags: [{ Key: 'team', Value: 'ml' }] });
});
afterEach(() => studio.close());

const arnOf = (resource: string) => `arn:aws:sagemaker:us-east-1:${ACCOUNT}:${resource}`;
const domain = () => arnOf(`domain/${DomainId}`);
const add = (ResourceArn: string, tags: Record<string, string>) =>
  studio.client.send(
    new AddTagsCommand({ ResourceArn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
  );
const remove = (ResourceArn: string, ...TagKeys: string[]) =>
  studio.client.send(new DeleteTagsCommand({ ResourceArn, TagKeys }));
const listed = async (ResourceArn: string, input: Partial<ListTagsCommandInput> = {}) => {
  const { Tags = [] } = await studio.client.send(new ListTagsCommand({ ResourceArn, ...input }));
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
};
const many = (count: number, prefix = 'key') =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}${at}`, 'x']));

it('are added, replaced and taken away by key', async () => {
  const { Tags } = await add(domain(), { stage: 'test', team: 'bi' });
  expect(Tags).toEqual([
    { Key: 'team', Value: 'bi' },
    { Key: 'stage', Value: 'test' },
  ]);
  expect(await listed(domain())).toEqual({ team: 'bi', stage: 'test' });
  await remove(domain(), 'team', 'never-there');
  expect(await listed(domain())).toEqual({ stage: 'test' });
});

it('are those of the resource that the ARN names, of every kind', async () => {
  await studio.image('custom', 1);
  await studio.script('hello');
  await studio.launch(DomainId);
  const resources = [
    `user-profile/${DomainId}/ada`,
    `space/${DomainId}/lab`,
    `app/${DomainId}/lab/JupyterLab/default`,
    'studio-lifecycle-config/hello',
    'image/custom',
    'image-version/custom/1',
    'app-image-config/custom',
  ];
  for (const resource of resources) await add(arnOf(resource), { of: resource });
  for (const resource of resources) expect(await listed(arnOf(resource))).toMatchObject({ of: resource });
  expect(await listed(domain())).toEqual({ team: 'ml' });
});

it('are found by an ARN in whichever case it is written', async () => {
  await studio.launch(DomainId);
  await add(arnOf(`app/${DomainId}/lab/jupyterlab/default`), { case: 'lower' });
  expect(await listed(arnOf(`app/${DomainId}/LAB/JupyterLab/default`))).toMatchObject({ case: 'lower' });
});

it.each(['domain/d-gone', 'model/some', `image/gone`])('are not those of %s, which is not there', async (resource) => {
  const missing = { name: 'ResourceNotFound', message: `Resource [${arnOf(resource)}] does not exist.` };
  expect(await refusal(add(arnOf(resource), { a: 'b' }))).toEqual(missing);
  expect(await refusal(listed(arnOf(resource)))).toEqual(missing);
  expect(await refusal(remove(arnOf(resource), 'a'))).toEqual(missing);
});

it('are not found under another account', async () => {
  expect((await refusal(listed(domain().replace(ACCOUNT, '210987654321')))).name).toBe('ResourceNotFound');
});

it('are at most 50 a resource', async () => {
  await add(domain(), many(49));
  expect(Object.keys(await listed(domain()))).toHaveLength(50);
  expect(await refusal(add(domain(), { one: 'more' }))).toEqual({
    name: 'ValidationException',
    message: 'A resource can have 50 tags, and would have 51.',
  });
  await add(domain(), { team: 'replaced' });
  expect((await listed(domain())).team).toBe('replaced');
});

it('are at most 50 a request', async () => {
  const { name, message } = await refusal(add(domain(), many(51)));
  expect(name).toBe('ValidationException');
  expect(message).toContain("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50");
});

it('are listed at least 50 a page', async () => {
  const { name, message } = await refusal(listed(domain(), { MaxResults: 49 }));
  expect(name).toBe('ValidationException');
  expect(message).toBe(
    "1 validation error detected: Value '49' at 'maxResults' failed to satisfy constraint: " +
      'Member must have value greater than or equal to 50',
  );
  await add(domain(), many(49));
  const pages: number[] = [];
  for await (const page of paginateListTags({ client: studio.client, pageSize: 50 }, { ResourceArn: domain() })) {
    pages.push(page.Tags?.length ?? 0);
  }
  expect(pages).toEqual([50]);
});

it.each([
  ['', 'x', 'tags.1.member.key', 'Member must have length greater than or equal to 1'],
  ['k'.repeat(129), 'x', 'tags.1.member.key', 'Member must have length less than or equal to 128'],
  ['key', 'v'.repeat(257), 'tags.1.member.value', 'Member must have length less than or equal to 256'],
  ['key', 'a*b', 'tags.1.member.value', 'Member must satisfy regular expression pattern'],
])('refuse the key %j with the value %j', async (key, value, path, constraint) => {
  const { name, message } = await refusal(add(domain(), { [key]: value }));
  expect(name).toBe('ValidationException');
  expect(message).toContain(`at '${path}' failed to satisfy constraint: ${constraint}`);
});

it('reach the apps that are launched after the tagging, and no others', async () => {
  const app = await studio.launch(DomainId);
  await add(domain(), { late: 'yes' });
  await add(arnOf(`user-profile/${DomainId}/ada`), { person: 'ada' });
  expect(await listed(app)).toEqual({
    team: 'ml',
    'sagemaker:domain-arn': domain(),
    'sagemaker:space-arn': arnOf(`space/${DomainId}/lab`),
  });
  studio.settle();
  await studio.stop(DomainId);
  studio.settle();
  await studio.launch(DomainId);
  expect(await listed(app)).toMatchObject({ late: 'yes', person: 'ada' });
  await remove(domain(), 'late');
  expect(await listed(app)).toMatchObject({ late: 'yes' });
});

it('are those of what is made anew under the name of what was deleted', async () => {
  for (const person of ['ada', 'bo']) {
    const Tags = [{ Key: 'person', Value: person }];
    await studio.client.send(new CreateUserProfileCommand({ DomainId, UserProfileName: 'new', Tags }));
    studio.settle();
    expect(await listed(arnOf(`user-profile/${DomainId}/new`))).toEqual({ person });
    await studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'new' }));
    studio.settle();
    await expect(listed(arnOf(`user-profile/${DomainId}/new`))).rejects.toThrow('does not exist');
  }
});
