import { createHash } from 'node:crypto';
import { defaultLimits } from '../reading/limits';
import type { RegistryRepository } from './client';
import { downloadJson, manifestTypes } from './download';
import { notAnswered } from './not-answered';

/**
 * The digest that a tag names today (of the index, where there are several platforms); nothing where the registry has
 * no such tag. Rejects with `Unreadable`.
 */
export async function manifestDigest(source: RegistryRepository, reference: string): Promise<string | undefined> {
  const path = `manifests/${reference}`;
  const answer = await source.ask(path, { method: 'HEAD', headers: { accept: manifestTypes } });
  answer.discard();
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw await notAnswered(source, 'HEAD', path, answer);
  const stated = answer.headers.get('docker-content-digest');
  if (stated !== null && /^(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/.test(stated)) return stated;
  // The header is not obligatory: the digest is then that of what is sent.
  const { bytes } = await downloadJson(source, path, defaultLimits.json);
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
