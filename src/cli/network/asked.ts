import { AwsError, sentenceOf } from '../../aws/errors';
import { explained, unstopped } from '../failure';
import { CommandError } from '../host';

/** What an option may name, and how the AWS CLI lists those of a region. */
const listedBy = { domain: 'aws sagemaker list-domains', vpc: 'aws ec2 describe-vpcs' } as const;

/** Does what asks AWS about what an option names; what is not there is looked for in the region that was asked. */
export const asked = <T>(option: keyof typeof listedBy, region: string, work: () => Promise<T>): Promise<T> =>
  explained(async () => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AwsError) || error.failure.kind !== 'not-found') throw error;
      throw new CommandError(
        `${unstopped(sentenceOf(error))}; check --${option} and --region: ${listedBy[option]} --region ${region} lists those of ${region}`,
      );
    }
  });
