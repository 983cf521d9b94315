import type { ContextValue, Request } from '../../../iam/request';

/** A request of a table, with what it shows. */
export interface Ask {
  says: string;
  request: Request;
}

/** Keys to set; undefined takes one away that the compliant request has. Names without a service are SageMaker's. */
export type Keys = Readonly<Record<string, ContextValue | undefined>>;
