import { lstat, writeFile } from 'node:fs/promises';
import { importStudio } from '../../admin/domain/import-studio';
import { explained } from '../failure';
import { CommandError, type Host, UsageError } from '../host';
import { writingTo } from '../writing-to';
import { studioContext } from './context';

interface Given {
  domain?: string | undefined;
  studio: string;
  region?: string | undefined;
  out?: string | undefined;
}

/** Prints a live account as a Studio file, or writes it where nothing is yet. */
export async function importToFile(host: Host, { domain, studio, region: asked, out }: Given): Promise<void> {
  const region = asked ?? host.region;
  if (!region) throw new UsageError('no region is known; name one with --region, or set AWS_REGION');
  if (out !== undefined) await requireNothingAt(out);
  await explained(async () => {
    const context = studioContext(asked === undefined ? host : { ...host, region }, region);
    const { text, leftOut } = await importStudio(context, { studio, region, only: domain });
    for (const line of leftOut) host.tell(`left out: ${line}`);
    if (out === undefined) return host.print(text.trimEnd());
    await writingTo(out, () => writeFile(out, text, { flag: 'wx' }));
    host.print(
      `${out}: written; \`studiolo plan ${out}\` finds no changes, and \`studiolo apply --adopt\` takes it over`,
    );
  });
}

/** Refuses before an account is read what would be refused after it; who writes the file takes care of the moment between. */
async function requireNothingAt(out: string): Promise<void> {
  const isThere = await lstat(out).then(
    () => true,
    () => false,
  );
  if (isThere) throw new CommandError(`${out} is there already, and stays as it is; name another file with --out`);
}
