import type * as S from '../model/shapes';

/**
 * What the emulator keeps of each resource: the members that Describe answers, plus what it needs to know itself
 * (`due`: the epoch millisecond of the resource's next transition by itself; `next`: what it then becomes).
 * `key` identifies a record within its collection and is also its sort order of last resort.
 */
interface Kept {
  key: string;
  arn: string;
  due?: number | undefined;
  tags: Record<string, string>;
  /** Epoch seconds with fraction, as on the wire. */
  CreationTime: number;
  LastModifiedTime: number;
}

/** Why what is under way (Pending, Updating or Deleting) fails when it is due; undefined where it does not. */
type WillFail = string | undefined;

export interface DomainRecord extends Kept {
  kind: 'domain';
  settings: Omit<S.CreateDomainRequest, 'Tags'>;
  DomainId: string;
  Url: string;
  HomeEfsFileSystemId: string | undefined;
  /** Of one that is being deleted: whether its file system goes as well. */
  deletesFileSystem?: boolean | undefined;
  /** Of an SSO domain only. */
  SingleSignOnApplicationArn?: string | undefined;
  Status: S.DomainStatus;
  FailureReason?: string | undefined;
  willFail?: WillFail;
}

export interface UserProfileRecord extends Kept {
  kind: 'user-profile';
  DomainId: string;
  UserProfileName: string;
  HomeEfsFileSystemUid: string;
  Status: S.UserProfileStatus;
  FailureReason?: string | undefined;
  willFail?: WillFail;
  SingleSignOnUserIdentifier?: string | undefined;
  SingleSignOnUserValue?: string | undefined;
  UserSettings: S.UserSettings;
}

export interface SpaceRecord extends Kept {
  kind: 'space';
  DomainId: string;
  SpaceName: string;
  SpaceDisplayName?: string | undefined;
  HomeEfsFileSystemUid: string;
  Status: S.SpaceStatus;
  FailureReason?: string | undefined;
  willFail?: WillFail;
  /** When its volume can be enlarged again, in epoch milliseconds. */
  volumeRestsUntil?: number | undefined;
  Url: string;
  SpaceSettings: S.SpaceSettings;
  OwnershipSettings?: S.OwnershipSettings | undefined;
  SpaceSharingSettings?: S.SpaceSharingSettings | undefined;
}

export interface AppRecord extends Kept {
  kind: 'app';
  DomainId: string;
  /** Exactly one of the two. */
  UserProfileName?: string | undefined;
  SpaceName?: string | undefined;
  AppType: S.AppType;
  AppName: string;
  Status: S.AppStatus;
  FailureReason?: string | undefined;
  /** What CreateApp asked for, filled up from the effective settings at launch. */
  ResourceSpec: S.ResourceSpec;
  BuiltInLifecycleConfigArn?: string | undefined;
  /** The version of a custom image that the launch settled on. */
  launchedImageVersionArn?: string | undefined;
  RecoveryMode?: boolean | undefined;
  LastHealthCheckTimestamp?: number | undefined;
  LastUserActivityTimestamp?: number | undefined;
  /** What a Pending app becomes when it is due: undefined for InService, else why it fails. */
  willFail?: string | undefined;
  /** After how many idle minutes it is stopped, as its settings were at its start; undefined: never. */
  idleTimeout?: number | undefined;
  /**
   * Scripts that a Pending app waits for, which then has no `due`: it is in service after them, and not before
   * `earliest`, in epoch milliseconds.
   */
  scripts?: { toRun: readonly { arn: string; origin: 'built-in' | 'chosen' }[]; earliest: number } | undefined;
}

export interface LifecycleConfigRecord extends Kept {
  kind: 'lifecycle-config';
  StudioLifecycleConfigName: string;
  StudioLifecycleConfigAppType: S.StudioLifecycleConfigAppType;
  StudioLifecycleConfigContent: string;
}

export interface ImageRecord extends Kept {
  kind: 'image';
  ImageName: string;
  DisplayName?: string | undefined;
  Description?: string | undefined;
  RoleArn: string;
  ImageStatus: S.ImageStatus;
  FailureReason?: string | undefined;
  /** The number given to the newest version ever made: numbers are not used again. */
  lastVersion: number;
}

export interface ImageVersionRecord extends Kept {
  kind: 'image-version';
  ImageName: string;
  Version: number;
  ImageVersionStatus: S.ImageVersionStatus;
  FailureReason?: string | undefined;
  aliases: string[];
  /** What a CREATING version becomes when it is due: undefined for CREATED, else why it fails. */
  willFail?: string | undefined;
  request: Omit<S.CreateImageVersionRequest, 'Aliases'>;
}

export interface AppImageConfigRecord extends Kept {
  kind: 'app-image-config';
  AppImageConfigName: string;
  KernelGatewayImageConfig?: S.KernelGatewayImageConfig | undefined;
  JupyterLabAppImageConfig?: S.JupyterLabAppImageConfig | undefined;
  CodeEditorAppImageConfig?: S.CodeEditorAppImageConfig | undefined;
}

/** That a domain or user profile was there once, for the history of how many there were. */
export interface PastRecord extends Kept {
  kind: 'past';
  of: 'domain' | 'user-profile';
  /** Epoch seconds. */
  until: number;
}

/** Who may open the application of an SSO domain. */
export interface ApplicationAssignmentRecord extends Kept {
  kind: 'application-assignment';
  ApplicationArn: string;
  PrincipalId: string;
  PrincipalType: 'USER' | 'GROUP';
}

/** A request for a higher quota. */
export interface QuotaRequestRecord extends Kept {
  kind: 'quota-request';
  QuotaName: string;
  QuotaCode: string;
  DesiredValue: number;
  Status: 'PENDING' | 'APPROVED';
  /** Who asked, as an ARN. */
  Requester: string;
}

/** A domain's home file system, with its mount targets. It may be there when its domain no longer is. */
export interface FileSystemRecord extends Kept {
  kind: 'file-system';
  FileSystemId: string;
  DomainId: string;
  KmsKeyId?: string | undefined;
  mountTargets: readonly MountTarget[];
}

export interface MountTarget {
  MountTargetId: string;
  SubnetId: string;
  VpcId: string;
  /** Of one that is being deleted: when it is gone, in epoch milliseconds. */
  goneAt?: number | undefined;
}

/** The two security groups of a domain's file system, which name each other. */
export interface NfsGroupsRecord extends Kept {
  kind: 'nfs-groups';
  DomainId: string;
  VpcId: string;
  groups: readonly NfsGroup[];
  /** Whether they are in the EC2 behind `--others`, by these ids. */
  elsewhere?: boolean | undefined;
  /** Whether they have only to be deleted there: their file system is gone. */
  leaving?: boolean | undefined;
}

export interface NfsGroup {
  /** Of the mount targets, or of the apps that mount. */
  side: 'inbound' | 'outbound';
  GroupId: string;
  /** The ports that it lets through from or to the other group; none, once they were revoked. */
  ports: readonly number[];
}

export type AnyRecord =
  | DomainRecord
  | UserProfileRecord
  | SpaceRecord
  | AppRecord
  | LifecycleConfigRecord
  | ImageRecord
  | ImageVersionRecord
  | AppImageConfigRecord
  | QuotaRequestRecord
  | ApplicationAssignmentRecord
  | PastRecord
  | FileSystemRecord
  | NfsGroupsRecord;

export type Kind = AnyRecord['kind'];
export type RecordOf<K extends Kind> = Extract<AnyRecord, { kind: K }>;
