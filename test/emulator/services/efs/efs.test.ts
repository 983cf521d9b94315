import { DeleteDomainCommand } from '@aws-sdk/client-sagemaker';
import {
  DeleteFileSystemCommand,
  DeleteMountTargetCommand,
  DescribeFileSystemsCommand,
  DescribeMountTargetSecurityGroupsCommand,
  DescribeMountTargetsCommand,
  EFSClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-efs';
import { ACCOUNT, MINUTE, refusal, Studio } from '../../studio';

let studio: Studio;
let efs: EFSClient;
beforeEach(async () => {
  studio = await Studio.open();
  const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };
  efs = new EFSClient({ region: 'us-east-1', maxAttempts: 1, endpoint: studio.url, credentials });
});
afterEach(async () => {
  efs.destroy();
  await studio.close();
});

const fileSystems = async () => (await efs.send(new DescribeFileSystemsCommand({}))).FileSystems ?? [];
const fileSystem = async () => (await fileSystems())[0]?.FileSystemId ?? '';
const targets = async (FileSystemId: string) =>
  (await efs.send(new DescribeMountTargetsCommand({ FileSystemId }))).MountTargets ?? [];
const missing = 'fs-00000000000000000';

describe('DescribeFileSystems', () => {
  it('tells the home of a domain from CreateDomain on', async () => {
    const { DomainId } = await studio.request({ KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k' });
    expect(await fileSystems()).toEqual([
      {
        OwnerId: ACCOUNT,
        CreationToken: DomainId,
        FileSystemId: expect.stringMatching(/^fs-[0-9a-f]{17}$/),
        FileSystemArn: expect.stringMatching(/^arn:aws:elasticfilesystem:us-east-1:123456789012:file-system\/fs-/),
        CreationTime: new Date(studio.clock.now()),
        LifeCycleState: 'available',
        NumberOfMountTargets: 2,
        SizeInBytes: { Value: 6144, ValueInIA: 0, ValueInStandard: 6144 },
        PerformanceMode: 'generalPurpose',
        ThroughputMode: 'bursting',
        Encrypted: true,
        KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
        Tags: [
          {
            Key: 'ManagedByAmazonSageMakerResource',
            Value: `arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${DomainId}`,
          },
        ],
      },
    ]);
  });

  it('finds by id, by ARN and by creation token, and in pages', async () => {
    const first = await studio.domain();
    await studio.domain({ DomainName: 'other' });
    const token = await efs.send(new DescribeFileSystemsCommand({ CreationToken: first }));
    const [{ FileSystemId, FileSystemArn } = {}] = token.FileSystems ?? [];
    for (const id of [FileSystemId, FileSystemArn]) {
      const found = await efs.send(new DescribeFileSystemsCommand({ FileSystemId: id }));
      expect(found.FileSystems?.map(({ CreationToken }) => CreationToken)).toEqual([first]);
    }
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await efs.send(new DescribeFileSystemsCommand({ MaxItems: 1, Marker }));
      seen.push(...(page.FileSystems ?? []).map((each) => each.FileSystemId));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(seen).toEqual((await fileSystems()).map((each) => each.FileSystemId));
    expect(new Set(seen).size).toBe(2);
  });

  it('refuses what is not there, or is no marker', async () => {
    const none = await refusal(efs.send(new DescribeFileSystemsCommand({ FileSystemId: missing })));
    expect([none.name, none.message]).toEqual(['FileSystemNotFound', `File system '${missing}' does not exist.`]);
    expect((await refusal(efs.send(new DescribeFileSystemsCommand({ Marker: '?' })))).name).toBe('BadRequest');
  });
});

describe('DescribeMountTargets', () => {
  it('tells one in each subnet of the domain', async () => {
    await studio.domain();
    const of = await fileSystem();
    const all = await targets(of);
    expect(all.map(({ SubnetId, VpcId, LifeCycleState }) => [SubnetId, VpcId, LifeCycleState]).sort()).toEqual([
      ['subnet-1', 'vpc-1', 'available'],
      ['subnet-2', 'vpc-1', 'available'],
    ]);
    const [{ MountTargetId } = {}] = all;
    const one = await efs.send(new DescribeMountTargetsCommand({ MountTargetId }));
    expect(one.MountTargets?.map((each) => each.MountTargetId)).toEqual([MountTargetId]);
  });

  it('wants one id', async () => {
    expect((await refusal(efs.send(new DescribeMountTargetsCommand({})))).name).toBe('BadRequest');
    const MountTargetId = 'fsmt-00000000000000000';
    expect((await refusal(efs.send(new DescribeMountTargetsCommand({ MountTargetId })))).name).toBe(
      'MountTargetNotFound',
    );
  });
});

it('DescribeMountTargetSecurityGroups tells the domain’s own group', async () => {
  await studio.domain();
  const [{ MountTargetId } = {}] = await targets(await fileSystem());
  const { SecurityGroups } = await efs.send(new DescribeMountTargetSecurityGroupsCommand({ MountTargetId }));
  expect(SecurityGroups).toEqual([expect.stringMatching(/^sg-[0-9a-f]{17}$/)]);
});

it('DeleteMountTarget takes a while, and DeleteFileSystem waits for it', async () => {
  const DomainId = await studio.domain({ SubnetIds: ['subnet-1'] });
  await studio.client.send(new DeleteDomainCommand({ DomainId }));
  studio.clock.advance(5 * MINUTE);
  const FileSystemId = await fileSystem();
  const remove = () => efs.send(new DeleteFileSystemCommand({ FileSystemId }));
  expect((await refusal(remove())).name).toBe('FileSystemInUse');
  const [{ MountTargetId } = {}] = await targets(FileSystemId);
  await efs.send(new DeleteMountTargetCommand({ MountTargetId }));
  expect((await targets(FileSystemId))[0]?.LifeCycleState).toBe('deleting');
  expect((await refusal(remove())).name).toBe('FileSystemInUse');
  studio.clock.advance(MINUTE);
  expect(await targets(FileSystemId)).toEqual([]);
  await remove();
  expect(await fileSystems()).toEqual([]);
  expect((await refusal(remove())).name).toBe('FileSystemNotFound');
});

it('TagResource, UntagResource and ListTagsForResource keep the tags of a file system', async () => {
  await studio.domain();
  const ResourceId = await fileSystem();
  await efs.send(
    new TagResourceCommand({
      ResourceId,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  );
  await efs.send(new UntagResourceCommand({ ResourceId, TagKeys: ['a', 'none'] }));
  const { Tags } = await efs.send(new ListTagsForResourceCommand({ ResourceId }));
  expect(Tags?.map(({ Key }) => Key)).toEqual(['ManagedByAmazonSageMakerResource', 'b']);
  expect((await refusal(efs.send(new TagResourceCommand({ ResourceId: missing, Tags: [] })))).name).toBe(
    'FileSystemNotFound',
  );
});

it.each([
  ['MaxItems=none', 'SerializationException'],
  ['MaxItems=0', 'ValidationException'],
  ['CreationToken=', 'ValidationException'],
])('checks a query by the service’s model: %s', async (query, code) => {
  const reply = await fetch(`${studio.url}/2015-02-01/file-systems?${query}`, {
    headers: {
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/elasticfilesystem/aws4_request, SignedHeaders=host, Signature=0',
    },
  });
  expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([400, code]);
});
