import { type Ref, refId, scriptTag } from '../../studio-file/wanted';
import type { Current } from '../current';
import { appText, type StudioStep } from '../studio-step';
import { deletion, lossOf } from './deletion';
import type { Making } from './making';
import { appsOf } from './running-apps';
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
  for (const { ref, tags, space, assignment } of left) {
    if (choice.only && !choice.only.includes(ref.kind)) continue;
    const loses = lossOf(ref, space);
    if (ref.kind === 'domain') {
      const text = 'is not in the file any more; only studiolo destroy deletes a domain';
      held.push({ what: ref, why: 'not-named', text });
    } else if (ref.kind === 'lifecycle configuration' && studio.scripts.includes(tags[scriptTag] ?? '')) {
      superseded.push(deletion(ref, 'a former content of its script', deleted.profiles));
    } else if (!isNamed(ref, choice)) {
      const text = `is not in the file any more; --delete ${ref.name} deletes it, and ${loses}`;
      held.push({ what: ref, why: 'not-named', text });
    } else {
      const owned = ref.kind === 'user profile' ? spacesOf(ref, current) : [];
      const kept = owned.filter((id) => !deleted.spaces.has(id));
      const why = keptBy(ref, current, kept);
      if (why) {
        held.push({ what: ref, ...why });
        continue;
      }
      const spaces = owned.flatMap((id) => deleted.spaces.get(id) ?? []);
      // Whoever may open a domain and has no profile gets one of Studio's own.
      const first = assignment ? [deletion(assignment, lossOf(assignment, undefined), [])] : [];
      const before = [...spaces, ...first.map(({ id }) => id)];
      const step = deletion(ref, loses, isAccounts(ref) ? deleted.profiles : before);
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
const isNamed = ({ kind, name }: Ref, choice: Choice) =>
  choice.delete.some((one) => one === name || (kind === 'user profile' && one.toLowerCase() === name.toLowerCase()));

/** The ids of the spaces that a user profile owns: AWS keeps it as long as it has any. */
const spacesOf = ({ name, domain }: Ref, { spaces }: Current): string[] =>
  [...spaces].flatMap(([id, { spaceName, ownerUserProfileName }]) => {
    const inDomain = id === refId({ kind: 'space', name: spaceName, domain });
    return inDomain && ownerUserProfileName?.toLowerCase() === name.toLowerCase() ? [id] : [];
  });

/** What AWS would keep a resource for: an app that runs in it, or spaces that it owns and that this plan leaves. */
function keptBy(ref: Ref, current: Current, spaces: readonly string[]): Pick<HeldResource, 'why' | 'text'> | undefined {
  const running = ref.kind === 'space' ? appsOf(ref, current, []) : [];
  if (running.length > 0) {
    const names = running.map(({ key }) => appText(key)).join(', ');
    return { why: 'apps-run', text: `${names} runs in it; stop it first` };
  }
  if (spaces.length === 0) return undefined;
  return { why: 'owns-spaces', text: `owns ${spaces.join(', ')}; a user profile goes only after its spaces` };
}
