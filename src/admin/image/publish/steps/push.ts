import { AwsError } from '../../../../aws/errors';
import { deleteImageByDigest, hasImageByDigest } from '../../../../aws/ecr-repository';
import { StepError, Unseen } from '../../../converge/failure';
import type { StepKind } from '../../../converge/kind';
import { Unanswered } from '../../registry/client';
import { manifestDigest } from '../../registry/manifest-digest';
import { deleteManifest, pushLayout } from '../../registry/push';
import { Unreadable } from '../../unreadable';
import type { PublishContext } from '../context';
import { ecrRepositoryOf, tagOf } from '../publication';
import type { StepThatDoes } from '../publish-step';
import { versionOf } from './version';

type Push = StepThatDoes<'push'>;
type Delete = StepThatDoes<'delete-pushed'>;

/** Pushes a layout, unless the registry has that very image under its tag. */
export const push: StepKind<Push, PublishContext, string | undefined> = {
  sign: '+',
  what: whatPushed,
  text: (step) => `push ${whatPushed(step)}`,
  read: (context, step) => inRegistry(() => manifestDigest(repositoryOf(context, step), tagOf(step.digest)), Unseen),
  reached: (now, { digest }) => now === digest,
  async perform(context, step) {
    const onBlob = (blob: string, size: number) => context.tell(`pushed ${blob.slice(0, 19)} (${megabytes(size)})`);
    const { registry, repository, credentials, times } = repositoryOf(context, step);
    const target = { registry, repository, reference: tagOf(step.digest) };
    const { sent } = await inRegistry(() =>
      pushLayout(step.layout, target, credentials, onBlob, { name: step.digest, times }),
    );
    context.tell(`${whatPushed(step)}: ${sent === 0 ? 'its layers were there' : `${megabytes(sent)} sent`}`);
  },
};

/** By its digest, as it was not there before: tags that others gave it since go with it, a version that is made of it keeps it. */
export const deletePushed: StepKind<Delete, PublishContext, boolean> = {
  sign: '-',
  what: whatPushed,
  text: (step) => `delete ${whatPushed(step)}`,
  read: async (context, step) => {
    const ecr = ecrRepositoryOf(step.registry, step.repository);
    if (ecr) return hasImageByDigest(ecr, step.digest, context.signal);
    return inRegistry(
      async () => (await manifestDigest(repositoryOf(context, step), step.digest)) !== undefined,
      Unseen,
    );
  },
  reached: (there) => !there,
  async namedBy({ sagemaker }, { imageName, registry, repository, digest }) {
    const found = await versionOf(sagemaker, imageName, `${registry}/${repository}@${digest}`);
    return found ? [`version ${found.version} of image ${imageName}`] : [];
  },
  async perform(context, step) {
    const { registry, repository, credentials, times } = repositoryOf(context, step);
    const ecr = ecrRepositoryOf(registry, repository);
    if (ecr) await deleteImageByDigest(ecr, step.digest);
    else await inRegistry(() => deleteManifest({ registry, repository, reference: step.digest }, credentials, times));
  },
};

/** What was pushed, as it is told of. */
export function whatPushed({ registry, repository, digest }: { registry: string; repository: string; digest: string }) {
  return `${registry}/${repository}:${tagOf(digest)}`;
}

const repositoryOf = (context: PublishContext, { registry, repository }: Push | Delete) =>
  context.repository(registry, repository);

/** What a registry refuses is told as the engine tells it; one that did not answer may have done what it was asked. */
async function inRegistry<T>(ask: () => Promise<T>, Refused = StepError): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const message = `${error.source}: ${error.message}`;
    if (error instanceof Unanswered)
      throw new AwsError({ kind: 'unreachable', operation: 'The registry', message }, { cause: error });
    throw new Refused(message, error.remedy);
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
