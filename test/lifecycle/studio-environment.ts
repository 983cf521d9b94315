/** The space that the app of the tests belongs to. */
export const space = { domain: 'd-abcdefghijkl', name: 'study', region: 'us-east-1', account: '123456789012' };

export type AppType = 'JupyterLab' | 'CodeEditor';

/**
 * Environment variables of an app (fact sheet, section 5), with those of the image. Credentials are given as variables
 * where Studio gives AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: the AWS CLI takes either from the environment alone.
 */
export const studioEnvironment = (appType: AppType): Record<string, string> => ({
  HOME: '/home/sagemaker-user',
  USER: 'sagemaker-user',
  MAMBA_USER: 'sagemaker-user',
  SHELL: '/bin/bash',
  PATH: '/opt/conda/bin:/opt/conda/condabin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin:/home/sagemaker-user/.local/bin',
  SAGEMAKER_LOGGING_DIR: '/var/log/sagemaker/',
  STUDIO_LOGGING_DIR: '/var/log/studio/',
  SAGEMAKER_APP_TYPE: appType,
  SAGEMAKER_SPACE_NAME: space.name,
  AWS_ACCOUNT_ID: space.account,
  AWS_REGION: space.region,
  AWS_DEFAULT_REGION: space.region,
  AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
  AWS_SECRET_ACCESS_KEY: 'emulated',
});

/** /opt/ml/metadata/resource-metadata.json, as in a JupyterLab space (fact sheet, section 5): no user profile in it. */
export const resourceMetadata = (appType: AppType) => ({
  AppType: appType,
  DomainId: space.domain,
  SpaceName: space.name,
  ExecutionRoleArn: `arn:aws:iam::${space.account}:role/studio`,
  ResourceArn: `arn:aws:sagemaker:${space.region}:${space.account}:app/${space.domain}/${space.name}/${appType}/default`,
  ResourceName: 'default',
  AppImageVersion: '',
});
