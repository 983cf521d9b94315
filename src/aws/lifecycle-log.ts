import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError, failureOf } from './errors';
import { readPages } from './page';

/** A line that a lifecycle configuration printed. */
export interface LogLine {
  /** `<domain>/<space>/<AppType>/default/LifecycleConfigOnStart` (fact sheet, section 4). */
  stream: string;
  /** Milliseconds since 1970. */
  time: number;
  text: string;
}

/**
 * FilterLogEvents: lines that hold `term`, of all lifecycle configurations of a domain since a time (milliseconds since
 * 1970), oldest first. None where Studio has written no log yet. Rejects with `AwsError`.
 */
export async function lifecycleLogLines(
  region: string,
  domainId: string,
  term: string,
  since: number,
): Promise<LogLine[]> {
  const client = new CloudWatchLogsClient({ region, maxAttempts: 3 });
  try {
    const { items } = await readPages(async (nextToken) => {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: '/aws/sagemaker/studio',
          logStreamNamePrefix: `${domainId}/`,
          filterPattern: `"${term}"`,
          startTime: since,
          ...(nextToken && { nextToken }),
        }),
      );
      const items = (answer.events ?? []).map(({ logStreamName = '', timestamp = 0, message = '' }) => ({
        stream: logStreamName,
        time: timestamp,
        text: message,
      }));
      return { items, ...(answer.nextToken && { nextToken: answer.nextToken }) };
    });
    return items.toSorted((a, b) => a.time - b.time);
  } catch (error) {
    const failure = failureOf(error, 'FilterLogEvents');
    if (failure.kind === 'not-found') return [];
    throw new AwsError(failure.kind === 'permission' ? { ...failure, action: 'logs:FilterLogEvents' } : failure);
  } finally {
    client.destroy();
  }
}
