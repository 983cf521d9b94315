/** What CloudFormation's resources are put in words with. */
export const tcp = (port: number) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port });
export const ref = (name: string) => ({ Ref: name });
export const named = (name: string) => [{ Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}-${name}` } }];
/** CloudFormation lets a group without rules send everything; this is how it is told to send nothing. */
export const sendsNothing = [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32', Description: 'sends nothing' }];
