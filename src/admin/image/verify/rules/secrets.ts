import { credentialFile } from '../credential-file';
import { fileAt } from '../image-location';
import { rule } from '../image-rule';

const secretName = /(^|_)(SECRET|PASSWORD|PASSWD|TOKEN|PRIVATE_KEY|API_?KEY|SECRET_ACCESS_KEY)$/i;
const secretValue =
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|https?:\/\/[^\s:/@$]+:[^\s:/@$]{3,}@/;
const secretArgument = /\b[A-Z_]*(SECRET_ACCESS_KEY|PASSWORD|API_?TOKEN|AUTH_TOKEN)=(?!\$)[^\s|]{6,}/;

export const secretInEnv = rule({
  code: 'secret-in-env',
  severity: 'warning',
  since: '0.1',
  title: 'a secret stands in the environment or in a build command',
  why: 'Everybody who may pull the image can read its environment and the commands that made it.',
  wrong: 'FROM python:3.12.7\nENV DB_PASSWORD=hunter2hunter2',
  right: 'FROM python:3.12.7\nRUN --mount=type=secret,id=pip cat /run/secrets/pip > /dev/null',
  accept: 'the value only looks like a secret',
  blind: 'secrets that neither name nor form tell',
  reads: ['image', 'launch'],
  check({ image, launch }) {
    const where = (member: string) =>
      image.kind === 'image'
        ? ({ in: 'config', member } as const)
        : ({ in: 'dockerfile', line: image.lines['ENV'] ?? image.base.line } as const);
    const named = Object.entries(image.config.env).find(
      ([name, value]) => (secretName.test(name) && value !== '' && !value.startsWith('/')) || secretValue.test(value),
    );
    if (named)
      return [
        {
          reason: `${named[0]} looks like a secret; everybody who may pull the image can read it`,
          where: where('Env'),
          remedy: 'withdraw the secret, and fetch it when the app runs, e.g. from Secrets Manager',
        },
      ];
    const command = [...image.config.history, launch.command.join(' ')].find(
      (text) => secretValue.test(text) || secretArgument.test(text),
    );
    if (command === undefined) return [];
    return [
      {
        reason: `a build command holds what looks like a secret ("${command.slice(0, 40)}…"); everybody who may pull the image can read it`,
        where: where('history'),
        remedy: 'withdraw the secret, and give it to the build with RUN --mount=type=secret',
      },
    ];
  },
});

/** In any layer that the image still shows. */
export const secretInFile = rule({
  code: 'secret-in-file',
  severity: 'warning',
  since: '0.1',
  title: 'a file with credentials is in the image',
  why: 'Everybody who may pull the image can read the file, in its layer also after a later one deleted it.',
  wrong: 'COPY credentials /root/.aws/credentials',
  right: 'RUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://acme-tools/data.zip /opt/',
  accept: 'the file holds an example',
  blind: 'credentials in files that are not usually kept for them',
  reads: ['built'],
  check: ({ built: { files } }) =>
    [...files.below('/')]
      .filter(([path, { type, size }]) => type === 'file' && size > 0 && credentialFile.test(path))
      .map(([path, record]) => ({
        reason: `${path} (${record.size} bytes) usually holds credentials; everybody who may pull the image can read it`,
        where: fileAt(path, record),
        remedy:
          'withdraw the credentials, and build without the file: deleting it in a later layer leaves it in this one',
      })),
});
