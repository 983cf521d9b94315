/** Something that could not be looked at: never to be taken for "nothing found". */
export interface Gap {
  /** What should have been looked at. */
  what: string;
  /** What was in the way, in the words of whoever was asked. */
  why: string;
  /** The action to allow, e.g. `ec2:DescribeSubnets`, where a permission is what is missing. */
  action?: string;
  /** What to do so that it can be looked at next time. */
  remedy: string;
}

/** What rules read: known, not there to be judged, or not to be had. */
export type Fact<T> = { known: T } | { none: string } | { gap: Gap };

/** Every fact of a subject, by name. */
export type Facts<F> = { [Name in keyof F]: Fact<F[Name]> };

export const known = <T>(value: T): Fact<T> => ({ known: value });

/** There is nothing to judge, and why: rules that read it do not apply. */
export const none = (why: string): Fact<never> => ({ none: why });

/** It could not be looked at: rules that read it cannot tell. */
export const notRead = (gap: Gap): Fact<never> => ({ gap });

/** The gap that a missing permission leaves. */
export const denied = (what: string, action: string, why = 'access denied'): Gap => ({
  what,
  why,
  action,
  remedy: `allow ${action}`,
});

/** The gap that something leaves which did not answer, or not with what it was asked for. */
export const unreachable = (what: string, why: string, remedy = 'try again later'): Gap => ({ what, why, remedy });
