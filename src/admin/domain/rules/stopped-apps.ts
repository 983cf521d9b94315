import { type Ref, refId } from '../../studio-file/wanted';
import type { RunningApp } from '../listed';
import { appText, type StudioStep } from '../studio-step';
import type { Making } from './making';

/** Stops apps for a change; each is stopped once, and started again when all else is done. The ids of what stops them. */
export function stopFor({ stops, steps }: Making, ref: Ref, apps: readonly RunningApp[]): string[] {
  return apps.map(({ app, spec }) => {
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
    start ? [{ ...start, needs: [stop.id, ...(changes.get(stop.id) ?? [])], restores: stop.id }] : [],
  );
}
