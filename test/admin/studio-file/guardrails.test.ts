import { studioFileJsonSchema } from '../../../src/admin/studio-file/json-schema';
import { attachable } from '../../../src/admin/guardrails/attach/policy';
import { guardrails } from '../../../src/admin/guardrails/guardrails';
import { mistakesIn, readStudio } from './read';

const key = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const file = (said: string) => `studio: acme
account: '123456789012'
region: us-east-1
ownerTag: studiouserid
network: { VpcId: vpc-0a1b2c3d, SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }
keys: { storage: '${key}', logs: alias/logs }
roles:
  ml: arn:aws:iam::123456789012:role/team/Ml
  admin: { arn: 'arn:aws:iam::123456789012:role/StudioAdmin', kind: administrator }
  elsewhere: arn:aws:iam::999999999999:role/Other
lifecycleConfigs: { hello: { StudioLifecycleConfigAppType: JupyterLab, script: echo } }
images: { forecasting: { for: [JupyterLab] }, lab: { for: [JupyterLab] } }
teams: { ml: { instanceTypes: [ml.t3.*] } }
domains:
  one: { AuthMode: IAM, role: ml, userProfiles: { ana: { team: ml } } }
guardrails:
${said}
`;
const policies = async (said: string) => (await readStudio(file(said))).policies ?? [];
const text = async (said: string) => (await policies(said)).map((one) => one.text).join('\n');

it('guardrails take what the file says of its Studio', async () => {
  const all = await text(`  vpc-only: { to: ml }
  instance-type-allow-list: { as: scp }
  approved-images: { as: scp }
  approved-lifecycle-config: { as: scp }
  domain-storage-key: { as: scp }
  settings-admin-only: { as: scp }
  own-profile-only: { as: scp }
  pass-role: { as: identity, to: ml }`);
  for (const part of [
    '"subnet-1"',
    '"sg-1"',
    '["ml.t3.*","system"]',
    'image/forecasting',
    'image-version/lab/*',
    'studio-lifecycle-config/hello',
    key,
    'role/StudioAdmin',
    '${aws:PrincipalTag/studiouserid}',
    '"NotResource":"arn:aws:iam::123456789012:role/team/Ml"',
  ])
    expect(all).toContain(part);
});

it('its own words come first, and names are those of the file', async () => {
  const images = await text('  approved-images: { to: ml, images: [forecasting] }');
  expect(images).toContain('arn:aws:sagemaker:us-east-1:123456789012:image/forecasting');
  expect(images).not.toContain('image/lab"');
  expect(await text('  settings-admin-only: { to: ml, adminRoles: [ml] }')).toContain('role/team/Ml');
  expect(await text('  instance-type-allow-list: { to: ml, instanceTypes: [ml.g5.xlarge] }')).not.toContain('ml.t3');
});

it('stand in a boundary of all roles but those of administrators, unless the file says otherwise', async () => {
  const where = async (said: string) => (await policies(said)).map(({ place, target }) => `${place} ${target}`);
  const own = file('').replace(/ {2}elsewhere.*\n/, '');
  const said = async (guardrail: string) =>
    ((await readStudio(`${own.trimEnd()}\n${guardrail}\n`)).policies ?? []).map(
      ({ place, target }) => `${place} ${target}`,
    );
  expect(await said('  no-remote-ide:')).toEqual(['boundary Ml']);
  expect(await said('  log-writer:')).toEqual(['identity Ml']);
  expect(await where('  no-remote-ide: { as: scp }')).toEqual(['scp 123456789012']);
  expect(await where('  no-remote-ide: { as: identity, to: [ml, admin] }')).toEqual([
    'identity Ml',
    'identity StudioAdmin',
  ]);
  expect(await where("  no-remote-ide: { as: scp, to: [ou-ml, '210987654321'] }")).toEqual([
    'scp ou-ml',
    'scp 210987654321',
  ]);
});

it('every mistake is told with its line and column, and what would be right', async () => {
  expect(
    await mistakesIn(
      file(`  instance-type-allowlist: {}
  no-remote-ide: { as: scpp }
  vpc-only: { to: mll, subnet: [subnet-1] }
  approved-images: { images: forecasting }
  no-remote-debug: { as: scp, endpoints: [vpce-0a] }
  endpoint-policy: {}
  jobs-in-vpc: { subnets: [vpc-1] }`),
    ),
  ).toEqual([
    expect.stringMatching(
      /^studio.yaml:17:3: guardrails.instance-type-allowlist: .*did you mean instance-type-allow-list\?$/,
    ),
    expect.stringMatching(/^studio.yaml:18:24: guardrails.no-remote-ide.as: "scpp": not one of .*did you mean scp\?$/),
    expect.stringMatching(/^studio.yaml:19:24: guardrails.vpc-only.subnet: .*did you mean subnets\?$/),
    expect.stringMatching(/^studio.yaml:20:30: guardrails.approved-images.images: "forecasting": must be a list$/),
    expect.stringMatching(/^studio.yaml:21:31: guardrails.no-remote-debug.endpoints: there is no such word here/),
    expect.stringMatching(
      /^studio.yaml:22:3: .*endpoint-policy: .*stands in the policy of a VPC endpoint, which no file attaches/,
    ),
    'studio.yaml:23:28: guardrails.jobs-in-vpc.subnets.0: "vpc-1": takes a subnet, such as subnet-0acme1',
  ]);
  expect(
    await mistakesIn(
      file(`  no-remote-ide: { to: mll }
  no-shared-spaces: { to: elsewhere }
  approved-images: { to: ml, images: [forcasting] }
  job-ceiling: { to: ml }
  job-keys: { to: ml, keys: [logs] }
  settings-admin-only: { as: scp, to: ml }`),
    ),
  ).toEqual([
    'studio.yaml:17:24: guardrails.no-remote-ide.to: no role is named "mll"; did you mean ml?',
    expect.stringMatching(/^studio.yaml:18:27: .*"elsewhere": must be a role of account 123456789012/),
    'studio.yaml:19:39: guardrails.approved-images.images.0: no image is named "forcasting"; did you mean forecasting?',
    expect.stringMatching(/^studio.yaml:20:3: .*job-ceiling needs the parameter jobInstanceTypes .*: say it here$/),
    expect.stringMatching(/^studio.yaml:21:30: .*logs is alias\/logs: a guardrail needs the ARN of the key itself$/),
    expect.stringMatching(/^studio.yaml:22:39: .*"ml": a service control policy is attached to an account/),
  ]);
});

it('what cannot fit is told with its sizes before anything is asked of AWS', async () => {
  const many = guardrails
    .filter(
      ({ at, grants, takes }) =>
        at.includes('boundary') && !grants && !takes.some((one) => /endpoints|cidrs|buckets|job|domains/.test(one)),
    )
    .map(({ name }) => `  ${name}: { to: ml }`);
  expect(await mistakesIn(file(many.join('\n')))).toContainEqual(
    expect.stringMatching(
      /^studio.yaml:16:1: guardrails: of Ml: the guardrails do not fit a permissions boundary: \d documents \(\d+.* say as: identity or as: scp of some of them$/,
    ),
  );
});

it('editors complete every guardrail that a file can attach, with its own parameters', () => {
  const schema = JSON.stringify(studioFileJsonSchema().properties?.['guardrails']);
  for (const { name, at, takes, intent } of guardrails.filter((one) =>
    attachable.some((place) => one.at.includes(place)),
  )) {
    expect([name, at, schema]).toEqual([name, at, expect.stringContaining(`"${name}":`)]);
    expect(schema).toContain(JSON.stringify(intent).slice(1, -1));
    for (const parameter of takes) expect(schema).toContain(`"${parameter}":`);
  }
});
