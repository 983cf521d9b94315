import { named, ref, sendsNothing } from './words';

/** Where company DNS asks for private names: a resolver takes two addresses or more, best in two zones. */
export function resolver(companyCidr: string, vpcId: unknown, subnets: object[]) {
  const dns = ['tcp', 'udp'].map((IpProtocol) => ({ IpProtocol, FromPort: 53, ToPort: 53, CidrIp: companyCidr }));
  return {
    ResolverSecurityGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'Resolver: company DNS may ask it',
        VpcId: vpcId,
        SecurityGroupIngress: dns,
        SecurityGroupEgress: sendsNothing,
      },
    },
    ResolverEndpoint: {
      Type: 'AWS::Route53Resolver::ResolverEndpoint',
      Properties: {
        Direction: 'INBOUND',
        IpAddresses: subnets.map((SubnetId) => ({ SubnetId })),
        SecurityGroupIds: [ref('ResolverSecurityGroup')],
        Tags: named('studio'),
      },
    },
  };
}
