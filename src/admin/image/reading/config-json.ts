import { z } from 'zod';
import type { ImageConfig, Layer } from '../verify/contents';

const list = z.array(z.string()).nullish();

/** An image config, as Docker and the OCI image specification write it. */
const ConfigJson = z.object({
  architecture: z.string().optional(),
  os: z.string().optional(),
  config: z
    .object({
      User: z.string().nullish(),
      Env: list,
      Entrypoint: list,
      Cmd: list,
      WorkingDir: z.string().nullish(),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
      Labels: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  history: z.array(z.object({ created_by: z.string().optional(), empty_layer: z.boolean().optional() })).nullish(),
});

/** Reads an image config, and which command made each layer. Throws where it is none. */
export function readConfig(value: unknown): { config: ImageConfig; createdBy: string[] } {
  const { architecture, os, config, history } = ConfigJson.parse(value);
  const commands = history ?? [];
  return {
    config: {
      ...(architecture !== undefined && { architecture }),
      ...(os !== undefined && { os }),
      user: config?.User ?? '',
      env: environment(config?.Env ?? []),
      entrypoint: config?.Entrypoint ?? [],
      cmd: config?.Cmd ?? [],
      workingDir: config?.WorkingDir ?? '',
      exposedPorts: Object.keys(config?.ExposedPorts ?? {}),
      labels: config?.Labels ?? {},
      history: commands.flatMap(({ created_by }) => (created_by ? [created_by] : [])),
    },
    createdBy: commands.flatMap(({ created_by, empty_layer }) => (empty_layer ? [] : [created_by ?? ''])),
  };
}

/** The layers with their names and sizes and, where the history fits their number, the commands that made them. */
export function layersOf(scans: { name: string; size: number }[], createdBy: string[]): Layer[] {
  const fits = createdBy.length === scans.length;
  return scans.map(({ name, size }, index) => {
    const command = fits ? createdBy[index] : undefined;
    return { name, size, ...(command && { createdBy: command }) };
  });
}

function environment(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}
