import { StudioWorld } from '../admin/domain/studio-world';
import { type Command, commandsOf, optionsOf } from '../../src/cli/command';
import { studiolo } from '../../src/cli/studiolo';
import { Moto } from '../lifecycle/moto';

jest.setTimeout(120_000);

const file = (profiles: string) => `studio: acme
account: '123456789012'
region: us-east-1
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: 'arn:aws:iam::123456789012:role/Studio'
    userProfiles: { ${profiles} }
`;

const moto = new Moto();
let world: StudioWorld;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start(undefined, moto.url);
  world.write(file('ana: {}, carl: {}'));
  expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  world.write(file('ana: {}'));
  world.write('FROM public.ecr.aws/docker/library/python:3.12\nARG VERSION=1\n', 'image/Dockerfile');
  expect((await world.run(['plan', 'studio.yaml', '--out', 'plan.json'])).code).toBe(3);
}, 120_000);
afterAll(async () => {
  await world.stop();
  await moto.stop();
});

const domain = 'd-nosuchdomain';
const thereIsNone = { code: 1, says: `Domain [${domain}] does not exist` };
const commaOnly = (option: string) => ({
  code: 2,
  says: `--${option} takes words with commas between, none of them empty`,
});
const install = ['domain', 'install', '--domain', domain, '--bucket', 'acme-tools'];
const publish = ['image', 'publish', 'image', '--image-name', 'lab', '--domain', domain];
const role = 'arn:aws:iam::123456789012:role/Images';
const codebuild = [
  ...['image', 'publish', 'image', '--image-name', 'lab', '--role', role, '--codebuild', 'order'],
  ...['--repository', '123456789012.dkr.ecr.us-east-1.amazonaws.com/lab'],
  ...['--codebuild-role', role, '--codebuild-source', 's3://acme-tools/lab.zip'],
];

/** Words that name what there is not, the exit code, and what is said of it. */
const cases: { words: string[]; code: number; says: string }[] = [
  {
    words: ['plan', '--delete', 'crl'],
    code: 3,
    says: '--delete crl: the file has made nothing of that name, or it is deleted already; did you mean carl?',
  },
  {
    words: ['plan', '--delete', 'ana'],
    code: 3,
    says: '--delete ana: user profile ana is still in the file; take it out of it first',
  },
  {
    words: ['plan', '--delete', 'carl', '--only', 'domains'],
    code: 0,
    says: '--delete carl: --only leaves out each user profile',
  },
  { words: ['plan', '--only', 'guardrails'], code: 0, says: 'of guardrails, which --only names, the file has none' },
  { words: ['plan', '--only', 'space'], code: 2, says: 'did you mean spaces?' },
  { words: ['plan', '--only', ','], ...commaOnly('only') },
  { words: ['plan', '--delete', ''], code: 2, says: '--delete needs its value' },
  { words: ['plan', '--explain', 'anna'], code: 2, says: 'did you mean ana?' },
  {
    words: ['plan', '--explain', 'ana', '--delete', 'carl'],
    code: 2,
    says: '--explain shows what the file says, and takes no --delete',
  },
  { words: ['apply', '--dry-run', '--delete', 'crl'], code: 0, says: 'did you mean carl?' },
  {
    words: ['apply', '--dry-run', '--only', 'spaces'],
    code: 0,
    says: 'of spaces, which --only names, the file has none',
  },
  {
    words: ['apply', 'plan.json', '--yes', '--delete', 'carl'],
    code: 2,
    says: 'a plan says what is done, and takes no --delete',
  },
  {
    words: ['apply', 'plan.json', '--yes', '--only=spaces'],
    code: 2,
    says: 'a plan says what is done, and takes no --only',
  },
  {
    words: ['destroy', '--dry-run', '--delete', 'fs-0123456789abcdef0'],
    code: 3,
    says: 'file system fs-0123456789abcdef0 is not there, or not any more',
  },
  { words: ['destroy', '--dry-run', '--delete', 'carl'], code: 2, says: '--delete takes an id, fs-…, not "carl"' },
  { words: ['import', '--domain', 'two'], code: 1, says: 'there is no domain two in us-east-1' },
  { words: install, ...thereIsNone },
  { words: [...install, '--apps', ','], ...commaOnly('apps') },
  { words: [...install, '--apps', 'private-jupyterlap'], code: 2, says: 'did you mean private-jupyterlab?' },
  { words: [...install, '--scripts', ','], ...commaOnly('scripts') },
  { words: [...install, '--scripts', 'git-identit'], code: 1, says: 'there is no script git-identit' },
  { words: ['domain', 'status', '--domain', domain], ...thereIsNone },
  { words: ['domain', 'upgrade', '--domain', domain, '--yes'], ...thereIsNone },
  { words: ['domain', 'rollback', '--domain', domain, '--yes'], ...thereIsNone },
  { words: ['domain', 'uninstall', '--domain', domain, '--yes'], ...thereIsNone },
  { words: ['domain', 'template', '--bucket', 'acme-tools', '--apps', ''], ...commaOnly('apps') },
  {
    words: ['domain', 'template', '--bucket', 'acme-tools', '--scripts', 'nosuch'],
    code: 1,
    says: 'there is no script nosuch',
  },
  { words: [...publish, '--yes', '--user-profiles', ''], ...commaOnly('user-profiles') },
  { words: [...publish, '--yes', '--user-profiles', 'ana,'], ...commaOnly('user-profiles') },
  { words: [...publish, '--yes', '--app-type', 'KernelGateway', '--spaces', ','], ...commaOnly('spaces') },
  { words: ['image', 'promote', 'lab', '3', 'stable', '--yes'], code: 1, says: 'image lab has no version 3' },
  { words: ['image', 'prune', 'lab', '--yes'], code: 1, says: 'No Image with the name lab exists' },
  { words: ['image', 'doctor', '--domain', domain], ...thereIsNone },
  {
    words: ['image', 'verify', 'image', '--build-args', 'VERSON=2'],
    code: 3,
    says: '--build-args VERSON: no ARG of image/Dockerfile has that name, did you mean VERSION?',
  },
  {
    words: [...codebuild, '--build-args', 'VERSON=2'],
    code: 0,
    says: 'no ARG of image/Dockerfile has that name, did you mean VERSION?',
  },
  {
    words: ['image', 'verify', 'image', '--accept', 'nosuch until 2099-01-01: x'],
    code: 2,
    says: 'there is no finding called "nosuch"',
  },
  { words: ['guardrails', 'show', 'no-shared-space'], code: 2, says: 'did you mean no-shared-spaces?' },
  {
    words: ['guardrails', 'generate', 'no-shared-space', '--out', 'policies'],
    code: 2,
    says: 'did you mean no-shared-spaces?',
  },
  { words: ['guardrails', 'prove', 'no-shared-space'], code: 2, says: 'did you mean no-shared-spaces?' },
  {
    words: ['guardrails', 'try', 'sagemaker:CreateSpace', '--guardrails', 'no-shared-space'],
    code: 2,
    says: 'did you mean no-shared-spaces?',
  },
  { words: ['guardrails', 'try', 'sagemaker:CreateSpace', '--guardrails', ','], ...commaOnly('guardrails') },
  {
    words: ['guardrails', 'try', 'sagemaker:CreateSpac'],
    code: 0,
    says: 'no guardrail that is tried is about sagemaker:CreateSpac, did you mean sagemaker:CreateSpace?',
  },
  {
    words: ['guardrails', 'try', 'sagemaker:CreateSpace', 'SpaceSharingTyp=Private'],
    code: 3,
    says: 'no guardrail that is tried reads sagemaker:SpaceSharingTyp, did you mean sagemaker:SpaceSharingType?',
  },
  {
    words: ['guardrails', 'check', '--account', '--roles', 'nobody'],
    code: 1,
    says: 'there is no role nobody in the account',
  },
  { words: ['guardrails', 'check', '--account', '--roles', ','], ...commaOnly('roles') },
  { words: ['network', 'plan', '--domain', domain], ...thereIsNone },
  { words: ['network', 'plan', 'studio.yaml', '--domain', 'two'], code: 2, says: '--domain "two": not one of one' },
  { words: ['network', 'check', '--domain', domain], ...thereIsNone },
  { words: ['network', 'check', '--domain', domain, '--uses', 'athen'], code: 2, says: 'did you mean athena?' },
  {
    words: ['network', 'check', '--domain', domain, '--instance-types', 'large'],
    code: 2,
    says: '--instance-types takes types such as ml.g5.xlarge',
  },
  { words: ['network', 'check', '--domain', domain, '--policies', ','], ...commaOnly('policies') },
  { words: ['network', 'template', '--users', '9', '--uses', 'athen'], code: 2, says: 'did you mean athena?' },
  { words: ['network', 'template', '--users', '9', '--zone-ids', ','], ...commaOnly('zone-ids') },
  { words: ['network', 'template', '--users', '9', '--vpc', 'vpc-0nosuch'], code: 1, says: 'check --vpc and --region' },
  {
    words: ['emulate', '--port', '0', '--chaos', 'ListNothing.throttle=1'],
    code: 2,
    says: 'there is no operation ListNothing',
  },
  { words: ['emulate', '--port', '0', '--allow-host', ','], ...commaOnly('allow-host') },
];

it.each(cases.map((one) => ({ ...one, called: one.words.join(' ') })))(
  '$called says that there is nothing of that name',
  async ({ words, code, says }) => {
    const ended = await world.run(words);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: expect.stringContaining(says) });
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  },
);

/** Hints of options whose value is the name of something that is there, or several. */
const naming =
  /^(d-…|d-…\|NAME|fs-… …|vpc-…|KIND,…|NAME …|NAME,NAME|NAME,…|A,B|A,\.\/B\.sh|A=1,B=2|ml\.A,ml\.B|FILE,…|SPEC)$/;

test('each option that names what is there is tried above', () => {
  const host = {
    print() {},
    tell() {},
    colour: false,
    region: '',
    folder: '',
    now: Date.now,
    ending: AbortSignal.abort(),
  };
  const app = { uid: 0, agentsFolder: '', node: '', prefix: '', home: '', variables: {} };
  const options = (command: Command, path: string[]): string[] => [
    ...Object.entries(commandsOf(command)).flatMap(([name, inner]) => options(inner, [...path, name])),
    ...(Object.keys(commandsOf(command)).length > 0 ? [] : Object.entries(optionsOf(command))).flatMap(
      ([name, { type, valueHint }]) =>
        type !== 'positional' && naming.test(valueHint ?? '') ? [`${path.join(' ')} --${name}`] : [],
    ),
  ];
  const tried = new Set(
    cases.flatMap(({ words }) => {
      const first = words.findIndex((word) => word.startsWith('--'));
      const path = words.slice(0, first).filter((word, at) => at < 2 && /^[a-z]+$/.test(word));
      return words.flatMap((word) => {
        const option = /^--[a-z-]+/.exec(word)?.[0];
        return option === undefined ? [] : [`${path.join(' ')} ${option}`, `${path[0]} ${option}`];
      });
    }),
  );
  const untried = options(studiolo(host, app, '0.0.0'), []).filter((one) => !tried.has(one));
  expect(untried).toEqual([]);
});
