import { runningAgentsFolder } from '../../protocol/running-agent';

/** What the commands of an app know of it. */
export interface Surroundings {
  uid: number;
  /** Where running agents are told of. */
  agentsFolder: string;
  /** The programs that Node.js runs, and the shell that takes looks; absent where they were not installed with this one. */
  programs?: { agent: string; look: string; looks: string };
  node: string;
  /** The Python environment that studiolo was installed in. */
  prefix: string;
  home: string;
  /** The Jupyter server whose terminal this is: it sets `JUPYTER_SERVER_URL` there. */
  serverUrl?: string;
  variables: NodeJS.ProcessEnv;
}

/** Reads it from a process. */
export function surroundingsOf(
  { env, execPath, getuid }: NodeJS.Process,
  programs: Surroundings['programs'],
): Surroundings {
  const uid = getuid?.() ?? 0;
  const serverUrl = env['JUPYTER_SERVER_URL'];
  return {
    uid,
    agentsFolder: runningAgentsFolder(uid, env['STUDIOLO_AGENTS']),
    ...(programs && { programs }),
    node: execPath,
    prefix: env['STUDIOLO_PREFIX'] ?? '/opt/conda',
    home: env['HOME'] ?? '/home/sagemaker-user',
    ...(serverUrl && { serverUrl }),
    variables: env,
  };
}
