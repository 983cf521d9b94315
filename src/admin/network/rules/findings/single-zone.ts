import { at, rule, since } from '../rule';

/** Zones are told apart by id: names differ from account to account. */
export const singleZone = rule({
  code: 'single-zone',
  severity: 'warning',
  since,
  title: 'All subnets are in one zone',
  why: 'When the zone fails, or has no instances of a type left, no app starts.',
  wrong: 'two subnets, both in use1-az1',
  right: 'a subnet in use1-az1 and one in use1-az2',
  accept: 'for a domain for trying things out',
  reads: ['domain', 'subnets'],
  check({ domain, subnets }) {
    const [first, ...others] = new Set(subnets.map(({ zoneId }) => zoneId));
    if (first === undefined || others.length > 0) return [];
    return [
      {
        where: at('domain', domain.domainId),
        reason: `every subnet of ${domain.domainId} is in ${first}`,
        remedy: 'add a subnet in another zone to the domain',
      },
    ];
  },
});
