import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A running registry, Debian's `docker-registry`, with its storage in a folder of its own. */
export interface DockerRegistry {
  /** `127.0.0.1:<port>` */
  address: string;
  /** `Authorization` of its one user, where it has one. */
  authorization: string;
  stop(): Promise<void>;
}

/** bcrypt of `a-password`, which is all that the registry's htpasswd reads. */
const htpasswd = 'AWS:$2b$04$/hQ0WU0ZXlbBRd6osA7BAeamivNeRQBKgMni0veTWnxemJ83YVq.K\n';

export async function startRegistry({ login }: { login: boolean }): Promise<DockerRegistry> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-registry-'));
  const port = await freePort();
  const lines = [
    'version: 0.1',
    'log: {level: error, accesslog: {disabled: true}}',
    `storage: {filesystem: {rootdirectory: ${folder}/data}, delete: {enabled: true}}`,
    `http: {addr: '127.0.0.1:${port}'}`,
  ];
  if (login) {
    writeFileSync(path.join(folder, 'htpasswd'), htpasswd);
    lines.push(`auth: {htpasswd: {realm: studiolo, path: ${folder}/htpasswd}}`);
  }
  const configuration = path.join(folder, 'config.yml');
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  const child = spawn('docker-registry', ['serve', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = `127.0.0.1:${port}`;
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended: ${complaint}`);
    const answered = await fetch(`http://${address}/v2/`).then(
      () => true,
      () => false,
    );
    if (answered) return { address, authorization: `Basic ${Buffer.from('AWS:a-password').toString('base64')}`, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`docker-registry does not answer: ${complaint}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
