import { AwsError } from '../../../aws/errors';
import {
  createStudioLifecycleConfig,
  deleteStudioLifecycleConfig,
  findStudioLifecycleConfig,
  type StudioLifecycleConfig,
} from '../../../aws/studio-lifecycle-config';
import { addTags, listTags } from '../../../aws/tags';
import { contentLimit } from '../../scripts/content';
import { StepError } from '../../converge/failure';
import { inRegion } from '../../converge/region-text';
import type { StepKind } from '../../converge/kind';
import type { InstallationContext } from '../context';
import type { StepThatDoes } from '../rules/steps';

const find = ({ sagemaker }: InstallationContext, { name }: { name: string }) =>
  findStudioLifecycleConfig(sagemaker, name);

/** The name carries the content's hash: one that stands with this content is the same, whoever's answer was cut off. */
export const create: StepKind<StepThatDoes<'create'>, InstallationContext, StudioLifecycleConfig | undefined> = {
  sign: '+',
  what: ({ name }) => name,
  text: ({ name, appType, scripts, characters }) =>
    `create lifecycle configuration ${name} for ${appType}: ${scripts.join(', ')} (${characters} of ${contentLimit} characters)`,
  read: find,
  reached: (now, { content }) => now?.content === content,
  async perform({ sagemaker }, { name, appType, content, tags }) {
    await createStudioLifecycleConfig(sagemaker, { name, appType, content }, tags);
  },
};

/** Tags, which studiolo finds again: what was there before, and what is under way. */
export const note: StepKind<
  StepThatDoes<'note'>,
  InstallationContext,
  { arn: string; tags: Record<string, string> }
> = {
  sign: '~',
  what: ({ name }) => name,
  text: ({ name, text }) => `note on ${name} ${text}`,
  async read(context, step) {
    const arn = (await find(context, step))?.arn;
    if (arn === undefined)
      throw new StepError(`lifecycle configuration ${step.name}${inRegion(context)} is gone`, 'run the command again');
    return { arn, tags: await listTags(context.sagemaker, arn) };
  },
  reached: (now, { tags }) => Object.entries(tags).every(([key, value]) => now.tags[key] === value),
  perform: ({ sagemaker }, { tags }, { arn }) => addTags(sagemaker, arn, tags),
};

/** AWS itself keeps what a domain, a profile or an app still has: it answers that as a conflict. */
export const remove: StepKind<StepThatDoes<'remove'>, InstallationContext, StudioLifecycleConfig | undefined> = {
  sign: '-',
  what: ({ name }) => name,
  text: ({ name }) => `remove lifecycle configuration ${name}`,
  read: find,
  reached: (now) => now === undefined,
  async perform({ sagemaker }, { name }) {
    try {
      await deleteStudioLifecycleConfig(sagemaker, name);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.failure.kind === 'conflict') return { kept: error.failure.message };
      if (error.failure.kind !== 'not-found') throw error;
    }
  },
};
