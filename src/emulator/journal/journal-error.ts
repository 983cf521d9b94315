/** The state file is not ours, is in use, or cannot be read or written: said to the person who named it. */
export class JournalError extends Error {}
