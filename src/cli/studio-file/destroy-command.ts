import type { StudioContext } from '../../admin/domain/context';
import { type HomesThere, readOwned } from '../../admin/domain/owned';
import { type LeftBehind, planDestroy, sizeText } from '../../admin/domain/rules/plan-destroy';
import type { StudioPlan } from '../../admin/domain/rules/studio-plan';
import { studioKinds } from '../../admin/domain/steps/kinds';
import type { Studio } from '../../admin/studio-file/wanted';
import { findHomeFileSystem } from '../../aws/home-file-system';
import { plainLines } from '../../protocol/plain-text';
import { change, type ChangeOptions, requireSomebodyToAsk } from '../change';
import { explained } from '../failure';
import { type Host, UsageError } from '../host';
import { requireAllDeleted } from './not-deleted';
import { namesGiven } from './options';
import { groupedLines, heldLines, totalText } from './plan-text';
import type { Program } from './program';
import { liveStudio } from './read-file';
import { whereOf } from './where';

interface Given extends ChangeOptions {
  file: string;
}

/**
 * Deletes what carries the file's name, after asking: for what domains leave behind, one by one. Homes stay unless they are
 * named or their question is answered with yes. Run again after an interruption, it goes on from what is there.
 */
export async function destroyCommand(
  host: Host,
  { version }: Program,
  given: Given,
  words: readonly string[],
): Promise<void> {
  requireSomebodyToAsk(host, given);
  const { studio, context } = await liveStudio(host, given.file, version);
  await explained(async () => {
    const owned = await readOwned(context, studio);
    const named = namesGiven(words, 'delete');
    for (const name of named) await requireOurs(context, name, owned.homes);
    const leftBehind = await askedOf(host, given, owned.homes, named);
    const result = planDestroy(studio.studio, owned, leftBehind);
    const stay = [...stayLines(owned.homes, leftBehind), ...guardrailLines(studio)];
    const about = { studio: studio.studio, ...whereOf(studio) };
    const shown = given.json ? undefined : () => destroyLines(studio, result, stay, host);
    const leftovers = await change(host, context, studioKinds, result.plan, given, about, 'keep', { plan: shown });
    for (const line of [...heldLines(result.held), ...stay]) host.tell(line);
    requireAllDeleted(result.held.length + leftovers.length);
  });
}

/** What was deleted by a run before needs no more; what is there and is not the file's is refused. UsageError. */
async function requireOurs(context: StudioContext, name: string, homes: readonly HomesThere[]): Promise<void> {
  if (homes.some(({ fileSystemId }) => fileSystemId === name)) return;
  if ((await findHomeFileSystem(context.efs, name)) === undefined)
    return context.tell(`file system ${name} is not there, or not any more`);
  const there = homes.map(({ fileSystemId }) => fileSystemId).join(', ') || 'there are none';
  throw new UsageError(`--delete ${JSON.stringify(name)} is not among this file's file systems with homes: ${there}`);
}

/** What of that which stays behind goes too: all but homes where nobody is asked. */
async function askedOf(
  host: Host,
  given: ChangeOptions,
  homes: readonly HomesThere[],
  named: readonly string[],
): Promise<LeftBehind> {
  const [networks, all]: [string[], string[]] = [[], [...named]];
  const asks = given.yes !== true && given['dry-run'] !== true;
  const agrees = async (question: string) => !asks || (await host.confirm?.(question)) === true;
  for (const { fileSystemId, domain, bytes, mountTargets, groups } of homes) {
    if (named.includes(fileSystemId)) continue;
    const isMounted = mountTargets.length + groups.length > 0;
    const network = `Delete the mount targets and security groups of domain ${domain} too? They keep its VPC from being deleted; the homes stay in ${fileSystemId}`;
    if (isMounted && !(await agrees(network))) continue;
    networks.push(fileSystemId);
    const lost = `Delete the homes of domain ${domain} too, for good? ${fileSystemId} holds ${sizeText(bytes)}`;
    if (asks && (await agrees(lost))) all.push(fileSystemId);
  }
  return { networks, homes: all };
}

const stayLines = (homes: readonly HomesThere[], leftBehind: LeftBehind) =>
  homes
    .filter(({ fileSystemId }) => !leftBehind.homes.includes(fileSystemId))
    .map(
      ({ fileSystemId, domain, bytes }) =>
        `The homes of domain ${domain} stay in file system ${fileSystemId} (${sizeText(bytes)}); --delete ${fileSystemId} deletes them`,
    );

/** Guardrails hold for roles and accounts, which a file does not delete. */
const guardrailLines = ({ policies = [] }: Studio) =>
  policies.length === 0
    ? []
    : ['Guardrails stay attached; write guardrails: {} in the file, and studiolo apply names what --delete takes away'];

function destroyLines(studio: Studio, { plan, held }: StudioPlan, stay: readonly string[], host: Host): string[] {
  return [
    `${studio.studio}, account ${studio.account}, ${studio.region}`,
    ...groupedLines(plan, held, host),
    '',
    ...stay.map(plainLines),
    totalText(plan, held),
  ];
}
