import { AwsError } from '../../../aws/errors';
import { StepError } from '../../converge/failure';
import type { Settled, Sign, StepKind } from '../../converge/kind';
import { documentPrint } from '../attach/plan-policies';
import { type Attachable, type PolicyRef, sameDocument } from '../attach/policy';
import type { PolicyStepThatDoes } from '../attach/policy-step';
import { attachmentText, policyText, targetText } from '../attach/words';
import type { Attachment, Holder } from './holder';
import { boundaryHolder, identityHolder } from './iam-holder';
import type { PolicyContext } from './policy-context';
import { scpHolder } from './scp-holder';

const holders: Readonly<Record<Attachable, Holder>> = {
  boundary: boundaryHolder,
  identity: identityHolder,
  scp: scpHolder,
};
const holderOf = ({ place }: PolicyRef) => holders[place];

type Write = PolicyStepThatDoes<'create-policy'> | PolicyStepThatDoes<'change-policy'>;
type Attach = PolicyStepThatDoes<'attach-policy'>;
type Detach = PolicyStepThatDoes<'detach-policy'>;
type Remove = PolicyStepThatDoes<'remove-policy'>;
type Text = string | undefined;

const what = ({ policy }: { policy: PolicyRef }) => policyText(policy);
const readText = (context: PolicyContext, { policy }: { policy: PolicyRef }): Promise<Text> =>
  holderOf(policy).read(context, policy);
const readAttachment = (context: PolicyContext, { policy }: { policy: PolicyRef }): Promise<Attachment> =>
  holderOf(policy).attachment(context, policy);
/** IAM shows what was written a moment later (IAM user guide, "Changes that I make are not always immediately visible"). */
const seen = (is: boolean): Settled => (is ? { state: 'done' } : { state: 'waiting', status: 'not visible yet' });
const always = (): Settled => ({ state: 'done' });

const written = (now: Text, { text }: Write) => now !== undefined && sameDocument(now, text);
const writing = <Step extends Write>(sign: Sign, verb: string): StepKind<Step, PolicyContext, Text> => ({
  sign,
  what,
  text: ({ policy, says }) => [`${verb} ${policyText(policy)}`, ...says].join('\n'),
  read: readText,
  ready: always,
  settled: (now, step) => seen(written(now, step)),
  reached: written,
  fingerprint: (now) => ({ document: documentPrint(now) }),
  perform: (context, { policy, text }, now) =>
    now === undefined ? holderOf(policy).create(context, policy, text) : holderOf(policy).change(context, policy, text),
});

const attachPolicy: StepKind<Attach, PolicyContext, Attachment> = {
  sign: '+',
  what,
  text: ({ policy }) => `attach ${policyText(policy)} to ${attachmentText(policy)}`,
  read: readAttachment,
  ready: always,
  settled: ({ attached }) => seen(attached),
  reached: ({ attached }) => attached,
  async perform(context, { policy }, { other }) {
    if (other !== undefined)
      throw new StepError(
        `somebody else has given ${targetText(policy)} the boundary ${other}`,
        'take it away, or say as: identity',
      );
    await holderOf(policy).attach(context, policy);
  },
};

const detachPolicy: StepKind<Detach, PolicyContext, Attachment> = {
  sign: '-',
  what,
  text: ({ policy }) => `detach ${policyText(policy)} from ${targetText(policy)}`,
  read: readAttachment,
  ready: always,
  settled: ({ attached }) => seen(!attached),
  reached: ({ attached }) => !attached,
  perform: (context, { policy }) => holderOf(policy).detach(context, policy),
};

const removePolicy: StepKind<Remove, PolicyContext, Text> = {
  sign: '-',
  what,
  text: ({ policy }) => `delete ${policyText(policy)}`,
  read: readText,
  ready: always,
  settled: (now) => seen(now === undefined),
  reached: (now) => now === undefined,
  async perform(context, { policy }) {
    try {
      await holderOf(policy).remove(context, policy);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // Somebody else has attached it to something.
      if (error.failure.kind === 'conflict') return { kept: error.failure.message };
      if (error.failure.kind !== 'not-found') throw error;
    }
  },
};

/** The kinds of steps about guardrails' policies, by what they do. */
export const policyKinds = {
  'create-policy': writing<PolicyStepThatDoes<'create-policy'>>('+', 'create'),
  'change-policy': writing<PolicyStepThatDoes<'change-policy'>>('~', 'change'),
  'attach-policy': attachPolicy,
  'detach-policy': detachPolicy,
  'remove-policy': removePolicy,
};
