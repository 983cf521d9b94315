import { defineCommand } from 'citty';
import type { Host } from '../host';
import { clone } from './env/clone';
import { create } from './env/create';
import { exportCommand } from './env/export';
import { install } from './env/install';
import { list } from './env/list';
import { register } from './env/register';
import { remove } from './env/remove';
import { repair } from './env/repair';
import type { Surroundings } from './surroundings';

/** `studiolo env …`: the conda environments of this app. Ctrl-C cancels what is being made or changed. */
export const env = (host: Host, surroundings: Surroundings) =>
  defineCommand({
    meta: { name: 'env', description: 'List, create, change and remove conda environments' },
    subCommands: {
      list: list(host, surroundings),
      create: create(host, surroundings),
      install: install(host, surroundings),
      clone: clone(host, surroundings),
      export: exportCommand(host, surroundings),
      register: register(host, surroundings),
      repair: repair(host, surroundings),
      remove: remove(host, surroundings),
    },
  });
