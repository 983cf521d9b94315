import { places } from '../studio/installation/place';
import { partsOf } from '../studio/lifecycle-script/compose';
import { parametersOf, valuesOf } from '../studio/lifecycle-script/parameters';
import { bundledScripts } from './bundled-scripts';
import type { ChosenScript } from './chosen-scripts';
import { InstallationError } from './failure';
import { existingPart, type Source } from './install';
import type { Survey } from './standing';

/** What a domain was installed with: read from the scripts themselves, so that no file of ours has to be kept. */
export interface Installed {
  scripts: ChosenScript[];
  source: Source;
  places: (typeof places)[number][];
}

/**
 * What a domain has, ready to be installed anew with newer scripts. Parameters that a script no longer has are left
 * out, and told. InstallationError where studiolo is not there.
 */
export function installedIn(survey: Survey, tell: (line: string) => void): Installed {
  const there = places.filter((place) => survey.at[place]?.ours);
  const [first] = there;
  const script = first && survey.at[first]?.script;
  if (script === undefined) {
    throw new InstallationError(
      `domain ${survey.domain.domainId} does not have studiolo`,
      '`studiolo domain install` puts it there',
    );
  }
  const parts = partsOf(script).filter(({ name }) => name !== existingPart);
  const installing = parts.find(({ name }) => name === 'install-studiolo');
  const scripts = parts.map(({ name, text }): ChosenScript => {
    const bundled = bundledScripts[name];
    if (bundled === undefined) return { name, text, values: {} };
    const known = new Set(parametersOf(bundled).map((parameter) => parameter.name));
    const values = Object.entries(valuesOf(text));
    for (const [parameter] of values) {
      if (!known.has(parameter)) tell(`${name} has no parameter ${parameter} any more: its value is left out`);
    }
    // What installing takes is decided by the new wheel.
    const stays = values.filter(
      ([parameter]) => known.has(parameter) && !['SOURCE', 'WHEEL', 'SHA256'].includes(parameter),
    );
    return { name, text: bundled, values: Object.fromEntries(stays) };
  });
  return {
    scripts,
    source: sourceAt(valuesOf(installing?.text ?? '')['SOURCE'] ?? '', survey.domain.domainId),
    places: there,
  };
}

function sourceAt(folder: string, domainId: string): Source {
  const [, bucket, prefix] = new RegExp(`^s3://([^/]+)/(.*?)/?${domainId}/[0-9a-f]{16}$`).exec(folder) ?? [];
  if (bucket === undefined || prefix === undefined) return { kind: 'index', url: folder };
  return { kind: 's3', bucket, prefix };
}
