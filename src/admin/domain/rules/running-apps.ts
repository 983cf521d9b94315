import { type Ref, refId } from '../../studio-file/wanted';
import type { Current } from '../current';
import type { RunningApp } from '../listed';
import { type AppOf, appText, type StudioStep } from '../studio-step';
import type { Making } from './making';

/** The running apps that a change of a resource's settings reaches. */
export function appsOf(ref: Ref, { apps }: Pick<Current, 'apps'>, paths: readonly string[]): readonly RunningApp[] {
  if (ref.kind === 'domain') {
    const all = apps.get(ref.name) ?? [];
    const only = (member: string) => paths.every((path) => path.startsWith(`${member}.`));
    if (only('DefaultUserSettings')) return all.filter(({ profile }) => profile !== undefined);
    return only('DefaultSpaceSettings') ? all.filter(({ profile }) => profile === undefined) : all;
  }
  const inDomain = apps.get(ref.domain ?? '') ?? [];
  if (ref.kind === 'user profile')
    return inDomain.filter(({ profile }) => profile?.toLowerCase() === ref.name.toLowerCase());
  if (ref.kind === 'AppImageConfig') return [...apps.values()].flat();
  return inDomain.filter(({ key }) => key.owner.kind === 'space' && key.owner.spaceName === ref.name);
}

/** Stops apps for a change; each is stopped once, and started again when all else is done. The ids of what stops them. */
export function stopFor({ stops, steps }: Making, ref: Ref, apps: readonly RunningApp[]): string[] {
  return apps.map(({ key, spec }) => {
    const app: AppOf = { domain: ref.kind === 'domain' ? ref.name : (ref.domain ?? ''), ...key };
    const name = [app.domain, app.owner.kind, appText(app), app.appName].join(' ');
    const planned = stops.get(name);
    if (planned) return planned.stop.id;
    const common = { needs: [], takesEffect: { when: 'now' } as const, app };
    const again = { how: 'by-hand', text: `start ${appText(app)} again` } as const;
    const stop: StudioStep = { ...common, id: `stop ${name}`, takeBack: again, do: 'stop', why: `for ${refId(ref)}` };
    const cannot = { how: 'cannot', why: 'it ran before' } as const;
    // Classic apps can only be stopped: AWS makes no new ones.
    const start: StudioStep | undefined = spec && {
      ...common,
      id: `start ${name}`,
      takeBack: cannot,
      do: 'start',
      spec,
    };
    stops.set(name, { stop, start });
    steps.push(stop);
    return stop.id;
  });
}

/** What starts again what was stopped, each after the changes that it was stopped for. */
export function startsAgain({ stops, steps }: Making): StudioStep[] {
  const changes = new Map<string, string[]>();
  for (const { id, needs } of steps)
    for (const need of needs) if (need.startsWith('stop ')) changes.set(need, [...(changes.get(need) ?? []), id]);
  return [...stops.values()].flatMap(({ stop, start }) =>
    start ? [{ ...start, needs: [stop.id, ...(changes.get(stop.id) ?? [])] }] : [],
  );
}
