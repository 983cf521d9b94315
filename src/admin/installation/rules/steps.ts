import * as z from 'zod';
import { stepSchema, type TakesEffect } from '../../converge/step';
import { type BuiltInSlot, builtInSlots, type PerSlot, slotText } from './built-in-slot';

const Tags = z.record(z.string(), z.string());
const Slot = z.enum(builtInSlots);

/** What is done to a domain. Names are those of lifecycle configurations. */
const Body = z.discriminatedUnion('do', [
  /** The file is read when its turn comes, and must still be the one that was planned with. */
  z.object({ do: z.literal('upload'), uri: z.string(), file: z.string(), bytes: z.number(), sha256: z.string() }),
  z.object({
    do: z.literal('create'),
    name: z.string(),
    appType: z.enum(['JupyterLab', 'CodeEditor']),
    scripts: z.array(z.string()),
    characters: z.number(),
    /** Base64. */
    content: z.string(),
    tags: Tags,
  }),
  /** Notes on a lifecycle configuration what is found again there. */
  z.object({ do: z.literal('note'), name: z.string(), tags: Tags, text: z.string() }),
  /** One update for all slots; without `from` a slot has none now, without `to` it shall have none. */
  z.object({
    do: z.literal('attach'),
    domainId: z.string(),
    slots: z.array(z.object({ slot: Slot, from: z.string().optional(), to: z.string().optional() })),
  }),
  z.object({ do: z.literal('delete'), uri: z.string() }),
  z.object({ do: z.literal('remove'), name: z.string() }),
]);
export const InstallationStep = stepSchema(Body);
export type InstallationStep = z.infer<typeof InstallationStep>;
export type StepThatDoes<Do extends InstallationStep['do']> = Extract<InstallationStep, { do: Do }>;

/** A wheel to be put into S3. */
export type Upload = Pick<StepThatDoes<'upload'>, 'uri' | 'file' | 'bytes' | 'sha256'>;
/** A lifecycle configuration to be made. */
export type Script = Pick<StepThatDoes<'create'>, 'name' | 'appType' | 'scripts' | 'characters' | 'content'>;
export type Tags = z.infer<typeof Tags>;

/** What is there, as far as the plan is concerned. */
export interface Found {
  domainId: string;
  /** The name that each slot has now. */
  slots: PerSlot<string>;
  /** The lifecycle configurations that studiolo made for this domain, with their tags. */
  own: ReadonlyMap<string, Tags>;
  /** Apps that run, and the slot of which each has what is attached at its next start. */
  apps: readonly { name: string; slot: BuiltInSlot }[];
}

/** What shall be there. */
export interface Desired {
  /** A slot that is left out shall have none. */
  slots: PerSlot<string>;
  /** Needed by the slots; made where they are not there. */
  scripts: readonly Script[];
  /** Put on each script that is made. */
  tags: Tags;
  /** What is noted on a lifecycle configuration before it is attached, and what of it when all is done. */
  notes: readonly { name: string; before: Tags; after: Tags }[];
  /** Names that stay, though no slot has them: what one can roll back to. */
  kept: readonly string[];
  uploads: readonly Upload[];
  /** Wheels that no script installs any more. */
  deletions: readonly string[];
}

const now: TakesEffect = { when: 'now' };
const gone = { how: 'cannot', why: 'what is deleted is gone' } as const;

/**
 * The steps from what is found to what is desired; none where they agree. Nothing is taken away before its successor stands.
 * A script is made before the wheel that it names is uploaded: so a wheel is found again, wherever an install ended.
 */
export function stepsTo(desired: Desired, found: Found): InstallationStep[] {
  const used = new Set([...Object.values(desired.slots), ...desired.kept]);
  const creations = desired.scripts
    .filter(({ name }) => !found.own.has(name))
    .map((script): InstallationStep => ({
      ...common(`create ${script.name}`, []),
      do: 'create',
      ...script,
      tags: { ...desired.tags, ...desired.notes.find(({ name }) => name === script.name)?.before },
      takeBack: { how: 'step', step: removal(script.name, []) },
    }));
  const uploads = desired.uploads.map((upload): InstallationStep => ({
    ...common(`upload ${upload.uri}`, ids(creations)),
    do: 'upload',
    ...upload,
    takeBack: { how: 'step', step: deletion(upload.uri, []) },
  }));
  const made = new Set(creations.map(({ id }) => id));
  const notes = desired.notes.flatMap(({ name, before }) =>
    made.has(`create ${name}`) ? [] : note(name, before, found, 'what it takes the place of', []),
  );
  const attaching = attachment(desired, found, ids([...creations, ...uploads, ...notes]));
  const deletions = desired.deletions.map((uri) => deletion(uri, ids(attaching)));
  const removals = [...found.own.keys()]
    .filter((name) => !used.has(name))
    .map((name) => removal(name, ids([...attaching, ...deletions])));
  const earlier = [...attaching, ...deletions, ...removals];
  const ends = desired.notes.flatMap(({ name, before, after }) => {
    const then: Tags = { ...found.own.get(name), ...before };
    return note(name, after, { own: new Map([[name, then]]) }, 'that this is done', ids(earlier));
  });
  return [...creations, ...uploads, ...notes, ...attaching, ...deletions, ...removals, ...ends];
}

const ids = (steps: readonly InstallationStep[]) => steps.map(({ id }) => id);
const common = (id: string, needs: string[], takesEffect: TakesEffect = now) => ({ id, needs, takesEffect });

const deletion = (uri: string, needs: string[]): InstallationStep => ({
  ...common(`delete ${uri}`, needs),
  do: 'delete',
  uri,
  takeBack: gone,
});

const removal = (name: string, needs: string[]): InstallationStep => ({
  ...common(`remove ${name}`, needs),
  do: 'remove',
  name,
  takeBack: gone,
});

/** Nothing where all of it is noted already. */
function note(
  name: string,
  tags: Tags,
  { own }: Pick<Found, 'own'>,
  text: string,
  needs: string[],
): InstallationStep[] {
  const there = own.get(name);
  if (Object.entries(tags).every(([key, value]) => there?.[key] === value)) return [];
  const takeBack = { how: 'cannot', why: 'a note harms nobody' } as const;
  return [{ ...common(`note on ${name} ${text}`, needs), do: 'note', name, tags, text, takeBack }];
}

function attachment({ slots: wanted }: Desired, { domainId, slots, apps }: Found, needs: string[]): InstallationStep[] {
  const changed = builtInSlots.filter((slot) => slots[slot] !== wanted[slot]);
  if (changed.length === 0) return [];
  const reached = apps.flatMap(({ name, slot }) => (changed.includes(slot) ? [name] : []));
  const effect: TakesEffect = { when: 'next-start', apps: reached };
  const step = (id: string, from: PerSlot<string>, to: PerSlot<string>, after: string[]) => ({
    ...common(id, after, effect),
    do: 'attach' as const,
    domainId,
    slots: changed.map((slot) => ({
      slot,
      ...(from[slot] !== undefined && { from: from[slot] }),
      ...(to[slot] !== undefined && { to: to[slot] }),
    })),
    asRead: fingerprintOf(changed, from),
  });
  const back: InstallationStep = { ...step('attach what was there', wanted, slots, []), takeBack: gone };
  return [{ ...step('attach', slots, wanted, needs), takeBack: { how: 'step', step: back } }];
}

/** What slots name, in words: what must not have changed meanwhile. */
export const fingerprintOf = (slots: readonly BuiltInSlot[], names: PerSlot<string>) =>
  Object.fromEntries(slots.map((slot) => [slotText(slot), names[slot] ?? 'none']));
