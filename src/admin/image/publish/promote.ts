import * as z from 'zod';
import type { SageMaker } from '../../../aws/client';
import { changeAliases, findImageVersion, type ImageVersion } from '../../../aws/image-version';
import type { Context } from '../../converge/context';
import { StepError } from '../../converge/failure';
import { kindsOf, type StepKind } from '../../converge/kind';
import { type Plan, planOf } from '../../converge/plan';
import { inRegion, withRegion } from '../../converge/region-text';
import { stepSchema } from '../../converge/step';

export interface AliasContext extends Context {
  sagemaker: SageMaker;
  lasting(): AliasContext;
}

const Alias = { imageName: z.string(), version: z.number(), alias: z.string() };
const Body = z.discriminatedUnion('do', [
  z.object({ do: z.literal('take-alias'), ...Alias }),
  z.object({ do: z.literal('give-alias'), ...Alias }),
]);
export const AliasStep = stepSchema(Body);
export type AliasStep = z.infer<typeof AliasStep>;
type StepThatDoes<Do extends AliasStep['do']> = Extract<AliasStep, { do: Do }>;
type Holder = ImageVersion | undefined;

const read = ({ sagemaker }: AliasContext, { imageName, alias }: AliasStep): Promise<Holder> =>
  findImageVersion(sagemaker, imageName, { alias });
const what = ({ imageName, alias }: AliasStep) => `alias ${alias} of image ${imageName}`;
const fingerprint = (holder: Holder, step: AliasStep) => ({ [what(step)]: versionText(holder?.version) });
const versionText = (version: number | undefined) => (version === undefined ? 'not there' : `at version ${version}`);

const take: StepKind<StepThatDoes<'take-alias'>, AliasContext, Holder> = {
  sign: '-',
  what,
  text: ({ alias, version }) => `take alias ${alias} from version ${version}`,
  read,
  reached: (holder) => holder === undefined,
  fingerprint,
  perform: ({ sagemaker }, { imageName, version, alias }) =>
    changeAliases(sagemaker, imageName, version, { remove: [alias] }),
};

const give: StepKind<StepThatDoes<'give-alias'>, AliasContext, Holder> = {
  sign: '+',
  what,
  text: ({ alias, version }) => `give alias ${alias} to version ${version}`,
  read,
  reached: (holder, { version }) => holder?.version === version,
  fingerprint,
  perform: ({ sagemaker }, { imageName, version, alias }) =>
    changeAliases(sagemaker, imageName, version, { add: [alias] }),
};

/** All kinds of steps of moving an alias. */
export const aliasKinds = kindsOf<AliasStep, AliasContext>({ 'take-alias': take, 'give-alias': give });

/**
 * What it takes to move an alias to a version, and which version has it. An alias belongs to one version at a time: it is
 * taken from the old one first. Rejects with `AwsError`, and with `StepError` where the version cannot have it.
 */
export async function planPromote(
  context: AliasContext,
  imageName: string,
  version: number,
  alias: string,
): Promise<{ plan: Plan<AliasStep>; before?: number }> {
  const { sagemaker } = context;
  const target = await findImageVersion(sagemaker, imageName, { number: version });
  if (!target)
    throw new StepError(
      `image ${imageName} has no version ${version}${inRegion(context)}`,
      `name one that is there: aws sagemaker list-image-versions --image-name ${imageName}${withRegion(context)}`,
    );
  if (target.status !== 'CREATED')
    throw new StepError(
      `version ${version} of image ${imageName}${inRegion(context)} is ${target.status}`,
      'name one that is CREATED',
    );
  const before = (await findImageVersion(sagemaker, imageName, { alias }))?.version;
  const gone = { how: 'cannot', why: 'it takes something back itself' } as const;
  const step = <Do extends AliasStep['do']>(id: string, what: Do, of: number, from: number | undefined) => ({
    id,
    takesEffect: { when: 'now' } as const,
    do: what,
    imageName,
    version: of,
    alias,
    asRead: { [`alias ${alias} of image ${imageName}`]: versionText(from) },
  });
  const steps: AliasStep[] = [];
  if (before !== undefined && before !== version) {
    const back: AliasStep = { ...step('give back', 'give-alias', before, undefined), needs: [], takeBack: gone };
    steps.push({ ...step('take', 'take-alias', before, before), needs: [], takeBack: { how: 'step', step: back } });
  }
  if (before !== version) {
    const back: AliasStep = { ...step('take back', 'take-alias', version, version), needs: [], takeBack: gone };
    const needs = steps.map(({ id }) => id);
    steps.push({ ...step('give', 'give-alias', version, undefined), needs, takeBack: { how: 'step', step: back } });
  }
  return { plan: planOf(`image ${imageName}`, steps), ...(before !== undefined && { before }) };
}
