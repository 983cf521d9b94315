import { type Ref, refId, scriptTag } from '../../studio-file/wanted';
import type { Current } from '../current';
import type { StudioStep } from '../studio-step';
import { appNames } from './app-names';
import { deletion, lossOf } from './deletion';
import type { Making } from './making';
import { appsOf } from './running-apps';
import { spacesByOwner } from './spaces-by-owner';
import type { Choice, HeldResource } from './studio-plan';

/** The order in which AWS lets things go. */
const order = ['space', 'user profile', 'AppImageConfig', 'lifecycle configuration', 'domain'];

/**
 * What carries the file's name and is no longer in it: deleted where it is named, else said. Former contents of the file's
 * own scripts go by themselves, when nothing names them any more; those steps are what this gives back.
 */
export function planLeft(making: Making, current: Current, choice: Choice): StudioStep[] {
  const { studio, steps, held } = making;
  const superseded: StudioStep[] = [];
  const deleted = { spaces: new Map<string, string>(), profiles: Array<string>() };
  const left = current.left.toSorted((a, b) => order.indexOf(a.ref.kind) - order.indexOf(b.ref.kind));
  const spacesOf = spacesByOwner(current.spaces);
  for (const { ref, tags, space, lastUse, assignment } of left) {
    if (choice.only && !choice.only.includes(ref.kind)) continue;
    const loses = lossOf(ref, space, lastUse);
    if (ref.kind === 'domain') {
      const text = 'is not in the file any more; only studiolo destroy deletes a domain';
      held.push({ what: ref, why: 'not-named', text });
    } else if (ref.kind === 'lifecycle configuration' && studio.scripts.includes(tags[scriptTag] ?? '')) {
      superseded.push(deletion(studio.studio, ref, 'a former content of its script', deleted.profiles));
    } else if (!isNamed(ref, choice.delete)) {
      const text = `is not in the file any more; --delete ${ref.name} deletes it, and ${loses}`;
      held.push({ what: ref, why: 'not-named', text });
    } else {
      const owned = ref.kind === 'user profile' ? spacesOf(ref) : [];
      const kept = owned.filter((id) => !deleted.spaces.has(id));
      const why = keptBy(ref, current, kept);
      if (why) {
        held.push({ what: ref, ...why });
        continue;
      }
      const spaces = owned.flatMap((id) => deleted.spaces.get(id) ?? []);
      // Whoever may open a domain and has no profile gets one of Studio's own.
      const first = assignment ? [deletion(studio.studio, assignment, lossOf(assignment), [])] : [];
      const before = [...spaces, ...first.map(({ id }) => id)];
      const step = deletion(studio.studio, ref, loses, isAccounts(ref) ? deleted.profiles : before);
      steps.push(...first, step);
      if (ref.kind === 'user profile') deleted.profiles.push(step.id);
      if (ref.kind === 'space') deleted.spaces.set(refId(ref), step.id);
    }
  }
  return superseded;
}

/** Profiles name scripts and AppImageConfigs, so these go after them. */
const isAccounts = ({ kind }: Ref) => kind === 'AppImageConfig' || kind === 'lifecycle configuration';

/** Names of user profiles are not case sensitive; the tagging API tells them in lower case. */
export const isNamed = ({ kind, name }: Ref, names: readonly string[]) =>
  names.some((one) => one === name || (kind === 'user profile' && one.toLowerCase() === name.toLowerCase()));

/** What AWS would keep a resource for: an app that runs in it, or spaces that it owns and that this plan leaves. */
function keptBy(ref: Ref, current: Current, spaces: readonly string[]): Pick<HeldResource, 'why' | 'text'> | undefined {
  const running = ref.kind === 'space' ? appsOf(ref, current) : [];
  if (running.length > 0) {
    const names = appNames(running.map(({ app }) => app)).join(', ');
    return { why: 'apps-run', text: `${names} runs in it; stop it first` };
  }
  if (spaces.length === 0) return undefined;
  return { why: 'owns-spaces', text: `owns ${spaces.join(', ')}; a user profile goes only after its spaces` };
}
