// Calls that a real AWS CLI has made and CloudTrail has recorded, tried by the real program: with what the record says, with
// what is said besides, and with what AWS says now.
import { stringify } from 'yaml';
import { DISTRIBUTION } from '../../emulator/studio';
import { Moto } from '../../lifecycle/moto';

import { StudioWorld } from '../domain/studio-world';

jest.setTimeout(300_000);

const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const blind = {
  Statement: [
    { Effect: 'Deny', Action: ['sagemaker:ListTags', 'iam:GetRole'], Resource: '*' },
    ...everything.Statement,
  ],
};
const session = (role: string) => `arn:aws:sts::123456789012:assumed-role/${role}/ana`;
const callers = {
  AKIAANA0000000000000: { principal: session('DataScientist'), policies: [everything] },
  AKIAFED0000000000000: { principal: session('Federated'), policies: [everything] },
  AKIAIVAN000000000000: { principal: 'arn:aws:iam::123456789012:user/ivan', policies: [everything] },
  AKIABLIND00000000000: { principal: session('StudioAdmin'), policies: [blind] },
};
const lab = { owner: 'ana', sharing: 'Private', SpaceSettings: { AppType: 'JupyterLab' } };
const seed = {
  account: '123456789012',
  callers,
  domains: {
    'd-acmetried1': {
      ...{ DomainName: 'acme', AuthMode: 'IAM', VpcId: 'vpc-1', SubnetIds: ['subnet-1'] },
      DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' },
      userProfiles: { ana: {}, bo: {} },
      spaces: {
        own: { ...lab, tags: { team: 'ml' } },
        theirs: { ...lab, tags: { team: 'risk' } },
        gone: { ...lab, tags: { team: 'ml' } },
        'bo-lab': { ...lab, owner: 'bo', tags: { team: 'ml' } },
      },
    },
  },
};

const moto = new Moto();
let world: StudioWorld;
let parameters: string;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start(stringify(seed), moto.url);
  const trust = (...Action: string[]) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action },
    });
  const tags = ['--tags', 'Key=team,Value=ml', 'Key=owner,Value=ana'];
  const role = (name: string, ...actions: string[]) =>
    moto.aws('iam', 'create-role', '--role-name', name, '--assume-role-policy-document', trust(...actions), ...tags);
  role('DataScientist', 'sts:AssumeRole');
  role('Federated', 'sts:AssumeRole', 'sts:TagSession');
  moto.aws('iam', 'create-user', '--user-name', 'ivan', ...tags);
  parameters = world.write(
    JSON.stringify({
      region: 'us-east-1',
      account: '123456789012',
      instanceTypes: ['ml.t3.*'],
      domains: ['d-acmetried1'],
    }),
    'parameters.json',
  );
}, 300_000);
afterAll(async () => {
  await world.stop();
  await moto.stop();
});

/** Makes a call, and keeps its record. */
async function recorded(key: string, event: string, ...words: string[]): Promise<string> {
  world.callAs(key);
  await world.aws('sagemaker', ...words);
  const attribute = `AttributeKey=EventName,AttributeValue=${event}`;
  for (;;) {
    try {
      const found = await world.aws(
        'cloudtrail',
        'lookup-events',
        '--lookup-attributes',
        attribute,
        '--max-items',
        '1',
      );
      const { Events } = JSON.parse(found) as { Events: object[] };
      return world.write(JSON.stringify(Events[0]), `${event}-${words.at(-1) ?? ''}-${key}.json`);
    } catch (error) {
      if (!String(error).includes('Throttling')) throw error;
    }
  }
}
const renaming = (space: string) => [
  'update-space',
  '--domain-id',
  'd-acmetried1',
  '--space-display-name',
  'x',
  '--space-name',
  space,
];
const tried = (file: string, guardrail: string, words: string[] = [], key = 'AKIAANA0000000000000') =>
  world.run(['guardrails', 'try', '--event', file, '--guardrails', guardrail, '--parameters', parameters, ...words], {
    AWS_ACCESS_KEY_ID: key,
  });

it('what the record does not tell is not guessed: the call could not be assessed', async () => {
  const file = await recorded('AKIAANA0000000000000', 'UpdateSpace', ...renaming('own'));
  const { code, stdout } = await tried(file, 'abac-tenancy');
  expect(code).toBe(4);
  expect(stdout).toBe(`could not assess: sagemaker:UpdateSpace by ${session('DataScientist')}
  on arn:aws:sagemaker:us-east-1:123456789012:space/d-acmetried1/own
  abac-tenancy, statement OwnTeam, refuses it depending on aws:ResourceTag/team and aws:PrincipalTag/team
  abac-tenancy, statement TeamOfNobody, refuses it depending on aws:PrincipalTag/team
  the record does not tell that: say it as KEY=VALUE, or have AWS asked by --live
`);
  const json = JSON.parse((await tried(file, 'abac-tenancy', ['--json'])).stdout);
  expect(json).toMatchObject({ outcome: 'not-assessed', dependsOn: [{ sid: 'OwnTeam' }, { sid: 'TeamOfNobody' }] });
});

it('what is said besides decides', async () => {
  const file = await recorded('AKIAANA0000000000000', 'UpdateSpace', ...renaming('own'));
  const said = (team: string) => ['aws:PrincipalTag/team=ml', `aws:ResourceTag/team=${team}`];
  expect(await tried(file, 'abac-tenancy', said('ml'))).toMatchObject({ code: 0 });
  expect(await tried(file, 'abac-tenancy', said('risk'))).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('by abac-tenancy, statement OwnTeam'),
  });
  // One of them alone is not enough.
  expect(await tried(file, 'abac-tenancy', ['aws:PrincipalTag/team=ml'])).toMatchObject({ code: 4 });
  expect(await tried(file, 'abac-tenancy', ['sagemaker:UpdateSpace'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('KEY=VALUE'),
  });
});

it('AWS is asked for the tags where that is wanted, and they are said to be as they are now', async () => {
  const own = await recorded('AKIAANA0000000000000', 'UpdateSpace', ...renaming('own'));
  const allowed = await tried(own, 'abac-tenancy', ['--live']);
  expect(allowed.code).toBe(0);
  expect(allowed.stdout).toContain('space/d-acmetried1/own as they are now: team=ml\n');
  expect(allowed.stdout).toMatch(/tags of role DataScientist as they are now: (?=.*team=ml)/);
  const theirs = await recorded('AKIAANA0000000000000', 'UpdateSpace', ...renaming('theirs'));
  const refused = await tried(theirs, 'abac-tenancy', ['--live']);
  expect(refused.code).toBe(3);
  expect(refused.stdout).toContain('aws:ResourceTag/team is "risk"; StringNotEquals ml');
  // What is said stands before what is there now.
  expect(await tried(theirs, 'abac-tenancy', ['--live', 'aws:ResourceTag/team=ml'])).toMatchObject({ code: 0 });
  const ivan = await recorded('AKIAIVAN000000000000', 'UpdateSpace', ...renaming('own'));
  expect(await tried(ivan, 'abac-tenancy', ['--live'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('tags of user ivan as they are now'),
  });
});

it("a role's tags are not used where its sessions may have their own", async () => {
  const file = await recorded('AKIAFED0000000000000', 'UpdateSpace', ...renaming('own'));
  const { code, stdout } = await tried(file, 'abac-tenancy', ['--live']);
  expect(code).toBe(4);
  expect(stdout).toContain('tags of role Federated are not used: its sessions may have tags of their own');
  expect(stdout).toContain('say it as KEY=VALUE\n');
});

it('what is gone, and what may not be read, leaves the call unassessed', async () => {
  const file = await recorded('AKIAANA0000000000000', 'UpdateSpace', ...renaming('gone'));
  world.callAs('AKIAANA0000000000000');
  await world.aws('sagemaker', 'delete-space', '--domain-id', 'd-acmetried1', '--space-name', 'gone');
  for (;;) if (!(await world.aws('sagemaker', 'list-spaces')).includes('"gone"')) break;
  const gone = await tried(file, 'abac-tenancy', ['--live']);
  expect(gone.code).toBe(4);
  expect(gone.stdout).toMatch(/could not look at tags of .*space\/d-acmetried1\/gone: it is not there any more/);
  const own = await recorded('AKIAANA0000000000000', 'UpdateSpace', ...renaming('own'));
  const denied = await tried(own, 'abac-tenancy', ['--live'], 'AKIABLIND00000000000');
  expect(denied.code).toBe(4);
  for (const action of ['sagemaker:ListTags', 'iam:GetRole']) expect(denied.stdout).toContain(`allow ${action}`);
});

it('whose space it is, is asked too; and what is refused anyway needs nothing else', async () => {
  const app = (space: string, type: string) => [
    ...['create-app', '--domain-id', 'd-acmetried1', '--app-type', 'JupyterLab', '--app-name', 'default'],
    ...['--resource-spec', `InstanceType=${type},SageMakerImageArn=${DISTRIBUTION}`, '--space-name', space],
  ];
  const bo = await recorded('AKIAANA0000000000000', 'CreateApp', ...app('bo-lab', 'ml.t3.medium'));
  expect(await tried(bo, 'own-space-only')).toMatchObject({ code: 4 });
  const refused = await tried(bo, 'own-space-only', ['--live']);
  expect(refused).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('space bo-lab as it is now: Private, owned by bo'),
  });
  const own = await recorded('AKIAANA0000000000000', 'CreateApp', ...app('own', 'ml.m5.large'));
  expect(await tried(own, 'own-space-only', ['--live'])).toMatchObject({ code: 0 });
  expect(await tried(own, 'instance-type-allow-list,own-space-only')).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(/^refused: [^]*InstanceTypes is "ml.m5.large"/),
  });
});

it('--live is for records', async () => {
  expect(await world.run(['guardrails', 'try', 'sagemaker:CreateApp', '--live'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--live is for --event'),
  });
});
