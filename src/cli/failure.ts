import { AwsError, sentenceOf } from '../aws/errors';
import { remedyOf } from '../aws/remedy';
import { Unreachable, Unreadable } from '../admin/image/unreadable';
import { exitCodes } from '../admin/converge/converge';
import { StepError } from '../admin/converge/failure';
import { CommandError, interruptedCode } from './host';

/** Does a command's work, and puts what it was refused in a sentence. Anything else is a bug of ours and goes on. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreadable) {
      const code = error instanceof Unreachable ? exitCodes['could-not-assess'] : exitCodes.failed;
      throw new CommandError(`${error.source}: ${error.message}; ${error.remedy}`, code);
    }
    if (error instanceof StepError) throw new CommandError(`${error.message}; ${error.remedy}`);
    if (error instanceof AwsError) throw new CommandError(awsText(error), exitCodeOf(error));
    throw error;
  }
}

/** What does not answer is not broken: it could not be assessed. */
const couldNotAssess = ['unreachable', 'throttled', 'failed'];

function exitCodeOf({ failure }: AwsError): number {
  if (failure.kind === 'interrupted') return interruptedCode;
  return couldNotAssess.includes(failure.kind) ? exitCodes['could-not-assess'] : exitCodes.failed;
}

/** What AWS refused, where, and what to do, in a sentence. */
export function awsText(error: AwsError): string {
  const { failure } = error;
  if (failure.kind === 'interrupted') return 'interrupted; nothing was changed';
  const remedy = remedyOf(error);
  const what = sentenceOf(error);
  return remedy === undefined ? what : `${unstopped(what)}; ${remedy}`;
}

/** AWS ends some sentences with a full stop, and others not: nothing may stand between it and what follows. */
export const unstopped = (sentence: string) => sentence.trimEnd().replace(/\.$/, '');
