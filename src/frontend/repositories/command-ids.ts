/** Commands of suggested repositories. All take arguments, and ask for the repository where none is named. */
export const repositoryCommands = {
  clone: 'studiolo:clone-repository',
  fetch: 'studiolo:fetch-repository',
  pull: 'studiolo:pull-repository',
  open: 'studiolo:open-repository',
  openInGit: 'studiolo:open-repository-in-git',
  createEnvironment: 'studiolo:create-project-environment',
} as const;

/** What a command does with a repository. */
export type RepositoryCommand = keyof typeof repositoryCommands;
