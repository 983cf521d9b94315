import { at, rule, since } from '../rule';

/** EC2's offerings stand for SageMaker's, whose instances they are (inferred). */
export const instanceTypeNotOffered = rule({
  code: 'instance-type-not-offered',
  severity: 'warning',
  since,
  title: 'A zone of the domain does not offer a wanted instance type',
  why: 'Studio places an app in one of the subnets; the fewer of their zones have the type, the likelier it does not start.',
  wrong: 'ml.g5.xlarge, and a subnet in use1-az3, which has none',
  right: 'subnets in zones that offer it',
  blind: 'how many are free there, and quotas',
  reads: ['subnets', 'offerings'],
  check: ({ subnets, offerings }) =>
    offerings.flatMap(({ instanceType, zoneIds }) => {
      const lacking = subnets.filter(({ zoneId }) => !zoneIds.includes(zoneId));
      if (lacking.length === 0) return [];
      const zones = [...new Set(lacking.map(({ zoneId }) => zoneId))];
      const nowhere = lacking.length === subnets.length;
      return [
        {
          where: at('instance type', `ml.${instanceType}`),
          reason: `${zones.join(', ')} ${zones.length === 1 ? 'does' : 'do'} not offer ml.${instanceType}${nowhere ? ', and that is every zone of the domain' : ''} (EC2's offerings)`,
          remedy:
            zoneIds.length === 0
              ? `choose a type that the Region has in place of ml.${instanceType}`
              : `use subnets in ${zoneIds.join(', ')}, or choose another type`,
        },
      ];
    }),
});
