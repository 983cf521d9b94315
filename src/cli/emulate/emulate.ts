import { defineCommand } from 'citty';
import type { Host } from '../host';
import { explainStart, failureText } from './failures';
import { configurationOf, emulatorOptions } from './options';
import { seedFor } from './seed';
import { startText } from './start-text';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** `studiolo emulate`: a SageMaker Studio control plane on localhost, until it is ended. */
export const emulate = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'emulate', description: 'Run a SageMaker Studio control plane on this machine' },
    args: emulatorOptions,
    async run({ args: given }) {
      const configuration = await configurationOf(given);
      const seed = await seedFor(host, version, given);
      if (!LOOPBACK.includes(given.host)) {
        host.tell(`warning: ${given.host} may be reached from other machines, and nothing here checks a signature`);
      }
      // The emulator's models are read by whoever starts it, and by no other command.
      const { startEmulator } = await import('../../emulator/start');
      const report = (error: unknown) => host.tell(`studiolo emulator: ${failureText(error)}`);
      const emulator = await startEmulator({ ...configuration, seed, report }).catch(explainStart);
      host.print(startText(emulator, configuration.others !== undefined).join('\n'));
      if (!host.ending.aborted) {
        await new Promise((resolve) => host.ending.addEventListener('abort', resolve, { once: true }));
      }
      await emulator.stop();
    },
  });
