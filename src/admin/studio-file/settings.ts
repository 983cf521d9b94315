/** Settings as AWS has them, whatever they are of: what the service model allows was looked at when they were read. */
export type Setting = string | number | boolean | null | Setting[] | Settings;
export interface Settings {
  [member: string]: Setting | undefined;
}

export const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** What a record says under a name that somebody chose: `constructor` is one too. */
export const ownOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

/** Settings over others: structures are merged member by member, all else is replaced. */
export function over(below: Settings, above: Settings): Settings {
  const merged: Settings = { ...below };
  for (const [name, value] of Object.entries(above)) {
    if (value === undefined) continue;
    const was = merged[name];
    merged[name] = isSettings(value) && isSettings(was) ? over(was, value) : value;
  }
  return merged;
}

/** Settings that say one thing, at the end of a path. */
export const at = (path: readonly string[], value: Setting): Settings => {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : at(rest, value) };
};

/** What settings say at a path; nothing where they do not say it. */
export function said(settings: Settings | undefined, path: readonly string[]): Setting | undefined {
  let value: Setting | undefined = settings;
  for (const step of path) value = isSettings(value) ? value[step] : undefined;
  return value;
}
