import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NoticeError } from '../../src/agent/notices';
import { readMetadata } from '../../src/agent/sources/metadata';
import type { Notice } from '../../src/protocol/notice';
import { newHome } from './place';
import { inWords, type InWords } from '../protocol/in-words';

let folder: string;
let metadataFile: string;
beforeEach(() => {
  folder = newHome();
  metadataFile = path.join(folder, 'metadata.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const arn = (partition = 'aws', region = 'us-east-1') =>
  `arn:${partition}:sagemaker:${region}:123456789012:app/d-acme/lab/jupyterlab/default`;
const whole = {
  AppType: 'JupyterLab',
  DomainId: 'd-acme',
  SpaceName: 'lab',
  ExecutionRoleArn: 'arn:aws:iam::123456789012:role/x',
  ResourceArn: arn(),
  ResourceName: 'default',
  AppImageVersion: '',
};
const space = { kind: 'space', spaceName: 'lab' };
const written = (content: string | object) =>
  writeFileSync(metadataFile, typeof content === 'string' ? content : JSON.stringify(content));
const read = () => readMetadata({ metadataFile });
async function refused(): Promise<InWords<Notice>> {
  const error: unknown = await read().catch((thrown: unknown) => thrown);
  if (error instanceof NoticeError) return inWords(error.notice);
  throw error;
}

test.each<[string, string | object]>([
  ['as Studio writes it', whole],
  [
    'with members that are not known yet',
    { ...whole, AdditionalMetadata: { DataZoneDomainId: 'dzd', nested: [1] }, New: 1 },
  ],
  ['whose space is null, and stands in its ARN', { ...whole, SpaceName: null }],
  ['whose user profile is null', { ...whole, UserProfileName: null }],
  ['whose second ARN is null', { ...whole, ResourceArnCaseSensitive: null }],
  ['whose type is in lower case', { ...whole, AppType: 'jupyterlab' }],
  ['with a byte order mark', `\uFEFF${JSON.stringify(whole)}`],
])('a file %s tells where one is', async (_, content) => {
  written(content);
  expect(await read()).toEqual({
    domainId: 'd-acme',
    region: 'us-east-1',
    key: { appType: 'JupyterLab', appName: 'default', owner: space },
    executionRoleArn: whole.ExecutionRoleArn,
  });
});

test('a role that is not as it should be is not known, and the rest is', async () => {
  written({ ...whole, ExecutionRoleArn: 7 });
  const told = await read();
  expect(told).toMatchObject({ domainId: 'd-acme' });
  expect(told.executionRoleArn).toBeUndefined();
});

test.each([
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-iso-b', 'us-isob-east-1'],
])('the region is that of the ARN, in %s too', async (partition, region) => {
  written({ ...whole, ResourceArn: arn(partition, region) });
  expect(await read()).toMatchObject({ region });
});

test('a notebook instance is told as what it is', async () => {
  written({ ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/x', ResourceName: 'x' });
  expect(await refused()).toMatchObject({
    code: 'not-in-studio',
    message: expect.stringContaining('SageMaker notebook instance'),
  });
});

test('no file is no Studio', async () => expect((await refused()).code).toBe('not-in-studio'));

test.each<[string, () => void, RegExp]>([
  ['cut', () => written('{"AppType":"JupyterLab",'), /it is not JSON/],
  ['empty', () => written(''), /it is empty/],
  ['a list', () => written('[]'), /expected object, received array/],
  ['a folder', () => mkdirSync(metadataFile), /it is a folder/],
  ['a link in a circle', () => symlinkSync(metadataFile, metadataFile), /its links lead in a circle/],
  ['with a number for a name', () => written({ ...whole, SpaceName: 7 }), /SpaceName: expected string/],
  ['without a domain', () => written({ ...whole, DomainId: null }), /it has no domain \(DomainId\)/],
  ['without a region', () => written({ ...whole, ResourceArn: null }), /has no region/],
  ['of a type to come', () => written({ ...whole, AppType: 'NewThing' }), /does not know apps of type NewThing/],
])('a file that is %s is told of in the reader’s words', async (_, prepare, told) => {
  prepare();
  const { message, remedy } = await refused();
  expect(message).toMatch(told);
  expect(message).not.toMatch(/[A-Z]{4,}:|✖|→|\n|Zod|Invalid input/);
  expect(remedy).toBeDefined();
});
