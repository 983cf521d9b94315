import { AwsError, failureText } from '../../aws/errors';
import { remedyOfGap } from '../../aws/remedy';
import { denied, type Fact, known, notRead, unreachable } from '../findings/fact';

/**
 * What a call to AWS tells, or why it could not be had: the action to allow, or what AWS said. What is `fatal`
 * rejects: without credentials nothing can be read at all.
 */
export async function factOf<T>(
  what: string,
  read: () => Promise<T>,
  fatal: AwsError['failure']['kind'][] = ['credentials'],
): Promise<Fact<T>> {
  try {
    return known(await read());
  } catch (error) {
    if (!(error instanceof AwsError) || fatal.includes(error.failure.kind)) throw error;
    const { failure } = error;
    if (failure.kind === 'permission') return notRead(denied(what, failure.action, failure.message));
    return notRead(unreachable(what, failureText(failure), remedyOfGap(failure)));
  }
}

/** What follows from a fact; where that is not known, neither is this. */
export async function after<A, B>(fact: Fact<A>, next: (value: A) => Fact<B> | Promise<Fact<B>>): Promise<Fact<B>> {
  return 'known' in fact ? next(fact.known) : fact;
}
