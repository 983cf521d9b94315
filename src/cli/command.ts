import type { ArgsDef, CommandDef } from 'citty';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- citty's own type of a command whose options are any.
export type Command = CommandDef<any>;

/** The commands within a command, by name. */
export function commandsOf(command: Command): Record<string, Command> {
  return Object(command.subCommands ?? {});
}

/** A command's options, by name. */
export function optionsOf(command: Command): ArgsDef {
  return Object(command.args ?? {});
}
