import type { ReadImage } from '../contents';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

/** Variables that Studio documents as its own; whatever the image sets is overridden. */
export const studioVariables = [
  'AWS_ACCOUNT_ID',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'SAGEMAKER_SPACE_NAME',
  'SAGEMAKER_APP_TYPE',
];

const secretName = /(^|_)(SECRET|PASSWORD|PASSWD|TOKEN|PRIVATE_KEY|API_?KEY|SECRET_ACCESS_KEY)$/i;
const secretValue =
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|https?:\/\/[^\s:/@$]+:[^\s:/@$]{3,}@/;

/** Environment variables that Studio overrides, and secrets in variables and build commands. */
export const environment: Rule = ({ image, appType, launch }) => {
  const where = (member: string) =>
    image.kind === 'image'
      ? ({ in: 'config', member } as const)
      : ({ in: 'dockerfile', line: image.lines['ENV'] ?? image.base.line } as const);
  const { env } = image.config;
  const overridden = studioVariables.filter((name) => name in env);
  const findings: ReturnType<Rule> = overridden.map((name) => ({
    code: 'env-reserved',
    message: `${name} is set to "${env[name]}"; Studio sets it itself, for ${appType} too`,
    where: where('Env'),
    remedy: 'leave it out',
  }));
  const named = Object.entries(env).find(
    ([name, value]) => (secretName.test(name) && value !== '' && !value.startsWith('/')) || secretValue.test(value),
  );
  const command = [...image.config.history, launch.command.join(' ')].find(
    (text) => secretValue.test(text) || secretArgument.test(text),
  );
  if (named) {
    findings.push({
      code: 'secret-in-env',
      message: `${named[0]} looks like a secret; everybody who may pull the image can read it`,
      where: where('Env'),
      remedy: 'withdraw the secret, and fetch it when the app runs, e.g. from Secrets Manager',
    });
  } else if (command !== undefined) {
    findings.push({
      code: 'secret-in-env',
      message: `a build command holds what looks like a secret ("${command.slice(0, 40)}…"); everybody who may pull the image can read it`,
      where: where('history'),
      remedy: 'withdraw the secret, and give it to the build with RUN --mount=type=secret',
    });
  }
  return findings;
};

const secretArgument = /\b[A-Z_]*(SECRET_ACCESS_KEY|PASSWORD|API_?TOKEN|AUTH_TOKEN)=(?!\$)[^\s|]{6,}/;

/** Where credentials are usually kept. */
export const credentialFile =
  /\/(\.aws\/credentials|\.netrc|\.git-credentials|\.docker\/config\.json|\.pypirc|\.ssh\/id_(rsa|dsa|ecdsa|ed25519)|\.config\/gcloud\/credentials\.db)$/;

/** Files with credentials, in any layer that the image still shows. */
export const credentialFiles: Rule<ReadImage> = ({ image: { files } }) =>
  [...files.below('/')].flatMap(([path, record]) =>
    record.type === 'file' && record.size > 0 && credentialFile.test(path)
      ? [
          {
            code: 'secret-in-file' as const,
            message: `${path} (${record.size} bytes) usually holds credentials; everybody who may pull the image can read it`,
            where: placeOf(path, record),
            remedy:
              'withdraw the credentials, and build without the file: deleting it in a later layer leaves it in this one',
          },
        ]
      : [],
  );
