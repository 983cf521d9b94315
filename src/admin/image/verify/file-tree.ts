import type { FileRecord, LayerChanges } from './file-record';

interface Node {
  record?: FileRecord;
  /** Absent for most: a map for every file would take more memory than all else. */
  children?: Map<string, Node>;
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
  readonly #root: Node = {};
  #nodes = 0;
  /** What most rules walk through, made once. */
  #all: [path: string, record: FileRecord][] | undefined;

  /** Throws from `add` where there are more than `most` files and folders. */
  constructor(private readonly most = Infinity) {}

  /** Lays a layer over what is there. As containerd does, entries below a symbolic link to a folder go where it leads. */
  add({ removed, opaque, files }: LayerChanges): void {
    this.#all = undefined;
    for (const path of removed) this.#remove(path);
    for (const path of opaque) delete this.#follow(path)?.node?.children;
    for (const [path, record] of files) this.#put(path, record);
  }

  /** The record of exactly this path, no link followed. */
  get(path: string): FileRecord | undefined {
    return this.#node(path)?.record;
  }

  /** Every path with its record, below `folder`. */
  below(folder = '/'): Iterable<[path: string, record: FileRecord]> {
    if (folder === '/') return (this.#all ??= [...walk(this.#root, '')]);
    const start = this.#node(folder);
    return start ? walk(start, folder) : [];
  }

  /** The names in a folder, links to it followed. */
  names(folder: string): string[] {
    return [...(this.#follow(folder)?.node?.children?.keys() ?? [])];
  }

  /** Follows links as the kernel would, never out of the image. A directory without a record is `nothing`. */
  resolve(path: string): Resolved {
    const found = this.#follow(path);
    if (!found) return { at: 'loop', path };
    const end = `/${found.names.join('/')}`;
    const record = found.node?.record;
    return record ? { at: 'file', path: end, record } : { at: 'nothing', path: end };
  }

  /** Where the path ends, as names without links and the node there; nothing where links lead in a circle. */
  #follow(path: string): { names: string[]; node: Node | undefined } | undefined {
    const todo = parts(path).reverse();
    const names: string[] = [];
    const nodes: (Node | undefined)[] = [this.#root];
    let links = 0;
    for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
      if (part === '..') {
        names.pop();
        if (nodes.length > 1) nodes.pop();
        continue;
      }
      const child: Node | undefined = nodes.at(-1)?.children?.get(part);
      if (child?.record?.type !== 'symlink') {
        names.push(part);
        nodes.push(child);
        continue;
      }
      links += 1;
      if (links > linksFollowed) return undefined;
      const target = child.record.target ?? '';
      if (target.startsWith('/')) {
        names.length = 0;
        nodes.length = 1;
      }
      todo.push(...parts(target).reverse());
    }
    return { names, node: nodes.at(-1) };
  }

  #node(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const part of parts(path)) node = node?.children?.get(part);
    return node;
  }

  #put(path: string, record: FileRecord): void {
    const [folder, name] = split(path);
    if (name === '' && record.type !== 'directory') return;
    let node = this.#root;
    for (const part of this.#follow(folder)?.names ?? parts(folder)) node = this.#child(node, part);
    // A hard link is its target's file, which stays when the target is removed.
    const target = record.hardLink === undefined ? undefined : this.#linked(record.hardLink);
    if (name !== '') node = this.#child(node, name);
    node.record = target?.record ? shared(target.record, record) : record;
    if (node.record.type !== 'directory') delete node.children;
  }

  /** What stands at the path, a link in place of its last part not followed. */
  #linked(path: string): Node | undefined {
    const [folder, name] = split(path);
    return this.#follow(folder)?.node?.children?.get(name);
  }

  #child(node: Node, name: string): Node {
    const children = (node.children ??= new Map<string, Node>());
    let child = children.get(name);
    if (!child) {
      this.#nodes += 1;
      if (this.#nodes > this.most) throw new Error(`the image has more than ${this.most} files and folders`);
      children.set(name, (child = {}));
    }
    return child;
  }

  #remove(path: string): void {
    const [folder, name] = split(path);
    this.#follow(folder)?.node?.children?.delete(name);
  }
}

/** A hard link's record; where it leads stays known while the text there is not. */
function shared(target: FileRecord, link: FileRecord): FileRecord {
  const { layer, hardLink } = link;
  return { ...(target.text === undefined && { hardLink }), ...target, layer };
}

const parts = (path: string) => path.split('/').filter((part) => part !== '' && part !== '.');

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, slash), path.slice(slash + 1)];
}

/** Parents before children. No recursion: a hostile image may be as deep as it likes. */
function* walk(start: Node, folder: string): Generator<[string, FileRecord]> {
  const open = [{ path: folder, children: start.children?.entries() }];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const next = last.children?.next();
    if (!next || next.done) {
      open.pop();
      continue;
    }
    const [name, child] = next.value;
    const path = `${last.path}/${name}`;
    if (child.record) yield [path, child.record];
    if (child.children) open.push({ path, children: child.children.entries() });
  }
}
