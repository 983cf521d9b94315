import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  DeleteAppCommand,
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeStudioLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { partsOf } from '../../../src/admin/scripts/composition';
import { scriptOf } from '../../../src/admin/scripts/content';
import { DISTRIBUTION } from '../../emulator/studio';
import { wheel } from '../../lifecycle/wheel';
import { LocalAws } from './local-aws';

jest.setTimeout(300_000);

const domain = 'd-own';
const app = { DomainId: domain, SpaceName: 'lab', AppType: 'JupyterLab', AppName: 'default' } as const;
const seed = `
domains:
  ${domain}:
    DomainName: own
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
    userProfiles: { ana: {} }
    spaces: { lab: { owner: ana, sharing: Private, SpaceSettings: { AppType: JupyterLab } } }
`;
/** Bash as a user, with processes, /tmp and /dev/shm of its own: what a script kills, clears and leaves is of the test. */
const inApp = `#!/bin/bash
exec unshare --pid --fork --kill-child --mount-proc --mount bash -c '
for folder in /mnt /dev/shm /tmp; do
  mount -t tmpfs none "$folder" && chmod 1777 "$folder" || exit
  [[ $folder != /mnt ]] || cp "$1" /mnt/script || exit
done
cd / && exec setpriv --reuid 1000 --regid 100 --clear-groups env HOME=/tmp PATH=/usr/bin:/bin bash /mnt/script' - "$1"
`;
/** By name, as far as one byte each; what becomes of each. */
const own: [name: string, text: string, outcome: string][] = [
  ['a/exit.sh', 'f() { exit 7; }\nf\n', 'failed with exit code 7'],
  ['b/exit.sh', '#!/bin/bash -eu\nexec false', 'failed with exit code 1'],
  ['it\'s a "name".sh', '#!/bin/sh\nkill -9 0\n', 'failed with exit code 137'],
  ['new\nline.sh', 'kill -9 $$; echo not\n', 'failed with exit code 137'],
  [
    'caf\xe9.sh',
    '#!/usr/bin/env bash\ntrap "" TERM HUP\n(setsid sleep 3031 &)\nset -e; false\n',
    'failed with exit code 1',
  ],
  ['-dash.sh', 'cat; read x; cd /; umask 0; ulimit -n 4; export LEAK=1; exec >&- 2>&-; exit 0\n', 'done in'],
  ['$(exit 3).sh', 'if\nEND_OF_SCRIPT\n}\nEND_OF_SCRIPT_\n)\nresult=0\n', 'failed with exit code 2'],
  ['bytes.sh', 'echo "\xe9\xff"\r\nexit 0\ncat <<X\n\0\x01', 'done in'],
  ['last.sh', 'echo "last: $(umask) ${LEAK-none} $(ulimit -n | grep -cx 4) $(pgrep -cx sleep)"\n', 'done in'],
];
const aws = new LocalAws();

beforeAll(async () => {
  const program = aws.at('in-app.sh');
  writeFileSync(program, inApp);
  chmodSync(program, 0o755);
  await aws.start(seed, '--run-scripts', program);
  aws.aws('s3', 'mb', 's3://tools');
  for (const folder of ['a', 'b']) mkdirSync(aws.at(folder));
  for (const [name, text] of own) writeFileSync(aws.at(name), Buffer.from(text, 'latin1'));
  writeFileSync(
    aws.at('own.yaml'),
    JSON.stringify({ scripts: Object.fromEntries(own.map(([name]) => [`./${name}`, null])) }),
  );
}, 120_000);
afterAll(() => aws.stop());

function done(...words: string[]): void {
  const { code, stderr } = aws.studiolo('domain', ...words, '--domain', domain, '--yes');
  if (code !== 0) throw new Error(stderr);
}
const install = (...more: string[]) =>
  done('install', '--bucket', 'tools', '--wheel', wheel, '--config', aws.at('own.yaml'), ...more);

/** The lifecycle configuration that the domain's apps run. */
async function builtIn(): Promise<string | undefined> {
  const { DefaultUserSettings } = await aws.sagemaker.send(new DescribeDomainCommand({ DomainId: domain }));
  return DefaultUserSettings?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn?.split('/')[1];
}
async function ownParts() {
  const config = { StudioLifecycleConfigName: await builtIn() };
  const { StudioLifecycleConfigContent } = await aws.sagemaker.send(new DescribeStudioLifecycleConfigCommand(config));
  return partsOf(scriptOf(String(StudioLifecycleConfigContent))).flatMap((part) =>
    part.kind === 'own' ? [[part.name, Buffer.from(part.bytes).toString('latin1')]] : [],
  );
}

const Log = z.object({ events: z.array(z.object({ message: z.string() })) });
/** What becomes of an app, and what its scripts said. */
async function launch(): Promise<{ status: string | undefined; log: string }> {
  const key = ['--domain-id', domain, '--space-name', 'lab', '--app-type', 'JupyterLab', '--app-name', 'default'];
  const spec = JSON.stringify({ InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION });
  aws.aws('sagemaker', 'create-app', ...key, '--resource-spec', spec);
  const { Status } = await leaves('Pending');
  const stream = ['--log-stream-name', `${domain}/lab/JupyterLab/default/LifecycleConfigOnStart`, '--start-from-head'];
  const said = aws.aws('logs', 'get-log-events', '--log-group-name', '/aws/sagemaker/studio', ...stream);
  return {
    status: Status,
    log: Log.parse(said)
      .events.map(({ message }) => `${message}\n`)
      .join(''),
  };
}
async function leaves(status: 'Pending' | 'Deleting') {
  for (;;) {
    const found = await aws.sagemaker.send(new DescribeAppCommand(app));
    if (found.Status !== status) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('hostile own scripts stop neither one another nor the app, unless they are enforced, and leave what they were as it was', async () => {
  install();
  const parts = own.map(([name, text]) => [`./${name}`, text]);
  expect(await ownParts()).toEqual(parts);
  const { status, log } = await launch();
  expect(status).toBe('InService');
  const said = (name: string) => `./${name.replace('\n', '\\u{a}')}: `;
  const outcomes = own.map(([name]) => log.split('\n').findLast((line) => line.includes(` ${said(name)}`)));
  expect(outcomes).toEqual(own.map(([name, , outcome]) => expect.stringContaining(` ${said(name)}${outcome}`)));
  expect(log).toContain('\nlast: 0022 none 0 0\n');
  await aws.sagemaker.send(new DeleteAppCommand(app));
  await leaves('Deleting');

  const newer = aws.at('studiolo-9.0.0-py3-none-any.whl');
  writeFileSync(newer, Buffer.concat([readFileSync(wheel), Buffer.from('newer')]));
  done('upgrade', '--wheel', newer);
  expect(await ownParts()).toEqual(parts);
  done('rollback');
  expect(await ownParts()).toEqual(parts);

  install('--enforce');
  expect(await ownParts()).toEqual(parts);
  const enforced = await launch();
  expect(enforced.status).toBe('Failed');
  expect(enforced.log).toContain(`${said('last.sh')}done in`);
  done('uninstall');
  expect(await builtIn()).toBeUndefined();
});
