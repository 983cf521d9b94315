import * as z from 'zod/mini';

const absolute = z.string().check(z.startsWith('/'));

/** The one line on which a look is told where it looks. The token stays in memory: it is never logged or passed on. */
export const LookStartup = z.object({
  /** `looks.sh` starts it, and no door: its stdin ends with the line, and the file's folder is its own to make. */
  alone: z.optional(z.literal(true)),
  /** Absolute path of the file in which a look leaves what the next one must know. Absent: it need not outlive the process. */
  looks: z.optional(absolute),
  server: z.object({
    /** The Jupyter server's own address on this machine, base URL included; absent: none runs here, as in Code Editor. */
    url: z.optional(z.url()),
    /** Its process, where that is not simply the one that started ours. */
    pid: z.optional(z.int().check(z.positive())),
    /** A unix socket of the door's, which passes on to the agent and starts it where none runs. Absent: there is no door. */
    door: z.optional(absolute),
    /**
     * A unix socket on which the door answers for the server, to nobody but this agent, whatever it takes to reach the
     * server itself. Absent: it is asked at its address.
     */
    socket: z.optional(absolute),
    /** By which it knows us. Empty where it asks for none. */
    token: z.string(),
    rootDir: absolute,
    /** `sys.prefix` of the Python that runs the server. */
    prefix: absolute,
  }),
});
export type LookStartup = z.infer<typeof LookStartup>;

/** The one line that the door writes on the agent's stdin. */
export const Startup = z.extend(LookStartup, {
  /** Absolute path of the unix socket to listen on. */
  socket: absolute,
  /** Seconds without a question after which it says that it is not needed, and the door ends it. Absent: it stays. */
  restsAfter: z.optional(z.number().check(z.positive())),
  /** Why no look before it has worked, if the last ones did not. */
  lostLooks: z.optional(z.object({ since: z.iso.datetime(), why: z.string() })),
});
export type Startup = z.infer<typeof Startup>;
export type JupyterServer = Startup['server'];

/** What the agent knows of the place it runs in; `main.ts` reads it from the environment. */
export interface Whereabouts {
  home: string;
  metadataFile: string;
  lastActiveFile: string;
  /** The bounds that administrators set, which a lifecycle configuration's script writes: where, and whose file it must be. */
  settings: { path: string; owner: number };
  /** Process numbers: the agent's own, and that of the Jupyter server that started it. */
  pids: { agent: number; server?: number };
  /** `AWS_REGION`, where the metadata file does not say. */
  region?: string;
  /** `SAGEMAKER_SPACE_NAME`: an old metadata file does not name the space. */
  spaceName?: string;
  /** `IMAGE_VERSION`, set by SageMaker Distribution. */
  imageVersion?: string;
  /** Folders that may be a conda root, e.g. `/opt/conda`. */
  condaRoots: string[];
  /** Folders that hold environments besides those of the roots. */
  condaEnvironmentFolders: string[];
  /** The environment of child processes (git, python). */
  variables: Record<string, string | undefined>;
}

/** What the agent's parts need of the outside, given once in `main.ts`. */
export interface Runtime {
  now(): Date;
  /** Seconds since the machine started, which no change of its clock moves. */
  uptime(): number;
  /** In [0, 1). */
  random(): number;
  /** One line to the server's log. Never a secret. */
  log(line: string): void;
  /** Aborted when the agent ends: child processes end with it. */
  ending: AbortSignal;
}
