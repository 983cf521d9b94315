import { lstatSync, rmSync } from 'node:fs';
import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { umask } from 'node:process';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/** A socket that is listened on. */
export interface Listening {
  /** Whether it is still the one that leads to us. */
  there(): boolean;
  /** Removes it, unless another has taken its place; what is asked on it is no reason to go on. */
  leave(): void;
}

/**
 * Serves on a unix socket that only this user may open. An agent that was killed leaves its socket behind: one where
 * nobody answers is removed. Rejects where another agent answers, or the socket cannot be made.
 */
export async function listen(app: Hono, socket: string): Promise<Listening> {
  if (await answers(socket)) throw new Error(`another agent answers on ${socket}`);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // The socket is this user's alone from the moment that it is made; all other files are as the user's umask has them.
    const usual = umask(0o077);
    server.listen(socket, () => {
      server.off('error', reject);
      resolve();
    });
    umask(usual);
  });
  await chmod(socket, 0o600);
  const made = inode(socket);
  const there = () => made !== undefined && inode(socket) === made;
  return {
    there,
    leave() {
      // Closed, it would remove whatever has that name by then.
      server.unref();
      if (there()) rmSync(socket, { force: true });
    },
  };
}

function inode(socket: string): string | undefined {
  const found = lstatSync(socket, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
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
