import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CreateImageCommand, ListImagesCommand } from '@aws-sdk/client-sagemaker';
import { Program } from '../../program';
import { ROLE } from '../../studio';
import { ask } from '../ask';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);
const program = new Program();
afterAll(() => program.close());

interface Record {
  eventID: string;
  eventName: string;
  awsRegion: string;
}

/** The files below a folder, by name, with what is in them. */
function delivered(folder: string): Map<string, Record[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz'));
  return new Map(
    names.map((name) => [name, JSON.parse(gunzipSync(readFileSync(path.join(folder, name))).toString()).Records]),
  );
}

it('writes each event once, in S3’s layout, over the end of a process', async () => {
  const [folder, state] = [program.at('trail'), program.at('trail.state')];
  const looked: string[] = [];
  for (const name of ['one', 'two']) {
    const run = await program.start('--trail', folder, '--state', state);
    await run.client().send(new CreateImageCommand({ ImageName: name, RoleArn: ROLE }));
    await run.client('eu-west-1').send(new ListImagesCommand({}));
    const { Events } = await ask(run.url, 'CloudTrail', 'LookupEvents', {});
    looked.push(...Events.map(({ EventId }: { EventId: string }) => EventId));
    expect(await run.end('SIGTERM')).toBe(0);
  }
  const files = delivered(folder);
  for (const [name, records] of files) {
    expect(name).toMatch(
      /^AWSLogs\/123456789012\/CloudTrail\/(us-east-1|eu-west-1)\/\d{4}\/\d\d\/\d\d\/123456789012_CloudTrail_\1_\d{8}T\d{4}Z_\w{16}\.json\.gz$/,
    );
    expect(records.every(({ awsRegion }) => name.includes(`_${awsRegion}_`))).toBe(true);
  }
  const records = [...files.values()].flat();
  expect(records.map(({ eventName }) => eventName).sort()).toEqual([
    ...['CreateImage', 'CreateImage', 'ListImages', 'ListImages', 'LookupEvents', 'LookupEvents'],
  ]);
  const ids = records.map(({ eventID }) => eventID);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(looked));
  // Nothing half written is left.
  expect(readdirSync(folder)).toEqual(['AWSLogs']);
});

it('goes on where a run was killed, and tells nothing twice', async () => {
  const [folder, state] = [program.at('killed'), program.at('killed.state')];
  const speeds = ['1', '1', '1000000', '1'];
  for (const [index, speed] of speeds.entries()) {
    const run = await program.start('--trail', folder, '--state', state, '--speed', speed);
    for (let image = 0; image < 3; image += 1) {
      await run.client().send(new CreateImageCommand({ ImageName: `i-${index}-${image}`, RoleArn: ROLE }));
    }
    await run.client('eu-west-1').send(new ListImagesCommand({}));
    const size = (index + 1) * 4;
    // The fast one is killed after it has delivered.
    while (speed !== '1' && [...delivered(folder).values()].flat().length < size) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await run.end('SIGKILL');
  }
  const last = await program.start('--trail', folder, '--state', state);
  const ids = [...delivered(folder).values()].flat().map(({ eventID }) => eventID);
  expect([ids.length, new Set(ids).size]).toEqual([16, 16]);
  await last.end('SIGTERM');
});

it('leaves no half file on a disk that is full, and delivers when there is room', async () => {
  const [folder, state] = [program.at('full'), program.at('full.state')];
  const run = await program.start('--trail', folder, '--state', state);
  for (let image = 0; image < 50; image += 1) {
    await run.client().send(new CreateImageCommand({ ImageName: `image-${image}`, RoleArn: ROLE }));
  }
  // From now on no file may be larger than 1 kB.
  execFileSync('prlimit', ['--pid', `${run.pid}`, '--fsize=1024:']);
  await run.end('SIGTERM');
  expect(run.stderr).toMatch(/^studiolo emulator: the trail cannot be written: EFBIG[^\n]*\n$/);
  expect(readdirSync(folder).filter((name) => name !== 'AWSLogs')).toEqual([]);
  expect(delivered(folder)).toEqual(new Map());

  const next = await program.start('--trail', folder, '--state', state);
  expect([...delivered(folder).values()].flat()).toHaveLength(50);
  await next.end('SIGTERM');
});

it('delivers while it runs', async () => {
  const folder = program.at('meanwhile');
  const run = await program.start('--trail', folder, '--speed', '1000000');
  await run.client().send(new ListImagesCommand({}));
  while (delivered(folder).size === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect([...delivered(folder).values()].flat().map(({ eventName }) => eventName)).toEqual(['ListImages']);
  await run.end('SIGKILL');
});

it('says where it cannot write', () => {
  const file = program.at('no-folder');
  writeFileSync(file, '');
  const { code, stderr } = program.run('emulate', '--port', '0', '--trail', path.join(file, 'trail'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^studiolo: the trail cannot be written: ENOTDIR.*no-folder\/trail'; see --trail\n$/);
});
