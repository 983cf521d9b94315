import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { answered } from './answered';
import { AwsError, failureOf } from './errors';

/** Where Studio's apps and lifecycle scripts log (fact sheet, section 4). */
export const studioLogGroup = '/aws/sagemaker/studio';

/** Milliseconds for a stream, with all that it takes. */
const longest = 30_000;

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
          const asked = client.send(
            new GetLogEventsCommand({ logGroupName: studioLogGroup, logStreamName: name, limit, startFromHead: false }),
          );
          const { events = [] } = await answered('GetLogEvents', longest, asked);
          return { name, lines: events.flatMap(({ message }) => message?.split(/\r?\n/) ?? []).slice(-limit) };
        } catch (error) {
          return {
            name,
            lines: [],
            error: error instanceof AwsError ? error : new AwsError(failureOf(error, 'GetLogEvents', 'logs')),
          };
        }
      }),
    );
  } finally {
    client.destroy();
  }
}
