import type { Undo } from './undo';

/** What a step of publishing found: that all is there, or what there is to do. */
export type Standing<T = void> =
  | { state: 'there'; text: string; value: T }
  /** `carryOut` notes in `undo` how each thing that it makes is taken back. */
  | { state: 'to-do'; text: string; carryOut(undo: Undo): Promise<T> };

/** Looks how things stand, and changes nothing. */
export type Step<T = void> = () => Promise<Standing<T>>;

/** Does what there is to do, if anything. */
export async function ensure<T>(step: Step<T>, undo: Undo, tell: (line: string) => void): Promise<T> {
  const standing = await step();
  tell(standing.text);
  return standing.state === 'there' ? standing.value : standing.carryOut(undo);
}

/** What a step would do, in a line. */
export async function forecast(step: Step<unknown>): Promise<string> {
  const { state, text } = await step();
  return `${state === 'there' ? 'nothing to do' : 'to do'}: ${text}`;
}
