/** A seed that cannot be used: which file, where in it, what is wrong and what would be right. */
export class SeedError extends Error {}
