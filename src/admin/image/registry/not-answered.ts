import { Unreachable } from '../unreadable';
import type { Answer } from './answer';
import { refusal, type RegistryRepository } from './client';

/** What to say where a registry did not give what it was asked for, though it may have it. */
export async function notAnswered(source: RegistryRepository, path: string, answer: Answer): Promise<Unreachable> {
  const { status } = answer;
  const why = await refusal(answer);
  const action = status === 403 ? readingAction(source.registry, path) : undefined;
  const remedy = status >= 500 || status === 429 || status === 408 ? 'try again later' : 'check that you may read it';
  return new Unreachable(source.url(path), why, action === undefined ? remedy : `allow ${action}`, action);
}

/** The action that reading a manifest or a blob of ECR needs; that it is the one which is missing is an assumption. */
function readingAction(registry: string, path: string): string | undefined {
  if (!/\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(registry)) return undefined;
  return path.startsWith('manifests/') ? 'ecr:BatchGetImage' : 'ecr:GetDownloadUrlForLayer';
}
