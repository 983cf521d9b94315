import * as z from 'zod/mini';

/** One line: git's credential protocol has one a line. */
const line = z.string().check(z.minLength(1), z.maxLength(4_096), z.regex(/^[^\r\n\0]*$/, 'it must be one line'));

/** What a Git server is told for one job of git. Not kept, logged or sent anywhere else. */
export const GitCredentials = z.object({
  username: line,
  /** A token, or a password. */
  password: line,
  /** `git`: when it was right, it is handed to the helper that git is configured with, which keeps it. */
  remember: z.optional(z.literal('git')),
  /** `RepositoryAccess.host` as it was shown when they were typed: they are told to no other. */
  host: z.optional(z.string()),
});
export type GitCredentials = z.infer<typeof GitCredentials>;

/** A branch or tag, as `git check-ref-format` allows it, and never an option. */
export const BranchName = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(250),
    z.regex(
      /^(?![-/])(?!.*(?:\.\.|@\{|\/\/|\/\.))[^\x00-\x20\x7f~^:?*[\\]+(?<![/.])$/,
      'git allows no such name of a branch',
    ),
  );

/**
 * `POST api/repositories/clone` → 202 `Job`. `folder`, relative to the server's root
 * folder (`''` for it), is where the repository's own folder is made: `<folder>/<Repository.name>`.
 */
export const CloneRepository = z.object({
  url: z.string(),
  folder: z.string(),
  /** The server's default branch, where none is said. */
  branch: z.optional(BranchName),
  /** How many commits back; all of them, where nothing is said. */
  depth: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  credentials: z.optional(GitCredentials),
});
export type CloneRepository = z.infer<typeof CloneRepository>;

/**
 * `POST api/repositories/fetch` → 202 `Job`: asks the server what is new.
 * `POST api/repositories/pull` → 202 `Job`: that, and takes it over where the own branch can simply be moved on.
 * Refused (409) while something else goes on with that repository.
 */
export const UpdateClone = z.object({ url: z.string(), credentials: z.optional(GitCredentials) });
export type UpdateClone = z.infer<typeof UpdateClone>;

/** `POST api/repositories/branches` → 200 `Branches`. A POST, as it may carry credentials. */
export const AskBranches = UpdateClone;
export type AskBranches = z.infer<typeof AskBranches>;

/** The branches that a server has, its default first. */
export const Branches = z.object({ branches: z.array(z.string()), default: z.optional(z.string()) });
export type Branches = z.infer<typeof Branches>;

/** `GET api/repositories/access?url=…`: how git gets in there, as it is configured here. Nothing is asked of the server. */
export const RepositoryAccess = z.object({
  /** The server that credentials would be told to, e.g. `git.example.com`; with its port, where that is not https's. */
  host: z.string(),
  /** The helper that git keeps credentials with, e.g. `store`; absent: none. */
  helper: z.optional(z.string()),
  /** The home is not one person's alone: nothing is remembered in it, whatever helper git has. */
  sharedHome: z.optional(z.literal(true)),
  /**
   * `execution-role`: the AWS CLI's credential helper signs in to CodeCommit; nothing need be typed. `ssh-key`: git is
   * configured to ask over ssh, where no token is of use.
   */
  signIn: z.enum(['as-configured', 'execution-role', 'ssh-key']),
});
export type RepositoryAccess = z.infer<typeof RepositoryAccess>;
