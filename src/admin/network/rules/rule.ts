import { type Aside, rulesOver, type Stated } from '../../findings/rule';
import type { NetworkFacts, NetworkResource } from './live-network';

/** Rules over a domain's network. */
export const { rule, rules } = rulesOver<NetworkFacts, NetworkResource>();

export const since = '0.2';

/** A place that a finding stands at. */
export const at = (what: string, id: string): NetworkResource => ({ id, text: `${what} ${id}` });

/** What a check states of one place, or that it cannot tell. */
export type Verdict = Stated<NetworkResource> | Aside;
