import reference from './reference.json';

/** What the service authorization reference says of one action. */
export interface ActionReference {
  /** The types of what it acts on; `domain*` where it always has one. */
  on?: string[];
  /** Its condition keys, of SageMaker's actions only. */
  keys?: string[];
}

interface ServiceReference {
  /** A type of resource → its ARN with places such as `${DomainId}`. */
  arns: Record<string, string>;
  /** The service's own condition keys, and what they hold. */
  keys: Record<string, string>;
  /** Of a service whose requests do not name their operation: operation → `GET /path/{Name}`. */
  paths: Record<string, string>;
  actions: Record<string, ActionReference>;
}

/** Services by the prefix of their actions (`scripts/generate-authorization-reference.mjs` writes this file anew). */
const services: Record<string, ServiceReference> = reference.services;
const nothing: ServiceReference = { arns: {}, keys: {}, paths: {}, actions: {} };

export const serviceReference = (prefix: string): ServiceReference =>
  Object.hasOwn(services, prefix) ? (services[prefix] ?? nothing) : nothing;

/** What is known of an action; nothing, for one that the reference does not have. */
export function actionReference(prefix: string, name: string): ActionReference {
  const { actions } = serviceReference(prefix);
  return Object.hasOwn(actions, name) ? (actions[name] ?? {}) : {};
}
