/**
 * Whether a process comes from a kernel or a terminal of this app, by what it inherited from there:
 * `jupyter_client` gives every kernel `JPY_PARENT_PID`, `jupyter_server_terminals` every terminal
 * `JUPYTER_SERVER_URL`, and Code Editor's terminals have `TERM_PROGRAM=vscode`. So a job in `nohup`, `setsid`, `tmux` or
 * `screen` is told from the app's own services, from cron and from lifecycle scripts, none of which have these.
 * The home tells this app's jobs from those of another on the same machine.
 */
export function startedByHand(environment: Map<string, string>, home: string): boolean {
  if (environment.get('HOME') !== home) return false;
  return (
    environment.has('JPY_PARENT_PID') ||
    environment.has('JUPYTER_SERVER_URL') ||
    environment.get('TERM_PROGRAM') === 'vscode'
  );
}

/** The kernel that a command line starts, by the connection file that Jupyter gives it. */
export function kernelIdOf(argv: string[]): string | undefined {
  for (const argument of argv) {
    const id = /kernel-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/.exec(argument)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

/** A command as it may be shown and logged: program and script or module, and no further argument, which may be secret. */
export function commandName(argv: string[]): string {
  const [program = '', first = '', second = ''] = argv;
  const name = basename(program) || 'a process';
  if (first === '-m' && second !== '') return `${name} -m ${second}`;
  return /^[^-=:@][^=:@]*\.\w+$/.test(first) ? `${name} ${basename(first)}` : name;
}

const basename = (path: string) => path.slice(path.lastIndexOf('/') + 1);
