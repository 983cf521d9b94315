import { listApps } from '../../aws/app';
import { AwsError, sentenceOf } from '../../aws/errors';
import { listSpaces, type Space } from '../../aws/space';
import { findStudioLifecycleConfig, listStudioLifecycleConfigs } from '../../aws/studio-lifecycle-config';
import { listTags } from '../../aws/tags';
import type { SageMaker } from '../../aws/client';
import { inRegion } from '../converge/region-text';
import { sideBySide } from '../converge/side-by-side';
import { composition } from '../scripts/composition';
import { scriptOf } from '../scripts/content';
import { type BuiltInDomain, type BuiltIns, readBuiltIns, readProfileBuiltIns } from './built-in';
import type { InstallationContext } from './context';
import { InstallationError } from './failure';
import { type BuiltInSlot, builtInSlots, type PerSlot, slotOf } from './rules/built-in-slot';
import { beforeTag, customersTag, domainTag, nameOfArn, namePrefix, stackTag } from './rules/naming';
import type { Found, Tags } from './rules/steps';

/** A lifecycle configuration, and what studiolo knows of it if it made it. */
export interface FoundScript {
  name: string;
  arn: string;
  script: string;
  /** The script as it is in AWS, which may be in any encoding; nothing where it is gone. */
  bytes: Uint8Array;
  /** Absent for a script of the customer's own. */
  ours?: { version: string; scripts: string[] };
}

/** What is in a domain now. */
export interface Current {
  domain: BuiltInDomain;
  at: PerSlot<FoundScript>;
  /** All lifecycle configurations that studiolo made for this domain, by name. */
  own: Map<string, { arn: string; tags: Tags }>;
}

/**
 * Reads what a domain has in each slot, and what studiolo made for it. Rejects with `AwsError`, and with
 * `InstallationError` where a CloudFormation stack keeps it: what is changed beside a stack, its next update undoes.
 */
export async function readCurrent(context: InstallationContext, domainId: string): Promise<Current> {
  const { sagemaker } = context;
  const domain = await readBuiltIns(sagemaker, domainId);
  const at: Current['at'] = {};
  for (const slot of builtInSlots) {
    const arn = domain.builtIns[slot];
    const found = arn === undefined ? undefined : await readScript(sagemaker, arn);
    if (found) at[slot] = found;
  }
  const own: Current['own'] = new Map();
  for (const { name, arn } of await listStudioLifecycleConfigs(sagemaker, namePrefix)) {
    const tags = await tagsOf(sagemaker, arn);
    // Between the list and the look somebody may have removed it.
    if (!tags) continue;
    const stack = tags[stackTag];
    if (stack !== undefined && builtInSlots.some((slot) => domain.builtIns[slot] === arn)) {
      throw new InstallationError(
        `domain ${domainId}${inRegion(context)} has studiolo from the CloudFormation stack ${stack}`,
        'change the stack: `studiolo domain template` makes its template',
      );
    }
    if (tags[domainTag] === domainId) own.set(name, { arn, tags });
  }
  return { domain, at, own };
}

/** What the plan is made from: names, tags, and the apps that run, as far as they may be listed. */
export async function foundIn({ sagemaker, tell }: InstallationContext, { domain, at, own }: Current): Promise<Found> {
  const slots: PerSlot<string> = {};
  for (const slot of builtInSlots) {
    const name = at[slot]?.name;
    if (name !== undefined) slots[slot] = name;
  }
  const { domainId } = domain;
  const tags = new Map([...own].map(([name, each]) => [name, each.tags]));
  return { domainId, slots, own: tags, apps: await runningApps(sagemaker, domainId, tell) };
}

/**
 * The apps that run, with the slot that decides for each: none where a user profile names a built-in script itself, which
 * takes the domain's place. That they cannot be looked at keeps nobody from installing.
 */
async function runningApps(
  sagemaker: SageMaker,
  domainId: string,
  tell: (line: string) => void,
): Promise<Found['apps']> {
  try {
    const { items } = await listApps(sagemaker, domainId, { of: 'domain' });
    const running = items.flatMap(({ key: { appType, owner }, status }) =>
      status === 'InService' && owner.kind === 'space' && (appType === 'JupyterLab' || appType === 'CodeEditor')
        ? [{ appType, spaceName: owner.spaceName }]
        : [],
    );
    if (running.length === 0) return [];
    const spaces = new Map((await listSpaces(sagemaker, domainId)).items.map((space) => [space.spaceName, space]));
    const owners = new Set(running.flatMap(({ spaceName }) => privateOwner(spaces.get(spaceName)) ?? []));
    const own = new Map(
      await sideBySide([...owners], async (name): Promise<[string, BuiltIns]> => [
        name,
        await readProfileBuiltIns(sagemaker, domainId, name),
      ]),
    );
    return running.flatMap(({ appType, spaceName }) => {
      const space = spaces.get(spaceName);
      const slot = slotOf(appType, space?.sharing);
      const isOwn = slot && own.get(privateOwner(space) ?? '')?.[slot] !== undefined;
      return slot && !isOwn ? [{ name: `${appType} of ${spaceName}`, slot }] : [];
    });
  } catch (error) {
    if (!(error instanceof AwsError) || error.failure.kind === 'interrupted') throw error;
    tell(`warning: which apps run is not known: ${sentenceOf(error)}`);
    return [];
  }
}

const privateOwner = (space: Space | undefined) =>
  space?.sharing === 'Private' ? space.ownerUserProfileName : undefined;

/** What a lifecycle configuration holds; its script is empty where it is gone. Rejects with `AwsError`. */
export async function readScript(sagemaker: SageMaker, arn: string): Promise<FoundScript> {
  const name = nameOfArn(arn);
  const found = await findStudioLifecycleConfig(sagemaker, name);
  const script = found ? scriptOf(found.content) : '';
  const ours = name.startsWith(`${namePrefix}-`) ? composition(script) : undefined;
  return { name, arn, script, bytes: Buffer.from(found?.content ?? '', 'base64'), ...(ours && { ours }) };
}

/** What a slot had before: not known, and why, where that is noted nowhere; nothing where it had none, or that is gone. */
export type Before = { known: false; why: string } | { known: true; script?: FoundScript };

/** What a slot had before what studiolo attached to it. Rejects with `AwsError`. */
export const before = (sagemaker: SageMaker, slot: BuiltInSlot, of: FoundScript): Promise<Before> =>
  noted(sagemaker, of, beforeTag(slot));

async function noted(sagemaker: SageMaker, of: FoundScript, tag: string): Promise<Before> {
  if (!of.ours) return { known: true };
  const arn = (await tagsOf(sagemaker, of.arn))?.[tag];
  if (arn === undefined) return { known: false, why: `its tag ${tag} is missing` };
  if (arn === 'None') return { known: true };
  const script = await readScript(sagemaker, arn);
  if (script.script !== '') return { known: true, script };
  // With a version of ours that is gone, what that one noted is gone too.
  const ours = script.name.startsWith(`${namePrefix}-`);
  return ours ? { known: false, why: `${script.name}, which was there before it, is gone` } : { known: true };
}

/** The customer's own script of a slot: what it has, or had before studiolo came. Rejects with `AwsError`. */
export async function customers(
  sagemaker: SageMaker,
  slot: BuiltInSlot,
  now: FoundScript | undefined,
): Promise<Before> {
  const seen = new Set<string>();
  for (let at = now; ;) {
    if (!at?.ours) return { known: true, ...(at && at.script !== '' && { script: at }) };
    const own = await noted(sagemaker, at, customersTag(slot));
    if (own.known) return own;
    // What older versions installed notes only what it took the place of.
    if (seen.has(at.arn)) return { known: false, why: `${at.name} and what was there before it name each other` };
    seen.add(at.arn);
    const earlier = await before(sagemaker, slot, at);
    if (!earlier.known) return earlier;
    at = earlier.script;
  }
}

/** Nothing where the lifecycle configuration is gone. */
async function tagsOf(sagemaker: SageMaker, arn: string): Promise<Tags | undefined> {
  try {
    return await listTags(sagemaker, arn);
  } catch (error) {
    if (error instanceof AwsError && error.failure.kind === 'not-found') return undefined;
    throw error;
  }
}
