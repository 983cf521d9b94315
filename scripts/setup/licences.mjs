import { readdirSync, readFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { SetupError } from './step.mjs';

/** What may be in a bundle: licences that ask for no more than that their text goes with it. */
const free = String.raw`(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause)`;
const allowed = new RegExp(String.raw`^(?:${free}(?: AND ${free})*|\(?MIT OR [\w.-]+\)?)$`);

const packageOf = /^node_modules\/((?:@[^/]+\/)?[^/]+(?:\/node_modules\/(?:@[^/]+\/)?[^/]+)*)\//;

/**
 * The licence texts of all packages in a bundle, from esbuild's list of what went into it; what is distributed must
 * carry them. A package under a licence that is not allowed here is a SetupError.
 */
export function licencesOf(inputs) {
  const names = new Set(Object.keys(inputs).flatMap((file) => packageOf.exec(file)?.[1] ?? []));
  return [...names].sort().map(licenceOf).join('\n');
}

function licenceOf(name) {
  const folder = at('node_modules', name);
  const { license, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (!allowed.test(license))
    throw new SetupError(`${name} ${version} is under ${license}, which may not go into a bundle`);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `(no text in the package; see ${license})`;
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
