import type { PolicyType } from '../../../src/admin/guardrails/guardrail';
import type { PolicyPlace } from '../../../src/iam/grammar';

/** How the grammar calls a place. */
export const grammarOf: Record<PolicyType, PolicyPlace> = {
  identity: 'identity',
  boundary: 'boundary',
  scp: 'scp',
  endpoint: 'endpoint',
  key: 'resource',
  bucket: 'resource',
  trust: 'trust',
};
