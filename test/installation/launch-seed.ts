import { space } from '../lifecycle/studio-environment';

/** The domain that the apps' own metadata name. */
export const { domain } = space;

/** The spaces of the domain, and which app each is for. */
export const spaces = { study: 'JupyterLab', editor: 'CodeEditor', own: 'JupyterLab' } as const;

/** For the emulator: one domain, one user, nothing that runs. */
export const seed = `
domains:
  ${domain}:
    DomainName: launch
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
    userProfiles: { ana: {} }
    spaces:
${Object.entries(spaces)
  .map(([name, appType]) => `      ${name}: { owner: ana, sharing: Private, SpaceSettings: { AppType: ${appType} } }`)
  .join('\n')}
`;
