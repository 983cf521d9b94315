import { rule } from '../image-rule';
import { studioVariables } from '../studio-variables';

export const envReserved = rule({
  code: 'env-reserved',
  severity: 'warning',
  since: '0.1',
  title: 'a variable is set that Studio overrides',
  why: 'What the image sets is never seen in an app.',
  wrong: 'FROM python:3.12.7\nENV AWS_REGION=eu-west-1',
  right: 'FROM python:3.12.7\nENV ACME_REGION=eu-west-1',
  reads: ['image', 'appType'],
  check({ image, appType }) {
    const { env } = image.config;
    return studioVariables
      .filter((name) => name in env)
      .map((name) => ({
        reason: `${name} is set to "${env[name]}"; Studio sets it itself, for ${appType} too`,
        where:
          image.kind === 'image'
            ? { in: 'config', member: 'Env' }
            : { in: 'dockerfile', line: image.lines['ENV'] ?? image.base.line },
        remedy: 'leave it out',
      }));
  },
});
