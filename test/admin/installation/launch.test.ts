import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { wheel } from '../../lifecycle/wheel';
import { domain, Launching } from './launching';

// What happens in AWS, from the administrator's command to the log that the app leaves: our program and the AWS CLI ask,
// the emulator launches, and a root like that of SageMaker Distribution stands for each app.
jest.setTimeout(300_000);

const studio = new Launching({ study: 'JupyterLab', editor: 'CodeEditor', own: 'JupyterLab' });
const { aws } = studio;

beforeAll(async () => {
  await studio.start();
  aws.aws('s3', 'mb', 's3://tools');
}, 600_000);
afterAll(() => studio.stop());

const install = (...more: string[]) =>
  aws.studiolo('domain', 'install', '--domain', domain, '--bucket', 'tools', '--wheel', wheel, '--yes', ...more);

it('installs studiolo in each app that is started after `studiolo domain install`', async () => {
  writeFileSync(aws.at('scripts.yaml'), 'scripts: { git-identity: { EMAIL_DOMAIN: example.com } }\n');
  expect(install('--config', aws.at('scripts.yaml'))).toMatchObject({ code: 0 });
  for (const name of ['study', 'editor'] as const) {
    expect(await studio.launch(name)).toMatchObject({ Status: 'InService' });
    expect(studio.logOf(name)).toMatch(/ install-studiolo: done in [\s\S]* git-identity: done in /);
    expect(await studio.installed(name)).toBe(true);
  }
});

const Made = z.object({ StudioLifecycleConfigArn: z.string() });
const Domain = z.object({ DefaultUserSettings: z.object({ JupyterLabAppSettings: z.looseObject({}) }) });
const Status = z.tuple([z.object({ apps: z.array(z.object({ key: z.looseObject({}) })) })]);

it('fails an app by the script that its user chose, after the built-in one', async () => {
  const content = Buffer.from('#!/bin/bash\necho making ready\nexit 7\n').toString('base64');
  const made = aws.aws(
    ...['sagemaker', 'create-studio-lifecycle-config', '--studio-lifecycle-config-name', 'theirs'],
    ...['--studio-lifecycle-config-app-type', 'JupyterLab', '--studio-lifecycle-config-content', content],
  );
  const { StudioLifecycleConfigArn } = Made.parse(made);
  const there = Domain.parse(aws.aws('sagemaker', 'describe-domain', '--domain-id', domain));
  const offered = {
    ...there.DefaultUserSettings.JupyterLabAppSettings,
    LifecycleConfigArns: [StudioLifecycleConfigArn],
  };
  const settings = JSON.stringify({ JupyterLabAppSettings: offered });
  aws.aws('sagemaker', 'update-domain', '--domain-id', domain, '--default-user-settings', settings);

  expect(await studio.launch('own', { LifecycleConfigArn: StudioLifecycleConfigArn })).toMatchObject({
    Status: 'Failed',
    FailureReason: expect.stringMatching(/^ConfigurationError: LifecycleConfig .*studio-lifecycle-config\/theirs\]/),
  });
  expect(studio.logOf('own')).toMatch(/ install-studiolo: done in [\s\S]*making ready\ntheirs: exit code 7\n$/);
  // The failed one is none that runs.
  const [{ apps }] = Status.parse(JSON.parse(aws.studiolo('domain', 'status', '--domain', domain, '--json').stdout));
  expect(apps).toHaveLength(2);
});

it('keeps the app from starting when the script fails and the administrator said --enforce', async () => {
  expect(install('--enforce')).toMatchObject({ code: 0 });
  const [key] = await aws.keys('tools');
  writeFileSync(aws.at('damaged.whl'), Buffer.concat([readFileSync(wheel), Buffer.from('damaged')]));
  aws.aws('s3', 'cp', aws.at('damaged.whl'), `s3://tools/${key}`);
  const anew = 'rm -rf ~/.cache/studiolo; /opt/conda/bin/pip uninstall -qy studiolo';
  await studio.root('own').execute(['bash', '-c', anew]);
  expect(await studio.launch('own')).toMatchObject({
    Status: 'Failed',
    FailureReason: expect.stringMatching(/^ConfigurationError: LifecycleConfig .*studiolo-jupyterlab-/),
  });
  expect(studio.logOf('own')).toContain('is not the one whose SHA-256 is');
});
