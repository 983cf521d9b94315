// Calls that this emulator answers in a second of the processor's time, beside another version of it: the two are asked in turn,
// so that other work on the machine slows both, and of each the best of many rounds counts.
// `npm run bench -- emulator-versions OTHER.cjs [ROUNDS]`, with the other version's `dist/studiolo.cjs`. Prints figures; asserts nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { call, CONNECTIONS, emulator, hangUp } from './emulator/server.mjs';

const [other, rounds = '40'] = process.argv.slice(2);
if (!other) throw new Error('name the dist/studiolo.cjs of the other version');
/** Of one round: so few that in some rounds nothing else runs. */
const CALLS = 400;

const ExecutionRole = 'arn:aws:iam::123456789012:role/studio';
const ResourceSpec = {
  InstanceType: 'ml.t3.medium',
  SageMakerImageArn: 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu',
};
const [AppType, AppName] = ['JupyterLab', 'default'];
const ofAna = {
  OwnershipSettings: { OwnerUserProfileName: 'ana' },
  SpaceSharingSettings: { SharingType: 'Private' },
  SpaceSettings: { AppType },
};

/** Makes a Studio of a hundred domains, and in one of them profiles, spaces and apps; answers what makes inputs of calls to it. */
async function studio(url) {
  const hundred = Array.from({ length: 100 }, (_, index) => index);
  const numbered = (kind) => {
    let number = 0;
    return () => `${kind}-${(number += 1)}`;
  };
  const [domain, profile, space, spaceWithApp, display] = ['d', 'p', 'space', 'space', 'display'].map(numbered);
  const newDomain = () => ({
    ...{ DomainName: domain(), AuthMode: 'IAM', VpcId: 'vpc-1', SubnetIds: ['subnet-1'] },
    DefaultUserSettings: { ExecutionRole },
  });
  const domains = [];
  while (domains.length <= hundred.length) {
    domains.push((await call(url, 'CreateDomain', newDomain())).DomainArn.split('/').pop());
  }
  const [DomainId, ...others] = domains;
  const made = async (operation, inputOf) => {
    for (const each of hundred) await call(url, operation, inputOf(each));
    // Until what was made is in service.
    await wait(500);
  };
  await call(url, 'CreateUserProfile', { DomainId, UserProfileName: 'ana' });
  await made('CreateUserProfile', (each) => ({ DomainId: others[0], UserProfileName: `quiet-${each}` }));
  await made('CreateSpace', (each) => ({ DomainId, SpaceName: `quiet-${each}`, ...ofAna }));
  await made('CreateSpace', (each) => ({ DomainId, SpaceName: `busy-${each}`, ...ofAna }));
  const app = (SpaceName) => ({ DomainId, SpaceName, AppType, AppName });
  await made('CreateApp', (each) => ({ ...app(`busy-${each}`), ResourceSpec }));
  let turn = 0;
  const inTurn = () => (turn = (turn + 1) % hundred.length);
  return {
    DescribeDomain: () => ({ DomainId }),
    DescribeApp: () => app('busy-0'),
    ListDomains: () => ({}),
    ListApps: () => ({}),
    CreateDomain: newDomain,
    UpdateDomain: () => ({ DomainId: others[inTurn()], DefaultUserSettings: { ExecutionRole } }),
    CreateUserProfile: () => ({ DomainId, UserProfileName: profile() }),
    UpdateUserProfile: () => ({
      ...{ DomainId: others[0], UserProfileName: `quiet-${inTurn()}` },
      UserSettings: { ExecutionRole: `${ExecutionRole}-${turn}` },
    }),
    CreateSpace: () => ({ DomainId, SpaceName: space(), ...ofAna }),
    UpdateSpace: () => ({ DomainId, SpaceName: `quiet-${inTurn()}`, SpaceDisplayName: display() }),
    CreateApp: () => ({ ...app(spaceWithApp()), ResourceSpec }),
  };
}

/** The seconds of the processor's time that a process has had, finer than the hundredths of `/proc/PID/stat`. */
function processorSeconds(pid) {
  const ofThread = (thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + ofThread(thread), 0) / 1e9;
}

/** How many calls a second of the processor's time answers, in one round. */
async function round({ url, pid, inputs }, operation) {
  let left = CALLS;
  const spent = processorSeconds(pid);
  const connection = async () => {
    while (left-- > 0) await call(url, operation, inputs[operation]());
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return CALLS / (processorSeconds(pid) - spent);
}

async function compare(versions) {
  for (const version of versions) version.inputs = await studio(version.url);
  const best = versions.map(() => new Map());
  for (let count = 0; count < Number(rounds); count += 1) {
    for (const operation of Object.keys(versions[0].inputs)) {
      for (const index of count % 2 ? [0, 1] : [1, 0]) {
        const answered = await round(versions[index], operation);
        best[index].set(operation, Math.max(answered, best[index].get(operation) ?? 0));
      }
    }
  }
  const [theirs, ours] = best;
  console.log(`best of ${rounds} rounds, calls a second of CPU\n${''.padEnd(18)}   other    this`);
  for (const [operation, was] of theirs) {
    const figures = [was, ours.get(operation)].map((figure) => figure.toFixed(0).padStart(7));
    console.log(`${operation.padEnd(18)} ${figures.join(' ')}   ${((100 * ours.get(operation)) / was).toFixed(0)} %`);
  }
}

try {
  await emulator(other, [], (theirs) => emulator(process.env.STUDIOLO_CLI, [], (ours) => compare([theirs, ours])));
} finally {
  hangUp();
}
