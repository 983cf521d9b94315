import {
  CreateAppCommand,
  CreateSpaceCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  DescribeSpaceCommand,
} from '@aws-sdk/client-sagemaker';
import { DISTRIBUTION } from '../../emulator/studio';
import { LocalNetworks, Network } from './live-network';
import { studiolo } from './studiolo';

jest.setTimeout(180_000);

const local = new LocalNetworks();
beforeAll(() => local.start());
afterAll(() => local.stop());

const become = async (wanted: string, statusOf: () => Promise<string | undefined>) => {
  for (let attempt = 0; (await statusOf()) !== wanted; attempt += 1) {
    if (attempt > 400) throw new Error(`it is not ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

/** Starts a JupyterLab app in a space of its own; what stops it. */
async function start(DomainId: string, SpaceName: string): Promise<() => Promise<void>> {
  const { sagemaker } = local;
  await sagemaker.send(
    new CreateSpaceCommand({
      DomainId,
      SpaceName,
      OwnershipSettings: { OwnerUserProfileName: 'ana' },
      SpaceSharingSettings: { SharingType: 'Private' },
      SpaceSettings: { AppType: 'JupyterLab' },
    }),
  );
  await become(
    'InService',
    async () => (await sagemaker.send(new DescribeSpaceCommand({ DomainId, SpaceName }))).Status,
  );
  const app = { DomainId, SpaceName, AppType: 'JupyterLab', AppName: 'default' } as const;
  await sagemaker.send(
    new CreateAppCommand({ ...app, ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } }),
  );
  const status = async () => (await sagemaker.send(new DescribeAppCommand(app))).Status;
  await become('InService', status);
  return async () => {
    await sagemaker.send(new DeleteAppCommand(app));
    await become('Deleted', status);
  };
}

it("plans for the most apps that ran at once, as the account's CloudTrail tells, with one endpoint for all of AWS", async () => {
  const network = await Network.make(local);
  const other = await Network.make(local);
  const [first, second, third] = [
    await start(network.domainId, 'a'),
    await start(network.domainId, 'b'),
    await start(network.domainId, 'c'),
  ];
  // What runs in another domain does not count.
  await start(other.domainId, 'd');
  for (const stop of [first, second, third]) await stop();
  // CloudTrail tells whole seconds; in the same one, an app that stops still has its address when the next one starts.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await start(network.domainId, 'e');
  const plan = studiolo(['network', 'plan', '--domain', network.domainId], local.oneEndpoint);
  expect(plan.stderr).toBe('');
  expect(plan.stdout).toContain(
    `${network.domainId}: 2 user profiles; 3 apps ran at once at the busiest moment of the last 30 days, or more, as CloudTrail tells`,
  );
  expect(plan.stdout).toMatch(/running apps +3 +1 +3\n/);
  const { demand } = JSON.parse(
    studiolo(['network', 'plan', '--domain', network.domainId, '--json'], local.oneEndpoint).stdout,
  );
  expect(demand).toMatchObject({ apps: 3, fileSystems: 1, zones: 2, endpoints: 4 });
});
