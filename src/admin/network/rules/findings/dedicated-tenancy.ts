import { at, rule, since } from '../rule';

export const dedicatedTenancy = rule({
  code: 'dedicated-tenancy',
  severity: 'error',
  since,
  title: 'The VPC has dedicated tenancy',
  why: 'Studio takes a VPC of default tenancy alone (AWS documentation).',
  wrong: 'InstanceTenancy: dedicated',
  right: 'InstanceTenancy: default',
  reads: ['vpc'],
  check: ({ vpc: { vpcId, tenancy } }) =>
    tenancy === 'default'
      ? []
      : [
          {
            where: at('VPC', vpcId),
            reason: `${vpcId} has ${tenancy} tenancy`,
            remedy: 'set it to default',
            mend: [`aws ec2 modify-vpc-tenancy --vpc-id ${vpcId} --instance-tenancy default`],
          },
        ],
});
