// Requests a second of the emulator, by the clock and for a second of its processor's time, which other work on the machine
// changes less, beside moto's server for the operations that moto has, in one run on one machine; and how long one page of each List takes in a company of 1,000 profiles, 1,000 spaces and 2,500 apps.
// Once more with each call decided by the example policies; and with a past of a million events. `npm run bench -- emulator`. Prints figures; asserts nothing.
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { call, CONNECTIONS, emulator as started, hangUp, serving } from './emulator/server.mjs';

const SECONDS = Number(process.argv[2] ?? 2);
const folder = mkdtempSync(path.join(os.tmpdir(), 'studiolo-bench-'));

/** The seconds of the processor's time that a process has had, its own and the system's for it. */
function processorSeconds(pid) {
  const [, fields] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

/** Calls one after the other on each connection while the time lasts; `input` makes the next call's. */
async function perSecond({ url, pid }, operation, input) {
  let count = 0;
  const spent = processorSeconds(pid);
  const started = performance.now();
  const until = started + SECONDS * 1000;
  const connection = async () => {
    while (performance.now() < until) {
      await call(url, operation, input());
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const byClock = (count * 1000) / (performance.now() - started);
  return { byClock, byProcessor: count / (processorSeconds(pid) - spent) };
}

async function inTurns(count, work) {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

const emulator = (options, use) => started(process.env.STUDIOLO_CLI, options, use);

const moto = (use) =>
  serving(
    path.join(process.env.STUDIOLO_TOOLS, 'bin', 'moto_server'),
    ['-H', '127.0.0.1', '-p', '0'],
    (child) =>
      new Promise((resolve, reject) => {
        let said = '';
        child.stdout.resume();
        // Read to the end, so that moto never waits for someone to take its log.
        child.stderr.on('data', (chunk) => {
          const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec((said += said.length < 10_000 ? chunk : '')) ?? [];
          if (url) resolve(url);
        });
        child.once('exit', () => reject(new Error(`moto did not start: ${said}`)));
      }),
    use,
  );

let names = 0;
const newName = (kind) => `${kind}-${(names += 1)}`;
const domainInput = () => ({
  DomainName: newName('domain'),
  AuthMode: 'IAM',
  VpcId: 'vpc-1',
  SubnetIds: ['subnet-1'],
  DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/studio' },
});

async function newDomain(url) {
  const { DomainArn } = await call(url, 'CreateDomain', domainInput());
  return DomainArn.split('/').pop();
}

const show = (server, operation, resources, { byClock, byProcessor }) =>
  console.log(
    `${server.padEnd(24)} ${operation.padEnd(18)} ${String(resources).padStart(6)} ` +
      `${byClock.toFixed(0).padStart(7)} ${byProcessor.toFixed(0).padStart(10)}`,
  );

/** The three operations that moto has as well, at so many domains. */
async function domains(server, run, counts) {
  const { url } = run;
  let there = 0;
  for (const count of counts) {
    await inTurns(count - there, () => newDomain(url));
    there = count;
    // Of no domains, one: what does not exist cannot be described.
    const DomainId = await newDomain(url);
    show(server, 'DescribeDomain', count, await perSecond(run, 'DescribeDomain', () => ({ DomainId })));
    show(server, 'ListDomains', count, await perSecond(run, 'ListDomains', () => ({})));
  }
  show(server, 'CreateDomain', there, await perSecond(run, 'CreateDomain', domainInput));
}

const since = '30d ago';
const ResourceSpec = {
  InstanceType: 'ml.t3.medium',
  SageMakerImageArn: 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu',
};
const times = (count, make) => Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));

/** A seed, in the JSON that YAML takes: so many profiles and private spaces, and of apps two and a half times as many. */
const seedOf = (count) => ({
  domains: {
    [DOMAIN]: {
      ...domainInput(),
      userProfiles: times(count, (index) => [
        `user-${index}`,
        // Classic apps, one for every profile and a second for every other.
        {
          apps: Array.from({ length: index % 2 ? 2 : 1 }, (_, app) => ({
            AppType: 'KernelGateway',
            AppName: `kernel-${app}`,
            since,
            ResourceSpec,
          })),
        },
      ]),
      spaces: times(count, (index) => [
        `space-${index}`,
        {
          owner: `user-${index}`,
          sharing: 'Private',
          SpaceSettings: { AppType: 'JupyterLab' },
          apps: [{ AppType: 'JupyterLab', since, ResourceSpec }],
        },
      ]),
    },
  },
});

const DOMAIN = 'd-bench';
const APP = { DomainId: DOMAIN, SpaceName: 'space-0', AppType: 'JupyterLab', AppName: 'default' };
const newProfile = () => ({ DomainId: DOMAIN, UserProfileName: newName('new') });

/** The operations that the sidebar and the administrators' commands live on, at so many profiles and spaces. */
async function studio(count) {
  const seed = path.join(folder, `${count}.json`);
  // Of no apps, one: what does not exist cannot be described.
  writeFileSync(seed, JSON.stringify(seedOf(Math.max(count, 1))));
  await emulator(['--seed', seed], async (run) => {
    for (const operation of ['DescribeApp', 'ListApps', 'CreateUserProfile']) {
      const input = { DescribeApp: () => APP, ListApps: () => ({}), CreateUserProfile: newProfile }[operation];
      show('studiolo', operation, count, await perSecond(run, operation, input));
    }
  });
  const state = ['--state', path.join(folder, `${count}.state`)];
  await emulator(['--seed', seed, ...state], async (run) => {
    show('studiolo --state', 'CreateUserProfile', count, await perSecond(run, 'CreateUserProfile', newProfile));
  });
  return seed;
}

const policy = (name) => path.resolve(import.meta.dirname, `../../examples/policies/${name}.json`);
/** A seed whose only caller is the one of this program, an administrator with six policies. */
const guarded = {
  callers: {
    AKIABENCH00000000000: {
      principal: 'arn:aws:sts::123456789012:assumed-role/StudioAdmin/ines',
      tags: { owner: 'ines' },
      policies: ['AdministratorAccess', policy('own-spaces')],
      scps: [
        'FullAWSAccess',
        ...['approved-instances', 'approved-images', 'admins-only-settings', 'jobs-in-vpc'].map(policy),
      ],
    },
  },
};

/** How long one page after the other takes, of the largest size, one call at a time. */
async function pages(url, operation, items, input = {}) {
  const took = [];
  for (let turn = 0; turn < 8; turn += 1) {
    let NextToken;
    do {
      const started = performance.now();
      ({ NextToken } = await call(url, operation, { MaxResults: 100, NextToken, ...input }));
      took.push(performance.now() - started);
    } while (NextToken);
  }
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor((took.length - 1) * share)].toFixed(1).padStart(7);
  console.log(`${operation.padEnd(24)} ${String(items).padStart(6)} ${at(0.5)} ${at(0.99)}`);
}

/** Calls one of the services beside SageMaker. */
async function lookUp(url, attribute) {
  const reply = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CloudTrail_20131101.LookupEvents',
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIABENCH00000000000/20260101/us-east-1/cloudtrail/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ LookupAttributes: attribute ? [attribute] : [] }),
  });
  if (reply.status !== 200) throw new Error(`LookupEvents: ${reply.status} ${await reply.text()}`);
  return (await reply.json()).Events;
}

/**
 * A state file with so many profiles and so many events: what a run has written, and its last call again and again, by
 * an id and at a time of its own.
 */
async function stateOf(seed, profiles, events) {
  const state = path.join(folder, `${profiles}-${events}.state`);
  await emulator(['--seed', seed, '--state', state], async ({ url }) => {
    for (let index = 0; index < 3; index += 1) await call(url, 'DescribeApp', APP);
  });
  const last = JSON.parse(readFileSync(state, 'utf8').trimEnd().split('\n').at(-1));
  const [event] = last.events;
  const now = Date.now();
  for (let written = 0; written < events; written += 1000) {
    const line = Array.from({ length: 1000 }, (_, index) => ({
      ...event,
      time: now - (events - written - index),
      own: [randomUUID(), ...event.own.slice(1)],
    }));
    appendFileSync(state, `${JSON.stringify({ ...last, events: line })}\n`);
  }
  return state;
}

/** What a run with a long past needs: time to start, memory, calls a second, and how long look-ups take. */
async function longPast(seed, profiles, events) {
  const state = await stateOf(seed, profiles, events);
  const started = performance.now();
  await emulator(['--state', state], async (run) => {
    const { url, pid } = run;
    const seconds = (performance.now() - started) / 1000;
    const memory = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
    console.log(
      `\n${profiles} profiles and ${events} events: ready in ${seconds.toFixed(1)} s, ${memory().toFixed(0)} MB`,
    );
    for (const [operation, input] of [
      ['DescribeApp', () => APP],
      ['CreateUserProfile', newProfile],
    ]) {
      show('studiolo --state', operation, profiles, await perSecond(run, operation, input));
    }
    const [newest] = await lookUp(url);
    for (const [AttributeKey, AttributeValue] of [
      ['EventName', 'DescribeApp'],
      ['EventId', newest.EventId],
      ['ResourceName', 'space-0'],
      ['ResourceName', 'space-0'],
    ]) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const from = performance.now();
      const found = await lookUp(url, { AttributeKey, AttributeValue });
      console.log(
        `LookupEvents by ${AttributeKey.padEnd(13)} ${String(found.length).padStart(6)} found in ${(performance.now() - from).toFixed(0)} ms`,
      );
    }
    console.log(`afterwards ${memory().toFixed(0)} MB`);
  });
}

try {
  console.log(`${CONNECTIONS} connections, ${SECONDS} s each, calls a second\n`);
  console.log(`${'server'.padEnd(24)} ${'operation'.padEnd(18)}     at calls/s  of CPU s`);
  await moto((run) => domains('moto', run, [0, 100]));
  await emulator([], (run) => domains('studiolo', run, [0, 100]));
  const withPolicies = path.join(folder, 'guarded.json');
  writeFileSync(withPolicies, JSON.stringify(guarded));
  await emulator(['--seed', withPolicies], (run) => domains('studiolo, policies', run, [0, 100]));
  const seeds = [];
  for (const count of [0, 1000, 10_000]) seeds.push(await studio(count));
  console.log(`\n${'a page of 100, in ms'.padEnd(24)}     of  median 99 of 100`);
  await emulator(['--seed', seeds[1]], async ({ url }) => {
    await pages(url, 'ListUserProfiles', 1000);
    await pages(url, 'ListSpaces', 1000);
    await pages(url, 'ListApps', 2500);
    await pages(url, 'ListApps', 2500, { SortOrder: 'Descending', DomainIdEquals: DOMAIN });
  });
  await longPast(seeds[2], 10_000, 1_000_000);
} finally {
  hangUp();
  rmSync(folder, { recursive: true });
}
