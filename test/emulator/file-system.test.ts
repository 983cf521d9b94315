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

it('is mounted in each subnet that an update adds, and stays in one that it leaves out', async () => {
  const DomainId = await studio.domain({ SubnetIds: ['subnet-1', 'subnet-2'] });
  const subnets = () =>
    fileSystems().flatMap((one) => ('mountTargets' in one ? one.mountTargets.map(({ SubnetId }) => SubnetId) : []));
  const update = async (SubnetIds: string[]) => {
    await studio.client.send(new UpdateDomainCommand({ DomainId, SubnetIds }));
    studio.settle();
  };
  await update(['subnet-2', 'subnet-3']);
  expect(subnets()).toEqual(['subnet-1', 'subnet-2', 'subnet-3']);
  await update(['subnet-1', 'subnet-2']);
  expect(subnets()).toEqual(['subnet-1', 'subnet-2', 'subnet-3']);
  expect(studio.records().filter(({ kind }) => kind === 'nfs-groups')).toHaveLength(1);
});

it('is mounted, between two security groups, once a domain without a VPC gets one', async () => {
  const DomainId = await studio.domain({
    VpcId: undefined,
    SubnetIds: undefined,
    DomainSettings: { UnifiedStudioSettings: { StudioWebPortalAccess: 'ENABLED' } },
  });
  const nets = () => studio.records().filter(({ kind }) => kind === 'nfs-groups');
  expect(fileSystems()).toEqual([expect.objectContaining({ mountTargets: [] })]);
  expect(nets()).toEqual([]);
  await studio.client.send(new UpdateDomainCommand({ DomainId, VpcId: 'vpc-9', SubnetIds: ['subnet-9'] }));
  const target = expect.objectContaining({ VpcId: 'vpc-9', SubnetId: 'subnet-9' });
  expect(fileSystems()).toEqual([expect.objectContaining({ mountTargets: [target] })]);
  expect(nets()).toEqual([expect.objectContaining({ DomainId, VpcId: 'vpc-9' })]);
});

it('is neither made nor mounted by an update that fails', async () => {
  await studio.close();
  studio = await Studio.open({ missingSubnets: ['subnet-gone'] });
  const DomainId = await studio.domain({ HomeEfsFileSystemCreation: 'Disabled' });
  const request = { DomainId, SubnetIds: ['subnet-gone'] };
  await studio.client.send(new UpdateDomainCommand({ ...request, HomeEfsFileSystemCreation: 'Enabled' }));
  studio.settle();
  expect(fileSystems()).toEqual([]);
  const other = await studio.domain({ DomainName: 'other' });
  const before = fileSystems();
  await studio.client.send(new UpdateDomainCommand({ DomainId: other, SubnetIds: ['subnet-gone'] }));
  studio.settle();
  expect(fileSystems()).toEqual(before);
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
