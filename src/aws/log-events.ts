import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type CloudWatchLogsClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from './errors';
import { readPages } from './page';
import { brief, clientSettings, thorough, type Patience } from './patience';
import { service, type Service } from './service';

/** Where Studio's apps and lifecycle scripts log (fact sheet, section 4). */
export const studioLogGroup = '/aws/sagemaker/studio';

/** The last lines of streams of that group, for each stream in turn: its lines, or why they could not be read. */
export async function lastLines(
  region: string,
  streams: string[],
  limit: number,
): Promise<{ name: string; lines: string[]; error?: AwsError }[]> {
  const logs = connectLogs(region, brief(2));
  try {
    return await Promise.all(
      streams.map(async (name) => {
        try {
          const { events = [] } = await logs.ask(
            new GetLogEventsCommand({ logGroupName: studioLogGroup, logStreamName: name, limit, startFromHead: false }),
          );
          return { name, lines: events.flatMap(({ message }) => message?.split(/\r?\n/) ?? []).slice(-limit) };
        } catch (error) {
          if (error instanceof AwsError) return { name, lines: [], error };
          throw error;
        }
      }),
    );
  } finally {
    logs.close();
  }
}

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
  ending?: AbortSignal,
): Promise<LogLine[]> {
  const logs = connectLogs(region, thorough);
  const asked = ending ? logs.until(ending) : logs;
  try {
    const { items } = await readPages(async (nextToken) => {
      const answer = await asked.ask(
        new FilterLogEventsCommand({
          logGroupName: studioLogGroup,
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
    if (error instanceof AwsError && error.failure.kind === 'not-found') return [];
    throw error;
  } finally {
    logs.close();
  }
}

type Logs = Service<ServiceInputTypes, ServiceOutputTypes, CloudWatchLogsClientResolvedConfig>;

const connectLogs = (region: string, patience: Patience): Logs =>
  service(new CloudWatchLogsClient({ region, ...clientSettings(patience) }), { name: 'logs', patience });
