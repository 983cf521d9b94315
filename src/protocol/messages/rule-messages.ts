/** What is wrong with something that was typed, or would be with what is sent: schemas name these as their messages. */
export const ruleMessages = {
  'rule-name-needed': 'Enter a name',
  'rule-at-most-100': 'At most 100 characters',
  'rule-environment-characters': 'Use only letters a to z, digits, “_”, “.” and “-”',
  'rule-environment-start': 'The name can’t begin with “.” or “-”',
  'rule-environment-base': 'This is the name of conda’s own environment',
  'rule-at-most-200': 'At most 200 characters',
  'rule-package': 'A package begins with a letter, a digit or “_” and is on one line',
  'rule-absolute-path': 'Use an absolute path',
  'rule-one-package': 'Enter at least one package',
  'rule-file-needed': 'Enter a file',
  'rule-space-length': 'A name has at most 63 characters',
  'rule-space-characters': 'Use letters, digits and hyphens; begin and end with a letter or digit',
} as const;
