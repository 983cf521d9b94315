import { fromS3 } from './wheel';

/** Believable parameters for each script that requires some. */
export const examples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'backup-home': { DESTINATION: 's3://tools/homes' },
  'check-extensions': { REQUIRED: 'jupyterlab' },
  'code-editor-settings': { SETTINGS: '{}', SOURCE: 's3://tools/vsix', EXTENSIONS: 'acme.vsix' },
  'git-identity': { EMAIL_DOMAIN: 'example.com' },
  'install-company-ca': { CERTIFICATE: 's3://tools/ca.pem' },
  'install-jupyterlab-extensions': { SOURCE: 's3://tools/wheels', PACKAGES: 'acme-panel==1.2.0' },
  'install-studiolo': fromS3,
  'job-defaults': { SUBNETS: 'subnet-0a1b2c3d', SECURITY_GROUPS: 'sg-0a1b2c3d', TAGS: 'team=research' },
  'mount-shared-efs': { FILE_SYSTEM: 'fs-0123456789abcdef0' },
  'restore-home': { SOURCE: 's3://tools/homes/d-abcdefghijkl/study' },
  'set-proxy': { PROXY: 'http://127.0.0.1:1' },
  'suggest-repositories': { REPOSITORIES: 'https://127.0.0.1:1/team/code.git' },
  'use-package-index': { PIP_INDEX: 'codeartifact', CODEARTIFACT: 'acme/python' },
};
