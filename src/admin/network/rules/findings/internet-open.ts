import { someOf } from '../../../../studio/some-of';
import { at, rule, since, type Verdict } from '../rule';
import { followedBy, wayOut, waysToInternet } from '../way-out';
import { elsewhere, mostNamed, unseenTable } from './internet';

const internetOpenText = {
  code: 'internet-open',
  severity: 'error',
  since,
  title: 'Apps have a way to the internet',
  why: 'It was said that they have none (--internet forbidden): data can leave by it.',
  wrong: '0.0.0.0/0 to nat-…',
  right: 'AppNetworkAccessType: VpcOnly, and no route to a NAT gateway',
  blind: 'ways through other networks, proxies and resolvers',
} as const;

export const internetOpen = rule({
  ...internetOpenText,
  reads: ['vpcOnly', 'internetForbidden', 'subnets', 'routeTables', 'natGateways'],
  check({ subnets, routeTables, natGateways }): Verdict[] {
    const { followed, unseen } = followedBy(subnets, routeTables);
    const found = followed.flatMap(({ table, subnetIds }) => {
      const { routeTableId: id } = table;
      const open = waysToInternet(table, natGateways).flatMap(({ destination, way }): Verdict[] =>
        way.kind === 'nat'
          ? [
              {
                where: at('route table', id),
                reason: `${id} of ${someOf(subnetIds, mostNamed)} routes ${destination} to ${way.target}`,
                remedy: `take that route out of ${id}`,
                mend: [`aws ec2 delete-route --route-table-id ${id} ${destinationOption(destination)}`],
              },
            ]
          : [],
      );
      const unknown = (['IPv4', 'IPv6'] as const).flatMap((family): Verdict[] => {
        const way = wayOut(table, natGateways, family);
        return way.kind === 'elsewhere' ? subnetIds.map((subnetId) => elsewhere(subnetId, way.target)) : [];
      });
      return [...open, ...unknown];
    });
    return [...found, ...unseen.map(unseenTable)];
  },
});

/** What a domain in the other mode does, whatever its VPC is like. */
export const internetOpenByMode = rule({
  ...internetOpenText,
  reads: ['domain', 'internetForbidden'],
  check: ({ domain: { domainId, access } }) =>
    access === 'VpcOnly'
      ? [{ doesNotApply: `apps of ${domainId} reach the internet through its VPC alone` }]
      : [
          {
            where: at('domain', domainId),
            reason: `AppNetworkAccessType of ${domainId} is ${access}: its apps reach the internet through SageMaker's own network, whatever the VPC is like`,
            remedy: `stop the apps, then set AppNetworkAccessType to VpcOnly, and run this again for what its VPC then needs`,
          },
        ],
});

function destinationOption(destination: string): string {
  if (destination.startsWith('pl-')) return `--destination-prefix-list-id ${destination}`;
  return `--destination-${destination.includes(':') ? 'ipv6-cidr' : 'cidr'}-block ${destination}`;
}
