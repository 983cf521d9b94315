/** What a seed may set of the emulator's own behaviour; all have defaults (`defaultConfiguration`). */
export interface Configuration {
  accountId: string;
  region: string;
  /**
   * Service quotas by the name in AWS's error text, e.g. `Studio JupyterLab Apps running on ml.p3.2xlarge instances`
   * or `Total domains`. AWS's default values are not known (fact sheet, section 8): what is not named is unlimited. What is
   * `not offered` is no quota of the region: Service Quotas does not know it, and nothing of it can be made.
   */
  accountQuotas: Record<string, number | 'not offered'>;
  /** How long transitions take, in milliseconds of AWS time. */
  durations: Durations;
  /** Scripts that end with an error when an app is launched with them, by lifecycle configuration name. */
  failingLifecycleConfigs: string[];
  /** Whether the scripts of a launch are really run; how one ends is then what decides, not `failingLifecycleConfigs`. */
  runsScripts: boolean;
  /** Where presigned URLs point to instead of the domain's own host, e.g. the emulator's own address. */
  presignedUrlOrigin?: string;
  /** The user and group that an image's processes run as, by image name; absent: 1000/100. */
  imageUsers: Record<string, { uid: number; gid: number }>;
  /** Container images that SageMaker may not pull: a version made from one fails. By the URI that names them. */
  unreadableBaseImages: string[];
  /** Roles that SageMaker cannot use: what is made or changed with one fails. */
  unusableRoles: string[];
  /** Subnets that are gone from their VPC: nothing of a domain in one can be made or deleted. */
  missingSubnets: string[];
  /** Who is in the account's Identity Center: users by name, and the groups that they are in; and its Region, if in one alone. */
  identityCenter: {
    region?: string | undefined;
    users: Record<string, { DisplayName?: string | undefined; email?: string | undefined }>;
    groups: Record<string, string[]>;
  };
  /** Where Studio is not offered. */
  regionsWithoutStudio: string[];
  /** Lets CreateApp make JupyterServer and KernelGateway apps, which AWS refuses today; for rehearsing old set-ups. */
  allowClassicCreation: boolean;
}

export interface Durations {
  domainCreate: number;
  domainUpdate: number;
  domainDelete: number;
  userProfileCreate: number;
  userProfileUpdate: number;
  userProfileDelete: number;
  spaceCreate: number;
  spaceUpdate: number;
  spaceDelete: number;
  appCreate: number;
  appDelete: number;
  imageCreate: number;
  imageUpdate: number;
  imageDelete: number;
  imageVersionCreate: number;
  imageVersionDelete: number;
  mountTargetDelete: number;
  /** How long a request for a higher quota takes to be granted; an assumption. */
  quotaIncrease: number;
  /** How long a deleted or failed app is still listed: 24 h (fact sheet, section 4). */
  appMetadataKept: number;
  /** How long a volume rests after it was enlarged: 6 h (FB#100, #160, #187). */
  volumeRest: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Times from the fact sheet, section 4: an app starts in 1 to 3 minutes and is deleted in up to 20, a space is
 * deleted in about 20 s, a domain takes about 5 minutes. The others are assumptions of the same order.
 */
export const defaultConfiguration: Configuration = {
  accountId: '123456789012',
  region: 'us-east-1',
  accountQuotas: {},
  durations: {
    domainCreate: 5 * MINUTE,
    domainUpdate: 20 * SECOND,
    domainDelete: 5 * MINUTE,
    userProfileCreate: 10 * SECOND,
    userProfileUpdate: 10 * SECOND,
    userProfileDelete: 20 * SECOND,
    spaceCreate: 5 * SECOND,
    spaceUpdate: 5 * SECOND,
    spaceDelete: 20 * SECOND,
    appCreate: 120 * SECOND,
    appDelete: 60 * SECOND,
    imageCreate: 10 * SECOND,
    imageUpdate: 10 * SECOND,
    imageDelete: 20 * SECOND,
    imageVersionCreate: 60 * SECOND,
    imageVersionDelete: 20 * SECOND,
    mountTargetDelete: 60 * SECOND,
    quotaIncrease: 10 * MINUTE,
    appMetadataKept: 24 * 60 * MINUTE,
    volumeRest: 6 * 60 * MINUTE,
  },
  failingLifecycleConfigs: [],
  runsScripts: false,
  imageUsers: {},
  unreadableBaseImages: [],
  unusableRoles: [],
  missingSubnets: [],
  identityCenter: { users: {}, groups: {} },
  regionsWithoutStudio: [],
  allowClassicCreation: false,
};
