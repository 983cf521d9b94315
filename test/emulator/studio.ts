import {
  CreateAppCommand,
  CreateAppImageConfigCommand,
  CreateDomainCommand,
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateSpaceCommand,
  CreateStudioLifecycleConfigCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  type AppType,
  type CreateAppCommandInput,
  type CreateAppImageConfigCommandInput,
  type CreateDomainCommandInput,
  type CreateImageVersionCommandInput,
  type CreateSpaceCommandInput,
  type CreateUserProfileCommandInput,
  type SageMakerClient,
  type StudioLifecycleConfigAppType,
} from '@aws-sdk/client-sagemaker';
import type { ManualClock } from '../../src/emulator/clock';
import { defaultConfiguration, type Configuration } from '../../src/emulator/configuration';
import type { AnyRecord } from '../../src/emulator/state/records';
import { startEmulator } from './harness';

export const ACCOUNT = defaultConfiguration.accountId;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/studio`;
export const OTHER_ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;
/** The image of AWS's own account, which every JupyterLab app can start from. */
export const DISTRIBUTION = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** Longer than any transition takes, shorter than the 24 h for which ended apps are listed. */
const SETTLED = 30 * MINUTE;

/** Sets the scene of a test with the real SDK: each verb waits, in emulated time, until what it made is at rest. */
export class Studio {
  private constructor(
    readonly client: SageMakerClient,
    readonly clock: ManualClock,
    /** Where the emulator answers. */
    readonly url: string,
    readonly close: () => Promise<void>,
    /** All that the emulator keeps in its region, also what no operation of SageMaker shows. */
    readonly records: () => AnyRecord[],
  ) {}

  /** An emulator of one's own, whose time stands still between the calls. */
  static async open(configuration: Partial<Configuration> = {}): Promise<Studio> {
    const { client, clock, emulator, url, close } = await startEmulator({ configuration });
    return new Studio(client, clock, url, close, () => emulator.recordsOf('us-east-1'));
  }

  settle() {
    this.clock.advance(SETTLED);
  }

  async domain(input: Partial<CreateDomainCommandInput> = {}): Promise<string> {
    const { DomainId } = await this.request(input);
    this.settle();
    return DomainId;
  }

  /** Asks for a domain; does not wait for it. */
  async request(input: Partial<CreateDomainCommandInput> = {}): Promise<{ DomainId: string }> {
    const { DomainId = '' } = await this.client.send(
      new CreateDomainCommand({
        DomainName: 'acme',
        AuthMode: 'IAM',
        VpcId: 'vpc-1',
        SubnetIds: ['subnet-1', 'subnet-2'],
        DefaultUserSettings: { ExecutionRole: ROLE },
        ...input,
      }),
    );
    return { DomainId };
  }

  async profile(DomainId: string, UserProfileName: string, input: Partial<CreateUserProfileCommandInput> = {}) {
    const { UserProfileArn } = await this.client.send(
      new CreateUserProfileCommand({ DomainId, UserProfileName, ...input }),
    );
    this.settle();
    return UserProfileArn ?? '';
  }

  async space(DomainId: string, SpaceName: string, owner: string, input: Partial<CreateSpaceCommandInput> = {}) {
    const { SpaceArn } = await this.client.send(
      new CreateSpaceCommand({
        DomainId,
        SpaceName,
        OwnershipSettings: { OwnerUserProfileName: owner },
        SpaceSharingSettings: { SharingType: 'Private' },
        SpaceSettings: { AppType: 'JupyterLab' },
        ...input,
      }),
    );
    this.settle();
    return SpaceArn ?? '';
  }

  /** A domain `acme` with the profile `ada` and her private JupyterLab space `lab`; answers the domain's id. */
  async acme(input: Partial<CreateDomainCommandInput> = {}): Promise<string> {
    const domainId = await this.domain(input);
    await this.profile(domainId, 'ada');
    await this.space(domainId, 'lab', 'ada');
    return domainId;
  }

  /** Asks for the JupyterLab app of the space `lab`; does not wait for it. */
  async launch(DomainId: string, input: Partial<CreateAppCommandInput> = {}) {
    const { AppArn } = await this.client.send(new CreateAppCommand({ ...this.lab(DomainId), ...input }));
    return AppArn ?? '';
  }

  /** Asks for the end of that app; does not wait for it. */
  stop(DomainId: string) {
    const { SpaceName, AppType, AppName } = this.lab(DomainId);
    return this.client.send(new DeleteAppCommand({ DomainId, SpaceName, AppType, AppName }));
  }

  describe(DomainId: string, SpaceName = 'lab', AppType: AppType = 'JupyterLab') {
    return this.client.send(new DescribeAppCommand({ DomainId, SpaceName, AppType, AppName: 'default' }));
  }

  /** The request for the app that `launch` asks for. */
  lab(DomainId: string): CreateAppCommandInput {
    return {
      DomainId,
      SpaceName: 'lab',
      AppType: 'JupyterLab',
      AppName: 'default',
      ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION },
    };
  }

  async script(name: string, appType: StudioLifecycleConfigAppType = 'JupyterLab') {
    const { StudioLifecycleConfigArn } = await this.client.send(
      new CreateStudioLifecycleConfigCommand({
        StudioLifecycleConfigName: name,
        StudioLifecycleConfigAppType: appType,
        StudioLifecycleConfigContent: Buffer.from('echo hello').toString('base64'),
      }),
    );
    return StudioLifecycleConfigArn ?? '';
  }

  /** A custom image with an AppImageConfig of the same name and `versions` versions; answers the image's ARN. */
  async image(name: string, versions: number, config: Partial<CreateAppImageConfigCommandInput> = {}) {
    const { ImageArn } = await this.client.send(new CreateImageCommand({ ImageName: name, RoleArn: ROLE }));
    this.settle();
    for (let version = 1; version <= versions; version++) {
      await this.version(name);
      this.settle();
    }
    await this.client.send(
      new CreateAppImageConfigCommand({ AppImageConfigName: name, JupyterLabAppImageConfig: {}, ...config }),
    );
    return ImageArn ?? '';
  }

  /** Asks for a version of an image; does not wait for it. */
  async version(ImageName: string, input: Partial<CreateImageVersionCommandInput> = {}) {
    const { ImageVersionArn } = await this.client.send(
      new CreateImageVersionCommand({
        ImageName,
        BaseImage: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/${ImageName}:1`,
        ...input,
      }),
    );
    return ImageVersionArn ?? '';
  }
}

/** What a call was refused with. Fails if it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  const outcome: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error('the call was not refused');
  return { name: outcome.name, message: outcome.message };
}
