import * as z from 'zod/mini';

/**
 * What a running agent tells of itself to its own user's programs, in `<folder>/<pid>.json`: where it listens, and for
 * which Jupyter server. The folder is `runningAgentsFolder`, its user's alone (0700). Never a token.
 */
export const RunningAgent = z.object({
  /** Its process; where the door of a Jupyter server starts it when it is asked, that server's. */
  pid: z.int().check(z.positive()),
  /** Absolute path of its unix socket, or of the door's, which passes on to it. */
  socket: z.string().check(z.startsWith('/')),
  startedAt: z.iso.datetime(),
  version: z.string(),
  rootDir: z.string(),
  /** The Jupyter server's address; absent: there is none, as in Code Editor. */
  serverUrl: z.optional(z.string()),
});
export type RunningAgent = z.infer<typeof RunningAgent>;

/**
 * Where agents of a user are found, the same from every terminal of the app: in `/tmp`, as neither `TMPDIR` nor
 * `XDG_RUNTIME_DIR` is the same in a lifecycle script, a Jupyter server and an editor. `configured` is for tests.
 */
export const runningAgentsFolder = (uid: number, configured?: string): string => configured || `/tmp/studiolo-${uid}`;
