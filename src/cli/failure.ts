import { AwsError } from '../aws/errors';
import { PublishError } from '../admin/image/publish/wait';
import { Unreadable } from '../admin/image/unreadable';
import { CommandError } from './host';

/** Exit code for what could not be read. */
const unreadable = 3;

/** Does a command's work, and puts what it was refused in a sentence. Anything else is a bug of ours and goes on. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreadable)
      throw new CommandError(`${error.source}: ${error.message}; ${error.remedy}`, unreadable);
    if (error instanceof PublishError) throw new CommandError(`${error.message}; ${error.remedy}`);
    if (error instanceof AwsError) throw new CommandError(awsText(error));
    throw error;
  }
}

/** What AWS refused, in a sentence. */
export function awsText({ failure }: AwsError): string {
  if (failure.kind === 'permission') return `AWS refused: ${failure.message}; allow ${failure.action}`;
  return `${failure.operation}: ${failure.message}`;
}
