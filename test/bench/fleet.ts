// Thousands of panels open in one account whose API takes ten requests a second: the agents' own sources, budget and
// back-off, the SDK's own client, and the emulator, on a clock that is moved by hand. Only the wire between the last two
// is left out.
// `npm run bench -- fleet [--users 5000] [--opening 1] [--hours 3] [--limit 10] [--console 1]`. Prints figures; asserts nothing.
import { parseArgs } from 'node:util';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { AwsSources } from '../../src/agent/aws-source';
import { AppsSource } from '../../src/agent/sources/apps';
import { Settings } from '../../src/agent/sources/settings';
import { ThisAppSource } from '../../src/agent/sources/this-app';
import { connection } from '../../src/aws/client';
import { ManualClock } from '../../src/emulator/clock';
import { defaultConfiguration } from '../../src/emulator/configuration';
import { sageMaker } from '../../src/emulator/services/sagemaker';
import { Emulator } from '../../src/emulator/emulator';
import { TokenBucket } from './fleet/token-bucket';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '5000' },
    /** Minutes in which all of them are opened. */
    opening: { type: 'string', default: '1' },
    hours: { type: 'string', default: '3' },
    limit: { type: 'string', default: '10' },
    /** Calls a second of people in the console, who do not back off. */
    console: { type: 'string', default: '1' },
  },
});
const users = Number(values.users);
const hours = Number(values.hours);
const limit = Number(values.limit);
const opening = Number(values.opening);
const consoleRate = Number(values.console);

const region = 'us-east-1';
const accessKeyId = 'AKIABENCH00000000000';
const caller = {
  accessKeyId,
  accountId: defaultConfiguration.accountId,
  principalArn: 'arn:aws:iam::123456789012:user/bench',
  sourceIPAddress: '127.0.0.1',
  userAgent: 'bench',
  region,
};
const clock = new ManualClock();
const emulator = new Emulator({ clock, configuration: defaultConfiguration });
const bucket = new TokenBucket(limit, () => clock.now());
const random = mulberry32(7);

/** What is counted in the minutes that are printed together. */
interface Window {
  offered: number;
  throttled: number;
  perSecond: number[];
  consoleCalls: number;
  consoleSlowed: number;
  consoleFailed: number;
}
const newWindow = (): Window => ({
  offered: 0,
  throttled: 0,
  perSecond: [],
  consoleCalls: 0,
  consoleSlowed: 0,
  consoleFailed: 0,
});
let window = newWindow();
let second = 0;
let askedBy = 0;
const retries: number[] = [];
const callsOf = new Uint32Array(users);

const text = new TextEncoder();
const client = new SageMakerClient({
  region,
  credentials: { accessKeyId, secretAccessKey: 'emulated' },
  // As the agent's own connection for its sources.
  maxAttempts: 1,
  requestHandler: {
    handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
      window.offered += 1;
      second += 1;
      callsOf[askedBy]! += 1;
      const taken = bucket.take();
      if (!taken) window.throttled += 1;
      const answer = taken
        ? emulator.call(
            sageMaker,
            headers['x-amz-target']!.split('.')[1]!,
            JSON.parse(new TextDecoder().decode(body)),
            caller,
          )
        : { __type: 'ThrottlingException', Message: 'Rate exceeded' };
      return {
        response: {
          statusCode: taken ? 200 : 400,
          headers: { 'content-type': 'application/x-amz-json-1.1' },
          body: text.encode(JSON.stringify(answer)),
        },
      };
    },
  },
});

const domainId = company();
const panels = Array.from({ length: users }, (_, user) => panel(user));
console.log(
  `${users} panels opened within ${opening} min, ${limit} requests a second for all, ${consoleRate} a second from the console`,
);
console.log(
  'minutes    offered/s answered/s throttled   console: slowed, failed   panels with a list   calls an hour of a panel: 5 %, median, 95 %   bursts',
);

const minutesShown = 15;
let hourly = callsOf.slice();
for (let now = 0; now < hours * 3600; now += 1) {
  second = 0;
  const due = panels.filter(({ opens }) => now >= opens && (now - opens) % 30 === 0);
  // The console's calls come anywhere among those of the panels.
  const people = [...retries.splice(0), ...Array.from({ length: consoleRate }, () => 3)];
  const turns = [...due, ...people].sort(() => random() - 0.5);
  const started = clock.now();
  for (const [index, turn] of turns.entries()) {
    const at = started + Math.floor((index * 1000) / turns.length);
    if (at > clock.now()) clock.advance(at - clock.now());
    if (typeof turn === 'number') atTheConsole(turn);
    else {
      askedBy = turn.user;
      await turn.look();
    }
  }
  clock.advance(Math.max(0, started + 1000 - clock.now()));
  window.perSecond.push(second);
  if ((now + 1) % (minutesShown * 60) === 0) {
    show((now + 1) / 60);
    window = newWindow();
    hourly = callsOf.slice();
  }
}
client.destroy();

function show(minutes: number): void {
  const seconds = minutesShown * 60;
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  const rates = [...callsOf].map((calls, user) => ((calls - hourly[user]!) * 60) / minutesShown).sort((a, b) => a - b);
  const at = (share: number) => rates[Math.floor(share * (users - 1))]!.toFixed(0);
  const known = panels.filter(({ knows }) => knows()).length;
  console.log(
    [
      `${minutes - minutesShown}–${minutes}`.padEnd(10),
      (window.offered / seconds).toFixed(1).padStart(9),
      ((window.offered - window.throttled) / seconds).toFixed(1).padStart(10),
      percent(window.throttled, window.offered).padStart(9),
      `${percent(window.consoleSlowed, window.consoleCalls)}, ${percent(window.consoleFailed, window.consoleCalls)}`.padStart(
        26,
      ),
      percent(known, users).padStart(20),
      `${at(0.05)}, ${at(0.5)}, ${at(0.95)}`.padStart(48),
      dispersion(window.perSecond).toFixed(2).padStart(8),
    ].join(' '),
  );
}

/**
 * Variance of the calls in ten seconds over their mean: 1 where calls come independently of each other, far more where
 * many come at the same moment.
 */
function dispersion(perSecond: number[]): number {
  const tens = Array.from({ length: Math.floor(perSecond.length / 10) }, (_, index) =>
    perSecond.slice(index * 10, index * 10 + 10).reduce((sum, calls) => sum + calls, 0),
  );
  const mean = tens.reduce((sum, calls) => sum + calls, 0) / tens.length;
  return tens.reduce((sum, calls) => sum + (calls - mean) ** 2, 0) / tens.length / Math.max(1, mean);
}

/** People in the console: a call that is throttled is tried twice more, a second apart. `attempts` are those left. */
function atTheConsole(attempts: number): void {
  if (attempts === 3) window.consoleCalls += 1;
  if (bucket.take()) return;
  if (attempts === 3) window.consoleSlowed += 1;
  if (attempts > 1) retries.push(attempts - 1);
  else window.consoleFailed += 1;
}

/** One user's agent, as far as it asks AWS, with the panel open: it is looked at every half minute. */
function panel(user: number) {
  const key = {
    appType: 'JupyterLab',
    appName: 'default',
    owner: { kind: 'space', spaceName: `space-${user}` },
  } as const;
  const metadata = { domainId, region, key };
  const runtime = { now: () => new Date(clock.now()), uptime: () => clock.now() / 1_000, random };
  const aws = new AwsSources(runtime, async () => connection(client));
  const settings = new Settings(aws, metadata);
  const thisApp = new ThisAppSource(aws, metadata, settings, undefined);
  const apps = new AppsSource(aws, metadata, settings);
  let known = false;
  return {
    user,
    opens: Math.floor(random() * opening * 60),
    knows: () => known,
    look: async () => {
      const options = { until: clock.now() + 8_000 };
      const [list] = await Promise.all([
        apps.read(options),
        apps.readSpaces(options),
        thisApp.read(options),
        settings.stated(options),
      ]);
      known = list.state === 'ready';
    },
  };
}

/** A domain in which everybody has a space of their own, with an app that runs. */
function company(): string {
  const call = (operation: string, input: object) => emulator.call(sageMaker, operation, input, caller);
  const { DomainId } = call('CreateDomain', {
    DomainName: 'acme',
    AuthMode: 'IAM',
    VpcId: 'vpc-1',
    SubnetIds: ['subnet-1'],
    DefaultUserSettings: { ExecutionRole: `arn:aws:iam::${caller.accountId}:role/studio` },
  }) as { DomainId: string };
  clock.advance(1_800_000);
  const image = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';
  for (let user = 0; user < users; user += 1) call('CreateUserProfile', { DomainId, UserProfileName: `user-${user}` });
  clock.advance(1_800_000);
  for (let user = 0; user < users; user += 1)
    call('CreateSpace', {
      DomainId,
      SpaceName: `space-${user}`,
      OwnershipSettings: { OwnerUserProfileName: `user-${user}` },
      SpaceSharingSettings: { SharingType: 'Private' },
      SpaceSettings: { AppType: 'JupyterLab' },
    });
  clock.advance(1_800_000);
  for (let user = 0; user < users; user += 1)
    call('CreateApp', {
      DomainId,
      SpaceName: `space-${user}`,
      AppType: 'JupyterLab',
      AppName: 'default',
      ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: image },
    });
  clock.advance(1_800_000);
  return DomainId;
}

/** A small generator with a seed, so that a run can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
