import { AwsError } from './errors';

/**
 * What a call comes to, or an `unreachable` failure where it takes longer than so many milliseconds. The SDK limits the wait
 * for a connection and for an answer's beginning; this is for the rest: a program that is to bring credentials, an answer
 * that never ends.
 */
export async function answered<T>(operation: string, milliseconds: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const message = `no whole answer came within ${milliseconds / 1_000} s`;
    timer = setTimeout(() => reject(new AwsError({ kind: 'unreachable', operation, message })), milliseconds);
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}
