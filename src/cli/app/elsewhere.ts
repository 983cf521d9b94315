/** The commands that only the npm package has: the wheel's program tells how to get them. */
export const administratorsCommands = [
  'plan',
  'apply',
  'drift',
  'destroy',
  'import',
  'format',
  'domain',
  'network',
  'guardrails',
  'image',
  'emulate',
];
