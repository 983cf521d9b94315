import { wallClock } from './clock';
import { defaultConfiguration } from './configuration';
import { Emulator } from './emulator';
import { Chaos, type ChaosPlan } from './faults/chaos';
import { Journal } from './journal/journal';
import { writeLog } from './launch/cloudwatch-log';
import { GroupsElsewhere } from './others/nfs-groups';
import { others } from './others/others';
import { loadSeed } from './seed/load';
import { createWire, listen } from './wire/server';
import { Delivery } from './trail/delivery';
import { hostName } from './wire/visitor';

export interface StartOptions {
  port: number;
  host: string;
  /** Names that it may be asked by, besides `host` and those of this machine. */
  names?: readonly string[] | undefined;
  /** How many times faster than in AWS things happen. */
  speed: number;
  /** The state file; absent: nothing is kept. */
  stateFile?: string | undefined;
  seed?: { fileName: string; text: string } | undefined;
  accountId?: string | undefined;
  /** Replaces the seed's. */
  chaos?: ChaosPlan | undefined;
  /** The server that requests are passed on to which the emulator does not serve. */
  others?: URL | undefined;
  /** Really runs the scripts of a launch by this program (`launch/script-runner.ts`). */
  runScripts?: { program: string; limit: number; logsEndpoint?: string | undefined } | undefined;
  /** The folder that CloudTrail's files are written to. */
  trailFolder?: string | undefined;
  /** Takes a bug of ours, or what the system says when the trail cannot be written. */
  report: (error: unknown) => void;
}

/** CloudTrail delivers about every five minutes [CloudTrail guide]; here in the emulator's time. */
const DELIVERY = 5 * 60_000;

export interface Started {
  url: string;
  /** The region of the seed. */
  region: string;
  /** What there is at the start. */
  holds: ReturnType<Emulator['holds']>;
  stop: () => Promise<void>;
}

/**
 * Starts an emulator on a TCP port. Rejects with a SeedError, a JournalError or the system's error of listening.
 * `stop` resolves when the last answer is sent and the last commit is on disk.
 */
export async function startEmulator(options: StartOptions): Promise<Started> {
  const clock = wallClock(options.speed);
  const seed = options.seed && loadSeed(options.seed.text, options.seed.fileName, clock, options.accountId);
  const configuration = {
    ...defaultConfiguration,
    ...seed?.configuration,
    ...(options.accountId !== undefined && { accountId: options.accountId }),
    runsScripts: options.runScripts !== undefined,
  };
  const logsEndpoint = options.runScripts?.logsEndpoint;
  const journal = options.stateFile === undefined ? undefined : Journal.open(options.stateFile);
  try {
    const emulator = new Emulator({
      clock,
      configuration,
      records: seed?.records ?? [],
      permissions: seed?.permissions,
      journal,
      groups: options.others && new GroupsElsewhere(options.others),
      scriptRunning: options.runScripts && {
        ...options.runScripts,
        log: async (region, stream, lines) => {
          if (logsEndpoint !== undefined) await writeLog(logsEndpoint, region, stream, lines);
        },
        report: options.report,
      },
    });
    const chaos = options.chaos ?? seed?.chaos;
    const server = createWire({
      emulator,
      accountId: configuration.accountId,
      names: new Set([options.host, ...(options.names ?? [])].flatMap((name) => hostName(name) ?? [])),
      chaos: chaos && new Chaos(chaos),
      others: options.others && others({ to: options.others, emulator, accountId: configuration.accountId }),
      report: options.report,
    });
    await emulator.durable();
    const trail = options.trailFolder === undefined ? undefined : new Delivery(options.trailFolder, emulator);
    // What a former run has left undelivered. Who cannot write now hears of it before anything is asked.
    trail?.deliver(clock.now());
    const delivering = trail && setInterval(deliver, Math.max(DELIVERY / options.speed, 1000));
    delivering?.unref();
    function deliver() {
      try {
        trail?.deliver(clock.now());
      } catch (error) {
        options.report(error);
      }
    }
    const port = await listen(server, options.port, options.host);
    const host = options.host.includes(':') ? `[${options.host}]` : options.host;
    return {
      url: `http://${host}:${port}`,
      region: configuration.region,
      holds: emulator.holds(),
      stop: async () => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeIdleConnections();
        // Whoever is slow gets a moment to take the answer.
        const impatience = setTimeout(() => server.closeAllConnections(), 1000);
        await closed;
        clearTimeout(impatience);
        clearInterval(delivering);
        deliver();
        await emulator.stop();
        await journal?.close();
      },
    };
  } catch (error) {
    await journal?.close();
    throw error;
  }
}
