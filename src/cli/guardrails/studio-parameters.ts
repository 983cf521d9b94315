import path from 'node:path';
import { studioParameters } from '../../admin/studio-file/studio-parameters';
import { formOfFile, mistaken } from '../studio-file/read-file';
import type { GivenParameters } from './given-parameters';

/** What a Studio file says for guardrails. CommandError with every mistake of the file. */
export async function parametersOfStudio(file: string, version: string): Promise<GivenParameters> {
  const form = await formOfFile(file);
  const { of, all } = await mistaken(() => studioParameters(form, path.dirname(file), version));
  return { all, of: ({ name }) => of.get(name) ?? all };
}
