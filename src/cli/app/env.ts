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
import type { AppPlace } from './place';

/** `studiolo env …`: the conda environments of this app. Ctrl-C cancels what is being made or changed. */
export const env = (host: Host, place: AppPlace) =>
  defineCommand({
    meta: { name: 'env', description: 'List, make, change and remove conda environments' },
    subCommands: {
      list: list(host, place),
      create: create(host, place),
      install: install(host, place),
      clone: clone(host, place),
      export: exportCommand(host, place),
      register: register(host, place),
      repair: repair(host, place),
      remove: remove(host, place),
    },
  });
