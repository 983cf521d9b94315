import { exitCodes } from '../../admin/converge/converge';
import { readCurrent } from '../../admin/domain/current';
import { type Traced, traced } from '../../admin/domain/drift';
import { driftOf } from '../../admin/domain/rules/drift';
import { planStudio } from '../../admin/domain/rules/plan-studio';
import { isOfGuardrails } from '../../admin/domain/rules/studio-plan';
import { whatText } from '../../admin/domain/steps/words';
import { globalRegion, type TracedPolicy, tracedPolicies } from '../../admin/guardrails/account/traced-policies';
import { policyDriftOf } from '../../admin/guardrails/attach/policy-drift';
import type { Studio } from '../../admin/studio-file/wanted';
import { connectTrail } from '../../aws/event-lookup';
import { plainLines } from '../../protocol/plain-text';
import { explained } from '../failure';
import { CommandError, type Host } from '../host';
import { keepKnown, knownOf } from './known-file';
import type { Program } from './program';
import { unseenLines } from './plan-text';
import { liveStudio } from './read-file';
import { whereOf } from './where';

interface Given {
  file: string;
  json?: boolean | undefined;
}

/** Reads the file and what is there, and says who differs. Ends with 3 where somebody does. */
export async function driftCommand(host: Host, { version, home }: Program, { file, json }: Given): Promise<void> {
  const { studio, context } = await liveStudio(host, file, version);
  await explained(async () => {
    const current = await readCurrent(context, studio, await knownOf(home, studio));
    await keepKnown(home, studio, current.known);
    // Nothing is done, so that everything may be planned.
    const result = planStudio(studio, current, { adopt: true, stopApps: true, delete: [] });
    const trail = connectTrail(studio.region);
    const globalTrail = connectTrail(globalRegion(studio.region));
    const steps = result.plan.steps.flatMap((step) => ('policy' in step ? [step] : []));
    const drifted = policyDriftOf(steps, result.held.filter(isOfGuardrails), current.guarded?.present ?? []);
    try {
      const drifts = await traced(context, trail.until(host.ending), driftOf(result), current);
      const guardrails = await tracedPolicies(context.now(), globalTrail.until(host.ending), drifted);
      const { unseen } = result;
      const about = { studio: studio.studio, ...whereOf(studio), drifts, guardrails, unseen };
      if (json) host.print(JSON.stringify(about, null, 2));
      else
        for (const line of [...driftLines(studio, drifts, guardrails), ...unseenLines(result)])
          host.print(plainLines(line));
      if (drifts.length + guardrails.length > 0) throw new CommandError('', exitCodes.planned);
    } finally {
      trail.close();
      globalTrail.close();
    }
  });
}

function driftLines(
  { studio, region }: Pick<Studio, 'studio' | 'region'>,
  drifts: readonly Traced[],
  guardrails: readonly TracedPolicy[],
): string[] {
  const all = drifts.length + guardrails.length;
  if (all === 0) return [`No drift: everything of ${studio} in ${region} is as the file says.`];
  const lines = drifts.flatMap((drift) => {
    const { what, differs } = drift;
    const where = what.domain === undefined ? '' : ` in domain ${what.domain}`;
    return [`${whatText(what)}${where}`, ...differs.map((line) => `  ${line}`), `    ${sinceText(drift)}`];
  });
  const guarded = guardrails.flatMap((drift) => [
    drift.what.name,
    ...drift.differs.map((line) => `  ${line}`),
    `    ${sinceText(drift)}`,
  ]);
  return [...lines, ...guarded, '', `${all} ${all === 1 ? 'difference' : 'differences'} from the file.`];
}

function sinceText(drift: Traced | TracedPolicy): string {
  if ('unknown' in drift) return `since when and by whom is not known: ${drift.unknown}`;
  const { at, by, call, sourceIdentity } = drift.change;
  const person = sourceIdentity === undefined ? '' : `, for ${sourceIdentity}`;
  return `since ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC by ${by}${person} (${call})`;
}
