import type { Model } from '../model/service';
import type { AnyOperation } from '../operation';
import type { State } from '../state/state';

/** A service of AWS, as far as it is served: its names, its model, its operations. */
export interface Service {
  /** As it is called in the docs. */
  title: string;
  /** What policies name its actions by, e.g. `tag` in `tag:GetResources`. */
  prefix: string;
  /** What requests to it are signed for. */
  signingName: string;
  /** What CloudTrail says that its events are of, e.g. `sagemaker.amazonaws.com`. */
  eventSource: string;
  /** What it calls a page's token that is none of its own; undefined: ValidationException. */
  invalidToken?: string | undefined;
  apiVersion: string;
  model: Model<unknown>;
  operations: ReadonlyMap<string, AnyOperation>;
  /** Whether what an operation is asked of is here. Where it is not, the request is for `--others`, if there are any. */
  has?(operation: string, input: unknown, state: Pick<State, 'get' | 'below'>): boolean;
}

/** Sets down a service that serves these operations. */
export const service = (
  names: Pick<Service, 'title' | 'prefix' | 'signingName' | 'eventSource' | 'invalidToken'>,
  model: Model<unknown>,
  operations: readonly AnyOperation[],
  has?: Service['has'],
): Service => ({
  ...names,
  ...(has && { has }),
  apiVersion: model.metadata.apiVersion,
  model,
  operations: new Map(operations.map((operation) => [operation.name, operation])),
});
