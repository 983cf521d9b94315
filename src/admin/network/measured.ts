import { appHistory } from '../../aws/app-history';
import { listApps, type StudioApp } from '../../aws/app';
import type { SageMaker } from '../../aws/client';
import { describeDomainNetwork } from '../../aws/domain-network';
import { connectEc2 } from '../../aws/ec2';
import { AwsError } from '../../aws/errors';
import { describeSubnets } from '../../aws/subnet';
import { listUserProfiles } from '../../aws/user-profile';
import { describeVpcEndpoints } from '../../aws/vpc-endpoint';
import type { AppEvent } from '../../studio/app-event';
import { peakOf } from './rules/peak';

/** What a domain ran and runs on, as far as AWS tells. */
export interface Measured {
  people: number;
  /** Apps that ran at once at the busiest moment that is known. */
  apps: number;
  /** From what that is known, in words. */
  from: string;
  /** Where its subnets are, in words. */
  in: string;
  zones: number;
  endpoints: number;
  fileSystems: number;
}

const live = ['Pending', 'InService', 'Deleting'];

/** Reads it: the past of apps from CloudTrail where that may be read. Rejects with `AwsError`. */
export async function measured(
  sagemaker: SageMaker,
  region: string,
  domainId: string,
  { now, days }: { now: number; days: number },
): Promise<Measured> {
  const domain = await describeDomainNetwork(sagemaker, domainId);
  const people = (await listUserProfiles(sagemaker, domainId)).length;
  const { items } = await listApps(sagemaker, domainId, { of: 'domain' });
  const running = items.filter(({ status }) => live.includes(status));
  const ec2 = connectEc2(region);
  try {
    const { vpcId, subnetIds } = domain;
    const subnets = vpcId === undefined ? [] : await describeSubnets(ec2, vpcId);
    const endpoints = vpcId === undefined ? [] : await describeVpcEndpoints(ec2, vpcId);
    const zones = new Set(subnets.filter(({ subnetId }) => subnetIds.includes(subnetId)).map(({ zoneId }) => zoneId));
    const custom = new Set([...domain.privateSpaces.efsFileSystemIds, ...domain.sharedSpaces.efsFileSystemIds]);
    return {
      people,
      ...(await peak(region, domainId, running, now, days)),
      in:
        zones.size > 0
          ? `its subnets are in ${[...zones].sort().join(', ')}`
          : `its subnets are not to be seen${vpcId === undefined ? '' : ` in ${vpcId}`}: counted as one zone for each of ${subnetIds.length}`,
      zones: Math.max(1, zones.size > 0 ? zones.size : subnetIds.length),
      endpoints: endpoints.filter(({ type }) => type === 'Interface').length,
      fileSystems: custom.size + (domain.homeEfsFileSystemId === undefined ? 0 : 1),
    };
  } finally {
    ec2.close();
  }
}

/** As CloudTrail's events name it. */
const nameOf = ({ key: { owner, appType, appName } }: StudioApp) =>
  [
    owner.kind === 'space' ? owner.spaceName : '',
    owner.kind === 'space' ? '' : owner.userProfileName,
    appType,
    appName,
  ].join('/');

async function peak(region: string, domainId: string, running: readonly StudioApp[], now: number, days: number) {
  const names = new Set(running.map(nameOf));
  // CloudTrail tells minutes late: what was started just now tells its start itself.
  const starts = running.flatMap((app): AppEvent[] =>
    app.since === undefined ? [] : [{ app: nameOf(app), what: 'started', at: Date.parse(app.since) }],
  );
  try {
    const { events, complete } = await appHistory(region, domainId, new Date(now - days * 86_400_000));
    const part = complete ? '' : ', of which only a part could be read';
    return {
      apps: peakOf([...events, ...starts], names),
      from: `ran at once at the busiest moment of the last ${days} days, or more, as CloudTrail tells of starts and stops${part}`,
    };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { failure } = error;
    const remedy = failure.kind === 'permission' ? `allow ${failure.action}` : failure.message;
    return { apps: names.size, from: `run now; the past is not known without CloudTrail (${remedy})` };
  }
}
