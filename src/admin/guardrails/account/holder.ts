import type { PolicyRef } from '../attach/policy';
import type { PolicyContext } from './policy-context';

/** Whether a policy is attached to its target; `other`, where another's stands in the only place. */
export type Attachment = { attached: boolean; other?: string };

/** All that is asked of AWS about policies of one place. Each rejects with `AwsError`. */
export interface Holder {
  /** The text of a policy; nothing where there is none. Rejects with `StepError` where one of the name is not the file's. */
  read(context: PolicyContext, policy: PolicyRef): Promise<string | undefined>;
  create(context: PolicyContext, policy: PolicyRef, text: string): Promise<void>;
  change(context: PolicyContext, policy: PolicyRef, text: string): Promise<void>;
  /** What is not there is deleted. */
  remove(context: PolicyContext, policy: PolicyRef): Promise<void>;
  attachment(context: PolicyContext, policy: PolicyRef): Promise<Attachment>;
  attach(context: PolicyContext, policy: PolicyRef): Promise<void>;
  detach(context: PolicyContext, policy: PolicyRef): Promise<void>;
}
