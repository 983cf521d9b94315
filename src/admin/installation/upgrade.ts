import { s3Uri } from '../../studio/s3-uri';
import { inRegion, withRegion } from '../converge/region-text';
import { alone } from '../scripts/compose';
import { partsOf } from '../scripts/composition';
import { parametersOf, valuesOf } from '../scripts/parameters';
import { isExisting, type BundledPart } from '../scripts/part';
import { bundledScripts } from '../scripts/bundled-scripts';
import type { ChosenScript } from '../scripts/chosen-scripts';
import type { InstallationContext } from './context';
import { InstallationError } from './failure';
import type { Source } from './install';
import type { Current } from './current';
import { builtInSlots, type PerSlot } from './rules/built-in-slot';
import { installedFrom } from './sources';

/**
 * What each slot of a domain was installed with: read from the scripts themselves, so that no file of ours has to be kept.
 * The customer's built-in script is not among them: whoever installs looks after it.
 */
export type Installed = PerSlot<{ scripts: ChosenScript[]; source: Source }>;

/**
 * What a domain has, ready to be installed anew with newer scripts. Parameters that a script no longer has are left
 * out, and told. InstallationError where studiolo is not there.
 */
export function installedIn(context: InstallationContext, current: Current): Installed {
  const { domainId } = current.domain;
  const told = new Set<string>();
  const installed: Installed = {};
  for (const slot of builtInSlots) {
    const now = current.at[slot];
    if (!now?.ours) continue;
    const parts = partsOf(now.script);
    installed[slot] = {
      scripts: parts
        .filter((part) => !isExisting(part))
        .map((part) => (part.kind === 'own' ? part : renewed(part, (line) => told.add(line)))),
      source: sourceAt(installedFrom(parts) ?? '', domainId),
    };
  }
  if (Object.keys(installed).length === 0) {
    throw new InstallationError(
      `domain ${domainId}${inRegion(context)} does not have studiolo`,
      `\`studiolo domain install --domain ${domainId}${withRegion(context)}\` puts it there, and \`studiolo domain status${withRegion(context)}\` tells which domains have it`,
    );
  }
  for (const line of told) context.tell(line);
  return installed;
}

/** A bundled script as this version has it, with the values that it was given. */
function renewed(part: BundledPart, tell: (line: string) => void): ChosenScript {
  const { kind, name } = part;
  const text = Object.hasOwn(bundledScripts, name) ? bundledScripts[name] : undefined;
  if (text === undefined) return alone(part);
  const known = new Set(parametersOf(text).map((parameter) => parameter.name));
  const values = Object.entries(valuesOf(part.text));
  for (const [parameter] of values) {
    if (!known.has(parameter)) tell(`${name} has no parameter ${parameter} any more: its value is left out`);
  }
  // What installing takes is decided by the new wheel.
  const stays = values.filter(
    ([parameter]) => known.has(parameter) && !['SOURCE', 'WHEEL', 'SHA256'].includes(parameter),
  );
  return { kind, name, text, values: Object.fromEntries(stays) };
}

function sourceAt(folder: string, domainId: string): Source {
  const at = s3Uri(folder);
  const prefix = at && new RegExp(`^(.*?)/?${domainId}/[0-9a-f]{16}$`).exec(at.key)?.[1];
  if (!at || prefix === undefined) return { kind: 'index', url: folder };
  return { kind: 's3', bucket: at.bucket, prefix };
}
