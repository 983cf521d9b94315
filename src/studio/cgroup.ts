/** The hierarchies of control groups that tell what a container may use: one in version 2, one for each kind in version 1. */
export type Controller = 'memory' | 'cpu' | 'cpuacct';

/** Where a process is in a hierarchy: `mount` below `/sys/fs/cgroup`, `group` below that. */
export interface CgroupPath {
  version: 1 | 2;
  mount: string;
  group: string;
}

/** Reads `/proc/self/cgroup` (cgroups(7)): version 1's line of a controller comes before version 2's, which then has none. */
export function cgroupPath(text: string, controller: Controller): CgroupPath | undefined {
  const lines = text.split('\n').flatMap((line) => {
    const [, names, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    return names === undefined || group === undefined ? [] : [{ names, group }];
  });
  const own = lines.find(({ names }) => names.split(',').includes(controller));
  if (own) return { version: 1, mount: own.names, group: own.group };
  const unified = lines.find(({ names }) => names === '');
  return unified && { version: 2, mount: '', group: unified.group };
}

/** A group and those above it, the nearest first: any of them may set the limit. In a container the outer ones may not be there. */
export function withAncestors(group: string): string[] {
  const parts = group.split('/').filter((part) => part !== '' && part !== '..');
  return [...parts.keys(), parts.length].reverse().map((length) => parts.slice(0, length).join('/'));
}

/** A limit of so many bytes or so; nothing for `max`, and for version 1's figure that means none. */
export function limitOf(text: string | undefined): number | undefined {
  const limit = text === undefined || !/^\d+\s*$/.test(text) ? NaN : Number(text);
  return limit > 0 && limit < 2 ** 60 ? limit : undefined;
}

/** The figure of a line `NAME NUMBER`, as in `memory.stat` and `cpu.stat`. */
export function figureOf(text: string | undefined, name: string): number | undefined {
  const found = text?.split('\n').find((line) => line.startsWith(`${name} `));
  const figure = found === undefined ? NaN : Number(found.slice(name.length + 1));
  return Number.isFinite(figure) ? figure : undefined;
}

/** How many cores a quota of so many microseconds in a period comes to; nothing where there is none. */
export function coresOf(quota: string | undefined, period: string | undefined): number | undefined {
  const [allowed, of] = [limitOf(quota), limitOf(period)];
  return allowed === undefined || of === undefined ? undefined : allowed / of;
}
