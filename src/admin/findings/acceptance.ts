/** A finding that somebody accepts, with a reason and an end. */
export interface Acceptance {
  code: string;
  /** Where; `*` stands for anything. Everywhere where it is absent. */
  at?: string;
  /** The last day on which it is accepted, e.g. `2026-12-31`, in UTC. */
  until: string;
  reason: string;
  /** Where it is stated, e.g. `line 3 of accepted.yaml`. */
  stated: string;
}

/** An acceptance that does nothing: its day is over, or it met no finding. */
export interface IdleAcceptance {
  acceptance: Acceptance;
  because: 'expired' | 'unused';
}
