import * as z from 'zod/mini';
import { Message } from './message';
import { SettingLevel } from './idle';

const count = z.int().check(z.nonnegative());

/** How a clone stands. Read without asking the server it came from: `ahead` and `behind` are as of the last fetch. */
export const WorkingTree = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    /** Absent where no branch is checked out: a detached HEAD. */
    branch: z.optional(z.string()),
    /** The commit that is checked out, abbreviated; absent where there is none yet. */
    commit: z.optional(z.string()),
    /** The branch that it follows, e.g. `origin/main`, with how many commits each has that the other has not. */
    upstream: z.optional(
      z.object({
        name: z.string(),
        /** Absent where that branch is gone from the server. */
        difference: z.optional(z.object({ ahead: count, behind: count })),
      }),
    ),
    /** Files, not lines: changed ones that git follows, ones it does not, and those with conflicts of a merge. */
    changed: count,
    untracked: count,
    conflicts: count,
    /** What has been begun and waits for the user, so that nothing else may move the branch. */
    operation: z.optional(z.enum(['rebase', 'merge', 'cherry-pick', 'revert', 'apply', 'bisect'])),
    /** Repositories within it whose folders are empty, as nothing has been fetched for them; absent: none. */
    emptySubmodules: z.optional(count),
    /** When the server was last asked; absent where that is not known. */
    fetchedAt: z.optional(z.iso.datetime()),
  }),
  z.object({ kind: z.literal('unknown'), reason: Message, remedy: z.optional(Message) }),
]);
export type WorkingTree = z.infer<typeof WorkingTree>;

/** The file of a clone that says what environment its code needs. */
export const ProjectEnvironment = z.object({
  /** Relative to the server's root folder. */
  file: z.string(),
  /** The name that the file gives it, if any. */
  name: z.optional(z.string()),
});
export type ProjectEnvironment = z.infer<typeof ProjectEnvironment>;

/** A Git repository that domain, user profile or space suggests, or one that is cloned here though nobody does. */
export const Repository = z.object({
  url: z.string(),
  /** The last part of the URL without `.git`. */
  name: z.string(),
  /** Absent: nobody; it is listed as it is cloned here. */
  suggestedBy: z.optional(SettingLevel),
  /** Where it is already cloned, relative to the server's root folder; absent: not here. */
  clonedAt: z.optional(z.string()),
  /** Which remote of the clone it is, e.g. `origin`. */
  remote: z.optional(z.string()),
  /** How the clone stands; absent while it is still being read. */
  workingTree: z.optional(WorkingTree),
  environment: z.optional(ProjectEnvironment),
});
export type Repository = z.infer<typeof Repository>;
