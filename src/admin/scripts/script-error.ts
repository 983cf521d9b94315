/** A script, a parameter of one, or several scripts together cannot be used. The message is a whole sentence for a person. */
export class ScriptError extends Error {}
