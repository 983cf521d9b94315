import { DeleteDomainCommand, DescribeDomainCommand, UpdateDomainCommand } from '@aws-sdk/client-sagemaker';
import { loadSeed } from '../../src/emulator/seed/load';
import type { AnyRecord } from '../../src/emulator/state/records';
import { MINUTE, Studio } from './studio';

let studio: Studio;
beforeEach(async () => (studio = await Studio.open()));
afterEach(() => studio.close());

const fileSystems = () => studio.records().filter((record: AnyRecord) => record.kind === 'file-system');

it.each([undefined, {}, { HomeEfsFileSystem: 'Retain' as const }])(
  'stays behind, tagged with its domain, when the domain is deleted with %j',
  async (RetentionPolicy) => {
    const DomainId = await studio.domain();
    const before = fileSystems();
    await studio.client.send(new DeleteDomainCommand({ DomainId, RetentionPolicy }));
    expect(fileSystems()).toEqual(before);
    studio.clock.advance(5 * MINUTE);
    const [left, ...more] = fileSystems();
    expect(more).toEqual([]);
    expect([left]).toEqual(before);
    expect(left).toMatchObject({
      DomainId,
      arn: expect.stringMatching(/^arn:aws:elasticfilesystem:us-east-1:123456789012:file-system\/fs-[0-9a-f]{17}$/),
      tags: { ManagedByAmazonSageMakerResource: `arn:aws:sagemaker:us-east-1:123456789012:domain/${DomainId}` },
    });
  },
);

it('goes with its domain when the retention policy says so', async () => {
  const DomainId = await studio.domain();
  await studio.client.send(new DeleteDomainCommand({ DomainId, RetentionPolicy: { HomeEfsFileSystem: 'Delete' } }));
  studio.clock.advance(5 * MINUTE);
  expect(fileSystems()).toEqual([]);
});

it('is not left by a domain that has none', async () => {
  const DomainId = await studio.domain({ HomeEfsFileSystemCreation: 'Disabled' });
  await studio.client.send(new DeleteDomainCommand({ DomainId }));
  studio.clock.advance(5 * MINUTE);
  expect(fileSystems()).toEqual([]);
});

it('comes with the update that asks for one', async () => {
  const DomainId = await studio.domain({ HomeEfsFileSystemCreation: 'Disabled' });
  expect(fileSystems()).toEqual([]);
  await studio.client.send(new UpdateDomainCommand({ DomainId, HomeEfsFileSystemCreation: 'Enabled' }));
  studio.settle();
  const { HomeEfsFileSystemId } = await studio.client.send(new DescribeDomainCommand({ DomainId }));
  expect(fileSystems()).toEqual([expect.objectContaining({ DomainId, FileSystemId: HomeEfsFileSystemId })]);
  await studio.client.send(new UpdateDomainCommand({ DomainId, HomeEfsFileSystemCreation: 'Enabled' }));
  expect(fileSystems()).toHaveLength(1);
});

it('of a seed’s domain is its domain’s', () => {
  const { records } = loadSeed(
    'domains: { d-seed: { DomainName: a, AuthMode: IAM, VpcId: vpc-1, SubnetIds: [subnet-1], DefaultUserSettings: { ExecutionRole: "arn:aws:iam::123456789012:role/studio" } } }',
    'seed.yaml',
    studio.clock,
  );
  expect(records.filter(({ kind }) => kind === 'file-system' || kind === 'nfs-groups')).toEqual([
    expect.objectContaining({
      DomainId: 'd-seed',
      tags: { ManagedByAmazonSageMakerResource: 'arn:aws:sagemaker:us-east-1:123456789012:domain/d-seed' },
    }),
    expect.objectContaining({ key: 'd-seed', DomainId: 'd-seed' }),
  ]);
});
