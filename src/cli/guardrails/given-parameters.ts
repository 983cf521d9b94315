import type { Guardrail } from '../../admin/guardrails/guardrail';
import type { Given } from '../../admin/guardrails/parameters';

/** What guardrails are given: for all of them, and of each where a Studio file says it. */
export interface GivenParameters {
  all: Given;
  of(guardrail: Guardrail): Given;
}
