/** An app of a domain that was started or stopped. */
export interface AppEvent {
  app: string;
  what: 'started' | 'stopped';
  /** Milliseconds since 1970. */
  at: number;
}
