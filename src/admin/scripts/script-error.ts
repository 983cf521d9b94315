/** A script, a parameter of one, or several scripts together cannot be used. The message is a whole sentence for a person. */
export class ScriptError extends Error {}

/** A script lacks a parameter that it must have; how it is given depends on where the script was named. */
export class MissingParameter extends ScriptError {
  constructor(
    readonly what: string,
    /** `{ auto-clone: { REPOSITORIES: … } }` */
    readonly given: string,
  ) {
    super(`${what}. Give it in a YAML file, as \`scripts: ${given}\`, by --config`);
  }
}
