// What `studiolo plan` of a company of 1,000 and of 10,000 people costs, each with a space of their own, against the emulator:
// calls, seconds and the most memory, the first time and the second, and once more after a tenth of the spaces was changed;
// the file in JSON, as programs write it, then in YAML that names each person and space itself.
// Then what `apply` of 1,000 user profiles takes where the account lets through ten calls a second: the least possible is that
// each profile is looked at before, made and read back, three calls.
// `npm run bench -- studio-file [SIZE …] [apply=SIZE]`. Prints figures; asserts nothing.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';

const words = process.argv.slice(2);
const sizes = words.length > 0 ? words.filter((word) => /^\d/.test(word)).map(Number) : [1_000, 10_000];
const applied =
  words.length > 0 ? words.flatMap((word) => (word.startsWith('apply=') ? Number(word.slice(6)) : [])) : [1_000];
const limit = 10;
const folder = mkdtempSync(path.join(os.tmpdir(), 'studiolo-bench-'));
const account = '123456789012';
const region = 'us-east-1';
const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::${account}:user/bench</Arn><UserId>AIDABENCH</UserId><Account>${account}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** What people and spaces are set to; the file says the same as the seed. */
const settings = {
  UserSettings: { JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: 'https://git.example/handbook' }] } },
};
const spaceSettings = { AppType: 'JupyterLab' };
const names = (count) => Array.from({ length: count }, (_, at) => `person-${at}`);
const tags = { 'studiolo:studio': 'bench' };
const domain = {
  DomainName: 'bench',
  AuthMode: 'IAM',
  VpcId: 'vpc-1',
  SubnetIds: ['subnet-1'],
  DefaultUserSettings: { ExecutionRole: `arn:aws:iam::${account}:role/Studio` },
};

function seedOf(count) {
  const userProfiles = Object.fromEntries(names(count).map((name) => [name, { ...settings, tags }]));
  const spaces = Object.fromEntries(
    names(count).map((name) => [`of-${name}`, { owner: name, sharing: 'Private', SpaceSettings: spaceSettings, tags }]),
  );
  return JSON.stringify({ account, domains: { 'd-bench': { ...domain, userProfiles, spaces, tags } } });
}

function contentOf(count, name = undefined) {
  const userProfiles = Object.fromEntries(names(count).map((one) => [one, settings]));
  const display = (at) => (name !== undefined && at % 10 === 0 ? { SpaceDisplayName: name } : {});
  const spaces = Object.fromEntries(
    names(count).map((one, at) => [`of-${one}`, { owner: one, SpaceSettings: spaceSettings, ...display(at) }]),
  );
  return { studio: 'bench', account, region, domains: { 'd-bench': { userProfiles, spaces } } };
}
const fileOf = (count, name) => JSON.stringify(contentOf(count, name));
/** The same as people and most programs write it: a line for each word of a person, or a line for each person. */
const yamlOf = (count) => stringify(contentOf(count), { aliasDuplicateObjects: false });
const rowsOf = (count) => {
  const { domains, ...head } = contentOf(count);
  const rows = (some) => Object.entries(some).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}\n`);
  const sections = Object.entries(domains['d-bench']).map(([word, some]) => `    ${word}:\n${rows(some).join('')}`);
  return `${stringify(head)}domains:\n  d-bench:\n${sections.join('')}`;
};

/** An emulator, and what counts the calls on their way to it. */
async function start(seed) {
  const text = await new Promise((resolve, reject) => {
    const asked = [process.env.STUDIOLO_CLI, 'emulate', '--port', '0', '--seed', seed, '--speed', '1'];
    const child = spawn(process.execPath, asked, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', (data) => resolve({ child, url: /http:\S+/.exec(String(data))[0] }));
    child.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
  });
  const calls = new Map();
  const account = { limit: Infinity, room: limit, filled: performance.now(), throttled: 0 };
  /** Whether the account has no room for a call of SageMaker's: a bucket that fills at its rate, and holds a second's calls. */
  function isThrottled(operation) {
    if (account.limit === Infinity || ['GetCallerIdentity', 'GetResources'].includes(operation)) return false;
    const now = performance.now();
    account.room = Math.min(account.limit, account.room + ((now - account.filled) * account.limit) / 1000);
    account.filled = now;
    if (account.room >= 1) {
      account.room -= 1;
      return false;
    }
    account.throttled += 1;
    return true;
  }
  const proxy = createServer((incoming, answer) => {
    const parts = [];
    incoming.on('data', (part) => parts.push(part));
    incoming.on('end', () => {
      const operation = String(incoming.headers['x-amz-target'] ?? 'sts.GetCallerIdentity').split('.')[1];
      calls.set(operation, (calls.get(operation) ?? 0) + 1);
      if (isThrottled(operation)) {
        const type = 'application/x-amz-json-1.1';
        return answer
          .writeHead(400, { 'content-type': type })
          .end('{"__type":"ThrottlingException","message":"Rate exceeded"}');
      }
      if (operation === 'GetCallerIdentity') return answer.writeHead(200, { 'content-type': 'text/xml' }).end(identity);
      const onward = request(
        text.url + incoming.url,
        { method: incoming.method, headers: incoming.headers },
        (reply) => {
          answer.writeHead(reply.statusCode, reply.headers);
          reply.pipe(answer);
        },
      );
      onward.end(Buffer.concat(parts));
    });
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    text.child.kill();
    proxy.closeAllConnections();
    proxy.close();
  };
  return { url: `http://127.0.0.1:${proxy.address().port}`, calls, account, stop };
}

/** Runs the program; how long it took, how much memory it had at most, and how it ended. */
function measured(words, url) {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'AKIABENCH00000000000',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: url,
  };
  const started = performance.now();
  const child = spawn(process.execPath, [process.env.STUDIOLO_CLI, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  let most = 0;
  const look = setInterval(() => {
    try {
      most = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? most);
    } catch {
      // It has just ended.
    }
  }, 50);
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearInterval(look);
      resolve({ seconds: (performance.now() - started) / 1000, megabytes: most / 1024, code, said });
    }),
  );
}

async function line(what, words, { url, calls }) {
  calls.clear();
  const { seconds, megabytes, code, said } = await measured(words, url);
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0);
  const last = said.trimEnd().split('\n').at(-1);
  const figures = [`${total} calls`, `${seconds.toFixed(1)} s`, `${megabytes.toFixed(0)} MB`].map((one) =>
    one.padStart(14),
  );
  console.log(`${what.padEnd(40)}${figures.join('')}  exit ${code}: ${last}`);
}

for (const size of sizes) {
  const seed = path.join(folder, 'seed.yaml');
  const file = path.join(folder, 'studio.yaml');
  const changed = path.join(folder, 'changed.yaml');
  writeFileSync(seed, seedOf(size));
  writeFileSync(file, fileOf(size));
  writeFileSync(changed, fileOf(size, 'Ours'));
  const world = await start(seed);
  console.log(`${size} user profiles and ${size} spaces`);
  await line('plan, the first time', ['plan', file], world);
  await line('plan, the second time', ['plan', file], world);
  await line('plan of a tenth of the spaces', ['plan', changed], world);
  for (const [form, text] of [
    ['YAML, a line a word', yamlOf(size)],
    ['YAML, a line a person', rowsOf(size)],
  ]) {
    rmSync(path.join(folder, '.cache'), { recursive: true, force: true });
    writeFileSync(file, text);
    await line(`${form}, the first time`, ['plan', file], world);
    await line(`${form}, the second time`, ['plan', file], world);
  }
  rmSync(path.join(folder, '.cache'), { recursive: true, force: true });
  world.stop();
}
for (const size of applied) {
  const seed = path.join(folder, 'seed.yaml');
  const file = path.join(folder, 'studio.yaml');
  writeFileSync(seed, JSON.stringify({ account, domains: { 'd-bench': { ...domain, tags } } }));
  const userProfiles = Object.fromEntries(names(size).map((one) => [one, settings]));
  writeFileSync(file, JSON.stringify({ studio: 'bench', account, region, domains: { 'd-bench': { userProfiles } } }));
  const world = await start(seed);
  world.account.limit = limit;
  const { seconds, megabytes, code } = await measured(['apply', file, '--yes'], world.url);
  const total = [...world.calls.values()].reduce((sum, count) => sum + count, 0);
  const least = (3 * size) / limit;
  console.log(
    `apply of ${size} user profiles under ${limit} calls a second: ${seconds.toFixed(1)} s, ${(seconds / least).toFixed(2)} of the least possible (${least} s); ${total} calls, ${world.account.throttled} of them throttled; ${megabytes.toFixed(0)} MB; exit ${code}`,
  );
  world.stop();
}
rmSync(folder, { recursive: true });
