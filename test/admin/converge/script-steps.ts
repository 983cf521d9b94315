import {
  CreateStudioLifecycleConfigCommand,
  DeleteStudioLifecycleConfigCommand,
  DescribeDomainCommand,
  DescribeStudioLifecycleConfigCommand,
  SageMakerClient,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import type { Context } from '../../../src/admin/converge/context';
import { kindsOf, type StepKind } from '../../../src/admin/converge/kind';
import { stepSchema } from '../../../src/admin/converge/step';
import { AwsError, failureOf } from '../../../src/aws/errors';

/** A subject for the engine: scripts, and the list of them in a domain's settings. */
const Body = z.discriminatedUnion('do', [
  z.object({ do: z.literal('create'), name: z.string() }),
  z.object({ do: z.literal('list'), domainId: z.string(), names: z.array(z.string()) }),
  z.object({ do: z.literal('delete'), name: z.string() }),
]);
export const ScriptStep = stepSchema(Body);
export type ScriptStep = z.infer<typeof ScriptStep>;

export interface ScriptContext extends Context {
  client: SageMakerClient;
  lasting(): ScriptContext;
}

type Of<Do> = Extract<ScriptStep, { do: Do }>;

async function ask<T>(operation: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new AwsError(failureOf(error, operation));
  }
}

async function find({ client, signal }: ScriptContext, name: string): Promise<string | undefined> {
  try {
    const command = new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName: name });
    const sent = client.send(command, { abortSignal: signal });
    return (await ask('DescribeStudioLifecycleConfig', sent)).StudioLifecycleConfigArn;
  } catch (error) {
    if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
    throw error;
  }
}

const arnOf = (name: string) => `arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/${name}`;
interface Listed {
  status: string;
  names: string[];
}

async function readList({ client, signal }: ScriptContext, domainId: string): Promise<Listed> {
  const command = new DescribeDomainCommand({ DomainId: domainId });
  const answer = await ask('DescribeDomain', client.send(command, { abortSignal: signal }));
  const arns = answer.DefaultUserSettings?.JupyterLabAppSettings?.LifecycleConfigArns ?? [];
  return { status: answer.Status ?? '', names: arns.map((arn) => arn.split('/')[1] ?? '') };
}

const listed: StepKind<Of<'list'>, ScriptContext, Listed> = {
  sign: '~',
  what: ({ domainId }) => `domain ${domainId}`,
  text: ({ names }) => `list ${names.join(', ') || 'nothing'}`,
  read: (context, { domainId }) => readList(context, domainId),
  settled: ({ status }) => (status === 'Updating' ? { state: 'waiting', status } : { state: 'done' }),
  reached: (now, { names }) => now.names.join() === names.join(),
  fingerprint: ({ names }) => ({ LifecycleConfigArns: names.join() }),
  perform: async ({ client, signal }, { domainId, names }) => {
    const settings = { JupyterLabAppSettings: { LifecycleConfigArns: names.map(arnOf) } };
    const command = new UpdateDomainCommand({ DomainId: domainId, DefaultUserSettings: settings });
    await ask('UpdateDomain', client.send(command, { abortSignal: signal }));
  },
};

const create: StepKind<Of<'create'>, ScriptContext, string | undefined> = {
  sign: '+',
  what: ({ name }) => `script ${name}`,
  text: ({ name }) => `create script ${name}`,
  read: (context, { name }) => find(context, name),
  reached: (now) => now !== undefined,
  perform: async ({ client, signal }, { name }) => {
    const command = new CreateStudioLifecycleConfigCommand({
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigAppType: 'JupyterLab',
      StudioLifecycleConfigContent: 'ZWNobyBoaQ==',
    });
    await ask('CreateStudioLifecycleConfig', client.send(command, { abortSignal: signal }));
  },
};

const remove: StepKind<Of<'delete'>, ScriptContext, string | undefined> = {
  sign: '-',
  what: ({ name }) => `script ${name}`,
  text: ({ name }) => `delete script ${name}`,
  read: (context, { name }) => find(context, name),
  reached: (now) => now === undefined,
  namedBy: async (context, { name }) => {
    const { names } = await readList(context, 'd-one');
    return names.includes(name) ? ['domain d-one'] : [];
  },
  perform: async ({ client, signal }, { name }) => {
    const command = new DeleteStudioLifecycleConfigCommand({ StudioLifecycleConfigName: name });
    await ask('DeleteStudioLifecycleConfig', client.send(command, { abortSignal: signal }));
  },
};

export const scriptKinds = kindsOf<ScriptStep, ScriptContext>({ create, list: listed, delete: remove });

const now = { when: 'now' } as const;
const cannot = { how: 'cannot', why: 'it is gone' } as const;

export const deleteStep = (name: string, needs: string[] = []): ScriptStep => ({
  do: 'delete',
  id: `delete ${name}`,
  name,
  needs,
  takesEffect: now,
  takeBack: cannot,
});
export const createStep = (name: string): ScriptStep => ({
  do: 'create',
  id: `create ${name}`,
  name,
  needs: [],
  takesEffect: now,
  takeBack: { how: 'step', step: deleteStep(name) },
});
export function listStep(
  names: string[],
  before: string[],
  needs: string[] = names.map((name) => `create ${name}`),
): ScriptStep {
  const one = (to: string[], from: string[]) => ({
    do: 'list' as const,
    id: `list ${to.join()}`,
    domainId: 'd-one',
    names: to,
    takesEffect: now,
    asRead: { LifecycleConfigArns: from.join() },
  });
  const takeBack = { how: 'step' as const, step: { ...one(before, names), needs: [], takeBack: cannot } };
  return { ...one(names, before), needs, takeBack };
}
