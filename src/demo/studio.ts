import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execPath } from 'node:process';
import { type Child, startChild } from './child';

/** The app that the Jupyter server is to believe it runs in. */
export interface AppIdentity {
  accountId: string;
  region: string;
  domainId: string;
  spaceName: string;
  appType: 'JupyterLab';
  accessKeyId: string;
}

export interface StudioOptions {
  /** The Python environment with JupyterLab and studiolo. */
  labEnvironment: string;
  /** Bundle of the command line, for `studiolo emulate`. */
  cli: string;
  seed: string;
  /** How many times faster than in AWS things start and stop. */
  speed: number;
  /** The user's home folder. */
  home: string;
  /** Where logs and the metadata file go. */
  work: string;
  port: number;
  /** `outside` starts the same JupyterLab without a metadata file, as on a laptop. */
  identity: AppIdentity | 'outside';
  /** What every program started here has in its environment, PATH with Node among it. */
  environment: Record<string, string>;
  /** More arguments for the Jupyter server. */
  serverArguments?: string[];
  /** Puts something between the agent and the emulator: takes its address, answers the one to use instead. */
  endpoint?: (emulatorUrl: string) => Promise<string>;
  /** Where the Price List and CloudWatch Logs are asked; nowhere, unless something is said. Never AWS itself. */
  otherServices?: { pricing?: string; logs?: string };
  /** Called before each thing that takes time. */
  progress: (what: string) => void;
}

export interface Studio {
  /** With the token: what a browser opens. */
  url: string;
  token: string;
  baseUrl: string;
  emulatorUrl: string;
  metadataFile: string;
  lastActiveFile: string;
  serverPid: number;
  serverLog: string;
  stop(): Promise<void>;
}

/** The metadata file that Studio gives a JupyterLab app of a space (fact sheet, section 5). */
const metadataOf = (identity: AppIdentity) => {
  const arn = `arn:aws:sagemaker:${identity.region}:${identity.accountId}:app/${identity.domainId}/${identity.spaceName}/${identity.appType}/default`;
  return {
    AppType: identity.appType,
    DomainId: identity.domainId,
    SpaceName: identity.spaceName,
    ExecutionRoleArn: `arn:aws:iam::${identity.accountId}:role/service-role/StudioExecutionRole`,
    ResourceArn: arn.toLowerCase(),
    ResourceName: 'default',
    AppImageVersion: '',
    ResourceArnCaseSensitive: arn,
    IpAddressType: 'ipv4',
  };
};

/** The environment variables that Studio sets in a JupyterLab app (fact sheet, section 5). */
const variablesOf = (identity: AppIdentity): Record<string, string> => ({
  AWS_ACCOUNT_ID: identity.accountId,
  AWS_REGION: identity.region,
  AWS_DEFAULT_REGION: identity.region,
  SAGEMAKER_SPACE_NAME: identity.spaceName,
  SAGEMAKER_APP_TYPE: identity.appType,
  // Studio hands out the execution role's credentials at an address of its own; here they are fixed.
  AWS_ACCESS_KEY_ID: identity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'emulated',
});

/**
 * Starts an emulated SageMaker and a real JupyterLab as Studio starts it, except that the server asks for a token:
 * Studio's own has none, being reachable only through Studio, while this one stands open to every page on the machine.
 */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const { home, work, labEnvironment } = options;
  await mkdir(home, { recursive: true });
  await mkdir(work, { recursive: true });
  const children: Child[] = [];
  const stop = async () => {
    await Promise.all(children.splice(0).map((child) => child.stop()));
  };

  try {
    options.progress('starting the emulated Studio');
    const emulator = startChild(
      'the emulator',
      execPath,
      [options.cli, 'emulate', '--port', '0', '--seed', options.seed, '--speed', String(options.speed)],
      { cwd: work, env: options.environment, log: path.join(work, 'emulator.log') },
    );
    children.push(emulator);
    const [, emulatorUrl = ''] = await emulator.line(/listening on (http:\S+)/);

    const endpoint = (await options.endpoint?.(emulatorUrl)) ?? emulatorUrl;

    const metadataFile = path.join(work, 'resource-metadata.json');
    const lastActiveFile = path.join(work, 'sagemaker-last-active-timestamp');
    if (options.identity !== 'outside')
      await writeFile(metadataFile, JSON.stringify(metadataOf(options.identity), null, 2));

    options.progress('starting JupyterLab');
    const token = randomBytes(24).toString('hex');
    const tokenFile = path.join(work, 'token');
    await writeFile(tokenFile, token, { mode: 0o600 });
    const serverLog = path.join(work, 'jupyter.log');
    const server = startChild(
      'JupyterLab',
      path.join(labEnvironment, 'bin', 'jupyter-lab'),
      [
        '--no-browser',
        '--allow-root',
        '--ServerApp.base_url=/jupyterlab/default',
        '--ServerApp.ip=127.0.0.1',
        `--ServerApp.port=${options.port}`,
        `--ServerApp.root_dir=${home}`,
        ...(options.serverArguments ?? []),
      ],
      {
        cwd: home,
        log: serverLog,
        env: {
          ...options.environment,
          HOME: home,
          // Arguments can be read by every user of the machine.
          JUPYTER_TOKEN_FILE: tokenFile,
          PATH: `${path.join(labEnvironment, 'bin')}:${options.environment['PATH'] ?? ''}`,
          MAMBA_ROOT_PREFIX: labEnvironment,
          AWS_ENDPOINT_URL_SAGEMAKER: endpoint,
          AWS_ENDPOINT_URL_PRICING: options.otherServices?.pricing ?? nowhere,
          AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: options.otherServices?.logs ?? nowhere,
          STUDIOLO_METADATA_FILE: metadataFile,
          STUDIOLO_LAST_ACTIVE_FILE: lastActiveFile,
          ...(options.identity === 'outside' ? {} : variablesOf(options.identity)),
        },
      },
    );
    children.push(server);
    const [, origin = ''] = await server.line(/(http:\/\/127\.0\.0\.1:\d+)\/jupyterlab\/default\/lab/);
    const baseUrl = `${origin}/jupyterlab/default/`;
    await answering(`${baseUrl}api/status?token=${token}`);
    return {
      url: `${baseUrl}lab?token=${token}`,
      token,
      baseUrl,
      emulatorUrl,
      metadataFile,
      lastActiveFile,
      serverPid: server.pid,
      serverLog,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port that nobody listens on. */
const nowhere = 'http://127.0.0.1:9';

const PATIENCE_MS = 60_000;

/** Resolves when the address answers 200. */
async function answering(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) return;
    if (Date.now() > deadline)
      throw new Error(`JupyterLab did not answer within ${PATIENCE_MS / 1000} s (last status: ${status ?? 'none'})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
