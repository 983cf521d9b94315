import type { Iam } from '../../../aws/iam';
import type { Organizations } from '../../../aws/organizations';
import type { Context } from '../../converge/context';

/** What reading and attaching guardrails takes. Their clients are large: who needs one has it made. */
export interface PolicyContext extends Context {
  iam(): Promise<Iam>;
  organizations(): Promise<Organizations>;
}
