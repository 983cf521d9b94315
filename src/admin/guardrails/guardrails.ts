import { abacTenancy } from './catalogue/abac-tenancy';
import { appTypeAllowList } from './catalogue/app-type-allow-list';
import { approvedImages } from './catalogue/approved-images';
import { approvedLifecycleConfig } from './catalogue/approved-lifecycle-config';
import { dataLakeGrants } from './catalogue/data-lake-grants';
import { dataPerimeterS3 } from './catalogue/data-perimeter-s3';
import { domainIsolation } from './catalogue/domain-isolation';
import { domainStorageKey } from './catalogue/domain-storage-key';
import { endpointPolicy } from './catalogue/endpoint-policy';
import { endpointVolumeKey } from './catalogue/endpoint-volume-key';
import { imageAdminOnly } from './catalogue/image-admin-only';
import { instanceTypeAllowList } from './catalogue/instance-type-allow-list';
import { jobCeiling } from './catalogue/job-ceiling';
import { jobKeys } from './catalogue/job-keys';
import { jobOwnerTag } from './catalogue/job-owner-tag';
import { jobsInVpc } from './catalogue/jobs-in-vpc';
import { logKeyPolicy } from './catalogue/log-key-policy';
import { logWriter } from './catalogue/log-writer';
import { metricsAndAlarms } from './catalogue/metrics-and-alarms';
import { monitoringKeys } from './catalogue/monitoring-keys';
import { noNotebookInstances } from './catalogue/no-notebook-instances';
import { noRemoteDebug } from './catalogue/no-remote-debug';
import { noRemoteIde } from './catalogue/no-remote-ide';
import { noSharedSpaces } from './catalogue/no-shared-spaces';
import { ownProfileFromStudio } from './catalogue/own-profile-from-studio';
import { ownProfileIamUser } from './catalogue/own-profile-iam-user';
import { ownProfileOnly } from './catalogue/own-profile-only';
import { ownSpaceFromStudio } from './catalogue/own-space-from-studio';
import { ownSpaceOnly } from './catalogue/own-space-only';
import { passRole } from './catalogue/pass-role';
import { presignedUrlSourceIp } from './catalogue/presigned-url-source-ip';
import { presignedUrlVpcEndpoint } from './catalogue/presigned-url-vpc-endpoint';
import { profileOwnerTag } from './catalogue/profile-owner-tag';
import { protectOwnerTag } from './catalogue/protect-owner-tag';
import { protectPrincipalTag } from './catalogue/protect-principal-tag';
import { settingsAdminOnly } from './catalogue/settings-admin-only';
import { sharingKey } from './catalogue/sharing-key';
import { sourceIdentity } from './catalogue/source-identity';
import { vpcOnly } from './catalogue/vpc-only';
import type { Guardrail } from './guardrail';

/** Every guardrail, by name. */
export const guardrails: readonly Guardrail[] = [
  abacTenancy,
  appTypeAllowList,
  approvedImages,
  approvedLifecycleConfig,
  dataLakeGrants,
  dataPerimeterS3,
  domainIsolation,
  domainStorageKey,
  endpointPolicy,
  endpointVolumeKey,
  imageAdminOnly,
  instanceTypeAllowList,
  jobCeiling,
  jobKeys,
  jobOwnerTag,
  jobsInVpc,
  logKeyPolicy,
  logWriter,
  metricsAndAlarms,
  monitoringKeys,
  noNotebookInstances,
  noRemoteDebug,
  noRemoteIde,
  noSharedSpaces,
  ownProfileFromStudio,
  ownProfileIamUser,
  ownProfileOnly,
  ownSpaceFromStudio,
  ownSpaceOnly,
  passRole,
  presignedUrlSourceIp,
  presignedUrlVpcEndpoint,
  profileOwnerTag,
  protectOwnerTag,
  protectPrincipalTag,
  settingsAdminOnly,
  sharingKey,
  sourceIdentity,
  vpcOnly,
];
