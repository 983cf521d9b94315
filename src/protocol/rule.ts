import { say, type Message } from './message';
import { ruleMessages } from './messages/rule-messages';

const isRule = (code: string): code is keyof typeof ruleMessages => Object.hasOwn(ruleMessages, code);

/** The rule that a schema's issue names, as something to tell; nothing where the issue is in the schema library's words. */
export const ruleBroken = (issue: string | undefined): Message | undefined =>
  issue !== undefined && isRule(issue) ? say(issue) : undefined;
