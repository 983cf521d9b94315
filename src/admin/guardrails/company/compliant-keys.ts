import { jobDefinitions, jobs, schedules, setters, settingsActions, spaceActions } from '../actions';
import { partitionOf } from '../../../studio/partition';
import type { Parameters } from '../parameters';
import type { Keys } from './ask';
import type { Who } from './people';
import { concrete } from './resources';

/**
 * Who makes a request in a company that keeps to all guardrails, and with which keys. Which keys an action has is from
 * the service authorization reference.
 */
export function compliantKeys(action: string, p: Parameters): { who: Who; keys: Keys } {
  const [service = '', name = ''] = action.split(':');
  if (service !== 'sagemaker') return { who: whoOf(service, name), keys: ofOthers(name, p) };
  return { who: isForAdmins(name) ? 'ines' : 'ana', keys: { ...ofSageMaker(name, p), ...tags(name, p) } };
}

const isOf = (names: readonly string[], name: string) => names.includes(name);
const isForAdmins = (name: string) =>
  isOf(settingsActions, name) ||
  /^(Create|Update|Delete)(AppImageConfig|Image|ImageVersion|StudioLifecycleConfig)$/.test(name) ||
  /NotebookInstance/.test(name);

const whoOf = (service: string, name: string): Who =>
  (service === 'iam' && name !== 'PassRole') || name === 'TagSession' || name === 'SetSourceIdentity' ? 'ines' : 'ana';

/** What is made says whose it is; what is there is tagged so. */
function tags(name: string, { tagKey, teamTagKey, account, region, domains }: Parameters): Keys {
  // A list has no resource.
  if (/^List/.test(name)) return {};
  const isCreation = /^(Create|Register)/.test(name) && !/Presigned|CreateImageVersion/.test(name);
  const domain = `arn:${partitionOf(region)}:sagemaker:${region}:${account}:domain/${domains[0]}`;
  return isCreation
    ? {
        'aws:TagKeys': [tagKey, teamTagKey],
        [`aws:RequestTag/${tagKey}`]: 'ana',
        [`aws:RequestTag/${teamTagKey}`]: 'ml',
        // AWS tags what is made from within Studio with its domain.
        'aws:ResourceTag/sagemaker:domain-arn': domain,
      }
    : {
        [`sagemaker:ResourceTag/${tagKey}`]: 'ana',
        [`aws:ResourceTag/${tagKey}`]: 'ana',
        [`aws:ResourceTag/${teamTagKey}`]: 'ml',
        'aws:ResourceTag/sagemaker:domain-arn': domain,
        ...((name === 'AddTags' || name === 'DeleteTags') && { 'aws:TagKeys': ['project'] }),
        ...(name === 'AddTags' && { 'aws:RequestTag/project': 'sales' }),
      };
}

function ofSageMaker(name: string, p: Parameters): Keys {
  const { region, account, domains } = p;
  const network = { VpcSubnets: p.subnets.slice(0, 1), VpcSecurityGroupIds: p.securityGroups.slice(0, 1) };
  const [key] = p.keys;
  const jobType = concrete(p.jobInstanceTypes[0] ?? '');
  const job: Keys = {
    InstanceTypes: [jobType],
    MaxRuntimeInSeconds: String(Math.min(p.maxRuntimeSeconds, 3600)),
    NetworkIsolation: 'true',
    InterContainerTrafficEncryption: 'true',
    OutputKmsKeyArn: key,
    VolumeKmsKeyArn: key,
    ...network,
  };
  const pick = (...names: (keyof typeof job)[]) => Object.fromEntries(names.map((one) => [one, job[one]]));
  const isSpace = isOf(spaceActions, name);
  if (isOf(setters, name) || isSpace)
    return {
      ...(isOf(setters, name) && {
        InstanceTypes: [concrete(p.instanceTypes.find((type) => type !== 'system') ?? 'system')],
        ImageArns: [concrete(p.images[0] ?? '')],
        ImageVersionArns: [concrete(p.imageVersions[0] ?? '')],
        StudioLifecycleConfigArns: p.scripts.slice(0, 1),
      }),
      ...(isSpace && {
        OwnerUserProfileArn: `arn:${partitionOf(region)}:sagemaker:${region}:${account}:user-profile/${domains[0]}/ana`,
        SpaceSharingType: 'Private',
      }),
      ...(/^(Create|Update)Space$/.test(name) && { RemoteAccess: 'DISABLED' }),
      ...(/(Domain|UserProfile)$/.test(name) && {
        DomainSharingOutputKmsKeyArn: key,
        VpcSecurityGroupIds: network.VpcSecurityGroupIds,
      }),
      ...(/Domain$/.test(name) && { AppNetworkAccessType: 'VpcOnly', VpcSubnets: network.VpcSubnets }),
      ...(name === 'CreateDomain' && { VolumeKmsKeyArn: key, AuthMode: 'IAM' }),
    };
  if (name === 'CreateTrainingJob') return { ...job, EnableRemoteDebug: 'false', ...warmPool(p) };
  if (name === 'UpdateTrainingJob') return { InstanceTypes: [jobType], EnableRemoteDebug: 'false', ...warmPool(p) };
  if (name === 'CreateTransformJob') return pick('InstanceTypes', 'OutputKmsKeyArn', 'VolumeKmsKeyArn');
  if (/^CreateAutoMLJob/.test(name))
    return pick(
      'InterContainerTrafficEncryption',
      'OutputKmsKeyArn',
      'VolumeKmsKeyArn',
      'VpcSubnets',
      'VpcSecurityGroupIds',
    );
  if (isOf(jobs, name) || isOf(jobDefinitions, name) || isOf(schedules, name)) return job;
  if (name === 'CreateModel') return pick('NetworkIsolation', 'VpcSubnets', 'VpcSecurityGroupIds');
  if (name === 'CreateEndpointConfig')
    return pick('InstanceTypes', 'NetworkIsolation', 'VolumeKmsKeyArn', 'VpcSubnets', 'VpcSecurityGroupIds');
  return {};
}

const warmPool = ({ warmPools }: Parameters): Keys => (warmPools ? { KeepAlivePeriod: '600' } : {});

function ofOthers(name: string, p: Parameters): Keys {
  if (name === 'PassRole') return { 'iam:PassedToService': p.passedToServices[0] };
  if (/^(Tag|Create)(User|Role|Session)$/.test(name))
    return { 'aws:TagKeys': ['project'], 'aws:RequestTag/project': 'sales' };
  if (/^Untag/.test(name)) return { 'aws:TagKeys': ['project'] };
  if (name === 'PutMetricData') return { 'cloudwatch:namespace': concrete(p.namespaces[0] ?? '') };
  return {};
}
