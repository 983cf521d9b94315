import { takes } from '../elements/json-schema';

/** What the command that keeps this app awake takes. */
export const keepAwakeArguments = takes({
  minutes: { type: 'integer', minimum: 1, description: 'For how long. Without it, the user is asked.' },
  reason: { type: 'string', maxLength: 200, description: 'Why, for who reads the log.' },
});
