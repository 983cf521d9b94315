import type { AddressNeed, DomainNetwork, Subnet } from '../live-network';
import { perUnit } from '../per-unit';
import { at, rules, since } from '../rule';

/** Free addresses against what everyone's apps take, today and after growth. */
export const addresses = rules({
  reads: ['domain', 'subnets', 'need'],
  rules: {
    'too-few-addresses': {
      severity: 'error',
      since,
      title: 'The subnets have too few free addresses for everyone',
      why: 'Each running app takes an address of a subnet of the domain. Where none is free, the next app does not start.',
      wrong: '100 user profiles, 60 apps running, 30 free addresses',
      right: '100 user profiles, 60 apps running, 40 free addresses or more',
      accept: 'when some user profiles are never used at the same time; or say how many are with --users',
      blind: 'jobs in the same subnets, and domains of other accounts in a shared subnet',
    },
    'little-room-to-grow': {
      severity: 'warning',
      since,
      title: 'The subnets have too few free addresses for the growth that is planned',
      why: 'A subnet cannot be made larger. Further subnets can be added to the domain, best before they are needed.',
      wrong: '100 user profiles, 100 apps running, 20 free addresses, 30% growth',
      right: '100 user profiles, 100 apps running, 30 free addresses or more, 30% growth',
    },
  },
  check({ domain, subnets, need }) {
    if (subnets.length === 0) {
      const doesNotApply = `none of the subnets of ${domain.domainId} is there`;
      return [
        { code: 'too-few-addresses' as const, doesNotApply },
        { code: 'little-room-to-grow' as const, doesNotApply },
      ];
    }
    const free = subnets.reduce((sum, subnet) => sum + subnet.free, 0);
    const [now, then] = [missing(need, 0), missing(need, need.growth)];
    const where = at('domain', domain.domainId);
    const facts = `${free} addresses are free in ${subnets.map(({ subnetId }) => subnetId).join(', ')}; ${crowdsText(need)}`;
    if (free < now) {
      return [
        {
          code: 'too-few-addresses' as const,
          where,
          reason: `${facts}, which would take ${now} more`,
          remedy: remedyFor(domain, subnets, now - free),
        },
      ];
    }
    if (free >= then) return [];
    return [
      {
        code: 'little-room-to-grow' as const,
        where,
        reason: `${facts}, which would take ${then} more with ${need.growth}% growth`,
        remedy: remedyFor(domain, subnets, then - free),
      },
    ];
  },
});

/** Addresses that are not taken yet and would be, if everybody ran as many apps as is said. */
function missing({ crowds, appsEach }: AddressNeed, growth: number): number {
  return crowds.reduce((sum, { people, running }) => {
    const apps = Math.ceil((people * appsEach * (100 + growth)) / 100);
    return sum + Math.max(0, apps - running) * perUnit.app.addresses;
  }, 0);
}

const crowdsText = ({ crowds, appsEach }: AddressNeed) =>
  crowds
    .map(
      ({ domainId, people, running }) =>
        `${domainId} has ${people} user${people === 1 ? '' : 's'} with ${appsEach} app${appsEach === 1 ? '' : 's'} each, of which ${running} run`,
    )
    .join('; ');

const remedyFor = ({ domainId }: DomainNetwork, subnets: Subnet[], short: number) =>
  `add subnets with at least ${short} free address${short === 1 ? '' : 'es'} to ${domainId} (UpdateDomain, SubnetIds: these and the ${subnets.length} that it has)`;
