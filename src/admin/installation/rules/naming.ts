import { createHash } from 'node:crypto';

/** The names of all lifecycle configurations that studiolo makes begin with this and a hyphen. */
export const namePrefix = 'studiolo';

/**
 * The name of a domain's lifecycle configuration with this script: content cannot be changed in AWS, so the name
 * carries its hash. At most 44 characters, of those that the API allows (63 letters, digits and single hyphens).
 */
export function lifecycleConfigName(appType: 'JupyterLab' | 'CodeEditor', domainId: string, script: string): string {
  const hash = createHash('sha256').update(`${domainId}\n${script}`).digest('hex');
  return `${namePrefix}-${appType.toLowerCase()}-${hash.slice(0, 16)}`;
}

/** The name in a lifecycle configuration's ARN, `arn:aws:sagemaker:…:studio-lifecycle-config/NAME`. */
export const nameOfArn = (arn: string) => arn.slice(arn.indexOf('/') + 1);

/** Tags that studiolo puts on its lifecycle configurations. */
export const domainTag = 'studiolo:domain-id';
export const versionTag = 'studiolo:version';
/** Its value is the name of the CloudFormation stack that made the lifecycle configuration. */
export const stackTag = 'studiolo:stack';
/** Its value is the ARN of what a slot had before this was attached there, or `None`. Without it, that is not known. */
export const beforeTag = (slot: string) => `studiolo:before:${slot}`;
/** Its value is the ARN of what a slot had before studiolo came, or `None`. */
export const customersTag = (slot: string) => `studiolo:customers:${slot}`;
/** Its value is the ARN of what a slot had, while a domain is being brought back to this; `None` once that is done. */
export const rollbackTag = (slot: string) => `studiolo:rollback-from:${slot}`;

/** The folder of S3 that holds what a domain's apps install: one per domain, so that it can be taken away whole. */
export const wheelFolder = (prefix: string, domainId: string) =>
  `${prefix.replace(/\/+$/, '')}/${domainId}/`.replace(/^\//, '');
