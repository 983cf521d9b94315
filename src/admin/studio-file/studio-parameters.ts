import { guardrails } from '../guardrails/guardrails';
import type { Given } from '../guardrails/parameters';
import type { ReadForm } from './read-form';
import { parametersOf } from './resolve/guardrails';
import { resourcesOf } from './resolve/studio';

/** What a Studio file says for guardrails: of each, and for what is asked of all of them. */
export interface StudioParameters {
  of: ReadonlyMap<string, Given>;
  all: Given;
}

/** The parameters of guardrails by a Studio file; those that it names are beside it. Throws a FileError with every mistake. */
export async function studioParameters(read: ReadForm, folder: string, version: string): Promise<StudioParameters> {
  const { resolving, resources, mistakes } = await resourcesOf(read, folder, version);
  const of = new Map<string, Given>();
  const all: Given = { account: read.form.account, region: read.form.region };
  for (const one of guardrails) {
    const own = parametersOf(resolving, resources, one, read.form.guardrails?.get(one.name));
    if (own) of.set(one.name, own);
    Object.assign(all, parametersOf(resolving, resources, one));
  }
  read.refuse(mistakes);
  return { of, all };
}
