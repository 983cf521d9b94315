import { DeleteDomainCommand } from '@aws-sdk/client-sagemaker';
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
    await studio.client.send(new DeleteDomainCommand({ DomainId, RetentionPolicy }));
    expect(fileSystems()).toEqual([]);
    studio.clock.advance(5 * MINUTE);
    const [left, ...more] = fileSystems();
    expect(more).toEqual([]);
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
