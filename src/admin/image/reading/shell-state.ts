import path from 'node:path';
import type { CompoundCommand, CompoundList, Redirected } from 'unbash';
import type { Distribution, PlannedAccounts } from '../verify/planned-accounts';
import { eitherOf, withAccountFile, withAccountLines, withUnknownFile } from './account-files';
import { notKnown } from './dockerfile-words';
import type { Truth } from './shell-tests';

/** What a script does that the rules ask about: who is there, and which files it writes. */
export interface ShellState {
  accounts: PlannedAccounts;
  /** Files by path, with their text, or `notKnown` in it. */
  files: Map<string, string>;
  /** Shell variables and environment; `notKnown` in a value that cannot be told. */
  variables: Map<string, string>;
  /** Whether a variable that is not among them may be set by a base that was not read. */
  moreVariables: boolean;
  functions: Map<string, CompoundCommand | Redirected | CompoundList>;
  workingDir: string;
  distribution?: Distribution;
}

/** How a command ended: `likely` is what a build takes for granted, and `||` does not. */
export interface Ended {
  status: Truth | 'likely';
  /** What it printed. */
  output: string;
  /** The script ends here. */
  exit?: 'well' | 'badly';
}

/** What a program may ask of the shell that runs it. */
export interface Interpreter {
  readonly state: ShellState;
  script(source: string, depth: number): Ended;
}

export const copyOf = (state: ShellState): ShellState => ({
  ...state,
  accounts: structuredClone(state.accounts),
  files: new Map(state.files),
  variables: new Map(state.variables),
  functions: new Map(state.functions),
});

/** Turns `state` into what is true whether or not `other` is what happened. */
export function either(state: ShellState, other: ShellState): void {
  state.accounts = eitherOf(state.accounts, other.accounts);
  for (const key of ['files', 'variables'] as const) {
    const [mine, theirs] = [state[key], other[key]];
    for (const name of new Set([...mine.keys(), ...theirs.keys()]))
      if (mine.get(name) !== theirs.get(name)) mine.set(name, notKnown);
  }
}

/** Takes over what happened in `other`. */
export const become = (state: ShellState, other: ShellState): void => void Object.assign(state, other);

/** A path as a script writes it, from the image's root. */
export function absolute(file: string, { workingDir, variables }: ShellState): string {
  const home = variables.get('HOME') ?? '/root';
  return path.posix.resolve('/', workingDir, file.replace(/^~(?=\/|$)/, home));
}

const accountFile = /^\/etc\/(passwd|group)$/;
const largest = 2 ** 16;

/** Writes a file of the image, in place of its text or at its end. */
export function writeFile(state: ShellState, file: string, text: string, how: 'whole' | 'append'): void {
  if (file.includes(notKnown)) return;
  const place = absolute(file, state);
  if (accountFile.test(place)) {
    state.accounts = (how === 'append' ? withAccountLines : withAccountFile)(state.accounts, place, text);
    return;
  }
  const whole = (how === 'append' ? (state.files.get(place) ?? '') : '') + text;
  state.files.set(place, whole.length > largest ? notKnown : whole);
}

/** Notes that a file was changed in a way that was not followed. */
export function changeFile(state: ShellState, file: string, why: string): void {
  const place = absolute(file, state);
  if (accountFile.test(place)) state.accounts = withUnknownFile(state.accounts, place, why);
  else state.files.set(place, notKnown);
}
