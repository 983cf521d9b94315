import { at, rule, since } from '../rule';

/** Studio's apps have IPv4, or both: `IpAddressType` is `ipv4` or `dualstack` (service model). */
export const subnetAddressFamily = rule({
  code: 'subnet-address-family',
  severity: 'error',
  since,
  title: 'A subnet lacks the addresses that the domain wants',
  why: 'Apps have IPv4 addresses, or both IPv4 and IPv6 in a dual-stack domain; a subnet that lacks one kind holds no app.',
  wrong: 'a subnet of IPv6 alone; or IpAddressType: dualstack in a subnet without IPv6',
  right: 'IpAddressType: ipv4 in subnets with IPv4',
  reads: ['domain', 'subnets'],
  check: ({ domain, subnets }) =>
    subnets.flatMap(({ subnetId, cidr, ipv6 }) => {
      const where = at('subnet', subnetId);
      if (cidr === undefined) {
        return [
          {
            where,
            reason: `${subnetId} has IPv6 addresses alone, and apps need IPv4`,
            remedy: `use a subnet with IPv4 in place of ${subnetId}`,
          },
        ];
      }
      if (!domain.dualstack || ipv6.length > 0) return [];
      return [
        {
          where,
          reason: `${domain.domainId} is dual-stack and ${subnetId} has no IPv6 range`,
          remedy: `give ${subnetId} an IPv6 range, or set the domain's IpAddressType to ipv4`,
        },
      ];
    }),
});
