import { isObject } from '../model/json-types';

export interface NamedResource {
  type: string;
  name: string;
}

/** The members that name a resource, in CloudTrail's spelling, and CloudFormation's names of their types. */
const TYPES: Record<string, string> = {
  domainId: 'AWS::SageMaker::Domain',
  userProfileName: 'AWS::SageMaker::UserProfile',
  spaceName: 'AWS::SageMaker::Space',
  appName: 'AWS::SageMaker::App',
  imageName: 'AWS::SageMaker::Image',
  appImageConfigName: 'AWS::SageMaker::AppImageConfig',
  studioLifecycleConfigName: 'AWS::SageMaker::StudioLifecycleConfig',
  fileSystemId: 'AWS::EFS::FileSystem',
  mountTargetId: 'AWS::EFS::MountTarget',
  groupId: 'AWS::EC2::SecurityGroup',
};

/**
 * The resources that an event is of: those that its request names, and the one that its answer gives a name to. Which
 * of them AWS lists for Studio's events is not recorded; that these are looked up by their plain names is what
 * LookupEvents' documentation says of other services.
 */
export function resourcesOf(request: unknown, response: unknown): NamedResource[] {
  const found = new Map<string, NamedResource>();
  for (const part of [request, response]) {
    if (!isObject(part)) continue;
    for (const [member, type] of Object.entries(TYPES)) {
      const name = part[member];
      if (typeof name === 'string') found.set(`${type} ${name}`, { type, name });
    }
  }
  return [...found.values()];
}

/** The member, as requests and answers spell it, that names a resource of a type; undefined for a type of others. */
export function memberOf(type: string): string | undefined {
  const [member] = Object.entries(TYPES).find(([, each]) => each === type) ?? [];
  return member && member.charAt(0).toUpperCase() + member.slice(1);
}

/** The members of a request or an answer that name a resource, and no others. */
export function namingMembers(value: unknown): Record<string, string> {
  const found = Object.entries(isObject(value) ? value : {}).filter((entry): entry is [string, string] => {
    const [member, name] = entry;
    return typeof name === 'string' && member.charAt(0).toLowerCase() + member.slice(1) in TYPES;
  });
  return Object.fromEntries(found);
}
