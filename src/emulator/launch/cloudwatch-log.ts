import type { ScriptLine } from './script-runner';

/** Where Studio writes what its apps and their lifecycle configurations print (fact sheet, section 4). */
const logGroupName = '/aws/sagemaker/studio';

/**
 * Writes lines to a stream of CloudWatch Logs at `endpoint`, which must be an emulator of it, such as moto: the requests
 * are not signed. Rejects with an Error that says what the endpoint answered.
 */
export async function writeLog(
  endpoint: string,
  region: string,
  logStreamName: string,
  lines: ScriptLine[],
): Promise<void> {
  await ask(endpoint, region, 'CreateLogGroup', { logGroupName }, 'ResourceAlreadyExistsException');
  await ask(endpoint, region, 'CreateLogStream', { logGroupName, logStreamName }, 'ResourceAlreadyExistsException');
  if (lines.length === 0) return;
  // An empty message is refused by CloudWatch Logs (its service model: at least one character).
  const logEvents = lines.map(({ time, text }) => ({ timestamp: time, message: text === '' ? ' ' : text }));
  await ask(endpoint, region, 'PutLogEvents', { logGroupName, logStreamName, logEvents });
}

async function ask(
  endpoint: string,
  region: string,
  operation: string,
  input: object,
  expected?: string,
): Promise<void> {
  const credential = `Credential=EMULATOR/20260101/${region}/logs/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `Logs_20140328.${operation}`,
      // Unsigned; it says the region.
      Authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const text = await answer.text();
  if (answer.ok || (expected !== undefined && text.includes(expected))) return;
  throw new Error(`${operation} at ${endpoint}: ${answer.status} ${text.slice(0, 300)}`);
}
