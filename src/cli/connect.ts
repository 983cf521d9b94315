import { type SageMaker, connect } from '../aws/client';
import { thorough } from '../aws/patience';
import { type Host, UsageError } from './host';

export const regionOption = {
  type: 'string',
  description: 'AWS region, if not that of the environment',
  valueHint: 'REGION',
} as const;

/** A connection to the region that is asked for, or that the environment names. */
export function sagemakerOf(host: Host, region: string | undefined): SageMaker {
  const wanted = region ?? host.region;
  if (!wanted) throw new UsageError('no region is known; name one with --region, or set AWS_REGION');
  return connect(wanted, thorough);
}
