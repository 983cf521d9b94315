import { DescribeDomainCommand, ListStudioLifecycleConfigsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { converge, exitCodes, type Manner } from '../../../src/admin/converge/converge';
import type { Event } from '../../../src/admin/converge/event';
import { planOf, planText, readPlan } from '../../../src/admin/converge/plan';
import { startEmulator } from '../../../src/emulator/start';
import { allFaults, FaultyService } from '../faults';
import { createStep, deleteStep, listStep, type ScriptContext, scriptKinds, ScriptStep } from './script-steps';

const seed = `
domains:
  d-one:
    DomainName: one
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
`;
let emulator: { url: string; stop(): Promise<void> };
let faulty: FaultyService;
let direct: SageMakerClient;
let asked: SageMakerClient;

const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };
beforeEach(async () => {
  const report = (error: unknown) => process.stderr.write(String(error));
  emulator = await startEmulator({
    port: 0,
    host: '127.0.0.1',
    speed: 100,
    seed: { fileName: 's', text: seed },
    report,
  });
  faulty = new FaultyService(() => emulator.url, 'sagemaker');
  await faulty.start();
  direct = new SageMakerClient({ region: 'us-east-1', endpoint: emulator.url, credentials });
  const requestHandler = { requestTimeout: 300, throwOnRequestTimeout: true };
  asked = new SageMakerClient({
    region: 'us-east-1',
    endpoint: faulty.url,
    credentials,
    maxAttempts: 1,
    requestHandler,
  });
});
afterEach(async () => {
  direct.destroy();
  asked.destroy();
  await faulty.stop();
  await emulator.stop();
});

const agreed: Manner = { dryRun: false, agreed: true, onFailure: 'keep' };
const takingBack: Manner = { ...agreed, onFailure: 'take-back' };

function contextOf(signal: AbortSignal): ScriptContext {
  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, Math.min(20, milliseconds)));
  const lasting = () => contextOf(new AbortController().signal);
  return { client: asked, signal, now: Date.now, sleep, tell: () => undefined, lasting };
}

async function run(
  steps: ScriptStep[],
  manner: Manner = agreed,
  ask?: (question: string) => Promise<boolean>,
  ending = new AbortController(),
) {
  const events: Event[] = [];
  const human = { tell: (event: Event) => void events.push(event), ...(ask && { ask }) };
  const outcome = await converge(contextOf(ending.signal), human, scriptKinds, planOf('domain d-one', steps), manner);
  return { ...outcome, events, told: events.map(({ event }) => event) };
}

const scripts = async () =>
  ((await direct.send(new ListStudioLifecycleConfigsCommand({}))).StudioLifecycleConfigs ?? [])
    .map((one) => one.StudioLifecycleConfigName)
    .sort();
const settings = async () => {
  for (;;) {
    const { Status, DefaultUserSettings } = await direct.send(new DescribeDomainCommand({ DomainId: 'd-one' }));
    if (Status === 'InService') return DefaultUserSettings?.JupyterLabAppSettings;
  }
};
const listed = async () => ((await settings())?.LifecycleConfigArns ?? []).map((arn) => arn.split('/')[1]);
const twoScripts = () => [listStep(['a', 'b'], []), createStep('a'), createStep('b')];

it('does steps in the order of what they need, waits for AWS in between, and has nothing to do afterwards', async () => {
  const { state, events, told } = await run(twoScripts());
  expect(state).toBe('done');
  expect(events.flatMap((each) => (each.event === 'step' ? [each.step.text] : []))).toEqual([
    'create script a',
    'create script b',
    'list a, b',
  ]);
  expect(told).toContain('waiting');
  expect(await listed()).toEqual(['a', 'b']);
  const again = await run(twoScripts());
  expect(again.told.filter((event) => event === 'found')).toHaveLength(3);
  expect(await run([])).toMatchObject({ state: 'nothing-to-do', told: ['nothing-to-do'] });
});

it('changes nothing on a dry run, without a yes, and where nobody can be asked', async () => {
  expect(await run(twoScripts(), { ...agreed, dryRun: true })).toMatchObject({ state: 'planned', told: ['plan'] });
  expect(await run(twoScripts(), { ...agreed, agreed: false })).toMatchObject({ state: 'nobody-to-ask' });
  const questions: string[] = [];
  const no = (question: string) => Promise.resolve(questions.push(question) === 0);
  expect(await run(twoScripts(), { ...agreed, agreed: false }, no)).toMatchObject({ state: 'declined' });
  expect(questions).toEqual(['Apply 3 changes to domain d-one?']);
  expect(await scripts()).toEqual([]);
  expect(exitCodes).toMatchObject({ done: 0, failed: 1, planned: 3, 'could-not-assess': 4, interrupted: 130 });
});

it('stops where somebody else has changed what it is about to change, though it was while the user thought', async () => {
  const think = async () => {
    await run([createStep('theirs'), listStep(['theirs'], [])]);
    return true;
  };
  const { state, events } = await run(twoScripts(), { ...agreed, agreed: false }, think);
  expect(state).toBe('failed');
  expect(events.at(-1)).toMatchObject({
    why: expect.stringContaining(
      'somebody else has changed it since it was read: LifecycleConfigArns was  and is theirs now',
    ),
  });
  expect(await listed()).toEqual(['theirs']);
});

describe.each(allFaults)('when a call is %s', (fault) => {
  it('is finished by running it again, whichever call it is', async () => {
    const operations = [
      'DescribeStudioLifecycleConfig',
      'CreateStudioLifecycleConfig',
      'UpdateDomain',
      'DescribeDomain',
    ];
    for (const operation of operations) {
      let broken = 0;
      faulty.onCall = (called) => (called === operation && ++broken <= 1 ? fault : undefined);
      await run(twoScripts());
      expect(broken).toBeGreaterThan(0);
      faulty.onCall = () => undefined;
      expect((await run(twoScripts())).state).toBe('done');
      expect(await listed()).toEqual(['a', 'b']);
      const clean = await run([listStep([], ['a', 'b'], []), deleteStep('a', ['list ']), deleteStep('b', ['list '])]);
      expect(clean.state).toBe('done');
      expect(await scripts()).toEqual([]);
    }
  });

  it('takes back what was made where that is asked for, and nothing that is still named', async () => {
    faulty.onCall = (called) => (called === 'UpdateDomain' ? fault : undefined);
    const { state } = await run(twoScripts(), takingBack);
    // What was done though the answer was cut off is recognised.
    const done = fault === 'cut-after';
    expect({ state, scripts: await scripts(), listed: await listed() }).toEqual(
      done ? { state: 'done', scripts: ['a', 'b'], listed: ['a', 'b'] } : { state: 'failed', scripts: [], listed: [] },
    );
  });
});

it('deletes nothing that a list still names which could not be taken back', async () => {
  let updates = 0;
  faulty.onCall = (called, body) => {
    if (called === 'UpdateDomain') return (updates += 1) > 1 ? 'denied' : undefined;
    return called === 'DeleteStudioLifecycleConfig' && body.includes('"c"') ? 'denied' : undefined;
  };
  await run([createStep('c')]);
  const { state, events } = await run([...twoScripts(), deleteStep('c', ['list a,b'])], takingBack);
  expect(state).toBe('failed');
  expect(events.flatMap((each) => (each.event === 'not-taken-back' ? [each.why] : []))).toEqual([
    expect.stringContaining('UpdateDomain'),
    'kept for what was not taken back: list a, b',
    'kept for what was not taken back: list a, b',
  ]);
  expect({ scripts: await scripts(), listed: await listed() }).toEqual({
    scripts: ['a', 'b', 'c'],
    listed: ['a', 'b'],
  });
});

it('waits for a domain that somebody else is changing before its change, and before taking it back', async () => {
  await run([createStep('c')]);
  // The last step is refused: the list has to be taken back while the domain takes its time.
  faulty.onCall = (called, body) =>
    called === 'DeleteStudioLifecycleConfig' && body.includes('"c"') ? 'denied' : undefined;
  const steps = [...twoScripts(), deleteStep('c', ['list a,b'])];
  const { state, told } = await run(steps, takingBack);
  expect(state).toBe('failed');
  expect(told.filter((event) => event === 'taken-back')).toHaveLength(3);
  expect(await listed()).toEqual([]);
  expect(await scripts()).toEqual(['c']);
});

it('keeps, and says, what is still named', async () => {
  await run(twoScripts());
  const { state, leftovers, events } = await run([deleteStep('a')]);
  expect(state).toBe('done');
  expect(leftovers).toEqual([{ name: 'script a', why: 'still named by domain d-one' }]);
  expect(events.at(-1)).toMatchObject({ event: 'kept' });
  expect(await scripts()).toEqual(['a', 'b']);
});

it('takes a refused look afterwards for a warning: what is done is done', async () => {
  let sent = false;
  faulty.onCall = (called) => {
    if (called === 'UpdateDomain') sent = true;
    return called === 'DescribeDomain' && sent ? 'denied' : undefined;
  };
  const { state, events } = await run(twoScripts());
  expect(state).toBe('done');
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'not-read-back', why: expect.stringContaining('sagemaker:DescribeDomain') }),
  );
});

it('ends at once when it is told to, and says what is done and what is not', async () => {
  const ending = new AbortController();
  faulty.onCall = (called) => {
    if (called !== 'UpdateDomain') return undefined;
    ending.abort();
    return 'hang';
  };
  const { state, events } = await run(twoScripts(), agreed, undefined, ending);
  expect(state).toBe('interrupted');
  expect(events.at(-1)).toEqual({
    event: 'interrupted',
    done: ['create script a', 'create script b'],
    begun: ['list a, b'],
    notDone: [],
  });
});

it.each(['failed', 'interrupted'])(
  'what was done for a while only is undone where the step it was for %s',
  async (end) => {
    const ending = new AbortController();
    faulty.onCall = (called) => {
      if (called !== 'UpdateDomain') return undefined;
      if (end === 'interrupted') ending.abort();
      return end === 'interrupted' ? 'hang' : 'denied';
    };
    const back: ScriptStep = { ...deleteStep('a', ['create a', 'list a']), restores: 'create a' };
    const { state } = await run([createStep('a'), listStep(['a'], []), back], agreed, undefined, ending);
    expect({ state, scripts: await scripts() }).toEqual({ state: end, scripts: [] });
  },
);

it('is written to a file and read back; what is wrong with a file is said', () => {
  const plan = planOf('domain d-one', twoScripts());
  expect(readPlan(planText(plan), ScriptStep)).toEqual({ plan });
  expect(readPlan('{', ScriptStep)).toEqual({ wrong: [expect.stringContaining('it is not JSON')] });
  const text = planText(plan).replace('"do": "list"', '"do": "explode"').replace('"when": "now"', '"when": "never"');
  const { wrong } = readPlan(text, ScriptStep) as { wrong: string[] };
  expect(wrong.length).toBeGreaterThan(1);
  expect(() => planOf('it', [listStep(['z'], [])])).toThrow('no step is named create z');
});
