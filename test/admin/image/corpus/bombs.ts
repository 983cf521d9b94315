import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';

/** An archive or layout that is small, and would take a machine's memory if it were believed. */
export interface Bomb {
  name: string;
  /** Writes it, and returns what `image verify` is asked to read. */
  write: (folder: string) => Promise<string>;
}

const mebibyte = 2 ** 20;
const digestOf = (data: Uint8Array) => `sha256:${createHash('sha256').update(data).digest('hex')}`;

/** A tar header as POSIX has it; what tar-stream does not write is what these are about. */
function header(name: string, { type = '0', size = 0, link = '', mode = 0o644 } = {}): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'latin1');
  for (const [value, at, width] of [
    [mode, 100, 7],
    [0, 108, 7],
    [0, 116, 7],
    [size, 124, 11],
    [0, 136, 11],
  ] as const)
    block.write(value.toString(8).padStart(width, '0'), at, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write(link, 157, 100, 'latin1');
  block.write('ustar\0' + '00', 257, 'latin1');
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
const file = (name: string, content: Buffer, mode?: number) =>
  Buffer.concat([header(name, { size: content.length, ...(mode && { mode }) }), padded(content)]);
/** A name, or what else does not fit into a header, in one of its own. */
function withPax(record: Record<string, string>, block: Buffer): Buffer {
  const text = Object.entries(record).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = Buffer.byteLength(rest);
    length += String(length + String(length).length).length;
    return `${length}${rest}`;
  });
  const content = Buffer.from(text.join(''));
  return Buffer.concat([header('PaxHeader', { type: 'x', size: content.length }), padded(content), block]);
}
const end = Buffer.alloc(1024);

const gzip = (pieces: Iterable<Uint8Array>) => buffer(Readable.from(batched(pieces)).pipe(createGzip({ level: 1 })));
function* batched(pieces: Iterable<Uint8Array>): Generator<Buffer> {
  let batch: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces) {
    batch.push(piece);
    size += piece.length;
    if (size < mebibyte) continue;
    yield Buffer.concat(batch);
    batch = [];
    size = 0;
  }
  yield Buffer.concat(batch);
}
function* many(count: number, piece: (index: number) => Buffer): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) yield piece(index);
  yield end;
}

/** A Zstandard frame: `first` as it is, then blocks that each stand for `size` zeros in four bytes. */
function zstd(blocks: number, { windowLog = 17, size = 128 * 1024, first = Buffer.alloc(0) as Buffer } = {}): Buffer {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (windowLog - 10) << 3]);
  const raw = Buffer.alloc(first.length > 0 ? 3 : 0);
  if (raw.length > 0) raw.writeUIntLE(first.length << 3, 0, 3);
  const body = Buffer.alloc(blocks * 4);
  for (let index = 0; index < blocks; index += 1)
    body.writeUIntLE((index === blocks - 1 ? 1 : 0) | (1 << 1) | (size << 3), index * 4, 3);
  return Buffer.concat([head, raw, first, body]);
}
/** The header of a file that is as large as so many blocks. */
const zeros = (blocks: number) => header('zeros', { size: blocks * 128 * 1024 - 4096 });

const skippable = (count: number) =>
  Buffer.concat(Array.from({ length: count }, () => Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])));

/** An OCI layout around layers, each as often as `times` says; every digest and size is right. */
function layout(
  folder: string,
  layers: Buffer[],
  times = 1,
  more: { config?: Buffer; manifest?: Buffer } = {},
): string {
  const blobs = path.join(folder, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const blob = (data: Buffer) => {
    const digest = digestOf(data);
    writeFileSync(path.join(blobs, digest.slice(7)), data);
    return { digest, size: data.length };
  };
  const config = blob(more.config ?? Buffer.from('{"architecture":"amd64","os":"linux","config":{"User":"1000:100"}}'));
  const described = layers.map(blob);
  const all = Array.from({ length: times }, () => described).flat();
  const manifest = blob(more.manifest ?? Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers: all })));
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  return `oci:${folder}`;
}

function archive(folder: string, members: [string, Buffer][]): string {
  const place = path.join(folder, 'image.tar');
  writeFileSync(place, Buffer.concat([...members.map(([name, data]) => file(name, data)), end]));
  return `docker-archive:${place}`;
}
const config = '{"architecture":"amd64","os":"linux","config":{"User":"1000:100"}}';
const dockerArchive = (folder: string, layer: Buffer, times: number) =>
  archive(folder, [
    ['layer.tar', layer],
    ['config.json', Buffer.from(config)],
    ['manifest.json', Buffer.from(JSON.stringify([{ Config: 'config.json', Layers: Array(times).fill('layer.tar') }]))],
  ]);

const layer = (name: string, make: () => Promise<Buffer> | Buffer, times = 1): Bomb => ({
  name,
  write: async (folder) => layout(folder, [await make()], times),
});
const json = (name: string, kind: 'config' | 'manifest', text: () => string): Bomb => ({
  name,
  write: (folder) => Promise.resolve(layout(folder, [Buffer.from(end)], 1, { [kind]: Buffer.from(text()) })),
});
const links = (count: number) =>
  Buffer.concat([...many(count, (n) => header(`usr/bin/p${n}`, { type: '2', link: 'x' }))]);
const deep = (n: number, depth: number) => Array.from({ length: depth }, (_, level) => `${n}-${level}`).join('/');

export const bombs: Bomb[] = [
  layer('a zstd layer of 240 kB that stands for 8 GB', () => zstd(60_000, { first: zeros(60_000) })),
  layer('a zstd layer with a window of 128 MiB', () => zstd(10_000, { windowLog: 27, first: zeros(10_000) })),
  layer('a zstd layer with a window of 2 GiB', () => zstd(10_000, { windowLog: 31 })),
  layer('a zstd layer of 400 000 frames that are to be skipped', () => Buffer.concat([skippable(400_000), zstd(1)])),
  layer('a zstd layer of a hundred thousand frames', () =>
    Buffer.concat(Array.from({ length: 100_000 }, () => zstd(1, { size: 512 }))),
  ),
  layer('a gzip layer of zeros that grows a thousandfold', () =>
    gzip(many(1, () => Buffer.concat([header('zeros', { size: 1024 * mebibyte })]))).then((head) =>
      gzip(many(1024, () => Buffer.alloc(mebibyte))).then((body) => Buffer.concat([head, body])),
    ),
  ),
  layer('a header of 2 GiB, as long as its name is', () =>
    gzip(
      (function* () {
        yield header('PaxHeader', { type: 'x', size: 2047 * mebibyte });
        yield* many(2047, () => Buffer.alloc(mebibyte, 0x30));
      })(),
    ),
  ),
  layer('headers of 4 MiB, one after the other', () =>
    gzip(
      many(300, (n) =>
        withPax({ comment: 'x'.repeat(3 * mebibyte), path: `usr/bin/p${n}` }, header('x', { mode: 0o755 })),
      ),
    ),
  ),
  layer('a global header with a hundred thousand members, before many files', () =>
    gzip(
      (function* () {
        const text = Array.from({ length: 100_000 }, (_, n) => `14 k${String(n).padStart(6, '0')}=1\n`).join('');
        yield header('Global', { type: 'g', size: text.length });
        yield padded(Buffer.from(text));
        yield* many(200, (n) => withPax({ path: `usr/bin/p${n}` }, header('x', { mode: 0o755 })));
      })(),
    ),
  ),
  layer('three hundred thousand links', () =>
    gzip(many(300_000, (n) => header(`usr/bin/p${n}`, { type: '2', link: 'x' }))),
  ),
  layer('as many links as are read', () =>
    gzip(many(119_000, (n) => header(`usr/bin/p${n}`, { type: '2', link: 'x' }))),
  ),
  layer('links with long names that lead to long names', () =>
    gzip(
      many(30_000, (n) =>
        withPax({ path: `usr/bin/${n}${'n'.repeat(1900)}`, linkpath: 't'.repeat(1900) }, header('x', { type: '2' })),
      ),
    ),
  ),
  layer('paths of many folders, no two the same', () =>
    gzip(many(20_000, (n) => withPax({ path: `${deep(n, 250)}/bin/x` }, header('x', { mode: 0o755 })))),
  ),
  layer('paths deeper than any file system has', () =>
    gzip(many(200, (n) => withPax({ path: `${deep(n, 20_000)}/bin/x` }, header('x', { mode: 0o755 })))),
  ),
  layer('names that climb out, a hundred thousand', () => gzip(many(100_000, (n) => header(`../../${n}`)))),
  layer('whiteouts, as many as are read', () => gzip(many(150_000, (n) => header(`usr/bin/.wh.p${n}`)))),
  layer('scripts of a mebibyte each', () =>
    gzip(
      many(300, (n) =>
        file(`usr/bin/p${n}`, Buffer.concat([Buffer.from('#!/bin/sh\n'), Buffer.alloc(mebibyte - 100, 0x61)]), 0o755),
      ),
    ),
  ),
  layer('scripts that are no text', () =>
    gzip(
      many(300, (n) =>
        file(`usr/bin/p${n}`, Buffer.concat([Buffer.from('#!'), Buffer.alloc(mebibyte - 100, 0xff)]), 0o755),
      ),
    ),
  ),
  layer('kernels, each a link to another of them', () =>
    gzip(
      many(100_000, (n) =>
        header(`usr/share/jupyter/kernels/k${n}/kernel.json`, {
          type: '2',
          link: `/usr/share/jupyter/kernels/k${n + 1}/kernel.json`,
        }),
      ),
    ),
  ),
  layer('one layer of 20 000 links, named 400 times', () => gzip([links(20_000)]), 400),
  {
    name: 'one layer of an archive, named 400 times',
    write: (folder) => Promise.resolve(dockerArchive(folder, links(20_000), 400)),
  },
  {
    name: 'an archive of 3 000 layers of a thousand links',
    write: (folder) => {
      const names = Array.from({ length: 1000 }, (_, n) => `l${n}.tar`);
      const members = names.map((name, n): [string, Buffer] => [
        name,
        Buffer.concat([...many(1000, (m) => header(`usr/bin/p${n}-${m}`, { type: '2', link: 'x' }))]),
      ]);
      return Promise.resolve(
        archive(folder, [
          ...members,
          ['config.json', Buffer.from(config)],
          ['manifest.json', Buffer.from(JSON.stringify([{ Config: 'config.json', Layers: names }]))],
        ]),
      );
    },
  },
  {
    name: 'an archive of JSON files of 4 MiB',
    write: (folder) => {
      const data = Buffer.from(`[${'[],'.repeat(1_390_000)}[]]`);
      return Promise.resolve(
        archive(folder, [
          ...Array.from({ length: 40 }, (_, n): [string, Buffer] => [`${n}.json`, data]),
          ['manifest.json', data],
        ]),
      );
    },
  },
  {
    name: 'an archive whose other members are endless',
    write: async (folder) => {
      const place = path.join(folder, 'image.tar.gz');
      writeFileSync(
        place,
        Buffer.concat([
          await gzip([header('junk.bin', { size: 1024 * mebibyte })]),
          await gzip(many(1024, () => Buffer.alloc(mebibyte, 0x78))),
        ]),
      );
      return `docker-archive:${place}`;
    },
  },
  json('a manifest of a million layers', 'manifest', () => `{"config":{},"layers":[${'{},'.repeat(1_000_000)}{}]}`),
  json('a manifest nested a million deep', 'manifest', () => `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`),
  json('a config with a million wrong variables', 'config', () => `{"config":{"Env":[${'1,'.repeat(1_000_000)}1]}}`),
  json(
    'a config with a history of long commands',
    'config',
    () => `{"history":[${`{"created_by":"${'x'.repeat(1000)}"},`.repeat(4000)}{}]}`,
  ),
];
