import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ManualClock } from '../../src/emulator/clock';
import { type Configuration, defaultConfiguration } from '../../src/emulator/configuration';
import { Emulator } from '../../src/emulator/emulator';
import { Chaos, type ChaosPlan } from '../../src/emulator/faults/chaos';
import type { Permissions } from '../../src/emulator/permissions/caller-policies';
import type { Reading } from '../../src/emulator/seed/policies';
import type { AnyRecord } from '../../src/emulator/state/records';
import { createWire, listen, type WireLimits } from '../../src/emulator/wire/server';

/** How callers are read whose policies are documents, none of them wrong. */
export const noFiles: Reading = {
  textOf: (file) => new Error(`there is no ${file}`),
  tell: (path, message) => {
    throw new Error(`${path.join('.')}: ${message}`);
  },
};

export interface HarnessOptions {
  configuration?: Partial<Configuration>;
  records?: AnyRecord[];
  permissions?: Permissions | undefined;
  chaos?: ChaosPlan | undefined;
  accessKeyId?: string;
  limits?: WireLimits;
}

/** An emulator of one's own behind the real SDK, whose time stands still until it is moved. */
export async function startEmulator(options: HarnessOptions = {}) {
  const clock = new ManualClock();
  const configuration = { ...defaultConfiguration, ...options.configuration };
  const emulator = new Emulator({
    clock,
    configuration,
    records: options.records ?? [],
    permissions: options.permissions,
  });
  const bugs: unknown[] = [];
  const parts = {
    emulator,
    accountId: configuration.accountId,
    names: new Set<string>(),
    chaos: options.chaos && new Chaos(options.chaos),
    report: (error: unknown) => bugs.push(error),
  };
  const server = createWire(parts, options.limits);
  const port = await listen(server, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const clients: SageMakerClient[] = [];
  const clientOf = (accessKeyId: string, region = configuration.region) => {
    const credentials = { accessKeyId, secretAccessKey: 'emulated' };
    const client = new SageMakerClient({ region, maxAttempts: 1, endpoint: url, credentials });
    clients.push(client);
    return client;
  };
  const client = clientOf(options.accessKeyId ?? 'AKIATEST000000000000');
  return {
    client,
    clientOf,
    clock,
    emulator,
    url,
    close: async () => {
      for (const each of clients) each.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // A bug that was answered as InternalFailure must not pass for an expected refusal.
      if (bugs.length > 0) throw bugs[0];
    },
  };
}
