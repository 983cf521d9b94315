/**
 * Structures that cannot be sent in part: the service model requires all members of some (botocore, sagemaker
 * 2017-07-24: `DefaultEbsStorageSettings`, `CustomPosixUserConfig`), or one that is always needed (RStudio's role); a container's environment is a map, and a part of
 * an AppImageConfig is one value that is given anew, which no source says to be merged (assumption).
 */
const wholes: ReadonlySet<string> = new Set([
  'DefaultEbsStorageSettings',
  'CustomPosixUserConfig',
  'RStudioServerProDomainSettings',
  'ContainerEnvironmentVariables',
  'KernelGatewayImageConfig',
  'JupyterLabAppImageConfig',
  'CodeEditorAppImageConfig',
]);

/**
 * What an update must send for `before` to become `after`: the leaves that differ, since AWS merges structures leaf by
 * leaf. A list is a leaf, as it is replaced whole. What `after` does not say stays as it is (administration.md, A3); to
 * remove is to say something empty: `[]`, or the `None` of an ARN. Nothing where nothing differs.
 */
export function changedLeaves<Settings extends object>(
  before: Settings | undefined,
  after: Settings,
): Settings | undefined {
  // Parts of settings have the type of settings, all of whose members may be absent.
  return differing(before ?? {}, after) as Settings | undefined;
}

function differing(before: object, after: object): object | undefined {
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).flatMap(([name, value]: [string, unknown]) => {
    const was = old.get(name);
    if (value === undefined || sameSettings(was, value)) return [];
    if (wholes.has(name) || !isStructure(value) || !isStructure(was)) return [[name, value]];
    const inner = differing(was, value);
    return inner ? [[name, inner]] : [];
  });
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** Whether two settings say the same, in whatever order their members stand. */
export const sameSettings = (a: unknown, b: unknown) => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isStructure(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, inOrder(member)]),
  );
}

const isStructure = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
