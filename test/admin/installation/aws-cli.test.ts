import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  DescribeDomainCommand,
  ListStudioLifecycleConfigsCommand,
  UpdateDomainCommand,
  UpdateUserProfileCommand,
} from '@aws-sdk/client-sagemaker';
import { wheel } from '../../lifecycle/wheel';
import { domain, Launching } from './launching';

// An administrator who has only the AWS CLI: what docs/aws-cli.md says is done as it stands there.
jest.setTimeout(300_000);

const repository = path.resolve(__dirname, '../../..');
const text = readFileSync(path.join(repository, 'docs/aws-cli.md'), 'utf8');
/** The commands under a heading, as one script. */
function commandsOf(heading: string): string {
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands]) => commands);
  if (blocks.length === 0) throw new Error(`there are no commands under ${heading}`);
  return blocks.join('');
}

const studio = new Launching({ study: 'JupyterLab', editor: 'CodeEditor' });
const { aws } = studio;
const repositories = [{ RepositoryUrl: 'https://example.com/kept.git' }];
/** What the reader is asked to say first. */
const given: Record<string, string> = { STUDIOLO: repository, WHEEL: wheel, DOMAIN_ID: domain, BUCKET: 'tools' };

beforeAll(async () => {
  await studio.start();
  aws.aws('s3', 'mb', 's3://tools');
  await aws.sagemaker.send(
    new UpdateDomainCommand({
      DomainId: domain,
      DefaultUserSettings: { JupyterLabAppSettings: { CodeRepositories: repositories } },
    }),
  );
  mkdirSync(aws.at('work'));
  writeFileSync(aws.at('shell'), '');
}, 600_000);
afterAll(() => studio.stop());

/** Gives the commands to bash, which knows the variables that commands before have set; returns what they print. */
function follow(heading: string, commands = commandsOf(heading)): string {
  const script = `set -euo pipefail; . ${aws.at('shell')}; set -a\n${commands}\nexport -p >${aws.at('shell')}`;
  const options = { cwd: aws.at('work'), env: aws.environment, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], options);
  expect({ heading, status, stderr }).toEqual({ heading, status: 0, stderr: '' });
  return stdout;
}
const described = () => aws.sagemaker.send(new DescribeDomainCommand({ DomainId: domain }));
/** What the user profile names over the domain. */
const names = (arn: string | undefined) =>
  aws.sagemaker.send(
    new UpdateUserProfileCommand({
      DomainId: domain,
      UserProfileName: 'ana',
      UserSettings: { JupyterLabAppSettings: { BuiltInLifecycleConfigArn: arn } },
    }),
  );
const configs = async () =>
  (await aws.sagemaker.send(new ListStudioLifecycleConfigsCommand({}))).StudioLifecycleConfigs ?? [];

it('installs studiolo for everyone', async () => {
  const asked = commandsOf('Say what and where');
  const said = asked.replaceAll(/^(\w+)=(\S+)/gm, (_line, name: string) => `${name}='${given[name]}'`);
  follow('Say what and where', said);
  follow('Upload the wheel');
  expect(follow('Make the lifecycle configurations')).toMatch(/^\d+ of 16384 characters\n$/);
  expect(JSON.parse(follow('See what is there'))).toEqual({
    'JupyterLab, private spaces': null,
    'Code Editor, private spaces': null,
    'JupyterLab, shared spaces': null,
  });
  follow('Attach them');
  const [lab, editor] = ['jupyterlab', 'codeeditor'].map((name) => `\\S+/install-studiolo-${name}-[0-9a-f]{16}`);
  expect(follow('Check it')).toMatch(new RegExp(`^InService\t${lab}\t${editor}\t${lab}\n$`));
  expect((await described()).DefaultUserSettings?.JupyterLabAppSettings?.CodeRepositories).toEqual(repositories);
});

it('has studiolo in the apps that start then, and shows who has it and what its script said', async () => {
  for (const name of studio.names) {
    expect(await studio.launch(name)).toMatchObject({ Status: 'InService' });
    expect(await studio.installed(name)).toBe(true);
  }
  const { BuiltInLifecycleConfigArn: own } = (await described()).DefaultUserSettings?.JupyterLabAppSettings ?? {};
  await names(own);
  expect(follow('See who has it').split('\n').toSorted()).toEqual([
    '',
    `ana\t${own}`,
    expect.stringMatching(/^editor\tCodeEditor\t\S+install-studiolo-codeeditor-\S+$/),
    expect.stringMatching(/^study\tJupyterLab\t\S+install-studiolo-jupyterlab-\S+$/),
  ]);
  await names('None');
  expect(follow('Read what it said')).toContain('install-studiolo: done in');
});

it('takes it back and away', async () => {
  follow('Take it back');
  const { DefaultUserSettings: user, DefaultSpaceSettings: space } = await described();
  expect([user?.JupyterLabAppSettings, user?.CodeEditorAppSettings, space?.JupyterLabAppSettings]).toEqual([
    { CodeRepositories: repositories, BuiltInLifecycleConfigArn: 'None' },
    { BuiltInLifecycleConfigArn: 'None' },
    { BuiltInLifecycleConfigArn: 'None' },
  ]);
  for (const name of studio.names) await studio.end(name);
  follow('Remove what was made');
  expect(await configs()).toEqual([]);
  expect(await aws.keys('tools')).toEqual([]);
});
