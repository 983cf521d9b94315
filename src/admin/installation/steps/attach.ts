import { findStudioLifecycleConfig } from '../../../aws/studio-lifecycle-config';
import { StepError } from '../../converge/failure';
import { inRegion } from '../../converge/region-text';
import type { Settled, StepKind } from '../../converge/kind';
import { type BuiltInDomain, readBuiltIns, writeBuiltIns } from '../built-in';
import type { InstallationContext } from '../context';
import { type BuiltInSlot, type PerSlot, slotText } from '../rules/built-in-slot';
import { nameOfArn } from '../rules/naming';
import { fingerprintOf, type StepThatDoes } from '../rules/steps';

type Attach = StepThatDoes<'attach'>;

/** All slots in one update of the domain, which takes its time. */
export const attach: StepKind<Attach, InstallationContext, BuiltInDomain> = {
  sign: '~',
  what: ({ domainId }) => `domain ${domainId}`,
  text: ({ slots }) => slots.map(slotChangeText).join('\n'),
  read: ({ sagemaker }, { domainId }) => readBuiltIns(sagemaker, domainId),
  // Assumption: a domain whose last update failed takes another, which is the only way out of it.
  ready: (now) => (now.status === 'Update_Failed' ? { state: 'done' } : settledDomain(now)),
  settled: settledDomain,
  reached: (now, { slots }) => slots.every(({ slot, to }) => nameAt(now, slot) === to),
  fingerprint: (now, { slots }) => {
    const names: PerSlot<string> = {};
    for (const { slot } of slots) {
      const name = nameAt(now, slot);
      if (name !== undefined) names[slot] = name;
    }
    return fingerprintOf(
      slots.map(({ slot }) => slot),
      names,
    );
  },
  async perform(context, { domainId, slots }) {
    const wanted: PerSlot<string> = {};
    for (const { slot, to } of slots) wanted[slot] = to === undefined ? 'none' : await arnOf(context, to);
    await writeBuiltIns(context.sagemaker, domainId, wanted);
  },
};

function settledDomain({ domainId, status, failureReason }: BuiltInDomain): Settled {
  if (status === 'InService') return { state: 'done' };
  if (status === 'Updating' || status === 'Pending') return { state: 'waiting', status };
  const why = failureReason === undefined ? '' : `: ${failureReason}`;
  return { state: 'failed', why: `domain ${domainId} is ${status}${why}` };
}

function slotChangeText({ slot, from, to }: Attach['slots'][number]): string {
  if (to === undefined) return `take ${from} from ${slotText(slot)}`;
  return `attach ${to} to ${slotText(slot)}${from === undefined ? '' : ` instead of ${from}`}`;
}

function nameAt({ builtIns }: BuiltInDomain, slot: BuiltInSlot): string | undefined {
  const arn = builtIns[slot];
  return arn === undefined ? undefined : nameOfArn(arn);
}

async function arnOf(context: InstallationContext, name: string): Promise<string> {
  const found = await findStudioLifecycleConfig(context.sagemaker, name);
  if (!found)
    throw new StepError(`lifecycle configuration ${name}${inRegion(context)} is gone`, 'run the command again');
  return found.arn;
}
