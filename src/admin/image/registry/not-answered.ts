import { ecrRegion } from '../../../aws/ecr';
import { Unreachable } from '../unreadable';
import type { Answer } from './answer';
import { isBusy, refusal, type RegistryRepository } from './client';
import { ecrAction } from './ecr-action';

/**
 * What to say where a registry did not do what it was asked, though it may be able to. A refusal of ECR's names the action
 * that the request needs; that it is the one which is missing is an assumption.
 */
export async function notAnswered(
  source: RegistryRepository,
  method: string,
  path: string,
  answer: Answer,
  check = 'check that you may read it',
): Promise<Unreachable> {
  const { status } = answer;
  const why = await refusal(answer);
  const isEcr = ecrRegion(source.registry) !== undefined;
  const action = status === 403 && isEcr ? ecrAction(method, path) : undefined;
  const remedy = isBusy(status) ? 'try again later' : check;
  return new Unreachable(source.url(path), why, action === undefined ? remedy : `allow ${action}`, action);
}
