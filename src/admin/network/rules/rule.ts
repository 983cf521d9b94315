import { type Aside, rulesOver, type Stated } from '../../findings/rule';
import type { NetworkFacts, NetworkPlace } from './live-network';

/** Rules over a domain's network. */
export const { rule, rules } = rulesOver<NetworkFacts, NetworkPlace>();

export const since = '0.2';

/** A place that a finding stands at. */
export const at = (what: string, id: string): NetworkPlace => ({ id, text: `${what} ${id}` });

/** What a check states of one place, or that it cannot tell. */
export type Verdict = Stated<NetworkPlace> | Aside;
