import type { FileRecord, LayerChanges } from './file-record';

interface Node {
  record?: FileRecord;
  children: Map<string, Node>;
}

/** Where a path leads once symbolic links are followed. */
export type Resolved =
  { at: 'file'; path: string; record: FileRecord } | { at: 'nothing'; path: string } | { at: 'loop'; path: string };

const linksFollowed = 40;

/**
 * The files of an image: layers laid over each other in order, whiteouts applied, symbolic links followed inside the
 * image only. It holds the paths that reading kept, so that a directory may be known without a record of its own.
 */
export class FileTree {
  readonly #root: Node = { children: new Map() };

  /** Lays a layer over what is there. */
  add({ removed, opaque, files }: LayerChanges): void {
    for (const path of removed) this.#remove(path);
    for (const path of opaque) this.#node(path)?.children.clear();
    for (const [path, record] of files) this.#put(path, record);
  }

  /** The record of exactly this path, no link followed. */
  get(path: string): FileRecord | undefined {
    return this.#node(path)?.record;
  }

  /** Every path with its record, below `folder`. */
  *below(folder = '/'): Generator<[path: string, record: FileRecord]> {
    const start = this.#node(folder);
    if (start) yield* walk(start, folder === '/' ? '' : folder);
  }

  /** Follows links as the kernel would, never out of the image. A directory without a record is `nothing`. */
  resolve(path: string): Resolved {
    let todo = parts(path);
    let done: string[] = [];
    let links = 0;
    for (let part = todo.shift(); part !== undefined; part = todo.shift()) {
      if (part === '..') {
        done.pop();
        continue;
      }
      const record = this.get(`/${[...done, part].join('/')}`);
      if (record?.type !== 'symlink') {
        done.push(part);
        continue;
      }
      links += 1;
      if (links > linksFollowed) return { at: 'loop', path };
      const target = record.target ?? '';
      if (target.startsWith('/')) done = [];
      todo = [...parts(target), ...todo];
    }
    const end = `/${done.join('/')}`;
    const record = this.get(end);
    return record ? { at: 'file', path: end, record } : { at: 'nothing', path: end };
  }

  #node(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const part of parts(path)) node = node?.children.get(part);
    return node;
  }

  #put(path: string, record: FileRecord): void {
    let node = this.#root;
    for (const part of parts(path)) {
      let child = node.children.get(part);
      if (!child) node.children.set(part, (child = { children: new Map() }));
      node = child;
    }
    node.record = record;
    if (record.type !== 'directory') node.children.clear();
  }

  #remove(path: string): void {
    const all = parts(path);
    const name = all.pop();
    if (name !== undefined) this.#node(`/${all.join('/')}`)?.children.delete(name);
  }
}

const parts = (path: string) => path.split('/').filter((part) => part !== '' && part !== '.');

function* walk(node: Node, path: string): Generator<[string, FileRecord]> {
  for (const [name, child] of node.children) {
    if (child.record) yield [`${path}/${name}`, child.record];
    yield* walk(child, `${path}/${name}`);
  }
}
