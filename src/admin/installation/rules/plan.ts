import { places as allPlaces, type Place } from './place';

/** What is done to a domain, in this order. Names are those of lifecycle configurations. */
export type Step =
  | { do: 'upload'; uri: string; bytes: number }
  | { do: 'create'; name: string; appType: 'JupyterLab' | 'CodeEditor'; scripts: string[]; characters: number }
  | { do: 'attach'; place: Place; name: string; instead?: string }
  | { do: 'detach'; place: Place; name: string }
  | { do: 'remove'; name: string }
  | { do: 'delete'; uri: string };

/** What a place has, or shall have. */
export type AtPlaces = { [P in Place]?: string };

/** What stands in AWS and concerns the plan. */
export interface Found {
  /** Names of what each place has now. */
  now: AtPlaces;
  /** Names of the lifecycle configurations that studiolo made for this domain. */
  own: readonly string[];
}

/** What shall stand. */
export interface Wanted {
  /** Each place to have its script; a place that is left out shall have none of studiolo's. */
  places: AtPlaces;
  /** Needed by the places; made where they are not there. */
  scripts: readonly { name: string; appType: 'JupyterLab' | 'CodeEditor'; scripts: string[]; characters: number }[];
  /** Names that stay, though no place has them: what one can roll back to. */
  kept: readonly string[];
  uploads: readonly { uri: string; bytes: number }[];
  deletions: readonly string[];
}

/** The steps from what is found to what is wanted; none where they agree. Nothing is taken away before its successor stands. */
export function plan({ now, own }: Found, { places, scripts, kept, uploads, deletions }: Wanted): Step[] {
  const wanted = new Set([...Object.values(places), ...kept]);
  const changes = allPlaces.flatMap((place): Step[] => {
    const [before, after] = [now[place], places[place]];
    if (before === after) return [];
    if (after !== undefined)
      return [{ do: 'attach', place, name: after, ...(before !== undefined && { instead: before }) }];
    return before === undefined ? [] : [{ do: 'detach', place, name: before }];
  });
  return [
    ...uploads.map((upload): Step => ({ do: 'upload', ...upload })),
    ...scripts.filter(({ name }) => !own.includes(name)).map((script): Step => ({ do: 'create', ...script })),
    ...changes,
    ...deletions.map((uri): Step => ({ do: 'delete', uri })),
    ...own.filter((name) => !wanted.has(name)).map((name): Step => ({ do: 'remove', name })),
  ];
}
