import { AwsError } from '../../../aws/errors';
import { addTags, deleteTags, listTags } from '../../../aws/tags';
import { Conflict } from '../../converge/failure';
import { inRegion } from '../../converge/region-text';
import type { Settled, StepKind } from '../../converge/kind';
import { type Ref, refId, studioTag } from '../../studio-file/wanted';
import type { StudioContext } from '../context';
import { type Found, settledOf } from '../resources/resource';
import { resources } from '../resources/resources';
import { differenceOf, settingText } from '../rules/difference';
import { holdersOf } from '../rules/making';
import { whoseText } from '../rules/whose';
import { said } from '../../studio-file/settings';
import type { StepThatDoes } from '../studio-step';
import { changeText, whatText } from './words';

type Now = Found | undefined;
type Create = StepThatDoes<'create'>;
type Change = StepThatDoes<'change'>;
type Tag = StepThatDoes<'tag'>;
type Delete = StepThatDoes<'delete'>;

const read = (context: StudioContext, { what }: Pick<Create, 'what'>): Promise<Now> =>
  resources[what.kind].read(context, what);
const settled = (now: Now, { what }: Pick<Create, 'what'>): Settled => settledOf(whatText(what), now);
/** Assumption: what failed to be changed takes another change, which is the only way out of it. */
const ready = (now: Now, step: Pick<Create, 'what'>): Settled =>
  now?.status === 'Update_Failed' ? { state: 'done' } : settled(now, step);

/** What people have is done beside each other; what they share, such as domains, one after the other. */
const beside = ({ do: does, what }: Pick<Create | Change | Tag | Delete, 'do' | 'what'>) =>
  ['user profile', 'space', 'assignment'].includes(what.kind) ? `${does} ${what.kind}` : undefined;

export const create: StepKind<Create, StudioContext, Now> = {
  sign: '+',
  beside,
  what: ({ what }) => whatText(what),
  text: ({ what }) => `create ${whatText(what)}`,
  read,
  settled,
  reached: (now, { settings }) => now !== undefined && differenceOf(now.settings, settings) === undefined,
  async around(context, { what, settings }) {
    for (const holder of holdersOf({ ref: what, settings })) {
      const state = settled(await read(context, { what: holder }), { what: holder });
      if (state.state === 'waiting') return { ...state, status: `${whatText(holder)} is ${state.status}` };
      if (state.state === 'failed') return state;
    }
    return { state: 'done' };
  },
  async perform(context, { what, settings, tags }, now) {
    if (now) throw new Conflict('somebody else has made it meanwhile, with other settings', 'run the command again');
    await resources[what.kind].create(context, what, settings, tags);
  },
};

export const change: StepKind<Change, StudioContext, Now> = {
  sign: '~',
  beside,
  what: ({ what }) => whatText(what),
  text: changeText,
  read,
  ready,
  settled,
  reached: (now, { leaves }) => now !== undefined && differenceOf(now.settings, leaves) === undefined,
  fingerprint: (now, { changes }) =>
    Object.fromEntries(changes.map(({ path }) => [path, settingText(said(now?.settings, path.split('.')))])),
  async perform(context, { what, leaves, studio }, now) {
    await requireTagged(context, what, now, studio);
    await resources[what.kind].change?.(context, what, leaves);
  },
};

/** Read at the resource itself: the tagging API may lag behind. */
export const tag: StepKind<Tag, StudioContext, { arn: string; tags: Readonly<Record<string, string>> }> = {
  sign: '~',
  beside,
  what: ({ what }) => whatText(what),
  text: ({ what, tags, removes = [], adopts }) =>
    [
      `${adopts ? 'take over' : 'tag'} ${whatText(what)}:`,
      [
        ...Object.entries(tags).map(([key, value]) => `${key}=${value}`),
        ...removes.map((key) => `without ${key}`),
      ].join(', '),
    ].join(' '),
  async read(context, step) {
    const found = await read(context, step);
    if (!found) throw new Conflict(`${whatText(step.what)}${inRegion(context)} is gone`, 'run the command again');
    return { arn: found.arn, tags: await listTags(context.sagemaker, found.arn) };
  },
  reached: (now, { tags, removes = [] }) =>
    Object.entries(tags).every(([key, value]) => now.tags[key] === value) &&
    removes.every((key) => now.tags[key] === undefined),
  // What carries the file's name already is the file's: an answer that was cut may hide that a part was done.
  fingerprint: (now, { tags }) => (now.tags[studioTag] === (tags[studioTag] ?? '') ? undefined : whoseText(now.tags)),
  async perform({ sagemaker }, { tags, removes = [] }, { arn }) {
    if (Object.keys(tags).length > 0) await addTags(sagemaker, arn, tags);
    if (removes.length > 0) await deleteTags(sagemaker, arn, removes);
  },
};

/**
 * AWS itself keeps what something still has: it answers that as a conflict. What somebody else has made anew under the same
 * name since the plan was made is not the file's.
 */
export const remove: StepKind<Delete, StudioContext, Now> = {
  sign: '-',
  beside,
  what: ({ what }) => whatText(what),
  text: ({ what, loses }) => `delete ${whatText(what)}, and ${loses}`,
  read,
  ready: (now, step) => (now?.status.endsWith('Failed') ? { state: 'done' } : settled(now, step)),
  settled,
  reached: (now) => now === undefined,
  async perform(context, { what, studio }, now) {
    const { remove: removal } = resources[what.kind];
    if (!removal) throw new Error(`${refId(what)} is never deleted by a plan`);
    try {
      await requireTagged(context, what, now, studio);
      await removal(context, what);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.failure.kind === 'conflict') return { kept: error.failure.message };
      if (error.failure.kind !== 'not-found') throw error;
    }
  },
};

/** Read at the resource itself: the tagging API may lag behind. An assignment has no tags. */
async function requireTagged({ sagemaker }: StudioContext, what: Ref, now: Now, studio: string): Promise<void> {
  if (!now || what.kind === 'assignment') return;
  const whose = (await listTags(sagemaker, now.arn))[studioTag];
  if (whose === studio) return;
  const is = whose === undefined ? 'carries the name of no file' : `belongs to the file of studio ${whose}`;
  throw new Conflict(
    `${whatText(what)} ${is} now, and stays as it is: somebody has made it anew, or has changed its tags`,
    'run the command again: it plans anew with what is there',
  );
}
