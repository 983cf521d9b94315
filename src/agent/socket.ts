import { chmod, lstat, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/**
 * Serves on a unix socket that only this user may open. An agent that was killed leaves its socket behind: one where
 * nobody answers is removed. Rejects where another agent answers, or the socket cannot be made.
 */
export async function listen(app: Hono, socket: string): Promise<Server> {
  if (await answers(socket)) throw new Error(`another agent answers on ${socket}`);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => {
      server.off('error', reject);
      resolve();
    });
  });
  await chmod(socket, 0o600);
  return server as Server;
}

/** Whether somebody listens there; a socket without a listener is removed. */
async function answers(socket: string): Promise<boolean> {
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = connect(socket, () => {
      probe.destroy();
      resolve(undefined);
    });
    probe.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  if (code === undefined) return true;
  // A plain file refuses in the same way.
  if (code === 'ECONNREFUSED' && (await lstat(socket)).isSocket()) await unlink(socket);
  return false;
}
