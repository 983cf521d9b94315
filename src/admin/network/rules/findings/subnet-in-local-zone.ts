import { at, rule, since } from '../rule';

/** No source says that Studio runs in local zones or Wavelength zones; EFS and interface endpoints of Studio do not (inferred). */
export const subnetInLocalZone = rule({
  code: 'subnet-in-local-zone',
  severity: 'error',
  since,
  title: 'A subnet is not in an Availability Zone',
  why: 'Local and Wavelength zones have neither mount targets of EFS nor endpoints of SageMaker, so apps in them do not work (inferred).',
  wrong: 'a subnet in us-west-2-lax-1a',
  right: 'a subnet in us-west-2a',
  reads: ['subnets', 'zones'],
  check: ({ subnets, zones }) =>
    subnets.flatMap(({ subnetId, zoneId, zoneName }) => {
      const zone = zones.find((each) => each.zoneId === zoneId);
      if (!zone || zone.zoneType === 'availability-zone') return [];
      return [
        {
          where: at('subnet', subnetId),
          reason: `${subnetId} is in ${zoneName}, a ${zone.zoneType}`,
          remedy: `use a subnet in an Availability Zone in place of ${subnetId}`,
        },
      ];
    }),
});
