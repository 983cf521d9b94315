import type { TemplateWish } from './wish';
import { ref, sendsNothing, tcp } from './words';

/** Groups of apps, of endpoints, and of custom file systems where there are some. */
export function securityGroups(vpcId: unknown, { companyCidr, customFileSystems }: TemplateWish) {
  const group = (GroupDescription: string, rules: object) => ({
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription, VpcId: vpcId, ...rules },
  });
  const files = customFileSystems === 'some';
  const toFiles = [2049, 988].map((port) => ({
    ...tcp(port),
    DestinationSecurityGroupId: ref('FileSystemSecurityGroup'),
  }));
  const company = { ...tcp(443), CidrIp: companyCidr, Description: "people's browsers" };
  return {
    // S3 is reached by a gateway, whose addresses are public ones; nothing else leads out.
    AppSecurityGroup: group('Apps of SageMaker Studio: nobody may reach them', {
      SecurityGroupEgress: [{ ...tcp(443), CidrIp: '0.0.0.0/0', Description: 'endpoints' }, ...(files ? toFiles : [])],
    }),
    EndpointSecurityGroup: group('Endpoints: apps may reach them', {
      SecurityGroupIngress: [
        { ...tcp(443), SourceSecurityGroupId: ref('AppSecurityGroup') },
        ...(companyCidr === undefined ? [] : [company]),
      ],
      SecurityGroupEgress: sendsNothing,
    }),
    ...(files && {
      FileSystemSecurityGroup: group('Custom file systems: apps may reach them', { SecurityGroupEgress: sendsNothing }),
      ...Object.fromEntries(
        [2049, 988].map((port) => [
          `FileSystemIngress${port}`,
          {
            Type: 'AWS::EC2::SecurityGroupIngress',
            Properties: {
              GroupId: ref('FileSystemSecurityGroup'),
              ...tcp(port),
              SourceSecurityGroupId: ref('AppSecurityGroup'),
            },
          },
        ]),
      ),
    }),
  };
}
