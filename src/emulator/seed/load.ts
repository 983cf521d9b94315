import { LineCounter, parseDocument } from 'yaml';
import type { Clock } from '../clock';
import { type Configuration, defaultConfiguration, type Durations } from '../configuration';
import type { ChaosPlan } from '../faults/chaos';
import { operations } from '../operations';
import type { Permissions } from '../permissions/permissions';
import type { AnyRecord } from '../state/records';
import { SeedForm } from './form';
import { Wrong } from './members';
import { recordsOf } from './records';
import { SeedError } from './seed-error';
import { milliseconds } from './time';

export interface Seed {
  configuration: Configuration;
  records: AnyRecord[];
  permissions: Permissions | undefined;
  chaos: ChaosPlan | undefined;
}

/**
 * Reads a seed. Its relative times are before the clock's now; `accountId` replaces the seed's own.
 * Throws a SeedError that names the file, line and column, what is wrong there and what would be right.
 */
export function loadSeed(text: string, fileName: string, clock: Clock, accountId?: string): Seed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refuse = (offset: number, message: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new SeedError(`${fileName}:${line}:${col}: ${message}`);
  };
  /** The nearest part of the document that is there: what is missing is reported where it should stand. */
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
      if (Array.isArray(range)) return Number(range[0]);
    }
    return 0;
  };
  const [broken] = document.errors;
  if (broken) refuse(broken.pos[0], broken.message);
  const form = SeedForm.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (!form.success) {
    const [issue] = form.error.issues;
    return refuse(offsetOf(issue?.path ?? []), `${(issue?.path ?? []).join('.') || 'the seed'}: ${issue?.message}`);
  }
  const seed = form.data;
  try {
    const configuration = configurationOf(seed, accountId);
    return {
      configuration,
      records: recordsOf(seed, configuration, clock),
      permissions: permissionsOf(seed),
      chaos: chaosOf(seed),
    };
  } catch (error) {
    if (error instanceof Wrong) return refuse(offsetOf(error.path), `${error.path.join('.')}: ${error.message}`);
    throw error;
  }
}

function configurationOf(seed: SeedForm, accountId: string | undefined): Configuration {
  const failing = Object.entries(seed.lifecycleConfigs ?? {}).flatMap(([name, { fails }]) => (fails ? [name] : []));
  return {
    ...defaultConfiguration,
    ...(seed.region !== undefined && { region: seed.region }),
    ...(seed.quotas && { quotas: seed.quotas }),
    ...(seed.imageUsers && { imageUsers: seed.imageUsers }),
    ...(seed.presignedUrlOrigin !== undefined && { presignedUrlOrigin: seed.presignedUrlOrigin }),
    ...(seed.allowClassicCreation !== undefined && { allowClassicCreation: seed.allowClassicCreation }),
    accountId: accountId ?? seed.account ?? defaultConfiguration.accountId,
    failingLifecycleConfigs: failing,
    durations: durationsOf(seed.durations ?? {}),
  };
}

function durationsOf(given: Record<string, string>): Durations {
  const durations = { ...defaultConfiguration.durations };
  const isKnown = (name: string): name is keyof Durations => name in durations;
  for (const [name, duration] of Object.entries(given)) {
    if (!isKnown(name)) {
      throw new Wrong(
        ['durations', name],
        `there is no such transition; there are ${Object.keys(durations).join(', ')}`,
      );
    }
    durations[name] = milliseconds(duration);
  }
  return durations;
}

function permissionsOf({ callers }: SeedForm): Permissions | undefined {
  if (!callers) return undefined;
  return new Map(
    Object.entries(callers).map(([key, { principal, allow }]) => [key, { principalArn: principal, allow }]),
  );
}

function chaosOf({ chaos }: SeedForm): ChaosPlan | undefined {
  if (!chaos) return undefined;
  const known = new Set<string>(['*', ...operations.map(({ name }) => name)]);
  const rates: ChaosPlan['rates'] = {};
  for (const [name, given] of Object.entries(chaos.rates)) {
    if (!known.has(name)) throw new Wrong(['chaos', 'rates', name], 'there is no such operation');
    const { cut = 0, internal = 0, throttle = 0, unavailable = 0, slow } = given;
    rates[name] = { cut, internal, throttle, unavailable, ...(slow && { slow }) };
  }
  return { seed: chaos.seed, rates };
}
