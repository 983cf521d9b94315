import { readFileSync, writeFileSync } from 'node:fs';
import { freePort } from './moto';
import type { LifecycleRoot } from './root';

const startServer = '/usr/local/bin/start-jupyter-server';

/** JupyterLab in an app, under supervisord, as SageMaker Distribution starts it. */
export class Lab {
  private constructor(
    private readonly root: LifecycleRoot,
    /** Where it answers, on this machine. */
    readonly url: string,
  ) {}

  /** Starts it and waits until it answers. Its port is a free one, since the app shares this machine's network. */
  static async start(root: LifecycleRoot): Promise<Lab> {
    const port = await freePort();
    const program = root.at(startServer);
    writeFileSync(program, readFileSync(program, 'utf8').replaceAll('--port 8888', `--port ${port}`));
    root.spawn(['entrypoint-jupyter-server'], root.log('jupyter'));
    const lab = new Lab(root, `http://127.0.0.1:${port}/jupyterlab/default`);
    await lab.answers('/api');
    return lab;
  }

  /** Waits until a path is answered with 200. */
  async answers(path: string): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const status = await fetch(`${this.url}${path}`).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(
      `${this.url}${path} does not answer:\n${readFileSync(this.root.log('jupyter'), 'utf8').slice(-4_000)}`,
    );
  }

  /** The id of its process, which is another one after a restart. */
  async process(): Promise<string> {
    const { output } = await this.root.execute([
      'supervisorctl',
      '-c',
      '/etc/supervisor/conf.d/supervisord.conf',
      'pid',
      'jupyterlabserver',
    ]);
    return output;
  }
}
