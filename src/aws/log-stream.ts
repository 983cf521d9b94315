import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError, failureOf } from './errors';

/** Where Studio's apps and lifecycle scripts log (fact sheet, section 4). */
export const studioLogGroup = '/aws/sagemaker/studio';

/** The last lines of streams of that group, for each stream in turn: its lines, or why they could not be read. */
export async function lastLines(
  region: string,
  streams: string[],
  limit: number,
): Promise<{ name: string; lines: string[]; error?: AwsError }[]> {
  const client = new CloudWatchLogsClient({
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 6_000, throwOnRequestTimeout: true },
  });
  try {
    return await Promise.all(
      streams.map(async (name) => {
        try {
          const { events = [] } = await client.send(
            new GetLogEventsCommand({ logGroupName: studioLogGroup, logStreamName: name, limit, startFromHead: false }),
          );
          return { name, lines: events.flatMap(({ message }) => message?.split(/\r?\n/) ?? []).slice(-limit) };
        } catch (error) {
          return { name, lines: [], error: new AwsError(failureOf(error, 'GetLogEvents', 'logs')) };
        }
      }),
    );
  } finally {
    client.destroy();
  }
}
