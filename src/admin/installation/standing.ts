import { readBuiltIns, type BuiltInDomain } from '../../aws/built-in-lifecycle-config';
import type { SageMaker } from '../../aws/client';
import { findStudioLifecycleConfig, listStudioLifecycleConfigs } from '../../aws/studio-lifecycle-config';
import { listTags } from '../../aws/tags';
import { beforeTag, domainTag, nameOfArn, namePrefix, stackTag } from './rules/naming';
import { places, type Place } from './rules/place';
import { composition } from '../scripts/composition';
import { scriptOf } from '../scripts/content';
import { InstallationError } from './failure';

/** A lifecycle configuration, and what studiolo knows of it if it made it. */
export interface Standing {
  name: string;
  arn: string;
  script: string;
  /** The script as it is in AWS, which may be in any encoding; nothing where it is gone. */
  bytes: Uint8Array;
  /** Absent for a script of the customer's own. */
  ours?: { version: string; scripts: string[] };
}

/** What stands in a domain. */
export interface Survey {
  domain: BuiltInDomain;
  at: { [P in Place]?: Standing };
  /** All lifecycle configurations that studiolo made for this domain, by name. */
  own: Map<string, { arn: string; created: string }>;
}

/**
 * Reads what a domain has at each place, and what studiolo made for it. Rejects with `AwsError`, and with
 * `InstallationError` where a CloudFormation stack keeps it: what is changed beside a stack, its next update undoes.
 */
export async function survey(sagemaker: SageMaker, domainId: string): Promise<Survey> {
  const domain = await readBuiltIns(sagemaker, domainId);
  const at: Survey['at'] = {};
  for (const place of places) {
    const arn = domain.builtIns[place];
    const standing = arn === undefined ? undefined : await standingOf(sagemaker, arn);
    if (standing) at[place] = standing;
  }
  const own: Survey['own'] = new Map();
  for (const { name, arn, created } of await listStudioLifecycleConfigs(sagemaker, namePrefix)) {
    const tags = await listTags(sagemaker, arn);
    const stack = tags[stackTag];
    if (stack !== undefined && places.some((place) => domain.builtIns[place] === arn)) {
      throw new InstallationError(
        `domain ${domainId} has studiolo from the CloudFormation stack ${stack}`,
        'change the stack: `studiolo domain template` makes its template',
      );
    }
    if (tags[domainTag] === domainId) own.set(name, { arn, created });
  }
  return { domain, at, own };
}

/** What a lifecycle configuration holds; its script is empty where it is gone. Rejects with `AwsError`. */
export async function standingOf(sagemaker: SageMaker, arn: string): Promise<Standing> {
  const name = nameOfArn(arn);
  const found = await findStudioLifecycleConfig(sagemaker, name);
  const script = found ? scriptOf(found.content) : '';
  const ours = name.startsWith(`${namePrefix}-`) ? composition(script) : undefined;
  return { name, arn, script, bytes: Buffer.from(found?.content ?? '', 'base64'), ...(ours && { ours }) };
}

/** What a place had before; nothing where it had none, or that is gone. Rejects with `AwsError`. */
export async function before(sagemaker: SageMaker, place: Place, standing: Standing): Promise<Standing | undefined> {
  if (!standing.ours) return undefined;
  const arn = (await listTags(sagemaker, standing.arn))[beforeTag(place)];
  if (arn === undefined || arn === 'None') return undefined;
  const found = await standingOf(sagemaker, arn);
  return found.script === '' ? undefined : found;
}

/** The customer's own script of a place: what it has, or had before studiolo came. Rejects with `AwsError`. */
export async function customers(
  sagemaker: SageMaker,
  place: Place,
  standing: Standing | undefined,
): Promise<Standing | undefined> {
  const seen = new Set<string>();
  let at = standing;
  while (at?.ours && !seen.has(at.arn)) {
    seen.add(at.arn);
    at = await before(sagemaker, place, at);
  }
  return at?.ours ? undefined : at;
}
