import { writeFileSync } from 'node:fs';
import {
  AddTagsCommand,
  CreateImageCommand,
  DescribeImageCommand,
  ListAppsCommand,
  ListImagesCommand,
  ListSpacesCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { permissionsOf } from '../../src/emulator/seed/policies';
import { noFiles } from './harness';
import { Program } from './program';
import { startEmulator } from './harness';
import { ACCOUNT, refusal, ROLE } from './studio';

// Processes start and end here, on a machine that may be busy.
jest.setTimeout(60_000);

const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/StudioUser/ada`;
const NAMED = 'AKIANAMED00000000000';
const image = new CreateImageCommand({ ImageName: 'tools', RoleArn: ROLE });

let emulator: Awaited<ReturnType<typeof startEmulator>> | undefined;
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
});

/** A client whose key is allowed that. */
async function allowed(...allow: string[]): Promise<SageMakerClient> {
  emulator = await startEmulator({ permissions: permissionsOf({ [NAMED]: { principal: SESSION, allow } }, noFiles) });
  return emulator.clientOf(NAMED);
}

const sentence = (action: string, resource: string) => ({
  name: 'AccessDeniedException',
  message: `User: ${SESSION} is not authorized to perform: sagemaker:${action} on resource: ${resource} because no identity-based policy allows the sagemaker:${action} action`,
});

it('names principal, action and resource of what is not allowed', async () => {
  const client = await allowed();
  const arn = (resource: string) => `arn:aws:sagemaker:us-east-1:${ACCOUNT}:${resource}`;
  expect(await refusal(client.send(image))).toEqual(sentence('CreateImage', arn('image/tools')));
  const ResourceArn = arn('image/other');
  const tags = new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] });
  expect(await refusal(client.send(tags))).toEqual(sentence('AddTags', ResourceArn));
  const { message } = await refusal(client.send(new ListSpacesCommand({})));
  expect(message).toContain(`${SESSION} is not authorized to perform: sagemaker:ListSpaces on resource: `);
});

it('changes nothing by what is not allowed', async () => {
  const client = await allowed('sagemaker:List*');
  await refusal(client.send(image));
  expect(await client.send(new ListImagesCommand({}))).toMatchObject({ Images: [] });
});

it.each([
  ['sagemaker:ListApps', true],
  ['sagemaker:List*', true],
  ['sagemaker:*', true],
  ['*', true],
  ['SageMaker:listapps', true],
  ['sagemaker:ListApp?', true],
  ['sagemaker:*Apps', true],
  ['sagemaker:ListApp', false],
  ['sagemaker:ListApps?', false],
  ['sagemaker:Describe*', false],
  ['s3:*', false],
  ['sagemaker.ListApps', false],
  ['sagemaker:List(Apps|Spaces)', false],
])('%s allows ListApps: %s', async (pattern, isAllowed) => {
  const client = await allowed('sagemaker:DescribeImage', pattern);
  const listed = client.send(new ListAppsCommand({}));
  if (isAllowed) expect(await listed).toMatchObject({ Apps: [] });
  else expect((await refusal(listed)).name).toBe('AccessDeniedException');
});

it('lets those do everything who are not named', async () => {
  const client = await allowed('sagemaker:DescribeImage');
  await emulator!.clientOf('AKIAOTHER00000000000').send(image);
  expect(await client.send(new DescribeImageCommand({ ImageName: 'tools' }))).toMatchObject({ ImageName: 'tools' });
});

it('says first what is wrong with a request, then that it is not allowed', async () => {
  const client = await allowed();
  const { name } = await refusal(client.send(new CreateImageCommand({ ImageName: '#', RoleArn: ROLE })));
  expect(name).toBe('ValidationException');
});

it('takes the callers of a seed', async () => {
  const program = new Program();
  try {
    const seed = program.at('callers.yaml');
    const lines = [
      'callers:',
      '  AKIATEST000000000000:',
      `    principal: ${SESSION}`,
      "    allow: ['sagemaker:List*']",
    ];
    writeFileSync(seed, `${lines.join('\n')}\n`);
    const client = (await program.start('--seed', seed)).client();
    expect(await client.send(new ListAppsCommand({}))).toMatchObject({ Apps: [] });
    expect((await refusal(client.send(image))).message).toContain(`User: ${SESSION} is not authorized`);
  } finally {
    await program.close();
  }
});
