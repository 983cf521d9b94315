import type { AppRecord, LifecycleConfigRecord, AnyRecord } from '../state/records';
import { runScript, type ScriptLine, type ScriptToRun } from './script-runner';

/** How an emulator really runs the scripts of the apps that it launches. */
export interface ScriptRunning {
  /** The program that is given each script (`runScript`). */
  program: string;
  /** Milliseconds that a script may take. */
  limit: number;
  /** Keeps what the scripts printed. */
  log(region: string, stream: string, lines: ScriptLine[]): Promise<void>;
  /** Takes what went wrong that is nobody's call. */
  report(error: unknown): void;
}

/** The launches whose scripts are running. Each ends by telling how: nothing for good, else the script that failed. */
export class Launches {
  readonly #running = new Map<
    string,
    { scripts: AppRecord['scripts']; ending: AbortController; done: Promise<void> }
  >();

  constructor(
    private readonly running: ScriptRunning,
    private readonly ended: (region: string, app: AppRecord, failedArn: string | undefined) => void,
  ) {}

  /** Looks at what has been written: starts the scripts of a new launch, ends those of one that is no more. */
  follow(
    region: string,
    records: Iterable<[string, AnyRecord | null]>,
    configOf: (arn: string) => LifecycleConfigRecord | undefined,
  ): void {
    for (const [id, record] of records) {
      if (!id.startsWith('app/')) continue;
      const key = `${region} ${id}`;
      const before = this.#running.get(key);
      const app = record?.kind === 'app' && record.Status === 'Pending' ? record : undefined;
      if (before && before.scripts !== app?.scripts) before.ending.abort();
      if (!app?.scripts || before?.scripts === app.scripts) continue;
      const ending = new AbortController();
      const entry = { scripts: app.scripts, ending, done: Promise.resolve() };
      this.#running.set(key, entry);
      entry.done = this.#run(region, app, configOf, ending.signal)
        .catch(this.running.report)
        .finally(() => this.#running.get(key) === entry && this.#running.delete(key));
    }
  }

  /** Ends all that run. They are run again when a state file is opened again: nobody was told how they ended. */
  async stop(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { ending } of all) ending.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  async #run(
    region: string,
    app: AppRecord,
    configOf: (arn: string) => LifecycleConfigRecord | undefined,
    ending: AbortSignal,
  ): Promise<void> {
    for (const { arn, origin } of app.scripts?.toRun ?? []) {
      const config = configOf(arn);
      if (!config) throw new Error(`${arn} was launched with and is gone`);
      const { lines, trouble } = await runScript(
        this.running.program,
        scriptOf(region, app, config, origin),
        this.running.limit,
        ending,
      );
      if (ending.aborted) return;
      if (trouble !== undefined)
        lines.push({ time: Date.now(), text: `${config.StudioLifecycleConfigName}: ${trouble}` });
      await this.running.log(region, streamOf(app), lines).catch(this.running.report);
      if (trouble === undefined) continue;
      this.ended(region, app, arn);
      return;
    }
    this.ended(region, app, undefined);
  }
}

function scriptOf(region: string, app: AppRecord, config: LifecycleConfigRecord, origin: string): ScriptToRun {
  return {
    content: Buffer.from(config.StudioLifecycleConfigContent, 'base64').toString('utf8'),
    environment: {
      STUDIOLO_REGION: region,
      STUDIOLO_DOMAIN_ID: app.DomainId,
      ...(app.SpaceName !== undefined && { STUDIOLO_SPACE_NAME: app.SpaceName }),
      ...(app.UserProfileName !== undefined && { STUDIOLO_USER_PROFILE_NAME: app.UserProfileName }),
      STUDIOLO_APP_TYPE: app.AppType,
      STUDIOLO_APP_NAME: app.AppName,
      STUDIOLO_APP_ARN: app.arn,
      STUDIOLO_LIFECYCLE_CONFIG: config.StudioLifecycleConfigName,
      STUDIOLO_LIFECYCLE_CONFIG_ORIGIN: origin,
    },
  };
}

/** `<domain>/<space>/<AppType>/default/LifecycleConfigOnStart`, for Classic the profile's name (fact sheet, section 4). */
const streamOf = ({ DomainId, SpaceName, UserProfileName, AppType, AppName }: AppRecord) =>
  `${DomainId}/${SpaceName ?? UserProfileName}/${AppType}/${AppName}/LifecycleConfigOnStart`;
