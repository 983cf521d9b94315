import { space } from './studio-environment';

const image = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';
const resources = `{ InstanceType: ml.t3.medium, SageMakerImageArn: '${image}' }`;
/** For the emulator: the space of the tests, its app running. */
export const seed = `
domains:
  ${space.domain}:
    DomainName: acme
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/studio' }
    userProfiles: { ana: {} }
    spaces:
      ${space.name}:
        owner: ana
        sharing: Private
        SpaceSettings: { AppType: JupyterLab }
        apps: [{ AppType: JupyterLab, since: 1h ago, ResourceSpec: ${resources} }]
`;
