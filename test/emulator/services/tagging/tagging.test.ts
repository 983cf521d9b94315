import { AddTagsCommand, CreateImageCommand, DeleteDomainCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { ACCOUNT, ROLE, Studio } from '../../studio';
import { ask, refusalOf } from '../ask';

let studio: Studio;
let domain: string;
beforeEach(async () => {
  studio = await Studio.open();
  domain = await studio.acme({ Tags: [{ Key: 'team', Value: 'ml' }], HomeEfsFileSystemCreation: 'Disabled' });
});
afterEach(() => studio.close());

const arn = (resource: string) => `arn:aws:sagemaker:us-east-1:${ACCOUNT}:${resource}`;
const tagging = (operation: string, input: object = {}) => ask(studio.url, 'Resource Groups Tagging', operation, input);
const found = async (input: object = {}) => {
  const { ResourceTagMappingList = [] } = await tagging('GetResources', input);
  return ResourceTagMappingList.map(({ ResourceARN }: { ResourceARN: string }) => ResourceARN);
};

describe('GetResources', () => {
  it('finds what has tags, and nothing else', async () => {
    expect(await tagging('GetResources')).toEqual({
      ResourceTagMappingList: [{ ResourceARN: arn(`domain/${domain}`), Tags: [{ Key: 'team', Value: 'ml' }] }],
      PaginationToken: '',
    });
  });

  it('asks for all keys, and for one of the values of each', async () => {
    await studio.profile(domain, 'bo', {
      Tags: [
        { Key: 'team', Value: 'ops' },
        { Key: 'cost', Value: '1' },
      ],
    });
    const [ofDomain, ofBo] = [arn(`domain/${domain}`), arn(`user-profile/${domain}/bo`)];
    expect(await found({ TagFilters: [{ Key: 'team' }] })).toEqual([ofDomain, ofBo]);
    expect(await found({ TagFilters: [{ Key: 'team', Values: ['ops', 'hr'] }] })).toEqual([ofBo]);
    expect(await found({ TagFilters: [{ Key: 'team' }, { Key: 'cost', Values: ['1'] }] })).toEqual([ofBo]);
    expect(await found({ TagFilters: [{ Key: 'team', Values: ['ml'] }, { Key: 'cost' }] })).toEqual([]);
  });

  it.each([
    ['sagemaker', true],
    ['sagemaker:domain', true],
    ['SageMaker:Domain', true],
    ['sagemaker:dom', false],
    ['sagemaker:app', false],
    ['s3', false],
  ])('of the type %s: a domain is one: %s', async (type, isOne) => {
    expect(await found({ ResourceTypeFilters: [type] })).toEqual(isOne ? [arn(`domain/${domain}`)] : []);
  });

  it('has a hundred in a page, each of them once', async () => {
    for (let index = 0; index < 120; index += 1) {
      const Tags = [{ Key: 'made', Value: 'here' }];
      await studio.client.send(new CreateImageCommand({ ImageName: `image-${index}`, RoleArn: ROLE, Tags }));
    }
    const first = await tagging('GetResources');
    expect(first.ResourceTagMappingList).toHaveLength(100);
    const rest = await found({ PaginationToken: first.PaginationToken });
    expect(rest).toHaveLength(21);
    expect(await found({ ResourcesPerPage: 3 })).toHaveLength(3);
  });

  it('refuses named resources together with filters', async () => {
    const both = { ResourceARNList: [arn(`domain/${domain}`)], TagFilters: [{ Key: 'team' }] };
    expect(await refusalOf(tagging('GetResources', both))).toMatchObject({ code: 'InvalidParameterException' });
    expect(await found({ ResourceARNList: [arn(`domain/${domain}`)] })).toEqual([arn(`domain/${domain}`)]);
  });
});

describe('the file system of a domain', () => {
  const ofType = (type: string) => found({ ResourceTypeFilters: [type] });

  it('is found by what SageMaker tagged it with, also when it was left behind', async () => {
    const DomainId = await studio.domain({ DomainName: 'homes' });
    const [home] = await ofType('elasticfilesystem:file-system');
    const filter = { Key: 'ManagedByAmazonSageMakerResource', Values: [arn(`domain/${DomainId}`)] };
    const mapping = { ResourceARN: home, Tags: [{ Key: filter.Key, Value: filter.Values[0] }] };
    expect((await tagging('GetResources', { TagFilters: [filter] })).ResourceTagMappingList).toEqual([mapping]);
    expect((await tagging('GetTagValues', { Key: filter.Key })).TagValues).toEqual(filter.Values);
    await studio.client.send(new DeleteDomainCommand({ DomainId }));
    studio.settle();
    expect(await ofType('elasticfilesystem')).toEqual([home]);
  });

  it('is tagged as EFS tags it', async () => {
    await studio.domain({ DomainName: 'homes' });
    const [home = ''] = await ofType('elasticfilesystem');
    expect(await tagging('TagResources', { ResourceARNList: [home], Tags: { cost: '1' } })).toEqual({
      FailedResourcesMap: {},
    });
    expect(await found({ TagFilters: [{ Key: 'cost' }] })).toEqual([home]);
    await tagging('UntagResources', { ResourceARNList: [home], TagKeys: ['cost'] });
    expect(await found({ TagFilters: [{ Key: 'cost' }] })).toEqual([]);
  });
});

describe('TagResources', () => {
  it('changes what SageMaker itself answers, and says what it could not change', async () => {
    const missing = arn('domain/d-none');
    const answer = await tagging('TagResources', {
      ResourceARNList: [arn(`domain/${domain}`), missing],
      Tags: { team: 'ops', cost: '1' },
    });
    expect(answer).toEqual({
      FailedResourcesMap: {
        [missing]: {
          StatusCode: 400,
          ErrorCode: 'InvalidParameterException',
          ErrorMessage: `Resource [${missing}] does not exist.`,
        },
      },
    });
    const { Tags } = await studio.client.send(new ListTagsCommand({ ResourceArn: arn(`domain/${domain}`) }));
    expect(Tags).toEqual([
      { Key: 'cost', Value: '1' },
      { Key: 'team', Value: 'ops' },
    ]);
  });

  it('takes twenty resources at most', async () => {
    const ResourceARNList = Array.from({ length: 21 }, (_, index) => arn(`image/i-${index}`));
    expect(await refusalOf(tagging('TagResources', { ResourceARNList, Tags: { a: 'b' } }))).toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining('length less than or equal to 20'),
    });
  });
});

it('UntagResources takes tags away, also those that are not there', async () => {
  const ResourceARNList = [arn(`domain/${domain}`)];
  expect(await tagging('UntagResources', { ResourceARNList, TagKeys: ['team', 'none'] })).toEqual({
    FailedResourcesMap: {},
  });
  expect(await found()).toEqual([]);
});

it('GetTagKeys and GetTagValues tell each once, in order', async () => {
  for (const name of ['bo', 'cy']) {
    await studio.profile(domain, name, {
      Tags: [
        { Key: 'cost', Value: name },
        { Key: 'team', Value: 'ml' },
      ],
    });
  }
  expect(await tagging('GetTagKeys')).toEqual({ TagKeys: ['cost', 'team'], PaginationToken: '' });
  expect(await tagging('GetTagValues', { Key: 'cost' })).toEqual({ TagValues: ['bo', 'cy'], PaginationToken: '' });
  expect(await tagging('GetTagValues', { Key: 'team' })).toEqual({ TagValues: ['ml'], PaginationToken: '' });
  // What every object has in JavaScript is no tag.
  for (const Key of ['constructor', 'toString', '__proto__']) {
    expect(await tagging('GetTagValues', { Key })).toEqual({ TagValues: [], PaginationToken: '' });
    await tagging('TagResources', { ResourceARNList: [arn(`domain/${domain}`)], Tags: { [Key]: 'own' } });
    expect(await tagging('GetTagValues', { Key })).toEqual({ TagValues: ['own'], PaginationToken: '' });
  }
});

it('GetTagKeys goes on from page to page', async () => {
  for (let part = 0; part < 4; part += 1) {
    const Tags = Array.from({ length: 40 }, (_, index) => ({ Key: `key-${part * 40 + index}`, Value: 'x' }));
    await studio.profile(domain, `user-${part}`);
    await studio.client.send(new AddTagsCommand({ ResourceArn: arn(`user-profile/${domain}/user-${part}`), Tags }));
  }
  const keys: string[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await tagging('GetTagKeys', { PaginationToken });
    keys.push(...page.TagKeys);
    ({ PaginationToken } = page);
  } while (PaginationToken);
  expect(keys).toHaveLength(161);
  expect(new Set(keys).size).toBe(161);
  expect(await refusalOf(tagging('GetTagKeys', { PaginationToken: '%' }))).toMatchObject({
    code: 'InvalidParameterException',
  });
});
