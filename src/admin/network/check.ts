import type { SageMaker } from '../../aws/client';
import { connectEc2 } from '../../aws/ec2';
import { connectEfs } from '../../aws/efs-mount-target';
import type { Finding, Outcome } from '../findings/outcome';
import { judge, rulesOf } from '../findings/judge';
import { type Occupancy, occupancyOf } from './occupancy';
import { readNetwork, type Wishes } from './read-network';
import { networkChecks } from './rules/checks';
import type { NetworkResource } from './rules/live-network';

export type NetworkFinding = Finding<NetworkResource>;

/** Every rule of a domain's network. */
export const networkRules = rulesOf(networkChecks);

/**
 * Judges a domain's network as it is. Rejects with `AwsError` where nothing can be read at all: no such domain, no
 * credentials.
 */
export async function checkNetwork(
  sagemaker: SageMaker,
  domainId: string,
  region: string,
  wishes: Wishes,
): Promise<{ outcomes: Outcome<NetworkFinding>[]; occupancy: Occupancy }> {
  const [ec2, efs] = [connectEc2(region), connectEfs(region)];
  try {
    const facts = await readNetwork({ sagemaker, ec2, efs }, domainId, region, wishes);
    return {
      outcomes: judge(networkChecks, facts).map((one) => inRegion(one, region)),
      occupancy: await occupancyOf(ec2, facts.subnets),
    };
  } finally {
    ec2.close();
    efs.close();
  }
}

/** The AWS CLI is told the region, which the one who runs it may have said to this program alone. */
function inRegion(one: Outcome<NetworkFinding>, region: string): Outcome<NetworkFinding> {
  if (one.outcome !== 'finding' || !one.finding.mend) return one;
  return { ...one, finding: { ...one.finding, mend: one.finding.mend.map((line) => `${line} --region ${region}`) } };
}
