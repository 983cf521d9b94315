import { z } from 'zod';

/** Members of requests, in CloudTrail's spelling, and the keys of several values that they fill. */
const several: Readonly<Record<string, string>> = {
  instanceType: 'InstanceTypes',
  sageMakerImageArn: 'ImageArns',
  sageMakerImageVersionArn: 'ImageVersionArns',
  lifecycleConfigArn: 'StudioLifecycleConfigArns',
  lifecycleConfigArns: 'StudioLifecycleConfigArns',
  subnets: 'VpcSubnets',
  subnetIds: 'VpcSubnets',
  securityGroups: 'VpcSecurityGroupIds',
  securityGroupIds: 'VpcSecurityGroupIds',
};
const single: Readonly<Record<string, string>> = {
  appNetworkAccessType: 'AppNetworkAccessType',
  volumeKmsKeyId: 'VolumeKmsKeyArn',
  homeEfsFileSystemKmsKeyId: 'VolumeKmsKeyArn',
  s3KmsKeyId: 'DomainSharingOutputKmsKeyArn',
  sharingType: 'SpaceSharingType',
  remoteAccess: 'RemoteAccess',
  memorySizeInMB: 'ServerlessMemorySize',
  maxRuntimeInSeconds: 'MaxRuntimeInSeconds',
  keepAlivePeriodInSeconds: 'KeepAlivePeriod',
  enableNetworkIsolation: 'NetworkIsolation',
  enableInterContainerTrafficEncryption: 'InterContainerTrafficEncryption',
  enableRemoteDebug: 'EnableRemoteDebug',
};
/** What they have in common; assumed for those that differ by place. */
type Keys = Record<string, string | string[]>;

/** The condition keys that the members of a recorded request fill; `at` is the beginning of ARNs there. */
export function keysOfMembers(parameters: unknown, at: string): Keys {
  const lists = new Map<string, string[]>();
  const keys: Keys = {};
  const walk = (value: unknown, name: string, within: string): void => {
    if (Array.isArray(value)) {
      if (name === 'tags') Object.assign(keys, tagKeys(value));
      else if (name === 'tagKeys') keys['aws:TagKeys'] = value.map(String);
      else for (const each of value) walk(each, name, within);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, held] of Object.entries(value)) walk(held, key, name);
    else if (value !== undefined && value !== null) {
      const list = several[name];
      const one = name === 'kmsKeyId' ? keyOf(within) : single[name];
      if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), String(value)]);
      else if (one !== undefined) keys[`sagemaker:${one}`] = String(value);
      else if (name === 'ownerUserProfileName')
        keys['sagemaker:OwnerUserProfileArn'] = `${at}user-profile/${textOf(parameters, 'domainId')}/${String(value)}`;
    }
  };
  walk(parameters, '', '');
  for (const [key, values] of lists) keys[`sagemaker:${key}`] = values;
  return keys;
}

/** `KmsKeyId` is of what a job writes, where it stands with its output; else of a volume. */
const keyOf = (within: string) => (/output/i.test(within) ? 'OutputKmsKeyArn' : 'VolumeKmsKeyArn');

function tagKeys(tags: unknown[]): Keys {
  const pairs = z.array(z.object({ key: z.string(), value: z.string() })).safeParse(tags).data ?? [];
  return {
    'aws:TagKeys': pairs.map(({ key }) => key),
    ...Object.fromEntries(pairs.map(({ key, value }) => [`aws:RequestTag/${key}`, value])),
  };
}

/** The text of a member at the top of a request; an empty one where it has none. */
export function textOf(value: unknown, name: string): string {
  const held: unknown = Reflect.get(Object(value), name);
  return typeof held === 'string' ? held : '';
}
