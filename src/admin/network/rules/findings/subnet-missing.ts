import { at, rule, since } from '../rule';

/** The domain names a subnet that its VPC does not have. */
export const subnetMissing = rule({
  code: 'subnet-missing',
  severity: 'error',
  since,
  title: 'A subnet of the domain does not exist',
  why: 'Apps that are placed in it do not start.',
  wrong: 'SubnetIds: [subnet-1, subnet-gone]',
  right: 'SubnetIds: [subnet-1, subnet-2]',
  reads: ['domain', 'subnets', 'vpc'],
  check: ({ domain, subnets, vpc }) =>
    domain.subnetIds
      .filter((id) => !subnets.some(({ subnetId }) => subnetId === id))
      .map((id) => ({
        where: at('subnet', id),
        reason: `${domain.domainId} names ${id}, which is not in ${vpc.vpcId}, or is not shared with this account`,
        remedy: `set the domain's SubnetIds without ${id} (apps must be stopped)`,
      })),
});
