import { runningAgentsFolder } from '../../protocol/running-agent';

/** What the commands of an app know of it. */
export interface AppPlace {
  uid: number;
  /** Where running agents are told of. */
  agentsFolder: string;
  /** The agent's program, and the Node.js that runs it; absent where it was not installed with this one. */
  agentProgram?: string;
  node: string;
  /** The Python environment that studiolo was installed in. */
  prefix: string;
  home: string;
  /** The Jupyter server whose terminal this is: it sets `JUPYTER_SERVER_URL` there. */
  serverUrl?: string;
  variables: NodeJS.ProcessEnv;
}

/** Reads it from a process. */
export function placeOf({ env, execPath, getuid }: NodeJS.Process, agentProgram: string | undefined): AppPlace {
  const uid = getuid?.() ?? 0;
  const serverUrl = env['JUPYTER_SERVER_URL'];
  return {
    uid,
    agentsFolder: runningAgentsFolder(uid, env['STUDIOLO_AGENTS']),
    ...(agentProgram && { agentProgram }),
    node: execPath,
    prefix: env['STUDIOLO_PREFIX'] ?? '/opt/conda',
    home: env['HOME'] ?? '/home/sagemaker-user',
    ...(serverUrl && { serverUrl }),
    variables: env,
  };
}
