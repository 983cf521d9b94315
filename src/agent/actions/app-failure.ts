import { AwsError } from '../../aws/errors';
import type { AppKey } from '../../protocol/app';
import type { AppFailure } from '../../protocol/launch';
import type { Notice } from '../../protocol/notice';
import { logStreams } from '../../studio/log-streams';
import { awsReason, noticeOf } from '../notices';
import type { Studio } from '../studio';
import { say } from '../../protocol/message';

const linesShown = 40;

/** Why an app failed, with the last lines of its logs where they may be read. Rejects with `AwsError`. */
export async function appFailure(studio: Studio, key: AppKey): Promise<AppFailure> {
  const { describeApp, lastLines, studioLogGroup } = await import('../../aws/studio-api');
  const { domainId, region } = studio.metadata;
  const { failureReason } = await describeApp(await studio.sagemaker(), domainId, key);
  const streams = await lastLines(region, logStreams(domainId, key), linesShown);
  return {
    key,
    ...(failureReason !== undefined && { reason: failureReason }),
    logGroup: studioLogGroup,
    streams: streams.map(({ name, lines, error }) => ({ name, lines, ...(error && { notice: unread(error) }) })),
  };
}

function unread(error: AwsError): Notice {
  if (error.failure.kind === 'not-found') return { code: 'not-found', message: say('nothing-logged') };
  if (error.failure.kind !== 'unreachable') return noticeOf(error);
  return {
    code: 'unreachable',
    message: say('logs-silent', { why: awsReason(error.failure) }),
    remedy: say('logs-endpoint'),
  };
}
