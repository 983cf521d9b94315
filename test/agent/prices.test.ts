import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PricesSource } from '../../src/agent/sources/prices';
import { startPriceList, studioProducts, type PriceListServer } from '../../src/demo/price-list';
import { newHome } from './place';
import { inWords } from '../protocol/in-words';
import { say } from '../../src/protocol/message';

// Nothing here depends on how fast the machine is.
jest.setTimeout(60_000);

const hour = 3_600_000;
const noon = Date.parse('2026-11-24T12:00:00Z');
let aws: PriceListServer;
let folder: string;
let time: number;
let off: number;
let log: string[];

beforeEach(async () => {
  // Pages of two, so that every question takes several.
  aws = await startPriceList(studioProducts({ 'ml.t3.medium': '0.05', 'ml.g5.xlarge': '1.408' }, '0.112'), 2);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_PRICING: aws.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  folder = newHome();
  time = noon;
  off = 0;
  log = [];
});
afterEach(async () => {
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

const source = (region = 'us-east-1') =>
  new PricesSource(
    { now: () => new Date(time + off), uptime: () => time / 1_000, random: () => 0, log: (line) => log.push(line) },
    region,
    path.join(folder, 'cache'),
  );
/** What is known when the answer has come. */
async function learnt(prices: PricesSource) {
  await prices.read();
  await prices.settled();
  return inWords(await prices.read());
}

test('the shipped table is answered at once; the Price List when it has come, every page, without $0 rows', async () => {
  const prices = source();
  expect((await prices.read()).table.source.kind).toBe('bundled');
  await prices.settled();
  const { table, notices } = await prices.read();
  expect(table.source).toEqual({ kind: 'price-list', date: '2026-11-24', from: say('price-list') });
  expect(table.perHour).toEqual({
    'JupyterLab/ml.t3.medium': 0.05,
    'JupyterLab/ml.g5.xlarge': 1.408,
    'CodeEditor/ml.t3.medium': 0.05,
    'CodeEditor/ml.g5.xlarge': 1.408,
    'KernelGateway/ml.t3.medium': 0.05,
    'KernelGateway/ml.g5.xlarge': 1.408,
  });
  expect([table.perGbMonth, notices]).toEqual([0.112, []]);
});

test('they are asked for once a day, also by the next app of the home volume', async () => {
  await learnt(source());
  const calls = aws.calls.length;
  time += 20 * hour;
  expect((await learnt(source())).table.perGbMonth).toBe(0.112);
  expect(aws.calls).toHaveLength(calls);
  time += 5 * hour;
  expect((await learnt(source())).table.source).toMatchObject({ date: '2026-11-25' });
  expect(aws.calls).toHaveLength(2 * calls);
});

test('where the Price List may not be asked, the shipped table stands, with the action to allow', async () => {
  aws.refuse('AccessDeniedException');
  const { table, notices } = await learnt(source('us-west-2'));
  expect(table.source.kind).toBe('bundled');
  expect(table.perHour['JupyterLab/ml.t3.medium']).toBe(0.05);
  expect(notices).toEqual([expect.objectContaining({ code: 'permission', action: 'pricing:GetProducts' })]);
});

test.each([
  ['UnrecognizedClientException', 'The AWS Price List does not accept this app’s credentials:'],
  ['ThrottlingException', 'The AWS Price List is busy.'],
  ['InternalErrorException', 'The AWS Price List refused the request:'],
])('%s is told of the Price List, never of SageMaker', async (code, words) => {
  aws.refuse(code);
  const { notices } = await learnt(source('eu-west-1'));
  expect(notices).toEqual([expect.objectContaining({ message: expect.stringContaining(words) })]);
  expect(notices[0]?.message).not.toContain('SageMaker');
  expect(notices[0]?.remedy).toBe('Costs are not known until it answers.');
});

test('where a partition has no Price List none is asked, and that is the reason', async () => {
  const { table, notices } = await learnt(source('us-gov-west-1'));
  expect(aws.calls).toHaveLength(0);
  expect(table).toMatchObject({ source: { kind: 'none', from: 'no price list in AWS GovCloud (US)' }, perHour: {} });
  expect(notices.map(({ message }) => message)).toEqual([
    'There is no price list in AWS GovCloud (US), so costs are not known.',
  ]);
});

test('prices learnt by a clock that ran ahead have the day that it was when the clock is right again', async () => {
  const prices = source();
  off = 7 * 24 * hour;
  await learnt(prices);
  const calls = aws.calls.length;
  off = 0;
  expect((await prices.read()).table.source).toMatchObject({ date: '2026-11-24' });
  expect(aws.calls).toHaveLength(calls);
});

test('kept prices of a day to come are asked for anew', async () => {
  off = 7 * 24 * hour;
  await learnt(source());
  off = 0;
  expect((await learnt(source())).table.source).toMatchObject({ kind: 'price-list', date: '2026-11-24' });
});

test('a refusal leaves the prices of yesterday, with their date, and is not repeated at once', async () => {
  await learnt(source());
  time += 26 * hour;
  aws.refuse('ThrottlingException');
  const prices = source();
  const { table, notices } = await learnt(prices);
  expect(table.source).toMatchObject({ date: '2026-11-24' });
  expect(notices[0]?.code).toBe('throttled');
  const calls = aws.calls.length;
  await learnt(prices);
  expect(aws.calls).toHaveLength(calls);
});

test('a region without Studio prices is told as such', async () => {
  const { table, notices } = await learnt(source('eu-west-1'));
  expect(table.perHour).toEqual({});
  expect(notices[0]?.message).toContain('eu-west-1');
});

test('a cut file and a home that cannot be written to cost a question, not the prices', async () => {
  await learnt(source());
  const file = path.join(folder, 'cache', 'prices-us-east-1.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  expect((await learnt(source())).table.source.kind).toBe('price-list');
  rmSync(path.join(folder, 'cache'), { recursive: true });
  writeFileSync(path.join(folder, 'cache'), 'not a folder');
  expect((await learnt(source())).table.source.kind).toBe('price-list');
  expect(log).toEqual([
    expect.stringMatching(/prices-us-east-1\.json is passed over: it is not JSON$/),
    expect.stringContaining('prices can not be kept'),
  ]);
});
