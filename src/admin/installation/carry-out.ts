import { readBuiltIns, writeBuiltIns } from '../../aws/built-in-lifecycle-config';
import type { SageMaker } from '../../aws/client';
import { AwsError } from '../../aws/errors';
import { deleteObject, putObject, type S3 } from '../../aws/s3';
import { createStudioLifecycleConfig, deleteStudioLifecycleConfig } from '../../aws/studio-lifecycle-config';
import { addTags } from '../../aws/tags';
import { beforeTag, domainTag, nameOfArn, versionTag } from './rules/naming';
import type { Step } from './rules/plan';
import { InstallationError } from './failure';
import type { Project } from './project';
import { stepText } from './step-text';
import type { Wheel } from './wheel';

/** How AWS is reached, how one waits for it, and who is told of it. */
export interface Means {
  sagemaker: SageMaker;
  s3: S3;
  tell(line: string): void;
  sleep(milliseconds: number): Promise<void>;
}

/** A lifecycle configuration that could not be removed yet. */
export interface Leftover {
  name: string;
  why: string;
}

type Change = Extract<Step, { do: 'attach' | 'detach' }>;

/**
 * Does a project's steps in their order and checks what came of them. What is interrupted is finished by planning
 * again: each step leaves the domain as it was, or as it shall be. Rejects with `AwsError` or `InstallationError`.
 */
export async function carryOut(means: Means, project: Project): Promise<Leftover[]> {
  const { steps, survey } = project;
  const arns = new Map([...survey.own].map(([name, { arn }]) => [name, arn]));
  for (const each of project.known) arns.set(each.name, each.arn);
  const leftovers: Leftover[] = [];
  for (const [index, step] of steps.entries()) {
    means.tell(`[${index + 1}/${steps.length}] ${stepText(step)}`);
    if (step.do === 'upload') await upload(means, step.uri, project.wheel);
    else if (step.do === 'create') {
      const made = project.contents.get(step.name);
      if (made === undefined) throw new Error(`no content for ${step.name}`);
      const tags = { [domainTag]: survey.domain.domainId, [versionTag]: project.version };
      const { name, appType } = step;
      arns.set(name, await createStudioLifecycleConfig(means.sagemaker, { name, appType, content: made }, tags));
    } else if (step.do === 'remove') {
      const why = await removed(means.sagemaker, step.name);
      if (why !== undefined) leftovers.push({ name: step.name, why });
    } else if (step.do === 'delete') await deleteObject(means.s3, s3Place(step.uri));
    else if (isChange(steps[index + 1])) await note(means.sagemaker, project, step, arns);
    else {
      await note(means.sagemaker, project, step, arns);
      await change(means, project, arns);
    }
  }
  return leftovers;
}

const isChange = (step: Step | undefined): step is Change => step?.do === 'attach' || step?.do === 'detach';

/** Notes on what is attached what stood there before: that is the way back. */
async function note(sagemaker: SageMaker, project: Project, step: Change, arns: Map<string, string>): Promise<void> {
  if (step.do === 'detach' || !project.notesBefore) return;
  const arn = arns.get(step.name);
  if (arn === undefined) throw new Error(`no ARN of ${step.name}`);
  await addTags(sagemaker, arn, { [beforeTag(step.place)]: project.survey.domain.builtIns[step.place] ?? 'None' });
}

/** All places in one update, then reads them back. */
async function change({ sagemaker, tell, sleep }: Means, project: Project, arns: Map<string, string>): Promise<void> {
  const { domainId } = project.survey.domain;
  const changes = project.steps.filter(isChange);
  const wanted = Object.fromEntries(
    changes.map((step) => [step.place, step.do === 'attach' ? (arns.get(step.name) ?? 'none') : 'none']),
  );
  await writeBuiltIns(sagemaker, domainId, wanted);
  for (let look = 0; ; look += 1) {
    const { status, failureReason, builtIns } = await readBuiltIns(sagemaker, domainId);
    if (status === 'InService') {
      for (const { place } of changes) {
        if ((builtIns[place] ?? 'none') === wanted[place]) continue;
        throw new InstallationError(
          `domain ${domainId} has ${nameOfArn(builtIns[place] ?? 'none')} where ${nameOfArn(wanted[place] ?? '')} was set`,
          'somebody else may be changing the domain: run the command again',
        );
      }
      return;
    }
    if (status !== 'Updating' && status !== 'Pending') {
      throw new InstallationError(
        `domain ${domainId} is ${status}${failureReason === undefined ? '' : `: ${failureReason}`}`,
        'correct the cause and run the command again',
      );
    }
    if (look === 0) tell(`domain ${domainId}: ${status}`);
    // A domain takes 20 minutes at most (fact sheet, section 4).
    if (look === 400)
      throw new InstallationError(`domain ${domainId} is still ${status}`, 'run the command again later');
    await sleep(Math.min(3_000, 100 * 2 ** look));
  }
}

async function upload({ s3 }: Means, uri: string, wheel: Wheel | undefined): Promise<void> {
  if (!wheel) throw new Error(`nothing to upload to ${uri}`);
  await putObject(s3, s3Place(uri), wheel.body, wheel.sha256);
}

/** Why it could not be removed: an app still has it, which AWS answers as a conflict. */
async function removed(sagemaker: SageMaker, name: string): Promise<string | undefined> {
  try {
    await deleteStudioLifecycleConfig(sagemaker, name);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
    if (error instanceof AwsError && error.failure.kind === 'conflict') return error.failure.message;
    throw error;
  }
}

function s3Place(uri: string) {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  return { bucket, key };
}
