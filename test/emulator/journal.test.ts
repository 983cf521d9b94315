import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {
  AddTagsCommand,
  CreateDomainCommand,
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateUserProfileCommand,
  DeleteImageCommand,
  DescribeDomainCommand,
  DescribeImageCommand,
  DescribeImageVersionCommand,
  DescribeUserProfileCommand,
  ListAliasesCommand,
  ListTagsCommand,
  paginateListImages,
  paginateListUserProfiles,
  type SageMakerClient,
  SageMakerServiceException,
  UpdateImageVersionCommand,
} from '@aws-sdk/client-sagemaker';
import { Moto } from '../lifecycle/moto';
import { killed, SEED } from './kills';
import { killedWithOthers } from './kills-with-others';
import { Program } from './program';
import { refusal, ROLE } from './studio';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);

const program = new Program();
afterAll(() => program.close());

let count = 0;
const stateFile = () => program.at(`${(count += 1)}.state`);

const createDomain = (client: SageMakerClient) =>
  client.send(
    new CreateDomainCommand({
      DomainName: 'acme',
      AuthMode: 'IAM',
      VpcId: 'vpc-1',
      SubnetIds: ['subnet-1'],
      DefaultUserSettings: { ExecutionRole: ROLE },
    }),
  );
const createImage = (client: SageMakerClient, ImageName: string) =>
  client.send(new CreateImageCommand({ ImageName, RoleArn: ROLE, Tags: [{ Key: 'name', Value: ImageName }] }));

async function imagesOf(client: SageMakerClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { Images = [] } of paginateListImages({ client, pageSize: 100 }, {})) {
    names.push(...Images.map(({ ImageName = '' }) => ImageName));
  }
  return names.sort();
}

describe('a state file', () => {
  it('keeps everything from one run to the next', async () => {
    const file = stateFile();
    const first = await program.start('--state', file);
    const { DomainId } = await createDomain(first.client());
    const before = await first.client().send(new DescribeDomainCommand({ DomainId }));
    const { ImageArn } = await createImage(first.client(), 'kept');
    await first.client().send(new AddTagsCommand({ ResourceArn: ImageArn, Tags: [{ Key: 'team', Value: 'ml' }] }));
    expect(await first.end('SIGTERM')).toBe(0);

    const second = await program.start('--state', file);
    const after = await second.client().send(new DescribeDomainCommand({ DomainId }));
    expect({ ...after, $metadata: undefined }).toEqual({ ...before, $metadata: undefined });
    const { Tags } = await second.client().send(new ListTagsCommand({ ResourceArn: ImageArn }));
    expect(Tags).toEqual([
      { Key: 'name', Value: 'kept' },
      { Key: 'team', Value: 'ml' },
    ]);
  });

  it('keeps what is deleted deleted, and what is under way under way', async () => {
    const file = stateFile();
    const first = await program.start('--state', file, '--speed', '100000');
    await createImage(first.client(), 'gone');
    await createImage(first.client(), 'stays');
    const status = async () => (await first.client().send(new DescribeImageCommand({ ImageName: 'gone' }))).ImageStatus;
    while ((await status()) !== 'CREATED');
    await first.client().send(new DeleteImageCommand({ ImageName: 'gone' }));
    while ((await imagesOf(first.client())).length > 1);
    await createImage(first.client(), 'begun');
    await first.end('SIGKILL');

    const second = await program.start('--state', file, '--speed', '100000');
    expect(await imagesOf(second.client())).toEqual(['begun', 'stays']);
    let begun: string | undefined;
    while (begun !== 'CREATED') {
      begun = (await second.client().send(new DescribeImageCommand({ ImageName: 'begun' }))).ImageStatus;
    }
  });

  it('is rewritten at the start with what there still is', async () => {
    const file = stateFile();
    const first = await program.start('--state', file);
    const { ImageArn: ResourceArn } = await createImage(first.client(), 'tagged');
    for (let index = 0; index < 50; index += 1) {
      const Tags = [{ Key: 'turn', Value: `${index}` }];
      await first.client().send(new AddTagsCommand({ ResourceArn, Tags }));
    }
    await first.end('SIGTERM');
    const grown = readFileSync(file, 'utf8').split('\n').length;
    const second = await program.start('--state', file);
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(grown / 10);
    const { Tags } = await second.client().send(new ListTagsCommand({ ResourceArn }));
    expect(Tags).toContainEqual({ Key: 'turn', Value: '49' });
  });

  it('may end in the middle of a line', async () => {
    const file = stateFile();
    const first = await program.start('--state', file);
    await createImage(first.client(), 'whole');
    await first.end('SIGKILL');
    const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    appendFileSync(file, last.replaceAll('whole', 'torn').slice(0, -1));
    const second = await program.start('--state', file);
    expect(await imagesOf(second.client())).toEqual(['whole']);
    await createImage(second.client(), 'next');
    await second.end('SIGKILL');
    const third = await program.start('--state', file);
    expect(await imagesOf(third.client())).toEqual(['next', 'whole']);
  });

  it('has a call that changes two resources whole or not at all', async () => {
    const file = stateFile();
    const first = await program.start('--state', file, '--speed', '100000');
    const client = first.client();
    await createImage(client, 'tools');
    for (const Version of [1, 2]) {
      // At that speed what is asked for is there at the next call, or the one after.
      while ((await client.send(new DescribeImageCommand({ ImageName: 'tools' }))).ImageStatus !== 'CREATED');
      const BaseImage = '123456789012.dkr.ecr.us-east-1.amazonaws.com/tools:1';
      await client.send(new CreateImageVersionCommand({ ImageName: 'tools', BaseImage }));
      const status = async () =>
        (await client.send(new DescribeImageVersionCommand({ ImageName: 'tools', Version }))).ImageVersionStatus;
      while ((await status()) !== 'CREATED');
    }
    const add = { ImageName: 'tools', AliasesToAdd: ['1.0'] };
    await client.send(new UpdateImageVersionCommand({ ...add, Version: 1 }));
    await client.send(new UpdateImageVersionCommand({ ...add, Version: 2 }));
    await first.end('SIGKILL');

    const whole = readFileSync(file);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (const [length, owners] of [
      [whole.length, [2]],
      [whole.length - 1, [1]],
      [Math.floor((whole.length + lastLine) / 2), [1]],
      [lastLine, [1]],
    ] as const) {
      writeFileSync(file, whole.subarray(0, length));
      const again = await program.start('--state', file);
      const found: number[] = [];
      for (const Version of [1, 2]) {
        const list = new ListAliasesCommand({ ImageName: 'tools', Version });
        const { SageMakerImageVersionAliases = [] } = await again.client().send(list);
        if (SageMakerImageVersionAliases.length > 0) found.push(Version);
      }
      expect({ length, found }).toEqual({ length, found: owners });
      await again.end('SIGKILL');
    }
  });

  it('keeps every region apart', async () => {
    const file = stateFile();
    const first = await program.start('--state', file);
    for (const region of ['us-east-1', 'eu-west-1']) await createImage(first.client(region), 'tools');
    await createImage(first.client('eu-west-1'), 'irish');
    await first.end('SIGKILL');
    // Twice, so that what is rewritten at the start is read again, too.
    for (let turn = 0; turn < 2; turn += 1) {
      const again = await program.start('--state', file);
      expect(await imagesOf(again.client('us-east-1'))).toEqual(['tools']);
      expect(await imagesOf(again.client('eu-west-1'))).toEqual(['irish', 'tools']);
      expect(await imagesOf(again.client('ap-south-1'))).toEqual([]);
      await again.end('SIGKILL');
    }
  });

  it('loses no answered change of any service, nor its event, when it is killed', async () => {
    const seed = program.at('kills.json');
    writeFileSync(seed, SEED);
    expect(await killed(program, stateFile(), seed, 3)).toBeGreaterThan(0);
  });

  it("has the groups of its domains in another server's EC2, no more and no fewer, when it is killed", async () => {
    const moto = await new Moto().start();
    try {
      const killed = await killedWithOthers(program, { others: moto.url, stateFile: stateFile(), times: 2 });
      expect(killed).toBeGreaterThan(0);
    } finally {
      await moto.stop();
    }
  }, 300_000);

  it.each([1, 3])('of an earlier form, %i, is refused, and stays as it is', (version) => {
    const file = stateFile();
    const text = `{"studiolo emulator state":${version}}\n{}\n`;
    writeFileSync(file, text);
    const { code, stderr } = program.run('emulate', '--port', '0', '--state', file);
    expect([code, stderr]).toEqual([
      1,
      `studiolo: ${file} is a state file of version ${version}, and this emulator reads version 4; name another file, or use the studiolo that wrote it\n`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('may be empty, and may be a link', async () => {
    const [file, link] = [stateFile(), stateFile()];
    writeFileSync(file, '');
    symlinkSync(file, link);
    const first = await program.start('--state', link);
    await createImage(first.client(), 'linked');
    await first.end('SIGTERM');
    const second = await program.start('--state', file);
    expect(await imagesOf(second.client())).toEqual(['linked']);
  });

  it('is asked for its resources only where it has none yet: a seed is for a beginning', async () => {
    const [file, seed] = [stateFile(), program.at('seed.yaml')];
    writeFileSync(seed, `images: { seeded: { RoleArn: '${ROLE}' } }\n`);
    const first = await program.start('--state', file, '--seed', seed, '--speed', '100000');
    expect(await imagesOf(first.client())).toEqual(['seeded']);
    await first.client().send(new DeleteImageCommand({ ImageName: 'seeded' }));
    while ((await imagesOf(first.client())).length > 0);
    await first.end('SIGTERM');
    const second = await program.start('--state', file, '--seed', seed);
    expect(await imagesOf(second.client())).toEqual([]);
  });
});

it('a state file is not held by a process that only has the number of the emulator that was killed', async () => {
  const file = stateFile();
  const killed = await program.start('--state', file);
  await createImage(killed.client(), 'kept');
  const held = readFileSync(`${file}.lock`, 'utf8');
  await killed.end('SIGKILL');
  // This process lives, and is not the one that took the lock.
  writeFileSync(`${file}.lock`, held.replace(/^\d+/, String(process.pid)));
  const next = await program.start('--state', file);
  expect(await imagesOf(next.client())).toEqual(['kept']);
});

describe('a state file is refused', () => {
  const start = (file: string) => program.run('emulate', '--port', '0', '--state', file);

  it('while another emulator has it', async () => {
    const file = stateFile();
    const running = await program.start('--state', file);
    const { code, stderr } = start(file);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^studiolo: .*\.state is in use by the emulator with process id \d+; name another file\n$/);
    await createImage(running.client(), 'undisturbed');
    expect(await running.end('SIGTERM')).toBe(0);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('when what stands in the place of its lock is none, which stays as it is', () => {
    const file = stateFile();
    writeFileSync(`${file}.lock`, 'dear diary\n');
    const { code, stderr } = start(file);
    expect([code, stderr]).toEqual([
      1,
      `studiolo: ${file}.lock is not a lock of an emulator; remove it, or name another file\n`,
    ]);
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe('dear diary\n');
  });

  it.each([
    ['nowhere', 'a link that leads nowhere'],
    ['itself', 'a link that leads to itself'],
  ])('when it is %s: %s', (target) => {
    const link = stateFile();
    symlinkSync(target === 'itself' ? link : target, link);
    const { code, stderr } = start(link);
    expect([code, stderr]).toEqual([1, `studiolo: ${link} is a link that leads nowhere; name the file itself\n`]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('when it may not be written, and is not replaced', () => {
    const file = stateFile();
    writeFileSync(file, '', { mode: 0o444 });
    const { code, stderr } = program.runBound('emulate', '--port', '0', '--state', file);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${file} cannot be written: EACCES`)]);
    expect(statSync(file).mode & 0o777).toBe(0o444);
  });

  it('when it is something else, which stays as it is', () => {
    const file = stateFile();
    writeFileSync(file, 'dear diary\n');
    const { code, stderr } = start(file);
    expect([code, stderr]).toEqual([
      1,
      `studiolo: ${file} is not a state file of this emulator; name another, or move it away\n`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe('dear diary\n');
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('when it is broken in its middle', async () => {
    const file = stateFile();
    const first = await program.start('--state', file);
    await createImage(first.client(), 'one');
    await first.end('SIGTERM');
    const text = readFileSync(file, 'utf8').replace(/\n$/, '#\n');
    writeFileSync(file, text);
    const { code, stderr } = start(file);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `studiolo: ${file}:3: is not a commit of this emulator; restore the file, or start with another\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('when it is no file', () => {
    const folder = program.at('folder.state');
    mkdirSync(folder);
    expect(start(folder)).toMatchObject({ code: 1, stderr: `studiolo: ${folder} is not a file; name another\n` });
    expect(start('/dev/zero')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^studiolo: \/dev\/zero .*\n$/),
    });
  });

  it('when its folder is not there', () => {
    const { code, stderr } = start(program.at('nowhere/a.state'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^studiolo: .*nowhere\/a\.state cannot be written: ENOENT.*\n$/);
  });
});

it('acknowledges nothing more once the disk has refused, and has kept what it acknowledged', async () => {
  const file = stateFile();
  // In blocks of 512 bytes: a disk of 16 kB.
  const running = await program.startLimited('ulimit -S -f 32', '--state', file);
  const client = running.client();
  const kept: string[] = [];
  let refused: { name: string } | undefined;
  for (let index = 0; refused === undefined && index < 1000; index += 1) {
    const name = `image-${String(index).padStart(4, '0')}`;
    const answer: unknown = await createImage(client, name).catch((error: unknown) => error);
    if (answer instanceof Error) refused = answer;
    else kept.push(name);
  }
  expect(refused?.name).toBe('InternalFailure');
  expect(kept.length).toBeGreaterThan(5);
  // There is room again, and what comes now would still rest on what is lost.
  execFileSync('prlimit', ['--pid', `${running.pid}`, '--fsize=unlimited']);
  expect((await refusal(createImage(client, 'later'))).name).toBe('InternalFailure');
  expect((await refusal(client.send(new DescribeImageCommand({ ImageName: 'image-0000' })))).name).toBe(
    'InternalFailure',
  );
  expect(running.stderr).toMatch(/^studiolo emulator: .*\.state cannot be written: EFBIG/);
  await running.end('SIGKILL');
  const again = await program.start('--state', file);
  expect(await imagesOf(again.client())).toEqual(kept);
});

it('loses nothing that it acknowledged, and half-makes nothing, when it is killed under writes', async () => {
  const file = stateFile();
  const acknowledged = new Set<string>();
  const asked = new Set<string>();
  let domainId: string | undefined;
  for (let round = 0; round < 6; round += 1) {
    const running = await program.start('--state', file, '--speed', '100000');
    const client = running.client();
    domainId ??= (await createDomain(client)).DomainId;
    const DomainId = domainId;
    while ((await client.send(new DescribeDomainCommand({ DomainId }))).Status !== 'InService');

    // What was acknowledged is there, whole; what is there was asked for.
    const found = new Set<string>();
    for await (const page of paginateListUserProfiles({ client, pageSize: 100 }, { DomainIdEquals: DomainId })) {
      for (const { UserProfileName = '' } of page.UserProfiles ?? []) found.add(UserProfileName);
    }
    expect([...acknowledged].filter((name) => !found.has(name))).toEqual([]);
    expect([...found].filter((name) => !asked.has(name))).toEqual([]);
    for (const UserProfileName of found) {
      const profile = await client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName }));
      expect(profile.UserSettings).toEqual({ SecurityGroups: ['sg-1'] });
      expect(profile.HomeEfsFileSystemUid).toMatch(/^\d+$/);
      const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: profile.UserProfileArn }));
      expect(Tags).toContainEqual({ Key: 'name', Value: UserProfileName });
    }

    const writer = async (writer: number) => {
      for (let turn = 0; ; turn += 1) {
        const UserProfileName = `r${round}-w${writer}-${turn}`;
        asked.add(UserProfileName);
        const sent = client.send(
          new CreateUserProfileCommand({
            DomainId,
            UserProfileName,
            UserSettings: { SecurityGroups: ['sg-1'] },
            Tags: [{ Key: 'name', Value: UserProfileName }],
          }),
        );
        const answer: unknown = await sent.catch((error: unknown) => error);
        if (!(answer instanceof Error)) acknowledged.add(UserProfileName);
        // The kill is all that may cut a call: anything that was answered is a failure of the test.
        else if (answer instanceof SageMakerServiceException) throw answer;
        else return;
      }
    };
    const writers = Array.from({ length: 8 }, (_, index) => writer(index));
    const enough = acknowledged.size + 3 + Math.floor(Math.random() * 30);
    while (acknowledged.size < enough) await new Promise((resolve) => setTimeout(resolve, 1));
    await running.end('SIGKILL');
    await Promise.all(writers);
  }
  expect(acknowledged.size).toBeGreaterThan(20);
});
