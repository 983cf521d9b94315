import { CreateVpcCommand, DescribeSecurityGroupsCommand, EC2Client, type SecurityGroup } from '@aws-sdk/client-ec2';
import type { Program } from './program';
import { amid } from './kills';
import { ask, Refused } from './services/ask';
import { ROLE } from './studio';

/**
 * Kills an emulator whose domains have their security groups in another server's EC2, so often, in the middle of making
 * and deleting domains. Fails unless after each start the groups there are those of the domains, two for each, which name
 * each other: none is missing, none is left. Answers how many changes were answered.
 */
export async function killedWithOthers(
  program: Program,
  { others, stateFile, times }: { others: string; stateFile: string; times: number },
): Promise<number> {
  const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };
  const ec2 = new EC2Client({ region: 'us-east-1', endpoint: others, credentials });
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const groups = async (): Promise<SecurityGroup[]> => {
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    return SecurityGroups.filter(({ GroupName }) => GroupName !== 'default');
  };
  const [stays, goes] = [new Set<string>(), new Set<string>()];
  for (let round = 0; round <= times; round += 1) {
    const { end, url } = await started(program, ['--state', stateFile, '--others', others, '--speed', '100000']);
    const domains = await atRest(url);
    expect(domains).toEqual(expect.arrayContaining([...stays]));
    expect(domains.filter((id) => goes.has(id))).toEqual([]);
    expect(pairsOf(await groups())).toEqual(domains.sort());
    const make = async (name: string) => {
      const settings = {
        DefaultUserSettings: { ExecutionRole: ROLE },
        AuthMode: 'IAM',
        VpcId,
        SubnetIds: ['subnet-1'],
      };
      const { DomainArn } = await ask(url, 'SageMaker', 'CreateDomain', { DomainName: name, ...settings });
      return String(DomainArn).split('/')[1] ?? '';
    };
    const making = async () => {
      for (let index = 0; ; index += 1) stays.add(await make(`stays-${round}-${index}`));
    };
    const deleting = async () => {
      for (let index = 0; ; index += 1) {
        const DomainId = await make(`goes-${round}-${index}`);
        await until(async () => (await ask(url, 'SageMaker', 'DescribeDomain', { DomainId })).Status === 'InService');
        const RetentionPolicy = { HomeEfsFileSystem: 'Delete' };
        await ask(url, 'SageMaker', 'DeleteDomain', { DomainId, RetentionPolicy });
        goes.add(DomainId);
      }
    };
    if (round === times) return end().then(() => stays.size + goes.size);
    const before = stays.size + goes.size;
    const ended = Promise.allSettled([making(), deleting()]);
    await amid(() => stays.size + goes.size - before, 4, ended);
    await end();
    const refused = (await ended).flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    // Only the end of the process may have ended them.
    expect(refused.filter((reason) => reason instanceof Refused)).toEqual([]);
  }
  return stays.size + goes.size;
}

async function started(program: Program, words: string[]) {
  const run = await program.start(...words);
  return { url: run.url, end: () => run.end('SIGKILL') };
}

/** The domains, when none is under way any more. */
async function atRest(url: string): Promise<string[]> {
  const domains: { DomainId: string; Status: string }[] = [];
  await until(async () => {
    domains.length = 0;
    let NextToken: string | undefined;
    do {
      const page = await ask(url, 'SageMaker', 'ListDomains', { MaxResults: 100, NextToken });
      domains.push(...page.Domains);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    return domains.every(({ Status }) => Status === 'InService');
  });
  return domains.map(({ DomainId }) => DomainId);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The domains that have both groups, each of which names the other; and what else there is, as it is. */
function pairsOf(groups: SecurityGroup[]): string[] {
  const named = new Map(groups.map((group) => [group.GroupName, group]));
  const domains = new Set(
    groups.map(({ GroupName = '' }) => GroupName.replace(/^security-group-for-(in|out)bound-nfs-/, '')),
  );
  return [...domains].sort().map((id) => {
    const inbound = named.get(`security-group-for-inbound-nfs-${id}`);
    const outbound = named.get(`security-group-for-outbound-nfs-${id}`);
    const from = inbound?.IpPermissions?.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs);
    const to = outbound?.IpPermissionsEgress?.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs);
    const namesOther =
      from?.some(({ GroupId }) => GroupId === outbound?.GroupId) &&
      to?.some(({ GroupId }) => GroupId === inbound?.GroupId);
    return namesOther
      ? id
      : `${id} has ${inbound ? 'an' : 'no'} inbound group and ${outbound ? 'an' : 'no'} outbound one`;
  });
}
