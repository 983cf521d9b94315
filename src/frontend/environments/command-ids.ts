/** Commands of environments. All take arguments, and ask for what they are not given. */
export const environmentCommands = {
  create: 'studiolo:create-environment',
  fromFile: 'studiolo:create-environment-from-file',
  install: 'studiolo:install-packages',
  export: 'studiolo:export-environment',
  clone: 'studiolo:clone-environment',
  register: 'studiolo:register-kernel',
  repair: 'studiolo:repair-environment',
  remove: 'studiolo:remove-environment',
} as const;
