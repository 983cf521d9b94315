import type { Hash } from 'node:crypto';
import type { Header } from 'tar-stream';
import type { HighIds, UnsafeEntry } from '../verify/contents';
import type { FileRecord, LayerChanges } from '../verify/file-record';
import type { Budget } from './budget';
import { decompressed } from './decompress';
import { entryPath } from './entry-path';
import { keep, keepProgram } from './kept';
import { peek } from './peek';
import { tarEntries } from './tar';

/** What one layer holds for the rules. `layer` numbers are filled in by `assemble`: archives have layers in any order. */
export interface LayerScan extends LayerChanges {
  /** Bytes after decompression. */
  size: number;
  unsafe: Omit<UnsafeEntry, 'layer'>[];
  highIds?: Omit<HighIds, 'layer'>;
}

const unsafeTold = 100;
const whiteout = '.wh.';
const opaqueMarker = '.wh..wh..opq';
/** AUFS's own records, which engines pass over. */
const ofAufs = '.wh..wh.';

/**
 * Reads a layer once, from beginning to end, compressed or not; `wanted` are paths whose text is kept besides, and `hash`
 * is given the bytes after decompression.
 */
export async function scanLayer(
  bytes: AsyncIterable<Uint8Array>,
  budget: Budget,
  wanted: ReadonlySet<string>,
  hash?: Hash,
): Promise<LayerScan> {
  const scan: LayerScan = { size: 0, removed: [], opaque: [], files: [], unsafe: [] };
  const passing = async function* () {
    for await (const chunk of budget.counted(decompressed(bytes))) {
      scan.size += chunk.length;
      hash?.update(chunk);
      yield chunk;
    }
  };
  for await (const { header, content } of tarEntries(passing())) {
    const place = entryPath(header.name);
    const folder = place.ok ? place.path.slice(0, place.path.lastIndexOf('/')) : '';
    const name = place.ok ? place.path.slice(folder.length + 1) : '';
    const removed = name.startsWith(whiteout) ? name.slice(whiteout.length) : undefined;
    if (!place.ok) unsafe(scan, header.name, place.reason);
    else if (name === opaqueMarker) {
      budget.record(folder);
      scan.opaque.push(folder === '' ? '/' : folder);
    } else if (removed !== undefined && !name.startsWith(ofAufs)) {
      if (/^\.{0,2}$/.test(removed)) unsafe(scan, header.name, 'is a whiteout that removes no file');
      else {
        budget.record(place.path);
        scan.removed.push(`${folder}/${removed}`);
      }
    } else if (removed === undefined) {
      highIds(scan, header, place.path);
      const record = await recordOf(header, place.path, content, budget, wanted);
      if (record) scan.files.push([place.path, record]);
    }
  }
  return scan;
}

function unsafe(scan: LayerScan, name: string, reason: string): void {
  if (scan.unsafe.length < unsafeTold) scan.unsafe.push({ name: name.slice(0, 1_000), reason });
}

/** "SageMaker only supports UIDs/GIDs less than 65535", in any layer (sagemaker-studio-custom-image-samples, DEVELOPMENT.md). */
const highestId = 65_535;

function highIds(scan: LayerScan, header: Header, path: string): void {
  const { uid, gid } = owner(header);
  if (uid <= highestId && gid <= highestId) return;
  scan.highIds ??= { path, uid, gid, count: 0 };
  scan.highIds.count += 1;
}

/** Numbers that do not fit into a tar header's field stand beside it. */
function owner({ uid, gid, pax }: Header): { uid: number; gid: number } {
  const beside = (name: string) => {
    const text: unknown = pax && Reflect.get(pax, name);
    return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  };
  return { uid: beside('uid') ?? uid ?? 0, gid: beside('gid') ?? gid ?? 0 };
}

async function recordOf(
  header: Header,
  path: string,
  content: AsyncIterable<Uint8Array>,
  budget: Budget,
  wanted: ReadonlySet<string>,
): Promise<FileRecord | undefined> {
  const type = typeOf(header.type);
  if (type === undefined) return undefined;
  const mode = (header.mode ?? 0) & 0o7777;
  const kept = keep(path, type, mode, wanted);
  if (kept === 'nothing') return undefined;
  const target = header.linkname ?? '';
  const linked = header.type === 'link' ? entryPath(target) : undefined;
  const hardLink = linked?.ok === true ? { hardLink: linked.path } : {};
  const record: FileRecord = { type, mode, ...owner(header), size: header.size ?? 0, layer: 0, ...hardLink };
  if (kept === 'some') return budget.room(path) ? record : undefined;
  if (kept === 'script' && header.type !== 'link') {
    const text = record.size > budget.limits.text ? undefined : await textOf(content, kept, budget);
    if (text === undefined && keepProgram(path) === 'some') return budget.room(path) ? record : undefined;
    budget.record(path);
    return text === undefined ? record : { ...record, text };
  }
  budget.record(path, target);
  if (type === 'symlink') return { ...record, target: target.slice(0, 4096) };
  if (header.type === 'link' || kept !== 'text' || record.size > budget.limits.text) return record;
  const text = await textOf(content, kept, budget);
  return text === undefined ? record : { ...record, text };
}

function typeOf(type: Header['type']): FileRecord['type'] | undefined {
  if (type === 'directory' || type === 'symlink') return type;
  return type === 'file' || type === 'link' || type === 'contiguous-file' ? 'file' : undefined;
}

/** The content as text; nothing for a program that is no script. */
async function textOf(
  content: AsyncIterable<Uint8Array>,
  kept: 'text' | 'script',
  budget: Budget,
): Promise<string | undefined> {
  const { head, all } = await peek(content, 2);
  if (kept === 'script' && !(head[0] === 0x23 && head[1] === 0x21)) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of all) {
    budget.text(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
