import type { Header } from 'tar-stream';
import type { UnsafeEntry } from '../../studio/custom-image/contents';
import type { FileRecord, LayerChanges } from '../../studio/custom-image/file-record';
import { decompressed, peek } from './decompress';
import { entryPath } from './entry-path';
import { keep } from './kept';
import type { Limits } from './limits';
import { tarEntries } from './tar';

/** What one layer holds for the rules. `layer` numbers are filled in by `numbered`: archives have layers in any order. */
export interface LayerScan extends LayerChanges {
  /** Bytes after decompression. */
  size: number;
  unsafe: Omit<UnsafeEntry, 'layer'>[];
}

/** Counts what is kept over all layers of one image, and stops at its limits. */
export class Budget {
  #uncompressed = 0;
  #records = 0;
  #texts = 0;

  constructor(readonly limits: Limits) {}

  bytes(count: number): void {
    this.#uncompressed += count;
    const { uncompressed } = this.limits;
    if (this.#uncompressed > uncompressed) {
      throw new Error(`its layers hold more than ${uncompressed} bytes after decompression`);
    }
  }

  record(): void {
    this.#records += 1;
    if (this.#records > this.limits.records)
      throw new Error(`it has more than ${this.limits.records} programs and links`);
  }

  text(size: number): void {
    this.#texts += size;
    const { texts } = this.limits;
    if (this.#texts > texts) throw new Error(`its scripts and configuration files hold more than ${texts} bytes`);
  }
}

const opaqueMarker = '.wh..wh..opq';
const whiteout = '.wh.';

/** Reads a layer once, from beginning to end, compressed or not. */
export async function scanLayer(bytes: AsyncIterable<Uint8Array>, budget: Budget): Promise<LayerScan> {
  const scan: LayerScan = { size: 0, removed: [], opaque: [], files: [], unsafe: [] };
  const counted = count(decompressed(bytes), (size) => {
    scan.size += size;
    budget.bytes(size);
  });
  for await (const { header, content } of tarEntries(counted)) {
    const place = entryPath(header.name);
    if (!place.ok) {
      if (scan.unsafe.length < 100) scan.unsafe.push({ name: header.name, reason: place.reason });
      continue;
    }
    const { path } = place;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const name = path.slice(folder.length + 1);
    if (name === opaqueMarker) {
      budget.record();
      scan.opaque.push(folder === '' ? '/' : folder);
    } else if (name.startsWith(whiteout)) {
      budget.record();
      scan.removed.push(`${folder}/${name.slice(whiteout.length)}`);
    } else {
      const record = await recordOf(header, path, content, budget);
      if (record) scan.files.push([path, record]);
    }
  }
  return scan;
}

/** The scan as the changes of layer `index`. */
export function numbered(scan: LayerScan, index: number): LayerScan {
  for (const [, record] of scan.files) record.layer = index;
  return scan;
}

async function recordOf(
  header: Header,
  path: string,
  content: AsyncIterable<Uint8Array>,
  budget: Budget,
): Promise<FileRecord | undefined> {
  const type = typeOf(header.type);
  if (type === undefined) return undefined;
  const mode = (header.mode ?? 0) & 0o7777;
  const kept = keep(path, type, mode);
  if (kept === 'nothing') return undefined;
  budget.record();
  const record: FileRecord = {
    type,
    mode,
    uid: header.uid ?? 0,
    gid: header.gid ?? 0,
    size: header.size ?? 0,
    layer: 0,
  };
  if (type === 'symlink') return { ...record, target: header.linkname ?? '' };
  // A hard link has its target's mode and owner in its own header; its text, if it matters, is at the target.
  if (header.type === 'link')
    return header.linkname ? { ...record, type: 'symlink', target: `/${header.linkname}` } : record;
  if (kept === 'record' || record.size > budget.limits.text) return record;
  const text = await textOf(content, kept);
  if (text === undefined) return record;
  budget.text(text.length);
  return { ...record, text };
}

function typeOf(type: Header['type']): FileRecord['type'] | undefined {
  if (type === 'directory' || type === 'symlink') return type;
  return type === 'file' || type === 'link' || type === 'contiguous-file' ? 'file' : undefined;
}

/** The content as text; nothing for a program that is no script. */
async function textOf(content: AsyncIterable<Uint8Array>, kept: 'text' | 'script'): Promise<string | undefined> {
  const { head, all } = await peek(content, 2);
  const wanted = kept === 'text' || (head[0] === 0x23 && head[1] === 0x21);
  const chunks: Uint8Array[] = [];
  for await (const chunk of all) if (wanted) chunks.push(chunk);
  return wanted ? Buffer.concat(chunks).toString('utf8') : undefined;
}

async function* count(bytes: AsyncIterable<Uint8Array>, onBytes: (size: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}
