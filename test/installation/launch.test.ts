import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { DISTRIBUTION } from '../emulator/studio';
import { LifecycleRoot } from '../lifecycle/root';
import { domain, seed, spaces } from './launch-seed';
import { LocalAws } from './local-aws';

// What happens in AWS, from the administrator's command to the log that the app leaves: our program and the AWS CLI ask,
// the emulator launches, and a root like that of SageMaker Distribution stands for each app.
jest.setTimeout(120_000);

const aws = new LocalAws();
const roots = new Map<string, LifecycleRoot>();
const wheel = process.env['STUDIOLO_WHEEL'] ?? '';

/** The program that the emulator gives a script to: it runs it in the root of the script's space. */
const runner = () => `#!/bin/bash
case $STUDIOLO_SPACE_NAME in
${[...roots]
  .map(
    ([name, root]) => `${name})
  cp "$1" ${root.at('/opt/ml/on-start.sh')}
  ${root.entering(['/opt/ml/on-start.sh']).map(quoted).join(' ')}
  ;;`,
  )
  .join('\n')}
esac
`;
const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

beforeAll(async () => {
  if (wheel === '') throw new Error('STUDIOLO_WHEEL is not set; run npm test -- lifecycle');
  const program = aws.at('in-app.sh');
  await aws.start(seed, '--run-scripts', program);
  aws.aws('s3', 'mb', 's3://tools');
  const { AWS_ENDPOINT_URL_S3 = '', AWS_ENDPOINT_URL_SAGEMAKER = '' } = aws.environment;
  for (const [name, appType] of Object.entries(spaces)) {
    const environment = { AWS_ENDPOINT_URL: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SAGEMAKER };
    roots.set(name, await new LifecycleRoot({ appType, environment }).boot());
  }
  writeFileSync(program, runner());
  chmodSync(program, 0o755);
}, 600_000);
afterAll(async () => {
  await aws.stop();
  for (const root of roots.values()) await root.remove();
});

const of = (spaceName: string, appType: string) => [
  ...['--domain-id', domain, '--space-name', spaceName, '--app-type', appType, '--app-name', 'default'],
];
/** Starts an app by the AWS CLI and waits for what becomes of it. */
async function launched(spaceName: keyof typeof spaces, more: Record<string, string> = {}) {
  const app = of(spaceName, spaces[spaceName]);
  const spec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION, ...more };
  aws.aws('sagemaker', 'create-app', ...app, '--resource-spec', JSON.stringify(spec));
  for (;;) {
    const { Status, FailureReason } = JSON.parse(JSON.stringify(aws.aws('sagemaker', 'describe-app', ...app)));
    if (Status !== 'Pending') return { Status, FailureReason };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
const place = ['--domain', domain, '--bucket', 'tools', '--wheel', wheel];
/** What is in the log stream of the app's scripts. */
function logOf(spaceName: keyof typeof spaces): string {
  const stream = `${domain}/${spaceName}/${spaces[spaceName]}/default/LifecycleConfigOnStart`;
  const words = ['--log-group-name', '/aws/sagemaker/studio', '--log-stream-name', stream, '--start-from-head'];
  const { events } = JSON.parse(JSON.stringify(aws.aws('logs', 'get-log-events', ...words)));
  return events.map(({ message }: { message: string }) => `${message}\n`).join('');
}
const settings = (value: object) =>
  aws.aws('sagemaker', 'update-domain', '--domain-id', domain, '--default-user-settings', JSON.stringify(value));

it('installs studiolo in each app that is started after `studiolo domain install`', async () => {
  writeFileSync(aws.at('scripts.yaml'), 'scripts: { git-identity: { EMAIL_DOMAIN: example.com } }\n');
  const { code, stderr } = aws.studiolo('domain', 'install', ...place, '--config', aws.at('scripts.yaml'), '--yes');
  expect(code === 0 ? '' : stderr).toBe('');
  for (const [name, root] of roots) {
    if (name === 'own') continue;
    expect(await launched(name as keyof typeof spaces)).toEqual({ Status: 'InService' });
    expect(logOf(name as keyof typeof spaces)).toMatch(/ install-studiolo: done in [\s\S]* git-identity: done in /);
    const { output } = await root.execute(['/opt/conda/bin/jupyter', 'labextension', 'list']);
    expect(output).toMatch(/studiolo v\S+ .*enabled.*OK/);
  }
});

it('fails an app by the script that its user chose, after the built-in one', async () => {
  const content = Buffer.from('#!/bin/bash\necho making ready\nexit 7\n').toString('base64');
  const made = aws.aws(
    ...['sagemaker', 'create-studio-lifecycle-config', '--studio-lifecycle-config-name', 'theirs'],
    ...['--studio-lifecycle-config-app-type', 'JupyterLab', '--studio-lifecycle-config-content', content],
  );
  const { StudioLifecycleConfigArn } = JSON.parse(JSON.stringify(made));
  const { DefaultUserSettings } = JSON.parse(
    JSON.stringify(aws.aws('sagemaker', 'describe-domain', '--domain-id', domain)),
  );
  settings({
    JupyterLabAppSettings: {
      ...DefaultUserSettings.JupyterLabAppSettings,
      LifecycleConfigArns: [StudioLifecycleConfigArn],
    },
  });
  expect(await launched('own', { LifecycleConfigArn: StudioLifecycleConfigArn })).toEqual({
    Status: 'Failed',
    FailureReason: expect.stringMatching(/^ConfigurationError: LifecycleConfig .*studio-lifecycle-config\/theirs\]/),
  });
  expect(logOf('own')).toMatch(/ install-studiolo: done in [\s\S]*making ready\ntheirs: exit code 7\n$/);
  const status = JSON.parse(aws.studiolo('domain', 'status', '--domain', domain, '--json').stdout);
  expect(status[0].apps.map(({ key }: { key: { owner: { spaceName: string } } }) => key.owner.spaceName)).toEqual([
    'editor',
    'study',
  ]);
});

it('keeps the app from starting when the script fails and the administrator said --enforce', async () => {
  const key = readFileSync(wheel);
  writeFileSync(aws.at('other.whl'), Buffer.concat([key, Buffer.from('damaged')]));
  const listing = String(aws.aws('s3', 'ls', '--recursive', 's3://tools'));
  const [, object = ''] = /(\S+\.whl)$/m.exec(listing) ?? [];
  expect(aws.studiolo('domain', 'install', ...place, '--enforce', '--yes').code).toBe(0);
  aws.aws('s3', 'cp', aws.at('other.whl'), `s3://tools/${object}`);
  const root = roots.get('own');
  await root?.execute([
    'bash',
    '-c',
    'rm -rf ~/.studiolo* ~/.cache ~/.local; /opt/conda/bin/pip uninstall -qy studiolo',
  ]);
  expect(await launched('own')).toMatchObject({ Status: 'Failed' });
  expect(logOf('own')).toContain('SHA-256');
});
